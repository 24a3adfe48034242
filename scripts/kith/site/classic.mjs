/**
 * Makes one classic script of the theme's modules, for pages that were opened as files.
 *
 * node classic.mjs NODE_MODULES FOLDER ENTRY prints the script. Browsers load no module from file://,
 * so esbuild puts all of them into one, those too that a page asks for later.
 */
import { createRequire } from "node:module";
import path from "node:path";

const [modules, folder, entry] = process.argv.slice(2);
const esbuild = createRequire(`${path.resolve(modules)}/`)("esbuild");
const ADDRESS = "kithScriptAddress";

const { outputFiles } = await esbuild.build({
  entryPoints: [path.join(folder, entry)],
  absWorkingDir: path.resolve(folder),
  bundle: true,
  write: false,
  format: "iife",
  charset: "utf8",
  legalComments: "inline",
  // All modules lie in one folder, where this script lies too.
  define: { "import.meta.url": ADDRESS },
  banner: { js: `(() => {\nconst ${ADDRESS} = document.currentScript.src;` },
  footer: { js: "})();" },
  logLevel: "error",
});
process.stdout.write(outputFiles[0].text);

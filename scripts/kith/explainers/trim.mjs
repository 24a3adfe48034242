/**
 * Runs trim.py inside Pyodide, under Node: node trim.mjs PYODIDE_FOLDER TRIM_PY WHEEL OUT
 *
 * Writes the library that browsers get, then starts Pyodide with it as a proof.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, script, wheel, out] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const { info } = JSON.parse(readFileSync(join(folder, "pyodide-lock.json")));

/**
 * Start Pyodide with no packages known but the ones at hand. What it compiles keeps lines, and no
 * columns: they only serve to underline source, which browsers do not get.
 */
function start(options = {}) {
  const lockFileContents = { info, packages: {} };
  const env = { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" };
  return loadPyodide({ indexURL: folder, lockFileContents, env, ...options });
}

async function main() {
  const python = await start();
  python.FS.writeFile("/packages.whl", readFileSync(wheel));
  python.runPython(readFileSync(script, "utf-8"));
  writeFileSync(out, python.globals.get("library")("/packages.whl").toJs());

  const proof = await start({ stdLibURL: out });
  proof.runPython("import explainer_kit.bridge");
}

// Caught here, since Node shows an uncaught error with a megabyte of Pyodide's source.
main().then(
  () => process.exit(0),
  (error) => {
    console.error(String(error.message ?? error).trim().split("\n").at(-1));
    process.exit(1);
  },
);

/**
 * Pyodide under Node: node node.mjs PYODIDE_FOLDER LIBRARY BUNDLE SCRIPT OUT
 *
 * LIBRARY may be empty, for npm's own. OUT gets the JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { runInPyodide, shortly } from "./harness.mjs";

const [indexURL, library, bundle, script, out] = process.argv.slice(2);

async function main() {
  const { loadPyodide } = await import(pathToFileURL(join(indexURL, "pyodide.mjs")));
  const found = await runInPyodide({
    loadPyodide,
    indexURL,
    library,
    lock: JSON.parse(readFileSync(join(indexURL, "pyodide-lock.json"))),
    bundle: new Uint8Array(readFileSync(bundle)).buffer,
    script: readFileSync(script, "utf-8"),
  });
  writeFileSync(out, found);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(shortly(error));
    process.exit(1);
  },
);

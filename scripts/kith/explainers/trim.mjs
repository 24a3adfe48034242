/**
 * Runs trim.py inside Pyodide, under Node: node trim.mjs PYODIDE_FOLDER TRIM_PY WHEEL OUT_FOLDER
 *
 * Writes the standard library and the wheel that browsers get, then starts Pyodide with both as a
 * proof.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, script, wheel, out] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const { info } = JSON.parse(readFileSync(join(folder, "pyodide-lock.json")));
const library = join(out, "python_stdlib.zip");
const packages = join(out, "packages.whl");

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
  const made = (name) => python.globals.get(name)("/packages.whl").toJs();
  mkdirSync(out, { recursive: true });
  writeFileSync(library, made("trimmed_library"));
  writeFileSync(packages, made("compiled_wheel"));

  const proof = await start({ stdLibURL: library });
  proof.unpackArchive(new Uint8Array(readFileSync(packages)), "wheel");
  proof.runPython("import importlib; importlib.invalidate_caches(); import explainer_kit.bridge");
}

// Caught here, since Node shows an uncaught error with a megabyte of Pyodide's source.
main().then(
  () => process.exit(0),
  (error) => {
    console.error(String(error.message ?? error).trim().split("\n").at(-1));
    process.exit(1);
  },
);

/**
 * Starts Pyodide and runs one of the Python files beside this one on a bundle; the same under Node
 * and in a browser's worker. It knows nothing of pytest or of explainers.
 */

/**
 * The JSON text that `run(root)` of the script gives.
 *
 * @param {{ loadPyodide: Function, indexURL: string, lock: object, library?: string,
 *   bundle: ArrayBuffer, script: string }} parts `library` is another standard library than npm's.
 */
export async function runInPyodide({ loadPyodide, indexURL, lock, library, bundle, script }) {
  const python = await loadPyodide({
    indexURL,
    // No package is known, so that nothing can be asked for.
    lockFileContents: { info: lock.info, packages: {} },
    ...(library ? { stdLibURL: library } : {}),
  });
  python.unpackArchive(bundle, "zip", { extractDir: "/kith" });
  python.runPython(script);
  return python.globals.get("run")("/kith");
}

/** An error's last line: Pyodide's errors can hold a megabyte of its source. */
export function shortly(error) {
  return String(error?.message ?? error).trim().split("\n").at(-1).slice(0, 500);
}

/** Pyodide in a browser's worker: gets addresses, answers {found} or {error}. */
import { runInPyodide, shortly } from "./harness.mjs";

self.onmessage = async ({ data }) => {
  try {
    const { loadPyodide } = await import(`${data.pyodide}pyodide.mjs`);
    const [lock, bundle, script] = await Promise.all([
      fetch(`${data.pyodide}pyodide-lock.json`).then((answer) => answer.json()),
      fetch(data.bundle).then((answer) => answer.arrayBuffer()),
      fetch(data.script).then((answer) => answer.text()),
    ]);
    const parts = { loadPyodide, indexURL: data.pyodide, library: data.library, lock, bundle, script };
    self.postMessage({ found: await runInPyodide(parts) });
  } catch (error) {
    self.postMessage({ error: shortly(error) });
  }
};

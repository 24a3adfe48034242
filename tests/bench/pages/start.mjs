/**
 * Starts Python in a worker and runs one model, either as Kith's pages do or as plain Pyodide does,
 * and says how many milliseconds it took until the page had the result.
 */
const JOB = { explainer: "rat_park", params: {}, seed: 7 };
const PATIENCE_MS = 120_000;

async function kith() {
  const { run } = await import("../site/assets/js/runtime.mjs");
  const signal = new AbortController().signal;
  return () => run(JOB, { signal, onProgress() {}, patience: PATIENCE_MS });
}

async function stock() {
  const base = new URL("../stock/", import.meta.url).href;
  const order = { base, wheel: `${base}kith_explainers-0.1.0-py3-none-any.whl` };
  return () => {
    const worker = new Worker(new URL("stock-worker.mjs", import.meta.url), { type: "module" });
    let lastId = 0;
    const ask = (op, fields = {}) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        worker.addEventListener("message", ({ data }) => {
          if (data.id === id) {
            data.type === "result" ? resolve(data.value) : reject(new Error(data.message));
          }
        });
        worker.postMessage({ ...fields, v: 1, id, op });
      });
    return ask("boot", order)
      .then(() => ask("open", JOB))
      .then(() => ask("run"))
      .then(({ view, result }) => ({ view: JSON.parse(view), result: JSON.parse(result) }));
  };
}

/** Milliseconds from the start of the worker to the result in the page, and the result. */
window.measure = async (name) => {
  const start = await { kith, stock }[name]();
  const begun = performance.now();
  const { result } = await start();
  return { ms: performance.now() - begun, result: JSON.stringify(result) };
};

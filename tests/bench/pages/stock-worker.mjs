/**
 * Pyodide as its documentation shows it, behind the messages of Kith's worker.mjs: boot, open, run.
 */
let pyodide;
let session;

const OPERATIONS = {
  async boot({ base, wheel }) {
    const { loadPyodide } = await import(`${base}pyodide.mjs`);
    pyodide = await loadPyodide({ indexURL: base });
    await pyodide.loadPackage(wheel);
  },
  open({ explainer, params, seed }) {
    const bridge = pyodide.pyimport("explainer_kit.bridge");
    session = bridge.open_run(explainer, JSON.stringify(params), seed);
  },
  run() {
    while (!session.advance(1000)) {
      // A day at a time, as far as the run goes.
    }
    return { view: session.view_json(), result: session.result_json() };
  },
};

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ id: data.id, type: "result", value: await OPERATIONS[data.op](data) });
  } catch (error) {
    self.postMessage({ id: data.id, type: "error", message: String(error.message) });
  }
};

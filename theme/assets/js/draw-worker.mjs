/**
 * The worker that draws: Vega would hold the page up for longer than a reader should feel.
 *
 * Messages in:  {v: 1, id, op: "load", base} and {v: 1, id, op: "draw", spec}
 * Messages out: {id, type: "result", value} or {id, type: "error", kind, message}
 *
 * It knows Vega, and nothing of the page or of what is drawn.
 */

// Vega measures text on a canvas, which it asks a document for; a worker has canvases without one.
// Where it has none, Vega guesses widths.
globalThis.document ??= {
  createElement: () => (globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : {}),
};

let expressionInterpreter;

/** Fetch Vega, Vega-Lite and the interpreter that needs no eval, from the folder `base`. */
async function load({ base }) {
  // The first two are classic scripts: they put their names on the worker, in this order.
  await script(base, "vega.min.js");
  await script(base, "vega-lite.min.js");
  ({ expressionInterpreter } = await script(base, "vega-interpreter.js"));
}

function script(base, name) {
  return import(new URL(name, base).href).catch(() => {
    throw Object.assign(new Error(`${name} could not be fetched.`), { kind: "fetch" });
  });
}

/** The SVG text of a Vega-Lite specification with its data inside. */
async function draw({ spec }) {
  const { vega, vegaLite } = globalThis;
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "none",
    logLevel: vega.Error,
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

const OPERATIONS = { load, draw };

self.onmessage = async ({ data }) => {
  const { id, op } = data;
  try {
    self.postMessage({ id, type: "result", value: await OPERATIONS[op](data) });
  } catch ({ kind = "drawing", message }) {
    self.postMessage({ id, type: "error", kind, message });
  }
};

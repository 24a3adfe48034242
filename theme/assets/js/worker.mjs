/**
 * The worker that runs Python: one interpreter for all explainers of a tab.
 *
 * Messages in:  {v: 1, id, op: "boot" | "open" | "run" | "stop", ...}
 * Messages out: {id, type: "progress", stage, ...} as often as it likes, then exactly one of
 *               {id, type: "result", value} and {id, type: "error", kind, message, name?}
 *
 * It must not know the page, its controls or how a result is drawn.
 */
import { fetchEarly } from "./worker-early.mjs";
import { failure, firstFailure, watchFetches, watchWasm } from "./worker-guard.mjs";

/** Python runs this long between two looks at the mailbox, so that "stop" is heard at once. */
const SLICE_MS = 12;
/** How often a run tells the page how far it is. */
const REPORT_MS = 100;

/** A mistake in the values comes back as a value, so that no traceback has to be read here. */
const OPENER = `
from explainer_kit import ParamsError, bridge

def open_run(explainer, params_json, seed):
    try:
        return bridge.open_run(explainer, params_json, seed), "", ""
    except ParamsError as error:
        return None, error.name, error.message

open_run
`;

let openRun;
let session;
let stopped = false;

/** Fetch and start Python: `{base, files, stdlib, lock, packages}` as runtime.json has them. */
async function boot(message) {
  const { base, files, stdlib, lock, packages } = message;
  const report = (progress) => post(message.id, "progress", progress);
  watchFetches(base, files, report);
  const early = Object.keys(files).filter((name) => /\.(wasm|zip)$/.test(name));
  fetchEarly(early.map((name) => base + name));
  watchWasm();
  report({ stage: "fetch" });
  const pyodide = await firstFailure(start(base, stdlib, lock, packages, report));
  report({ stage: "import" });
  openRun = pyodide.runPython(OPENER);
}

async function start(base, stdlib, lock, packages, report) {
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(base + name));
  const [{ loadPyodide }] = await Promise.all(scripts).catch(scriptMissing);
  report({ stage: "start" });
  return loadPyodide({
    indexURL: base,
    stdLibURL: new URL(stdlib, base).href,
    lockFileContents: lock,
    packageBaseUrl: base,
    packages,
  }).catch(scriptMissing);
}

/** A script that cannot be imported is a TypeError whose words differ from browser to browser. */
function scriptMissing(error) {
  throw error instanceof TypeError
    ? failure("fetch", "A part of Python could not be fetched.")
    : error;
}

/** Check the values and get a run ready: `{explainer, params, seed}`. */
function open({ explainer, params, seed }) {
  close();
  const answer = openRun(explainer, JSON.stringify(params), seed);
  const [opened, name, message] = [answer.get(0), answer.get(1), answer.get(2)];
  answer.destroy();
  if (!opened) {
    throw failure("params", message, { name });
  }
  session = opened;
}

/** Run the opened session to its end and hand over what it found, as JSON text. */
async function run({ id }) {
  stopped = false;
  await advanceToTheEnd((done) => post(id, "progress", { stage: "run", done }));
  post(id, "progress", { stage: "view" });
  const value = { view: session.view_json(), result: session.result_json() };
  close();
  return value;
}

async function advanceToTheEnd(report) {
  let steps = 1;
  let reported = 0;
  for (;;) {
    const begun = performance.now();
    const finished = session.advance(steps);
    const now = performance.now();
    if (finished) {
      return;
    }
    steps = nextSteps(steps, now - begun);
    if (now - reported >= REPORT_MS) {
      reported = now;
      report(session.progress());
    }
    await mailbox();
    if (stopped) {
      close();
      throw failure("stopped", "The run was stopped.");
    }
  }
}

/**
 * The number of steps that should fill one slice; at most doubled, so a slow day cannot surprise.
 */
function nextSteps(steps, elapsed) {
  const ideal = Math.floor((steps * SLICE_MS) / Math.max(elapsed, 0.1));
  return Math.max(1, Math.min(ideal, steps * 2));
}

/** Let waiting messages in. A timer would cost 4 ms a turn, a message costs none. */
function mailbox() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function stop() {
  stopped = true;
}

function close() {
  session?.destroy();
  session = undefined;
}

function post(id, type, fields) {
  self.postMessage({ id, type, ...fields });
}

const OPERATIONS = { boot, open, run, stop };

self.onmessage = async ({ data }) => {
  try {
    post(data.id, "result", { value: await OPERATIONS[data.op](data) });
  } catch (error) {
    const { kind = "python", name, message } = error;
    post(data.id, "error", {
      kind,
      name: kind === "params" ? name : undefined,
      message: lastLine(message),
    });
  }
};

/** Python's own words stand in the last line of a traceback. */
function lastLine(message) {
  return String(message).trim().split("\n").at(-1);
}

/**
 * The worker that runs Python: one interpreter for all explainers of a tab.
 *
 * Messages in:  {v: 1, id, op: "boot" | "open" | "run" | "stop" | "call", ...}
 * Messages out: {id, type: "progress", stage, ...} as often as it likes, then exactly one of
 *               {id, type: "result", value} and {id, type: "error", kind, message, name?}
 *
 * It must not know the page, its controls or how a result is drawn.
 */
import { fetchInTurn } from "./worker-early.mjs";
import { failure, firstFailure, watchCompiler, watchFetches, watchWasm } from "./worker-guard.mjs";

/** Python runs this long between two looks at the mailbox, so that "stop" is heard at once. */
const SLICE_MS = 12;
/** How often a run tells the page how far it is. */
const REPORT_MS = 100;
/** How often many runs show what has come. */
const PART_MS = 250;

/** A mistake in the values comes back as a value, so that no traceback has to be read here. */
const OPENER = `
from explainer_kit import ParamsError, bridge

def open_session(explainer, params_json, seed, runs, kept_json):
    try:
        if runs:
            return bridge.open_spread(explainer, params_json, kept_json, seed, runs), "", ""
        return bridge.open_run(explainer, params_json, seed), "", ""
    except ParamsError as error:
        return None, error.name, error.message

def call(explainer, name, argument_json):
    try:
        return bridge.call(explainer, name, argument_json), "", ""
    except ParamsError as error:
        return None, error.name, error.message

open_session, call
`;

let openSession;
let callPython;
let session;
let stopped = false;

/** Fetch and start Python: `{base, files, stdlib, lock}` as runtime.json has them. */
async function boot(message) {
  const { base, files, stdlib, lock, attempt = 0 } = message;
  watchWasm(); // before anything is fetched
  const report = (progress) => post(message.id, "progress", progress);
  // What is compiled goes before what is read.
  const compiled = Object.keys(files).filter((name) => name.endsWith(".wasm") && name !== stdlib);
  let hasCome;
  const onShare = (name, share) => hasCome(base + name, share);
  watchFetches(base, files, report, onShare, attempt ? "reload" : "default");
  const addresses = [...compiled, stdlib].map((name) => base + name);
  hasCome = fetchInTurn(addresses, addresses.slice(0, -1));
  watchCompiler();
  report({ stage: "fetch" });
  const pyodide = await firstFailure(start(base, stdlib, lock, report, attempt));
  report({ stage: "import" });
  const doors = pyodide.runPython(OPENER);
  [openSession, callPython] = [doors.get(0), doors.get(1)];
  doors.destroy();
}

async function start(base, stdlib, lock, report, attempt) {
  const address = (name) => base + name + (attempt ? `?${attempt}` : ""); // past the browser's copy
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(address(name)));
  const [{ loadPyodide }] = await Promise.all(scripts).catch(scriptMissing);
  report({ stage: "start" });
  return loadPyodide({
    indexURL: base,
    stdLibURL: base + stdlib,
    lockFileContents: lock,
  }).catch(scriptMissing);
}

/** A script that cannot be imported is a TypeError whose words differ from browser to browser. */
function scriptMissing(error) {
  throw error instanceof TypeError
    ? failure("fetch", "A part of Python could not be fetched.")
    : error;
}

/** Check the values and get one run ready, or many: a Job of runtime.mjs. */
function open({ explainer, params, seed, runs = 0, kept = null }) {
  close();
  const keptText = kept ? JSON.stringify(kept) : "";
  session = outcome(openSession(explainer, JSON.stringify(params), seed, runs, keptText));
}

/** Ask an explainer's api.py: `{explainer, name, argument}`, JSON in and JSON text out. */
function call({ explainer, name, argument }) {
  return outcome(callPython(explainer, name, JSON.stringify(argument)));
}

/** What Python found, or the mistake in the values that it names. */
function outcome(answer) {
  const [found, name, message] = [answer.get(0), answer.get(1), answer.get(2)];
  answer.destroy();
  if (found === undefined || found === null) {
    throw failure("params", message, { name });
  }
  return found;
}

/**
 * Run the opened session to its end and hand over what it found: view and result as JSON text, the
 * frames of a scene as bytes, or null.
 */
async function run({ id }) {
  stopped = false;
  await advanceToTheEnd((progress) => post(id, "progress", progress));
  post(id, "progress", { stage: "view" });
  const value = { view: session.view_json(), result: session.result_json(), frames: frames() };
  close();
  return value;
}

function frames() {
  const bytes = session.frames?.();
  const copy = bytes?.toJs().slice() ?? null;
  bytes?.destroy();
  return copy?.length ? copy : null;
}

async function advanceToTheEnd(report) {
  let steps = 1;
  let reported = 0;
  const told = { complete: 0, at: 0 };
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
      report({ stage: "run", done: session.progress() });
      reportPart(report, told, now);
    }
    await mailbox();
    if (stopped) {
      close();
      throw failure("stopped", "The run was stopped.");
    }
  }
}

/** Of many runs, tell what has come since it was told last. */
function reportPart(report, told, now) {
  const complete = session.complete?.() ?? 0;
  if (complete > told.complete && now - told.at >= PART_MS) {
    Object.assign(told, { complete, at: now });
    report({ stage: "part", view: session.view_json(), complete });
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

/** Bytes are handed over, not copied. */
function post(id, type, fields) {
  const bytes = fields.value?.frames;
  self.postMessage({ id, type, ...fields }, bytes ? [bytes.buffer] : []);
}

const OPERATIONS = { boot, open, run, stop, call };

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

/**
 * The page's side of Python: one worker per tab, started on demand, replaced when it hangs.
 *
 * It speaks the protocol of worker.mjs and turns it into promises. It must not know what an
 * explainer looks like; it hands over progress as plain objects and failures as errors with a
 * `kind`.
 */
import { WorkerLine, problem } from "./worker-line.mjs";

const WORKER = ["worker-early.mjs", "worker-guard.mjs", "worker.mjs"];
const MANIFEST = new URL("../runtime/runtime.json", import.meta.url);
/**
 * A run that stays silent this long hangs: its worker is ended, a fresh one takes about a second.
 */
const RUN_PATIENCE_MS = 3000;
/** A run hears "stop" between two slices; one that is deaf for this long is ended the hard way. */
const STOP_PATIENCE_MS = 1000;

/**
 * `got` and `total` are bytes while fetching; `done` goes from 0 to 1 while running; a part of many
 * runs brings their view so far, as JSON text, and how many are complete.
 * @typedef {{stage: "fetch" | "start" | "import" | "run" | "part" | "view",
 *   got?: number, total?: number, done?: number, view?: string, complete?: number}} Progress
 */
/**
 * One run; or `runs` of them, from the seed on, beside as many with the settings of `kept`.
 * @typedef {{explainer: string, params: Record<string, unknown>, seed: number,
 *   runs?: number, kept?: Record<string, unknown> | null}} Job
 */

let manifestFound;
let python;
/** How often a start has failed: the next one asks past what the browser has kept. */
let failures = 0;
let queue = Promise.resolve();

/**
 * The build's list of runtime files: `{python, vega, total_bytes}`; asked for once, and anew after
 * a failure.
 */
export function manifest(patience) {
  manifestFound ??= readManifest(patience).catch((error) => {
    manifestFound = undefined;
    throw error;
  });
  return manifestFound;
}

async function readManifest(patience) {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(MANIFEST, { cache: "no-cache", signal }).catch((error) => {
    throw problem("fetch", `runtime.json could not be fetched (${error.message}).`);
  });
  if (!response.ok) {
    throw problem("fetch", `runtime.json is missing on this site (${response.status}).`);
  }
  const found = await response.json().catch(() => {
    throw problem("type", "runtime.json is not what this page expects.");
  });
  if (isOther(found.python.base)) {
    throw problem("stale", "This page is older than the site, which has another model by now.");
  }
  return found;
}

/** Is this another Python, with other models in it, than the one that this page was made with? */
function isOther(base) {
  const own = document.querySelector("[data-runtime]")?.dataset.runtime;
  return Boolean(own) && own !== base.replace(/\/$/, "");
}

/** The address of a folder that the manifest names. */
export function runtimeFolder(base) {
  return new URL(base, MANIFEST).href;
}

/** Is there a Python that waits for work? */
export function isReady() {
  return python?.ready ?? false;
}

/**
 * Fetch and start Python, or join a start that is under way.
 * @param {(progress: Progress) => void} onProgress
 * @param {number} patience  milliseconds without a byte or a stage before the start is given up
 */
export function start(onProgress, patience) {
  python ??= new Python();
  return python.start(onProgress, patience);
}

/**
 * Run one job after those that are waiting.
 * @param {Job} job
 * @param {object} options
 * @param {AbortSignal} options.signal  ends the run
 * @param {(progress: Progress) => void} options.onProgress
 * @param {number} options.patience  as for `start`
 * @returns {Promise<{view: object, result: object, frames: Uint8Array | null}>}
 */
export function run(job, { signal, onProgress, patience }) {
  const turn = queue.then(async () => {
    signal.throwIfAborted();
    await start(onProgress, patience);
    signal.throwIfAborted();
    return python.run(job, signal, onProgress, patience);
  });
  queue = turn.catch(() => {});
  return Promise.race([turn, aborted(signal)]);
}

/**
 * Ask an explainer's api.py for something, after the jobs that are waiting.
 * @param {{explainer: string, name: string, argument: unknown}} order  JSON values
 * @param {{onProgress: (progress: Progress) => void, patience: number}} options  as for `start`
 * @returns {Promise<unknown>} a JSON value
 */
export function call(order, { onProgress, patience }) {
  const turn = queue.then(async () => {
    await start(onProgress, patience);
    return python.call(order);
  });
  queue = turn.catch(() => {});
  return turn;
}

function aborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** One worker with Python in it, and who listens to its start. */
class Python {
  ready = false;
  #line;
  #started;
  #listeners = new Set();

  start(onProgress, patience) {
    this.#listeners.add(onProgress);
    this.#started ??= this.#boot(patience).catch((error) => {
      failures += 1;
      this.#forget();
      this.#line?.end(error);
      throw Object.assign(error, { phase: "start" });
    });
    return this.#started.finally(() => this.#listeners.delete(onProgress));
  }

  async #boot(patience) {
    if (typeof WebAssembly !== "object") {
      throw problem("unsupported", "This browser cannot run Python: it has no WebAssembly.");
    }
    // It loads its script while the list is on its way. One that is given up is forgotten, so that
    // the next job gets a fresh one.
    this.#line = new WorkerLine(WORKER, () => this.#forget());
    const { python: files } = await manifest(patience);
    const total = fetchedBytes(files.files);
    const order = { ...files, base: runtimeFolder(files.base), attempt: failures };
    await this.#line.ask("boot", order, patience, (progress) => {
      this.#listeners.forEach((listen) => listen({ ...progress, total }));
    });
    this.ready = true;
  }

  async run(job, signal, onProgress, patience) {
    const stop = () => this.#line.ask("stop", {}, STOP_PATIENCE_MS).catch(() => {});
    signal.addEventListener("abort", stop, { once: true });
    try {
      await this.#line.ask("open", job, patience);
      signal.throwIfAborted();
      const found = await this.#line.ask("run", {}, RUN_PATIENCE_MS, onProgress);
      const { view, result, frames } = found;
      return { view: JSON.parse(view), result: JSON.parse(result), frames };
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  async call(order) {
    return JSON.parse(await this.#line.ask("call", order, RUN_PATIENCE_MS));
  }

  #forget() {
    this.ready = false;
    if (python === this) {
      python = undefined;
    }
  }
}

/** Modules are imported, not fetched, so their bytes cannot be counted on the way. */
function fetchedBytes(files) {
  const fetched = Object.entries(files).filter(([name]) => !name.endsWith(".mjs"));
  return fetched.reduce((sum, [, bytes]) => sum + bytes, 0);
}

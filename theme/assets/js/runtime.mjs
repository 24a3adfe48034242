/**
 * The page's side of Python: one worker per tab, started on demand, replaced when it hangs.
 *
 * It speaks the protocol of worker.mjs and turns it into promises. It must not know what an
 * explainer looks like; it hands over progress as plain objects and failures as errors with a
 * `kind`.
 */

const MANIFEST = new URL("../runtime/runtime.json", import.meta.url);
/** The watchdog counts ticks, not the clock: a laptop that slept through an hour missed no tick. */
const TICK_MS = 250;
/**
 * A run that stays silent this long hangs: its worker is ended, a fresh one takes about a second.
 */
const RUN_PATIENCE_MS = 3000;
/** A run hears "stop" between two slices; one that is deaf for this long is ended the hard way. */
const STOP_PATIENCE_MS = 1000;

/**
 * `got` and `total` are bytes while fetching; `done` goes from 0 to 1 while running.
 * @typedef {{stage: "fetch" | "start" | "import" | "run" | "view",
 *   got?: number, total?: number, done?: number}} Progress
 */
/** @typedef {{explainer: string, params: Record<string, unknown>, seed: number}} Job */

let manifestFound;
let python;
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
  return response.json().catch(() => {
    throw problem("type", "runtime.json is not what this page expects.");
  });
}

/** The address of a folder that the manifest names. */
export function runtimeFolder(base) {
  return new URL(base, MANIFEST).href;
}

/** An error whose `kind` the caller can act on and whose message is for the reader. */
export function problem(kind, message, fields = {}) {
  return Object.assign(new Error(message), { kind, ...fields });
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
 * @returns {Promise<{view: object, result: object, resultText: string}>}
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

function aborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** One worker and the promises that wait for it. */
class Python {
  ready = false;
  #worker;
  #started;
  #waiting = new Map();
  #listeners = new Set();
  #lastId = 0;

  start(onProgress, patience) {
    this.#listeners.add(onProgress);
    this.#started ??= this.#boot(patience).catch((error) => {
      this.#end(error);
      throw Object.assign(error, { phase: "start" });
    });
    return this.#started.finally(() => this.#listeners.delete(onProgress));
  }

  async #boot(patience) {
    this.#worker = this.#newWorker(); // it loads its script while the list is on its way
    const { python: files } = await manifest(patience);
    const total = fetchedBytes(files.files);
    const order = { ...files, base: runtimeFolder(files.base) };
    await this.#ask("boot", order, patience, (progress) => {
      this.#listeners.forEach((listen) => listen({ ...progress, total }));
    });
    this.ready = true;
  }

  /**
   * A worker started from a blob inherits the page's policy even where the host sends no headers.
   */
  #newWorker() {
    const source = `import ${JSON.stringify(new URL("./worker.mjs", import.meta.url).href)};`;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address, { type: "module" });
    worker.onmessage = ({ data }) => this.#waiting.get(data.id)?.(data);
    worker.onerror = () =>
      this.#end(problem("script", "The script that runs Python did not load."));
    return worker;
  }

  async run(job, signal, onProgress, patience) {
    const stop = () => this.#ask("stop", {}, STOP_PATIENCE_MS).catch(() => {});
    signal.addEventListener("abort", stop, { once: true });
    try {
      await this.#ask("open", job, patience);
      signal.throwIfAborted();
      const { view, result } = await this.#ask("run", {}, RUN_PATIENCE_MS, onProgress);
      return { view: JSON.parse(view), result: JSON.parse(result), resultText: result };
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Send one order; resolve with its result, reject with its error or after too long a silence. */
  #ask(op, fields, patience, onProgress = () => {}) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const watchdog = new Watchdog(patience, () =>
        this.#end(problem("silent", silence(patience))),
      );
      const settle = (answer, value) => {
        watchdog.stop();
        this.#waiting.delete(id);
        answer(value);
      };
      this.#waiting.set(id, (message) => {
        watchdog.pat();
        if (message.type === "progress") {
          onProgress(message);
        } else if (message.type === "result") {
          settle(resolve, message.value);
        } else {
          settle(reject, problem(message.kind, message.message, { control: message.name }));
        }
      });
      this.#worker.postMessage({ ...fields, v: 1, id, op });
    });
  }

  /** Give this worker up: whoever waits for it is told why, and the next job gets a fresh one. */
  #end(error) {
    this.#worker?.terminate();
    this.ready = false;
    if (python === this) {
      python = undefined;
    }
    for (const [id, answer] of this.#waiting) {
      answer({ id, type: "error", kind: error.kind, message: error.message });
    }
  }
}

/** Modules are imported, not fetched, so their bytes cannot be counted on the way. */
function fetchedBytes(files) {
  const fetched = Object.entries(files).filter(([name]) => !name.endsWith(".mjs"));
  return fetched.reduce((sum, [, bytes]) => sum + bytes, 0);
}

function silence(patience) {
  return `Nothing happened for ${Math.round(patience / 100) / 10} seconds.`;
}

/** Calls back when nobody has patted it for a while. */
class Watchdog {
  #silentTicks = 0;
  #timer;

  constructor(patience, bark) {
    this.#timer = setInterval(() => {
      this.#silentTicks += 1;
      if (this.#silentTicks * TICK_MS >= patience) {
        this.stop();
        bark();
      }
    }, TICK_MS);
  }

  pat() {
    this.#silentTicks = 0;
  }

  stop() {
    clearInterval(this.#timer);
  }
}

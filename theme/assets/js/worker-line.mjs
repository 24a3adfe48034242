/**
 * A line to a worker: orders go out with an id, and each comes back as a promise.
 *
 * The worker answers every order with any number of "progress" and then one "result" or "error".
 * It must not know what a worker does.
 */

/** The watchdog counts ticks, not the clock: a laptop that slept through an hour missed no tick. */
const TICK_MS = 250;

/** An error whose `kind` the caller can act on and whose message is for the reader. */
export function problem(kind, message, fields = {}) {
  return Object.assign(new Error(message), { kind, ...fields });
}

export class WorkerLine {
  #worker;
  #waiting = new Map();
  #lastId = 0;
  #onEnd;

  /**
   * A worker started from a blob inherits the page's policy even where the host sends no headers.
   * Its modules are imported from within, since what a blob imports at its top does not pass the
   * service worker in Firefox: a copy kept for offline would not start.
   * @param {string[]} scripts  file names of the worker's module, the last, and of what it imports:
   *   all are fetched at once
   * @param {() => void} onEnd  called when this worker is given up
   */
  constructor(scripts, onEnd) {
    this.#onEnd = onEnd;
    const addresses = scripts.map((name) => new URL(name, import.meta.url).href);
    const text = `(${startModules})(${JSON.stringify(addresses)});`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    this.#worker = new Worker(address, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#waiting.get(data.id)?.(data);
    this.#worker.onerror = () =>
      this.end(problem("script", `The script ${scripts.at(-1)} did not load.`));
  }

  /** Send one order; resolve with its result, reject with its error or after too long a silence. */
  ask(op, fields, patience, onProgress = () => {}) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const watchdog = new Watchdog(patience, () => this.end(problem("silent", silence(patience))));
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

  /** Give this worker up: whoever waits for it is told why. */
  end(error) {
    this.#worker.terminate();
    this.#onEnd();
    for (const [id, answer] of this.#waiting) {
      answer({ id, type: "error", kind: error.kind, message: error.message });
    }
  }
}

/**
 * Runs in the worker: import the modules, and hold what is sent meanwhile. It may use nothing of this
 * module, since only its text gets there.
 */
function startModules(addresses) {
  const held = [];
  const hold = (event) => {
    event.stopImmediatePropagation();
    held.push(event.data);
  };
  self.addEventListener("message", hold);
  Promise.all(addresses.map((address) => import(address))).then(
    () => {
      self.removeEventListener("message", hold);
      held.forEach((data) => self.dispatchEvent(new MessageEvent("message", { data })));
    },
    (error) =>
      setTimeout(() => {
        throw error; // so that the page hears of it
      }),
  );
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

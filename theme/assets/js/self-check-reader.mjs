/**
 * Has answers read by Python in the browser: starts it, waits for it, says how far it is and, where
 * it fails, why.
 *
 * It must not know what a reading looks like. After the start it needs nothing from the network.
 */
import { inTime } from "./in-time.mjs";
import { remediesFor } from "./remedy.mjs";
import { element } from "./dom.mjs";
import { Status } from "./status.mjs";

/** Milliseconds without a byte or a stage before a start is given up; data-patience overrides it. */
const PATIENCE_MS = 20_000;
const MISSING = "A script of this site could not be fetched.";
const SAVE_FIRST =
  "Your answers are still here. Save them as a file first: you can open it when the page has loaded anew.";
const SAFE = "Your answers are still here. You can also print the form and go on by pen.";

export class AnswerReader {
  status;
  #host;
  #print;
  #loaded;
  #asked = 0;
  #prepared = false;

  /** @param {() => void} print  prints the form, the way out when nothing else works */
  constructor(host, status, progress, print) {
    this.#host = host;
    this.#print = print;
    this.status = new Status(status, progress);
  }

  get #options() {
    const patience = Number(this.#host.dataset.patience) || PATIENCE_MS;
    return { onProgress: (progress) => this.status.showProgress(progress), patience };
  }

  /** The reader has begun: fetch Python meanwhile, once. Who saves data fetches it on asking. */
  prepare() {
    if (!this.#prepared && !navigator.connection?.saveData) {
      this.#prepared = true; // after a failure too: further answers must not bring it up again
      this.#start();
    }
  }

  async #start() {
    try {
      const runtime = await this.#runtime();
      await runtime.start(this.#options.onProgress, this.#options.patience);
      this.#host.dataset.ready = ""; // nobody needs to be told, but a style or a test may ask
    } catch (error) {
      if (this.#asked === 0) {
        this.explain(error, () => this.#start());
      }
    } finally {
      this.#hideProgress();
    }
  }

  /**
   * Ask the explainer's api.py for something.
   * @returns {Promise<object>} what it answers
   */
  async ask(name, argument) {
    this.#asked += 1;
    try {
      const runtime = await this.#runtime();
      if (!runtime.isReady()) {
        this.status.say("Getting ready to read your answers. This may take a moment.");
      }
      const explainer = this.#host.getAttribute("name");
      return await runtime.call({ explainer, name, argument }, this.#options);
    } finally {
      this.#asked -= 1;
      this.#hideProgress();
    }
  }

  /** Say in words why it failed, with the ways on. */
  explain(error, tryAgain) {
    const why = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
    const what = error.kind === "params" ? "" : "The program that reads answers did not work. ";
    const again = () => {
      this.status.say("Trying again.");
      tryAgain();
    };
    const ways = remediesFor(error, again);
    const words = ["stale", "script"].includes(error.kind) ? SAVE_FIRST : SAFE;
    const buttons = [...ways, newButton("Print the form", this.#print)];
    this.status.say(`${what}${why} ${words}`, ...buttons);
  }

  #hideProgress() {
    if (this.#asked === 0) {
      this.status.hideProgress();
    }
  }

  /** A script of our own that does not come is a start that failed. */
  #runtime() {
    this.#loaded ??= inTime(import("./runtime.mjs"), this.#options.patience, MISSING).catch(
      (error) => {
        this.#loaded = undefined;
        throw Object.assign(error, { phase: "start" });
      },
    );
    return this.#loaded;
  }
}

function newButton(words, act) {
  const button = element("button", { type: "button" }, words);
  button.addEventListener("click", act);
  return button;
}

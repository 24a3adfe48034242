/**
 * <kith-explainer>: makes the explainer that stands in the page answer to its controls.
 *
 * The page is complete without it. It shows the form, fetches Python when the reader means to use
 * it, runs the model with the values of the controls, and says what happened. It must not know
 * Pyodide, Vega or any particular explainer.
 */
import {
  clearComplaints,
  complain,
  complainAboutSeed,
  drawSeed,
  readParams,
  readSeed,
  showSliderValue,
} from "./form.mjs";
import { inTime } from "./in-time.mjs";
import { Status } from "./status.mjs";

/**
 * Milliseconds without a byte or a stage before a start is given up; data-patience overrides it.
 */
const PATIENCE_MS = 20_000;
/** A moved slider fires often: wait until it rests. */
const REST_MS = 150;

class KithExplainer extends HTMLElement {
  /**
   * What the last finished run found: all numbers of the model's Result; null before the first
   * run.
   */
  result = null;
  #form;
  #builtIn;
  #run = null;
  #hasRun = false;
  #isReady = false;
  #changedEarly = false;
  #pause;
  #status;

  connectedCallback() {
    if (this.#form) {
      return;
    }
    this.#form = this.#part("controls");
    this.#status = new Status(this.#part("status"), this.#part("progress"));
    this.#form.hidden = false;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#runNow();
    });
    this.#form.addEventListener("input", ({ target }) => this.#noteChange(target));
    this.#form.addEventListener("reset", () => this.#goBack());
    this.#form.addEventListener("click", ({ target }) => {
      this.#act(target.closest("[data-action]")?.dataset.action);
    });
    this.#prepareOnIntent();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#run?.abort();
  }

  get #patience() {
    return Number(this.dataset.patience) || PATIENCE_MS;
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** Touching a control shows the intent. Readers who save data decide with the button instead. */
  #prepareOnIntent() {
    if (navigator.connection?.saveData) {
      return;
    }
    const once = new AbortController();
    for (const sign of ["focusin", "pointerdown"]) {
      this.#form.addEventListener(
        sign,
        () => {
          once.abort();
          this.#prepare();
        },
        { signal: once.signal },
      );
    }
  }

  async #prepare() {
    try {
      const runtime = await this.#fetched(import("./runtime.mjs"));
      if (!runtime.isReady()) {
        this.#status.say("Fetching Python. You can go on reading.");
        await runtime.start((progress) => this.#status.showProgress(progress), this.#patience);
        if (!this.#run) {
          this.#status.say("Python is ready.");
        }
      }
      this.#isReady = true;
      if (this.#changedEarly) {
        this.#runNow();
      }
    } catch (error) {
      // A run under way waits for the same start and will tell.
      if (!this.#run) {
        this.#explain(error);
      }
    } finally {
      this.#status.hideProgress();
    }
  }

  #act(action) {
    if (action === "seed") {
      drawSeed(this.#form);
      this.#runNow();
    } else if (action === "stop") {
      this.#run?.abort();
    }
  }

  #noteChange(control) {
    showSliderValue(control);
    clearTimeout(this.#pause);
    if (this.#hasRun || this.#isReady) {
      this.#pause = setTimeout(() => this.#runNow(), REST_MS);
    } else {
      this.#changedEarly = true;
    }
  }

  async #runNow() {
    clearTimeout(this.#pause);
    this.#hasRun = true;
    this.#changedEarly = false;
    const run = this.#supersede();
    clearComplaints(this.#form);
    const seed = readSeed(this.#form);
    if (seed === null) {
      complainAboutSeed(this.#form);
      this.#rest();
      return;
    }
    const job = { explainer: this.getAttribute("name"), params: readParams(this.#form), seed };
    this.#setBusy(true);
    try {
      await this.#compute(job, run.signal);
    } catch (error) {
      if (this.#run === run) {
        this.#explain(error);
      }
    }
    if (this.#run === run) {
      this.#rest();
    }
  }

  /** No run is under way. */
  #rest() {
    this.#run = null;
    this.#setBusy(false);
  }

  /** End the present run, if any, in favour of a new one. */
  #supersede() {
    const before = this.#run;
    this.#run = new AbortController();
    before?.abort();
    return this.#run;
  }

  async #compute(job, signal) {
    const runtime = await this.#fetched(import("./runtime.mjs"));
    const { prepareDrawing, showView } = await this.#fetched(import("./result.mjs"));
    const onProgress = (progress) => this.#status.showProgress(progress);
    const options = { signal, onProgress, patience: this.#patience };
    prepareDrawing(this.#patience);
    const found = await runtime.run(job, options);
    this.#keepBuiltIn();
    await showView(this.#part("result"), found.view, `Your own run, seed ${job.seed}.`, options);
    this.result = found.result;
    this.#status.say(`Done: ${found.view.headline}`);
    const detail = { ...job, ...found };
    this.dispatchEvent(new CustomEvent("kith:result", { bubbles: true, detail }));
  }

  /** A script of our own that does not come is a start that failed. */
  #fetched(module) {
    const words = "A script of this site could not be fetched.";
    return inTime(module, this.#patience, words).catch((error) => {
      throw Object.assign(error, { phase: "start" });
    });
  }

  #keepBuiltIn() {
    this.#builtIn ??= this.#part("result").cloneNode(true);
  }

  /** Back to the built-in scenario; the browser itself resets the controls after this event. */
  #goBack() {
    clearTimeout(this.#pause);
    this.#run?.abort();
    this.#rest();
    clearComplaints(this.#form);
    if (this.#builtIn) {
      this.#part("result").replaceWith(this.#builtIn.cloneNode(true));
    }
    this.result = null;
    this.#status.say("Back to the built-in run.");
  }

  #explain(error) {
    if (error.name === "AbortError") {
      this.#status.say("Stopped. The figure above shows the run before.");
    } else if (error.kind === "params" && complain(this.#form, error.control, error.message)) {
      this.#status.say(error.message);
    } else {
      this.#status.sayFailure(error, () => this.#tryAgain());
    }
  }

  #tryAgain() {
    this.#form.querySelector("[data-action=run]").focus();
    if (this.#hasRun) {
      this.#runNow();
    } else {
      this.#prepare();
    }
  }

  #setBusy(busy) {
    const stop = this.#form.querySelector("[data-action=stop]");
    if (!busy && document.activeElement === stop) {
      this.#form.querySelector("[data-action=run]").focus();
    }
    stop.hidden = !busy;
    this.#part("result").setAttribute("aria-busy", String(busy));
    if (!busy) {
      this.#status.hideProgress();
    }
  }
}

customElements.define("kith-explainer", KithExplainer);

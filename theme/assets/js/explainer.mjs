/**
 * <kith-explainer>: makes the explainer that stands in the page answer to its controls.
 *
 * The page is complete without it. It shows the form, fetches Python when the reader means to use it,
 * runs the model with the values of the controls, and says what happened. It must not know Pyodide,
 * Vega or any particular explainer.
 */
import { clearComplaints, complain, complainAboutSeed, drawSeed, readParams, readSeed, showSliderValue } from "./form.mjs";

/** Milliseconds without a byte or a stage before a start is given up; data-patience overrides it. */
const PATIENCE_MS = 20_000;
/** A moved slider fires often: wait until it rests. */
const REST_MS = 150;
/** Announcements closer together than this would talk over each other. */
const QUIET_MS = 2000;

const UNAFFECTED = "The figure above is unaffected.";

class KithExplainer extends HTMLElement {
  /** What the last finished run found: all numbers of the model's Result; null before the first run. */
  result = null;
  #form;
  #builtIn;
  #run = null;
  #hasRun = false;
  #changedEarly = false;
  #rest;
  #speech;
  #spokeAt = -QUIET_MS;

  connectedCallback() {
    if (this.#form) {
      return;
    }
    this.#form = this.#part("controls");
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
    clearTimeout(this.#rest);
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
      this.#form.addEventListener(sign, () => {
        once.abort();
        this.#prepare();
      }, { signal: once.signal });
    }
  }

  async #prepare() {
    try {
      const runtime = await import("./runtime.mjs");
      if (!runtime.isReady()) {
        this.#say("Fetching Python. You can go on reading.");
        await runtime.start((progress) => this.#showProgress(progress), this.#patience);
        this.#say("Python is ready.");
      }
      if (this.#changedEarly) {
        this.#runNow();
      }
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#hideProgress();
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

  async #noteChange(control) {
    showSliderValue(control);
    clearTimeout(this.#rest);
    const ready = this.#hasRun || (await import("./runtime.mjs")).isReady();
    if (ready) {
      this.#rest = setTimeout(() => this.#runNow(), REST_MS);
    } else {
      this.#changedEarly = true;
    }
  }

  async #runNow() {
    clearTimeout(this.#rest);
    this.#hasRun = true;
    this.#changedEarly = false;
    const run = this.#supersede();
    clearComplaints(this.#form);
    const seed = readSeed(this.#form);
    if (seed === null) {
      complainAboutSeed(this.#form);
      return;
    }
    this.#setBusy(true);
    try {
      await this.#compute({ explainer: this.getAttribute("name"), params: readParams(this.#form), seed }, run.signal);
    } catch (error) {
      if (this.#run === run) {
        this.#explain(error);
      }
    }
    if (this.#run === run) {
      this.#setBusy(false);
      this.#run = null;
    }
  }

  /** End the present run, if any, in favour of a new one. */
  #supersede() {
    const before = this.#run;
    this.#run = new AbortController();
    before?.abort();
    return this.#run;
  }

  async #compute(job, signal) {
    const options = { signal, patience: this.#patience, onProgress: (progress) => this.#showProgress(progress) };
    const [runtime, { showView }] = await Promise.all([import("./runtime.mjs"), import("./result.mjs")]);
    const found = await runtime.run(job, options);
    this.#keepBuiltIn();
    await showView(this.#part("result"), found.view, `Your own run, seed ${job.seed}.`, options);
    this.result = found.result;
    this.#say(`Done: ${found.view.headline}`);
    const detail = { ...job, ...found };
    this.dispatchEvent(new CustomEvent("kith:result", { bubbles: true, detail }));
  }

  #keepBuiltIn() {
    this.#builtIn ??= this.#part("result").cloneNode(true);
  }

  /** Back to the built-in scenario; the browser itself resets the controls after this event. */
  #goBack() {
    clearTimeout(this.#rest);
    this.#run?.abort();
    this.#run = null;
    this.#setBusy(false);
    clearComplaints(this.#form);
    if (this.#builtIn) {
      this.#part("result").replaceWith(this.#builtIn.cloneNode(true));
    }
    this.result = null;
    this.#say("Back to the built-in run.");
  }

  #explain(error) {
    if (error.name === "AbortError") {
      this.#say("Stopped. The figure above shows the run before.");
    } else if (error.kind === "params" && complain(this.#form, error.control, error.message)) {
      this.#say(error.message);
    } else {
      this.#sayNow(failureInWords(error));
      this.#offerAgain();
    }
  }

  #offerAgain() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Try again";
    button.className = "explainer__again";
    button.addEventListener("click", () => {
      this.#form.querySelector("[data-action=run]").focus();
      this.#sayNow("Trying again.");
      if (this.#hasRun) {
        this.#runNow();
      } else {
        this.#prepare();
      }
    });
    this.#part("status").append(" ", button);
  }

  #setBusy(busy) {
    const stop = this.#form.querySelector("[data-action=stop]");
    if (!busy && document.activeElement === stop) {
      this.#form.querySelector("[data-action=run]").focus();
    }
    stop.hidden = !busy;
    this.#part("result").setAttribute("aria-busy", String(busy));
    if (!busy) {
      this.#hideProgress();
    }
  }

  #showProgress({ stage, got, total, done }) {
    const bar = this.#part("progress");
    bar.hidden = false;
    bar.setAttribute("aria-label", stage === "run" ? "Running" : "Fetching Python");
    if (stage === "run") {
      bar.value = done;
    } else if (stage === "fetch") {
      bar.value = Math.min(1, (got ?? 0) / total);
    } else if (stage === "import") {
      bar.value = 1;
    }
  }

  #hideProgress() {
    this.#part("progress").hidden = true;
  }

  /** Announce politely: the latest words win, at most one announcement in two seconds. */
  #say(words) {
    clearTimeout(this.#speech);
    const wait = this.#spokeAt + QUIET_MS - performance.now();
    this.#speech = setTimeout(() => this.#sayNow(words), Math.max(0, wait));
  }

  #sayNow(words) {
    clearTimeout(this.#speech);
    this.#spokeAt = performance.now();
    this.#part("status").textContent = words;
  }
}

function failureInWords({ phase, kind, message }) {
  if (phase === "start") {
    return `Python could not start: ${message} ${UNAFFECTED}`;
  }
  if (kind === "silent") {
    return `This run did not answer and was ended. ${message} ${UNAFFECTED}`;
  }
  return `This run failed: ${message} ${UNAFFECTED}`;
}

customElements.define("kith-explainer", KithExplainer);

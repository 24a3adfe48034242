/**
 * The live part of an explainer: runs the model with the values of the controls, and says what
 * happened. explainer.mjs fetches it when a reader means to use the explainer, and calls its methods.
 *
 * It must not know Pyodide, Vega or any particular explainer.
 */
import { Compare } from "./compare.mjs";
import { part } from "./dom.mjs";
import * as form from "./form.mjs";
import { isOf, readFragment, writeFragment } from "./fragment.mjs";
import { Many } from "./many.mjs";
import { prepareDrawing, showView } from "./result.mjs";
import * as runtime from "./runtime.mjs";
import { Status } from "./status.mjs";

/** Who types a number has finished when nothing comes for this long. */
const TYPING_MS = 400;
/** A run that has gone on for this long is ended when a control changes; a shorter one may end. */
const LONG_MS = 300;

export class Live {
  #host;
  #form;
  #status;
  #compare;
  #many;
  #tools;
  #builtIn;
  /** The settings of the run that the page shows. */
  #shown;
  /** The run under way: its AbortController, with the time it began and whether it is many. */
  #run = null;
  #hasRun = false;
  #isReady = false;
  #changed = false;
  #pause;

  constructor(host, controls) {
    this.#host = host;
    this.#form = controls;
    this.#status = new Status(this.#part("status"), this.#part("progress"));
    this.#compare = new Compare(host, controls);
    this.#many = new Many(host);
    this.#shown = form.builtInValues(controls);
    this.#part("tools").addEventListener("toggle", () => this.#useTools("refresh"));
    const isPrivate = host.dataset.private !== undefined;
    controls.querySelector("[data-action=link]").hidden = isPrivate;
  }

  #part(name) {
    return part(this.#host, name);
  }

  // --- What explainer.mjs calls ----------------------------------------------------------------

  /** Fetch and start Python: the reader means to use this. */
  async prepare() {
    try {
      if (!runtime.isReady()) {
        this.#status.say("Fetching Python. You can go on reading.");
        const onProgress = (progress) => this.#status.showProgress(progress);
        await runtime.start(onProgress, this.#host.patience);
        if (!this.#run) {
          this.#status.say("Python is ready.");
        }
      }
      this.#isReady = true;
      if (this.#changed) {
        this.run();
      }
    } catch (error) {
      // A run under way waits for the same start and will tell.
      if (!this.#run) {
        this.#explain(error);
      }
    } finally {
      if (!this.#run) {
        this.#status.hideProgress();
      }
    }
  }

  /** Run with what the form holds. */
  run() {
    return this.#begin(this.#readJob(), (job, options) => this.#runOnce(job, options));
  }

  /** A control has changed: run again, though not at every key and not over a run that just began. */
  note(control) {
    clearTimeout(this.#pause);
    if (!control.name) {
      return;
    }
    if (!this.#hasRun && !this.#isReady) {
      this.#changed = true;
    } else if (control.matches("textarea, [type=number]")) {
      this.#pause = setTimeout(() => this.run(), TYPING_MS);
    } else if (!this.#run || performance.now() - this.#run.begun > LONG_MS) {
      this.run();
    } else {
      this.#changed = true;
    }
  }

  /** A button was pressed: the name of its action. */
  act(action) {
    switch (action) {
      case "seed":
        form.drawSeed(this.#form);
        return this.run();
      case "stop":
        return this.#run?.abort();
      case "keep":
        this.#compare.keep(this.#shown);
        return this.#status.say("Kept. Change one thing, and you see both.");
      case "many":
        return this.#runMany();
      default:
        return this.#useTools(action);
    }
  }

  /** Back to the built-in scenario; the browser itself resets the controls after this event. */
  goBack() {
    const { params, seed } = form.builtInValues(this.#form);
    this.#leaveRuns({ params, seed });
    if (this.#part("scenarios")) {
      // Who shows the scenarios shows this one again, and answers with kith:scenario.
      const detail = { name: this.#host.getAttribute("scenario") };
      this.#host.dispatchEvent(new CustomEvent("kith:choose", { bubbles: true, detail }));
    } else if (this.#builtIn) {
      this.#part("result").replaceWith(this.#builtIn.cloneNode(true));
    }
    this.#status.say("Back to the built-in run.");
  }

  /** A named scenario is shown: what was run before is no longer. `{params, seed}`, all else words. */
  takeScenario({ params, seed }) {
    const all = { ...form.defaults(this.#form), ...params };
    form.writeValues(this.#form, all, seed);
    this.#leaveRuns({ params: all, seed });
  }

  /** Set some controls, and the seed if there is one; run nothing. */
  set({ params = {}, seed }) {
    form.writeValues(this.#form, params, seed);
  }

  /** Set the controls to the run that the address holds; to run it is the reader's choice. */
  readAddress() {
    if (this.#host.dataset.private !== undefined) {
      return;
    }
    const held = readFragment(location.hash, this.#host, this.#form);
    if (held?.note) {
      this.#status.say(held.note);
    } else if (held) {
      form.clearComplaints(this.#form);
      form.writeValues(this.#form, held.params, held.seed);
      this.#status.say("This link holds a run. Its settings are in the controls. Press “Run it” to see it.");
    }
    if (held) {
      this.#part("status").scrollIntoView({ block: "end" });
    }
  }

  /** The explainer is taken out of the page. */
  leave() {
    clearTimeout(this.#pause);
    this.#run?.abort();
    this.#rest();
    this.#status.hush();
  }

  // --- Runs ------------------------------------------------------------------------------------

  /** What to run, or null after a complaint about the seed. */
  #readJob() {
    form.clearComplaints(this.#form);
    const seed = form.readSeed(this.#form);
    if (seed === null) {
      form.complainAboutSeed(this.#form);
      return null;
    }
    return {
      explainer: this.#host.getAttribute("name"),
      params: form.readParams(this.#form),
      seed,
    };
  }

  /** Do some work in place of any that is under way; whatever becomes of it is told. */
  async #begin(job, work) {
    clearTimeout(this.#pause);
    this.#hasRun = true;
    this.#changed = false;
    const before = this.#run;
    const run = Object.assign(new AbortController(), { begun: performance.now() });
    this.#run = run;
    before?.abort();
    if (job) {
      this.#setBusy(true);
      prepareDrawing(this.#host.patience);
      const onProgress = (progress) => this.#status.showProgress(progress);
      const options = { signal: run.signal, onProgress, patience: this.#host.patience };
      await work(job, options).catch((error) => this.#run === run && this.#explain(error));
    }
    if (this.#run === run) {
      this.#rest();
      if (this.#changed) {
        this.run();
      }
    }
  }

  async #runOnce(job, options) {
    const { view, result, frames } = await runtime.run(job, options);
    this.#builtIn ??= this.#part("result").cloneNode(true);
    await showView(this.#part("result"), view, `Your own run, seed ${job.seed}.`, options);
    this.#shown = { params: job.params, seed: job.seed, result };
    this.#compare.show(job);
    this.#host.result = result;
    this.#keepInAddress(job);
    this.#status.say(`Done: ${view.headline}`);
    const detail = { ...job, view, result, frames };
    this.#host.dispatchEvent(new CustomEvent("kith:result", { bubbles: true, detail }));
  }

  #runMany() {
    const runs = Number(this.#form.querySelector("[data-action=many]").dataset.runs);
    const job = this.#readJob();
    const kept = this.#compare.kept?.params;
    const differs = kept && JSON.stringify(kept) !== JSON.stringify(job?.params);
    const whole = job && { ...job, runs, kept: differs ? kept : null };
    this.#begin(whole, async (all, options) => {
      this.#run.isMany = true;
      this.#status.say(`Running it ${runs} times.`);
      this.#status.say(`Done: ${await this.#many.run(all, options)}`);
    });
  }

  /** No run is under way. */
  #rest() {
    this.#run = null;
    this.#setBusy(false);
  }

  /** Nothing of the reader's own runs is shown any more, but a run with these settings. */
  #leaveRuns(shown) {
    clearTimeout(this.#pause);
    this.#run?.abort();
    this.#changed = false;
    this.#rest();
    form.clearComplaints(this.#form);
    this.#compare.drop();
    this.#many.drop();
    this.#shown = shown;
    this.#host.result = null;
    if (isOf(location.hash, this.#host)) {
      replaceAddress(location.pathname + location.search);
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

  // --- Words, the address, files ---------------------------------------------------------------

  #explain(error) {
    if (error.name === "AbortError") {
      this.#status.say(this.#stopped());
    } else if (error.kind === "params" && form.complain(this.#form, error.control, error.message)) {
      this.#status.say(error.message);
    } else {
      this.#status.sayFailure(error, () => this.#tryAgain());
    }
  }

  #stopped() {
    if (!this.#run?.isMany) {
      return "Stopped. The figure above shows the run before.";
    }
    const { complete, runs } = this.#many.shown ?? {};
    return complete ? `Stopped after ${complete} of ${runs} runs.` : "Stopped.";
  }

  #tryAgain() {
    this.#form.querySelector("[data-action=run]").focus();
    if (this.#hasRun) {
      this.run();
    } else {
      this.prepare();
    }
  }

  #keepInAddress(job) {
    if (this.#host.dataset.private === undefined) {
      replaceAddress(writeFragment(this.#host, this.#form, job));
    }
  }

  /** The tools for sharing and saving, fetched when they are wanted. */
  async #useTools(action) {
    try {
      this.#tools ??= new (await import("./tools.mjs")).Tools(this.#host, this.#form);
      const shown = { run: this.#shown, kept: this.#compare.kept, many: this.#many.shown };
      const words = await this.#tools[action](shown);
      if (words) {
        this.#status.say(words);
      }
    } catch (error) {
      this.#status.say(`This could not be done: ${error.message}`);
    }
  }
}

/** Change the address without a step in the history, and keep what others keep with this step. */
function replaceAddress(address) {
  history.replaceState(history.state, "", address);
}

/**
 * The live part of an explainer: runs the model with the values of the controls, and says what
 * happened. explainer.mjs fetches it when a reader means to use the explainer, and calls its methods.
 *
 * It is long because all that a reader can do meets here; what each thing takes is elsewhere. It must
 * not know Pyodide, Vega or any one explainer.
 */
import { Address } from "./address.mjs";
import { Compare } from "./compare.mjs";
import { part } from "./dom.mjs";
import * as form from "./form.mjs";
import { Many } from "./many.mjs";
import { prepareDrawing, showView } from "./result.mjs";
import * as runtime from "./runtime.mjs";
import { Status } from "./status.mjs";
import { Turn } from "./turn.mjs";

/** Who types a number has finished when nothing comes for this long. */
const TYPING_MS = 400;

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
  #turn = new Turn((busy) => this.#showBusy(busy));
  #address;
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
    this.#address = new Address(host, controls);
    this.#shown = form.builtInValues(controls);
    this.#part("tools").addEventListener("toggle", () => this.#useTools("refresh"));
    controls.querySelector("[data-action=link]").hidden = this.#address.isPrivate;
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
        if (!this.#turn.isBusy) {
          this.#status.say("Python is ready.");
        }
      }
      this.#isReady = true;
      if (this.#changed) {
        this.run();
      }
    } catch (error) {
      // A run under way waits for the same start and will tell.
      if (!this.#turn.isBusy) {
        this.#explain(error);
      }
    } finally {
      if (!this.#turn.isBusy) {
        this.#status.hideProgress();
      }
    }
  }

  /** Run with what the form holds. */
  run() {
    return this.#begin((job, options) => this.#runOnce(job, options));
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
    } else if (this.#turn.isBusy && !this.#turn.isLong) {
      this.#changed = true;
    } else {
      this.run();
    }
  }

  /** A button was pressed: the name of its action. */
  act(action) {
    switch (action) {
      case "seed":
        form.drawSeed(this.#form);
        return this.run();
      case "stop":
        return this.#turn.stop();
      case "keep":
        this.#compare.keep(this.#shown);
        return this.#status.say("Kept. Change one thing, and you see both.");
      case "many":
        return this.#runMany();
      default:
        return this.#useTools(action);
    }
  }

  /** Back to the scenario's own run; the browser itself resets the controls after this event. */
  goBack() {
    this.#leaveRuns(form.builtInValues(this.#form));
    if (this.#builtIn) {
      this.#part("result").replaceChildren(...this.#builtIn.cloneNode(true).childNodes);
    }
    this.#status.say("Back to the built-in run.");
    // Who plays the scenarios shows this one again, and answers with kith:scenario.
    const detail = { name: this.#host.getAttribute("scenario") };
    this.#host.dispatchEvent(new CustomEvent("kith:choose", { bubbles: true, detail }));
  }

  /** A named scenario is shown: what was run before is no longer. `{params, seed}`, all else words. */
  takeScenario({ params, seed }) {
    const all = { ...form.defaults(this.#form), ...params };
    form.writeValues(this.#form, all, seed);
    this.#leaveRuns({ params: all, seed });
    this.#builtIn = undefined;
  }

  /** Set some controls, and the seed if there is one; run nothing. */
  set({ params = {}, seed }) {
    form.writeValues(this.#form, params, seed);
  }

  /** Set the controls to the run that the address holds; to run it is the reader's choice. */
  readAddress() {
    const held = this.#address.read();
    if (held?.note) {
      this.#status.say(held.note);
    } else if (held) {
      form.clearComplaints(this.#form);
      form.writeValues(this.#form, held.params, held.seed);
      this.#status.say("This link holds a run. Its settings are set. Press “Run it” to see it.");
    }
    if (held) {
      this.#part("status").scrollIntoView({ block: "end" });
    }
  }

  /** The explainer is taken out of the page. */
  leave() {
    clearTimeout(this.#pause);
    this.#turn.drop();
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
  async #begin(work, explain = (error) => this.#explain(error)) {
    clearTimeout(this.#pause);
    this.#changed = false;
    this.#hasRun = true;
    const job = this.#readJob();
    if (!job) {
      this.#turn.drop();
      return;
    }
    const { patience } = this.#host;
    prepareDrawing(patience);
    const onProgress = (progress) => this.#status.showProgress(progress);
    const withSignal = (signal) => work(job, { signal, onProgress, patience });
    const isOver = await this.#turn.take(withSignal, explain);
    if (isOver && this.#changed) {
      this.run();
    }
  }

  async #runOnce(job, options) {
    const { view, result, frames } = await runtime.run(job, options);
    this.#builtIn ??= this.#part("result").cloneNode(true);
    await showView(this.#part("result"), view, `Your own run, seed ${job.seed}.`, options);
    this.#shown = { params: job.params, seed: job.seed, result };
    this.#compare.show(job);
    this.#host.result = result;
    this.#address.keep(job);
    this.#status.say(`Done: ${view.headline}`);
    const detail = { ...job, view, result, frames };
    this.#host.dispatchEvent(new CustomEvent("kith:result", { bubbles: true, detail }));
  }

  #runMany() {
    const runs = Number(this.#form.querySelector("[data-action=many]").dataset.runs);
    const work = async (job, options) => {
      const kept = this.#compare.kept?.params;
      const differs = kept && JSON.stringify(kept) !== JSON.stringify(job.params);
      this.#status.say(`Running it ${runs} times.`);
      await this.#many.run({ ...job, runs, kept: differs ? kept : null }, options);
      this.#status.say(`Done: ${runs} runs. They stand above, under “Many runs”.`);
    };
    return this.#begin(work, (error) => this.#explain(error, this.#many.stoppedInWords()));
  }

  /** Nothing of the reader's own runs is shown any more, but a run with these settings. */
  #leaveRuns(shown) {
    clearTimeout(this.#pause);
    this.#changed = false;
    this.#turn.drop();
    form.clearComplaints(this.#form);
    this.#compare.drop();
    this.#many.drop();
    this.#shown = shown;
    this.#host.result = null;
    this.#address.clear();
  }

  #showBusy(busy) {
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

  // --- Words and files --------------------------------------------------------------------------

  #explain(error, stopped = "Stopped. The figure above shows the run before.") {
    if (error.name === "AbortError") {
      this.#status.say(stopped);
    } else if (error.kind === "params" && form.complain(this.#form, error.control, error.message)) {
      this.#status.say(error.message);
    } else {
      const keep = () => {
        const job = this.#readJob();
        if (job) {
          this.#address.keepNow(job); // the page that comes finds these settings there
        }
      };
      this.#status.sayFailure(error, () => this.#tryAgain(), keep);
    }
  }

  #tryAgain() {
    this.#form.querySelector("[data-action=run]").focus();
    if (this.#hasRun) {
      this.run();
    } else {
      this.prepare();
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

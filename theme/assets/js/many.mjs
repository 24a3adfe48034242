/**
 * Many runs and their spread, drawn as they come. It must not know what is counted.
 */
import { element, part } from "./dom.mjs";
import { drawAll, showFigures } from "./result.mjs";
import { run } from "./runtime.mjs";

export class Many {
  #host;
  #box;
  /** What the page shows of many runs: `{params, kept, seed, complete, view, result}`, or null. */
  shown = null;

  constructor(host) {
    this.#host = host;
  }

  /**
   * Run a job with `runs`, and show what comes while it comes.
   * @param {import("./runtime.mjs").Job} job
   * @param {{signal: AbortSignal, onProgress: Function, patience: number}} options
   * @returns {Promise<string>}  the headline
   */
  async run(job, options) {
    const { signal, onProgress } = options;
    this.shown = null;
    let latest;
    let drawing;
    const drawLatest = async () => {
      while (latest && !signal.aborted) {
        const { view, complete } = latest;
        latest = undefined;
        await this.#show(job, JSON.parse(view), complete, options).catch(() => {});
      }
      drawing = undefined;
    };
    const found = await run(job, {
      ...options,
      onProgress: (progress) => {
        onProgress(progress);
        if (progress.stage === "part") {
          latest = progress;
          drawing ??= drawLatest();
        }
      },
    });
    latest = undefined;
    await drawing;
    await this.#show(job, found.view, job.runs, options);
    this.shown.result = found.result;
    return found.view.headline;
  }

  async #show(job, view, complete, { signal, patience }) {
    const result = part(this.#host, "result");
    const drawings = await drawAll(view.figures, result, patience);
    signal.throwIfAborted();
    this.#box ??= this.#newBox(result);
    part(this.#box, "many-headline").textContent = view.headline;
    showFigures(this.#box, view.figures, drawings);
    const reading = view.reading.map((text) => element("p", {}, text));
    part(this.#box, "many-reading").replaceChildren(...reading);
    this.shown = { ...job, complete, view, result: null };
  }

  /** The panel stands behind the result, with a copy of the page's figure to be filled. */
  #newBox(result) {
    const figure = part(result, "figure").cloneNode(true);
    figure.classList.remove("explainer__figure--pair");
    figure.querySelectorAll("[data-part=pair]").forEach((node) => node.remove());
    figure.querySelector("details").open = false;
    const close = element("button", { type: "button" }, "Put these away");
    close.addEventListener("click", () => {
      this.drop();
      this.#host.querySelector("[data-action=many]").focus();
    });
    const box = element(
      "div",
      { class: "many", "data-part": "many", role: "group", "aria-label": "Many runs" },
      element("p", { class: "explainer__lead" }, "Many runs"),
      element("p", { class: "explainer__headline", "data-part": "many-headline" }),
      figure,
      element("div", { class: "explainer__reading", "data-part": "many-reading" }),
      close,
    );
    result.after(box);
    return box;
  }

  /** What to say when the runs were stopped. */
  stoppedInWords() {
    const { complete, runs } = this.shown ?? {};
    return complete ? `Stopped after ${complete} of ${runs} runs.` : "Stopped before the first run.";
  }

  /** Put the panel away. */
  drop() {
    this.#box?.remove();
    this.#box = undefined;
    this.shown = null;
  }
}

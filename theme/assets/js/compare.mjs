/**
 * A kept run beside the next: its words above the result, its pictures beside the new ones.
 *
 * It must not know how runs are made; it copies what stands in the page.
 */
import { element, part } from "./dom.mjs";
import { inWords } from "./form.mjs";

export class Compare {
  #host;
  #form;
  #box;
  #figures = new Map();
  /** The kept run, `{params, seed, words, headline}`, or null. */
  kept = null;

  constructor(host, form) {
    this.#host = host;
    this.#form = form;
  }

  /** Keep the run that is shown: `{params, seed}`. */
  keep({ params, seed }) {
    this.drop();
    const result = part(this.#host, "result");
    const words = part(result, "scenario").textContent;
    const headline = part(result, "headline").textContent;
    this.kept = { params, seed, words, headline };
    for (const figure of result.querySelectorAll("[data-part=figure]")) {
      const drawing = part(figure, "drawing").cloneNode(true);
      this.#figures.set(titleOf(figure), drawing);
    }
    this.#box = this.#newBox(words, headline);
    result.before(this.#box);
  }

  #newBox(words, headline) {
    const lead = element("p", { class: "explainer__lead" }, "The run you kept");
    const said = element("p", { class: "explainer__scenario" }, words);
    const head = element("p", { class: "kept__headline" }, headline);
    const changes = element("p", { "data-part": "changes" }, "Now change one thing.");
    const drop = element("button", { type: "button" }, "Stop comparing");
    drop.addEventListener("click", () => {
      this.drop();
      this.#form.querySelector("[data-action=keep]").focus();
    });
    const name = { role: "group", "aria-label": "The run you kept" };
    const attributes = { class: "kept", "data-part": "kept", ...name };
    return element("div", attributes, lead, said, head, changes, drop);
  }

  /** Show what differs between the kept run and the one that is shown now. */
  show({ params, seed }) {
    if (!this.kept) {
      return;
    }
    part(this.#box, "changes").textContent = this.#changes(params, seed);
    for (const figure of part(this.#host, "result").querySelectorAll("[data-part=figure]")) {
      clear(figure);
      const drawing = this.#figures.get(titleOf(figure));
      if (drawing) {
        figure.classList.add("explainer__figure--pair");
        part(figure, "drawing").before(
          label("Kept"),
          beside(drawing.cloneNode(true)),
          label("New"),
        );
      }
    }
  }

  #changes(params, seed) {
    const before = inWords(this.#form, this.kept.params);
    const after = inWords(this.#form, params);
    const changes = before
      .map((old, i) => ({ ...old, now: after[i].value }))
      .filter(({ value, now }) => value !== now)
      .map(({ label: name, value, now, unit }) => `${name}, from ${value} to ${now} ${unit}`.trim());
    if (this.kept.seed !== seed) {
      changes.push(`Seed, from ${this.kept.seed} to ${seed}`);
    }
    return changes.length
      ? `Changed: ${changes.join("; ")}.`
      : "Nothing is changed: the same settings and the same seed.";
  }

  /** Compare no longer. */
  drop() {
    this.kept = null;
    this.#figures.clear();
    this.#box?.remove();
    this.#box = undefined;
    part(this.#host, "result").querySelectorAll("[data-part=figure]").forEach(clear);
  }
}

function titleOf(figure) {
  return part(figure, "caption").querySelector("strong").textContent;
}

function label(text) {
  return element("p", { class: "pair__label", "data-part": "pair" }, text);
}

/** The kept drawing is no part that others look for. */
function beside(drawing) {
  drawing.dataset.part = "pair";
  drawing.setAttribute("aria-label", `The run you kept. ${drawing.getAttribute("aria-label")}`);
  return drawing;
}

function clear(figure) {
  figure.classList.remove("explainer__figure--pair");
  figure.querySelectorAll("[data-part=pair]").forEach((node) => node.remove());
}

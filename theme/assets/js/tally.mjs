/**
 * The facilitator's tally: how many hands went up for each answer of a guess, in projector mode.
 *
 * Keys 1 to 5 add a hand, Backspace takes the last one back; the buttons do the same. The numbers
 * are of the room, never of a person. They are kept in this object and go with the question.
 */
import { element, part } from "./dom.mjs";

export class Tally {
  #explainer;
  #form = null;
  #counts = [];
  #last = [];
  #over = new AbortController();

  constructor(explainer) {
    this.#explainer = explainer;
    const { signal } = this.#over;
    explainer.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    const onToggle = ({ target }) => {
      if (target.open && target.dataset.part === "answer") {
        this.#sum(target);
      }
    };
    explainer.addEventListener("toggle", onToggle, { signal, capture: true });
  }

  /**
   * Show the tally of the question that stands there; begin anew where it stands there already.
   * @returns {boolean} whether there is a question
   */
  begin() {
    const form = part(this.#explainer, "guess");
    if (!form || !("guessing" in part(this.#explainer, "result").dataset)) {
      return false;
    }
    this.#clear();
    this.#form = form;
    const options = [...form.querySelectorAll(".guess__option")];
    this.#counts = options.map(() => 0);
    options.forEach((option, at) => {
      const less = this.#button("−", `One hand less for answer ${at + 1}`, () => this.#add(at, -1));
      const more = this.#button("+", `One hand more for answer ${at + 1}`, () => this.#add(at, 1));
      const count = element("output", { "aria-label": `Hands for answer ${at + 1}` }, "0");
      option.after(element("p", { class: "tally" }, element("kbd", {}, at + 1), less, count, more));
    });
    return true;
  }

  end() {
    this.#over.abort();
    this.#clear();
  }

  #button(words, label, act) {
    const button = element("button", { type: "button", "aria-label": label }, words);
    button.addEventListener("click", act);
    return button;
  }

  #onKey(event) {
    if (!this.#form?.isConnected || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const at = Number(event.key) - 1;
    if (event.key.length === 1 && at in this.#counts) {
      this.#add(at, 1);
      event.preventDefault();
    } else if (event.key === "Backspace" && this.#last.length > 0) {
      this.#add(this.#last.at(-1), -1);
      event.preventDefault();
    }
  }

  #add(at, step) {
    this.#counts[at] = Math.max(this.#counts[at] + step, 0);
    if (step > 0) {
      this.#last.push(at);
    } else {
      this.#last.splice(this.#last.lastIndexOf(at), 1);
    }
    this.#form.querySelectorAll(".tally > output")[at].textContent = this.#counts[at];
  }

  /** Beside the answer stands how the room guessed. */
  #sum(fold) {
    fold.querySelector(".tally-sum")?.remove();
    if (fold.closest("form") !== this.#form || this.#counts.every((count) => count === 0)) {
      return;
    }
    const options = [...this.#form.querySelectorAll(".guess__option")];
    const words = options.map((option, at) => `${option.textContent.trim()}: ${this.#counts[at]}`);
    fold.append(element("p", { class: "tally-sum" }, `Hands in this room. ${words.join(" · ")}`));
  }

  #clear() {
    this.#form?.querySelectorAll(".tally, .tally-sum").forEach((node) => node.remove());
    this.#form = null;
    this.#counts = [];
    this.#last = [];
  }
}

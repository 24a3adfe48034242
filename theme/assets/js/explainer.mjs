/**
 * <kith-explainer>: what an explainer needs before anyone uses it. It must stay small.
 *
 * The page is complete without it. It shows the form and listens; what a reader asks for is done by
 * live.mjs, which is fetched when the reader means to use the explainer, or when the address holds a
 * run. It must not know how a run is made or shown.
 */
import { inTime } from "./in-time.mjs";
import { showSliderValue } from "./slider.mjs";

/**
 * Milliseconds without a byte or a stage before a start is given up; data-patience overrides it.
 */
const PATIENCE_MS = 20_000;
const MISSING = "A script of this site could not be fetched.";
/** How the fragment of an address that holds a run begins; fragment.mjs reads the rest. */
const HELD = "#try=";

class KithExplainer extends HTMLElement {
  /**
   * What the last finished run found: all numbers of the model's Result; null before the first
   * run.
   */
  result = null;
  #form;
  #live;
  #here;

  connectedCallback() {
    this.#here = new AbortController();
    addEventListener("hashchange", () => this.#heedAddress(), { signal: this.#here.signal });
    if (!this.#form) {
      this.#form = this.querySelector("[data-part=controls]");
      this.#listen();
      this.#showForm();
    }
    this.#heedAddress();
  }

  disconnectedCallback() {
    this.#here.abort();
    this.#live?.then(
      (live) => live.leave(),
      () => {},
    );
  }

  get patience() {
    return Number(this.dataset.patience) || PATIENCE_MS;
  }

  /** Whoever followed a link to a place below stays there; most browsers see to that themselves. */
  #showForm() {
    const root = document.documentElement;
    const { bottom } = this.getBoundingClientRect();
    const moved = bottom < 0 && !CSS.supports("overflow-anchor", "auto");
    const height = moved && root.scrollHeight;
    this.#form.hidden = false;
    if (moved) {
      scrollBy({ top: root.scrollHeight - height, behavior: "instant" });
    }
  }

  #listen() {
    const form = this.#form;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#order("run");
    });
    form.addEventListener("input", ({ target }) => {
      showSliderValue(target);
      // Readers who save data have fetched nothing yet, and decide with the button.
      if (this.#live) {
        this.#order("note", target);
      }
    });
    form.addEventListener("reset", () => this.#order("goBack"));
    form.addEventListener("click", ({ target }) => {
      const { action } = target.closest("[data-action]")?.dataset ?? {};
      if (action && action !== "run" && action !== "reset") {
        this.#order("act", action);
      }
    });
    // What other parts of the page tell an explainer or ask of it; see each method of live.mjs.
    this.addEventListener("kith:scenario", ({ detail }) => this.#order("takeScenario", detail));
    this.addEventListener("kith:set", ({ detail }) => this.#order("set", detail));
    this.addEventListener("kith:run", () => this.#order("run"));
    this.#prepareOnIntent();
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
          this.#order("prepare");
        },
        { signal: once.signal },
      );
    }
  }

  #heedAddress() {
    if (location.hash.startsWith(HELD)) {
      this.#order("readAddress");
    }
  }

  /** Have something done by the live part, once it is there. */
  async #order(method, ...details) {
    let live;
    try {
      live = await this.#loaded();
    } catch {
      this.#sayMissing(() => this.#order(method, ...details));
      return;
    }
    live[method](...details);
  }

  #loaded() {
    this.#live ??= inTime(import("./live.mjs"), this.patience, MISSING)
      .then(({ Live }) => new Live(this, this.#form))
      .catch((error) => {
        this.#live = undefined;
        throw error;
      });
    return this.#live;
  }

  #sayMissing(tryAgain) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Try again";
    button.addEventListener("click", tryAgain, { once: true });
    const words = `${MISSING} The figure above is unaffected.`;
    this.querySelector("[data-part=status]").replaceChildren(words, " ", button);
  }
}

customElements.define("kith-explainer", KithExplainer);

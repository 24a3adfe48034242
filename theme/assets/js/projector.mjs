/**
 * Projector mode: one explainer fills the window, in type that the back row can read.
 *
 * The explainer itself becomes the layer, so that whatever works in the page works on the wall; all
 * else is inert meanwhile. Nothing shows but the run, its limit and one small button; keys do the
 * rest. A scenario with a guess asks first. It must not know how scenarios come or runs are made:
 * it asks by events (kith:choose, kith:run) and presses the player's own button.
 */
import { element, part } from "./dom.mjs";
import { ask, reveal } from "./guess.mjs";
import { keyOf } from "./fragment.mjs";
import { codePanel, keysPanel, scanPanel } from "./projector-panels.mjs";
import { seedCode } from "./seed-code.mjs";
import { Tally } from "./tally.mjs";

/** Keys that a box or a slider needs for itself while it has the focus. */
const BOX = "input:not([type=radio]), select, textarea";
const SET = "Code set. R runs it.";
const PRESSED_BY_SPACE = "button, summary, input, a[href]";

/** @param {HTMLElement} button  what opened it, and gets the focus back */
export function open(explainer, button) {
  if (!explainer.matches(".projector")) {
    new Projector(explainer, button);
  }
}

class Projector {
  #explainer;
  #button;
  #bar;
  #panels;
  #limit;
  #seed;
  #scene;
  #tally;
  #isNamed = true;
  #inert = [];
  #over = new AbortController();
  #scrolledTo = window.scrollY;
  #isFullscreen = false;
  #asked;

  /** What each key does, in the order of the list of keys: [keys, name, words, what it does]. */
  #actions = [
    [["ArrowRight", "PageDown"], "→ or Page Down", "Next scenario", () => this.#choose(1)],
    [["ArrowLeft", "PageUp"], "← or Page Up", "Scenario before", () => this.#choose(-1)],
    [["ArrowDown"], "↓", "Further down", () => this.#scroll(1)],
    [["ArrowUp"], "↑", "Back up", () => this.#scroll(-1)],
    [[" ", "Enter"], "Space", "Show what happened, then play or pause", () => this.#show()],
    [["g"], "G", "Guess again", () => this.#guess()],
    [["t"], "T", "Count hands: then 1 to 5 add one, Backspace takes one back", () => this.#count()],
    [["q"], "Q", "QR code of this scenario", () => this.#scan()],
    [["r"], "R", "Run it live", () => this.#run()],
    [["s"], "S", "Run code", () => this.#panels.code.show(seedCode(this.#seed))],
    [["?"], "?", "This list of keys", () => this.#panels.keys.show()],
    [["Escape"], "Esc", "Leave", () => this.#leave()],
  ].map(([keys, shown, words, act]) => ({ keys, shown, words, act }));

  constructor(explainer, button) {
    this.#explainer = explainer;
    this.#button = button;
    this.#seed = this.#formSeed();
    this.#tally = new Tally(explainer);
    this.#fillWindow();
    this.#addBar();
    this.#listen();
    this.#guess(false);
    this.#fitLetters();
    this.#focus();
  }

  #part(name) {
    return part(this.#explainer, name);
  }

  /** The seed of the run that is shown, unless the form holds another for the next. */
  #formSeed() {
    const seed = this.#part("controls").querySelector("[name=seed]").valueAsNumber;
    return Number.isInteger(seed) ? seed : Number(this.#explainer.getAttribute("seed"));
  }

  #fillWindow() {
    const explainer = this.#explainer;
    explainer.classList.add("projector");
    document.documentElement.classList.add("has-projector");
    const title = explainer.querySelector("h1, h2, h3").textContent;
    const dialog = { role: "dialog", "aria-modal": "true", "aria-label": `Projector: ${title}` };
    for (const [name, value] of Object.entries({ ...dialog, tabindex: "-1" })) {
      explainer.setAttribute(name, value);
    }
    for (let node = explainer; node !== document.body; node = node.parentElement) {
      this.#inert.push(...[...node.parentElement.children].filter((o) => o !== node && !o.inert));
    }
    this.#inert.forEach((node) => (node.inert = true));
    // A browser may refuse; the window is filled all the same.
    this.#asked = document.documentElement.requestFullscreen?.();
    this.#asked?.then(() => (this.#isFullscreen = true)).catch(() => {});
  }

  #addBar() {
    const keys = element("button", { type: "button", "aria-label": "Keys" }, "?");
    keys.addEventListener("click", () => this.#panels.keys.show());
    const said = element("p", { role: "status" });
    this.#bar = element("div", { class: "projector__bar" }, element("p", {}), said, keys);
    this.#panels = {
      keys: keysPanel(this.#actions),
      code: codePanel(this.#explainer, this.#part("room-code"), () => this.#say(SET)),
      scan: scanPanel(),
    };
    const section = this.#explainer.querySelector("section");
    // The limit in the result scrolls away with it; this one stays.
    const limit = this.#part("limit")?.textContent ?? "";
    this.#limit = element("p", { class: "projector__limit" }, limit);
    section.prepend(this.#bar);
    section.append(this.#limit, ...Object.values(this.#panels).map(({ dialog }) => dialog));
    this.#showPlace();
  }

  #listen() {
    const { signal } = this.#over;
    const explainer = this.#explainer;
    explainer.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    const onChange = ({ detail, type }) => {
      this.#seed = detail.seed ?? this.#seed;
      this.#isNamed = type === "kith:scenario" || (this.#isNamed && type === "kith:set");
      this.#showPlace();
      if (type !== "kith:set") {
        this.#part("result").scrollTo({ top: 0, behavior: "instant" });
      }
    };
    for (const name of ["kith:scenario", "kith:result", "kith:set"]) {
      explainer.addEventListener(name, onChange, { signal });
    }
    // With the question goes the button that was pressed.
    const onShown = ({ target }) => {
      if (target.dataset.part === "answer" && target.open) {
        this.#focus();
      }
    };
    explainer.addEventListener("toggle", onShown, { signal, capture: true });
    const drawn = new MutationObserver(() => this.#fitLetters());
    drawn.observe(this.#part("result"), { attributes: true, childList: true, subtree: true });
    signal.addEventListener("abort", () => drawn.disconnect());
    const resized = () => {
      this.#scene = undefined;
      this.#fitLetters();
    };
    window.addEventListener("resize", resized, { signal });
    document.addEventListener("fullscreenchange", () => this.#onFullscreen(), { signal });
    // A click on the stage takes the focus from what it was on; the keys must go on working.
    explainer.addEventListener(
      "focusout",
      ({ relatedTarget }) => {
        if (!relatedTarget) {
          setTimeout(() => this.#keepFocus());
        }
      },
      { signal },
    );
  }

  /** Letters in a new scene become as large as all others, however small the scene is drawn. */
  #fitLetters() {
    const svg = this.#part("scene")?.querySelector("[data-part=stage] svg");
    if (!svg || svg === this.#scene || !svg.checkVisibility()) {
      return;
    }
    this.#scene = svg;
    const size = parseFloat(getComputedStyle(this.#explainer).fontSize) / svg.getScreenCTM().a;
    for (const text of svg.querySelectorAll("text")) {
      text.style.fontSize = `${size.toFixed(1)}px`;
    }
  }

  #focus() {
    this.#explainer.focus({ preventScroll: true });
  }

  #keepFocus() {
    if (!this.#over.signal.aborted && !this.#explainer.contains(document.activeElement)) {
      this.#focus();
    }
  }

  #onKey(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const panel = Object.values(this.#panels).find(({ dialog }) => dialog.open);
    if (panel && (key === "Escape" || target.matches(BOX))) {
      return; // the panel's own
    }
    if (target.matches(BOX) && !["Escape", "PageDown", "PageUp"].includes(key)) {
      return;
    }
    if ([" ", "Enter"].includes(key) && target.closest(PRESSED_BY_SPACE)) {
      return;
    }
    if (["ArrowDown", "ArrowUp"].includes(key) && target.matches("[type=radio]")) {
      return;
    }
    const name = key.length === 1 ? key.toLowerCase() : key;
    const action = this.#actions.find(({ keys }) => keys.includes(name));
    if (action) {
      event.preventDefault();
      panel?.dialog.close();
      action.act();
    }
  }

  /** The names of the scenarios, and which of them is shown. */
  #scenarios() {
    const radios = [...this.#explainer.querySelectorAll("[data-part=scenarios] [type=radio]")];
    const names = radios.map(({ value }) => value);
    return { names, at: radios.findIndex(({ checked }) => checked) };
  }

  #choose(step) {
    const { names, at } = this.#scenarios();
    const name = names[at + step];
    if (name) {
      const detail = { name };
      this.#explainer.dispatchEvent(new CustomEvent("kith:choose", { bubbles: true, detail }));
    }
  }

  /** Down or up to the next part that begins beyond the edge of the stage. */
  #scroll(step) {
    const stage = this.#part("result");
    const top = stage.getBoundingClientRect().top;
    const starts = [...stage.children]
      .filter((child) => child.getClientRects().length > 0)
      .map((child) => child.getBoundingClientRect().top - top);
    const page = stage.clientHeight * 0.9;
    const parts = starts.filter((start) => start * step > 8 && start * step <= page);
    const far = parts.sort((a, b) => (a - b) * step).at(-1) ?? page * step;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    stage.scrollBy({ top: far, behavior: still ? "instant" : "smooth" });
  }

  #show() {
    const result = this.#part("result");
    if ("guessing" in result.dataset) {
      this.#part("answer").open = true;
      return;
    }
    const button = this.#part("player")?.querySelector("[data-action=play]");
    if (button) {
      this.#part("scene").scrollIntoView({ block: "center", behavior: "instant" });
      button.click();
    }
  }

  #guess(withFocus = true) {
    ask(this.#explainer);
    this.#part("result").scrollTo({ top: 0, behavior: "instant" });
    if (withFocus) {
      this.#part("guess")?.querySelector("input").focus({ preventScroll: true });
    }
  }

  #count() {
    if (!this.#tally.begin()) {
      this.#say("There is no question to count hands for. G asks it again.");
    }
  }

  #scan() {
    const scenario = this.#explainer.getAttribute("scenario");
    const name = this.#isNamed ? `${keyOf(this.#explainer)}.${scenario}` : "";
    this.#panels.scan.show(name, seedCode(this.#seed));
  }

  #run() {
    reveal(this.#part("result"));
    this.#explainer.dispatchEvent(new CustomEvent("kith:run", { bubbles: true, detail: {} }));
  }

  #showPlace() {
    const { names, at } = this.#scenarios();
    const place = names.length > 1 && at >= 0 ? [`${at + 1} of ${names.length}`] : [];
    const words = [...place, `Run code: ${seedCode(this.#seed)}`];
    this.#bar.firstElementChild.textContent = words.join(" · ");
    this.#say("");
  }

  #say(words) {
    this.#bar.querySelector("[role=status]").textContent = words;
  }

  /** In full screen the browser keeps Escape for itself: it ends what Escape would have ended. */
  #onFullscreen() {
    if (document.fullscreenElement || !this.#isFullscreen) {
      return;
    }
    this.#isFullscreen = false;
    const panel = Object.values(this.#panels).find(({ dialog }) => dialog.open);
    if (panel) {
      panel.dialog.close();
    } else {
      this.#leave();
    }
  }

  #leave() {
    this.#over.abort();
    this.#tally.end();
    const explainer = this.#explainer;
    reveal(this.#part("result"));
    this.#bar.remove();
    this.#limit.remove();
    Object.values(this.#panels).forEach(({ dialog }) => dialog.remove());
    this.#inert.forEach((node) => (node.inert = false));
    this.#part("scene")?.querySelectorAll("text").forEach((text) => (text.style.fontSize = ""));
    explainer.classList.remove("projector");
    document.documentElement.classList.remove("has-projector");
    for (const name of ["role", "aria-modal", "aria-label", "tabindex"]) {
      explainer.removeAttribute(name);
    }
    // It may have been asked for and not be there yet.
    this.#asked?.then(() => document.fullscreenElement && document.exitFullscreen()).catch(() => {});
    window.scrollTo({ top: this.#scrolledTo, behavior: "instant" });
    this.#button.focus(); // which scrolls, where the result has become higher or lower meanwhile
  }
}

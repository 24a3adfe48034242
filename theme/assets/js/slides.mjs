/**
 * The page as slides: a heading is a slide. slides-read.mjs parts the page; this shows one at a time.
 *
 * Slides are copies, so the page stays as it was. A slide with an explainer opens the explainer's own
 * projector mode, over itself. The presenter's window shows notes, the next slide and the time. No
 * part of it needs a network.
 */
import { codeOf, NO_CODE } from "./codes.mjs";
import { element } from "./dom.mjs";
import { PresenterWindow } from "./presenter.mjs";
import { readSlides } from "./slides-read.mjs";

const TYPED = "input:not([type=radio], [type=checkbox]), select, textarea";
const PRESSED = "button, summary, input, a[href]";

let shown = null;

/** @param {HTMLElement} button  what opened them, and gets the focus back */
export function open(article, button) {
  shown ??= new Slides(readSlides(article), button);
}

class Slides {
  #slides;
  #button;
  #at = 0;
  #layer;
  #stage;
  #place;
  #inert = [];
  #over = new AbortController();
  #presenter;

  constructor(slides, button) {
    this.#slides = slides;
    this.#button = button;
    this.#presenter = new PresenterWindow((key) => this.#press(key));
    this.#addLayer();
    this.#shut();
    document.documentElement.requestFullscreen?.().catch(() => {});
    addEventListener("resize", () => this.#fit(), { signal: this.#over.signal });
    this.#show(0);
  }

  #addLayer() {
    this.#stage = element("div", { class: "slides__stage md-typeset" });
    this.#place = element("p", { role: "status" });
    const buttons = [
      ["←", "Slide before", "ArrowLeft"],
      ["→", "Next slide", "ArrowRight"],
      ["QR", "QR code of this page", "q"],
      ["Notes", "Notes in a second window", "n"],
      ["Leave", "Leave the slides", "Escape"],
    ].map(([words, name, key]) => {
      const button = element("button", { type: "button", "aria-label": name }, words);
      button.addEventListener("click", () => this.#press(key));
      return button;
    });
    const bar = element("div", { class: "slides__bar" }, this.#place, ...buttons);
    const dialog = { class: "slides", role: "dialog", "aria-modal": "true", "aria-label": "Slides" };
    this.#layer = element("div", { ...dialog, tabindex: "-1" }, this.#stage, bar);
    this.#layer.addEventListener("keydown", (event) => this.#onKey(event));
    document.body.append(this.#layer);
  }

  #shut() {
    this.#inert = [...document.body.children].filter((o) => o !== this.#layer && !o.inert);
    this.#inert.forEach((node) => (node.inert = true));
    document.documentElement.classList.add("has-slides");
  }

  #unshut() {
    this.#inert.forEach((node) => (node.inert = false));
    document.documentElement.classList.remove("has-slides");
  }

  #onKey(event) {
    const { key, target } = event;
    event.stopPropagation(); // Material's own keys turn pages: N would go to the next one
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches(TYPED)) {
      return;
    }
    if ([" ", "Enter"].includes(key) && target.closest(PRESSED)) {
      return;
    }
    if (["ArrowDown", "ArrowUp"].includes(key)) {
      return; // a choice of a quiz, or a slide that scrolls
    }
    if (this.#press(key)) {
      event.preventDefault();
    }
  }

  /** Do what a key stands for; the presenter's window presses keys too. */
  #press(key) {
    const last = this.#slides.length - 1;
    const acts = {
      ArrowRight: () => this.#show(this.#at + 1),
      PageDown: () => this.#show(this.#at + 1),
      " ": () => this.#show(this.#at + 1),
      ArrowLeft: () => this.#show(this.#at - 1),
      PageUp: () => this.#show(this.#at - 1),
      Home: () => this.#show(0),
      End: () => this.#show(last),
      n: () => this.#openPresenter(),
      p: () => this.#project(),
      q: () => this.#scan(),
      Escape: () => this.#leave(),
    };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    act?.();
    return act !== undefined;
  }

  #show(at) {
    const slides = this.#slides;
    this.#at = Math.min(Math.max(at, 0), slides.length - 1);
    const { title, kind, nodes, explainer } = slides[this.#at];
    const heading = element("h2", { class: "slides__title" }, title);
    const body = element("div", { class: "slides__body" }, ...nodes.map((node) => copyOf(node)));
    if (explainer) {
      const button = element("button", { type: "button", class: "slides__open" }, "Open the model (P)");
      button.addEventListener("click", () => this.#project());
      body.append(element("p", {}, button));
    }
    this.#stage.replaceChildren(heading, body);
    this.#stage.dataset.kind = kind;
    this.#stage.scrollTo({ top: 0 });
    this.#place.textContent = `${this.#at + 1} of ${slides.length}`;
    this.#fit();
    this.#presenter.show(slides, this.#at);
    this.#layer.focus({ preventScroll: true });
  }

  /** A slide that is too long for this window scrolls, and says so by an edge. */
  #fit() {
    const stage = this.#stage;
    stage.classList.toggle("slides__stage--long", stage.scrollHeight > stage.clientHeight + 1);
  }

  /** The page's QR code in the place of the slide, until the next key. */
  #scan() {
    const figure = codeOf("page") ?? element("p", {}, NO_CODE);
    this.#stage.replaceChildren(figure);
    this.#stage.dataset.kind = "code";
  }

  #openPresenter() {
    this.#presenter.open();
    this.#presenter.show(this.#slides, this.#at);
  }

  /** The explainer itself fills the window; when it is left, the slide is there again. */
  #project() {
    const { explainer } = this.#slides[this.#at];
    const button = explainer?.querySelector("[data-action=projector]");
    if (!button) {
      return;
    }
    this.#layer.hidden = true;
    this.#unshut();
    const left = new MutationObserver(() => {
      if (this.wasProjected && !explainer.matches(".projector")) {
        left.disconnect();
        this.wasProjected = false;
        this.#layer.hidden = false;
        this.#shut();
        this.#layer.focus({ preventScroll: true });
      }
      this.wasProjected = explainer.matches(".projector");
    });
    left.observe(explainer, { attributes: true, attributeFilter: ["class"] });
    button.click();
  }

  #leave() {
    this.#over.abort();
    this.#presenter.close();
    this.#layer.remove();
    this.#unshut();
    if (document.fullscreenElement) {
      document.exitFullscreen().catch(() => {});
    }
    shown = null;
    this.#button.focus();
  }
}

/** A copy that no link or label of the page can be led to by mistake. */
function copyOf(node) {
  const copy = node.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) {
    one.removeAttribute("id");
  }
  for (const link of copy.querySelectorAll("a[href^='#']")) {
    link.replaceWith(...link.childNodes); // it leads to a place behind the slides
  }
  return copy;
}

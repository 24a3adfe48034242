/**
 * The presenter's window: notes of the slide on the wall, what comes next, and the time.
 *
 * It is an empty window that this page fills, so that it needs no network and no address. Keys that
 * are pressed in it go to the slides. It must not know how slides are shown.
 */
import { element } from "./dom.mjs";

const NAME = "kith-presenter";

export class PresenterWindow {
  #press;
  #window = null;
  #begun = 0;
  #timer;

  /** @param {(key: string) => boolean} press */
  constructor(press) {
    this.#press = press;
  }

  open() {
    if (this.#window && !this.#window.closed) {
      this.#window.focus();
      return;
    }
    this.#window = window.open("", NAME, "popup,width=760,height=900");
    if (!this.#window) {
      return; // refused; the slides go on
    }
    const page = this.#window.document;
    page.title = "Notes";
    page.documentElement.lang = document.documentElement.lang;
    page.head.replaceChildren(...styles(page));
    page.body.className = "presenter md-typeset";
    page.body.dataset.mdColorScheme = document.body.dataset.mdColorScheme;
    page.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && this.#press(event.key)) {
        event.preventDefault();
      }
    });
    this.#begun ||= Date.now();
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  /** @param {import("./slides-read.mjs").Slide[]} slides */
  show(slides, at) {
    const page = this.#window?.document;
    if (!page || this.#window.closed) {
      return;
    }
    const { title, notes } = slides[at];
    const time = slides.slice(0, at + 1).findLast((slide) => slide.time)?.time ?? "";
    const next = slides[at + 1]?.title ?? "This is the last slide.";
    const body = notes.map((node) => bare(node));
    page.body.replaceChildren(
      ...[
        element("p", { class: "presenter__clock" }, element("span", { "data-part": "clock" })),
        element("h1", {}, title),
        element("p", { class: "presenter__time" }, time),
        element("div", { class: "presenter__notes" }, ...(body.length > 0 ? body : ["No notes."])),
        element("p", { class: "presenter__next" }, element("strong", {}, "Next: "), next),
        element("p", { class: "presenter__keys" }, "Arrow keys move the slides from here too."),
      ].map((node) => page.adoptNode(node)),
    );
    this.#tick();
  }

  close() {
    clearInterval(this.#timer);
    this.#window?.close();
  }

  #tick() {
    const clock = this.#window?.document?.querySelector("[data-part=clock]");
    if (clock) {
      const seconds = Math.floor((Date.now() - this.#begun) / 1000);
      const rest = String(seconds % 60).padStart(2, "0");
      clock.textContent = `${Math.floor(seconds / 60)}:${rest} since these notes were opened`;
    }
  }
}

/** The page's own style sheets, by their full addresses. */
function styles(page) {
  return [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => {
    const copy = page.createElement("link");
    copy.rel = "stylesheet";
    copy.href = link.href;
    return copy;
  });
}

function bare(node) {
  const copy = node.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) {
    one.removeAttribute("id");
  }
  return copy;
}

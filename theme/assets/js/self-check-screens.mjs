/**
 * Shows one area of a self-check at a time: forward, back, or any area from the list of all.
 *
 * Without it all areas stand in the page. It must not know what the answers mean.
 */
import { element, part } from "./dom.mjs";

export class Screens {
  #form;
  #areas;
  #fold;
  #say;
  #at = 0;

  /** @param {(words: string) => void} say  announces where the reader is */
  constructor(form, say) {
    this.#form = form;
    this.#say = say;
    this.#areas = [...form.querySelectorAll("[data-area]")];
    this.#fold = this.#newMap();
    this.show(0);
    part(form, "map").hidden = false;
    part(form, "move").hidden = false;
  }

  next() {
    this.go(Math.min(this.#at + 1, this.#areas.length - 1));
  }

  back() {
    this.go(Math.max(this.#at - 1, 0));
  }

  /** Show an area, put the focus on its heading and say where that is. */
  go(at) {
    this.show(at);
    this.#fold.open = false;
    this.focus();
    this.#say(`${this.#where()}.`);
  }

  /** Show an area and leave the focus where it is. */
  show(at) {
    this.#at = at;
    this.#areas.forEach((area, i) => area.toggleAttribute("hidden", i !== at));
    this.#fold.querySelector("summary").textContent = `${this.#where()}. Show all areas`;
    this.#fold.querySelectorAll("button").forEach((button, i) => {
      button.toggleAttribute("aria-current", i === at);
      if (i === at) {
        button.setAttribute("aria-current", "step");
      }
    });
    const last = at === this.#areas.length - 1;
    this.#button("back").hidden = at === 0;
    this.#button("next").hidden = last;
    this.#button("read").classList.toggle("self-check__main", last);
  }

  /** The help lines stand above each area, so the whole screen comes into view, not the heading. */
  focus() {
    this.#title(this.#at).focus({ preventScroll: true });
    this.#form.closest("[data-part=screen]").scrollIntoView({ block: "start" });
  }

  #button(action) {
    return part(this.#form, "move").querySelector(`[data-action=${action}]`);
  }

  #title(at) {
    return this.#areas[at].querySelector("h4");
  }

  /** The areas of the form are counted; what makes it harder stands apart from them. */
  #where() {
    const name = this.#title(this.#at).textContent;
    const counted = this.#areas.length - 1;
    return this.#at < counted ? `Area ${this.#at + 1} of ${counted}: ${name}` : name;
  }

  #newMap() {
    const buttons = this.#areas.map((area, i) => {
      const words = element("span", {}, "");
      const title = this.#title(i).textContent;
      const button = element("button", { type: "button" }, `${title} `, words);
      button.addEventListener("click", () => this.go(i));
      return button;
    });
    const list = element("ol", {}, ...buttons.map((button) => element("li", {}, button)));
    const fold = element("details", {}, element("summary", {}), list);
    fold.addEventListener("toggle", () => this.#count(buttons));
    part(this.#form, "map").replaceChildren(fold);
    return fold;
  }

  /** How many are answered is told when the list is opened, and not before. */
  #count(buttons) {
    buttons.forEach((button, i) => {
      const items = [...this.#areas[i].querySelectorAll("[data-item]")];
      const answered = items.filter((item) => item.querySelector("input:checked")).length;
      const words = items.length > 0 ? `${answered} of ${items.length} answered` : "optional";
      button.querySelector("span").textContent = words;
    });
  }
}

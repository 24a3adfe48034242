/**
 * Narrows a list in the page to what a reader looks for.
 *
 * What is looked for stands in the address, so that it can be linked and survives a reload.
 * Without this script the whole list stands. It must not know what is in the list: whoever starts
 * it says how an item is read and which items fit a field.
 */

import { fold } from "./fold.mjs";

/** Long enough that typing makes one search, one announcement and one change of the address. */
const PAUSE_MS = 250;

/**
 * Bring the filters of a list to life; safe to call again when the page's content was replaced.
 *
 * @template T
 * @param {Element | null} root  holds form, count, list and its items
 * @param {{
 *   items: string,
 *   read: (item: HTMLElement) => T,
 *   fits: Object<string, (item: T, value: string) => boolean>,
 * }} list  the selector of the items; what is read of one, once; and for each field of the form,
 *   by its name: does an item fit what stands in it? A field must not be named q: the site's
 *   search opens for that name in an address.
 */
export function startFilters(root, list) {
  const form = root?.querySelector("[data-part=filters]");
  if (form?.hidden) {
    new Filters(root, form, list);
  }
}

class Filters {
  #form;
  #fits;
  #readItem;
  #count;
  #all;
  #items;
  #none;
  /** Read when the first filter is set: most visits set none. */
  #read;
  #timer;

  constructor(root, form, { items, read, fits }) {
    this.#form = form;
    this.#fits = fits;
    this.#readItem = read;
    this.#count = root.querySelector("[data-part=count]");
    this.#all = this.#count.textContent;
    this.#items = [...root.querySelectorAll(items)];
    this.#none = newNothing(() => this.#startAgain());
    this.#count.after(this.#none);
    form.addEventListener("input", () => this.#later(PAUSE_MS));
    form.addEventListener("change", () => this.#later(0));
    form.addEventListener("reset", () => this.#later(0)); // it comes before the fields are empty
    form.addEventListener("submit", (event) => event.preventDefault());
    readAddress(this.#fields);
    this.#narrow();
    this.#showTarget();
    window.addEventListener("hashchange", () => this.#showTarget());
    form.hidden = false;
  }

  /** A link to an item that the filters hide counts for more than they do. */
  #showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (this.#items.some((item) => item.hidden && item.contains(target))) {
      this.#fields.forEach((field) => {
        field.value = "";
      });
      this.#narrow();
      writeAddress(this.#fields);
      target.scrollIntoView();
    }
  }

  get #fields() {
    return [...this.#form.elements].filter(({ name }) => Object.hasOwn(this.#fits, name));
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#narrow();
      writeAddress(this.#fields);
    }, delay);
  }

  #narrow() {
    const asked = this.#fields
      .map((field) => ({ fits: this.#fits[field.name], value: field.value.trim() }))
      .filter(({ value }) => value !== "");
    if (asked.length > 0) {
      this.#read ??= this.#items.map(this.#readItem);
    }
    let shown = 0;
    this.#items.forEach((item, index) => {
      const fits = asked.every(({ fits, value }) => fits(this.#read[index], value));
      item.hidden = !fits;
      shown += fits;
    });
    this.#say(shown, asked.length > 0);
  }

  #say(shown, narrowed) {
    const words = narrowed ? `${shown} of ${this.#all}` : this.#all;
    if (this.#count.textContent !== words) {
      this.#count.textContent = words; // and a screen reader speaks it
    }
    this.#none.hidden = shown > 0;
  }

  /** Its button is about to vanish, so the focus goes to the first field. */
  #startAgain() {
    this.#form.reset();
    this.#fields[0].focus();
  }
}

/** Do all the words asked for begin words of the text? "rat" finds rats, and not separation. */
export function hasWords(text, asked) {
  return plain(asked)
    .trim()
    .split(" ")
    .every((word) => text.includes(` ${word}`));
}

/** Words alone, in small letters without accents, each after one space. */
export function plain(text) {
  return ` ${fold(text).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")} `;
}

function newNothing(startAgain) {
  const line = document.createElement("p");
  line.className = "filters__none";
  line.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Clear the filters";
  button.addEventListener("click", startAgain);
  line.append("Nothing matches all of this. ", button);
  return line;
}

/** Set every field to what the address says, or to nothing. */
function readAddress(fields) {
  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = asked.get(field.name) ?? "";
    if (field.selectedIndex === -1) {
      field.selectedIndex = 0; // a topic that is no more
    }
  }
}

/** Keep in the address what is asked for, and whatever else stands there. */
function writeAddress(fields) {
  const address = new URL(location.href);
  for (const { name, value } of fields) {
    if (value.trim()) {
      address.searchParams.set(name, value.trim());
    } else {
      address.searchParams.delete(name);
    }
  }
  history.replaceState(history.state, "", address);
}

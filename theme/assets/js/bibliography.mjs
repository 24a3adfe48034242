/**
 * Narrows the list of all references to what a reader looks for, in the page.
 *
 * What is looked for stands in the address, so that it can be linked and survives a reload.
 * Without this script the whole list stands. It must not know how references are made: it reads
 * their words and their data attributes.
 */

/** Long enough that typing makes one search, one announcement and one change of the address. */
const PAUSE_MS = 250;

/**
 * For each field of the form: does a reference fit what stands in the field? A field must not be
 * named q: Material opens its search for that name in an address.
 */
const FITS = {
  words: (reference, value) => hasWords(reference.words, value),
  author: (reference, value) => hasWords(reference.authors, value),
  topic: (reference, value) => reference.topics.includes(value),
  design: (reference, value) => reference.design === value,
  from: (reference, value) => isBegun(value) || reference.year >= Number(value),
  to: (reference, value) => isBegun(value) || reference.year <= Number(value),
  cited: (reference, value) => reference.cited === value,
};

/** Letters that are no base letter with an accent, as people without them on their keys write. */
const PLAIN_LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

/** Bring the filters to life; safe to call again when the page's content was replaced. */
export function start() {
  const root = document.querySelector("[data-part=bibliography]");
  const form = root?.querySelector("[data-part=filters]");
  if (form?.hidden) {
    new Filters(root, form);
  }
}

class Filters {
  #form;
  #count;
  #all;
  #items;
  #none;
  /** Read when the first filter is set: most visits set none. */
  #references;
  #timer;

  constructor(root, form) {
    this.#form = form;
    this.#count = root.querySelector("[data-part=count]");
    this.#all = this.#count.textContent;
    this.#items = [...root.querySelectorAll(".reference")];
    this.#none = newNothing(() => this.#startAgain());
    root.querySelector(".references__list").before(this.#none);
    form.addEventListener("input", () => this.#later(PAUSE_MS));
    form.addEventListener("change", () => this.#later(0));
    form.addEventListener("reset", () => this.#later(0)); // it comes before the fields are empty
    form.addEventListener("submit", (event) => event.preventDefault());
    readAddress(form);
    this.#narrow();
    form.hidden = false;
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#narrow();
      writeAddress(this.#form);
    }, delay);
  }

  #narrow() {
    const asked = fieldsOf(this.#form)
      .map((field) => ({ fits: FITS[field.name], value: field.value.trim() }))
      .filter(({ value }) => value !== "");
    if (asked.length > 0) {
      this.#references ??= this.#items.map(readReference);
    }
    let shown = 0;
    this.#items.forEach((item, index) => {
      const fits = asked.every(({ fits, value }) => fits(this.#references[index], value));
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
    fieldsOf(this.#form)[0].focus();
  }
}

function fieldsOf(form) {
  return [...form.elements].filter(({ name }) => Object.hasOwn(FITS, name));
}

function newNothing(startAgain) {
  const line = document.createElement("p");
  line.className = "bibliography__none";
  line.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Clear the filters";
  button.addEventListener("click", startAgain);
  line.append("Nothing matches all of this. ", button);
  return line;
}

function readReference(item) {
  const { year, design, topics = "", authors = "", cited } = item.dataset;
  const parts = item.querySelectorAll(
    ".reference__entry, .reference__evidence, .reference__retracted",
  );
  const words = [...parts].map((part) => part.textContent).join(" ");
  return {
    words: plain(`${words} ${topics} ${authors}`),
    authors: plain(authors),
    topics: topics.split(" "),
    year: Number.parseInt(year, 10), // NaN where there is none, which fits no range
    design,
    cited,
  };
}

/** Is this a year of which not all figures are typed? Everything fits it, or the list would flicker. */
function isBegun(year) {
  return year.length < 4;
}

/** Do all the words asked for begin words of the text? "rat" finds rats, and not separation. */
function hasWords(text, asked) {
  return plain(asked)
    .trim()
    .split(" ")
    .every((word) => text.includes(` ${word}`));
}

/** Words alone, in small letters without accents, each after one space. */
function plain(text) {
  const letters = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøđðþłı]/g, (letter) => PLAIN_LETTERS[letter]);
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, " ")} `;
}

/** Set every field to what the address says, or to nothing. */
function readAddress(form) {
  const asked = new URLSearchParams(location.search);
  for (const field of fieldsOf(form)) {
    field.value = asked.get(field.name) ?? "";
    if (field.selectedIndex === -1) {
      field.selectedIndex = 0; // a topic that is no more
    }
  }
}

/** Keep in the address what is asked for, and whatever else stands there. */
function writeAddress(form) {
  const address = new URL(location.href);
  for (const { name, value } of fieldsOf(form)) {
    if (value.trim()) {
      address.searchParams.set(name, value.trim());
    } else {
      address.searchParams.delete(name);
    }
  }
  history.replaceState(history.state, "", address);
}

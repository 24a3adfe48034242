/**
 * Says how the list of all references is narrowed: by words, author, topic, kind, years, citing.
 *
 * It must not know how references are made: it reads their words and their data attributes.
 */

import { hasWords, plain, startFilters } from "./filters.mjs";

const FITS = {
  words: (reference, value) => hasWords(reference.words, value),
  author: (reference, value) => hasWords(reference.authors, value),
  topic: (reference, value) => reference.topics.includes(value),
  design: (reference, value) => reference.design === value,
  from: (reference, value) => isBegun(value) || reference.year >= Number(value),
  to: (reference, value) => isBegun(value) || reference.year <= Number(value),
  cited: (reference, value) => reference.cited === value,
};

/** Bring the filters to life; safe to call again when the page's content was replaced. */
export function start() {
  const root = document.querySelector("[data-part=bibliography]");
  startFilters(root, { items: ".reference", read: readReference, fits: FITS });
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

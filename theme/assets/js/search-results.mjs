/**
 * Draws what the search has found: a link for each entry, with the words that were looked for marked.
 *
 * It must not know how entries are found.
 */
import { element } from "./dom.mjs";
import { fold } from "./fold.mjs";

/** So many letters of a text are shown, about two lines. */
const LENGTH = 150;
const BEFORE = 50;
const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;

/**
 * One result: its name is the title and what it is, its description what stands there.
 *
 * @param {import("./search-index.mjs").Entry} entry
 * @param {string} address
 * @param {(word: string) => boolean} isFound  whether to mark a word of the text
 * @param {number} number
 * @param {boolean} isFirst  whether editors put it first: then its beginning counts, not the word
 */
export function newResult(entry, address, isFound, number, isFirst) {
  const title = element("span", { class: "search-result__title" });
  title.append(...marked(entry.title, isFound));
  const where = element("span", { class: "search-result__where" }, whereOf(entry));
  const id = `search-result-${number}`;
  const text = element("span", { class: "search-result__text", id });
  text.append(...marked(excerpt(entry, isFound, isFirst), isFound));
  const described = text.textContent ? { "aria-describedby": id } : {};
  const link = element(
    "a",
    { href: address, class: "md-search-result__link", ...described },
    ...[title, " ", where],
  );
  return element("li", { class: "md-search-result__item search-result" }, link, text);
}

/** What an entry is, in words. */
export function whereOf({ kind, of, verdict }) {
  switch (kind) {
    case "page":
      return "Page";
    case "term":
      return "Word explained";
    case "work":
      return "Reference";
    case "claim":
      return `Claim (our verdict: ${verdict.replace(/^Verdict:\s*/, "")}) on the page “${of}”`;
    default:
      return `On the page “${of}”`;
  }
}

/** The part of an entry's text around the first word that was found. */
function excerpt({ text = "", kind }, isFound, isFirst) {
  let start = 0;
  if (!isFirst && kind !== "term" && kind !== "page") {
    for (const match of text.matchAll(WORD)) {
      if (isFound(match[0])) {
        start = match.index > BEFORE ? text.indexOf(" ", match.index - BEFORE) + 1 : 0;
        break;
      }
    }
  }
  const end = text.length <= start + LENGTH ? text.length : text.lastIndexOf(" ", start + LENGTH);
  const shown = text.slice(start, end > start ? end : start + LENGTH);
  return `${start > 0 ? "… " : ""}${shown}${start + shown.length < text.length ? " …" : ""}`;
}

/** The text as nodes, each word that was found in a <mark>. */
function marked(text, isFound) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (isFound(match[0])) {
      nodes.push(text.slice(end, match.index), element("mark", {}, match[0]));
      end = match.index + match[0].length;
    }
  }
  return [...nodes, text.slice(end)];
}

/**
 * Whether a word of a text is to be marked.
 *
 * @param {Set<string>} terms  folded words and their forms, as the index found them
 * @param {(word: string) => string[]} formsOf
 */
export function finder(terms, formsOf) {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) {
      known.set(word, formsOf(fold(word)).some((form) => terms.has(form)));
    }
    return known.get(word);
  };
}

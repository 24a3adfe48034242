/**
 * The card of a term: what a word means, beside the word.
 *
 * Its text stands hidden in the page, and without this script the link leads to the glossary. It
 * must not know how terms are found.
 */

import { giveCard } from "./card.mjs";

const KIND = { make: newCard, linkAt: (target) => target.closest("a") };

/** Give every term of the page its card; safe to call again when the content was replaced. */
export function start() {
  for (const term of document.querySelectorAll(".term:not([data-card])")) {
    term.dataset.card = "";
    giveCard(term, KIND);
  }
}

function newCard(term) {
  const link = term.querySelector("a");
  const meaning = document.getElementById(link.getAttribute("aria-describedby"));
  const box = document.createElement("span");
  box.className = "term-card";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "What this word means");
  const text = document.createElement("span");
  text.append(...meaning.cloneNode(true).childNodes);
  const links = document.createElement("span");
  links.className = "citation-card__links";
  const more = document.createElement("a");
  more.href = link.href;
  more.textContent = "In the glossary";
  links.append(more);
  box.append(text, links);
  return box;
}

/**
 * The citation card: what a source is and found, beside the words that cite it.
 *
 * Its text is cloned from the reference list further down the same page, so nothing is fetched;
 * without it the plain links work. On focus the link's description already speaks the reference.
 * It must not know how references are made.
 */

import { giveCard } from "./card.mjs";

/** What a card shows of a work, in this order. */
const PARTS = [".reference__retracted", ".reference__entry", ".reference__evidence"];

const KIND = {
  make: (citation) => newCard(worksOf(citation).filter((work) => referenceOf(work))),
  linkAt: (target) => target.closest("a[href*='#ref-']"),
  followed: markOrigin,
};

/** Give every citation of the page its card; safe to call again when the content was replaced. */
export function start() {
  for (const citation of document.querySelectorAll(".citation:not([data-card])")) {
    const known = worksOf(citation).filter((work) => referenceOf(work));
    if (known.length > 0) {
      citation.dataset.card = "";
      known.forEach(describe);
      giveCard(citation, KIND);
    }
  }
}

function worksOf(citation) {
  return [...citation.querySelectorAll("a.citation__work")];
}

/** @returns {Element | null} the entry in this page's list that a link points to */
function referenceOf(work) {
  const [page, id] = work.href.split("#");
  return page === location.href.split("#")[0]
    ? document.getElementById(decodeURIComponent(id))
    : null;
}

/** Let a screen reader speak the reference when the link is focused, a retraction first. */
function describe(work) {
  const reference = referenceOf(work);
  const ids = ["retracted", "entry"].flatMap((name) => {
    const part = reference.querySelector(`.reference__${name}`);
    if (part) {
      part.id ||= `${reference.id}-${name}`;
    }
    return part ? [part.id] : [];
  });
  work.setAttribute("aria-describedby", ids.join(" "));
  work.removeAttribute("title"); // the browser's own tooltip would cover the card
}

/** In the list, mark the way back to the citation the reader came from. */
function markOrigin(link) {
  document.querySelectorAll(".reference__backlink[aria-current]").forEach((backlink) => {
    backlink.removeAttribute("aria-current");
  });
  const from = link.dataset.from ?? link.id;
  const backlinks = referenceOf(link)?.querySelectorAll(".reference__backlink") ?? [];
  [...backlinks]
    .find((backlink) => backlink.hash === `#${from}`)
    ?.setAttribute("aria-current", "true");
}

function newCard(works) {
  const box = document.createElement("span");
  box.className = "citation-card";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", works.length > 1 ? "About these sources" : "About this source");
  box.append(...works.map(newEntry));
  return box;
}

/** One work: what the list says of it, and the ways to its page and to the list. */
function newEntry(work) {
  const reference = referenceOf(work);
  const entry = document.createElement("span");
  entry.className = "citation-card__work";
  const parts = PARTS.map((part) => reference.querySelector(part)).filter(Boolean);
  const links = document.createElement("span");
  links.className = "citation-card__links";
  const about = reference.querySelector(".reference__links > a:first-child")?.cloneNode(true);
  links.append(...(about ? [about] : []), newLink(work));
  entry.append(...parts.map(asSpan), links);
  return entry;
}

function newLink(work) {
  const link = document.createElement("a");
  link.href = work.getAttribute("href");
  link.dataset.from = work.id;
  link.textContent = "Go to the reference";
  return link;
}

/** A copy without ids, as a span: the card stands inside a paragraph. */
function asSpan(part) {
  const span = document.createElement("span");
  span.className = part.className;
  span.append(...part.cloneNode(true).childNodes);
  span.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
  return span;
}

/**
 * The citation card: what a source is and found, beside the words that cite it.
 *
 * Its text is cloned from the reference list further down the same page, so nothing is fetched;
 * without it the plain links work. It opens on hover, focus and the first tap. The card stands
 * right after the citation in the document, so that Tab leads into it and a screen reader meets it
 * in place; on focus the link's description already speaks the reference. It must not know how
 * references are made.
 */

const OPEN_MS = 150;
const GRACE_MS = 300;
const MARGIN = 12;
/** What a card shows of a work, in this order. */
const PARTS = [".reference__retracted", ".reference__entry", ".reference__evidence"];

let card;
let timer;
let citationOfCard = null;
/** Escape puts the focus back on the link; that must not open the card again. */
let dismissed = false;
/**
 * Was a card open for this citation when the finger came down? Then the tap may follow the link.
 */
let tapOpens = false;

/** Give every citation of the page its card; safe to call again when the content was replaced. */
export function start() {
  for (const citation of document.querySelectorAll(".citation:not([data-card])")) {
    const known = worksOf(citation).filter((work) => referenceOf(work));
    if (known.length > 0) {
      citation.dataset.card = "";
      known.forEach(describe);
      listen(citation);
    }
  }
  listenToPage();
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

function listen(citation) {
  citation.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "mouse") {
      later(OPEN_MS, () => open(citation));
    }
  });
  citation.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") {
      later(GRACE_MS, () => closeUnlessFocused());
    }
  });
  citation.addEventListener("pointerdown", ({ pointerType }) => {
    tapOpens = pointerType !== "mouse" && citationOfCard !== citation;
  });
  citation.addEventListener("focusin", () => {
    if (!dismissed) {
      open(citation);
    }
  });
  citation.addEventListener("focusout", ({ relatedTarget }) => {
    if (!citation.contains(relatedTarget)) {
      close();
    }
  });
  citation.addEventListener("click", (event) => follow(event, citation));
}

let pageIsHeard = false;

function listenToPage() {
  if (pageIsHeard) {
    return;
  }
  pageIsHeard = true;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && citationOfCard) {
      dismiss();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (citationOfCard && !citationOfCard.contains(target)) {
      close();
    }
  });
  window.addEventListener("resize", () => citationOfCard && place());
}

/**
 * The first tap opens the card; any other click on a work goes to the list and remembers from
 * where.
 */
function follow(event, citation) {
  const link = event.target.closest("a[href*='#ref-']");
  if (!link) {
    return;
  }
  if (tapOpens && !card?.contains(link)) {
    event.preventDefault();
    open(citation);
  } else {
    markOrigin(link);
    close();
  }
  tapOpens = false;
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

function later(delay, action) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function open(citation) {
  clearTimeout(timer);
  if (citationOfCard === citation) {
    return;
  }
  close();
  card = newCard(worksOf(citation).filter((work) => referenceOf(work)));
  citationOfCard = citation;
  citation.append(card);
  card.showPopover?.();
  place();
}

function close() {
  clearTimeout(timer);
  card?.remove();
  card = undefined;
  citationOfCard = null;
}

function closeUnlessFocused() {
  if (!citationOfCard?.contains(document.activeElement)) {
    close();
  }
}

function dismiss() {
  const hadFocus = card.contains(document.activeElement);
  const link = worksOf(citationOfCard)[0];
  dismissed = true;
  if (hadFocus) {
    link.focus();
  }
  close();
  dismissed = false;
}

function newCard(works) {
  const box = document.createElement("span");
  box.className = "citation-card";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", works.length > 1 ? "About these sources" : "About this source");
  // The top layer keeps the card above everything and outside every scrolling box.
  box.popover = "manual";
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

/** Below the citation, or above where there is more room; never outside the window. */
function place() {
  const line = citationOfCard.getClientRects()[0];
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - line.bottom - MARGIN;
  const above = line.top - MARGIN;
  card.style.setProperty("max-height", `${Math.max(below, above)}px`);
  const goesAbove = card.offsetHeight > below && above > below;
  const top = goesAbove ? line.top - card.offsetHeight : line.bottom;
  const left = Math.min(line.left, clientWidth - card.offsetWidth - MARGIN);
  card.style.setProperty("top", `${top + window.scrollY}px`);
  card.style.setProperty("left", `${Math.max(MARGIN, left) + window.scrollX}px`);
}

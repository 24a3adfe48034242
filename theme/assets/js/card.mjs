/**
 * A card beside words: what stands in the page elsewhere, shown where the reader is.
 *
 * It opens on hover, focus and the first tap, closes by Escape, and can be pointed at itself. It
 * stands right after the words in the document, so that Tab leads into it and a screen reader
 * meets it in place. One card is open at a time. It must not know what is on it.
 */

const OPEN_MS = 150;
const GRACE_MS = 300;
const MARGIN = 12;

let card;
let timer;
/** What the open card belongs to: an element, and the kind of card that it asked for. */
let owner = null;
let kindOfCard;
/** Escape puts the focus back on the link; that must not open the card again. */
let dismissed = false;
/** Was no card open for these words when the finger came down? Then the tap opens it. */
let tapOpens = false;
let pageIsHeard = false;

/**
 * Let an element open a card.
 *
 * @param {Element} element holds the words; the card goes into it
 * @param {{
 *   make: (element: Element) => Element,
 *   linkAt: (target: Element) => Element | null,
 *   followed?: (link: Element) => void,
 * }} kind builds the card; finds the link that was clicked, outside the card or on it, that the
 *   first tap must not follow; hears of a link that is followed
 */
export function giveCard(element, kind) {
  element.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "mouse") {
      later(OPEN_MS, () => open(element, kind));
    }
  });
  element.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") {
      later(GRACE_MS, () => closeUnlessFocused());
    }
  });
  element.addEventListener("pointerdown", ({ pointerType }) => {
    tapOpens = pointerType !== "mouse" && owner !== element;
  });
  element.addEventListener("focusin", () => {
    if (!dismissed) {
      open(element, kind);
    }
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) {
      close();
    }
  });
  element.addEventListener("click", (event) => follow(event, element, kind));
  listenToPage();
}

function listenToPage() {
  if (pageIsHeard) {
    return;
  }
  pageIsHeard = true;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && owner) {
      dismiss();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (owner && !owner.contains(target)) {
      close();
    }
  });
  window.addEventListener("resize", () => owner && place());
}

/** The first tap opens the card; any other click follows the link. */
function follow(event, element, kind) {
  const link = kind.linkAt(event.target);
  if (!link) {
    return;
  }
  if (tapOpens && !card?.contains(link)) {
    event.preventDefault();
    open(element, kind);
  } else {
    kind.followed?.(link);
    close();
  }
  tapOpens = false;
}

function later(delay, action) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function open(element, kind) {
  clearTimeout(timer);
  if (owner === element) {
    return;
  }
  close();
  card = kind.make(element);
  // The top layer keeps the card above everything and outside every scrolling box.
  card.popover = "manual";
  owner = element;
  kindOfCard = kind;
  element.append(card);
  card.showPopover?.();
  place();
}

function close() {
  clearTimeout(timer);
  card?.remove();
  card = undefined;
  owner = null;
}

function closeUnlessFocused() {
  if (!owner?.contains(document.activeElement)) {
    close();
  }
}

function dismiss() {
  const hadFocus = card.contains(document.activeElement);
  const links = [...owner.querySelectorAll("a")];
  const link = links.find((candidate) => kindOfCard.linkAt(candidate));
  dismissed = true;
  if (hadFocus) {
    link?.focus();
  }
  close();
  dismissed = false;
}

/** Below the words, or above where there is more room; never outside the window. */
function place() {
  const line = owner.getClientRects()[0];
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

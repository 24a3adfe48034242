/**
 * Makes of an address that leads nowhere what it can: the page that was probably meant, and a search
 * for its words. It knows the pages from the links of the menu; nothing is fetched.
 */
import { element } from "./dom.mjs";

/** Addresses less alike than this are not said to be meant. From 0 to 1. */
const ALIKE = 0.6;

/** @param {HTMLElement} place  an empty element of the page, which is shown when there is something */
export function start(place) {
  const home = new URL(place.dataset.home, location).pathname;
  const asked = wordsOf(location.pathname.replace(home, "/"));
  if (!asked || place.firstChild) {
    return;
  }
  const meant = nearest(asked, home);
  if (meant) {
    place.append(element("p", {}, "Did you mean ", meant, "?"));
  }
  const address = `${home}?${new URLSearchParams({ q: asked })}`;
  const link = element("a", { href: address }, `Search for “${asked}”`);
  place.append(element("p", {}, link));
  place.hidden = false;
}

/** The words of a path: "/learn/rat-prak.html" says "rat prak". */
function wordsOf(path) {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // An address that is no text is taken as it is.
  }
  const parts = plain.replace(/(?:index)?\.\w+$/, "").split("/").filter(Boolean);
  return (parts.pop() ?? "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().slice(0, 60);
}

/** A link to the page whose address or title is most like these words, if one is. */
function nearest(asked, home) {
  const links = [...document.querySelectorAll(".md-nav--primary a[href]")];
  const rated = links.map((link) => {
    const path = wordsOf(new URL(link.href).pathname.replace(home, "/"));
    return { link, alike: Math.max(likeness(asked, path), likeness(asked, link.textContent)) };
  });
  const best = rated.reduce((a, b) => (b.alike > a.alike ? b : a), { alike: 0 });
  if (best.alike < ALIKE) {
    return null;
  }
  return element("a", { href: best.link.href }, best.link.textContent.trim());
}

/** How many pairs of neighbouring letters two texts share, of all that they have. */
function likeness(one, other) {
  const [a, b] = [one, other].map((text) => {
    const plain = ` ${text.trim().toLowerCase()} `;
    return new Set([...plain].slice(1).map((letter, i) => plain[i] + letter));
  });
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}

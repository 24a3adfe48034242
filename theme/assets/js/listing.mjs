/**
 * Shows the code of an explainer, coloured at build time, when a reader opens its fold.
 *
 * The listing is a list of files, each a list of [class, text]. It must not know any language.
 */
import { start as startCopying } from "./copy.mjs";
import { element } from "./dom.mjs";

const SITE = new URL("../../", import.meta.url);

/** Fetch the listing once and put it in place of the links, which stay under it. */
export async function open(fold) {
  const place = fold.querySelector("[data-part=listing]");
  if (place.dataset.state) {
    return;
  }
  place.dataset.state = "asked";
  try {
    const response = await fetch(new URL(fold.dataset.listing, SITE));
    if (!response.ok) {
      throw new Error(response.status);
    }
    const files = await response.json();
    place.prepend(...files.map((file, number) => fileFold(file, number === 0)));
    startCopying();
    place.dataset.state = "shown";
  } catch {
    delete place.dataset.state; // opened again, it is asked for again
    const words = element("p", {}, "The code could not be fetched. The links lead to it.");
    place.replaceChildren(words, ...[...place.children].slice(-1));
  }
}

function fileFold({ name, runs }, first) {
  const text = runs.map(([, piece]) => piece).join("");
  const fold = element("details", { class: "code__file" }, element("summary", {}, name));
  fold.open = first;
  const button = element("button", { type: "button", class: "copy", hidden: "" }, `Copy ${name}`);
  button.dataset.copy = text;
  const code = element("code", {}, ...runs.map(([kind, piece]) => span(kind, piece)));
  const label = { tabindex: "0", role: "region", "aria-label": `Code of ${name}` };
  const box = element("pre", { class: "code__text", ...label }, code);
  fold.append(element("p", {}, button), element("div", { class: "highlight" }, box));
  return fold;
}

function span(kind, text) {
  return kind ? element("span", { class: kind }, text) : text;
}

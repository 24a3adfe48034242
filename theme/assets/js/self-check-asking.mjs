/**
 * A question to the reader in the page, with its answers as buttons. It must not know what about.
 */
import { element } from "./dom.mjs";

/**
 * Show a question in its place and move the focus to it.
 * @param {HTMLElement} place
 * @param {string[]} sentences
 * @param {[string, () => void][]} choices  what each button says and does; each closes the question
 */
export function ask(place, sentences, choices) {
  const buttons = choices.map(([words, act]) => {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      withdraw(place);
      act();
    });
    return button;
  });
  const words = element(
    "div",
    { tabindex: "-1", role: "group", "aria-label": "A question" },
    ...sentences.map((sentence) => element("p", {}, sentence)),
    element("div", { class: "self-check__buttons" }, ...buttons),
  );
  place.replaceChildren(words);
  place.hidden = false;
  return words;
}

/** Take a question away that no longer matters. */
export function withdraw(place) {
  place.replaceChildren();
  place.hidden = true;
}

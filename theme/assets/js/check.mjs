/**
 * A quiz answers: what was chosen is said beside the answer. Nothing is counted, kept or sent.
 *
 * It listens to the whole document, since a slide holds a copy of a quiz of the page. Without it
 * the fold opens all the same. It must not know what is right.
 */

const SPOKEN_AFTER_MS = 100;
let listening = false;

export function start() {
  if (listening) {
    return;
  }
  listening = true;
  // A fold's event does not bubble, but on its way down it can be heard.
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches?.("[data-part=check-answer]")) {
      say(target);
    }
  }, true);
  document.addEventListener("change", ({ target }) => {
    const fold = target.closest("[data-part=check]")?.querySelector("[data-part=check-answer]");
    if (fold?.open) {
      say(fold);
    }
  });
  document.addEventListener("keydown", ({ key, target }) => {
    const form = key === "Enter" && target.matches?.("input") && target.closest("[data-part=check]");
    if (form) {
      form.querySelector("[data-part=check-answer]").open = true;
    }
  });
}

function say(fold) {
  const chosen = [...fold.closest("form").querySelectorAll("input:checked")];
  const words = chosen.map((input) => input.parentElement.textContent.trim().replace(/\.$/, ""));
  const line = fold.querySelector("[data-part=chosen]");
  line.textContent = ""; // a line that changes a moment after it appears is spoken
  setTimeout(() => {
    line.textContent = words.length > 0 ? `You chose: ${words.join("; ")}.` : "";
  }, SPOKEN_AFTER_MS);
}

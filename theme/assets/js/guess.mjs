/**
 * A guess before the result: the result waits behind the question until a reader asks for it.
 *
 * Only the attribute data-guessing makes it wait, and only on screens. No guess is kept, counted
 * or sent, and none is called right or wrong. It must not know how a scenario is chosen or shown.
 */

const SPOKEN_AFTER_MS = 100;

/** Put the question of the shown scenario first, as if new; nothing happens where there is none. */
export function ask(explainer) {
  const result = explainer.querySelector("[data-part=result]");
  const form = result.querySelector("[data-part=guess]");
  if (!form) {
    return;
  }
  form.reset();
  const fold = form.querySelector("[data-part=answer]");
  fold.open = false;
  guessed(fold).textContent = "";
  result.dataset.guessing = "";
  offerToSkip(result);
}

/** While the result waits, it can be had without a guess. */
export function offerToSkip(result) {
  const waits = "guessing" in result.dataset;
  if (waits && !result.querySelector("[data-action=skip-guess]")) {
    result.querySelector("[data-part=answer]").after(skipButton(result));
  }
}

/** The answer was opened: the result comes, and guess and answer are said aloud. */
export function open(fold) {
  reveal(fold.closest("[data-part=result]"));
  const chosen = fold.closest("[data-part=guess]").querySelector("input:checked");
  const option = chosen?.parentElement.textContent.trim().replace(/\.$/, "");
  const words = chosen ? `You guessed: ${option}. ` : "";
  // A line that changes a moment after it appears is spoken; one that appears full may not be.
  setTimeout(() => {
    guessed(fold).textContent = words;
    const line = guessed(fold).parentElement;
    line.append(...line.childNodes);
  }, SPOKEN_AFTER_MS);
}

/** Let the result be seen, guess or no guess. */
export function reveal(result) {
  delete result.dataset.guessing;
  result.querySelector("[data-action=skip-guess]")?.remove();
}

function guessed(fold) {
  return fold.querySelector("[data-part=guessed]");
}

function skipButton(result) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.action = "skip-guess";
  button.textContent = "Skip the guess";
  button.addEventListener("click", () => {
    reveal(result);
    const headline = result.querySelector("[data-part=headline]");
    headline.tabIndex = -1; // the button is gone, so focus goes to what came in its place
    headline.focus();
  });
  return button;
}

/**
 * Shows what an explainer offers a room, and fetches the script of each offer when it is taken.
 *
 * Projector mode, run codes, guesses, the code and the embed page each have a module of their own.
 * This one is all that a page pays for them before a reader wants one.
 * It is read before a reader wants anything, so it fetches no other module by itself.
 */

/** What an opened fold needs, by its data-part: a module that exports `open(fold, explainer)`. */
const FOLDS = { answer: "guess", code: "listing", embed: "embed" };
const MISSING = "A script of this site could not be fetched. Please try again.";

/** Show what each explainer offers; safe to call again when the page's content is replaced. */
export function start() {
  for (const explainer of document.querySelectorAll("kith-explainer")) {
    const row = part(explainer, "room");
    if (row?.hidden) {
      row.hidden = false;
      listen(explainer);
    }
  }
}

function listen(explainer) {
  const take = (name, use) =>
    import(`./${name}.mjs`).then(use, () => {
      part(explainer, "room").querySelector("[role=status]").textContent = MISSING;
    });
  explainer.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action=projector]");
    if (button) {
      take("projector", ({ open }) => open(explainer, button));
    }
  });
  explainer.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-part=room-code]")) {
      event.preventDefault();
      take("room-code", ({ use }) => use(form, explainer));
    }
  });
  explainer.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.matches("[data-part=guess] [type=radio]")) {
      part(explainer, "answer").open = true;
    }
  });
  // A fold's event does not bubble, but on its way down it can be heard.
  const onToggle = ({ target }) => {
    const name = FOLDS[target.dataset.part];
    if (name && target.open) {
      take(name, ({ open }) => open(target, explainer));
    }
  };
  explainer.addEventListener("toggle", onToggle, true);
  // Some readers are quicker than this script.
  explainer.querySelectorAll("details[open]").forEach((target) => onToggle({ target }));
  // What a reader picks asks first; what one goes back to does not.
  let asks = false;
  explainer.addEventListener("change", ({ target }) => {
    asks ||= target.closest("[data-part=scenarios]") !== null;
  });
  explainer.addEventListener("kith:choose", ({ detail }) => {
    asks = detail.asks ?? explainer.matches(".projector");
  });
  explainer.addEventListener("kith:scenario", () => {
    const result = part(explainer, "result");
    delete result.dataset.guessing;
    if (asks && part(result, "guess")) {
      result.dataset.guessing = ""; // at once, so that nothing shows before the question
      take("guess", ({ offerToSkip }) => offerToSkip(result));
    }
  });
  explainer.addEventListener("kith:result", () => {
    const result = part(explainer, "result");
    delete result.dataset.guessing;
    // What is said of a named scenario need not hold for a reader's own run.
    for (const name of ["badge", "guess", "idea"]) {
      part(result, name)?.remove();
    }
  });
}

function part(root, name) {
  return root.querySelector(`[data-part=${name}]`);
}

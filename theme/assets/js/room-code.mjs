/**
 * Takes a run code that somebody typed, and sets the seed it stands for.
 *
 * It must not know what else is set, nor who listens.
 */
import { readSeedCode } from "./seed-code.mjs";

const NO_SUCH =
  "There is no such code. A code has four signs: digits, or letters other than I, L, O and U.";
const DONE = "The code is set. Pick the same scenario as the room, then press “Run it”.";

/**
 * @param {HTMLFormElement} form  with one box, `code`, and one line with role="status"
 * @returns {boolean} whether there is such a code
 */
export function use(form, explainer) {
  const box = form.elements.code;
  const seed = readSeedCode(box.value);
  const line = form.querySelector("[role=status]");
  box.setAttribute("aria-invalid", String(seed === null));
  line.textContent = ""; // the same words again would not be spoken
  setTimeout(() => (line.textContent = seed === null ? NO_SUCH : DONE), 100);
  if (seed === null) {
    box.focus();
    return false;
  }
  explainer.dispatchEvent(new CustomEvent("kith:set", { bubbles: true, detail: { seed } }));
  return true;
}

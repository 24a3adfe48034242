/**
 * The three panels of projector mode: the list of keys, the run code, and a code to scan.
 *
 * All are modal <dialog>s, which keep the focus and close on Escape by themselves. They must not
 * know what a key does or what a code stands for.
 */
import { codeOf, NO_CODE } from "./codes.mjs";
import { element } from "./dom.mjs";
import { use } from "./room-code.mjs";

/** Later than what shows the new code. */
const SPOKEN_AFTER_MS = 100;

/**
 * The keys, each of them a button too, for readers with a pointer.
 * @param {{shown: string, words: string, act: () => void}[]} actions
 */
export function keysPanel(actions) {
  const dialog = newDialog("Keys");
  dialog.append(element("p", { class: "projector__title" }, "Keys"));
  const rows = actions.map(({ shown, words, act }) => {
    const button = element("button", { type: "button" }, element("kbd", {}, shown), ` ${words}`);
    button.addEventListener("click", () => {
      dialog.close();
      act();
    });
    return element("li", {}, button);
  });
  dialog.append(element("ul", { class: "projector__keys" }, ...rows), closeButton(dialog));
  return { dialog, show: () => show(dialog) };
}

/**
 * The code of the present seed, large, and a copy of the page's form for another one.
 * @param {HTMLFormElement} pageForm
 * @param {() => void} onSet  called when a code was typed and the panel has closed
 */
export function codePanel(explainer, pageForm, onSet) {
  const dialog = newDialog("Run code");
  const code = element("strong", {});
  const large = element("p", { class: "projector__code" }, "Run code: ", code);
  const form = pageForm.cloneNode(true);
  form.removeAttribute("data-part"); // the page's own listener is not for this one
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (use(form, explainer)) {
      dialog.close();
      setTimeout(onSet, SPOKEN_AFTER_MS);
    }
  });
  const help = "Type it under “Type the room’s code”, with the same scenario, for the same run.";
  dialog.append(large, element("p", {}, help), form, closeButton(dialog));
  const showCode = (text) => {
    code.textContent = text;
    form.reset();
    form.querySelector("[role=status]").textContent = "";
    show(dialog);
  };
  return { dialog, show: showCode };
}

/** The QR code of a named scenario; of any other run, words on how a room gets to it. */
export function scanPanel() {
  const dialog = newDialog("QR code");
  const box = element("div", {});
  dialog.append(box, closeButton(dialog));
  const showScan = (name, code) => {
    const figure = name ? codeOf(name) : null;
    const why = name
      ? NO_CODE
      : "Codes to scan were made for the named scenarios. This run has settings of its own.";
    const typed = `Open this page by its address, set the same, and type the run code ${code}.`;
    box.replaceChildren(...(figure ? [figure] : [element("p", {}, `${why} ${typed}`)]));
    show(dialog);
  };
  return { dialog, show: showScan };
}

function newDialog(title) {
  return element("dialog", { class: "projector__panel", "aria-label": title });
}

function closeButton(dialog) {
  const button = element("button", { type: "button" }, "Close");
  button.addEventListener("click", () => dialog.close());
  return element("p", {}, button);
}

function show(dialog) {
  if (!dialog.open) {
    dialog.showModal();
  }
}

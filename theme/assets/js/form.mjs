/**
 * Reads and marks an explainer's controls. It must not know what the values mean or where they go.
 */

const SEED = "seed";
const LARGEST_SEED = 999_999;

/** The values of all controls but the seed, as Python wants them. */
export function readParams(form) {
  const params = {};
  for (const control of form.elements) {
    if (control.name && control.name !== SEED && !(control.type === "radio" && !control.checked)) {
      params[control.name] = valueOf(control);
    }
  }
  return params;
}

function valueOf(control) {
  if (control.type === "checkbox") {
    return control.checked;
  }
  if (control.type === "range" || control.type === "number") {
    // An empty box has no number: the text goes on, so that the complaint names what is there.
    return Number.isNaN(control.valueAsNumber) ? control.value : control.valueAsNumber;
  }
  return control.value;
}

/** The seed as a whole number, or null when the box holds something else. */
export function readSeed(form) {
  const seed = form.elements[SEED].valueAsNumber;
  return Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED ? seed : null;
}

/** Put a new seed into its box. */
export function drawSeed(form) {
  form.elements[SEED].valueAsNumber = Math.floor(Math.random() * (LARGEST_SEED + 1));
}

/** Write a slider's value and unit beside it. */
export function showSliderValue(control) {
  const output = control.closest(".control")?.querySelector("output");
  if (output) {
    output.value = `${control.value} ${output.dataset.unit ?? ""}`.trim();
  }
}

/** Take all complaints back. */
export function clearComplaints(form) {
  for (const message of form.querySelectorAll(".control__error")) {
    const control = form.querySelector(`[aria-describedby~="${message.id}"]`);
    const rest = control.getAttribute("aria-describedby").replace(message.id, "").trim();
    control.setAttribute("aria-describedby", rest);
    control.removeAttribute("aria-invalid");
    message.remove();
  }
}

/**
 * Say beside a control what is wrong with it.
 * @returns {boolean} whether there is a control of that name
 */
export function complain(form, name, words) {
  const named = form.elements[name];
  const control = named instanceof RadioNodeList ? named[0].closest("fieldset") : named;
  if (!control) {
    return false;
  }
  const message = document.createElement("p");
  message.className = "control__error";
  message.id = `${form.closest("[id]").id}-${name}-error`;
  message.textContent = words;
  control.setAttribute("aria-invalid", "true");
  const help = control.getAttribute("aria-describedby") ?? "";
  control.setAttribute("aria-describedby", `${message.id} ${help}`.trim());
  control.closest(".control").append(message);
  return true;
}

/**
 * Complain about the seed in words of our own, since the seed is not one of the model's
 * parameters.
 */
export function complainAboutSeed(form) {
  return complain(form, SEED, `The seed must be a whole number from 0 to ${LARGEST_SEED}.`);
}

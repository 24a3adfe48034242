/**
 * Reads, sets and marks an explainer's controls, and says their values in words. Each control's box
 * carries in data attributes what must be known of it; scripts/kith/explainers/controls.py writes
 * them. It must not know what the values mean or where they go.
 */
import { showSliderValue } from "./slider.mjs";

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
  if (control.type === "textarea") {
    return control.value.split("\n").map((line) => line.trim()).filter(Boolean);
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
  return isSeed(seed) ? seed : null;
}

export function isSeed(seed) {
  return Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED;
}

/** The values that the page came with, by what its controls go back to on a reset. */
export function builtInValues(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return { params: readParams(copy), seed: readSeed(copy) };
}

/** The model's own defaults, whatever scenario the page came with. */
export function defaults(form) {
  return Object.fromEntries(
    boxes(form).map(({ dataset: { control, kind, default: text } }) => [
      control,
      fromText(kind, text),
    ]),
  );
}

function boxes(form) {
  return [...form.querySelectorAll("[data-control]")];
}

function fromText(kind, text) {
  if (kind === "switch") {
    return text === "true";
  }
  if (kind === "text_list") {
    return text.split("\n").filter(Boolean);
  }
  return kind === "choice" ? text : Number(text);
}

/** Set controls, those that are named, and the seed if there is one. */
export function writeValues(form, params, seed) {
  for (const [name, value] of Object.entries(params)) {
    const control = form.elements[name];
    if (control instanceof RadioNodeList) {
      control.value = value;
    } else if (control?.type === "checkbox") {
      control.checked = value;
    } else if (control) {
      control.value = Array.isArray(value) ? value.join("\n") : value;
      showSliderValue(control);
    }
  }
  if (isSeed(seed)) {
    form.elements[SEED].valueAsNumber = seed;
  }
}

/** Could a control of this form hold the value? The model itself has the last word. */
export function canHold(form, name, value) {
  const box = boxes(form).find(({ dataset }) => dataset.control === name);
  const control = form.elements[name];
  switch (box?.dataset.kind) {
    case "switch":
      return typeof value === "boolean";
    case "choice":
      return optionsOf(box).some((option) => option.value === value);
    case "text_list":
      return value.length <= control.dataset.most;
    default:
      return Boolean(box) && value >= Number(control.min) && value <= Number(control.max);
  }
}

function optionsOf(box) {
  return [...box.querySelectorAll("option, [type=radio]")];
}

/** The settings in words, in the order of the form. */
export function inWords(form, params) {
  return boxes(form)
    .filter(({ dataset }) => dataset.control in params)
    .map((box) => {
      const { control: name, unit = "" } = box.dataset;
      const label = box.querySelector("legend, label").textContent.trim();
      return { name, label, unit, value: valueInWords(box, params[name]) };
    });
}

function valueInWords(box, value) {
  if (box.dataset.kind === "choice") {
    const option = optionsOf(box).find((one) => one.value === value);
    return (option?.closest("label") ?? option)?.textContent.trim() ?? String(value);
  }
  if (box.dataset.kind === "switch") {
    return value ? "on" : "off";
  }
  return Array.isArray(value) ? value.join(", ") || "nothing" : String(value);
}

/** Put a new seed into its box. */
export function drawSeed(form) {
  form.elements[SEED].valueAsNumber = Math.floor(Math.random() * (LARGEST_SEED + 1));
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

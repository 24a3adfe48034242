/** A slider's value, wanted before the rest of form.mjs is. */

/** Write value and unit of a slider beside it, and for who hears it. */
export function showSliderValue(control) {
  const output = control.closest(".control")?.querySelector("output");
  if (output) {
    output.value = `${control.value} ${output.dataset.unit ?? ""}`.trim();
    control.setAttribute("aria-valuetext", output.value);
  }
}

/**
 * Writes a slider's value beside it. Apart from form.mjs, since it is wanted before all of that is.
 */

/** Write the value and unit of a slider beside it; any other control is left alone. */
export function showSliderValue(control) {
  const output = control.closest(".control")?.querySelector("output");
  if (output) {
    output.value = `${control.value} ${output.dataset.unit ?? ""}`.trim();
    control.setAttribute("aria-valuetext", output.value);
  }
}

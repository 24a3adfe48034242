/**
 * The switch between light and dark colours, at the foot of a page.
 *
 * A page has its colours before it is painted (main.html): those that were chosen here, or else the
 * device's. Only a choice is kept, on this device; without one the page goes on to follow the device.
 */

const KEY = "kith.palette";
const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Bring the switch to life; safe to call again. */
export function start() {
  const button = document.querySelector("[data-part=palette]");
  if (!button) {
    return; // a page in a frame
  }
  button.addEventListener("click", choose);
  DARK.addEventListener("change", follow);
  const scheme = chosen();
  if (scheme) {
    colourBar(scheme);
  }
}

function choose() {
  const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
  paint(scheme);
  try {
    localStorage.setItem(KEY, scheme);
  } catch {
    // It holds for this page all the same.
  }
}

function follow() {
  if (!chosen()) {
    paint(DARK.matches ? "slate" : "default");
  }
}

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function paint(scheme) {
  document.body.dataset.mdColorScheme = scheme;
  document.querySelector("meta[name=color-scheme]").content = scheme === "slate" ? "dark" : "light";
  colourBar(scheme);
}

/** Of the two colours for the browser's own bar, each for one kind of device, let one hold for all. */
function colourBar(scheme) {
  for (const bar of document.querySelectorAll("meta[name=theme-color]")) {
    bar.media = bar.dataset.scheme === scheme ? "all" : "not all";
  }
}

/**
 * Draws a Vega-Lite figure as an SVG element, under a policy that forbids eval and inline styles.
 *
 * Vega comes from the site itself, only when the first live result is drawn, and works in a worker
 * of its own, so that the page never waits for it. This module must not know where a drawing goes.
 */
import { manifest, runtimeFolder } from "./runtime.mjs";
import { WorkerLine } from "./worker-line.mjs";

/** A drawing that takes longer than this does not come. */
const DRAWING_PATIENCE_MS = 10_000;

let drawer;

/** Have Vega fetched and ready; once a tab, anew after a failure. */
export function loadVega(patience) {
  drawer ??= newDrawer(patience).catch((error) => {
    drawer = undefined;
    throw error;
  });
  return drawer;
}

async function newDrawer(patience) {
  const { vega } = await manifest(patience);
  const line = new WorkerLine(["draw-worker.mjs"], () => (drawer = undefined));
  try {
    await line.ask("load", { base: runtimeFolder(vega.base) }, patience);
  } catch (error) {
    line.end(error); // the next attempt fetches with a fresh worker
    throw error;
  }
  return line;
}

/**
 * Draw one figure.
 * @param {object} spec  a Vega-Lite specification with its data inside
 * @param {Element} place  where it will stand: gives the typeface
 * @param {number} patience  milliseconds to wait for the files that draw
 * @returns {Promise<SVGSVGElement>}
 */
export async function drawSvg(spec, place, patience) {
  const line = await loadVega(patience);
  return parsed(await line.ask("draw", { spec: inTypefaceOf(spec, place) }, DRAWING_PATIENCE_MS));
}

/** Vega measures text, and can only do so for a typeface it is told by name. */
function inTypefaceOf(spec, place) {
  const font = getComputedStyle(place).fontFamily;
  return { ...spec, config: { ...spec.config, font } };
}

/**
 * The drawing as this page can take it: no inline styles, no fixed size, nothing for screen
 * readers.
 */
function parsed(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  svg.querySelectorAll("style, script").forEach((node) => node.remove());
  for (const node of [svg, ...svg.querySelectorAll("*")]) {
    for (const { name } of [...node.attributes]) {
      if (/^(style|class|role|aria-.*)$/.test(name)) {
        node.removeAttribute(name);
      }
    }
  }
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  return document.adoptNode(svg);
}

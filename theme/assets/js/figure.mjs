/**
 * Draws a Vega-Lite figure as an SVG element, under a policy that forbids eval and inline styles.
 *
 * Vega comes from the site itself and only when the first live result is drawn. It must not know
 * where the drawing goes.
 */
import { inTime } from "./in-time.mjs";
import { manifest, runtimeFolder } from "./runtime.mjs";

let libraries;

/**
 * Fetch Vega, Vega-Lite and the interpreter that needs no eval; once a tab, anew after a failure.
 */
export function loadVega(patience) {
  libraries ??= importVega(patience).catch((error) => {
    libraries = undefined;
    throw error;
  });
  return libraries;
}

async function importVega(patience) {
  const { vega } = await manifest(patience);
  const script = (name) => {
    const words = `${name} could not be fetched.`;
    return inTime(import(runtimeFolder(vega.base) + name), patience, words);
  };
  // The first two are classic scripts: they put their names on the window, in this order.
  await script("vega.min.js");
  await script("vega-lite.min.js");
  const { expressionInterpreter } = await script("vega-interpreter.js");
  return { vega: window.vega, vegaLite: window.vegaLite, expressionInterpreter };
}

/**
 * Draw one figure.
 * @param {object} spec  a Vega-Lite specification with its data inside
 * @param {Element} place  where it will stand: gives the typeface
 * @param {number} patience  milliseconds to wait for each of the files that draw
 * @returns {Promise<SVGSVGElement>}
 */
export async function drawSvg(spec, place, patience) {
  const { vega, vegaLite, expressionInterpreter } = await loadVega(patience);
  const compiled = vegaLite.compile(inTypefaceOf(spec, place)).spec;
  const view = new vega.View(vega.parse(compiled, null, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "none",
    logLevel: vega.Error,
  });
  try {
    return parsed(await view.toSVG());
  } finally {
    view.finalize();
  }
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

/**
 * Draws the scene of a live run, node for node as scene_svg.py and scene_figure.py draw a recorded
 * one at build time; a test holds them equal.
 *
 * It is fetched with the first live result. It must not know how a scene is played.
 */
import { breathe } from "./breathe.mjs";

const SVG = "http://www.w3.org/2000/svg";
const HIDDEN = { "aria-hidden": "true", focusable: "false" };
const LARGEST = 255;
const BAR_BELOW = 7;
const BAR_HEIGHT = 8;
const STILLS = 6;
const SPEEDS = { 0.5: "Half speed", 1: "Normal speed", 2: "Double speed" };

/**
 * Put a scene where the result has one, or take that away; after a breath, since the rest of the
 * result has just been put there.
 * @param {Element} root  the explainer
 * @param {object} run  with its result; its scene, as Scene.to_json() writes it; frames, if any
 * @returns {Promise<boolean>}  false if the reader has left this run meanwhile: nothing is done
 */
export async function showScene(root, { result, view: { scene }, frames }) {
  await breathe();
  if (root.result !== result) {
    return false;
  }
  leaveScenario(root);
  const old = root.querySelector("[data-part=scene]");
  if (!scene || !frames?.length) {
    old?.remove();
    return true;
  }
  const figure = newFigure(scene, frames, `${root.id}-scene`);
  if (old) {
    old.replaceWith(figure);
  } else {
    root.querySelector("[data-part=headline]").after(figure);
  }
  return true;
}

/** A reader's own run is none of the named ones. */
function leaveScenario(root) {
  const chosen = root.querySelector("[data-part=scenarios] :checked");
  if (chosen) {
    chosen.checked = false;
    root.querySelector("[data-part=said]").textContent = "";
  }
}

/** The figure of a scene. `ids` begins the ids of its symbols. */
export function newFigure(scene, frames, ids) {
  const drawing = new Drawing(scene, frames, ids);
  return html(
    "figure",
    {
      class: "scene",
      "data-part": "scene",
      "data-frames": "",
      "data-rate": scene.rate,
      "data-per-moment": scene.frames_per_moment,
      "data-moments": JSON.stringify(scene.moments),
      "data-postures": scene.postures.join(" "),
    },
    html(
      "div",
      { class: "scene__stage", "data-part": "stage", role: "img", "aria-label": scene.alt },
      drawing.whole(),
    ),
    player(scene, drawing.last),
    strip(scene, drawing),
    html("figcaption", { class: "scene__title" }, scene.title),
  );
}

class Drawing {
  constructor(scene, frames, ids) {
    this.scene = scene;
    this.frames = frames;
    this.ids = ids;
    this.size = 3 * scene.actors.length + scene.meters.length;
    this.last = scene.moments.length * scene.frames_per_moment - 1;
    this.symbols = Object.fromEntries(scene.symbols.map((symbol) => [symbol.name, symbol]));
  }

  whole() {
    const { actors, meters } = this.scene;
    const nodes = actors.map((actor, i) => {
      const use = this.#actor(actor, i, this.last);
      use.setAttribute("data-actor", actor.name);
      if (this.symbols[actor.symbol].turns) {
        use.setAttribute("data-turns", "");
      }
      use.append(svg("title", {}, actor.label));
      return use;
    });
    const bars = meters.map((meter, i) => this.#meter(meter, i));
    return this.#svg(this.#definitions(), this.#place(), ...bars, ...nodes);
  }

  still(frame) {
    const nodes = this.scene.actors.map((actor, i) => this.#actor(actor, i, frame));
    return this.#svg(this.#place(), ...nodes);
  }

  meterWords(frame) {
    return this.scene.meters.map((meter, i) =>
      template(meter).replace("{value}", this.#meterValue(i, frame)),
    );
  }

  #svg(...children) {
    const viewBox = `0 0 ${this.scene.width} ${this.scene.height}`;
    return svg("svg", { viewBox, ...HIDDEN }, ...children);
  }

  #place() {
    return svg("use", { href: `#${this.ids}-place`, class: "scene__place" });
  }

  #definitions() {
    const { backdrop, symbols, postures } = this.scene;
    const looks = symbols.flatMap((symbol) =>
      postures.map((posture) => {
        const shapes = [...symbol.shapes, ...(symbol.postures[posture] ?? [])];
        return svg("g", { id: `${this.ids}-${symbol.name}-${posture}` }, ...shapes.map(shape));
      }),
    );
    return svg("defs", {}, svg("g", { id: `${this.ids}-place` }, ...backdrop.map(shape)), ...looks);
  }

  #actor({ symbol, kind }, i, frame) {
    const { width, height, postures } = this.scene;
    const at = frame * this.size + 3 * i;
    const [x, y, number] = this.frames.subarray(at, at + 3);
    const turn = this.symbols[symbol].turns && this.#goesLeft(at) ? " scale(-1 1)" : "";
    const place = `${tenths((x / LARGEST) * width)} ${tenths((y / LARGEST) * height)}`;
    const posture = postures[number];
    return svg("use", {
      href: `#${this.ids}-${symbol}-${posture}`,
      class: `actor${kind ? ` ${kind}` : ""} is-${posture}`,
      transform: `translate(${place})${turn}`,
    });
  }

  #goesLeft(at) {
    while (this.frames[at] === this.frames[at - this.size]) {
      at -= this.size;
    }
    return this.frames[at] < this.frames[at - this.size];
  }

  #meter(meter, i) {
    const { name, x, y, width, maximum } = meter;
    const transform = `translate(${x} ${y + BAR_BELOW}) scale(${width / maximum} 1)`;
    const bar = (part, length) =>
      svg("rect", { class: `meter__${part}`, transform, width: length, height: BAR_HEIGHT });
    return svg(
      "g",
      { class: "meter", "data-meter": name, "data-words": template(meter) },
      svg("text", { class: "words", x, y }, this.meterWords(this.last)[i]),
      bar("track", maximum),
      bar("bar", this.#meterValue(i, this.last)),
    );
  }

  #meterValue(i, frame) {
    return this.frames[frame * this.size + 3 * this.scene.actors.length + i];
  }
}

function strip({ moments, frames_per_moment: per }, drawing) {
  const stills = Math.min(STILLS, moments.length);
  const items = Array.from({ length: stills }, (_, i) => {
    const spread = i * (moments.length - 1) + ((stills - 1) >> 1);
    const moment = Math.floor(spread / Math.max(1, stills - 1));
    const frame = (moment + 1) * per - 1;
    const words = drawing.meterWords(frame).map((said) => html("span", {}, said));
    const caption = html("p", {}, html("strong", {}, moments[moment]), ...words);
    return html("li", {}, drawing.still(frame), caption);
  });
  return html("ol", { class: "scene__strip", "data-part": "strip" }, ...items);
}

function player({ moments }, last) {
  const now = moments.at(-1);
  const button = (action, words) => html("button", { type: "button", "data-action": action }, words);
  const range = { type: "range", min: 0, max: last, value: last, step: 1 };
  const speeds = Object.entries(SPEEDS).sort(([a], [b]) => a - b);
  return html(
    "div",
    {
      class: "player",
      "data-part": "player",
      role: "group",
      "aria-label": "Play the run",
      hidden: "hidden",
    },
    button("play", "Play"),
    button("back", "Back"),
    button("forward", "Forward"),
    html(
      "select",
      { class: "player__speed", "aria-label": "Speed" },
      ...speeds.map(([value, label]) =>
        html("option", { value, ...(value === "1" && { selected: "selected" }) }, label),
      ),
    ),
    html("input", {
      class: "player__scrubber",
      ...range,
      "aria-label": "Moment",
      "aria-valuetext": now,
    }),
    html("p", { class: "player__moment", "data-part": "moment" }, now),
    html("p", { class: "words-only", "data-part": "spoken", role: "status" }),
  );
}

function shape({ tag, attributes, text }) {
  return svg(tag, attributes, ...(text ? [text] : []));
}

/** A meter's words with {value} for its number. */
function template({ label, maximum }) {
  return label.includes("{value}") ? label : `${label}: {value} of ${maximum}`;
}

function tenths(value) {
  return Math.floor(value * 10 + 0.5) / 10;
}

function svg(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function html(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

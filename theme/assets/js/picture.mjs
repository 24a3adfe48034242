/**
 * A figure as a picture that stands alone: its headline above it, limits and sources below it, and
 * no colour or typeface that it would need this site for. Written as SVG, and as PNG drawn from that.
 *
 * It must not know what a figure shows.
 */
import { part } from "./dom.mjs";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;
/** Type of the picture's own words, in units of the figure. */
const TITLE = { size: 17, weight: 600, gap: 6 };
const SAID = { size: 14, weight: 400, gap: 10 };
const HEAD = { size: 11, weight: 600, gap: 3 };
const NOTE = { size: 10, weight: 400, gap: 2 };
const LINE_HEIGHT = 1.35;
/**
 * A picture has none of the page's typefaces: what a line is measured in must be what it is drawn in.
 * Elsewhere sans-serif may be wider, so each line says how long it is.
 */
const FONT = "sans-serif";
/** Dots of a PNG for each unit. */
const SCALE = 2;

/**
 * An <svg> element with everything in it.
 * @param {Element} figure
 * @param {string} title
 * @param {import("./about.mjs").About} about
 * @returns {SVGSVGElement}
 */
export function pictureOf(figure, title, about) {
  const drawn = part(figure, "drawing").querySelector("svg");
  if (!drawn) {
    throw new Error("There is no picture to save.");
  }
  const [, , width, height] = drawn.getAttribute("viewBox").split(/\s+/).map(Number);
  const sheet = new Sheet(figure, width + 2 * MARGIN);
  sheet.write(`${about.title}: ${title}`, TITLE);
  sheet.write(about.said, SAID);
  sheet.place(resolved(drawn), width, height);
  sheet.write("The settings of this run", HEAD);
  const settings = about.settings.map(({ label, value, unit }) => `${label}: ${value} ${unit}`);
  sheet.write(`${settings.map((text) => text.trim()).join(". ")}.`, NOTE);
  sheet.write("What this cannot tell you", HEAD);
  about.limits.forEach((limit) => sheet.write(limit, NOTE));
  sheet.write("The model was built from these works", HEAD);
  about.sources.forEach((source) => sheet.write(source, NOTE));
  const made = `${about.explainer}, model version ${about.version}, seed ${about.seed}.`;
  sheet.write(`${made} ${about.address}`, NOTE);
  sheet.write(`Licence: ${about.licence}. Please name Kith as the source.`, NOTE);
  return sheet.finish(`${about.title}: ${title}`, descriptionOf(figure, about), about);
}

function descriptionOf(figure, about) {
  const alt = part(figure, "drawing").getAttribute("aria-label");
  return [about.said, alt, ...about.limits].join(" ");
}

/** A copy of a drawing with its colours as they are on the page now. */
function resolved(drawn) {
  const copy = drawn.cloneNode(true);
  const copies = [copy, ...copy.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((node, i) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke"]) {
      if (/var\(|currentColor/.test(node.getAttribute(name) ?? "")) {
        copies[i].setAttribute(name, style[name]);
      }
    }
  });
  for (const name of ["aria-hidden", "focusable"]) {
    copy.removeAttribute(name);
  }
  return copy;
}

/** A picture that grows downwards. */
class Sheet {
  #svg = document.createElementNS(SVG, "svg");
  #width;
  #height = MARGIN;
  #ink;
  #paper;
  #ruler = document.createElement("canvas").getContext("2d");

  constructor(place, width) {
    const style = getComputedStyle(place);
    this.#width = width;
    this.#ink = style.color;
    this.#paper = backgroundBehind(place);
  }

  /** A paragraph, in lines that fit. */
  write(words, { size, weight, gap }) {
    this.#ruler.font = `${weight} ${size}px ${FONT}`;
    for (const line of this.#lines(words)) {
      this.#height += size * LINE_HEIGHT;
      const text = this.#new("text", { x: MARGIN, y: this.#height, "font-size": size });
      text.setAttribute("font-weight", weight);
      text.setAttribute("font-family", FONT);
      text.setAttribute("textLength", this.#ruler.measureText(line).width.toFixed(1));
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
      text.setAttribute("fill", this.#ink);
      text.textContent = line;
    }
    this.#height += gap;
  }

  #lines(words) {
    const room = this.#width - 2 * MARGIN;
    const lines = [""];
    for (const word of words.split(" ").flatMap((long) => this.#pieces(long, room))) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (this.#ruler.measureText(longer).width <= room) {
        lines[lines.length - 1] = longer;
      } else {
        lines.push(word);
      }
    }
    return lines;
  }

  /** A word, cut where it is longer than a line, as addresses are. */
  #pieces(word, room) {
    const pieces = [""];
    for (const character of word) {
      if (this.#ruler.measureText(pieces.at(-1) + character).width > room) {
        pieces.push("");
      }
      pieces[pieces.length - 1] += character;
    }
    return pieces;
  }

  place(drawing, width, height) {
    const box = { x: MARGIN, y: this.#height, width, height };
    Object.entries(box).forEach(([name, value]) => drawing.setAttribute(name, value));
    this.#svg.append(drawing);
    this.#height += height + MARGIN;
  }

  /** The picture with its size, its background and what it says of itself. */
  finish(title, description, about) {
    const [width, height] = [this.#width, Math.ceil(this.#height + MARGIN)];
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    Object.entries(size).forEach(([name, value]) => this.#svg.setAttribute(name, value));
    const words = (name, text) => Object.assign(this.#new(name, {}), { textContent: text });
    this.#svg.prepend(
      words("title", title),
      words("desc", description),
      words("metadata", JSON.stringify(about)),
      this.#new("rect", { width, height, fill: this.#paper }),
    );
    return this.#svg;
  }

  #new(name, attributes) {
    const node = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    this.#svg.append(node);
    return node;
  }
}

/** The colour that a reader sees behind an element. */
function backgroundBehind(element) {
  for (let place = element; place; place = place.parentElement) {
    const { backgroundColor } = getComputedStyle(place);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) {
      return backgroundColor;
    }
  }
  return "white";
}

/** The text of an SVG file. */
export function svgText(picture) {
  const text = new XMLSerializer().serializeToString(picture);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/**
 * The same as a PNG. The picture goes to the canvas by a data: address, which the site's policy
 * allows for images; a blob: one it would not.
 * @returns {Promise<Blob>}
 */
export async function pngOf(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.getAttribute("width") * SCALE;
  canvas.height = picture.getAttribute("height") * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    const done = (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large.")));
    canvas.toBlob(done, "image/png");
  });
}

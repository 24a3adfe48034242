/**
 * A reading of answers, and a comparison of two, as elements. Words come from Python; what could
 * help is copied from the list that stands in the page, sureness and citations included.
 *
 * It must not know how answers are given or kept. Text is always text.
 */
import { element, part } from "./dom.mjs";
import { LONGEST_NOTE } from "./self-check-file.mjs";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 20;
/** What each answer looks like; the shapes differ, so that colour says nothing alone. */
const MARKS = {
  mostly: [["circle", { cx: 10, cy: 10, r: 7, class: "mark mark--full" }]],
  somewhat: [
    ["circle", { cx: 10, cy: 10, r: 7, class: "mark" }],
    ["path", { d: "M10 3 A7 7 0 0 0 10 17 Z", class: "mark mark--full" }],
  ],
  notyet: [["circle", { cx: 10, cy: 10, r: 7, class: "mark" }]],
  none: [["path", { d: "M5 10 H15", class: "mark" }]],
};
const KEY = { mostly: "Yes, mostly", somewhat: "Somewhat", notyet: "Not yet", none: "Left open" };

/**
 * The whole reading, its heading first.
 * @param {object} view  as recovery_capital's view.py words it
 * @param {HTMLElement} host  the self-check, whose list of what could help is copied from
 * @param {string} title  whose reading it is: "Your reading"
 * @param {(words: string) => void} say
 */
export function readingElements(view, host, title, say) {
  return [
    heading(title),
    element("p", { class: "self-check__headline" }, view.headline),
    element("p", {}, view.note),
    ...strengths(view.strengths),
    ...areas(view.areas),
    ...harder(view.harder),
    grow(view, host, say),
    element("p", { class: "self-check__again" }, view.again),
    ...left(view.left),
  ];
}

/** What differs between two days, in words. */
export function comparisonElements(view, earlier) {
  const areas = view.areas.map((area) => {
    const changes = area.changes.map(({ text, before, after }) =>
      element("li", {}, `${text} `, element("em", {}, `Then: ${before}. Now: ${after}.`)),
    );
    const list = changes.length > 0 ? [element("ul", {}, ...changes)] : [];
    return element(
      "li",
      { class: "self-check__row" },
      element("h5", {}, area.name),
      element("p", {}, area.words),
      ...list,
    );
  });
  return [
    heading(`Now, and ${earlier}`),
    element("p", { class: "self-check__headline" }, view.headline),
    element("p", {}, view.note),
    element("ul", { class: "self-check__rows" }, ...areas),
  ];
}

/** A note to oneself: in the page only, unless the reader wants it in what is saved or printed. */
export function noteElements({ text, included }) {
  const box = element("textarea", {
    id: "self-check-note",
    "data-part": "note",
    rows: "4",
    maxlength: String(LONGEST_NOTE),
    autocomplete: "off",
    spellcheck: "false", // some browsers send what is checked to a service
    "aria-describedby": "self-check-note-help",
  });
  box.value = text;
  const tick = element("input", { type: "checkbox", "data-part": "include", autocomplete: "off" });
  tick.checked = included;
  return element(
    "div",
    { class: "self-check__note" },
    element("label", { for: "self-check-note" }, "A note to yourself"),
    element(
      "p",
      { id: "self-check-note-help", class: "self-check__why" },
      "It stays in this page. Closing the page removes it.",
    ),
    box,
    element(
      "label",
      { class: "self-check__tick" },
      tick,
      element("span", {}, "Include my note when I print or save"),
    ),
    element("p", { class: "self-check__printed", "data-part": "printed-note" }),
  );
}

function heading(words) {
  return element("h4", { tabindex: "-1", "data-part": "reading-title" }, words);
}

function strengths(found) {
  if (found.length === 0) {
    return [];
  }
  const items = found.map(({ text }) => element("li", {}, text));
  return [
    element("h5", {}, "What you can lean on"),
    element("ul", { class: "self-check__strengths" }, ...items),
  ];
}

function areas(rows) {
  return [
    element("h5", {}, "Area by area"),
    legendOfMarks(),
    element("ul", { class: "self-check__rows" }, ...rows.map(areaRow)),
  ];
}

function areaRow(area) {
  const marks = element("span", { class: "self-check__marks" });
  marks.append(...area.items.map(({ answer }) => mark(answer)));
  const items = area.items.map(({ text, words }) =>
    element("li", {}, `${text} `, element("em", {}, words)),
  );
  return element(
    "li",
    { class: "self-check__row" },
    element("h6", {}, area.name),
    marks,
    element("p", {}, area.words),
    element(
      "details",
      { class: "self-check__fold" },
      element("summary", {}, "Each answer in words", only(` (${area.name})`)),
      element("ul", {}, ...items),
    ),
  );
}

function only(words) {
  return element("span", { class: "words-only" }, words);
}

function legendOfMarks() {
  const parts = Object.entries(KEY).map(([answer, words]) =>
    element("span", {}, mark(answer), ` ${words}`),
  );
  return element("p", { class: "self-check__key" }, ...parts);
}

/** One shape; the words of each answer stand beside it, so speech passes it by. */
function mark(answer) {
  const svg = document.createElementNS(SVG, "svg");
  const box = { viewBox: `0 0 ${SIZE} ${SIZE}`, width: SIZE, height: SIZE };
  set(svg, { ...box, "aria-hidden": "true", focusable: "false" });
  for (const [name, attributes] of MARKS[answer] ?? MARKS.none) {
    svg.append(set(document.createElementNS(SVG, name), attributes));
  }
  return svg;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  return node;
}

function harder(found) {
  if (!found) {
    return [];
  }
  const items = found.items.map(({ text, help }) =>
    element("li", {}, element("strong", {}, text), ` ${help}`),
  );
  return [
    element(
      "div",
      { class: "self-check__apart" },
      element("h5", {}, "Things that make it harder"),
      element("p", {}, found.intro),
      element("ul", {}, ...items),
    ),
  ];
}

/** The reader chooses an area; none is chosen before, and none is put first. */
function grow(view, host, say) {
  const place = element("div", { class: "self-check__chosen", "data-part": "chosen" });
  const labels = view.areas.map(({ id, name }) => {
    const radio = element("input", { type: "radio", name: "grow", value: id, autocomplete: "off" });
    radio.addEventListener("change", () => {
      place.replaceChildren(...stepElements(view.grow[id], name, host));
      say(`What could help with “${name}” stands below.`);
    });
    return element("label", {}, radio, element("span", {}, name));
  });
  return element(
    "div",
    { class: "self-check__grow" },
    element(
      "fieldset",
      {},
      element("legend", {}, "Choose one area to grow, if you like"),
      element("div", { class: "self-check__answers" }, ...labels),
    ),
    place,
  );
}

function stepElements({ intro, steps }, name, host) {
  const list = part(host, "steps");
  const items = steps.map(({ id }) => {
    const copy = list.querySelector(`[data-step="${CSS.escape(id)}"]`).cloneNode(true);
    copy.removeAttribute("data-step");
    return copy;
  });
  return [
    element("h5", {}, name),
    element("p", {}, intro),
    element("ul", { class: "self-check__steps" }, ...items),
  ];
}

function left(names) {
  return names.length > 0
    ? [element("p", {}, `This version does not know: ${names.join(", ")}.`)]
    : [];
}

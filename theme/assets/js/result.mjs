/**
 * Puts a View (headline, figures, tables, reading, questions) where the built-in one stands.
 *
 * Everything is drawn first and swapped in at once, so that a run stopped halfway leaves the page
 * as it was. Figures are filled in where they stand, so that a reader's focus and opened tables stay.
 * It must not know how the View was computed.
 */
import { breathe } from "./breathe.mjs";
import { element, part } from "./dom.mjs";
import { drawSvg, loadVega } from "./figure.mjs";

/**
 * Fetch what draws while Python starts; a failure shows, and is tried again, when there is a
 * drawing.
 */
export function prepareDrawing(patience) {
  loadVega(patience).catch(() => {});
}

/**
 * @param {Element} place  the element with data-part="result"
 * @param {object} view  headline, figures, reading, questions, as View.to_json() writes them
 * @param {string} scenario  which run this is, in words
 * @param {{signal: AbortSignal, patience: number}} options
 */
export async function showView(place, view, scenario, { signal, patience }) {
  const drawings = await drawAll(view.figures, place, patience);
  await breathe();
  signal.throwIfAborted();
  part(place, "scenario").textContent = scenario;
  part(place, "headline").textContent = view.headline;
  showFigures(place, view.figures, drawings);
  part(place, "reading").replaceChildren(...view.reading.map((text) => element("p", {}, text)));
  showQuestions(part(place, "questions"), view.questions ?? []);
}

/** The drawings of figures, as nodes. */
export function drawAll(figures, place, patience) {
  return Promise.all(figures.map(({ spec }) => drawingOf(spec, place, patience)));
}

/** A figure that cannot be drawn must not cost the reader the numbers. */
async function drawingOf(spec, place, patience) {
  try {
    return await drawSvg(spec, place, patience);
  } catch (error) {
    const comfort = "The picture could not be drawn. The numbers are in the table.";
    return element("p", {}, `${comfort} (${error.message})`);
  }
}

/** Fill the figures of a place, which has at least one; add and remove where numbers differ. */
export function showFigures(place, figures, drawings) {
  const there = [...place.querySelectorAll("[data-part=figure]")];
  while (there.length < figures.length) {
    const copy = there.at(-1).cloneNode(true);
    there.at(-1).after(copy);
    there.push(copy);
  }
  there.splice(figures.length).forEach((spare) => spare.remove());
  figures.forEach((figure, i) => fillFigure(there[i], figure, drawings[i]));
}

/** Put a figure's drawing, caption and table into the element of another. */
export function fillFigure(place, figure, drawing) {
  const box = part(place, "drawing");
  box.setAttribute("aria-label", figure.alt);
  box.replaceChildren(drawing);
  part(place, "caption").replaceChildren(...captionOf(figure));
  const table = part(place, "table");
  fillTable(table, figure.table);
  table.closest(".table-scroll").setAttribute("aria-label", `Table: ${figure.title}`);
}

function captionOf({ title, caption }) {
  const heading = element("strong", {}, title);
  return caption ? [heading, ` ${caption}`] : [heading];
}

function fillTable(table, { columns, rows, caption }) {
  const head = element("tr", {}, ...columns.map((name) => headCell(name)));
  const body = rows.map(([first, ...rest]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, first),
      ...rest.map((cell) => element("td", {}, cell)),
    ),
  );
  table.replaceChildren(
    element("caption", {}, caption),
    element("thead", {}, head),
    element("tbody", {}, ...body),
  );
}

/** A heading; over the rows' own names there may be none. */
function headCell(name) {
  return name ? element("th", { scope: "col" }, name) : element("td", {});
}

function showQuestions(place, questions) {
  if (place) {
    place.hidden = questions.length === 0;
    place.querySelector("ul").replaceChildren(...questions.map((text) => element("li", {}, text)));
  }
}

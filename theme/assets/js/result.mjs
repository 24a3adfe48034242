/**
 * Puts a View (headline, figures, tables, reading, questions) where the built-in one stands.
 *
 * Everything is drawn first and swapped in at once, so that a run stopped halfway leaves the page
 * as it was. It must not know how the View was computed.
 */
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
  const figures = await Promise.all(
    view.figures.map((figure) => newFigure(figure, place, patience)),
  );
  signal.throwIfAborted();
  part(place, "scenario").textContent = scenario;
  part(place, "headline").textContent = view.headline;
  replaceFigures(place, figures);
  part(place, "reading").replaceChildren(...view.reading.map((text) => element("p", {}, text)));
  showQuestions(part(place, "questions"), view.questions ?? []);
}

function replaceFigures(place, figures) {
  const old = place.querySelectorAll("[data-part=figure]");
  old[0].before(...figures);
  old.forEach((figure) => figure.remove());
}

/** A copy of the page's first figure with the new drawing, caption and table in it. */
async function newFigure(figure, place, patience) {
  const model = part(place, "figure");
  const copy = model.cloneNode(true);
  const drawing = part(copy, "drawing");
  drawing.setAttribute("aria-label", figure.alt);
  drawing.replaceChildren(await drawingOf(figure.spec, part(model, "drawing"), patience));
  part(copy, "caption").replaceChildren(...captionOf(figure));
  const table = part(copy, "table");
  fillTable(table, figure.table);
  table.closest(".table-scroll").setAttribute("aria-label", `Table: ${figure.title}`);
  table.closest("details").open = model.querySelector("details").open;
  return copy;
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

function captionOf({ title, caption }) {
  const heading = element("strong", {}, title);
  return caption ? [heading, ` ${caption}`] : [heading];
}

function fillTable(table, { columns, rows, caption }) {
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)));
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

function showQuestions(place, questions) {
  if (place) {
    place.hidden = questions.length === 0;
    place.querySelector("ul").replaceChildren(...questions.map((text) => element("li", {}, text)));
  }
}

function part(root, name) {
  return root.querySelector(`[data-part=${name}]`);
}

/** A new element; text is text, never markup. */
function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return node;
}

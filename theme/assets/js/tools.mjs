/**
 * Shares and saves what an explainer shows: a link, and files that say where they come from.
 *
 * It is fetched when a reader opens the tools. It must not know how a run was made.
 */
import { aboutMany, aboutRun, addressOf, linesOf } from "./about.mjs";
import { copyText } from "./copy.mjs";
import { element, part } from "./dom.mjs";
import { pictureOf, pngOf, svgText } from "./picture.mjs";

/**
 * What the page shows: the run, `{params, seed, result?}`; the kept run and many runs, or null.
 * @typedef {{run: object, kept: object | null, many: object | null}} Shown
 */

export class Tools {
  #host;
  #form;
  #place;
  #select;

  constructor(host, form) {
    this.#host = host;
    this.#form = form;
    this.#place = part(host, "tools");
    this.#select = part(this.#place, "which").querySelector("select");
    const fill = () => this.refresh();
    this.#select.addEventListener("focus", fill);
  }

  /** Offer the figures that stand in the page now. */
  refresh() {
    const titles = this.#figures().map((figure) => titleOf(figure));
    const there = [...this.#select.options].map((option) => option.textContent);
    if (String(titles) !== String(there)) {
      const chosen = this.#select.selectedIndex;
      const options = titles.map((title, i) => element("option", { value: i }, title));
      this.#select.replaceChildren(...options);
      this.#select.selectedIndex = chosen >= 0 && chosen < titles.length ? chosen : 0;
    }
    part(this.#place, "which").hidden = titles.length < 2;
  }

  /** Copy a link to the run; where the browser refuses, show it to be copied by hand. */
  async link({ run }) {
    const address = addressOf(this.#host, this.#form, run);
    const copied = await copyText(address);
    part(this.#place, "link")?.remove();
    if (copied) {
      return "The link is copied.";
    }
    const id = `${this.#host.id}-link`;
    const box = element("input", { id, type: "text", readonly: "", value: address });
    const label = element("label", { for: id }, "Link to this run");
    const field = element("div", { class: "control", "data-part": "link" }, label, box);
    this.#place.querySelector(".explainer__buttons").after(field);
    box.focus();
    box.select();
    return "Your browser did not allow it. The link is selected: copy it by hand.";
  }

  /** The numbers of the chosen figure. Lines that begin with # say what they are. */
  csv(shown) {
    const figure = this.#chosen();
    const table = part(figure, "table");
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
    const notes = [titleOf(figure), ...linesOf(this.#aboutOf(figure, shown))];
    const text = [
      ...notes.map((line) => `# ${line}\r\n`),
      ...rows.map((row) => `${row.map(csvCell).join(",")}\r\n`),
    ].join("");
    // With a mark of the encoding, since spreadsheets guess wrong without.
    return this.#save(figure, "csv", new Blob(["\ufeff", text], { type: "text/csv" }));
  }

  /** Everything of the run, and of the kept and the many runs where there are such. */
  json({ run, kept, many }) {
    const told = aboutRun(this.#host, this.#form, run);
    const figures = this.#figures().map((figure) => ({
      title: titleOf(figure),
      alt: part(figure, "drawing").getAttribute("aria-label"),
      table: [...part(figure, "table").rows].map((row) =>
        [...row.cells].map((cell) => numberOr(cell.textContent)),
      ),
    }));
    const { params, seed, result = null } = run;
    const counted = many && { seed: many.seed, runs: many.complete, kept: many.kept };
    const data = {
      ...told,
      params,
      seed,
      result,
      figures,
      kept: kept && { params: kept.params, seed: kept.seed, headline: kept.headline },
      many: many && { ...counted, params: many.params, result: many.result },
    };
    const text = `${JSON.stringify(data, null, 1)}\n`;
    return this.#save(null, "json", new Blob([text], { type: "application/json" }));
  }

  svg(shown) {
    const figure = this.#chosen();
    const text = svgText(pictureOf(figure, titleOf(figure), this.#aboutOf(figure, shown)));
    return this.#save(figure, "svg", new Blob([text], { type: "image/svg+xml" }));
  }

  async png(shown) {
    const figure = this.#chosen();
    const picture = pictureOf(figure, titleOf(figure), this.#aboutOf(figure, shown));
    return this.#save(figure, "png", await pngOf(picture));
  }

  #figures() {
    return [...this.#host.querySelectorAll("[data-part=figure]")];
  }

  #chosen() {
    this.refresh();
    return this.#figures()[this.#select.selectedIndex];
  }

  #aboutOf(figure, { run, many }) {
    return many && figure.closest("[data-part=many]")
      ? aboutMany(this.#host, this.#form, many)
      : aboutRun(this.#host, this.#form, run);
  }

  /** Hand a file to the browser, which puts it where the reader's files go. */
  #save(figure, ending, blob) {
    const address = URL.createObjectURL(blob);
    const parts = [this.#host.getAttribute("name"), figure ? titleOf(figure) : "run"];
    const name = `${parts.join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-")}.${ending}`;
    const link = element("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return `Saved as ${name}.`;
  }
}

function titleOf(figure) {
  return part(figure, "caption").querySelector("strong").textContent;
}

/** A spreadsheet would take a text that begins so for a formula. */
function csvCell(text) {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function numberOr(text) {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

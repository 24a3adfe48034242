/**
 * What a saved run says of itself: which model and settings made it, where they come from, and what
 * they cannot tell. It is read from the page, so that file and page agree, and holds no date.
 */
import { part } from "./dom.mjs";
import { inWords } from "./form.mjs";
import { writeFragment } from "./fragment.mjs";

const LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/";

/**
 * @typedef {object} About
 * @property {string} title
 * @property {string} question
 * @property {string} explainer
 * @property {string} version  of the model
 * @property {{name: string, label: string, value: string, unit: string}[]} settings
 * @property {string} seed  one seed, or from which to which
 * @property {string} said  the headline
 * @property {string[]} limits
 * @property {string[]} sources  full references
 * @property {string} address  of the page; with the run in it, unless the explainer is private
 * @property {string} licence
 */

/**
 * @param {Element} host  the explainer
 * @param {HTMLFormElement} form
 * @param {{params: object, seed: number}} run
 * @returns {About}
 */
export function aboutRun(host, form, run) {
  const said = part(part(host, "result"), "headline").textContent;
  return { ...about(host, form, run), seed: String(run.seed), said };
}

/** The same of many runs, with the settings they were compared with, if any. */
export function aboutMany(host, form, many) {
  const { params, kept, seed, complete, view } = many;
  const last = (seed + complete - 1) % 1_000_000;
  const found = about(host, form, { params, seed });
  const before = kept ? inWords(form, kept) : [];
  const settings = found.settings.map((setting, i) => {
    const old = before[i]?.value ?? setting.value;
    return old === setting.value
      ? setting
      : { ...setting, value: `${setting.value} (new), ${old} (kept)` };
  });
  return { ...found, settings, seed: `${seed} to ${last}`, said: view.headline };
}

function about(host, form, run) {
  return {
    title: document.getElementById(`${host.id}-title`).textContent,
    question: host.querySelector(".explainer__question").textContent,
    explainer: host.getAttribute("name"),
    version: host.dataset.version,
    settings: inWords(form, run.params),
    limits: itemsOf(part(host, "limits")),
    sources: itemsOf(part(host, "sources")),
    address: addressOf(host, form, run),
    licence: LICENCE,
  };
}

/** The address of a run: the page, and the run as its fragment, unless that is private. */
export function addressOf(host, form, run) {
  const page = location.origin + location.pathname;
  return host.dataset.private === undefined ? page + writeFragment(host, form, run) : page;
}

function itemsOf(list) {
  return [...list.querySelectorAll("li")].map((item) => tidy(item.textContent));
}

/** All of it as lines of words, for people. */
export function linesOf(about) {
  const { title, question, version, settings, seed, said, limits, sources, address } = about;
  return [
    `${title}. ${question}`,
    said,
    `Model: ${about.explainer}, version ${version}. Seed: ${seed}.`,
    ...settings.map(({ label, value, unit }) => `${label}: ${value} ${unit}`.trim()),
    "What this cannot tell you:",
    ...limits.map((limit) => `- ${limit}`),
    "The model was built from these works:",
    ...sources.map((source) => `- ${source}`),
    `Page: ${address}`,
    `Licence: ${about.licence}. Please name Kith as the source.`,
  ].map(tidy);
}

/** One line, whatever the text was. */
function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

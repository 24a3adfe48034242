/**
 * Shows another named scenario of an explainer, as it was recorded when the site was built.
 *
 * All of it is fetched before anything changes, so that a failure leaves the page as it was. It
 * must not know how a scene plays or a model runs.
 */
import { inTime } from "./in-time.mjs";
import { loadAnew } from "./remedy.mjs";

const PATIENCE_MS = 20_000;
/** By explainer: the latest scenario asked for; what comes in late for an earlier one is dropped. */
const asked = new WeakMap();

/**
 * @param {Element} root  the explainer
 * @param {string} name  of the scenario
 * @param {URL} folder  where its recordings lie
 * @param {() => void} onShown  called when the result has been replaced
 */
export async function show(root, name, folder, onShown) {
  const [said, result] = ["said", "result"].map((part) => findPart(root, part));
  const choice = choiceOf(root, name);
  asked.set(root, name);
  result.setAttribute("aria-busy", "true");
  try {
    const patience = Number(root.dataset.patience) || PATIENCE_MS;
    const recorded = await inTime(fetchScenario(folder, name), patience, "");
    const parts = parsed(root, recorded.html);
    await new Promise((resolve) => setTimeout(resolve)); // reading and drawing are two short pauses
    if (asked.get(root) === name) {
      put(root, result, recorded, parts);
      if (choice) {
        choice.checked = true;
      }
      say(said, `Now shown: ${recorded.label}.`);
      onShown();
      tell(root, recorded); // before anything is painted: a listener may ask for a guess first
    }
  } catch (error) {
    if (asked.get(root) === name) {
      say(said, failure(root, choice, error), ...(isGone(error) ? [" ", loadAnew()] : []));
    }
  }
  if (asked.get(root) === name) {
    result.removeAttribute("aria-busy");
  }
}

async function fetchScenario(folder, name) {
  const answer = await fetch(`${folder}${encodeURIComponent(name)}.json`);
  if (!answer.ok) {
    throw Object.assign(new Error(), { status: answer.status });
  }
  return answer.json();
}

/** The recorded elements, with ids of this explainer. */
function parsed(root, html) {
  const page = new DOMParser().parseFromString(html.replaceAll("{id}", root.id), "text/html");
  return document.adoptNode(page.body);
}

/** Everything in one go: words, scene, figures, tables. Tables that were open stay open. */
function put(root, result, { name, seed }, parts) {
  const open = [...result.querySelectorAll(".explainer__data")].map((details) => details.open);
  parts.querySelectorAll(".explainer__data").forEach((details, i) => {
    details.open = open[i] ?? false;
  });
  result.replaceChildren(...parts.childNodes);
  root.setAttribute("scenario", name);
  root.setAttribute("seed", seed);
}

function tell(root, { name, label, sentence, params, seed }) {
  const detail = { name, label, sentence, params, seed };
  root.dispatchEvent(new CustomEvent("kith:scenario", { bubbles: true, detail }));
}

/** What did not come; the choice goes back to what is shown. */
function failure(root, choice, error) {
  const shown = choiceOf(root, root.getAttribute("scenario"));
  const wanted = choice ? `“${labelOf(choice)}”` : "That run";
  if (shown && choice) {
    shown.checked = true;
  }
  const why = isGone(error)
    ? "This page is older than the site, which has other recordings by now."
    : "Choose it again to try again.";
  return `${wanted} could not be fetched. What was shown before still stands. ${why}`;
}

/** Folders are named by what is in them: one that is gone was of an older site. */
function isGone(error) {
  return [404, 410].includes(error?.cause?.status);
}

function choiceOf(root, name) {
  const choices = findPart(root, "scenarios")?.querySelectorAll("input") ?? [];
  return [...choices].find((input) => input.value === name);
}

function labelOf(choice) {
  return choice.closest("label").querySelector("strong").textContent;
}

function say(line, ...words) {
  line?.replaceChildren(...words);
}

function findPart(root, name) {
  return root.querySelector(`[data-part=${name}]`);
}

/**
 * A run in the fragment of an address, short enough to send and plain enough to read:
 *
 *     #try=rat_park.1;drink=none;seed=123
 *
 * After "try=" stand the explainer and the version of its model; then, parted by semicolons, every
 * setting that is not the model's own default, and the seed. The defaults belong to the version, so
 * the link means the same run wherever the explainer stands, whatever scenario the article shows. The
 * second explainer of a kind on a page is "rat_park-2". Numbers stand as they are, switches as true
 * and false, lists with commas; anything else in texts is percent-encoded.
 *
 * Another version may give other numbers, so a link of another version is not read. Everything is
 * read or nothing. This form is public: links to it stand in messages and slides, so it must go on
 * being read when a new one is added.
 */
import { canHold, defaults, isSeed } from "./form.mjs";

const START = "#try=";

/** Is this the fragment of a run of this explainer, whatever may be in it? */
export function isOf(hash, explainer) {
  return hash.startsWith(`${START}${keyOf(explainer)}.`);
}

/** What an explainer is called in a fragment. */
export function keyOf(explainer) {
  return explainer.id.replace(/^explainer-/, "") || explainer.getAttribute("name");
}

/** The fragment of a run. */
export function writeFragment(explainer, form, { params, seed }) {
  const usual = defaults(form);
  const changed = Object.entries(params).filter(([name, value]) => !same(value, usual[name]));
  const parts = [...changed, ["seed", seed]].map(([name, value]) => `${name}=${encoded(value)}`);
  const version = encodeURIComponent(explainer.dataset.version);
  return [`${START}${keyOf(explainer)}.${version}`, ...parts].join(";");
}

/**
 * What the fragment holds for an explainer.
 * @returns {null | {params: Record<string, unknown>, seed: number} | {note: string}}  null when it is
 *   meant for another explainer; a note for the reader when it cannot be used
 */
export function readFragment(hash, explainer, form) {
  const [head, ...parts] = hash.slice(START.length).split(";");
  const dot = head.indexOf(".");
  const key = dot < 0 ? head : head.slice(0, dot);
  if (key !== keyOf(explainer)) {
    return isOnPage(key) || !isFirst(explainer) ? null : unusable("it is for another page");
  }
  const version = decoded(head.slice(dot + 1));
  if (dot < 0 || version !== explainer.dataset.version) {
    return unusable("it was made with another version of this model");
  }
  return readSettings(parts, form) ?? unusable("a part of it is missing or damaged");
}

/** All settings and the seed, or null when any of them cannot be used. */
function readSettings(parts, form) {
  const params = defaults(form);
  let seed = null;
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals);
    const text = part.slice(equals + 1);
    if (name === "seed") {
      seed = /^\d{1,6}$/.test(text) ? Number(text) : null;
    } else if (equals > 0 && Object.hasOwn(params, name)) {
      params[name] = valueFrom(text, params[name]);
    } else {
      return null;
    }
    if (name !== "seed" && (params[name] === null || !canHold(form, name, params[name]))) {
      return null;
    }
  }
  return isSeed(seed) ? { params, seed } : null;
}

/** A value of the same type as the default, or null. */
function valueFrom(text, usual) {
  if (Array.isArray(usual)) {
    const items = text === "" ? [] : text.split(",").map(decoded);
    return items.includes(null) ? null : items;
  }
  if (typeof usual === "boolean") {
    return { true: true, false: false }[text] ?? null;
  }
  if (typeof usual === "number") {
    return /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : null;
  }
  return decoded(text);
}

function encoded(value) {
  return Array.isArray(value) ? value.map(encodeURIComponent).join(",") : encodeURIComponent(value);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function unusable(why) {
  return { note: `This link holds a run that cannot be shown here: ${why}. You see the page’s own run.` };
}

function isOnPage(key) {
  return explainers().some((explainer) => keyOf(explainer) === key);
}

/** Only one explainer speaks of what concerns none of them. */
function isFirst(explainer) {
  return explainers()[0] === explainer;
}

function explainers() {
  return [...document.querySelectorAll("kith-explainer")];
}

/**
 * Saved answers as text, and back: what a file or this device may hold.
 *
 * A file may come from anyone, so only names that the form knows are taken from it, and everything
 * in it stays text. It must not know where a text comes from or what becomes of it.
 */

/** A file of answers has about two thousand bytes; ten times a long note is room enough. */
export const MOST_BYTES = 100_000;
export const LONGEST_NOTE = 2000;
const SHOWN = 60;
const UNCHANGED = "Nothing was changed.";

/**
 * Answers as they were saved. `saved` is a day, or "" where the file does not say; `remarks` are
 * sentences about what could not be taken over.
 * @typedef {import("./self-check-answers.mjs").Given & {note: string, saved: string,
 *   remarks: string[]}} Kept
 */

/** The text that is saved. */
export function toText(marker, version, saved, given, note) {
  const data = { kith: marker, version, saved, ...given, ...(note ? { note } : {}) };
  return `${JSON.stringify(data, null, 1)}\n`;
}

/**
 * The answers that a text holds.
 * @param {string} text
 * @param {{marker: string, version: string, known: object}} form  `known` as `knownTo` gives it
 * @returns {Kept}
 * @throws {Error} in a sentence for the reader, for anything that holds no answers of this form
 */
export function fromText(text, { marker, version, known }) {
  if (text.length > MOST_BYTES) {
    throw new Error(`This file is too large to be saved answers. ${UNCHANGED}`);
  }
  const data = parse(text);
  if (!isTable(data) || data.kith !== marker) {
    throw new Error(`This is not a file of this self-check. ${UNCHANGED}`);
  }
  if (!isTable(data.answers) || !Array.isArray(data.harder ?? [])) {
    throw new Error(`This file is damaged: its answers cannot be read. ${UNCHANGED}`);
  }
  const { answers, unread, unknown } = sortAnswers(data.answers, known.items);
  const names = (data.harder ?? []).filter((name) => typeof name === "string");
  const strange = names.filter((name) => !known.harder.has(name));
  return {
    answers,
    harder: names.filter((name) => known.harder.has(name)),
    note: typeof data.note === "string" ? data.note.slice(0, LONGEST_NOTE) : "",
    saved: isDay(data.saved) ? data.saved : "",
    remarks: [
      ...aboutVersion(data.version, version),
      ...aboutUnread(unread),
      ...aboutUnknown([...unknown, ...strange]),
    ],
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`This file could not be read. It is damaged, or not of this form. ${UNCHANGED}`);
  }
}

function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Only items of the form become keys, so a file cannot name anything else. */
function sortAnswers(given, items) {
  const entries = Object.entries(given);
  const here = entries.filter(([name]) => items.has(name));
  const [readable, unread] = [true, false].map((wanted) =>
    here.filter(([name, answer]) => items.get(name).values.has(answer) === wanted),
  );
  return {
    answers: Object.fromEntries(readable),
    unread: unread.map(([name]) => items.get(name).text),
    unknown: entries.map(([name]) => name).filter((name) => !items.has(name)),
  };
}

function isDay(value) {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T12:00:00`))
  );
}

function aboutVersion(theirs, ours) {
  if (theirs === ours) {
    return [];
  }
  const [then, now] = [Number(theirs), Number(ours)];
  if (!(then > 0)) {
    return ["The file does not say which version of the form it is from."];
  }
  const age = then > now ? "a newer" : "an older";
  return [`It comes from ${age} version of this form. What both versions have is used.`];
}

function aboutUnread(texts) {
  const listed = texts.map((text) => `“${text}”`).join(" ");
  return listed ? [`These answers could not be read and are left open: ${listed}`] : [];
}

function aboutUnknown(names) {
  if (names.length === 0) {
    return [];
  }
  const shown = names.slice(0, 10).map((name) => `“${name.slice(0, SHOWN)}”`);
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  return [`This form does not have ${shown.join(", ")}${rest}. The saved copy still has them.`];
}

/** Today, by this device's own clock and place: "2026-11-22". */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** "on 22 November 2026". */
export function onDay(day) {
  if (!day) {
    return "on a day that it does not tell";
  }
  const form = { day: "numeric", month: "long", year: "numeric" };
  return `on ${new Date(`${day}T12:00:00`).toLocaleDateString("en-GB", form)}`;
}

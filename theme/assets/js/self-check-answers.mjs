/**
 * The answers that a self-check's form holds: read, filled in, and what the form knows.
 *
 * Nothing is remembered here. It must not know where answers are kept.
 */

/** @typedef {{answers: Record<string, string>, harder: string[]}} Given */

/** What stands in the form now. An item without an answer is left out. */
export function readForm(form) {
  const radios = [...form.querySelectorAll("input[type=radio]:checked")];
  const boxes = [...form.querySelectorAll("input[name=harder]:checked")];
  return {
    answers: Object.fromEntries(radios.map(({ name, value }) => [name, value])),
    harder: boxes.map(({ value }) => value),
  };
}

/** Put these answers into the form, and no others. */
export function fillForm(form, { answers, harder }) {
  for (const input of form.querySelectorAll("input")) {
    input.checked =
      input.type === "radio"
        ? Object.hasOwn(answers, input.name) && answers[input.name] === input.value
        : harder.includes(input.value);
  }
}

export function isEmpty({ answers, harder }) {
  return Object.keys(answers).length + harder.length === 0;
}

/**
 * The items that the form has, each with its words and the answers it takes; and the names of what
 * makes it harder.
 * @returns {{items: Map<string, {text: string, values: Set<string>}>, harder: Set<string>}}
 */
export function knownTo(form) {
  const items = new Map();
  for (const item of form.querySelectorAll("[data-item]")) {
    const values = [...item.querySelectorAll("input")].map(({ value }) => value);
    const text = item.querySelector("legend").textContent;
    items.set(item.dataset.item, { text, values: new Set(values) });
  }
  const boxes = [...form.querySelectorAll("input[name=harder]")];
  return { items, harder: new Set(boxes.map(({ value }) => value)) };
}

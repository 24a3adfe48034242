/**
 * A pause in long work, so that the page can answer and draw in between.
 */

/** Go on in a task of its own. */
export function breathe() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/**
 * Keeps the shown run in the address of the page, and reads one that stands there.
 *
 * Nothing of a private explainer (data-private) ever goes there. fragment.mjs knows how it is written.
 */
import { isOf, readFragment, writeFragment } from "./fragment.mjs";

/** A change of address makes the browser lay the page out at once: not while a result is drawn. */
const DRAWN_MS = 100;

export class Address {
  #host;
  #form;
  #soon;

  constructor(host, form) {
    this.#host = host;
    this.#form = form;
  }

  get isPrivate() {
    return this.#host.dataset.private !== undefined;
  }

  /** The run that the address holds for this explainer, a note why it cannot be used, or null. */
  read() {
    return this.isPrivate ? null : readFragment(location.hash, this.#host, this.#form);
  }

  /** Put a run into the address, as soon as it is drawn. */
  keep(run) {
    clearTimeout(this.#soon);
    if (!this.isPrivate) {
      const fragment = writeFragment(this.#host, this.#form, run);
      this.#soon = setTimeout(() => replace(fragment), DRAWN_MS);
    }
  }

  /** The same at once, before the page is loaded anew. */
  keepNow(run) {
    clearTimeout(this.#soon);
    if (!this.isPrivate) {
      replace(writeFragment(this.#host, this.#form, run));
    }
  }

  /** Take this explainer's run out of the address. */
  clear() {
    clearTimeout(this.#soon);
    if (isOf(location.hash, this.#host)) {
      replace(location.pathname + location.search);
    }
  }
}

/** Change the address without a step in the history, and keep what others keep with this step. */
function replace(address) {
  history.replaceState(history.state, "", address);
}

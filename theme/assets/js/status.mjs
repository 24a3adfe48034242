/**
 * Tells the reader of an explainer what is going on: a polite line of words and a progress bar.
 *
 * It must not know what runs, only how far it is or why it failed.
 */

import { remediesFor } from "./remedy.mjs";

/** Announcements closer together than this would talk over each other. */
const QUIET_MS = 2000;
const UNAFFECTED = "The figure above is unaffected.";
const RECORDED = "The recorded runs play all the same.";

export class Status {
  #line;
  #bar;
  #speech;
  #spokeAt = -QUIET_MS;

  /**
   * @param {HTMLElement} line  an element with role="status"
   * @param {HTMLProgressElement} bar
   */
  constructor(line, bar) {
    this.#line = line;
    this.#bar = bar;
  }

  /**
   * Announce politely: the latest words win, at most one announcement in two seconds.
   * @param {string} words
   * @param {...Node} more  what stands behind them, such as a button
   */
  say(words, ...more) {
    clearTimeout(this.#speech);
    const wait = this.#spokeAt + QUIET_MS - performance.now();
    this.#speech = setTimeout(() => {
      this.#spokeAt = performance.now();
      this.#line.replaceChildren(words, ...more.flatMap((node) => [" ", node]));
    }, Math.max(0, wait));
  }

  /** Say no more: the page is being left. */
  hush() {
    clearTimeout(this.#speech);
  }

  /** Say why it failed, with what can be done about it. */
  sayFailure(error, tryAgain, beforeLoading) {
    const again = () => {
      this.say("Trying again.");
      tryAgain();
    };
    this.say(failureInWords(error), ...remediesFor(error, again, beforeLoading));
  }

  /** @param {import("./runtime.mjs").Progress} progress */
  showProgress({ stage, got = 0, total, done }) {
    this.#bar.hidden = false;
    this.#bar.setAttribute("aria-label", ["run", "part", "view"].includes(stage) ? "Running" : "Fetching Python");
    if (stage === "run") {
      this.#bar.value = done;
    } else if (stage === "fetch") {
      this.#bar.value = Math.min(1, got / total);
    } else if (stage === "import") {
      this.#bar.value = 1;
    }
  }

  hideProgress() {
    this.#bar.hidden = true;
  }
}

function failureInWords({ phase, kind, message }) {
  if (kind === "unsupported" || kind === "stale") {
    return `${message} ${kind === "stale" ? UNAFFECTED : RECORDED}`;
  }
  if (phase === "start") {
    return `Python could not start: ${asSentence(message)} ${UNAFFECTED}`;
  }
  if (kind === "silent") {
    return `This run did not answer and was ended. ${message} ${UNAFFECTED}`;
  }
  return `This run failed: ${asSentence(message)} ${UNAFFECTED}`;
}

function asSentence(message) {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

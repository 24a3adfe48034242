/**
 * One piece of work at a time, and the newest wins. It must not know what the work is.
 */

/** Work that has gone on for this long is ended when something changes; shorter work may end. */
const LONG_MS = 300;

export class Turn {
  #present = null;
  #showBusy;

  /** @param {(busy: boolean) => void} showBusy  called whenever work begins or none is left */
  constructor(showBusy) {
    this.#showBusy = showBusy;
  }

  get isBusy() {
    return this.#present !== null;
  }

  get isLong() {
    return this.isBusy && performance.now() - this.#present.begun > LONG_MS;
  }

  /**
   * Do some work in place of any that is under way.
   * @param {(signal: AbortSignal) => Promise<void>} work
   * @param {(error: Error) => void} onError  told why it failed, unless newer work took its place
   * @returns {Promise<boolean>}  whether it came to its end with nothing newer begun
   */
  async take(work, onError) {
    const before = this.#present;
    const mine = Object.assign(new AbortController(), { begun: performance.now() });
    this.#present = mine;
    before?.abort();
    this.#showBusy(true);
    try {
      await work(mine.signal);
    } catch (error) {
      if (this.#present === mine) {
        onError(error);
      }
    }
    if (this.#present !== mine) {
      return false;
    }
    this.#present = null;
    this.#showBusy(false);
    return true;
  }

  /** Stop the work; whoever began it is told. */
  stop() {
    this.#present?.abort();
  }

  /** Stop the work and tell nobody: what it was for is gone. */
  drop() {
    const before = this.#present;
    this.#present = null;
    before?.abort();
    this.#showBusy(false);
  }
}

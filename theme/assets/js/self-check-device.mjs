/**
 * What is saved on this device: one text, written only when the reader presses "save".
 *
 * A browser may forbid storage altogether; then nothing is there and nothing can be saved.
 */

export class Device {
  #key;

  /** @param {string} name  of the self-check */
  constructor(name) {
    this.#key = `kith.self-check.${name}`;
  }

  /** The saved text, or null. */
  read() {
    try {
      return localStorage.getItem(this.#key);
    } catch {
      return null;
    }
  }

  /** @returns {boolean} whether the text is saved now */
  save(text) {
    try {
      localStorage.setItem(this.#key, text);
      return true;
    } catch {
      return false;
    }
  }

  remove() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Where nothing can be read, nothing is saved.
    }
  }
}

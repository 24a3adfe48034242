/**
 * Keeps answers where the reader says, and brings them back: on this device, or as a file.
 *
 * It writes nothing unless a button was pressed, and takes nothing over without a question where
 * something would be lost. It must not know how answers are read.
 */
import { element, part } from "./dom.mjs";
import { isEmpty, knownTo, readForm } from "./self-check-answers.mjs";
import { ask, withdraw } from "./self-check-asking.mjs";
import { Device } from "./self-check-device.mjs";
import { MOST_BYTES, fromText, onDay, toText, today } from "./self-check-file.mjs";

const UNCHANGED = "Nothing was changed.";

export class Keeping {
  #host;
  #form;
  #page;
  #device;
  #about;

  /**
   * @param {HTMLElement} host
   * @param {{say: (words: string) => void, note: () => string, take: (kept: object) => void,
   *   compare: (kept: object) => void, rest: () => void}} page  what the self-check does with it:
   *   `note` is the note to be saved, `rest` puts the focus back into the form
   */
  constructor(host, page) {
    this.#host = host;
    this.#form = part(host, "form");
    this.#page = page;
    this.#device = new Device(host.getAttribute("name"));
    const marker = host.getAttribute("name").replaceAll("_", "-");
    this.#about = { marker, version: host.dataset.version, known: knownTo(this.#form) };
    part(host, "chooser").addEventListener("change", ({ target }) => this.#openFile(target));
  }

  // --- On this device ----------------------------------------------------------------------------

  /** On return: say that something is saved here, and leave the choice to the reader. */
  offerSaved() {
    if (this.#device.read() === null) {
      return;
    }
    const kept = this.#saved();
    const words = kept
      ? [`You saved answers ${onDay(kept.saved)} on this device.`, ...kept.remarks]
      : ["Something is saved on this device that this form cannot read."];
    const uses = kept
      ? [
          ["Open them", () => this.#take(kept)],
          ["Compare with my answers now", () => this.#compare(kept, () => this.offerSaved())],
        ]
      : [];
    ask(part(this.#host, "offer"), words, [...uses, ["Remove them", () => this.#remove()]]);
  }

  save() {
    if (this.#isNothing()) {
      return;
    }
    if (this.#device.read() === null) {
      this.#saveNow();
      return;
    }
    const kept = this.#saved();
    const first = () => this.#compare(kept, () => this.save());
    this.#ask(
      [`This takes the place of the answers saved ${kept ? onDay(kept.saved) : "before"}.`],
      [
        ["Save in their place", () => this.#saveNow()],
        ...(kept ? [["Compare first", first]] : []),
        ["Leave them", () => this.#page.say(UNCHANGED)],
      ],
    );
  }

  /** Nothing of this form is left on the device, nor any question about it. */
  clear() {
    this.#device.remove();
    this.withdraw();
  }

  /** Take back every question that stands in the page. */
  withdraw() {
    withdraw(part(this.#host, "offer"));
    withdraw(part(this.#host, "asked"));
  }

  #saveNow() {
    const saved = this.#device.save(this.#text());
    withdraw(part(this.#host, "offer"));
    this.#page.say(
      saved
        ? "Saved on this device. “Clear everything” removes it."
        : "This browser does not allow saving here. You can save a file instead.",
    );
  }

  #saved() {
    try {
      return fromText(this.#device.read(), this.#about);
    } catch {
      return null;
    }
  }

  #remove() {
    this.#device.remove();
    this.#page.rest();
    this.#page.say("Removed from this device.");
  }

  // --- As a file ---------------------------------------------------------------------------------

  /** Hand a file to the browser, which puts it where the reader's files go. */
  saveAsFile() {
    if (this.#isNothing()) {
      return;
    }
    const blob = new Blob([this.#text()], { type: "application/json" });
    const address = URL.createObjectURL(blob);
    const name = `kith-${this.#about.marker}-${today()}.json`;
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.#page.say(`Saved as ${name}, with your other downloads.`);
  }

  chooseFile() {
    part(this.#host, "chooser").click();
  }

  async #openFile(chooser) {
    const [file] = chooser.files;
    try {
      // Its size is looked at first: a file of gigabytes must not be read to be refused.
      const text = file.size > MOST_BYTES ? " ".repeat(MOST_BYTES + 1) : await file.text();
      this.#offerFile(fromText(text, this.#about));
    } catch (error) {
      const words = error.name === "Error" ? error.message : "This file could not be read.";
      const close = () => this.#host.querySelector("[data-action=open]").focus();
      this.#ask([words], [["Close", close]]);
    } finally {
      chooser.value = ""; // so that the same file can be chosen again
    }
  }

  #offerFile(kept) {
    this.#ask(
      [`This file holds answers saved ${onDay(kept.saved)}.`, ...kept.remarks],
      [
        ["Put them into the form", () => this.#take(kept)],
        ["Compare with my answers now", () => this.#compare(kept, () => this.#offerFile(kept))],
        ["Leave it", () => this.#page.say(UNCHANGED)],
      ],
    );
  }

  // --- Both --------------------------------------------------------------------------------------

  #text() {
    const { marker, version } = this.#about;
    return toText(marker, version, today(), readForm(this.#form), this.#page.note());
  }

  #isNothing() {
    const nothing = isEmpty(readForm(this.#form));
    if (nothing) {
      this.#page.say("There are no answers to save yet.");
    }
    return nothing;
  }

  /** Put kept answers into the form, once the reader agrees to lose what stands there. */
  #take(kept) {
    if (isEmpty(readForm(this.#form))) {
      this.#page.take(kept);
      return;
    }
    this.#ask(
      ["This takes the place of the answers in the form."],
      [
        ["Take their place", () => this.#page.take(kept)],
        ["Compare instead", () => this.#page.compare(kept)],
        ["Leave the form", () => this.#page.say(UNCHANGED)],
      ],
    );
  }

  #compare(kept, askAgain) {
    if (isEmpty(readForm(this.#form))) {
      askAgain();
      this.#page.say("Answer something first. Then the two can be compared.");
    } else {
      this.#page.compare(kept);
    }
  }

  #ask(sentences, choices) {
    ask(part(this.#host, "asked"), sentences, choices).focus();
  }
}

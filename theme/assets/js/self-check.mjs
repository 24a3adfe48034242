/**
 * <kith-self-check>: makes a questionnaire that stands in the page answer to its reader.
 *
 * The form is whole without it. It keeps to three rules: answers leave the page only when the reader
 * saves or prints them, nothing of them is ever in the address or the title, and an invented person's
 * answers never mix with the reader's own. It is long because all that a reader can do meets here;
 * what each thing takes is elsewhere.
 */
import { part } from "./dom.mjs";
import { fillForm, isEmpty, knownTo, readForm } from "./self-check-answers.mjs";
import { ask, withdraw } from "./self-check-asking.mjs";
import { Device } from "./self-check-device.mjs";
import { MOST_BYTES, fromText, onDay, toText, today } from "./self-check-file.mjs";
import { AnswerReader } from "./self-check-reader.mjs";
import { comparisonElements, noteElements, readingElements } from "./self-check-reading.mjs";
import { element } from "./dom.mjs";
import { Screens } from "./self-check-screens.mjs";

const NOTHING = { answers: {}, harder: [] };

class KithSelfCheck extends HTMLElement {
  #form;
  #screens;
  #reader;
  #device;
  #note = { text: "", included: false };
  /** The invented person whose form this is at present, with what was put aside for it; or null. */
  #persona = null;
  /** Counts what is asked of Python, so that an answer that comes too late is not shown. */
  #turn = 0;

  connectedCallback() {
    if (this.#form) {
      return;
    }
    this.#form = this.#part("form");
    const print = () => this.#print("filled");
    const [status, progress] = [this.#part("status"), this.#part("progress")];
    this.#reader = new AnswerReader(this, status, progress, print);
    this.#device = new Device(this.getAttribute("name"));
    this.dataset.live = "";
    fillForm(this.#form, NOTHING); // whatever a browser has restored
    this.#screens = new Screens(this.#form, (words) => this.#say(words));
    this.#part("tools").hidden = false;
    this.querySelectorAll("[data-persona] [hidden]").forEach((row) => (row.hidden = false));
    this.#listen();
    this.#offerSaved();
  }

  #part(name) {
    return part(this, name);
  }

  #say(words) {
    this.#reader.status.say(words);
  }

  #listen() {
    this.#form.addEventListener("change", () => this.#reader.prepare());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#read();
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) {
        event.preventDefault(); // a key that slipped must not end the form
      }
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-action]");
      if (button && button.type !== "submit") {
        this.#act(button);
      }
    });
    this.#part("chooser").addEventListener("change", ({ target }) => this.#openFile(target));
    // A page that the browser brings back by its Back button begins empty, whoever sits there now.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#empty());
  }

  #act(button) {
    const actions = {
      next: () => this.#screens.next(),
      back: () => this.#screens.back(),
      save: () => this.#save(),
      file: () => this.#saveAsFile(),
      open: () => this.#part("chooser").click(),
      print: () => this.#print("blank"),
      "print-reading": () => this.#print("reading"),
      clear: () => this.#askToClear(),
      form: () => this.#showForm(),
      leave: () => this.#leavePersona(),
      "persona-empty": () => this.#enterPersona(button.closest("[data-persona]"), false),
      "persona-filled": () => this.#enterPersona(button.closest("[data-persona]"), true),
    };
    actions[button.dataset.action]();
  }

  // --- The reading ------------------------------------------------------------------------------

  #read() {
    const title = this.#persona ? `${this.#persona.name}’s reading (invented)` : "Your reading";
    return this.#show("read", readForm(this.#form), (view) => [
      ...readingElements(view, this, title, (words) => this.#say(words)),
      noteElements(this.#note),
    ]);
  }

  #compare(kept) {
    const later = readForm(this.#form);
    if (isEmpty(later)) {
      this.#say("Answer something first. Then the two can be compared.");
      return this.#offer(kept);
    }
    return this.#show("compare", { earlier: kept, later }, (view) =>
      comparisonElements(view, onDay(kept.saved)),
    );
  }

  /** Ask Python and show what it says in place of the form; failures end in words. */
  async #show(name, argument, draw) {
    const turn = ++this.#turn;
    let view;
    try {
      view = await this.#reader.ask(name, argument);
    } catch (error) {
      if (turn === this.#turn) {
        this.#reader.explain(error, () => this.#show(name, argument, draw));
      }
      return;
    }
    if (turn !== this.#turn) {
      return;
    }
    const place = this.#part("reading");
    const back = this.#newButton("form", "Back to the form");
    const print = this.#newButton("print-reading", "Print this");
    const row = element("div", { class: "self-check__buttons" }, back, print);
    place.replaceChildren(...draw(view), row);
    this.#keepNote(place);
    place.hidden = false;
    this.#form.hidden = true;
    const title = part(place, "reading-title");
    title.focus({ preventScroll: true });
    this.#part("screen").scrollIntoView({ block: "start" });
    this.#say(`${title.textContent}. ${view.headline}`);
  }

  #newButton(action, words) {
    return element("button", { type: "button", "data-action": action }, words);
  }

  #keepNote(place) {
    const [box, include] = [part(place, "note"), part(place, "include")];
    box?.addEventListener("input", () => (this.#note.text = box.value));
    include?.addEventListener("change", () => (this.#note.included = include.checked));
  }

  /** Back to the form as it was left. */
  #showForm({ focus = true } = {}) {
    this.#turn += 1;
    this.#part("reading").hidden = true;
    this.#part("reading").replaceChildren();
    this.#form.hidden = false;
    if (focus) {
      this.#screens.focus();
    }
  }

  // --- Keeping ----------------------------------------------------------------------------------

  get #formAbout() {
    const marker = this.getAttribute("name").replaceAll("_", "-");
    return { marker, version: this.dataset.version, known: knownTo(this.#form) };
  }

  #text() {
    const { marker, version } = this.#formAbout;
    const note = this.#note.included ? this.#note.text : "";
    return toText(marker, version, today(), readForm(this.#form), note);
  }

  #save() {
    const kept = this.#readSaved();
    const before = this.#device.read();
    if (before === null || this.#nothingToSave()) {
      return before === null && !this.#nothingToSave() && this.#saveNow();
    }
    const when = kept ? onDay(kept.saved) : "before";
    return this.#ask([`This takes the place of the answers saved ${when}.`], [
      ["Save in their place", () => this.#saveNow()],
      ...(kept ? [["Compare first", () => this.#compare(kept)]] : []),
      ["Leave them", () => this.#say("Nothing was changed.")],
    ]);
  }

  #nothingToSave() {
    const nothing = isEmpty(readForm(this.#form));
    if (nothing) {
      this.#say("There are no answers to save yet.");
    }
    return nothing;
  }

  #saveNow() {
    const saved = this.#device.save(this.#text());
    withdraw(this.#part("offer"));
    this.#say(
      saved
        ? "Saved on this device. “Clear everything” removes it."
        : "This browser does not allow saving here. You can save a file instead.",
    );
  }

  /** Hand a file to the browser, which puts it where the reader's files go. */
  #saveAsFile() {
    if (this.#nothingToSave()) {
      return;
    }
    const blob = new Blob([this.#text()], { type: "application/json" });
    const address = URL.createObjectURL(blob);
    const name = `kith-${this.#formAbout.marker}-${today()}.json`;
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.#say(`Saved as ${name}, with your other downloads.`);
  }

  async #openFile(chooser) {
    const [file] = chooser.files;
    try {
      if (file.size > MOST_BYTES) {
        throw new Error("This file is too large to be saved answers. Nothing was changed.");
      }
      const kept = fromText(await file.text(), this.#formAbout);
      this.#offerFile(kept);
    } catch (error) {
      const words = error.name === "Error" ? error.message : "This file could not be read.";
      this.#ask([words], [["Close", () => this.querySelector("[data-action=open]").focus()]]);
    } finally {
      chooser.value = ""; // so that the same file can be chosen again
    }
  }

  #offerFile(kept) {
    this.#ask(
      [`This file holds answers saved ${onDay(kept.saved)}.`, ...kept.remarks],
      [
        ["Put them into the form", () => this.#take(kept)],
        ["Compare with my answers now", () => this.#compare(kept)],
        ["Leave it", () => this.#say("Nothing was changed.")],
      ],
    );
  }

  /** Fill the form with kept answers, once the reader agrees to lose what stands there. */
  #take(kept, sure = isEmpty(readForm(this.#form))) {
    if (!sure) {
      this.#ask(
        ["This takes the place of the answers in the form."],
        [
          ["Take their place", () => this.#take(kept, true)],
          ["Compare instead", () => this.#compare(kept)],
          ["Leave the form", () => this.#say("Nothing was changed.")],
        ],
      );
      return;
    }
    fillForm(this.#form, kept);
    this.#note = { text: kept.note, included: kept.note !== "" };
    withdraw(this.#part("offer"));
    this.#showForm({ focus: false });
    this.#screens.go(0);
    this.#say(`The answers saved ${onDay(kept.saved)} are in the form.`);
    this.#reader.prepare();
  }

  #readSaved() {
    const text = this.#device.read();
    try {
      return text === null ? null : fromText(text, this.#formAbout);
    } catch {
      return null;
    }
  }

  /** On return: say that something is saved here, and leave the choice to the reader. */
  #offerSaved() {
    if (this.#device.read() === null) {
      return;
    }
    const kept = this.#readSaved();
    if (kept) {
      this.#offer(kept);
    } else {
      ask(
        this.#part("offer"),
        ["Something is saved on this device that this form cannot read."],
        [this.#removal()],
      );
    }
  }

  #offer(kept) {
    ask(
      this.#part("offer"),
      [`You saved answers ${onDay(kept.saved)} on this device.`, ...kept.remarks],
      [
        ["Open them", () => this.#take(kept)],
        ["Compare with my answers now", () => this.#compare(kept)],
        this.#removal(),
      ],
    );
  }

  #removal() {
    const remove = () => {
      this.#device.remove();
      this.#say("Removed from this device.");
      this.#screens.focus();
    };
    return ["Remove them", remove];
  }

  #ask(sentences, choices) {
    ask(this.#part("asked"), sentences, choices).focus();
  }

  #askToClear() {
    this.#ask(
      ["This removes your answers, your note, and what is saved on this device."],
      [
        ["Yes, clear everything", () => this.#clear()],
        ["Keep it", () => this.#say("Nothing was changed.")],
      ],
    );
  }

  #clear() {
    this.#device.remove();
    this.#empty();
    this.#screens.go(0);
    this.#say("Everything is cleared: the form, your note and this device’s copy.");
  }

  /** Nothing of anyone's answers is left in the page. */
  #empty() {
    this.#persona = null;
    this.#note = { text: "", included: false };
    this.#showPersona();
    this.#showForm({ focus: false });
    fillForm(this.#form, NOTHING);
    this.#screens.show(0);
    withdraw(this.#part("offer"));
    withdraw(this.#part("asked"));
  }

  #print(kind) {
    const root = document.documentElement;
    const note = part(this, "printed-note");
    if (note) {
      note.textContent = this.#note.included ? this.#note.text : "";
    }
    root.dataset.print = kind;
    addEventListener("afterprint", () => delete root.dataset.print, { once: true });
    print();
  }

  // --- Invented people ----------------------------------------------------------------------------

  #enterPersona(box, filled) {
    const aside = this.#persona?.aside ?? { given: readForm(this.#form), note: this.#note };
    const { persona: id, name, answers } = box.dataset;
    const story = part(box, "story").textContent;
    this.#persona = { id, name, story, aside };
    this.#note = { text: "", included: false };
    this.#showForm({ focus: false });
    fillForm(this.#form, filled ? JSON.parse(answers) : NOTHING);
    this.#showPersona();
    this.#screens.go(0);
    this.#say(`This is now the form of ${name}, an invented person.`);
    this.#reader.prepare();
  }

  #leavePersona() {
    const { given, note } = this.#persona.aside;
    this.#persona = null;
    this.#note = note;
    this.#showForm({ focus: false });
    fillForm(this.#form, given);
    this.#showPersona();
    this.#screens.go(0);
    this.#say("Back to your own form, as you left it.");
  }

  /** Say whose form it is; an invented person's answers are not saved, opened or compared. */
  #showPersona() {
    const banner = this.#part("banner");
    for (const action of ["save", "file", "open", "clear"]) {
      this.#part("tools").querySelector(`[data-action=${action}]`).hidden = this.#persona !== null;
    }
    this.#part("offer").classList.toggle("self-check__offer--aside", this.#persona !== null);
    withdraw(this.#part("asked"));
    this.#part("groups").open = false;
    banner.hidden = this.#persona === null;
    if (this.#persona) {
      const { name, story } = this.#persona;
      banner.replaceChildren(
        element("p", {}, element("strong", {}, `${name} is invented. `), "Your own answers are put aside."),
        element("p", {}, story),
        this.#newButton("leave", `Leave ${name} and go back to my own form`),
      );
    }
  }
}

customElements.define("kith-self-check", KithSelfCheck);

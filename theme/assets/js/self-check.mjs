/**
 * <kith-self-check>: makes a questionnaire that stands in the page answer to its reader.
 *
 * The form is whole without it. It keeps to three rules: answers leave the page only when the reader
 * saves or prints them, nothing of them is ever in the address or the title, and an invented person's
 * answers never mix with the reader's own. It is long because all that a reader can do meets here;
 * what each thing takes is elsewhere.
 */
import { element, part } from "./dom.mjs";
import { fillForm, readForm } from "./self-check-answers.mjs";
import { ask, withdraw } from "./self-check-asking.mjs";
import { onDay } from "./self-check-file.mjs";
import { Keeping } from "./self-check-keeping.mjs";
import { AnswerReader } from "./self-check-reader.mjs";
import { comparisonElements, noteElements, readingElements } from "./self-check-reading.mjs";
import { Screens } from "./self-check-screens.mjs";

const NOTHING = { answers: {}, harder: [] };

class KithSelfCheck extends HTMLElement {
  #form;
  #screens;
  #reader;
  #keeping;
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
    this.dataset.live = "";
    fillForm(this.#form, NOTHING); // whatever a browser has restored
    this.#screens = new Screens(this.#form, (words) => this.#say(words));
    this.#part("tools").hidden = false;
    this.querySelectorAll("[data-persona] [hidden]").forEach((row) => (row.hidden = false));
    this.#keeping = new Keeping(this, {
      say: (words) => this.#say(words),
      note: () => (this.#note.included ? this.#note.text : ""),
      take: (kept) => this.#take(kept),
      compare: (kept) => this.#compare(kept),
      rest: () => this.#screens.focus(),
    });
    this.#listen();
    this.#keeping.offerSaved();
    this.#heedAddress();
  }

  /** A session plan links to the form of an invented person: #for=, and the person's id. */
  #heedAddress() {
    const id = /^#for=([\w-]+)$/.exec(location.hash)?.[1];
    this.querySelector(`[data-persona="${id}"] [data-action=persona-empty]`)?.click();
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
    // A page that the browser brings back by its Back button begins empty, whoever sits there now.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#empty());
  }

  #act(button) {
    const actions = {
      next: () => this.#screens.next(),
      back: () => this.#screens.back(),
      save: () => this.#keeping.save(),
      file: () => this.#keeping.saveAsFile(),
      open: () => this.#keeping.chooseFile(),
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

  #compare({ answers, harder, saved }) {
    const both = { earlier: { answers, harder }, later: readForm(this.#form) };
    return this.#show("compare", both, (view) => comparisonElements(view, onDay(saved)));
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

  /** Fill the form with answers that were kept somewhere. */
  #take(kept) {
    fillForm(this.#form, kept);
    this.#note = { text: kept.note, included: kept.note !== "" };
    this.#keeping.withdraw();
    this.#showForm({ focus: false });
    this.#screens.go(0);
    this.#say(`The answers saved ${onDay(kept.saved)} are in the form.`);
    this.#reader.prepare();
  }

  #askToClear() {
    const question = ask(
      this.#part("asked"),
      ["This removes your answers, your note, and what is saved on this device."],
      [
        ["Yes, clear everything", () => this.#clear()],
        ["Keep it", () => this.#say("Nothing was changed.")],
      ],
    );
    question.focus();
  }

  #clear() {
    this.#keeping.clear();
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
    this.#keeping.withdraw();
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
    for (const action of ["save", "file", "open"]) {
      this.#part("tools").querySelector(`[data-action=${action}]`).hidden = this.#persona !== null;
    }
    this.#part("offer").classList.toggle("self-check__offer--aside", this.#persona !== null);
    withdraw(this.#part("asked"));
    this.#part("groups").open = false;
    banner.hidden = this.#persona === null;
    if (this.#persona) {
      const { name, story } = this.#persona;
      banner.replaceChildren(
        element("p", {}, element("strong", {}, `${name} is an invented person.`)),
        element("p", {}, "Your own answers are put aside. They come back when you leave."),
        element("p", {}, story),
        this.#newButton("leave", `Leave ${name} and go back to my own form`),
      );
    }
  }
}

customElements.define("kith-self-check", KithSelfCheck);

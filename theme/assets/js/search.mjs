/**
 * The search of the site: opens its box, asks the index while a reader types, and lists the results.
 *
 * The index and all that it needs come when a reader first goes to the field, not before. Nothing
 * that is typed leaves the browser. It must not know how entries are found or drawn.
 */

/** Long enough that quick typing makes one search. */
const PAUSE_MS = 120;
/** No one reads more; other words find better. */
const MOST = 30;

/** Bring the search of the page to life; safe to call again. */
export function start() {
  const root = document.querySelector("[data-part=search]");
  if (root && root.dataset.live === undefined) {
    root.dataset.live = "";
    new Search(root);
  }
}

class Search {
  #root;
  /** Material's check box, by which its style sheet opens the box on a small screen. */
  #toggle = document.getElementById("__search");
  #field;
  #status;
  #list;
  #none;
  #timer;
  #index;
  #asked = "";

  constructor(root) {
    this.#root = root;
    this.#field = root.querySelector("input");
    this.#status = root.querySelector("[role=status]");
    this.#list = root.querySelector("ol");
    this.#none = root.querySelector("[data-part=search-none]");
    const form = root.querySelector("form");
    this.#field.addEventListener("focus", () => this.#open());
    this.#field.addEventListener("input", () => {
      this.#open();
      this.#later(PAUSE_MS);
    });
    form.addEventListener("reset", () => {
      this.#later(0); // it comes before the field is empty
      this.#field.focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#follow();
    });
    root.addEventListener("keydown", (event) => this.#move(event));
    root.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !root.contains(relatedTarget)) {
        this.#close();
      }
    });
    this.#toggle.addEventListener("change", () => {
      if (!this.#toggle.checked) {
        this.#field.blur(); // so that the next press on it opens the box again
      }
    });
    document.addEventListener("keydown", (event) => this.#shortcut(event));
    this.#readAddress();
  }

  /** Open the box, and begin to fetch what the search needs. */
  #open() {
    if (!this.#toggle.checked) {
      this.#toggle.checked = true;
      this.#toggle.dispatchEvent(new Event("change"));
    }
    this.#fetch().catch(() => {}); // it is told when something is asked
  }

  #close() {
    if (this.#toggle.checked) {
      this.#toggle.checked = false;
      this.#toggle.dispatchEvent(new Event("change"));
    }
  }

  /** The index, and what draws results; fetched again when that failed. */
  #fetch() {
    this.#index ??= fetchIndex(this.#root.dataset.index).catch((error) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), delay);
  }

  /** Show what the field's words find. */
  async #ask() {
    clearTimeout(this.#timer);
    const question = this.#field.value.trim();
    this.#asked = question;
    if (!question) {
      this.#show([], "Type to search", false);
      return;
    }
    try {
      const index = await this.#fetch();
      if (question === this.#asked) {
        this.#draw(index, question);
      }
    } catch {
      if (question === this.#asked) {
        const words = "The search could not be fetched. Check the connection and type again.";
        this.#show([], words, true);
      }
    }
  }

  #draw({ search, newResult, finder }, question) {
    const { entries, first, corrected, terms } = search.find(question);
    const isFound = finder(terms, (word) => search.formsOf(word));
    const shown = entries.slice(0, MOST);
    const results = shown.map((entry, number) =>
      newResult(entry, new URL(entry.at, search.base).href, isFound, number, number < first),
    );
    const count = entries.length === 1 ? "1 result" : `${entries.length} results`;
    const some = entries.length > MOST ? `${count}, the first ${MOST} shown` : count;
    const words = corrected ? `${some} for “${corrected}”` : some;
    this.#show(results, entries.length > 0 ? words : "No results", entries.length === 0);
  }

  #show(results, words, isNone) {
    this.#list.replaceChildren(...results);
    this.#list.parentElement.parentElement.scrollTop = 0;
    this.#none.hidden = !isNone;
    if (this.#status.textContent !== words) {
      this.#status.textContent = words; // and a screen reader speaks it
    }
  }

  /** Go to the first result, also when the key came before it. */
  async #follow() {
    if (this.#field.value.trim() !== this.#asked) {
      await this.#ask();
    }
    this.#list.querySelector("a")?.click();
  }

  /** The arrow keys walk through field and results. */
  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const stops = [this.#field, ...this.#list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (stops.includes(document.activeElement) && next) {
      event.preventDefault();
      next.focus();
    }
  }

  /** A stroke goes to the field, as on many sites; not where somebody types. */
  #shortcut(event) {
    const at = event.target;
    const types = at instanceof Element && at.closest("input, select, textarea, [contenteditable]");
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (event.key === "/" && !types && !isOther && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      this.#open();
      requestAnimationFrame(() => this.#field.focus()); // when it is in sight
    }
  }

  /** ?q=words in the address, as the page for lost addresses has it, are asked at once. */
  #readAddress() {
    const question = new URLSearchParams(location.search).get("q");
    if (question) {
      this.#field.value = question;
      this.#open();
      this.#field.focus();
      this.#ask();
    }
  }
}

/** Everything that only a search needs. */
async function fetchIndex(address) {
  const url = new URL(address, location.href);
  const [list, { newIndex }, results] = await Promise.all([
    fetch(url).then((response) => {
      if (!response.ok) {
        throw new Error(`${response.status}`);
      }
      return response.json();
    }),
    import("./search-index.mjs"),
    import("./search-results.mjs"),
  ]);
  const search = await newIndex(list);
  search.base = new URL("../../", url);
  return { search, ...results };
}

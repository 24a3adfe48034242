/**
 * Finds entries of the list that the build has made (assets/search/en.json), the best first.
 *
 * Above all stand those that editors put first for some words (content/search.toml), then pages of
 * which the question is the title, then what has most of the words, weighed by where they stand.
 * It must not know how a result looks.
 */
import { Library as MiniSearch } from "./minisearch.mjs";
import { meant, Words } from "./search-words.mjs";

const FIELDS = { title: 6, also: 5, text: 1 };
/** A page before its sections, and these before single works. */
const KINDS = { page: 1.6, term: 1.4, claim: 1, section: 1, work: 0.7 };
/** Of the word as it was typed; other endings; words for the same; the beginning of a word. */
const WEIGHTS = { typed: 1, ending: 0.7, same: 0.4, begun: 0.4 };
/** So many entries are taken up at once, that the page can answer between them. */
const AT_ONCE = 25;
/** A rule is met by a word that is still being typed, from so many letters on. */
const BEGUN = 3;

/** @typedef {{at: string, kind: string, title: string, of?: string, text?: string, also?: string,
 *     verdict?: string}} Entry */

/** An index of the list; it takes a moment on a phone. */
export async function newIndex(list) {
  const index = new SearchIndex(list);
  await index.build();
  return index;
}

class SearchIndex {
  /** The address of the site's root, from which the entries' addresses lead. */
  base;
  /** By their addresses. */
  #entries;
  #words;
  #mini;
  /** Every word as it stands, and how often. */
  #known = new Map();
  /** These words without their endings. */
  #stems = new Set();
  #rules;
  #same;

  constructor(list) {
    this.#entries = new Map(list.entries.map((entry) => [entry.at, entry]));
    this.#words = new Words(list.language);
    this.#mini = new MiniSearch({
      idField: "at",
      fields: Object.keys(FIELDS),
      tokenize: (text) => this.#words.of(text),
      processTerm: (word) => {
        this.#known.set(word, (this.#known.get(word) ?? 0) + 1);
        return this.#words.forms(word);
      },
    });
    this.#rules = readRules(list, this.#words);
    this.#same = list.same.map((phrases) => phrases.map((phrase) => this.#words.asked(phrase)));
  }

  async build() {
    await this.#mini.addAllAsync([...this.#entries.values()], { chunkSize: AT_ONCE });
    for (const word of [...this.#rules.flatMap(({ words }) => words), ...this.#same.flat()].flat(2)) {
      this.#known.set(word, this.#known.get(word) ?? 0);
    }
    this.#stems = new Set([...this.#known.keys()].map((word) => this.#words.forms(word).at(-1)));
  }

  /**
   * What a question finds.
   *
   * @param {string} question
   * @returns {{entries: Entry[], first: number, words: string[], corrected: string, terms: Set<string>}}
   *     the entries, and how many of them stand first by rule; the words that were looked for, the
   *     same as one text if some were not as typed, and all words that count as found
   */
  find(question) {
    const typed = this.#words.asked(question);
    const words = typed.map((word, index) => this.#mend(word, index === typed.length - 1));
    const corrected = words.some((word, index) => word !== typed[index]) ? words.join(" ") : "";
    const { scored, terms } = this.#score(words);
    const first = this.#first(words);
    const titled = this.#titled(words);
    const byRule = (always) => first.filter((rule) => rule.always === always).flatMap((rule) => rule.show);
    const top = [...byRule(true), ...titled, ...byRule(false)];
    const places = new Set([...top, ...scored].filter((place) => this.#entries.has(place)));
    return {
      entries: [...places].map((place) => this.#entries.get(place)),
      first: new Set(top).size,
      words,
      corrected,
      terms,
    };
  }

  /** The forms under which a word may be found. */
  formsOf(word) {
    return this.#words.forms(word);
  }

  #mend(word, isLast) {
    const isThere = this.#known.has(word) || this.#stems.has(this.#words.forms(word).at(-1));
    if (isThere || (isLast && this.#isBegun(word))) {
      return word;
    }
    return meant(word, this.#known) ?? word;
  }

  /** Whether someone may be typing this word still: it is none by itself. */
  #isBegun(word) {
    return !this.#known.has(word) && [...this.#known.keys()].some((known) => known.startsWith(word));
  }

  /** Places, the best first: what has more of the words stands before what has fewer. */
  #score(words) {
    const weights = new Map();
    const stands = new Map(); // for which words of the question a term stands
    const add = (term, weight, indexes) => {
      weights.set(term, Math.max(weights.get(term) ?? 0, weight));
      stands.set(term, new Set([...(stands.get(term) ?? []), ...indexes]));
    };
    words.forEach((word, index) => {
      for (const form of this.#words.forms(word)) {
        add(form, form === word ? WEIGHTS.typed : WEIGHTS.ending, [index]);
      }
    });
    for (const [phrase, indexes] of this.#others(words)) {
      for (const word of phrase) {
        add(this.#words.forms(word).at(-1), WEIGHTS.same, indexes);
      }
    }
    const terms = [...weights.keys()];
    const found = this.#mini.search(terms.join(" "), {
      tokenize: () => terms,
      processTerm: (term) => term,
      prefix: (term) => term === words.at(-1) && (term.length >= BEGUN || !/[a-z]/.test(term)),
      boost: FIELDS,
      boostTerm: (term) => weights.get(term),
      boostDocument: (place) => KINDS[this.#entries.get(place).kind] ?? 1,
      weights: { prefix: WEIGHTS.begun, fuzzy: 0 },
    });
    const have = ({ queryTerms }) => new Set(queryTerms.flatMap((term) => [...stands.get(term)])).size;
    const counted = found.map((result) => ({ result, words: have(result) }));
    const most = Math.max(0, ...counted.map((one) => one.words));
    counted.sort((a, b) => b.words - a.words || b.result.score - a.result.score);
    const enough = counted.filter((one) => one.words === most || one.words > words.length / 2);
    return {
      scored: enough.map(({ result }) => result.id),
      terms: new Set(found.flatMap((result) => result.terms)),
    };
  }

  /** [words for the same, which words of the question they stand for] */
  #others(words) {
    return this.#same.flatMap((phrases) => {
      const asked = phrases.map((phrase) => this.#indexes(phrase, words)).find(Boolean);
      return asked ? phrases.map((phrase) => [phrase, asked]) : [];
    });
  }

  /** Where the words of a phrase stand in the question, or null where one of them does not. */
  #indexes(phrase, words) {
    const found = phrase.map((part) => words.findIndex((word) => this.#words.alike(word, part)));
    return found.includes(-1) ? null : found;
  }

  /** The rules that are met: what asks for more words first, then in the editors' order. */
  #first(words) {
    const begun = words.length > 0 && this.#isBegun(words.at(-1)) ? words.at(-1) : "";
    const isMet = (part) =>
      part.some((phrase) =>
        phrase.every(
          (wanted) =>
            words.some((word) => this.#words.alike(word, wanted)) ||
            (begun.length >= BEGUN && wanted.startsWith(begun)),
        ),
      );
    return this.#rules
      .filter((rule) => rule.words.every(isMet))
      .sort((a, b) => b.words.length - a.words.length);
  }

  /** The pages and works of which the question is the title; then the pages whose begins so. */
  #titled(words) {
    const asked = words.join(" ");
    const titles = [...this.#entries.values()]
      .filter(({ kind }) => kind === "page" || kind === "work")
      .map(({ at, kind, title }) => ({ at, kind, title: this.#words.asked(title).join(" ") }));
    const [pages, works] = ["page", "work"].map((kind) => titles.filter((one) => one.kind === kind));
    const found = [
      ...[...pages, ...works].filter(({ title }) => title === asked),
      ...pages.filter(({ title }) => title.startsWith(`${asked} `)),
    ];
    return found.map(({ at }) => at);
  }
}

/**
 * The editors' rules, one for each of their phrases. Its words are parts that must all be met: each
 * has phrases of which one is enough, as a group has; a word of its own is a part with one.
 */
function readRules(list, words) {
  const parts = (phrase) =>
    phrase.match(/\{[^{}]*\}|[^{}]+/g).flatMap((text) => {
      const group = text.startsWith("{") ? list.groups[text.slice(1, -1)] : null;
      return group
        ? [group.map((word) => words.asked(word))]
        : words.asked(text).map((word) => [[word]]);
    });
  return list.first.flatMap(({ when, show, always }) =>
    when.map((phrase) => ({ words: parts(phrase), show, always })),
  );
}

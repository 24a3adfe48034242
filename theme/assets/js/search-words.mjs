/**
 * Splits texts and questions into the words that the search compares, and forgives slips of the hand.
 *
 * Scripts that put no blanks between words are taken in pairs of letters. It must not know what is
 * in the list of the search, or how a result looks.
 */
import { fold } from "./fold.mjs";
import { stemmer } from "./stemmer.mjs";

/** What depends on a language: words without their endings, and words that say nothing alone. */
const LANGUAGES = {
  en: {
    stem: stemmer,
    small: new Set(
      "a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or our should so than that the their them then there these they this to was we were what when where which who why will with would you your".split(
        " ",
      ),
    ),
  },
};
const NO_LANGUAGE = { stem: (word) => word, small: new Set() };

const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const PART = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
/** "don't" is typed "dont". */
const APOSTROPHE = /(\p{L})['’ʼ](?=\p{L})/gu;
/** "A.A." is one word. */
const LETTERS = /(^|[^\p{L}])((?:\p{L}\.)+\p{L}(?!\p{L}))/gu;
/** The article and what joins it, which Arabic writes as part of the next word. */
const ARABIC_ARTICLE = /^(?:وال|بال|كال|فال|لل|ال)(?=..)/u;

export class Words {
  #language;

  /** @param {string} language  as in <html lang> */
  constructor(language) {
    this.#language = LANGUAGES[language.split("-")[0]] ?? NO_LANGUAGE;
  }

  /** The words of a text, in order, folded. A pair of letters stands for a word where none is told. */
  of(text) {
    return split(text, true);
  }

  /** The words of a question; those that say nothing are left out, unless there are no others. */
  asked(question) {
    const all = split(question, false);
    const telling = all.filter((word) => !this.#language.small.has(word));
    return telling.length > 0 ? telling : all;
  }

  /** All forms under which a word is kept: as it stands, and without what is joined to it. */
  forms(word) {
    const bare = word.replace(ARABIC_ARTICLE, "");
    const stem = /^[a-z]{3,}$/.test(bare) ? this.#language.stem(bare) : bare;
    return [...new Set([word, bare, stem])];
  }

  /** Whether two words are the same but for their endings. */
  alike(one, other) {
    return one === other || this.forms(one).at(-1) === this.forms(other).at(-1);
  }
}

function split(text, isText) {
  const found = [];
  const plain = fold(text)
    .replace(APOSTROPHE, "$1")
    .replace(LETTERS, (_, before, letters) => before + letters.replaceAll(".", ""));
  for (const [run] of plain.matchAll(RUN)) {
    for (const [part] of run.matchAll(PART)) {
      if (IS_UNSPACED.test(part)) {
        found.push(...pairs([...part], isText));
      } else {
        found.push(part);
      }
    }
  }
  return found;
}

/** In a text the last letter stands alone too, so that a question of one letter finds it. */
function pairs(letters, isText) {
  const found = letters.slice(1).map((letter, index) => letters[index] + letter);
  return isText || letters.length === 1 ? [...found, letters.at(-1)] : found;
}

/** How many slips a word of this length may have. */
function allowed(length) {
  return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
}

/**
 * The known word that was probably meant, or null.
 *
 * @param {string} word
 * @param {Map<string, number>} known  each word, and how often it stands in the list
 */
export function meant(word, known) {
  let best = null;
  let least = allowed(word.length) + 1;
  let most = 0;
  if (least === 1 || !/^\p{L}+$/u.test(word)) {
    return null;
  }
  for (const [other, count] of known) {
    if (Math.abs(other.length - word.length) < least + 1) {
      // Few people get the first letter wrong.
      const slips = distance(word, other, least) + (other[0] === word[0] ? 0 : 0.5);
      if (slips < least || (slips === least && best && count > most)) {
        [best, least, most] = [other, slips, count];
      }
    }
  }
  return best;
}

/**
 * How many letters are wrong, missing, too many, or changed with their neighbour (the optimal string
 * alignment distance); no more than `most` is counted.
 */
export function distance(one, other, most = Infinity) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > most) {
      return Math.min(...next);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

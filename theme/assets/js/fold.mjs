/**
 * Letters as people type who have no others on their keys: small, without accents.
 *
 * What makes another letter in its script stays: the vowel signs of Hindi, the voiced signs of
 * Japanese. The filters of lists and the search share it.
 */

/** Letters that are no base letter with an accent. */
const PLAIN_LETTERS = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "n" },
  ...{ ς: "σ", ى: "ي", ة: "ه", ٱ: "ا" },
};
const LETTER = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "g");
/** Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic, and its long stroke. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;

/** @param {string} text */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .replace(LETTER, (letter) => PLAIN_LETTERS[letter])
    .normalize("NFC");
}

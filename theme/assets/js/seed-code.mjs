/**
 * A seed as four characters that a whole room can read, say and type, and back.
 *
 * Base 32 with the digits and the letters but I, L, O and U, which are easily taken for others or
 * for a word. It must not know what a seed is for.
 */

const CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 4;
const LARGEST = 999_999;
/** What people write for a digit. */
const MEANT = { O: "0", I: "1", L: "1" };

/** @param {number} seed  a whole number from 0 to 999999 */
export function seedCode(seed) {
  let code = "";
  for (let rest = seed; code.length < LENGTH; rest = Math.floor(rest / CHARACTERS.length)) {
    code = CHARACTERS[rest % CHARACTERS.length] + code;
  }
  return code;
}

/**
 * Small letters, blanks and dashes are fine, and so are o for 0 and i or l for 1.
 * @returns {number | null} the seed, or null when there is no such code
 */
export function readSeedCode(text) {
  const typed = text.normalize("NFKC").toUpperCase();
  const characters = [...typed.replace(/[\s\p{Dash}]/gu, "")].map((sign) => MEANT[sign] ?? sign);
  const digits = characters.map((sign) => CHARACTERS.indexOf(sign));
  if (digits.length !== LENGTH || digits.includes(-1)) {
    return null;
  }
  const seed = digits.reduce((sum, digit) => sum * CHARACTERS.length + digit, 0);
  return seed <= LARGEST ? seed : null;
}

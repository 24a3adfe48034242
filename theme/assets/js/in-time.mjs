/**
 * A promise with a deadline, for what a browser would wait for in silence, such as an import.
 */

/**
 * The promise's own outcome, or an error after too long a wait.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} milliseconds
 * @param {string} words  what to tell the reader when it fails or does not come
 * @returns {Promise<T>}
 */
export async function inTime(promise, milliseconds, words) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (cause) {
    throw new Error(words, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What a reader can do when something did not come: try again, load the page anew, or nothing.
 *
 * Errors carry a `kind` (see worker-guard.mjs). It must not know what failed for whom.
 */

/** No second try can change these. */
const FINAL = new Set(["unsupported"]);
/** The page is older than the site, or the browser remembers that a script did not load. */
const ANEW = new Set(["stale", "script"]);

/**
 * The buttons to stand behind the words.
 * @param {{kind?: string}} error
 * @param {() => void} tryAgain
 * @param {() => void} [beforeLoading]  keeps what can be kept, when the page is loaded anew
 * @returns {HTMLButtonElement[]}
 */
export function remediesFor({ kind }, tryAgain, beforeLoading = () => {}) {
  if (FINAL.has(kind)) {
    return [];
  }
  if (ANEW.has(kind)) {
    return [loadAnew(beforeLoading)];
  }
  return [button("Try again", tryAgain)];
}

/** One press that loads the page as it is on the site now. */
export function loadAnew(before = () => {}) {
  return button("Load this page anew", () => {
    before();
    location.reload();
  });
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "explainer__again";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

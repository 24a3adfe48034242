/**
 * Says how the list of all claims is narrowed: by words, verdict and article.
 *
 * It must not know how claims are made: it reads their words and their data attributes.
 */

import { hasWords, plain, startFilters } from "./filters.mjs";

const FITS = {
  words: (claim, value) => hasWords(claim.words, value),
  verdict: (claim, value) => claim.verdict === value,
  article: (claim, value) => claim.article === value,
};

/** Bring the filters to life; safe to call again when the page's content was replaced. */
export function start() {
  const root = document.querySelector("[data-part=claims]");
  startFilters(root, { items: ".claim", read: readClaim, fits: FITS });
  openTarget();
  window.addEventListener("hashchange", openTarget);
}

/** Unfold the claim that the address names. */
function openTarget() {
  const claim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = claim?.querySelector(".claim__fold");
  if (fold) {
    fold.open = true;
    claim.scrollIntoView();
  }
}

function readClaim(item) {
  const parts = item.querySelectorAll(".claim__text, .verdict, .claim__body");
  const { verdict, article } = item.dataset;
  return { words: plain([...parts].map((part) => part.textContent).join(" ")), verdict, article };
}

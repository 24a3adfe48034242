/**
 * The only script a page loads: it looks at the page and fetches what that page needs.
 *
 * It must not know what an explainer or a citation does.
 */

import { start as startChrome } from "./chrome.mjs";
import { start as startExit } from "./exit.mjs";
import { start as startPalette } from "./palette.mjs";
import { start as startSearch } from "./search.mjs";

/** Start the features this page has; safe to call again when the page's content is replaced. */
function start() {
  startExit();
  startChrome();
  startPalette();
  startSearch();
  if (document.querySelector("kith-explainer")) {
    import("./explainer.mjs");
    import("./replay.mjs").then((replay) => {
      replay.start();
      if (location.hash.startsWith("#show=")) {
        import("./show-link.mjs").then((link) => link.start());
      }
    });
  }
  if (document.querySelector("kith-self-check:not([data-copy])")) {
    import("./self-check.mjs");
  }
  if (document.querySelector(".citation__work")) {
    import("./citations.mjs").then((citations) => citations.start());
  }
  if (document.querySelector(".term")) {
    import("./terms.mjs").then((terms) => terms.start());
  }
  if (document.querySelector("[data-part=bibliography]")) {
    import("./bibliography.mjs").then((bibliography) => bibliography.start());
  }
  if (document.querySelector("[data-part=claims]")) {
    import("./claims.mjs").then((claims) => claims.start());
  }
  if (document.querySelector(".copy")) {
    import("./copy.mjs").then((copy) => copy.start());
  }
  if (document.querySelector("[data-part=room]")) {
    import("./room.mjs").then((room) => room.start());
  }
  if (document.querySelector("[data-part=kit]")) {
    import("./kit.mjs").then((kit) => kit.start());
  }
  if (document.querySelector("[data-part=check]")) {
    import("./check.mjs").then((check) => check.start());
  }
  const offline = document.querySelector("[data-part=offline]");
  if (offline) {
    import("./offline-page.mjs").then((page) => page.start(offline));
  }
  const lost = document.querySelector("[data-part=not-found]");
  if (lost) {
    import("./not-found.mjs").then((page) => page.start(lost));
  }
  const embedded = document.querySelector("[data-part=embed-page]");
  if (embedded) {
    import("./embed-page.mjs").then((page) => page.start(embedded));
  }
}

// What a reader keeps of the site is looked after where nothing private happens.
if (navigator.serviceWorker?.controller && !document.querySelector("kith-self-check")) {
  import("./offline.mjs").then((offline) => offline.refresh()).catch(() => {});
}
addEventListener(
  "kith:result",
  () => import("./offline-start.mjs").then((offline) => offline.keepWhatWasStarted(), () => {}),
  { once: true },
);

start();
if (document.querySelector("[data-part=late-scripts]")) {
  import("./material.mjs").then((material) => material.start(start));
}

/**
 * Brings Material's script once the page is painted, and holds back what that asks for too early.
 *
 * Search, and marks in the table of contents, can wait; typefaces and text should not have to share
 * a slow line with them. The script lies in a template, where a browser leaves it alone. Written for
 * Material 9.8.1; to be looked at again with any other.
 */

const INDEX = /\/search\/search_index\.json$/;
const SITEMAP = /\/sitemap\.xml$/;

/**
 * @param {() => void} use  called when Material has replaced the page's content in place, which it
 *     does when instant navigation is on
 */
export function start(use) {
  holdBack();
  const { content } = document.querySelector("[data-part=late-scripts]");
  const load = () => {
    for (const { src, type } of content.querySelectorAll("script")) {
      const script = Object.assign(document.createElement("script"), { type, async: false });
      script.addEventListener("load", () => follow(use));
      script.src = src;
      document.head.append(script);
    }
  };
  if (document.hidden) {
    load(); // nothing is painted, for now
  } else {
    requestAnimationFrame(() => setTimeout(load));
  }
}

let begun = false;

/** Tell Material what it came too late to hear, that the page is read; and hear of its next pages. */
function follow(use) {
  if (begun || !window.document$) {
    return;
  }
  begun = true;
  window.document$.next(document);
  let first = true;
  window.document$.subscribe(() => {
    if (!first) {
      use();
    }
    first = false;
  });
}

/**
 * The index of the search is as large as all the rest of a page. It waits for the first focus on the
 * field, or the first press that opens the search. The sitemap is never sent for: Material wants it
 * because it takes the link to the feed for one to another language.
 */
function holdBack() {
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new Set();
  const unwanted = new WeakSet();
  const box = document.getElementById("__search");
  const field = document.querySelector(".md-search__input");
  const asked = new URLSearchParams(location.search).has("q");
  let wanted = asked || box?.checked || (field && field === document.activeElement);

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    const { pathname } = new URL(address, location);
    if (!wanted && INDEX.test(pathname)) {
      waiting.add(this);
    } else if (SITEMAP.test(pathname)) {
      unwanted.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!unwanted.has(this) && (!waiting.has(this) || wanted)) {
      send.apply(this, body);
    }
  };
  const fetchNow = () => {
    if (!wanted) {
      wanted = true;
      waiting.forEach((request) => send.call(request));
      waiting.clear();
    }
  };
  box?.addEventListener("change", fetchNow);
  field?.addEventListener("focus", fetchNow);
}

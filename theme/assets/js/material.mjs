/**
 * Brings Material's script once the page is painted, and holds back what that need not ask for.
 *
 * Marks in the table of contents can wait; typefaces and text should not have to share
 * a slow line with them. The script lies in a template, where a browser leaves it alone. Written for
 * Material 9.8.1; to be looked at again with any other.
 */

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

/** The sitemap is never sent for: Material takes the link to the feed for one to another language. */
function holdBack() {
  const { open, send } = XMLHttpRequest.prototype;
  const unwanted = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (SITEMAP.test(new URL(address, location).pathname)) {
      unwanted.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!unwanted.has(this)) {
      send.apply(this, body);
    }
  };
}

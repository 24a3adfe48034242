/**
 * Tells the page around a frame how high the explainer in it is, so that it can fit the frame.
 *
 * The message is {kith: "height", height: pixels} and holds nothing else. The page around is not
 * known, so it goes to any; there is nothing in it to keep from anyone.
 */

/** @param {HTMLElement} page  all that the frame shows */
export function start(page) {
  if (window.parent === window) {
    return;
  }
  new ResizeObserver(() => {
    const height = Math.ceil(page.getBoundingClientRect().bottom + window.scrollY);
    window.parent.postMessage({ kith: "height", height }, "*");
  }).observe(page);
}

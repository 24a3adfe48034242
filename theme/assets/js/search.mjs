/**
 * Shows ways on when the search finds nothing.
 *
 * Material says so in a line that it fills, with words that the page's own settings hold. It must
 * not know how the search works.
 */

/** Watch the line; safe to call again. */
export function start() {
  const line = document.querySelector(".md-search-result__meta");
  const ways = document.querySelector("[data-part=search-none]");
  const settings = document.getElementById("__config");
  if (!line || !ways || !settings || ways.dataset.live !== undefined) {
    return;
  }
  ways.dataset.live = "";
  const nothing = JSON.parse(settings.textContent).translations["search.result.none"];
  const look = () => {
    ways.hidden = line.textContent.trim() !== nothing;
  };
  new MutationObserver(look).observe(line, { childList: true, characterData: true, subtree: true });
  look();
}

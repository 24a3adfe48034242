/**
 * Writes what another site needs to show an explainer in a frame, ready to copy.
 *
 * It must not know what the explainer shows.
 */
import { start as startCopying } from "./copy.mjs";
import { element } from "./dom.mjs";

/** What the frame may do, and nothing more. */
const SANDBOX = [
  "allow-scripts allow-same-origin allow-forms",
  "allow-popups allow-popups-to-escape-sandbox allow-downloads",
].join(" ");
const ALLOW = "fullscreen; clipboard-write";
const SITE = new URL("../../", import.meta.url);
const WHY = [
  "The sandbox lets the frame run its scripts and read its own files, which it needs for Python.",
  "Its form starts a run, and sends nothing.",
  "It may also open links in a new tab and save files that a reader asks for.",
  "It cannot read or change your page, as long as your page has another address than this site.",
].join(" ");
const FIT = "The frame tells your page its height, and nothing else. To fit it, add this:";
const UNKNOWN = [
  "This copy of the site was built without its public address.",
  "The address below is where you are reading it now.",
  "Replace it if other people cannot reach it.",
].join(" ");

/** Fill the fold, once. */
export function open(fold, explainer) {
  if (fold.querySelector("pre")) {
    return;
  }
  const site = publicSite();
  const address = new URL(`embed/${explainer.getAttribute("name")}/`, site ?? SITE).href;
  const title = explainer.querySelector("h1, h2, h3").textContent;
  if (!site) {
    fold.append(element("p", { "data-part": "no-address" }, UNKNOWN));
  }
  fold.append(
    ...snippet(frame(address, title), "Copy the frame", "Text of the frame"),
    element("p", {}, WHY),
    element("p", {}, FIT),
    ...snippet(script(address), "Copy the script", "Text of the script"),
  );
  startCopying();
}

/**
 * Where the site is published, as the page's canonical link says, or null where it says nothing.
 * @returns {URL | null}
 */
function publicSite() {
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const page = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  const below = page.slice(SITE.href.length);
  return canonical?.endsWith(below)
    ? new URL(canonical.slice(0, canonical.length - below.length))
    : null;
}

function frame(address, title) {
  const box = document.createElement("iframe"); // never in the page: it only writes its own text
  const attributes = { src: address, title, width: "100%", height: "900", loading: "lazy" };
  for (const [name, value] of Object.entries({ ...attributes, sandbox: SANDBOX, allow: ALLOW })) {
    box.setAttribute(name, value);
  }
  return box.outerHTML;
}

function script(address) {
  return `<script>
addEventListener("message", ({ source, data }) => {
  for (const frame of document.querySelectorAll('iframe[src="${address}"]')) {
    if (frame.contentWindow === source && data?.kith === "height") {
      frame.height = Number(data.height);
    }
  }
});
</script>`;
}

function snippet(text, words, label) {
  const region = { tabindex: "0", role: "region", "aria-label": label };
  const box = element("pre", { class: "code__text", ...region }, element("code", {}, text));
  const button = element("button", { type: "button", class: "copy", hidden: "" }, words);
  button.dataset.copy = text;
  return [box, element("p", {}, button)];
}

/**
 * Where the QR code of a page, or of a scenario on it, lies. kith/content/teaching/codes.py draws them
 * when the site is built, if its public address is known then.
 */
import { element } from "./dom.mjs";

const FOLDER = new URL("../codes/", import.meta.url);
const SITE = new URL("../../", import.meta.url).href;

export const NO_CODE =
  "This copy of the site was built without its public address, so there is no code to scan.";

/**
 * A picture of the code with the address as its words, or null where there is none.
 * @param {string} name  "page", or an explainer's key and a scenario parted by a dot
 */
export function codeOf(name) {
  const address = document.querySelector("link[rel=canonical]")?.href;
  const page = location.href.split(/[?#]/)[0].replace(/index\.html$/, "").slice(SITE.length);
  if (!address?.endsWith(page)) {
    return null;
  }
  const full = name === "page" ? address : `${address}#show=${name}`;
  const src = new URL(`${page}${name}.svg`, FOLDER).href;
  const picture = element("img", { class: "qr", src, alt: `QR code of ${full}`, width: "400", height: "400" });
  return element("figure", { class: "qr-figure" }, picture, element("figcaption", {}, address));
}

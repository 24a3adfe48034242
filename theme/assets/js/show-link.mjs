/**
 * Heeds an address that asks for a named scenario of an explainer on the page:
 *
 *     #show=rat_park.petrie
 *
 * Before the dot stands the explainer, as in fragment.mjs. Such addresses are in printed QR codes, so
 * this form must go on being read. Nothing happens where there is no such explainer or scenario.
 */
import { keyOf } from "./fragment.mjs";

const START = "#show=";

/** When the explainers of the page listen. */
export function start() {
  if (!location.hash.startsWith(START)) {
    return;
  }
  const [key, name] = decodeURIComponent(location.hash.slice(START.length)).split(".");
  const explainer = [...document.querySelectorAll("kith-explainer")].find((one) => keyOf(one) === key);
  const names = [...(explainer?.querySelectorAll("[data-part=scenarios] [type=radio]") ?? [])];
  if (!names.some(({ value }) => value === name)) {
    return;
  }
  if (explainer.getAttribute("scenario") !== name) {
    const detail = { name, asks: true }; // its guess comes first
    explainer.dispatchEvent(new CustomEvent("kith:choose", { bubbles: true, detail }));
  }
  explainer.scrollIntoView({ block: "start" });
}

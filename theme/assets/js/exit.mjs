/**
 * The way out, quicker than a plain link: the page is gone before the next one is there.
 *
 * It behaves as the component "Exit this page" of the GOV.UK Design System: a press on a link
 * blanks the page at once, and so does the Shift key pressed three times within five seconds, with
 * the count shown and spoken. The page gives its own place in the history away, so that Back does
 * not lead to it. Should a browser bring it back all the same, it is whole again. What stays in
 * the history is said at the foot of each page. It must not know where the links lead.
 */

import { element } from "./dom.mjs";

const PRESSES = 3;
const IN_TIME_MS = 5000;
const SAID = [
  "",
  "Shift, press two more times to leave this site.",
  "Shift, press one more time to leave this site.",
  "Leaving this site.",
];

let presses = 0;
/** Was Shift part of a shortcut, or held for a capital letter? Then it does not count. */
let mixed = false;
let timer;
let box;
let title;

/** Bring the page's links to life; safe to call again. */
export function start() {
  for (const link of document.querySelectorAll("a[data-part=exit]:not([data-live])")) {
    link.dataset.live = "";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave(link.href);
    });
  }
  if (!box && document.querySelector("a[data-part=exit]")) {
    box = newCount();
    document.body.append(box);
    listen();
  }
}

/** Three dots that fill, and the words that are spoken. */
function newCount() {
  const dots = Array.from({ length: PRESSES }, () => element("span", { class: "exit-count__dot" }));
  return element(
    "div",
    { class: "exit-count", "data-presses": "0" },
    element("span", { class: "exit-count__dots", "aria-hidden": "true" }, ...dots),
    element("span", { class: "words-only", role: "status" }),
  );
}

function listen() {
  document.addEventListener("keydown", ({ key }) => {
    mixed = key !== "Shift";
  });
  document.addEventListener("pointerdown", () => {
    mixed = true;
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key === "Shift" && !mixed) {
      press();
    } else {
      count(0);
    }
  });
  window.addEventListener("pageshow", comeBack);
}

function press() {
  count(presses + 1);
  if (presses === PRESSES) {
    leave(document.querySelector("a[data-part=exit]").href);
  } else {
    timer = setTimeout(() => {
      count(0);
      say("Leaving this site was not asked for in time.");
    }, IN_TIME_MS);
  }
}

function count(number) {
  clearTimeout(timer);
  if (number !== presses) {
    presses = number;
    box.dataset.presses = String(number);
    say(SAID[number]);
  }
}

function say(words) {
  box.lastChild.textContent = words;
}

function leave(address) {
  title ??= document.title;
  document.title = "Loading";
  document.documentElement.classList.add("left");
  document.body.append(
    element("div", { class: "left-blank", role: "alert" }, element("p", {}, "Loading")),
  );
  location.replace(address);
}

function comeBack() {
  count(0);
  document.querySelector(".left-blank")?.remove();
  document.documentElement.classList.remove("left");
  if (title) {
    document.title = title;
  }
}

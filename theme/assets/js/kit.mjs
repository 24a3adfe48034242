/**
 * What a room can do with a page: the facilitator's view, slides, a handout and a card to print.
 *
 * Whether the facilitator's view is on is remembered on this device, and nothing else is. An address
 * that ends in #print=handout, card or all shows what its print would be.
 */

const KEY = "kith.facilitator";
const MISSING = "A script of this site could not be fetched. Please try again.";
const PRINTS = ["handout", "card", "all"];

/** Bring the row to life; safe to call again. */
export function start() {
  const kit = document.querySelector("[data-part=kit]");
  if (!kit.hidden) {
    return;
  }
  kit.hidden = false;
  const article = kit.parentElement;
  for (const button of article.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => print(button.dataset.prints));
  }
  const toggle = kit.querySelector("[data-kit=facilitator]");
  if (toggle) {
    toggle.addEventListener("click", () => {
      const on = toggle.getAttribute("aria-pressed") !== "true";
      showNotes(article, toggle, on);
      remember(on);
      const words = on
        ? "The facilitator’s notes are shown, on this device, until you turn them off."
        : "The facilitator’s notes are hidden.";
      kit.querySelector("[role=status]").textContent = words;
    });
    showNotes(article, toggle, remembered());
  }
  kit.querySelector("[data-kit=slides]").addEventListener("click", ({ currentTarget }) => {
    import("./slides.mjs").then(
      ({ open }) => open(article, currentTarget),
      () => (kit.querySelector("[role=status]").textContent = MISSING),
    );
  });
  addEventListener("afterprint", () => delete document.documentElement.dataset.prints);
  const asked = /^#print=(\w+)$/.exec(location.hash)?.[1];
  if (PRINTS.includes(asked)) {
    prepare(asked);
  }
}

function showNotes(article, toggle, on) {
  toggle.setAttribute("aria-pressed", String(on));
  document.documentElement.toggleAttribute("data-facilitator", on);
  for (const fold of article.querySelectorAll("[data-part=facilitator]")) {
    fold.open = on;
  }
}

function print(what) {
  prepare(what);
  window.print();
}

function prepare(what) {
  document.documentElement.dataset.prints = what;
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(on) {
  try {
    if (on) {
      localStorage.setItem(KEY, "on");
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // It holds for this page all the same.
  }
}

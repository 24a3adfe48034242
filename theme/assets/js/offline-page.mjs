/**
 * The controls on the page "Without a network": keep the site, see how far it is, take it away; and
 * what is said there when a reader came because a page is not kept.
 */
import { element } from "./dom.mjs";
import { forget, isPossible, keep, kept, offered } from "./offline.mjs";

const CANNOT = "This browser cannot keep a copy of this site. The copy on a stick works in it.";
const COPY = "What you are reading is a copy already: there is nothing to keep.";

/** @param {HTMLElement} box  empty, and hidden until now */
export async function start(box) {
  if (!box.hidden) {
    return;
  }
  box.hidden = false;
  const line = element("p", { role: "status", "data-part": "offline-said" });
  const bar = element("progress", { max: "1", hidden: "", "aria-label": "Fetching the copy" });
  const buttons = element("div", { class: "kit__buttons" });
  const missed = missedPage();
  box.append(...(missed ? [missed] : []), line, bar, buttons);
  if (!isPossible()) {
    line.textContent = document.documentElement.dataset.copy ? COPY : CANNOT;
    return;
  }
  await show();

  async function show() {
    const [now, all] = await Promise.all([kept(), offered().catch(() => null)]);
    bar.hidden = true;
    line.textContent = [said(now), all ? offer(now, all) : ""].join(" ").trim();
    const isWhole = now?.what === "all" && (!all || all.version === now.version);
    buttons.replaceChildren(
      ...(all && !isWhole ? [button("Keep for offline", "keep", fill)] : []),
      ...(now ? [button("Take it away", "forget", () => forget().then(show))] : []),
    );
  }

  async function fill() {
    const stop = new AbortController();
    bar.hidden = false;
    buttons.replaceChildren(button("Stop", "stop", () => stop.abort()));
    line.textContent = "Fetching the copy…";
    try {
      await keep("all", ({ got, total }) => (bar.value = got / total), {
        signal: stop.signal,
      });
      await show();
    } catch (error) {
      await show();
      const words = stop.signal.aborted ? "Stopped. Nothing of it is kept." : `${error.message} Try again.`;
      line.prepend(`${words} `);
    }
  }
}

function said(now) {
  if (!now) {
    return "Nothing is kept on this device.";
  }
  const what = now.what === "all" ? "The whole site is" : "The models and the pages you ran them on are";
  return `${what} kept on this device, as of ${now.kept.slice(0, 10)}: ${megabytes(now.bytes)}.`;
}

function offer(now, all) {
  if (now?.what === "all" && now.version !== all.version) {
    return "A newer version is there.";
  }
  return now?.what === "all" ? "" : `The whole site takes ${megabytes(all.bytes)}.`;
}

function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function button(words, action, act) {
  const made = element("button", { type: "button", "data-offline": action }, words);
  made.addEventListener("click", act);
  return made;
}

/** A reader who came from a page that is not kept is told so, with the way back to it. */
function missedPage() {
  const page = new URLSearchParams(location.search).get("page");
  if (page === null) {
    return null;
  }
  const root = new URL("../../", import.meta.url).href;
  const address = new URL(page, root);
  if (!address.href.startsWith(root)) {
    return null;
  }
  const words = "There is no network, and this page is not kept on this device: ";
  const link = element("a", { href: address.href }, address.href.slice(root.length) || "the home page");
  return element("p", { "data-part": "missed" }, element("strong", {}, words), link, ".");
}

/**
 * After the first run of a model: keeps what the next start needs, and nothing else.
 *
 * The files have just come, so most of them are taken from the browser's own store. It leaves pages
 * with private answers alone, frames on other sites, and readers who save data.
 */
import { isPossible, keep, kept } from "./offline.mjs";

const isPrivate = document.querySelector("kith-self-check, [data-private]") !== null;
const isFrame = window.parent !== window;

/** Safe to call again. */
export async function keepWhatWasStarted() {
  if (!isPossible() || isPrivate || isFrame || navigator.connection?.saveData || (await kept())) {
    return;
  }
  const page = location.href.split(/[?#]/)[0];
  await keep("start", () => {}, { page }).catch(() => {}); // a convenience; the page goes on without it
}

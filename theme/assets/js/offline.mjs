/**
 * Keeps a copy of the site in this browser, says what is kept, and takes it away again.
 *
 * A copy is one cache, named by the version of the site; the mark that it is whole is put into it
 * last. sw.js serves it when there is no network. The files are fetched and stored by a worker,
 * offline-copier.mjs, so that the page never waits for them. It must not know how any of this is shown.
 *
 * @typedef {{what: "all" | "start", version: string, bytes: number, kept: string}} Kept
 */

import { WorkerLine, problem } from "./worker-line.mjs";

const ROOT = new URL("../../", import.meta.url).href;
const PREFIX = `kith ${ROOT} `;
const MARK = `${ROOT}kept.json`;
const AT_ONCE = 6;

/** Can this browser keep a copy of this site, as it is being read now? */
export function isPossible() {
  return "serviceWorker" in navigator && "caches" in globalThis && !document.documentElement.dataset.copy;
}

/** @returns {Promise<Kept | null>} the newest whole copy */
export async function kept() {
  const found = await wholeCopies();
  return found.at(-1)?.mark ?? null;
}

/** What the whole site would take: `{version, bytes, files}`; asks the network. */
export async function offered() {
  const answer = await fetch(`${ROOT}offline.json`, { cache: "no-store" });
  if (!answer.ok) {
    throw new Error("The list of files is missing on this site.");
  }
  return answer.json();
}

/**
 * Keep the whole site, or only what a started model needs, with the pages that were kept before.
 * @param {"all" | "start"} what
 * @param {(progress: {got: number, total: number}) => void} onProgress  in bytes
 * @param {{signal?: AbortSignal, page?: string}} options  `page`: the address of a page to keep too
 */
export async function keep(what, onProgress, { signal, page = "" } = {}) {
  const list = await offered();
  const older = await wholeCopies();
  const before = what === "all" ? new Set() : await addressesIn(older);
  const isWanted = (place) =>
    what === "all" ||
    list.start.some((prefix) => place.startsWith(prefix)) ||
    addressOf(place) === page ||
    before.has(addressOf(place));
  const places = Object.keys(list.files).filter(isWanted);
  const total = places.reduce((sum, place) => sum + list.files[place][0], 0);
  if (older.some(({ mark }) => mark.version === list.version && mark.what === what)) {
    return;
  }
  await navigator.serviceWorker.register(`${ROOT}sw.js`, { scope: ROOT });
  const name = `${PREFIX}${what} ${list.version}`;
  const copies = [name, ...older.map((copy) => copy.name)];
  let got = 0;
  const take = async (copier, place) => {
    const [bytes, digest] = list.files[place];
    await copier.ask("take", { url: addressOf(place), digest, copies, root: ROOT }, Infinity);
    got += bytes;
    onProgress({ got, total });
  };
  try {
    await withCopier(signal, (copier) => inTurns(places, (place) => take(copier, place)));
  } catch (error) {
    if (signal?.aborted) {
      await caches.delete(name); // else what has come stays, so that a second try is shorter
    }
    throw error;
  }
  const cache = await caches.open(name);
  const mark = { what, version: list.version, bytes: total, kept: new Date().toISOString() };
  await cache.put(MARK, Response.json(mark));
  await tidy();
}

/** Take every copy away, and the worker too. */
export async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
  const registration = await navigator.serviceWorker.getRegistration(ROOT);
  if (registration?.scope === ROOT) {
    await registration.unregister();
  }
}

/** When a page has loaded and a copy is there: old ones go, and a newer one is fetched. */
export async function refresh() {
  await tidy();
  const found = await kept();
  if (found && navigator.onLine && !navigator.connection?.saveData) {
    const { version } = await offered();
    if (version !== found.version) {
      await keep(found.what, () => {});
    }
  }
}

async function tidy() {
  const registration = await navigator.serviceWorker.getRegistration(ROOT);
  registration?.active?.postMessage("tidy");
}

async function addressesIn(copies) {
  const requests = await Promise.all(
    copies.map(async ({ name }) => ((await caches.has(name)) ? (await caches.open(name)).keys() : [])),
  );
  return new Set(requests.flat().map(({ url }) => url));
}

/** Work with the worker that copies; it ends with the work, or as soon as a reader says stop. */
async function withCopier(signal, work) {
  const copier = new WorkerLine(["offline-copier.mjs"], () => {});
  const stop = () => copier.end(problem("stopped", "Stopped."));
  signal?.addEventListener("abort", stop, { once: true });
  try {
    signal?.throwIfAborted();
    await work(copier);
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

/** Pages are asked for by their folders. */
function addressOf(place) {
  return ROOT + place.replace(/(^|\/)index\.html$/, "$1");
}

/** None is opened to look: one that has just been deleted would be there again, empty. */
async function wholeCopies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const found = await Promise.all(
    names.map(async (name) => {
      const answer = await caches.match(MARK, { cacheName: name });
      return answer ? { name, mark: await answer.json() } : null;
    }),
  );
  return found.filter(Boolean);
}

async function inTurns(items, act) {
  const waiting = [...items];
  const work = async () => {
    while (waiting.length > 0) {
      await act(waiting.shift());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

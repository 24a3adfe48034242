/**
 * Serves what a reader keeps of the site when there is no network. It keeps nothing by itself:
 * theme/assets/js/offline.mjs fills the copies, and says when one is whole.
 *
 * Pages, scripts and lists come from the network first, so what a reader sees online is never old.
 * Folders named by what is in them come from the copy first. A page that was served from a copy goes
 * on being served from that very copy, whatever newer one comes meanwhile. All addresses are below
 * the folder that this script lies in; several sites may share a host.
 */
"use strict";

const ROOT = new URL("./", self.location).href;
const PREFIX = `kith ${ROOT} `;
/** In each whole copy: what it is. offline.mjs writes it last. */
const MARK = `${ROOT}kept.json`;
/** Which copy a page came from, by the page's client id. */
const PINS = `${PREFIX}pins`;
const OFFLINE_PAGE = `${ROOT}${"KITH-OFFLINE-PAGE"}`;
const NAMED_BY_CONTENT = /^assets\/(runtime\/(py|vega)|recordings\/\w+|fonts)-[0-9a-f]+\//;
/** A network that says nothing for so long counts as none, where a copy is there. */
const PATIENCE_MS = 4000;

/** A page that has just been left still counts as open for a while, so look again. */
const LOOKS_MS = [0, 1000, 3000, 9000];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = plain(request.url);
  if (request.method !== "GET" || !url.startsWith(ROOT) || request.headers.has("range")) {
    return;
  }
  if (NAMED_BY_CONTENT.test(url.slice(ROOT.length))) {
    const kept = () => keptAnywhere(url);
    const asks = request.cache === "reload"; // what is kept may be damaged
    event.respondWith(
      asks
        ? fetch(request).catch(async (error) => (await kept()) ?? Promise.reject(error))
        : kept().then((found) => found ?? fetch(request)),
    );
  } else if (request.cache !== "no-store") {
    event.respondWith(networkFirst(event, url));
  }
});

self.addEventListener("message", (event) => {
  if (event.data === "tidy") {
    event.waitUntil(tidy());
  }
});

async function networkFirst(event, url) {
  const name = await copyFor(event);
  const kept = name && (await find(name, url));
  try {
    return await (kept ? inTime(fetch(event.request)) : fetch(event.request));
  } catch (error) {
    if (kept) {
      // The page comes, whether or not that can be noted: WebKit waits for a copy that is just tidied.
      event.waitUntil(pin(event, name).catch(() => {}));
      return kept;
    }
    if (event.request.mode === "navigate" && url !== OFFLINE_PAGE && (await keptAnywhere(OFFLINE_PAGE))) {
      const page = encodeURIComponent(event.request.url.slice(ROOT.length));
      return Response.redirect(`${OFFLINE_PAGE}?page=${page}`, 302);
    }
    throw error;
  }
}

function inTime(answer) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The network says nothing.")), PATIENCE_MS);
  });
  return Promise.race([answer, late]);
}

/** The copy that this page came from, or else the newest. */
async function copyFor({ clientId }) {
  const names = await copies();
  const pinned = clientId && (await (await caches.match(pinOf(clientId)))?.text());
  return names.includes(pinned) ? pinned : names.at(-1);
}

/** The names of whole copies, the oldest first. */
async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PINS);
  const marks = await Promise.all(names.map((name) => find(name, MARK)));
  return names.filter((_, at) => marks[at]);
}

/** Not by opening the copy: one that has just been deleted would be there again, empty. */
async function find(name, url) {
  const inCopy = { cacheName: name };
  const found = await caches.match(url, inCopy);
  return found ?? (url.endsWith("/") ? caches.match(`${url}index.html`, inCopy) : undefined);
}

async function keptAnywhere(url) {
  for (const name of (await copies()).reverse()) {
    const found = await find(name, url);
    if (found) {
      return found;
    }
  }
  return undefined;
}

async function pin(event, name) {
  if (event.request.mode === "navigate" && event.resultingClientId) {
    const cache = await caches.open(PINS);
    await cache.put(pinOf(event.resultingClientId), new Response(name));
  }
}

function pinOf(clientId) {
  return `${ROOT}pin/${clientId}`;
}

/** Older copies go as soon as no other page of the site is open that may stand on one. */
async function tidy() {
  for (const wait of LOOKS_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const names = await copies();
    if (names.length === 0) {
      return;
    }
    if (open.filter(({ url }) => url.startsWith(ROOT)).length <= 1) {
      await Promise.all([...names.slice(0, -1), PINS].map((name) => caches.delete(name)));
      return;
    }
  }
}

/** An address without what stands after ? and #. */
function plain(address) {
  return address.split(/[?#]/)[0];
}

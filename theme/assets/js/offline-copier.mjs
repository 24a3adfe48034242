/**
 * The worker that fetches and stores what a reader keeps: to check and store a large file would hold
 * the page up for longer than a reader should feel.
 *
 * Messages in:  {v: 1, id, op: "take", url, digest, copies, root}
 * Messages out: {id, type: "result"} or {id, type: "error", kind, message}
 *
 * It knows files and copies, and nothing of which files are wanted.
 */

const DIGEST = "x-kith-digest";
/** Folders named by content never change, so a browser may have them already. */
const NAMED = /\/assets\/(runtime\/|recordings\/|fonts-)[^/]+\//;

/**
 * Put a file into the first of `copies`, unless it is there; from an older copy where it has not
 * changed since.
 * @param {{url: string, digest: string, copies: string[], root: string}} order
 */
async function take({ url, digest, copies: [name, ...older], root }) {
  if (!(await found(url, digest, [name]))) {
    const file = (await found(url, digest, older)) ?? (await fetched(url, digest, root));
    await (await caches.open(name)).put(url, file);
  }
}

/** What the copies hold under this address, if it has this digest. */
async function found(url, digest, copies) {
  for (const cacheName of copies) {
    const held = await caches.match(url, { cacheName });
    if (held?.headers.get(DIGEST) === digest) {
      return held;
    }
  }
  return null;
}

async function fetched(url, digest, root) {
  const answer = await fetch(url, { cache: NAMED.test(url) ? "force-cache" : "no-cache" });
  if (!answer.ok || answer.redirected) {
    throw new Error(`${url.slice(root.length)} could not be fetched.`);
  }
  const headers = new Headers();
  headers.set("Content-Type", answer.headers.get("Content-Type") ?? "application/octet-stream");
  headers.set(DIGEST, digest);
  const body = await answer.arrayBuffer();
  if ((await digestOf(body)) !== digest) {
    throw new Error("The site has changed meanwhile.");
  }
  return new Response(body, { headers });
}

/** As kith/theme/offline.py writes it: the first ten digits of SHA-256. */
async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

self.onmessage = async ({ data }) => {
  try {
    await take(data);
    self.postMessage({ id: data.id, type: "result" });
  } catch ({ message }) {
    self.postMessage({ id: data.id, type: "error", kind: "copying", message });
  }
};

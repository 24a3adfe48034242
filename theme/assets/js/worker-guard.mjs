/**
 * Makes a failing start fail. `loadPyodide` swallows some errors (a missing or refused wasm file)
 * and then never settles, so this module watches every fetch and the compiler, and races the start
 * against the first thing that goes wrong.
 *
 * It must not know Pyodide's files by name: the expected sizes are handed to it.
 */

let refuse;
const failed = new Promise((_, reject) => {
  refuse = reject;
});
failed.catch(() => {}); // Heard through `firstFailure`; a failure after the start concerns nobody.

self.addEventListener("unhandledrejection", (event) => refuse(event.reason));
self.addEventListener("error", (event) => refuse(event.error ?? failure("script", event.message)));

/**
 * An error that carries a kind the page can act on.
 * @param {string} kind  fetch | type | cut | wasm | memory | unsupported | params | stopped | script
 * @param {string} message  words for the reader
 * @param {object} [fields]  more to carry, such as the name of a control
 */
export function failure(kind, message, fields = {}) {
  return Object.assign(new Error(message), { kind, ...fields });
}

/** The promise's own result, or the first failure seen anywhere in the worker. */
export function firstFailure(promise) {
  return Promise.race([promise, failed]);
}

const CANNOT = "This browser cannot run Python: it does not allow WebAssembly.";
const NO_MEMORY =
  "This device has not enough memory for Python right now. Close other tabs or programs first.";

/** Refuse at once where WebAssembly is missing or forbidden. */
export function watchWasm() {
  try {
    // The shortest valid module: a policy without 'wasm-unsafe-eval' refuses even this one.
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  } catch {
    throw failure("unsupported", CANNOT);
  }
}

/** Report a file that is not wasm, and memory that is not to be had. */
export function watchCompiler() {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (...args) => {
    const instance = instantiate.apply(WebAssembly, args);
    instance.catch((error) =>
      refuse(
        isOfMemory(error)
          ? failure("memory", NO_MEMORY)
          : failure("wasm", "The file that holds Python is damaged."),
      ),
    );
    return instance;
  };
}

/** Browsers refuse memory in words of their own. */
function isOfMemory(error) {
  return error instanceof RangeError || /memory|allocat/i.test(String(error?.message));
}

/**
 * Wrap `fetch`: count bytes, check status, type and length of the files that runtime.json lists.
 * @param {string} base  the folder of the files, an absolute address ending in "/"
 * @param {Record<string, number>} files  file name -> length in bytes, not compressed
 * @param {(progress: {stage: "fetch", got: number}) => void} report
 * @param {(name: string, share: number) => void} hasCome  told how much of each has come, 0 to 1
 * @param {RequestCache} cache  "reload" asks past what the browser has kept, which may be damaged
 */
export function watchFetches(base, files, report, hasCome, cache) {
  const fetchPlainly = self.fetch.bind(self);
  let got = 0;
  const count = (bytes, name, length) => {
    got += bytes;
    report({ stage: "fetch", got });
    hasCome(name, length / files[name]);
  };
  self.fetch = async (input, init) => {
    const address = String(input.url ?? input);
    const name = address.startsWith(base) ? address.slice(base.length) : "";
    const asked = name in files ? { ...init, cache } : init;
    const response = await fetchPlainly(input, asked).catch((error) => {
      throw refused(
        failure("fetch", `${name || address} could not be fetched (${error.message}).`),
      );
    });
    return name in files ? checked(response, name, files[name], count) : response;
  };
}

function checked(response, name, expected, count) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok) {
    throw refused(failure("fetch", `${name} is missing on this site (${response.status}).`));
  }
  if (name.endsWith(".wasm") && !type.startsWith("application/wasm")) {
    throw refused(failure("type", `This site sends ${name} as “${type}”, not as WebAssembly.`));
  }
  if (name.endsWith(".wasm")) {
    // Browsers keep what they compiled for the next visit, of a response that is as it came.
    const copy = counted(response.clone().body, name, expected, count);
    copy.pipeTo(new WritableStream()).catch(() => {}); // its failure is told already
    return response;
  }
  const body = counted(response.body, name, expected, count);
  return new Response(body, { status: response.status, headers: response.headers });
}

/** The same bytes, counted; an end that comes too early or too late is a failure. */
function counted(body, name, expected, count) {
  const reader = body.getReader();
  let length = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = await reader.read().catch(() => ({ done: true }));
      if (!chunk.done) {
        length += chunk.value.byteLength;
        count(chunk.value.byteLength, name, length);
        controller.enqueue(chunk.value);
      } else if (length === expected) {
        controller.close();
      } else {
        const words = `The connection was cut: ${name} came with ${length} of ${expected} bytes.`;
        controller.error(refused(failure("cut", words)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Tell the waiting start, and hand the error back to be thrown as well. */
function refused(error) {
  refuse(error);
  return error;
}

/**
 * Begins early what a start of Python will ask for: files are fetched before anyone asks, and wasm
 * is compiled while the scripts around it are still on their way.
 *
 * It must not know Pyodide's files by name, nor what can go wrong with them.
 */

/** A file's turn comes when so much of the one before has come that the line would soon be idle. */
const ALMOST = 0.8;

/**
 * Fetch these one after the other, by the `fetch` of this moment, and hand each out once, when it is
 * asked for. The first has the line almost for itself: what it takes longest to make ready should
 * come first.
 * @param {string[]} addresses  absolute
 * @param {string[]} wasm  those that will be asked to be instantiated
 * @returns {(address: string, share: number) => void}  to be told how much of each has come, 0 to 1
 */
export function fetchInTurn(addresses, wasm) {
  const fetchOnTime = self.fetch;
  const begin = [];
  const turns = addresses.map((_, at) => new Promise((resolve) => (begin[at] = resolve)));
  const begun = new Map(
    addresses.map((address, at) => [address, turns[at].then(() => fetchOnTime(address))]),
  );
  self.fetch = (input, init) => {
    const address = String(input.url ?? input);
    const response = begun.get(address) ?? fetchOnTime(input, init);
    begun.delete(address);
    return response;
  };
  instantiateCompiled(new Map(wasm.map((address) => compiled(begun.get(address)))));
  begin[0]();
  return (address, share) => {
    if (share >= ALMOST) {
      begin[addresses.indexOf(address) + 1]?.();
    }
  };
}

/** The response and, still under way, the module that comes with it. */
function compiled(response) {
  const module = WebAssembly.compileStreaming(response);
  module.catch(() => {}); // told to the one who asks for the instance
  return [response, module];
}

function instantiateCompiled(modules) {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const module = await modules.get(source);
    modules.delete(source);
    return module
      ? { module, instance: await WebAssembly.instantiate(module, imports) }
      : instantiate.call(WebAssembly, source, imports);
  };
}

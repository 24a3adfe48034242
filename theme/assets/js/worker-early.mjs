/**
 * Begins early what a start of Python will ask for: files are fetched before anyone asks, and wasm
 * is compiled while the scripts around it are still on their way.
 *
 * It must not know Pyodide's files by name, nor what can go wrong with them.
 */

/**
 * Fetch these now, by the `fetch` of this moment, and hand each out once, when it is asked for.
 * @param {string[]} addresses  absolute
 */
export function fetchEarly(addresses) {
  const fetchOnTime = self.fetch;
  const begun = new Map(addresses.map((address) => [address, fetchOnTime(address)]));
  self.fetch = (input, init) => {
    const address = String(input.url ?? input);
    const response = begun.get(address) ?? fetchOnTime(input, init);
    begun.delete(address);
    return response;
  };
  const wasm = addresses.filter((address) => address.endsWith(".wasm"));
  instantiateCompiled(new Map(wasm.map((address) => compiled(begun.get(address)))));
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

/**
 * Fetches the deferred parts of the wasm, and links them to the first.
 *
 * `cargo xtask` writes this into the module that wasm-bindgen makes, so that each
 * instance of the first part gets deferred parts of its own.
 */

/** The hashes of the deferred parts, by their files; `cargo xtask dist` writes them. */
const DEFERRED_SUMS = {};

const deferred = {};

/** Once for an instance, and again after a failure. */
function fetchDeferred(file) {
  const start = async () => {
    const answer = await fetch(new URL(file, import.meta.url), { integrity: DEFERRED_SUMS[file] });
    if (!answer.ok) throw new Error(`${file} did not load: ${answer.status}`);
    // A browser streams nothing else; the first part works under any type, too.
    const isWasm = answer.headers.get("content-type")?.startsWith("application/wasm");
    const code = isWasm ? answer : await answer.arrayBuffer();
    const instantiate = isWasm ? "instantiateStreaming" : "instantiate";
    return WebAssembly[instantiate](code, { __wasm_split: wasm });
  };
  return (deferred[file] ??= start().catch((error) => {
    deferred[file] = undefined;
    throw error;
  }));
}

/** What the first part calls to load `files`, and is called back by. */
function linkDeferred(files) {
  return (callback, data) => {
    const done = (is) => wasm.__indirect_function_table.get(callback)(data, is);
    Promise.all(files.map(fetchDeferred)).then(
      () => done(true),
      (error) => {
        console.error(error);
        done(false);
      },
    );
  };
}

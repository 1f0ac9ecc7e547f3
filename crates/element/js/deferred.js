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
  const answer = () => fetch(new URL(file, import.meta.url), { integrity: DEFERRED_SUMS[file] });
  const start = () => WebAssembly.instantiateStreaming(answer(), { __wasm_split: wasm });
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

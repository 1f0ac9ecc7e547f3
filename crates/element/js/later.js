/**
 * Fetches the later part of the wasm (`src/view/later.rs`), and ties it to the
 * first.
 *
 * `cargo xtask` writes this into the module that wasm-bindgen makes, so that each
 * instance of the first part gets a later part of its own.
 */

/** The hash of the later part; `cargo xtask dist` writes it. */
const LATER_SUM = undefined;

let later;

/** Once for an instance, and again after a failure. */
function fetchLater() {
  const url = new URL("backstory_later.wasm", import.meta.url);
  const answer = () => fetch(url, { integrity: LATER_SUM });
  return (later ??= WebAssembly.instantiateStreaming(answer(), { __wasm_split: wasm }));
}

/** What the first part calls, and what it is called back by. */
function __wasm_split_load_later(callback, data) {
  const done = (is) => wasm.__indirect_function_table.get(callback)(data, is);
  fetchLater().then(
    () => done(true),
    (error) => {
      console.error(error);
      later = undefined;
      done(false);
    },
  );
}

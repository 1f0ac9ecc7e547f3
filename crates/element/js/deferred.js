/**
 * Fetches the deferred parts of the wasm, and links them to the first.
 *
 * `cargo xtask` writes this into the module that wasm-bindgen makes, so that each
 * instance of the first part gets deferred parts of its own.
 */

/**
 * The hashes of the deferred parts, by their files; `cargo xtask dist` writes them.
 * @type {Record<string, string>}
 */
const DEFERRED_SUMS = {};

/** @type {Record<string, Promise<unknown> | undefined>} */
const deferred = {};

/**
 * Once for an instance, and again after a failure.
 * @param {string} file
 */
function fetchDeferred(file) {
  const start = async () => {
    const answer = await fetch(new URL(file, import.meta.url), { integrity: DEFERRED_SUMS[file] });
    if (!answer.ok) throw new Error(`${file} did not load: ${answer.status}`);
    // A browser streams nothing else; the first part works under any type, too.
    const isWasm = answer.headers.get("content-type")?.startsWith("application/wasm");
    const imports = { __wasm_split: wasm };
    return isWasm
      ? WebAssembly.instantiateStreaming(answer, imports)
      : WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  };
  return (deferred[file] ??= start().catch((error) => {
    deferred[file] = undefined;
    throw error;
  }));
}

/**
 * What the first part calls to load `files`, and is called back by.
 * @param {string[]} files
 */
// oxlint-disable-next-line no-unused-vars
function linkDeferred(files) {
  return (/** @type {number} */ callback, /** @type {number} */ data) => {
    const done = (/** @type {boolean} */ is) => wasm.__indirect_function_table.get(callback)(data, is);
    Promise.all(files.map(fetchDeferred)).then(
      () => done(true),
      (error) => {
        console.error(error);
        done(false);
      },
    );
  };
}

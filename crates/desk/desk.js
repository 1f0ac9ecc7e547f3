/** Starts the desk: its own wasm, beside the widget's. */
import init from "./desk/desk.js";

await init({ module_or_path: new URL("desk/desk_bg.wasm", import.meta.url) });

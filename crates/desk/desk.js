/** Starts the editor: its own wasm, next to the widget's. */
import init from "./desk/desk.js";

await init({ module_or_path: new URL("desk/desk_bg.wasm", import.meta.url) });

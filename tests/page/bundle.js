/**
 * Bundles the frameworks' pages for the journeys: `node bundle.js ESBUILD FOLDER`,
 * where ESBUILD is the folder of esbuild's package. `cargo xtask test` calls it.
 */

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { compile } from "svelte/compiler";

const [, , esbuild, outdir] = process.argv;
const { build } = await import(pathToFileURL(join(esbuild, "lib", "main.js")).href);
const here = fileURLToPath(new URL(".", import.meta.url));

/** Has Svelte's own compiler read its components. */
const svelte = {
  name: "svelte",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { js } = compile(source, { filename: basename(path), generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: {
    react: "pages/react.jsx",
    "react-18": "react-18/page.jsx",
    vue: "pages/vue.js",
    svelte: "pages/svelte.js",
    turbo: "pages/turbo.js",
  },
  outdir,
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  conditions: ["browser", "production"],
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  plugins: [svelte],
  logLevel: "warning",
});

/** What Vue's and Svelte's own checkers read. */

import type { SvelteHTMLElements } from "svelte/elements";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["back-story"]>["$props"];

export const inVue: Props = { src: "story.json", data: {}, loading: "eager" };
export const inSvelte: SvelteHTMLElements["back-story"] = {
  view: "timeline",
  data: {},
  "onbackstory:filter": ({ detail }) => detail.filter.q,
};

// @ts-expect-error No such value.
export const wrongInVue: Props = { loading: "soon" };
// @ts-expect-error No such value.
export const wrongInSvelte: SvelteHTMLElements["back-story"] = { theme: "sepia" };

/** Vue 3, its data behind a proxy, as a page has it. */

import { createApp, h, reactive } from "vue";

import { FIRST, SECOND, hear, offer } from "./shared.js";

let app;
let state;
const mount = () => {
  state = reactive({ count: 0, data: FIRST });
  const Story = () =>
    h("main", [
      h("p", { id: "count" }, String(state.count)),
      h("back-story", {
        data: state.data,
        loading: "eager",
        "onBackstory:ready": hear,
        "onBackstory:filter": hear,
      }),
    ]);
  app = createApp(Story);
  app.config.compilerOptions.isCustomElement = (tag) => tag === "back-story";
  app.mount("#app");
};
offer({
  mount,
  unmount: () => app.unmount(),
  rerender: () => void state.count++,
  other: () => void (state.data = SECOND),
});
mount();

/** Svelte 5; the component is beside. */

import { mount as mountComponent, unmount as unmountComponent } from "svelte";

import Story from "./Story.svelte";
import { offer } from "./shared.js";

const controls = {};
let component;
const mount = () => {
  component = mountComponent(Story, { target: document.querySelector("#app"), props: { controls } });
};
offer({
  mount,
  unmount: () => unmountComponent(component),
  rerender: () => controls.rerender(),
  other: () => controls.other(),
});
mount();

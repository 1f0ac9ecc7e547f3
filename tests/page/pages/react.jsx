/** React 19, which sets properties and hears custom events by itself. */

import { useState } from "react";
import { createRoot } from "react-dom/client";

import { FIRST, SECOND, hear, offer } from "./shared.js";

const controls = {};

function Story() {
  const [count, setCount] = useState(0);
  const [data, setData] = useState(FIRST);
  controls.rerender = () => setCount(count + 1);
  controls.other = () => setData(SECOND);
  return (
    <main>
      <p id="count">{count}</p>
      <back-story data={data} loading="eager" onbackstory:ready={hear} onbackstory:filter={(event) => hear(event)} />
    </main>
  );
}

let root;
const mount = () => {
  root = createRoot(document.querySelector("#app"));
  root.render(<Story />);
};
const unmount = () => root.unmount();
const page = { mount, unmount, rerender: () => controls.rerender(), other: () => controls.other() };
offer(page);
mount();

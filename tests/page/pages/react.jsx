/** React 19, which sets properties and hears custom events by itself. */

import { useState } from "react";
import { createRoot } from "react-dom/client";

import { FIRST, SECOND, hear, offerReact } from "./shared.js";

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

offerReact(createRoot, <Story />, controls);

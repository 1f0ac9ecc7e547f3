/** React 18, which knows attributes alone: data and events go by a `ref`. */

import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

import { FIRST, SECOND, hear, offerReact } from "../pages/shared.js";

const controls = {};

function Story() {
  const ref = useRef(null);
  const [count, setCount] = useState(0);
  const [data, setData] = useState(FIRST);
  controls.rerender = () => setCount(count + 1);
  controls.other = () => setData(SECOND);
  useEffect(() => {
    ref.current.data = data;
  }, [data]);
  useEffect(() => {
    const element = ref.current;
    const kinds = ["backstory:ready", "backstory:filter"];
    for (const kind of kinds) element.addEventListener(kind, hear);
    return () => kinds.forEach((kind) => element.removeEventListener(kind, hear));
  }, []);
  return (
    <main>
      <p id="count">{count}</p>
      <back-story ref={ref} loading="eager" />
    </main>
  );
}

offerReact(createRoot, <Story />, controls);

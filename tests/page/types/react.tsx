/** A page in React 19. */

import { useRef } from "react";

import type { BackstoryElement } from "../../../npm/backstory.js";

export function Story({ data }: { data: object }) {
  const ref = useRef<BackstoryElement>(null);
  return (
    <back-story
      ref={ref}
      data={data}
      view="timeline"
      permalink="hash"
      className="story"
      style={{ blockSize: "40rem" }}
      onbackstory:ready={({ detail }) => detail.relationships}
      onbackstory:error={({ detail }) => detail.code === "panic"}
    />
  );
}

// @ts-expect-error No such view.
export const wrong = <back-story view="map" />;

// @ts-expect-error An event's detail has no such field.
export const other = <back-story onbackstory:ready={({ detail }) => detail.rows} />;

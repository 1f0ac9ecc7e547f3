/** What the pages of all frameworks have in common. */

/** A story of one event. */
export const story = (/** @type {string} */ title) => ({
  format: "backstory/1",
  entities: [],
  events: [
    {
      id: "e",
      date: "2018-06",
      title,
      kind: "visit",
      status: "happened",
      evidence: [{ paragraph: 1, start: "words" }],
    },
  ],
});

export const FIRST = story("The first");
export const SECOND = story("The second");

/** The events that a page heard by its framework's own means. */
export const heard = [];
export const hear = ({ type, detail }) => void heard.push([type, detail]);

/**
 * Hands the journeys what they do with a page: `mount`, `unmount`, `rerender`, which
 * changes something else, and `other`, which gives other data.
 */
export const offer = (page) => void Object.assign(globalThis, { page, heard });

/**
 * The same for React, of whichever version `createRoot` is; the component itself says
 * in `controls` how to rerender it and give it other data.
 */
export const offerReact = (createRoot, component, controls) => {
  let root;
  const mount = () => {
    root = createRoot(document.querySelector("#app"));
    root.render(component);
  };
  offer({ mount, unmount: () => root.unmount(), rerender: () => controls.rerender(), other: () => controls.other() });
  mount();
};

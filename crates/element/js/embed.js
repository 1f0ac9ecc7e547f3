/**
 * What an article has beside its frames of `embed.html`: one script for all of them,
 * also for those that come later. It gives each frame the height that it asks for,
 * tells it where the window ends, and has the page go to a passage of its own text.
 *
 *   <iframe src="/dist/embed.html?src=story.json"></iframe>
 *   <script async src="/dist/embed.js"></script>
 *
 * Under 1 KB, and a classic script: it is put where no module is taken. The other
 * half of the conversation is in `frame.js`.
 */
(() => {
  /** The frames of the page, now. */
  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.includes("/embed.html?"));

  const tell = () => {
    for (const frame of frames()) {
      // A frame in a sandbox has an origin that cannot be named; nor is it told what
      // may be private in the page's address.
      frame.contentWindow?.postMessage(
        {
          backstory: {
            pages: [
              location.origin + location.pathname,
              /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href,
            ],
            foot: Math.max(0, frame.getBoundingClientRect().bottom - innerHeight),
            hash: location.hash,
          },
        },
        "*",
      );
    }
  };

  addEventListener("message", ({ data, source }) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    const told = data?.backstory;
    if (!frame || !told) return;
    const { height, print, passage, hash, isStep } = told;
    if (height > 0) {
      frame.style.height = `${height}px`;
      if (print > 0) frame.dataset.print = `${print}px`;
    } else if (passage) {
      // Only ever a place in this page.
      location.hash = `${location.hash.split(":~:")[0]}:~:text=${passage}`;
    } else if (/^#|^$/.test(hash)) {
      history[isStep ? "pushState" : "replaceState"](history.state, "", hash || " ");
    }
    tell();
  });
  for (const kind of ["scroll", "resize", "popstate"]) addEventListener(kind, tell, true);

  // What is printed has a height of its own.
  for (const kind of ["beforeprint", "afterprint"]) {
    addEventListener(kind, () => {
      for (const { style, dataset } of frames()) {
        if (dataset.print) [style.height, dataset.print] = [dataset.print, style.height];
      }
    });
  }
  tell();
})();

const widget = document.querySelector("#scripted");
const heard = document.querySelector("#heard");

widget.addEventListener("backstory:ready", ({ detail }) => {
  heard.textContent = `${detail.events} events, ${detail.relationships} relationships`;
});
widget.addEventListener("backstory:filter", ({ detail }) => {
  heard.textContent = `the filter leaves ${detail.events} events`;
});
widget.addEventListener("backstory:select", ({ detail }) => {
  heard.textContent = detail.open ?? "nothing is open";
});
widget.addEventListener("backstory:error", ({ detail }) => {
  heard.textContent = `${detail.code}: ${detail.message}`;
});

document.querySelector("#hostile").addEventListener("click", () => {
  widget.setFilter({ stance: "hostile" });
});
document.querySelector("#clear").addEventListener("click", () => widget.clear());

widget.data = await (await fetch("../data/rwanda.json")).json();

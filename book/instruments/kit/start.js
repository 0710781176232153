/* The start of every bundle: mounts an instrument wherever the page has a place for it. Views do not import this; instruments.py does. */

import { address } from "./address.js";
import { el } from "./dom.js";

/** Tell a screen reader what happened last, when it has been quiet for a moment. */
function announcer(stage) {
  const region = el("p", { class: "kit-unseen", "aria-live": "polite" });
  let timer = 0;
  stage.append(region);
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = text), 700);
  };
}

function begin(host, name, mount) {
  const stage = el("div", { class: "instrument-stage" });
  const inner = el("div", {});
  if (host.dataset.try) stage.append(el("p", { class: "instrument-try" }, host.dataset.try));
  stage.append(inner);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  try {
    const place = (schema) => address(host.id, schema);
    mount(inner, { name, id: host.id, preset: host.dataset.preset || "", announce: announcer(stage), address: place, still });
  } catch (error) {
    console.error(`instrument ${name}:`, error); // the drawing that stands there already stays
    return;
  }
  host.append(stage);
  host.classList.add("instrument-runs");
  host.dataset.ready = performance.now(); // bench/instruments.py reads it
  if (location.hash.startsWith(`#${host.id}?`)) host.scrollIntoView({ behavior: "instant" });
}

/** Mount `name` into every place of the page that waits for it. */
export function start(name, mount) {
  for (const host of document.querySelectorAll(`.instrument[data-instrument="${name}"]:not(.instrument-runs)`)) begin(host, name, mount);
}

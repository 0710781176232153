// The weights with their gradients: a table a layer, one column a unit.

import { el, show } from "../kit/index.js";

const SMALL = 13; // units: from there on a table is redrawn only when the training pauses

const into = (layer, k, withBias) => [...Array.from({ length: layer.inputs }, (_, i) => `${k ? "h" : "x"}${i + 1}`), ...(withBias ? ["bias"] : [])];

/** One layer's table; `cells` are [element of the weight, element of the gradient, place in a layer's numbers]. */
function table(network, k, cells) {
  const layer = network.layers[k];
  const last = k + 1 === network.layers.length;
  const heads = Array.from({ length: layer.outputs }, (_, j) => el("th", { scope: "col" }, last ? "y" : `h${j + 1}`));
  const rows = into(layer, k, network.withBias).map((name, i) =>
    el("tr", {}, el("th", { scope: "row" }, name), Array.from({ length: layer.outputs }, (_, j) => {
      const [weight, gradient] = [el("span", { class: "forward" }), el("span", { class: "gradient" })];
      cells.push([weight, gradient, k, i * layer.outputs + j]);
      return el("td", {}, weight, gradient);
    })),
  );
  const caption = network.layers.length === 2 ? ["Into the hidden units: W", "Into the output: V"][k] : last ? "Into the output" : `Into hidden layer ${k + 1}`;
  return el("table", { class: "studio-weights" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, el("td", {}), heads)), el("tbody", {}, rows));
}

/** The part with the tables: {element, build(network), draw(network, moving)}. Nothing is written while it is closed. */
export function weightTables() {
  const inside = el("div", { class: "studio-tables" });
  const element = el("details", { open: innerWidth > 600 }, el("summary", {}, "Weights and, below each, its gradient"), inside);
  let cells = [];
  let written = 0;
  const draw = (network, moving = false) => {
    const now = performance.now();
    if (!element.open || (moving && (now - written < 120 || network.sizes[1] > SMALL))) return;
    written = now;
    for (const [weight, gradient, k, at] of cells) {
      // In a layer's numbers the biases follow the weights, as they follow in the table.
      const both = [network.layers[k], network.gradientLayers[k]].map(({ weights, biases }) => (at < weights.length ? weights[at] : biases[at - weights.length]));
      weight.textContent = show(both[0], 3);
      gradient.textContent = show(both[1], 3);
    }
  };
  const build = (network) => {
    cells = [];
    inside.replaceChildren(...network.layers.map((_, k) => table(network, k, cells)));
    draw(network);
  };
  return { element, build, draw };
}

/* The network from top to bottom, as the book draws it: boxes with the values of one or both instances, lines with the weights. */

import { el, label, show, svg } from "../kit/index.js";
import { ends, forward, INSTANCES, NAMES } from "./model.js";

const WIDTH = 360, HEIGHT = 312, CELL = { width: 66, height: 25 };
const COLUMN = [82, 278], TOP = [4, 130, 256];
const UNITS = ["x", "h", "y"];

function line(k, pick) {
  const { layer, from, to } = ends(k);
  const [x1, x2, y1, y2] = [COLUMN[from], COLUMN[to], TOP[layer] + 2 * CELL.height, TOP[layer + 1]];
  const [x, y] = [x1 + 0.32 * (x2 - x1), y1 + 0.32 * (y2 - y1)]; // before the lines cross
  const geometry = { x1, y1, x2, y2 };
  const number = svg("text", { x, y: y + 4.5, class: "kit-middle knobs-weight" });
  const paper = svg("rect", { y: y - 9, height: 18, class: "knobs-paper" });
  const group = svg("g", { class: "knobs-line", on: { click: () => pick(k) } }, svg("line", geometry), svg("line", { ...geometry, class: "knobs-hit" }), paper, number);
  const write = (value, chosen) => {
    const text = show(value, 2).replace(/(\.\d)0$/, "$1");
    number.replaceChildren(text);
    const wide = 8 * text.length + 6;
    paper.setAttribute("x", x - wide / 2);
    paper.setAttribute("width", wide);
    group.classList.toggle("knobs-chosen", chosen);
  };
  return { group, write };
}

/** A unit: its name, and below it one value, or two side by side where both instances are shown. */
function unit(layer, n) {
  const [x, y] = [COLUMN[n], TOP[layer]];
  const name = label(`${UNITS[layer]}${n + 1}`, { x, y: y + 17, class: "kit-middle" });
  const paper = svg("rect", { y, height: CELL.height, class: "knobs-paper" });
  const soft = svg("rect", { y: y + CELL.height, height: CELL.height, class: "knobs-soft" });
  const frame = svg("path", { class: "knobs-unit" });
  const values = [0, 1].map(() => svg("text", { y: y + CELL.height + 17, class: "kit-middle knobs-value" }));
  const write = (texts) => {
    const wide = CELL.width * texts.length, left = x - wide / 2;
    [paper, soft].forEach((rect) => (rect.setAttribute("x", left), rect.setAttribute("width", wide)));
    frame.setAttribute("d", `M${left} ${y}h${wide}v${2 * CELL.height}h${-wide}z${texts.length > 1 ? `M${x} ${y + CELL.height}v${CELL.height}` : ""}`);
    values.forEach((node, at) => {
      node.setAttribute("x", left + CELL.width * (at + 0.5));
      node.replaceChildren(texts[at] ?? "");
    });
  };
  return { group: svg("g", {}, paper, soft, frame, name, values), write };
}

/** The drawing: {element, draw(w, chosen, instances)}; `pick(k)` is called for a line that is clicked. */
export function drawing(pick) {
  const lines = NAMES.map((_, k) => line(k, pick));
  const units = UNITS.map((_, layer) => [0, 1].map((n) => unit(layer, n)));
  const element = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "knobs-network", role: "img", "aria-label": "The network. Its values stand in the table below it, its weights in the fields." },
    lines.map(({ group }) => group),
    units.flat().map(({ group }) => group),
  );
  const draw = (w, chosen, instances) => {
    lines.forEach(({ write }, k) => write(w[k], k === chosen));
    const layers = instances.map((n) => [INSTANCES[n].x, forward(INSTANCES[n].x, w).h, forward(INSTANCES[n].x, w).y]);
    units.forEach((pair, layer) => pair.forEach(({ write }, n) => write(layers.map((values) => show(values[layer][n], 3)))));
  };
  return { element, draw };
}

/** The outputs, targets and losses of both instances as a table: {element, draw(w, instances)}. */
export function table() {
  const cells = INSTANCES.map(() => ["h1", "h2", "y1", "y2", "loss"].map(() => el("td", {})));
  const names = ["first", "second"];
  const rows = INSTANCES.map(({ x, t }, n) =>
    el("tr", {}, el("th", { scope: "row" }, `${names[n]} (${x.map((value) => show(value)).join(",\u00a0")})`), cells[n].slice(0, 4), el("td", {}, `(${t.join(", ")})`), cells[n][4]),
  );
  const sum = el("td", {});
  const head = ["instance", "h₁", "h₂", "y₁", "y₂", "target", "loss"].map((text) => el("th", { scope: "col" }, text));
  const total = el("tr", {}, el("th", { scope: "row", colspan: 6 }, "sum of both"), sum);
  const element = el("table", { class: "knobs-table" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows, total));
  const draw = (w, losses) => {
    INSTANCES.forEach(({ x }, n) => {
      const { h, y } = forward(x, w);
      [...h, ...y, losses[n]].forEach((value, at) => (cells[n][at].textContent = show(value, at < 4 ? 3 : 4)));
    });
    sum.textContent = show(losses[0] + losses[1]);
  };
  return { element, draw };
}

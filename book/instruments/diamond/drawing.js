/* The diamond: x goes to a and to b, both go to L. Values in blue, gradients in orange, local derivatives on the arrows. */

import { label, show, svg } from "../kit/index.js";

const BOX = { width: 92, height: 26 };
const PLACES = { x: [52, 118], a: [200, 50], b: [200, 186], L: [348, 118] };
const ARROWS = [["x", "a", "a_x"], ["x", "b", "b_x"], ["a", "L", "L_a"], ["b", "L", "L_b"]];
const LOCALS = { a_x: "da/dx", b_x: "db/dx", L_a: "∂L/∂a", L_b: "∂L/∂b" };

function arrow(from, to, name) {
  const [[x1, y1], [x2, y2]] = [PLACES[from], PLACES[to]];
  const line = svg("line", { x1: x1 + BOX.width / 2, y1, x2: x2 - BOX.width / 2 - 4, y2: y2 + 0.2 * (y1 - y2), "marker-end": "url(#diamond-head)" });
  const upper = from === "a" || to === "a"; // the labels stand outside of the diamond
  const text = svg("text", { x: from === "x" ? 98 : 302, y: upper ? 58 : 188, class: "kit-middle" });
  return { group: svg("g", { class: "diamond-arrow" }, line, text), text, name, path: from === "x" ? to : from };
}

function box(name) {
  const [x, y] = PLACES[name], { width, height } = BOX;
  const rows = ["value", "gradient"].map((kind, row) => {
    const text = svg("text", { x, y: y + height * row + 5, class: `kit-middle diamond-${kind}` });
    return [svg("rect", { x: x - width / 2, y: y - height / 2 + height * row, width, height, class: `diamond-${kind}-soft` }), text];
  });
  const top = y - 1.5 * height;
  const paper = svg("rect", { x: x - width / 2, y: top, width, height, class: "diamond-paper" });
  const edge = svg("rect", { x: x - width / 2, y: top, width, height: 3 * height, class: "diamond-edge" });
  return { group: svg("g", {}, paper, rows, edge, label(name, { x, y: top + 18, class: "kit-middle" })), write: (texts) => rows.forEach(([, text], row) => text.replaceChildren(texts[row])) };
}

/** {element, draw(values, gradients, locals, lit)}; `lit` names the paths ("a", "b") that are lit up. */
export function drawing() {
  const arrows = ARROWS.map((ends) => arrow(...ends));
  const boxes = Object.keys(PLACES).map((name) => [name, box(name)]);
  const head = svg("marker", { id: "diamond-head", viewBox: "0 0 8 8", refX: 5, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" }, svg("path", { d: "M0 0L8 4L0 8z" }));
  const element = svg(
    "svg",
    { viewBox: "0 0 400 238", class: "diamond-graph", role: "img", "aria-label": "The graph: from x an arrow to a and one to b, from both an arrow to L. Its numbers stand in the table below it." },
    svg("defs", {}, head),
    arrows.map(({ group }) => group),
    boxes.map(([, { group }]) => group),
  );
  const draw = (values, gradients, locals, lit) => {
    for (const { group, text, name, path } of arrows) {
      text.replaceChildren(`${LOCALS[name]} = ${show(locals[name], 2)}`);
      group.classList.toggle("diamond-lit", lit.includes(path));
    }
    for (const [name, { write }] of boxes) write([show(values[name], 3), `grad ${show(gradients[name], 3)}`]);
  };
  return { element, draw };
}

/* A matrix as cells under its name and shape. It can be turned, its cells can be lit, and those of a result can be picked. */

import { el, show } from "../kit/index.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** A matrix: {element, draw({title, values, turned, lit, chosen})}; with `pick(i, j)` its cells answer to mouse, finger and arrow keys.

    `values` are its rows as they are kept; where `turned`, they are drawn as columns. `lit(i, j)` says which cells are lit; `chosen` is [i, j] or null. */
export function matrix({ kind, pick }) {
  const name = el("code", {}), size = el("span", { class: "matrices-shape" }), cells = el("div", { class: "matrices-cells" });
  const element = el("div", { class: `matrices-matrix matrices-${kind}` }, name, cells, size);
  let nodes = [], sizes = "", shown = null;

  function build(values) {
    sizes = `${values.length} ${values[0].length}`;
    nodes = values.map((row, i) => row.map((_, j) => cell(i, j)));
    cells.replaceChildren(...nodes.flat());
  }
  function cell(i, j) {
    if (!pick) return el("span", {});
    const choose = () => pick(i, j);
    const leave = (event) => event.pointerType === "mouse" && choose();
    return el("button", { type: "button", tabindex: -1, on: { click: choose, focus: choose, pointerenter: leave, keydown: (event) => walk(event, i, j) } });
  }
  function walk(event, i, j) {
    const move = MOVES[event.key];
    const next = move && nodes[i + move[0]]?.[j + move[1]];
    if (!move) return;
    event.preventDefault();
    next?.focus();
  }
  function draw({ title, values, turned = false, lit = () => false, chosen = null }) {
    if (sizes !== `${values.length} ${values[0].length}`) build(values);
    shown = turned ? [values[0].length, values.length] : [values.length, values[0].length];
    name.textContent = turned ? `${title}.T` : title;
    size.textContent = `(${shown.join(", ")})`;
    cells.style.setProperty("--rows", shown[0]);
    cells.style.setProperty("--columns", shown[1]);
    if (!pick) {
      cells.setAttribute("role", "img");
      cells.setAttribute("aria-label", `${name.textContent}, ${shown[0]} by ${shown[1]}`);
    } else {
      cells.setAttribute("role", "group");
      cells.setAttribute("aria-label", `Entries of ${title}`);
    }
    nodes.forEach((row, i) => row.forEach((node, j) => write(node, i, j, values[i][j])));
    function write(node, i, j, value) {
      node.textContent = show(value, 3);
      node.style.setProperty("--i", turned ? j : i);
      node.style.setProperty("--j", turned ? i : j);
      node.classList.toggle("matrices-lit", lit(i, j));
      if (!pick) return;
      const picked = chosen !== null && chosen[0] === i && chosen[1] === j;
      node.setAttribute("aria-label", `${title} row ${i + 1}, column ${j + 1}: ${show(value, 3)}`);
      node.setAttribute("aria-pressed", picked);
      node.tabIndex = picked || (chosen === null && i + j === 0) ? 0 : -1;
    }
  }
  return { element, draw };
}

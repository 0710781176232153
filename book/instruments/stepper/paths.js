/* Every path from one weight to the loss: the local derivatives along it, their product, and the sum over the paths. */

import { el, line, number, partial, sign, spoken, symbol } from "../kit/index.js";
import { paths, total } from "./model.js";

const between = (nodes, mark) => nodes.flatMap((node, k) => (k ? [sign(mark), node] : [node]));

function onePath(path, shown, alone) {
  const symbols = path.factors.map(([what]) => partial(what.split(">")[1], what.split(">")[0]));
  const through = alone ? "" : el("strong", {}, `Through ${/y\d/.exec(path.factors.at(-1)[0])[0]}: `);
  const numbers = path.factors.map(([, value]) => number(value, { enclosed: true }));
  const result = [sign("="), number(path.product, { name: "grad_" })];
  return el("li", {}, through, line(between(symbols, "·")), shown && line(...numbers.map((each, k) => [sign(k ? "·" : "="), each]), result));
}

/** The paths of a weight as a list; numbers only where `shown`, so that nothing is given away. */
export function pathList(weight, n, shown) {
  const found = paths(weight, n), gradient = `grad_${weight}`;
  const sum = shown
    ? line([symbol(gradient), sign("="), ...between(found.map(({ product }) => number(product, { name: "grad_", enclosed: found.length > 1 })), "+")], found.length > 1 ? [sign("="), number(total(found), { name: gradient })] : [])
    : el("p", {}, "The numbers appear when the walk back has come this far.");
  const count = found.length === 1 ? "One path leads" : "Two paths lead";
  return [el("p", {}, el("strong", {}, `${count} from ${weight} to the loss.`), found.length > 1 ? " Multiply along each, then add." : " Multiply along it."), el("ul", { class: "paths-list" }, found.map((path) => onePath(path, shown, found.length === 1))), sum];
}

/** The same in a sentence, to be announced. */
export function pathSentence(weight, n, shown) {
  const found = paths(weight, n);
  if (!shown) return `${weight}: ${found.length === 1 ? "one path" : "two paths"} to the loss.`;
  const products = found.map(({ product }) => spoken(product)).join(" plus ");
  return `${weight}: ${found.length === 1 ? "one path" : "two paths"}, ${products}${found.length > 1 ? `, together ${spoken(total(found))}` : ""}.`;
}

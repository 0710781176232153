// The reader's own instances: by a click or a tap into the plane, or by fields and buttons.

import { button, choice, el, numberField, show } from "../kit/index.js";
import { MAX_POINTS, XOR } from "./model.js";
import { planeScale, SPAN } from "./pictures.js";

const written = ([x, y, target]) => `(${show(x, 2)}, ${show(y, 2)}) is ${target}`;
const NEAR = 16; // CSS pixels

/**
 * The part with the points: {element, set(points)}. `change(points, told)` is called with new ones and a sentence. `canvas` is the plane.
 */
export function pointEditor(canvas, change, tell) {
  let points = XOR;
  let target = 1;
  const place = { x1: 0.5, x2: 0.5 };
  const list = el("ul", { class: "studio-points" });
  const add = (x, y) => {
    if (points.length >= MAX_POINTS) return tell(`${MAX_POINTS} points are enough; remove one first.`);
    const point = [Number(x.toFixed(2)), Number(y.toFixed(2)), target];
    change([...points, point], `Added: ${written(point)}.`);
  };
  const remove = (at) => {
    if (points.length === 1) return tell("One point has to stay.");
    change(points.filter((_, k) => k !== at), `Removed: ${written(points[at])}.`);
  };
  const set = (next) => {
    points = next;
    list.replaceChildren(...points.map((point, k) => el("li", {}, written(point), " ", button("Remove", () => remove(k), { "aria-label": `Remove ${written(point)}` }))));
  };
  canvas.addEventListener("click", (event) => {
    const { toX, toY, unit } = planeScale(canvas.clientWidth, canvas.clientHeight);
    const hit = points.findIndex(([x, y]) => Math.hypot(toX(x) - event.offsetX, toY(y) - event.offsetY) < NEAR);
    if (hit >= 0) remove(hit);
    else add(SPAN[0] + event.offsetX / unit, SPAN[0] + (canvas.clientHeight - event.offsetY) / unit);
  });
  const field = (name) => numberField({ name, value: place[name], min: SPAN[0], max: SPAN[1], change: (value) => (place[name] = value) });
  const element = el("details", {}, el("summary", {}, "Your own points"),
    el("p", {}, "Click or tap into the left picture to add a point, and on a point to remove it. Or write where it is:"),
    el("div", { class: "kit-row" }, field("x1").element, field("x2").element,
      choice({ name: "Target", options: [["1", "1"], ["0", "0"]], value: "1", change: (value) => (target = Number(value)) }).element,
      button("Add the point", () => add(place.x1, place.x2)), button("Back to XOR", () => change(XOR, "The four points of XOR."))),
    list);
  set(points);
  return { element, set };
}

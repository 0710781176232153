/* The two pictures of the nudge: the loss with its tangent and the lines of both quotients, and the U of their errors. */

import { chart, legend, show, ticks } from "../kit/index.js";
import { CURVES, errorsOverStep, STEPS } from "./model.js";

const SIZE = { width: 350, height: 270 };
const LOG = { x: [-15, -12, -9, -6, -3, 0], y: [-16, -12, -8, -4, 0] };
const power = (n) => [10 ** n, n === 0 ? "1" : `1e${show(n)}`];
const STEP_AXIS = { min: 1e-15, max: 1, log: true, label: "step h", ticks: LOG.x.map(power) };
const ERROR_AXIS = { min: 1e-17, max: 1e2, log: true, label: "error", ticks: LOG.y.map(power) };

const linear = (min, max, label) => ({ min, max, label, ticks: ticks(min, max, 4).map((value) => [value, show(value, 2).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")]) });

/** What the lines of both pictures are. */
export const key = (simple) =>
  legend([["nudge-curve", "loss"], ["nudge-tangent", "tangent"], ...(simple ? [["nudge-one", "through both points"]] : [["nudge-one", "one-sided"], ["nudge-two", "two-sided"]])]);

/** The axes around the point, in steps: what is near enough to see h. The loss is drawn as its difference from the loss at the point. */
function closeUp(curve, at, h) {
  const slope = Math.abs(curve.slope(at)), bend = Math.abs(curve.second(at));
  const reach = Math.max(3 * h * slope, 4 * h * h * bend, 4 * Number.EPSILON * curve.loss(at));
  const x = { min: -3 * h, max: 3 * h, label: "from the point", ticks: [[-h, "−h"], [0, "0"], [h, "+h"]] };
  const tick = Number((reach / 2).toPrecision(1));
  return { x, y: { min: -reach, max: reach, label: "change of the loss", ticks: [-tick, 0, tick].map((value) => [value, show(value, 3).replace(".0e", "e")]) } };
}

/** The loss: {element, draw(state, q)}; `drag(w)` is called while the point is dragged. */
export function lossPicture(drag) {
  let shown = null;
  const { x, y } = { x: linear(0, 4, "w"), y: linear(0, 64, "loss") };
  const picture = chart({ x, y, ...SIZE, label: "The loss, its tangent, and the lines of both quotients", drag: (value) => !shown.close && drag(value) });

  function draw({ curve: name, at, h, close }, q) {
    shown = { close };
    const curve = CURVES[name];
    const view = close ? closeUp(curve, at, h) : { x: linear(curve.min, curve.max, curve.name), y: linear(curve.bottom, curve.top, "loss") };
    const [x0, y0] = close ? [at, q.here] : [0, 0];
    picture.axes(view.x, view.y);
    const places = Array.from({ length: 241 }, (_, n) => view.x.min + (n / 240) * (view.x.max - view.x.min));
    picture.line("nudge-curve", places.map((value) => [value, curve.loss(x0 + value) - y0]));
    const through = (slope, height) => [view.x.min, view.x.max].map((value) => [value, height - y0 + slope * (value - (at - x0))]);
    picture.line("nudge-two", through(q.two, q.down + q.two * h));
    picture.line("nudge-one", through(q.one, q.here));
    picture.line("nudge-tangent", through(q.slope, q.here));
    picture.point("nudge-end nudge-down", at - h - x0, q.down - y0, 4);
    picture.point("nudge-end nudge-up", at + h - x0, q.up - y0, 4);
    picture.point("nudge-point", at - x0, q.here - y0, 6);
  }
  return { element: picture.element, draw };
}

/** The U: {element, draw(state, q)}; `drag(h)` is called while the step is dragged. */
export function errorPicture(drag) {
  const picture = chart({ x: STEP_AXIS, y: ERROR_AXIS, ...SIZE, label: "The error of both quotients over the step", drag: (h) => drag(nearestStep(h)) });
  picture.text("nudge-cause", 2e-15, 2e-17 * 3, "← rounding rules");
  picture.text("nudge-cause nudge-right", 0.7, 2e-17 * 3, "step too large →");
  let drawn = "";
  function draw({ curve, at, h }, q) {
    if (drawn !== `${curve} ${at}`) {
      drawn = `${curve} ${at}`;
      const errors = errorsOverStep(curve, at);
      const above = (kind) => errors.filter((error) => error[kind] > ERROR_AXIS.min).map((error) => [error.h, error[kind]]);
      picture.dots("nudge-dots nudge-one", above("one"));
      picture.dots("nudge-dots nudge-two", above("two"));
    }
    picture.line("nudge-step", [[h, ERROR_AXIS.min], [h, ERROR_AXIS.max]]);
    picture.point("nudge-mark nudge-one", h, Math.max(q.errorOne, ERROR_AXIS.min), 6);
    picture.point("nudge-mark nudge-two", h, Math.max(q.errorTwo, ERROR_AXIS.min), 6);
  }
  return { element: picture.element, draw };
}

/** The step of the list that is nearest to h on a logarithmic scale. */
export function nearestStep(h) {
  const far = (step) => Math.abs(Math.log10(step / h));
  return STEPS.reduce((best, step) => (far(step) < far(best) ? step : best));
}

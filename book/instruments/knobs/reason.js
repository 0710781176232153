// Why a loss falls, rises or hardly moves when a weight grows: the chapter's argument, with the numbers of the moment.

import { sigmoid } from "../kit/exp.js";
import { behind, direction, ends, forward, INSTANCES, nudge } from "./model.js";

const ORDINAL = ["first", "second"];

/** Below this a tap has hardly any pressure behind it; a switch with a slope below it is fully on or off. */
const DRY = 0.05;

function outputWish(n, w, j) {
  const { y } = forward(INSTANCES[n].x, w);
  return y[j] > INSTANCES[n].t[j] ? "less" : "more";
}

function reasonOfSecondLayer(n, w, k, show) {
  const { from, to } = ends(k);
  const pressure = behind(n, w, k);
  const { y } = forward(INSTANCES[n].x, w);
  const wish = `output ${to + 1} is ${show(y[to])}, should be ${INSTANCES[n].t[to]} and wants ${outputWish(n, w, to)}`;
  const pipe = pressure < DRY ? `only h${from + 1} = ${show(pressure)}, the pipe is nearly dry` : `h${from + 1} = ${show(pressure)}`;
  return `${wish}; behind the tap stands ${pipe}`;
}

function reasonOfFirstLayer(n, w, k, show) {
  const { from, to } = ends(k);
  const { h_in, h } = forward(INSTANCES[n].x, w);
  const x = INSTANCES[n].x[from];
  if (sigmoid(h_in[to]) * sigmoid(-h_in[to]) < DRY / 10) {
    return `hidden unit ${to + 1} is fully ${h_in[to] > 0 ? "on" : "off"} (h${to + 1} = ${show(h[to])}), so the tap hardly moves it`;
  }
  const moves = x > 0 ? "larger" : "smaller";
  const wishes = [0, 1].map((j) => {
    const up = x > 0 === w[4 + 2 * to + j] > 0;
    return `output ${j + 1}, which wants ${outputWish(n, w, j)}, ${up ? "up" : "down"}`;
  });
  return `x${from + 1} = ${show(x)} makes h${to + 1} ${moves}, and that pulls ${wishes.join(", and ")}`;
}

/** One sentence for one instance: what 0.01 more of weight k does to its loss, and why. `show` writes a number. */
export function reason(n, w, k, show) {
  const change = nudge(ORDINAL[n], w, k);
  const why = ends(k).layer === 1 ? reasonOfSecondLayer(n, w, k, show) : reasonOfFirstLayer(n, w, k, show);
  return `The ${ORDINAL[n]} instance: its loss ${direction(change)}, because ${why}.`;
}

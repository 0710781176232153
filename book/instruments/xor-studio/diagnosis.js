// What is wrong with a training, found in its numbers, not in its settings; one sentence each.

import { ACTIVATIONS } from "./network.js";
import { XOR } from "./model.js";

const columns = (values, units) => Array.from({ length: units }, (_, j) => values.filter((_, at) => at % units === j));
const some = (count, units) => (count === units ? (units === 1 ? "The hidden unit" : `All ${units} hidden units`) : `${count} of ${units} hidden units`);
const are = (count) => (count === 1 ? "is" : "are");

/** Of the sums of one hidden layer: how many ReLU units are off, and how many on, for every instance. */
function switches(sums, units) {
  const each = columns(sums, units);
  return { dead: each.filter((column) => column.every((z) => z <= 0)).length, on: each.filter((column) => column.every((z) => z >= 0)).length };
}

/** How many units of the first hidden layer are flat: wherever anything comes in, their slope is below a fiftieth of the steepest one. */
function flatUnits({ network, batch }) {
  const units = network.sizes[1];
  const felt = (n) => (network.withBias ? 1 : Math.max(Math.abs(batch.values[0][2 * n]), Math.abs(batch.values[0][2 * n + 1])));
  return columns(batch.slopes[0], units).filter((column) => column.every((slope, n) => slope * felt(n) < ACTIVATIONS[network.activation].limit / 50)).length;
}

/** Do all units of the first hidden layer have the same weights, in and out? */
function alike({ network }) {
  const [first, second] = network.layers;
  const columnsAlike = (values, units) => values.every((value, at) => value === values[at - (at % units)]);
  const rowsAlike = (values, units) => values.every((value, at) => value === values[at % units]);
  return first.outputs > 1 && columnsAlike(first.weights, first.outputs) && columnsAlike(first.biases, first.outputs) && rowsAlike(second.weights, second.outputs);
}

/** Did the loss rise in more than a quarter of the last 40 epochs (and not only in its last digits)? */
function jumps({ losses, epoch }) {
  let rises = 0;
  const from = Math.max(1, epoch - 39);
  for (let e = from; e <= epoch; e++) if (losses[e] > losses[e - 1] * (1 + 1e-9)) rises++;
  return epoch > 0 && rises * 4 > epoch - from + 1;
}

const LINE_LOSS = { false: "1/6", true: "1/8" };
const isXor = ({ settings }) => JSON.stringify(settings.points) === JSON.stringify(XOR);

function lineSentence(training, why) {
  const { loss, bias } = training.settings;
  const best = loss === "squared" && isXor(training) ? ` The best line has the loss ${LINE_LOSS[bias]}.` : "";
  return `${why} so the network is a line.${best}`;
}

function ofRelu(training) {
  const { network, batch } = training;
  const found = [];
  let line = true;
  batch.sums.slice(0, -1).forEach((sums, k) => {
    const units = network.sizes[k + 1];
    const { dead, on } = switches(sums, units);
    if (dead) found.push({ name: "dead", text: `${some(dead, units)} of layer ${k + 1} ${are(dead)} off for every point: dead, the gradient is 0.` });
    line &&= on + dead >= units;
  });
  if (line) found.push({ name: "line", text: lineSentence(training, "Each ReLU unit is always on or always off,") });
  return found;
}

/** All that can be seen to be wrong at the present epoch: [{name, text}]; empty where nothing is. */
export function diagnose(training) {
  const { network, overflowed, epoch, known } = training;
  const solved = training.right === training.settings.points.length;
  if (overflowed && epoch === known) return [{ name: "overflow", text: `At epoch ${known + 1} the loss is too large for the computer: the rate is too large.` }];
  const found = [];
  if (jumps(training)) found.push({ name: "jumps", text: "The loss rises and falls: the steps are too large for the valley." });
  if (network.gradients.every((gradient) => gradient === 0)) found.push({ name: "still", text: "Every gradient is exactly 0: nothing can move." });
  if (alike(training)) found.push({ name: "alike", text: "All hidden units have the same weights: they do the work of one." });
  if (network.activation === "none") found.push({ name: "line", text: lineSentence(training, "There is no activation,") });
  if (network.activation === "relu") found.push(...ofRelu(training));
  else if (network.activation !== "none" && !solved) {
    const flat = flatUnits(training);
    if (flat) found.push({ name: "saturated", text: `${some(flat, network.sizes[1])} of layer 1 ${are(flat)} saturated: the slope is nearly 0 wherever anything comes in.` });
  }
  return found;
}

// The XOR studio without its page: settings, a training that remembers, what goes wrong in it, and the view of the hidden space.

import { backward, createBatch, createNetwork, forward, lossOf } from "./network.js";
import { defaultRng } from "./random.js";

export const MAX_EPOCHS = 50_000;
export const MAX_POINTS = 24;
const KEPT = 256; // so many sets of parameters are remembered; the epochs between are computed again

export const XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]; // x1, x2, target

export const CHOICES = {
  activation: ["sigmoid", "tanh", "relu", "none"],
  loss: ["squared", "entropy"],
  start: ["positive", "centred", "zero", "large"],
};

/** The chapter's 2-3-1 network, from seed 0. */
export const DEFAULTS = {
  activation: "sigmoid", bias: false, hidden: 3, layers: 1, rate: 0.1, seed: 0, loss: "squared", start: "positive", points: XOR,
};

/** Trainings that fail (and two that do not), with what to look at. */
export const SCENES = [
  { name: "The chapter's training", change: {},
    look: "The loss stays near one eighth for 3,000 epochs, while the three hidden units slowly grow apart. Then a second edge comes in." },
  { name: "No activation", change: { activation: "none" },
    look: "Whatever the weights, the hidden space is the square, only squeezed and turned: one straight edge, and the loss ends at one sixth." },
  { name: "Zero weights", change: { start: "zero" },
    look: "All hidden units start alike and get the same gradient: three columns of the table stay equal for ever, and three units do the work of one." },
  { name: "Zero weights, tanh", change: { start: "zero", activation: "tanh" },
    look: "Every gradient in the table is exactly 0: what went in is 0 for V, and what came back is 0 for W. Nothing ever moves." },
  { name: "Saturation", change: { start: "large" },
    look: "The weights W start between 20 and 40, so the sums are where the sigmoid is flat. Compare the gradients in the table: V learns, W hardly moves." },
  { name: "Too large a rate", change: { rate: 5, hidden: 10 },
    look: "Step epoch by epoch. The loss grows instead of falling: each step crosses the valley and lands higher on the other side, until the number is too large for the computer." },
  { name: "Dead ReLU", change: { activation: "relu", bias: true, start: "centred", seed: 2 },
    look: "A unit whose sum is negative for every point sends 0 and gets the gradient 0. One of the three starts like that, another one dies on the way; their columns in the table never change again." },
  { name: "ReLU, always on", change: { activation: "relu", seed: 1 },
    look: "Every unit is on for every point, so ReLU does nothing, the network is a line, and the loss ends at one sixth." },
];

const whole = (value, low, high, otherwise) =>
  Number.isInteger(value) && value >= low && value <= high ? value : otherwise;

/** Settings from anything (an address can hold anything): what is not a valid value becomes the default. */
export function readSettings(raw = {}) {
  const given = { ...DEFAULTS, ...raw };
  const settings = { ...DEFAULTS };
  for (const name of Object.keys(CHOICES)) if (CHOICES[name].includes(given[name])) settings[name] = given[name];
  settings.bias = given.bias === true;
  settings.hidden = whole(given.hidden, 1, 20, DEFAULTS.hidden);
  settings.layers = whole(given.layers, 1, 3, DEFAULTS.layers);
  settings.seed = whole(given.seed, 0, 2 ** 32 - 1, DEFAULTS.seed);
  if (Number.isFinite(given.rate) && given.rate > 0 && given.rate <= 1000) settings.rate = given.rate;
  settings.points = readPoints(given.points);
  return settings;
}

const isPoint = (point) =>
  Array.isArray(point) && point.length === 3 && point.slice(0, 2).every((x) => Number.isFinite(x) && Math.abs(x) <= 2) && [0, 1].includes(point[2]);

function readPoints(points) {
  const good = Array.isArray(points) && points.length >= 1 && points.length <= MAX_POINTS && points.every(isPoint);
  return (good ? points : XOR).map((point) => [...point]);
}

/** How a start turns a uniform number from [0, 1) into a weight of layer k. */
const STARTS = {
  positive: (uniform) => uniform,
  centred: (uniform) => -1 + 2 * uniform,
  zero: () => 0,
  large: (uniform, k) => (k === 0 ? 20 + 20 * uniform : uniform),
};

/** A network with the start weights that the chapter draws: matrix after matrix from one generator, biases 0. */
export function startNetwork(settings) {
  const sizes = [2, ...Array(settings.layers).fill(settings.hidden), 1];
  const network = createNetwork(sizes, settings.activation, settings.loss, settings.bias);
  const random = defaultRng(settings.seed);
  network.layers.forEach((layer, k) => {
    for (let at = 0; at < layer.weights.length; at++) layer.weights[at] = STARTS[settings.start](random(), k);
  });
  return network;
}

/** A training that can be taken to any of its epochs: `losses[e]` and the parameters of epoch e are those before its update. */
export class Training {
  constructor(settings) {
    this.settings = settings;
    this.network = startNetwork(settings);
    this.batch = createBatch(this.network, settings.points.flatMap((p) => p.slice(0, 2)), settings.points.map((p) => p[2]));
    this.losses = new Float64Array(MAX_EPOCHS + 1);
    this.epoch = 0;
    this.known = 0; // the last epoch that has been reached
    this.overflowed = false; // the epoch after `known` has no finite loss
    this.stride = 1;
    this.kept = [this.network.parameters.slice()]; // of the epochs 0, stride, 2 stride, ...
    this.#evaluate();
    this.losses[0] = this.loss;
  }

  #evaluate() {
    forward(this.network, this.batch);
    this.loss = lossOf(this.network, this.batch);
    backward(this.network, this.batch);
  }

  get atEnd() {
    return this.epoch >= MAX_EPOCHS || (this.overflowed && this.epoch === this.known);
  }

  /** One update. Returns false, and leaves everything as it is, at the end: after MAX_EPOCHS or where the loss is no number. */
  step() {
    if (this.atEnd) return false;
    const { parameters, gradients } = this.network;
    for (let k = 0; k < parameters.length; k++) parameters[k] -= this.settings.rate * gradients[k];
    this.epoch++;
    this.#evaluate();
    if (!Number.isFinite(this.loss)) {
      this.overflowed = true;
      this.seek(this.epoch - 1);
      return false;
    }
    if (this.epoch > this.known) this.#remember();
    return true;
  }

  #remember() {
    this.known = this.epoch;
    this.losses[this.epoch] = this.loss;
    if (this.epoch % this.stride) return;
    this.kept.push(this.network.parameters.slice());
    if (this.kept.length <= KEPT) return;
    this.kept = this.kept.filter((_, k) => k % 2 === 0);
    this.stride *= 2;
  }

  /** Go to an epoch that has been reached before: exactly the numbers that were there. */
  seek(epoch) {
    const target = Math.max(0, Math.min(Math.round(epoch), this.known));
    const from = Math.min(Math.floor(target / this.stride), this.kept.length - 1);
    this.network.parameters.set(this.kept[from]);
    this.epoch = from * this.stride;
    this.#evaluate();
    while (this.epoch < target) if (!this.step()) break;
  }

  /** Step until `epoch` or until `milliseconds` are over; returns how many steps it made. */
  run(epoch, milliseconds = Infinity) {
    const before = this.epoch;
    const end = performance.now() + milliseconds;
    const often = this.network.parameters.length > 200 ? 7 : 63; // how seldom the clock is asked
    while (this.epoch < epoch && this.step()) if (!(this.epoch & often) && performance.now() > end) break;
    return this.epoch - before;
  }

  /** How many instances get their class: class 1 is an output above one half. */
  get right() {
    const outputs = this.batch.values.at(-1);
    return this.settings.points.filter((point, n) => outputs[n] > 0.5 === (point[2] === 1)).length;
  }
}

/** The numbers of a training after `epochs` updates, as plain data (for the comparison with Python). */
export function trained(settings, epochs) {
  const training = new Training(readSettings(settings));
  const start = [...training.network.parameters];
  training.run(epochs);
  const { network, loss, right, batch } = training;
  return { start, loss, right, outputs: [...batch.values.at(-1)], gradients: [...network.gradients], parameters: [...network.parameters] };
}

// The XOR studio without its page: settings, a training that remembers, what goes wrong in it, and the view of the hidden space.

import { backward, createBatch, createNetwork, forward, lossOf } from "./network.js";
import { defaultRng } from "./random.js";

export const MAX_EPOCHS = 50_000;
export const MAX_POINTS = 24;
const KEPT = 256; // so many sets of parameters are remembered; the epochs between are computed again

export const XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]; // x1, x2, target

/** The chapter's 2-3-1 network, from seed 0. */
export const DEFAULTS = {
  activation: "sigmoid", bias: false, hidden: 3, layers: 1, rate: 0.1, seed: 0, loss: "squared", start: "positive", points: XOR,
};

/** Trainings that fail (and two that do not), with what to look at. */
export const SCENES = [
  { name: "The chapter's training", change: {},
    look: "The loss stays near one eighth for 3,000 epochs, while the hidden units slowly grow apart. Then a second edge comes in." },
  { name: "No activation", change: { activation: "none" },
    look: "The hidden space is the square, only squeezed and turned: one straight edge, and the loss ends at one sixth." },
  { name: "Zero weights", change: { start: "zero" },
    look: "All hidden units start alike and get the same gradient: their columns in the table stay equal for ever." },
  { name: "Zero weights, tanh", change: { start: "zero", activation: "tanh" },
    look: "Every gradient in the table is 0: what went in is 0 for V, and what came back is 0 for W. Nothing ever moves." },
  { name: "Saturation", change: { start: "large" },
    look: "The weights W start above 20, so the sums are where the sigmoid is flat. Compare the gradients: V learns, W hardly moves." },
  { name: "Too large a rate", change: { rate: 5, hidden: 10 },
    look: "Step epoch by epoch. Each step crosses the valley and lands higher on the other side, until the loss is too large for the computer." },
  { name: "Dead ReLU", change: { activation: "relu", bias: true, start: "centred", seed: 2 },
    look: "A unit that is off for every point gets the gradient 0. One unit starts like that, another one dies on the way; their columns never change again." },
  { name: "ReLU, always on", change: { activation: "relu", seed: 1 },
    look: "Every unit is on for every point, so ReLU does nothing, the network is a line, and the loss ends at one sixth." },
];

/** Settings in full; those that are not given are the chapter's. */
export const readSettings = (given = {}) => ({ ...DEFAULTS, ...given });

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

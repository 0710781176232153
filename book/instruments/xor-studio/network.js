// A fully connected network in typed arrays: forward, loss and gradients of a whole batch, as chapter 6 has them in NumPy.
// A matrix (rows, columns) lies row after row: entry (i, j) is at i * columns + j.

/** Each fills values = f(sums) and slopes = f'(sums); `limit` is the steepest slope there is. */
export const ACTIVATIONS = {
  sigmoid: {
    limit: 0.25,
    fill(sums, values, slopes) {
      for (let k = 0; k < sums.length; k++) {
        const small = Math.exp(-Math.abs(sums[k])); // never above 1
        const one = 1 + small;
        values[k] = (sums[k] >= 0 ? 1 : small) / one;
        slopes[k] = small / (one * one);
      }
    },
  },
  tanh: {
    limit: 1,
    fill(sums, values, slopes) {
      for (let k = 0; k < sums.length; k++) {
        const small = Math.exp(-2 * Math.abs(sums[k]));
        const one = 1 + small;
        values[k] = Math.tanh(sums[k]);
        slopes[k] = (4 * small) / (one * one); // 1 - tanh^2 would lose its digits far out
      }
    },
  },
  relu: {
    limit: 1,
    fill(sums, values, slopes) {
      for (let k = 0; k < sums.length; k++) {
        values[k] = sums[k] > 0 ? sums[k] : 0;
        slopes[k] = sums[k] > 0 ? 1 : 0;
      }
    },
  },
  none: {
    limit: 1,
    fill(sums, values, slopes) {
      values.set(sums);
      slopes.fill(1);
    },
  },
};

/** Views into one long array: a weight matrix and a row of biases for each layer. */
function layersOf(sizes, flat) {
  const layers = [];
  let at = 0;
  for (let k = 0; k + 1 < sizes.length; k++) {
    const [inputs, outputs] = [sizes[k], sizes[k + 1]];
    const weights = flat.subarray(at, at + inputs * outputs);
    const biases = flat.subarray(at + inputs * outputs, at + (inputs + 1) * outputs);
    layers.push({ inputs, outputs, weights, biases });
    at += (inputs + 1) * outputs;
  }
  return layers;
}

/**
 * A network for `sizes` (units of each layer, inputs first). Without `withBias` its biases are 0 and stay so.
 * `parameters` and `gradients` hold all numbers in a row; `layers` and `gradientLayers` are views of them.
 */
export function createNetwork(sizes, activation, loss, withBias) {
  const count = sizes.slice(1).reduce((sum, outputs, k) => sum + (sizes[k] + 1) * outputs, 0);
  const parameters = new Float64Array(count);
  const gradients = new Float64Array(count);
  const layers = layersOf(sizes, parameters);
  const gradientLayers = layersOf(sizes, gradients);
  return { sizes, activation, loss, withBias, parameters, gradients, layers, gradientLayers };
}

/** Room for the numbers of `count` instances on their way through `network`; values[0] is the inputs (count, 2). */
export function createBatch(network, inputs, targets = null) {
  const count = inputs.length / network.sizes[0];
  const room = () => network.sizes.slice(1).map((units) => new Float64Array(count * units));
  return { count, targets, values: [Float64Array.from(inputs), ...room()], sums: room(), slopes: room(), deltas: room() };
}

/** sums = values W + b, for all instances of a layer. */
function weightedSums(layer, values, sums, count) {
  const { inputs, outputs, weights, biases } = layer;
  for (let n = 0; n < count; n++) {
    const row = n * outputs;
    for (let j = 0; j < outputs; j++) sums[row + j] = biases[j];
    for (let i = 0; i < inputs; i++) {
      const value = values[n * inputs + i];
      for (let j = 0; j < outputs; j++) sums[row + j] += value * weights[i * outputs + j];
    }
  }
}

/** Fill the batch's sums, values and slopes; the last values are Y, (count, 1). */
export function forward(network, batch) {
  const last = network.layers.length - 1;
  network.layers.forEach((layer, k) => {
    weightedSums(layer, batch.values[k], batch.sums[k], batch.count);
    // With the squared error the output is linear, as in the chapter; with cross-entropy it is a probability.
    const kind = k < last ? network.activation : network.loss === "entropy" ? "sigmoid" : "none";
    ACTIVATIONS[kind].fill(batch.sums[k], batch.values[k + 1], batch.slopes[k]);
  });
  return batch.values[last + 1];
}

/** The loss of a batch after `forward`: the mean of half the squared error, or of binary cross-entropy, from the sums (no overflow). */
export function lossOf(network, batch) {
  const last = network.layers.length - 1;
  let total = 0;
  for (let n = 0; n < batch.count; n++) {
    const [z, t] = [batch.sums[last][n], batch.targets[n]];
    if (network.loss === "entropy") total += Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z)));
    else total += (z - t) ** 2 / 2;
  }
  return total / batch.count;
}

/** What went in, times what came back, summed over the instances. */
function weightGradients(layer, gradient, values, deltas, count, withBias) {
  const { inputs, outputs } = layer;
  gradient.weights.fill(0);
  gradient.biases.fill(0);
  for (let n = 0; n < count; n++) {
    for (let j = 0; j < outputs; j++) {
      const delta = deltas[n * outputs + j];
      if (withBias) gradient.biases[j] += delta;
      for (let i = 0; i < inputs; i++) gradient.weights[i * outputs + j] += values[n * inputs + i] * delta;
    }
  }
}

/** deltas below = (deltas W^T) * slopes below. */
function deltasBelow(layer, deltas, below, slopes, count) {
  const { inputs, outputs, weights } = layer;
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let j = 0; j < outputs; j++) sum += deltas[n * outputs + j] * weights[i * outputs + j];
      below[n * inputs + i] = sum * slopes[n * inputs + i];
    }
  }
}

/** Fill `network.gradients` from a batch after `forward`. Both losses have the delta (y - t) / count at the output's sum. */
export function backward(network, batch) {
  const last = network.layers.length - 1;
  const outputs = batch.values[last + 1];
  for (let n = 0; n < batch.count; n++) batch.deltas[last][n] = (outputs[n] - batch.targets[n]) / batch.count;
  for (let k = last; k >= 0; k--) {
    weightGradients(network.layers[k], network.gradientLayers[k], batch.values[k], batch.deltas[k], batch.count, network.withBias);
    if (k > 0) deltasBelow(network.layers[k], batch.deltas[k], batch.deltas[k - 1], batch.slopes[k - 1], batch.count);
  }
}

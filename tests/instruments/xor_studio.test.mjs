// The XOR studio without a page: trainings that can be wound back, what goes wrong in them, pictures' numbers.
import assert from "node:assert/strict";
import test from "node:test";
import { above } from "../../book/instruments/xor-studio/contour.js";
import { diagnose } from "../../book/instruments/xor-studio/diagnosis.js";
import { DEFAULTS, readSettings, SCENES, Training } from "../../book/instruments/xor-studio/model.js";
import { HiddenSpace } from "../../book/instruments/xor-studio/sheet.js";

const trained = (settings, epochs) => {
  const training = new Training(readSettings(settings));
  training.run(epochs);
  return training;
};
const scene = (name) => SCENES.find((each) => each.name === name).change;

test("any epoch that has been reached comes back exactly, also after old ones were thinned out", () => {
  const long = trained({}, 6000);
  for (const epoch of [0, 1, 17, 299, 2048, 4001, 6000]) {
    const fresh = trained({}, epoch);
    long.seek(epoch);
    assert.equal(long.epoch, epoch);
    assert.deepEqual(long.network.parameters, fresh.network.parameters);
    assert.equal(long.losses[epoch], fresh.loss);
  }
  assert.equal(long.known, 6000);
  assert.ok(long.kept.length <= 257);
});

test("seeds 0 to 19 do what chapter 6 says of each activation", () => {
  const solved = (settings) => Array.from({ length: 20 }, (_, seed) => trained({ ...settings, seed }, 10_000)).filter((each) => each.right === 4).length;
  assert.deepEqual(["sigmoid", "tanh", "relu", "none"].map((activation) => solved({ activation })), [20, 20, 7, 0]);
  assert.equal(solved({ activation: "relu", bias: true }), 17);
});

test("each scene shows what it says, and a training that goes well is not called ill", () => {
  const names = (name, epochs) => diagnose(trained(scene(name), epochs)).map((each) => each.name);
  assert.deepEqual(names("The chapter's training", 10_000), []);
  assert.deepEqual(names("No activation", 10_000), ["line"]);
  assert.deepEqual(names("Zero weights", 10_000), ["alike"]);
  assert.deepEqual(names("Zero weights, tanh", 100), ["still", "alike"]);
  assert.deepEqual(names("Saturation", 100), ["saturated"]);
  assert.deepEqual(names("Too large a rate", 5).slice(0, 1), ["jumps"]);
  assert.deepEqual(names("Too large a rate", 10_000), ["overflow"]);
  assert.deepEqual(names("Dead ReLU", 10_000), ["dead"]);
  assert.deepEqual(names("ReLU, always on", 10_000), ["line"]);
  assert.ok(Math.abs(trained(scene("Saturation"), 1000).loss - 0.0962) < 1e-4);
});

test("a loss that overflows stops the training at its last number", () => {
  const training = trained(scene("Too large a rate"), 10_000);
  assert.equal(training.overflowed, true);
  assert.ok(Number.isFinite(training.loss) && training.network.parameters.every(Number.isFinite));
  assert.equal(training.step(), false);
  assert.equal(training.epoch, training.known);
});

test("settings that are not given are the chapter's, and an untouched bias stays 0", () => {
  assert.deepEqual(readSettings({ seed: 3 }), { ...DEFAULTS, seed: 3 });
  const { parameters } = trained({}, 10).network;
  assert.equal(parameters.length, 13);
  assert.deepEqual([...parameters.subarray(6, 9), parameters[12]], [0, 0, 0, 0]);
});

test("the shaded part of a slanted field has the right area, and its edge lies on the level", () => {
  const steps = 21;
  const values = Float64Array.from({ length: steps * steps }, (_, k) => (k % steps) + Math.floor(k / steps) / 2);
  const area = (polygon) => Math.abs(polygon.reduce((sum, [x, y], k) => sum + x * polygon[(k + 1) % polygon.length][1] - y * polygon[(k + 1) % polygon.length][0], 0)) / 2;
  const { areas, edges } = above(values, steps, 12.3);
  const under = (12.3 + 2.3) / 2; // mean width of what is left of x + y / 2 = 12.3, from y = 0 to 20
  assert.ok(Math.abs(areas.reduce((sum, polygon) => sum + area(polygon), 0) - 20 * (20 - under)) < 1e-9);
  for (const [x, y] of edges.flat()) assert.ok(Math.abs(x + y / 2 - 12.3) < 1e-9);
});

test("in the hidden space the output is the place to the right, and the picture does not flip while training", () => {
  const training = trained({}, 5000);
  const space = new HiddenSpace(training.network, [0, 0, 0, 1, 1, 0, 1, 1]);
  let before = space.look().points;
  before.forEach(([right], n) => assert.ok(Math.abs(right - training.batch.values.at(-1)[n]) < 1e-12));
  for (let k = 0; k < 200; k++) {
    training.run(training.epoch + 10);
    const now = space.look().points;
    now.forEach(([x, y], n) => assert.ok(Math.hypot(x - before[n][0], y - before[n][1]) < 0.05, `epoch ${training.epoch}`));
    before = now;
  }
});

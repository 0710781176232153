// The stepper's judge: right is right as people round, and a mistake is named only if it alone fits.
import assert from "node:assert/strict";
import test from "node:test";
import { ideas, judge, SENTENCES } from "../../book/instruments/stepper/mistakes.js";
import { compute, PRESETS, STEPS } from "../../book/instruments/stepper/model.js";

let seed = 7;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const networks = [...Object.values(PRESETS), ...Array.from({ length: 60 }, () => Array.from({ length: 12 }, (_, k) => (k === 2 || k === 3 ? Math.round(random()) : 4 * random() - 2)))].map(compute);
const say = (name, typed, n) => judge(name, typed, Number(typed), n);

test("a right number is right with three digits, with all digits, and when earlier numbers were rounded", () => {
  for (const n of networks)
    for (const { name } of STEPS) {
      for (const typed of [String(n[name]), n[name].toPrecision(3), n[name].toPrecision(2), String(n[name] * 1.009)]) assert.ok(say(name, typed, n).right, `${name} ${typed} for ${n[name]}`);
    }
});

test("a number of one digit is no answer unless it is exact", () => {
  const n = compute(PRESETS.first);
  assert.match(say("grad_v11", "-0.1", n).text, /two digits/);
  assert.ok(say("h1", "1", n).right);
  assert.ok(say("h1_in", "16", n).right);
  assert.ok(!say("grad_w11", "0", compute(PRESETS.second)).right);
});

test("a mistake gets its own sentence or none, never the sentence of another, and never counts as right", () => {
  const named = new Set();
  for (const n of networks)
    for (const { name } of STEPS)
      for (const [idea, numbers] of Object.entries(ideas(name, n)))
        for (const number of numbers) {
          assert.ok(SENTENCES[idea], idea);
          if (Math.abs(number - n[name]) <= 0.011 * Math.abs(n[name])) continue; // it happens to be right
          const verdict = say(name, String(number), n);
          assert.ok(!verdict.right, `${name}: ${idea}`);
          if (verdict.idea) assert.equal(verdict.idea, idea, name);
          if (verdict.idea) named.add(`${idea} at ${STEPS.find((step) => step.name === name).like}`);
        }
  const all = new Set(STEPS.flatMap(({ name, like }) => Object.entries(ideas(name, networks[9])).filter(([, numbers]) => numbers.length).map(([idea]) => `${idea} at ${like}`)));
  assert.deepEqual([...all].filter((idea) => !named.has(idea)), [], "never named");
  assert.deepEqual(Object.keys(SENTENCES).filter((idea) => ![...named].some((each) => each.startsWith(`${idea} at`))), [], "no use");
});

test("the usual mistakes of the second instance are named", () => {
  const n = compute(PRESETS.second);
  for (const [name, number, idea] of [
    ["grad_y1", n.e1, "two"], ["grad_y1", -2 * n.e1, "sign"], ["grad_y1_in", n.grad_y1, "slope"], ["grad_v21", n.h2_in * n.grad_y1_in, "received"],
    ["grad_h1", n.v11 * n.grad_y1_in, "dropped"], ["grad_h1", n.v11 * n.grad_y1_in - n.v12 * n.grad_y2_in, "minus"], ["grad_w11", n.x1 * n.grad_h1, "slope"], ["y1_in", n.v11 * n.h1_in + n.v21 * n.h2_in, "received"],
  ])
    assert.equal(say(name, number.toPrecision(3), n).idea, idea, name);
});

test("a value that fits two ideas names none", () => {
  const n = compute([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]); // all paths alike: a path left out is half of the sum, and so is a lost factor 2
  const verdict = say("grad_h1", String(n.v11 * n.grad_y1_in), n);
  assert.equal(verdict.idea, undefined);
  assert.match(verdict.text, /More than one mistake/);
});

// The kit without a page: what people type, what addresses hold, what formulas say.
import assert from "node:assert/strict";
import test from "node:test";
import { fields, parse, write } from "../../book/instruments/kit/address.js";
import { read, show, spoken } from "../../book/instruments/kit/numbers.js";

const range = { name: "w11", min: -20, max: 20 };

test("a number is understood with a point, a comma, a true minus and an exponent", () => {
  for (const [typed, value] of [["0.5", 0.5], ["0,5", 0.5], [" −3 ", -3], ["-.25", -0.25], ["+7.", 7], ["1e-3", 0.001], ["−5,3e−8", -5.3e-8], ["–1", -1]]) {
    assert.deepEqual(read(typed, range), { value }, typed);
  }
});

test("what is no number, or too large, gets a sentence that says what the field takes", () => {
  for (const typed of ["", "  ", "abc", "NaN", "Infinity", "1e999", "21", "-20.01", "1,000.5", "1.000,5", "0x10", "1 2", "--1", "1e", "<b>1</b>", "9".repeat(400)]) {
    const { value, problem } = read(typed, range);
    assert.equal(value, undefined, typed);
    assert.match(problem, /^w11 takes a number from −20 to 20[,;.].*\.$/, typed);
    assert.ok(!problem.includes("<"));
  }
  assert.match(read("1.5", { name: "N", min: 0, max: 9, whole: true }).problem, /whole number from 0 to 9/);
});

test("numbers are written as the book writes them", () => {
  for (const [value, text] of [[16, "16"], [-3, "−3"], [0, "0"], [-0, "0"], [0.7319417, "0.7319"], [-5.3438e-8, "−5.34e-8"], [1e7, "1.00e7"], [NaN, "not a number"], [-Infinity, "−∞"]]) {
    assert.equal(show(value), text);
  }
  assert.equal(show(-0.26805, 3), "−0.268");
  assert.equal(spoken(-5.3e-8, 3), "minus 5.3 times ten to the minus 8");
});

const schema = { step: fields.whole(0, 27), w: fields.numbers(2, -10, 10), of: fields.choice("first", "second"), on: fields.flag(), h: fields.number(0, 1) };

test("an address comes back as it was written", () => {
  const values = { step: 7, w: [6, -0.25], of: "second", on: false, h: 1e-7 };
  const hash = write("instrument-x", schema, values);
  assert.equal(hash, "#instrument-x?step=7&w=6,-0.25&of=second&on=0&h=1e-7");
  assert.deepEqual(parse(hash, "instrument-x", schema), { values, problems: [] });
  assert.equal(parse(hash, "instrument-y", schema), null);
  assert.equal(parse("#instrument-x", "instrument-x", schema), null);
});

test("a value that breaks its rule is left out, said so, and never repeated", () => {
  for (const part of ["step=28", "step=-1", "step=1.5", "step=1e1", "step=", "step", "step=7=8", "w=1", "w=1,2,3", "w=1,99", "w=1,NaN", "w=1,", "of=third", "of=constructor", "on=yes",
    "on=constructor", "on=__proto__", "h=Infinity", "h=0x1", "h=%", "h=%3Cscript%3E", "__proto__=1", "constructor=1", "<img src=x onerror=alert(1)>", "x=1"]) {
    if (part === "step=7=8") continue; // what follows a second "=" is ignored
    const { values, problems } = parse(`#instrument-x?${part}`, "instrument-x", schema);
    assert.deepEqual(values, {}, part);
    assert.equal(problems.length, 1, part);
    assert.ok(!/[<%]|script|NaN/.test(problems[0]), problems[0]);
  }
  assert.deepEqual(parse("#instrument-x?step=99&of=first", "instrument-x", schema).values, { of: "first" });
});

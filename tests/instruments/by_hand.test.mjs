// The worksheet of chapter 7 without a page: what is right, what is named, what is not.
import assert from "node:assert/strict";
import test from "node:test";
import { isRight, judge, precision, SENTENCES } from "../../book/instruments/by-hand/judge.js";
import { LINES, PARTS, worksheet } from "../../book/instruments/by-hand/model.js";
import { Sheet } from "../../book/instruments/by-hand/sheet.js";

const STUDENTS = [{}, { hours1: 7, hours2: 3, t: 0 }, { hours1: 9.5, hours2: 5.5, t: 1 }, { hours1: 4, hours2: 4, t: 0 }, { hours1: 24, hours2: 0, t: 1 }];
const judged = (id, typed, v, own) => judge(id, typed, Number(typed), v, own);

test("a right number is right with three, four and six digits, for any student", () => {
  for (const v of STUDENTS.map(worksheet)) {
    for (const { id } of LINES) for (const digits of [3, 4, 6]) assert.equal(judged(id, v[id].toPrecision(digits), v).kind, "right", `${id} ${digits}`);
  }
});

test("a mistake is named by its own sentence or not at all, and nearly always named", () => {
  let named = 0, all = 0;
  for (const v of STUDENTS.map(worksheet)) {
    for (const { id, ideas } of LINES) {
      for (const [name, value] of Object.entries(ideas)) {
        for (const wrong of [value(v)].flat()) {
          if (!Number.isFinite(wrong) || isRight(judged(id, wrong.toPrecision(4), v))) continue;
          const verdict = judged(id, wrong.toPrecision(4), v);
          assert.ok(verdict.kind === "wrong" || verdict.idea === name, `${id}: ${name} is called ${verdict.idea}`);
          all += 1;
          named += verdict.idea === name;
        }
      }
    }
  }
  assert.ok(all > 1200 && named > 0.93 * all, `${named} of ${all}`);
});

test("a value that two mistakes give names neither", () => {
  const v = worksheet();
  const [lostSign, otherUnit] = [Math.abs(v.x1) * v.w11 + v.x2 * v.w21, v.x1 * v.w12 + v.x2 * v.w22];
  assert.ok(Math.abs(lostSign - otherUnit) < 1e-12);
  assert.equal(judged("h1_in", "0.35", v).kind, "wrong");
});

test("numbers carried on from the reader's own rounded ones are right, through the whole chain", () => {
  for (const digits of [3, 4]) {
    const sheet = new Sheet({});
    for (const { id, from, value } of LINES) {
      const own = { ...sheet.v, ...Object.fromEntries(from.filter((name) => sheet.entries[name]).map((name) => [name, sheet.entries[name].value])) };
      const typed = value(own).toPrecision(digits);
      sheet.enter(id, typed, Number(typed));
      assert.ok(sheet.entries[id].right, `${id}: ${typed}, in full ${sheet.v[id]}: ${sheet.entries[id].verdict.text}`);
    }
    assert.ok(sheet.complete);
  }
});

test("what follows from a wrong number is called that, and is right as soon as that one is mended", () => {
  const sheet = new Sheet({});
  sheet.enter("x1", "1", 1);
  sheet.enter("h1_in", "0.35", 0.35);
  assert.deepEqual([sheet.entries.x1.verdict.kind, sheet.entries.h1_in.verdict.kind], ["mistake", "follows"]);
  sheet.enter("x1", "-1", -1);
  assert.equal(sheet.entries.h1_in.verdict.kind, "wrong");
  sheet.enter("h1_in", "0.05", 0.05);
  assert.equal(sheet.entries.h1_in.right, true);
});

test("too few digits, digits cut off and digits lost on the way are told apart", () => {
  const v = worksheet();
  assert.equal(judged("y", "0.5", v).kind, "digits");
  assert.equal(judged("grad_h3_in", "-0.0188", v).kind, "cut");
  assert.equal(judged("y_in", "-0.0356", v).kind, "rounded"); // with hidden values of three digits
  assert.equal(judged("y_in", "-0.0456", v).kind, "wrong");
  for (const [typed, unit, digits] of [["0.0250", 1e-4, 3], ["−2,5e-3", 1e-4, 2], ["−12", 1, 2], [".5", 0.1, 1]]) {
    assert.ok(Math.abs(precision(typed).unit / unit - 1) < 1e-12 && precision(typed).digits === digits, typed);
  }
});
  assert.deepEqual(precision("−2,5e-3"), { unit: 1e-4, digits: 2 });

test("every sentence belongs to an idea, every idea has one, and no two ideas share one", () => {
  const used = new Set(LINES.flatMap(({ ideas }) => Object.keys(ideas)));
  assert.deepEqual([...used].sort(), Object.keys(SENTENCES).sort());
  assert.equal(new Set(Object.values(SENTENCES)).size, used.size);
});

test("showing and filling in make numbers known without counting them as found by hand", () => {
  const sheet = new Sheet({});
  sheet.reveal("x1");
  assert.equal(sheet.known("x1"), -1);
  sheet.enter("h1_in", "0.1", 0.1);
  sheet.fill(PARTS[1].rows[0]);
  assert.equal(sheet.entries.h1_in.right, false); // what the reader typed stays
  assert.ok(Math.abs(sheet.known("h2_in") - 0.35) < 1e-12);
  assert.deepEqual(sheet.count(), { byHand: 0, known: 3, of: LINES.length });
});

// What the reader has typed and seen so far, without DOM: the entries of a worksheet.

import { isRight, judge } from "./judge.js";
import { LINES, PARTS, worksheet } from "./model.js";

const SEEN = { kind: "shown", text: "" };

/** The entries: {id: {typed, value, right, verdict, open}}; `v` holds all numbers in full. */
export class Sheet {
  constructor(student) {
    this.student = student;
    this.v = worksheet(student);
    this.entries = {};
  }

  /** What is known of a name: what was given, what the reader found, or was shown. */
  known = (name) => {
    if (!LINES.some((line) => line.id === name)) return this.v[name];
    const entry = this.entries[name];
    return entry?.right ? (entry.typed ? entry.value : this.v[name]) : undefined;
  };

  /** Take a typed number ("" takes it away); all that was typed is judged again, because it may rest on this one. */
  enter(id, typed, value) {
    if (typed === "") delete this.entries[id];
    else this.entries[id] = { typed, value, open: false };
    this.#judgeAll();
  }

  #judgeAll() {
    for (const { id } of LINES) {
      const entry = this.entries[id];
      if (!entry?.typed) continue;
      entry.verdict = judge(id, entry.typed, entry.value, this.v, this.entries);
      entry.right = isRight(entry.verdict);
    }
  }

  /** Show how a line is worked out, or hide it; from then on its number is known. */
  reveal(id) {
    const entry = (this.entries[id] ||= { typed: "", verdict: SEEN });
    entry.open = !entry.open;
    if (!entry.typed) Object.assign(entry, { value: this.v[id], right: true });
  }

  /** Fill in what is still empty in a row of like lines. */
  fill(row) {
    for (const { id } of row) this.entries[id] ||= { typed: "", value: this.v[id], right: true, open: true, verdict: SEEN };
  }

  done(part) {
    return part.rows.flat().every(({ id }) => this.entries[id]?.right);
  }

  /** How many lines were found by hand, and how many are known at all. */
  count() {
    const all = Object.values(this.entries).filter((entry) => entry.right);
    return { byHand: all.filter((entry) => entry.typed).length, known: all.length, of: LINES.length };
  }

  get complete() {
    return PARTS.every((part) => this.done(part));
  }
}

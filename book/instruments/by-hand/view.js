// The worksheet on the page: one part at a time.

import { button, choice, copyLink, el, fields, numberField, plain, read, show } from "../kit/index.js";
import { isRight } from "./judge.js";
import { lineView } from "./lines.js";
import { GIVEN, lineOf, PARTS } from "./model.js";
import { Sheet } from "./sheet.js";

const typed = {
  read(text) {
    const pairs = text.split(";").map((pair) => pair.split(":"));
    const good = pairs.every(([id, number, more]) => Object.hasOwn(lineOf, id) && /^-?[\d.]{1,20}(e-?\d{1,3})?$/.test(number) && more === undefined);
    return good ? pairs.filter(([, number]) => "value" in read(number, { min: -1e6, max: 1e6 })) : undefined;
  },
  write: (pairs) => pairs.map((pair) => pair.join(":")).join(";"),
  takes: "names and numbers such as x1:-1;x2:1",
};
const SCHEMA = { slept: fields.number(0, 24), studied: fields.number(0, 24), passed: fields.flag(), part: fields.choice(...PARTS.map(({ id }) => id)), typed };

/** The student: {element, set(student)}; change(student) is called for another one. */
function studentFields(change) {
  let student = {};
  const take = (name) => (value) => change({ ...student, [name]: value });
  const slept = numberField({ name: "Hours slept", min: 0, max: 24, change: take("hours1") });
  const studied = numberField({ name: "Hours studied", min: 0, max: 24, change: take("hours2") });
  const passed = choice({ name: "Passed", options: [["1", "yes"], ["0", "no"]], change: (value) => take("t")(Number(value)) });
  const element = el("div", { class: "kit-row" }, slept.element, studied.element, passed.element);
  const set = (next) => {
    student = { hours1: next.hours1, hours2: next.hours2, t: next.t };
    slept.set(next.hours1);
    studied.set(next.hours2);
    passed.set(String(next.t));
  };
  return { element, set };
}

/** The numbers that are given, as a table. */
function givenTable() {
  const row = (head, cells) => el("tr", {}, el("th", { scope: "row" }, head), cells.map((value) => el("td", {}, String(value).replace("-", "−"))));
  const head = (...names) => el("thead", {}, el("tr", {}, el("td", {}), names.map((name) => el("th", { scope: "col" }, name))));
  const table = (caption, ...parts) => el("table", {}, el("caption", {}, caption), parts);
  const entries = (...names) => names.map((name) => GIVEN[name]);
  return el("div", { class: "hand-given" },
    table("Of the class", head("slept", "studied"), el("tbody", {}, row("mean", entries("mean1", "mean2")), row("deviation", entries("deviation1", "deviation2")))),
    table("W: from x to h", head("h1", "h2", "h3"), el("tbody", {}, [1, 2].map((i) => row(`x${i}`, entries(`w${i}1`, `w${i}2`, `w${i}3`))))),
    table("V: from h to y", head("h1", "h2", "h3"), el("tbody", {}, row("y", entries("v11", "v21", "v31")))));
}

const answer = (y) => (y > 0.5 ? "pass" : "fail");

class Worksheet {
  constructor(stage, context) {
    this.context = context;
    this.place = context.address(SCHEMA);
    this.problem = el("p", { class: "kit-problem", role: "status" });
    this.student = studentFields((student) => this.use(student));
    this.steps = PARTS.map((part, k) => button("", () => this.open(k), { class: "kit-button hand-step" }));
    this.body = el("div", { class: "hand-part" });
    this.end = el("div", { class: "hand-end" });
    const link = copyLink(() => this.place.link(this.state()), context.announce);
    stage.append(this.problem, this.student.element, givenTable(), el("nav", { class: "hand-steps", "aria-label": "Parts of the worksheet" }, this.steps),
      this.body, this.end, link);
    this.begin(this.place);
    this.place.onChange((given) => this.begin(given));
  }

  state() {
    const { hours1, hours2, t } = this.sheet.v;
    const pairs = Object.entries(this.sheet.entries).filter(([, entry]) => entry.typed).map(([id, entry]) => [id, String(entry.value)]);
    return { slept: hours1, studied: hours2, passed: t === 1, part: PARTS[this.part].id, typed: pairs.length ? pairs : undefined };
  }

  begin({ values, problem }) {
    const { slept = GIVEN.hours1, studied = GIVEN.hours2, passed = true, part = PARTS[0].id, typed: pairs = [] } = values;
    this.sheet = new Sheet({ hours1: slept, hours2: studied, t: Number(passed) });
    for (const [id, number] of pairs) this.sheet.enter(id, number, Number(number));
    this.student.set(this.sheet.v);
    this.#show(PARTS.findIndex(({ id }) => id === part));
    this.problem.textContent = problem;
  }

  /** Another student: the worksheet starts anew. */
  use(student) {
    this.sheet = new Sheet(student);
    this.student.set(this.sheet.v);
    this.#show(0);
    this.place.save(this.state());
    this.context.announce("Another student: the worksheet is empty again.");
  }

  open(k) {
    this.#show(k);
    this.place.save(this.state());
    this.body.querySelector("input")?.focus();
  }

  #show(k) {
    this.part = k;
    this.views = new Map();
    const rows = PARTS[k].rows.map((row) => {
      const views = row.map((line) => lineView(line, this));
      row.forEach((line, at) => this.views.set(line.id, views[at]));
      const rest = row.length > 1 && button("Fill in the rest", () => this.#after(() => this.sheet.fill(row), "Filled in."), { class: "kit-button hand-fill" });
      return el("section", { class: "hand-row" }, views.map(({ element }) => element), rest);
    });
    this.body.replaceChildren(el("p", { class: "hand-title" }, `${k + 1}. ${PARTS[k].title}`), ...rows);
    this.draw();
  }

  draw() {
    const { sheet, part } = this;
    for (const [id, view] of this.views) view.draw(sheet.entries[id], sheet.known, sheet.v);
    this.body.querySelectorAll(".hand-fill").forEach((fill, at) => {
      const row = PARTS[part].rows.filter((lines) => lines.length > 1)[at];
      fill.hidden = !row.some(({ id }) => sheet.entries[id]?.right) || row.every(({ id }) => sheet.entries[id]);
    });
    this.steps.forEach((step, k) => {
      step.textContent = `${sheet.done(PARTS[k]) ? "✓ " : `${k + 1}. `}${PARTS[k].title}`;
      if (k === part) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.#drawEnd();
  }

  #drawEnd() {
    const { sheet, part } = this;
    const { byHand, known, of } = sheet.count();
    const next = sheet.done(PARTS[part]) && part + 1 < PARTS.length && button(`Next: ${PARTS[part + 1].title}`, () => this.open(part + 1), { class: "kit-button kit-main" });
    const { y, L, new_y, new_L } = sheet.v;
    const told = sheet.complete
      ? `Done. Before the step: ${answer(y)} (${show(y, 3)}), loss ${show(L)}. After it: ${answer(new_y)} (${show(new_y, 3)}), loss ${show(new_L)}.`
      : `${byHand} of ${of} lines by hand${known > byHand ? `, ${known - byHand} shown` : ""}.`;
    this.end.replaceChildren(...[next, el("p", {}, told)].filter(Boolean));
  }

  #after(change, told) {
    change();
    this.draw();
    this.place.save(this.state());
    this.context.announce(told);
  }

  enter(id, text, value) {
    if (text === (this.sheet.entries[id]?.typed || "")) return;
    this.#after(() => this.sheet.enter(id, text, value), "");
    const { verdict } = this.sheet.entries[id] || {};
    if (verdict) this.context.announce(isRight(verdict) ? `${plain(id)}: ${verdict.text}` : verdict.text);
  }

  reveal(id) {
    this.#after(() => this.sheet.reveal(id), "");
    const { open } = this.sheet.entries[id];
    if (open) this.context.announce(`${plain(id)} is ${show(this.sheet.v[id], 6)}.`);
  }
}

/** Build the worksheet inside `stage`. */
export function mount(stage, context) {
  new Worksheet(stage, context);
}

/* Broadcast: four answers, four targets, and a difference that NumPy stretches to a table without a word. */

import { button, choice, copyLink, el, fields, show, slider, spoken } from "../kit/index.js";
import { ANSWERS, broadcast, descend, difference, losses, TARGETS } from "./model.js";

const RANGE = { min: -1, max: 2 };
const SCHEMA = { y: fields.numbers(4, RANGE.min, RANGE.max), t: fields.choice("list", "column"), seen: fields.flag() };
const GUESSES = ["(4,)", "(4, 1)", "(4, 4)", "an error"];
const VERDICTS = {
  "(4,)": "So it looks: four answers, four targets. But y has two axes, and the result has as many.",
  "(4, 1)": "That is what you want, and not what you get.",
  "(4, 4)": "Right.",
  "an error": "That would be kind, but NumPy stretches before it complains.",
};
const RULE = "From the right, 1 meets 4 and becomes 4; then 4 meets nothing and stays: every answer minus every target.";

/** The question before the table: {element, draw(seen)}. */
function question(guessed) {
  const answer = el("p", { role: "status" });
  const row = el("div", { class: "kit-row" }, GUESSES.map((guess) => button(guess, () => (tell(guess), guessed()))));
  const asked = el("p", {}, "The answers y have the shape (4, 1); the targets t come from a file and have the shape (4,). What is the shape of ", el("code", {}, "y - t"), "?");
  const tell = (guess) => (answer.textContent = `${VERDICTS[guess]} The shape of y - t is (${broadcast([4, 1], [4]).join(", ")}). ${RULE}`);
  return { element: el("div", { class: "broadcast-question" }, asked, row, answer), draw: (seen) => (row.hidden = seen) };
}

/** The difference as a table: targets above, answers on the left. {element, draw(y, asColumn, hidden)}. */
function table() {
  const body = el("tbody", {}), head = el("tr", {}), caption = el("caption", {});
  const element = el("table", { class: "broadcast-table" }, caption, el("thead", {}, head), body);
  const line = (value, i, row, asColumn) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, show(value, 3)),
      asColumn ? el("td", { class: "broadcast-target" }, show(TARGETS[i])) : null,
      row.map((e, j) => el("td", { class: asColumn || i === j ? "broadcast-wanted" : "broadcast-extra" }, show(e, 3))),
    );
  function draw(y, asColumn) {
    const rows = difference(y, TARGETS, asColumn);
    caption.textContent = `y - t, shape (${rows.length}, ${rows[0].length})${asColumn ? "" : ": wanted are the four in frames"}`;
    const titles = asColumn ? ["t", "y - t"] : TARGETS.map((t) => `t = ${t}`);
    head.replaceChildren(el("th", { scope: "col" }, "y"), ...titles.map((text) => el("th", { scope: "col" }, text)));
    body.replaceChildren(...rows.map((row, i) => line(y[i], i, row, asColumn)));
  }
  return { element, draw };
}

/** Right and wrong loss beside each other: {element, draw(y)}. */
function verdict() {
  const cells = [0, 1].map(() => [el("td", {}), el("td", {})]);
  const rows = [["right: t (4, 1)", 0], ["wrong: t (4,)", 1]].map(([name, at]) => el("tr", {}, el("th", { scope: "row" }, name), cells[at]));
  const head = ["", "sum of squares", "mean of squares"].map((text) => (text ? el("th", { scope: "col" }, text) : el("td", {})));
  function draw(y, asColumn) {
    [true, false].forEach((column, at) => {
      const { sum, mean } = losses(difference(y, TARGETS, column));
      cells[at][0].textContent = show(sum);
      cells[at][1].textContent = show(mean);
      rows[at].classList.toggle("broadcast-used", column === asColumn);
    });
  }
  return { element: el("table", { class: "broadcast-losses" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)), draw };
}

export function mount(stage, { announce, address }) {
  const place = address(SCHEMA);
  const read = (values) => ({ y: values.y ?? [...ANSWERS], asColumn: values.t === "column", seen: values.seen ?? false });
  const state = read(place.values);
  const shared = () => ({ y: state.y, t: state.asColumn ? "column" : "list", seen: state.seen });
  const asked = question(() => change({ seen: true }));
  const rows = table(), sides = verdict();
  const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
  const sliders = TARGETS.map((t, i) =>
    slider({ name: `y${i + 1}`, says: `Answer ${i + 1}, target ${t}`, value: state.y[i], ...RANGE, step: 0.01, change: (value) => change({ y: state.y.map((old, at) => (at === i ? value : old)) }) }),
  );
  const which = choice({ name: "t is", options: [["list", "(4,), as it came"], ["column", "t.reshape(-1, 1)"]], value: state.asColumn ? "column" : "list", change: (value) => change({ asColumn: value === "column" }) });
  const learn = button("Learn for 20 steps", () => {
    change({ y: descend(state.y, TARGETS, state.asColumn, 20) });
    setAll();
  });
  const again = button("Start again", () => {
    change({ y: [...ANSWERS] });
    setAll();
  });
  const playing = el(
    "div",
    { class: "broadcast-playing" },
    which.element,
    el("div", { class: "broadcast-top" }, el("div", {}, rows.element), el("div", {}, sliders.map(({ element }) => element), el("div", { class: "kit-row" }, learn, again))),
    sides.element,
  );

  const setAll = () => {
    sliders.forEach(({ set }, i) => set(state.y[i]));
    which.set(state.asColumn ? "column" : "list");
  };
  function draw() {
    asked.draw(state.seen);
    playing.hidden = !state.seen;
    rows.draw(state.y, state.asColumn);
    sides.draw(state.y, state.asColumn);
  }
  function change(changes) {
    Object.assign(state, changes);
    draw();
    const { mean } = losses(difference(state.y, TARGETS, state.asColumn));
    announce(`Mean of squares ${spoken(mean)}, ${state.asColumn ? "of the four errors" : "of all sixteen differences"}.`);
    place.save(shared());
  }
  stage.append(problem, asked.element, playing, copyLink(() => place.link(shared()), announce));
  place.onChange(({ values, problem: damaged }) => {
    Object.assign(state, read(values));
    problem.textContent = damaged;
    setAll();
    draw();
  });
  draw();
}

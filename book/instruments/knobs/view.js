/* Knobs: eight weights to turn, what the network then answers, and how wrong that is. */

import { button, chart, choice, copyLink, el, fields, show, slider, spoken, ticks, toggle } from "../kit/index.js";
import { drawing, table } from "./drawing.js";
import { better, CHOICES, curve, direction, INSTANCES, loss, lossOf, NAMES, nudge, NUDGE, RANGE, START } from "./model.js";
import { reason } from "./reason.js";

const SCHEMA = {
  w: fields.numbers(8, RANGE.min, RANGE.max),
  show: fields.choice("first", "second", "both"),
  turn: fields.choice(...NAMES),
  guess: fields.flag(),
};
const OF = { first: "the first instance", second: "the second instance", both: "both instances" };
const GUESSES = ["falls", "rises", "hardly moves"];
const xAxis = (name) => ({ min: RANGE.min, max: RANGE.max, label: name, ticks: [-10, -5, 0, 5, 10].map((value) => [value, show(value)]) });

function yAxis(points) {
  const max = Math.max(...points.map(([, value]) => value)) * 1.04;
  const places = ticks(0, max, 4);
  return { min: 0, max, label: "loss", ticks: places.map((value) => [value, show(value, 3).replace(/0+$/, "").replace(/\.$/, "")]) };
}

/** The question "which way?": {element, ask(state), answer(state, guess)}; `guessed(guess)` is called for a guess, null for "show me". */
function question(guessed) {
  const words = el("p", { class: "knobs-question" });
  const buttons = GUESSES.map((guess) => button(guess === "hardly moves" ? "It hardly moves" : `It ${guess}`, () => guessed(guess)));
  const row = el("div", { class: "kit-row" }, buttons, button("Just show me", () => guessed(null)));
  const answer = el("div", { class: "knobs-answer", role: "status" });
  const element = el("div", { class: "knobs-guess" }, words, row, answer);
  return {
    element,
    ask({ k, choice: which }) {
      words.replaceChildren("Guess which way: ", el("strong", {}, `${NUDGE} more of ${NAMES[k]}`), `, and the loss of ${OF[which]} …`);
      row.hidden = false;
      answer.replaceChildren();
    },
    tell({ k, choice: which, w, guess }) {
      const change = nudge(which, w, k), truth = direction(change);
      const size = change === 0 ? "" : ` by ${show(Math.abs(change))}`;
      const verdict = guess === undefined ? "" : guess === truth ? "Right. " : `Not “${guess}”. `;
      words.replaceChildren(verdict, el("strong", {}, `${NUDGE} more of ${NAMES[k]}`), `: the loss of ${OF[which]} ${truth}${truth === "hardly moves" ? ` (${show(change)})` : size}.`);
      row.hidden = true;
      const reasons = CHOICES[which].map((n) => el("p", {}, reason(n, w, k, (value) => show(value, 3))));
      const loud = which === "both" && truth !== "hardly moves" ? el("p", {}, louder(w, k)) : null;
      answer.replaceChildren(...reasons, ...(loud ? [loud] : []));
    },
  };
}

function louder(w, k) {
  const [first, second] = [nudge("first", w, k), nudge("second", w, k)];
  const agree = first * second > 0;
  const name = Math.abs(first) > Math.abs(second) ? "first" : "second";
  return agree ? "They agree." : `They disagree, and the ${name} one is louder.`;
}

/** The line of the best so far: {element, draw(best, now)}. */
function record(back, again) {
  const text = el("span", {});
  const element = el("div", { class: "kit-row knobs-best" }, text, button("Back to the best", back), button("Start again", again));
  return { element, draw: (best) => (text.textContent = `Best sum so far: ${show(best.loss, 4)}`) };
}

export function mount(stage, { announce, address }) {
  const place = address(SCHEMA);
  const state = { w: START, choice: "both", k: 6, guessing: true, known: new Map(), best: null };
  const view = {};

  const key = () => `${state.choice} ${state.k}`;
  const shared = () => ({ w: state.w, show: state.choice, turn: NAMES[state.k], guess: state.guessing });

  function accept(values) {
    state.w = values.w ?? START;
    state.choice = values.show ?? "both";
    state.k = values.turn ? NAMES.indexOf(values.turn) : 6;
    state.guessing = values.guess ?? true;
    state.best = better(better(null, START), state.w);
  }

  function turn(k, value) {
    state.k = k;
    state.w = state.w.map((old, at) => (at === k ? value : old));
    if (!state.known.has(key())) state.known.set(key(), undefined); // turning it shows the answer
    const before = state.best.loss;
    state.best = better(state.best, state.w);
    const sum = lossOf(state.choice, state.w);
    announce(`Loss of ${OF[state.choice]} ${spoken(sum)}${state.best.loss < before ? ", the best so far" : ""}.`);
    draw();
    place.save(shared());
  }

  function choose(changes) {
    Object.assign(state, changes);
    draw();
    place.save(shared());
  }

  function start(w) {
    state.w = w;
    state.known.clear();
    announce(`Loss of both instances ${spoken(lossOf("both", w))}.`);
    setSliders();
    draw();
    place.save(shared());
  }

  const setSliders = () => view.sliders.forEach(({ set }, k) => set(state.w[k]));

  function drawCurve(open) {
    const { w, k } = state;
    const others = w.map((value, at) => (at === k ? 0 : value)).join();
    const wanted = `${key()} ${others} ${open}`;
    if (wanted !== view.drawn) {
      view.drawn = wanted;
      view.points = curve(state.choice, w, k);
      view.chart.axes(xAxis(NAMES[k]), yAxis(view.points));
      view.chart.line("knobs-curve", open ? view.points : []);
    }
    view.chart.point("knobs-now", w[k], lossOf(state.choice, w), 6);
    const best = state.choice === "both" ? state.best.loss : null;
    view.chart.line("knobs-record", open && best !== null ? [[RANGE.min, best], [RANGE.max, best]] : []);
  }

  function draw() {
    const { w, k, choice: which } = state;
    const open = !state.guessing || state.known.has(key());
    view.network.draw(w, k, CHOICES[which]);
    view.table.draw(w, INSTANCES.map((instance) => loss(instance, w)));
    view.sliders.forEach(({ element }, at) => element.classList.toggle("knobs-chosen", at === k));
    if (open) view.question.tell({ ...state, guess: state.known.get(key()) });
    else view.question.ask(state);
    drawCurve(open);
    view.record.draw(state.best);
  }

  function knob(name, k) {
    const made = slider({ name, value: state.w[k], ...RANGE, change: (value) => turn(k, value) });
    made.element.addEventListener("focusin", () => state.k !== k && choose({ k }));
    return made;
  }

  function build() {
    view.network = drawing((k) => choose({ k }));
    view.table = table();
    view.sliders = NAMES.map(knob);
    view.question = question((guess) => {
      state.known.set(key(), guess ?? undefined);
      draw();
    });
    view.points = curve(state.choice, state.w, state.k);
    const move = (value) => {
      const rounded = Math.round(value / RANGE.step) * RANGE.step;
      turn(state.k, Number(rounded.toFixed(2)));
      view.sliders[state.k].set(state.w[state.k]);
    };
    view.chart = chart({ x: xAxis(""), y: yAxis(view.points), label: "The loss over the weight that is turned", width: 360, height: 220, drag: move });
    view.record = record(() => start(state.best.w), () => start(START));
    view.which = choice({ name: "Show", options: [["first", "first"], ["second", "second"], ["both", "both instances"]], value: state.choice, change: (value) => choose({ choice: value }) });
    view.guess = toggle({ name: "Guess first", value: state.guessing, change: (guessing) => choose({ guessing }) });
    const halves = [0, 4].map((from) => el("div", {}, view.sliders.slice(from, from + 4).map(({ element }) => element)));
    const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
    stage.append(
      problem,
      el("div", { class: "kit-row" }, view.which.element, view.guess.element),
      el("div", { class: "knobs-top" }, el("div", {}, view.network.element, view.table.element), el("div", {}, view.question.element, view.chart.element)),
      el("div", { class: "knobs-sliders" }, halves),
      el("div", { class: "kit-row" }, view.record.element, copyLink(() => place.link(shared()), announce)),
    );
    place.onChange(({ values, problem: damaged }) => {
      accept(values);
      problem.textContent = damaged;
      view.which.set(state.choice);
      view.guess.set(state.guessing);
      setSliders();
      draw();
    });
  }

  accept(place.values);
  build();
  draw();
}

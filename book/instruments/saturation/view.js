// The two losses side by side, on a unit that is more or less sure: drag the sum, see what comes back.

import { choice, copyLink, el, fields, show, slider } from "../kit/index.js";
import { chart, legend } from "../kit/chart.js";
import { ALPHA, LIMIT, saturation, stepsUntilRight } from "./model.js";

const ENDS = { min: -10, max: 10 };
const WIDE = { min: -30, max: 30 };
const SCHEMA = { z: fields.number(WIDE.min, WIDE.max), t: fields.choice("1", "0") };
const LOSSES = [["entropy", "cross-entropy"], ["squared", "squared error"]];

/** The curves of both gradients over the sum, for the target `t`, in the chart's lines. */
function drawCurves(graph, t) {
  const places = Array.from({ length: 161 }, (_, k) => ENDS.min + k / 8);
  for (const [loss] of LOSSES) graph.line(`saturation-${loss}`, places.map((z) => [z, saturation(z, t)[`${loss}Gradient`]]));
}

const axes = (t) => [
  { ...ENDS, label: "sum z", ticks: [-10, -5, 0, 5, 10].map((z) => [z, show(z)]) },
  { min: t ? -1.1 : -0.1, max: t ? 0.1 : 1.1, label: "gradient that reaches the sum", ticks: t ? [[-1, "−1"], [-0.5, "−0.5"], [0, "0"]] : [[0, "0"], [0.5, "0.5"], [1, "1"]] },
];

/** The table of both losses: {element, draw(z, t, now)}. */
function comparison() {
  const rows = [["Loss", "Loss"], ["Gradient", "Gradient"], ["Step", `Sum after one step (α = ${ALPHA})`], ["Race", "Steps until the answer is right"]];
  const cells = {};
  const head = el("thead", {}, el("tr", {}, el("td", {}), LOSSES.map(([, name]) => el("th", { scope: "col" }, name))));
  const body = rows.map(([key, name]) => el("tr", {}, el("th", { scope: "row" }, name), LOSSES.map(([loss]) => (cells[loss + key] = el("td", { class: key === "Gradient" ? "gradient" : "" })))));
  const draw = (z, t, now) => {
    for (const [loss] of LOSSES) {
      const gradient = now[`${loss}Gradient`];
      const steps = stepsUntilRight(z, t, ALPHA, loss);
      cells[`${loss}Loss`].textContent = show(now[`${loss}Loss`], 6);
      cells[`${loss}Gradient`].textContent = show(gradient, 6);
      cells[`${loss}Step`].textContent = show(z - ALPHA * gradient, 6);
      cells[`${loss}Race`].textContent = steps === null ? `more than ${LIMIT.toLocaleString("en")}` : steps.toLocaleString("en");
    }
  };
  return { element: el("table", { class: "saturation-table" }, head, el("tbody", {}, body)), draw };
}

/** Build it inside `stage`. */
export function mount(stage, context) {
  const place = context.address(SCHEMA);
  let { z = -8, t = "1" } = place.values;
  const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
  const graph = chart({ x: axes(1)[0], y: axes(1)[1], label: "The gradient that reaches the sum, with either loss, over the sum from −10 to 10", width: 400, height: 220,
    drag: (value) => turn(Math.round(value * 20) / 20) });
  const table = comparison();
  const told = el("p", { class: "saturation-told" });
  const sum = slider({ name: "Sum z", value: z, ...ENDS, step: 0.05, wide: WIDE, change: (value) => turn(value) });
  const target = choice({ name: "Target", options: [["1", "1: passed"], ["0", "0: failed"]], value: t, change: (value) => {
    t = value;
    changed();
  } });
  const draw = () => {
    const now = saturation(z, Number(t));
    graph.axes(...axes(Number(t)));
    drawCurves(graph, Number(t));
    for (const [loss] of LOSSES) graph.point(`saturation-at-${loss}`, Math.max(ENDS.min, Math.min(ENDS.max, z)), now[`${loss}Gradient`]);
    told.textContent = `Output y = ${show(now.y, 6)}, slope of the sigmoid ${show(now.slope, 6)}.`;
    table.draw(z, Number(t), now);
    return now;
  };
  const changed = () => {
    const now = draw();
    place.save({ z, t });
    context.announce(`Output ${show(now.y)}. Gradient with cross-entropy ${show(now.entropyGradient)}, with the squared error ${show(now.squaredGradient)}.`);
  };
  const turn = (value) => {
    z = value;
    sum.set(z);
    changed();
  };
  place.onChange((given) => {
    ({ z = -8, t = "1" } = given.values);
    problem.textContent = given.problem;
    target.set(t);
    sum.set(z);
    draw();
  });
  draw();
  stage.append(problem, el("div", { class: "kit-row" }, target.element), sum.element, graph.element, legend(LOSSES.map(([loss, name]) => [`saturation-${loss}`, name])), told, table.element,
    copyLink(() => place.link({ z, t }), context.announce));
}

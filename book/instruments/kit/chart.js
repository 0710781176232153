/* A small chart: two axes, linear or logarithmic, lines and points on it, and dragging along its x axis. */

import { el, frame, svg, unique } from "./dom.js";

const EDGE = { left: 46, right: 10, top: 12, bottom: 36 };

/** Round places between two numbers for the ticks of an axis: about `count` of them. */
export function ticks(min, max, count = 4) {
  const rough = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(min / step - 1e-9);
  return Array.from({ length: Math.floor(max / step + 1e-9) - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

function scale(axis, from, to) {
  const at = axis.log ? Math.log10 : (value) => value;
  const [low, high] = [at(axis.min), at(axis.max)];
  return {
    to: (value) => from + ((at(value) - low) / (high - low)) * (to - from),
    back(place) {
      const value = low + ((place - from) / (to - from)) * (high - low);
      return Math.max(axis.min, Math.min(axis.max, axis.log ? 10 ** value : value));
    },
  };
}

/** Numbers of a path, short: a tenth of a unit is less than a dot. */
const short = (place) => Math.round(Math.max(-9e3, Math.min(9e3, place)) * 10) / 10;

/** A chart: {element, plot, axes(x, y), line(name, points), dots(name, points), at(x, y)}.

    `x` and `y` are axes {min, max, label, log, ticks: [[value, text], ...]}; `label` says in a word what a screen reader finds there.
    A line or a set of dots is named by its class; giving it again moves it. `drag(value)`, if given, is called with the x under the
    finger or the mouse, at most once a picture; a slider beside the chart does the same for the keyboard. */
export function chart({ x, y, label, width = 340, height = 230, drag }) {
  const grid = svg("g", { class: "kit-axes" }), plot = svg("g", {});
  const id = unique("clip");
  const inner = { x: EDGE.left, y: EDGE.top, width: width - EDGE.left - EDGE.right, height: height - EDGE.top - EDGE.bottom };
  const clip = svg("clipPath", { id }, svg("rect", inner));
  plot.setAttribute("clip-path", `url(#${id})`);
  const marks = svg("g", {});
  const element = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, class: `kit-chart${drag ? " kit-drags" : ""}` }, svg("defs", {}, clip), grid, plot, marks);
  const named = new Map();
  let toX, toY;

  function axes(nextX, nextY) {
    toX = scale(nextX, inner.x, inner.x + inner.width);
    toY = scale(nextY, inner.y + inner.height, inner.y);
    const bottom = inner.y + inner.height, right = inner.x + inner.width;
    const across = nextX.ticks.map(([value, text]) => svg("text", { x: short(toX.to(value)), y: bottom + 15, class: "kit-tick kit-middle" }, text));
    const up = nextY.ticks.flatMap(([value, text]) => {
      const place = short(toY.to(value));
      return [svg("path", { d: `M${inner.x} ${place}H${right}` }), svg("text", { x: inner.x - 5, y: place + 4, class: "kit-tick kit-end" }, text)];
    });
    const names = [svg("text", { x: right, y: height - 4, class: "kit-end" }, nextX.label), svg("text", { x: 2, y: inner.y - 2 }, nextY.label)];
    grid.replaceChildren(...across, ...up, svg("path", { d: `M${inner.x} ${inner.y}V${bottom}H${right}`, class: "kit-frame" }), ...names);
  }

  function put(name, tag, where, attributes) {
    if (!named.has(name)) {
      named.set(name, svg(tag, { class: name }));
      where.append(named.get(name));
    }
    const node = named.get(name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  }

  const place = ([a, b]) => `${short(toX.to(a))} ${short(toY.to(b))}`;
  const line = (name, points) => put(name, "path", plot, { d: points.length ? `M${points.map(place).join("L")}` : "" });
  const dots = (name, points) => put(name, "path", plot, { d: points.map((point) => `M${place(point)}h0`).join("") });
  const point = (name, a, b, r = 5) => put(name, "circle", marks, { cx: short(toX.to(a)), cy: short(toY.to(b)), r });
  const text = (name, a, b, words) => put(name, "text", marks, { x: short(toX.to(a)), y: short(toY.to(b)) }).replaceChildren(words);
  if (drag) dragging(element, width, drag, (placed) => toX.back(placed));
  axes(x, y);
  return { element, axes, line, dots, point, text };
}

function dragging(element, width, drag, valueAt) {
  let held = false, last = 0;
  const tell = frame(() => drag(valueAt(last)));
  const move = (event) => {
    const box = element.getBoundingClientRect();
    last = ((event.clientX - box.left) / box.width) * width;
    tell();
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = true;
    element.setPointerCapture(event.pointerId);
    move(event);
  });
  element.addEventListener("pointermove", (event) => held && move(event));
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (held = false));
}

/** A legend: a line of names, each after a sample of its look. `entries` is [[class, text], ...]. */
export const legend = (entries) =>
  el("p", { class: "kit-legend" }, entries.map(([look, text]) => el("span", {}, svg("svg", { viewBox: "0 0 26 10", "aria-hidden": "true" }, svg("path", { d: "M2 5H24", class: look })), text)));

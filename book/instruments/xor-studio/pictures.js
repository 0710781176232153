// The three pictures of the studio, on canvas: the plane of the inputs, the hidden space, the loss.

import { el } from "../kit/index.js";
import { above } from "./contour.js";
import { XOR } from "./model.js";
import { createBatch, forward } from "./network.js";
import { DOTS, LINES } from "./sheet.js";

export const SPAN = [-0.5, 1.5]; // of the plane, on both axes

/** A canvas that is as sharp as the screen: {element, paint(draw)}; draw(pen, width, height) works in CSS pixels. */
export function picture(name, attributes = {}) {
  const element = el("canvas", { role: "img", "aria-label": name, class: "studio-picture", ...attributes });
  const paint = (draw) => {
    const [width, height, scale] = [element.clientWidth, element.clientHeight, Math.min(devicePixelRatio || 1, 2)];
    if (!width) return;
    if (element.width !== Math.round(width * scale) || element.height !== Math.round(height * scale)) {
      element.width = Math.round(width * scale);
      element.height = Math.round(height * scale);
    }
    const pen = element.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.font = `12px ${getComputedStyle(element).fontFamily}`;
    draw(pen, width, height);
  };
  return { element, paint };
}

/** The page's colours of now, by the names of course.css. */
export function colours(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(["ink", "muted", "paper", "forward", "gradient", "third"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function text(pen, words, x, y, colour, align = "center", base = "middle") {
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = base;
  pen.fillText(words, x, y);
}

function line(pen, points, colour, width = 1, dash = []) {
  pen.beginPath();
  points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}

/** An instance: a disc with its target; one that is answered wrongly has a thick ring in the colour of gradients. */
function disc(pen, x, y, target, right, colour) {
  pen.beginPath();
  pen.arc(x, y, 9, 0, 2 * Math.PI);
  pen.fillStyle = colour.paper;
  pen.fill();
  pen.strokeStyle = right ? colour.ink : colour.gradient;
  pen.lineWidth = right ? 1.2 : 3;
  pen.stroke();
  text(pen, String(target), x, y + 0.5, colour.ink);
}

const answers = (training) => training.settings.points.map((point, n) => training.batch.values.at(-1)[n] > 0.5 === (point[2] === 1));

/** Where in a picture of the plane (0, 0) is, and how long one unit. */
export function planeScale(width, height) {
  const unit = width / (SPAN[1] - SPAN[0]);
  return { toX: (x) => (x - SPAN[0]) * unit, toY: (y) => height - (y - SPAN[0]) * unit, unit };
}

/** The plane of the inputs as a batch of points, row after row, for `Plane`. */
function grid(steps) {
  const at = (k) => SPAN[0] + ((SPAN[1] - SPAN[0]) * k) / (steps - 1);
  return Array.from({ length: steps * steps }, (_, k) => [at(k % steps), at(Math.floor(k / steps))]).flat();
}

/** Draws where a network answers class 1, with the boundary and the instances. */
export class Plane {
  constructor(network) {
    this.steps = network.parameters.length > 200 ? 41 : 61; // a large network takes longer for each point
    this.batch = createBatch(network, grid(this.steps));
  }

  draw(pen, width, height, training, colour) {
    const outputs = forward(training.network, this.batch);
    const { areas, edges } = above(outputs, this.steps, 0.5);
    const { toX, toY } = planeScale(width, height);
    const cell = width / (this.steps - 1);
    const place = ([x, y]) => [x * cell, height - y * cell];
    pen.beginPath();
    for (const area of areas) area.forEach((point, k) => (k ? pen.lineTo(...place(point)) : pen.moveTo(...place(point))));
    pen.globalAlpha = 0.3;
    pen.fillStyle = colour.forward;
    pen.fill();
    pen.globalAlpha = 1;
    pen.beginPath();
    for (const [a, b] of edges) {
      pen.moveTo(...place(a));
      pen.lineTo(...place(b));
    }
    pen.strokeStyle = colour.forward;
    pen.lineWidth = 2;
    pen.stroke();
    line(pen, [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => [toX(x), toY(y)]), colour.muted, 0.7);
    const right = answers(training);
    training.settings.points.forEach(([x, y, target], n) => disc(pen, toX(x), toY(y), target, right[n], colour));
    text(pen, "x₁ →", width - 6, height - 6, colour.muted, "right", "bottom");
    text(pen, "x₂ ↑", 6, 6, colour.muted, "left", "top");
  }
}

/** The range that holds all values, with room. */
function range(values, room) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = room * Math.max(high - low, 1e-9);
  return [low - margin, high + margin];
}

/** Draws what the hidden layer has made of the unit square: the sheet, the instances, and the boundary as an upright line. */
export function drawHidden(pen, width, height, training, space, colour) {
  const { sheet, points } = space.look();
  const level = training.settings.loss === "entropy" ? 0 : 0.5;
  const all = [...sheet, ...points];
  if (!all.every(([x, y]) => Math.abs(x) < 1e12 && Math.abs(y) < 1e12)) return text(pen, "too large to draw", width / 2, height / 2, colour.muted);
  const across = range([...all.map(([x]) => x), level], 0.12);
  const up = range([...all.map(([, y]) => y), 0.2, -0.2], 0.14);
  const place = ([x, y]) => [((x - across[0]) / (across[1] - across[0])) * width, height - ((y - up[0]) / (up[1] - up[0])) * height];
  line(pen, [place([level, up[0]]), place([level, up[1]])], colour.forward, 2);
  for (let k = 0; k < 2 * LINES; k++) {
    const edge = [0, LINES - 1].includes(k % LINES);
    line(pen, sheet.slice(k * DOTS, (k + 1) * DOTS).map(place), edge ? colour.ink : colour.muted, edge ? 1.3 : 0.5);
  }
  const right = answers(training);
  points.forEach((point, n) => disc(pen, ...place(point), training.settings.points[n][2], right[n], colour));
  text(pen, training.settings.loss === "entropy" ? "sum of the output →" : "output →", width - 6, height - 6, colour.muted, "right", "bottom");
}

const LOWEST = 1e-6; // what is below is drawn there, what is above 10,000 on the upper edge
const HIGHEST = 1e4;

/** The decades that the loss has run through, within what can be drawn. */
function decades({ losses, known }) {
  let [low, high] = [Infinity, 0];
  for (let e = 0; e <= known; e++) {
    if (losses[e] < low) low = losses[e];
    if (losses[e] > high) high = losses[e];
  }
  const bounded = (value) => Math.log10(Math.min(HIGHEST, Math.max(LOWEST, value)));
  return [Math.floor(Math.min(-1, bounded(low))), Math.ceil(Math.max(0, bounded(high)))];
}

/** Draws the loss over the epochs 0 to `last`, on a logarithmic scale, with the present epoch marked. */
export function drawLoss(pen, width, height, training, last, colour) {
  const { losses, known, epoch, settings } = training;
  const [bottom, top] = decades(training);
  const [left, below] = [36, 6];
  const toX = (e) => left + (e / last) * (width - left - 8);
  const toY = (value) => below + (1 - (Math.log10(Math.min(HIGHEST, Math.max(LOWEST, value))) - bottom) / (top - bottom)) * (height - 2 * below);
  for (let power = bottom; power <= top; power++) {
    if ((power - bottom) % Math.ceil((top - bottom) / 4)) continue;
    line(pen, [[left, toY(10 ** power)], [width - 8, toY(10 ** power)]], colour.muted, 0.3);
    text(pen, power < -3 ? `1e−${-power}` : String(10 ** power), left - 5, toY(10 ** power), colour.muted, "right");
  }
  if (settings.loss === "squared" && JSON.stringify(settings.points) === JSON.stringify(XOR)) {
    const best = settings.bias || settings.activation === "sigmoid" ? 1 / 8 : 1 / 6;
    line(pen, [[left, toY(best)], [width - 8, toY(best)]], colour.third, 1.2, [5, 4]);
    text(pen, best < 0.15 ? "best line with a bias: 1/8" : "best line: 1/6", width - 10, toY(best) - 3, colour.third, "right", "bottom");
  }
  pen.save();
  pen.beginPath();
  pen.rect(left, 0, width - left, height);
  pen.clip();
  line(pen, lossPoints(losses, known, toX, toY, last / (width - left)), colour.forward, 1.6);
  pen.restore();
  line(pen, [[toX(epoch), 0], [toX(epoch), height]], colour.ink, 1);
}

/** The curve with at most a few points a pixel; of a pixel's epochs the lowest and the highest loss, so that jumps are not lost. */
function lossPoints(losses, known, toX, toY, perPixel) {
  const bucket = Math.max(1, Math.floor(perPixel));
  const points = [];
  for (let from = 0; from <= known; from += bucket) {
    let [low, high] = [from, from];
    for (let e = from; e < from + bucket && e <= known; e++) {
      if (losses[e] < losses[low]) low = e;
      if (losses[e] > losses[high]) high = e;
    }
    for (const e of low < high ? [low, high] : low > high ? [high, low] : [low]) points.push([toX(e), toY(losses[e])]);
  }
  return points;
}

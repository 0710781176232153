// The studio's settings as controls, and as the address writes them.

import { el, fields, numberField, toggle } from "../kit/index.js";
import { select } from "../kit/select.js";
import { MAX_EPOCHS, MAX_POINTS } from "./model.js";

const NAMES = {
  activation: { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", none: "none" },
  loss: { squared: "squared error", entropy: "cross-entropy" },
  start: { positive: "0 to 1", centred: "−1 to 1", zero: "all 0", large: "W from 20 to 40" },
};

const one = (key) => fields.choice(...Object.keys(NAMES[key]));
const points = {
  read(text) {
    const parts = text.split(";").slice(0, MAX_POINTS + 1).map((part) => fields.numbers(3, -2, 2).read(part));
    return parts.length <= MAX_POINTS && parts.every((part) => part && [0, 1].includes(part[2])) ? parts : undefined;
  },
  write: (list) => list.map((point) => point.join(",")).join(";"),
  takes: `up to ${MAX_POINTS} points: x1, x2 (from −2 to 2) and 0 or 1, with ; between them`,
};

/** The rules of the address. */
export const SCHEMA = {
  activation: one("activation"), bias: fields.flag(), hidden: fields.whole(1, 20), layers: fields.whole(1, 3),
  rate: fields.number(1e-6, 1000), seed: fields.whole(0, 999_999_999), loss: one("loss"), start: one("start"),
  epoch: fields.whole(0, MAX_EPOCHS), points,
};

/** The controls: {element, set(settings)}; `change(name, value)` is called for one that the reader moved. */
export function settingsPanel(settings, change) {
  const list = (key, name) => select({ name, options: Object.entries(NAMES[key]), value: settings[key], change: (value) => change(key, value) });
  const number = (key, name, min, max, whole) => numberField({ name, value: settings[key], min, max, whole, change: (value) => change(key, value) });
  const controls = {
    activation: list("activation", "Activation"),
    hidden: number("hidden", "Hidden units", 1, 20, true),
    layers: number("layers", "Hidden layers", 1, 3, true),
    rate: number("rate", "Learning rate", 1e-6, 1000, false),
    loss: list("loss", "Loss"),
    start: list("start", "Start weights"),
    seed: number("seed", "Seed", 0, 999_999_999, true),
    bias: toggle({ name: "Biases", value: settings.bias, change: (value) => change("bias", value) }),
  };
  const element = el("div", { class: "studio-settings", role: "group", "aria-label": "Settings" }, Object.values(controls).map((control) => control.element));
  return { element, set: (now) => Object.entries(controls).forEach(([key, control]) => control.set(now[key])) };
}

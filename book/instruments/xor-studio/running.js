// Training a slice a picture, so that the page stays at sixty pictures a second, and the buttons for it.

import { button, el } from "../kit/index.js";
import { select } from "../kit/select.js";
import { MAX_EPOCHS } from "./model.js";

export const ROUND = 10_000; // epochs: how far Play goes at a time
const BUSY = 11; // milliseconds that training and drawing take together, of the sixtieth of a second between two pictures
const SPEEDS = [["1", "1 epoch a picture"], ["5", "5 epochs a picture"], ["25", "25 epochs a picture"], ["100", "100 epochs a picture"], ["Infinity", "as fast as it goes"]];

/** Where Play goes to from an epoch: the next multiple of ROUND. */
export const nextRound = (epoch) => Math.min(MAX_EPOCHS, (Math.floor(epoch / ROUND) + 1) * ROUND);

/** Runs a training towards an epoch; calls shown() for each picture and paused() at the end. Where no motion is wanted, only the latter. */
export class Runner {
  constructor({ shown, paused, still }) {
    Object.assign(this, { shown, paused, still, goal: null, pace: Infinity, drawing: 0 });
  }

  get running() {
    return this.goal !== null;
  }

  start({ training }, goal, pace = Infinity) {
    const idle = !this.running;
    Object.assign(this, { training, goal: Math.min(goal, MAX_EPOCHS), pace: this.still ? Infinity : pace });
    if (idle) requestAnimationFrame(() => this.#slice());
  }

  stop() {
    this.goal = null;
  }

  #slice() {
    if (!this.running) return;
    this.training.run(Math.min(this.goal, this.training.epoch + this.pace), Math.max(2, BUSY - this.drawing));
    if (this.training.epoch >= this.goal || this.training.atEnd) {
      this.stop();
      this.paused();
      return;
    }
    const before = performance.now();
    if (!this.still) this.shown();
    this.drawing = performance.now() - before;
    requestAnimationFrame(() => this.#slice());
  }
}

/** Play, step, "at once", again and the slider: {element, draw(scene, playing)}. `studio` has play, step, round, to and speed. */
export function transport(studio) {
  const play = button("Play", () => studio.play(), { class: "kit-button kit-play kit-main" });
  const range = el("input", { type: "range", class: "kit-range studio-scrub", min: 0, step: 1, "aria-label": "Epoch", on: { input: () => studio.to(Number(range.value)) } });
  const speed = select({ name: "Speed", options: SPEEDS, value: "25", change: (value) => studio.speed(Number(value)) });
  const step = button("Step", () => studio.step(), { "aria-label": "Step: one epoch" });
  const round = button("10,000 at once", () => studio.round());
  const again = button("Back to 0", () => studio.to(0));
  const element = el("div", {}, range, el("div", { class: "kit-row" }, play, step, round, again, speed.element));
  const draw = ({ training, last }, playing) => {
    range.max = last;
    range.value = training.epoch;
    range.setAttribute("aria-valuetext", `epoch ${training.epoch.toLocaleString("en")}`);
    play.textContent = playing ? "Pause" : "Play";
  };
  return { element, draw };
}

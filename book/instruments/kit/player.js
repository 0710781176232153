/* Play, pause, step and step back through numbered steps, by button, slider and key. */

import { button } from "./controls.js";
import { el } from "./dom.js";

/** Steps 0 to `last`: {element, go(step), pause(), last(n), keys}. `change(step, how)` draws a step, `says(step)` names it for the slider.
    `how` is "play" while it runs by itself (then announce nothing), "step" otherwise. `may(step)`, if given, can hold back going forward.
    `playing` starts it at once (never where motion is not wanted), `loop` begins again after the last step.
    `keys` is a keydown listener for the whole instrument: arrows, Home, End and the space bar, except in fields and on buttons. */
export function player({ last, step = 0, change, says = (n) => `step ${n} of ${last}`, seconds = 1.6, may = () => true, playing = false, loop = false }) {
  let at = step, timer = 0;
  const go = (wanted, how = "step") => {
    const next = Math.max(0, Math.min(last, wanted));
    if (how === "step") pause();
    if (next > at && !may(at)) return pause();
    at = next;
    draw();
    change(at, how);
    if (at === last && !loop) pause();
  };
  const tick = () => go(at === last ? 0 : at + 1, "play");
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    draw();
  };
  const play = () => {
    if (timer) return pause();
    if (at === last) go(0, "play");
    timer = setInterval(tick, seconds * 1000);
    draw();
  };
  const back = button("Back", () => go(at - 1), { "aria-label": "Step back" });
  const run = button("Play", play, { class: "kit-button kit-play" });
  const forth = button("Step", () => go(at + 1), { class: "kit-button kit-main", "aria-label": "Step forward" });
  const range = el("input", { type: "range", class: "kit-range", min: 0, step: 1, "aria-label": "Step", on: { input: () => go(Number(range.value)) } });
  function draw() {
    range.max = last;
    range.value = at;
    range.setAttribute("aria-valuetext", says(at));
    run.textContent = timer ? "Pause" : at === last && !loop ? "Again" : "Play";
    back.setAttribute("aria-disabled", at === 0);
    forth.setAttribute("aria-disabled", at === last);
  }
  const keys = (event) => {
    const move = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, summary")) return;
    if (move !== undefined) go(move);
    else if (event.key === " " && !event.target.closest("button, a, [role=button]")) play();
    else return;
    event.preventDefault();
  };
  draw();
  if (playing) play();
  const element = el("div", { class: "kit-player", role: "group", "aria-label": "Steps" }, back, run, forth, range);
  return { element, go, pause, play, keys, now: () => at, running: () => timer !== 0, last: (n) => ((last = n), go(Math.min(at, n))) };
}

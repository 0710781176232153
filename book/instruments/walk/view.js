/* The front page's stepper: the network computes its loss, and the gradient walks back, again and again, until the reader stops it. */

import { el, player, plain, show } from "../kit/index.js";
import { drawing } from "../stepper/drawing.js";
import { compute, GIVEN, LAST, PRESETS, STEPS } from "../stepper/model.js";

const FORWARD = STEPS.findIndex(({ back }) => back);

export function mount(stage, { announce, still }) {
  const n = compute(PRESETS.first);
  const net = drawing();
  const what = el("p", { class: "walk-what" });
  const summary = "Two inputs, two hidden units, two outputs, and a loss. Forward, each unit gets its value; back, each value and each weight gets its gradient.";
  const picture = el("div", { role: "img", "aria-label": summary }, net.element);
  const draw = (at, how) => {
    const step = STEPS[at - 1];
    net.update({ n, known: new Set([...GIVEN, ...STEPS.slice(0, at).map(({ name }) => name)]), now: step?.name });
    const text = step ? `${plain(step.name)} = ${show(n[step.name])}` : "Inputs and weights are given.";
    what.replaceChildren(el("strong", { class: step?.back ? "gradient" : "forward" }, step?.back ? "Back: " : "Forward: "), text);
    if (how === "step") announce(text);
  };
  const play = player({ last: LAST, step: FORWARD, change: draw, seconds: 1.1, playing: !still, loop: true });
  stage.append(picture, what, play.element);
  stage.addEventListener("keydown", play.keys);
  draw(FORWARD);
}

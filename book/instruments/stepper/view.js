import { copyLink, el, fields, formula, player } from "../kit/index.js";
import { compute, LAST, PRESETS, STEPS } from "./model.js";

export function mount(stage, { announce, address, preset }) {
  const state = address({ step: fields.whole(0, LAST) });
  const values = compute(PRESETS[preset || "first"]);
  const out = el("div");
  const show = (at) => out.replaceChildren(at ? formula(STEPS[at - 1].formula) : "", at ? formula(STEPS[at - 1].formula, values) : "");
  const play = player({ last: LAST, step: state.values.step ?? 0, change: (at) => { show(at); state.save({ step: at }); } });
  stage.append(el("p", { class: "kit-problem" }, state.problem), play.element, out, copyLink(() => state.link({ step: play.now() }), announce));
  stage.addEventListener("keydown", play.keys);
  show(play.now());
}

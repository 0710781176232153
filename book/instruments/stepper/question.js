/* Predict first: the reader types the number of a step before it is shown, and is told which mistake a wrong one would be. */

import { button, el, line, read, sign, symbol } from "../kit/index.js";
import { judge } from "./mistakes.js";

/** The question: {element, ask(name, open), focus()}. `values()` gives all numbers, `found()` is called for a right answer, `give()` when the
    reader asks to see the number, `on()` when the answer is there already and Enter goes on. */
export function question({ values, found, give, on }) {
  let name = "", open = false;
  const verdict = el("p", { class: "ask-verdict", role: "status" });
  const input = el("input", { type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", class: "kit-number", "aria-label": "Your number" });
  const what = el("span", {});
  const say = (text, looks = "") => {
    verdict.textContent = text;
    verdict.setAttribute("class", `ask-verdict ${looks}`);
  };
  function check() {
    if (open) {
      on();
      return input.focus({ preventScroll: true }); // whoever pressed the button types the next number at once, on a phone too
    }
    const got = read(input.value, { name: "Your number", min: -1e6, max: 1e6 });
    if (got.problem) return say(got.problem);
    const { right, text } = judge(name, input.value, got.value, values());
    if (right) found();
    say(right ? "Right." : text, right ? "ask-right" : "ask-wrong");
  }
  const keys = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    check();
  };
  input.addEventListener("keydown", keys);
  const test = button("Check", check, { class: "kit-button kit-main" }), shown = button("Show it", () => give());
  const tally = el("span", { class: "step-hint" });
  const element = el("div", { class: "ask" }, el("div", { class: "kit-row" }, what, input, test, shown, tally), verdict);
  function ask(asked, isOpen, score) {
    tally.textContent = score;
    if (asked !== name) {
      input.value = "";
      say("");
    }
    [name, open] = [asked, isOpen];
    element.dataset.asked = name;
    what.replaceChildren(asked ? line([symbol(asked), sign("="), sign("?")]) : "");
    test.textContent = open ? "Go on" : "Check";
    shown.hidden = open;
  }
  return { element, ask };
}

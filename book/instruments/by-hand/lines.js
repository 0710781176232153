// One line of the worksheet on the page: its formula, what goes in, a field, what is to be said about the number.

import { button, el, formula, plain, read, show } from "../kit/index.js";

const LARGEST = 1e6;
const WORDS = { hours1: "hours slept", hours2: "hours studied", mean1: "mean", mean2: "mean", deviation1: "deviation", deviation2: "deviation" };
const SIGNS = { right: "✓", cut: "✓", rounded: "✓", shown: "✓" };

const spelt = (name) => plain(name).replace("new_", "new ");

/** What goes into a line, as far as it is known: "x1 = −1, w11 = 0.15". */
function goingIn(line, known) {
  const names = [...line.from, ...["t", "alpha"].filter((name) => line.formula.split(/\W+/).includes(name))];
  return names.map((name) => `${WORDS[name] || spelt(name)} = ${known(name) === undefined ? "?" : show(known(name), 4)}`).join(", ");
}

/** A line as {element, input, draw(entry, known, v)}. `sheet` has enter(id, typed, number) and reveal(id). */
export function lineView(line, sheet) {
  const name = spelt(line.id);
  const told = el("span", { class: "hand-told", id: `hand-${line.id}-told` });
  const input = el("input", {
    type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", class: "kit-number", "aria-label": name, "aria-describedby": told.id,
    on: { change: () => take(), keydown: (event) => event.key === "Enter" && take() },
  });
  const take = () => {
    if (input.value.trim() === "") return sheet.enter(line.id, "");
    const { value, problem } = read(input.value, { name: "This line", min: -LARGEST, max: LARGEST });
    if (problem) return say("problem", problem);
    sheet.enter(line.id, input.value, value);
  };
  const reveal = button("Show", () => sheet.reveal(line.id), { "aria-label": `Show ${name}`, "aria-expanded": "false" });
  const worked = el("div", { class: "hand-worked" });
  const from = el("p", { class: "hand-from" });
  function say(kind, text) {
    told.className = `hand-told hand-${kind}`;
    told.textContent = text && `${SIGNS[kind] || "✗"} ${text}`;
    if (text && !SIGNS[kind]) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  function draw(entry, known, v) {
    from.textContent = goingIn(line, known);
    if (document.activeElement !== input || !entry) input.value = entry?.typed || "";
    say(entry?.verdict.kind || "", entry?.verdict.text || "");
    reveal.setAttribute("aria-expanded", entry?.open === true);
    reveal.textContent = entry?.open ? "Hide" : "Show";
    const { [line.id]: result, ...inputs } = v;
    worked.replaceChildren(...(entry?.open ? [formula(`${line.formula} = ${show(result, 6).replace("−", "-")}`, inputs)] : []));
  }
  const element = el("div", { class: "hand-line" }, formula(line.formula), from, el("div", { class: "kit-row" }, input, reveal, told), worked);
  return { element, input, draw };
}

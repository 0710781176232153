// Live cells and exercises as a reader sees them: an editor in the place of the code, Run, Stop and Reset under it, and what it printed.
import { el, unique } from "../kit/dom.js";
import { record, resultOf } from "../questions/progress.js";
import { fit, makeEditor } from "./editor.js";
import { Runner } from "./runner.js";

const AWAY = "Python starts only where the book comes from a web server: `make serve` is one. The printed output stays as it is.";
const KEYS = "Ctrl and Enter run it. Tab indents what you write; Escape, then Tab, leaves.";
const SMALL = "This runs in your browser, with all cells above it that can run here. np is a small stand-in for NumPy.";
const LARGE =
  "This cell needs all of Python and NumPy. The first run loads Pyodide, about 9 MB, from cdn.jsdelivr.net, a server that is not ours and sees your address.";

export function setUp(base, chapter) {
  const small = new Runner(() => new Worker(new URL("worker.js", base), { type: "module" }), 20);
  const large = new Runner(() => new Worker(new URL("numpy-worker.js", base)), 120);
  const hosts = [...document.querySelectorAll(".cell.live, .cell.live-numpy")];
  const cells = hosts.map((host) => ({ host, numpy: host.classList.contains("live-numpy"), source: sourceOf(host) }));
  cells.forEach((cell, place) => {
    const runner = cell.numpy ? large : small;
    offer(cell, place, () => runner, () => cells.slice(0, place + 1).filter((one) => cell.numpy || !one.numpy));
  });
  document.querySelectorAll(".exercise").forEach((host) => showExercise(host, small, chapter));
}

const sourceOf = (host) => host.querySelector(".cell_input pre").textContent.replace(/\n$/, "");
const textOf = (cell) => cell.area?.value ?? cell.source;

function offer(cell, place, runner, above) {
  const code = cell.host.querySelector(".cell_input");
  const open = el("button", { type: "button", class: "live-button live-open" }, cell.numpy ? "Edit and run with NumPy" : "Edit and run");
  const tools = el("div", { class: "live-tools" }, open);
  code.after(tools);
  open.addEventListener("click", () => {
    const panel = makePanel({
      source: cell.source,
      label: `Code of cell ${place + 1}`,
      note: `${cell.numpy ? LARGE : SMALL} ${KEYS}`,
      action: "Run",
      go: (panel) => runCell(panel, runner(), above()),
      stop: () => runner().stop("reader"),
    });
    cell.area = panel.area;
    code.classList.add("live-hidden");
    tools.replaceWith(panel.box);
    fit(panel.area);
    panel.area.focus({ preventScroll: true });
  });
}

// What to know about the keys stands under the first editor of its kind; the others only refer to it.
const notes = new Map();

function noteFor(text, id) {
  if (notes.has(text)) return null;
  notes.set(text, `${id}-note`);
  return el("p", { class: "live-note", id: `${id}-note` }, text);
}

// An editor with its buttons, one line that says how it went, and a place for what is printed.
function makePanel({ source, label, note, action, go, stop }) {
  const id = unique("live");
  const below = noteFor(note, id);
  const area = el("textarea", {
    id, class: "live-code", "aria-label": label, "aria-describedby": notes.get(note),
    spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off",
  });
  area.value = source;
  const panel = { area, id };
  const start = el("button", { type: "button", class: "live-button live-run" }, action);
  const end = el("button", { type: "button", class: "live-button", hidden: true, on: { click: stop } }, "Stop");
  const reset = el("button", { type: "button", class: "live-button" }, "Reset");
  const status = el("p", { class: "live-status", role: "status" });
  const output = el("pre", { class: "live-output", role: "region", tabindex: "0", "aria-label": "What your code printed", hidden: true });
  const run = async () => {
    if (location.protocol === "file:") return panel.say(AWAY);
    panel.clear();
    start.hidden = !(end.hidden = false);
    if (document.activeElement === start) end.focus();
    await go(panel);
    if (document.activeElement === end) (start.hidden = false), start.focus();
    end.hidden = !(start.hidden = false);
  };
  start.addEventListener("click", run);
  reset.addEventListener("click", () => {
    stop();
    area.value = source;
    fit(area);
    panel.clear();
    panel.say("The code is as it was.");
  });
  Object.assign(panel, {
    say: (...said) => status.replaceChildren(...said),
    clear: () => (status.replaceChildren(), output.replaceChildren(), (output.hidden = true)),
    print: (text) => ((output.hidden = false), output.append(text)),
    box: el("div", { class: "live-panel" }, area, el("div", { class: "live-bar" }, start, end, reset), status, output, below ?? ""),
  });
  makeEditor(area, run);
  return panel;
}

// A worker says nothing until it has loaded, so the first word is about that; quick runs say one thing only.
function listener(panel) {
  const slow = setTimeout(() => panel.say("Loading Python …"), 400);
  const heard = ({ type, text }) => {
    clearTimeout(slow);
    if (type === "printed") panel.print(text);
    else heard.running = setTimeout(() => panel.say("Running …"), 600);
  };
  heard.end = () => (clearTimeout(slow), clearTimeout(heard.running));
  return heard;
}

async function ask(panel, runner, request) {
  const heard = listener(panel);
  const result = await runner.run(request, heard);
  heard.end();
  if (result.cut) panel.print("\n… and more. The page shows the first 20,000 characters.");
  if (result.stopped) panel.say(result.stopped === "time" ? `Stopped: it took longer than ${runner.seconds} seconds. Does a loop never end?` : "Stopped.");
  if (result.failed) panel.say("Python could not be loaded, so the printed output stays as it is. ", el("span", { class: "live-why" }, `(${result.failed.slice(0, 200)})`));
  return result;
}

async function runCell(panel, runner, cells) {
  const result = await ask(panel, runner, { cells: cells.map(textOf) });
  if (result.stopped || result.failed) return;
  if (!result.error) return panel.say("Done.");
  if (result.earlier == null) return complain(panel, panel.area, result.error);
  const earlier = cells[result.earlier];
  const link = el("a", { href: `#${(earlier.host.id ||= unique("cell"))}` }, "a cell above");
  panel.say("This cell did not run, because ", link, ` stops with an error: ${result.error.said}`);
}

function complain(panel, area, { said, line }) {
  const text = line ? area.value.split("\n")[line - 1]?.trim() : "";
  panel.say(line ? `Line ${line}: ${said}` : said, text ? el("code", { class: "live-line" }, text) : "");
}

// --- exercises ----------------------------------------------------------------------------------------------------------

function showExercise(host, runner, chapter) {
  const task = JSON.parse(host.dataset.task);
  const item = `exercise ${host.dataset.item}`;
  const done = el("span", { class: "live-done" });
  const mark = () => (done.textContent = resultOf(chapter, item) ? " ✓ done" : "");
  const panel = makePanel({
    source: task.stub,
    label: `Your answer: ${host.querySelector(".exercise-title").textContent}`,
    note: `Your code is checked in your browser. ${KEYS}`,
    action: "Check",
    stop: () => runner.stop("reader"),
    go: async (panel) => {
      const result = await ask(panel, runner, { task, answer: panel.area.value });
      if (result.stopped || result.failed) return;
      if (result.right) record(chapter, item, "right");
      mark();
      panel.box.classList.toggle("live-right", Boolean(result.right));
      const said = result.says.split(/(`[^`]+`)/).map((part) => (part.startsWith("`") ? el("code", {}, part.slice(1, -1)) : part));
      panel.say(...(result.line ? [`Line ${result.line}: `] : []), ...said);
    },
  });
  host.querySelector(".exercise-title").append(done);
  const stub = host.querySelector(".exercise-stub");
  stub.classList.add("live-hidden"); // on paper it comes back
  stub.after(panel.box);
  mark();
}

// Questions as a reader meets them: one at a time, answered before reading on. Their text, reasons included, stands in the page already.
import { el, unique } from "../kit/dom.js";
import { read } from "../kit/numbers.js";
import { judgeNumber } from "./model.js";
import { all, clear, count, record, resultOf } from "./progress.js";

const OFF = {
  sign: "The size is right, the sign is not.",
  near: "Close, but rounded too early or too much. Keep one more digit.",
  far: "Not yet. Try once more, or open the answer.",
};

export function showQuestions(chapter) {
  const hosts = [...document.querySelectorAll(".question")];
  const questions = hosts.map((host) => show(host, chapter));
  questions.forEach((question, place) => {
    const group = [question];
    while (hosts[place]?.previousElementSibling === hosts[place - 1] && place > 0) group.unshift(questions[--place]);
    question.before = group.slice(0, -1);
  });
  const refresh = () => questions.forEach(({ host, before }) => host.classList.toggle("question-waits", before.some((one) => !one.answered())));
  questions.forEach((question) => (question.changed = refresh));
  refresh();
  openForPaper();
}

function show(host, chapter) {
  const item = `question ${host.dataset.item}`;
  const answer = host.querySelector(".question-answer");
  const reasons = [...answer.querySelectorAll(".question-reason")];
  const said = el("div", { class: "question-said", "aria-live": "polite" });
  const mark = el("span", { class: "live-done" });
  const question = { host, tries: 0, opened: false };
  question.answered = () => question.opened || Boolean(resultOf(chapter, item));
  question.settle = (right, reason) => {
    question.tries += 1;
    said.replaceChildren(el("p", { class: right ? "question-verdict question-right" : "question-verdict" }, right ? "Right." : "Not quite."), ...reason);
    if (!right) return;
    record(chapter, item, question.tries === 1 && !question.opened ? "right" : "late");
    mark.textContent = " ✓";
    question.changed();
  };
  host.querySelector(".question-title").append(mark);
  if (resultOf(chapter, item)) mark.textContent = " ✓";
  answer.before(host.dataset.kind === "number" ? askNumber(host, reasons, question) : askChoice(host, reasons, question), said);
  answer.addEventListener("toggle", () => {
    question.opened ||= answer.open;
    question.changed();
  });
  return question;
}

const copyOf = (node) => [...node.cloneNode(true).childNodes];

function askChoice(host, reasons, question) {
  const list = host.querySelector(".question-choices");
  const choose = (place) => {
    buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(k === place)));
    const right = "right" in reasons[place].dataset;
    buttons[place].classList.add(right ? "question-chosen-right" : "question-chosen-wrong");
    question.settle(right, copyOf(reasons[place]));
  };
  const buttons = [...list.children].map((item, place) => {
    const options = { type: "button", class: "live-button question-choice", "aria-pressed": "false", on: { click: () => choose(place) } };
    const button = el("button", options, ...item.childNodes);
    item.append(button);
    return button;
  });
  return list;
}

function askNumber(host, reasons, question) {
  const id = unique("number");
  const numbers = reasons.map((reason) => Number(reason.dataset.number));
  const task = { right: numbers[0], within: Number(host.dataset.within), mistakes: numbers.slice(1) };
  const problem = el("p", { class: "question-problem", role: "alert" });
  const field = el("input", { id, type: "text", inputmode: "text", autocomplete: "off", class: "question-number" });
  const check = (event) => {
    event.preventDefault();
    const typed = read(field.value, { name: "This field", min: -1e12, max: 1e12 });
    problem.textContent = typed.problem ?? "";
    field.toggleAttribute("aria-invalid", "problem" in typed);
    if ("problem" in typed) return field.focus();
    const { right, mistake, off } = judgeNumber(task, typed.value);
    question.settle(Boolean(right), right ? copyOf(reasons[0]) : mistake == null ? [el("p", {}, OFF[off])] : copyOf(reasons[mistake + 1]));
  };
  const label = el("label", { for: id }, host.dataset.unit ? `Your number, in ${host.dataset.unit}: ` : "Your number: ");
  return el("form", { class: "question-form", on: { submit: check } }, label, field, el("button", { class: "live-button" }, "Check"), problem);
}

// On paper every answer stands open.
function openForPaper() {
  const closed = () => document.querySelectorAll(".question-answer:not([open]), .exercise-answer:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => (opened = [...closed()]).forEach((part) => (part.dataset.paper = part.open = true)));
  addEventListener("afterprint", () => opened.forEach((part) => (part.open = false)));
}

// The front page: how far the reader got in each chapter, and a button that forgets it.
export function showProgress(host) {
  const rows = [...host.querySelectorAll("[data-chapter]")];
  const forget = el("button", { type: "button", class: "live-button" }, "Forget what I did");
  const status = el("p", { class: "progress-status", role: "status" });
  const draw = () => {
    const stored = all();
    let any = 0;
    for (const row of rows) {
      const { done, of } = count(stored, row.dataset.chapter, JSON.parse(row.dataset.items));
      any += done;
      const bar = row.querySelector("progress") ?? row.appendChild(el("progress", { max: of, "aria-label": row.textContent.trim() }));
      const text = row.querySelector(".progress-count") ?? row.appendChild(el("span", { class: "progress-count" }));
      bar.value = done;
      text.textContent = `${done} of ${of}`;
    }
    forget.hidden = !any;
  };
  forget.addEventListener("click", () => {
    clear();
    draw();
    status.textContent = "Forgotten.";
  });
  host.append(forget, status);
  host.classList.add("progress-runs");
  draw();
  addEventListener("pageshow", draw);
}

// A plain text area with the few keys that Python needs. Escape gives Tab back to the page, so that nobody is caught in it.

const SPACES = "    ";

export function makeEditor(area, run) {
  let typing = false; // Tab indents only for those who have begun to write
  area.addEventListener("input", () => (typing = true));
  area.addEventListener("pointerdown", () => (typing = true));
  area.addEventListener("blur", () => (typing = false));
  area.addEventListener("input", () => fit(area));
  const act = ({ key, shiftKey, ctrlKey, metaKey, altKey }) => {
    if (key === "Enter" && (ctrlKey || metaKey || shiftKey)) return run(), true;
    if (ctrlKey || metaKey || altKey) return false;
    if (key === "Enter") return newLine(area), true;
    if (key === "Tab" && typing) return shift(area, shiftKey), true;
    if (key === "Escape") typing = false;
    return key === "Backspace" && outdent(area);
  };
  area.addEventListener("keydown", (event) => {
    if (!event.isComposing && act(event)) event.preventDefault();
  });
  fit(area);
}

export const fit = (area) => (area.rows = Math.min(40, Math.max(3, area.value.split("\n").length)));

// insertText keeps the browser's undo, which setRangeText does not; where it is missing, undo is what is lost.
function insert(area, text) {
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

const lineStart = (area, place) => area.value.lastIndexOf("\n", place - 1) + 1;

function newLine(area) {
  const before = area.value.slice(lineStart(area, area.selectionStart), area.selectionStart);
  const indent = /^ */.exec(before)[0];
  insert(area, "\n" + indent + (/:\s*(#.*)?$/.test(before) ? SPACES : ""));
}

// Take away one indent where only spaces stand before the caret; return whether that was so.
function outdent(area) {
  const { selectionStart: caret, selectionEnd: end } = area;
  const start = lineStart(area, caret);
  const before = area.value.slice(start, caret);
  if (caret !== end || !before || before.trim()) return false;
  area.setSelectionRange(start + Math.floor((before.length - 1) / 4) * 4, caret);
  document.execCommand("delete") || area.setRangeText("");
  return true;
}

function shift(area, back) {
  const { selectionStart: from, selectionEnd: to } = area;
  if (from === to && !back) return insert(area, SPACES);
  const start = lineStart(area, from);
  const lines = area.value.slice(start, to).split("\n");
  const moved = lines.map((line) => (back ? line.replace(/^ {1,4}/, "") : line && SPACES + line)).join("\n");
  area.setSelectionRange(start, to);
  insert(area, moved);
  area.setSelectionRange(from === to ? Math.max(start, from + moved.length - (to - start)) : start, start + moved.length);
}

// What a reader did, kept in this browser alone: {chapter: {item: "right" | "late"}}. Where the browser keeps nothing, until the page is left.

const KEY = "one-gradient-four-ways";
let memory = {};

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// Whatever stands there, by whoever's hand: only what can be from us counts.
export function clean(stored) {
  if (!isRecord(stored)) return {};
  const chapters = Object.entries(stored).filter(([, items]) => isRecord(items));
  const known = ([, result]) => result === "right" || result === "late";
  return Object.fromEntries(chapters.map(([chapter, items]) => [chapter, Object.fromEntries(Object.entries(items).filter(known))]));
}

export function all() {
  try {
    memory = clean(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // blocked, or not JSON: what is known is what was done on this page
  }
  return memory;
}

export const resultOf = (chapter, item) => (Object.hasOwn(all(), chapter) ? all()[chapter][item] : undefined);

// Write down a result; return whether the browser will remember it. The first one stays.
export function record(chapter, item, result) {
  const before = all();
  memory = { ...before, [chapter]: { [item]: result, ...(Object.hasOwn(before, chapter) ? before[chapter] : {}) } };
  return write();
}

export function clear() {
  memory = {};
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}

function write() {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
    return true;
  } catch {
    return false;
  }
}

// How many of `items` were done in a chapter, and how many at the first try.
export function count(stored, chapter, items) {
  const results = Object.hasOwn(stored, chapter) ? stored[chapter] : {};
  const done = items.filter((item) => Object.hasOwn(results, item));
  return { done: done.length, of: items.length, first: done.filter((item) => results[item] === "right").length };
}

// What an answer to a question comes to. No DOM.

// A question for a number: {right, within, mistakes: [number]}; `within` is a share of the right number.
// Return {right: true}, {mistake: its place}, or {off: "far" | "near" | "sign"}.
export function judgeNumber({ right, within, mistakes }, value) {
  if (near(value, right, within)) return { right: true };
  const place = mistakes.findIndex((number) => near(value, number, within));
  if (place >= 0) return { mistake: place };
  if (right && near(-value, right, within)) return { off: "sign" };
  return { off: right && near(value, right, 10 * within) ? "near" : "far" };
}

export function near(value, number, within) {
  return Math.abs(value - number) <= within * Math.abs(number) + 1e-12;
}

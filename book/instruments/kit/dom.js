/* Elements without markup: what is given as text stays text, whoever wrote it. */

const SVG = "http://www.w3.org/2000/svg";
export const MATHML = "http://www.w3.org/1998/Math/MathML";

/** Fill `node` with attributes, listeners ({on: {click: f}}) and children; refuses what a strict content policy forbids. */
export function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (/^(on|style$)/i.test(name)) throw new Error(`${name}: use {on: {...}} or a class`);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** A new HTML element: el("button", {class: "x", on: {click: f}}, "text", element, ...). */
export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** A new SVG element, the same way. */
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** A new MathML element, the same way. */
export const mathml = (tag, attributes = {}, ...children) => fill(document.createElementNS(MATHML, tag), attributes, children);

/** An identifier that no other element of the page has; counted by the page, because each instrument brings a kit of its own. */
export const unique = (name) => `${name}-${(document.kit = (document.kit | 0) + 1)}`;

/** SVG text whose index stands low: label("h1", {x, y}) draws h with a small 1. */
export function label(name, attributes = {}) {
  const [, letter, index = "", rest = ""] = /^([A-Za-z])(\d*)(.*)$/.exec(name) || [null, name];
  const low = index + rest.replace(/^_/, index ? "," : "");
  return svg("text", attributes, svg("tspan", { class: "kit-italic" }, letter), low && svg("tspan", { class: "kit-low", dy: "0.3em" }, low));
}

/** Return a function that runs `draw` once before the next picture, however often it is called until then. */
export function frame(draw) {
  let asked = 0;
  return () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };
}

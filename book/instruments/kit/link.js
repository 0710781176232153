/* The button that copies a link to what the reader sees now. */

import { button } from "./controls.js";
import { el } from "./dom.js";

/** A "Copy link" button; `link()` gives the address. Where the clipboard is closed, the address appears in a field, selected. */
export function copyLink(link, announce) {
  const told = el("span", { class: "kit-told" });
  const done = (text) => {
    told.replaceChildren(text);
    announce(text);
    setTimeout(() => told.replaceChildren(), 4000);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      done("Link copied.");
    } catch {
      const field = el("input", { type: "text", readonly: true, class: "kit-link", "aria-label": "Link to copy" });
      field.value = link();
      told.replaceChildren(field);
      field.select();
    }
  };
  return el("span", { class: "kit-copy" }, button("Copy link", copy), told);
}

// Everything that a page does by itself: the theme, copying code, the sections that follow, keys. Instruments bring their own.
// It is a classic script in the page's head, because pages also open from a folder on disk, and because the theme has to be set
// before anything is painted.
"use strict";
(() => {
  const root = document.documentElement;
  const MODES = { auto: "as the system", light: "light", dark: "dark" };
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      const mode = localStorage.getItem("mode");
      return mode in MODES ? mode : "auto";
    } catch {
      return "auto"; // a browser that keeps nothing
    }
  }

  function show(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  }

  show(stored());
  // The two fonts that came with the style sheet are unpacked while the text arrives, so that no line moves when they are ready.
  document.fonts?.load("1em KaTeX_Main");
  document.fonts?.load("italic 1em KaTeX_Math");
  dark.addEventListener("change", () => show(root.dataset.mode));

  function themeButton() {
    const button = document.getElementById("theme");
    if (!button) return;
    const name = () => button.setAttribute("aria-label", `Colours: ${MODES[root.dataset.mode]}. Change`);
    name();
    button.addEventListener("click", () => {
      const modes = Object.keys(MODES);
      const mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
      show(mode);
      name();
      try {
        localStorage.setItem("mode", mode);
      } catch {
        // it holds for this page alone
      }
    });
  }

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
    area.select();
    document.execCommand("copy"); // where the page came without encryption
    area.remove();
  }

  function copyButtons() {
    const said = document.body.appendChild(Object.assign(document.createElement("div"), { className: "unseen" }));
    said.setAttribute("role", "status");
    for (const code of document.querySelectorAll("article div.highlight > pre")) {
      if (code.closest(".cell_output")) continue;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
      button.setAttribute("aria-label", "Copy this code");
      button.addEventListener("click", async () => {
        await copy(code.textContent.replace(/\n$/, ""));
        button.textContent = said.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 2000);
      });
      code.parentElement.append(button);
    }
  }

  // What is wider than the window scrolls in its own line: let the keyboard reach it, and only then.
  function wideParts() {
    for (const part of document.querySelectorAll("article div.math-block, article div.table-wrapper, article pre")) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  }

  function sectionsThatFollow() {
    const list = document.getElementById("here");
    if (!list) return;
    const links = new Map([...list.querySelectorAll("a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const passed = headings.filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
      const current = passed.length ? links.get(passed.at(-1).id) : null;
      for (const link of links.values()) {
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    }, { passive: true });
    mark();
    list.addEventListener("click", (event) => {
      if (event.target.closest("a") && list.matches(":popover-open")) list.hidePopover();
    });
  }

  function keys() {
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const asked = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing);
      if (!asked || event.altKey || event.shiftKey) return;
      event.preventDefault();
      document.querySelector("#query, #find")?.focus();
    });
  }

  // On paper everything is open.
  function paper() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      for (const part of closed) part.open = true;
    });
    addEventListener("afterprint", () => {
      for (const part of closed) part.open = false;
    });
  }

  // The search page shows where in a page a word stands by fetching the page, which a browser refuses for files on disk.
  function searchOnDisk() {
    if (location.protocol !== "file:" || typeof DOCUMENTATION_OPTIONS !== "object") return;
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    document.getElementById("search-results")?.classList.add("on-disk");
  }

  document.addEventListener("DOMContentLoaded", () => {
    searchOnDisk();
    themeButton();
    copyButtons();
    wideParts();
    sectionsThatFollow();
    keys();
    paper();
  });
  addEventListener("load", wideParts);
  addEventListener("resize", wideParts);
})();

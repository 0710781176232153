// A formula or a table that is wider than the window scrolls in its own line: let the keyboard reach it, and only then.
(() => {
  const mark = () => {
    for (const part of document.querySelectorAll("div.math-block, div.pst-scrollable-table-container")) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  };
  window.addEventListener("load", mark);
  window.addEventListener("resize", mark);
})();

// The worker that runs cells with NumPy itself, in Pyodide, after the reader has asked for it. The same messages as worker.js.
// Pyodide is the one thing that comes from another server. A worker has the content policy of its own response, not that of the page:
// a server that sends the policy as a header has to allow https://cdn.jsdelivr.net for this file alone, in script-src and connect-src.
import { Output } from "./worker.js";

export const PYODIDE = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"; // NumPy 2.0.2; about 9 MB

export function serveNumpy(modules) {
  let done = [];
  let python = null;
  let scope = null;
  let output = null;

  const load = async () => {
    importScripts(`${PYODIDE}pyodide.js`);
    python = await loadPyodide({ indexURL: PYODIDE });
    await python.loadPackage("numpy", { messageCallback: () => {} });
    for (const [name, source] of Object.entries(modules)) python.FS.writeFile(`${name}.py`, source);
    python.setStdout({ batched: (line) => output?.print(line + "\n") });
  };

  const place = (error, k) => {
    const text = String(error.message ?? error).trim();
    const lines = [...text.matchAll(/File "([^"]*)", line (\d+)/g)].filter((match) => match[1] === `cell ${k}`);
    return { said: text.split("\n").at(-1), line: lines.length ? Number(lines.at(-1)[2]) : null };
  };

  const runCells = (cells) => {
    const before = cells.slice(0, -1);
    if (!scope || done.length !== before.length || before.some((cell, k) => cell !== done[k])) {
      scope = python.toPy({ __name__: "__main__" });
      done = [];
      python.runPython("import math\nimport numpy as np", { globals: scope });
    }
    for (let k = done.length; k < cells.length; k++) {
      output.shown = k === cells.length - 1;
      done.push(cells[k]);
      try {
        python.runPython(cells[k], { globals: scope, filename: `cell ${k}` });
      } catch (error) {
        const last = k === cells.length - 1;
        if (!last) scope = null;
        return { error: place(error, k), ...(last ? {} : { earlier: k }) };
      }
    }
    return {};
  };

  addEventListener("message", async ({ data }) => {
    output = new Output(data.id);
    try {
      if (!python) await load();
    } catch (error) {
      postMessage({ id: data.id, type: "done", failed: String(error.message ?? error) });
      return;
    }
    postMessage({ id: data.id, type: "running" });
    const result = runCells(data.cells);
    output.flush();
    postMessage({ id: data.id, type: "done", ...result, cut: output.cut });
  });
}

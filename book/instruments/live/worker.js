// The worker that runs MicroPython: {id, cells} runs cells in order, {id, task, answer} judges an exercise.
// It says {id, type: "running"}, {id, type: "printed", text}, and last {id, type: "done", ...}. The page stops it by ending it.
import { startSession } from "./python.js";

const MOST = 20_000; // characters of output that a page shows
const EVERY = 60; // ms between two messages with output

export function serve(load, modules) {
  let done = [];
  let session = null;
  let output = null;

  const start = async () => {
    const url = new URL("micropython.wasm", location.href).href;
    return startSession(await load(), { modules, url, print: (text) => output.print(text) });
  };

  const runCells = async (cells) => {
    // What stands above the cell runs first, once: a session that has run exactly that goes on, any other starts anew.
    const before = cells.slice(0, -1);
    if (!session || done.length !== before.length || before.some((cell, place) => cell !== done[place])) {
      session = await start();
      done = [];
    }
    running();
    for (let place = done.length; place < cells.length; place++) {
      output.shown = place === cells.length - 1;
      const error = session.run(cells[place], `cell ${place}`);
      done.push(cells[place]);
      if (error) {
        if (place === cells.length - 1) return { error };
        session = null;
        return { error, earlier: place };
      }
    }
    return {};
  };

  const judge = async ({ task, answer }) => {
    session = null;
    const fresh = await start();
    running();
    return fresh.judge(task, answer);
  };

  const running = () => postMessage({ id: output.id, type: "running" }); // from here on, time counts

  addEventListener("message", async ({ data }) => {
    output = new Output(data.id);
    let result;
    try {
      result = data.cells ? await runCells(data.cells) : await judge(data);
    } catch (error) {
      session = null;
      result = { failed: String(error.message ?? error) };
    }
    output.flush();
    postMessage({ id: data.id, type: "done", ...result, cut: output.cut });
  });
}

// What is printed, in few messages and cut where it gets too long.
export class Output {
  constructor(id) {
    Object.assign(this, { id, text: "", size: 0, cut: false, shown: true, last: performance.now() });
  }
  print(text) {
    if (!this.shown || this.cut) return;
    this.cut = this.size + text.length > MOST;
    this.text += text.slice(0, MOST - this.size);
    this.size += text.length;
    if (this.cut || performance.now() - this.last > EVERY) this.flush();
  }
  flush() {
    if (this.text) postMessage({ id: this.id, type: "printed", text: this.text });
    this.text = "";
    this.last = performance.now();
  }
}

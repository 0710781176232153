// Run cells and judge exercises' answers in MicroPython under Node.js, as the page does: the book's build asks this, and so do the tests.
// In, as JSON a line: {cells: [source], tasks: [{task, answer}], modules: {name: source}, micropython: address}. Out, a line: a result for each.
import { createInterface } from "node:readline";
import { startSession } from "./python.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { cells, tasks, modules, micropython } = JSON.parse(line);
  const { loadMicroPython } = await import(micropython);
  let printed = "";
  const options = { modules, print: (text) => (printed += text) };
  const results = [];
  let session = cells.length && (await startSession(loadMicroPython, options));
  for (const [place, source] of cells.entries()) {
    printed = "";
    const error = session.run(source, `cell ${place}`);
    results.push({ printed, error });
  }
  for (const { task, answer } of tasks) {
    printed = "";
    session = await startSession(loadMicroPython, options);
    results.push({ printed, ...session.judge(task, answer) });
  }
  process.stdout.write(JSON.stringify(results) + "\n");
}

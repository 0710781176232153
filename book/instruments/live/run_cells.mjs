// Run cells and judge exercises' answers in MicroPython under Node.js, as the page does: the book's build asks this, and so do the tests.
// In: {cells: [source], tasks: [{task, answer}], modules: {name: source}, micropython: address}. Out: a result for each.
import { startSession } from "./python.js";

const { cells, tasks, modules, micropython } = JSON.parse(await new Response(process.stdin).text());
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
process.stdout.write(JSON.stringify(results));

// One session of MicroPython: cells run in it one after the other, as in a notebook. No DOM: the worker and Node.js use it alike.

// MicroPython reads f"{x=}" but not f"{x = }", so the second is written out; every line keeps its place.
const NAMED = /\{([^{}=!<>:\n]+?)(\s*=\s*)(![rs])?(:[^{}\n]*)?\}(?=[^\n]*["'])/g;
const HEAP = 24 * 1024 * 1024;

export function translate(source) {
  return source.replace(NAMED, (whole, expression, equals, conversion, format) => {
    if (equals === "=" && format) return whole;
    return `${expression}${equals}{${expression}${format ?? conversion ?? "!r"}}`;
  });
}

// What Python says went wrong, and the line of the cell `place` that it is about, or null.
export function explain(error, place) {
  const text = String(error.message ?? error).trim();
  const lines = [...text.matchAll(/File "([^"]*)", line (\d+)/g)].filter((match) => match[1] === place);
  return { said: text.split("\n").at(-1) || "stopped", line: lines.length ? Number(lines.at(-1)[2]) : null };
}

// `modules` maps names to sources; one is the prelude, which runs first. `print` gets text as it is printed.
export async function startSession(loadMicroPython, { modules, print, url }) {
  const python = await loadMicroPython({ stdout: (line) => print(line + "\n"), linebuffer: true, heapsize: HEAP, url });
  python.FS.mkdir("/lib");
  for (const [name, source] of Object.entries(modules)) python.FS.writeFile(`/lib/${name}.py`, source);
  python.runPython("import prelude, math\nimport numpy as np");
  return {
    // Run a cell; return null, or {said, line} of the error that stopped it.
    run(source, place) {
      python.globals.set("_source", translate(source));
      python.globals.set("_place", place);
      try {
        python.runPython("exec(compile(_source, _place, 'exec'), globals())");
        return null;
      } catch (error) {
        return explain(error, place);
      }
    },
    // Judge an answer to an exercise; return {right, says, line}, see judge.py.
    judge(task, answer) {
      python.globals.set("_task", JSON.stringify({ ...task, answer: translate(answer) }));
      python.runPython("import judge\n_verdict = judge.judge(_task)");
      return JSON.parse(python.globals.get("_verdict"));
    },
  };
}

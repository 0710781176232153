// One session of MicroPython: cells run in it one after the other, as in a notebook. No DOM: the worker and Node.js use it alike.

const HEAP = 24 * 1024 * 1024;

// What MicroPython cannot read of Python's newer notations is written out for it; every line keeps its place.
export const translate = (source) => keepZeros(writeNames(spread(source)));

// It leaves out the zeros that f"{x:#8.5g}" keeps; prelude.py has a function that keeps them.
const keepZeros = (source) => source.replace(/\{([^{}:\n]+):#(\d*)\.(\d+)g\}/g, (_, value, width, digits) => `{_digits(${value}, ${width || 0}, ${digits})}`);

// It reads f"{x=}" but not f"{x = }".
const NAMED = /\{([^{}=!<>:\n]+?)(\s*=\s*)(![rs])?(:[^{}\n]*)?\}(?=[^\n]*["'])/g;

function writeNames(source) {
  return source.replace(NAMED, (whole, expression, equals, conversion, format) => {
    if (equals === "=" && format) return whole;
    return `${expression}${equals}{${expression}${format ?? conversion ?? "!r"}}`;
  });
}

// It reads f(*a) but not [*a, b]. Strings and comments are one token each, so that what is in them stays.
const TOKEN = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*|[[\](){},]|[^[\](){},"'#]+|["']/g;
const CLOSING = { "[": "]", "(": ")", "{": "}" };
const KEYWORDS = new Set(["return", "in", "and", "or", "not", "if", "else", "yield", "is"]);

function spread(source) {
  const tokens = source.match(TOKEN) ?? [];
  const read = (end) => {
    const elements = [""];
    while (tokens.length) {
      const token = tokens.shift();
      if (token === end) break;
      if (token === "," && end) elements.push("");
      else {
        const before = elements.pop();
        elements.push(before + (token in CLOSING ? bracket(token, before, read(CLOSING[token])) : token));
      }
    }
    return elements;
  };
  return read(null).join(",");
}

// What stands in brackets: a call or an index stays, a list or a tuple with a star becomes a sum.
function bracket(open, before, elements) {
  const word = /(\w+)\s*$/.exec(before)?.[1];
  const called = word ? !KEYWORDS.has(word) : /[\])"']\s*$/.test(before);
  const starred = elements.some((element) => /^\s*\*(?!\*)/.test(element));
  if (!starred || called || open === "{" || elements.join().includes("#")) return open + elements.join(",") + CLOSING[open];
  const kind = open === "[" ? "list" : "tuple";
  const parts = elements.filter((element) => element.trim()).map((element) => {
    const [, space, star, inner] = /^(\s*)(\*?)([^]*)$/.exec(element);
    return star ? `${space}${kind}(${inner})` : `${space}${kind}([${inner}])`;
  });
  return `(${parts.join(" +")}${elements.at(-1).trim() ? "" : elements.at(-1)})`;
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

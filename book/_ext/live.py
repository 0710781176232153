"""Which cells of a page run in the page, decided while the book is built, and the exercises that are checked there.

A cell is live if MicroPython prints for it what Python printed (numbers to nine digits), with the stand-in of book/instruments/live for
NumPy and nothing before it but live cells. One that needs NumPy itself gets the offer to load Pyodide. Cells that draw or time are neither.
The directive `{exercise} NAME` places an exercise of book/instruments/live/exercises/<chapter>.py.
"""

import ast
import json
import math
import re
import symtable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from kept import Kept
from node import HERE, Helper
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

LIVE = HERE.parent / "instruments" / "live"
MICROPYTHON = HERE / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
# What a page's Python may import; `backprop` draws nothing there, so a cell that only sets the style of drawings can run.
STOCK = {"math", "numpy", "random", "time", "itertools", "functools", "collections", "backprop"}
PYODIDE = STOCK | {"decimal", "fractions", "dataclasses", "statistics"}  # and what Pyodide has besides
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?(?:inf|nan)\b")
CLOSE = 1e-9
found = Kept("live", *sorted(LIVE.glob("*.py")), LIVE / "run_cells.mjs", HERE / "package-lock.json")
micropython = Helper(str(LIVE / "run_cells.mjs"), longest=300)
beside = ThreadPoolExecutor(1)  # MicroPython runs while Sphinx reads on
tried = {}

# --- which cells are live ---------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """One code cell of a page: its source, and what it printed; `printed` is None where it gave something else, such as a drawing."""

    source: str
    printed: str | None
    stores: set = field(init=False)
    loads: set = field(init=False)
    imports: set = field(init=False)

    def __post_init__(self):
        tree = ast.parse(self.source)
        self.stores, self.loads, self.imports = set(), set(), _imports(tree)
        for statement in tree.body:
            sets, needs = _names(statement)
            self.loads |= needs - self.stores
            self.stores |= sets


def _names(statement):
    """Return (names that a statement at the top level gives a meaning, names that it or its functions take from there)."""
    table = symtable.symtable(ast.unparse(statement), "cell", "exec")
    sets = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()}
    needs = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()} - sets
    for inner in _inside(table):
        needs |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global() and symbol.is_referenced()}
    added = {node.target.id for node in ast.walk(statement) if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    return sets, (needs - sets) | (added & sets if not isinstance(statement, ast.FunctionDef | ast.ClassDef) else set())


def _inside(table):
    for inner in table.get_children():
        yield inner
        yield from _inside(inner)


def _imports(tree):
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name if name.startswith("backprop") else name.partition(".")[0] for name in modules}


def able(cells, modules, out=()):
    """Return the places of the cells that need nothing but `modules` and cells that can run; those `out` cannot."""
    # A name that a cell which does not run would have changed means something else until a cell that runs sets it again.
    foreign, places = set(), []
    for k, cell in enumerate(cells):
        if cell.printed is not None and k not in out and cell.imports <= modules and not cell.loads & foreign:
            places.append(k)
            foreign -= cell.stores
        else:
            foreign |= cell.stores - {"np", "math"}  # these two are there from the start
    return places


def same(one, other):
    """Return whether two texts say the same: the same words, and numbers that differ by less than a thousand-millionth of their size."""
    if NUMBER.sub("#", " ".join(one.split())) != NUMBER.sub("#", " ".join(other.split())):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(a == b or math.isclose(float(a), float(b), rel_tol=CLOSE) for a, b in pairs)


def live_cells(cells):
    """Return (places of the cells that run in MicroPython, places of those that need Pyodide)."""
    out = set()
    while places := able(cells, STOCK, out):
        results = run_in_micropython([cells[k].source for k in places])
        failed = {k for k, got in zip(places, results, strict=True) if got["error"] or not same(got["printed"], cells[k].printed)}
        if not failed:
            break
        out.add(min(failed))  # what comes after it may fail only because of it
        out |= {k for k, got in zip(places, results, strict=True) if k in failed and not got["error"]}
    with_numpy = able(cells, PYODIDE)
    uses_numpy = {k for k in with_numpy if k not in places}
    return places, sorted(uses_numpy)


def run_in_micropython(sources, tasks=()):
    """Run cells one after the other in MicroPython under Node.js, then exercises' answers; return what each printed or was told.

    A cell's result is {printed, error}; a task is {task, answer} as judge.py reads it, its result what judge.py says.
    """
    address = (MICROPYTHON / "micropython.mjs").as_uri()
    return micropython.ask(cells=list(sources), tasks=list(tasks), modules=modules(), micropython=address)


def modules():
    """Return {name: source} of the Python that is there before a reader's first line."""
    return {name: (LIVE / f"{name}.py").read_text(encoding="utf8") for name in ("prelude", "judge", "backprop")} | {
        "numpy": (LIVE / "standin.py").read_text(encoding="utf8")
    }


def begin(app, doctree):
    """Begin to find out which cells of a page can run."""
    asked = [(_source(node), _printed(node)) for node in _cells(doctree)]
    if app.builder.format == "html" and asked and asked not in found:
        tried[found.key(asked)] = beside.submit(live_cells, [Cell(*cell) for cell in asked])


def mark_cells(app, doctree, docname):
    """Give the cells of a page that can run the class `live`, or `live-numpy`."""
    if app.builder.format != "html":
        return
    places = _cells(doctree)
    asked = [(_source(node), _printed(node)) for node in places]
    if not asked:
        return
    begun = tried.get(found.key(asked))
    live, with_numpy = found.get(asked, lambda: begun.result() if begun else live_cells([Cell(*cell) for cell in asked]))
    for name, chosen in (("live", live), ("live-numpy", with_numpy)):
        for k in chosen:
            places[k]["classes"].append(name)


def _cells(doctree):
    return [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]


def _source(node):
    code = [part for box in _boxes(node, "cell_code_source") for part in box.findall(nodes.literal_block)]
    return code[0].astext() if code else ""  # a page may leave the code of a cell out


def _printed(node):
    parts = [part for box in _boxes(node, "cell_code_output") for part in box.children]
    if not all("stream" in part.get("classes", []) for part in parts):
        return None
    return "".join(part.astext() for part in parts)


def _boxes(node, kind):
    """Return the boxes of a cell of this kind, also where they are folded away."""
    return [box for box in node.findall(nodes.container) if box.get("nb_element") == kind]


# --- exercises --------------------------------------------------------------------------------------------------------

HEADER = re.compile(r"# %% (?P<name>\w+) \| (?P<kind>prompt|right|cases|wrong)(?: \| (?P<text>.+))?")


@dataclass
class Exercise:
    """One exercise of a page: what is asked, what the reader starts from, and how an answer is judged."""

    name: str
    title: str = ""
    prompt: str = ""  # markdown
    stub: str = ""
    right: str = ""
    cases: str = ""  # a Python list of tuples of arguments
    wrong: list = field(default_factory=list)  # (sentence, source)
    line: int = 0

    def texts(self):
        """Return what it says, each a piece of markdown."""
        return [self.prompt]

    def task(self):
        """Return what judge.py needs to judge an answer."""
        return {"name": self.name, "stub": self.stub, "right": self.right, "cases": self.cases, "wrong": self.wrong}


def read_exercises(path):
    """Return {name: Exercise} of a file of exercises; raises ExtensionError with the line for what cannot be one.

    A cell `# %% NAME | prompt | TITLE` is followed by the question as a comment and the stub; `right`, `cases` and any number of
    `# %% NAME | wrong | SENTENCE` follow, each an answer that the sentence names.
    """
    found, lines = {}, path.read_text(encoding="utf8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        header = HEADER.fullmatch(lines[start])
        if not header:
            raise ExtensionError(f"{path.name}, line {start + 1}: {lines[start]!r} is not '# %% name | kind | text'; mend the header.")
        exercise = found.setdefault(header["name"], Exercise(header["name"], line=start + 1))
        body = "\n".join(lines[start + 1 : end]).strip("\n")
        if header["kind"] == "prompt":
            asked = [line for line in body.splitlines() if line.startswith("#")]
            exercise.title, exercise.prompt = header["text"] or "", "\n".join(line[1:].removeprefix(" ") for line in asked)
            exercise.stub = "\n".join(body.splitlines()[len(asked) :]).strip("\n")
        elif header["kind"] == "wrong":
            exercise.wrong.append((header["text"], body))
        else:
            setattr(exercise, header["kind"], body)
    for exercise in found.values():
        missing = [part for part in ("title", "prompt", "stub", "right", "cases", "wrong") if not getattr(exercise, part)]
        if missing:
            raise ExtensionError(f"{path.name}, line {exercise.line}: {exercise.name} has no {' and no '.join(missing)}. Write it.")
    return found


def file_of(docname):
    return LIVE / "exercises" / f"{docname.rpartition('/')[2]}.py"


def exercises_of(docname):
    """Return {name: Exercise} of the page `docname`."""
    return read_exercises(file_of(docname)) if file_of(docname).exists() else {}


class exercise(nodes.General, nodes.Element):
    """An exercise on the page; its children are the question."""


class ExerciseDirective(SphinxDirective):
    """```{exercise} NAME: the exercise of this name in the page's file."""

    required_arguments = 1

    def run(self):
        name, known = self.arguments[0], exercises_of(self.env.docname)
        if name not in known:
            raise self.error(f"there is no exercise {name!r} in {file_of(self.env.docname)}; it has {', '.join(known) or 'none'}.")
        self.env.note_dependency(str(file_of(self.env.docname)))
        asked = known[name]
        node = exercise(name=name, title=asked.title, stub=asked.stub, right=asked.right, task=json.dumps(asked.task()))
        self.state.nested_parse(StringList(asked.prompt.splitlines(), source=self.env.docname), self.content_offset, node)
        return [node]


def exercise_as_markdown(docname, name):
    """Return an exercise as lines of plain markdown, for the chapter's notebook."""
    asked = exercises_of(docname)[name]
    stub, right = (f"```python\n{code}\n```" for code in (asked.stub, asked.right))
    answer = ["<details>", "<summary>One way to write it</summary>", "", right, "", "</details>"]
    return "\n".join([f"**Exercise: {asked.title}.**", "", asked.prompt, "", stub, "", *answer]).split("\n")


def visit_exercise(translator, node):
    translator.body.append(
        f'<div class="exercise" id="exercise-{node["name"]}" data-item="{escape(node["name"])}" data-task="{escape(node["task"])}">\n'
        f'<p class="exercise-title">Exercise: {escape(node["title"])}</p>\n'
    )


def depart_exercise(translator, node):
    code = translator.highlighter.highlight_block
    translator.body.append(
        f'<div class="exercise-stub">{code(node["stub"], "python")}</div>\n'
        '<details class="exercise-answer"><summary>One way to write it</summary>\n'
        f"{code(node['right'], 'python')}</details>\n</div>\n"
    )


# --- what the pages load ----------------------------------------------------------------------------------------------


def copy_micropython(app):
    """Put MicroPython beside the pages; they load it when a reader runs something for the first time."""
    if app.builder.format != "html":
        return
    if not MICROPYTHON.is_dir():
        raise ExtensionError(f"{MICROPYTHON} is missing. Run `make book`, which installs MicroPython.")
    static = Path(app.outdir) / "_static" / "live"
    static.mkdir(parents=True, exist_ok=True)
    # Not as .mjs: nginx has no type for it, and a browser refuses a module that comes without one.
    for name, source in (("micropython.js", "micropython.mjs"), ("micropython.wasm", "micropython.wasm")):
        (static / name).write_bytes((MICROPYTHON / source).read_bytes())


def setup(app):
    """Register live cells and exercises with Sphinx."""
    app.add_node(exercise, html=(visit_exercise, depart_exercise), override=True)
    for builder in ("latex", "text"):
        app.add_node(exercise, override=True, **{builder: (lambda *_: None, lambda *_: None)})
    app.add_directive("exercise", ExerciseDirective)
    app.connect("builder-inited", copy_micropython)
    app.connect("doctree-read", begin)
    app.connect("doctree-resolved", mark_cells)
    app.connect("build-finished", micropython.close)
    found.last(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

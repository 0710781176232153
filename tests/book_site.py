"""What the tests of the book share: building it, reading its sources and its pages, and running its cells."""

import contextlib
import functools
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import numpy as np
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
SITE = ROOT / "_build" / "html"
CHAPTERS = sorted(path.stem for path in BOOK.glob("[0-9][0-9]-*.md"))
# Pages that are read like a chapter and downloaded as one: the optional ones, and what comes after the chapters.
ASIDES = sorted(
    path.stem for path in BOOK.glob("*.md") if path.read_text(encoding="utf8").startswith("---\nfile_format: mystnb\nnotebook: true\n")
)
PAGES = sorted(path.stem for path in BOOK.glob("*.md"))
NUMBER = re.compile(r"(?<![\w.])[-−+]?(?:\d+\.\d*|\.\d+|\d+)(?:e[-+]?\d+)?(?![\w.]*\w)")


def build(root=ROOT, **environment):
    """Build the book that lies in `root` the way `make book` does; return the finished process, with everything it said in stdout."""
    command = [sys.executable, root / "book" / "_ext" / "build.py"]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment})


def copy_book(to, pages=None):
    """Copy what the book is built from into the folder `to`, with all its pages or with `pages` ({name: markdown}) alone; return `to`."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", *(["*.md", "addresses.txt"] if pages else []))
    shutil.copytree(BOOK, to / "book", ignore=ignored)
    (to / "book" / "_ext" / "node_modules").symlink_to(BOOK / "_ext" / "node_modules")
    for name in ("_config.yml", "_toc.yml", "requirements.txt", "requirements.lock"):
        shutil.copy(ROOT / name, to)
    for name in ("bench", "exercises"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__", ".ipynb_checkpoints"))
    if pages:
        names = list(pages)
        write_pages(to, pages)
        toc = f"format: jb-book\nroot: book/{names[0]}\nchapters:\n" + "".join(f"  - file: book/{name}\n" for name in names[1:])
        (to / "_toc.yml").write_text(toc if names[1:] else toc.removesuffix("chapters:\n"))
    return to


def set_base(root, base):
    """Let the book in `root` be one that is published from the branch `base` on GitHub."""
    config = root / "_config.yml"
    text = config.read_text(encoding="utf8")
    assert 'notebooks_base: ""' in text
    config.write_text(text.replace('notebooks_base: ""', f"notebooks_base: {base}"), encoding="utf8")


def write_pages(root, pages):
    for name, text in pages.items():
        (root / "book" / f"{name}.md").write_text(text, encoding="utf8")


@functools.cache
def cells(name):
    """Return the cells of the source book/`name`.md."""
    return jupytext.read(BOOK / f"{name}.md", fmt="md:myst").cells


def prose(name):
    """Return what the page `name` says: its markdown and the descriptions of its figures, without code."""
    parts = [cell.source for cell in cells(name) if cell.cell_type == "markdown"]
    # A block goes from its opening to its closing fence; those of directives stay.
    return "\n".join(BLOCK.sub(lambda block: block[0] if block["directive"] else "", part) for part in parts + alternatives(name))


BLOCK = re.compile(r"^```(?P<directive>\{)?[^\n]*\n.*?^```$", re.S | re.M)


def code(name):
    return "\n".join(cell.source for cell in cells(name) if cell.cell_type == "code")


def alternatives(name):
    """Return the descriptions that the cells of page `name` give their figures."""
    return [cell.metadata["mystnb"]["image"]["alt"] for cell in cells(name) if "alt" in cell.metadata.get("mystnb", {}).get("image", {})]


@dataclass
class Run:
    """What came of running the cells of a page: their names, what they printed, and the cell that failed with its error."""

    values: dict
    printed: str = ""
    failed: str | None = None
    error: Exception | None = None
    numbers: set = field(default_factory=set)  # every number that stood in a name after any cell, or was printed

    def __getitem__(self, name):
        return self.values[name]


def run(name, *changes):
    """Run the cells of page `name`, drawings left out, and return a Run.

    Each of `changes` is (old, new): what a reader replaces in the code before running the page again, wherever it stands.
    A cell that fails ends the run; without changes none may fail.
    """
    for old, _ in changes:
        assert old in code(name), f"book/{name}.md has no {old!r} to change"
    ran = Run({"__name__": name})
    with contextlib.chdir(BOOK):
        sys.path.insert(0, str(BOOK))
        try:
            for cell in cells(name):
                if cell.cell_type == "code" and "hide-input" not in cell.metadata.get("tags", []) and ran.failed is None:
                    _run_cell(ran, cell.source, changes)
        finally:
            sys.path.remove(str(BOOK))
    assert ran.failed is None or changes, f"book/{name}.md: {ran.error!r} in\n{ran.failed}"
    return ran


def _run_cell(ran, source, changes):
    for old, new in (*changes, ("figures.use_style()", "pass")):
        source = source.replace(old, new)
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(compile(source, f"<{ran.values['__name__']}>", "exec"), ran.values)
    except Exception as error:
        ran.failed, ran.error = source, error
    ran.printed += said.getvalue()
    ran.numbers |= set(_numbers([value for key, value in ran.values.items() if not key.startswith("_")]))


def _numbers(value, depth=0):
    if isinstance(value, bool) or depth > 4:
        return
    if hasattr(value, "gradient") and hasattr(value, "value"):  # a node of a tape
        yield from _numbers([value.value, value.gradient], depth + 1)
    if isinstance(value, int | float | np.number):
        yield float(value)
    elif isinstance(value, np.ndarray) and value.size < 1000 and value.dtype.kind in "fi":
        yield from value.ravel().tolist()
    elif isinstance(value, dict | list | tuple):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _numbers(child, depth + 1)


@functools.cache
def as_it_stands(name):
    """Return the Run of page `name`, unchanged; it is shared, so leave it as it is."""
    return run(name)


@functools.cache
def tied(name):
    """Return the module tests/book/prose/NAME.py, with what the prose of page `name` says in words and asks to try; None without one."""
    path = ROOT / "tests" / "book" / "prose" / f"{name.replace('-', '_')}.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"prose_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TRY_IT = re.compile(r"^(:{3,})\{admonition\} Try it (\d+): ([^\n]+)\n:class: dropdown\n(.*?)^\1$", re.M | re.S)


def try_its(name):
    """Return {number: (question, answer)} of everything that page `name` asks its readers to try."""
    return {int(number): (question, answer.strip()) for _, number, question, answer in TRY_IT.findall(prose(name))}


@functools.cache
def tried(name, number):
    """Return the numbers that a reader of page `name` finds who does its Try it `number`; raises AssertionError if it cannot be done."""
    return [float(value) for value in getattr(tied(name), f"try_{number}")() or ()]


def asked(name):
    """Return what the questions and exercises say that page `name` places, each a piece of markdown."""
    if str(BOOK / "_ext") not in sys.path:
        sys.path.insert(0, str(BOOK / "_ext"))
    import live
    import questions

    placed = re.findall(r"^```\{(question|exercise)\} ([\w-]+)$", prose(name), re.M)
    known = {"question": questions.questions_of(f"book/{name}"), "exercise": live.exercises_of(f"book/{name}")}
    return [text for kind, item in placed for text in known[kind][item].texts()]


def formulas(text):
    """Return the TeX of every formula in markdown."""
    text = re.sub(r"(?<!`)`[^`\n]+`(?!`)", "", text)
    found = re.findall(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$]+)\$|^\\begin\{math\}(.*?)\\end", text, re.S)
    return ["".join(groups) for groups in found]


@functools.cache
def html(name):
    """Return the built page `name`, parsed."""
    return BeautifulSoup((SITE / "book" / f"{name}.html").read_text(encoding="utf8"), "html.parser")


def printed(part):
    """Return the numbers that the cells in `part` of a page print, as they stand there."""
    return [number for block in part.select(".cell_output pre") for number in NUMBER.findall(block.get_text())]


def section(name, title):
    """Return the section of the built page `name` under the heading `title`, without the sections inside it."""
    page = html(name)
    for heading in page.select("h1, h2, h3, h4"):
        if heading.get_text().removesuffix("#").strip() == title:
            part = heading.find_parent("section")
            return part
    titles = [heading.get_text().removesuffix("#").strip() for heading in page.select("h2, h3")]
    raise AssertionError(f"book/{name}.md has no section {title!r}; it has {titles}")


def decimals(number):
    """Return (value, half of the last digit) of a number as it is printed, with 1e-3 and a true minus read as such."""
    mantissa, _, exponent = number.replace("−", "-").partition("e")
    places = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return float(number.replace("−", "-")), 0.5 * 10.0**-places

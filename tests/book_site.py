"""What the tests of the book share: building it, and reading its sources and its pages."""

import functools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
SITE = ROOT / "_build" / "html"
CHAPTERS = sorted(path.stem for path in BOOK.glob("[0-9][0-9]-*.md"))
PAGES = sorted(path.stem for path in BOOK.glob("*.md"))
NUMBER = re.compile(r"(?<![\w.])[-−+]?(?:\d+\.\d*|\.\d+|\d+)(?:e[-+]?\d+)?(?![\w.]*\w)")


def build(root=ROOT):
    """Build the book that lies in `root` the way `make book` does; return the finished process, with everything it said in stdout."""
    command = [sys.executable, root / "book" / "_ext" / "build.py"]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def copy_book(to, pages=None):
    """Copy what the book is built from into the folder `to`, with all its pages or with `pages` ({name: markdown}) alone; return `to`."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", *(["*.md"] if pages else []))
    shutil.copytree(BOOK, to / "book", ignore=ignored)
    (to / "book" / "_ext" / "node_modules").symlink_to(BOOK / "_ext" / "node_modules")
    for name in ("_config.yml", "_toc.yml", "requirements.txt"):
        shutil.copy(ROOT / name, to)
    if (ROOT / "bench").is_dir():
        shutil.copytree(ROOT / "bench", to / "bench", ignore=ignored)
    if pages:
        names = list(pages)
        write_pages(to, pages)
        toc = f"format: jb-book\nroot: book/{names[0]}\nchapters:\n" + "".join(f"  - file: book/{name}\n" for name in names[1:])
        (to / "_toc.yml").write_text(toc if names[1:] else toc.removesuffix("chapters:\n"))
    return to


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
    return "\n".join(re.sub(r"^```(?!\{)\w*\n.*?^```$", "", part, flags=re.S | re.M) for part in parts + alternatives(name))


def code(name):
    return "\n".join(cell.source for cell in cells(name) if cell.cell_type == "code")


def alternatives(name):
    """Return the descriptions that the cells of page `name` give their figures."""
    return [cell.metadata["mystnb"]["image"]["alt"] for cell in cells(name) if "alt" in cell.metadata.get("mystnb", {}).get("image", {})]


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

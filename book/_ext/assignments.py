"""The way from the site to the assignments: each one as a zip, its box at the end of its chapter, and the table of them all.

A zip holds the folder exercises/NN-slug as it is released, and the same folder gives the same bytes. What the pages say of an assignment
(time, points, what it is about) is read from its README and its notebook, while the book is built.
`notebooks_base` in _config.yml adds Colab and Binder links, and the folders that these open.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from notebooks import CHAPTER, ROOT, launch_links
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from zips import write_zip

EXERCISES = ROOT / "exercises"
FOLDER = "assignments"
GITHUB_RAW = "https://raw.githubusercontent.com/{place}/{folder}"


@dataclass(frozen=True)
class Assignment:
    """What a released folder says of itself."""

    slug: str
    title: str
    about: str
    minutes: int
    tasks: int  # graded by tests
    points: float  # of these
    written: float  # points of what a person grades

    @property
    def number(self):
        return int(self.slug[:2])

    @property
    def heading(self):
        return self.title[0].upper() + self.title[1:]

    @property
    def in_short(self):
        """Return time, tasks and points in a sentence."""
        return (
            f"About {self.minutes} minutes; {self.tasks} tasks for {self.points:g} points "
            f"and a question answered in words for {self.written:g}."
        )


def read_assignment(folder):
    """Return the Assignment in a folder of exercises/; raises ExtensionError with the file that does not say what it must."""
    readme = (folder / "README.md").read_text(encoding="utf8")
    title = re.search(r"^# Assignment \d+: (.+)$", readme, re.M)
    about = re.search(r"^# .+\n\n(.+)$", readme, re.M)
    minutes = re.search(r"\*\*Time:\*\* about (\d+) minutes", readme)
    if not (title and about and minutes):
        raise ExtensionError(
            f"exercises/{folder.name}/README.md: it must begin with '# Assignment N: title', a paragraph on what it is about and "
            "'**Time:** about NN minutes'. Mend solutions/ and run `make exercises`."
        )
    cells = json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf8"))["cells"]
    marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    tests = [mark["points"] for mark in marks if mark.get("grade") and not mark.get("solution")]
    written = [mark["points"] for mark in marks if mark.get("grade") and mark.get("solution")]
    return Assignment(folder.name, title[1], about[1], int(minutes[1]), len(tests), sum(tests), sum(written))


def assignments():
    """Return every Assignment of exercises/, in order."""
    return [read_assignment(path.parent) for path in sorted(EXERCISES.glob("[0-9][0-9]-*/README.md"))]


# --- files --------------------------------------------------------------------------------------------------------------


def released_files(folder):
    """Return the files of an exercise folder, in order, without what Python or Jupyter leave there and the numbers of a class."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints", ".DS_Store", "numbers.json"} & set(path.relative_to(folder).parts)
    ]


def write_assignments(app, exception):
    """Write the zips into the site, and, where Colab and Binder can open them, the folders as they are."""
    if exception or app.builder.name != "html":
        return
    target = Path(app.outdir) / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for assignment in assignments():
        folder = EXERCISES / assignment.slug
        files = [(f"{folder.name}/{path.relative_to(folder).as_posix()}", path) for path in released_files(folder)]
        write_zip(target / f"{assignment.slug}.zip", files)
        if app.config.notebooks_base:
            for path in released_files(folder):
                copy = target / assignment.slug / path.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
            notebook = (folder / f"{assignment.slug}.ipynb").read_text(encoding="utf8")
            prepared = for_colab(notebook, app.config.notebooks_base, assignment.slug)
            (target / assignment.slug / f"{assignment.slug}-colab.ipynb").write_text(prepared, encoding="utf8")


def for_colab(notebook, base, slug):
    """Return the notebook with a first cell that fetches checks.py, because Colab opens a notebook without its folder."""
    place = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+)/tree/([\w./-]+?)/?", base)
    address = GITHUB_RAW.format(place=f"{place[1]}/{place[2]}", folder=f"{FOLDER}/{slug}/checks.py")
    content = json.loads(notebook)
    fetch = f'from urllib.request import urlretrieve\n\nurlretrieve("{address}", "checks.py")'
    source = f"# Colab opens this notebook alone: fetch what its tests use.\n{fetch}"
    cell = {"cell_type": "code", "execution_count": None, "id": "fetch-checks", "metadata": {}, "outputs": [], "source": source}
    content["cells"].insert(0, cell)
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def links(app, assignment):
    """Return {text: address} of where an assignment can be had; the zip's address is relative to the site's root."""
    services = launch_links(app.config.notebooks_base, f"{assignment.slug}.ipynb", f"{FOLDER}/{assignment.slug}")
    if "Colab" in services:
        services["Colab"] = services["Colab"].replace(".ipynb", "-colab.ipynb")
    zipped = {f"Download assignment {assignment.number} (zip)": f"{FOLDER}/{assignment.slug}.zip"}
    return zipped | {f"Open it in {service}": address for service, address in services.items()}


# --- pages --------------------------------------------------------------------------------------------------------------


def link_line(app, assignment, docname):
    """Return a paragraph with the links to an assignment, as `docname` has to write them."""
    up = "../" * docname.count("/")
    line = nodes.paragraph(classes=["assignment-links"])
    for text, address in links(app, assignment).items():
        if line.children:
            line += nodes.Text(" · ")
        line += nodes.reference("", text, internal=False, refuri=address if "://" in address else up + address)
    return line


def install_lines(slug):
    """Return the three lines that lead from an unpacked zip to an open notebook, as its README has them."""
    return f"python -m venv .venv\n.venv/bin/pip install -r requirements.txt\n.venv/bin/jupyter lab {slug}.ipynb"


def add_box(app, doctree, docname):
    """Put the way to its assignment at the end of a chapter."""
    folder = EXERCISES / docname.rpartition("/")[2]
    if not CHAPTER.fullmatch(docname) or not folder.is_dir():
        return
    assignment = read_assignment(folder)
    box = nodes.admonition(classes=["assignment"])
    box += nodes.title("", f"Assignment {assignment.number}: {assignment.heading}")
    box += link_line(app, assignment, docname)
    box += nodes.paragraph("", assignment.in_short)
    needed = "You need Python 3.11 or newer; the README in the folder says what differs on Windows."
    box += nodes.paragraph("", f"Unpack it, open a terminal in the folder, and type what follows. {needed}")
    lines = install_lines(assignment.slug)
    box += nodes.literal_block(lines, lines, language="text")  # both, or Sphinx takes it for parsed text
    sections = list(doctree.findall(nodes.section))
    last = [section for section in sections if section.parent is sections[0]][-1] if sections[1:] else doctree
    last += box


class AssignmentTable(SphinxDirective):
    """`{assignment-table}`: all assignments, one card each, with time, points and what they teach."""

    def run(self):
        found = assignments()
        if not found:
            raise self.error("exercises/ is empty: run `make exercises`.")
        cards = []
        for assignment in found:
            card = nodes.container(classes=["assignment-card"])
            card += nodes.rubric("", f"{assignment.number}. {assignment.heading}")
            card += nodes.paragraph("", assignment.about)
            card += nodes.paragraph("", assignment.in_short, classes=["assignment-facts"])
            card += link_line(self.env.app, assignment, self.env.docname)
            cards.append(card)
        total = sum(assignment.points + assignment.written for assignment in found)
        hours = sum(assignment.minutes for assignment in found) / 60
        cards.append(nodes.paragraph("", f"Together: {total:g} points, about {hours:.0f} hours."))
        return cards


class AssignmentLinks(SphinxDirective):
    """`{assignment-links} 01-intuition`: the links to one assignment, in a line."""

    required_arguments = 1

    def run(self):
        folder = EXERCISES / self.arguments[0]
        if not folder.is_dir():
            raise self.error(f"exercises/{self.arguments[0]} is not there; name a folder of exercises/.")
        return [link_line(self.env.app, read_assignment(folder), self.env.docname)]


def setup(app):
    """Register the zips, the boxes and the directives with Sphinx."""
    app.add_directive("assignment-table", AssignmentTable)
    app.add_directive("assignment-links", AssignmentLinks)
    app.connect("doctree-resolved", add_box)
    app.connect("build-finished", write_assignments)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

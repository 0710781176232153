"""Make exercises/ from solutions/ with nbgrader: `python -m course.exercises [--check]`.

The checks.py that every exercise gets is joined from its parts before. Then every source is looked over, and nothing in exercises/
changes unless all of it can be made.
"""

import argparse
import contextlib
import io
import json
import logging
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading.checking import __main__ as joiner
from grading.checks import NUMBERS
from grading.common.commands import Refused

ROOT = Path(__file__).resolve().parent.parent
IGNORED = (NUMBERS, ".ipynb_checkpoints", "__pycache__", ".DS_Store", ".gitkeep")
LINK = "../../grading/checks.py"
REGIONS = {"solution": ("### BEGIN SOLUTION", "### END SOLUTION"), "hidden": ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")}


class BadSource(Exception):
    """One sentence or more, each with the file, the place and the remedy."""


def main(arguments=None, root=ROOT):
    """Run the command line and return its exit code: 0 when exercises/ is (now) up to date, else 1."""
    parser = argparse.ArgumentParser(prog="python -m course.exercises", description="Make exercises/ from solutions/ with nbgrader.")
    parser.add_argument("--check", action="store_true", help="change nothing; say which exercises are stale")
    check_only = parser.parse_args(arguments).check
    try:
        room = root / "grading" / "checking"
        text = joiner.joined(room)
        unjoined = joiner.stale(text, room)
        if unjoined and not check_only:
            joiner.write(text, room)
        with tempfile.TemporaryDirectory(dir=root, prefix=".exercises-") as scratch:
            made = make_exercises(root, Path(scratch))
            stale = differences(made, root / "exercises")
            if stale and not check_only:
                _swap(made, root / "exercises", Path(scratch))
    except (BadSource, Refused) as error:
        print(error, file=sys.stderr)
        return 1
    if not stale and not unjoined:
        print("exercises/ is up to date.")
        return 0
    if check_only:
        lines = [unjoined, *(f"exercises/{name}: {what}; run `make exercises`." for name, what in stale.items())]
    else:
        lines = [unjoined and joiner.MADE, *(f"exercises/{name}: {what}, made again." for name, what in stale.items())]
    print("\n".join(filter(None, lines)), file=sys.stderr if check_only else sys.stdout)
    return 1 if check_only else 0


def make_exercises(root, scratch):
    """Return the folder in `scratch` that holds what nbgrader makes of every folder of root/solutions.

    Raises BadSource when a source is not fit to be released.
    """
    problems = [problem for folder in assignment_folders(root) for problem in lint(folder)]
    if problems:
        raise BadSource("\n".join(problems))
    made = scratch / "exercises"
    config = Config()
    if (root / "nbgrader_config.py").exists():
        config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = str(root / "solutions")
    config.CourseDirectory.release_directory = str(made)
    config.CourseDirectory.assignment_id = "*"
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False  # it writes to the gradebook too
    log = logging.getLogger("course.exercises")
    log.propagate = False
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    log.addHandler(handler)
    try:
        GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, log=log).start()
    except (NbGraderException, SystemExit) as error:
        reason = next((line for line in reversed(heard.getvalue().splitlines()) if "Error" in line), str(error))
        raise BadSource(
            f"solutions/: nbgrader could not make the exercises ({reason}); mend the source and run `make exercises` again."
        ) from None
    finally:
        log.removeHandler(handler)
    return made


def assignment_folders(root):
    """Return the folders of root/solutions, sorted; one for each assignment."""
    folders = sorted(path for path in (root / "solutions").glob("*") if path.is_dir() and path.name not in IGNORED)
    if not folders:
        raise BadSource("solutions/: there is no assignment in it; restore the folder with `git restore solutions`.")
    return folders


def differences(made, there):
    """Return {name of a file or folder: what is wrong with it} for all that differs between the two trees; {} when nothing does."""
    new, old = _files(made), _files(there)
    found = {}
    for path in sorted(new.keys() | old.keys()):
        if path not in old:
            found[path] = "is missing"
        elif path not in new:
            found[path] = "comes from no source"
        elif new[path] != old[path]:
            found[path] = "differs from what nbgrader makes of its source"
    return found


def _files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part in IGNORED for part in path.relative_to(folder).parts)
    }


def _swap(made, there, scratch):
    before = scratch / "before"
    if there.exists():
        there.rename(before)
    try:
        made.rename(there)
    except OSError:
        with contextlib.suppress(OSError):
            before.rename(there)
        raise


def lint(folder):
    """Return a list of sentences, each naming a file, a place and a remedy: what keeps `folder` from being released."""
    name, slug = f"solutions/{folder.name}", folder.name
    if not re.fullmatch(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*", slug):
        return [f"{name}: the folder's name is not of the form 03-manual-gradients; rename it."]
    problems = []
    expected = {f"{slug}.ipynb", "README.md", "requirements.txt", "checks.py"}
    there = {path.name for path in folder.iterdir() if path.name not in IGNORED}
    problems += [f"{name}/{missing}: is missing; every assignment folder has one." for missing in sorted(expected - there)]
    problems += [
        f"{name}/{extra}: nbgrader would release this file to students; move it out of solutions/." for extra in sorted(there - expected)
    ]
    link = folder / "checks.py"
    if link.exists() and not (link.is_symlink() and link.readlink().as_posix() == LINK):
        problems.append(f"{name}/checks.py: is not a link to {LINK}; run `ln -sf {LINK} {name}/checks.py`.")
    problems += _lint_requirements(folder)
    if (folder / f"{slug}.ipynb").exists():
        problems += lint_notebook(folder / f"{slug}.ipynb", f"{name}/{slug}.ipynb")
    return problems


def _lint_requirements(folder):
    ours, theirs = folder.parent.parent / "requirements.txt", folder / "requirements.txt"
    if not ours.exists() or not theirs.exists():
        return []
    pins = dict(re.findall(r"(?m)^([\w.-]+)==([\w.+-]+)", ours.read_text(encoding="utf-8")))
    problems = []
    for number, line in enumerate(theirs.read_text(encoding="utf-8").splitlines(), start=1):
        package, _, version = line.partition("#")[0].strip().partition("==")
        if package and pins.get(package) != version:
            wanted = f"{package}=={pins[package]}" if package in pins else "a package that requirements.txt of the course pins"
            problems.append(f"solutions/{folder.name}/requirements.txt, line {number}: {line.strip()!r} is not {wanted}; write that.")
    return problems


def lint_notebook(path, name):
    """Return the sentences about one source notebook; `name` is how they call it."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells, version = notebook["cells"], (notebook["nbformat"], notebook["nbformat_minor"])
    except (ValueError, KeyError, TypeError) as error:
        return [
            f"{name}: is not a notebook ({type(error).__name__}: {error}); restore it with `git restore` or save it again in JupyterLab."
        ]
    problems = []
    if version != (4, 5):
        problems.append(f"{name}: has notebook format {version[0]}.{version[1]}, not 4.5; open it in JupyterLab and save it.")
    if notebook.get("metadata", {}).get("kernelspec", {}).get("name") != "python3":
        problems.append(f"{name}: its kernel is not python3; choose Python 3 in JupyterLab and save.")
    for number, cell in enumerate(cells, start=1):
        problems += [f"{name}, cell {number}: {problem}" for problem in _lint_cell(cell)]
    problems += _lint_repeats(name, "cell id", [cell.get("id") for cell in cells])
    problems += _lint_repeats(name, "grade id", [_nbgrader(cell).get("grade_id") for cell in cells])
    problems += _lint_headings(name, cells)
    return problems


def _lint_repeats(name, kind, ids):
    places = {}
    for number, identifier in enumerate(ids, start=1):
        places.setdefault(identifier, []).append(str(number))
    return [
        f"{name}, cells {' and '.join(places[identifier])}: share the {kind} {identifier!r}; give each its own."
        for identifier, count in Counter(ids).items()
        if identifier is not None and count > 1
    ]


def _lint_headings(name, cells):
    """Find headings that become, on nbgrader's page for marking, the anchor of a cell: the points typed there would be lost."""
    ids = {_nbgrader(cell).get("grade_id") for cell in cells}
    for number, cell in enumerate(cells, start=1):
        if cell.get("cell_type") == "markdown":
            for title in re.findall(r"(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*$", "".join(cell.get("source", ""))):
                if re.sub(r"[`*]", "", title).replace(" ", "-") in ids:  # as nbconvert makes an anchor of it
                    yield f"{name}, cell {number}: the heading {title!r} has the name of a grade id; write it in other words."


def _nbgrader(cell):
    return cell.get("metadata", {}).get("nbgrader", {})


def _lint_cell(cell):
    meta, source = _nbgrader(cell), "".join(cell.get("source", ""))
    is_code, grade, solution = cell.get("cell_type") == "code", meta.get("grade", False), meta.get("solution", False)
    if not cell.get("id"):
        yield "has no id; give it a readable one, for example its grade id."
    if meta and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", str(meta.get("grade_id"))):
        yield f"has the grade id {meta.get('grade_id')!r}; give it a word, such as grad_V."
    if cell.get("outputs") or cell.get("execution_count"):
        yield "has an output; clear all outputs and save."
    if grade and not (isinstance(meta.get("points"), int) and meta["points"] > 0):
        yield f"is worth {meta.get('points')!r} points; give a whole number above 0."
    for kind, (begin, end) in REGIONS.items():
        marks = re.findall(f"{begin}|{end}", source)
        if marks != [begin, end] * (len(marks) // 2):
            yield f"the lines '{begin}' and '{end}' do not come in pairs; complete them."
        allowed = solution if kind == "solution" else grade and is_code and not solution
        if marks and not allowed:
            yield f"has a {kind} region, but is not a {'solution' if kind == 'solution' else 'test'} cell, so it would stay in; move it."
        if kind == "solution" and solution and not marks:
            yield f"is a solution cell without '{begin}', so students would get the whole stub replaced; mark the answer."
        if kind == "hidden" and grade and is_code and not solution and not marks:
            yield f"is a test cell without a hidden region; put hidden tests between '{begin}' and '{end}'."


if __name__ == "__main__":
    sys.exit(main())

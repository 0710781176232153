"""Pasting the chapter's code into the answers earns less than half of an assignment's points."""

import contextlib
import io
import re
import sys
import types
import warnings

import matplotlib
import pytest
from assignments_source import ROOT
from quick_grader import QuickGrader
from report import add_to_row

from grading import checks

BOOK = ROOT / "book"
matplotlib.use("Agg")


def code_cells(chapter):
    """Return the Python of the code cells of a MyST chapter, without their options."""
    cells = re.findall(r"(?ms)^```\{code-cell\}[^\n]*\n(.*?)^```", chapter.read_text(encoding="utf-8"))
    return [re.sub(r"\A(---\n.*?\n---\n|(:[^\n]*\n)*)", "", cell, flags=re.DOTALL) for cell in cells]


def names_after_running(cells):
    """Return what the cells define, run one after the other as the book does; a cell that fails is left out."""
    namespace = {"__name__": "chapter"}
    with contextlib.chdir(BOOK), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sys.path.insert(0, str(BOOK))
        try:
            for cell in cells:
                with contextlib.suppress(Exception):
                    exec(compile(cell, "<chapter>", "exec"), namespace)
        finally:
            sys.path.remove(str(BOOK))
    return {name: value for name, value in namespace.items() if not name.startswith("_")}


@pytest.fixture
def pasted_chapter(assignment, monkeypatch):
    """A module `pasted_chapter` with all that the chapter defines."""
    if not (BOOK / f"{assignment.slug}.md").exists():
        pytest.skip("the chapter is not written yet")
    module = types.ModuleType("pasted_chapter")
    vars(module).update(names_after_running(code_cells(BOOK / f"{assignment.slug}.md")))
    monkeypatch.setitem(sys.modules, "pasted_chapter", module)
    return module


def test_pasting_the_chapter_earns_less_than_half(assignment, quick_grader, pasted_chapter, table_row):
    """Every function and class of the chapter is tried as the answer to every task: more than pasting could earn."""
    makers = [name for name, value in vars(pasted_chapter).items() if callable(value)]
    earned = {}
    for name, task in assignment.tasks.items():
        answers = ["from pasted_chapter import *", *(f"from pasted_chapter import *\n{name} = {maker}" for maker in makers)]
        earned[name] = task.points * any(quick_grader.grade({name: answer}, only=name)[name].earned for answer in answers)
        add_to_row(table_row, assignment, name, points_earned_by_pasting_the_chapter=earned[name])
    total = sum(task.points for task in assignment.tasks.values()) + sum(assignment.written.values())
    assert sum(earned.values()) < total / 2, f"pasting the chapter earns {earned} of {total}"


def test_a_chapter_that_prints_the_answers_is_noticed(assignment, monkeypatch):
    """The test above is worth something only if pasting the model answers does earn the points."""
    monkeypatch.setitem(sys.modules, "checks", checks)  # the notebook finds it in its folder
    module = types.ModuleType("pasted_chapter")
    vars(module).update(names_after_running([cell.source for cell in assignment.notebook.cells if cell.cell_type == "code"]))
    monkeypatch.setitem(sys.modules, "pasted_chapter", module)
    grader = QuickGrader(assignment)
    for name in assignment.tasks:
        assert grader.grade({name: "from pasted_chapter import *"}, only=name)[name].earned

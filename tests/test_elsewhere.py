"""What works on every system that has Python: the exercises with their visible checks, and one clear sentence from the grader.

The workflow runs this on macOS and Windows, after it has built the book there.
"""

import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from assignments_source import EXERCISES, ROOT, all_assignments, grading_of, with_answers

RUN = """
import json
names = {"__name__": "__main__"}
for cell in json.load(open("cells.json", encoding="utf-8")):
    exec(compile(cell, "<cell>", "exec"), names)
"""
WITHOUT_UNIX = "import sys; sys.modules['fcntl'] = sys.modules['resource'] = None; "
NEEDS = "grading: grading needs Linux, for the sandbox that students' code runs in; on Windows, run it in WSL"


def python(code, folder):
    return subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("assignment", all_assignments(), ids=lambda assignment: assignment.slug)
def test_an_exercise_needs_its_folder_and_python(assignment, tmp_path):
    """A copied exercise folder with the model answers passes every visible check, with plain Python."""
    folder = shutil.copytree(EXERCISES / assignment.slug, tmp_path / "exercise")
    exercise = nbformat.read(folder / f"{assignment.slug}.ipynb", as_version=4)
    answered = with_answers(exercise, {name: task.answer for name, task in assignment.tasks.items() if not task.personal})
    own = {f"test_{name}" for name, task in assignment.tasks.items() if task.personal}  # asks for a student's own numbers
    cells = [cell.source for cell in answered.cells if cell.cell_type == "code" and grading_of(cell).get("grade_id") not in own]
    (folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    done = python(RUN, folder)
    assert done.returncode == 0, done.stderr
    visible = sum(source.count('print("The checks you can see pass.")') for source in cells)
    assert visible >= 5
    assert done.stdout.count("The checks you can see pass.") == visible


@pytest.mark.parametrize("start", ["import grading.__main__", "import grading.plugin"])
def test_grading_on_a_system_without_sandboxes_says_what_it_needs(start):
    done = python(WITHOUT_UNIX + start, ROOT)
    assert done.returncode != 0
    assert NEEDS in done.stderr
    assert "Traceback" not in done.stderr

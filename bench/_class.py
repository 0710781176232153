"""A class that hands in the course's assignments, and a course of its own for it: what several benchmarks grade."""

import contextlib
import logging
import os
import shutil
import sys
from pathlib import Path

import nbformat
from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import GenerateAssignment

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from assignments_source import all_assignments, grading_of, with_answers  # noqa: E402 (found where the line above says)

ASSIGNMENTS = all_assignments()


def with_some(notebook, answers):
    """Return a copy of a notebook with these answers of the bank in it."""
    return with_answers(notebook, {answer.task: answer.source for answer in answers})


def make_course(course, assignments, names, some):
    """Make a course in the new folder `course`, in which the students `names` answer right but for `some(bank)`; return the folder."""
    course.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic
    for assignment in assignments:
        shutil.copytree(assignment.source.parent, course / "solutions" / assignment.slug)
        with contextlib.chdir(course):
            converter(GenerateAssignment, assignment.slug, ".").start()
        notebook = nbformat.read(course / "exercises" / assignment.slug / f"{assignment.slug}.ipynb", 4)
        cells = [cell for cell in assignment.notebook.cells if grading_of(cell).get("solution")]
        right = with_answers(notebook, {grading_of(cell)["grade_id"]: cell.source for cell in cells})
        for name in names:
            home = course / "submitted" / name / assignment.slug
            home.mkdir(parents=True)
            nbformat.write(with_some(right, some(assignment.bank)), home / f"{assignment.slug}.ipynb")
    return course


def converter(kind, slug, student):
    """Return a converter of nbgrader's for the course in this folder, configured as nbgrader's own command would be."""
    app = AutogradeApp()
    app.initialize([])
    app.log.setLevel(logging.CRITICAL)
    app.config.Execute.extra_arguments = ["--log-level=ERROR"]  # a kernel says on the terminal that nobody encrypts what it is told
    app.coursedir.assignment_id, app.coursedir.student_id = slug, student
    return kind(coursedir=app.coursedir, parent=app)

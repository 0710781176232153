"""What the tests of the assignments share: one parameter for each folder of solutions/, and one class for each."""

import argparse
import contextlib
import itertools
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from assignments_source import Assignment, all_assignments, grading_of, is_test, with_answers
from bad_returns import KINDS, bad_answer, is_bad
from classroom import Course, grades_in
from nbformat.v4 import new_notebook
from quick_grader import QuickGrader

from grading.__main__ import make_converter
from grading.run.execute import SandboxUnavailable, execute

# nbgrader takes one to two seconds a notebook and grading/ a twentieth: every test of a class looks at what grading/ made of all of it,
# and at what nbgrader made of these. WHOLE_CLASS=1 in the environment gives nbgrader everyone (six minutes more).
BESIDE_NBGRADER = 6


def pytest_generate_tests(metafunc):
    if "assignment" in metafunc.fixturenames:
        metafunc.parametrize(
            "assignment",
            # A class is graded once: with several processes, all that look at it have to run in one of them.
            [
                pytest.param(assignment, id=assignment.slug, marks=pytest.mark.xdist_group(f"class-{assignment.slug}"))
                if "school_class" in metafunc.fixturenames
                else pytest.param(assignment, id=assignment.slug)
                for assignment in all_assignments()
            ],
            scope="session",
        )


@pytest.fixture(scope="session")
def quick_grader(assignment):
    return QuickGrader(assignment)


@dataclass(frozen=True)
class Graded:
    """What one of the two graders made of a class."""

    course: Path
    grades: dict  # student: {grade id: points}
    messages: dict  # student: {task: what the feedback shows below its test cell}


@dataclass(frozen=True)
class SchoolClass:
    """One class that grading/ has graded, and nbgrader as it comes a part of it: who handed in what, and what came of it."""

    assignment: Assignment
    course: Course
    handed_in: dict  # student: {task: an Answer or a BadAnswer}; the other tasks hold the model answer
    ours: Graded
    stock: Graded

    @property
    def both(self):
        return self.ours, self.stock


@pytest.fixture(scope="session")
def school_class(assignment, handed_in, tmp_path_factory):
    """A perfect student, one who handed in the blank notebook, and students who share out the bank and the bad returns among them."""
    course = Course(tmp_path_factory.mktemp("class") / assignment.slug, assignment.slug)
    course.release()
    course.hand_in(
        assignment.slug,
        {
            "perfect": assignment.notebook,
            "blank": None,
            **{
                student: with_answers(assignment.notebook, {task: answer.source for task, answer in answers.items()})
                for student, answers in handed_in.items()
            },
        },
    )
    course.nbgrader("collect", assignment.slug)
    return SchoolClass(assignment, course, handed_in, _graded_by_us(course, assignment), _graded_by_nbgrader(course, assignment))


def _graded_by_us(course, assignment):
    """Grade a copy of the course and return what came of it."""
    ours = shutil.copytree(course.course, course.folder / "ours")
    with contextlib.chdir(ours):
        converter = make_converter(argparse.Namespace(assignment=assignment.slug, student="*"))
        converter.unsafe_no_sandbox = not _sandbox_can_run()
        results = converter.grade()
    assert {result.status for result in results} == {"graded"}
    # The class hands in the instructor's notebook, so every test holds more than students have; nothing else may be amiss.
    found = {(finding.kind, finding.place) for result in results for finding in result.findings}
    assert found <= {("changed", f"test_{task}") for task in assignment.tasks}
    messages = {result.student: _messages(ours, result.student, assignment.slug) for result in results}
    return Graded(ours, grades_in(ours, assignment.slug), messages)


def _sandbox_can_run():
    with contextlib.suppress(SandboxUnavailable):
        execute(new_notebook(), {})
        return True
    return False


def _messages(course, student, slug):
    """Return {task: what stands below its test cell}: the message, or else what the cell printed."""
    graded = nbformat.read(course / "autograded" / student / slug / f"{slug}.ipynb", as_version=4)
    said = graded.metadata["grading"]["messages"]
    return {
        grading_of(cell)["grade_id"].removeprefix("test_"): said.get(grading_of(cell)["grade_id"])
        or "".join(output.get("text", "") for output in cell.outputs).strip()
        for cell in graded.cells
        if is_test(cell)
    }


def _graded_by_nbgrader(course, assignment):
    """Let nbgrader as it comes grade the students of the class that stand for it, and return what came of it."""
    submitted = course.course / "submitted"
    students = sorted(folder.name for folder in submitted.iterdir())
    beside = {"perfect", "blank", *_spread([name for name in students if name.startswith("student")])}
    for name in set(students) - beside:
        shutil.rmtree(submitted / name)
    course.nbgrader("autograde", assignment.slug)
    course.nbgrader("generate_feedback", assignment.slug)
    messages = {student: course.feedback(assignment.slug, student) for student in sorted(beside)}
    return Graded(course.course, course.grades(assignment.slug), messages)


def _spread(students):
    """Return a few of the students, the first and the last among them, or all where the environment asks for the whole class."""
    if os.environ.get("WHOLE_CLASS"):
        return students
    places = {round(place * (len(students) - 1) / (BESIDE_NBGRADER - 1)) for place in range(BESIDE_NBGRADER)}
    return [students[place] for place in sorted(places)]


@pytest.fixture(scope="session")
def handed_in(assignment, quick_grader):
    """Return {student: {task: answer}} for a class that tries the whole bank."""
    return dict(shared_out(assignment, quick_grader))


def shared_out(assignment, quick_grader):
    """Yield (student, {task: answer}) so that every answer is handed in once, and close to each stands a model answer.

    A student brings answers to two tasks out of three.
    """
    tasks = list(assignment.tasks)
    waiting = {task: [entry for entry in assignment.bank if entry.task == task] for task in tasks}
    for number, kind in enumerate(KINDS):
        candidates = (bad_answer(assignment, tasks[(number + shift) % len(tasks)], kind) for shift in range(len(tasks)))
        bad = next(bad for bad in candidates if is_bad(quick_grader, bad))
        waiting[bad.task].append(bad)
    for number in itertools.count():
        if not any(waiting.values()):
            return
        brought = {task: waiting[task].pop(0) for place, task in enumerate(tasks) if place % 3 != number % 3 and waiting[task]}
        if brought:
            yield f"student{number:02}", brought

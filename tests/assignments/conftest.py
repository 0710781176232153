"""What the tests of the assignments share: one parameter for each folder of solutions/, and one class for each."""

import itertools
from dataclasses import dataclass

import pytest
from assignments_source import Assignment, all_assignments, with_answers
from bad_returns import KINDS, bad_answer, is_bad
from classroom import Course
from quick_grader import QuickGrader


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
class SchoolClass:
    """One class that real nbgrader has graded: who handed in what, and what came of it."""

    assignment: Assignment
    course: Course
    handed_in: dict  # student: {task: an Answer or a BadAnswer}; the other tasks hold the model answer
    grades: dict  # student: {grade id: points}
    feedback: dict  # student: {task: what the feedback page shows below its test cell}


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
    course.grade(assignment.slug)
    feedback = {student: course.feedback(assignment.slug, student) for student in ("perfect", "blank", *handed_in)}
    return SchoolClass(assignment, course, handed_in, course.grades(assignment.slug), feedback)


@pytest.fixture(scope="session")
def handed_in(assignment, quick_grader):
    """Return {student: {task: answer}} for a class that tries the whole bank."""
    return dict(shared_out(assignment, quick_grader))


def shared_out(assignment, quick_grader):
    """Yield (student, {task: answer}) so that every answer is handed in once, and close to each stands a model answer.

    nbgrader takes about two seconds a notebook, so a student brings answers to two tasks out of three.
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

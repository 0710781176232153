"""Ten students whose names break tables and pages, and what they handed in."""

import datetime
import functools
from unittest.mock import patch

import tiny_course
from nbgrader.api import Gradebook
from tiny_course import ASSIGNMENT, SOLUTIONS, answer, exercise, hand_in

from grading.record import batch as record

DUE = datetime.datetime(2026, 11, 1, 13, 0)
SCRIPT = "<script>document.title = 'hacked'</script>"

STUDENTS = {  # name in nbgrader: first name, last name, e-mail, number in the platform
    "ada": ("Ada", "Lovelace", "ada@example.org", "101"),
    "bob": ('Robert "Bob"', "O'Neil, Jr.", "bob@example.org", "102"),
    "cmd": ("=cmd|' /C calc'!A0", "@SUM(1+1)", "cmd@example.org", "103"),
    "dörte": ("Dörte", "Müller", "doerte@example.org", "104"),
    "eve": ("\t=1+1", "\r-2+3", "eve@example.org", "105"),
    "fay": (SCRIPT, "<b>Fay</b>", "fay@example.org", "106"),
    "gus": ("Gus", "Late", "gus@example.org", "107"),
    "hal": ("Hal", "Loop", "hal@example.org", "108"),
    "ivy": ("Ivy", "Absent", "ivy@example.org", "109"),
    "joe": ("Joe", "Broken", "", ""),
}

NO_SQUARE = "def area(r):\n    return 3.0 * r"
ANSWERS = {
    "ada": SOLUTIONS | {"why": "Because."},
    "bob": SOLUTIONS | {"area": NO_SQUARE, "why": "Nobody has read this yet."},
    "cmd": {"area": NO_SQUARE},
    "dörte": SOLUTIONS | {"slope": "def slope(x):\n    return -2.0 * x"},
    "eve": SOLUTIONS | {"outer": f"def outer(a, b):\n    raise ValueError({SCRIPT!r})"},
    "fay": {"area": NO_SQUARE, "slope": SOLUTIONS["slope"], "why": SCRIPT},
    "gus": SOLUTIONS,
    "hal": SOLUTIONS | {"slope": "def slope(x):\n    while True:\n        pass"},
}

LATE = """
from nbgrader.plugins import LateSubmissionPlugin
class OnePointOff(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1 if total_seconds_late else None
c.AssignLatePenalties.plugin_class = OnePointOff
"""


def a_loop_ends_soon():
    """Return a context in which hal's loop is stopped after two seconds instead of the usual time: that is enough to see it stopped."""
    return patch.object(record, "Limits", functools.partial(record.Limits, cell=2.0))


def open_gradebook(course):
    """Return the gradebook of a course."""
    return Gradebook(f"sqlite:///{course}/gradebook.db", "one-gradient")


def enrol(course):
    """Put the class and the due date into the gradebook."""
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=DUE)
        for student, (first, last, email, number) in STUDENTS.items():
            gradebook.update_or_create_student(student, first_name=first, last_name=last, email=email, lms_user_id=number or None)


def grade_class(course):
    """Let the class hand in, grade it with this package, and write the feedback; ada's written answer is graded by a person."""
    enrol(course)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(LATE)
    for student, answers in ANSWERS.items():
        hand_in(
            course,
            student,
            answer(exercise(course), **answers),
            timestamp=f"2026-11-01 {'15:30' if student == 'gus' else '12:00'}:00 UTC",
        )
    hand_in(course, "joe", b"not a notebook")
    with a_loop_ends_soon():
        tiny_course.grade(course)
    with open_gradebook(course) as gradebook:
        for student, points in (("ada", 1.0), ("fay", 0.5)):
            grade = gradebook.find_grade("why", ASSIGNMENT, ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()
    tiny_course.nbgrader(course, "generate_feedback", ASSIGNMENT)
    return course

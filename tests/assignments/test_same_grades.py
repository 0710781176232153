"""The same class, graded by nbgrader as it comes and by grading/: the same grades, and the same mistakes by name."""

import argparse
import contextlib
import json
import shutil
import sqlite3

from nbformat.v4 import new_notebook

from grading.__main__ import make_converter
from grading.run.execute import SandboxUnavailable, execute


def sandbox_can_run():
    with contextlib.suppress(SandboxUnavailable):
        execute(new_notebook(), {})
        return True
    return False


def grades(course):
    """Return {(student, cell): (automatic points, whether a person has to grade it)} and the comments nbgrader made by itself."""
    rows = """FROM {} x JOIN base_cell c ON c.id = x.cell_id
        JOIN submitted_notebook n ON n.id = x.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        points = book.execute(f"SELECT a.student_id, c.name, x.auto_score, x.needs_manual_grade {rows.format('grade')}")
        words = book.execute(f"SELECT a.student_id, c.name, x.auto_comment {rows.format('comment')}")
        return {row[:2]: row[2:] for row in points}, {row[:2]: row[2] for row in words}


def test_grading_gives_the_grades_that_nbgrader_gives(assignment, school_class, tmp_path):
    stock = school_class.course.course
    ours = shutil.copytree(stock, tmp_path / "course", ignore=shutil.ignore_patterns("autograded", "feedback"))
    with contextlib.closing(sqlite3.connect(ours / "gradebook.db")) as book, book:
        book.execute("UPDATE grade SET auto_score = NULL, needs_manual_grade = 1")
        book.execute("UPDATE comment SET auto_comment = NULL")
    with contextlib.chdir(ours):
        converter = make_converter(argparse.Namespace(assignment=assignment.slug, student="*"))
        converter.unsafe_no_sandbox = not sandbox_can_run()
        results = converter.grade()
    assert {result.status for result in results} == {"graded"}
    # The class hands in the instructor's notebook, so every test holds more than students have; nothing else may be amiss.
    found = {(finding["kind"], finding["place"]) for result in results for finding in result.findings}
    assert found <= {("changed", f"test_{task}") for task in assignment.tasks}
    assert grades(ours) == grades(stock)

    for student, answers in school_class.handed_in.items():
        graded = json.loads((ours / "autograded" / student / assignment.slug / f"{assignment.slug}.ipynb").read_text(encoding="utf-8"))
        for task in answers:
            read, said = school_class.feedback[student][task], graded["metadata"]["grading"]["messages"].get(f"test_{task}", "")
            for sentence in assignment.named_mistakes[task]:
                assert (sentence in read) == (sentence in said), f"{student}, {task}: only one of the two says {sentence!r}"

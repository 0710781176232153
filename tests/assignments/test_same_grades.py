"""The same students, graded by nbgrader as it comes and by grading/: the same grades, and the same mistakes by name."""

import contextlib
import sqlite3


def grades(course, students):
    """Return {(student, cell): (automatic points, whether a person has to grade it)} and the comments nbgrader made by itself."""
    rows = """FROM {} x JOIN base_cell c ON c.id = x.cell_id
        JOIN submitted_notebook n ON n.id = x.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        points = book.execute(f"SELECT a.student_id, c.name, x.auto_score, x.needs_manual_grade {rows.format('grade')}").fetchall()
        words = book.execute(f"SELECT a.student_id, c.name, x.auto_comment {rows.format('comment')}").fetchall()
    return {row[:2]: row[2:] for row in points if row[0] in students}, {row[:2]: row[2] for row in words if row[0] in students}


def test_grading_gives_the_grades_that_nbgrader_gives(assignment, school_class):
    ours, stock = school_class.both
    assert len(stock.messages) > 2
    assert grades(ours.course, stock.messages) == grades(stock.course, stock.messages)

    for student in stock.messages:
        for task in school_class.handed_in.get(student, {}):
            read, said = stock.messages[student][task], ours.messages[student][task]
            for sentence in assignment.named_mistakes[task]:
                assert (sentence in read) == (sentence in said), f"{student}, {task}: only one of the two says {sentence!r}"

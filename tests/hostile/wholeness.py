"""What has to hold of a course whatever happened to its grader: every submission is there as a whole or not at all."""

import contextlib
import json
import sqlite3

from tiny_course import ASSIGNMENT, POINTS, SOLUTIONS, read_gradebook

TESTS = {f"test_{task}" for task in SOLUTIONS}


def damage_to(course):
    """Return sentences about what is half-written in the gradebook or in `autograded`; none when all is whole."""
    found = damage_to_gradebook(course)
    for path in (course / "autograded").glob(f"*/{ASSIGNMENT}/*.ipynb"):  # not .tiny.new, which the next run removes
        try:
            document = json.loads(path.read_bytes())
            if "grading" not in document["metadata"]:
                found.append(f"{path} does not tell how it was graded")
        except (ValueError, KeyError):
            found.append(f"{path} is half-written")
    return found


def damage_to_gradebook(course):
    """Return sentences about what is half-written in the gradebook; opening it lets SQLite recover, as the next command would."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", timeout=60)) as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchall()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [str(answer)] if answer != [("ok",)] else []
    found += [f"rows without what they belong to: {orphans}"] if orphans else []
    for student, cells in read_gradebook(course).items():
        scores = {name: cells.get(name, (None,))[0] for name in TESTS}
        if set(cells) != set(POINTS) or None in scores.values():
            found.append(f"{student} has half a submission: {cells}")
    return found


def grades(course):
    """Return {student: {test: points}} of what is in the gradebook."""
    return {student: {name: cells[name][0] for name in TESTS} for student, cells in read_gradebook(course).items()}

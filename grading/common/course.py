"""The course in this folder, as nbgrader knows it."""

import logging
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader


def open_course(assignment=""):
    """Return nbgrader's view of the course in this folder (CourseDirectory), as its nbgrader_config.py says."""
    app = NbGrader()
    app.log.setLevel(logging.ERROR)
    app.initialize([])
    app.coursedir.assignment_id = assignment
    return app.coursedir


def dropped_folder(course):
    """Return where the records of students are who left the course: see `python -m grading drop`."""
    return Path(course.root) / "dropped"


def dropped(course):
    """Return the ids of the students who left."""
    return {path.parent.name for path in dropped_folder(course).glob("*/gradebook.db")}

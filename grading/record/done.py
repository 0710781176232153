"""Which submissions are graded already, and what their notebooks tell of it."""

import contextlib
import json
from pathlib import Path

from nbgrader.api import MissingEntry

from grading.common.cells import tests
from grading.read.submission import fingerprint
from grading.record.results import Result


class Done:
    """What earlier runs left of one assignment: `autograded` folders and grades.

    `folder_of(student)` is where the graded notebooks of a student are; `exercises` maps the notebooks' names to what was handed out.
    """

    def __init__(self, coursedir, gradebook, exercises, folder_of):
        self._coursedir, self._gradebook, self._exercises, self._folder_of = coursedir, gradebook, exercises, folder_of

    def result(self, student, folder):
        """Return the Result of a submission that needs no grading, None of one that does.

        It is done when it has its notebooks, every automatic grade is in the gradebook, and it was not handed in anew.
        """
        destination = self._folder_of(student)
        if not all((destination / f"{name}.ipynb").exists() for name in self._exercises):
            return None
        handed_in, graded = (self._timestamp(path) for path in (folder, destination))
        if (handed_in and graded and handed_in > graded) or not self._is_in_gradebook(student):
            return None
        told = {name: self._story(student, name) for name in self._exercises}
        now = fingerprint(folder)
        if any((story or {}).get("handed_in", now) != now for story in told.values()):
            return None
        result = Result(student, "skipped")
        for name, story in told.items():
            if story is None:  # a damaged notebook
                return None
            result.add(name, story)
        return result

    def _story(self, student, name):
        """Return what the autograded notebook tells of itself, see `story`; None when it is damaged."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            path = self._folder_of(student) / f"{name}.ipynb"
            return dict(json.loads(path.read_text(encoding="utf-8"))["metadata"].get("grading", {}))

    def _is_in_gradebook(self, student):
        with self._gradebook.reading() as gradebook:
            for name, exercise in self._exercises.items():
                try:
                    row = gradebook.find_submission_notebook(name, self._coursedir.assignment_id, student)
                except MissingEntry:
                    return False
                scores = {grade.name: grade.auto_score for grade in row.grades}
                if any(scores.get(grade_id) is None for grade_id, _ in tests(exercise.notebook)):
                    return False
        return True

    def _timestamp(self, folder: Path):
        try:
            return self._coursedir.get_existing_timestamp(str(folder))
        except Exception:
            return None

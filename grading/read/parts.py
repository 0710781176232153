"""What a notebook is read into: the exercise as it was handed out, the submitted cells, and what was found on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grading.common.notes import Note


class Unreadable(Exception):
    """A file that is no notebook; its text says why, and what to hand in instead."""


@dataclass(frozen=True)
class Exercise:
    """An assignment's notebook as the grader needs it.

    `notebook` has the true tests in its graded cells; `released` maps the grade id of each locked cell to the
    text students got; `name` is the notebook's name without ".ipynb".
    """

    name: str
    notebook: NotebookNode
    released: Mapping[str, str]


@dataclass(eq=False)
class SubmittedCell:
    """A submitted cell, reduced to what can be of use; `target` is the index of the exercise's cell that it stands for."""

    kind: str
    source: str
    grade_id: str | None
    cell_id: str | None
    marks: dict
    attachments: dict
    target: int | None = None
    dropped: bool = False


@dataclass
class Work:
    """The state of one graft: the exercise, the submitted cells, and what was found so far."""

    exercise: Exercise
    cells: list
    findings: list[Note] = field(default_factory=list)

    def __post_init__(self):
        given = [self.exercise.released.get(grade_id_of(cell), cell.source) for cell in self.exercise.notebook.cells]
        self.texts = [plain_text(text) for text in given]

    def note(self, kind, place, text):
        """Add a Note, once."""
        finding = Note(kind, place, text)
        if finding not in self.findings:
            self.findings.append(finding)


def grade_id_of(cell):
    """Return the name that nbgrader knows a cell by, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_answer(cell):
    """Tell whether the student was asked to write this cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def answer_ids(exercise):
    """Return the grade ids of the cells that the student was asked to write."""
    return {grade_id_of(cell) for cell in exercise.notebook.cells if is_answer(cell)}


def marks_of(marks):
    """Return what nbgrader's marks of a cell say: how it is graded, and its points."""
    points = marks.get("points")
    flags = tuple(bool(marks.get(flag)) for flag in ("grade", "solution", "locked"))
    return flags, points if isinstance(points, int | float) else None


def plain_text(source):
    """Return the text without what an editor changes by itself: white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in source.replace("\r\n", "\n").strip().split("\n"))


def defined(source):
    """Return the names that code defines at its left margin, found without parsing it."""
    functions = re.findall(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", source, re.MULTILINE)
    return set(functions) | set(re.findall(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", source, re.MULTILINE))

"""The exercises of an assignment: as they were handed out, with the true tests from the gradebook."""

import fnmatch
import os
from pathlib import Path

import nbformat
from nbgrader.api import MissingEntry

from grading.common.cells import foreign_language, marked
from grading.read.parts import Exercise
from grading.record.results import CannotGrade


def read_exercises(coursedir, gradebook):
    """Return {name: Exercise} for the assignment's notebooks, and sentences that an instructor should know. Raises CannotGrade."""
    assignment = coursedir.assignment_id
    make = f"make it with `nbgrader generate_assignment {assignment}`"
    exercises, remarks = {}, []
    with gradebook.reading():
        try:
            row = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise CannotGrade(f"The gradebook has no assignment {assignment!r}; {make}.") from None
        for notebook in row.notebooks:
            if fnmatch.fnmatch(notebook.name, coursedir.notebook_id):
                true = {cell.name: cell for cell in notebook.source_cells}
                points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
                exercises[notebook.name] = _with_true_tests(notebook.name, _read_released(coursedir, notebook.name, true), true, points)
                if _is_changed_since(coursedir, notebook.name, true):
                    remarks.append(
                        f"The source of {notebook.name} was changed since it was handed out, and the tests of before were used; to use "
                        f"those of now, run `nbgrader generate_assignment {assignment} --force` and grade with --force."
                    )
    if not exercises:
        raise CannotGrade(f"The assignment {assignment!r} has no notebook; {make}.")
    return exercises, remarks


def _read_released(coursedir, name, true):
    """Return a notebook as it was handed out. Raises CannotGrade when it is missing or not what the gradebook knows."""
    assignment = coursedir.assignment_id
    remedy = f"run `nbgrader generate_assignment {assignment} --force`"
    path = Path(coursedir.format_path(coursedir.release_directory, ".", assignment)) / f"{name}.ipynb"
    place = os.path.relpath(path, coursedir.root)
    try:
        notebook = nbformat.read(path, as_version=4)
    except OSError:
        raise CannotGrade(f"{place} is missing, the grader needs it as it was handed out; {remedy}.") from None
    except Exception as error:
        raise CannotGrade(f"{place} is not a notebook ({error}); {remedy}.") from None
    language = foreign_language(notebook.metadata)
    if language:
        other = "grade it with nbgrader as it comes, without the line plug_in(c)"
        raise CannotGrade(f"{place} is a notebook in {language}, and the grader runs Python alone; {other}.")
    if {grade_id for grade_id, _ in marked(notebook)} != set(true):
        raise CannotGrade(f"{place} and the gradebook do not have the same cells; {remedy}.")
    return notebook


def _with_true_tests(name, notebook, true, points):
    """Return the Exercise: the released notebook with the locked cells of the gradebook, whose tests are whole."""
    released = {}
    for grade_id, cell in marked(notebook):
        marks = cell.metadata["nbgrader"]
        marks["checksum"] = true[grade_id].checksum
        if grade_id in points:
            marks["points"] = points[grade_id]
        if true[grade_id].locked:
            released[grade_id] = cell.source
            cell.source = true[grade_id].source
    return Exercise(name, notebook, released)


def _is_changed_since(coursedir, name, true):
    """Tell whether a test or another locked cell of the source is not the one in the gradebook; False where there is no source."""
    folder = coursedir.format_path(coursedir.source_directory, ".", coursedir.assignment_id)
    try:
        cells = nbformat.read(Path(folder) / f"{name}.ipynb", as_version=4).cells
    except Exception:  # whoever grades need not have the source
        return False
    sources = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in cells}
    # nbgrader replaces AUTOTEST lines by tests that it works out: there source and gradebook differ from the beginning.
    known = {grade_id: source for grade_id, source in sources.items() if "AUTOTEST" not in source}
    return any(cell.locked and known.get(grade_id, cell.source) != cell.source for grade_id, cell in true.items())

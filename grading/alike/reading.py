"""What each student of a class wrote, taken from `submitted`, and what all of them were given."""

import re
from functools import partial
from pathlib import Path

from grading.alike.fingerprints import fingerprints, text_fingerprints
from grading.alike.pairs import Part, Work
from grading.common.commands import Refused
from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.read.parts import Exercise, grade_id_of, is_answer, plain_text
from grading.read.submission import is_ignored, read_helpers, read_submission, source_files
from grading.record.exercises import read_exercises
from grading.record.results import CannotGrade

FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


class CannotCompare(Refused):
    """There is nothing to compare; the text is one sentence that says why and what to do."""


def read_class(course, others: list[Path]) -> tuple[list[Work], set[int], list[str], dict[str, str]]:
    """Return the works of a class, the fingerprints of what was given, who could not be read, and the names of the students.

    `others` are folders of other courses with the same assignment: another section, or last year. Raises CannotCompare.
    """
    try:
        gradebook = OpenGradebook(course.db_url, course.course_id)
        try:
            exercises, _ = read_exercises(course, gradebook)
            with gradebook.reading():
                names = {row.id: " ".join(filter(None, (row.first_name, row.last_name))) for row in gradebook.students}
        finally:
            gradebook.close()
    except (GradebookProblem, CannotGrade) as problem:
        raise CannotCompare(str(problem)) from None
    files = source_files(course, course.assignment_id)
    works, unread = [], []
    for origin, student, folder in _folders(course, others):
        try:
            submission = read_submission(student, folder, exercises, partial(is_ignored, course))
            parts = list(_parts(submission, exercises, files))
        except (OSError, ValueError, RecursionError):
            parts = []
        if parts:
            works.append(Work(student, parts, origin))
        else:
            unread.append(student)
    if len(works) < 2:
        place = course.format_path(course.submitted_directory, "*", course.assignment_id)
        raise CannotCompare(f"At {place} there are {len(works)} submissions that can be read; collect two or more first.")
    return works, _given(exercises, files), unread, names


def _folders(course, others):
    """Yield the name of the course's folder ("" for this one), the student and the folder of each submission."""
    here = Path(course.root)
    pattern = Path(course.format_path(course.submitted_directory, "*", course.assignment_id)).relative_to(here)
    for root in (here, *others):
        found = [path for path in sorted(root.glob(str(pattern))) if path.is_dir()]
        if not found and root is not here:
            raise CannotCompare(f"{root} has no submission at {pattern}; name the folder of a course that has this assignment.")
        for folder in found:
            yield "" if root is here else root.resolve().name, folder.relative_to(root).parts[_student_at(pattern)], folder


def _student_at(pattern):
    return next(number for number, part in enumerate(pattern.parts) if part == "*")


def _parts(submission, exercises: dict[str, Exercise], files):
    """Yield what the student wrote: answers, cells of the student's own, and modules beside the notebook."""
    for name, graft in submission.notebooks.items():
        if graft.refused:
            continue
        exercise = exercises[name]
        given = {plain_text(cell.source) for cell in exercise.notebook.cells}
        own = 0
        for cell in graft.notebook.cells:
            if is_answer(cell) or (grade_id_of(cell) is None and plain_text(cell.source) not in given):
                own += grade_id_of(cell) is None
                yield Part(grade_id_of(cell) or f"own cell {own}", cell.source, cell.cell_type == "code")
    for place, content in read_helpers(submission, files.keys()).items():
        if place.endswith(".py"):
            yield Part(place, content.decode("utf-8", "replace"))


def _given(exercises, files):
    """Return the fingerprints of the release: of its code and tests, of its text, of the code in its text, and of its modules."""
    sources = [content.decode("utf-8", "replace") for place, content in files.items() if place.endswith(".py")]
    texts = []
    for exercise in exercises.values():
        for cell in exercise.notebook.cells:
            released = exercise.released.get(grade_id_of(cell), cell.source)
            (sources if cell.cell_type == "code" else texts).append(released)
    sources += [block for text in texts for block in FENCED.findall(text)]
    return {piece.key for source in sources for piece in fingerprints(source)} | {
        piece.key for text in texts for piece in text_fingerprints(text)
    }

"""What a class got in one assignment, read from nbgrader's gradebook and from the autograded notebooks; nothing is changed.

Notebooks that stock nbgrader graded are read, too: they tell less of what happened while they ran.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import MissingEntry

from grading.common.commands import Refused
from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.common.notes import Note, found
from grading.common.text import alphabetical
from grading.give_back.unexplained import gather

NOT_ANSWERED, TIMED_OUT = "Not answered.", "Ran longer than it may, and was stopped."
# What a failed test says without naming a mistake, in the words of checks.py and of Python, and what to call it in a table.
UNNAMED = (
    (r"is not written yet|^NotImplementedError", NOT_ANSWERED),
    (r"longer than the time limit|^\w*TimeoutError", TIMED_OUT),
    (
        r"^CannotCross|a test can (?:pass|put) plain data",
        "Met a test that asks for what cannot cross: not the student's mistake.",
    ),
    (r"^DeadKernelError|ended (?:its|the) process", "Ended its own process."),
    (r"returns None", "Returns nothing."),
    (r"which keeps too few digits", "Keeps too few digits (float32)."),
    (r"has shape", "The result has another shape."),
    (r"returns (?:a|an) |has no key|has a key too many", "The result is of another kind."),
    (r"changes its argument", "Changes its argument in place."),
    (r"calls itself without end", "Calls itself without end."),
    (r"ends the program", "Ends the program."),
    (r"not a number \(nan\)|is infinite", "Gives nan or infinity."),
    (r"has the wrong sign", "Has the wrong sign."),
    (r"^NameError", "A name is missing that the task asks for."),
)
PLAIN_SIGN = re.compile(r"is (-?)(\S+), expected (-?)\2$")
RAISES = re.compile(r": raises (\w+)")
# Lines of checks.py that say where to look or what is right, and do not name a mistake.
NO_NAMES = ("Read again: ", "Right so far", "Somewhere 0 is divided")
OTHER_VALUE, OTHER_ERROR = "Another wrong value.", "Stops with {}."


class NoResults(Refused):
    """There is nothing to report; the text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Task:
    """A graded cell: `automatic` when tests judge it, else a person does."""

    notebook: str
    grade_id: str
    points: float
    automatic: bool

    @property
    def name(self):
        """What the task is called: the grade id of its answer."""
        return self.grade_id.removeprefix("test_")


@dataclass(frozen=True)
class Mistake:
    """A wrong idea in one task; `named` when a sentence of the assignment names it, `read` is the section to read again."""

    task: Task
    sentence: str
    named: bool
    read: str = ""


@dataclass
class Entry:
    """One student. `scores` maps each Task to its points, None where a person has yet to grade; empty when nothing was handed in.

    `score` is what counts: all points less the `penalty`, never below 0. `late` is in seconds. `notes` are of its
    reading and its run. `sandboxed` is None where nobody wrote it down.
    """

    student: str
    name: str
    scores: dict = field(default_factory=dict)
    penalty: float = 0.0
    late: float = 0.0
    mistakes: list = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refused: str = ""
    sandboxed: bool | None = None

    @property
    def handed_in(self):
        return bool(self.scores)

    @property
    def readable(self):
        return self.handed_in and not self.refused

    @property
    def waiting(self):
        """Whether a person has yet to grade a part of it."""
        return any(points is None for points in self.scores.values())

    @property
    def raw(self):
        return sum(points or 0.0 for points in self.scores.values())

    @property
    def score(self):
        return max(0.0, self.raw - self.penalty)


@dataclass
class Results:
    """A class in one assignment: its tasks in the order of the notebook, an Entry for each student of the gradebook, and the answers
    that no idea explains (see unexplained.py).
    """

    assignment: str
    tasks: list
    entries: list
    unexplained: list = field(default_factory=list)

    @property
    def max_score(self):
        return sum(task.points for task in self.tasks)


def read_results(course):
    """Return the Results of `course.assignment_id`. Raises NoResults."""
    try:
        with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
            entries, tasks = _read_gradebook(gradebook, course.assignment_id)
    except GradebookProblem as problem:
        raise NoResults(str(problem)) from None
    order, unexplained = [], []
    for entry in entries:
        if entry.handed_in:
            for notebook in sorted({task.notebook for task in tasks}):
                _read_notebook(course, notebook, entry, tasks, order, unexplained)
    position = {place: number for number, place in reversed(list(enumerate(order)))}
    tasks.sort(key=lambda task: (task.notebook, position.get((task.notebook, task.grade_id), len(order)), task.grade_id))
    for entry in entries:
        entry.mistakes.sort(key=lambda mistake: tasks.index(mistake.task))
    found = gather((tasks.index(task), task, source, said) for task, source, said in unexplained)
    return Results(course.assignment_id, tasks, entries, found)


def _read_gradebook(gradebook, assignment):
    remedy = f"generate it with `nbgrader generate_assignment {assignment}`"
    try:
        row = gradebook.find_assignment(assignment)
    except MissingEntry:
        known = ", ".join(sorted(known.name for known in gradebook.assignments)) or "none"
        raise NoResults(f"The gradebook has no assignment {assignment!r} (it has: {known}); {remedy}, or check the name.") from None
    tasks = {}
    for notebook in row.notebooks:
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            automatic = cell.cell_type == "code" and cell.name not in {solution.name for solution in notebook.solution_cells}
            tasks[notebook.name, cell.name] = Task(notebook.name, cell.name, cell.max_score, automatic)
    if not tasks:
        raise NoResults(f"The assignment {assignment!r} has no graded cell; {remedy}.")
    entries = {
        student.id: Entry(student.id, ", ".join(part for part in (student.last_name, student.first_name) if part) or student.id)
        for student in gradebook.students
    }
    for student, notebook, cell, points, by_hand in gradebook.points(assignment):
        task = tasks.get((notebook, cell))
        if task:
            entries[student].scores[task] = points
            if not task.automatic and not by_hand and points == 0:  # nbgrader's own mark of an answer that is the stub
                entries[student].mistakes.append(Mistake(task, NOT_ANSWERED, False))
    for submission in gradebook.assignment_submissions(assignment):
        entry = entries[submission.student.id]
        entry.penalty = submission.late_submission_penalty or 0.0
        entry.late = submission.total_seconds_late if row.duedate else 0.0
        if all(points is None for task, points in entry.scores.items() if task.automatic) and any(task.automatic for task in entry.scores):
            entry.scores = {}  # a row without grades: collected or extended, but not graded
    if not any(entry.handed_in for entry in entries.values()):
        raise NoResults(f"Nobody has a grade for {assignment!r} yet; run `python -m grading autograde {assignment}` first.")
    return sorted(entries.values(), key=lambda entry: (alphabetical(entry.name), entry.student)), list(tasks.values())


def _read_notebook(course, notebook, entry, tasks, order, unexplained):
    """Add to an entry what its autograded notebook tells: mistakes, and what happened; and to `unexplained` what no idea explains."""
    folder = course.format_path(course.autograded_directory, entry.student, course.assignment_id)
    try:
        document = json.loads((Path(folder) / f"{notebook}.ipynb").read_bytes())
        cells, told = document["cells"], document["metadata"].get("grading") or {}
    except (OSError, ValueError, KeyError, TypeError):
        entry.notes.append(Note("ignored", notebook, "The autograded notebook is missing or damaged; grade it again."))
        return
    entry.refused = entry.refused or told.get("refused", "")
    if "sandboxed" in told:
        entry.sandboxed = bool(told["sandboxed"]) and entry.sandboxed is not False
    entry.notes += found(told, private=True)
    happened = defaultdict(list, told.get("cells", {}))
    wanted = {task.grade_id: task for task in tasks if task.notebook == notebook}
    for cell in cells:
        task = wanted.get(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id"))
        if task:
            order.append((notebook, task.grade_id))
        error = next((output for output in cell.get("outputs", ()) if output.get("output_type") == "error"), None)
        if task and task.automatic and error and not entry.refused:
            mistakes = understand(task, str(error.get("ename", "")), str(error.get("evalue", "")))
            entry.mistakes += mistakes
            if not mistakes[0].named and mistakes[0].sentence not in (NOT_ANSWERED, TIMED_OUT):
                unexplained.append((task, _answer_to(task, cells), mistakes[0].sentence))
            if mistakes[0].sentence == TIMED_OUT and not told:
                happened[task.grade_id].append("timed out")
    entry.notes += [Note(kind, place, "") for place, kinds in happened.items() for kind in kinds]


def _answer_to(task, cells):
    """Return the source of the answer that a test judges: the cell called as the test, without `test_`; "" where there is none."""
    for cell in cells:
        marks = cell.get("metadata", {}).get("nbgrader", {})
        if marks.get("solution") and marks.get("grade_id") == task.name:
            source = cell.get("source", "")
            return source if isinstance(source, str) else "".join(source)
    return ""


def understand(task, ename, message):
    """Return the Mistakes that a failed test names, one or two, or, without a name, the kind of it; no text of the student's gets in."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    read = next((line[12:].rstrip(".") for line in lines if line.startswith("Read again: ")), "")
    first, *more = lines or [ename]
    named = [line for line in more if not line.startswith(NO_NAMES)]
    if ename == "CheckFailed" and named:
        return [Mistake(task, sentence.removeprefix("Two mistakes. "), True, read) for sentence in named]
    return [_kind_of(task, ename, first, read)]


def _kind_of(task, ename, first, read):
    """Return the Mistake without a name that the first line of a message tells of."""
    text = first if ename in ("CheckFailed", "StudentLost") else f"{ename}: {first}"
    raised = RAISES.search(text) if ename == "CheckFailed" else None
    if raised:
        return Mistake(task, OTHER_ERROR.format(raised[1] if raised[1] != "an" else "an exception"), False, read)
    sign = PLAIN_SIGN.search(text.rstrip("."))
    if sign and sign[1] != sign[3]:
        return Mistake(task, "Has the wrong sign.", False, read)
    for pattern, words in UNNAMED:
        if re.search(pattern, text):
            return Mistake(task, words, False, read)
    known = ename in ("CheckFailed", "AssertionError")
    return Mistake(task, OTHER_VALUE if known else OTHER_ERROR.format(_plain_name(ename)), False, read)


def _plain_name(ename):
    return ename if re.fullmatch(r"[A-Za-z]\w{0,40}", ename) else "an exception"

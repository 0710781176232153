"""The command `python -m grading regrade ASSIGNMENT`: what grading again would change for whom, before it is written.

A test was mended, a deadline moved, the points of late work changed: the class is graded into a copy of the gradebook, and both are
compared. With --write, it is graded into the gradebook itself, and the same table says what has changed.
"""

import contextlib
import sqlite3
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from grading.common.commands import Refused
from grading.common.text import harmless_cell, number

COLUMNS = ["student", "task", "before", "after"]
ALL, PENALTY = "all together", "late work"
SHOWN = 60  # lines


def add_parser(commands):
    """Add `regrade` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "regrade",
        help="grade a class again, and show what changes for whom before it is written",
        description="Grade what is graded once more, with the tests as they are now, into a copy of the gradebook; and show whose points "
        "change, and in which task. Marks given by hand stay. Nothing is written without --write.",
        epilog="Exit code: 0 everything was graded again, 1 some submissions have no grade, 2 it could not go on.",
    )
    command.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment, as in solutions/ASSIGNMENT")
    command.add_argument("--student", default="*", metavar="NAME", help="only this student; may have wildcards, as in 'a*'")
    command.add_argument("--write", action="store_true", help="write the new grades, and what changed into reports/ASSIGNMENT-regrade.csv")
    command.set_defaults(run=run)


def run(options):
    """Show what changes, and with --write change it; return 0, 1 or 2."""
    from grading.common.files import write_table
    from grading.record.results import CannotGrade

    try:
        changes, results, remarks = regrade(options)
        failed = [result for result in results if result.status == "failed"]
        print(*_in_words(options, changes, len(results) - len(failed)), sep="\n")
        for line in [*remarks, *(f"{result.student} has no new grade: {result.reason}" for result in failed)]:
            print(line)
        if changes:
            table = Path("reports", f"{options.assignment}-regrade.csv")
            table.parent.mkdir(exist_ok=True)
            write_table(table, [COLUMNS, *(change.cells() for change in changes)], "utf-8-sig")
            print(f"All of it as a table: {table}.")
    except (Refused, CannotGrade) as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        kept = "what was graded by then is written, and the same command grades all of it again" if options.write else "nothing was written"
        print(f"grading: stopped; {kept}.", file=sys.stderr)
        return 1
    return 1 if failed else 0


@dataclass(frozen=True)
class Change:
    """What grading again changes for one student: a task's points, the points off for late work, or all of them together (ALL)."""

    student: str
    task: str
    before: float | None
    after: float | None

    def cells(self):
        """Return the change as cells of a table."""
        return [harmless_cell(self.student), self.task, *("" if points is None else number(points) for points in (self.before, self.after))]


def regrade(options):
    """Grade again, into a copy unless `options.write`; return the list of Change, the list of Result and remarks.

    Raises TermProblem, GradebookProblem, CannotGrade, CannotMigrate.
    """
    from grading.common.gradebook import OpenGradebook
    from grading.record.converter import grade_with_bar, make_converter
    from grading.term.names import TermProblem, find

    converter = make_converter(options)
    converter.force, course = True, converter.coursedir
    with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
        find("assignment", options.assignment, [assignment.name for assignment in gradebook.assignments])
        before = _points(gradebook, options.assignment)
    if not before:
        raise TermProblem(f"Nobody has a grade for {options.assignment} yet; run `python -m grading autograde {options.assignment}`.")
    with tempfile.TemporaryDirectory(prefix="regrade-") as folder:
        if not options.write:
            course.db_url = _copy(course.db_url, folder)
            course.autograded_directory = str(Path(folder, "autograded"))
            converter.post_convert_hook = None
        results = grade_with_bar(converter)
        with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
            after = _points(gradebook, options.assignment)
    return list(_changes(before, after)), results, converter.remarks


def _copy(db_url, folder):
    """Copy the gradebook into a file in this folder, and return its address."""
    from sqlalchemy.engine import make_url

    from grading.record.migrate import migrate

    path = Path(folder, "gradebook.db")
    if make_url(db_url).get_backend_name() == "sqlite":  # the file's own way: thousands of students in a moment
        with contextlib.closing(sqlite3.connect(make_url(db_url).database)) as old, contextlib.closing(sqlite3.connect(path)) as new:
            old.backup(new)
    else:
        migrate(db_url, f"sqlite:///{path}")
    return f"sqlite:///{path}"


def _points(gradebook, assignment):
    """Return {student: {task: points}} of all who have a grade; points off for late work are a task with points below 0."""
    found = defaultdict(dict)
    for student, notebook, cell, points, _ in gradebook.points(assignment):
        if points is not None:
            found[student][notebook, cell.removeprefix("test_")] = points
    for submission in gradebook.assignment_submissions(assignment):
        if submission.student.id in found:
            found[submission.student.id]["", PENALTY] = 0.0 - (submission.late_submission_penalty or 0.0)
    return found


def _changes(before, after):
    """Yield what differs, a student's tasks one below the other and then all together; nobody who had no grade before."""
    several = len({notebook for tasks in after.values() for notebook, _ in tasks if notebook}) > 1
    for student in sorted(before):
        old, new = before[student], after.get(student, {})
        tasks = [task for task in {**old, **new} if old.get(task) != new.get(task)]
        for notebook, task in tasks:
            name = f"{notebook}/{task}" if several and notebook else task
            yield Change(student, name, old.get((notebook, task)), new.get((notebook, task)))
        if tasks:
            yield Change(student, ALL, max(0.0, sum(old.values())), max(0.0, sum(new.values())))


def _in_words(options, changes, graded):
    """Return what to say of the changes, line by line."""
    state = "written" if options.write else "nothing is written yet"
    lines = [f"{options.assignment}: {graded} graded again; {state}."]
    totals = [change for change in changes if change.task == ALL]
    if not changes:
        return [*lines, "Nobody's points change."]
    rows = [COLUMNS, *(change.cells() for change in changes[:SHOWN])]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if len(changes) > SHOWN:
        lines.append(f"... and {len(changes) - SHOWN} lines more.")
    for task in dict.fromkeys(change.task for change in changes if change.task != ALL):
        of = [change for change in changes if change.task == task]
        lines.append(f"{task}: {_gain(of)} gain, {_lose(of)} lose.")
    lines.append(f"Together: {_gain(totals)} gain, {_lose(totals)} lose, {max(0, graded - _gain(totals) - _lose(totals))} keep their sum.")
    if not options.write:
        alone = f" --student={options.student}" if options.student != "*" else ""
        lines.append(f"To write it: `python -m grading regrade {options.assignment}{alone} --write`.")
    return lines


def _gain(changes):
    return sum((change.after or 0.0) > (change.before or 0.0) for change in changes)


def _lose(changes):
    return sum((change.after or 0.0) < (change.before or 0.0) for change in changes)

"""The command `python -m grading drop STUDENT`: out of lists, grading and exports, with the record kept, and back again.

`nbgrader db student remove` deletes every mark, and the work that stays in `submitted` puts the student into the list again.
"""

import glob
import os
import re
import sys
from pathlib import Path

RECORD = "gradebook.db"


def add_parser(commands):
    """Add `drop` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "drop",
        help="take a student who leaves out of lists, grading and exports; the record is kept",
        description="Move the work of a student to dropped/STUDENT, with a gradebook of its own that has all of the student's grades and "
        "nobody else's, and remove the student from the gradebook of the class.",
    )
    command.add_argument("student", metavar="STUDENT", help="the student's id")
    command.add_argument("--back", action="store_true", help="take the student in again, with everything that was there")
    command.set_defaults(run=run)


def run(options):
    """Drop a student or take one in again; return 0, or 2 with one sentence when that cannot be done."""
    from grading.common.commands import Refused
    from grading.common.course import open_course

    try:
        print((take_back if options.back else drop)(open_course(), options.student))
    except Refused as problem:
        print(f"grading: {problem} Nothing was changed.", file=sys.stderr)
        return 2
    return 0


def drop(course, student):
    """Move a student out of the class, and return what to say. Raises TermProblem.

    The record is whole before the student is removed; stopped at any place, the same command goes on from there.
    """
    from grading.common.course import dropped_folder
    from grading.common.gradebook import OpenGradebook
    from grading.term.names import TermProblem, find

    folder = dropped_folder(course) / student
    with OpenGradebook(course.db_url, course.course_id) as gradebook:
        with gradebook.reading():
            students = [one.id for one in gradebook.students]
        if student in students or not (folder / RECORD).exists():
            find("student", student, students)
            if Path(student).name != student:
                raise TermProblem(f"The id {student!r} is no name of a folder.")
            if (folder / RECORD).exists():
                raise TermProblem(f"{folder} has a record of an earlier {student}; move that folder to another place.")
            folder.mkdir(parents=True, exist_ok=True)
            _keep(course.db_url, folder / RECORD, student)
            with gradebook.transaction(student):
                gradebook.remove_student(student)
    _move([(path, folder / place) for path, place in _work(course, student)])
    return f"{student} is out of the class. The record is in {folder}; `python -m grading drop {student} --back` undoes it."


def take_back(course, student):
    """Take a dropped student in again, and return what to say. Raises TermProblem."""
    import shutil

    from grading.common.course import dropped_folder
    from grading.common.gradebook import OpenGradebook
    from grading.term.names import TermProblem

    folder = dropped_folder(course) / student
    if Path(student).name != student or not (folder / RECORD).exists():
        known = ", ".join(sorted(path.parent.name for path in dropped_folder(course).glob(f"*/{RECORD}"))) or "nobody"
        raise TermProblem(f"There is no record {folder / RECORD}; dropped is {known}.")
    with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.transaction(student):
        _restore(folder / RECORD, gradebook, student)
    _move([(path, Path(course.format_path(path.parent.name, student, path.name))) for path in folder.glob("*/*") if path.is_dir()])
    shutil.rmtree(folder)
    return f"{student} is in the class again, with all grades and work."


def _work(course, student):
    """Yield (folder of a student's work, its place in a record) for what is there of all assignments."""
    for step in (course.submitted_directory, course.autograded_directory, course.feedback_directory):
        shape = re.compile(course.format_path(step, re.escape(student), "(?P<assignment>.*)", escape=True))
        for path in glob.glob(course.format_path(step, glob.escape(student), "*")):
            found = shape.fullmatch(path)
            if found and os.path.isdir(path):
                yield Path(path), Path(step, found["assignment"])


def _move(pairs):
    """Move folders, pairs (from, to); what is in its new place already stays there."""
    for old, new in pairs:
        if not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)


def _of(student):
    """Return {table: the rows of it that are this student's, as a select}; all of nbgrader's other tables describe the course."""
    from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select

    works = select(SubmittedAssignment.id).where(SubmittedAssignment.student_id == student)
    notebooks = select(SubmittedNotebook.id).where(SubmittedNotebook.assignment_id.in_(works))
    conditions = {
        Student: Student.id == student,
        SubmittedAssignment: SubmittedAssignment.student_id == student,
        SubmittedNotebook: SubmittedNotebook.assignment_id.in_(works),
        Grade: Grade.notebook_id.in_(notebooks),
        Comment: Comment.notebook_id.in_(notebooks),
    }
    return {kind.__table__: select(kind.__table__).where(condition) for kind, condition in conditions.items()}


def _keep(db_url, path, student):
    """Write a gradebook that has the course and of the students this one alone, whole or not at all."""
    from sqlalchemy import insert, select

    from grading.common.database import connected, explained
    from grading.record.migrate import tables

    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    theirs = _of(student)
    with explained(db_url), connected(db_url) as source, connected(f"sqlite:///{new}") as target:
        for table in tables():
            table.create(target)
            rows = [row._asdict() for row in source.execute(theirs.get(table, select(table)))]
            if rows:
                target.execute(insert(table), rows)
        target.commit()
    new.rename(path)


def _restore(path, gradebook, student):
    """Put the rows of a record back; none of them twice."""
    from nbgrader.api import Assignment, BaseCell, SubmittedAssignment
    from sqlalchemy import insert, select

    from grading.common.database import connected
    from grading.term.names import TermProblem

    with connected(f"sqlite:///{path}") as record:
        kept = {table: [row._asdict() for row in record.execute(rows)] for table, rows in _of(student).items()}
    works = {row["id"] for row in kept[SubmittedAssignment.__table__]}
    there = {row.id for row in gradebook.db.execute(_of(student)[SubmittedAssignment.__table__])}
    if there and there != works:
        raise TermProblem(f"{student} is in the class, with other work than {path} has; grades of one cannot replace the other's.")
    needed = {Assignment: {row["assignment_id"] for row in kept[SubmittedAssignment.__table__]}}
    needed[BaseCell] = {row["cell_id"] for table, rows in kept.items() for row in rows if "cell_id" in row}
    for table, ids in needed.items():
        if ids - set(gradebook.db.scalars(select(table.__table__.c.id))):
            raise TermProblem(f"The gradebook has other assignments now than {path} has grades for; read them there.")
    known = {one.id for one in gradebook.students}
    for table, rows in kept.items():
        if rows and not there and not (table.name == "student" and student in known):
            gradebook.db.execute(insert(table), rows)

"""Grade tables that learning platforms import: `nbgrader export --exporter=grading.platforms.exporters.CanvasExporter` (or MoodleExporter).

A cell without a grade stays empty, which both platforms read as "no grade", not as 0.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Unicode

from grading.common.files import CannotWrite, write_table
from grading.common.text import alphabetical, harmless_cell, number


class ExportProblem(Exception):
    """Nothing can be exported; the text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Person:
    """One student of the gradebook; every field is text, "" where the gradebook has none."""

    id: str
    last_name: str
    first_name: str
    email: str
    platform_id: str  # nbgrader's lms_user_id

    @property
    def name(self):
        """The name as lists are sorted by it."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part) or self.id


class PlatformExporter(ExportPlugin):
    """What the exporters for all platforms share: the grades, the order, the cells, and the writing of the file."""

    columns = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="The platform's name for an assignment, where it is another: {'ps1': 'Gradients by hand (4711)'}.",
    ).tag(config=True)
    missing = Unicode("", help="What stands for a student who handed in nothing: nothing, or for example '0'.").tag(config=True)
    unfinished = Bool(
        False, help="Export the points so far where a person has yet to grade something; otherwise these cells stay empty."
    ).tag(config=True)

    filename = ""  # the default for --to
    encoding = "utf-8"

    def export(self, gradebook):
        """Write the table to `--to`, whole or not at all; exits with 1 and one sentence when it cannot be made."""
        target = Path(self.to or self.filename)
        try:
            rows = self.rows(gradebook)
            write_table(target, rows, self.encoding)
        except (ExportProblem, CannotWrite) as problem:
            self.log.error("%s Nothing was written.", problem)
            sys.exit(1)
        self.log.info("Wrote %s", target)

    def rows(self, gradebook):
        """Return the rows of the table, header first, each a list of text. Raises ExportProblem."""
        raise NotImplementedError

    def _people(self, gradebook):
        people = [
            Person(student.id, student.last_name or "", student.first_name or "", student.email or "", student.lms_user_id or "")
            for student in gradebook.students
        ]
        wanted = [str(name) for name in self.student]
        for name in wanted:
            if name not in {person.id for person in people}:
                raise ExportProblem(f"The gradebook has no student {name!r}; `nbgrader db student list` shows the names.")
        if not people:
            raise ExportProblem("The gradebook has no students; import the class with `nbgrader db student import students.csv`.")
        people = [person for person in people if not wanted or person.id in wanted]
        return sorted(people, key=lambda person: (alphabetical(person.name), person.id))

    def _refuse_duplicates(self, people, what, key):
        owners = defaultdict(list)
        for person in people:
            owners[key(person)].append(person.id)
        for value, ids in owners.items():
            if value and len(ids) > 1:
                raise ExportProblem(
                    f"The students {' and '.join(ids)} share the {what} {value!r}, so their grades could be swapped; "
                    "correct one of them with `nbgrader db student add`."
                )

    def _assignments(self, gradebook):
        """Return {name: points} of the assignments to export: those asked for, or all that somebody handed in."""
        points = {assignment.name: assignment.max_score for assignment in gradebook.assignments}
        wanted = [str(name) for name in self.assignment]
        for name in wanted:
            if name not in points:
                raise ExportProblem(f"The gradebook has no assignment {name!r}; `nbgrader db assignment list` shows the names.")
        graded = {name for (name,) in gradebook.db.query(Assignment.name).join(SubmittedAssignment).distinct()}
        names = sorted(set(wanted) or graded)
        if not graded.intersection(names):
            raise ExportProblem(f"There are no grades {'for ' + ', '.join(names) if names else 'yet'}; run the autograding first.")
        columns = [self._column(name) for name in names]
        for column in columns:
            if columns.count(column) > 1:
                raise ExportProblem(
                    f"Two assignments would get the column {column!r}; give each its own in c.{type(self).__name__}.columns."
                )
        return {name: points[name] for name in names}

    def _column(self, assignment):
        return self._cell(self.columns.get(assignment, assignment))

    def _grades(self, gradebook, assignments):
        """Return {(student, assignment): text of the grade}; late penalties are taken off, never below 0."""
        scores = (
            gradebook.db.query(
                SubmittedAssignment.student_id, Assignment.name, SubmittedAssignment.score, SubmittedAssignment.late_submission_penalty
            )
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name.in_(assignments))
            .all()
        )
        # A student who was given more time has a row before anything is handed in: that is nobody's work yet.
        nothing_yet = {
            (row.student.id, name)
            for name in assignments
            for row in gradebook.assignment_submissions(name)
            if row.extension is not None and row.timestamp is None and not _has_a_grade(row)
        }
        open_grades = (
            gradebook.db.query(SubmittedAssignment.student_id, Assignment.name)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Grade.auto_score.is_(None), Grade.manual_score.is_(None), Assignment.name.in_(assignments))
            .distinct()
        )
        waiting = set() if self.unfinished else {tuple(row) for row in open_grades} - nothing_yet
        if waiting:
            self.log.warning(
                "%s: a person has to grade something of theirs; their cells are empty. To export the points so far: --%s.unfinished=True",
                ", ".join(f"{student} ({assignment})" for student, assignment in sorted(waiting)),
                type(self).__name__,
            )
        return {
            (student, assignment): "" if (student, assignment) in waiting else number(max(0.0, (score or 0.0) - (penalty or 0.0)))
            for student, assignment, score, penalty in scores
            if (student, assignment) not in nothing_yet
        }

    def _cell(self, text, identifies=False):
        """Return text as a cell of a table that may be opened in a spreadsheet; `identifies` says that the platform looks it up."""
        cell = harmless_cell(text)
        if identifies and cell != text:
            self.log.warning("%r cannot stand in a table as it is; it became %r, which the platform will not recognise.", text, cell)
        return cell


class CanvasExporter(PlatformExporter):
    """The CSV of Canvas' gradebook (Grades > Import). Source of the format: lib/gradebook_importer.rb in instructure/canvas-lms.

    Canvas finds a student by ID (its own number: the gradebook's lms_user_id), else by SIS Login ID (the student's name in
    nbgrader), and an assignment by its title, or by a number in brackets after it: see `columns`.
    """

    filename = "grades-canvas.csv"

    def rows(self, gradebook):
        """Return Canvas' header, its row of possible points, and one row a student."""
        people = self._people(gradebook)
        self._refuse_duplicates(people, "lms_user_id", lambda person: person.platform_id)
        assignments = self._assignments(gradebook)
        grades = self._grades(gradebook, assignments)
        odd = [person.id for person in people if person.platform_id and not _is_number(person.platform_id)]
        if odd:
            self.log.warning("Canvas' own ids are numbers; the lms_user_id of %s is left out.", ", ".join(odd))
        rows = [
            ["Student", "ID", "SIS Login ID", "Section", *map(self._column, assignments)],
            ["    Points Possible", "", "", "", *map(number, assignments.values())],
        ]
        for person in people:
            number_of = person.platform_id if _is_number(person.platform_id) else ""
            row = [self._cell(person.name), number_of, self._cell(person.id, identifies=True), ""]
            rows.append(row + [grades.get((person.id, name), self.missing) for name in assignments])
        return rows


class MoodleExporter(PlatformExporter):
    """A CSV for Moodle's grade import (Grades > Import > CSV file), with a byte order mark as Moodle's own exports have it.

    In Moodle, map "Email address" to e-mail (or "Username", or "ID number") and each assignment to its grade item.
    Source of the format: grade/import/csv and lib/csvlib.class.php in moodle/moodle. "ID number" is the gradebook's lms_user_id.
    """

    filename = "grades-moodle.csv"
    encoding = "utf-8-sig"

    def rows(self, gradebook):
        """Return a header and one row a student."""
        people = self._people(gradebook)
        self._refuse_duplicates(people, "e-mail address", lambda person: person.email.casefold())
        self._refuse_duplicates(people, "lms_user_id", lambda person: person.platform_id)
        assignments = self._assignments(gradebook)
        grades = self._grades(gradebook, assignments)
        rows = [["First name", "Last name", "Username", "ID number", "Email address", *map(self._column, assignments)]]
        for person in people:
            row = [self._cell(person.first_name), self._cell(person.last_name)]
            row += [self._cell(text, identifies=True) for text in (person.id, person.platform_id, person.email)]
            rows.append(row + [grades.get((person.id, name), self.missing) for name in assignments])
        return rows


def _has_a_grade(submission):
    return any(
        points is not None
        for notebook in submission.notebooks
        for grade in notebook.grades
        for points in (grade.auto_score, grade.manual_score)
    )


def _is_number(text):
    return text.isascii() and text.isdigit()

"""nbgrader's gradebook, opened once and written one whole submission at a time."""

import contextlib
import functools
import hashlib

import sqlalchemy
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import latesubmissions, saveautogrades
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from grading.common import database
from grading.common.database import GradebookProblem, check, explained

__all__ = ["GradebookProblem", "OpenGradebook"]

_INDEXES = (("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id"))


class _OneTransaction(Session):
    """A session whose `commit` only makes changes visible inside it; `keep` commits.

    nbgrader commits after every single grade, and each commit waits for the disk.
    """

    def commit(self):
        self.flush()
        self.expire_all()  # totals are computed by the database

    def keep(self):
        super().commit()


class OpenGradebook(Gradebook):
    """nbgrader's gradebook, kept open: what one submission changes is kept as a whole or not at all.

    nbgrader opens its gradebook nine times a notebook, and each time compiles all its queries anew:
    that is most of what its recording costs.
    """

    def __init__(self, db_url, course_id):
        check(db_url)
        with explained(db_url):
            super().__init__(db_url, course_id)
            if self.engine.dialect.name in _BE_PATIENT:
                sqlalchemy.event.listen(self.engine, "connect", _BE_PATIENT[self.engine.dialect.name])
                self.engine.dispose()
            self.db.remove()
            self.db = scoped_session(sessionmaker(bind=self.engine, class_=_OneTransaction, autoflush=False))
        self.db_url = db_url

    def make_indexes(self):
        """Let the database find what belongs to one notebook: nbgrader's tables have no index for it, and it would look through all.

        Without the right to make one, or while somebody else does it, grading is slower and no less right.
        """
        with contextlib.suppress(DBAPIError), self.engine.begin() as connection:
            look = sqlalchemy.inspect(connection)
            for table, column in _INDEXES:
                name = f"grading_{table}_{column}"
                if name not in {index["name"] for index in look.get_indexes(table)}:
                    connection.execute(sqlalchemy.text(f"CREATE INDEX {name} ON {table} ({column})"))

    @contextlib.contextmanager
    def reading(self):
        """Look at the gradebook; raises GradebookProblem when it cannot be read."""
        try:
            with explained(self.db_url):
                yield self
        finally:
            self.db.remove()

    def points(self, assignment):
        """Yield (student, notebook, cell, points or None, given by hand or not) for each grade of an assignment, in one query."""
        rows = (
            self.db.query(
                SubmittedAssignment.student_id, Notebook.name, BaseCell.name, Grade.auto_score, Grade.manual_score, Grade.extra_credit
            )
            .select_from(Grade)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == assignment)
        )
        for student, notebook, cell, automatic, manual, extra in rows:
            given = automatic if manual is None else manual
            yield student, notebook, cell, None if given is None else given + (extra or 0.0), manual is not None

    @contextlib.contextmanager
    def transaction(self, student):
        """Keep all that is changed inside of one student's work, or none of it; nbgrader's preprocessors use this gradebook meanwhile.

        Raises GradebookProblem when the database cannot be written, NotTaken when it does not take what was written.
        """
        opened = [(module, module.Gradebook) for module in (saveautogrades, latesubmissions)]
        try:
            for module, _ in opened:
                module.Gradebook = _Lent(self)
            with explained(self.db_url):
                self._wait_for_others(student)
                yield self
                self.db().keep()
        finally:
            for module, original in opened:
                module.Gradebook = original
            self.db.remove()  # rolls back what was not kept, and forgets it: memory does not grow

    def _wait_for_others(self, student):
        """Wait here for other graders, and nowhere later: a file has one writer, a server one for each student."""
        if self.db_url.startswith("sqlite"):
            self.db.execute(sqlalchemy.text("BEGIN IMMEDIATE"))
        elif self.engine.dialect.name == "postgresql":
            # Two graders that both add a student who is in no class list yet would each see that the row is missing.
            key = int.from_bytes(hashlib.sha256(f"{self.course_id}/{student}".encode("utf-8", "replace")).digest()[:8], signed=True)
            self.db.execute(sqlalchemy.text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


class _Lent:
    """What nbgrader's preprocessors get when they open a gradebook: the open one, which they may neither close nor commit.

    They ask for each grade and each comment of a notebook by its name; here all of them come with the first, and the submission once:
    each question to a server is a way there and back.
    """

    def __init__(self, gradebook):
        self._gradebook, self._loaded = gradebook, {}
        self.db = self
        self.find_submission = functools.cache(gradebook.find_submission)
        self.find_submission_notebook = functools.cache(gradebook.find_submission_notebook)

    def __call__(self, db_url, course_id=""):
        return self

    def __getattr__(self, name):
        return getattr(self._gradebook, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def commit(self):
        """Do nothing: the changes are kept with the whole submission."""

    def find_grade(self, cell, notebook, assignment, student):
        return self._find(Grade, cell, notebook, assignment, student)

    def find_comment(self, cell, notebook, assignment, student):
        return self._find(Comment, cell, notebook, assignment, student)

    def _find(self, kind, cell, *place):
        if (kind, *place) not in self._loaded:
            notebook = self.find_submission_notebook(*place)
            rows = self._gradebook.db.query(BaseCell.name, kind).join(kind, kind.cell_id == BaseCell.id)
            self._loaded[kind, *place] = dict(rows.filter(kind.notebook_id == notebook.id).all())
        try:
            return self._loaded[kind, *place][cell]
        except KeyError:
            raise MissingEntry(f"the gradebook has no {kind.__name__.lower()} for the cell {cell!r} of {'/'.join(place)}") from None


def _be_patient_with_a_file(connection, record):
    connection.execute(f"PRAGMA busy_timeout = {database.PATIENCE * 1000}")


def _be_patient_with_a_server(connection, record):
    connection.execute(f"SET lock_timeout = '{database.PATIENCE}s'")
    connection.commit()
    if hasattr(connection, "prepare_threshold"):  # psycopg would let the server plan each query five times before it keeps the plan
        connection.prepare_threshold = 0


_BE_PATIENT = {"sqlite": _be_patient_with_a_file, "postgresql": _be_patient_with_a_server}

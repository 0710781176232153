"""nbgrader's gradebook, opened once and written one whole submission at a time."""

import contextlib
import sqlite3
from pathlib import Path

import sqlalchemy
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, InvalidEntry, MissingEntry
from nbgrader.preprocessors import latesubmissions, saveautogrades
from sqlalchemy.orm import Session, scoped_session, sessionmaker

PATIENCE = 60  # seconds to wait for another program that writes to the gradebook


class GradebookProblem(Exception):
    """The gradebook cannot be used; its text says why and what to do."""


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
        _check(db_url)
        with _explained(db_url):
            super().__init__(db_url, course_id)
            if db_url.startswith("sqlite"):
                sqlalchemy.event.listen(self.engine, "connect", _be_patient)
                self.engine.dispose()
            self.db.remove()
            self.db = scoped_session(sessionmaker(bind=self.engine, class_=_OneTransaction, autoflush=False))
        self.db_url = db_url

    @contextlib.contextmanager
    def reading(self):
        """Look at the gradebook; raises GradebookProblem when it cannot be read."""
        try:
            with _explained(self.db_url):
                yield self
        finally:
            self.db.remove()

    @contextlib.contextmanager
    def transaction(self):
        """Keep all that is changed inside, or none of it; nbgrader's preprocessors use this gradebook meanwhile.

        Raises GradebookProblem when the database cannot be written.
        """
        opened = [(module, module.Gradebook) for module in (saveautogrades, latesubmissions)]
        try:
            for module, _ in opened:
                module.Gradebook = _Lent(self)
            with _explained(self.db_url):
                if self.db_url.startswith("sqlite"):
                    self.db.execute(sqlalchemy.text("BEGIN IMMEDIATE"))  # waits here for others, and nowhere later
                yield self
                self.db().keep()
        finally:
            for module, original in opened:
                module.Gradebook = original
            self.db.remove()  # rolls back what was not kept, and forgets it: memory does not grow


class _Lent:
    """What nbgrader's preprocessors get when they open a gradebook: the open one, which they may neither close nor commit.

    They ask for each grade and each comment of a notebook by its name; here all of them come with the first.
    """

    def __init__(self, gradebook):
        self._gradebook, self._loaded = gradebook, {}
        self.db = self

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
            notebook = self._gradebook.find_submission_notebook(*place)
            rows = self._gradebook.db.query(BaseCell.name, kind).join(kind, kind.cell_id == BaseCell.id)
            self._loaded[kind, *place] = dict(rows.filter(kind.notebook_id == notebook.id).all())
        try:
            return self._loaded[kind, *place][cell]
        except KeyError:
            raise MissingEntry(f"the gradebook has no {kind.__name__.lower()} for the cell {cell!r} of {'/'.join(place)}") from None


def _be_patient(connection, record):
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _check(db_url):
    """Raise GradebookProblem when a SQLite gradebook is missing or damaged: nbgrader would put an empty one in its place."""
    path = sqlalchemy.engine.make_url(db_url).database if db_url.startswith("sqlite") else None
    if not path or path == ":memory:":
        return
    if not Path(path).is_file():
        raise GradebookProblem(f"There is no gradebook at {path}; make it with `nbgrader generate_assignment ASSIGNMENT`.")
    damaged = f"The gradebook {path} is damaged; put a backup in its place. Nothing was changed"
    if Path(path).stat().st_size == 0:
        raise GradebookProblem(f"{damaged} (the file is empty).")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=PATIENCE)) as connection:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.OperationalError as error:
        raise GradebookProblem(_in_words(path, error)) from None
    except sqlite3.DatabaseError as error:
        raise GradebookProblem(f"{damaged} ({error}).") from None
    if answer != "ok":
        raise GradebookProblem(f"{damaged} ({answer.splitlines()[-1]}).")
    if "grade" not in tables:
        raise GradebookProblem(f"{damaged} (it has no grades table).")


@contextlib.contextmanager
def _explained(db_url):
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, InvalidEntry) as error:
        cause = error.__context__ if isinstance(error, InvalidEntry) else error  # nbgrader makes one of the other
        if not isinstance(cause, sqlalchemy.exc.DBAPIError):
            raise
        path = sqlalchemy.engine.make_url(db_url).database
        raise GradebookProblem(_in_words(path, cause.orig)) from None


def _in_words(path, error):
    text = str(error).splitlines()[0]
    if "locked" in text or "busy" in text:
        return f"Another program keeps the gradebook {path} locked; close it and run this command again."
    if "full" in text or "disk I/O" in text:
        return f"The gradebook {path} cannot be written, the disk may be full ({text}); make room and run this command again."
    if "readonly" in text or "unable to open" in text:
        return f"The gradebook {path} cannot be written ({text}); check who owns it and its folder."
    return f"The gradebook {path} cannot be used ({text}); if nbgrader was updated, run `nbgrader db upgrade`."

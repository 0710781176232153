"""The database behind the gradebook: whether it can be used, and in one sentence why not."""

import contextlib
import re
import sqlite3
from pathlib import Path

import sqlalchemy
from nbgrader.api import InvalidEntry
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, PendingRollbackError

from grading.common.commands import Refused

PATIENCE = 60  # seconds to wait for another program that writes to the gradebook
CONFIGURED = "c.CourseDirectory.db_url in nbgrader_config.py"
ADDRESS = f"The gradebook's address ({CONFIGURED})"
REMEDY = "write sqlite:///gradebook.db or postgresql+psycopg://USER@HOST/DATABASE"
CONNECT = 10  # seconds in which a server has to answer


class GradebookProblem(Refused):
    """The gradebook cannot be used; its text says why and what to do."""


class NotTaken(Exception):
    """The gradebook can be used, and does not take this: a text that is too long, or a row that somebody else has made meanwhile."""


def place(db_url):
    """Return what to call a database in a sentence: a file's path, or an address without a password."""
    url = sqlalchemy.engine.make_url(db_url)
    return str(url.database) if url.drivername.startswith("sqlite") else str(url.set(password=None, query={}))


def check(db_url):
    """Raise GradebookProblem when there is no gradebook at db_url, or a damaged one: nbgrader would put an empty one in its place."""
    reach(db_url)
    url = sqlalchemy.engine.make_url(db_url)
    if url.drivername.startswith("sqlite"):
        if url.database and url.database != ":memory:":
            _check_file(url.database)
        return
    with explained(db_url), connected(db_url) as connection:
        if not sqlalchemy.inspect(connection).has_table("grade"):
            raise GradebookProblem(
                f"There is no gradebook in {place(db_url)}; make it with `nbgrader generate_assignment ASSIGNMENT`, "
                f"or correct {CONFIGURED}."
            )


def reach(db_url):
    """Raise GradebookProblem when db_url is not the address of a database, or no server answers there. A file need not be there."""
    try:
        url = sqlalchemy.engine.make_url(db_url)
        url.get_dialect().import_dbapi()
    except NoSuchModuleError:
        raise GradebookProblem(f"{ADDRESS} begins with {url.drivername}://, which is no database that is known; {REMEDY}.") from None
    except ArgumentError:
        raise GradebookProblem(f"{ADDRESS} is not one of a database; {REMEDY}.") from None
    except ImportError as error:
        raise GradebookProblem(
            f"{ADDRESS} begins with {url.drivername}://, whose driver {error.name} is not installed; {REMEDY}."
        ) from None
    if not url.drivername.startswith("sqlite"):
        with explained(db_url), connected(db_url):
            pass
    elif url.database and not Path(url.database).parent.is_dir():
        raise GradebookProblem(f"The folder of the gradebook {url.database} is not there; make it, or correct {CONFIGURED}.")


@contextlib.contextmanager
def connected(db_url):
    """Yield a connection of its own, which is closed afterwards."""
    options = {"connect_timeout": CONNECT} if db_url.startswith("postgresql") else {}
    engine = sqlalchemy.create_engine(db_url, poolclass=sqlalchemy.NullPool, connect_args=options)
    with engine.connect() as connection:
        yield connection


@contextlib.contextmanager
def explained(db_url):
    """Say in one sentence what a database could not do; raises GradebookProblem, or NotTaken where it is only about what was written."""
    try:
        yield
    except (DBAPIError, InvalidEntry) as error:
        cause = error.__context__ if isinstance(error, InvalidEntry) else error  # nbgrader makes one of the other
        if not isinstance(cause, DBAPIError):
            raise
        if isinstance(cause, DataError | IntegrityError):
            raise NotTaken(_first_line(cause.orig)) from None
        raise GradebookProblem(_in_words(db_url, cause)) from None
    except PendingRollbackError:  # what was done meanwhile hid the first error
        raise GradebookProblem(f"The gradebook {place(db_url)} cannot be used; run this command again.") from None


def _check_file(path):
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
        raise GradebookProblem(_of_a_file(path, _first_line(error))) from None
    except sqlite3.DatabaseError as error:
        raise GradebookProblem(f"{damaged} ({error}).") from None
    if answer != "ok":
        raise GradebookProblem(f"{damaged} ({answer.splitlines()[-1]}).")
    if "grade" not in tables:
        raise GradebookProblem(f"{damaged} (it has no grades table).")


def _in_words(db_url, error):
    where, text = place(db_url), _first_line(error.orig)
    if db_url.startswith("sqlite"):
        return _of_a_file(where, text)
    if error.connection_invalidated:
        return f"The database of the gradebook {where} went away ({text}); when it is back, run this command again: what was done is kept."
    if "lock timeout" in text or "deadlock" in text:
        return f"Another program keeps the gradebook {where} locked; wait for it, or end it, and run this command again."
    if "No space left" in text:
        return f"The disk of the gradebook {where} is full ({text}); make room there and run this command again."
    if "permission denied" in text or "read-only" in text:
        return f"The gradebook {where} may not be written by you ({text}); let its owner GRANT you the rights."
    if type(error.orig).__name__ == "OperationalError":  # psycopg has a class of its own for whatever a server says of a statement
        return f"The gradebook {where} cannot be reached ({text}); start its server, or correct {CONFIGURED}."
    return _of_another_version(where, text)


def _of_a_file(path, text):
    if "locked" in text or "busy" in text:
        return f"Another program keeps the gradebook {path} locked; close it and run this command again."
    if "full" in text or "disk I/O" in text:
        return f"The gradebook {path} cannot be written, the disk may be full ({text}); make room and run this command again."
    if "readonly" in text or "unable to open" in text:
        return f"The gradebook {path} cannot be written ({text}); check who owns it and its folder."
    return _of_another_version(path, text)


def _of_another_version(where, text):
    return f"The gradebook {where} cannot be used ({text}); if nbgrader was updated, run `nbgrader db upgrade`."


def _first_line(error):
    """Return the first line of what a database says, without the addresses that its driver tried."""
    lines = str(error).strip().splitlines()
    return re.sub(r"^connection failed: .* failed: (FATAL:\s+)?", "", lines[0]).rstrip(".") if lines else type(error).__name__

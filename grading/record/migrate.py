"""The command `python -m grading migrate FROM TO`: a gradebook from one database into another, compared row by row.

By nbgrader's own description of its tables, because a copy by the tables of the old database (as pgloader makes) takes the types of
SQLite for those of nbgrader: a student's extension, which is an interval, is a date there.
"""

import functools
import sys

from grading.common.commands import Refused


class CannotMigrate(Refused):
    """A gradebook cannot be copied; the text is one sentence that says why and what to do."""


CHUNK = 1000  # rows that are in memory at a time


def add_parser(commands):
    """Add `migrate` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "migrate",
        help="copy the gradebook into another database",
        description="Copy a whole gradebook into an empty database, and compare every row. The old one stays as it is. "
        "Nobody can write to it meanwhile; if anything goes wrong, the new one stays empty.",
    )
    command.add_argument("source", metavar="FROM", help="the gradebook, as in sqlite:///gradebook.db")
    command.add_argument("target", metavar="TO", help="an empty database, as in postgresql+psycopg:///one_gradient")
    command.set_defaults(run=run)


def run(options):
    """Copy a gradebook; return 0, or 2 with one sentence when that cannot be done."""
    from grading.common.database import GradebookProblem, place

    try:
        rows, tables = migrate(options.source, options.target)
    except (CannotMigrate, GradebookProblem) as problem:
        print(f"grading: {problem} Nothing was copied.", file=sys.stderr)
        return 2
    print(f"Copied {rows} rows of {tables} tables to {place(options.target)}, and compared each with what it was.")
    print(f"Now set c.CourseDirectory.db_url = {options.target!r} in nbgrader_config.py; the old gradebook is your backup.")
    return 0


def migrate(source_url, target_url):
    """Copy all rows of the gradebook at source_url into the database at target_url, which has none; return how many rows and tables.

    All or nothing. Raises GradebookProblem when one of them cannot be used, CannotMigrate when a row cannot be copied.
    """
    from grading.common.database import check, connected, explained, reach

    check(source_url)
    reach(target_url)
    with explained(source_url), connected(source_url) as source:
        _hold_still(source)
        with explained(target_url), connected(target_url) as target:
            _be_alone(target)
            for table in tables():
                table.create(target, checkfirst=True)
            _look_whether_empty(target, tables(), target_url)
            for table in tables():
                _copy(_chunks(source, source_url, table), target, table)
            rows = sum(_compare(_chunks(source, source_url, table), target, table) for table in tables())
            target.commit()
    return rows, len(tables())


@functools.cache
def tables():
    """Return the tables of a gradebook, as nbgrader describes them, those first that others refer to; last the one with its version."""
    from nbgrader.api import Base
    from sqlalchemy import Column, MetaData, String, Table

    return [*Base.metadata.sorted_tables, Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))]


def _hold_still(source):
    """Let nobody write to the source, or let us not see it."""
    if source.dialect.name == "sqlite":
        source.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        source.execution_options(isolation_level="REPEATABLE READ")


def _be_alone(target):
    """Begin a transaction that takes in the making of tables, too."""
    if target.dialect.name == "sqlite":
        target.exec_driver_sql("BEGIN IMMEDIATE")


def _look_whether_empty(target, tables, target_url):
    from sqlalchemy import select

    from grading.common.database import place

    for table in tables:
        if target.execute(select(table).limit(1)).first() is not None:
            raise CannotMigrate(f"{place(target_url)} has a gradebook already (there are rows in {table.name}); name an empty database.")


def _chunks(source, source_url, table):
    """Yield the rows of a table, CHUNK at a time; what goes wrong here is the source's."""
    from sqlalchemy import select

    from grading.common.database import explained

    with explained(source_url):
        try:
            yield from source.execute(select(table)).partitions(CHUNK)
        except (LookupError, ValueError) as error:
            raise CannotMigrate(f"The table {table.name} has a value that nbgrader does not know ({error}); mend it.") from None


def _copy(chunks, target, table):
    from sqlalchemy import insert
    from sqlalchemy.exc import DataError, IntegrityError

    for rows in chunks:
        chunk = [row._asdict() for row in rows]
        try:
            with target.begin_nested():
                target.execute(insert(table), chunk)
        except (DataError, IntegrityError):
            _name_the_row(target, table, chunk)


def _name_the_row(target, table, chunk):
    """Raise CannotMigrate with the row that the target does not take: SQLite takes texts of any length, and references to nothing."""
    from sqlalchemy import insert
    from sqlalchemy.exc import DataError, IntegrityError

    for row in chunk:
        try:
            with target.begin_nested():
                target.execute(insert(table), [row])
        except (DataError, IntegrityError) as error:
            key = ", ".join(str(row[column.name]) for column in table.primary_key)
            why = str(error.orig).strip().splitlines()[0]
            raise CannotMigrate(
                f"The new database does not take the row {key!r} of the table {table.name} ({why}); mend or delete it."
            ) from None


def _compare(chunks, target, table):
    """Return how many rows both have; raise CannotMigrate where they differ."""
    from sqlalchemy import func, select, tuple_

    keys, number = list(table.primary_key), 0
    for rows in chunks:
        places = [tuple(getattr(row, key.name) for key in keys) for row in rows]
        found = {
            tuple(getattr(row, key.name) for key in keys): row for row in target.execute(select(table).where(tuple_(*keys).in_(places)))
        }
        for place, row in zip(places, rows, strict=True):
            if found.get(place) != row:
                raise CannotMigrate(f"The row {', '.join(map(str, place))!r} of the table {table.name} is not what it was.")
        number += len(rows)
    if target.execute(select(func.count()).select_from(table)).scalar_one() != number:
        raise CannotMigrate(f"The table {table.name} has other rows, too; does another program write to it?")
    return number

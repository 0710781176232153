"""Run nbgrader's commands in this process: starting Python and nbgrader anew costs seconds each time."""

import contextlib
import io
import logging
from dataclasses import dataclass
from importlib import import_module

import new_gradebooks  # noqa: F401 (its effect)
from tornado.log import LogFormatter


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, and what it said."""

    code: int
    said: str


def nbgrader(course, command, *arguments):
    """Run an nbgrader command in the course's folder, with its nbgrader_config.py, and return Done.

    `command` has an underscore between its words, as in "zip_collect" and "db_student_add".
    """
    module = "db" if command.startswith("db_") else command.replace("_", "")
    app = getattr(import_module(f"nbgrader.apps.{module}app"), f"{command.title().replace('_', '')}App")()
    said, code = io.StringIO(), 0
    handler = logging.StreamHandler(said)
    handler.setFormatter(LogFormatter(fmt="%(message)s", color=False))
    with contextlib.chdir(course), contextlib.redirect_stderr(said):
        try:
            app.initialize(list(arguments))
            app.log.addHandler(handler)
            app.start()
        except SystemExit as end:
            code = end.code or 0
        finally:
            app.log.removeHandler(handler)
    return Done(code, said.getvalue())


def grading(course, *arguments):
    """Run `python -m grading` in the course's folder and return Done."""
    from grading.__main__ import main

    said = io.StringIO()
    with contextlib.chdir(course), contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            code = main(list(arguments))
        except SystemExit as end:
            code = end.code or 0
    return Done(code, said.getvalue())

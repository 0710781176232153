"""Hostile days: small in every test run, in full size with `make hostile`; the seeds are the same each time."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import tiny_course

FULL = os.environ.get("HOSTILE") == "full"


@pytest.fixture(scope="session")
def size():
    """Return a function that gives its first argument in a test run, and its second in full size."""
    return lambda quick, full: full if FULL else quick


@pytest.fixture
def figures(table_row):
    """Give a test a function that adds a line to the table at the end of the run: what was tried, and how often."""

    def add(key, **cells):
        said = ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in cells.items())
        table_row("hostile days", key, {"figures": said}, ["figures"])

    return add


@pytest.fixture(scope="session")
def generated_course(tmp_path_factory):
    """Return a course with a generated assignment; copy it, do not change it."""
    return tiny_course.make_course(tmp_path_factory.mktemp("generated"))


@pytest.fixture
def course(generated_course, tmp_path):
    """Return a course in which a class of twelve has handed in, a broken notebook and an empty folder among it."""
    made = shutil.copytree(generated_course, tmp_path / "course")
    tiny_course.hand_in_class(made)
    return made

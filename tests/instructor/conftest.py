"""A small class for the tests of what instructors do: a generated assignment, students with awkward names, graded submissions."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import tiny_course
from class_of_ten import grade_class


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):  # the class is graded once: with several processes, all tests that look at it share one
            item.add_marker(pytest.mark.xdist_group("class-of-ten"))


@pytest.fixture(scope="session")
def generated_course(tmp_path_factory):
    """Return a course with a generated assignment; copy it, do not change it."""
    return tiny_course.make_course(tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def graded_course(generated_course, tmp_path_factory):
    """Return a course whose class was graded; copy it, do not change it."""
    return grade_class(shutil.copytree(generated_course, tmp_path_factory.mktemp("graded") / "course"))


@pytest.fixture
def empty_course(generated_course, tmp_path):
    """Return a course of one's own in which nothing was handed in yet."""
    return shutil.copytree(generated_course, tmp_path / "course")


@pytest.fixture
def course(graded_course, tmp_path):
    """Return a course of one's own with a graded class."""
    return shutil.copytree(graded_course, tmp_path / "course")

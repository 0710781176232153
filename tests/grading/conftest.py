"""Fixtures for the tests of the grader."""

import shutil

import pytest
import tiny_course


@pytest.fixture(scope="session")
def generated_course(tmp_path_factory):
    """Return a course with a generated assignment; copy it, do not change it."""
    return tiny_course.make_course(tmp_path_factory.mktemp("generated"))


@pytest.fixture
def course(generated_course, tmp_path):
    """Return a course of one's own in which nothing was handed in yet."""
    return shutil.copytree(generated_course, tmp_path / "course")

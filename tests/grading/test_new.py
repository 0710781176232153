"""`python -m grading new` in a course of one's own: a notebook that generates, answers to try it with, and tests that hold."""

from pathlib import Path

import fresh
import pytest
from commands import grading

ROOT = Path(__file__).resolve().parents[2]


def run(course, *words, code=0):
    done = grading(course, *words)
    assert done.code == code, done.said
    return done.said


@pytest.mark.slow
def test_a_new_assignment_generates_and_its_tests_hold(tmp_path):
    """The audit finds no hole in what `new` writes, nbgrader makes the students' version, and a second `new` replaces nothing."""
    config = "c = get_config()\nc.CourseDirectory.course_id = 'own'\nc.Audit.bank = 'bank/{module}.py'\n"
    (tmp_path / "nbgrader_config.py").write_text(config)
    said = run(tmp_path, "new", "08-slug")
    assert "source/08-slug/08-slug.ipynb" in said
    assert "bank/08_slug.py" in said
    assert "All tests stop what is wrong and let pass what is right." in run(tmp_path, "audit", "08-slug")
    assert fresh.nbgrader("generate_assignment", "08-slug", cwd=tmp_path).returncode == 0
    released = (tmp_path / "release" / "08-slug" / "08-slug.ipynb").read_text(encoding="utf-8")
    readme = (tmp_path / "release" / "08-slug" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Assignment 8: slug\n\n"), "as the pages of this course read it"
    assert "**Time:** about 30 minutes" in readme
    assert "check(mean_of_squares" in released
    assert "check_hidden" not in released
    assert (tmp_path / "release" / "08-slug" / "checks.py").read_bytes() == (ROOT / "grading" / "checks.py").read_bytes()
    assert "is there already; choose another name" in run(tmp_path, "new", "08-slug", code=2)
    assert "cannot be the name of a folder" in run(tmp_path, "new", "../x", code=2)

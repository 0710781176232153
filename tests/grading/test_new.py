"""`python -m grading new` in a course of one's own: a notebook that generates, answers to try it with, and tests that hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(course, *words, code=0):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", *words], cwd=course, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_new_assignment_generates_and_its_tests_hold(tmp_path):
    """The audit finds no hole in what `new` writes, nbgrader makes the students' version, and a second `new` replaces nothing."""
    config = "c = get_config()\nc.CourseDirectory.course_id = 'own'\nc.Audit.bank = 'bank/{module}.py'\n"
    (tmp_path / "nbgrader_config.py").write_text(config)
    said = run(tmp_path, "grading", "new", "08-slug")
    assert "source/08-slug/08-slug.ipynb" in said
    assert "bank/08_slug.py" in said
    assert "All tests stop what is wrong and let pass what is right." in run(tmp_path, "grading", "audit", "08-slug")
    run(tmp_path, "nbgrader", "generate_assignment", "08-slug")
    released = (tmp_path / "release" / "08-slug" / "08-slug.ipynb").read_text(encoding="utf-8")
    assert "check(mean_of_squares" in released
    assert "check_hidden" not in released
    assert (tmp_path / "release" / "08-slug" / "checks.py").read_bytes() == (ROOT / "grading" / "checks.py").read_bytes()
    assert "is there already; choose another name" in run(tmp_path, "grading", "new", "08-slug", code=2)
    assert "cannot be the name of a folder" in run(tmp_path, "grading", "new", "../x", code=2)

"""exercises/ is what nbgrader makes of solutions/ now, holds no answer, and is never half made."""

import json
import re
import shutil

import nbformat
import pytest
from assignments_source import EXERCISES, ROOT, SOLUTIONS, all_assignments, grading_of, is_test
from classroom import Course

from course import exercises

SLUG = "03-manual-gradients"


@pytest.fixture
def repository(tmp_path):
    """A copy of what `make exercises` reads and writes, for one assignment."""
    shutil.copytree(ROOT / "grading" / "checking", tmp_path / "grading" / "checking")
    shutil.copy(ROOT / "grading" / "checks.py", tmp_path / "grading")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    shutil.copytree(SOLUTIONS / SLUG, tmp_path / "solutions" / SLUG, symlinks=True)
    shutil.copytree(EXERCISES / SLUG, tmp_path / "exercises" / SLUG)
    return tmp_path


def edit_notebook(repository, change):
    path = repository / "solutions" / SLUG / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_text())
    change(notebook)
    path.write_text(json.dumps(notebook, indent=1))


def run(repository, *arguments):
    return exercises.main(list(arguments), root=repository)


def test_exercises_are_what_the_nbgrader_command_makes_of_the_sources(tmp_path):
    slugs = [assignment.slug for assignment in all_assignments()]
    course = Course(tmp_path, *slugs)
    course.nbgrader("generate_assignment", "--assignment=*", "--no-db")
    stale = exercises.differences(course.course / "exercises", EXERCISES)
    assert not stale, f"run `make exercises`: {stale}"


def test_exercise_holds_no_answer_and_no_hidden_test(assignment):
    text = assignment.exercise.read_text(encoding="utf-8")
    for marker in ("BEGIN", "END SOLUTION", "HIDDEN", "known_mistakes", "check_hidden", "Sample answer", "Rubric"):
        assert marker not in text, f"{assignment.exercise}: {marker!r} is in it"
    source_cells = {cell["id"]: cell for cell in assignment.notebook.cells}
    for cell in nbformat.read(assignment.exercise, as_version=4).cells:
        secret = set(secret_lines(source_cells[cell["id"]].source))
        leaked = [line for line in cell.source.splitlines() if line.strip() in secret]
        assert not leaked, f"{assignment.exercise}, cell {cell['id']!r}: {leaked}"


def secret_lines(source):
    """Yield the lines inside solution and hidden regions that are long enough to be more than punctuation."""
    secret, public, inside = set(), set(), False
    for line in source.splitlines():
        if "### BEGIN" in line or "### END" in line:
            inside = "### BEGIN" in line
        else:
            (secret if inside else public).add(line.strip())
    return [line for line in secret - public if len(line) > 8]


def test_every_solution_cell_of_an_exercise_is_a_stub(assignment):
    cells = {grading_of(cell)["grade_id"]: cell for cell in nbformat.read(assignment.exercise, as_version=4).cells if grading_of(cell)}
    for name in assignment.tasks:
        assert re.search(r"# YOUR CODE HERE\n {4,}raise NotImplementedError", cells[name].source)
        assert is_test(cells[f"test_{name}"])
    for name in assignment.written:
        assert cells[name].source == "YOUR ANSWER HERE"


def test_a_second_run_changes_nothing(repository, capsys):
    before = {path: path.stat().st_mtime_ns for path in (repository / "exercises").rglob("*")}
    assert run(repository) == 0
    assert capsys.readouterr().out == "exercises/ is up to date.\n"
    assert {path: path.stat().st_mtime_ns for path in (repository / "exercises").rglob("*")} == before


@pytest.mark.parametrize("harm", ["edited", "deleted", "added"])
def test_a_stale_exercise_is_named_and_made_again(repository, capsys, harm):
    readme = repository / "exercises" / SLUG / "README.md"
    original = readme.read_bytes()
    if harm == "edited":
        readme.write_text("An exercise that somebody edited.\n")
    elif harm == "deleted":
        readme.unlink()
    else:
        readme = readme.with_name("answers.txt")
        readme.write_text("left over\n")
    assert run(repository, "--check") == 1
    said = capsys.readouterr().err
    assert f"exercises/{SLUG}/{readme.name}: " in said
    assert "run `make exercises`" in said
    assert run(repository) == 0
    assert run(repository, "--check") == 0
    assert (repository / "exercises" / SLUG / "README.md").read_bytes() == original


def test_checks_py_is_joined_before_the_exercises_get_it(repository, capsys):
    part = repository / "grading" / "checking" / "comparing" / "failures.py"
    part.write_text(part.read_text().replace("MAX_LINES = 4", "MAX_LINES = 5"))
    assert run(repository, "--check") == 1
    said = capsys.readouterr().err
    assert said.startswith("grading/checks.py: is not what the parts in grading/checking/ give; ")
    assert "run `make exercises`" in said
    assert "MAX_LINES = 4" in (repository / "grading" / "checks.py").read_text(), "looking changes nothing"
    assert run(repository) == 0
    said = capsys.readouterr().out
    assert said.startswith("grading/checks.py: joined again from the parts")
    assert f"exercises/{SLUG}/checks.py: " in said
    assert "MAX_LINES = 5" in (repository / "exercises" / SLUG / "checks.py").read_text()
    assert run(repository, "--check") == 0


def test_parts_that_cannot_be_joined_change_nothing(repository, capsys):
    (repository / "grading" / "checking" / "check.py").write_text("from .explaining import mistakes\n")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    for arguments in ((), ("--check",)):
        assert run(repository, *arguments) == 1
        assert "grading/checking/check.py, line 1: " in capsys.readouterr().err
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def duplicate_grade_id(notebook):
    notebook["cells"][5]["metadata"]["nbgrader"]["grade_id"] = notebook["cells"][4]["metadata"]["nbgrader"]["grade_id"]


def hashed_grade_id(notebook):
    notebook["cells"][5]["metadata"]["nbgrader"]["grade_id"] = "cell-4e13769a31cd3f6c"


def cell_without_id(notebook):
    del notebook["cells"][0]["id"]


def old_format(notebook):
    notebook["nbformat_minor"] = 4


def open_region(notebook):
    cell = notebook["cells"][4]
    cell["source"] = [line for line in cell["source"] if "END SOLUTION" not in line]


def misplaced_hidden_test(notebook):
    notebook["cells"][2]["source"].append("\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS")


def test_without_hidden_region(notebook):
    cell = notebook["cells"][5]
    cell["source"] = [line for line in cell["source"] if "HIDDEN TESTS" not in line]


def heading_like_a_grade_id(notebook):
    notebook["cells"][0]["source"] = ["# Gradients\n", "\n", "## `test_output_error`\n", "Words.\n"]


def no_points(notebook):
    notebook["cells"][5]["metadata"]["nbgrader"]["points"] = 0


def output_left_in(notebook):
    notebook["cells"][2]["execution_count"] = 7


test_without_hidden_region.__test__ = False


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (duplicate_grade_id, "cells 5 and 6: share the grade id 'output_error'; give each its own."),
        (hashed_grade_id, "cell 6: has the grade id 'cell-4e13769a31cd3f6c'; give it a word, such as grad_V."),
        (cell_without_id, "cell 1: has no id; give it a readable one, for example its grade id."),
        (old_format, "has notebook format 4.4, not 4.5; open it in JupyterLab and save it."),
        (open_region, "cell 5: the lines '### BEGIN SOLUTION' and '### END SOLUTION' do not come in pairs; complete them."),
        (misplaced_hidden_test, "cell 3: has a hidden region, but is not a test cell, so it would stay in; move it."),
        (test_without_hidden_region, "cell 6: is a test cell without a hidden region; put hidden tests between"),
        (heading_like_a_grade_id, "cell 1: the heading '`test_output_error`' has the name of a grade id; write it in other words."),
        (no_points, "cell 6: is worth 0 points; give a whole number above 0."),
        (output_left_in, "cell 3: has an output; clear all outputs and save."),
    ],
)
def test_a_bad_source_notebook_is_refused_and_nothing_changes(repository, capsys, harm, said):
    edit_notebook(repository, harm)
    (repository / "solutions" / SLUG / "README.md").write_text("Changed, so that exercises/ is stale.\n")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    assert run(repository) == 1
    error = capsys.readouterr().err
    assert f"solutions/{SLUG}/{SLUG}.ipynb" in error
    assert said in error
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_notebook_that_is_not_json_is_refused(repository, capsys):
    (repository / "solutions" / SLUG / f"{SLUG}.ipynb").write_text("{")
    assert run(repository) == 1
    assert f"solutions/{SLUG}/{SLUG}.ipynb: is not a notebook" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "README.md").unlink(), "README.md: is missing; every assignment folder has one."),
        (lambda folder: (folder / "rubric.md").write_text("secret"), "rubric.md: nbgrader would release this file to students"),
        (lambda folder: (folder / "checks.py").unlink(), "checks.py: is missing"),
        (lambda folder: (folder / "checks.py").unlink() or (folder / "checks.py").write_text("a copy"), "checks.py: is not a link to"),
        (lambda folder: (folder / "requirements.txt").write_text("numpy==1.0\n"), "requirements.txt, line 1: 'numpy==1.0' is not numpy=="),
        (lambda folder: folder.rename(folder.with_name("Week 3")), "solutions/Week 3: the folder's name is not of the form"),
    ],
)
def test_a_bad_folder_is_refused(repository, capsys, harm, said):
    harm(repository / "solutions" / SLUG)
    assert run(repository) == 1
    assert said in capsys.readouterr().err
    assert run(repository, "--check") == 1

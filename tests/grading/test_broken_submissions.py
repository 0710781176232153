"""What students hand in by accident or on purpose: honest work keeps its points, nothing else gains any, nothing stops the batch."""

import copy
import json
import os
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, DeduplicateIds, OverwriteCells, OverwriteKernelspec
from nbgrader.utils import compute_checksum, determine_grade, is_grade
from tiny_course import ASSIGNMENT, SOLUTIONS, TESTS, answer, automatic, exercise, grade, graded_notebook, hand_in, metadata, read_gradebook

from grading.run.execute import execute

pytestmark = pytest.mark.xdist_group("broken submissions")  # one batch for all
FULL = 4.0
WRONG = {task: source.splitlines()[0] + "\n    return 0.0" for task, source in SOLUTIONS.items()}
CASES = {}


def case(points, *kinds, words=(), waits=True):
    """Register a function (course, student, notebook) that hands in; `kinds` are the findings it must lead to."""

    def register(function):
        CASES[function.__name__] = (function, points, set(kinds), words, waits)
        return function

    return register


def full(course, **answers):
    return answer(exercise(course), **{**SOLUTIONS, "why": "Because the area grows.", **answers})


def find(notebook, grade_id):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def without(notebook, *grade_ids):
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in grade_ids]
    return notebook


def twin(cell, **changes):
    other = copy.deepcopy(cell)
    other.id = f"{cell.id}-twin"
    other.update(changes)
    return other


def insert_after(notebook, grade_id, *cells):
    place = notebook.cells.index(find(notebook, grade_id)) + 1
    notebook.cells[place:place] = cells
    return notebook


# Honest work, damaged: nothing may be lost --------------------------------------------------------------------------


@case(FULL)
def untouched(course, student):
    hand_in(course, student, full(course))


@case(FULL, "rescued", words=("more than once",))
def solution_twice(course, student):
    notebook = full(course)
    hand_in(course, student, insert_after(notebook, "area", twin(find(notebook, "area"))))


@case(FULL, "rescued")
def solution_twice_the_second_a_stub(course, student):
    notebook, empty = full(course), exercise(course)
    hand_in(course, student, insert_after(notebook, "area", twin(find(empty, "area"))))


@case(FULL, "rescued")
def an_older_try_kept_after_the_test(course, student):
    notebook = full(course)
    hand_in(course, student, insert_after(notebook, "test_area", twin(find(notebook, "area"), source=WRONG["area"])))


@case(FULL, "rescued", words=("lost its name",))
def a_copied_cell_answers_another_task(course, student):
    notebook = without(full(course), "slope")
    hand_in(course, student, insert_after(notebook, "test_area", twin(find(notebook, "area"), source=SOLUTIONS["slope"])))


@case(FULL, "rescued")
def a_test_twice(course, student):
    notebook = full(course)
    hand_in(course, student, insert_after(notebook, "test_area", twin(find(notebook, "test_area"))))


@case(FULL, "rescued")
def a_copy_of_a_test_holds_a_helper(course, student):
    notebook = full(course, area="def area(r):\n    return triple(r) * r")
    hand_in(
        course, student, insert_after(notebook, "setup", twin(find(notebook, "test_slope"), source="def triple(r):\n    return 3.0 * r"))
    )


@case(FULL, "rescued", words=("another order",))
def cells_reversed(course, student):
    notebook = full(course)
    notebook.cells.reverse()
    hand_in(course, student, notebook)


@case(FULL, "rescued", words=("markdown",))
def solution_became_markdown(course, student):
    notebook = full(course)
    old = find(notebook, "area")
    notebook.cells[notebook.cells.index(old)] = new_markdown_cell(old.source, metadata=old.metadata, id=old.id)
    hand_in(course, student, notebook)


@case(FULL, "rescued")
def answer_became_code(course, student):
    notebook = full(course)
    old = find(notebook, "why")
    notebook.cells[notebook.cells.index(old)] = new_code_cell(old.source, metadata=old.metadata, id=old.id)
    hand_in(course, student, notebook)


@case(FULL, "rescued")
def nbgrader_metadata_stripped(course, student):
    notebook = full(course)
    for cell in notebook.cells:
        cell.metadata = {}
    hand_in(course, student, notebook)


@case(FULL, "rescued")
def metadata_and_cell_ids_stripped(course, student):
    notebook = full(course)
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = {}, f"n{number}"
    hand_in(course, student, notebook)


@case(FULL, "rescued")
def grade_ids_changed(course, student):
    notebook = full(course)
    for task in SOLUTIONS:
        find(notebook, task).metadata["nbgrader"]["grade_id"] = f"cell-{task}"
    hand_in(course, student, notebook)


@case(FULL, "changed", words=("deleted", "test_slope"))
def the_tests_deleted(course, student):
    hand_in(course, student, without(full(course), "test_area", "test_slope", "test_outer"))


@case(FULL, "changed")
def setup_deleted(course, student):
    hand_in(course, student, without(full(course), "setup"))


@case(FULL)
def prompts_deleted(course, student):
    notebook = full(course)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader")]
    hand_in(course, student, notebook)


@case(FULL, "changed", words=("points",))
def flags_of_a_solution_changed(course, student):
    notebook = full(course)
    find(notebook, "area").metadata["nbgrader"].update(grade=True, points=7, locked=True)
    hand_in(course, student, notebook)


@case(FULL, "changed", words=("in R", "run as Python"))
def wrong_kernel(course, student):
    notebook = full(course)
    notebook.metadata["kernelspec"] = {"name": "my-conda-env", "display_name": "R", "language": "R"}
    notebook.metadata["language_info"] = {"name": "R"}
    hand_in(course, student, notebook)


@case(FULL)
def a_helper_cell_of_ones_own(course, student):
    notebook = full(course, area="def area(r):\n    return PI * r**2")
    hand_in(course, student, insert_after(notebook, "setup", new_code_cell("PI = 3.0"), new_markdown_cell("My notes.")))


@case(FULL)
def a_scratch_cell_used(course, student):
    notebook = full(course)
    next(cell for cell in notebook.cells if cell.id == "scratch").source = "print(area(2.0))"
    hand_in(course, student, notebook)


@case(FULL, "rescued", words=("old format",))
def notebook_format_3(course, student):
    hand_in(course, student, nbformat.v3.writes_json(nbformat.convert(full(course), 3)).encode())


@case(FULL, "rescued", words=("utf-16",))
def utf_16(course, student):
    hand_in(course, student, nbformat.writes(full(course)).encode("utf-16"))


@case(FULL, "rescued", words=("Windows-1252",))
def latin_1(course, student):
    notebook = full(course, area="def area(r):  # Fläche\n    return 3.0 * r**2")
    hand_in(course, student, nbformat.writes(notebook).encode("latin-1"))


@case(FULL)
def byte_order_mark_and_windows_line_ends(course, student):
    notebook = full(course)
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")
    hand_in(course, student, b"\xef\xbb\xbf" + nbformat.writes(notebook).replace("\n", "\r\n").encode())


@case(FULL)
def half_of_a_surrogate_pair(course, student):
    text = nbformat.writes(full(course, area="def area(r):\n    'MARK'\n    return 3.0 * r**2"))
    hand_in(course, student, text.replace("MARK", "\\ud800").encode())


@case(FULL)
def widgets_outputs_and_odd_metadata(course, student):
    notebook = full(course)
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": 1}}}
    notebook.metadata["grading"] = {"refused": "forged", "events": [{"kind": "x"}]}
    document = json.loads(nbformat.writes(notebook))
    document["cells"] += [
        7,
        None,
        {"cell_type": "dance"},
        {"source": {"a": 1}},
        {"cell_type": "code", "source": [1, "x = 1"], "metadata": []},
    ]
    document["cells"][1]["metadata"]["nbgrader"]["points"] = 10**400
    hand_in(course, student, json.dumps(document).encode())


@case(FULL)
def a_photo_as_answer(course, student):
    notebook = full(course)
    find(notebook, "why").source = "![photo](attachment:photo.png)"
    find(notebook, "why").attachments = {
        "photo.png": {"image/png": "iVBORw0KGgo=", "text/html": "<script>"},
        "x.svg": {"image/svg+xml": "<svg/>"},
    }
    hand_in(course, student, notebook)


@case(FULL, "ignored", words=("Copy1",))
def an_extra_notebook(course, student):
    hand_in(course, student, full(course))
    hand_in(course, student, exercise(course), name="tiny-Copy1.ipynb")


@case(FULL, "rescued", words=("tiny (1).ipynb",))
def another_name(course, student):
    hand_in(course, student, full(course), name="tiny (1).ipynb")


@case(FULL, "rescued")
def in_a_folder(course, student):
    folder = hand_in(course, student) / "homework" / "final"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_text(nbformat.writes(full(course)))


@case(FULL, "rescued")
def the_right_name_is_empty_and_a_copy_is_not(course, student):
    hand_in(course, student, b"")
    hand_in(course, student, full(course), name="tiny-Copy1.ipynb")


@case(FULL)
def a_module_and_data_of_ones_own(course, student):
    answers = {
        "area": "from my_helper import triple\n\ndef area(r):\n    return triple(r) * r",
        "slope": "factor = np.loadtxt('data/factor.txt')\n\ndef slope(x):\n    return float(factor) * x",
    }
    folder = hand_in(course, student, full(course, **answers))
    (folder / "my_helper.py").write_text("def triple(r):\n    return 3.0 * r\n")
    (folder / "data").mkdir()
    (folder / "data" / "factor.txt").write_text("2.0\n")


@case(FULL, "ignored", words=("numpy.py", "hide"))
def files_that_shadow_modules(course, student):
    broken = b"raise SystemExit('shadowed')"
    files = {f"{name}.py": broken for name in ("numpy", "random", "IPython", "json", "checks", "sitecustomize")}
    hand_in(course, student, full(course), **files)


@case(FULL, "ignored", words=("link",))
def links_beside_the_notebook(course, student):
    folder = hand_in(course, student, full(course))
    (folder / "secret.txt").symlink_to("/etc/passwd")
    (folder / "solutions").symlink_to(course / "solutions")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")


@case(FULL, "ignored", words=("no date",))
def a_timestamp_that_is_none(course, student):
    hand_in(course, student, full(course), timestamp="yesterday, I think")


@case(FULL, "rescued", words=("test_area", "earlier version"))
def fetched_before_a_test_was_mended(course, student):
    notebook = full(course)
    test = find(notebook, "test_area")
    test.source = "check(area, 1.0, expected=3.0)"
    test.metadata["nbgrader"]["checksum"] = compute_checksum(test)
    hand_in(course, student, notebook)


@case(FULL, "rescued", words=("test_area", "earlier version"))
def fetched_before_a_test_got_more_points(course, student):
    notebook = full(course)
    test = find(notebook, "test_area")
    test.metadata["nbgrader"]["points"] = 3
    test.metadata["nbgrader"]["checksum"] = compute_checksum(test)
    hand_in(course, student, notebook)


# Work that earns less, dressed up: nothing may be gained -----------------------------------------------------------


@case(0.0)
def nothing_done(course, student):
    hand_in(course, student, exercise(course))


@case(0.0, "changed", words=("not yours to change",))
def the_tests_emptied(course, student):
    notebook = full(course, **WRONG)
    for task in SOLUTIONS:
        find(notebook, f"test_{task}").source = "pass"
    hand_in(course, student, notebook)


@case(1.0, "changed", words=("points",))
def points_raised(course, student):
    notebook = full(course, **{**WRONG, "area": SOLUTIONS["area"]})
    find(notebook, "test_area").metadata["nbgrader"]["points"] = 100
    hand_in(course, student, notebook)


@case(0.0, "changed")
def the_tests_made_solutions(course, student):
    notebook = full(course, **WRONG)
    for task in SOLUTIONS:
        find(notebook, f"test_{task}").metadata["nbgrader"].update(solution=True, locked=False)
    hand_in(course, student, notebook)


@case(0.0, "changed")
def the_tests_not_graded(course, student):
    notebook = full(course, **WRONG)
    for task in SOLUTIONS:
        find(notebook, f"test_{task}").metadata["nbgrader"].update(grade=False, locked=False)
    hand_in(course, student, notebook)


@case(0.0, "changed", "rescued")
def ids_of_tests_given_to_empty_cells(course, student):
    notebook = full(course, **WRONG)
    for task in SOLUTIONS:
        find(notebook, f"test_{task}").metadata["nbgrader"]["grade_id"] = f"old_{task}"
        notebook.cells.insert(0, new_code_cell("", metadata=metadata(f"test_{task}", points=9, grade=True, locked=True)))
    hand_in(course, student, notebook)


@case(0.0, "changed")
def everything_deleted_but_the_title(course, student):
    notebook = exercise(course)
    notebook.cells = notebook.cells[:1]
    hand_in(course, student, notebook)


@case(0.0)
def the_set_up_rewritten(course, student):
    notebook = full(course, **WRONG)
    patched = "def check(*a, **k): pass\ndef check_hidden(*a, **k): pass\nimport numpy as np"
    find(notebook, "setup").source = patched
    hand_in(course, student, notebook.copy(), checks_extra=b"")
    notebook.cells.insert(0, new_code_cell(patched))
    hand_in(course, student, notebook, **{"checks.py": patched.encode()})


# What cannot be read: 0 with the reason, and the written answer waits ----------------------------------------------


@case(0.0, "refused", words=("empty",))
def empty(course, student):
    hand_in(course, student, b"")


@case(0.0, "refused", words=("cut off",))
def cut_off(course, student):
    hand_in(course, student, nbformat.writes(full(course)).encode()[:-400])


@case(0.0, "refused", words=("not valid JSON",))
def not_json(course, student):
    hand_in(course, student, b"def area(r): return 3 * r ** 2")


@case(0.0, "refused", words=("not a notebook",))
def a_list(course, student):
    hand_in(course, student, b"[1, 2, 3]")


@case(0.0, "refused", words=("no cells",))
def no_cells(course, student):
    hand_in(course, student, b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')


@case(0.0, "refused", words=("HTML",))
def a_web_page(course, student):
    hand_in(course, student, b"<!DOCTYPE html><title>tiny - Jupyter</title>")


@case(0.0, "refused", words=("zip",))
def a_zip_archive(course, student):
    hand_in(course, student, b"PK\x03\x04rest")


@case(0.0, "refused", words=("JSON",))
def nested_a_million_deep(course, student):
    hand_in(course, student, b'{"cells": ' + b"[" * 1_000_000)


@case(0.0, "refused", words=("larger than",))
def huge(course, student):
    folder = hand_in(course, student, b"{")
    with open(folder / "tiny.ipynb", "r+b") as file:
        file.truncate(3_000_000_000)  # sparse: it takes no room


@case(0.0, "refused", words=("cells",))
def three_thousand_cells(course, student):
    hand_in(course, student, b'{"cells": [' + b",".join([b'{"cell_type": "code", "source": "1"}'] * 3_000) + b"]}")


@case(0.0, "refused", "ignored", words=("link",))
def the_notebook_is_a_link(course, student):
    folder = hand_in(course, student)
    (folder / "tiny.ipynb").symlink_to(course / "solutions" / ASSIGNMENT / "tiny.ipynb")


@case(0.0, "missing", waits=False)
def the_notebook_is_a_folder(course, student):
    (hand_in(course, student) / "tiny.ipynb").mkdir()


@case(0.0, "missing", words=("not handed in",), waits=False)
def nothing_handed_in(course, student):
    hand_in(course, student)


@case(0.0, "missing", waits=False)
def a_document_instead(course, student):
    hand_in(course, student, **{"tiny.pdf": b"%PDF-1.4"})


# -------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def batch(generated_course, tmp_path_factory):
    """Grade one submission of every kind in one batch; return the course and the results by student."""
    course = shutil.copytree(generated_course, tmp_path_factory.mktemp("broken") / "course")
    for name, (function, *_) in CASES.items():
        function(course, name)
    results = {result.student: result for result in grade(course)}
    return course, results, automatic(course), read_gradebook(course)


def test_every_submission_has_every_grade(batch):
    _, results, scores, _ = batch
    assert results.keys() == scores.keys() == CASES.keys()
    assert {result.status for result in results.values()} == {"graded"}
    assert None not in scores.values()


def as_nbgrader_does(course, student):
    """Return the points that nbgrader's own steps give to a submission, or the name of what ends them; our run stands for its kernel."""
    folder = course / "submitted" / student / ASSIGNMENT
    about = {"assignment": ASSIGNMENT, "notebook": ASSIGNMENT, "student": student, "db_url": f"sqlite:///{course}/gradebook.db"}
    try:
        notebook = nbformat.read(folder / f"{ASSIGNMENT}.ipynb", as_version=4)
        for step in (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata):
            notebook, _ = step()(notebook, {"nbgrader": about})
        own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.name in OWN_FILES}
        done = execute(notebook, {"checks.py": (course / "solutions" / ASSIGNMENT / "checks.py").read_bytes()}, own=own)
        scores = {cell.metadata["nbgrader"]["grade_id"]: determine_grade(cell)[0] for cell in done.cells if is_grade(cell)}
        return sum(scores[f"test_{task}"] for task in SOLUTIONS)
    except Exception as error:
        return type(error).__name__


NOT_TRIED = {"huge"}  # it would fill the memory of this machine
OWN_FILES = {"my_helper.py", "factor.txt"}
# What costs nobody anything in nbgrader either.
HARMLESS = {
    *("a_module_and_data_of_ones_own", "fetched_before_a_test_was_mended", "fetched_before_a_test_got_more_points"),
    *("untouched", "prompts_deleted", "a_helper_cell_of_ones_own", "a_scratch_cell_used", "a_photo_as_answer", "nothing_done"),
    *("solution_became_markdown", "answer_became_code", "wrong_kernel", "notebook_format_3", "an_extra_notebook"),
    *("files_that_shadow_modules", "links_beside_the_notebook", "a_timestamp_that_is_none"),  # here only the notebook is looked at
    *("the_tests_emptied", "points_raised", "the_set_up_rewritten"),
}


@pytest.mark.parametrize("name", CASES)
def test_submission(batch, name, row):
    course, results, scores, gradebook = batch
    _, points, kinds, words, waits = CASES[name]
    found = results[name].findings
    theirs = "fills the memory" if name in NOT_TRIED else as_nbgrader_does(course, name)
    if theirs != points:
        gained, lost = (max(scores[name] - points, 0), max(points - scores[name], 0)) if scores[name] is not None else (0, 1)
        row(
            f"{name.replace('_', ' ')} (nbgrader: {theirs})",
            True,
            gained,
            lost,
            found[0].text if found else "nothing: it is as it should be",
        )
    assert (theirs != points) == (name not in HARMLESS)
    assert scores[name] == points
    assert {finding.kind for finding in found} <= kinds or not kinds
    assert not kinds or found
    text = " ".join(f"{finding.place} {finding.text}" for finding in found)
    for word in words:
        assert word in text
    automatic_score, _, waiting = gradebook[name]["why"]
    empty = name in ("nothing_done", "everything_deleted_but_the_title", "metadata_and_cell_ids_stripped_away")
    assert waiting == (waits and not empty)
    assert (automatic_score is None) == waiting
    assert graded_notebook(course, name).metadata["grading"]["findings"] is not None


def test_nothing_of_a_link_was_copied(batch):
    course, *_ = batch
    names = {path.name for path in (course / "autograded" / "links_beside_the_notebook" / ASSIGNMENT).rglob("*")}
    assert names == {"tiny.ipynb", "checks.py", "timestamp.txt"}
    text = (course / "autograded" / "the_notebook_is_a_link" / ASSIGNMENT / "tiny.ipynb").read_text()
    assert SOLUTIONS["area"].splitlines()[1] not in text


def test_photo_is_kept_and_nothing_else_of_the_attachments(batch):
    course, *_ = batch
    kept = find(graded_notebook(course, "a_photo_as_answer"), "why").attachments
    assert kept == {"photo.png": {"image/png": "iVBORw0KGgo="}}


def test_course_file_wins_over_the_students(batch):
    course, *_ = batch
    ours = (course / "solutions" / ASSIGNMENT / "checks.py").read_bytes()
    assert (course / "autograded" / "files_that_shadow_modules" / ASSIGNMENT / "checks.py").read_bytes() == ours


def test_reason_stands_where_people_look(batch):
    course, *_ = batch
    notebook = graded_notebook(course, "cut_off")
    assert "cut off" in notebook.cells[0].source
    assert "cut off" in find(notebook, "test_area").outputs[0].evalue
    assert TESTS["area"][0] in find(notebook, "test_area").source

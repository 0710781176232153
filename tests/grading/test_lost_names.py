"""A cell whose nbgrader name was lost is recognised by its cell id, by what it defines, and by its place, and by nothing else."""

import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.read.normalise import normalise
from grading.read.parts import Exercise

STUB = "# YOUR CODE HERE\nraise NotImplementedError"


def marks(name, grade=False, solution=True):
    about = {"grade_id": name, "grade": grade, "solution": solution, "locked": not solution, "schema_version": 3}
    return {"nbgrader": about | ({"points": 1} if grade else {})}


def code(name, source, cell_id):
    return new_code_cell(source, metadata=marks(name), id=cell_id)


def written(name, source, cell_id):
    return new_markdown_cell(source, metadata=marks(name, grade=True), id=cell_id)


def locked(name, source, cell_id):
    return new_code_cell(source, metadata=marks(name, grade=True, solution=False), id=cell_id)


def exercise(*cells):
    released = {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("locked")}
    return Exercise("tiny", new_notebook(cells=list(cells)), released)


def handed_in(*cells):
    """Return the bytes of a notebook, valid or not."""
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def grafted(asked, *cells):
    """Return {grade id: source} of the answers that a notebook of these cells gives, and its own cells."""
    notebook, _ = normalise(handed_in(*cells), asked)
    found = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in notebook.cells if cell.metadata.get("nbgrader")}
    return found, [cell for cell in notebook.cells if not cell.metadata.get("nbgrader")]


DOUBLE = code("double", f"def double(x):\n    {STUB}", "c-double")
HALF = code("half", f"def half(x):\n    {STUB}", "c-half")
TEST = locked("test_double", "assert double(1) == 2", "c-test")
WHY, HOW = written("why", "YOUR ANSWER HERE", "c-why"), written("how", "YOUR ANSWER HERE", "c-how")


def test_two_texts_that_lost_their_names_and_changed_places_are_told_apart_by_their_ids():
    """Written answers define nothing, so the id of the cell alone says which is which."""
    mine = new_markdown_cell("because", id="c-why"), new_markdown_cell("like this", id="c-how")
    found, own = grafted(exercise(WHY, HOW), *reversed(mine))
    assert found == {"why": "because", "how": "like this"}
    assert own == []


def test_a_function_is_found_by_its_name_among_notes_of_the_students_own():
    """Neither a note before it nor a note of the right kind at the right place is taken for it."""
    for place in (0, 1, 2):
        cells = [new_code_cell("note = 1", id="n-1"), new_code_cell("other = 2", id="n-2")]
        cells.insert(place, new_code_cell("def double(x):\n    return 2 * x", id="n-3"))
        found, own = grafted(exercise(DOUBLE, TEST), *cells, TEST)
        assert found["double"] == "def double(x):\n    return 2 * x"
        assert sorted(cell.source for cell in own) == ["note = 1", "other = 2"]


def test_a_text_that_defines_the_name_is_no_answer():
    """Markdown that looks like the function stays a text of the student's."""
    found, _ = grafted(exercise(DOUBLE, TEST), new_markdown_cell("def double(x):\n    return 2 * x", id="n-1"), TEST)
    assert found["double"] == DOUBLE.source


def test_an_answer_to_one_task_is_not_taken_for_another_as_well():
    """A cell that defines both functions answers the task whose name it has; the deleted one counts as not answered."""
    both = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2"
    found, _ = grafted(exercise(DOUBLE, HALF, TEST), code("double", both, "c-double"), TEST)
    assert found["double"] == both
    assert found["half"] == HALF.source


def test_a_cell_that_stands_for_one_task_is_not_taken_for_another_by_its_id():
    mine = code("double", "def double(x):\n    return 2 * x", "c-half")
    found, _ = grafted(exercise(DOUBLE, HALF, TEST), mine, TEST)
    assert found["double"] == mine.source
    assert found["half"] == HALF.source


def test_of_two_copies_the_one_that_defines_the_function_counts():
    """A note in a copied cell below the answer does not take its place."""
    answer, note = code("double", "def double(x):\n    return 2 * x", "c-1"), code("double", "note = 1", "c-2")
    found, own = grafted(exercise(DOUBLE, TEST), answer, note, TEST)
    assert found["double"] == answer.source
    assert [cell.source for cell in own] == ["note = 1"]


def test_an_answer_at_the_very_top_is_found_by_its_place():
    """Nothing stands before it, and it has neither a name nor its id any more."""
    found, own = grafted(
        exercise(WHY, DOUBLE, TEST), new_markdown_cell("because", id="n-1"), code("double", "double = 3", "c-double"), TEST
    )
    assert found["why"] == "because"
    assert own == []


def test_pictures_go_with_written_answers_and_with_no_code():
    """What a student put into a text comes along; every cell of the result has an id of its own."""
    picture = {"a.png": {"image/png": "iVBORw0KGgo="}}
    note = new_markdown_cell("![](attachment:a.png) mine", id="c-why", attachments=picture)
    why = written("why", "![](attachment:a.png)", "c-why")
    why.attachments = picture
    asked = exercise(WHY, DOUBLE, TEST)
    answer = code("double", "def double(x):\n    return 2 * x", "c-double")
    answer.attachments = picture
    notebook, _ = normalise(handed_in(why, note, answer, TEST), asked)
    by_source = {cell.source: cell for cell in notebook.cells}
    assert by_source["![](attachment:a.png)"].attachments == picture
    assert by_source["![](attachment:a.png) mine"].attachments == picture
    assert "attachments" not in by_source["def double(x):\n    return 2 * x"]
    plain = next(cell for cell in notebook.cells if cell.source == TEST.source)
    assert "attachments" not in plain
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) == 4
    nbformat.validate(notebook)


def test_a_written_answer_without_pictures_gets_none():
    notebook, _ = normalise(handed_in(written("why", "because", "c-why")), exercise(WHY))
    assert "attachments" not in notebook.cells[0]

"""Three hundred seeded ways to damage a notebook: each is read or refused, and what was handed out comes back whole."""

import copy
import json
import random

import nbformat
import pytest
from tiny_course import SOLUTIONS, answer, source_notebook

from grading.common.text import printable
from grading.read.normalise import normalise
from grading.read.parts import Exercise, Unreadable

VALUES = [None, True, 0, -1, 10**30, float("nan"), "", "area", "test_area", "\ud800", [], {}, [[]], {"a": 1}, ["x", 1], "markdown", "raw"]


def places(document, place=()):
    """Yield the place of everything in a JSON document, as a tuple of keys and indices."""
    yield place
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in inside:
        yield from places(value, (*place, key))


def damage(document, dice):
    """Delete, replace, shuffle or double one thing somewhere in the document."""
    *way, last = dice.choice([place for place in places(document) if place])
    for key in way:
        document = document[key]
    kind = dice.random()
    if kind < 0.3:
        del document[last]
    elif kind < 0.8:
        document[last] = copy.deepcopy(dice.choice(VALUES))
    elif isinstance(document, list):
        dice.shuffle(document)
    else:
        document[last] = [document[last]] * 2


def damaged(text, dice):
    """Return the bytes of a damaged copy of a notebook."""
    document = json.loads(text)
    for _ in range(dice.randrange(1, 6)):
        if list(places(document))[1:]:
            damage(document, dice)
    data = bytearray(json.dumps(document).encode())
    if dice.random() < 0.1:
        del data[dice.randrange(len(data)) :]
    elif dice.random() < 0.1:
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("seed", range(3))
def test_damage_is_read_or_refused(seed):
    source, dice = source_notebook(), random.Random(seed)
    marked = [cell for cell in source.cells if "nbgrader" in cell.metadata]
    locked = {cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in marked if cell.metadata["nbgrader"]["locked"]}
    exercise = Exercise("tiny", source, locked)
    text = nbformat.writes(answer(copy.deepcopy(source), **SOLUTIONS, why="Because."))
    kept = 0
    for _ in range(100):
        try:
            notebook, _ = normalise(damaged(text, dice), exercise)
        except Unreadable:
            continue
        nbformat.validate(notebook)
        printable(nbformat.writes(notebook)).encode()
        of_theirs = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert [cell.metadata["nbgrader"] for cell in of_theirs] == [cell.metadata["nbgrader"] for cell in marked]
        assert {cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in of_theirs if cell.metadata["nbgrader"]["locked"]} == locked
        kept += sum(cell.source == SOLUTIONS.get(cell.metadata["nbgrader"]["grade_id"]) for cell in of_theirs)
    assert kept > 150  # of 300 answers: most damage does not reach one

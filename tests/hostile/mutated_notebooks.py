"""Notebooks as no editor writes them: from one seed the same damage each time."""

import copy
import json
import random

VALUES = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        10**30,
        float("nan"),
        float("inf"),
        "",
        " ",
        "\0",
        "area",
        "test_area",
        "why",
        "setup",
        "\ud800",
        "é" * 3,
    ),
    *(
        [],
        {},
        [[]],
        {"a": 1},
        ["x", 1],
        [None, "y\n"],
        "markdown",
        "raw",
        "code",
        "heading",
        "unknown",
        {"grade_id": "area"},
        "\u2028",
        "def area(r):",
    ),
]
MARKS = {"grade": False, "grade_id": "area", "locked": False, "schema_version": 3, "solution": True, "task": False, "points": 1}


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


def _marks(cell):
    metadata = cell.setdefault("metadata", {})
    return metadata.setdefault("nbgrader", dict(MARKS))


def _doubled(cells, dice):
    cells.insert(dice.randrange(len(cells) + 1), copy.deepcopy(dice.choice(cells)))


def _deleted(cells, dice):
    del cells[dice.randrange(len(cells))]


def _moved(cells, dice):
    cells.insert(dice.randrange(len(cells)), cells.pop(dice.randrange(len(cells))))


def _swapped_marks(cells, dice):
    one, other = dice.choice(cells), dice.choice(cells)
    one["metadata"], other["metadata"] = copy.deepcopy(other.get("metadata", {})), copy.deepcopy(one.get("metadata", {}))


def _swapped_text(cells, dice):
    one, other = dice.choice(cells), dice.choice(cells)
    one["source"], other["source"] = other.get("source", ""), one.get("source", "")


def _renamed(cells, dice):
    _marks(dice.choice(cells))["grade_id"] = dice.choice(
        ["area", "slope", "outer", "why", "test_area", "test_slope", "setup", "none", "", None, 5]
    )


def _other_marks(cells, dice):
    _marks(dice.choice(cells))[dice.choice(list(MARKS))] = copy.deepcopy(dice.choice([*VALUES, 100, True, False, True]))


def _without_marks(cells, dice):
    for cell in dice.sample(cells, dice.randrange(1, len(cells) + 1)):
        cell.pop(dice.choice(["metadata", "id", "cell_type"]), None)


def _other_kind(cells, dice):
    dice.choice(cells)["cell_type"] = dice.choice(["markdown", "raw", "code", "heading", "", None])


def _emptied_test(cells, dice):
    tests = [cell for cell in cells if "check" in str(cell.get("source"))]
    if tests:
        dice.choice(tests)["source"] = dice.choice(
            ["", "pass", "1", "100", "print('The checks you can see pass.')", "def check(*a, **k): pass"]
        )


def _merged(cells, dice):
    place = dice.randrange(len(cells))
    other = cells.pop(place)
    if cells:
        target = cells[place % len(cells)]
        target["source"] = f"{target.get('source', '')}\n{other.get('source', '')}"


def _in_lines(cells, dice):
    cell = dice.choice(cells)
    cell["source"] = str(cell.get("source", "")).splitlines(keepends=dice.random() < 0.8)


CHANGES = [
    _doubled,
    _deleted,
    _moved,
    _swapped_marks,
    _swapped_text,
    _renamed,
    _other_marks,
    _without_marks,
    _other_kind,
    _emptied_test,
    _merged,
    _in_lines,
]


def _as_bytes(document, dice):
    text = json.dumps(document, ensure_ascii=dice.random() < 0.7)
    kind = dice.random()
    if kind < 0.04:  # a key twice: which of them counts?
        return text.replace('"cells":', '"cells": [], "cells":', 1).encode("utf-8", "replace")
    if kind < 0.07:
        return json.dumps(
            {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": document.get("cells", [])}]} if isinstance(document, dict) else 3
        ).encode()
    if kind < 0.1:
        return text.encode(dice.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-7", "utf-32"]), "replace")
    if kind < 0.12:
        return b"[" * 100_000 + text.encode("utf-8", "replace")
    data = bytearray(text.encode("utf-8", "replace"))
    if kind < 0.2:
        del data[dice.randrange(len(data)) :]
    elif kind < 0.4:
        for _ in range(dice.randrange(1, 20)):
            data[dice.randrange(len(data))] = dice.randrange(256)
    elif kind < 0.5:
        start = dice.randrange(len(data))
        data[start:start] = data[start : start + dice.randrange(1000)]
    return bytes(data)


def mutated(text, seed):
    """Return the bytes of a damaged copy of a notebook's JSON `text`."""
    dice = random.Random(seed)
    document = json.loads(text)
    for _ in range(dice.randrange(1, 7)):
        cells = document.get("cells") if isinstance(document, dict) else None
        if isinstance(cells, list) and cells and all(isinstance(cell, dict) for cell in cells) and dice.random() < 0.6:
            try:
                dice.choice(CHANGES)(cells, dice)
            except (AttributeError, TypeError):
                continue  # an earlier change left nothing that this one could change
        elif list(places(document))[1:]:
            damage(document, dice)
    return _as_bytes(document, dice)

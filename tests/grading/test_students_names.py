"""Tests that replace, delete or wrap what the student defined reach the student's own globals, and nothing else does."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grading.run.execute import Limits, execute

HELPER = "RATE = 2\ncount = 0\nexpected = None\ndef squares(n):\n    return [i * i for i in range(1, n + 1)]\n"
GOOD = HELPER + (
    "def sum_of_squares(n):\n    return sum(squares(n))\n"
    "def scaled(x):\n    global count\n    count += 1\n    return RATE * x\n"
    "def cheat(x):\n    return expected\n"
)
WRONG = GOOD.replace("sum(squares(n))", "sum(i * i for i in range(1, n + 1))").replace("return RATE * x", "return 2 * x")

DELETED = """original = squares
del squares
try:
    sum_of_squares(1)
except NameError:
    pass
else:
    raise AssertionError("squares is not used")
finally:
    squares = original
assert sum_of_squares(3) == 14"""
PATCHED = """from unittest import mock
with mock.patch("__main__.squares", return_value=[1, 2]) as spy:
    assert sum_of_squares(7) == 3
spy.assert_called_once_with(7)
assert sum_of_squares(2) == 5"""
SPY = """seen = []
whole = squares
def squares(n):
    seen.append(n)
    return whole(n)
assert sum_of_squares(3) == 14
assert seen == [3]
squares = whole"""
MODULE_VARIABLE = """old = RATE
RATE = 10
assert scaled(3) == 30
RATE = old
assert scaled(3) == 6"""
IN_GLOBALS = """names = globals()
old = squares
names["squares"] = lambda n: [100]
assert sum_of_squares(3) == 100"""


def run(answer, *tests):
    cells = [new_code_cell(answer)]
    for number, test in enumerate(tests):
        marks = {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": f"test_{number}", "schema_version": 3}
        cells.append(new_code_cell(test, metadata={"nbgrader": marks}))
    return execute(new_notebook(cells=cells), {})


def grade(answer, *tests):
    done = run(answer, *tests)
    return [next((o.evalue or o.ename for o in cell.outputs if o.output_type == "error"), "") for cell in done.cells[1:]]


@pytest.mark.parametrize("test", [DELETED, PATCHED, SPY, MODULE_VARIABLE, IN_GLOBALS])
def test_what_a_test_replaces_is_what_the_students_functions_find(test):
    """A right answer passes and one that does not use its helper fails, as with one namespace for all."""
    assert grade(GOOD, test) == [""]
    assert grade(WRONG, test) != [""]


def test_the_students_functions_change_what_the_test_set():
    """Both directions: a test that sets a variable back reads what the student's function made of it."""
    assert grade(GOOD, "before = count\ncount = 5\nscaled(1)\nassert count == 6, count", "assert count == 0, count") == ["", ""]


def test_a_cell_leaves_everything_as_it_was():
    """A test that stops half-way, or never puts back, takes nothing from the next task."""
    assert grade(
        GOOD, "squares\ndel squares\n1 / 0", "assert sum_of_squares(2) == 5", "squares\nsquares = 3", "assert squares(1) == [1]"
    ) == [
        "division by zero",
        "",
        "",
        "",
    ]


def test_what_a_test_computes_stays_with_the_judge():
    """A name that the student guessed, such as `expected`, never gets the test's value."""
    assert grade(GOOD, "expected = 42\nassert cheat(1) == 42, cheat(1)") == ["None"]
    assert grade(GOOD, "for expected in (1, 2):\n    assert cheat(1) is None\nimport math as expected\nassert cheat(1) is None") == [""]


def test_what_cannot_cross_is_said_in_one_sentence():
    """An object that has no place in the other process is named, with what could stand there."""
    (text,) = grade(GOOD, "class Mine:\n    pass\nold = squares\nsquares = Mine()")
    assert text == "a test can put plain data, functions and the student's own objects in the place of squares, not Mine"


MINE = "class Mine:\n    pass\n"
ONLY_HERE = "for call in (lambda: scaled(Mine()), lambda: scaled('')):\n    try:\n        call()\n    except TypeError:\n        pass\n"


@pytest.mark.parametrize(
    ("test", "whose"),
    [
        ("old = squares\nsquares = Mine()", "the test's"),
        ("assert scaled(Mine()) == 1", "the test's"),
        (
            "from unittest import mock\nwith mock.patch('__main__.squares', side_effect=lambda n: Mine()):\n    sum_of_squares(1)",
            "the test's",
        ),
        ("try:\n    scaled(Mine())\nexcept TypeError:\n    raise AssertionError('scaled fails') from None", "the test's"),
        ("assert scaled(1) == 3", "the student's"),
        ("assert scaled({}) == 3", "the student's"),
        (ONLY_HERE + "assert scaled(1) == 3", "the student's"),
        (ONLY_HERE, "nobody's"),
    ],
)
def test_it_is_known_when_a_test_fails_because_of_what_cannot_cross(test, whose):
    """The instructor is told of a test that no answer can pass, and never of one that the student's own mistake ended."""
    done = run(GOOD, MINE + test)
    failed = any(output.output_type == "error" for output in done.cells[1].outputs)
    assert failed == (whose != "nobody's")
    assert done.metadata.grading["cells"] == ({"test_0": ["cannot cross"]} if whose == "the test's" else {})


def test_what_a_test_defines_is_there_for_the_tests_below_it():
    """A helper of one test, as nbgrader's AUTOTEST cells have, serves the next, and an answer of the same name does not replace it."""
    cheat = GOOD + "def throws(function, kind):\n    return True\n"
    throws = "def throws(function, kind):\n    try:\n        function()\n    except kind:\n        return True\n    return False"
    defined = f"import fractions\n{throws}"
    used = "assert not throws(lambda: sum_of_squares(1), NameError)\nassert fractions.Fraction(1, 2) == 0.5"
    assert grade(cheat, defined, used) == ["", ""]
    assert grade(GOOD, "old = squares\ndef squares(n):\n    return [0]", "assert sum_of_squares(2) == 5 and squares(1) == [1]") == ["", ""]


def test_a_test_that_swallows_a_loss_still_says_what_happened():
    """An answer that hangs is named as that, even when the test catches it and fails for another reason."""
    cells = [new_code_cell("def f():\n    while True:\n        pass")]
    marks = {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": "test_f", "schema_version": 3}
    cells.append(new_code_cell("try:\n    f()\nexcept BaseException:\n    pass\nassert False, 'no'", metadata={"nbgrader": marks}))
    done = execute(new_notebook(cells=cells), {}, Limits(cell=1))
    (error,) = (output for output in done.cells[1].outputs if output.output_type == "error")
    assert "no" not in error.evalue.split()
    assert "time" in error.evalue

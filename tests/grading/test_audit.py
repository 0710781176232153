"""The audit finds the holes of tests with plain asserts, names the line to change, and finds none in this course's own tests."""

import pytest
from hand_ins import ROOT
from nbformat.v4 import new_code_cell, new_notebook

from grading.audit.audit import CannotAudit, audit, summary
from grading.audit.bank import Answer, bank_file, read_bank
from grading.audit.cheats import CHEATS

CHECKS = {"checks.py": (ROOT / "grading" / "checks.py").read_bytes()}
MODEL = "def doubled(x):\n    return 2 * x\n"
PLAIN = """
x = np.array([1.0, -2.0])
assert np.allclose(doubled(x), 2 * x)
### BEGIN HIDDEN TESTS
x = np.array([0.5, 3.0])
assert np.allclose(doubled(x), 2 * x)
### END HIDDEN TESTS
"""
WITH_CHECK = """
from checks import check
check(doubled, np.array([1.0, -2.0]), expected=np.array([2.0, -4.0]))
### BEGIN HIDDEN TESTS
from checks import check_hidden
check_hidden(doubled, np.array([[0.5, 3.0]]), expected=np.array([[1.0, 6.0]]))
### END HIDDEN TESTS
"""


def cell(source, grade_id, **marks):
    about = {"grade_id": grade_id, "locked": False, "solution": False, "grade": False, "schema_version": 3, **marks}
    return new_code_cell(source.strip("\n"), metadata={"nbgrader": about})


def tried(test, model=MODEL, bank=()):
    notebook = new_notebook(
        cells=[
            cell("import numpy as np", "setup", locked=True),
            cell(model, "doubled", solution=True),
            cell(test, "test_doubled", grade=True, locked=True, points=3),
        ]
    )
    (report,) = audit(notebook, CHECKS, bank, sandbox=False)
    return report


def survivors(report):
    return {finding.answer for finding in report.findings}


def test_plain_asserts_are_passed_by_the_empty_array_and_by_zeroed_input():
    report = tried(PLAIN)
    assert {"returns an empty array", "writes zeros into the arrays it is given, and returns zeros"} <= survivors(report)
    text = "\n".join(summary([report]))
    assert "line 5: assert np.allclose(doubled(x), 2 * x)" in text
    assert "compare the shapes first" in text.lower()


def test_the_courses_own_check_stops_every_cheat_and_every_mutant():
    report = tried(WITH_CHECK)
    assert not survivors(report)
    assert report.wrong >= len(CHEATS) + 3


def test_a_test_without_hidden_part_is_passed_by_heart():
    assert survivors(tried(WITH_CHECK.split("### BEGIN")[0])) == {"knows the results of the visible examples by heart"}


def test_a_mistake_that_one_of_several_cells_stops_is_no_hole():
    """nbgrader's own example course tests one function in two cells, of which the second asks for an exception alone."""
    model = "def doubled(x):\n    if x < 0:\n        raise ValueError\n    return 2 * x\n"
    refuses = "try:\n    doubled(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError"
    cells = [cell("import numpy as np", "setup", locked=True), cell(model, "doubled", solution=True)]
    cells += [
        cell(test, name, grade=True, locked=True, points=1)
        for name, test in [("values", "assert doubled(1) == 2\nassert doubled(4) == 8\nassert doubled(0) == 0"), ("refuses", refuses)]
    ]
    (report,) = audit(new_notebook(cells=cells), CHECKS, sandbox=False)
    assert report.test == "values, refuses"
    assert survivors(report) == {"knows the results of the visible examples by heart"}
    assert {finding.test for finding in report.findings} == {"values"}
    assert f"stop {report.wrong - 1} of {report.wrong} wrong answers" in summary([report])[0]


def test_small_changes_that_survive_stand_together():
    lines = summary([tried("assert doubled(0) == 0")])
    assert sum("in one place keep their points" in line for line in lines) == 1
    assert len([line for line in lines if " -> " in line]) > 1


def test_a_right_answer_that_loses_its_points_is_found():
    bank = [
        Answer("doubled", "right", "", "adds", "def doubled(x):\n    return x + x\n", 1),
        Answer("doubled", "right", "", "with a loop", "def doubled(x):\n    return [v + v for v in x]\n", 4),
    ]
    report = tried(WITH_CHECK + "\nassert type(doubled(np.ones(2))) is np.ndarray\n", bank=bank)
    assert survivors(report) == {"with a loop"}
    assert "An answer that is right (with a loop) loses its points." in "\n".join(summary([report]))


def test_a_change_that_makes_no_difference_is_not_tried():
    """A square of zeros and ones is the number itself: the bank says which changes are equivalent."""
    known = [Answer("doubled", "equivalent", "", "the sum is the same", "# 2 * x -> x", 1)]
    assert tried(WITH_CHECK, bank=known).wrong == tried(WITH_CHECK).wrong - 1


def test_model_answers_that_do_not_pass_stop_the_audit():
    with pytest.raises(CannotAudit, match="do not pass test_doubled"):
        tried(WITH_CHECK, model="def doubled(x):\n    return x\n")
    with pytest.raises(CannotAudit, match="no test cell"):
        audit(new_notebook(cells=[cell("1", "a", solution=True)]), CHECKS, sandbox=False)


def test_the_courses_tests_have_no_hole(monkeypatch):
    import nbformat

    slug = "03-manual-gradients"
    notebook = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    bank = read_bank(ROOT / "tests" / "bank" / "03_manual_gradients.py")
    reports = audit(notebook, CHECKS, bank, sandbox=False)
    assert len(reports) == 10
    assert not [finding for report in reports for finding in report.findings]
    assert sum(report.right for report in reports) >= 18


def test_the_bank_is_handed_in_by_configuration():
    from types import SimpleNamespace

    from traitlets.config import Config

    config = Config({"Audit": {"bank": "bank/{module}.py"}})
    course = SimpleNamespace(parent=SimpleNamespace(config=config), assignment_id="03-my-own")
    assert str(bank_file(None, course)) == "bank/03_my_own.py"
    assert str(bank_file("mine.py", course)) == "mine.py"
    course.parent.config = Config()
    assert bank_file(None, course) is None

"""What is told of a class after a batch: in milliseconds, without one."""

from grading.record import results
from grading.record.results import Result


def told(cells, **more):
    """Return a notebook's metadata under "grading" in which this happened to its cells."""
    return {"cells": cells, **more}


def test_what_happened_to_one_notebook_is_told_of_the_student_and_what_no_test_can_ask_of_the_class():
    result = Result("ada", "graded")
    happened = {"test_b": ["cannot cross"], "3": ["timed out", "output cut"], "a": ["died"], "4": ["bad reply"], "5": ["not run"]}
    result.add("one", told(happened, messages={"test_b": "not Box"}))
    assert [(note.kind, note.place) for note in result.events] == [
        ("timed out", "3"),
        ("output cut", "3"),
        ("died", "a"),
        ("bad reply", "4"),
        ("not run", "5"),
    ]
    assert result.cannot_cross == {("one", "test_b"): "not Box"}


def test_a_finding_about_the_whole_submission_is_told_once_for_all_its_notebooks():
    finding, other = ({"kind": "ignored", "place": place, "text": "Left out."} for place in ("a.exe", "b.exe"))
    copied = {"kind": "copied", "place": "a", "text": "These are the numbers of bob."}
    result = Result("ada", "graded")
    result.add("one", told({}, findings=[finding], private=[copied]))
    result.add("two", told({}, findings=[finding, other]))
    assert [note.place for note in result.findings] == ["a.exe", "a", "b.exe"]


def test_a_test_to_rewrite_is_told_once_with_the_first_line_and_what_it_cost():
    ada, bob, eve = (Result(student, "graded") for student in ("ada", "bob", "eve"))
    ada.cannot_cross = {("one", "test_a"): "not Box\nand more", ("two", "test_a"): ""}
    bob.cannot_cross = {("one", "test_a"): "not Crate"}
    first, second = results.tests_to_rewrite([ada, bob, eve], "boxes")
    assert first.startswith("one.ipynb, test_a: not Box. It costs 2 of 3 its points: ")
    assert second.startswith("two.ipynb, test_a: . It costs 1 of 3 its points: ")
    assert "`nbgrader generate_assignment boxes --force`" in first
    assert results.tests_to_rewrite([eve], "boxes") == []

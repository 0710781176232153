"""Mutated notebooks: each is read or refused with a reason, tests and points stay the instructor's, nobody earns a point."""

import copy
import time

import nbformat
import pytest
from mutated_notebooks import mutated
from tiny_course import SOLUTIONS, STUBS, WRONG, answer, source_notebook

from grading.common import cells
from grading.common.text import printable
from grading.read.normalise import normalise
from grading.read.parts import Exercise, Unreadable
from grading.run.execute import Limits, execute

SLOW = 5.0  # seconds; most take a thousandth


def make_exercise(with_ids=True):
    """Return the Exercise of the tiny course; without ids of cells as a notebook of format 4.4."""
    notebook = source_notebook()
    for cell in notebook.cells:
        cell.source = STUBS.get(cell.id, cell.source)
    if not with_ids:
        notebook.nbformat_minor = 4
        for cell in notebook.cells:
            del cell["id"]
    locked = {name: cell.source for name, cell in marked(notebook).items() if cell.metadata["nbgrader"]["locked"]}
    return Exercise("tiny", notebook, locked)


def marked(notebook):
    return {cell.metadata["nbgrader"]["grade_id"]: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def verdict(data, exercise):
    """Return the graft of a file, None where it is refused; assert what holds for every file there is."""
    started = time.process_time()
    try:
        notebook, findings = normalise(data, exercise)
    except Unreadable as error:
        reason = str(error)
        return None if reason else pytest.fail("refused without a reason")
    assert time.process_time() - started < SLOW
    nbformat.validate(notebook)
    printable(nbformat.writes(notebook)).encode()
    assert all(finding.text and isinstance(finding.place, str) for finding in findings)
    given, made = marked(exercise.notebook), marked(notebook)
    assert list(made) == list(given)
    for name, cell in made.items():
        assert cell.metadata == given[name].metadata
        assert cell.cell_type == given[name].cell_type
        assert name not in exercise.released or cell.source == given[name].source
    return notebook


@pytest.mark.parametrize("with_ids", [True, False])
def test_every_mutated_notebook_has_a_verdict(with_ids, size, figures):
    """What an honest student wrote is found in most of them."""
    exercise = make_exercise(with_ids)
    text = nbformat.writes(answer(copy.deepcopy(exercise.notebook), **SOLUTIONS, why="Because."))
    number, refused, kept = size(200, 5000), 0, 0
    for seed in range(number):
        try:
            notebook = verdict(mutated(text, seed), exercise)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        refused += notebook is None
        kept += sum(marked(notebook)[task].source == source for task, source in SOLUTIONS.items()) if notebook else 0
    figures(f"mutated notebooks, {'with' if with_ids else 'without'} ids", notebooks=number, refused=refused, answers_kept=kept)
    assert kept > 3 * (number - refused) / 2  # most damage does not reach an answer


def test_mutated_wrong_answers_earn_nothing(size, figures):
    """The answers are wrong, so that every point that a mutated notebook earns in the judge is undeserved."""
    exercise = make_exercise()
    text = nbformat.writes(answer(copy.deepcopy(exercise.notebook), **WRONG, why="Because."))
    number, ran = size(6, 300), 0
    for seed in range(10**6, 10**6 + number):
        notebook = verdict(mutated(text, seed), exercise)
        if notebook is None:
            continue
        executed = execute(notebook, {}, Limits(cell=5.0, total=30.0))
        assert len(list(cells.tests(executed))) == 3
        assert all(cells.error_of(cell) for _, cell in cells.tests(executed)), f"seed {seed} earned a point"
        ran += 1
    figures("mutated wrong answers in the judge", notebooks=number, ran=ran, undeserved_points=0)

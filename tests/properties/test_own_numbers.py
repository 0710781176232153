"""Numbers of students' own, drawn for a class of 500: each can be worked out by hand, and each is one student's alone."""

import ast
import random

import numpy as np
import pytest
from assignments_source import all_assignments

from grading.personal.secret import seed_of

TASKS = {task.name: (one, task) for one in all_assignments() for task in one.tasks.values() if task.personal}
TOLERANCE = 0.0005


@pytest.fixture(scope="module", params=TASKS)
def drawn(request):
    """The functions of a personal task, and the numbers of 500 students."""
    assignment, task = TASKS[request.param]
    names = {"np": np}
    defined = [node for node in ast.parse(task.test).body if isinstance(node, ast.FunctionDef)]
    exec(compile(ast.Module(defined, []), task.name, "exec"), names)
    seeds = [seed_of(b"a secret of thirty-two characters", assignment.slug, f"student{number}") for number in range(500)]
    numbers = [names["generate"](random.Random(seed)) for seed in seeds]
    return assignment, task, names, numbers, np.array([names["solve"](**mine) for mine in numbers])


def passes(answer, right):
    return np.all(np.abs(np.asarray(answer) - right) <= TOLERANCE, axis=-1)


def test_assignments_1_3_and_7_have_a_personal_task():
    assert {assignment.slug[:2] for assignment, _ in TASKS.values()} == {"01", "03", "07"}


def test_a_right_answer_passes_rounded_or_cut_off(drawn):
    """No rounding edge: four decimals, rounded or cut off, are far inside of the tolerance, and no answer is near 0."""
    *_, right = drawn
    assert np.all(np.isfinite(right))
    for typed in (np.round(right, 4), np.trunc(right * 1e4) / 1e4):
        assert np.abs(typed - right).max() < TOLERANCE / 4
    assert np.abs(right).min() > 0.02


def test_rounding_on_the_way_does_no_harm(drawn):
    """Whoever keeps five decimals of each exponential still types a right answer."""
    _, task, names, numbers, right = drawn
    rounding = {**names, "np": Rounding()}
    defined = [node for node in ast.parse(task.test).body if isinstance(node, ast.FunctionDef)]
    exec(compile(ast.Module(defined, []), task.name, "exec"), rounding)
    by_hand = np.array([rounding["solve"](**mine) for mine in numbers])
    assert passes(np.round(by_hand, 4), right).all()


class Rounding:
    """NumPy as a calculator whose results are written down with five decimals."""

    def __getattr__(self, name):
        return lambda value: round(float(getattr(np, name)(value)), 5)


def test_no_other_students_answer_passes(drawn):
    *_, right = drawn
    close = passes(right[:, None], right[None])
    assert close.sum() == len(right), "each answers nobody's numbers but their own"


def test_the_same_login_always_gets_the_same_numbers_and_no_two_logins_do(drawn):
    assignment, _, names, numbers, _ = drawn
    again = names["generate"](random.Random(seed_of(b"a secret of thirty-two characters", assignment.slug, "student7")))
    assert again == numbers[7]
    assert len({str(mine) for mine in numbers}) == 500


def test_the_common_numbers_are_drawn_by_the_generator(drawn):
    assignment, task, names, *_ = drawn
    cell = next(cell for cell in assignment.notebook.cells if cell.id == "mine")
    call = ast.parse(cell.source).body[1].value
    assert ast.literal_eval(call.args[0]) == task.name
    assert ast.literal_eval(call.keywords[0].value) == names["generate"](random.Random("everybody"))

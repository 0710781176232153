"""What checks.py says in words is true of the numbers it says it of: each sentence against values written down here by hand."""

import math
import signal
import threading

import numpy as np
import pytest
import torch

from grading import checks
from grading.checks import CheckFailed, check, check_hidden, known_mistakes, some_arrays

TABLE = np.array([[1.25, -2.0], [3.0, 0.5]])
ROW = [3, 1, 3, 2]


@pytest.fixture(autouse=True)
def forget_mistakes():
    yield
    known_mistakes({})


def lines_of(function, *args, hidden=False, **kwargs):
    with pytest.raises(CheckFailed) as failure:
        (check_hidden if hidden else check)(function, *args, **kwargs)
    return str(failure.value).splitlines()


# an argument, the sentence about it, and what the answer then seems to have got in its place
IDEAS = [
    (-2.5, "It is as if {} were 1: is it used?", 1.0),
    (-2.5, "It is as if {} were 0: is it used?", 0.0),
    (-2.5, "{} goes in twice as large as it is.", -5.0),
    (-2.5, "{} goes in half as large as it is.", -1.25),
    (-2.5, "{} goes in with its sign turned round.", 2.5),
    (-2.5, "The sign of {} is lost.", 2.5),
    (-2.5, "{} goes in squared.", 6.25),
    (-2.5, "1 divided by {0} goes in where {0} itself belongs, or the other way round.", -0.4),
    (-2.5, "1 minus {0} goes in where {0} itself belongs.", 3.5),
    (4, "It is as if {} were one more.", 5),
    (4, "It is as if {} were one less.", 3),
    (0, "It is as if {} were one less.", 0),
    (7, "{} goes in with its sign turned round.", -7),
    (TABLE, "{} goes in twice as large as it is.", [[2.5, -4.0], [6.0, 1.0]]),
    (TABLE, "{} goes in half as large as it is.", [[0.625, -1.0], [1.5, 0.25]]),
    (TABLE, "{} goes in with its sign turned round.", [[-1.25, 2.0], [-3.0, -0.5]]),
    (TABLE, "The signs in {} are lost.", [[1.25, 2.0], [3.0, 0.5]]),
    (TABLE, "{} goes in squared.", [[1.5625, 4.0], [9.0, 0.25]]),
    (TABLE, "It is as if {} held nothing but 1: is it used?", [[1.0, 1.0], [1.0, 1.0]]),
    (TABLE, "It is as if {} held nothing but 0: is it used?", [[0.0, 0.0], [0.0, 0.0]]),
    (TABLE, "Of {} the signs alone count.", [[1.0, -1.0], [1.0, 1.0]]),
    (TABLE, "{} goes in divided by the number of its rows or entries.", [[0.625, -1.0], [1.5, 0.25]]),
    (TABLE, "The mean is taken off {} first.", [[-0.875, -1.25], [0.875, 1.25]]),
    (TABLE, "Rows and columns of {} are swapped.", [[1.25, 3.0], [-2.0, 0.5]]),
    (TABLE, "The rows of {} are taken from the last to the first.", [[3.0, 0.5], [1.25, -2.0]]),
    (TABLE, "The first row of {} serves for all of them.", [[1.25, -2.0], [1.25, -2.0]]),
    (TABLE, "The last row of {} serves for all of them.", [[3.0, 0.5], [3.0, 0.5]]),
    (TABLE, "The mean of the rows of {} serves for all of them.", [[2.125, -0.75], [2.125, -0.75]]),
    (TABLE, "The first column of {} serves for all of them.", [[1.25, 1.25], [3.0, 3.0]]),
    (TABLE, "Of {} the first column alone counts.", [[1.25, 0.0], [3.0, 0.0]]),
    (TABLE, "Of {} the last column alone counts.", [[0.0, -2.0], [0.0, 0.5]]),
    (TABLE, "Of {} the first row alone counts.", [[1.25, -2.0], [0.0, 0.0]]),
    (TABLE, "Of {} the last row alone counts.", [[0.0, 0.0], [3.0, 0.5]]),
    (TABLE, "Of {} the diagonal alone counts.", [[1.25, 0.0], [0.0, 0.5]]),
    (TABLE, "Of {} the diagonal is left out.", [[0.0, -2.0], [3.0, 0.0]]),
    (TABLE, "Of {} only what stands on and above the diagonal counts.", [[1.25, -2.0], [0.0, 0.5]]),
    (TABLE, "Of {} only what stands on and below the diagonal counts.", [[1.25, 0.0], [3.0, 0.5]]),
    ([4.0, -2.0], "{} goes in half as large as it is.", [2.0, -1.0]),
    ([4.0, -2.0], "{} goes in squared.", [16.0, 4.0]),
    ([4.0, -2.0], "{} goes in divided by its sum.", [2.0, -1.0]),
    (ROW, "{} is taken from its end to its start.", [2, 3, 1, 3]),
    (ROW, "{} is taken sorted, not in its own order.", [1, 2, 3, 3]),
    (ROW, "The last entry of {} is left out.", [3, 1, 3]),
    (ROW, "The first entry of {} is left out.", [1, 3, 2]),
    (ROW, "Of {} the first entry alone counts.", [3]),
    (ROW, "Of {} the last entry alone counts.", [2]),
    (ROW, "What stands in {} twice counts once.", [3, 1, 2]),
    ([(1, 2), (3, 4)], "The two numbers of each pair in {} have changed places.", [(2, 1), (4, 3)]),
    ({"a": [2, 1], "b": [3]}, "The lists in {} are taken from their end to their start.", {"a": [1, 2], "b": [3]}),
    ({"a": [2, 1], "b": [3]}, "The lists in {} are taken sorted, not in their own order.", {"a": [1, 2], "b": [3]}),
    ([[2, 1], [3]], "Of each list in {} the first entry alone counts.", [[2], [3]]),
    ([[2, 1], [3]], "Of each list in {} the last entry alone counts.", [[1], [3]]),
    ([[2, 1], [3]], "The last entry of each list in {} is left out.", [[2], []]),
    ([[2, 1], [3]], "The first entry of each list in {} is left out.", [[1], []]),
    ([[2, 1], [3]], "Lists in {} with one entry are left out.", [[2, 1]]),
    ([[2, 2, 1]], "What stands twice in a list in {} counts once.", [[2, 1]]),
]


@pytest.mark.parametrize(("value", "words", "taken"), IDEAS, ids=[f"{type(value).__name__}: {words[:40]}" for value, words, _ in IDEAS])
def test_a_sentence_about_an_argument_says_what_its_idea_does(value, words, taken):
    changes = [change for fits, said, change in checks._TO_AN_ARGUMENT if said == words and fits(value)]
    assert len(changes) == 1
    made = changes[0](value)
    np.testing.assert_allclose(made, taken) if isinstance(value, np.ndarray) else check(lambda: made, expected=taken)
    assert type(made) is type(value)


@pytest.mark.parametrize("value", [True, "3", None, np.array(["a"]), 2 + 1j, len, (1, 2)])
def test_there_are_no_ideas_about_what_is_no_number_and_no_list(value):
    assert [words for fits, words, _ in checks._TO_AN_ARGUMENT if fits(value)] == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((np.array([[1.0], [2.0]]),), ["a single column"]),
        ((np.array([[1.0, 2.0]]),), ["a single row"]),
        ((np.array([2.0]),), ["a single entry"]),
        ((np.array([1.0, 2.0]),), []),
        ((np.ones((2, 2)),), []),
        ((np.ones((2, 2, 2)),), ["an array with more than two dimensions"]),
        ((np.ones((0, 2)),), ["an empty array"]),
        ((np.array([1, 2]),), ["an array of whole numbers"]),
        ((np.zeros(2),), ["nothing but 0"]),
        ((0.0,), ["the number 0"]),
        ((-0.5,), ["a negative number"]),
        ((0.5,), []),
        ((np.array([-1.0, 2.0]),), []),
        ((301.0,), ["very large numbers"]),
        ((300.0,), []),
        ((-301.0,), ["very large numbers"]),
        (([],), ["an empty list"]),
        (([2.0],), ["a list of one entry"]),
        (([2.0, 3.0],), []),
        ((len, "text"), []),
        ((True,), []),
    ],
)
def test_what_is_special_about_an_input(values, said):
    assert checks._kinds(values) == said


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (1.009, "is too large, by less than 1 %"),
        (0.995, "is too small, by less than 1 %"),
        (1.05, "is too large, by less than 10 %"),
        (1.9, "is too large, by less than a factor of 2"),
        (2.5, "is too large, by less than a factor of 10"),
        (9.9, "is too large, by less than a factor of 10"),
        (10.5, "is too large, by more than a factor of 10"),
        (0.05, "is too small, by more than a factor of 10"),
        (-1.0, "has the wrong sign"),
        (-3.0, "has the wrong sign and the wrong size"),
        (-0.2, "has the wrong sign and the wrong size"),
        (0.0, "is 0, but should not be"),
    ],
)
def test_a_hidden_check_says_how_far_off_in_coarse_steps(factor, said):
    assert lines_of(lambda x: factor * x, 4.0, expected=4.0, hidden=True)[0] == f"your function (in a hidden test): {said}."
    assert lines_of(lambda x: factor * x, -4.0, expected=-4.0, hidden=True)[0] == f"your function (in a hidden test): {said}."


def test_a_result_that_is_right_to_some_digits_is_called_that():
    """Between right and the fifth digit; an answer in float32 is told its own sentence, once."""
    few = (
        "The first digits are right and the others are not: is a small number added, or something computed in float32, "
        "or by a difference quotient?"
    )
    assert few in lines_of(lambda x: x * (1 + 2e-6), 4.0, expected=4.0)
    assert few not in lines_of(lambda x: x * 1.001, 4.0, expected=4.0)
    assert few not in lines_of(lambda x: -x, 4.0, expected=4.0)
    assert few in lines_of(lambda x: x + 1e-6, 4.0, expected=4.0)
    single = lines_of(lambda x: np.float32(x) * np.float32(1.1), 4.0, expected=np.float64(4.0) * 1.1)
    assert few not in single
    assert "use float64" in single[0]


@pytest.mark.parametrize("decimals", [3, 4, 6])
def test_a_rounded_result_is_called_that(decimals):
    right = (np.array([2 / 3, -1 / 7, 12.000123456789]), 1 / 6)
    rounded = tuple(np.round(part, decimals) for part in right)
    said = f"It is rounded to {decimals} digits after the point; all of them are asked for."
    assert said in lines_of(lambda: rounded, expected=right)
    assert said not in lines_of(lambda: (rounded[0] + 1e-11, rounded[1]), expected=right)
    assert said not in lines_of(lambda: (right[0], rounded[1] + 10.0**-decimals), expected=right)


def test_a_short_number_is_not_called_rounded():
    assert len(lines_of(lambda: 0.25, expected=0.2501)) == 1
    assert len(lines_of(lambda: 0.0, expected=0.0004)) == 1
    assert len(lines_of(lambda: 2.5, expected=2.5000001)) == 2  # its first digits are right, and that is all that is known


def test_arguments_that_changed_places_are_named_and_functions_among_them_are_no_matter():
    def model(first, second, change):
        return change(first) - 2 * change(second)

    probes = [(1.5, -0.5, abs), (0.25, 3.0, abs)]
    known_mistakes({"Nothing comes out.": lambda *_: 0.0}, model=model, probes=probes)
    said = lines_of(lambda first, second, change: model(second, first, change), 3.0, 7.5, np.sqrt, expected=model(3.0, 7.5, np.sqrt))
    assert said[1:] == ["first and second have changed places."]


def test_an_argument_whose_name_is_not_known_has_its_number():
    def model(*args):
        return args[0] + 3 * args[1] ** 3 - args[2]

    known_mistakes({"Nothing comes out.": lambda *_: 0.0}, model=model, probes=[(2.0, 5.0, 0.5), (1.5, -7.0, 9.0)])
    said = lines_of(lambda a, b, c: a + 3 * (2 * b) ** 3 - c, 4.0, 1.25, 0.3, expected=model(4.0, 1.25, 0.3))
    assert said[1:] == ["Argument number 2 goes in twice as large as it is."]


@pytest.mark.parametrize(("rows", "which"), [(np.s_[:1], "first"), (np.s_[-1:], "last")])
def test_that_one_row_alone_counts_is_said_of_the_tables_with_all_rows(rows, which):
    """The table of weights, which has another number of rows, stays whole."""

    def model(X, T, W):
        return np.sum((X @ W - T) ** 2)

    probes = [some_arrays(1, (4, 2), (4, 3), (2, 3)), some_arrays(2, (5, 2), (5, 3), (2, 3))]
    known_mistakes({"Nothing comes out.": lambda *_: 0.0}, model=model, probes=probes)
    X, T, W = some_arrays(3, (3, 2), (3, 3), (2, 3))
    said = lines_of(lambda X, T, W: model(X[rows], T[rows], W), X, T, W, expected=model(X, T, W))
    assert said[1:] == [f"Only the {which} row of the data counts."]


def test_what_is_right_of_several_results_is_told_and_of_one_or_none_is_not():
    known_mistakes({}, results=("grad_W",))
    right, wrong = np.array([1.0, 2.0]), np.array([5.0, -2.0])
    said = lines_of(lambda: (wrong, right), expected=(right, right))
    assert "Right so far: result number 2. The mistake is in grad_W." in said
    assert said[0].startswith("your function: in grad_W: ")
    assert len(lines_of(lambda: (wrong, wrong), expected=(right, right))) == 1
    assert len(lines_of(lambda: wrong, expected=right)) == 1
    assert len(lines_of(lambda: (right,), expected=(right, right))) == 1, "one of two is missing"
    assert len(lines_of(lambda: 1.0, expected=(right, right))) == 1


def test_without_a_model_the_result_of_the_check_and_the_ideas_have_to_do():
    """What can go wrong in any result is named for the input whose result is known; an argument has its name."""
    probes = [(2.0, 5.0), (1.5, -7.0), (0.25, 4.0)]
    known_mistakes({"The factor 2 is missing.": lambda x, y: x + y}, probes=probes)
    assert lines_of(lambda x, y: -2 * (x + y), 4.0, 1.25, expected=10.5)[1:] == ["The sign is turned round."]
    table = [(table,) for table in some_arrays(1, (3, 2), (4, 2))]
    known_mistakes({"Nothing comes out.": np.zeros_like}, probes=table)
    assert lines_of(lambda X: -2 * X, TABLE, expected=2 * TABLE)[1:] == ["The sign is turned round."]
    known_mistakes({"The factor 2 is missing.": lambda x, y: x + y**3}, model=lambda x, y: 2 * (x + y**3), probes=probes)
    said = lines_of(lambda x, y: 2 * (x + y**6), 4.0, 1.25, expected=2 * (4.0 + 1.25**3))
    assert said[1:] == ["y goes in squared."]


def test_a_check_works_in_a_thread_as_well():
    """An alarm clock is the main thread's alone; elsewhere a diagnosis goes without."""
    said = []
    known_mistakes({"The factor 2 is missing.": lambda x: x}, model=lambda x: 2 * x, probes=[(3.0,), (5.0,)])
    thread = threading.Thread(target=lambda: said.extend(lines_of(lambda x: x, 7.0, expected=14.0)))
    thread.start()
    thread.join()
    assert said[1:] == ["The factor 2 is missing."]


def test_the_name_that_a_check_is_given_is_the_name_it_says():
    def double(x):
        return x

    assert lines_of(double, 4.0, expected=8.0)[0].startswith("double: ")
    assert lines_of(double, 4.0, expected=8.0, name="node.value")[0].startswith("node.value: ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (len, "returns a function, expected a number"),
        (object(), "returns an object of another type, expected a number"),
        (None, "returns None (is the return missing?), expected a number"),
        (True, "returns a bool, expected a number"),
        ("4", "returns a string, expected a number"),
        ({"a": 1}, "returns a dict of length 1, expected a number"),
        (np.array(["a"]), "returns an array of shape (1,) and dtype str32, expected a number"),
        (np.ones(2), "has shape (2,), expected () (a single number)"),
    ],
)
def test_a_value_of_the_wrong_kind_is_called_what_it_is(value, said):
    assert lines_of(lambda: value, expected=4.0)[0] == f"your function: {said}."


def test_too_few_digits_are_told_of_arrays_and_numbers_and_whole_numbers_have_all_of_theirs():
    for few in (np.float32(1.5), np.array([1.5], np.float32), np.array([1.5], np.float16)):
        assert "which keeps too few digits; use float64" in lines_of(lambda few=few: few, expected=np.ones(np.shape(few)))[0]
    for enough in (1.5, np.array([1.5]), np.array([3], np.int32), np.array([True])):
        assert "digits" not in lines_of(lambda enough=enough: enough, expected=5 * np.ones(np.shape(enough)))[0]


def test_what_can_go_wrong_in_any_result_is_named_only_with_evidence_from_other_inputs():
    """One probe is enough where it brings other numbers; none, or one with the same few numbers, could be chance."""
    negative = ["The sign is turned round."]
    few, other = np.array([0.0, 3.0]), np.array([0.5, -7.0])
    for probes, said in (([(other,)], negative), ([], []), ([(few,)], [])):
        known_mistakes({"Nothing comes out.": np.zeros_like}, model=lambda x: x + 0.0, probes=probes)
        assert lines_of(lambda x: -x, few, expected=few)[1:] == said, probes
    many = np.array([0.5, -7.0, 3.25, 11.0])
    known_mistakes({}, model=lambda x: x + 0.0)
    assert lines_of(lambda x: -x, many, expected=many)[1:] == [], "many numbers of one input are one input"
    known_mistakes({}, model=lambda x: x + 0.0, probes=[(other,)])
    assert lines_of(lambda x: -x, few, expected=few)[1:] == negative, "a model is enough"


def test_with_two_rows_a_missing_mean_is_told_from_a_factor_by_the_probes():
    known_mistakes({}, model=lambda X: X.mean(axis=0), probes=[(table,) for table in some_arrays(1, (3, 2), (5, 2))])
    X = np.array([[1.0, 2.5], [0.5, -3.0]])
    said = lines_of(lambda X: X.sum(axis=0), X, expected=X.mean(axis=0))
    assert said[1:] == ["The division by the number of rows is missing."]


@pytest.mark.parametrize(
    ("value", "plain"),
    [(None, True), (True, True), ("a", True), (3, True), ([1, {"a": "b"}], True), (np.ones(2), True), (len, False), ([object()], False)],
)
def test_what_is_plain_can_be_compared_and_is_copied(value, plain):
    assert checks._is_plain(value) is plain


def test_a_list_of_the_wrong_length_and_an_array_without_a_length_are_called_what_they_are():
    assert (
        lines_of(lambda: [1, 2, 3], expected=np.ones(2))[0] == "your function: returns a list of length 3, expected an array of shape (2,)."
    )
    assert "expected a list of length 1" in lines_of(lambda: np.array(1.0), expected=[1.0])[0]


def test_the_first_new_kind_of_input_is_told_for_the_name_whatever_object_that_is():
    known_mistakes({})
    check(lambda x: 1 / x, 2.0, expected=0.5, name="".join(["in", "verse"]))
    said = lines_of(lambda x: 1 / x, 0.0, expected=0.0, name="".join(["inver", "se"]))
    assert said == [
        "inverse: raises ZeroDivisionError: float division by zero.",
        "Right so far; this is the first input with the number 0.",
    ]


def test_a_diagnosis_leaves_the_alarm_as_it_was():
    before = signal.getsignal(signal.SIGALRM)
    known_mistakes({"The factor 2 is missing.": lambda x: x})
    lines_of(lambda x: x, 7.0, expected=14.0)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_call_says_the_name_it_was_given():
    with pytest.raises(CheckFailed, match=r"^node\.backward: raises ZeroDivisionError"):
        checks.call(lambda: 1 / 0, name="node.backward")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x: x + np.ones(3), "Two arrays do not fit together, entry by entry"),
        (lambda x: x @ np.ones((3, 2)), "The shapes in a product do not fit"),
        (lambda x: np.dot(x, np.ones((3, 2))), "The shapes in a product do not fit"),
        (lambda x: torch.ones(2, 2) @ torch.ones(3, 2), "The shapes in a product do not fit"),
        (lambda x: np.add(np.arange(2), x, out=np.arange(2)), "An array of whole numbers cannot take fractions in place"),
        (lambda x: 1.0 if x > 0 else 0.0, "A whole array stands where one yes or no belongs"),
        (lambda x: math.exp(x), "A function for one number gets an array"),
        (lambda x: torch.tensor([1, 2], requires_grad=True), "Whole numbers have no gradients in PyTorch"),
        (lambda x: torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.float64), "Numbers of two types meet"),
        (lambda x: torch.ones(1, 2, 2) @ torch.ones(1, 2, 2, dtype=torch.float64), "Numbers of two types meet"),
        (lambda x: torch.ones(2, 2) @ torch.ones(2, dtype=torch.float64), "Numbers of two types meet"),
        (lambda x: torch.ones(2) @ torch.ones(2, dtype=torch.float64), "Numbers of two types meet"),
        (lambda x: torch.ones(2).sum().backward(), "backward() finds no tape"),
        (lambda x: torch.ones(2, requires_grad=True).add_(1), "changed outside of `with torch.no_grad():`"),
        (lambda x: [loss.backward() for loss in [(torch.ones(2, requires_grad=True) ** 2).sum()] * 2], "goes over one tape twice"),
        (lambda x: torch.ones(2, requires_grad=True).numpy(), "detach() it first"),
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
def test_an_exception_that_does_not_help_a_beginner_has_a_sentence(answer, said, hidden):
    lines = lines_of(answer, np.array([0.5, 1.5]), expected=1.0, hidden=hidden, read="chapter 5")
    assert "raises" in lines[0]
    assert said in lines[1]
    assert lines[2:] == ["Read again: chapter 5."]


class Speechless(Exception):
    def __str__(self):
        raise LookupError


def test_an_exception_that_cannot_say_what_it_is_stands_alone():
    def answer():
        raise Speechless

    assert lines_of(answer, expected=1.0, hidden=True) == ["answer (in a hidden test): raises an exception."]


def test_an_exception_that_says_enough_stands_alone():
    assert len(lines_of(lambda x: 1 / x, 0, expected=1.0)) == 1


def test_something_that_is_kept_from_call_to_call_is_told():
    again = "Called again with the same input it gives something else: is something kept from call to call, or drawn at random?"
    kept = []

    def longer(x):
        kept.append(x)
        return len(kept)

    check(longer, 5.0, expected=1)
    assert lines_of(longer, 6.0, expected=1)[1:] == [again]
    drawn = np.random.default_rng(1)
    assert lines_of(lambda: drawn.normal(), expected=0.0)[1:] == [again]
    assert len(lines_of(lambda x: x, 6.0, expected=1.0)) == 1
    assert len(lines_of([3, 1, 2].pop, expected=0)) == 1, "a method changes its object, and may"


def test_what_has_passed_by_another_function_of_the_name_is_not_asked_of_this_one():
    check(lambda x: x, 5.0, expected=5.0, name="node")
    assert len(lines_of(lambda x: 2.0, 3.0, expected=4.0, name="node")) == 1


def test_zeros_are_no_fractions_cut_off():
    """Where all is below 1, a result that is 0 may have lost its fractions, and anything else may be the reason."""
    for size, named in ((5.0, True), (0.9, False)):
        case, *others = ([size * np.array(x)] for x in ([0.7, 0.8, 0.95], [0.6, 0.75], [0.9, 0.65, 0.85]))
        known_mistakes({}, model=lambda x: (x / 2 + 0.3, 7 * x), probes=others)
        lines = lines_of(lambda x: (np.trunc(x / 2 + 0.3), 7 * x), *case, expected=(case[0] / 2 + 0.3, 7 * case[0]))
        assert ("In result number 1 alone: The fractions are cut off." in lines) is named


ASKED = []


def shifted(x):  # the answer: what is asked for is 2 x
    ASKED.append(x)
    return 2 * x + 0.25


def by_a_helper(x):
    return 2 * x + shifted(0.0)


@pytest.mark.parametrize("asking", [lambda x: 2 * x + shifted(0.0), lambda x: by_a_helper(x)], ids=["itself", "by a helper"])
def test_an_idea_that_asks_the_answer_is_tried_only_where_no_other_fits(asking):
    """To ask takes a way to the student's process and back, for every idea that does it."""
    sentences = {"Something is added.": asking, "A quarter is added.": lambda x: 2 * x + 0.25}
    for ideas, said, asked in ((sentences, "A quarter is added.", False), ({"Something is added.": asking}, "Something is added.", True)):
        known_mistakes(ideas, model=lambda x: 2 * x, probes=[(3.0,), (-1.5,)])
        ASKED.clear()
        assert said in lines_of(shifted, 1.0, expected=2.0)
        assert (0.0 in ASKED) == asked


class Elsewhere:
    """An answer in another process, as the grader's judge has it: several calls can share one message."""

    __name__ = "doubled"

    def __init__(self):
        self.messages = []

    def __call__(self, x):
        self.messages.append([(x,)])
        return 2 * x

    def _judge_call_each(self, calls):
        self.messages.append(calls)
        return [(2 * x,) for (x,) in calls]


def test_the_probes_of_an_answer_elsewhere_travel_in_one_message():
    answer = Elsewhere()
    known_mistakes({"This doubles.": lambda x: 2 * x}, probes=[[-1.0], [3.0], [0.5]])
    assert "This doubles." in lines_of(answer, 2.0, expected=5.0)
    assert answer.messages == [[(2.0,)], [(-1.0,), (3.0,), (0.5,)]]

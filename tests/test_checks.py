"""The feedback module that travels with every assignment: right answers pass, wrong ones read one true, short message."""

import time
import warnings

import numpy as np
import pytest

from grading import checks
from grading.checks import CheckFailed, call, check, check_hidden, compare, known_mistakes, some_arrays


@pytest.fixture(autouse=True)
def forget_mistakes():
    yield
    known_mistakes({})


def message_of(function, *args, hidden=False, **kwargs):
    with pytest.raises(CheckFailed) as failure:
        (check_hidden if hidden else check)(function, *args, **kwargs)
    message = str(failure.value)
    assert len(message.splitlines()) <= 4
    return message


def give(value):
    def answer(*_):
        return value

    return answer


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, 1),
        (np.float64(0.1) + 0.2, 0.3),
        (np.array([1, 2]), np.array([1.0, 2.0])),
        ([1.0, np.zeros(2)], (1, np.zeros(2))),
        ([[1.0, 2], (3.0, np.float64(4.0))], np.array([[1.0, 2.0], [3.0, 4.0]])),
        (np.array([1.0, 2.0]), (1.0, 2.0)),
        ([np.array([1.0, 2.0])], np.array([[1.0, 2.0]])),
        ({"w11": 1.0}, {"w11": 1.0}),
        (True, True),
        (np.True_, True),
        ("ReLU", "ReLU"),
        (float("inf"), float("inf")),
        (np.array([np.nan]), np.array([np.nan])),
        (1 + 5e-9, 1.0),
        (5e-13, 0.0),
        (None, None),
    ],
)
def test_right_values_pass(value, expected):
    check(give(value), expected=expected)
    check_hidden(give(value), expected=expected)


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        (None, 1.0, "returns None (is the return missing?), expected a number"),
        (None, np.zeros(2), "returns None (is the return missing?), expected an array of shape (2,)"),
        ([1.0, 2.0], np.zeros(2), "entry [0] is 1, expected 0"),
        ([[1.0, 2.0]], np.zeros(2), "returns a list of length 1, expected an array of shape (2,)"),
        ([[1.0], [2.0]], np.zeros(2), "has shape (2, 1), expected (2,)"),
        ([[1.0], 2.0], np.zeros(2), "returns a list of length 2, expected an array of shape (2,)"),
        (["1", "2"], np.zeros(2), "returns a list of length 2, expected an array of shape (2,)"),
        ([], np.zeros(0), "returns a list of length 0, expected an array of shape (0,)"),
        (np.zeros((2, 2)), [0.0, 0.0], "entry [0] has shape (2,), expected () (a single number)"),
        (np.zeros((2, 1)), np.zeros((2, 3)), "has shape (2, 1), expected (2, 3)"),
        (np.zeros(1), 0.0, "has shape (1,), expected () (a single number)"),
        ("0.5", 0.5, "returns a string, expected a number"),
        (np.array(["a"]), np.zeros(1), "returns an array of shape (1,) and dtype str"),
        (np.array([1j]), np.zeros(1), "and dtype complex128, expected an array of shape (1,)"),
        (True, 1.0, "returns a bool, expected a number"),
        (1.0, True, "returns a number, expected a bool"),
        (False, True, "is False, expected True"),
        (np.array([1.0, np.nan]), np.ones(2), "entry [1] is not a number (nan)"),
        (np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), "entry [1, 1] is 5, expected 4"),
        (float("inf"), 1.0, "is inf, expected 1"),
        (np.float32(0.1), 0.1, "(it is float32, which keeps too few digits; use float64)"),
        ((1.0,), (1.0, 2.0), "returns a tuple of length 1, expected a tuple of length 2"),
        ((1.0, 3.0), (1.0, 2.0), "in result number 2: is 3, expected 2"),
        ({"w11": 1.0}, {"w11": 1.0, "w12": 0.0}, "has no key w12"),
        ({"w11": 2.0}, {"w11": 1.0}, "at key w11: is 2, expected 1"),
        ({"w11": 1.0, "b": 0.0}, {"w11": 1.0}, "has a key too many"),
        (1 + 5e-8, 1.0, "is 1.00000005, expected 1"),
    ],
)
def test_wrong_values_are_described(value, expected, said):
    assert said in message_of(give(value), expected=expected)
    assert message_of(give(value), expected=expected, hidden=True)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-0.7310585786, "has the wrong sign."),
        (-0.1, "has the wrong sign and the wrong size"),
        (0.7310585786 * 1.001, "is too large, by less than 1 %"),
        (0.7310585786 * 1.05, "is too large, by less than 10 %"),
        (0.7310585786 / 1.5, "is too small, by less than a factor of 2"),
        (0.7310585786 * 5, "is too large, by less than a factor of 10"),
        (0.7310585786 / 50, "is too small, by more than a factor of 10"),
        (0.0, "is 0, but should not be"),
        (float("inf"), "is infinite"),
        (float("nan"), "is not a number (nan)"),
    ],
)
def test_hidden_checks_give_away_neither_argument_nor_expected_value(value, said):
    message = message_of(give(value), 1.23456789, expected=0.7310585786, hidden=True)
    assert said in message
    assert "(in a hidden test)" in message
    for secret in ("0.73", "1.23"):
        assert secret not in message


def test_a_hidden_check_does_not_quote_what_an_exception_says():
    def answer(z):
        raise ValueError(f"cannot do {z}")

    assert "cannot do 1.2345" in message_of(answer, 1.2345, expected=0)
    assert "1.2345" not in message_of(answer, 1.2345, expected=0, hidden=True)
    assert "raises ValueError" in message_of(answer, 1.2345, expected=0, hidden=True)


def test_exceptions_become_one_sentence():
    def unwritten():
        raise NotImplementedError

    def endless():
        return endless()

    def leaves():
        raise SystemExit

    class Odd(BaseException):
        def __str__(self):
            return "x" * 100_000

    def odd():
        raise Odd

    assert "is not written yet" in message_of(unwritten, expected=0)
    assert "RecursionError" in message_of(endless, expected=0)
    assert "ends the program" in message_of(leaves, expected=0)
    assert len(message_of(odd, expected=0)) < 200
    with pytest.raises(CheckFailed, match="raises ZeroDivisionError"):
        call(lambda: 1 / 0)


def test_a_time_limit_passes_through():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(interrupted, expected=0)


def test_warnings_and_prints_of_an_answer_leave_no_trace(capsys):
    def noisy(x):
        warnings.warn("careful", stacklevel=1)
        print("x" * 1_000_000)
        return 1 / x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(noisy, np.array([2.0, 1.0]), expected=np.array([0.5, 1.0]))
        check_hidden(noisy, np.array([0.0, 1.0]), expected=np.array([np.inf, 1.0]))
    assert capsys.readouterr() == ("", "")


def test_a_right_answer_that_warns_is_told_once_and_for_which_input(capsys):
    def careless(z):
        return float(np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z))))

    check(careless, np.float64(1.0), expected=1 / (1 + np.exp(-1)))
    assert not capsys.readouterr().out
    check_hidden(careless, np.float64(1000.0), expected=1.0)
    assert not capsys.readouterr().out  # hidden inputs stay hidden
    check(careless, np.float64(-1000.0), expected=0.0)
    check(careless, np.float64(1000.0), expected=1.0)
    said = capsys.readouterr()
    assert said.out == "careless is right here, but NumPy warns (overflow encountered in exp) for an input with very large numbers.\n"
    assert not said.err


def test_arguments_changed_in_place_are_noticed_and_the_caller_keeps_its_own():
    def in_place(a):
        a += 1
        return a.copy()

    mine = np.zeros(3)
    assert "changes its argument number 1 in place; work on a copy of it" in message_of(in_place, mine, expected=np.ones(3))
    assert not mine.any()
    check(in_place, mine, expected=np.ones(3), may_change=True)
    assert mine.all()


def test_objects_are_passed_by_reference():
    class Node:
        pass

    node = Node()
    check(lambda given: given is node, node, expected=True)


SQUARED = {
    "The factor 2 is missing.": lambda y, t: y - t,
    "The sign is turned round.": lambda y, t: 2 * (t - y),
}


def test_a_known_mistake_is_named_in_visible_and_hidden_checks():
    known_mistakes(SQUARED)
    for hidden in (False, True):
        message = message_of(lambda y, t: y - t, 3.0, 1.0, expected=4.0, read='"The output layer"', hidden=hidden)
        assert message.splitlines()[1:] == ["The factor 2 is missing.", 'Read again: "The output layer".']


def test_a_mistake_that_was_not_made_is_not_named():
    known_mistakes(SQUARED)
    assert len(message_of(lambda y, t: 3 * (y - t), 3.0, 1.0, expected=4.0).splitlines()) == 1


def test_a_value_that_fits_two_ideas_names_none():
    known_mistakes({**SQUARED, "The target is doubled.": lambda y, t: y - t})
    assert len(message_of(lambda y, t: y - t, 3.0, 1.0, expected=4.0).splitlines()) == 1


def test_a_mistake_that_gives_the_right_value_here_is_not_named():
    known_mistakes({"The constant is missing.": lambda c: 2.0})
    check(lambda c: 2.0, 1.0, expected=2.0)
    assert len(message_of(lambda c: 3.0, 1.0, expected=2.0).splitlines()) == 1


def test_a_mistake_that_cannot_be_computed_explains_nothing():
    known_mistakes({"Impossible.": lambda V: V @ V})
    message_of(lambda V: V * 2, np.ones((2, 3)), expected=np.ones((2, 3)))


def test_mistakes_are_forgotten_with_the_next_ones():
    known_mistakes(SQUARED)
    known_mistakes({})
    assert len(message_of(lambda y, t: y - t, 3.0, 1.0, expected=4.0).splitlines()) == 1


def test_values_can_be_compared_without_a_call():
    compare(np.ones(2), np.ones(2))
    with pytest.raises(CheckFailed) as failure:
        compare(2.0, 3.0, "node.grad", mistakes={"It was overwritten.": 2.0}, read='"Shared nodes"', hidden=True)
    assert str(failure.value).splitlines()[0].startswith("node.grad (in a hidden test): is too small")
    assert "It was overwritten." in str(failure.value)


def test_a_notebook_shows_the_message_alone():
    with pytest.raises(CheckFailed) as failure:
        check(give(1.0), expected=2.0, name="loss")
    assert failure.value._render_traceback_() == ["loss: is 1, expected 2."]


def test_an_author_who_expects_what_cannot_be_compared_is_told():
    with pytest.raises(TypeError, match=r"checks.py cannot compare with"):
        check(give(1.0), expected=object())


def slope(y, t, factor=2.0, power=1):
    return factor * (y - t) ** power


SLOPE = {"The factor 2 is missing.": {"factor": 1.0}, "The error is squared.": {"power": 2}}
Y, T = np.array([0.3, 0.9, -1.2]), np.array([1.0, 0.2, 0.7])
PROBES = [some_arrays(1, (4,), (4,)), some_arrays(2, (2, 3), (2, 3))]


def explained(answer, *args, expected, **kwargs):
    """Return the lines of a message but the first."""
    return message_of(answer, *args, expected=expected, **kwargs).splitlines()[1:]


def test_two_mistakes_at_a_time_are_named():
    known_mistakes(SLOPE, model=slope, probes=PROBES)
    wrong = explained(lambda y, t: (y - t) ** 2, Y, T, expected=slope(Y, T))
    assert wrong == ["Two mistakes. The factor 2 is missing.", "The error is squared."]
    wrong = explained(lambda y, t: -2.0 * (y - t) ** 2, Y, T, expected=slope(Y, T))
    assert wrong == ["Two mistakes. The error is squared.", "The sign is turned round."]


def test_a_pair_that_only_the_first_input_bears_out_is_not_named():
    """The answer agrees with the pair on what is checked and on nothing else: the probes tell."""
    known_mistakes(SLOPE, model=slope, probes=PROBES)
    assert explained(lambda y, t: (Y - T) ** 2 * (1.0 if y.shape == (3,) else 7.0), Y, T, expected=slope(Y, T)) == []


def test_an_idea_that_a_passed_check_contradicts_is_not_named():
    known_mistakes({"Everything is 5.": lambda x: 5.0, "Large numbers are cut off.": lambda x: min(x, 5.0)})

    def answer(x):
        return min(x, 5.0)

    check(answer, 3.0, expected=3.0)
    assert explained(answer, 7.0, expected=7.0) == ["Large numbers are cut off."]
    known_mistakes({"Everything is 5.": lambda x: 5.0})
    check(answer, 3.0, expected=3.0)
    assert "Everything is 5." not in explained(answer, 7.0, expected=7.0)


def test_a_mistake_in_one_of_several_results_says_in_which():
    def both(y, t, factor=2.0):
        return factor * (y - t), factor * (y + t)

    known_mistakes({"The factor 2 is missing.": {"factor": 1.0}}, model=both, probes=PROBES, results=("grad_W", "grad_V"))
    wrong = explained(lambda y, t: (2.0 * (y - t), y + t), Y, T, expected=both(Y, T))
    assert wrong == ["In grad_V alone: The factor 2 is missing."]
    wrong = explained(lambda y, t: (2.0 * (y - t), y * t), Y, T, expected=both(Y, T))
    assert wrong == ["Right so far: grad_W. The mistake is in grad_V."]


def test_an_answer_that_hangs_in_a_comparison_keeps_its_message(monkeypatch):
    monkeypatch.setattr(checks, "DIAGNOSIS_SECONDS", 0.2)
    known_mistakes(SLOPE, model=slope, probes=PROBES)

    def answer(y, t):
        while y.shape != (3,):
            pass
        return y - t

    start = time.monotonic()
    assert message_of(answer, Y, T, expected=slope(Y, T)) == "answer: entry [0] is -0.7, expected -1.4."
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "value", [object(), [], {}, "x", [[]], np.zeros((2, 0)), np.array([object()]), 10**400, float("nan"), [None] * 3, type]
)
def test_results_of_strange_types_do_no_harm(value):
    known_mistakes(SLOPE, model=slope, probes=PROBES, results=("grad_W",))
    assert message_of(lambda y, t: value, Y, T, expected=slope(Y, T), hidden=True)
    holds_itself = [1, 2]
    holds_itself.append(holds_itself)
    assert "a list of length 3" in message_of(lambda y, t: holds_itself, Y, T, expected=slope(Y, T))


def test_a_crash_an_overflow_and_a_division_by_nothing_say_for_which_input():
    def answer(z):
        return 1 / len(z[1:]) * np.exp(z) / np.exp(z)

    known_mistakes({})
    check(answer, np.ones(2), expected=np.ones(2))
    message = message_of(answer, np.ones(1), expected=np.ones(1), hidden=True)
    assert message.splitlines() == [
        "answer (in a hidden test): raises ZeroDivisionError.",
        "Right so far; this is the first input with a single entry.",
    ]
    message = message_of(answer, np.array([1000.0, 1.0]), expected=np.ones(2), hidden=True)
    assert "is not a number (nan)" in message
    assert "overflows" in message
    assert "0 is divided by 0" in message_of(lambda z: z / z, np.zeros(2), expected=np.ones(2))


def test_a_time_limit_that_is_set_goes_on_after_a_diagnosis():
    """The grader's judge measures a cell with the same clock."""
    import signal

    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 50, 1)
    try:
        known_mistakes(SLOPE, model=slope, probes=PROBES)
        message_of(lambda y, t: y - t, Y, T, expected=slope(Y, T))
        left, again = signal.getitimer(signal.ITIMER_REAL)
        assert 45 < left <= 50
        assert again == 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _doubled_in_place(x):
    x *= 2.0
    return x


def test_an_argument_that_is_changed_in_place_fails_a_hidden_check_too():
    with pytest.raises(CheckFailed, match="in place; work on a copy"):
        check_hidden(_doubled_in_place, np.ones(2), expected=2 * np.ones(2))


def test_what_is_compared_is_shown_unless_it_is_hidden():
    for hidden in (False, True):
        with pytest.raises(CheckFailed) as failure:
            compare(4.25, 3.75, hidden=hidden)
        assert ("3.75" in str(failure.value)) is not hidden
    with pytest.raises(CheckFailed, match=r"3\.75"):
        compare(4.25, 3.75)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda value: -value, "the sign is turned round"),
        (lambda value: value / 2, "a factor 2 is missing"),
        (lambda value: 2 * value, "there is a factor 2 too much"),
        (lambda value: value / 4, "a factor 4 is missing"),
        (lambda value: 4 * value, "there is a factor 4 too much"),
        (lambda value: value / 3, "it is divided by the number of rows once too often"),
        (lambda value: value * 3, "the division by the number of rows is missing"),
        (lambda value: value.T, "rows and columns are swapped"),
    ],
)
def test_what_can_go_wrong_in_any_result_has_its_name(change, words):
    X = np.array([[1.0, 2.5], [0.5, -3.0], [7.0, 0.25]])

    def model(X):
        return X.T @ X + np.triu(np.ones((X.shape[1], X.shape[1])), 1)

    known_mistakes({"Nothing is computed.": lambda X: X}, model=model, probes=[(other,) for other in some_arrays(1, (3, 4), (3, 3))])
    assert words in message_of(lambda X: change(model(X)), X, expected=model(X)).lower()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda y, t: t * np.cos(y - t) ** 2 + 3 * y, "`np.cos(y - t)` is squared, and should not be."),
        (lambda y, t: t * np.cos(y - t) - 3 * y, "`3 * y` has its sign turned round."),
        (lambda y, t: t * np.cos((y - t) / 2) + 3 * y, "`y - t` is in it half as large as it should be."),
        (lambda y, t: t + 3 * y, "`np.cos(y - t)` is missing: it is as if it were 1."),
        (lambda y, t: t * np.cos(y - t), "`3 * y` is missing: it is as if it were 0."),
        (lambda y, t: t / np.cos(y - t) + 3 * y, "It is divided by `np.cos(y - t)` where it is multiplied, or the other way round."),
        (lambda y, t: t * (1 - np.cos(y - t)) + 3 * y, "1 minus `np.cos(y - t)` stands where `np.cos(y - t)` belongs."),
        (lambda y, t: t * np.cos(y + t) + 3 * y, ""),
        (lambda y, t: y * np.cos(y - t) + 3 * y, "`y` stands in one place where `t` belongs."),
    ],
)
def test_a_mistake_inside_the_models_formula_is_named_by_the_part_that_it_is_in(answer, said):
    def model(y, t):
        return t * np.cos(y - t) + 3 * y

    known_mistakes({}, model=model, probes=[some_arrays(1, (2,), (2,)), some_arrays(2, (3,), (3,))])
    message = message_of(answer, *some_arrays(3, (4,), (4,)), expected=model(*some_arrays(3, (4,), (4,))))
    assert (said in message) if said else len(message.splitlines()) == 1


def test_a_root_that_is_one_too_many_is_named():
    def model(y, t):
        return t * (1 + y * y) + y

    known_mistakes({}, model=model, probes=[some_arrays(1, (2,), (2,)), some_arrays(2, (3,), (3,))])
    given = some_arrays(3, (4,), (4,))
    message = message_of(lambda y, t: t * np.sqrt(1 + y * y) + y, *given, expected=model(*given))
    assert "The root of `1 + y * y` stands where `1 + y * y` belongs." in message


def test_an_option_of_the_model_that_is_no_argument_of_the_task_is_never_named():
    """A student read "`last_too` is missing", and there is no such argument."""

    def model(y, t, last_too=1.0, power=2):
        return last_too * t + (y - t) ** power + np.cos(y * last_too)

    given = some_arrays(3, (4,), (4,))
    known_mistakes({}, model=model, probes=[some_arrays(1, (2,), (2,)), some_arrays(2, (3,), (3,))])
    for answer in (lambda y, t: model(y, t, last_too=-1.0), lambda y, t: model(y, t, last_too=2.0), lambda y, t: model(y, t, power=4)):
        message = message_of(answer, *given, expected=model(*given))
        assert "last_too" not in message
        assert "power" not in message
    assert "`t` has its sign turned round." in message_of(lambda y, t: model(y, t) - 2 * t, *given, expected=model(*given))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            lambda D, V: D.sum(1, keepdims=True) * V.T.sum(0),
            "In `D @ V.T` sums are multiplied: multiply what belongs together, and add up then.",
        ),
        (lambda D, V: V.T @ D, "In `D @ V.T` the factors have changed places."),
        (lambda D, V: D * V.T, "In `D @ V.T` entries are multiplied; the product of rows and columns belongs there."),
        (lambda D, V: D @ V, "Rows and columns of `V.T` are swapped."),
        (lambda D, V: 2 * D @ V.T, "`D @ V.T` is in it twice as large as it should be."),
        (lambda D, V: np.mean(D @ V.T, axis=0, keepdims=True), "`D @ V.T` is averaged over its rows."),
        (lambda D, V: np.sum(D @ V.T, axis=0, keepdims=True), "`D @ V.T` is added up over its rows."),
    ],
)
def test_what_goes_wrong_in_a_product_is_said_of_the_product(answer, said):
    """Sums that are multiplied are what comes out, too, where one factor alone is added up: the simpler reading is told."""

    def model(D, V):
        return np.tanh(D @ V.T) + D + V

    known_mistakes({}, model=model, probes=[some_arrays(1, (3, 3), (3, 3)), some_arrays(2, (2, 2), (2, 2))])
    given = some_arrays(3, (4, 4), (4, 4))
    assert said in message_of(lambda D, V: np.tanh(answer(D, V)) + D + V, *given, expected=model(*given))


def test_a_part_of_a_formula_is_named_only_where_a_probe_shows_the_mistake_as_well():
    def model(y, t):
        return np.exp(t) * (y - t) + y

    low, high = np.array([0.5, -1.5, 2.0]), np.array([0.75, 2.5, 3.25])
    for probes, said in (([(high, low), (low + 1, low - 1)], False), ([(high, low), (low, high)], True)):
        known_mistakes({}, model=model, probes=probes)
        message = message_of(lambda y, t: np.exp(t) * abs(y - t) + y, low - 2, high, expected=model(low - 2, high))
        assert ("The signs of `np.exp(t) * (y - t)` are lost." in message) is said


def test_a_formula_whose_source_is_not_at_hand_says_nothing():
    names = {"np": np}
    exec(compile("def model(y, t):\n    return t * np.cos(y - t)", "<nowhere>", "exec"), names)
    known_mistakes({}, model=names["model"], probes=[some_arrays(1, (2,), (2,))])
    given = some_arrays(3, (4,), (4,))
    assert len(message_of(lambda y, t: t * np.cos(y - t) ** 2, *given, expected=names["model"](*given)).splitlines()) == 1


def test_one_change_of_either_of_two_arguments_names_both():
    known_mistakes({}, model=lambda w, rate, grad: (w, w - rate * grad), probes=[some_arrays(1, (3,), (), (3,))])
    given = np.array([0.5, 3.0]), 0.7, np.array([2.0, 1.3])
    message = message_of(lambda w, rate, grad: (w, w - rate * grad / 2), *given, expected=(given[0], given[0] - 0.7 * given[2]))
    assert "In result number 2 alone: rate or grad goes in half as large as it is." in message

"""What students' feedback compares: equal is accepted in every shape and type that NumPy gives, wrong by more than the tolerance is not."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

SPEC = importlib.util.spec_from_file_location("checks_of_properties", Path(__file__).parents[2] / "grading" / "checks.py")
checks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checks)

DTYPES = st.sampled_from([np.float64, np.float32, np.float16, np.int64, np.int32, np.uint8, np.bool_])
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
ANY = DTYPES.flatmap(lambda dtype: hnp.arrays(dtype, SHAPES, elements={"allow_nan": False} if np.issubdtype(dtype, np.floating) else None))
FLOATS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=3, max_side=4), elements=st.floats(-1e6, 1e6))
RTOL, ATOL = 1e-8, 1e-12  # the defaults of `check`


def accepts(got, expected, hidden):
    """Tell whether a result passes, as `check` and `check_hidden` compare it."""
    try:
        (checks.check_hidden if hidden else checks.check)(lambda: got, expected=expected, name="answer")
    except checks.CheckFailed:
        return False
    return True


@given(ANY, st.booleans())
def test_what_is_equal_is_accepted_in_every_shape_and_type(array, hidden):
    assert accepts(array.copy(), array, hidden)
    if array.ndim == 0:
        assert accepts(array[()], array.item(), hidden), "a NumPy scalar is the number that it holds"
    assert accepts(array.T.copy().T, array, hidden), "the order in memory is nobody's business"


@given(FLOATS, st.booleans())
def test_rounding_far_below_the_tolerance_is_accepted(array, hidden):
    assert accepts(array * (1 + 4 * np.finfo(float).eps), array, hidden)


@given(FLOATS, st.data(), st.booleans(), st.sampled_from([1.01, 10, 1e6]), st.sampled_from([-1, 1]))
def test_one_entry_off_by_more_than_the_tolerance_is_refused(array, data, hidden, factor, sign):
    entry = data.draw(st.sampled_from(list(np.ndindex(array.shape))))
    wrong = array.copy()
    wrong[entry] += sign * factor * (ATOL + RTOL * abs(array[entry]))
    assume(abs(wrong[entry] - array[entry]) > ATOL + RTOL * abs(array[entry]))  # the addition rounds, too
    assert not accepts(wrong, array, hidden)


@given(FLOATS, st.data(), st.sampled_from([np.nan, np.inf, -np.inf]))
def test_an_entry_that_is_no_number_is_refused(array, data, value):
    wrong = array.copy()
    wrong[data.draw(st.sampled_from(list(np.ndindex(array.shape))))] = value
    assert not accepts(wrong, array, True)


@given(FLOATS)
def test_another_shape_is_refused_even_where_numpy_would_broadcast(array):
    for other in (
        array[None],
        array[..., None],
        np.concatenate([array, array]),
        array[:0],
        array.ravel() if array.ndim > 1 else array[:, None],
    ):
        assert not accepts(other, array, True)


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("got", [None, "0.5", object(), [], {}, np.array([]), np.array(["0.5"]), lambda: 0.5])
def test_what_is_no_number_is_no_number(got, hidden):
    assert not accepts(got, 0.5, hidden)

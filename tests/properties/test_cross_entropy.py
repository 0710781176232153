"""The cross-entropy from logits against arithmetic with 60 digits, from the smallest logit to 10,000."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import chapter

LOGITS = st.one_of(st.floats(-1e4, 1e4), st.floats(-40, 40), st.floats(-1e-6, 1e-6))
TARGETS = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@given(LOGITS, TARGETS)
def test_loss_and_delta_have_the_digits_that_float64_can_hold(z, t):
    with mpmath.workdps(60):
        exact = mpmath.log(1 + mpmath.exp(-mpmath.mpf(z))) * mpmath.mpf(t) + mpmath.log(1 + mpmath.exp(mpmath.mpf(z))) * (1 - mpmath.mpf(t))
        slope = 1 / (1 + mpmath.exp(-mpmath.mpf(z))) - mpmath.mpf(t)
    names = chapter("07-cross-entropy")
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        loss = float(names["cross_entropy_from_logits"](z, t))
        delta = float(names["delta_from_logits"](z, t))
    # With a target between 0 and 1 the loss is max(z, 0) - t z + ln(1 + e^-|z|): its parts are as large as z, and may cancel.
    parts = 0.0 if t in (0.0, 1.0) else abs(z) * np.finfo(float).eps
    assert math.isclose(loss, exact, rel_tol=1e-14, abs_tol=4 * parts + 1e-320)
    assert math.isclose(delta, slope, rel_tol=1e-14, abs_tol=4 * np.finfo(float).eps)


@pytest.mark.parametrize("z", [1e4, -1e4, 745.2, -745.2, 0.0])
def test_the_ends_are_right_too(z):
    names = chapter("07-cross-entropy")
    assert float(names["cross_entropy_from_logits"](z, 1.0)) == pytest.approx(max(-z, 0) + math.log1p(math.exp(-abs(z))), rel=1e-15)

"""The page on batch normalisation: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands, run

PAGE = "batch-normalisation"

SAID = {
    "it was less than a millionth in that column": lambda page: page["sigmoid_slope"](page["H_in"][:, 0]).max() < 1e-6,
    "the spread grows a hundred times as well": lambda page: np.allclose((100 * page["H_in"]).std(axis=0), 100 * page["H_in"].std(axis=0)),
    "over twice the root": lambda page: np.isclose(*spread_rates(np.array([1.0, 2.0, 4.0, 7.0]), 2)),
    "becomes a hundred times smaller": lambda page: np.allclose(ratio(page), 100, rtol=1e-5),
}


def spread_rates(entries, place, step=1e-6):
    """Return the rate at which the spread grows with one entry: nudged, and as the page says."""
    nudge = step * (np.arange(len(entries)) == place)
    nudged = ((entries + nudge).std() - (entries - nudge).std()) / (2 * step)
    return nudged, (entries[place] - entries.mean()) / entries.std() / len(entries)


def with_five(page, scale):
    parameters = [scale * page["W"], page["V"], page["gamma5"], page["beta5"]]
    return page["normalised_gradients"](page["X5"], page["T5"], *parameters)


def ratio(page):
    return with_five(page, 1)[0][0] / with_five(page, 100)[0][0]


def try_1():
    ran = run(PAGE, ("through_spread = H_hat * (g * H_hat).mean(axis=0)", "through_spread = 0"))
    assert isinstance(ran.error, AssertionError)
    assert "rise += loss / (2 * h)" in ran.failed
    assert ran["place"] == (0, 0)
    assert ran["matrix"] is ran["parameters"][0]
    assert np.abs(ran["grad_W"]).max() > 1e-3


def try_2():
    page = as_it_stands(PAGE)
    assert np.isclose(with_five(page, 1)[1], with_five(page, 100)[1], rtol=1e-7)
    assert np.allclose(ratio(page), 100, rtol=1e-5)

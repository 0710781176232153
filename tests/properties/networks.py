"""Random networks for the property tests: shapes, values and the chapters' own code to run them."""

import functools

import numpy as np
from hypothesis import strategies as st

from bench._chapter import definitions


@functools.cache
def chapter(name):
    """Return what a chapter defines; torch and numpy are imported where the chapter imports them."""
    return definitions(name)


def arrays(numbers, *shape):
    """Return a strategy for arrays of `shape` whose entries come from `numbers`."""
    size = int(np.prod(shape))
    return st.lists(numbers, min_size=size, max_size=size).map(lambda entries: np.array(entries).reshape(shape))


@st.composite
def problems(draw, most=4):
    """Draw X (N, inputs), T (N, outputs), W (inputs, hidden) and V (hidden, outputs), with sums of up to some tens: saturated units too."""
    instances, inputs, hidden, outputs = (draw(st.integers(1, most)) for _ in range(4))
    # Rounded, so that no example hides behind numbers such as 1e-308, whose products underflow to nothing.
    numbers = st.floats(-4, 4).map(lambda number: round(number, 3))
    targets = st.floats(0, 1).map(lambda number: round(number, 3))
    return (
        draw(arrays(numbers, instances, inputs)),
        draw(arrays(targets, instances, outputs)),
        draw(arrays(numbers, inputs, hidden)),
        draw(arrays(numbers, hidden, outputs)),
    )


def by_matrices(X, T, W, V):
    """Return (loss, grad_W, grad_V), summed over the instances, from the network of chapter 5."""
    net = chapter("05-vectorization")["NeuralNetwork"](W, V)
    net.forward(X)
    return net.loss(T).sum(), *net.backward(T)


def close(got, expected, rtol, scale=None):
    """Assert that arrays agree to `rtol` relative to each entry, or to the largest one where sums cancel (`scale`)."""
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    assert got.shape == expected.shape
    scale = np.max(np.abs(expected), initial=0.0) if scale is None else scale
    np.testing.assert_allclose(got, expected, rtol=rtol, atol=rtol * scale + 1e-300)

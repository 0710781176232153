"""One gradient, four ways: on any network, with any numbers, they give the same; and what must hold of any gradient holds."""

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from networks import by_matrices, chapter, close, problems

from bench import four_ways

RANDOM = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def by_pytorch(X, T, W, V):
    """Return the gradients by PyTorch, with the sigmoid of chapter 4 that does not cancel: PyTorch's own is 1e-8 off at z = 16."""
    sigmoid = chapter("04-autodiff")["CarefulSigmoid"].apply
    X, T = torch.tensor(X), torch.tensor(T)
    weights = [torch.tensor(matrix, requires_grad=True) for matrix in (W, V)]
    return torch.autograd.grad(((sigmoid(sigmoid(X @ weights[0]) @ weights[1]) - T) ** 2).sum(), weights)


@given(problems())
def test_loops_tape_matrices_and_pytorch_agree(problem):
    expected = four_ways.loops(*problem)[1]()
    for gradients in (four_ways.tape(*problem)[1](), four_ways.matrices(*problem)[1](), by_pytorch(*problem)):
        for grad, reference in zip(gradients, expected, strict=True):
            close(grad, reference, 1e-10)


@given(problems())
def test_finite_differences_agree(problem):
    X, T, W, V = problem
    _, *gradients = by_matrices(X, T, W, V)
    h = 1e-5
    for place, grad in enumerate(gradients):
        for entry in np.ndindex(grad.shape):
            losses = []
            for step in (h, -h):
                weights = [W.copy(), V.copy()]
                weights[place][entry] += step
                losses.append(by_matrices(X, T, *weights)[0])
            # Below a hundredth, the rounding of the losses over 2h, some 1e-10, is more than a millionth of the gradient.
            assert abs((losses[0] - losses[1]) / (2 * h) - grad[entry]) <= 1e-6 * max(1e-2, abs(grad[entry]))


@given(problems(), st.floats(-3, 3))
def test_a_gradient_is_linear_in_the_loss(problem, factor):
    """A loss times a factor has the gradient times that factor, and a sum of losses the sum of the gradients (on the tape)."""
    tape, x, t, W, V = _on_tape(*problem)
    losses = [chapter("04-autodiff")["network_on_tape"](*instance, W, V) for instance in zip(x, t, strict=True)]
    total = sum((factor * loss for loss in losses[1:]), start=factor * losses[0])
    assert total is tape.nodes[-1]
    tape.backward()
    _, grad_W, _ = by_matrices(*problem)
    close([[node.gradient for node in row] for row in W], factor * grad_W, 1e-10)


def _on_tape(X, T, W, V):
    names = chapter("04-autodiff")
    tape = names["Tape"]()
    return tape, *([[names["Constant"](float(entry), tape) for entry in row] for row in matrix] for matrix in (X, T, W, V))


@given(problems())
def test_the_gradient_of_a_batch_is_the_sum_over_its_instances(problem):
    X, T, W, V = problem
    one_by_one = [by_matrices(x[None], t[None], W, V) for x, t in zip(X, T, strict=True)]
    for whole, parts in zip(by_matrices(*problem), zip(*one_by_one, strict=True), strict=True):
        close(whole, sum(parts), 1e-12, scale=max(np.max(np.abs(part)) for part in parts))


@given(problems(), RANDOM)
def test_the_order_of_the_instances_makes_no_difference(problem, rng):
    X, T, W, V = problem
    order = rng.permutation(len(X))
    for before, after in zip(by_matrices(X, T, W, V), by_matrices(X[order], T[order], W, V), strict=True):
        close(after, before, 1e-12, scale=len(X) * 100 * np.finfo(float).eps + np.max(np.abs(before)))


@given(problems(), RANDOM)
def test_hidden_units_that_change_places_take_their_gradients_along(problem, rng):
    X, T, W, V = problem
    order = rng.permutation(len(V))
    loss, grad_W, grad_V = by_matrices(X, T, W, V)
    moved = by_matrices(X, T, W[:, order], V[order])
    for got, expected in zip(moved, (loss, grad_W[:, order], grad_V[order]), strict=True):
        close(got, expected, 1e-12)


@given(problems())
def test_the_gradient_is_zero_where_the_loss_is_least(problem):
    """Targets that the network gives already: no loss can be lower than 0."""
    X, _, W, V = problem
    net = chapter("05-vectorization")["NeuralNetwork"](W, V)
    loss, grad_W, grad_V = by_matrices(X, net.forward(X), W, V)
    assert loss == 0
    assert not grad_W.any()
    assert not grad_V.any()

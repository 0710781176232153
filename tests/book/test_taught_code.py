"""The tape of chapter 4 and the network of chapter 5 keep what the chapters promise, beyond the numbers that they print."""

import math
import random
import warnings

import numpy as np
import pytest
import torch

from bench._chapter import definitions

AUTODIFF = definitions("04-autodiff")
VECTORIZATION = definitions("05-vectorization")
BATCH_NORMALISATION = definitions("batch-normalisation")
Constant, Tape, NeuralNetwork = AUTODIFF["Constant"], AUTODIFF["Tape"], VECTORIZATION["NeuralNetwork"]


@pytest.mark.parametrize("name", ["Add", "Negate", "Multiply", "Divide", "Maximum", "Square", "Sigmoid"])
def test_each_local_derivative_agrees_with_nudging(name):
    operation = AUTODIFF[name]
    places = random.Random(name)
    for _ in range(20):
        values = [places.uniform(-3, 3) for _ in range(2 if name in ("Add", "Multiply", "Divide", "Maximum") else 1)]
        _, local = operation.rule(None, *values)
        for k, derivative in enumerate(local):
            up, down = ([v + (h if i == k else 0) for i, v in enumerate(values)] for h in (1e-6, -1e-6))
            nudged = (operation.rule(None, *up)[0] - operation.rule(None, *down)[0]) / 2e-6
            assert math.isclose(derivative, nudged, rel_tol=1e-7, abs_tol=1e-8)


def long_formula(tape):
    """Return constants and the last node of a formula in which most numbers are used more than once."""
    a, b = Constant(0.7, tape), Constant(-1.3, tape)
    c = AUTODIFF["Sigmoid"](a * b - 2)
    d = AUTODIFF["Square"](c + a) * c
    return (a, b), 3 * d - b * d + 1 - a


def test_the_tape_gives_the_same_gradients_however_often_it_is_played():
    tape = Tape()
    constants, _ = long_formula(tape)
    played = []
    for _ in range(4):
        tape.backward()
        played.append([node.gradient for node in constants])
        tape.forward()
    assert played == [played[0]] * 4
    tape.backward()
    tape.backward()  # twice in a row, too
    assert [node.gradient for node in constants] == played[0]


def test_a_tape_played_forwards_computes_with_the_values_of_now():
    tape = Tape()
    (a, _), result = long_formula(tape)
    a.value = 1.9
    tape.forward()
    c = 1 / (1 + math.exp(2 - 1.9 * -1.3))
    d = (c + 1.9) ** 2 * c
    assert math.isclose(result.value, 3 * d + 1.3 * d + 1 - 1.9, rel_tol=1e-12)


def test_the_tape_agrees_with_pytorch_where_numbers_are_used_again():
    tape = Tape()
    constants, result = long_formula(tape)
    tape.backward()
    a, b = (torch.tensor(node.value, dtype=torch.float64, requires_grad=True) for node in constants)
    c = torch.sigmoid(a * b - 2)
    d = (c + a) ** 2 * c
    expected = 3 * d - b * d + 1 - a
    expected.backward()
    assert math.isclose(result.value, expected.item(), rel_tol=1e-14)
    assert math.isclose(constants[0].gradient, a.grad.item(), rel_tol=1e-12)
    assert math.isclose(constants[1].gradient, b.grad.item(), rel_tol=1e-12)


def test_a_node_has_its_value_at_once():
    tape = Tape()
    assert (Constant(2.0, tape) * Constant(3.0, tape)).value == 6


@pytest.mark.parametrize("chapter", [AUTODIFF, VECTORIZATION])
def test_the_sigmoid_does_not_overflow(chapter):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert chapter["sigmoid"](-1e4) == 0
        assert chapter["sigmoid"](1e4) == 1
        assert math.isclose(chapter["sigmoid"](-40.0), math.exp(-40), rel_tol=1e-14)


def network(inputs=4, hidden=3, outputs=2, instances=5):
    rng = np.random.default_rng(1)
    W, V = rng.normal(size=(inputs, hidden)), rng.normal(size=(hidden, outputs))
    return W, V, rng.normal(size=(instances, inputs)), rng.uniform(size=(instances, outputs))


def test_the_network_agrees_with_pytorch_when_all_sizes_differ():
    W, V, X, T = network()
    net = NeuralNetwork(W, V)
    net.forward(X)
    computed = net.backward(T)
    weights = [torch.tensor(matrix, requires_grad=True) for matrix in (W, V)]
    loss = ((torch.sigmoid(torch.sigmoid(torch.tensor(X) @ weights[0]) @ weights[1]) - torch.tensor(T)) ** 2).sum()
    assert math.isclose(net.loss(T).sum(), loss.item(), rel_tol=1e-13)
    for grad, expected in zip(computed, torch.autograd.grad(loss, weights), strict=True):
        np.testing.assert_allclose(grad, expected.numpy(), rtol=1e-11)


def test_training_leaves_the_caller_s_weights_alone():
    W, V, X, T = network()
    kept = W.copy(), V.copy()
    VECTORIZATION["train"](NeuralNetwork(W, V), X, T, epochs=3, alpha=0.5)
    assert np.array_equal(W, kept[0])
    assert np.array_equal(V, kept[1])


def test_the_network_refuses_a_vector_and_targets_of_another_shape():
    W, V, X, T = network(outputs=1)
    net = NeuralNetwork(W, V)
    with pytest.raises(ValueError, match=r"X is \(4,\), not \(N, 4\)"):
        net.forward(X[0])
    net.forward(X)
    with pytest.raises(ValueError, match=r"T is \(5,\), not \(5, 1\)"):
        net.backward(T[:, 0])
    with pytest.raises(ValueError, match=r"T is \(5,\), not \(5, 1\)"):
        net.loss(T[:, 0])


def test_the_way_back_through_batch_normalisation_agrees_with_pytorch():
    rng = np.random.default_rng(3)
    H_in, gamma, beta, grad = rng.normal(size=(6, 3)), rng.normal(size=3), rng.normal(size=3), rng.normal(size=(6, 3))
    H_norm, H_hat, spread = BATCH_NORMALISATION["batch_norm"](H_in, gamma, beta)
    computed = BATCH_NORMALISATION["batch_norm_backward"](grad, H_hat, spread, gamma)
    tensors = [torch.tensor(array, requires_grad=True) for array in (H_in, gamma, beta)]
    expected = torch.nn.functional.batch_norm(tensors[0], None, None, tensors[1], tensors[2], training=True, eps=1e-5)
    np.testing.assert_allclose(H_norm, expected.detach().numpy(), rtol=1e-12)
    expected.backward(torch.tensor(grad))
    for array, tensor in zip(computed, tensors, strict=True):
        np.testing.assert_allclose(array, tensor.grad.numpy(), rtol=1e-9, atol=1e-12)


OPERATORS = {
    "number + node": lambda a: 3 + a,
    "number - node": lambda a: 3 - a,
    "number * node": lambda a: 3 * a,
    "number / node": lambda a: 3 / a,
    "node - number": lambda a: a - 3,
    "node / number": lambda a: a / 3,
    "node ** 2": lambda a: a**2,
    "node ** 3": lambda a: a**3,
    "node ** 1": lambda a: a**1,
    "- node": lambda a: -a,
}


@pytest.mark.parametrize("name", OPERATORS)
def test_each_operator_gives_the_value_and_the_slope_that_numbers_have(name):
    for start in (0.75, 1.5, 2.25):
        tape = Tape()
        a = Constant(start, tape)
        result = OPERATORS[name](a)
        tape.backward()
        assert math.isclose(result.value, OPERATORS[name](start), rel_tol=1e-14)
        nudged = (OPERATORS[name](start + 1e-6) - OPERATORS[name](start - 1e-6)) / 2e-6
        assert math.isclose(a.gradient, nudged, rel_tol=1e-8)


def test_the_maximum_is_the_larger_one():
    for one, other in ((1.0, 2.0), (2.0, 1.0)):
        tape = Tape()
        assert AUTODIFF["Maximum"](Constant(one, tape), Constant(other, tape)).value == 2.0

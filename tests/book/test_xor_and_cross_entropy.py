"""The code of chapters 6 and 7 keeps what the chapters promise, for other numbers and sizes than theirs."""

import itertools
import math

import numpy as np
import pytest
import torch

from bench._chapter import definitions

XOR, CROSS_ENTROPY = definitions("06-xor"), definitions("07-cross-entropy")
SETTINGS, LAYERS = definitions("settings"), definitions("additional-layer")
XOR["X"] = SETTINGS["X"] = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR["ACTIVATIONS"] = {"sigmoid": (XOR["sigmoid"], XOR["sigmoid_slope"]), "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2)}


def numbers(*shapes):
    rng = np.random.default_rng(5)
    return [rng.normal(size=shape) for shape in shapes]


def torch_gradients(loss, arrays):
    tensors = [torch.tensor(array, requires_grad=True) for array in arrays]
    return [gradient.numpy() for gradient in torch.autograd.grad(loss(*tensors), tensors)]


def halved_mean(Y, T):
    return ((Y - torch.tensor(T)) ** 2).sum() / (2 * len(T))


@pytest.mark.parametrize("way", ["backward_loops", "backward_tiles", "backward"])
def test_loops_tiles_and_one_line_agree_with_pytorch_when_all_sizes_differ(way):
    X, T, W, V = numbers((5, 4), (5, 1), (4, 3), (3, 1))
    expected = torch_gradients(lambda W, V: halved_mean(torch.sigmoid(torch.tensor(X) @ W) @ V, T), (W, V))
    for computed, gradient in zip(XOR[way](X, T, W, V), expected, strict=True):
        np.testing.assert_allclose(computed, gradient, rtol=1e-11)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_the_gradients_of_biases_agree_with_pytorch(activation):
    X, T, *parameters = numbers((4, 2), (4, 1), (2, 3), (1, 3), (3, 1), (1, 1))
    XOR["N"] = len(X)
    f = getattr(torch, activation)
    expected = torch_gradients(lambda W, b, V, c: halved_mean(f(torch.tensor(X) @ W + b) @ V + c, T), parameters)
    for computed, gradient in zip(XOR["backward_b"](X, T, *parameters, activation), expected, strict=True):
        np.testing.assert_allclose(computed, gradient, rtol=1e-11)


def test_a_network_of_lists_agrees_with_pytorch_for_three_layers_and_two_outputs():
    sizes = [4, 3, 6, 2]
    X, T, *parameters = numbers((5, 4), (5, 2), *itertools.pairwise(sizes), *((1, size) for size in sizes[1:]))

    def loss(*tensors):
        values = torch.tensor(X)
        for k, (W, b) in enumerate(zip(tensors[:3], tensors[3:], strict=True)):
            values = values @ W + b if k == 2 else torch.sigmoid(values @ W + b)
        return halved_mean(values, T)

    weights, biases = parameters[:3], parameters[3:]
    of_weights, of_biases = LAYERS["backward_layers"](T, weights, *LAYERS["forward_layers"](X, weights, biases))
    for computed, gradient in zip(of_weights + of_biases, torch_gradients(loss, parameters), strict=True):
        np.testing.assert_allclose(computed, gradient, rtol=1e-11)


def test_the_margin_is_the_distance_to_a_boundary_that_is_known():
    np.testing.assert_allclose(SETTINGS["margin"](lambda P: P[:, :1]), 0.5, atol=0.01)
    np.testing.assert_allclose(SETTINGS["margin"](SETTINGS["band"]), math.sqrt(2) / 4, atol=0.01)


@pytest.mark.parametrize("target", [0.0, 1.0, 0.3])
def test_the_loss_from_logits_and_its_delta_agree_with_pytorch_far_out_too(target):
    z = np.array([-1000.0, -745.0, -40.0, -1e-3, 0.0, 0.7, 37.0, 1000.0])
    tensor = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(tensor, torch.full_like(tensor, target), reduction="none")
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        computed = CROSS_ENTROPY["cross_entropy_from_logits"](z, target)
        delta = CROSS_ENTROPY["delta_from_logits"](z, target)
    # PyTorch loses a loss below 1e-16 to rounding; the chapter itself checks those, with 50 digits.
    np.testing.assert_allclose(computed, loss.detach().numpy(), rtol=1e-14, atol=1e-16)
    np.testing.assert_allclose(delta, torch.autograd.grad(loss.sum(), tensor)[0].numpy(), rtol=1e-14, atol=1e-300)

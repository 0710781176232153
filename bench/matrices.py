"""Training with the matrices of chapters 5 and 6 beside PyTorch eager: XOR for 10,000 epochs, and steps of a 784-100-10 network.

Everything computes on one thread and takes turns in the same run; the weights that come out are compared before anything is timed.
Three ways train XOR here: chapter 6 as it stands; the same with every intermediate array written over instead of made anew (the page
"How fast, how right"); and chapter 6's two hundred networks in one stack of arrays. Their peers in PyTorch are the network as its
tutorials write it (`Sequential`, `MSELoss`, `SGD`), the same in as few calls as PyTorch allows, and that for a stack of two hundred.
"""

import functools
import time

import bench
from bench._chapter import definitions

PACKAGES = ("numpy", "torch", "threadpoolctl")
EPOCHS, SEEDS, ROUNDS, ALPHA = 10_000, 200, 7, 0.1
code = functools.cache(definitions)  # read once, not in what is timed
INPUTS, HIDDEN, OUTPUTS, BATCH, STEPS = 784, 100, 10, 64, 20


def xor():
    """Return X (4, 2) and T (4, 1)."""
    import numpy as np

    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def starts(networks):
    """Return the start weights of chapter 6: W (2, 3) and V (3, 1) for one network, with an axis in front for more."""
    import numpy as np

    drawn = [code("06-xor")["start_weights"](seed) for seed in range(networks)]
    return drawn[0] if networks == 1 else [np.stack(matrices) for matrices in zip(*drawn, strict=True)]


def chapter(W, V, epochs):
    """Train with `train` and `backward` of chapter 6, one network or a stack of them."""
    names, (X, T) = code("06-xor"), xor()
    return names["train"](lambda W, V: names["backward"](X, T, W, V), (W, V), ALPHA, epochs)[-1]


def in_place(W, V, epochs):
    """Train one network with `train_in_place` of the page "How fast, how right"."""
    return code("how-fast-how-right")["train_in_place"](*xor(), W, V, ALPHA, epochs)


def pytorch_module(W, V, epochs):
    """Train one network in PyTorch as its tutorials do."""
    import torch

    X, T = map(torch.tensor, xor())
    network = torch.nn.Sequential(torch.nn.Linear(2, 3, bias=False), torch.nn.Sigmoid(), torch.nn.Linear(3, 1, bias=False)).double()
    with torch.no_grad():
        for layer, matrix in ((network[0], W), (network[2], V)):
            layer.weight.copy_(torch.tensor(matrix.T))
    half_the_mean = torch.nn.MSELoss()
    optimizer = torch.optim.SGD(network.parameters(), lr=ALPHA)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = half_the_mean(network(X), T) / 2
        loss.backward()
        optimizer.step()
    return [layer.weight.detach().numpy().T for layer in (network[0], network[2])]


def pytorch_bare(W, V, epochs):
    """Train one network or a stack of them in PyTorch with as few calls as it allows."""
    import torch

    X, T = map(torch.tensor, xor())
    W, V = (torch.tensor(matrix, requires_grad=True) for matrix in (W, V))
    for _ in range(epochs):
        loss = ((torch.sigmoid(X @ W) @ V - T) ** 2).sum() / 8  # of a stack the sum, so that each network gets its own gradient
        grad_W, grad_V = torch.autograd.grad(loss, (W, V))
        with torch.no_grad():
            W -= ALPHA * grad_W
            V -= ALPHA * grad_V
    return [matrix.detach().numpy() for matrix in (W, V)]


# What is compared, in the words of the table: ours, PyTorch's, and how many networks each trains at a time.
XOR_ROWS = (
    ("one network, the code of chapter 6", "Sequential and SGD", (chapter, 1), (pytorch_module, 1)),
    ("one network, the code of chapter 6", "as few calls as it allows", (chapter, 1), (pytorch_bare, 1)),
    ("one network, written over in place", "Sequential and SGD", (in_place, 1), (pytorch_module, 1)),
    ("one network, written over in place", "as few calls as it allows", (in_place, 1), (pytorch_bare, 1)),
    ("{seeds} networks in one stack, chapter 6", "one network after the other, Sequential and SGD", (chapter, SEEDS), (pytorch_module, 1)),
    ("{seeds} networks in one stack, chapter 6", "the same stack, as few calls as it allows", (chapter, SEEDS), (pytorch_bare, SEEDS)),
)


def train_xor(epochs, seeds, rounds):
    """Return a row for each comparison: how many times PyTorch's pace, a network, with the microseconds of an epoch on both sides."""
    import numpy as np

    ways = dict.fromkeys(way for row in XOR_ROWS for way in row[2:])
    samples = {way: [] for way in ways}
    trained = {}
    for number in range(rounds + 1):
        for function, networks in ways:
            networks_now = min(networks, seeds)
            weights = starts(networks_now)
            start = time.process_time()
            trained[function, networks] = function(*weights, epochs)
            if number:  # the first round pays for caches and lazy imports
                samples[function, networks].append((time.process_time() - start) / epochs / networks_now * 1e6)
    for (_, networks), weights in trained.items():
        for matrix, expected in zip(weights, trained[chapter, networks], strict=True):
            np.testing.assert_allclose(matrix, expected, rtol=1e-6, err_msg="two ways of training XOR end at different weights")
    return [_row(what.format(seeds=seeds), peer, samples[ours], samples[theirs]) for what, peer, ours, theirs in XOR_ROWS]


def _row(what, peer, ours, theirs):
    ratio = [slow / quick for quick, slow in zip(ours, theirs, strict=True)]
    return {"what": what, "peer": peer, "ratio": bench.spread(ratio), "us": bench.spread(ours), "peer_us": bench.spread(theirs)}


def batch():
    """Return X (BATCH, INPUTS), T (BATCH, OUTPUTS), W and V of a network for handwritten digits, made of random numbers."""
    import numpy as np

    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(BATCH, INPUTS)), np.eye(OUTPUTS)[rng.integers(OUTPUTS, size=BATCH)]
    return X, T, rng.normal(size=(INPUTS, HIDDEN)) / INPUTS**0.5, rng.normal(size=(HIDDEN, OUTPUTS)) / HIDDEN**0.5


def chapter_5(dtype):
    """Return a function that makes a training step with `NeuralNetwork`, and its weights; it computes in float64 only."""
    X, T, W, V = batch()
    net = code("05-vectorization")["NeuralNetwork"](W, V)

    def step():
        net.forward(X)
        grad_W, grad_V = net.backward(T)
        net.W -= 1e-3 * grad_W
        net.V -= 1e-3 * grad_V

    return step, lambda: (net.W, net.V)


def chapter_6(dtype):
    """Return a function that makes a training step with `backward` of chapter 6, and its weights; its output is linear."""
    backward = code("06-xor")["backward"]
    X, T, W, V = (matrix.astype(dtype) for matrix in batch())
    alpha = X.dtype.type(0.1)

    def step():
        nonlocal W, V
        grad_W, grad_V = backward(X, T, W, V)
        W, V = W - alpha * grad_W, V - alpha * grad_V

    return step, lambda: (W, V)


def pytorch(dtype, linear):
    """Return a function that makes the same training step with PyTorch's `SGD`, and its weights."""
    import torch

    X, T, *weights = (torch.tensor(matrix, dtype=getattr(torch, dtype)) for matrix in batch())
    weights = [matrix.requires_grad_() for matrix in weights]
    optimizer = torch.optim.SGD(weights, lr=0.1 if linear else 1e-3)

    def step():
        optimizer.zero_grad()
        Y = torch.sigmoid(X @ weights[0]) @ weights[1]
        loss = ((Y - T) ** 2).sum() / (2 * BATCH) if linear else ((torch.sigmoid(Y) - T) ** 2).sum()
        loss.backward()
        optimizer.step()

    return step, lambda: [matrix.detach().numpy() for matrix in weights]


STEP_ROWS = (
    ("NeuralNetwork of chapter 5", chapter_5, "float64"),
    ("backward of chapter 6", chapter_6, "float64"),
    ("backward of chapter 6", chapter_6, "float32"),
)


def step_digits(rounds):
    """Return a row for each network and precision: how many times PyTorch's pace a training step has, with the microseconds of both."""
    import numpy as np

    rows = []
    for name, make, dtype in STEP_ROWS:
        pair = make(dtype), pytorch(dtype, linear=make is chapter_6)
        samples = [], []
        for number in range(rounds + 1):
            for (step, _), taken in zip(pair, samples, strict=True):
                start = time.process_time()
                for _ in range(STEPS):
                    step()
                if number:
                    taken.append((time.process_time() - start) / STEPS * 1e6)
        for matrix, expected in zip(pair[0][1](), pair[1][1](), strict=True):
            near = {"rtol": 1e-8, "atol": 1e-12} if dtype == "float64" else {"rtol": 1e-2, "atol": 1e-3}
            np.testing.assert_allclose(matrix, expected, **near, err_msg=f"{name} and PyTorch end at different weights in {dtype}")
        rows.append(_row(f"{name}, {dtype}", "SGD", *samples))
    return rows


def run(quick=False):
    """Return both tables; raise AssertionError where two ways do not end at the same weights."""
    import torch
    from threadpoolctl import threadpool_limits

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            trained = train_xor(50 if quick else EPOCHS, 5 if quick else SEEDS, 1 if quick else ROUNDS)
            stepped = step_digits(1 if quick else 5 * ROUNDS)
    finally:
        torch.set_num_threads(threads)
    for row in trained + stepped:
        print(f"  {row['what']}: {bench.in_words(row['ratio'])} times the pace of PyTorch, {row['peer']}", flush=True)
    network = {"inputs": INPUTS, "hidden": HIDDEN, "outputs": OUTPUTS, "batch": BATCH}
    return {"threads": 1, "epochs": EPOCHS, "networks": SEEDS, "xor": trained, "digits": network | {"rows": stepped}}

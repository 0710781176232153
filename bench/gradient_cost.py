"""What a gradient costs, in forward passes, over the number of weights: on the way back, and by nudging every weight.

The networks are those of `python -m bench four_ways`. Operations of the tape are counted by the tape itself, as in chapter 4. Nudging is
the cheapest kind, one forward pass more than there are weights; it is run as far as it takes seconds, and no further.
Nothing is compared across machines: a row's ratios are of times taken in turn, on one thread.
"""

import time

import bench
from bench import four_ways
from bench._chapter import definitions

PACKAGES = ("numpy", "threadpoolctl")
WIDTHS = {"tape": (2, 4, 8, 16, 32, 64), "matrices": (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)}
MOST_NUDGED = {"tape": 128, "matrices": 2048}  # weights
ROUNDS, STEP, LEAST_SECONDS = 9, 1e-6, 0.01


def tape(X, T, W, V):
    """Return functions for loss, gradient and nudging on the tape of chapter 4, and its operations forward and back."""
    chapter = definitions("04-autodiff")
    record = chapter["Tape"]()
    X, T, W, V = ([[chapter["Constant"](float(entry), record) for entry in row] for row in matrix] for matrix in (X, T, W, V))
    losses = [chapter["network_on_tape"](x, t, W, V) for x, t in zip(X, T, strict=True)]
    sum(losses[1:], start=losses[0])
    weights = [node for matrix in (W, V) for row in matrix for node in row]
    forward = record.operations
    record.backward()
    counted = {"forward": forward, "gradient": record.operations}

    def loss():
        record.forward()
        return record.nodes[-1].value

    def gradient():
        record.forward()
        record.backward()
        return [node.gradient for node in weights]

    def nudged():
        before, rises = loss(), []
        for node in weights:
            kept, node.value = node.value, node.value + STEP
            rises.append((loss() - before) / STEP)
            node.value = kept
        return rises

    return loss, gradient, nudged, counted


def matrices(X, T, W, V):
    """Return functions for loss, gradient and nudging with the `NeuralNetwork` of chapter 5; its operations are not counted."""
    import numpy as np

    net = definitions("05-vectorization")["NeuralNetwork"](W, V)

    def loss():
        net.forward(X)
        return net.loss(T).sum()

    def gradient():
        net.forward(X)
        return np.concatenate([grad.ravel() for grad in net.backward(T)])

    def nudged():
        before, rises = loss(), []
        for matrix in (net.W, net.V):
            entries = matrix.reshape(-1)  # the matrix itself, as one row
            for k, kept in enumerate(entries.tolist()):
                entries[k] = kept + STEP
                rises.append((loss() - before) / STEP)
                entries[k] = kept
        return rises

    return loss, gradient, nudged, None


WAYS = {"tape": tape, "matrices": matrices}


def seconds(function, least):
    """Return the processor seconds of one call of `function`, from as many calls as take `least` seconds."""
    calls, start = 0, time.process_time()
    while calls == 0 or time.process_time() - start < least:
        function()
        calls += 1
    return (time.process_time() - start) / calls


def measure(way, width, rounds, least):
    """Return the row of one way at one width; raise AssertionError where nudging finds another gradient."""
    import numpy as np

    loss, gradient, nudged, counted = WAYS[way](*four_ways.problem(width))
    weights = 2 * width**2
    functions = {"loss": loss, "gradient": gradient}
    if weights <= MOST_NUDGED[way]:
        functions["nudging"] = nudged
        np.testing.assert_allclose(nudged(), gradient(), rtol=1e-3, atol=1e-4, err_msg=f"{way} and nudging disagree at width {width}")
    samples = {name: [] for name in functions}
    for number in range(rounds + 1):
        for name, function in functions.items():
            taken = seconds(function, least)
            if number:
                samples[name].append(taken)
    passes = {name: [a / b for a, b in zip(samples[name], samples["loss"], strict=True)] for name in functions if name != "loss"}
    return {
        "way": way,
        "width": width,
        "weights": weights,
        "operations": counted,
        "loss_s": bench.spread(samples["loss"]),
        "forward_passes": {name: bench.spread(values) for name, values in passes.items()},
        "nudging_over_gradient": bench.spread([a / b for a, b in zip(samples["nudging"], samples["gradient"], strict=True)])
        if "nudging" in samples
        else None,
    }


def run(quick=False):
    """Return a row for each way and width."""
    from threadpoolctl import threadpool_limits

    rows = []
    with threadpool_limits(1):
        for way, widths in WIDTHS.items():
            for width in widths[: 2 if quick else None]:
                rows.append(measure(way, width, 1 if quick else ROUNDS, 1e-3 if quick else LEAST_SECONDS))
                passes = rows[-1]["forward_passes"]
                said = ", ".join(f"{name} {bench.in_words(spread)}" for name, spread in passes.items())
                print(f"  {way}, {rows[-1]['weights']} weights, in forward passes: {said}", flush=True)
    return {"instances": four_ways.INSTANCES, "threads": 1, "rows": rows}

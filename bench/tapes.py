"""Microseconds a node for building a graph and walking it back: the tapes of this course beside micrograd.

All three get the same graphs in the same run, in turn, and their gradients are compared before anything is timed.
Building is part of it: a network is recorded anew for every instance.
"""

import functools
import gc
import itertools
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import bench
from bench._chapter import definitions

PACKAGES = ("micrograd",)
ROUNDS, NODES_A_SAMPLE = 11, 10_000


@dataclass
class Way:
    """How one of the three is told to start a graph, make a constant, cut off below zero, walk back, and say a gradient."""

    start: Callable
    constant: Callable
    relu: Callable
    backward: Callable
    gradient: Callable


def chapter():
    """Return the tape of chapter 4, which gets a row for ReLU here: micrograd has no sigmoid."""
    names = definitions("04-autodiff")
    tapes = [None]

    class Relu(names["Node"]):
        def rule(self, a):
            return (a, (1,)) if a > 0 else (0.0, (0,))

    def start():
        tapes[0] = names["Tape"]()

    return Way(start, lambda value: names["Constant"](value, tapes[0]), Relu, lambda _: tapes[0].backward(), lambda node: node.gradient)


def quick():
    """Return the tape of the page "The same tape, told to the machine"."""
    names = definitions("quick-tape")
    maximum, zero = names["maximum"], names["Number"](0.0)
    return Way(names["LINES"].clear, names["Number"], lambda a: maximum(a, zero), names["backward"], lambda node: node.gradient)


def micrograd():
    """Return micrograd's `Value`."""
    from micrograd.engine import Value

    return Way(lambda: None, Value, Value.relu, Value.backward, lambda node: node.grad)


WAYS = {"chapter": chapter, "micrograd": micrograd, "quick": quick}


@functools.cache
def entries(width):
    """Return W, V and the inputs as lists of floats; no sum is exactly 0, where ReLU has two slopes to choose from."""
    numbers = map(math.sin, itertools.count(1))
    W, V = ([[next(numbers) / math.sqrt(width) for _ in range(width)] for _ in range(width)] for _ in "WV")
    return W, V, [next(numbers) for _ in range(width)]


def network(way, width):
    """Build a network of `width` inputs, hidden units and outputs; return its loss and its weights."""
    constant = way.constant
    W, V = ([[constant(entry) for entry in row] for row in matrix] for matrix in entries(width)[:2])
    units = [constant(entry) for entry in entries(width)[2]]
    for matrix in (W, V):
        sums = []
        for column in zip(*matrix, strict=True):
            total = column[0] * units[0]
            for weight, unit in zip(column[1:], units[1:], strict=True):
                total = total + weight * unit
            sums.append(way.relu(total))
        units = sums
    loss = units[0] * units[0]
    for unit in units[1:]:
        loss = loss + unit * unit
    return loss, [weight for row in W + V for weight in row]


def chain(way, steps):
    """Build y = y b + a, `steps` times over; return y and its constants."""
    a, b, y = (way.constant(value) for value in (1.5, 0.5, 1.0))
    for _ in range(steps):
        y = y * b + a
    return y, [a, b]


def ladder(way, steps):
    """Build one diamond on top of another, x -> x c + x d, `steps` times over; return the last x and its constants."""
    x, c, d = (way.constant(value) for value in (1.0, 0.5, 0.5))
    for _ in range(steps):
        x = x * c + x * d
    return x, [c, d]


# Name of a graph: what builds it, and its size.
GRAPHS = {
    "2-2-2 network": (network, 2),
    "chain": (chain, 500),
    "diamond ladder": (ladder, 333),
    "network": (network, 16),
    "large network": (network, 158),
}


# The quick tape alone: does the time of a node stay what it is when the graph grows, with Python's collector and without?
GROWTH = (10**3, 10**4, 10**5, 10**6)


def seconds(way, build, n):
    """Return the processor seconds of building a graph and walking it back, with Python's collector as it is for everybody."""
    way.start()
    start = time.process_time()
    loss, _ = build(way, n)
    way.backward(loss)
    return time.process_time() - start


def gradients(way, build, n):
    """Return the gradients of a graph's constants, as floats."""
    way.start()
    loss, weights = build(way, n)
    way.backward(loss)
    return [way.gradient(weight) for weight in weights]


def nodes_in(build, n):
    """Return how many nodes a graph has, its constants among them: as many as stand on the tape of chapter 4."""
    way = chapter()
    way.start()
    return len(build(way, n)[0].tape.nodes)


def compare(name, build, n, rounds):
    """Return the row of one graph: microseconds a node for each way, and how many times micrograd's pace each has; both with spread."""
    ways = {way: make() for way, make in WAYS.items()}
    expected = gradients(ways["micrograd"], build, n)
    for way in ways:
        if any(abs(got - right) > 1e-12 * max(1, abs(right)) for got, right in zip(gradients(ways[way], build, n), expected, strict=True)):
            raise AssertionError(f"{way} disagrees with micrograd on the graph {name!r}")
    nodes = nodes_in(build, n)
    again = max(1, NODES_A_SAMPLE // nodes)
    samples = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            gc.collect()  # what the last way left behind is not this one's time
            samples[way].append(sum(seconds(ways[way], build, n) for _ in range(again)) / again / nodes * 1e6)
    pace = {way: [other / own for own, other in zip(samples[way], samples["micrograd"], strict=True)] for way in ways}
    return {
        "graph": name,
        "nodes": nodes,
        "microseconds_a_node": {way: bench.spread(values) for way, values in samples.items()},
        "times_micrograd": {way: bench.spread(values) for way, values in pace.items()},
    }


def run(quick=False):
    """Return a row for each graph and the quick tape's growth; raises AssertionError where the three do not agree."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10**6)  # micrograd calls itself once for every step of the longest path
    try:
        rows = []
        for name, (build, n) in GRAPHS.items():
            rows.append(compare(name, build, min(n, 8) if quick else n, 3 if quick else ROUNDS))
            pace = rows[-1]["times_micrograd"]
            print(f"  {name}: {', '.join(f'{way} {bench.in_words(pace[way])}' for way in pace)} times micrograd", flush=True)
        growth = []
        for nodes in GROWTH[: 1 if quick else None]:
            row = {"nodes": nodes}
            for collector, switch in (("collector", gc.enable), ("no_collector", gc.disable)):
                switch()
                samples = [seconds(WAYS["quick"](), chain, nodes // 2) / nodes * 1e6 for _ in range(7)]
                row[collector] = bench.spread(samples)
            growth.append(row)
            print(f"  quick tape, {nodes} nodes: {bench.in_words(row['no_collector'])} us a node without collector", flush=True)
    finally:
        gc.enable()
        sys.setrecursionlimit(before)
    return {"rows": rows, "growth": growth}

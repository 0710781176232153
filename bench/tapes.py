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
# Samples are short: with 10,000 nodes and more, Python's collector comes by for what micrograd leaves in circles, and that takes it
# several times as long as the graphs themselves.
ROUNDS, NODES_A_SAMPLE = 31, 5_000


@dataclass
class Way:
    """How one of the three is told to start a graph, make a constant, cut off below zero, walk back, and say a gradient.

    `gradient` is given what `backward` returned, and the number whose gradient is asked for.
    """

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

    return Way(start, lambda value: names["Constant"](value, tapes[0]), Relu, lambda _: tapes[0].backward(), lambda _, node: node.gradient)


def quick():
    """Return the tape of the page "The same tape, told to the machine", which gets its row for ReLU here, too."""
    names = definitions("quick-tape")
    record = names["record"]

    def relu(a):
        slope = 1.0 if a.value > 0 else 0.0
        return record(slope * a.value, (a.place, slope, a.place, 0.0))

    return Way(names["TAPE"].clear, record, relu, names["backward"], lambda found, number: found[number.place])


def micrograd():
    """Return micrograd's `Value`."""
    from micrograd.engine import Value

    return Way(lambda: None, Value, Value.relu, Value.backward, lambda _, node: node.grad)


WAYS = {"chapter": chapter, "micrograd": micrograd, "quick": quick}


SMALL = (0.6, -0.3, -0.2, 0.5, 1.0, -2.0, 0.25, 2.0, 3.0, 1.0)  # W, V and the inputs; one unit of each layer is cut off


@functools.cache
def entries(width):
    """Return W, V and the inputs as lists of floats; no sum is exactly 0, where ReLU has two slopes to choose from."""
    numbers = map(math.sin, itertools.count(1))
    W, V = ([[next(numbers) / math.sqrt(width) for _ in range(width)] for _ in range(width)] for _ in "WV")
    return W, V, [next(numbers) for _ in range(width)]


def small_network(way, _):
    """Build a network of two inputs, hidden units and outputs as one writes it by hand; return its loss and its weights."""
    relu = way.relu
    w11, w12, w21, w22, v11, v12, v21, v22, x1, x2 = map(way.constant, SMALL)
    h1, h2 = relu(x1 * w11 + x2 * w21), relu(x1 * w12 + x2 * w22)
    y1, y2 = relu(h1 * v11 + h2 * v21), relu(h1 * v12 + h2 * v22)
    return y1 * y1 + y2 * y2, (w11, w12, w21, w22, v11, v12, v21, v22)


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
    "2-2-2 network": (small_network, 2),
    "chain": (chain, 500),
    "diamond ladder": (ladder, 333),
    "network": (network, 16),
    "large network": (network, 158),
}


# Does the time of a node stay what it is when the graph grows, with Python's collector and without?
GROWTH = (10**3, 10**4, 10**5, 10**6)


def seconds(way, build, n, again):
    """Return the processor seconds of building a graph and walking it back, `again` times over, with Python's collector as it is."""

    def there_and_back():
        way.start()
        loss, _ = build(way, n)
        way.backward(loss)

    gc.collect()  # what the last way left behind is not this one's time
    if again > 1:
        there_and_back()  # the collector has been through all memory: the first small graph would pay for it
    start = time.process_time()
    for _ in range(again):
        there_and_back()
    taken = time.process_time() - start
    way.start()  # the graph goes, or the collector would walk through it in the next way's time
    return taken


def a_node(way, build, n, nodes):
    """Return the microseconds a node of a graph that has so many `nodes`; a small graph is built over and over."""
    again = max(1, NODES_A_SAMPLE // nodes)
    return seconds(way, build, n, again) / again / nodes * 1e6


def gradients(way, build, n):
    """Return the gradients of a graph's constants, as floats."""
    way.start()
    loss, weights = build(way, n)
    found = way.backward(loss)
    return [way.gradient(found, weight) for weight in weights]


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
    samples = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            samples[way].append(a_node(ways[way], build, n, nodes))
    pace = {way: [other / own for own, other in zip(samples[way], samples["micrograd"], strict=True)] for way in ways}
    return {
        "graph": name,
        "nodes": nodes,
        "microseconds_a_node": {way: bench.spread(values) for way, values in samples.items()},
        "times_micrograd": {way: bench.spread(values) for way, values in pace.items()},
    }


def grown(nodes, rounds=5):
    """Return the row of one length of chain: microseconds a node for the course's two tapes, with Python's collector and without."""
    row = {"nodes": nodes}
    for way in ("chapter", "quick"):
        row[way] = {}
        for collector, switch in (("collector", gc.enable), ("no_collector", gc.disable)):
            switch()
            row[way][collector] = bench.spread([a_node(WAYS[way](), chain, nodes // 2, nodes) for _ in range(rounds)])
    on, off = (bench.in_words(row["quick"][collector]) for collector in ("collector", "no_collector"))
    print(f"  quick tape, {nodes} nodes: {on} us a node, {off} without collector", flush=True)
    return row


def run(quick=False):
    """Return a row for each graph, and how the course's two tapes grow; raises AssertionError where the three do not agree."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10**6)  # micrograd calls itself once for every step of the longest path
    try:
        rows = []
        for name, (build, n) in GRAPHS.items():
            rows.append(compare(name, build, min(n, 8) if quick else n, 1 if quick else ROUNDS))
            pace = rows[-1]["times_micrograd"]
            print(f"  {name}: {', '.join(f'{way} {bench.in_words(pace[way])}' for way in pace)} times micrograd", flush=True)
        growth = [grown(GROWTH[0], 1)] if quick else [grown(nodes) for nodes in GROWTH]
    finally:
        gc.enable()
        sys.setrecursionlimit(before)
    return {"rows": rows, "growth": growth}

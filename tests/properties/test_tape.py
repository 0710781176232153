"""The tape of chapter 4 on random graphs, whose nodes are shared in any way, gives PyTorch's gradients."""

import gc
import math

import torch
from hypothesis import given
from hypothesis import strategies as st
from networks import chapter


def steps(names):
    """Return a strategy for the steps of a graph, each an operation of `names` on any two numbers before it."""
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=25)


STARTS = st.lists(st.floats(-2, 2).map(lambda number: round(number, 3)), min_size=1, max_size=4)


def grow(starts, steps, rules):
    """Return the numbers of a graph: each step makes one from any two before it, so that many are used more than once."""
    numbers = list(starts)
    for name, i, j in steps:
        a, b = numbers[i % len(numbers)], numbers[j % len(numbers)]
        # A value is squashed again and again, so that long chains of products stay within what float64 can hold.
        numbers.append(rules["s"](rules[name](a, b)) if name in "*q" and len(numbers) % 3 == 0 else rules[name](a, b))
    return numbers


def rules(sigmoid, square, maximum=None):
    return {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "n": lambda a, b=None: -a,
        "s": lambda a, b=None: sigmoid(a),
        "q": lambda a, b=None: square(a),
        "m": maximum,
    }


@given(STARTS, steps("+-*nsq"))
def test_shared_nodes_add_up_as_in_pytorch(starts, steps):
    names = chapter("04-autodiff")
    tape = names["Tape"]()
    ours = [names["Constant"](start, tape) for start in starts]
    grow(ours, steps, rules(names["Sigmoid"], names["Square"]))
    theirs = [torch.tensor(start, dtype=torch.float64, requires_grad=True) for start in starts]
    last = grow(theirs, steps, rules(names["CarefulSigmoid"].apply, torch.square))[-1]
    if not math.isfinite(last.item()) or abs(last.item()) > 1e100:
        return  # beyond float64 there is nothing to compare
    grads = torch.autograd.grad(last, theirs, allow_unused=True)
    for _ in range(2):  # a tape gives the same however often it is played
        tape.forward()
        tape.backward()
        assert math.isclose(tape.nodes[-1].value, last.item(), rel_tol=1e-10, abs_tol=1e-12)
        for node, grad in zip(ours, grads, strict=True):
            expected = 0.0 if grad is None else grad.item()
            size = max(abs(other.gradient) for other in tape.nodes)  # sums of large shares may cancel
            assert math.isclose(node.gradient, expected, rel_tol=1e-10, abs_tol=1e-13 * size)


@given(STARTS, steps("+-*nsqm"))
def test_the_quick_tape_is_the_same_tape(starts, steps):
    """Values and gradients agree with those of chapter 4 to the last bits, whatever is shared."""
    names, quick = chapter("04-autodiff"), chapter("quick-tape")
    tape = names["Tape"]()
    readable = [names["Constant"](start, tape) for start in starts]
    # Powers on both sides: the last bit of a square would let a maximum choose otherwise.
    grow(readable, steps, rules(names["Sigmoid"], lambda a: names["Power"](a, 2), names["Maximum"]))
    quick["TAPE"].clear()
    numbers = [quick["record"](start) for start in starts]
    last = grow(numbers, steps, rules(quick["sigmoid"], lambda a: a**2, quick["maximum"]))[-1]
    if not math.isfinite(last.value) or abs(last.value) > 1e100:
        return
    tape.backward()
    gradients = quick["backward"](last)
    assert math.isclose(last.value, tape.nodes[-1].value, rel_tol=1e-12, abs_tol=1e-15)
    size = max(abs(node.gradient) for node in tape.nodes)
    for number, node in zip(numbers, readable, strict=True):
        assert math.isclose(gradients[number.place], node.gradient, rel_tol=1e-12, abs_tol=1e-15 * size)
    assert not quick["TAPE"]


def test_pythons_collector_has_nothing_to_walk_through_on_the_quick_tape():
    quick = chapter("quick-tape")
    quick["TAPE"].clear()
    number = quick["record"](1.0)
    for _ in range(10**4):
        number = quick["maximum"](quick["sigmoid"](number), -(number**2)) * 0.5 + number
    lines = list(quick["TAPE"])
    quick["TAPE"].clear()
    gc.collect()
    assert len(lines) > 6 * 10**4
    assert not any(map(gc.is_tracked, lines))

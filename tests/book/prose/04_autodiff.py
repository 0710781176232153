"""Chapter 4: what it says in words, and what it asks to try."""

import math
import re

from book_site import as_it_stands, code, run

CHAPTER = "04-autodiff"


def lines_of_the_tape():
    """Return how many lines of the chapter's code, empty ones not counted, make the tape and its operators."""
    text = code(CHAPTER)
    text = text[text.index("class Node") : text.index("tape = Tape()")] + text[text.index("def node_of") : text.index("f = 3 * x**2")]
    return len([line for line in text.splitlines() if line.strip()])


def agree_when_printed(page, others="in_float32"):
    return [f"{a:.4e}" == f"{b:.4e}" for a, b in zip(page[others], page["in_float64"], strict=True)]


def off_in_float64(page):
    return abs(page["in_float64"][0] / page["grad_first"][0] - 1)


def ratios():
    rows = as_it_stands(CHAPTER)["rows"]
    return [row["gradient_s"]["median"] / row["loss_s"]["median"] for row in rows]


SAID = {
    "fewer than a hundred lines": lambda page: lines_of_the_tape() < 100,
    "The table becomes eight small classes": lambda page: (
        len([1 for name in page["Node"].__subclasses__() if name is not page["Constant"]]) == 8
    ),
    "Three of the operations": "those that the next cell shows",
    "A number that is used twice": "two lines lead from it",
    "no number is used twice": "two lines lead from it",
    "A node can even be used twice": "two lines lead from it",
    "$x$ is used twice here": "two lines lead from it",
    "every weight is used twice": "two lines lead from it",
    "the four steps of chapter 1 in six lines": "counted in the source: the loop without its print",
    "The first two losses are those of chapter 3, before and after its update": lambda page: (
        abs(page["history"][0] - 0.41724411) < 1e-8 and abs(page["history"][1] - 0.37434126) < 1e-8
    ),
    "the local derivatives of hundreds of operations": "not a figure of this course: derivatives.yaml of PyTorch has more than 500 entries",
    "with thousands of products at a time": "not a figure of this course: a GPU has thousands of arithmetic units",
    "Six of the eight agree in all digits shown": lambda page: agree_when_printed(page) == [False, True, False] + [True] * 5,
    "all eight agree": lambda page: all(agree_when_printed(page, "repaired")),
    "The three ratios are the same number": lambda page: len(set(re.findall(r"(?:truth   |grad_w.1  ) +(\d\.\d{4})\n", page.printed))) == 1,
    "less than a ten-millionth of the value": lambda page: 0 < off_in_float64(page) < 1e-7,
    "by six percent": lambda page: round(abs(page["in_float32"][0] / page["in_float64"][0] - 1), 2) == 0.06,
    "Ten or a thousand weights: the gradient stays below five forward passes": lambda page: all(
        (forward + back) / forward < 5 for _, forward, back in map(page["count"], (2, 4, 32))
    ),
    "networks with billions of weights": "not a figure of this course: Llama 3.1, for one, has 8, 70 or 405 billion",
    "stay between one and ten forward passes, from eight weights to two million": lambda page: (
        all(1 < ratio < 10 for ratio in ratios())
        and {8} <= {row["weights"] for row in page["rows"]}
        and max(row["weights"] for row in page["rows"]) > 2e6
    ),
    "eight weights to two million": "said in one breath with the line above",
    "over the number of weights from 8 to two million": "the axis of the figure",
}


def try_1():
    page = run(CHAPTER)
    exec("class Exp(Node):\n def rule(self, a):\n  e = math.exp(a)\n  return e, (e,)", page.values)
    found = []
    for formula in ("1 / (1 + Exp(-z))", "Sigmoid(z)"):
        exec(f"tape = Tape(); z = Constant(2.0, tape); result = {formula}; tape.backward()", page.values)
        found.append(page["z"].gradient)
    assert math.isclose(*found, rel_tol=1e-14)
    return (found[0],)


def try_2():
    page = run(CHAPTER, ("node.gradient += local", "node.gradient = local"))
    assert "diamond = Tape()" in page.failed
    assert page["x"].gradient == -8
    return -8, -12


def try_3():
    page = run(CHAPTER)
    found = []
    for value in (3.0, -3.0):
        exec(f"tape = Tape(); a = Constant({value}, tape); result = Maximum(a, -a); tape.backward()", page.values)
        assert page["result"].value == 3
        found.append(page["a"].gradient)
    assert found == [1, -1]
    return found

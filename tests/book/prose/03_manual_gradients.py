"""Chapter 3: what it says in words, and what it asks to try."""

import re

from book_site import as_it_stands, run

CHAPTER = "03-manual-gradients"


def both(page):
    return page["grad_first"], page["grad_second"]


def largest(gradients):
    return max(map(abs, gradients))


def relative_errors(page):
    """Return how far formula and nudging are apart, as a share, for each of the sixteen gradients, with the gradient."""
    pairs = []
    for name in ("first", "second"):
        exact, nudged = page["gradients"](page[name], page["weights"]), page["nudged_gradients"](page[name], page["weights"])
        pairs += [(abs(a - b) / abs(a), abs(a)) for a, b in zip(exact, nudged, strict=True)]
    return pairs


SAID = {
    "is more than fifty times that of": lambda page: page["grad_v11"] / page["grad_v21"] > 50,
    "the second wish is louder": lambda page: page["v22"] * page["grad_y2_in"] > -page["v21"] * page["grad_y1_in"] > 0,
    "has the largest of all sixteen gradients": lambda page: largest(both(page)[0] + both(page)[1]) == both(page)[1][6],
    "has a smaller one, although the same hidden unit stands behind both": lambda page: abs(both(page)[1][7]) < abs(both(page)[1][6]) / 10,
    "All sixteen agree": lambda page: len(relative_errors(page)) == 16,
    "the two gradients near $10^{-12}$ would drown": lambda page: sum(size < 1e-11 for _, size in relative_errors(page)) == 2,
    "Even so, these two agree in their first digits only": lambda page: (
        all((error > 1e-4) == (size < 1e-11) for error, size in relative_errors(page)) and max(relative_errors(page))[0] < 0.01
    ),
    "two million of them": "two forward passes for each of a million weights",
    "A network with a million weights": "supposed",
    "Chapters 4 and 5 do them two hundred times": "how often their loops run",
    "The weights of the second layer moved by up to 0.14": lambda page: round(max(page["moved"][4:]), 2) == 0.14,
    "moved in the fourth decimal at best": lambda page: 1e-4 < max(page["moved"][:4]) < 1e-3,
    "in the seventh": lambda page: 1e-7 < page["moved"][0] < 1e-6,
    "takes away at least three quarters of the gradient": lambda page: (
        max(page["sigmoid_slope"](z / 10) for z in range(-300, 300)) == 1 / 4
    ),
    "about ten million times as large as before": lambda page: 0.9e7 < with_small_weights()["grad_w11"] / page["grad_w11"] < 1.1e7,
    "four of the sixteen": "done by try_2",
}


def with_small_weights():
    return run(CHAPTER, ("weights = [6.0, -3.0", "weights = [0.6, -0.3"))


def try_1():
    page = with_small_weights()
    assert page.failed is None
    assert abs(page["h1_in"] + 0.2) < 1e-12
    return page["grad_w11"], page["h1_in"], 0.6, -0.3


def try_2():
    page = run(CHAPTER, ("grad_h1 = v11 * g1 + v12 * g2", "grad_h1 = v11 * g1"))
    assert "assert not wrong" in page.failed
    assert re.search("wrong: (.*)", page.printed)[1].split() == ["w11", "w21"] * 2


def try_3():
    page = as_it_stands(CHAPTER)
    w = page["weights"]
    for _ in range(20):
        pairs = zip(page["gradients"](page["first"], w), page["gradients"](page["second"], w), strict=True)
        w = [weight - page["alpha"] * (a + b) for weight, (a, b) in zip(w, pairs, strict=True)]
    moves = [abs(new - old) for new, old in zip(w, page["weights"], strict=True)]
    assert [move > 0.1 for move in moves] == [False] * 4 + [True] * 4
    return [*w, max(moves[:4]), 0.1]

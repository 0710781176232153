"""The page on settings and boundaries: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands

PAGE = "settings"
EIGHT_TENTHS = "how the quantiles 0.1 and 0.9 are said"


def solved(page, *case):
    return int(page["grid"][case][-1].sum())


def after(page, outcome, epochs):
    return np.median(outcome[1][epochs // 100 - 1])


def ten_times(page):
    pairs = [(page["slow"], 10_000, page["grid"][3, 0.1], 1000), (page["grid"][3, 0.1], 10_000, page["grid"][3, 1.0], 1000)]
    return all(np.isclose(after(page, one, a), after(page, other, b), rtol=0.1) for one, a, other, b in pairs)


SAID = {
    "the two hundred starts from the seeds 0 to 199": lambda page: list(page["SEEDS"]) == list(range(200)),
    "above one half": "the threshold between the two classes",
    "Two can, and mostly do; with three, nearly all do": lambda page: solved(page, 2, 0.1) == 159 and solved(page, 3, 0.1) == 195,
    "can ruin the training from both sides": lambda page: page["slow"][-1].sum() == 0 and solved(page, 3, 10.0) < 60,
    "ten times the rate does the work of ten times the epochs": ten_times,
    "the middle eight tenths": EIGHT_TENTHS,
    "with them nine tenths of the sigmoid networks have at least 0.18": lambda page: round(page["found"]["sigmoid"][0], 2) == 0.18,
    "Yes: all two hundred solve XOR": lambda page: larger_rate(page)[-1].all(),
    "how many of the two hundred solve XOR after 20,000 epochs": "the question",
    "the five whose loss was still near one eighth after 10,000 epochs": lambda page: (
        len(stuck(page)) == 5 and np.allclose(stuck(page), 1 / 8, rtol=0.06)
    ),
    "The learning rate is halved. What do you do with the number of epochs? :class: dropdown Double it": ten_times,
    "three 195 and five 199 times": lambda page: [solved(page, hidden, 0.1) for hidden in (2, 3, 5)] == [159, 195, 199],
    "how many of 200 starts": lambda page: len(page["SEEDS"]) == 200,
    "two units solve it 159 times": lambda page: solved(page, 2, 0.1) == 159,
    "at the rate 1 it is 199, 200 and 200": lambda page: [solved(page, hidden, 1.0) for hidden in (2, 3, 5)] == [199, 200, 200],
    "at the rate 10 it is 107, 49 and 0": lambda page: [solved(page, hidden, 10.0) for hidden in (2, 3, 5)] == [107, 49, 0],
}


def stuck(page):
    """Return the last losses of the networks with three units that do not solve XOR at the rate 0.1."""
    _, losses, right = page["grid"][3, 0.1]
    return losses[-1][~right]


def larger_rate(page):
    return page["outcome"](3, 1.0, True)


def try_1():
    page = as_it_stands(PAGE)
    own, _, all_of_them = larger_rate(page)
    margins = page["margins"]("", own, page["sigmoid"], all_of_them)
    assert all_of_them.all()
    assert margins[1] > page["found"]["sigmoid"][1]
    return (margins[1],)


def try_2():
    page = as_it_stands(PAGE)
    drawn = [page["start_weights"](seed, 3) for seed in range(200)]
    W, V = (np.stack(A) for A in zip(*drawn, strict=True))
    assert page["train"](W, V, 0.1, False, page["sigmoid"], page["slope_from_output"], 20_000)[-1].all()

"""The page "Where next": what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands

PAGE = "where-next"

SAID = {
    "pictures of 8 times 8 dots": lambda page: page["digits"].images.shape[1:] == (8, 8),
    "Each digit is a picture of 8 times 8 dots": lambda page: page["digits"].images.shape[1:] == (8, 8),
    "some forty updates": lambda page: 40 <= -(-len(page["rest"]) // 32) <= 45,
    "A quarter of the digits": lambda page: abs(len(page["held_out"]) / len(page["X"]) - 0.25) < 0.01,
    "a hundred digits": lambda page: page["few_curve"].shape == (600, 2),
    "all hundred digits are right": lambda page: page["accuracy"](page["few"], page["rest"][:100]) == 1,
    "these hundred pictures": "the same hundred",
    "The loss of these hundred falls all the time, to below a hundredth": lambda page: (
        page["few_curve"][-1, 0] < 0.01 and np.all(np.diff(page["few_curve"][::50, 0]) < 0)
    ),
    "28 times 28 dots": "MNIST, as its description says",
}


def held_out(page, parameters):
    return float(page["accuracy"](parameters, page["held_out"]))


def try_1():
    page = as_it_stands(PAGE)
    stopped, _ = page["train"](page["rest"][:100], int(page["lowest"]) + 1)
    assert held_out(page, stopped) > held_out(page, page["few"])
    return held_out(page, stopped), held_out(page, page["few"])


def try_2():
    page = as_it_stands(PAGE)
    shares = [held_out(page, page["train"](page["rest"][:n], 60)[0]) for n in (50, 200, 400, 800)]
    assert [round(100 * share) for share in shares] == [65, 94, 94, 96]
    assert np.all(np.diff(shares) > 0)
    longer = held_out(page, page["train"](page["rest"][:50], 1000)[0])
    assert round(100 * longer) == 72

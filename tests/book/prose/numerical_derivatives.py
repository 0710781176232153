"""The optional page after chapter 2: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands, run

PAGE = "numerical-derivatives"


def errors(page, kind):
    return [abs(page[kind](h) - page["exact"]) for h in (1e-1, 1e-2, 1e-3)]


def falls_to(page, kind, share):
    """Does each tenth of the step leave about this share of the error?"""
    largest, middle, smallest = errors(page, kind)
    return all(0.8 * share < ratio < 1.25 * share for ratio in (middle / largest, smallest / middle))


def worst_of_the_best_decade(page, kind):
    return page[kind].reshape(15, 10).max(axis=1).min()


SAID = {
    "With a tenth of the step, the one-sided error is a tenth, and the two-sided error a hundredth": lambda page: (
        falls_to(page, "one_sided", 1 / 10) and falls_to(page, "two_sided", 1 / 100)
    ),
    "differentiate it twice": "a number of times, not a ratio",
    "half a unit in the last digit": lambda page: page["u"] * 2 == np.finfo(float).eps,
    "it buys about two more digits": lambda page: 50 < worst_of_the_best_decade(page, "one") / worst_of_the_best_decade(page, "two") < 1000,
    "a tenth of the step leaves a hundredth of the error": lambda page: falls_to(page, "two_sided", 1 / 100),
    "into one of a tenth": "the quotient of two powers of ten",
    "when the step is halved? :class: dropdown It becomes a quarter": lambda page: (1 / 2) ** 2 == 1 / 4,
    "is about half a billion times": lambda page: 0.4e9 < 2.0**-24 / 2.0**-53 < 0.6e9,
    "the third root of that is about 800": lambda page: abs((2.0**29) ** (1 / 3) - 800) < 20,
}


def try_1():
    page = as_it_stands(PAGE)
    best = (3 * 2.0**-24 * page["L"](0.25) / abs(page["third"])) ** (1 / 3)
    assert 0.0065 < best < 0.0075
    return (best,)


def try_2():
    page = run(PAGE)
    page.values["L"] = lambda w: (w + 0.75) ** 2  # so that 0.25 of the page's quotients is w = 1
    assert page["two_sided"](0.5) == 2
    return (2, 0.5)

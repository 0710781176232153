"""The optional page after chapter 4: what it says in words, and what it asks to try."""

import math

from book_site import run

PAGE = "quick-tape"

SAID = {
    "Twice as many lines should take twice as long": lambda page: all(
        row["no_collector"]["median"] < 2 * page["run"]["results"]["growth"][0]["no_collector"]["median"]
        for row in page["run"]["results"]["growth"]
    ),
    "write one that is several times as fast as micrograd": lambda page: min(page["pace"]) > 2.5,
    "Python stops that after a thousand calls": "the limit that Python comes with",
    "A million lines": lambda page: page["run"]["results"]["growth"][-1]["nodes"] == 10**6,
}


def try_1():
    page = run(PAGE)
    Number, record = page["Number"], page["record"]

    def exp(a):
        e = math.exp(a.value)
        result = Number(e)
        record((result, a, e, page["NOBODY"], 0.0))
        return result

    x = Number(1.0)
    page["backward"](exp(2 * x))
    assert math.isclose(x.gradient, 2 * math.e**2)
    return (round(x.gradient, 3),)


def try_2():
    page = run(PAGE, ("LINES.clear()", "pass"))
    x = page["Number"](5.0)
    page["backward"](x**2)
    page["backward"](3 * x)
    assert x.gradient == 10 + 10 + 3
    return (23, 13, 10)

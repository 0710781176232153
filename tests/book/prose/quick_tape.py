"""The optional page after chapter 4: what it says in words, and what it asks to try."""

import math

from book_site import run

PAGE = "quick-tape"

SAID = {
    "Twice as many lines should take twice as long": lambda page: all(
        row["quick"][collector]["median"] < 2 * page["run"]["results"]["growth"][0]["quick"][collector]["median"]
        for row in page["run"]["results"]["growth"]
        for collector in ("collector", "no_collector")
    ),
    "The collector costs the tape of chapter 4 dearly once it is long, and this one little": lambda page: all(
        costs(row["chapter"]) > 1.6 > costs(row["quick"]) for row in page["run"]["results"]["growth"] if row["nodes"] >= 10**5
    ),
    "names it twice, the second time with the local derivative 0": lambda page: line_of(page, page["sigmoid"])[::2] == (0, 0),
    "its place stands on the line twice": lambda page: line_of(page, lambda a: a**3) == (0, 27.0, 0, 0.0),
    "write one that is several times as fast as micrograd": lambda page: min(page["pace"]) > 4,
    "Here are the three lines of the table": lambda page: line_of(page, lambda a: a * 4) == (0, 4.0, 1, 3.0),
    "Python stops that after a thousand calls": "the limit that Python comes with",
    "A million lines": lambda page: page["run"]["results"]["growth"][-1]["nodes"] == 10**6,
}


def costs(row):
    """Return how many times as long a tape takes with Python's collector."""
    return row["collector"]["median"] / row["no_collector"]["median"]


def line_of(page, operation):
    """Return the line of an `operation` on 3, which stands at place 0."""
    page["TAPE"].clear()
    operation(page["record"](3.0))
    return page["TAPE"].pop()


def try_1():
    page = run(PAGE)
    record = page["record"]

    def exp(a):
        e = math.exp(a.value)
        return record(e, (a.place, e, a.place, 0.0))

    x = record(1.0)
    gradients = page["backward"](exp(2 * x))
    assert math.isclose(gradients[x.place], 2 * math.e**2)
    return (round(gradients[x.place], 3),)


def try_2():
    page = run(PAGE)
    record, backward = page["record"], page["backward"]
    x = record(5.0)
    assert backward(x**2)[x.place] == 10
    second = backward(3 * x)[x.place]
    x = record(5.0)
    assert backward(3 * x)[x.place] == 3
    assert second == 5 + 3
    return (second, 3, 0, 5)

"""Chapter 2: what it says in words, and what it asks to try."""

from book_site import as_it_stands, run

CHAPTER = "02-chain-rule"


def errors(page, kind, steps=(1e-1, 1e-2, 1e-3)):
    return [abs(page[kind](h) - page["grad_v21"]) for h in steps]


def gain(page, kind):
    """Return how many times better the quotient gets with a tenth of the step, the worse of two tries first."""
    a, b, c = errors(page, kind)
    return sorted([a / b, b / c])


SAID = {
    "so a larger weight is the wrong way": lambda page: page["L"](3.01) > page["L"](3.0),
    "each is 32 plus 16 times $h$": lambda page: all(abs(page["quotient"](3.0, h) - 32 - 16 * h) < 1e-6 for h in (0.1, 0.01, 0.001)),
    "The second part is the 16 times $h$": lambda page: page["x"] is not None and 4.0**2 == 16,
    "asks four times as loudly as": lambda page: 2 * -1.0 * 4.0 == 4 * (2 * -1.0),
    "lifts $f$ by 18 times as much, and a little more $y$ by 4 times": lambda page: page["gradient_of_f"](2, 3) == [18, 4],
    "and is wrong by a factor of a hundred": lambda page: abs(page["speed_rate"] * page["gas_rate"] * 0.01 / (0.5 * 0.03) - 100) < 1e-9,
    "three layers of a hundred units": lambda page: (page["layers"], page["size"]) == (3, 100),
    "with a tenth of the step, the one-sided quotient is about ten times better, and the two-sided one a hundred times": lambda page: (
        8 < gain(page, "one_sided")[0] < gain(page, "one_sided")[1] < 12
        and 80 < gain(page, "two_sided")[0] < gain(page, "two_sided")[1] < 125
    ),
    "But then both get worse again": lambda page: all(
        errors(page, kind, [1e-13])[0] > 100 * errors(page, kind, [h])[0] for kind, h in (("one_sided", 1e-8), ("two_sided", 1e-5))
    ),
    "start at $w = 3$ and subtract 0.01 times the slope": "done by try_1",
    "within 0.01 of 2": "done by try_1",
    "what happens with 0.07 times the slope": "done by try_1",
    "Give the diamond a third path": "the next after two",
}


def try_1():
    page = as_it_stands(CHAPTER)

    def walk(rate, steps):
        w = 3.0
        for _ in range(steps):
            w -= rate * page["d_loss"](w)
        return w

    assert abs(walk(0.01, 12) - 2) < 0.01 <= abs(walk(0.01, 11) - 2)
    assert abs(walk(0.07, 1) - 2) > 1
    assert abs(walk(0.07, 2) - 2) > abs(walk(0.07, 1) - 2)
    return walk(0.01, 1) - 2, walk(0.07, 1), 0.07


def try_2():
    page = run(
        CHAPTER, ("grad_x = through_a + through_b", "grad_x = through_a + through_b + 1"), ("assert grad_x == 9 * x**2", "kept = grad_x")
    )
    assert page["kept"] == 37 == 9 * 2**2 + 1
    return (37,)


def try_3():
    quotient = (max(0, 0.000001 + 0.00001) - max(0, 0.000001 - 0.00001)) / 0.00002
    assert abs(quotient - 0.55) < 1e-9
    return (quotient,)

"""Random places and what Python makes of the diamond there, as JSON, for the tests of model.js.

The gradients come from chain-rule products in exact fractions, not from the formulas of model.js.
"""

import json
import random
from fractions import Fraction

NUDGE = Fraction(1, 100)


def loss(a, b):
    return a * b


def case(x):
    exact, nudged = Fraction(x), Fraction(x) + NUDGE
    a, b = exact**2, 3 * exact
    change_a, change_b = nudged**2 - a, 3 * nudged - b
    return {
        "x": x,
        "forward": {"a": float(a), "b": float(b), "L": float(loss(a, b))},
        "paths": {"throughA": float(6 * exact**2), "throughB": float(3 * exact**2), "sum": float(9 * exact**2)},
        "changes": {
            "throughA": float(change_a * b),
            "throughB": float(a * change_b),
            "both": float(loss(a + change_a, b + change_b) - loss(a, b)),
        },
    }


def cases(count=250, seed=12):
    """Return the chapter's x = 2 and `count` random ones; those within 0.5 of 0 leave too few digits of a nudge."""
    rng = random.Random(seed)
    return [case(2.0)] + [case(rng.choice((-1, 1)) * rng.uniform(0.5, 4)) for _ in range(count)]


if __name__ == "__main__":
    print(json.dumps(cases()))

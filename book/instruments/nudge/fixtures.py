"""Random places and steps and what Python makes of both difference quotients there, as JSON, for the tests of model.js.

Where nearly equal losses are subtracted, every bit of them counts, and exponentials differ in the last one: between
libraries, compilers and browsers. So here, as in exactExp of kit/exp.js, e^z is rounded correctly; Python's decimal does it.
(math.exp agrees with that in 999 of 1000 numbers.)
"""

import json
import random
from decimal import Context, Decimal, localcontext

DIGITS = Context(prec=40)
STEP_DIGITS = ["1", "1.25", "1.6", "2", "2.5", "3.2", "4", "5", "6.3", "8"]


def exp(z):
    return float(DIGITS.exp(Decimal(z)))


def sigmoid(z):
    return 1 / (1 + exp(-z))


def loss_of_one_weight(w):
    return (w * 4.0 - 8.0) * (w * 4.0 - 8.0)


H1, H2 = sigmoid(-1.0 * 6.0 + 4.0 * -2.0), sigmoid(-1.0 * -3.0 + 4.0 * 5.0)


def loss_along_v21(v21):
    y1, y2 = sigmoid(H1 * 1.0 + H2 * v21), sigmoid(H1 * -2.0 + H2 * 2.0)
    return (y1 - 0.0) * (y1 - 0.0) + (y2 - 1.0) * (y2 - 1.0)


def slope_along_v21(v21):
    z = H1 * 1.0 + H2 * v21
    return 2 * sigmoid(z) * (sigmoid(z) * sigmoid(-z)) * H2


CURVES = {"one": (loss_of_one_weight, lambda w: 2 * 4.0 * (w * 4.0 - 8.0)), "v21": (loss_along_v21, slope_along_v21)}


def exact_loss(name, at):
    """Return the loss at a Decimal, with eighty digits."""
    if name == "one":
        return (4 * at - 8) ** 2
    hidden1, hidden2 = (1 / (1 + (-Decimal(z)).exp()) for z in (-14, 23))
    y1, y2 = (1 / (1 + (-z).exp()) for z in (hidden1 + hidden2 * at, -2 * hidden1 + 2 * hidden2))
    return y1**2 + (y2 - 1) ** 2


def higher_derivatives(name, at, d=Decimal("1e-12")):
    """Return the second and the third derivative, by differences of losses that have digits enough for them."""
    with localcontext() as context:
        context.prec = 80
        down2, down, here, up, up2 = (exact_loss(name, Decimal(at) + k * d) for k in range(-2, 3))
        return float((up - 2 * here + down) / d**2), float((up2 - 2 * up + 2 * down - down2) / (2 * d**3))


def case(name, at, h):
    loss, slope = CURVES[name]
    here, up, down, exact = loss(at), loss(at + h), loss(at - h), slope(at)
    one, two = (up - here) / h, (up - down) / (2 * h)
    values = {"here": here, "up": up, "down": down, "slope": exact, "one": one, "two": two}
    errors = {"errorOne": abs(one - exact), "errorTwo": abs(two - exact)}
    second, third = higher_derivatives(name, at)
    return {"curve": name, "at": at, "h": h, "quotients": values | errors, "second": second, "third": third}


def cases(count=260, seed=13):
    """Return the chapter's two places with every fifth step, and `count` random places with random steps."""
    rng = random.Random(seed)
    steps = [float(f"{digits}e{decade}") for decade in range(-15, 0) for digits in STEP_DIGITS] + [1.0]
    found = [case(name, at, h) for name, at in (("one", 3.0), ("v21", 0.25)) for h in steps[::5]]
    for _ in range(count):
        name = rng.choice(("one", "v21"))
        at = rng.uniform(0, 4) if name == "one" else rng.uniform(-5, 6)
        found.append(case(name, at, rng.choice(steps)))
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))

"""Chapter 1: what it says in words, and what it asks to try."""

import re

from book_site import as_it_stands

CHAPTER = "01-intuition"


def passes(page):
    return len(re.findall("sweep", page.printed)), int(re.search(r"(\d+) passes", page.printed)[1])


def wishes(page, instance):
    return {name: page["nudge"](page[instance], page["weights"], k) for k, name in enumerate(page["names"])}


def loudest(page, instance):
    changes = wishes(page, instance)
    return max(changes, key=lambda name: abs(changes[name]))


SAID = {
    "one large error more than two of half its size": lambda page: 0.4**2 > 2 * 0.2**2,
    "Twice the error costs four times as much": lambda page: abs(0.4**2 / 0.2**2 - 4) < 1e-12,
    "10 of 100 pictures show cats": lambda page: page["cats"] == 10,
    'a network says "cat" to 12 pictures, 8 of them rightly': lambda page: (page["said_cat"], page["found"]) == (12, 8),
    "a larger $h_1$ would be welcome twice": "two reasons follow",
    "The first instance asks for": lambda page: loudest(page, "first") == "v11",
    "the second for less of": lambda page: loudest(page, "second") == "v21",
    "changes the second loss by less than a millionth of a millionth": lambda page: 0 < abs(wishes(page, "second")["w12"]) < 1e-12,
    "They agree on two weights and disagree on six": lambda page: len(page["agreed"]) == 2,
    "ten sweeps have cost 262 forward passes": lambda page: passes(page) == (10, 262),
    "pictures of 28 times 28 dots": lambda page: page["networks"][2][0] == 28 * 28,
    "more than six billion products": lambda page: 6e9 < (784 * 100 + 100 * 10) ** 2 < 7e9,
    "Today's language models have billions of weights": "not a figure of this course: Llama 3.1, for one, has 8, 70 or 405 billion",
    "almost 1 for the first instance and almost 0 for the second": lambda page: page["sigmoid"](16) > 0.999 > 0.001 > page["sigmoid"](-14),
}


def try_1():
    page = as_it_stands(CHAPTER)
    up, down = (page["nudge"](page["second"], page["weights"], 6, amount) for amount in (0.01, -0.01))
    assert up > 0 > down
    assert abs(up + down) > 1e-7 * up
    return up, down


def try_2():
    page = as_it_stands(CHAPTER)
    total = page["total"]([*page["weights"][:4], 5.0, -5.0, -5.0, 5.0])
    assert total < 0.001
    return (total,)


def try_3():
    page = as_it_stands(CHAPTER)
    without = page["with_weight"](page["weights"], 4, 0.0)
    rise = [page["loss"](page[name], without) - page["loss"](page[name], page["weights"]) for name in ("first", "second")]
    assert rise[0] > 0.1 > 1e-5 > abs(rise[1])
    return (page["loss"](page["first"], without),)

"""Every number that the sources print is printed by the section that discusses it, and no number in the text is typed by hand."""

import ast
import json
import re
from pathlib import Path

import book_site
import numpy as np
import pytest

REFERENCE = json.loads(Path(__file__).with_name("reference.json").read_text())

# How near a printed number must be to the reference.
FULL = "full"  # 1e-12 of its size: nothing cancels
ROUNDED = "rounded"  # the reference rounded to the digits that are printed, of which there are at least five

INSTANCE_1, INSTANCE_2 = "worked_example_2_2_2.instance_1.", "worked_example_2_2_2.instance_2."
SUMMED, AFTER = "worked_example_2_2_2.summed_gradient.", "worked_example_2_2_2.after_1_step_alpha_0.5."
EPOCHS, BY_HAND, XOR = "worked_example_2_2_2.after_20", "cross_entropy_by_hand.", "xor_2_3_1."

# chapter, section, how near, the numbers that stand there
DISCUSSED = [
    (1, "Forward, by hand", ROUNDED, [INSTANCE_1 + name for name in ("H_in", "H", "Y_in", "Y")]),
    (1, "Forward, as a function", ROUNDED, [INSTANCE_1 + "Y", INSTANCE_2 + "Y"]),
    (1, "How wrong? The loss", ROUNDED, [INSTANCE_1 + "L", INSTANCE_2 + "L", "worked_example_2_2_2.loss_sum_before"]),
    (1, "Weights are taps", ROUNDED, ["worked_example_2_2_2.hand_tweaked_V.Y_1", "worked_example_2_2_2.hand_tweaked_V.L_1"]),
    (2, "One weight, one nudge", FULL, ["one_weight.L_3", "one_weight.L_3_01", "one_weight.L_1_5", "one_weight.L_1_51"]),
    (2, "From the quotient to the derivative", FULL, ["one_weight.dL_3", "one_weight.dL_1_5"]),
    (2, "Many weights: the gradient", FULL, ["f_3x2_2xy_5.f", "f_3x2_2xy_5.df_dx", "f_3x2_2xy_5.df_dy"]),
    (2, "The Jacobian of a layer", ROUNDED, [INSTANCE_1 + "grad_Y", INSTANCE_1 + "grad_H"]),
    (3, "The forward pass", ROUNDED, [INSTANCE_1 + name for name in ("H_in", "H", "Y_in", "Y", "E", "L")]),
    (3, "The output layer", ROUNDED, [INSTANCE_1 + "grad_Y", INSTANCE_1 + "grad_Y_in"]),
    (3, "The first four gradients", ROUNDED, [INSTANCE_1 + "grad_V"]),
    (3, "Two paths into a hidden unit", ROUNDED, [INSTANCE_1 + "grad_H"]),
    (3, "The other four gradients", ROUNDED, [INSTANCE_1 + name for name in ("grad_H_in", "grad_W", "grad_X")]),
    (3, "The second instance", ROUNDED, [INSTANCE_2 + name for name in ("H_in", "H", "Y_in", "Y", "L", "grad_W", "grad_V")]),
    (3, "One update", ROUNDED, [SUMMED + "grad_W", SUMMED + "grad_V", AFTER + "W", AFTER + "V"]),
    (3, "One update", ROUNDED, ["worked_example_2_2_2.loss_sum_before", "worked_example_2_2_2.loss_sum_after_1_step"]),
    (3, "One update", ROUNDED, [AFTER + "instance_1.Y", AFTER + "instance_2.Y"]),
    (4, "The network on the tape", ROUNDED, [INSTANCE_1 + name for name in ("L", "grad_Y_in", "grad_V", "grad_H", "grad_H_in", "grad_W")]),
    (4, "The network on the tape", ROUNDED, [INSTANCE_2 + name for name in ("L", "grad_V", "grad_W")]),
    (4, "The same in PyTorch", ROUNDED, [f"worked_example_2_2_2.torch_float32_printed.{name}" for name in ("w11", "w21")]),
    (4, "One cancellation", ROUNDED, ["worked_example_2_2_2.torch_float32_printed.one_minus_sigmoid_16_float32"]),
    (4, "One cancellation", ROUNDED, ["worked_example_2_2_2.torch_float32_printed.one_minus_sigmoid_16"]),
    (4, "Writing formulas as formulas", FULL, ["f_3x2_2xy_5.f", "f_3x2_2xy_5.df_dx"]),
    (5, "One row for each instance", ROUNDED, [of + name for of in (INSTANCE_1, INSTANCE_2) for name in ("H", "Y_in", "Y", "E", "L")]),
    (5, "The way back: entry by entry", ROUNDED, [of + name for of in (INSTANCE_1, INSTANCE_2) for name in ("grad_Y", "grad_Y_in")]),
    (
        5,
        "The way back: the transpose",
        ROUNDED,
        [of + name for of in (INSTANCE_1, INSTANCE_2) for name in ("grad_H", "grad_H_in", "grad_X")],
    ),
    (5, "The way back: entry by entry", ROUNDED, [SUMMED + "grad_V"]),
    (5, "The way back: the transpose", ROUNDED, [SUMMED + "grad_W"]),
    (
        5,
        "Whose wish counts?",
        ROUNDED,
        [AFTER + name for name in ("W", "V", "instance_1.Y", "instance_1.L", "instance_2.Y", "instance_2.L")],
    ),
    ("errata", "1. The weights after the first update", ROUNDED, ["worked_example_2_2_2.after_1_step_alpha_0.65_V"]),
    (5, "Two hundred epochs", ROUNDED, [f"{EPOCHS}{n}_steps_alpha_0.5.{name}" for n in (0, 1) for name in ("W", "V", "Y_1", "Y_2")]),
    (6, "Why a line fails", ROUNDED, [XOR + "best_linear_without_bias.w", XOR + "best_linear_without_bias.L"]),
    (6, "The network", ROUNDED, [XOR + "fixed_weights_example.yhat", XOR + "fixed_weights_example.L"]),
    (6, "The output weights, entry by entry", ROUNDED, [XOR + "fixed_weights_example.grad_V"]),
    (6, "The hidden weights, entry by entry", ROUNDED, [XOR + "fixed_weights_example.grad_W"]),
    (7, "Standardise the inputs", ROUNDED, [BY_HAND + "x"]),
    (7, "The forward pass", ROUNDED, [BY_HAND + f"before.{name}" for name in ("z1", "a1", "z2", "a2")]),
    (7, "How surprised should you be?", ROUNDED, [BY_HAND + "before.J"]),
    (7, "The delta of the output", ROUNDED, [BY_HAND + "before.delta2"]),
    (7, "The rest of the way back", ROUNDED, [BY_HAND + f"before.{name}" for name in ("delta1", "dJ_dW1", "dJ_dW2")]),
    (7, "One step, and the answer flips", ROUNDED, [BY_HAND + name for name in ("W1_new", "W2_new")]),
    (7, "One step, and the answer flips", ROUNDED, [BY_HAND + f"after.{name}" for name in ("z1", "a1", "z2", "a2", "J")]),
]
# What an example starts from stands in the code of its chapter.
GIVEN = [
    (3, ["worked_example_2_2_2." + name for name in "WVXT"]),
    (1, ["worked_example_2_2_2.hand_tweaked_V.V"]),
    (2, ["one_weight.x", "one_weight.t", "f_3x2_2xy_5.at"]),
    (6, [XOR + "X", XOR + "y", XOR + "fixed_weights_example.W", XOR + "fixed_weights_example.V"]),
    (7, [BY_HAND + name for name in ("raw", "W1", "W2", "alpha")]),
]
# What the pictures of "Backprop By Hand" round to three digits, with the values that stand behind it (errata 10: z2 is wrong there).
ROUNDINGS = {"after": ("a1", "z2", "a2", "J"), "before": ("a1", "a2", "J", "delta2", "delta1", "dJ_dW1", "dJ_dW2")}


def leaves(path, value=REFERENCE):
    """Return {path: number} of everything in the reference below `path`."""
    for name in _parts(path):
        value = value[name]
    return dict(_leaves(value, path))


def _parts(path):
    return [part.replace("·", ".") for part in path.replace("alpha_0.", "alpha_0·").split(".") if part]


def _leaves(value, path):
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from _leaves(child, f"{path}.{name}" if path else name)
    if isinstance(value, int | float):
        yield path, value


def near(text, value, how):
    """Is `text`, a number as it is printed, the reference value `value`?"""
    number, half = book_site.decimals(text)
    if how == ROUNDED:
        digits = re.sub(r"e.*|\D", "", text).lstrip("0")
        return abs(number - value) <= half * (1 + 1e-9) and (len(digits) >= 5 or number == value)
    return abs(number - value) <= 1e-12 * abs(value)


def name_of(number):
    if isinstance(number, str):  # a page that is no chapter
        return number
    return next(chapter for chapter in book_site.CHAPTERS if chapter.startswith(f"{number:02d}-"))


@pytest.mark.parametrize(("number", "title", "how", "paths"), DISCUSSED, ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in DISCUSSED])
def test_the_section_prints_the_numbers_it_discusses(site, number, title, how, paths):
    printed = book_site.printed(book_site.section(name_of(number), title))
    missing = {
        path: value for start in paths for path, value in leaves(start).items() if not any(near(text, value, how) for text in printed)
    }
    assert not missing, f"chapter {number}, {title!r} prints none of {missing}"


IN_FULL = [row for row in DISCUSSED if row[0] in (1, 2, 3, 4, 6, 7) and row[2] == ROUNDED and "torch_float32" not in row[3][0]]


@pytest.mark.parametrize(("number", "title", "how", "paths"), IN_FULL, ids=[f"{row[0]}-{row[1]}" for row in IN_FULL])
def test_what_is_printed_with_six_digits_is_computed_to_twelve(number, title, how, paths):
    computed = np.array(sorted(book_site.as_it_stands(name_of(number)).numbers))
    off = {path: value for start in paths for path, value in leaves(start).items() if np.abs(computed - value).min() > 1e-12 * abs(value)}
    assert not off, f"no name in the code of chapter {number} has the value {off}"


def test_every_number_of_the_reference_is_discussed_somewhere():
    covered = {path for row in [*DISCUSSED, *GIVEN] for start in row[-1] for path in leaves(start)}
    assert {path for path in leaves("") if not path.startswith(BY_HAND + "printed_rounded")} <= covered


@pytest.mark.parametrize(("number", "paths"), GIVEN, ids=[f"chapter {row[0]}: {row[1][0]}" for row in GIVEN])
def test_the_chapter_starts_from_the_numbers_of_the_source(number, paths):
    given = {abs(value) for value in literals(name_of(number))}
    assert not {path: value for start in paths for path, value in leaves(start).items() if abs(value) not in given}


@pytest.mark.parametrize("when", ROUNDINGS)
def test_the_pictures_of_backprop_by_hand_round_the_reference(when):
    """They carry three digits forward, so that the last one may be one off."""
    for name in ROUNDINGS[when]:
        exact = leaves(f"{BY_HAND}{when}.{name}").values()
        rounded = leaves(f"{BY_HAND}printed_rounded.{name}{'_after' if when == 'after' else ''}").values()
        assert all(abs(a - b) < 1.5e-3 for a, b in zip(exact, rounded, strict=True)), name


def literals(name):
    """Return the numbers that the code of a page is given."""
    tree = ast.parse(book_site.code(name))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) in (int, float)}


DECIMAL = re.compile(
    r"(?<![\w.])(?P<number>[-−]?\d+\.\d+(?:e[-+]?\d+)?)(?![\w.]*\d)"
    r"(?P<power>\s*\\(?:cdot|times)\s*10\^\{?(?P<exponent>-?\d+)\}?)?(?P<percent>\s?\\?%)?"
)


def quoted(text):
    """Yield (as written, value, half of the last digit) for every decimal number of a text."""
    for match in DECIMAL.finditer(text):
        number, half = book_site.decimals(match["number"])
        scale = 10.0 ** int(match["exponent"] or 0) / (100 if match["percent"] else 1)
        yield match[0], number * scale, half * scale


def test_decimals_are_read_from_prose():
    assert [value for _, value, _ in quoted(r"about -0.5, $1.5 \cdot 10^{-3}$, 2.5 % and 1.9e-3, not 0.9.6, v1.2 or 10,000")] == [
        -0.5,
        1.5e-3,
        0.025,
        1.9e-3,
    ]


@pytest.mark.parametrize("name", [*book_site.CHAPTERS, *book_site.ASIDES, "errata"])
def test_every_number_in_the_text_is_a_rounding_of_a_printed_one(name, site):
    text = re.sub(r"\[[^\n]*?\]\{\.wrong\}|\]\([^)]*\)", "", book_site.prose(name))
    page = book_site.html(name)
    drawn = [number for label in page.select("svg.drawing text") for number in book_site.NUMBER.findall(label.get_text())]
    known = [book_site.decimals(number)[0] for number in book_site.printed(page) + drawn]
    known += literals(name)
    known += [number for number in book_site.try_its(name) if book_site.tied(name) for number in book_site.tried(name, number)]
    typed = [
        written for written, value, half in quoted(text) if not any(abs(abs(value) - abs(number)) <= half * (1 + 1e-9) for number in known)
    ]
    assert not typed, f"no cell of book/{name}.md prints or draws what these are roundings of: {typed}"

"""Nudge: move the point and the step; both quotients, the tangent and the U follow, and the cause of the error is named."""

import importlib.util
import random

import pytest
from book_site import BOOK, NUMBER, decimals

spec = importlib.util.spec_from_file_location("nudge_fixtures", BOOK / "instruments" / "nudge" / "fixtures.py")
python = importlib.util.module_from_spec(spec)
spec.loader.exec_module(python)


def state(opened, hash):
    opened.page.evaluate("hash => (location.hash = hash)", f"#instrument-nudge?{hash}")
    opened.page.wait_for_function("hash => location.hash.endsWith(hash)", arg=hash)
    opened.drawn()


def quotients(opened):
    return [decimals(text) for text in opened.host.locator(".nudge-numbers strong").all_inner_texts()]


def test_a_dozen_places_and_steps_show_pythons_quotients(open_instrument):
    opened = open_instrument("nudge")
    rng = random.Random(6)
    for k in range(12):
        name = ("one", "v21")[k % 2]
        at = round(rng.uniform(0, 4) if name == "one" else rng.uniform(-4, 5), 2)
        h = float(f"{rng.choice(python.STEP_DIGITS)}e{rng.randrange(-13, 0)}")
        state(opened, f"curve={name}&at={at}&h={h!r}")
        wanted = python.case(name, at, h)["quotients"]
        seen = quotients(opened)
        for (value, half), key in zip(seen, ("one", "two", "slope"), strict=True):
            assert abs(value - wanted[key]) <= half * 1.000001, (name, at, h, key)
        lines = opened.host.locator(".nudge-numbers > div").all_inner_texts()
        for line, key in zip(lines, ("up", "here", "down", "errorOne", "errorTwo"), strict=False):
            value, half = (0, 0) if line.endswith("exact") else decimals(NUMBER.findall(line)[-1])
            assert abs(value - wanted[key]) <= half * 1.000001 + 1e-15 * value, (name, at, h, key)
    assert not opened.wrong


@pytest.mark.parametrize(
    ("h", "one", "two"),
    [
        ("0.1", "the step is too large", "the step is too large"),
        ("2.5e-8", "near its best", "rounding rules"),
        ("1e-12", "rounding rules", "rounding rules"),
    ],
)
def test_the_cause_is_named_where_it_rules(open_instrument, h, one, two):
    opened = open_instrument("nudge", hash=f"curve=v21&at=0.25&h={h}")
    sentences = opened.host.locator(".nudge-why li").all_inner_texts()
    assert one in sentences[0]
    assert two in sentences[1]
    assert "2.9e-8 one-sided, 8.5e-6 two-sided" in sentences[-1]


def steepness(host, name):
    """Return how steep a straight line of the picture of the loss is, in the picture's units."""
    line = host.locator(".kit-chart").first.locator(f"path.nudge-{name}")
    x1, y1, x2, y2 = (float(number) for number in line.get_attribute("d").replace("M", "").replace("L", " ").split())
    return (y2 - y1) / (x2 - x1)


def test_the_step_shrinks_by_key_and_by_drag_and_the_secant_becomes_the_tangent(open_instrument):
    opened = open_instrument("nudge", hash="curve=one&at=3&h=0.5")
    page, host = opened.page, opened.host
    assert quotients(opened)[0][0] == 40  # 32 + 16 h
    assert steepness(host, "one") / steepness(host, "tangent") == pytest.approx(40 / 32, rel=0.01)
    slider = host.get_by_role("slider", name="The step h")
    slider.focus()
    before = float(host.get_by_role("textbox", name="step h", exact=True).input_value())
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function("before => document.querySelectorAll('.nudge-pictures .kit-number')[1].value < before / 50", arg=before)
    opened.drawn()  # a field shows what is typed at once, and the picture with the next frame
    assert abs(quotients(opened)[0][0] - 32) < 0.2
    assert steepness(host, "one") / steepness(host, "tangent") == pytest.approx(1, rel=0.01)
    box = host.locator(".kit-chart").nth(1).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60, steps=6)
    page.mouse.up()
    page.wait_for_function("() => document.querySelectorAll('.nudge-pictures .kit-number')[1].value.includes('e−1')")
    opened.drawn()
    assert "rounding rules" in host.locator(".nudge-why li").first.inner_text()
    box = host.locator(".kit-chart").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + 60)
    page.wait_for_function("() => document.querySelector('.nudge-pictures .kit-number').value < 2")
    opened.drawn()
    assert quotients(opened)[2][0] < 0
    assert not opened.wrong


def test_what_is_no_step_gets_a_sentence_and_changes_nothing(open_instrument):
    opened = open_instrument("nudge", 390, hash="curve=v21&at=0.25&h=0.001")
    before = quotients(opened)
    field = opened.host.get_by_role("textbox", name="step h", exact=True)
    for typed in ("", "tiny", "5", "0", "NaN", "-0.1"):
        field.fill(typed)
        assert "The step h takes a number from 1.00e-15 to 1" in opened.host.locator(".kit-problem:not(:empty)").inner_text(), typed
        assert quotients(opened) == before
    field.fill("1e-5")
    opened.page.wait_for_function("() => !document.querySelector('[aria-invalid]')")


def test_the_network_preset_starts_where_chapter_2_checks_v21(open_instrument):
    opened = open_instrument("nudge", hash="curve=v21")
    assert opened.host.get_by_role("textbox", name="point", exact=True).input_value() == "0.25"
    assert f"{quotients(opened)[2][0]:.6f}" == "0.276742"


def test_the_first_of_the_two_shows_one_quotient_only(open_instrument):
    opened = open_instrument("nudge", preset="tangent")
    host = opened.host
    host.get_by_role("textbox", name="step h", exact=True).fill("0.01")
    opened.page.wait_for_function("() => document.querySelector('.nudge-numbers .nudge-one').innerText === '32.160000'")
    assert "two-sided" not in host.inner_text()
    assert host.locator(".kit-chart").count() == 1
    assert not opened.axe()
    assert not opened.wrong

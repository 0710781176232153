"""Knobs: turn the weights of the 2-2-2 network by slider, field, curve and line; guess first; the best is kept."""

import importlib.util
import random

from book_site import BOOK, decimals

spec = importlib.util.spec_from_file_location("knobs_fixtures", BOOK / "instruments" / "knobs" / "fixtures.py")
python = importlib.util.module_from_spec(spec)
spec.loader.exec_module(python)


def read(text):
    """Return (value, half of the last digit) of a number as the page shows it."""
    return decimals(text.strip())


def shown(opened):
    """Return what the table says: the losses of both instances, their sum, and the hidden values and outputs."""
    rows = opened.host.locator(".knobs-table tbody tr")
    first, second = (rows.nth(n).locator("td").all_inner_texts() for n in (0, 1))
    return {"first": first, "second": second, "both": rows.nth(2).locator("td").inner_text()}


def agrees(text, value):
    number, half = read(text)
    return abs(number - value) <= half * 1.000001


def test_a_dozen_networks_show_pythons_numbers(open_instrument):
    opened = open_instrument("knobs")
    rng = random.Random(5)
    for _ in range(12):
        weights = [round(rng.uniform(-4, 4), 2) for _ in range(8)]
        opened.page.evaluate("hash => (location.hash = hash)", f"#instrument-knobs?w={','.join(map(str, weights))}")
        opened.drawn()
        case, seen = python.case(weights, 0, 0.0), shown(opened)
        for n, name in enumerate(("first", "second")):
            h, y = case["forward"][n][1], case["forward"][n][3]
            for text, value in zip(seen[name][:4], [*h, *y], strict=True):
                assert agrees(text, value), (weights, name, text, value)
            assert agrees(seen[name][5], case["loss"][name])
        assert agrees(seen["both"], case["loss"]["both"])
        drawn = opened.host.locator(".knobs-network .knobs-value").evaluate_all("all => all.map((each) => each.textContent)")
        layers = [[x, case["forward"][n][1], case["forward"][n][3]] for n, (x, _) in enumerate(python.INSTANCES)]
        units = [layers[n][layer][unit] for layer in range(3) for unit in range(2) for n in range(2)]
        assert all(agrees(text, value) for text, value in zip(drawn, units, strict=True)), (weights, drawn)


def test_a_guess_comes_before_the_answer_and_is_told_what_is_right(open_instrument):
    opened = open_instrument("knobs")
    curve = opened.host.locator(".knobs-curve")
    assert curve.get_attribute("d") == ""
    assert "rises" not in opened.host.locator(".knobs-question").inner_text()
    opened.host.get_by_role("button", name="It falls").click()
    said = opened.host.locator(".knobs-guess").inner_text()
    assert "Not “falls”" in said
    assert "rises by 0.0028" in said
    assert "They disagree, and the second one is louder." in said
    assert len(curve.get_attribute("d")) > 500
    opened.host.locator(".knobs-line").nth(4).dispatch_event("click")  # the line of v11
    assert "0.01 more of v11" in opened.host.locator(".knobs-question").inner_text()
    assert curve.get_attribute("d") == ""
    opened.host.get_by_role("button", name="It falls").click()
    assert "Right." in opened.host.locator(".knobs-question").inner_text()
    assert not opened.wrong


def test_sliders_fields_and_the_curve_turn_a_weight_and_the_best_is_kept(open_instrument):
    opened = open_instrument("knobs")
    host, page = opened.host, opened.page
    slider = host.get_by_role("slider", name="v21")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    assert host.get_by_role("textbox", name="v21", exact=True).input_value() == "0"
    opened.drawn()
    after = float(shown(opened)["both"])
    assert after < 0.4172
    best = host.locator(".knobs-best")
    assert f"{after:.4f}" in best.inner_text()
    host.get_by_role("textbox", name="v21", exact=True).fill("5")
    page.wait_for_function("before => document.querySelector('.knobs-table tr:last-child td').innerText > before", arg=str(after))
    assert f"{after:.4f}" in best.inner_text()
    host.get_by_role("button", name="Back to the best").click()
    assert float(shown(opened)["both"]) == after
    box = host.locator(".kit-chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 80, steps=8)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('.knobs-sliders .knobs-chosen input').value.startsWith('−')")
    host.get_by_role("button", name="Start again").click()
    assert shown(opened)["both"] == "0.4172"
    host.get_by_role("slider", name="w12").focus()
    assert "0.01 more of w12" in host.locator(".knobs-question").inner_text(), "who comes by keyboard is asked about another weight"
    assert not opened.wrong


def test_what_is_no_weight_gets_a_sentence_and_changes_nothing(open_instrument):
    opened = open_instrument("knobs", 390)
    field = opened.host.get_by_role("textbox", name="w11", exact=True)
    for typed in ("", "hot", "1e9", "NaN", "--3", "1.5.2", "1,000,000"):
        field.fill(typed)
        assert "takes a number from −10 to 10" in opened.host.locator(".kit-problem:not(:empty)").inner_text(), typed
        assert shown(opened)["both"] == "0.4172"
        assert not opened.too_wide()
    field.fill("2,5")
    opened.page.wait_for_function("() => document.querySelector('.knobs-sliders input[type=range]').value === '2.5'")
    assert not opened.host.locator("[aria-invalid]").count()
    assert not opened.too_wide()


def test_a_finger_turns_a_weight_and_a_link_brings_it_to_another_page(open_instrument):
    opened = open_instrument("knobs", 390, has_touch=True)
    slider = opened.host.get_by_role("slider", name="v11")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    opened.page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    opened.page.wait_for_function("() => document.activeElement && location.hash.includes('turn=v11')")
    weight = opened.host.get_by_role("textbox", name="v11", exact=True).input_value()
    other = open_instrument("knobs", hash=opened.page.evaluate("location.hash").partition("?")[2])
    assert other.host.get_by_role("textbox", name="v11", exact=True).input_value() == weight != "1"
    assert shown(other) == shown(opened)

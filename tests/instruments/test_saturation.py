"""The two losses on a saturated unit, in Chromium: dragged, by keyboard, by tap, with Python's numbers."""

import pytest
from book_site import NUMBER
from test_by_hand import fixtures

model = fixtures("saturation")


def shown(host):
    """Return the numbers of the table: {row: [cross-entropy, squared error]}, a race that is not won as None."""
    rows = {}
    for row in host.locator("tbody tr").all():
        texts = [text.replace("−", "-").replace(",", "") for text in row.locator("td").all_inner_texts()]
        rows[row.locator("th").inner_text().split()[0]] = [None if text.startswith("more") else float(text) for text in texts]
    return rows


def assert_pythons(host, z, t):
    rows, true = shown(host), model.saturation(z, t)
    told = [float(number.replace("−", "-")) for number in NUMBER.findall(host.locator(".saturation-told").inner_text())]
    assert told == pytest.approx([true["y"], true["slope"]], abs=5.1e-7, rel=1e-4)
    lowest = -1.1 if t else -0.1  # of the axis, which is 1.2 long
    for k, loss in enumerate(("entropy", "squared")):
        gradient = true[f"{loss}Gradient"]
        height = 184 - float(host.locator(f".saturation-at-{loss}").get_attribute("cy"))  # above the axis, which is 172 high
        assert height / 172 * 1.2 + lowest == pytest.approx(gradient, abs=0.001)
        assert rows["Loss"][k] == pytest.approx(true[f"{loss}Loss"], abs=5.1e-7, rel=1e-4)
        assert rows["Gradient"][k] == pytest.approx(gradient, abs=5.1e-7, rel=1e-4)
        assert rows["Sum"][k] == pytest.approx(z - 0.5 * gradient, abs=5.1e-7)
        if rows["Steps"][k] is not None and rows["Steps"][k] < 4000:  # longer races take Python too long
            assert rows["Steps"][k] == model.steps_until_right(z, t, 0.5, loss, 4000)


def test_it_shows_pythons_numbers_wherever_the_sum_is(open_instrument):
    """Eight numbers at each of eight places, typed."""
    opened = open_instrument("saturation")
    field = opened.host.get_by_role("textbox", name="Sum z")
    for z, t in ((-8, 1), (-7.25, 1), (-2, 1), (0, 1), (3.5, 1), (3.5, 0), (7.9, 0), (-1, 0)):
        opened.host.get_by_label(f"{t}:").check(force=True)
        field.fill(f"{z}".replace(".", ","))
        opened.drawn()
        assert_pythons(opened.host, z, t)
    assert not opened.wrong


def test_it_can_be_dragged_tapped_and_turned_by_keyboard(open_instrument):
    opened = open_instrument("saturation", 390, has_touch=True)
    host, mouse = opened.host, opened.page.mouse
    slider = host.get_by_role("slider", name="Sum z")
    slider.focus()
    opened.page.keyboard.press("Home")
    opened.drawn()
    assert_pythons(host, -10, 1)
    assert shown(host)["Steps"][1] is not None
    chart = host.locator(".kit-chart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 60)
    mouse.down()
    mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 60, steps=6)
    mouse.up()
    opened.drawn()
    z = float(host.get_by_role("textbox", name="Sum z").input_value().replace("−", "-"))
    assert 4 < z < 7
    assert_pythons(host, z, 1)
    host.locator("label", has_text="0: failed").tap()
    assert_pythons(host, z, 0)
    opened.page.wait_for_function("() => document.querySelector('[aria-live]').textContent.startsWith('Output 0.99')")
    assert not opened.too_wide()


def test_bad_input_gets_a_sentence_and_a_link_brings_the_place_back(open_instrument):
    opened = open_instrument("saturation")
    field = opened.host.get_by_role("textbox", name="Sum z")
    for typed in ("", "NaN", "eight", "31", "1e999"):
        field.fill(typed)
        assert "Sum z takes a number from −30 to 30" in opened.host.inner_text()
    assert_pythons(opened.host, -8, 1)
    field.fill("-20")
    opened.page.wait_for_function("() => location.hash.includes('z=-20')")
    assert shown(opened.host)["Steps"][1] is None
    again = open_instrument("saturation", hash="z=2.5&t=0").host
    assert_pythons(again, 2.5, 0)

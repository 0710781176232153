"""Diamond: x moves, and the products along both paths and their sum follow."""

import random

from book_site import NUMBER, decimals


def rates(opened):
    return [decimals(text) for text in opened.host.locator(".diamond-table td.gradient").all_inner_texts()]


def agree(texts, numbers):
    """Say whether every number in `texts`, as far as it is written, is the one of `numbers` in its place."""
    seen = [decimals(number) for text in texts for number in NUMBER.findall(text)]
    return all(abs(value - number) <= half * 1.000001 for (value, half), number in zip(seen, numbers, strict=True))


def test_a_dozen_places_show_what_the_formulas_say(open_instrument):
    opened = open_instrument("diamond")
    rng = random.Random(7)
    for _ in range(12):
        x = round(rng.uniform(-4, 4), 2)
        field = opened.host.get_by_role("textbox", name="x", exact=True)
        field.fill(str(x))
        opened.drawn()
        for (value, half), wanted in zip(rates(opened), (6 * x * x, 3 * x * x, 9 * x * x), strict=True):
            assert abs(value - wanted) <= half * 1.000001, x
        graph = opened.host.locator(".diamond-graph")
        assert agree(graph.locator(".diamond-value").all_text_contents(), [x, x * x, 3 * x, 3 * x**3]), x
        assert agree(graph.locator(".diamond-gradient").all_text_contents(), [9 * x * x, 3 * x, x * x, 1]), x
        rows = opened.host.locator(".diamond-table tbody tr")
        assert agree(rows.locator("td:nth-of-type(1)").all_inner_texts(), [3 * x, 2 * x, x * x, 3]), x
        now, then = x, x + 0.01
        changes = [then**2 * 3 * now - 3 * now**3, now**2 * 3 * then - 3 * now**3, 3 * then**3 - 3 * now**3]
        assert agree(rows.locator("td:nth-of-type(3)").all_inner_texts(), changes), x


def test_one_path_alone_is_not_what_x_does(open_instrument):
    opened = open_instrument("diamond", 390, has_touch=True)
    assert [value for value, _ in rates(opened)] == [24, 12, 36]
    assert opened.host.locator(".diamond-lit").count() == 4
    opened.host.get_by_text("through a only").tap()
    assert opened.host.locator(".diamond-lit").count() == 2
    assert "L moves by 0.2406, about 24" in opened.host.locator(".diamond-words").inner_text()
    opened.page.wait_for_function("() => location.hash.includes('path=a')")


def test_keys_move_x_and_a_wrong_x_gets_a_sentence(open_instrument):
    opened = open_instrument("diamond")
    opened.host.get_by_role("slider", name="x").focus()
    for _ in range(20):
        opened.page.keyboard.press("ArrowLeft")
    opened.page.wait_for_function("() => document.querySelector('.diamond-table .gradient').innerText === '6'")
    assert [value for value, _ in rates(opened)] == [6, 3, 9]
    for typed in ("", "x", "1e9", "NaN"):
        opened.host.get_by_role("textbox", name="x", exact=True).fill(typed)
        assert "x takes a number from −4 to 4" in opened.host.inner_text()
    assert [value for value, _ in rates(opened)] == [6, 3, 9]
    assert not opened.wrong

"""Broadcast: a column minus a list is a table, the loss is wrong, and what is learned from it is the mean of the targets."""

import random

import numpy as np
from book_site import decimals

T = np.array([1.0, 0.0, 1.0, 0.0])


def numbers(opened, where):
    return [decimals(text) for text in opened.host.locator(where).all_inner_texts()]


def test_a_dozen_answers_show_numpys_table_and_losses(open_instrument):
    opened = open_instrument("broadcast", hash="seen=1")
    rng = random.Random(8)
    for _ in range(12):
        y = np.array([round(rng.uniform(-1, 2), 2) for _ in range(4)])
        opened.page.evaluate("hash => (location.hash = hash)", f"#instrument-broadcast?y={','.join(map(str, y))}&seen=1")
        opened.page.wait_for_function("value => document.querySelector('.kit-range').value == value", arg=float(y[0]))
        wrong, right = y.reshape(-1, 1) - T, y - T
        wanted = [*wrong.flat, np.sum(right**2), np.mean(right**2), np.sum(wrong**2), np.mean(wrong**2)]
        seen = numbers(opened, ".broadcast-table td") + numbers(opened, ".broadcast-losses tbody td")
        for (value, half), number in zip(seen, wanted, strict=True):
            assert abs(value - number) <= half * 1.000001, y


def test_the_trap_is_fallen_into_and_left(open_instrument):
    opened = open_instrument("broadcast")
    host = opened.host
    assert not host.locator(".broadcast-table").is_visible()
    host.get_by_role("button", name="(4, 1)").click()
    assert "not what you get" in host.inner_text()
    assert host.locator(".broadcast-table td").count() == 16
    assert not opened.too_wide()
    assert not opened.axe()
    for _ in range(4):
        host.get_by_role("button", name="Learn for 20 steps").click()
    assert [value for value, _ in numbers(opened, ".broadcast-table tbody th")] == [0.5, 0.5, 0.5, 0.5]
    host.get_by_text("t.reshape(-1, 1)").click()
    assert [value for value, _ in numbers(opened, ".broadcast-table td")] == [1, -0.5, 0, 0.5, 1, -0.5, 0, 0.5]  # targets and differences
    for _ in range(4):
        host.get_by_role("button", name="Learn for 20 steps").click()
    seen = [value for value, _ in numbers(opened, ".broadcast-table tbody th")]
    assert np.allclose(seen, T, atol=0.002)
    assert not opened.wrong


def test_what_is_no_answer_gets_a_sentence(open_instrument):
    opened = open_instrument("broadcast", 390, hash="seen=1")
    before = numbers(opened, ".broadcast-losses tbody td")
    for typed in ("", "many", "1e300", "NaN"):
        opened.host.get_by_role("textbox", name="y1", exact=True).fill(typed)
        assert "Answer 1, target 1 takes a number from −1 to 2" in opened.host.inner_text(), typed
        assert numbers(opened, ".broadcast-losses tbody td") == before
        assert not opened.too_wide()

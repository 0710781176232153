"""The XOR studio in Chromium: trains, plays, steps, winds back, takes points and bad input, and shows Python's numbers."""

import itertools
import re

import pytest
from test_by_hand import fixtures


def summary(host):
    """Return epoch, loss and how many are right, as the page says."""
    found = re.fullmatch(r"Epoch ([\d,]+): loss (\S+), (\d+) of (\d+) right", host.locator(".studio-told").inner_text())
    return int(found[1].replace(",", "")), float(found[2].replace("−", "-")), int(found[3]), int(found[4])


def until(opened, epoch):
    opened.page.wait_for_function("epoch => document.querySelector('.studio-told').textContent.startsWith(`Epoch ${epoch}:`)", arg=epoch)


def as_hash(settings, epoch):
    points = ";".join(",".join(map(str, point)) for point in settings["points"])
    return "&".join(
        [f"{key}={settings[key]}" for key in ("activation", "hidden", "layers", "rate", "seed", "loss", "start")]
        + [f"bias={settings['bias']:d}", f"epoch={epoch}", f"points={points}"]
    )


def test_a_dozen_trainings_show_pythons_numbers(open_instrument):
    """Loss, right answers, weights and gradients, of trainings that an address asks for."""
    opened = open_instrument("xor-studio")
    compared = 0
    for case in fixtures("xor-studio").cases()[:12]:
        (settings, epoch), expected = case["input"], case["expected"]
        opened.page.evaluate("hash => { location.hash = hash }", f"#instrument-xor-studio?{as_hash(settings, epoch)}")
        until(opened, epoch)
        opened.drawn()
        assert opened.host.locator(".kit-problem").first.inner_text() == ""
        _, loss, right, _ = summary(opened.host)
        assert loss == pytest.approx(expected["loss"], abs=5.1e-5, rel=6e-3)
        assert right == expected["right"]
        shown = opened.host.locator(".studio-weights td span").evaluate_all("all => all.map((each) => each.textContent)")
        shown = [float(text.replace("−", "-")) for text in shown]
        places = [k for k, value in enumerate(expected["parameters"]) if settings["bias"] or not is_bias(settings, k)]
        for place, weight, gradient in zip(places, shown[::2], shown[1::2], strict=True):
            assert weight == pytest.approx(expected["parameters"][place], abs=5.1e-4, rel=5e-2)
            assert gradient == pytest.approx(expected["gradients"][place], abs=5.1e-4, rel=5e-2)
            compared += 2
    assert compared > 300
    assert not opened.wrong


def is_bias(settings, place):
    sizes = [2] + settings["layers"] * [settings["hidden"]] + [1]
    for inputs, outputs in itertools.pairwise(sizes):
        if place < (inputs + 1) * outputs:
            return place >= inputs * outputs
        place -= (inputs + 1) * outputs
    raise AssertionError("beyond the parameters")


def shaded(plane, x, y):
    """Say whether the picture of the plane, which goes from -0.5 to 1.5 both ways, has a colour at this place."""
    pixel = "(canvas, [x, y]) => canvas.getContext('2d').getImageData(x * canvas.width, y * canvas.height, 1, 1).data[3]"
    return plane.evaluate(pixel, [(x + 0.5) / 2, 1 - (y + 0.5) / 2]) > 0


def test_it_plays_pauses_steps_and_winds_back_by_keyboard(open_instrument):
    opened = open_instrument("xor-studio")
    host, keyboard = opened.host, opened.page.keyboard
    assert summary(host) == (0, 0.3396, 2, 4)
    host.get_by_role("button", name="Step: one epoch").focus()
    keyboard.press("Enter")
    assert summary(host)[0] == 1
    host.get_by_role("button", name="Play").focus()
    keyboard.press("Space")
    opened.page.wait_for_function("() => !/^Epoch 1:/.test(document.querySelector('.studio-told').textContent)")
    keyboard.press("Space")
    paused = summary(host)
    opened.page.wait_for_timeout(150)
    assert summary(host) == paused
    slider = host.get_by_role("slider", name="Epoch")
    slider.focus()
    keyboard.press("End")
    until(opened, "10,000")
    assert summary(host) == (10_000, 0.0015, 4, 4)
    plane = host.locator("figure", has_text="The plane; class 1 is shaded").get_by_role("img", name="Plane of the inputs")
    assert [shaded(plane, *place) for place in ((0.2, 0.8), (0.8, 0.2), (-0.3, -0.3), (1.3, 1.3))] == [True, True, False, False]
    assert host.locator("figure", has_text="after the hidden layer").get_by_role("img", name="Hidden space").count() == 1
    spoken = host.locator("[aria-live=polite]").element_handle()
    opened.page.wait_for_function("element => element.textContent === 'Epoch 10,000: loss 0.0015, 4 of 4 right.'", arg=spoken)
    keyboard.press("Home")
    assert summary(host) == (0, 0.3396, 2, 4)
    box = slider.bounding_box()
    opened.page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2, steps=8)
    opened.page.mouse.up()
    epoch, loss, right, _ = summary(host)
    assert 2500 < epoch < 3500
    assert loss == pytest.approx(0.118, abs=0.004)
    assert right in (2, 3)


def test_where_no_motion_is_wanted_only_the_end_is_shown(open_instrument):
    opened = open_instrument("xor-studio", reduced_motion="reduce")
    opened.page.evaluate(
        "window.seen = new Set(); new MutationObserver(() => seen.add(document.querySelector('.studio-told').textContent))"
        ".observe(document.querySelector('.studio-told'), {childList: true, characterData: true, subtree: true})"
    )
    opened.host.get_by_role("button", name="Play").click()
    until(opened, "10,000")
    assert len(opened.page.evaluate("[...seen]")) == 1


SCENES = {
    "No activation": "the network is a line. The best line has the loss 1/6",
    "Zero weights, tanh": "Every gradient is exactly 0",
    "Saturation": "All 3 hidden units of layer 1 are saturated",
    "Too large a rate": "the loss is too large for the computer",
    "Dead ReLU": "2 of 3 hidden units of layer 1 are off for every point: dead",
}


def test_failures_on_demand_show_and_say_what_is_wrong(open_instrument):
    opened = open_instrument("xor-studio", 390)
    for scene, sentence in SCENES.items():
        opened.host.get_by_label("Show me").select_option(label=scene)
        assert len(opened.host.locator(".studio-look").inner_text()) > 60
        opened.host.get_by_role("button", name="10,000 at once").click()
        opened.page.wait_for_function("text => document.querySelector('.studio-wrong').textContent.includes(text)", arg=sentence)
    assert not opened.wrong
    assert not opened.too_wide()


def test_points_come_and_go_by_tap_and_by_keyboard(open_instrument):
    opened = open_instrument("xor-studio", 390, has_touch=True)
    host = opened.host
    plane = host.get_by_role("img", name="Plane")
    side = plane.bounding_box()["width"]
    plane.tap(position={"x": side / 2, "y": side / 2})
    assert summary(host)[3] == 5
    assert host.get_by_label("Show me").locator("option:checked").inner_text() == "my own settings"
    opened.page.wait_for_function("() => location.hash.split('points=')[1]?.split(';').length === 5")
    plane.tap(position={"x": side / 2, "y": side / 2})
    assert summary(host)[3] == 4
    host.get_by_text("Your own points").press("Enter")
    host.get_by_role("textbox", name="x1", exact=True).fill("-0,25")
    host.locator("label", has_text=re.compile("^0$")).click()
    host.get_by_role("button", name="Add the point").press("Enter")
    assert host.get_by_text("(−0.25, 0.50) is 0").is_visible()
    assert not opened.too_wide()
    assert not opened.axe()
    host.get_by_role("button", name="Remove (−0.25, 0.50) is 0").press("Enter")
    assert summary(host)[3] == 4


def test_bad_settings_get_a_sentence_and_the_last_good_ones_stay(open_instrument):
    opened = open_instrument("xor-studio")
    host = opened.host
    rate = host.get_by_role("textbox", name="Learning rate")
    for typed, said in (
        ("", "it is empty"),
        ("fast", "takes a number"),
        ("NaN", "takes a number"),
        ("1e999", "too large"),
        ("-1", "too small"),
    ):
        rate.fill(typed)
        assert said in host.locator(".kit-problem:visible").first.inner_text()
    host.get_by_role("textbox", name="Hidden units").fill("2.5")
    assert "Hidden units takes a whole number from 1 to 20" in host.inner_text()
    host.get_by_role("button", name="10,000 at once").click()
    until(opened, "10,000")
    assert summary(host) == (10_000, 0.0015, 4, 4)
    rate.fill("0,5")
    assert rate.get_attribute("aria-invalid") is None
    assert summary(host)[0] == 0
    assert not opened.wrong


def test_a_teachers_link_shows_the_same_epoch(open_instrument):
    opened = open_instrument("xor-studio", hash="activation=tanh&seed=4&epoch=1500")
    until(opened, "1,500")
    here = summary(opened.host)
    again = open_instrument("xor-studio", 390, hash="activation=tanh&seed=4&epoch=1500")
    until(again, "1,500")
    assert summary(again.host) == here
    assert again.host.get_by_label("Activation", exact=True).input_value() == "tanh"

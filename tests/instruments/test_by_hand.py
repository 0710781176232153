"""The worksheet of chapter 7 in Chromium: typed through, mistakes named, lines shown, another student, a link."""

import importlib.util
import re

import pytest
from instrument_pages import instruments


def fixtures(name):
    """Return the module book/instruments/NAME/fixtures.py."""
    spec = importlib.util.spec_from_file_location(f"fixtures_{name}", instruments.INSTRUMENTS / name / "fixtures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def student():
    """All numbers of the chapter's student, as Python has them."""
    return fixtures("by-hand").cases()[0]["expected"]


def field(host, label):
    return host.get_by_role("textbox", name=label, exact=True)


def told(host, name):
    return host.locator(f"#hand-{name}-told")


def test_a_reader_types_through_the_whole_step(open_instrument, student):
    """By keyboard alone: every field of every part, with four digits."""
    opened = open_instrument("by-hand")
    page, host = opened.page, opened.host
    assert host.locator(".hand-from").first.inner_text() == "hours slept = 6, mean = 8, deviation = 2"
    for _ in range(7):
        names = host.locator(".hand-told").evaluate_all("all => all.map((each) => each.id.slice(5, -5))")
        for name in names:
            host.locator(f"[aria-describedby='hand-{name}-told']").focus()
            page.keyboard.type(f"{student[name]:.4g}")
            page.keyboard.press("Enter")
            assert re.match("✓ Right", told(host, name).inner_text()), (name, told(host, name).inner_text())
        if host.get_by_role("button", name="Next:").count():
            host.get_by_role("button", name="Next:").press("Enter")
    assert "Done. Before the step: fail (0.491), loss 0.7109. After it: pass (0.502), loss 0.6896." in host.inner_text()
    assert not opened.axe()
    assert not opened.wrong


MISTAKES = {
    "x1": ("1", "Take the mean from the hours"),
    "h1": ("0.05", "That is the sum itself"),
    "y_in": ("0.0367", None),
    "L": ("0.2589", "This is the squared error"),
    "grad_y_in": ("0.5088", "it is output minus target"),
    "grad_h2_in": ("0.1781", "The slope of the sigmoid is missing"),
    "new_v11": ("0.1739", "You added the step"),
    "new_y": ("0.4912", "from before the update"),
}


def test_mistakes_are_named_and_a_number_that_fits_none_is_only_not_yet(open_instrument):
    opened = open_instrument("by-hand", 390, has_touch=True)
    host = opened.host
    parts = {"x1": "Standardise", "h1": "Forward", "y_in": "Forward", "L": "Loss", "grad_y_in": "Back to V", "grad_h2_in": "Back to W"}
    for name, (typed, sentence) in MISTAKES.items():
        host.get_by_role("navigation").get_by_role(
            "button", name=re.compile(parts.get(name, "Update" if name == "new_v11" else "Forward again") + "$")
        ).tap()
        entry = host.locator(f"[aria-describedby='hand-{name}-told']")
        entry.fill(typed)
        entry.press("Tab")
        assert told(host, name).inner_text().startswith("✗")
        assert (sentence or "Not yet. Put the numbers into the formula once more") in told(host, name).inner_text()
        assert entry.get_attribute("aria-invalid") == "true"
    spoken = host.locator("[aria-live=polite]")
    opened.page.wait_for_function("element => element.textContent.includes('from before the update')", arg=spoken.element_handle())
    assert not opened.too_wide()


@pytest.mark.parametrize("typed", ["abc", "NaN", "1e999", "1.000,5", "<b>1</b>", "2000000"])
def test_what_is_no_number_gets_a_sentence(open_instrument, typed):
    opened = open_instrument("by-hand")
    field(opened.host, "x1").fill(typed)
    field(opened.host, "x1").press("Enter")
    assert "This line takes a number" in told(opened.host, "x1").inner_text()
    field(opened.host, "x1").fill("-1,0")  # a decimal comma
    field(opened.host, "x1").press("Enter")
    assert "Right" in told(opened.host, "x1").inner_text()
    field(opened.host, "x1").fill("")
    field(opened.host, "x1").press("Enter")
    assert told(opened.host, "x1").inner_text() == ""
    assert not opened.wrong


def test_lines_are_shown_with_pythons_numbers_and_the_rest_is_filled_in(open_instrument, student):
    """More than a dozen numbers as the page shows them."""
    opened = open_instrument("by-hand", hash="part=hidden")
    host = opened.host
    assert host.locator(".hand-given tbody tr").all_inner_texts()[:3] == ["mean\t8\t4", "deviation\t2\t1", "x1\t0.15\t−0.25\t0.05"]
    shown = 0
    for part, names in (("Back to W", ["grad_h1", "grad_h1_in", "grad_w11"]), ("Forward again", ["new_h1_in", "new_y_in", "new_L"])):
        host.get_by_role("navigation").get_by_role("button", name=part).click()
        for name in names:
            if name == "grad_w11":  # of what goes in, the one number is shown by now and the other is not
                line = host.locator(".hand-line", has=opened.page.locator("#hand-grad_w11-told"))
                goes_in = line.locator(".hand-from").inner_text()
                assert goes_in == f"x1 = ?, ∂L/∂h1,in = {student['grad_h1_in']:.4f}".replace("-", "−")
            line = host.locator(".hand-line", has=opened.page.locator(f"#hand-{name}-told"))
            line.get_by_role("button").click()
            result = line.locator(".hand-worked math").last.text_content()
            assert float(re.sub(r"[^\d.-]", "", result.replace("−", "-"))) == pytest.approx(student[name], abs=5.1e-7), result
            shown += 1
        for button in host.get_by_role("button", name="Fill in the rest").all():
            if button.is_visible():
                button.click()
        for line in host.locator(".hand-line").all():
            name = line.locator(".hand-told").get_attribute("id")[5:-5]
            if line.locator(".hand-worked math").count() and name not in names:
                result = line.locator(".hand-worked math").last.text_content()
                assert float(re.sub(r"[^\d.-]", "", result.replace("−", "-"))) == pytest.approx(student[name], abs=5.1e-7), result
                shown += 1
    assert shown >= 12
    assert "0 of 45 lines by hand" in host.inner_text()


def test_another_student_starts_anew_and_a_link_brings_all_back(open_instrument):
    opened = open_instrument("by-hand")
    host = opened.host
    field(host, "Hours slept").fill("9,5")
    host.get_by_text("no", exact=True).click()
    field(host, "x1").fill("0.75")
    field(host, "x1").press("Enter")
    field(host, "x2").fill("0.9")
    field(host, "x2").press("Enter")
    assert "Right" in told(host, "x1").inner_text()
    opened.page.wait_for_function("() => location.hash.includes('x2')")
    hash = opened.page.evaluate("location.hash.split('?')[1]")
    again = open_instrument("by-hand", hash=hash).host
    assert field(again, "Hours slept").input_value() == "9.5"
    assert again.get_by_label("no", exact=True).is_checked()
    assert field(again, "x1").input_value() == "0.75"
    assert "Right" in told(again, "x1").inner_text()
    assert told(again, "x2").inner_text().startswith("✗")
    field(again, "Hours slept").fill("25")
    assert "Hours slept takes a number from 0 to 24; this one is too large." in again.inner_text()

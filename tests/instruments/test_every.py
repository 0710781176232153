"""Every instrument in Chromium: whole without JavaScript and on paper, by keyboard, and unimpressed by a bad address."""

import pytest

OTHER_COLORS = """host => [...host.querySelectorAll("svg.drawing text[fill^='var(']")].filter((text) => {
  const probe = text.parentNode.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
  probe.setAttribute("fill", text.getAttribute("fill"));
  return getComputedStyle(probe).fill !== getComputedStyle(text).fill;
}).map((text) => text.textContent)"""
FOLLOWS = "document.querySelector('#what-follows').getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize("width", [390, 1280])
def test_it_runs_fits_and_is_accessible_in_light_and_dark(open_instrument, instrument, width):
    opened = open_instrument(instrument, width, held=True)
    before = opened.page.evaluate(FOLLOWS)
    opened.release()
    assert opened.page.evaluate(FOLLOWS) == before, f"the text below jumps; raise --height in {instrument}.css"
    assert not opened.too_wide()
    assert opened.host.locator(".instrument-stage").is_visible()
    assert not opened.host.locator(".instrument-still").is_visible()
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        opened.page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        assert not opened.axe(), scheme
    small = opened.page.evaluate(
        "[...document.querySelectorAll('.instrument button')].filter((each) => each.checkVisibility())"
        ".map((each) => each.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24).length"
    )
    assert small == 0, "a button is too small for a finger"
    assert not opened.wrong
    assert not [line for line in opened.page.evaluate("policy") if "/instruments/" in line]
    assert not opened.page.locator(".instrument :is([onclick], [oninput], [onchange], [onload], [onerror])").count()


def test_it_is_whole_without_javascript_and_on_paper(open_instrument, instrument):
    opened = open_instrument(instrument, wait=False, java_script_enabled=False)
    still = opened.host.locator(".instrument-still")
    assert still.is_visible()
    assert f"In place of {instrument}" in still.inner_text()
    assert len(still.locator("svg.drawing").get_attribute("aria-label")) > 40
    assert still.evaluate(OTHER_COLORS) == [], "numbers are not in the colours that the drawing gives them"
    height = opened.host.bounding_box()["height"]
    opened = open_instrument(instrument)
    opened.page.emulate_media(media="print")
    assert opened.host.locator(".instrument-still").is_visible()
    assert not opened.host.locator(".instrument-stage").is_visible()
    assert opened.host.evaluate("host => getComputedStyle(host).breakInside") == "avoid", "its sentence and its drawing on two pages"
    assert height < 900, "without JavaScript no room is kept"


def test_it_stands_still_where_motion_is_not_wanted(open_instrument, instrument):
    opened = open_instrument(instrument, reduced_motion="reduce")
    moving = opened.page.evaluate(
        "document.getAnimations().filter((each) => each.playState === 'running' && each.effect.target.closest('.instrument')).length"
    )
    before = opened.host.inner_html()
    opened.page.wait_for_timeout(400)
    assert moving == 0
    assert opened.host.inner_html() == before


BAD = "<img src=x onerror=window.hit=1>&step=%3Cscript%3Ewindow.hit=1%3C/script%3E&w=NaN,1e999&__proto__[x]=1&constructor=1&%"


@pytest.mark.parametrize("bad", [BAD, "a=" + "9" * 5000], ids=["script", "long"])
def test_a_tampered_address_does_nothing_but_tell(open_instrument, instrument, bad):
    opened = open_instrument(instrument, hash=bad)
    if not opened.host.get_by_role("button", name="Copy link").count():
        pytest.skip("it keeps no state in the address")
    assert not opened.wrong
    assert opened.page.evaluate("window.hit === undefined && ({}).x === undefined")
    assert "link is damaged" in opened.host.inner_text()
    assert opened.host.locator("img, script, iframe").count() == 0


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(open_instrument, instrument):
    opened = open_instrument(instrument)
    wanted = opened.page.evaluate(
        "[...document.querySelectorAll('.instrument :is(button, input, select, textarea, summary, [tabindex=\"0\"])')]"
        ".filter((each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0 && each.type !== 'radio').length"
    )
    opened.page.evaluate(
        "document.querySelector('.instrument').setAttribute('tabindex', '-1'); document.querySelector('.instrument').focus()"
    )
    reached = 0
    for _ in range(wanted + 12):
        opened.page.keyboard.press("Tab")
        reached += opened.page.evaluate("document.activeElement.closest('.instrument') !== null && document.activeElement.type !== 'radio'")
    assert reached >= wanted

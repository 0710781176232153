"""The stepper as a reader uses it: walk, point, type, predict, share."""

import json
import math
import re
import subprocess
import sys

import pytest
from book_site import BOOK, NUMBER, decimals

STEPS = 27
GO = "hash => new Promise(done => { addEventListener('hashchange', () => setTimeout(done), {once: true}); location.hash = hash; })"
VALUE_AND_GRADIENT = "rows => rows.map(row => [...row.querySelectorAll('td')].slice(2).map(td => td.textContent))"
DISPLAYED = "svg => [...svg.querySelectorAll('[data-cell]')].map(text => [text.dataset.cell, text.textContent])"
SAID = "[...document.querySelectorAll('.instrument [aria-live]')].map((each) => each.textContent).join('')"


def fixtures():
    made = subprocess.run([sys.executable, BOOK / "instruments" / "stepper" / "fixtures.py"], capture_output=True, text=True)
    return json.loads(made.stdout)


def row(opened, name):
    """Return [value, gradient] of the tape's entry `name`, as shown."""
    return opened.host.locator(f".tape tr:has(th:text-is('{name}')) td").all_inner_texts()[2:]


def step(opened):
    return int(opened.host.get_by_role("slider", name="Step").input_value())


def address(opened):
    opened.after(450)  # it is written a moment after the last change
    return opened.page.evaluate("location.hash")


def test_a_dozen_networks_in_the_page_have_pythons_numbers(open_instrument):
    cases = fixtures()[::20]
    assert len(cases) >= 12
    opened = open_instrument("stepper")
    for case in cases:
        numbers = ",".join(repr(number).removesuffix(".0") for number in case["given"])
        opened.page.evaluate(GO, f"#instrument-stepper?of=own&n={numbers}&step={STEPS}")
        cells = opened.host.locator(".tape tbody tr").evaluate_all(VALUE_AND_GRADIENT)
        assert len(cells) == len(case["tape"])
        for texts, numbers_there in zip(cells, case["tape"], strict=True):
            for text, number in zip(texts, numbers_there, strict=True):
                if text:  # nobody asks for the gradients of the data
                    value, half = decimals(text)
                    assert abs(value - number) <= half * (1 + 1e-9), (text, number)
        assert sum(bool(text) for texts in cells for text in texts) >= 60
    assert not opened.wrong


def test_a_link_is_followed_though_the_values_before_are_written_just_then(open_instrument):
    opened = open_instrument("stepper", hash="of=second&step=7")
    assert step(opened) == 7
    before = "#instrument-stepper?of=second&step=7"
    go = GO.replace("location.hash = hash;", f"location.hash = hash; history.replaceState(null, '', '{before}');")
    opened.page.evaluate(go, "#instrument-stepper?of=second&step=9")
    assert step(opened) == 9


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_from_step_to_step_or_weight_to_weight(open_instrument, width):
    opened = open_instrument("stepper", width)
    places = set()
    for _ in range(STEPS + 1):
        places.add(opened.page.evaluate("document.querySelector('.step-main').getBoundingClientRect().top"))
        opened.page.evaluate("document.querySelector('.kit-player .kit-main').click()")
    assert len(places) == 1
    height = opened.host.bounding_box()["height"]
    for weight in opened.host.locator(".net-pick").all():
        weight.click()
        assert opened.host.bounding_box()["height"] == height
    assert not opened.too_wide()


def test_keys_walk_and_the_address_says_where(open_instrument):
    opened = open_instrument("stepper", hash="of=second&step=7")
    assert step(opened) == 7
    assert row(opened, "y1") == ["0.5622", ""]
    opened.host.get_by_role("button", name="Step forward").focus()
    for key, there in (("ArrowRight", 8), ("ArrowLeft", 7), ("End", STEPS), ("ArrowRight", STEPS), ("Home", 0), ("ArrowLeft", 0)):
        opened.page.keyboard.press(key)
        assert step(opened) == there, key
    opened.host.get_by_role("slider", name="Step").fill("14")
    worked = opened.host.locator(".step-what .kit-formula").last.text_content()
    assert [float(number) for number in NUMBER.findall(worked)] == [0.25, 1.1244, 0.2461, 1.1244, 0.2767], worked  # slope times what came
    opened.host.get_by_role("slider", name="Step").fill("16")
    assert row(opened, "v11") == ["1", "2.30e-7"]
    assert address(opened) == "#instrument-stepper?of=second&step=16"
    assert opened.host.locator(".step-what").inner_text().startswith("Back, step 16 of 27.")
    opened.after(500)
    said = opened.page.evaluate(SAID)
    assert "grad v11 is" in said
    assert "2.30 times ten to the minus 7" in said


def test_it_plays_pauses_and_says_nothing_meanwhile(open_instrument):
    opened = open_instrument("stepper")
    opened.page.clock.install()
    opened.page.reload()
    opened.page.wait_for_selector(".instrument-runs")
    opened.host.locator(".step-what").click()
    play = opened.host.get_by_role("button", name="Play")
    play.focus()
    opened.page.keyboard.press("Space")
    opened.page.clock.run_for(5000)
    assert step(opened) == 3
    assert opened.page.evaluate(SAID) == ""
    opened.host.get_by_role("button", name="Pause").click()
    opened.page.clock.run_for(5000)
    assert step(opened) == 3


def test_a_weight_lights_up_its_paths_by_mouse_key_and_finger(open_instrument):
    opened = open_instrument("stepper", hash=f"step={STEPS}")
    lit, weight = opened.host.locator("line.net-on"), opened.host.get_by_role("button", name=re.compile("weight w12"))
    assert lit.count() == 0
    weight.hover()
    assert lit.count() == 5  # w12, v21, v22 and both ways into the loss
    text = opened.host.locator(".step-paths").inner_text()
    assert text.startswith("Two paths lead from w12 to the loss.")
    assert "0.0014" in text.replace("\n", "")
    opened.page.mouse.move(0, 0)
    assert lit.count() == 0
    opened.host.get_by_role("button", name=re.compile("weight v11")).focus()
    assert lit.count() == 2
    opened.page.keyboard.press("Enter")
    assert opened.host.get_by_role("button", name=re.compile("weight v11"), pressed=True).count() == 1
    assert "weight=v11" in address(opened)
    assert not opened.axe()
    phone = open_instrument("stepper", 390, has_touch=True, is_mobile=True)
    phone.host.get_by_role("button", name=re.compile("weight w21")).tap()
    assert phone.host.locator("line.net-on").count() == 5
    assert phone.host.locator(".step-paths").is_visible()
    phone.host.get_by_role("button", name="Step forward").tap()
    assert step(phone) == 1
    phone.host.get_by_role("button", name=re.compile("weight w21")).tap()
    assert phone.host.locator("line.net-on").count() == 0


def test_own_numbers_understand_a_comma_and_refuse_the_rest(open_instrument):
    opened = open_instrument("stepper", hash="of=second&step=1")
    opened.host.locator("summary", has_text="Your own numbers").click()
    field = opened.host.get_by_label("w11", exact=True)
    field.fill("0,5")
    assert row(opened, "w11") == ["0.5000", ""]
    assert opened.host.get_by_role("radio", name="your own").is_checked()
    for bad in ("", "much", "1e9", "NaN", "1,000.5", "<img src=x onerror=alert(1)>"):
        field.fill(bad)
        assert opened.host.locator(".step-fields .kit-problem", has_text="w11 takes a number from −20 to 20").is_visible(), bad
        assert row(opened, "w11") == ["0.5000", ""], "the last good number stays"
    assert not opened.axe()
    field.fill("-1e-3")
    assert not opened.host.locator(".step-fields .kit-problem:visible").count()
    assert "of=own&n=-1,4,0,1,-0.001,-3,-2,5,1,-2,0.25,2&step=1" in address(opened)
    opened.host.locator(".kit-choice label", has_text="first").click()
    assert row(opened, "x1")[0] == "3"
    assert not opened.wrong


def test_a_teachers_link_opens_on_a_phone_as_it_was_copied(open_instrument):
    teacher = open_instrument("stepper", hash="of=own&n=1,-1,0,1,.5,1,1,1,1,1,1,1", permissions=["clipboard-read", "clipboard-write"])
    assert "link is damaged" in teacher.host.inner_text()  # ".5" is not how the address writes a number
    teacher.host.locator("summary", has_text="Your own numbers").click()
    teacher.host.get_by_label("v22", exact=True).fill("0.125")
    teacher.host.get_by_role("slider", name="Step").fill("7")
    teacher.host.get_by_role("button", name="Copy link").click()
    link = teacher.page.evaluate("navigator.clipboard.readText()")
    phone = open_instrument("stepper", 390, hash=link.partition("?")[2], has_touch=True, is_mobile=True)
    assert step(phone) == 7
    assert row(phone, "v22")[0] == "0.1250"
    assert 0 <= phone.host.bounding_box()["y"] < 200, "the page goes to where the link points"


def displayed(opened):
    """Return the numbers that stand in the drawing: {name: number}."""
    cells = opened.host.locator("svg.net").evaluate(DISPLAYED)
    return {name: decimals(re.sub(r".*= ", "", text))[0] for name, text in cells if text}


def by_hand(name, n):
    """Return what a student gets for `name` who takes all numbers from the drawing."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z))

    def slope(z):
        return sigmoid(z) * sigmoid(-z)

    if name == "L":
        return n["e1"] ** 2 + n["e2"] ** 2
    grad, unit, index, into = re.fullmatch(r"(grad_)?([a-z])(\d*)(_in)?", name).groups()
    if not grad and unit == "e":
        return n[f"y{index}"] - n[f"t{index}"]
    weight, source = {"h": ("w", "x"), "y": ("v", "h")}.get(unit, ("", ""))
    if not grad:
        return sum(n[f"{weight}{i}{index}"] * n[f"{source}{i}"] for i in "12") if into else sigmoid(n[f"{unit}{index}_in"])
    if len(index) == 2:
        source, target = {"w": ("x", "h"), "v": ("h", "y")}[unit]
        return n[source + index[0]] * n[f"grad_{target}{index[1]}_in"]
    if into:
        return slope(n[f"{unit}{index}_in"]) * n[f"grad_{unit}{index}"]
    return 2 * n[f"e{index}"] if unit == "y" else sum(n[f"v{index}{j}"] * n[f"grad_y{j}_in"] for j in "12")


def test_a_student_finds_all_gradients_of_the_second_instance(open_instrument):
    opened = open_instrument("stepper", hash="of=second")
    opened.host.get_by_label("Predict first").check()
    names = []
    opened.host.get_by_role("button", name="Step forward").click()
    answer = opened.host.get_by_label("Your number")
    verdict = opened.host.locator(".ask-verdict")
    for k in range(1, STEPS + 1):
        assert step(opened) == k
        asked = opened.host.locator(".ask").get_attribute("data-asked")
        names.append(asked)
        number = by_hand(asked, displayed(opened))
        assert asked not in displayed(opened), "the answer stands there already"
        answer.fill(f"{-number:.3g}")
        answer.press("Enter")
        assert verdict.inner_text() != "Right.", f"{asked}: the wrong sign is right"
        answer.fill(f"{number:.3g}".replace(".", ",") if k % 2 else f"{number:.3g}")
        answer.press("Enter")
        assert verdict.inner_text() == "Right.", f"{asked}: {number} from what is shown"
        assert displayed(opened)[asked] == pytest.approx(number, rel=0.011)
        answer.press("Enter")
    assert f"Found by you: {STEPS} of {STEPS}." in opened.host.inner_text()
    assert names[-1] == "grad_w22"


def test_a_wrong_prediction_is_named_and_nothing_is_given_away(open_instrument):
    opened = open_instrument("stepper", 390, hash="of=second&step=12&predict=1")
    answer, verdict = opened.host.get_by_label("Your number"), opened.host.locator(".ask-verdict")
    wrong = {"0.562": "A factor 2 is missing", "-1.124": "the sign", "": "takes a number", "lots": "takes a number"}
    for typed, said in {**wrong, "1": "Close. Give at least two digits", "77": "Not this"}.items():
        answer.fill(typed)
        opened.host.get_by_role("button", name="Check").click()
        assert said in verdict.inner_text(), typed
    opened.host.get_by_role("button", name=re.compile("weight v11")).click()
    assert "The numbers appear when" in opened.host.locator(".step-paths").inner_text()
    assert not opened.axe()
    opened.host.locator("summary", has_text="The formula").click()
    opened.host.get_by_role("button", name=re.compile("weight w11")).hover()
    assert opened.host.locator(".step-what details[open]").count() == 1, "what the reader opened stays open"
    opened.host.get_by_role("button", name="Step forward").click()
    assert step(opened) == 12, "the first step forward shows the number"
    assert displayed(opened)["grad_y1"] == pytest.approx(1.124, abs=1e-3)
    opened.host.get_by_role("button", name="Go on").click()
    assert step(opened) == 13
    opened.page.keyboard.type("-0.5")
    assert answer.input_value() == "-0.5", "the next number can be typed at once"
    fields = [answer, *opened.host.locator(".step-fields input").all()]
    assert {field.get_attribute("inputmode") for field in fields} == {"text"}, "keys without a minus"
    assert not opened.wrong


def test_the_front_pages_walk_runs_until_it_is_paused_and_not_where_motion_is_unwanted(open_instrument):
    opened = open_instrument("walk")
    now = opened.host.locator(".walk-what")
    first = now.inner_text()
    opened.page.wait_for_function("first => document.querySelector('.walk-what').innerText !== first", arg=first)
    opened.host.get_by_role("button", name="Pause").click()
    paused = now.inner_text()
    opened.page.wait_for_timeout(1500)
    assert now.inner_text() == paused
    assert opened.page.evaluate(SAID) == ""
    still = open_instrument("walk", reduced_motion="reduce")
    before = still.host.locator(".walk-what").inner_text()
    still.page.wait_for_timeout(1500)
    assert still.host.locator(".walk-what").inner_text() == before
    still.host.get_by_role("button", name="Step forward").click()
    assert still.host.locator(".walk-what").inner_text() == "Back: ∂L/∂y1 = −0.5361"
    still.page.keyboard.press("ArrowLeft")
    assert still.host.locator(".walk-what").inner_text() == before

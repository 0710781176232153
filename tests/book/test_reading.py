"""Live cells, exercises, questions and progress as a reader meets them, in Chromium, on one small book."""

import json
import re

import book_site
import pytest
from browser import served, violations
from filelock import FileLock
from playwright.sync_api import expect

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
CDN = "https://cdn.jsdelivr.net/"
CELLS = ["def half(x):\n    return x / 2", 'print(f"{half(3) = }")', "import numpy as np\nprint(np.linalg.norm([3.0, 4.0]))"]


ANSWERS = {  # to "How many forward passes?", which is 21
    "": "it is empty",
    "many": "takes a number",
    "1e999": "too large",
    "20": "You also need the loss before",
    "-21": "the sign is not",
    "7": "Not yet.",
    "NaN": "takes a number",
    "21,0": "Right.",
}


def cell(source):
    return f"```{{code-cell}} ipython3\n{source}\n```\n"


# The page has the name of a chapter, so that it has its questions and exercises.
PAGES = {
    "index": "# A front page\n\n```{progress}\nWhat you did.\n```\n",
    "01-intuition": FRONT
    + "# A small page\n\nText.\n\n"
    + "\n".join(map(cell, CELLS))
    + "\n```{exercise} absolute_loss\n```\n\n"
    + "".join(f"```{{question}} {name}\n```\n\n" for name in ("fuller-tap", "tap-direction", "twenty-weights"))
    + "The end.\n",
    "plain": "# Another page\n\nNothing to do here.\n",
    "glossary": "# Glossary\n\nThe search leads here.\n",
    "notation": "# Notation\n\nAnd here.\n",
}


@pytest.fixture(scope="module")
def small_site(tmp_path_factory, testrun_uid, worker_id):
    """Build the small book once for all processes of this run; return its site."""
    shared = tmp_path_factory.getbasetemp()
    root = (shared if worker_id == "master" else shared.parent) / f"reading-{testrun_uid}"
    with FileLock(f"{root}.lock"):
        if not root.exists():
            result = book_site.build(book_site.copy_book(root, PAGES))
            assert result.returncode == 0, result.stdout
    return root / "_build" / "html"


@pytest.fixture(scope="module")
def home(small_site):
    """Serve the small book; return its address."""
    with served(small_site) as address:
        yield address


@pytest.fixture
def visit(browser, home):
    """Give a test a function that opens a page in a fresh profile; what was asked of any server is in page.asked, errors in page.wrong."""
    contexts = []

    def open_page(name="01-intuition", address=None, script="", **options):
        context = browser.new_context(viewport={"width": 390, "height": 800}, **options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(address or f"{home}book/{name}.html", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def opened(page, number=1):
    """Open the editor of the live cell `number`; return (its area, its status, its output, its Run button)."""
    cell = page.locator("div.cell.live, div.cell.live-numpy").nth(number)
    cell.get_by_role("button", name="Edit and run").click()
    return (
        cell.locator("textarea"),
        cell.get_by_role("status"),
        cell.locator(".live-output"),
        cell.get_by_role("button", name="Run", exact=True),
    )


def test_python_comes_with_the_first_run_and_earlier_cells_run_first(visit, home):
    page = visit()
    assert not [url for url in page.asked if "micropython" in url or "worker" in url]
    area, status, output, run = opened(page)
    assert area.input_value() == CELLS[1]
    expect(area).to_be_focused()
    run.click()
    expect(status).to_have_text("Done.")
    expect(output).to_have_text("half(3) = 1.5\n")
    assert [url for url in page.asked if url.endswith("micropython.wasm")]
    # an edit above counts below, also where the cell below has run before
    opened(page, 0)[0].fill("def half(x):\n    return x / 4")
    run.click()
    expect(output).to_have_text("half(3) = 0.75\n")
    page.locator(".live-panel").nth(1).get_by_role("button", name="Reset").click()
    page.locator(".live-panel").nth(0).get_by_role("button", name="Reset").click()
    expect(output).to_be_hidden()
    run.click()
    expect(output).to_have_text("half(3) = 1.5\n")
    opened_area = page.locator("textarea").first
    opened_area.fill("half = 1 / 0")
    run.click()
    expect(status).to_contain_text("a cell above stops with an error: ZeroDivisionError")
    assert not [url for url in page.asked if not url.startswith((home, "data:"))], "asked another server"
    assert not page.wrong


def test_bad_code_hurts_nothing(visit):
    page = visit()
    area, status, output, run = opened(page)
    area.fill("a = 1\nb = (a\nprint(b)")
    run.click()
    expect(status).to_contain_text(re.compile(r"^Line [23]: SyntaxError"))
    area.fill("a = 1\n\nnobody")
    run.click()
    expect(status).to_contain_text("Line 3: NameError: name 'nobody' isn't defined")
    area.fill("while True:\n    print('x' * 80)")
    run.click()
    expect(status).to_have_text("Running …")
    assert page.evaluate("new Promise((done) => setTimeout(() => done(1), 50))") == 1, "the page does not answer"
    page.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Stopped.")
    area.fill("print('y' * 1_000_000)\nprint('end')")
    run.click()
    expect(status).to_have_text("Done.")
    expect(output).to_contain_text("… and more. The page shows the first 20,000 characters.")
    assert len(output.text_content()) < 20_200
    area.fill("print(half(5))")
    run.click()
    expect(output).to_have_text("2.5\n")
    assert not page.wrong


def test_a_loop_without_end_is_stopped_by_itself(visit):
    page = visit(script="const slow = setTimeout; window.setTimeout = (f, ms) => slow(f, ms === 20000 ? 1500 : ms);")
    area, status, _, run = opened(page)
    area.fill("while True:\n    pass")
    run.click()
    expect(status).to_contain_text("Stopped: it took longer than 20 seconds.")
    area.fill("print(half(1))")
    run.click()
    expect(status).to_have_text("Done.")


def test_numpy_is_offered_and_asked_for_on_a_click_only(visit):
    page = visit()
    page.route(f"{CDN}**", lambda route: route.abort())
    page.get_by_role("button", name="Edit and run with NumPy").click()
    panel = page.locator("div.cell.live-numpy")
    expect(panel).to_contain_text("loads Pyodide, about 9 MB, from cdn.jsdelivr.net")
    assert not [url for url in page.asked if url.startswith(CDN)]
    panel.get_by_role("button", name="Run", exact=True).click()
    expect(panel.get_by_role("status")).to_contain_text("Python could not be loaded, so the printed output stays as it is.")
    expect(panel.locator(".cell_output")).to_contain_text("5.0")
    assert [url for url in page.asked if not url.startswith(("http://127.0.0.1", "data:"))] == [f"{CDN}pyodide/v0.27.7/full/pyodide.js"]


def test_an_exercise_is_checked_on_the_spot_and_remembered(visit):
    page = visit()
    box = page.locator("#exercise-absolute_loss")
    area, status, check = box.locator("textarea"), box.get_by_role("status"), box.get_by_role("button", name="Check")
    check.click()
    expect(status).to_contain_text("There is nothing to check yet")
    area.fill("def absolute_loss(outputs, targets):\n    return sum([(y - t) ** 2 for y, t in zip(outputs, targets)])")
    check.click()
    expect(status).to_contain_text(
        "absolute_loss([0.9, 0.2], [1, 0]) gives 0.05 and should give 0.3. These are squared errors, the loss of the chapter."
    )
    area.fill("def absolute_loss(outputs, targets):\n    print(outputs)\n    return sum(abs(y - t) for y, t in zip(outputs, targets))")
    check.click()
    expect(status).to_have_text("Right, for all 4 cases.")
    expect(box.locator(".live-output")).to_contain_text("[0.9, 0.2]")
    expect(box.locator(".exercise-title")).to_contain_text("✓ done")
    page.reload()
    expect(page.locator(".exercise-title")).to_contain_text("✓ done")
    assert not page.wrong


def test_questions_come_one_at_a_time_and_count_on_the_front_page(visit, home):
    page = visit()
    first, second, third = (page.locator(f"#question-{name}") for name in ("fuller-tap", "tap-direction", "twenty-weights"))
    expect(second).to_be_hidden()
    first.get_by_role("button", name="v21").click()
    expect(first.locator(".question-said")).to_have_text(re.compile("Not quite.\\s+Less stands behind it"))
    expect(second).to_be_hidden()
    first.get_by_role("button", name="v11").click()
    expect(first.locator(".question-said")).to_contain_text("Right.")
    expect(second).to_be_visible()
    second.get_by_role("button", name="Down.").click()
    field = third.get_by_role("textbox")
    for typed, says in ANSWERS.items():
        field.fill(typed)
        field.press("Enter")
        expect(third).to_contain_text(says)
    page.goto(f"{home}book/index.html")
    progress = page.locator(".reading-progress")
    expect(progress).to_contain_text("3 of 4")
    page.get_by_role("button", name="Forget what I did").click()
    expect(progress).to_contain_text("0 of 4")
    assert page.evaluate("localStorage.length") <= 2, "nothing of ours is left"
    page.go_back()
    expect(page.locator("#question-tap-direction")).to_be_hidden()
    assert not page.wrong


@pytest.mark.parametrize(
    "stored", ["{", "[]", "null", '{"01-intuition": 3, "__proto__": {"x": "right"}}', '{"01-intuition": {"question fuller-tap": "<b>"}}']
)
def test_a_memory_that_was_tampered_with_is_no_memory(visit, stored):
    page = visit("index", script=f"localStorage.setItem('one-gradient-four-ways', {json.dumps(stored)})")
    expect(page.locator(".reading-progress")).to_contain_text("0 of 4")
    assert not page.wrong


def test_a_browser_that_keeps_nothing_can_still_be_asked(visit):
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }});"
    page = visit(script=blocked)
    page.locator("#question-fuller-tap").get_by_role("button", name="v11").click()
    page.locator("#question-tap-direction").get_by_role("button", name="Down.").click()
    expect(page.locator("#question-twenty-weights")).to_be_visible()


def test_the_keyboard_gets_in_and_out(visit):
    page = visit()
    area, status, _, _ = opened(page)
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()  # nothing written yet: Tab goes on
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nfor k in range(2):")
    page.keyboard.press("Enter")
    page.keyboard.type("print(k)")
    assert area.input_value().endswith("for k in range(2):\n    print(k)")
    page.keyboard.press("Tab")
    assert area.input_value().endswith("print(k)    ")
    page.keyboard.press("Control+Enter")
    expect(status).to_have_text("Done.")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()


def test_without_javascript_everything_can_be_read(visit):
    page = visit(java_script_enabled=False)
    expect(page.locator("#question-twenty-weights")).to_be_visible()
    assert page.locator("details.question-answer").count() == 3
    page.locator("#question-fuller-tap summary").click()
    expect(page.locator("#question-fuller-tap")).to_contain_text("A weight passes on what stands behind it")
    expect(page.locator(".exercise-stub")).to_contain_text("def absolute_loss")
    assert page.locator("button.live-button, textarea").count() == 0


def test_from_a_file_it_says_what_to_do(visit, small_site):
    page = visit(address=(small_site / "book" / "01-intuition.html").as_uri())
    _, status, _, run = opened(page)
    run.click()
    expect(status).to_contain_text("Python starts only where the book comes from a web server")
    expect(page.locator("div.cell.live .cell_output").first).to_contain_text("half(3) = 1.5")
    page.locator("#question-fuller-tap").get_by_role("button", name="v11").click()
    expect(page.locator("#question-tap-direction")).to_be_visible()


def test_on_paper_questions_stand_with_their_answers(visit):
    page = visit()
    opened(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for shown in (
        ".question-answer .question-reasons",
        ".question-choices",
        ".exercise-stub",
        "#question-twenty-weights",
        ".cell.live .cell_input",
    ):
        for part in page.locator(shown).all():
            expect(part).to_be_visible()
    for gone in (".live-panel", ".live-tools", ".question-form"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_editors_and_answers_have_no_accessibility_violation(visit, scheme):
    page = visit(color_scheme=scheme)
    _, status, _, run = opened(page)
    run.click()
    expect(status).to_have_text("Done.")
    page.get_by_role("button", name="Edit and run with NumPy").click()
    page.get_by_role("button", name="Check").first.click()
    page.locator("#question-fuller-tap").get_by_role("button", name="v21").click()
    page.locator("#question-fuller-tap").get_by_role("button", name="v11").click()
    page.locator("#question-tap-direction").get_by_role("button", name="Down.").click()
    page.locator("#question-twenty-weights summary").click()
    page.locator("#question-twenty-weights").get_by_role("textbox").press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, "the page is wider than the window"
    assert not violations(page)


def test_pages_without_anything_to_do_load_nothing_of_it(visit):
    assert not [url for url in visit("plain").asked if "/live/" in url]
    asked = [url for url in visit().asked if "/live/" in url]
    assert {re.sub(r"\?.*", "", url).rpartition("/")[2] for url in asked} == {"start.js", "live.css"}

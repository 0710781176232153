"""`python -m grading alike`: copies stand above everybody who wrote alone, whatever their disguise, and nothing is graded."""

import random
import re
import shutil
from collections import defaultdict

import nbformat
import pytest
from assignments_source import all_assignments
from browser import chromium, violations
from class_of_ten import SCRIPT
from commands import grading
from disguise import disguise
from tiny_course import ASSIGNMENT, SOLUTIONS, answer, exercise, hand_in

from grading.alike.fingerprints import fingerprints, text_fingerprints
from grading.alike.pairs import Part, Work, compare

REGION = re.compile(r"^.*### (?:BEGIN|END) SOLUTION.*\n?", re.MULTILINE)


def keys(source):
    return {piece.key for piece in fingerprints(source)}


# What counts -------------------------------------------------------------------------------------------------------

MODEL = "def slope(x, h):\n    total = 0.0\n    for step in range(3):\n        total += np.sin(x + h * step)\n    return total / 3"


@pytest.mark.parametrize(
    "copy",
    [
        "def gradient(a, b):\n    s = 0.0\n    for i in range(3):\n        s += np.sin(a + b * i)\n    return s / 3",
        MODEL.replace("3", "30").replace("0.0", "1.5"),
        "# Mine.\n" + MODEL.replace("    total = 0.0\n", '    """My docstring."""\n\n    total=0.0   # starts here\n'),
        MODEL.replace("total += np.sin(x + h * step)", "total = np.sin(step * h + x) + total"),
        MODEL.replace("np.sin(x + h * step)", "np.sin(\n            x\n            + h * step\n        )"),
    ],
    ids=["names", "numbers", "comments", "order of a sum", "split lines"],
)
def test_what_a_copier_changes_first_changes_no_fingerprint(copy):
    assert keys(copy) == keys(MODEL)


def test_another_function_of_the_library_is_another_fingerprint():
    assert keys(MODEL.replace("np.sin", "np.cos")) != keys(MODEL)


@pytest.mark.parametrize(
    "source",
    [
        *("", "\x00", "def f(x:\n    return x", "%matplotlib inline\nplt.plot?", "x = (1", "é = '", "    x = 1\n  y = 2", "def " * 50),
        *("[" * 5000, "(" * 90 + ")" * 90, "x = " + "+".join(["a"] * 20000), "\\", "\ud800 = 1", "a" * 300_000, "x = '\\d'"),
    ],
    ids=lambda source: ascii(source[:20]),
)
def test_any_text_has_fingerprints_or_none_and_never_an_error(source):
    assert isinstance(fingerprints(source), list)
    assert isinstance(text_fingerprints(source), list)


def test_of_code_that_is_not_python_the_lines_that_are_count():
    broken = MODEL.replace("total = 0.0", "total = = 0.0")
    assert len(keys(broken) & keys(MODEL)) >= len(keys(MODEL)) - 3


def test_what_was_given_and_what_most_have_do_not_count_and_what_few_have_counts_more():
    common, rare, given = "a = np.dot(x, y) + 1", "b = np.kron(np.fft(x), y) - 2", "c = np.cross(x, np.roll(y, 3)) * 2"
    works = [Work(f"s{number}", [Part("t", "\n".join([common, given]))]) for number in range(10)]
    works[3].parts[0] = works[7].parts[0] = Part("t", "\n".join([common, given, rare]))
    for number in (0, 1, 2, 4):
        works[number].parts.append(Part("u", "d = np.outer(np.exp(x * 2), np.exp(y)) / 2 / np.log(y + 1)"))
    pairs = compare(works, keys(given)).pairs
    assert {pairs[0].first.student, pairs[0].second.student} == {"s3", "s7"}
    assert pairs[0].share == pytest.approx(1)
    assert pairs[0].score > pairs[1].score > 0
    assert len(pairs) == 1 + 6, "what all have, and what was given, makes no pair"


# A class from the bank ------------------------------------------------------------------------------------------------


def a_class(assignment, answers, students=14, copies=4):
    """Return works of students of whom hardly two have one answer of the bank in common, copies of some, and what was given."""
    dice = random.Random(assignment.slug)
    pool = {task: [REGION.sub("", about.answer)] for task, about in assignment.tasks.items()}
    for one in answers:
        pool[one.task].append(one.source)
    orders = [(task, dice.sample(pool[task], len(pool[task]))) for task in pool]
    works = [
        Work(
            f"s{number}",
            [Part(task, of[(number + number // len(of) * (place + 1)) % len(of)]) for place, (task, of) in enumerate(orders)],
        )
        for number in range(students)
    ]
    parsed = [work for work in works if all(_parses(part.source) for part in work.parts)]
    for original in dice.sample(parsed, copies):
        works.append(Work(f"{original.student}'s copy", [Part(part.place, disguise(part.source)) for part in original.parts]))
    released = nbformat.read(assignment.exercise, as_version=4)
    return works, {key for cell in released.cells if cell.cell_type == "code" for key in keys(cell.source)}


def _parses(source):
    try:
        compile(source, "answer", "exec")
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("kept_aside", [False, True], ids=["bank", "held out"])
@pytest.mark.parametrize("assignment", all_assignments(), ids=lambda assignment: assignment.slug)
def test_disguised_copies_are_the_top_pairs_and_no_two_who_wrote_alone(assignment, kept_aside):
    # The weights were chosen with the bank of assignments 1 to 4; the rest, and all that was held out, was kept aside.
    works, given = a_class(assignment, assignment.held_out if kept_aside else assignment.bank)
    top = compare(works, given).pairs[:4]
    assert [sorted((pair.first.student, pair.second.student)) for pair in top if "copy" not in pair.second.student] == []
    assert all(pair.second.student == f"{pair.first.student}'s copy" for pair in top)


# The command --------------------------------------------------------------------------------------------------------


@pytest.fixture
def class_with_a_copy(empty_course):
    ways = defaultdict(lambda: "np.pi")
    for number in range(6):
        body = f"    for k{number} in range({number}):\n" + "        r = r\n" * number + f"    return {ways[number]} * r**2"
        answers = SOLUTIONS | {"area": f"def area(r):\n{body}", "why": f"Reason {number}: because it is so in this case."}
        hand_in(empty_course, f"s{number}", answer(exercise(empty_course), **answers))
    original = "def outer(a, b):\n    rows = [[x * y for y in b] for x in a]\n    return np.array(rows)  # " + SCRIPT
    hand_in(empty_course, "ann", answer(exercise(empty_course), **(SOLUTIONS | {"outer": original})))
    copied = original.replace("rows", "grid").replace("x", "p").split("#")[0]
    hand_in(empty_course, "ben", answer(exercise(empty_course), **(SOLUTIONS | {"outer": copied})))
    hand_in(empty_course, "joe", b"{")
    return empty_course


def test_the_page_shows_the_copy_first_says_what_it_is_not_and_changes_nothing(class_with_a_copy):
    course = class_with_a_copy
    before = (course / "gradebook.db").read_bytes()
    done = grading(course, "alike", ASSIGNMENT, "--pairs", "3")
    assert done.code == 0, done.said
    assert "joe" in done.said
    assert "No grade was changed" in done.said
    page = (course / "reports" / f"{ASSIGNMENT}-alike.html").read_text(encoding="utf-8")
    assert "1. ann and ben" in page
    assert "it changes no grade" in page
    assert page.count("<details") == 3
    assert "<script" not in page
    assert "&lt;script&gt;" in page, "an answer is text on the page"
    numbers = [re.search(rf'line same"><span class="passage">(\d+)</span>    {name} = ', page)[1] for name in ("rows", "grid")]
    assert numbers[0] == numbers[1]
    assert (course / "gradebook.db").read_bytes() == before
    assert not (course / "autograded").exists()


def test_another_sections_submissions_are_compared_too(class_with_a_copy):
    course = class_with_a_copy
    other = course.parent / "section-b"
    shutil.move(course / "submitted" / "ben", other / "submitted" / "ben")
    done = grading(course, "alike", ASSIGNMENT, "--with", str(other), "--to", str(course / "both.html"))
    assert done.code == 0, done.said
    assert "1. ann and ben, section-b" in (course / "both.html").read_text(encoding="utf-8")


def test_where_nothing_can_be_compared_one_sentence_says_so(empty_course):
    for arguments, words in (
        (["alike", "nothing"], "has no assignment 'nothing'"),
        (["alike", ASSIGNMENT], "collect two or more first"),
        (["alike", ASSIGNMENT, "--with", str(empty_course / "elsewhere")], "elsewhere has no submission at submitted/*/tiny"),
        (["alike", ASSIGNMENT, "--pairs", "0"], "--pairs"),
    ):
        done = grading(empty_course, *arguments)
        assert done.code == 2
        assert words in done.said
        assert "Traceback" not in done.said
    assert not (empty_course / "reports").exists()


def test_the_page_is_accessible_on_phones_and_screens_in_both_schemes_and_asks_for_nothing(class_with_a_copy):
    assert grading(class_with_a_copy, "alike", ASSIGNMENT).code == 0
    address = (class_with_a_copy / "reports" / f"{ASSIGNMENT}-alike.html").as_uri()
    with chromium() as browser:
        for width, scheme in ((390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert not violations(page)
            assert asked == [address]

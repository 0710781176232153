"""The report about a class: its numbers, what it says in words, and that it is safe to open and to show."""

import csv
import datetime
import io
import json
import re
import statistics

import nbformat
import pytest
from browser import chromium
from bs4 import BeautifulSoup
from class_of_ten import SCRIPT, STUDENTS, enrol, open_gradebook
from commands import grading
from tiny_course import ASSIGNMENT, POINTS, answer, exercise, hand_in, nbgrader

from grading.audit.bank import read_bank
from grading.common.course import open_course
from grading.common.notes import Note
from grading.give_back.analysis import analyse, correlation, count_mistakes, who_may_need_help
from grading.give_back.report import make_page, make_table
from grading.give_back.results import NOT_ANSWERED, TIMED_OUT, Entry, Mistake, Results, Task, read_results, understand
from grading.give_back.unexplained import gather


def results_of(course, monkeypatch):
    monkeypatch.chdir(course)
    return read_results(open_course(ASSIGNMENT))


def report(course, *options):
    done = grading(course, "report", ASSIGNMENT, *options)
    assert done.code == 0, done.said
    name = f"{ASSIGNMENT}{'-anonymous' if '--anonymous' in options else ''}"
    page = (course / "reports" / f"{name}.html").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO((course / "reports" / f"{name}.csv").read_bytes().decode("utf-8-sig"), newline="")))
    return page, rows


# What it reads -----------------------------------------------------------------------------------------------------


def test_the_results_are_those_of_the_gradebook_in_the_order_of_the_notebook(graded_course, monkeypatch):
    results = results_of(graded_course, monkeypatch)
    assert [task.name for task in results.tasks] == ["area", "slope", "outer", "why"]
    assert [task.points for task in results.tasks] == list(POINTS.values())
    assert [task.automatic for task in results.tasks] == [True, True, True, False]
    scores = {entry.student: entry.score for entry in results.entries}
    assert scores == {
        "ada": 5,
        "bob": 3,
        "cmd": 0,
        "dörte": 2,
        "eve": 3,
        "fay": 2.5,
        "gus": 3,
        "hal": 2,
        "ivy": 0,
        "joe": 0,
    }
    by_name = {entry.student: entry for entry in results.entries}
    assert not by_name["ivy"].handed_in
    assert by_name["joe"].refused
    assert by_name["gus"].late == 9000
    assert by_name["bob"].waiting
    assert {entry.sandboxed for entry in results.entries if entry.handed_in} == {True}


def test_mistakes_are_counted_by_the_sentence_that_the_feedback_named(graded_course, monkeypatch):
    results = results_of(graded_course, monkeypatch)
    counts = [(m.task.name, m.sentence, m.named, m.read, sorted(students)) for m, students in count_mistakes(results)]
    assert counts == [
        ("area", "You forgot the square.", True, "Chapter 1, Circles", ["bob", "cmd", "fay"]),
        ("slope", "Has the wrong sign.", False, "", ["dörte"]),
        ("slope", TIMED_OUT, False, "", ["hal"]),
        ("outer", "Stops with ValueError.", False, "", ["eve"]),
    ]
    assert Note("timed out", "test_slope", "") in next(e for e in results.entries if e.student == "hal").notes


def test_who_may_need_help_and_why(graded_course, monkeypatch):
    found = {entry.student: reasons for entry, reasons in who_may_need_help(results_of(graded_course, monkeypatch))}
    assert next(iter(found)) == "cmd"
    assert found["cmd"] == ["0 of 5 points", "3 tasks not answered (slope, outer, why)"]
    assert found["ivy"] == ["handed in nothing"]
    assert found["joe"][0].startswith("tiny.ipynb could not be read: it is not valid JSON")
    assert set(found) == {"cmd", "dörte", "hal", "joe", "ivy"}


def test_stock_nbgrader_notebooks_are_read_too(empty_course, monkeypatch):
    enrol(empty_course)
    text = (empty_course / "nbgrader_config.py").read_text().replace("plug_in(c)", "").replace("from grading.plugin import plug_in", "")
    (empty_course / "nbgrader_config.py").write_text(text)
    hand_in(empty_course, "ada", answer(exercise(empty_course), area="def area(r):\n    return 3.0 * r"))
    nbgrader(empty_course, "autograde", ASSIGNMENT)
    notebook = nbformat.read(empty_course / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    assert "grading" not in notebook.metadata
    results = results_of(empty_course, monkeypatch)
    entry = next(entry for entry in results.entries if entry.student == "ada")
    assert entry.sandboxed is None
    assert {(m.task.name, m.sentence) for m in entry.mistakes} == {
        ("area", "You forgot the square."),
        ("slope", NOT_ANSWERED),
        ("outer", NOT_ANSWERED),
        ("why", NOT_ANSWERED),
    }
    page, _ = report(empty_course)
    assert "1 student: graded by nbgrader alone, which writes down less, and runs code without a sandbox." in _text(page)


def _overwrite(path, text):
    path.chmod(0o644)  # nbgrader lets nobody write there; root may all the same, an ordinary user may not
    path.write_text(text)


def test_a_run_without_the_sandbox_is_said_at_the_top(course):
    path = course / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["grading"]["sandboxed"] = False
    _overwrite(path, json.dumps(notebook))
    page, _ = report(course)
    assert "1 student: graded without a sandbox." in BeautifulSoup(page, "html.parser").select_one(".warning").get_text()


def test_a_damaged_notebook_costs_only_its_details(course):
    _overwrite(course / "autograded" / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", "{")
    page, rows = report(course)
    assert "The autograded notebook is missing or damaged; grade it again." in _text(page)
    assert next(row for row in rows if row[0] == "bob")[-4:-2] == ["3", "5"]


TASK = Task("n", "test_t", 1, True)


@pytest.mark.parametrize(
    ("ename", "message", "sentence", "named"),
    [
        ("CheckFailed", "f: is 1, expected 2.\nThe factor is missing.\nRead again: Chapter 2.", "The factor is missing.", True),
        ("CheckFailed", "f: is 1, expected 2.\nRead again: Chapter 2.", "Another wrong value.", False),
        ("CheckFailed", "f (in a hidden test): has the wrong sign.", "Has the wrong sign.", False),
        ("CheckFailed", "f: entry [0, 1] is 0.5, expected -0.5.", "Has the wrong sign.", False),
        ("CheckFailed", "f: is not written yet.", NOT_ANSWERED, False),
        ("CheckFailed", "f: returns None (is the return missing?), expected a number.", "Returns nothing.", False),
        ("CheckFailed", "f: returns a string, expected a number.", "The result is of another kind.", False),
        ("CheckFailed", "f: has shape (3,), expected (2,).", "The result has another shape.", False),
        ("CheckFailed", "f: raises ValueError: has the wrong sign.", "Stops with ValueError.", False),
        ("CheckFailed", "f: raises an exception.", "Stops with an exception.", False),
        (
            "CheckFailed",
            "f: entry [0] is 1, expected 2 (it is float32, which keeps too few digits; use float64).",
            "Keeps too few digits (float32).",
            False,
        ),
        ("CheckFailed", "f: changes its argument number 1 in place; work on a copy of it.", "Changes its argument in place.", False),
        ("StudentLost", "your code took longer than the time limit", TIMED_OUT, False),
        ("CellTimeoutError", "", TIMED_OUT, False),
        ("NameError", "name 'f' is not defined", "A name is missing that the task asks for.", False),
        ("NotImplementedError", "", NOT_ANSWERED, False),
        ("AssertionError", "", "Another wrong value.", False),
        (SCRIPT, SCRIPT, "Stops with an exception.", False),
        ("", "", "Stops with an exception.", False),
    ],
)
def test_what_a_failed_test_tells(ename, message, sentence, named):
    (mistake,) = understand(TASK, ename, message)
    assert (mistake.sentence, mistake.named) == (sentence, named)


def test_two_mistakes_in_one_answer_are_counted_as_two():
    message = "slope: is 3, expected 4.\nTwo mistakes. The factor 2 is missing.\nThe sign is turned round.\nRead again: chapter 1."
    assert [mistake.sentence for mistake in understand(TASK, "CheckFailed", message)] == [
        "The factor 2 is missing.",
        "The sign is turned round.",
    ]


def test_a_line_that_says_only_what_is_right_names_no_mistake():
    message = "slope: in result number 2: is 3, expected 4.\nRight so far: grad_W. The mistake is in grad_V.\nRead again: chapter 1."
    (mistake,) = understand(TASK, "CheckFailed", message)
    assert not mistake.named
    assert mistake.read == "chapter 1"


def test_answers_that_no_idea_explains_are_shown_without_their_authors():
    ada = '# Ada, 4711\ndef slope(x):\n    """By Ada."""\n    return x  # mine\n'
    bob = "def slope(x):\n\n    return x\n"
    found = gather([(0, TASK, ada, "Another wrong value."), (0, TASK, bob, "Another wrong value."), (0, TASK, "def (", "Stops.")])
    assert [(answer.number, answer.students, answer.code) for answer in found] == [(1, 2, "def slope(x):\n    return x")]
    page = make_page(Results("01-a", [TASK], [Entry("ada", "Lovelace, Ada", {TASK: 0.0})], found))
    section = BeautifulSoup(page, "html.parser").find(attrs={"aria-labelledby": "unexplained"})
    assert "Ada" not in section.get_text()
    assert "def slope(x):" in section.get_text()
    assert "python -m grading keep 01-a 1" in section.get_text()
    assert "unexplained" not in make_page(Results("01-a", [TASK], [Entry("ada", "Lovelace, Ada", {TASK: 0.0})], found), anonymous=True)


def test_an_unexplained_answer_becomes_an_entry_of_the_bank(course, tmp_path):
    bank = tmp_path / "bank.py"
    page, _ = report(course)
    assert "Answers that no idea explains" in page
    done = grading(course, "keep", ASSIGNMENT, "1", "adds where it multiplies", "--bank", str(bank))
    assert done.code == 0, done.said
    (entry,) = read_bank(bank)
    assert (entry.kind, entry.idea, entry.sentence) == ("wrong", "adds where it multiplies", "")
    for arguments, said in [(("99", "x"), "lists no answer 99"), (("1", " "), "takes a few words")]:
        done = grading(course, "keep", ASSIGNMENT, *arguments, "--bank", str(bank))
        assert (done.code, said in done.said) == (2, True), done.said
    assert len(read_bank(bank)) == 1


# The numbers -------------------------------------------------------------------------------------------------------


def made_up(table):
    tasks = [Task("n", f"test_{letter}", 2, True) for letter in "abcd"[: len(table[0])]]
    entries = [Entry(f"s{i:02}", f"s{i:02}", dict(zip(tasks, row, strict=True))) for i, row in enumerate(table)]
    return Results("made up", tasks, entries)


def test_difficulty_and_corrected_discrimination_follow_their_definitions():
    table = [[2, 2, 0], [2, 0, 0], [0, 0, 2], [2, 2, 0], [0, 0, 2], [2, 1, 2]]
    items = analyse(made_up(table))
    assert [item.share for item in items] == [8 / 12, 5 / 12, 6 / 12]
    for column, item in enumerate(items):
        own = [row[column] for row in table]
        rest = [sum(row) - row[column] for row in table]
        assert item.discrimination == pytest.approx(statistics.correlation(own, rest))
    assert items[2].discrimination < 0
    assert [(item.full, item.partial, item.none) for item in items] == [(4, 0, 2), (2, 1, 3), (3, 0, 3)]


def test_where_nothing_varies_there_is_no_discrimination():
    items = analyse(made_up([[2, 0], [2, 2], [2, 0]]))
    assert [item.discrimination for item in items] == [None, None]
    assert correlation([1, 2], [1, 2]) is None


def test_a_task_that_is_not_graded_for_all_has_no_numbers_and_does_not_bend_those_of_others():
    table = [[2, 2, None], [2, 0, 0], [0, 0, 2], [0, 2, 1]]
    items, complete = analyse(made_up(table)), analyse(made_up([row[:2] for row in table]))
    assert (items[2].share, items[2].discrimination, items[2].graded) == (None, None, 3)
    assert [item.discrimination for item in items[:2]] == [item.discrimination for item in complete]


def test_a_submission_that_could_not_be_read_says_nothing_about_a_task():
    results = made_up([[2, 2], [2, 0], [0, 0]])
    results.entries[2].refused = "broken"
    assert [item.share for item in analyse(results)] == [1, 0.5]


# The page ----------------------------------------------------------------------------------------------------------


def _text(page):
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def test_nothing_that_a_student_wrote_is_markup(graded_course, course):
    page, rows = report(course)
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all("script")
    assert not soup.find_all("b")
    assert "<b>Fay</b>" in soup.get_text()
    assert "hacked" not in _text(page).replace("<script>document.title = 'hacked'</script>", "")
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert "Content-Security-Policy" in page


def test_a_student_cannot_write_into_the_report_through_a_name_or_a_message():
    evil = "</td><img src=x onerror=alert(1)>"
    task = Task("n", f"test_{evil}", 1, True)
    entries = [Entry(f"{evil}{i}", f"{evil}{i}", {task: 0.0}, mistakes=[Mistake(task, evil, True, evil)], sandboxed=True) for i in range(3)]
    entries[0].notes = [Note("rescued", evil, evil)]
    entries[1].refused = evil
    page = make_page(Results(evil, [task], entries))
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all("img")
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]


def test_the_anonymous_page_and_table_show_nobody(course):
    page, rows = report(course, "--anonymous")
    text = page + str(rows)
    for student, (first, last, email, _) in STUDENTS.items():
        for secret in (first.strip(), last.strip(), email):
            assert not secret or secret not in text, f"{secret} of {student}"
        assert not re.search(rf"\b{student}\b", _text(page)), student
    assert "ValueError" not in text, "one student alone made that mistake"
    assert "You forgot the square." in page
    assert rows[0][:5] == ["student", "area", "slope", "outer", "why"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 9)], "eight could be read"
    scores = [float(row[-3]) for row in rows[1:]]
    assert scores == sorted(scores, reverse=True), "not the order of the gradebook"


def test_the_table_has_a_row_for_each_student_of_the_gradebook(course):
    _, rows = report(course)
    assert rows[0] == [
        *("student", "name", "status", "late (s)", "area", "slope", "outer", "why"),
        *("penalty", "score", "max score", "mistakes", "notes"),
    ]
    by_name = {row[0]: row for row in rows[1:]}
    assert set(by_name) == set(STUDENTS)
    assert by_name["bob"][2:11] == ["waits for a person", "0", "0", "2", "1", "", "0", "3", "5"]
    assert by_name["gus"][2:11] == ["graded", "9000", "1", "2", "1", "0", "1", "3", "5"]
    assert by_name["ivy"][2:11] == ["handed in nothing", "0", "", "", "", "", "0", "", "5"]
    assert by_name["cmd"][11] == "area: You forgot the square. | slope: Not answered. | outer: Not answered. | why: Not answered."
    assert by_name["joe"][2] == "refused"


def test_every_picture_says_in_words_what_it_shows(course):
    page, _ = report(course)
    pictures = BeautifulSoup(page, "html.parser").find_all("svg")
    assert len(pictures) == 2, "too few submissions for the third"
    assert all(picture["role"] == "img" for picture in pictures)
    assert "8 students, median 2.75 of 5" in pictures[0]["aria-label"]
    assert "slope: 5 all points, 0 some, 2 none, 1 not answered" in pictures[1]["aria-label"]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_same_class_gives_the_same_page():
    rows = [[2, 0, 2, 0], [0, 2, 2, 0], [2, 2, 2, 2]] * 5
    pages = {make_page(made_up(rows), today=datetime.date(2026, 1, 2)) for _ in range(2)}
    assert len(pages) == 1
    assert "Each task by the mean share of its points and by its discrimination." in pages.pop()
    assert make_table(made_up(rows)) == make_table(made_up(rows))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_needs_nothing_but_itself_and_fits(course, width, scheme):
    report(course)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        address = (course / "reports" / f"{ASSIGNMENT}.html").as_uri()
        page.goto(address)
        assert asked == [address]
        assert said == []
        assert page.title() == f"{ASSIGNMENT}: report"
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("svg").first.bounding_box()["width"] > 300
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(20, 24, 30)") == (scheme == "dark")
        assert page.evaluate("getComputedStyle(document.querySelector('svg text')).fontFamily").startswith("system-ui")


# Bad input ---------------------------------------------------------------------------------------------------------


def refused(course, assignment, *options):
    before = sorted(course.rglob("*"))
    done = grading(course, "report", assignment, *options)
    assert done.code == 2
    assert len(done.said.strip().splitlines()) == 1, done.said
    assert sorted(course.rglob("*")) == before
    return done.said


def test_bad_input_is_one_sentence_and_changes_nothing(empty_course, tmp_path):
    assert "The gradebook has no assignment 'nope' (it has: tiny); generate it with" in refused(empty_course, "nope")
    assert "Nobody has a grade for 'tiny' yet; run `python -m grading autograde tiny` first." in refused(empty_course, ASSIGNMENT)
    enrol(empty_course)
    with open_gradebook(empty_course) as gradebook:
        gradebook.update_or_create_submission(ASSIGNMENT, "ada")
    assert "Nobody has a grade for 'tiny' yet" in refused(empty_course, ASSIGNMENT)
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert "There is no gradebook at" in refused(nothing, ASSIGNMENT)


def test_a_place_that_cannot_be_written_is_named(course):
    assert "nowhere/x.html cannot be written (No such file or directory); choose another place with --to." in refused(
        course, ASSIGNMENT, "--to", "nowhere/x.html"
    )

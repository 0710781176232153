"""Own numbers for each student: whoever copies loses that task alone and is named to the instructor; nothing gives the secret away."""

import contextlib
import json
import shutil

import nbformat
import pytest
import tiny_course
from hand_ins import points as worth
from hand_ins import text
from nbformat.v4 import new_code_cell, new_notebook
from tiny_course import metadata, nbgrader, read_gradebook

from grading import checks
from grading.__main__ import main
from grading.common.notes import Note
from grading.personal.generate import generated, personal_tests
from grading.personal.secret import PersonalProblem
from grading.record.results import CannotGrade

SLUG = tiny_course.ASSIGNMENT
SECRET = "5ecre7" * 8
TEST = '''"""Twice each number."""
### BEGIN HIDDEN TESTS
from checks import check_hidden, known_mistakes


def generate(random):
    return {"a": random.randrange(100, 10**6), "b": random.randrange(100, 10**6)}


def solve(a, b, factor=2):
    return factor * a, factor * b


known_mistakes({"This is the square.": lambda: (mine["a"] ** 2, mine["b"] ** 2)}, model=lambda **ways: solve(**mine, **ways))
### END HIDDEN TESTS
check_typed(doubled, "2a", "2b")
### BEGIN HIDDEN TESTS
check_hidden(doubled, expected=solve(**mine), atol=0.01)
### END HIDDEN TESTS'''


def source():
    """Return a notebook with a personal task and a plain one."""
    plain = "check(area, 2.0, expected=4.0)\n### BEGIN HIDDEN TESTS\ncheck(area, 3.0, expected=9.0)\n### END HIDDEN TESTS"
    cells = [
        new_code_cell("from checks import check, check_typed, i_am, my_numbers", metadata=metadata("setup", locked=True), id="setup"),
        new_code_cell('i_am("")', id="login"),
        new_code_cell('mine = my_numbers("doubled", common={"a": 1, "b": 2})', metadata=metadata("mine", locked=True), id="mine"),
        new_code_cell(
            "def doubled():\n    ### BEGIN SOLUTION\n    return 2, 4\n    ### END SOLUTION",
            metadata=metadata("doubled", solution=True),
            id="doubled",
        ),
        new_code_cell(
            TEST, metadata=metadata("test_doubled", points=2, grade=True, locked=True) | {"tags": ["personal"]}, id="test_doubled"
        ),
        new_code_cell(
            "def area(r):\n    ### BEGIN SOLUTION\n    return r * r\n    ### END SOLUTION",
            metadata=metadata("area", solution=True),
            id="area",
        ),
        new_code_cell(plain, metadata=metadata("test_area", points=1, grade=True, locked=True), id="test_area"),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}})


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """A course whose class of three got numbers of their own; copy it, do not change it."""
    folder = tmp_path_factory.mktemp("personal")
    course, secret = folder / "course", folder / "kept" / "secret"
    lessons = course / "solutions" / SLUG
    lessons.mkdir(parents=True)
    secret.parent.mkdir()
    secret.write_text(SECRET)
    secret.chmod(0o600)
    nbformat.write(source(), lessons / f"{SLUG}.ipynb")
    shutil.copy(checks.__file__, lessons / "checks.py")
    config = (tiny_course.REPOSITORY / "nbgrader_config.py").read_text()
    (course / "nbgrader_config.py").write_text(f"{config}\nc.Personal.secret_file = {str(secret)!r}\n")
    (course / "roster.csv").write_text(
        "id,first_name,last_name,email\n" + "".join(f"{s},{s},X,{s}@x.org\n" for s in ("ada", "ben", "cleo"))
    )
    nbgrader(course, "db", "student", "import", "roster.csv")
    with contextlib.chdir(course):
        assert main(["personal", SLUG]) == 0
    nbgrader(course, "generate_assignment", SLUG)
    return course


@pytest.fixture
def course(handed_out, tmp_path):
    return shutil.copytree(handed_out, tmp_path / "course")


def numbers_of(course, student):
    table = json.loads((course / "exercises" / SLUG / "numbers.json").read_text())
    return table["students"][checks.login_key(student)]["doubled"]


def answer_of(course, student):
    mine = numbers_of(course, student)
    return f"def doubled():\n    return {2 * mine['a']}, {2 * mine['b']}"


def hand_in(course, student, doubled, login=None, before="", **files):
    made = tiny_course.answer(tiny_course.exercise(course), doubled=doubled, area="def area(r):\n    return r * r")
    made.cells[1].source = f'{before}\ni_am("{login or student}")'.strip()
    tiny_course.hand_in(course, student, made, **files)


def points(course, student):
    return {cell: score for cell, (score, _, _) in read_gradebook(course)[student].items()}


def test_each_is_graded_by_their_own_numbers_and_a_copy_loses_that_task_and_is_named(course):
    """The instructor reads whose numbers they are, in the summary and the report; the student's page does not say it."""
    hand_in(course, "ada", answer_of(course, "ada"))
    hand_in(course, "ben", answer_of(course, "ada"))
    hand_in(course, "cleo", answer_of(course, "cleo"), login="ada")
    results = {result.student: result for result in tiny_course.grade(course)}
    assert points(course, "ada") == {"test_doubled": 2, "test_area": 1}
    assert points(course, "ben") == {"test_doubled": 0, "test_area": 1}
    assert points(course, "cleo") == {"test_doubled": 2, "test_area": 1}
    copied = [finding for finding in results["ben"].findings if finding.kind == "copied"]
    assert copied == [Note("copied", "doubled", "These are the numbers of ada.")]
    assert not results["ada"].findings
    assert "i_am names 'ada'" in results["cleo"].findings[0].text
    with contextlib.chdir(course):
        assert main(["report", SLUG]) == 0
    assert "These are the numbers of ada." in (course / "reports" / f"{SLUG}.html").read_text()
    nbgrader(course, "generate_feedback", SLUG)
    page = (course / "feedback" / "ben" / SLUG / f"{SLUG}.html").read_text()
    assert "numbers of ada" not in page
    assert "in a hidden test" in page
    told = (course / "feedback" / "cleo" / SLUG / f"{SLUG}.html").read_text()
    assert "the numbers of cleo count" in told
    assert not list((course / "autograded").rglob("numbers.json")), "the table of the class is not in the sandbox of a second run"


SPY = """
import os, pathlib
found = []
for root in ROOTS:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "dev", "usr", "lib", "lib64")][:200]
        for name in names:
            if name in ("numbers.json", "secret") or name.endswith(".ipynb"):
                try:
                    found.append(pathlib.Path(folder, name).read_text())
                except OSError:
                    pass
print("SEEN", "".join(found), dict(os.environ))
open("numbers.json", "w").write('{"student": "ben", "numbers": {"doubled": {"a": 1, "b": 2}}}')
import checks
checks.my_numbers = lambda *a, **k: {"a": 1, "b": 2}
mine = {"a": 1, "b": 2}
"""


def test_the_sandbox_holds_neither_the_secret_nor_the_class_and_other_numbers_cannot_be_put_in(
    course, handed_out, unguarded, tmp_path, row
):
    """A cell that searches the disk sees its own numbers alone; one that replaces table, module and variable gains nothing.

    Without the walls it reads the secret, and has the full points for the numbers that it put in.
    """
    kept = str(handed_out.parent / "kept")
    spy = SPY.replace("ROOTS", f"('/', os.getcwd(), os.path.expanduser('~'), {kept!r})")
    forged = json.dumps({"student": "ben", "numbers": {"doubled": {"a": 1, "b": 2}}}).encode()
    hand_in(course, "ben", "def doubled():\n    return 2, 4", before=spy, **{"numbers.json": forged})
    tiny_course.grade(course)
    assert points(course, "ben") == {"test_doubled": 0, "test_area": 1}
    shown = "".join(out.get("text", "") for cell in tiny_course.graded_notebook(course, "ben").cells for out in cell.get("outputs", ()))
    assert "SEEN" in shown
    assert str(numbers_of(course, "ben")["a"]) in shown, "the spy does find what is there"
    for other in ("ada", "cleo"):
        assert str(numbers_of(course, other)["a"]) not in shown
    assert SECRET not in shown
    assert "def solve" not in shown
    bare = source()
    bare.cells[1].source = SPY.replace("ROOTS", f"({kept!r},)")
    bare.cells[3].source = "def doubled():\n    return 2, 4"
    gained = unguarded(bare, tmp_path, 10)
    assert SECRET in text(gained)
    assert worth(gained)["doubled"] == 2
    message = text(tiny_course.graded_notebook(course, "ben"), "test_doubled")
    row("search the disk for the secret and the class's numbers", True, 0, 0, "nothing: the student's own numbers are all there is")
    row("put other numbers into table, module and variable", True, points(course, "ben")["test_doubled"], 0, message.splitlines()[0][:100])


def test_an_answer_to_other_numbers_is_worth_nothing_under_any_login(course, row):
    """ben hands in ada's answer under his own login, and cleo types ada's login, too: the submission's owner counts."""
    hand_in(course, "ben", answer_of(course, "ada"))
    hand_in(course, "cleo", answer_of(course, "ada"), login="ada")
    hand_in(course, "ada", answer_of(course, "ada"))
    results = {result.student: result for result in tiny_course.grade(course)}
    assert points(course, "ada")["test_doubled"] == 2, "to the right person the same answer is worth its points"
    for student, name in (("ben", "hand in another's answer"), ("cleo", "hand in another's answer and type their login")):
        assert points(course, student) == {"test_doubled": 0, "test_area": 1}
        said = [finding.text for finding in results[student].findings]
        assert "These are the numbers of ada." in said
        row(name, True, points(course, student)["test_doubled"], 1 - points(course, student)["test_area"], "; ".join(said)[:100])


def test_what_is_handed_out_gives_neither_secret_nor_names_nor_answers_away(course):
    for path in (course / "exercises").rglob("*"):
        text = path.read_text() if path.is_file() and path.name != "checks.py" else ""
        assert SECRET not in text
        assert "def solve" not in text
    table = json.loads((course / "exercises" / SLUG / "numbers.json").read_text())
    assert not {"ada", "ben", "cleo"} & set(json.dumps(table).replace('"', " ").split())


def test_a_notebook_shows_the_numbers_of_whoever_is_named_and_says_what_is_wrong(course, monkeypatch, capsys):
    monkeypatch.chdir(course / "exercises" / SLUG)
    monkeypatch.setattr(checks, "_WHO", {"login": ""})
    monkeypatch.setattr(checks.getpass, "getuser", lambda: "jovyan")
    for login, said in (("", "Type the login"), ("bne", "The class has no login 'bne'")):
        with pytest.raises(checks.CheckFailed, match=said):
            checks.i_am(login)
    with pytest.raises(checks.CheckFailed, match="run that cell first"):
        checks.my_numbers("doubled", {})
    checks.i_am(" Ben ")
    assert checks.my_numbers("doubled", {}) == numbers_of(course, "ben")
    monkeypatch.setattr(checks.getpass, "getuser", lambda: "ada")
    checks.i_am("ben")
    assert "This machine knows you as ada" in capsys.readouterr().out
    monkeypatch.chdir(course)
    assert checks.my_numbers("doubled", {"a": 1}) == {"a": 1}, "without a table everybody has the same"


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda course, secret: secret.unlink(), "the secret that made them is not at"),
        (lambda course, secret: secret.write_text("another" * 8), "is not the one that tiny was handed out with"),
        (lambda course, secret: secret.chmod(0o604), "run `chmod o-rwx"),
        (lambda course, secret: secret.write_text("short"), "is shorter than 16 bytes"),
        (lambda course, secret: (course / "solutions" / SLUG / "numbers.json").unlink(), "copy it back from there"),
        (lambda course, secret: (course / "solutions" / SLUG / "numbers.json").write_text("{"), "cannot be read; put a backup"),
        (lambda course, secret: _other_numbers(course), "The generators of tiny were changed since"),
    ],
)
def test_a_lost_or_changed_secret_stops_grading_with_one_sentence_and_grades_nobody(course, tmp_path, monkeypatch, harm, said):
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    monkeypatch.setenv("GRADING_SECRET_FILE", str(secret))
    hand_in(course, "ada", answer_of(course, "ada"))
    harm(course, secret)
    with pytest.raises(CannotGrade, match=said) as problem:
        tiny_course.grade(course)
    assert str(problem.value).count("\n") == 0
    assert not (course / "autograded" / "ada").exists()


def _other_numbers(course):
    path = course / "solutions" / SLUG / "numbers.json"
    table = json.loads(path.read_text())
    table["students"][checks.login_key("ben")]["doubled"]["a"] += 1
    path.write_text(json.dumps(table))


def test_the_secret_is_made_once_and_never_in_the_course(course, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(course)
    monkeypatch.setenv("GRADING_SECRET_FILE", str(tmp_path / "lost"))
    assert main(["personal", SLUG]) == 2
    assert "was made with a secret that is not at" in capsys.readouterr().err
    assert not (tmp_path / "lost").exists()
    (course / "solutions" / SLUG / "numbers.json").unlink()
    (course / "exercises" / SLUG / "numbers.json").unlink()
    assert main(["personal", SLUG]) == 0
    assert (tmp_path / "lost").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("GRADING_SECRET_FILE", str(course / "secret"))
    assert main(["personal", SLUG]) == 2
    assert "lies in the folder of the course" in capsys.readouterr().err


def test_a_personal_task_without_a_generator_is_refused(course, monkeypatch, capsys):
    notebook = source()
    notebook.cells[4].source = TEST.replace("def generate", "def make")
    with pytest.raises(PersonalProblem, match="test_doubled has the tag `personal`, and its hidden region defines no generate;"):
        personal_tests(notebook)
    notebook.cells[4].source = TEST.replace("random.randrange", "random.rand")
    with pytest.raises(PersonalProblem, match="The generator of test_doubled does not run"):
        generated(notebook, {}, "doubled", ["1"])
    nbformat.write(notebook, course / "solutions" / SLUG / f"{SLUG}.ipynb")
    monkeypatch.chdir(course)
    assert main(["personal", SLUG]) == 2
    assert "does not run" in capsys.readouterr().err


def test_without_a_table_everybody_has_the_common_numbers(course):
    for folder in ("solutions", "exercises"):
        (course / folder / SLUG / "numbers.json").unlink()
    hand_in(course, "ada", "def doubled():\n    return 2, 4")
    tiny_course.grade(course)
    assert points(course, "ada") == {"test_doubled": 2, "test_area": 1}

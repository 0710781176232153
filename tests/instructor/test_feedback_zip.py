"""Feedback packed for Moodle and Canvas, from the platform's own archive to the zip file that it takes back."""

import io
import re
import zipfile

import nbformat
import pytest
from class_of_ten import STUDENTS, open_gradebook
from commands import grading, nbgrader
from test_zip_collect import NOTEBOOK, archive, table
from tiny_course import ASSIGNMENT, CANARIES

HANDED_IN = [student for student in STUDENTS if student != "ivy"]


def moodle_finds(place, participants):
    """Return (participant, name of the feedback file) as Moodle's importer takes it from a path in the zip, or None."""
    parts = place.split("/")
    for number, part in enumerate(parts):
        words = part.split("_", 4)
        if len(words) >= 4 and words[1].isdigit() and int(words[1]) in participants and words[2:4] == ["assignsubmission", "file"]:
            rest = [words[4] if len(words) == 5 else "", *parts[number + 1 :]]
            return int(words[1]), "/".join(rest).lstrip("/")
    return None


def canvas_finds(place):
    """Return (person, file) as Canvas takes them from a name: the first two parts that are numbers."""
    numbers = [part for part in place.split("_") if part != "LATE" and re.fullmatch(r"\d+", part)]
    return int(numbers[0]), int(numbers[1])


def files_in(path):
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as made:
        assert made.testzip() is None
        return {info.filename: made.read(info) for info in made.infolist()}


def moodle_download(course):
    """Put Moodle's archive and worksheet of the class into place and collect them; return {student: participant}."""
    participants = {student: 9000 + number for number, student in enumerate(HANDED_IN)}
    rows = [f"Participant {participants[s]},Name {s},{STUDENTS[s][2] or s},,,,,-,-" for s in HANDED_IN]
    heading = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),x"
    rows = [row if STUDENTS[s][2] else row.replace(",joe,", ",joe@nowhere.org,") for s, row in zip(HANDED_IN, rows, strict=True)]
    table(course, "\r\n".join([heading, *rows]) + "\r\n")
    archive(course, {f"Name {s}_{participants[s]}_assignsubmission_file/{NOTEBOOK}": b"{}" for s in HANDED_IN})
    done = nbgrader(course, "zip_collect", ASSIGNMENT, "--force", "--PlatformCollector.skip_unknown=True")
    assert done.code == 0, done.said
    return participants


def test_moodle_gets_a_folder_a_participant_with_the_page_in_it(course):
    participants = moodle_download(course)
    done = grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle")
    assert "the feedback for 8 students." in done.said
    assert "Not in it: joe: Moodle's download does not have this student." in done.said
    assert done.code == 1, "somebody's feedback is missing"
    found = files_in(course / "reports" / f"{ASSIGNMENT}-feedback-moodle.zip")
    ids = {number: student for student, number in participants.items()}
    taken = {moodle_finds(place, ids): data for place, data in found.items()}
    assert {(ids[number], name) for number, name in taken} == {(s, f"{ASSIGNMENT}.html") for s in HANDED_IN if s != "joe"}
    for (number, name), data in taken.items():
        assert data == (course / "feedback" / ids[number] / ASSIGNMENT / name).read_bytes()
    assert all(re.fullmatch(r"Name \w+_\d+_assignsubmission_file_/tiny\.html", place) for place in found)


def test_feedback_can_go_to_those_whom_only_the_worksheet_knows(course):
    heading = "Identifier,Full name,Email address,Status"
    table(course, f"{heading}\r\nParticipant 77,A_da/..: Lovelace,ada@example.org,x\r\n")
    grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle")
    assert list(files_in(course / "reports" / f"{ASSIGNMENT}-feedback-moodle.zip")) == [
        f"A da .. Lovelace_77_assignsubmission_file_/{ASSIGNMENT}.html"
    ]


def canvas_download(course):
    files = {
        f"lovelaceada_101_5001_{NOTEBOOK}": b"{}",
        f"lovelaceada_101_5007_{ASSIGNMENT}-1.ipynb": b"{}",
        f"müllerdörte_LATE_104_5002_{NOTEBOOK}": b"{}",
        f"looph_108_5003_{NOTEBOOK}": b"{}",
    }
    archive(course, files)
    done = nbgrader(course, "zip_collect", ASSIGNMENT, "--force")
    assert done.code == 0, done.said


def test_canvas_gets_notebooks_under_the_names_that_it_handed_out(course):
    canvas_download(course)
    done = grading(course, "feedback-zip", ASSIGNMENT, "--for", "canvas")
    assert done.code == 1
    assert "Not in it: bob: Canvas's download does not have this student." in done.said
    found = files_in(course / "reports" / f"{ASSIGNMENT}-feedback-canvas.zip")
    assert {canvas_finds(place) for place in found} == {(101, 5007), (104, 5002), (108, 5003)}
    notebooks = {canvas_finds(place)[0]: nbformat.reads(data.decode(), as_version=4) for place, data in found.items()}
    for notebook in notebooks.values():
        nbformat.validate(notebook)
        text = nbformat.writes(notebook)
        assert not [canary for canary in CANARIES if canary in text], "a hidden test shows"
        assert '"nbgrader"' not in text
    assert notebooks[101].cells[0].source == "# Feedback: 5 of 5 points"
    assert notebooks[104].cells[0].source == "# Feedback: 2 of 5 points"
    assert "**0 of 2 points**" in [cell.source for cell in notebooks[104].cells]


def test_an_answer_that_nobody_has_read_is_not_said_to_have_no_points(course):
    archive(course, {f"bob_102_5009_{NOTEBOOK}": b"{}"})
    assert nbgrader(course, "zip_collect", ASSIGNMENT, "--force").code == 0
    grading(course, "feedback-zip", ASSIGNMENT, "--for", "canvas")
    (data,) = files_in(course / "reports" / f"{ASSIGNMENT}-feedback-canvas.zip").values()
    sources = [cell.source for cell in nbformat.reads(data.decode(), as_version=4).cells]
    assert sources[0] == "# Feedback: 3 of 5 points so far; 1 more wait for a person"
    assert "**waits for a person**" in sources


def test_the_same_feedback_gives_the_same_bytes(course):
    moodle_download(course)
    made = []
    for _ in range(2):
        grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle", "--to", "f.zip")
        made.append((course / "f.zip").read_bytes())
    assert made[0] == made[1]


def test_feedback_that_is_older_than_the_grades_is_left_out(course):
    moodle_download(course)
    (course / "autograded" / "ada" / ASSIGNMENT / NOTEBOOK).touch()
    said = grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle").said
    assert "Not in it: ada: the page is older than the grades; run `nbgrader generate_feedback tiny --force`." in said


def test_a_link_in_the_feedback_folder_is_no_page(course):
    moodle_download(course)
    page = course / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.unlink()
    page.symlink_to(course / "gradebook.db")
    assert "Not in it: ada: there is no feedback page" in grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle").said


@pytest.mark.parametrize(
    ("assignment", "sentence"),
    [
        (ASSIGNMENT, "Nothing in .*extracted comes from Canvas; put its archive into .*archive and run `nbgrader zip_collect tiny`"),
        ("nope", r"The gradebook has no assignment 'nope' \(it has: tiny\)"),
    ],
)
def test_without_a_download_nothing_is_written(course, assignment, sentence):
    before = sorted(course.rglob("*"))
    done = grading(course, "feedback-zip", assignment, "--for", "canvas")
    assert done.code == 2
    assert re.search(sentence, done.said)
    assert len(done.said.strip().splitlines()) == 1
    assert sorted(course.rglob("*")) == before


def test_two_participants_for_one_student_are_not_guessed_between(course):
    table(course, "Identifier,Full name,Email address\r\nParticipant 1,A,ada@example.org\r\nParticipant 2,A,ADA@example.org\r\n")
    done = grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle")
    assert done.code == 2
    assert "the participants 1 and 2 both seem to be this student" in done.said
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("bob", email="ada@example.org")
    assert "The students ada and bob share the e-mail address" in grading(course, "feedback-zip", ASSIGNMENT, "--for", "moodle").said

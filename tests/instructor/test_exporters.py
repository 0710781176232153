"""Grade tables for Canvas and Moodle, made by nbgrader's own export command from a class with awkward names."""

import csv
import io
import shutil

import pytest
from class_of_ten import enrol, open_gradebook
from commands import nbgrader
from tiny_course import ASSIGNMENT, REPOSITORY, run

from grading.common.text import harmless_cell, number


def export(course, platform, *options, code=0):
    """Run `nbgrader export` as the handbook says, and return (what it said, the bytes of the table or None)."""
    done = nbgrader(course, "export", f"--exporter=grading.platforms.exporters.{platform.title()}Exporter", *options)
    assert done.code == code, done.said
    path = course / f"grades-{platform}.csv"
    return done.said, path.read_bytes() if path.exists() else None


def rows_of(data, encoding="utf-8"):
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_canvas_gets_its_header_its_points_and_every_student_once(course):
    said, data = export(course, "canvas")
    header, points, *students = rows_of(data)
    assert header == ["Student", "ID", "SIS Login ID", "Section", ASSIGNMENT]
    assert points == ["    Points Possible", "", "", "", "5"]
    assert {row[2]: (row[1], row[4]) for row in students} == {
        "ada": ("101", "5"),
        "bob": ("102", ""),  # a person has yet to read the written answer
        "cmd": ("103", "0"),
        "dörte": ("104", "2"),
        "eve": ("105", "3"),
        "fay": ("106", "2.5"),
        "gus": ("107", "3"),  # 4 points, one off for being late
        "hal": ("108", "2"),
        "ivy": ("109", ""),
        "joe": ("", ""),
    }
    assert "bob (tiny)" in said
    assert "a person has to grade something of theirs" in said
    assert not data.startswith(b"\xef\xbb\xbf"), "Canvas' own export has no byte order mark"


def test_points_so_far_and_what_stands_for_those_who_handed_in_nothing_can_be_chosen(course):
    _, data = export(course, "canvas", "--CanvasExporter.unfinished=True")
    grades = {row[2]: row[4] for row in rows_of(data)[2:]}
    assert (grades["bob"], grades["joe"], grades["ivy"]) == ("3", "0", "")
    _, data = export(course, "canvas", "--CanvasExporter.missing=0")
    assert {row[2]: row[4] for row in rows_of(data)[2:]}["ivy"] == "0"


def test_no_cell_is_a_formula_and_names_stay_whole(course):
    for platform, encoding in (("canvas", "utf-8"), ("moodle", "utf-8-sig")):
        _, data = export(course, platform)
        cells = [cell for row in rows_of(data, encoding) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell]
        assert not [cell for cell in cells if "\r" in cell or "\n" in cell or "\t" in cell]
    _, data = export(course, "moodle")
    names = {row[2]: row[:2] for row in rows_of(data, "utf-8-sig")}
    assert names["dörte"] == ["Dörte", "Müller"]
    assert names["bob"] == ['Robert "Bob"', "O'Neil, Jr."]
    assert names["cmd"] == ["'=cmd|' /C calc'!A0", "'@SUM(1+1)"]
    assert names["eve"] == ["'=1+1", "'-2+3"]


def test_moodle_gets_a_byte_order_mark_and_what_it_finds_people_by(course):
    _, data = export(course, "moodle", f"--MoodleExporter.columns={ASSIGNMENT}=Assignment: Tiny")
    assert data.startswith(b"\xef\xbb\xbf")
    header, *students = rows_of(data, "utf-8-sig")
    assert header == ["First name", "Last name", "Username", "ID number", "Email address", "Assignment: Tiny"]
    assert ["Ada", "Lovelace", "ada", "101", "ada@example.org", "5"] in students
    assert len(students) == 10


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_the_same_gradebook_gives_the_same_bytes_whatever_the_order_of_its_rows(course, platform, tmp_path):
    _, first = export(course, platform)
    other = shutil.copytree(course, tmp_path / "other")
    with open_gradebook(other) as gradebook:
        students = {student.id: student for student in gradebook.students}
        gradebook.db.expunge_all()
        gradebook.db.connection().exec_driver_sql("CREATE TABLE shuffled AS SELECT * FROM student ORDER BY id DESC")
        gradebook.db.connection().exec_driver_sql("PRAGMA foreign_keys = OFF")
        gradebook.db.connection().exec_driver_sql("DELETE FROM student")
        gradebook.db.connection().exec_driver_sql("INSERT INTO student SELECT * FROM shuffled")
        gradebook.db.commit()
    assert students
    assert export(other, platform)[1] == first


def test_the_command_of_the_handbook_works_as_it_stands(course):
    (course / "grading").symlink_to(REPOSITORY / "grading")  # as in the repository's root
    run(course, "nbgrader", "export", "--exporter=grading.platforms.exporters.MoodleExporter", PYTHONPATH="")
    assert (course / "grades-moodle.csv").read_bytes() == export(course, "moodle")[1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--assignment=nope"], "The gradebook has no assignment 'nope'; `nbgrader db assignment list` shows the names."),
        (["--student=nobody"], "The gradebook has no student 'nobody'; `nbgrader db student list` shows the names."),
        (["--to=nowhere/grades.csv"], "nowhere/grades.csv cannot be written"),
    ],
)
def test_a_wrong_name_is_one_sentence_and_writes_nothing(course, options, sentence):
    before = sorted(course.iterdir())
    said, data = export(course, "canvas", *options, code=1)
    assert sentence in said
    assert "Traceback" not in said
    assert data is None
    assert sorted(course.iterdir()) == before


def test_a_course_without_students_or_grades_says_so(empty_course):
    said, data = export(empty_course, "moodle", code=1)
    assert "The gradebook has no students" in said
    enrol(empty_course)
    said, data = export(empty_course, "moodle", code=1)
    assert "There are no grades yet; run the autograding first. Nothing was written." in said
    assert data is None


def test_two_students_whom_the_platform_cannot_tell_apart_are_refused(course):
    export(course, "canvas")
    before = (course / "grades-canvas.csv").read_bytes()
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("bob", lms_user_id="101", email="ADA@example.org")
    said, after = export(course, "canvas", code=1)
    assert "The students ada and bob share the lms_user_id '101'" in said
    assert after == before, "the table of before stays"
    assert "ada and bob share the e-mail address 'ada@example.org'" in export(course, "moodle", code=1)[0]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Anna", "Anna"),
        ("O'Neil, Jr.", "O'Neil, Jr."),
        ("=1+1", "'=1+1"),
        ("  \t+1", "'+1"),
        ("\u200b@a", "'@a"),
        ("\ufeff\u00a0-1", "'-1"),
        ("＝1", "'＝1"),
        ("a\r\n=b", "a =b"),
        ("Mu\u0308ller", "Müller"),
        ("-", "'-"),
        ("", ""),
    ],
)
def test_harmless_cell(text, cell):
    assert harmless_cell(text) == cell


def test_numbers_have_no_exponent_and_no_trailing_zeros():
    assert [number(value) for value in (0.0, 5, 2.5, 1 / 3, 1e-7, 100, 1200.0)] == ["0", "5", "2.5", "0.33333", "0", "100", "1200"]

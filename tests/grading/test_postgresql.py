"""A gradebook in PostgreSQL, on a real server: what works in a file works there, and a server that goes away costs nothing."""

import contextlib
import datetime
import multiprocessing
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import commands
import postgresql
import pytest
import sqlalchemy
from nbgrader.api import Base, Gradebook
from tiny_course import ASSIGNMENT, REPOSITORY, SOLUTIONS, Remembering, answer, exercise, grade, hand_in, hand_in_class

from grading.__main__ import main
from grading.common import database
from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.record.recorder import Recorder
from grading.record.results import CannotGrade

pytestmark = [
    pytest.mark.xdist_group("postgresql"),  # one server for all
    pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed; `make postgresql` says how"),
]
HANDBOOK = REPOSITORY / "book" / "handbook.md"
FILE = "sqlite:///gradebook.db"


@pytest.fixture(scope="module")
def server():
    with postgresql.server() as started:
        yield started


@pytest.fixture
def full_course(course):
    hand_in_class(course)
    return course


def on_a_server(course, server, to=None):
    """Move a course's gradebook to the server, in a copy of the course at `to`; return the course."""
    course = shutil.copytree(course, to) if to else course
    url = server.create("gradebook")
    assert commands.grading(course, "migrate", FILE, url).code == 0
    set_db_url(course, url)
    (course / "gradebook.db").rename(course / "backup.db")
    return course


def set_db_url(course, url):
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")


def db_url(course):
    found = re.findall(r"^c.CourseDirectory.db_url = '(.*)'$", (course / "nbgrader_config.py").read_text(), re.MULTILINE)
    return found[-1] if found else f"sqlite:///{course}/gradebook.db"


def tables(url):
    """Return {table: its rows, sorted}."""
    with database.connected(url) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(sqlalchemy.select(table))), key=str) for table in Base.metadata.sorted_tables
        }


def without_ids(course):
    """Return everything that the gradebook holds of the submissions, without its random ids."""
    with Gradebook(db_url(course), "one-gradient") as book:
        return sorted(
            (
                (one.student.id, one.timestamp, one.extension, part.late_submission_penalty, one.score, one.needs_manual_grade),
                sorted((grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade) for grade in part.grades),
                sorted((comment.name, comment.auto_comment, comment.manual_comment) for comment in part.comments),
            )
            for one in book.assignment_submissions(ASSIGNMENT)
            for part in one.notebooks
        )


def whole(course):
    return without_ids(course), {path.relative_to(course): path.read_bytes() for path in course.glob("autograded/*/*/*")}


# What works in a file works on a server --------------------------------------------------------------------------------

ROSTER = "id,first_name,last_name,email\ns00,Ada,Łukasz,ada@example.org\ns01,Bo,O'Neil,bo@example.org\nnew,Cy,Ng,cy@example.org\n"


def test_a_term_on_a_server_gives_what_it_gives_in_a_file(course, server, tmp_path):
    """From an empty database: class list, tasks, deadline, grading, marks, feedback, report and tables."""
    there = shutil.copytree(course, tmp_path / "there")
    (there / "gradebook.db").unlink()
    set_db_url(there, server.create("gradebook"))
    for place in (course, there):
        (place / "class.csv").write_text(ROSTER, encoding="utf-8")
        for line in (
            f"generate_assignment {ASSIGNMENT} --force",
            "db_student_import class.csv",
            "db_student_add more --first-name=Mo",
            "db_student_remove more",
            f"db_assignment_add {ASSIGNMENT} --duedate='2026-11-01 10:00 UTC'",
        ):
            run(place, line)
        hand_in_class(place, 4)
        assert len(grade(place, executor=Remembering(), jobs=2)) == 6
        with Gradebook(db_url(place), "one-gradient") as book:
            mark = book.find_grade("why", ASSIGNMENT, ASSIGNMENT, "s01")
            mark.manual_score, mark.needs_manual_grade = 0.5, False
            book.find_comment("why", ASSIGNMENT, ASSIGNMENT, "s01").manual_comment = "Said well: ∂L/∂w."
            book.find_submission(ASSIGNMENT, "s02").extension = datetime.timedelta(days=1, hours=3)
            book.db.commit()
        assert {result.status for result in grade(place, executor=Remembering(), student="s0*")} == {"skipped"}
        assert {result.status for result in grade(place, executor=Remembering(), force=True)} == {"graded"}
        for line in (
            f"generate_feedback {ASSIGNMENT} --student=s01",
            "export --to=all.csv",
            "export --exporter=grading.platforms.exporters.MoodleExporter --to=moodle.csv",
        ):
            run(place, line)
        assert commands.grading(place, "report", ASSIGNMENT).code == 0
        assert commands.grading(place, "extend", ASSIGNMENT, "s03", "0.5").code == 0
        done = commands.grading(place, "regrade", ASSIGNMENT)
        assert "Nobody's points change." in done.said, done.said
        before = without_ids(place)
        assert commands.grading(place, "drop", "s01").code == 0
        assert len(without_ids(place)) == len(before) - 1
        assert commands.grading(place, "drop", "s01", "--back").code == 0
        assert without_ids(place) == before
    assert whole(course) == whole(there)
    assert len(without_ids(there)) == 6
    for name in ("all.csv", "moodle.csv", f"reports/{ASSIGNMENT}.csv", f"feedback/s01/{ASSIGNMENT}/{ASSIGNMENT}.html"):
        assert sorted((course / name).read_text().splitlines()) == sorted((there / name).read_text().splitlines()), name
    with database.connected(db_url(there)) as connection:
        assert "grading_grade_notebook_id" in {index["name"] for index in sqlalchemy.inspect(connection).get_indexes("grade")}
    run(there, "db_upgrade")
    assert not (there / "gradebook.db").exists()


def run(course, line):
    """Run an nbgrader command in this process, in the course's folder."""
    done = commands.nbgrader(course, *shlex.split(line))
    assert done.code == 0, f"{line}: {done.said}"


# Two instructors at once -----------------------------------------------------------------------------------------------


def test_two_instructors_grade_at_once(full_course, server, tmp_path):
    """Each submission is graded once, by one of them, with the grades of a run alone."""
    grade(full_course, executor=Remembering())
    alone = whole(full_course)
    shutil.rmtree(full_course / "autograded")
    both = on_a_server(shutil.copytree(course_without_grades(full_course), tmp_path / "both"), server)
    fork = multiprocessing.get_context("fork")
    counts = fork.Queue()

    def one():
        counts.put([result.status for result in grade(both, executor=Remembering(), jobs=2)].count("graded"))

    people = [fork.Process(target=one) for _ in range(2)]
    for person in people:
        person.start()
    graded = [counts.get(timeout=120) for _ in people]
    for person in people:
        person.join()
    assert sum(graded) == 14
    assert whole(both) == alone


def course_without_grades(course):
    """Return a course whose gradebook has no submission and no student."""
    with Gradebook(db_url(course), "one-gradient") as book:
        for student in list(book.students):
            book.remove_student(student.id)
    return course


def test_two_who_record_the_same_new_student_wait_for_each_other_and_others_do_not(course, server, monkeypatch):
    url = db_url(on_a_server(course, server))
    first, second, third = (OpenGradebook(url, "one-gradient") for _ in range(3))
    waited = []

    def record(gradebook, student):
        with gradebook.transaction(student) as book:
            book.update_or_create_student(student)
            waited.append(student)

    with first.transaction("zoe") as book:
        book.update_or_create_student("zoe")
        same = threading.Thread(target=record, args=(second, "zoe"))
        same.start()
        record(third, "yan")
        assert waited == ["yan"]
    same.join(30)
    assert waited == ["yan", "zoe"]
    monkeypatch.setattr(database, "PATIENCE", 1)  # of connections that are made from now on
    impatient = OpenGradebook(url, "one-gradient")
    with first.transaction("zoe"), pytest.raises(GradebookProblem, match=r"Another program keeps the gradebook .* locked"):
        record(impatient, "zoe")
    for gradebook in (first, second, third, impatient):
        gradebook.close()


def test_what_the_database_does_not_take_costs_that_submission_alone(full_course, server):
    """A file takes a name of any length, a server does not."""
    course = on_a_server(full_course, server)
    long = "x" * 200
    hand_in(course, long, answer(exercise(course), **SOLUTIONS))
    results = {result.student: result for result in grade(course, executor=Remembering())}
    assert [student for student, result in results.items() if result.status == "failed"] == [long]
    assert "value too long" in results[long].reason
    assert len(without_ids(course)) == 14


# A server that goes away -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["before it is recorded", "while it is recorded", "when it is kept"])
def test_a_server_that_ends_in_mid_batch_costs_nothing(full_course, server, tmp_path, monkeypatch, capsys, moment):
    """One sentence and exit code 2; nothing is half-written; the next run takes up where it stopped."""
    grade(full_course, executor=Remembering())
    alone = whole(full_course)
    shutil.rmtree(full_course / "autograded")
    course = on_a_server(shutil.copytree(course_without_grades(full_course), tmp_path / "there"), server)
    recorded = 0
    place, name = {
        "before it is recorded": (Recorder, "record"),
        "while it is recorded": (Recorder, "_grade_notebook"),
        "when it is kept": (Path, "rename"),
    }[moment]
    original = getattr(place, name)

    def ended(*arguments):
        nonlocal recorded
        recorded += 1
        if recorded == 6:
            server.stop()
        return original(*arguments)

    monkeypatch.setattr(place, name, ended)
    with contextlib.chdir(course):
        code = main(["autograde", ASSIGNMENT, "--jobs", "2"])
    monkeypatch.undo()
    said = capsys.readouterr().err.splitlines()[-1]
    server.start()
    assert code == 2
    assert re.fullmatch(r"grading: The database of the gradebook \S+ (went away|cannot be reached) \(.*\); .*\.", said), said
    assert "Traceback" not in said
    done = {submission[0][0] for submission in without_ids(course)}
    folders = {path.parent.name for path in course.glob(f"autograded/*/{ASSIGNMENT}")}
    assert len(done) >= 5
    assert folders <= done, "nobody has a graded notebook without a grade"
    assert not [path for path in course.glob("autograded/*/.*") if path.name.endswith(".old")], "what was there is back"
    results = {result.student: result.status for result in grade(course, executor=Remembering())}
    assert {student for student, status in results.items() if status == "skipped"} == folders
    assert whole(course) == alone


# A wrong address -------------------------------------------------------------------------------------------------------

WRONG = {
    "rubbish": "is not one of a database",
    "postgres://course@localhost/gradebook": "postgres://, which is no database that is known",
    "mysql://course@localhost/gradebook": "driver MySQLdb is not installed",
    "postgresql+psycopg://course:s3cret@127.0.0.1:1/gradebook": "Connection refused",
    "NONE": 'database "none" does not exist',
    "PASSWORD": "password authentication failed",
    "EMPTY": "There is no gradebook in",
    "sqlite:////nowhere/gradebook.db": "The folder of the gradebook /nowhere/gradebook.db is not there",
}


@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_address_is_one_sentence(full_course, server, url, capsys):
    """Of nbgrader's commands and of ours, and none of them shows a password."""
    sentence, empty = WRONG[url], url == "EMPTY"
    named = {
        "NONE": server.url("none"),
        "EMPTY": server.url("empty"),
        "PASSWORD": server.url("postgres", "127.0.0.1").replace("not", "s3cret"),
    }
    if empty:
        server.create("empty")
    set_db_url(full_course, named.get(url, url))
    lines = ["export"] if empty else [f"generate_assignment {ASSIGNMENT} --force", "db_student_list", "db_assignment_list", "export"]
    told = [commands.nbgrader(full_course, *line.split()) for line in lines]
    told += [commands.grading(full_course, *words) for words in (["autograde", ASSIGNMENT], ["report", ASSIGNMENT])]
    with pytest.raises(CannotGrade, match=re.escape(sentence)):
        grade(full_course, executor=Remembering())
    for done in told:
        assert done.code in (1, 2)
        assert sentence in done.said, done.said
        assert "s3cret" not in done.said
        assert "Traceback" not in done.said
    assert not (full_course / "autograded").exists()


# Moving ----------------------------------------------------------------------------------------------------------------


def test_a_gradebook_is_moved_with_every_row(full_course, server):
    """There and back again, with extensions, marks and comments; grading then goes on where it was."""
    grade(full_course, executor=Remembering())
    with Gradebook(db_url(full_course), "one-gradient") as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=datetime.datetime(2026, 11, 4, 18, 0, 0, 250))
        submission = book.find_submission(ASSIGNMENT, "s01")
        submission.extension = datetime.timedelta(days=-1, seconds=7, microseconds=3)
        book.find_grade("why", ASSIGNMENT, ASSIGNMENT, "s01").manual_score = 1 / 3
        book.find_comment("why", ASSIGNMENT, ASSIGNMENT, "s01").manual_comment = "'; DROP TABLE grade; --\n∂ \\ \u2028 😀"
        book.db.commit()
    before, bytes_before = tables(db_url(full_course)), (full_course / "gradebook.db").read_bytes()
    course = on_a_server(full_course, server)
    assert (course / "backup.db").read_bytes() == bytes_before
    assert tables(db_url(course)) == before
    assert sum(map(len, before.values())) > 150
    assert commands.grading(course, "migrate", db_url(course), "sqlite:///back.db").code == 0
    assert tables(f"sqlite:///{course}/back.db") == before
    assert {result.status for result in grade(course, executor=Remembering())} == {"skipped"}


@pytest.mark.parametrize("damage", ["a text that is too long", "a reference to nothing", "a gradebook that is there"])
def test_a_gradebook_that_cannot_be_moved_is_named_and_nothing_is(full_course, server, damage):
    grade(full_course, executor=Remembering(), student="s0*")
    url = server.create("gradebook")
    with database.connected(db_url(full_course)) as connection:
        if damage == "a text that is too long":
            connection.execute(sqlalchemy.text("UPDATE student SET first_name = :long WHERE id = 's03'"), {"long": "x" * 200})
        elif damage == "a reference to nothing":
            connection.execute(sqlalchemy.text("DELETE FROM student WHERE id = 's03'"))
        connection.commit()
    if damage == "a gradebook that is there":
        assert commands.grading(full_course, "migrate", FILE, url).code == 0
    done = commands.grading(full_course, "migrate", FILE, url)
    assert done.code == 2
    words = {
        "a text that is too long": r"does not take the row 's03' of the table student \(value too long",
        "a reference to nothing": r"does not take the row '\w+' of the table submitted_assignment",
        "a gradebook that is there": r"has a gradebook already",
    }
    assert re.search(words[damage], done.said), done.said
    assert "Nothing was copied." in done.said
    if damage != "a gradebook that is there":
        with database.connected(url) as connection:
            assert sqlalchemy.inspect(connection).get_table_names() == []


def test_a_row_that_changed_on_its_way_is_found(full_course, server, monkeypatch):
    """What was written is read again: a database that rounds, or a program that writes meanwhile, is not believed."""
    grade(full_course, executor=Remembering(), student="s0*")
    url = server.create("gradebook")

    def change(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO comment"):
            connection.exec_driver_sql("UPDATE student SET email = 'changed' WHERE id = 's03'")

    sqlalchemy.event.listen(sqlalchemy.engine.Engine, "after_cursor_execute", change)
    try:
        done = commands.grading(full_course, "migrate", FILE, url)
    finally:
        sqlalchemy.event.remove(sqlalchemy.engine.Engine, "after_cursor_execute", change)
    assert (done.code, "The row 's03' of the table student is not what it was" in done.said) == (2, True), done.said


# The handbook ----------------------------------------------------------------------------------------------------------


def test_the_handbooks_section_runs(full_course, server):
    """Its commands, in their order, with this server in the place of the university's."""
    section = HANDBOOK.read_text(encoding="utf-8").partition("## A gradebook on a server\n")[2].partition("\n## ")[0]
    grade(full_course, executor=Remembering(), student="s0*")
    before = tables(db_url(full_course))
    programs = postgresql.programs()
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{programs}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}
    environment |= {"PGHOST": str(server.folder), "PGPORT": str(server.port), "PGUSER": "course"}
    ran = 0
    for language, body in re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
        body = body.replace("?host=/var/run/postgresql", f"?host={server.folder}&port={server.port}&user=course").replace(
            "sudo -u postgres ", ""
        )
        if language == "python":
            with (full_course / "nbgrader_config.py").open("a") as config:
                config.write("\n" + body)
            continue
        for line in body.splitlines():
            quoted = re.sub(r"(\S*://\S*)", r"'\1'", line)
            done = subprocess.run(["bash", "-ec", quoted], cwd=full_course, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
            ran += 1
    assert ran >= 4
    assert tables(f"sqlite:///{full_course}/gradebook.db") == before
    found = re.findall(r'db_url = "(.*)"', (full_course / "nbgrader_config.py").read_text())[-1]
    assert tables(found) == before
    assert "COPY public.grade" in (full_course / "backup.sql").read_text()

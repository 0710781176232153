"""Submissions taken in from what Moodle and Canvas hand out, by nbgrader's own zip_collect."""

import datetime
import stat
import zipfile

import nbformat
import pytest
from class_of_ten import SOLUTIONS, enrol, open_gradebook
from commands import nbgrader
from tiny_course import ASSIGNMENT, answer, exercise

from grading.platforms.roster import HandIn, recognise

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
COLUMNS = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission)"
WORKSHEET = f"{COLUMNS},Last modified (grade)\r\n"


@pytest.fixture
def course(empty_course):
    enrol(empty_course)
    return empty_course


def notebook(course, area=SOLUTIONS["area"]):
    return nbformat.writes(answer(exercise(course), area=area)).encode()


def archive(course, files, name="submissions.zip"):
    """Put an archive with {place: bytes} where zip_collect looks for it, and return its path."""
    folder = course / "downloaded" / ASSIGNMENT / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as made:
        for place, data in files.items():
            made.writestr(place, data)
    return folder / name


def table(course, text, name="worksheet.csv"):
    folder = course / "downloaded" / ASSIGNMENT / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8-sig")


def collect(course, *options, code=0):
    done = nbgrader(course, "zip_collect", ASSIGNMENT, *options)
    assert done.code == code, done.said
    return done.said


def submitted(course):
    """Return {student: {file: bytes}}."""
    found = {}
    for path in sorted((course / "submitted").glob(f"*/{ASSIGNMENT}/**/*")):
        if path.is_file():
            student, _, *place = path.relative_to(course / "submitted").parts
            found.setdefault(student, {})["/".join(place)] = path.read_bytes()
    return found


# Moodle ------------------------------------------------------------------------------------------------------------


def test_moodle_folders_of_every_version_go_to_the_students_of_the_worksheet(course):
    right, wrong = notebook(course), notebook(course, "def area(r):\n    return 0")
    archive(
        course,
        {
            f"Ada Lovelace_9001_assignsubmission_file/{NOTEBOOK}": right,  # Moodle >= 4.1
            f"Dörte Müller_9002_assignsubmission_file_/{NOTEBOOK}": wrong,  # before
            f"Gus Late_9003_assignsubmission_file_{NOTEBOOK}": right,  # without folders
            "Gus Late_9003_assignsubmission_onlinetext_onlinetext.html": b"<p>hello</p>",
        },
        "CS101-Assignment 1-77.zip",
    )
    table(
        course,
        WORKSHEET
        + 'Participant 9001,Ada Lovelace,ADA@example.org,Submitted,,5,Yes,"Sunday, 1 November 2026, 1:30 PM",-\r\n'
        + 'Participant 9002,Dörte Müller,doerte@example.org,Submitted,,5,Yes,"Sunday, 1 November 2026, 2:30 PM",-\r\n'
        + "Participant 9003,Gus Late,gus@example.org,Submitted,,5,Yes,-,-\r\n",
    )
    collect(course, "--PlatformCollector.timezone=Europe/Berlin")
    assert submitted(course) == {
        "ada": {NOTEBOOK: right, "timestamp.txt": b"2026-11-01 12:30:00"},
        "dörte": {NOTEBOOK: wrong, "timestamp.txt": b"2026-11-01 13:30:00"},
        "gus": {NOTEBOOK: right},
    }


def test_names_suffice_where_they_are_unique_and_that_is_said(course):
    archive(course, {f"Müller Do\u0308rte_9002_assignsubmission_file_/{NOTEBOOK}": notebook(course)})
    said = collect(course)
    assert list(submitted(course)) == ["dörte"]
    assert "Matched by name alone, please look: Müller Dörte (participant 9002) is dörte." in said


def test_two_people_with_one_name_are_told_apart_by_the_worksheet_alone(course):
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("ada2", first_name="Ada", last_name="Lovelace", email="ada2@example.org")
    first, second = notebook(course), notebook(course, "def area(r):\n    return 1")
    archive(
        course,
        {
            f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": first,
            f"Ada Lovelace_9004_assignsubmission_file_/{NOTEBOOK}": second,
        },
    )
    said = collect(course, code=1)
    assert "The name of Ada Lovelace (participant 9001) fits ada and ada2; put Moodle's grading worksheet (CSV) beside the archive." in said
    assert submitted(course) == {}
    table(
        course, WORKSHEET + "Teilnehmer/in9001,Ada Lovelace,ada@example.org,,,,,-,-\r\nTeilnehmer/in9004,A L,ada2@example.org,,,,,-,-\r\n"
    )
    collect(course, "--force")
    assert submitted(course) == {"ada": {NOTEBOOK: first}, "ada2": {NOTEBOOK: second}}


def test_one_who_takes_the_name_of_another_gets_nothing_in_under_it(course):
    archive(
        course,
        {
            f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": notebook(course),
            f"Ada Lovelace_6666_assignsubmission_file_/{NOTEBOOK}": b"{}",
        },
    )
    assert "Several people in the archive are called Ada Lovelace" in collect(course, code=1)
    table(course, WORKSHEET + "Participant 9001,Ada Lovelace,ada@example.org,,,,,-,-\r\nParticipant 6666,Ada Lovelace,m@x.org,,,,,-,-\r\n")
    assert "No student of the gradebook fits Ada Lovelace (participant 6666)" in collect(course, "--force", code=1)
    said = collect(course, "--force", "--PlatformCollector.skip_unknown=True")
    assert submitted(course) == {"ada": {NOTEBOOK: notebook(course)}}
    assert "Left out: No student of the gradebook fits Ada Lovelace (participant 6666)" in said


def test_times_without_a_time_zone_are_refused(course):
    archive(course, {f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": notebook(course)})
    table(course, WORKSHEET + 'Participant 9001,Ada Lovelace,ada@example.org,,,,,"Sunday, 1 November 2026, 1:30 PM",-\r\n')
    assert "Moodle's times do not say their time zone" in collect(course, code=1)
    assert submitted(course) == {}


# Canvas ------------------------------------------------------------------------------------------------------------


def test_canvas_files_go_by_number_and_the_last_attempt_counts(course):
    old, new = notebook(course, "def area(r):\n    return 0"), notebook(course)
    archive(
        course,
        {
            f"lovelaceada_101_5001_{NOTEBOOK}": old,
            f"lovelaceada_101_5003_{ASSIGNMENT}-2.ipynb": new,
            f"lovelaceada_101_5002_{ASSIGNMENT}-1.ipynb": old,
            f"müllerdörte_LATE_104_5004_{NOTEBOOK}": new,
            "lateg_107_text.html": b"typed",
        },
    )
    said = collect(course)
    assert submitted(course) == {
        "ada": {NOTEBOOK: new},
        "dörte": {NOTEBOOK: new, "timestamp.txt": b"2026-11-01 13:00:01"},
    }
    assert "ada handed in tiny.ipynb more than once; lovelaceada_101_5003_tiny-2.ipynb is taken." in said


def test_a_late_mark_respects_the_extension_of_the_student(course):
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_submission(ASSIGNMENT, "ada", extension=datetime.timedelta(hours=2))
    archive(course, {f"lovelaceada_LATE_101_5001_{NOTEBOOK}": notebook(course)})
    collect(course)
    assert submitted(course)["ada"]["timestamp.txt"] == b"2026-11-01 15:00:01"


def test_a_person_whose_number_the_gradebook_lacks_is_found_in_canvas_table(course):
    with open_gradebook(course) as gradebook:
        gradebook.find_student("ada").lms_user_id = None
        gradebook.db.commit()
    archive(course, {f"someoneelse_101_5001_{NOTEBOOK}": notebook(course)})
    said = collect(course, code=1)
    assert "No student of the gradebook fits someoneelse (Canvas user 101)" in said
    table(course, 'Student,ID,SIS Login ID,Section,Tiny (1)\r\n    Points Possible,,,,5\r\n"Lovelace, Ada",101,ada,,\r\n', "grades.csv")
    collect(course, "--force")
    assert list(submitted(course)) == ["ada"]


def test_a_name_that_ends_like_a_number_of_canvas_is_not_guessed_at(course):
    # Somebody (104) who calls herself "x_101" gets files named x_101_104_5001_...: which of the two is it?
    archive(course, {f"x_101_104_5001_{NOTEBOOK}": notebook(course)})
    assert "may be of Canvas user 101 or 104" in collect(course, code=1)
    assert submitted(course) == {}


# Whatever is in an archive -----------------------------------------------------------------------------------------


def test_a_zip_file_that_a_student_handed_in_is_unpacked_and_counts_for_that_student_alone(course, tmp_path):
    inner = tmp_path / "work.zip"
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr(f"my work/{NOTEBOOK}", notebook(course))
        made.writestr(f"deeper/Dörte Müller_9002_assignsubmission_file_/{NOTEBOOK}", b"{}")
        made.writestr("__MACOSX/._x", b"junk")
    broken = inner.read_bytes()[:200]
    archive(
        course,
        {
            "Ada Lovelace_9001_assignsubmission_file_/work.zip": inner.read_bytes(),
            "Gus Late_9003_assignsubmission_file_/work.zip": broken,
            f"Hal Loop_9005_assignsubmission_file_/{NOTEBOOK}": notebook(course),
        },
    )
    said = collect(course)
    assert submitted(course) == {"ada": {NOTEBOOK: notebook(course)}, "hal": {NOTEBOOK: notebook(course)}}
    assert "work.zip cannot be unpacked" in said


def zip_with(course, place, data=b"x", attributes=0o100644 << 16, name="submissions.zip"):
    path = archive(course, {f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": notebook(course)}, name)
    info = zipfile.ZipInfo(place)
    info.external_attr = attributes
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(info, data)
    return path


@pytest.mark.parametrize(
    ("place", "attributes", "reason"),
    [
        ("../../../../solutions/tiny/tiny.ipynb", 0o100644, "would be written somewhere else"),
        ("/tmp/evil.ipynb", 0o100644, "would be written somewhere else"),
        ("a/../../../evil.ipynb", 0o100644, "would be written somewhere else"),
        ("..\\..\\evil.ipynb", 0o100644, "would be written somewhere else"),
        ("C:\\evil.ipynb", 0o100644, "would be written somewhere else"),
        ("Ada Lovelace_9001_assignsubmission_file_/link.ipynb", stat.S_IFLNK | 0o777, "has a link or a device in it"),
    ],
)
def test_an_archive_that_reaches_outside_is_refused_whole(course, place, attributes, reason):
    zip_with(course, place, b"../../../../gradebook.db", attributes << 16)
    before = {path for path in course.parent.rglob("*") if "downloaded" not in path.parts}
    assert reason in collect(course, code=1)
    assert {path for path in course.parent.rglob("*") if "downloaded" not in path.parts} == before
    assert not list((course / "downloaded" / ASSIGNMENT).rglob("*.ipynb")), "nothing was unpacked"


def test_a_link_beside_the_archive_is_refused(course):
    archive(course, {f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": notebook(course)})
    (course / "downloaded" / ASSIGNMENT / "archive" / f"Gus Late_9003_assignsubmission_file_{NOTEBOOK}").symlink_to(course / "gradebook.db")
    assert "is a link, or no file" in collect(course, code=1)
    assert submitted(course) == {}


def test_huge_files_are_counted_as_they_unpack_and_cost_only_their_owner(course):
    archive(
        course,
        {
            f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": b"0" * 3_000_000,  # a few kB in the archive
            f"Gus Late_9003_assignsubmission_file_/{NOTEBOOK}": notebook(course),
        },
    )
    said = collect(course, "--SafeExtractor.max_file=1000000")
    assert list(submitted(course)) == ["gus"]
    assert "it has more than 1,000,000 bytes" in said
    said = collect(course, "--force", "--SafeExtractor.max_total=1000000", code=1)
    assert "more than 1,000,000 bytes together" in said
    assert list(submitted(course)) == ["gus"], "what was collected before stays"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"not a zip at all"])
def test_a_broken_archive_is_one_sentence(course, data):
    path = archive(course, {})
    path.write_bytes(data)
    said = collect(course, code=1)
    assert "cannot be unpacked" in said
    assert "Traceback" not in said


def test_nothing_to_collect_is_an_error_and_not_a_silence(course):
    done = nbgrader(course, "zip_collect", ASSIGNMENT)
    assert done.code == 1
    assert "There is nothing in downloaded/tiny/archive; put the archive there that the platform handed out." in done.said
    done = nbgrader(course, "zip_collect", "nope")
    assert done.code == 1
    assert "The gradebook has no assignment 'nope'; make it with `nbgrader generate_assignment nope`." in done.said
    archive(course, {"notes.txt": b"no student's"})
    assert "is in Moodle's or Canvas' layout" in collect(course, code=1)


def test_what_is_there_already_is_replaced_only_when_asked(course):
    archive(course, {f"lovelaceada_101_5001_{NOTEBOOK}": b"{}"})
    collect(course)
    archive(course, {f"lovelaceada_101_5009_{NOTEBOOK}": notebook(course), f"looph_108_5010_{NOTEBOOK}": notebook(course)})
    for path in (course / "downloaded" / ASSIGNMENT / "extracted").iterdir():
        path.rename(course / path.name)
    said = collect(course, code=1)
    assert "There are submissions already of ada; add --force" in said
    assert list(submitted(course)) == ["ada"]
    collect(course, "--force")
    assert submitted(course) == {"ada": {NOTEBOOK: notebook(course)}, "hal": {NOTEBOOK: notebook(course)}}


def test_two_archives_with_the_same_file_are_not_guessed_between(course):
    archive(course, {f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": b"{}"}, "monday.zip")
    archive(course, {f"Ada Lovelace_9001_assignsubmission_file_/{NOTEBOOK}": notebook(course)}, "tuesday.zip")
    assert "Two archives have tiny.ipynb of Ada Lovelace (participant 9001); leave only the newer one" in collect(course, code=1)
    assert submitted(course) == {}


def test_an_empty_class_list_and_a_roster_with_duplicates_are_refused(empty_course):
    archive(empty_course, {f"lovelaceada_101_5001_{NOTEBOOK}": b"{}"})
    assert "The gradebook has no students; import the class" in collect(empty_course, code=1)
    enrol(empty_course)
    with open_gradebook(empty_course) as gradebook:
        gradebook.update_or_create_student("bob", lms_user_id="101")
    assert "The students ada and bob share the lms_user_id '101'" in collect(empty_course, "--force", code=1)
    assert submitted(empty_course) == {}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("s/Anna-Lena von der Au_12_assignsubmission_file/a b.ipynb", ("moodle", "Anna-Lena von der Au", "12", "a b.ipynb", False)),
        (
            "s/A B_12_assignsubmission_file_x_99_assignsubmission_file_y.ipynb",
            ("moodle", "A B", "12", "x_99_assignsubmission_file_y.ipynb", False),
        ),
        ("s/A B_12_assignsubmission_file_/deep/y.ipynb", ("moodle", "A B", "12", "deep/y.ipynb", False)),
        ("s/all/A B_12_assignsubmission_file_/y.ipynb", ("moodle", "A B", "12", "y.ipynb", False)),
        ("s/müllerjürgen_LATE_7_8_y.ipynb", ("canvas", "müllerjürgen", "7", "y.ipynb", True)),
        ("s/a_1_LATE_7_8_y.ipynb", ("canvas", "a_1", "7", "y.ipynb", True)),
        ("s/x_7_8_work/victim_9_10_y.ipynb", ("canvas", "x", "7", "work/victim_9_10_y.ipynb", False)),
        ("s/anon_aBc12_8_y.ipynb", None),
        ("s/x_7_text.html", None),
        ("tiny.ipynb", None),
    ],
)
def test_layouts(place, expected):
    found = recognise(place)
    assert found == expected or isinstance(found, HandIn)
    if found:
        assert (found.platform, found.name, found.number, found.file_id, found.late) == expected

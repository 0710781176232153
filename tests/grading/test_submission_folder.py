"""What is read of the folder that a student handed in: which files count, up to which size, and who may grade it at the moment."""

import errno
import fcntl
import os
import threading

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grading.read import submission
from grading.read.parts import Exercise, Unreadable
from grading.read.submission import Lock, fingerprint, read_file, read_submission

LEFT_OUT = "This file is too large or shared; it was left out."


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ada" / "tiny"
    made.mkdir(parents=True)
    return made


def exercise(*grade_ids):
    marks = {"grade": False, "solution": True, "locked": False, "schema_version": 3}
    cells = [new_code_cell("pass", metadata={"nbgrader": marks | {"grade_id": name}}) for name in grade_ids]
    return Exercise("tiny", new_notebook(cells=cells), {})


def texts(read):
    return {finding.place: finding.text for finding in read.findings if finding.kind == "ignored"}


def test_the_course_alone_says_which_files_are_left_out_without_a_word(folder):
    (folder / "data.txt").write_text("1")
    (folder / "junk.pyc").write_text("2")
    assert len(read_submission("ada", folder, {}).files) == 2
    read = read_submission("ada", folder, {}, ignored=lambda name: name.endswith(".pyc"))
    assert [place.as_posix() for place in read.files] == ["data.txt"]
    assert texts(read) == {}


def test_files_count_up_to_the_limit_and_not_a_byte_more(folder, monkeypatch):
    monkeypatch.setattr(submission, "MAX_TOTAL", 10)
    (folder / "a.txt").write_bytes(b"12345")
    (folder / "b.txt").write_bytes(b"12345")
    assert len(read_submission("ada", folder, {}).files) == 2
    (folder / "b.txt").write_bytes(b"123456")
    assert texts(read_submission("ada", folder, {})) == {"b.txt": LEFT_OUT}


def test_a_small_file_that_others_share_is_left_out(folder, tmp_path):
    """A second name for a file of the grader's own would bring its text into the student's hands."""
    (tmp_path / "key.txt").write_text("secret")
    os.link(tmp_path / "key.txt", folder / "mine.txt")
    read = read_submission("ada", folder, {})
    assert not read.files
    assert texts(read) == {"mine.txt": LEFT_OUT}


def test_helpers_have_a_limit_of_their_own(folder, monkeypatch):
    monkeypatch.setattr(submission, "MAX_HELPERS", 10)
    for name in ("one.txt", "three.txt", "two.txt"):
        (folder / name).write_bytes(b"12345")
    read = read_submission("ada", folder, {})
    assert [place.as_posix() for place in read.helpers] == ["one.txt", "three.txt"], "both fit to the byte"
    assert "this one was left out of the run" in texts(read)["two.txt"]
    assert len(read.files) == 3


def test_the_number_of_files_has_a_limit(folder, monkeypatch):
    monkeypatch.setattr(submission, "MAX_FILES", 3)
    for name in "abcd":
        (folder / f"{name}.txt").write_text(name)
    read = read_submission("ada", folder, {})
    assert len(read.files) == 3
    assert list(texts(read)) == ["d.txt"]


def test_a_folder_that_cannot_be_opened_is_told(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert texts(read_submission("ada", folder, {})) == {".": "it cannot be read (Permission denied)."}


def test_a_link_is_never_followed(folder, tmp_path):
    (tmp_path / "key.txt").write_text("secret")
    (folder / "mine.txt").symlink_to(tmp_path / "key.txt")
    with pytest.raises(Unreadable, match="it cannot be opened"):
        read_file(folder / "mine.txt")


def test_a_notebook_under_another_name_is_taken_only_when_most_of_its_tasks_are_the_exercises(folder):
    """Two of four grade ids are not most of them; three are, and so is the only one."""
    asked = exercise("red", "green", "blue", "grey")
    for count, missing in ((2, True), (3, False)):
        other = new_notebook(cells=exercise("red", "green", "blue", "grey").notebook.cells[:count])
        nbformat.write(other, folder / "other.ipynb")
        assert read_submission("ada", folder, {"tiny": asked}).notebooks["tiny"].missing is missing
    nbformat.write(exercise("red").notebook, folder / "other.ipynb")
    assert read_submission("ada", folder, {"tiny": exercise("blue")}).notebooks["tiny"].missing
    assert not read_submission("ada", folder, {"tiny": exercise("red")}).notebooks["tiny"].missing


def test_the_fingerprint_sees_what_a_file_holds_and_beyond_the_limit_how_long_it_is(folder, monkeypatch):
    monkeypatch.setattr(submission, "MAX_TOTAL", 4)
    path, seen = folder / "answer.txt", set()
    for content in (b"1234", b"1243", b"12345", b"12354"):
        path.write_bytes(content)
        seen.add(fingerprint(folder))
    assert len(seen) == 3


def test_one_grader_at_a_time_has_a_submission(folder):
    first, second = Lock(folder), Lock(folder)
    assert first.take()
    answers = []
    asking = threading.Thread(target=lambda: answers.append(second.take()), daemon=True)
    asking.start()
    asking.join(5)
    assert answers == [False], "the second is told at once"
    waiting = threading.Thread(target=lambda: answers.append(second.take(wait=True)), daemon=True)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive(), "the one who wants to wait waits"
    first.release()
    waiting.join(5)
    assert answers == [False, True]
    first.release()  # once more does no harm, least of all to somebody else's file
    os.fstat(0)
    second.release()


def test_without_locks_on_the_file_system_grading_goes_on(folder, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert Lock(folder).take()

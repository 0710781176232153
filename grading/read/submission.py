"""Read what one student handed in, whatever it is: no links followed, nothing run, nothing written."""

import contextlib
import fcntl
import fnmatch
import functools
import hashlib
import importlib.machinery
import os
import stat
import sys
import sysconfig
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from grading.common.notes import Note
from grading.common.text import printable
from grading.read.normalise import normalise
from grading.read.parse import MAX_BYTES
from grading.read.parts import Exercise, Unreadable

MAX_FILES = 200
MAX_TOTAL = 100_000_000  # bytes of the other files, together
MAX_HELPERS = 20_000_000  # bytes of those that the student's code finds beside its notebook
MAX_DEPTH = 4


@dataclass
class Graft:
    """One notebook ready to run: the exercise with the student's cells, or the reason (`refused`) why there are none."""

    notebook: NotebookNode
    findings: list[Note]
    refused: str = ""
    missing: bool = False


@dataclass
class Submission:
    """A submission ready to grade.

    `notebooks` maps the name of each of the assignment's notebooks to its Graft, `files` the place of each other
    file in the folder to its content on disk, `helpers` those of them that the student's code may find beside its
    notebook, `when` is the time in `timestamp.txt` in UTC, `fingerprint` tells it from another hand-in.
    """

    student: str
    folder: Path
    notebooks: dict[str, Graft] = field(default_factory=dict)
    files: dict[Path, Path] = field(default_factory=dict)
    helpers: dict[Path, Path] = field(default_factory=dict)
    findings: list[Note] = field(default_factory=list)
    when: datetime | None = None
    fingerprint: str = ""


def read_submission(student, folder, exercises: dict[str, Exercise], ignored=lambda name: False):
    """Return the Submission in `folder`; what is wrong with it is told in its findings, never raised.

    `exercises` maps the names of the assignment's notebooks to what was handed out; `ignored` tells of a file's name
    whether the course leaves such files out.
    """
    submission = Submission(student, Path(folder), fingerprint=fingerprint(folder))
    notebooks, problems = {}, {}
    total = 0
    for place, path, problem in _walk(submission.folder):
        if problem:
            problems[place] = problem
            submission.findings.append(Note("ignored", printable(str(place)), problem))
        elif path.suffix.lower() == ".ipynb":
            notebooks[place] = path
        elif not any(ignored(part) for part in place.parts):
            about = path.lstat()
            total += about.st_size
            if max(about.st_size, total - MAX_TOTAL + MAX_BYTES) > MAX_BYTES or about.st_nlink > 1:
                submission.findings.append(Note("ignored", printable(str(place)), "This file is too large or shared; it was left out."))
            else:
                submission.files[place] = path
    submission.when = _timestamp(submission)
    _choose_helpers(submission)
    spare = {place: path for place, path in notebooks.items() if place.stem not in exercises or len(exercises) == 1}
    for name, exercise in exercises.items():
        submission.notebooks[name] = _graft(notebooks, problems, spare, exercise)
    for place in sorted(place for place in spare if place != Path(f"{place.stem}.ipynb") or place.stem not in exercises):
        submission.findings.append(Note("ignored", printable(str(place)), "This notebook is not part of the assignment; it was left out."))
    return submission


def _graft(notebooks, problems, spare, exercise):
    """Return the graft of the notebook of that name or, if it is missing or broken, of a spare one that is evidently meant."""
    own = Path(f"{exercise.name}.ipynb")
    missing = own not in notebooks and own not in problems
    refused = f"{own} was not handed in." if missing else f"{own} could not be read: {problems.get(own, '')}"
    if own in notebooks:
        try:
            return Graft(*normalise(read_file(notebooks[own]), exercise))
        except Unreadable as error:
            refused = f"{own} could not be read: {error}."
    for place in sorted(spare, key=lambda place: (exercise.name not in str(place), len(place.parts), str(place))):
        with contextlib.suppress(Unreadable):
            data = read_file(spare[place])
            if place != own and _is_meant(data, exercise):
                notebook, findings = normalise(data, exercise)
                del spare[place]
                note = Note("rescued", printable(str(place)), f"This notebook was graded as {own}, which is missing or broken.")
                return Graft(notebook, [note, *findings])
    reason = refused.removeprefix(f"{own} ")
    return Graft(exercise.notebook, [Note("missing" if missing else "refused", str(own), reason)], refused, missing)


def _is_meant(data, exercise):
    """Tell whether most of the exercise's grade ids occur in the file: it is this exercise under another name."""
    ids = [cell.metadata["nbgrader"]["grade_id"] for cell in exercise.notebook.cells if "nbgrader" in cell.metadata]
    return 2 * sum(f'"{grade_id}"'.encode() in data for grade_id in ids) > len(ids)


def fingerprint(folder):
    """Return a number, as text, that is another when any file in a submission's folder is."""
    files, total = hashlib.sha256(), 0
    for place, path, problem in _walk(Path(folder)):
        size = path.lstat().st_size
        total += size
        content = problem.encode()
        if not problem and total <= MAX_TOTAL:  # beyond it the sizes have to do
            with contextlib.suppress(Unreadable):
                content = hashlib.sha256(read_file(path)).digest()
        files.update(repr((os.fsencode(place), size, content)).encode())
    return files.hexdigest()


def read_file(path, limit=MAX_BYTES):
    """Return the bytes of a regular file; raises Unreadable for a link, a pipe, a device, or one that is too large."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror})") from None
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("it is not a regular file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"it is larger than {limit // 1_000_000} MB; clear its outputs and hand it in again")
    return data


def _walk(folder):
    """Yield (place, path, problem) for every file of a folder: regular files have no problem."""
    found, waiting = 0, [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            yield current.relative_to(folder), current, f"it cannot be read ({error.strerror})."
            continue
        for entry in entries:
            path = Path(entry.path)
            place = path.relative_to(folder)
            found += 1
            if found > MAX_FILES:
                yield place, path, f"there are more than {MAX_FILES} files; this one and all that follow were left out."
                return
            if entry.is_symlink():
                yield place, path, "it is a link; hand in the file itself."
            elif entry.is_dir(follow_symlinks=False):
                if len(place.parts) < MAX_DEPTH:
                    waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                yield place, path, ""
            else:
                yield place, path, "it is not a file."


def _timestamp(submission):
    """Return the time of the hand-in as nbgrader reads it; a file that holds no time is left out."""
    path = submission.files.get(Path("timestamp.txt"))
    if path is None:
        return None
    with contextlib.suppress(Unreadable, ValueError, OverflowError):
        return parse_utc(read_file(path, limit=1000).decode("utf-8").strip())
    del submission.files[Path("timestamp.txt")]
    problem = "It holds no date and time; whether this was late is not known."
    submission.findings.append(Note("ignored", "timestamp.txt", problem))
    return None


def _choose_helpers(submission):
    """Choose what the student's code may find beside its notebook: `helper.py` and data, but nothing that hides a module of Python's."""
    total = 0
    for place, path in submission.files.items():
        total += path.lstat().st_size
        problem = ""
        if _hides_a_module(place):
            problem = "It has the name of one of Python's modules, which it would hide; the module was used."
        elif total > MAX_HELPERS:
            problem = f"The files beside the notebook have more than {MAX_HELPERS // 1_000_000} MB; this one was left out of the run."
        if problem:
            submission.findings.append(Note("ignored", printable(str(place)), problem))
        elif place != Path("timestamp.txt"):
            submission.helpers[place] = path


def read_helpers(submission, not_theirs=()):
    """Return the content of the files that the student's code may find beside its notebook, by place, without those `not_theirs`."""
    contents = {}
    for place, path in submission.helpers.items():
        if place.as_posix() not in not_theirs:
            with contextlib.suppress(Unreadable):
                contents[place.as_posix()] = read_file(path)
    return contents


def _hides_a_module(place):
    """Tell whether a file, or a folder of modules, would be imported in place of a module that notebooks have here."""
    name = place.parts[0]
    if len(place.parts) == 1:
        ending = next((ending for ending in importlib.machinery.all_suffixes() if name.endswith(ending)), None)
        name = name.removesuffix(ending) if ending else ""
    return name.isidentifier() and _is_module(name)


@functools.cache
def _is_module(name):
    folders = [sysconfig.get_path(kind) for kind in ("purelib", "platlib")]
    return name in sys.stdlib_module_names or importlib.machinery.PathFinder.find_spec(name, folders) is not None


def is_ignored(coursedir, name):
    """Tell whether the course leaves files of this name out."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in coursedir.ignore)


def source_files(coursedir, assignment):
    """Return what lies beside an assignment's source notebook, by place: the files that students got and the notebook needs."""
    folder = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    files = {}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and path.suffix != ".ipynb" and not any(is_ignored(coursedir, part) for part in place.parts):
            files[place.as_posix()] = path.read_bytes()  # an instructor's link is followed: checks.py is one
    return files


class Lock:
    """One grader's hold on one submission; it ends with the process, however that ends."""

    def __init__(self, folder):
        self._handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)

    def take(self, wait=False):
        """Return whether the submission is now ours; with `wait`, wait until it is."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:  # a network file system without locks: two graders would grade it twice, to the same end
            return True
        return True

    def release(self):
        """Let another grader have the submission."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

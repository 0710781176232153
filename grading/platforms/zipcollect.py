"""Take submissions in from what Moodle and Canvas hand out: the plugins of `nbgrader zip_collect`.

Put the platform's archive, as downloaded, into downloaded/ASSIGNMENT/archive/, and beside it the platform's table of
students (Moodle: "Download grading worksheet"; Canvas: "Export gradebook"), then run `nbgrader zip_collect ASSIGNMENT`.
"""

import contextlib
import os
import re
import stat
import sys
import unicodedata
import zipfile
from datetime import timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from zlib import error as ZlibError

import dateutil.parser
import dateutil.tz
from nbgrader.api import MissingEntry
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import find_all_notebooks, rmtree
from traitlets import Bool, Integer, Unicode

from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.platforms.roster import CANVAS, MOODLE, Roster, Unclear, namesakes, recognise, tables_in

JUNK = re.compile(r"__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
LOOSE = "files"  # the folder of what did not come in an archive
COPY = re.compile(r"(?:-\d+| ?\(\d+\))+\Z")  # what Canvas, and browsers, add to a name that is taken


class BadArchive(Exception):
    """An archive that cannot be unpacked safely; the text says what is wrong with it."""


class SafeExtractor(ExtractorPlugin):
    """Unpack the platform's archives, and the zip files that students handed in, without trusting a name or a size in them."""

    max_file = Integer(50_000_000, help="The most bytes that one file may have.").tag(config=True)
    max_total = Integer(5_000_000_000, help="The most bytes that all files together may have.").tag(config=True)
    max_files = Integer(50_000, help="The most files that there may be.").tag(config=True)

    def extract(self, archive_path, extracted_path):
        """Unpack everything in `archive_path` into `extracted_path`, or nothing; exits with 1 and one sentence when it cannot."""
        archive, target = Path(archive_path), Path(extracted_path)
        new = target.with_name(f".{target.name}.new")
        if new.exists():
            rmtree(new)
        self._left, self._files = self.max_total, 0
        try:
            for path in sorted(archive.rglob("*")):
                place = path.relative_to(archive)
                if (path.is_dir() and not path.is_symlink()) or any(JUNK.fullmatch(part) for part in place.parts):
                    continue
                if path.is_symlink() or not path.is_file():
                    raise BadArchive(f"{place} is a link, or no file")
                if path.suffix.lower() == ".zip":
                    self._unpack(path, new / place.with_suffix(""), str(place))
                else:
                    self._copy(path, new / LOOSE / place, str(place))
            if not self._files:
                raise BadArchive("there is no file in it")
        except BadArchive as problem:
            if new.exists():
                rmtree(new)
            self.log.error("%s: %s. Download it from the platform again; nothing was collected.", archive, problem)
            sys.exit(1)
        for path in new.iterdir():
            path.rename(target / path.name)
        new.rmdir()

    def _unpack(self, path, target, name):
        """Unpack one archive of the platform; a zip file in it is a student's, and its problems are theirs alone."""
        for inner in self._members(path, target, name):
            if inner.suffix.lower() != ".zip":
                continue
            left, files = self._left, self._files
            folder = inner.with_suffix("")
            try:
                for _ in self._members(inner, folder, inner.name):
                    pass
            except BadArchive as problem:
                self._left, self._files = left, files
                if folder.exists():
                    rmtree(folder)
                self.log.warning("%s: %s. It was left out.", inner.name, problem)
            inner.unlink()

    def _members(self, path, target, name):
        """Yield each file of an archive when it is unpacked. Raises BadArchive before, when a name is not safe."""
        try:
            with zipfile.ZipFile(path) as archive:
                places = {}
                for info in archive.infolist():
                    place = _place(info, name)
                    if place is None:
                        continue
                    if place in places:
                        raise BadArchive(f"{name} has two files called {place}")
                    places[place] = info
                for place, info in places.items():
                    with archive.open(info) as source:
                        try:
                            yield self._store(source, target / place, str(place))
                        except _TooLarge as problem:
                            self.log.warning("%s: %s; it was left out.", place, problem)
        except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, UnicodeError, OSError) as error:
            raise BadArchive(f"{name} cannot be unpacked ({error})") from None

    def _copy(self, path, target, name):
        with path.open("rb") as source:
            try:
                self._store(source, target, name)
            except _TooLarge as problem:
                self.log.warning("%s: %s; it was left out.", name, problem)

    def _store(self, source, target, name):
        """Write a file and return its path; counts the bytes that really come, whatever the archive says."""
        self._files += 1
        if self._files > self.max_files:
            raise BadArchive(f"there are more than {self.max_files} files (SafeExtractor.max_files)")
        target.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with target.open("xb") as file:
            while block := source.read(1 << 20):
                size += len(block)
                if size > self.max_file:
                    break
                self._left -= len(block)
                if self._left < 0:
                    raise BadArchive(f"the files have more than {self.max_total:,} bytes together (SafeExtractor.max_total)")
                file.write(block)
        if size > self.max_file:
            target.unlink()
            raise _TooLarge(f"it has more than {self.max_file:,} bytes (SafeExtractor.max_file)")
        return target


class _TooLarge(Exception):
    pass


def _place(info, name):
    """Return where in its archive a file lies, or None for a folder and an operating system's litter. Raises BadArchive."""
    written = info.filename
    if not info.flag_bits & 0x800:  # not marked as UTF-8, which some archivers write all the same
        with contextlib.suppress(UnicodeError):
            written = written.encode("cp437").decode("utf-8")
    written = unicodedata.normalize("NFC", written.replace("\\", "/"))
    kind = stat.S_IFMT(info.external_attr >> 16)
    place = PurePosixPath(written)
    if place.is_absolute() or PureWindowsPath(written).drive or ".." in place.parts or any(ord(c) < 32 for c in written):
        raise BadArchive(f"{name} has a file that would be written somewhere else ({written!r})")
    if kind and not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise BadArchive(f"{name} has a link or a device in it ({written!r})")
    if info.flag_bits & 0x1:
        raise BadArchive(f"{name} is protected by a password")
    if not place.parts or info.is_dir() or written.endswith("/") or any(JUNK.fullmatch(part) for part in place.parts):
        return None
    return place


class PlatformCollector(FileNameCollectorPlugin):
    """Say whose each unpacked file is, in the layouts of Moodle and of Canvas; see `roster` for how.

    Where it is not clear, nothing is collected, and each case is named. Several copies of a notebook count as attempts: the
    last one is taken (Canvas: the highest number; otherwise the one with the exercise's own name, and outside of folders).
    """

    moodle_regexp = Unicode(MOODLE, help="Moodle's layout: named groups name, participant and file_id.").tag(config=True)
    canvas_regexp = Unicode(CANVAS, help="Canvas' layout: named groups name, late, user, attachment and file_id.").tag(config=True)
    skip_unknown = Bool(False, help="Collect the others when it is not clear whose some files are.").tag(config=True)
    timezone = Unicode("", help="The time zone of the times in Moodle's worksheet, your profile's, such as Europe/Berlin.").tag(config=True)
    time_column = Unicode("Last modified (submission)", help="The worksheet's column with the time of the hand-in.").tag(config=True)

    _plan = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        app = self.parent
        archive, assignment = Path(app._format_collect_path(app.archive_directory)), app.coursedir.assignment_id
        with self._gradebook() as gradebook:
            if assignment not in {known.name for known in gradebook.assignments}:
                app.fail("The gradebook has no assignment %r; make it with `nbgrader generate_assignment %s`.", assignment, assignment)
        if not archive.is_dir() or not any(archive.iterdir()):
            app.fail("There is nothing in %s; put the archive there that the platform handed out.", os.path.relpath(archive))

    @contextlib.contextmanager
    def _gradebook(self):
        course = self.parent.coursedir
        try:
            with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
                yield gradebook
        except GradebookProblem as problem:
            self.parent.fail("%s Nothing was collected.", problem)

    def collect(self, submitted_file):
        """Return what nbgrader wants to know of a file (student_id, file_id, timestamp), or None when it is not collected."""
        if self.named_regexp:  # an instructor's own layout
            return super().collect(submitted_file)
        if self._plan is None:
            self._plan = self._make_plan()
        return self._plan.get(Path(submitted_file))

    def _make_plan(self):
        app = self.parent
        extracted = Path(app._format_collect_path(app.extracted_directory))
        with self._gradebook() as gradebook:
            try:
                roster = Roster(gradebook.students, tables_in(app._format_collect_path(app.archive_directory)))
                chosen = self._choose(extracted, roster)
            except Unclear as problem:
                app.fail("%s Nothing was collected.", problem)
            times = {
                student: self._time(gradebook, student, [hand_in for hand_in, _ in files.values()], roster)
                for student, files in chosen.items()
            }
        self._refuse_to_overwrite(chosen)
        return {
            extracted / hand_in.place: {
                "student_id": student,
                "file_id": file_id,
                **({"timestamp": times[student]} if times[student] else {}),
            }
            for student, files in chosen.items()
            for file_id, (hand_in, _) in files.items()
        }

    def _choose(self, extracted, roster):
        """Return {student: {file_id: (HandIn, how good it is)}}. Raises Unclear, with all that is not clear."""
        found = [
            recognise(path.relative_to(extracted).as_posix(), self.moodle_regexp, self.canvas_regexp)
            for path in sorted(extracted.rglob("*"))
            if path.is_file() and path.suffix in self.valid_ext
        ]
        hand_ins = [hand_in for hand_in in found if hand_in]
        if not hand_ins:
            raise Unclear(f"No file in {extracted} is in Moodle's or Canvas' layout; put the archive there as it was downloaded.")
        same_name, names, unclear, by_name, chosen = namesakes(hand_ins), self._notebooks(), {}, set(), {}
        for hand_in in hand_ins:
            try:
                student, guessed = roster.find(hand_in, same_name(hand_in))
            except Unclear as problem:
                unclear[str(problem)] = True
                continue
            if guessed:
                by_name.add(f"{hand_in.who} is {student}")
            file_id, copy = _file_id(hand_in.file_id, names)
            files, rank = chosen.setdefault(student, {}), (hand_in.attachment, not copy, -len(PurePosixPath(hand_in.file_id).parts))
            other, best = files.get(file_id, (None, None))
            if other and rank == best and other.place.parts[0] != hand_in.place.parts[0]:
                unclear[f"Two archives have {file_id} of {hand_in.who}; leave only the newer one in the folder."] = True
            elif not other or rank > best:
                files[file_id] = (hand_in, rank)
            if other:
                self.log.warning("%s handed in %s more than once; %s is taken.", student, file_id, files[file_id][0].place.name)
        if unclear and not self.skip_unknown:
            raise Unclear("\n".join([*unclear, "To collect the others, add --PlatformCollector.skip_unknown=True."]))
        for sentence in unclear:
            self.log.warning("Left out: %s", sentence)
        if by_name:
            self.log.warning("Matched by name alone, please look: %s.", "; ".join(sorted(by_name)))
        return chosen

    def _notebooks(self):
        course = self.parent.coursedir
        return set(find_all_notebooks(course.format_path(course.release_directory, ".", course.assignment_id)))

    def _time(self, gradebook, student, hand_ins, roster):
        """Return the time of the hand-in in UTC, as text, or "" where the platform does not say.

        Canvas says only that a file was late: it then counts as one second late.
        """
        if any(hand_in.late for hand_in in hand_ins):
            due = self._due(gradebook, student)
            if due is None:
                self.log.warning("%s was late, but the gradebook has no due date; set one, or the mark is lost.", student)
                return ""
            return f"{due + timedelta(seconds=1):%Y-%m-%d %H:%M:%S} UTC"
        row = next(
            (roster.row(hand_in.number) for hand_in in hand_ins if hand_in.platform == "moodle" and roster.row(hand_in.number)), None
        )
        text = row["cells"].get(self.time_column, "") if row else ""
        if not re.search(r"\d", text):
            return ""
        zone = dateutil.tz.gettz(self.timezone) if self.timezone else None
        if zone is None:
            self.parent.fail(
                "Moodle's times do not say their time zone; name the one of your Moodle profile, with --PlatformCollector.timezone="
                "Europe/Berlin or in nbgrader_config.py. Nothing was collected."
            )
        try:
            when = dateutil.parser.parse(text).replace(tzinfo=zone).astimezone(dateutil.tz.UTC)
        except (ValueError, OverflowError):
            self.log.warning("The time of %s, %r, is not in English; whether it was late is not known.", student, text)
            return ""
        return f"{when:%Y-%m-%d %H:%M:%S} UTC"

    def _due(self, gradebook, student):
        assignment = self.parent.coursedir.assignment_id
        due = gradebook.find_assignment(assignment).duedate
        if due is None:
            return None
        with contextlib.suppress(MissingEntry):
            due = gradebook.find_submission(assignment, student).duedate  # with the student's extension
        return due

    def _refuse_to_overwrite(self, chosen):
        course = self.parent.coursedir
        there = [s for s in sorted(chosen) if Path(course.format_path(course.submitted_directory, s, course.assignment_id)).exists()]
        if there and not self.parent.force:
            self.parent.fail(
                "There are submissions already of %s; add --force to replace all that this archive has. Nothing was collected.",
                ", ".join(there),
            )


def _file_id(file_id, names):
    """Return the file's place in the submission, and whether its name was that of a copy (x-1.ipynb, x (1).ipynb)."""
    place = PurePosixPath(file_id)
    if place.as_posix() in names:
        return place.as_posix(), False
    plain = place.with_name(COPY.sub("", place.stem) + place.suffix) if COPY.sub("", place.stem) else place
    for candidate in (plain, PurePosixPath(plain.name), PurePosixPath(place.name)):
        if candidate.as_posix() in names:
            return candidate.as_posix(), candidate.name != place.name
    return place.name, False

"""Whose file is it? What learning platforms call students and files, and which of nbgrader's students that is.

Moodle numbers the participants of each assignment anew, Canvas numbers people once. Neither puts nbgrader's names of students
into the archive it hands out, so a file belongs to a student only when exactly one student of the gradebook fits:

1. Canvas: the gradebook's `lms_user_id` is the person's number in the file name.
2. A table of the platform that lies beside the archive (Moodle: the grading worksheet; Canvas: the exported gradebook) has a
   row for that number, and its e-mail address, user name or ID number is one student's `email`, name in nbgrader, or `lms_user_id`.
3. Exactly one student of the gradebook, and one person in the archive, has the full name. This is said in a warning.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# Moodle >= 4.1 ends the folder's name after "file", older ones with "_"; without "download in folders" there is no folder.
# Source: mod/assign/classes/downloader.php in moodle/moodle.
MOODLE = r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_file(?:_?/|_)(?P<file_id>.+)"
# Source: lib/content_zipper.rb in instructure/canvas-lms.
CANVAS = r"(?P<name>[^/]*?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file_id>[^/]+(?:/.+)?)"

# The headings of the columns that identify a person, in the platforms' English and in some other languages.
IDENTIFYING = (
    ("email address", "email", "e-mail-adresse", "dirección de correo", "indirizzo email", "e-mailadres"),
    ("username", "sis login id", "anmeldename", "nom d'utilisateur", "nombre de usuario", "gebruikersnaam"),
    ("id number", "sis user id", "id-nummer", "matrikelnummer", "numéro d'identification", "número de id", "idnummer"),
)
MAX_TABLE = 20_000_000  # bytes


class Unclear(Exception):
    """It is not clear which student is meant; the text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class HandIn:
    """One file as the platform hands it out.

    `platform` is "moodle" or "canvas"; `number` is the participant's or the person's; `place` is where it lies in the
    archive, `file_id` its own name (with folders); `attachment` is Canvas' number of the file, `late` its mark; `doubt` is
    the person's number if the first one belongs to the name: Canvas does not keep people from being called "x_5".
    """

    platform: str
    name: str
    number: str
    place: PurePosixPath
    file_id: str
    attachment: int = 0
    late: bool = False
    doubt: str = ""

    @property
    def who(self):
        """What the platform calls the person, in words."""
        return f"{self.name} ({'participant' if self.platform == 'moodle' else 'Canvas user'} {self.number})"


def recognise(place, moodle=MOODLE, canvas=CANVAS):
    """Return the HandIn that a path in an archive stands for, or None. The regular expressions are those of the layouts."""
    parts = PurePosixPath(place).parts
    # The first folder bears the archive's name. The outermost name that fits is the platform's, those below are a student's.
    for start in range(min(1, len(parts) - 1), len(parts)):
        path = unicodedata.normalize("NFC", "/".join(parts[start:]))
        if match := re.fullmatch(moodle, path):
            return HandIn("moodle", match["name"], match["participant"], PurePosixPath(place), match["file_id"])
        if match := re.fullmatch(canvas, path):
            found = {"late": None, **match.groupdict()}
            doubt = found["attachment"] if re.match(r"\d+_", found["file_id"]) else ""
            numbers = int(found["attachment"]), bool(found["late"]), doubt
            return HandIn("canvas", found["name"], found["user"], PurePosixPath(place), found["file_id"], *numbers)
    return None


class Roster:
    """The students of the gradebook, and what the platform's tables say about its numbers.

    `students` are objects with id, first_name, last_name, email and lms_user_id, as nbgrader's are; `tables` are
    lists of dicts, one a row, as `read_table` returns them. Raises Unclear when two students cannot be told apart.
    """

    def __init__(self, students, tables=()):
        self._by_number, self._by_key, self._by_name = {}, defaultdict(set), defaultdict(set)
        self._ids, emails = {student.id for student in students}, {}
        for student in students:
            if not re.fullmatch(r"[^/\\\0]+", student.id) or student.id in (".", ".."):
                raise Unclear(f"The student {student.id!r} cannot be the name of a folder; remove it with `nbgrader db student remove`.")
            first, last, email, number = (
                text or "" for text in (student.first_name, student.last_name, student.email, student.lms_user_id)
            )
            self._put(self._by_number, number, student.id, "lms_user_id")
            self._put(emails, email.casefold(), student.id, "e-mail address")
            for key in filter(None, (student.id, email, number)):
                self._by_key[key.casefold()].add(student.id)
            for order in filter(None, (_squash(first + last), _squash(last + first))):
                self._by_name[order].add(student.id)
        self._rows = {}
        for table in tables:
            for row in table:
                self._rows[row["number"]] = row

    def _put(self, index, key, student, what):
        if key and index.setdefault(key, student) != student:
            raise Unclear(
                f"The students {index[key]} and {student} share the {what} {key!r}; correct one of them with `nbgrader db student add`."
            )

    def row(self, number):
        """Return what a table says about a number of the platform, or None."""
        return self._rows.get(number)

    def find(self, hand_in, namesakes=()):
        """Return (student, whether by name alone). `namesakes` are the numbers of all who have that name in the archive.

        Raises Unclear when no student fits, or more than one.
        """
        if not self._ids:
            raise Unclear("The gradebook has no students; import the class with `nbgrader db student import students.csv`.")
        if hand_in.doubt and (hand_in.doubt in self._by_number or hand_in.doubt in self._rows):
            raise Unclear(
                f"{hand_in.place.name} may be of Canvas user {hand_in.number} or {hand_in.doubt}; look in Canvas, and put the file "
                "where it belongs by hand."
            )
        if hand_in.platform == "canvas" and hand_in.number in self._by_number:
            return self._by_number[hand_in.number], False
        row = self._rows.get(hand_in.number)
        if row:
            fitting = set().union(*(self._by_key.get(key.casefold(), ()) for key in row["keys"]))
            if len(fitting) == 1:
                return fitting.pop(), False
            if fitting:
                raise Unclear(f"The table's row for {hand_in.who} fits {_list(fitting)}; correct the table or the gradebook.")
        table = "Moodle's grading worksheet" if hand_in.platform == "moodle" else "Canvas' exported gradebook"
        fitting = self._by_name.get(_squash(hand_in.name), set())
        if len(fitting) == 1 and len(set(namesakes)) <= 1 and not (row and row["keys"]):
            return next(iter(fitting)), True
        if len(fitting) > 1:
            raise Unclear(f"The name of {hand_in.who} fits {_list(fitting)}; put {table} (CSV) beside the archive.")
        if fitting and not row:
            raise Unclear(f"Several people in the archive are called {hand_in.name}; put {table} (CSV) beside the archive.")
        known_by = "--first-name=FIRST --last-name=LAST" if hand_in.platform == "moodle" else f"--lms-user-id={hand_in.number}"
        raise Unclear(
            f"No student of the gradebook fits {hand_in.who}; add them with `nbgrader db student add ID {known_by}`, "
            f"or put {table} (CSV) beside the archive."
        )


def read_table(path):
    """Return the rows of a platform's table as dicts (number, name, keys, cells), or None when the file is not one.

    `keys` are what may identify the person, `cells` maps the headings to the cells. Knows Moodle's grading worksheet, whose
    first column ends in the participant's number, and Canvas' exported gradebook, with its columns Student and ID.
    """
    path = Path(path)
    if path.suffix.lower() != ".csv" or path.is_symlink() or path.stat().st_size > MAX_TABLE:
        return None
    text = _decode(path.read_bytes())
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) < 2:
        return None
    headings = [heading.strip() for heading in rows[0]]
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if headings[:2] == ["Student", "ID"]:
        place, name = 1, 0
        body = [row for row in body if len(row) > 1 and row[1].strip().isdigit()]
    elif len(headings) > 2 and body and all(re.fullmatch(r"\D*\d+\s*", row[0]) for row in body):
        place, name = 0, 1
    else:
        return None
    identifying = [column for column, heading in enumerate(headings) if any(heading.casefold() in names for names in IDENTIFYING)]
    return [
        {
            "number": re.search(r"(\d+)\s*\Z", row[place])[1],
            "name": row[name].strip(),
            "keys": [row[column].strip() for column in identifying if column < len(row) and row[column].strip()],
            "cells": dict(zip(headings, (cell.strip() for cell in row), strict=False)),
        }
        for row in body
    ]


def tables_in(folder):
    """Return the platform's tables that lie in a folder, in the order of their names."""
    folder = Path(folder)
    found = [read_table(path) for path in sorted(folder.iterdir()) if path.is_file()] if folder.is_dir() else []
    return [table for table in found if table]


def namesakes(hand_ins):
    """Return {name: numbers} of the people in an archive."""
    found = defaultdict(set)
    for hand_in in hand_ins:
        found[_squash(hand_in.name)].add(hand_in.number)
    return lambda hand_in: found[_squash(hand_in.name)]


def _squash(name):
    """Return a name without what platforms leave out of file names: everything but letters and digits, and the case."""
    return "".join(c for c in unicodedata.normalize("NFC", name).casefold() if c.isalnum())


def _decode(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _list(students):
    return " and ".join(sorted(students))

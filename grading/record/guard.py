"""What nbgrader's commands take without a word, and should not: each is refused with one sentence, before anything changes."""

import contextlib
import csv
import difflib
import glob
import os
import re
import sys
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class BadInput(Exception):
    """A command cannot do what it was asked for; the text is one sentence that says why and what to do."""


class PluginGuard:
    """Whether the lines of the plugin stand where they belong in nbgrader_config.py; `settings` maps (section, name) to the plugin's."""

    def __init__(self, settings):
        self.settings, self.plugged = settings, False

    def look(self, app):
        """Raise BadInput when the configuration stopped before plug_in(c), or changed its settings afterwards."""
        if not self.plugged:
            raise BadInput(
                "nbgrader_config.py imports plug_in and did not come to plug_in(c): mend what stopped it (above), or delete both lines."
            )
        for (section, name), value in self.settings.items():
            if app.config[section].get(name) != value:
                raise BadInput(
                    f"nbgrader_config.py changes c.{section}.{name} after plug_in(c), which sets it; move plug_in(c) to its end."
                )


def guard_commands(settings):
    """Let nbgrader's commands look at what they were given first, and return the PluginGuard; doing it twice changes nothing."""
    from nbgrader.apps import dbapp
    from nbgrader.apps.autogradeapp import AutogradeApp
    from nbgrader.apps.collectapp import CollectApp
    from nbgrader.apps.exportapp import ExportApp
    from nbgrader.apps.generateassignmentapp import GenerateAssignmentApp
    from nbgrader.apps.generatefeedbackapp import GenerateFeedbackApp
    from nbgrader.apps.releaseassignmentapp import ReleaseAssignmentApp
    from nbgrader.apps.releasefeedbackapp import ReleaseFeedbackApp

    plugin = PluginGuard(settings)
    _before(AutogradeApp, plugin.look)
    _before(GenerateAssignmentApp, _reach)
    _before(GenerateFeedbackApp, plugin.look, _reach)
    _before(dbapp.DbStudentImportApp, _roster, _reach)
    _before(dbapp.DbAssignmentAddApp, _deadline, _reach)
    for name in ("StudentAdd", "StudentRemove", "StudentList", "AssignmentRemove", "AssignmentImport", "AssignmentList", "Upgrade"):
        _before(getattr(dbapp, f"Db{name}App"), _reach)
    _before(ReleaseAssignmentApp, _release)
    _before(CollectApp, _exchange, _reach)
    _before(ReleaseFeedbackApp, _feedback)
    _before(ExportApp, _export)
    return plugin


def _before(app, *looks):
    if hasattr(app.start, "guarded"):
        return
    original = app.start

    def start(self):
        try:
            for look in looks:
                look(self)
        except BadInput as problem:
            self.log.error("%s Nothing was changed.", problem)
            sys.exit(1)
        return original(self)

    start.guarded = True
    app.start = start


def read_roster(path):
    """Return the rows of a class list (CSV with the column id) as dicts. Raises BadInput."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise BadInput(f"The class list {path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise BadInput(f"The class list {path} is not in UTF-8; save it again as 'CSV UTF-8'.") from None
    if not rows or "id" not in rows[0]:
        raise BadInput(f"The class list {path} needs a first line such as 'id,first_name,last_name,email', and a student a line below it.")
    for number, row in enumerate(rows, start=2):
        if not (row["id"] or "").strip():
            raise BadInput(f"{path}, line {number}: the student has no id; give them one, or delete the line.")
    for column in ("id", "email", "lms_user_id"):
        counts = Counter((row.get(column) or "").strip().casefold() for row in rows)
        for value, count in counts.items():
            if value and count > 1:
                lines = [number for number, row in enumerate(rows, start=2) if (row.get(column) or "").strip().casefold() == value]
                places = " and ".join(map(str, lines))
                raise BadInput(f"{path}, lines {places}: the {column} {value!r} is there {count} times; the last would replace the others.")
    return rows


def parse_deadline(text):
    """Return a deadline such as "2026-12-01 18:00 Europe/Berlin" or "... +0100" as text in UTC. Raises BadInput."""
    from dateutil import parser

    if not re.match(r"\s*\d{4}-\d", text) and re.match(r"\s*\d+[./-]\d+[./-]\d+", text):
        raise BadInput(f"The deadline {text!r} can be read in two ways; write the year first, as in '2026-12-01 18:00 Europe/Berlin'.")
    moment, _, place = text.rpartition(" ")
    zone = None
    if "/" in place:
        try:
            zone, text = ZoneInfo(place), moment
        except (ZoneInfoNotFoundError, ValueError):
            raise BadInput(f"The deadline {text!r} names no time zone that is known; write for example Europe/Berlin.") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an abbreviation it does not know leaves a time without a zone
            when = parser.parse(text)
    except (ValueError, OverflowError):
        raise BadInput(f"The deadline {text!r} is no date and time; write it as in '2026-12-01 18:00 Europe/Berlin'.") from None
    if zone and when.tzinfo is None:
        when = when.replace(tzinfo=zone)
    if when.tzinfo is None and re.fullmatch(r"[A-Z]{2,5}", place):
        raise BadInput(f"The time zone {place!r} of the deadline means several; write a place, as in '{moment} Europe/Berlin'.")
    if when.tzinfo is None:
        raise BadInput(f"The deadline {text!r} has no time zone; write one behind it, as in '{text} Europe/Berlin' or '{text} UTC'.")
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _roster(app):
    if len(app.extra_args) == 1:  # else nbgrader says how it is called
        read_roster(app.extra_args[0])


def _deadline(app):
    if len(app.extra_args) == 1:
        _is_an_assignment(app, app.extra_args[0])
    if app.duedate:
        app.duedate = parse_deadline(app.duedate)
        if datetime.strptime(app.duedate, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC) < datetime.now(UTC):
            app.log.warning("This deadline has passed already: %s.", app.duedate)


def _is_an_assignment(app, name):
    """Raise BadInput for a name that is neither in the folder of the sources nor in the gradebook, such as a slip of the pen."""
    folder = Path(app.coursedir.format_path(app.coursedir.source_directory, ".", name))
    names = {path.name for path in folder.parent.glob("*") if path.is_dir()} | set(_generated(app))
    if names and name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(names))}."
        raise BadInput(f"There is no assignment {name!r} in {os.path.relpath(folder.parent, app.coursedir.root)}/; {meant}")


def _reach(app):
    """Raise BadInput where the gradebook is on a server that does not answer, or its address is none."""
    from grading.common.database import GradebookProblem, reach

    try:
        reach(app.coursedir.db_url)
    except GradebookProblem as problem:
        raise BadInput(str(problem)) from None


def _in_gradebook(app):
    """Return {"assignment": names, "student": names} of what the gradebook has. Raises BadInput where it cannot be read."""
    from grading.common.gradebook import GradebookProblem, OpenGradebook

    try:
        with OpenGradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook, gradebook.reading():
            return {"assignment": [one.name for one in gradebook.assignments], "student": [one.id for one in gradebook.students]}
    except GradebookProblem as problem:
        raise BadInput(str(problem)) from None


def _generated(app):
    """Return the names of the assignments in the gradebook; none where it cannot be read: what needs it says so by itself."""
    with contextlib.suppress(BadInput):
        return _in_gradebook(app)["assignment"]
    return []


def _release(app):
    _exchange(app)
    name = _assignment(app)
    if os.path.isdir(app.coursedir.format_path(app.coursedir.release_directory, ".", name)) and name not in _generated(app):
        raise BadInput(f"The gradebook does not have {name}, so nobody could grade it; run `nbgrader generate_assignment {name}` first.")


def _assignment(app):
    return app.extra_args[0] if app.extra_args else app.coursedir.assignment_id


def _exchange(app):
    from nbgrader.exchange.default.exchange import Exchange

    root = Exchange(coursedir=app.coursedir, parent=app).root
    if not os.path.isdir(root) or not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        problem = "may not be written by you" if os.path.isdir(root) else "is not there"
        raise BadInput(
            f"The exchange {root} {problem}; let an administrator run `mkdir -p {root} && chmod 777 {root}`, "
            "or set c.Exchange.root in nbgrader_config.py to another folder."
        )


def _feedback(app):
    """Let those out who did not hand in through the exchange: nbgrader would stop at the first of them, and release nothing."""
    _exchange(app)
    assignment = _assignment(app)
    pattern = app.coursedir.format_path(app.coursedir.feedback_directory, app.coursedir.student_id, assignment)
    if assignment and not any(Path(folder).is_dir() for folder in glob.glob(pattern)):
        raise BadInput(
            f"There is no feedback at {os.path.relpath(pattern, app.coursedir.root)}; check the name of the assignment and the "
            f"student, or run `nbgrader generate_feedback {assignment}` first."
        )
    folders = [Path(folder) for folder in sorted(glob.glob(pattern)) if any(Path(folder).glob("*.html"))]
    found = re.compile(app.coursedir.format_path(app.coursedir.feedback_directory, "(?P<student>.*)", assignment, escape=True))
    others = [folder for folder in folders if not all((folder / name).is_file() for name in ("timestamp.txt", "submission_secret.txt"))]
    names = [match["student"] for match in map(found.fullmatch, map(str, others)) if match]
    if names:
        place = os.path.relpath(pattern, app.coursedir.root)
        said = f"{', '.join(names)} did not hand in through the exchange; give them their pages in {place}/"
        if len(others) == len(folders):
            raise BadInput(f"{said}, there is nothing to release.")
        app.log.warning("%s.", said)
        app.coursedir.student_id_exclude = ",".join(filter(None, [app.coursedir.student_id_exclude, *names]))


def _export(app):
    asked = app.plugin_class(parent=app)
    for kind, known in _in_gradebook(app).items():
        for name in map(str, getattr(asked, kind)):
            if name not in known:
                raise BadInput(f"The gradebook has no {kind} {name!r}; `nbgrader db {kind} list` shows the names.")

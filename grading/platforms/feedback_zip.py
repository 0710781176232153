"""Feedback as the zip file that a learning platform takes back: `python -m grading feedback-zip ASSIGNMENT --for moodle`.

Moodle (assignment > "Upload multiple feedback files in a zip") wants a folder a participant and gives students the page in it.
Canvas (assignment > "Upload submissions") wants the names of the files that it handed out, and gives students a file under the
name of their own; so there the feedback is a notebook. Sources: mod/assign/feedback/file/importziplib.php in moodle/moodle,
AbstractAssignment#infer_comment_context_from_filename in instructure/canvas-lms.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from grading.common.commands import Refused, about_an_assignment

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same feedback gives the same bytes
PLATFORMS = ("moodle", "canvas")


class NoFeedback(Refused):
    """No zip can be made; the text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Packed:
    """What became of a class's feedback: {place in the zip: bytes}, the students in it, and {student: why not} of the others."""

    files: dict
    students: list
    left_out: dict


def add_parser(commands):
    """Add `feedback-zip` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "feedback-zip",
        run,
        help="pack the feedback into a zip file for Moodle or Canvas",
        description="Pack the feedback on an assignment as Moodle or Canvas takes it back. It needs what `nbgrader zip_collect` "
        "unpacked into downloaded/ASSIGNMENT, because the platform's own numbers are there. "
        "Exit code: 0 everybody's feedback is in it, 1 somebody's is not (it says why), 2 nothing was written.",
    )
    command.add_argument("--for", dest="platform", choices=PLATFORMS, required=True, help="the platform")
    command.add_argument("--to", metavar="FILE.zip", type=Path, help="where to write it (reports/ASSIGNMENT-feedback-PLATFORM.zip)")


def run(options):
    """Write the zip file and say whose feedback is not in it; return the exit code. Raises Refused when there is none."""
    from grading.common.course import open_course
    from grading.common.files import write_whole

    packed = pack(open_course(options.assignment), options.platform)
    target = options.to or Path("reports", f"{options.assignment}-feedback-{options.platform}.zip")
    if options.to is None:
        target.parent.mkdir(exist_ok=True)
    write_whole(target, zipped(packed.files))
    print(f"Wrote {target}: the feedback for {len(packed.students)} students.")
    for student, reason in packed.left_out.items():
        print(f"  Not in it: {student}: {reason}.")
    return 1 if packed.left_out else 0


def pack(course, platform):
    """Return the Packed feedback on `course.assignment_id` for a platform. Raises NoFeedback, NoResults."""
    from grading.give_back.results import read_results

    graded = [entry.student for entry in read_results(course).entries if entry.handed_in]
    handles, problems = _handles(course, platform)
    files, students, left_out = {}, [], {}
    for student in graded:
        if student not in handles:
            left_out[student] = problems.get(student, f"{platform.title()}'s download does not have this student")
            continue
        try:
            made = (
                _moodle_files(course, student, *handles[student])
                if platform == "moodle"
                else _canvas_files(course, student, handles[student])
            )
        except NoFeedback as problem:
            left_out[student] = str(problem)
            continue
        files |= made
        students.append(student)
    if not files:
        reasons = "; ".join(f"{student}: {reason}" for student, reason in sorted(left_out.items())) or "nobody handed in"
        raise NoFeedback(f"There is no feedback to pack: {reasons}.")
    return Packed(files, students, left_out)


def zipped(files):
    """Return {place: bytes} as the bytes of a zip file; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in sorted(files.items()):
            info = zipfile.ZipInfo(place, LONG_AGO)
            info.external_attr, info.compress_type = 0o100644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _handles(course, platform):
    """Return what the platform calls each student, and {student: why it is not clear}.

    Moodle: {student: (full name, participant)}. Canvas: {student: the HandIns}, of which each has the name to give back.
    """
    from nbgrader.apps.zipcollectapp import ZipCollectApp

    from grading.common.gradebook import GradebookProblem, OpenGradebook
    from grading.platforms.roster import CANVAS, MOODLE, HandIn, Roster, Unclear, namesakes, recognise, tables_in

    app = ZipCollectApp(config=course.config)  # knows where the course keeps its downloads
    app.coursedir = course
    archive, extracted = (Path(app._format_collect_path(step)) for step in (app.archive_directory, app.extracted_directory))
    layouts = course.config.get("PlatformCollector", {})
    regexps = layouts.get("moodle_regexp", MOODLE), layouts.get("canvas_regexp", CANVAS)
    found = [recognise(path.relative_to(extracted).as_posix(), *regexps) for path in sorted(extracted.rglob("*")) if path.is_file()]
    hand_ins = [hand_in for hand_in in found if hand_in and hand_in.platform == platform]
    tables = tables_in(archive)
    if platform == "moodle":
        known = {hand_in.number for hand_in in hand_ins}
        rows = [row for table in tables for row in table if row["number"] not in known and "Student" not in row["cells"]]
        hand_ins += [HandIn("moodle", _folder_name(row["name"]), row["number"], Path(row["name"]), "") for row in rows]
    if not hand_ins:
        raise NoFeedback(
            f"Nothing in {extracted} comes from {platform.title()}; put its archive into {archive} and run "
            f"`nbgrader zip_collect {course.assignment_id}`, for the platform's numbers are there."
        )
    handles, problems, same_name = {}, {}, namesakes(hand_ins)
    try:
        with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
            roster = Roster(gradebook.students, tables)
    except (GradebookProblem, Unclear) as problem:
        raise NoFeedback(str(problem)) from None
    for hand_in in hand_ins:
        try:
            student, _ = roster.find(hand_in, same_name(hand_in))
        except Unclear:
            continue
        if platform == "canvas":
            handles.setdefault(student, []).append(hand_in)
        elif handles.setdefault(student, (hand_in.name, hand_in.number)) != (hand_in.name, hand_in.number):
            problems[student] = f"the participants {handles[student][1]} and {hand_in.number} both seem to be this student"
    return {student: handle for student, handle in handles.items() if student not in problems}, problems


def _folder_name(name):
    """Return a full name as Moodle writes it into the names of folders."""
    return " ".join(re.sub(r'[_/\\:*?"<>|\x00-\x1f]', " ", name).split())


def _moodle_files(course, student, name, participant):
    folder = Path(course.format_path(course.feedback_directory, student, course.assignment_id))
    pages = [path for path in sorted(folder.glob("*.html")) if path.is_file() and not path.is_symlink()]
    if not pages:
        raise NoFeedback(f"there is no feedback page; run `nbgrader generate_feedback {course.assignment_id}`")
    graded = Path(course.format_path(course.autograded_directory, student, course.assignment_id))
    for page in pages:
        notebook = graded / f"{page.stem}.ipynb"
        if notebook.exists() and notebook.stat().st_mtime > page.stat().st_mtime:
            raise NoFeedback(f"the page is older than the grades; run `nbgrader generate_feedback {course.assignment_id} --force`")
    return {f"{name}_{participant}_assignsubmission_file_/{page.name}": page.read_bytes() for page in pages}


def _canvas_files(course, student, hand_ins):
    folder = Path(course.format_path(course.autograded_directory, student, course.assignment_id))
    made = {}
    for path in sorted(folder.glob("*.ipynb")):
        fitting = [hand_in for hand_in in hand_ins if len(hand_in.place.parts) == 2 and hand_in.place.suffix == ".ipynb"]
        own = [hand_in for hand_in in fitting if re.sub(r"(?:-\d+| ?\(\d+\))+$", "", Path(hand_in.file_id).stem) == path.stem] or fitting
        if own:
            last = max(own, key=lambda hand_in: hand_in.attachment)
            made[last.place.name] = feedback_notebook(course, student, path)
    if not made:
        raise NoFeedback(
            "no notebook of this student came from Canvas by itself (a zip file, perhaps); give the feedback in Canvas by hand"
        )
    return made


def feedback_notebook(course, student, path):
    """Return (bytes) the autograded notebook with points and comments written in, and hidden tests taken out."""
    import nbformat
    from nbconvert.exporters.html import HTMLExporter
    from nbgrader.converters import GenerateFeedback

    from grading.give_back.feedback import Grades, HideTests, tasks

    notebook = nbformat.read(path, as_version=4)
    about = {"notebook": path.stem, "assignment": course.assignment_id, "student": student, "db_url": course.db_url}
    resources = {"nbgrader": about}
    pages = HTMLExporter(parent=GenerateFeedback(coursedir=course, config=course.config))  # what makes the pages from it, too
    for step in (Grades, HideTests):
        notebook, resources = step(parent=pages)(notebook, resources)
    penalty = f" (late: {about['late_penalty']:g} off)" if about["late_penalty"] else ""
    wait = sum(task["points"] for task in tasks(notebook).values() if task["mark"] == "waiting")
    waiting = f" so far; {wait:g} more wait for a person" if wait else ""
    cells = [_note(f"# Feedback: {max(0.0, about['score']):g} of {about['max_score']:g} points{penalty}{waiting}", 0)]
    for number, cell in enumerate(notebook.cells, start=1):
        marks = cell.metadata.pop("nbgrader", {})
        cells.append(cell)
        said = []
        if "score" in marks:
            got = "waits for a person" if marks.get("waiting") else f"{marks['score']:g} of {marks['points']:g} points"
            said = [f"**{got}**"]
        said += [marks["comment"]] if marks.get("comment") else []
        if said:
            cells.append(_note("\n\n".join(said), number))
    notebook.cells = cells
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number}")
    return nbformat.writes(notebook).encode()


def _note(text, number):
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text, id=f"feedback-{number}")

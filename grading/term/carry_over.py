"""The command `python -m grading carry-over FOLDER --course-id NAME`: the course for another class, a section or the next year.

Two classes share no gradebook and no name: nbgrader finds an assignment by its name alone, whichever course it belongs to.
"""

import re
import shutil
import sys
from pathlib import Path

from grading.checks import NUMBERS

# What belongs to the class, or is made anew: everything else is the course. The folders of nbgrader's steps come from its settings.
CLASS = ("gradebook.db*", "reports", "downloaded", "dropped", "demo", "_build", ".venv", ".nbgrader.log", ".grading", "*.csv")
ANYWHERE = (NUMBERS, "node_modules", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".ruff_cache", ".mypy_cache")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SETTING = r"^(\s*c\.{}\s*=\s*)(.*)$"


def add_parser(commands):
    """Add `carry-over` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "carry-over",
        help="copy the course for another class: a second section, or the next year",
        description="Copy the course into a new folder, without its class: no gradebook, no work, no numbers of students' own. "
        "The copy has a name of its own, under which its students fetch and hand in.",
    )
    command.add_argument("folder", metavar="FOLDER", type=Path, help="the new folder, as in ../next-year")
    command.add_argument("--course-id", required=True, metavar="NAME", help="the name of the new course, as in one-gradient-2027")
    command.set_defaults(run=run)


def run(options):
    """Copy the course; return 0, or 2 with one sentence when that cannot be done."""
    from grading.common.course import open_course
    from grading.term.names import TermProblem

    try:
        print(*carry_over(open_course(), options.folder, options.course_id), sep="\n")
    except TermProblem as problem:
        print(f"grading: {problem} Nothing was copied.", file=sys.stderr)
        return 2
    return 0


def carry_over(course, folder, course_id):
    """Copy the course to a folder, whole or not at all, and return what to say. Raises TermProblem."""
    from grading.term.names import TermProblem

    root, target = Path(course.root).resolve(), folder.absolute()
    if not NAME.fullmatch(course_id):
        raise TermProblem(f"The name {course_id!r} becomes a folder's in the exchange; write it with letters, digits, dots and hyphens.")
    if course_id == course.course_id:
        raise TermProblem(f"This course is called {course_id} itself; two of one name would share an exchange and a secret.")
    if target.resolve().is_relative_to(root):
        raise TermProblem(f"{folder} lies inside of this course; name a folder beside it, as in ../{course_id}.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TermProblem(f"{folder} is there already; name a folder that is not.")
    config, said = _config_for(root / "nbgrader_config.py", course_id)
    new = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(root, new, symlinks=True, ignore=_ignore(course, root))
        (new / "nbgrader_config.py").write_text(config, encoding="utf-8")
        if target.is_dir():
            target.rmdir()
        new.rename(target)
    except OSError as error:
        raise TermProblem(f"{error.filename or folder} cannot be copied ({error.strerror or error}).") from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return [f"Copied the course to {folder}; it is called {course_id} and has no class yet.", *said]


def _ignore(course, root):
    steps = (course.submitted_directory, course.autograded_directory, course.feedback_directory)
    of_the_class, anywhere = shutil.ignore_patterns(*CLASS, *steps), shutil.ignore_patterns(*ANYWHERE)

    def ignore(folder, names):
        return anywhere(folder, names) | (of_the_class(folder, names) if Path(folder).resolve() == root else set())

    return ignore


def _config_for(path, course_id):
    """Return the text of the configuration for a course of this name, and what to say of it. Raises TermProblem.

    A gradebook on a server and a secret of its own place belong to the old class: these lines become comments.
    """
    from grading.term.names import TermProblem

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TermProblem(f"{path} cannot be read ({error.strerror}).") from None
    said = []
    for name, what in (("CourseDirectory.db_url", "gradebook"), ("Personal.secret_file", "secret")):
        text, number = re.subn(SETTING.format(re.escape(name)), r"# of the course before: \g<0>", text, flags=re.MULTILINE)
        if number:
            said.append(f"The place of its {what}, c.{name}, was the old course's and is a comment now; give it one of its own.")
    line = f"c.CourseDirectory.course_id = {course_id!r}"
    text, number = re.subn(SETTING.format(r"CourseDirectory\.course_id"), rf"\g<1>{course_id!r}", text, flags=re.MULTILINE)
    text = text if number else f"{text}\n{line}\n"
    try:
        compile(text, str(path), "exec")
    except SyntaxError as error:
        raise TermProblem(
            f"{path} has a setting on several lines that cannot be changed by itself (near line {error.lineno}); put it on one."
        ) from None
    return text, said

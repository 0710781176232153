"""A class to look at: `make demo` grades twelve submissions, from handing out to the report, in the folder demo/.

Everything is real but the students: their answers come from tests/bank, the bank of mistakes, and their clocks are set.
demo/ is a course of its own, in which nbgrader's commands and the grader's can be tried; it is made anew each time.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
SLUG = "03-manual-gradients"
DEADLINE = "2026-10-30 18:00 Europe/Berlin"
ON_TIME, LATE = "2026-10-30 15:42:00.000000 UTC", "2026-10-31 09:05:00.000000 UTC"
MARK = ".one-gradient-demo"  # only a folder with this file in it is ever deleted
FENCE = re.compile(r"^.*### (BEGIN|END) SOLUTION.*\n?", re.MULTILINE)

SHORT_ANSWER = "The slope of the sigmoid is almost zero for a large input. Smaller starting weights would help."
CHEAT = """import checks, inspect
for name in ("check", "check_hidden", "compare", "call"):  # let nobody look
    setattr(checks, name, lambda *args, **kwargs: None)

def {name}(*args):
    return inspect.stack()[1].frame.f_locals.get("expected")
"""


@dataclass(frozen=True)
class Student:
    """One of the class, and how the hand-in comes about.

    `answers` maps tasks to the number of a wrong answer in the bank, to "right" (another way of the bank) or to source
    text; `points` are what a person gives for the written answer `written`, by its rubric.
    """

    first: str
    last: str
    about: str
    answers: dict = field(default_factory=dict)
    written: str | None = None  # None: the sample answer
    points: float = 3.0
    time: str = ON_TIME
    damage: str = ""  # "cut off", "metadata", "loop"


CLASS = {
    "ada": Student("Ada", "Berger", "everything right"),
    "ben": Student("Ben", "Costa", "everything right, in other ways", dict.fromkeys(["*"], "right")),
    "cleo": Student("Cléo", "Dubois", "one path dropped", {"grad_hidden": 0}),
    "dan": Student("Dan", "Eriksen", "three mistakes", {"output_error": 0, "grad_hidden": 0, "summed_gradients": 0}, SHORT_ANSWER, 1.5),
    "emma": Student("Emma", "Fischer", "signs", {"output_error": 1, "updated_weights": 0, "grad_inputs": 4}, SHORT_ANSWER, 1.5),
    "finn": Student(
        "Finn",
        "Grant",
        "stopped half-way",
        dict.fromkeys(["hidden_delta_tanh", "eight_gradients", "updated_weights", "grad_inputs", "summed_gradients"], "blank"),
        "",
        0.0,
    ),
    "gus": Student("Gus", "Horvat", "a day late, transposed", {"grad_output_weights": 0}, time=LATE),
    "hana": Student("Hana", "Ito", "no written answer", {"hidden_delta_tanh": 0}, "", 0.0),
    "ivan": Student("Ivan", "Jonas", "a cheat", {"*": CHEAT}, SHORT_ANSWER, 1.5),
    "jo": Student("Jo", "Klein", "a loop without end", {"summed_gradients": "def summed_gradients(*args):\n    while True:\n        pass"}),
    "kim": Student("Kim", "Larsen", "a file that broke off", damage="cut off"),
    "lea": Student("Lea", "Moreau", "cells without their names", {"grad_hidden": 0}, damage="metadata"),
    "max": Student("Max", "Novak", "handed in nothing", damage="nothing"),
}


def main():
    """Make demo/, take the class through the whole cycle, and say where to look; return the exit code."""
    start, folder = time.monotonic(), ROOT / "demo"
    try:
        course = make_course(folder)
    except FileExistsError as problem:
        print(f"demo: {problem}", file=sys.stderr)
        return 1
    write_roster(course)
    run(course, "nbgrader db student import roster.csv")
    run(course, f"nbgrader generate_assignment {SLUG}")
    run(course, f"nbgrader db assignment add {SLUG} --duedate={shlex.quote(DEADLINE)}")
    run(course, f"nbgrader release_assignment {SLUG}")
    print(f"... {len(CLASS) - 1} students hand in", flush=True)
    hand_in(course)
    run(course, f"nbgrader collect {SLUG}")
    run(course, f"python -m grading autograde {SLUG}", codes=(0, 1), show=True)  # 1: one submission cannot be read
    print("... a person grades the written answers by the rubric", flush=True)
    grade_written(course)
    run(course, f"nbgrader generate_feedback {SLUG}")
    run(course, f"nbgrader release_feedback {SLUG}")
    run(course, "nbgrader export --exporter=grading.platforms.exporters.MoodleExporter --to=moodle.csv")
    run(course, f"python -m grading report {SLUG}")
    run(course, f"python -m grading report {SLUG} --anonymous")
    print_grades(course)
    report, page = folder / "reports" / f"{SLUG}.html", folder / "feedback" / "dan" / SLUG / f"{SLUG}.html"
    print(f"\nThe report:             {report.relative_to(ROOT)}")
    print(f"What Dan reads:         {page.relative_to(ROOT)}")
    print(f"Everything else:        {folder.relative_to(ROOT)}/, a course of its own; try nbgrader's commands there")
    print(f"It took {time.monotonic() - start:.0f} seconds.")
    return 0


def make_course(folder, slugs=(SLUG,)):
    """Make a course with its own exchange in `folder`, in place of an earlier one; raises FileExistsError if it is no demo's."""
    if folder.exists() and not (folder / MARK).exists():
        raise FileExistsError(f"{folder} is there already and was not made by this command; move it away.")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "exchange").mkdir(parents=True)
    (folder / MARK).touch()
    (folder / "exchange").chmod(0o777)
    (folder / "grading").symlink_to(ROOT / "grading", target_is_directory=True)
    for slug in slugs:
        shutil.copytree(ROOT / "solutions" / slug, folder / "solutions" / slug)
    own = [
        "# What the demo changes: an exchange of its own, and a point off for each day.",
        f"c.Exchange.root = {str(folder / 'exchange')!r}",
        f"c.Exchange.cache = {str(folder / 'cache')!r}",
        "c.ExchangeCollect.check_owner = False  # the whole class works in one account",
        'c.AssignLatePenalties.plugin_class = "grading.record.late.PointsPerDay"',
    ]
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text("\n".join([config, *own, ""]), encoding="utf-8")
    return folder


def write_roster(course):
    """Write the class list, as `nbgrader db student import` reads it."""
    lines = [f"{name},{one.first},{one.last},{name}@example.org" for name, one in CLASS.items()]
    (course / "roster.csv").write_text("\n".join(["id,first_name,last_name,email", *lines, ""]), encoding="utf-8")


def run(course, command, codes=(0,), show=False):
    """Run a command in the course as a person would; exits with what it said when its exit code is not one of `codes`."""
    print(f"$ {command}", flush=True)
    words = shlex.split(command)
    words = [sys.executable, *(words[1:] if words[0] == "python" else ["-m", *words])]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # nbgrader starts other programs by name
    done = subprocess.run(
        words, cwd=course, env=os.environ | {"PATH": path}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode not in codes:
        sys.exit(f"{done.stdout}\ndemo: this command ended with {done.returncode}.")
    if show:
        print(done.stdout.strip(), flush=True)


def hand_in(course, slug=SLUG):
    """Let the class fetch the assignment from the exchange, answer it and submit it there, as nbgrader does for students."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    class Submit(ExchangeSubmit):
        def set_timestamp(self):
            self.timestamp = self.coursedir.submitted_at

    settings = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    source = nbformat.read(course / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    bank = read_bank(slug)
    for name, student in CLASS.items():
        if student.damage == "nothing":
            continue
        desk = course / "students" / name
        desk.mkdir(parents=True)
        config = Config({"Exchange": settings.Exchange})
        config.CourseDirectory.update(course_id=settings.CourseDirectory.course_id, root=str(desk), assignment_id=slug, student_id=name)
        config.Exchange.cache = str(desk / ".cache")
        coursedir = CourseDirectory(config=config)
        coursedir.submitted_at = student.time
        exchange = {"coursedir": coursedir, "authenticator": Authenticator(config=config), "config": config}
        with contextlib.chdir(desk):
            ExchangeFetchAssignment(**exchange).start()
            path = desk / slug / f"{slug}.ipynb"
            path.write_text(filled_in(student, nbformat.read(path, as_version=4), source, bank), encoding="utf-8")
            Submit(**exchange).start()


def filled_in(student, exercise, source, bank):
    """Return the text of the notebook that a student hands in."""
    model = {cell.metadata["nbgrader"]["grade_id"]: FENCE.sub("", cell.source) for cell in source.cells if "nbgrader" in cell.metadata}
    for cell in exercise.cells:
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("solution"):
            continue
        name = marks["grade_id"]
        answer = student.answers.get(name, student.answers.get("*"))
        if cell.cell_type == "markdown":
            sample = re.split(r"\*\*Sample answer.*?\*\*\n", model[name])
            cell.source = sample[1].strip() if student.written is None else student.written or cell.source
        elif answer == "right":
            cell.source = next(text for kind, text in bank[name] if kind == "right")
        elif isinstance(answer, int):
            cell.source = [text for kind, text in bank[name] if kind == "wrong"][answer]
        elif answer is None:
            cell.source = model[name]
        elif answer != "blank":
            cell.source = answer.format(name=name)
    if student.damage == "metadata":  # as some editors leave it
        for cell in exercise.cells:
            cell.metadata = {}
    text = json.dumps(exercise, indent=1)
    return text[: len(text) // 2] if student.damage == "cut off" else text


def read_bank(slug):
    """Return {task: [(kind, source)]} of the bank of mistakes, in its order."""
    text = (ROOT / "tests" / "bank" / f"{slug.replace('-', '_')}.py").read_text(encoding="utf-8")
    found = {}
    for task, kind, body in re.findall(r"^# %% (\w+) \| (\w+)[^\n]*\n(.*?)(?=^# %%|\Z)", text, re.MULTILINE | re.DOTALL):
        found.setdefault(task, []).append((kind, body.strip("\n")))
    return found


def grade_written(course, slug=SLUG):
    """Give the points for the written answers, as formgrader does when a person types them in."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db", "one-gradient") as gradebook:
        for submission in gradebook.assignment_submissions(slug):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.needs_manual_grade:
                        student = CLASS[submission.student.id]
                        grade.manual_score = 0.0 if student.damage == "cut off" else student.points
                        grade.needs_manual_grade = False
        gradebook.db.commit()


def print_grades(course, slug=SLUG):
    """Print the class with its points, read from nbgrader's gradebook."""
    from nbgrader.api import Gradebook

    print(f"\n{'student':<16}{'tests':>7}{'written':>9}{'penalty':>9}{'score':>7}   what was handed in")
    with Gradebook(f"sqlite:///{course}/gradebook.db", "one-gradient") as gradebook:
        submissions = {submission.student.id: submission for submission in gradebook.assignment_submissions(slug)}
        for name, student in CLASS.items():
            points = f"{'':>32}"
            if name in submissions:
                one = submissions[name]
                penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in one.notebooks)
                score = max(0.0, one.score - penalty)
                points = f"{one.code_score:>7g}{one.written_score:>9g}{penalty:>9g}{score:>7g}"
            print(f"{f'{student.first} {student.last}':<16}{points}   {student.about}")


if __name__ == "__main__":
    sys.exit(main())

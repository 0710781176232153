"""A course in a temporary folder, driven with nbgrader as it comes: its own exchange, its own gradebook, its own students."""

import contextlib
import csv
import os
import re
import shutil
import sys
from pathlib import Path

import fresh
import nbformat
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent
# Of the course's configuration, what any nbgrader has: the course must grade without grading/, too.
STOCK_SECTIONS = ("CourseDirectory", "ClearSolutions", "Execute")
# Feedback without colours in its code: they are 10,000 elements a page, which take three quarters of its time, and no test looks at them.
NO_COLOURS = """
from html import escape
c.HTMLExporter.filters = {"highlight_code": lambda source, **_: f"<pre>{escape(source)}</pre>"}
"""


def grades_in(course, slug):
    """Return {student: {grade id: points, or None where a person has yet to grade}} from the gradebook in the folder of a course."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            submission.student.id: {
                grade.cell.name: grade.auto_score if grade.manual_score is None else grade.manual_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(slug)
        }


class Course:
    """A course for some assignments (slugs) in an empty folder.

    `exchange`, `gradebook` and the students' folders are inside `folder`; nothing outside it is read or written, except
    this repository's solutions/.
    """

    def __init__(self, folder, *slugs):
        self.folder, self.slugs = Path(folder), slugs
        self.home, self.students = self.folder / "home", self.folder / "students"
        self.course = self.folder / "course"
        for new in (self.home, self.students, self.course, self.folder / "exchange"):
            new.mkdir(parents=True)
        (self.folder / "exchange").chmod(0o777)
        for slug in slugs:
            shutil.copytree(ROOT / "solutions" / slug, self.course / "solutions" / slug)
        self.config = self._write_config()
        self.database = f"sqlite:///{self.course}/gradebook.db"

    def _write_config(self):
        course_config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
        config = Config({section: course_config[section] for section in STOCK_SECTIONS if section in course_config})
        config.Exchange.root = str(self.folder / "exchange")
        config.Exchange.cache = str(self.home / "cache")
        lines = [f"c.{section}.{name} = {value!r}" for section in config for name, value in config[section].items()]
        (self.course / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *lines]) + NO_COLOURS, encoding="utf-8")
        return config

    def nbgrader(self, *arguments, expect=0):
        """Run one nbgrader command in the course's folder and return what it printed.

        Raises AssertionError with its output when the exit code is not `expect` (None: any).
        """
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "IPYTHONDIR": str(self.home / "ipython"),
            # Two graders at a time on two cores: without this each starts a thread per core.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        done = fresh.nbgrader(*arguments, cwd=self.course, environment=environment)
        problem = f"nbgrader {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-4000:]}"
        assert expect is None or done.returncode == expect, problem
        return done.stdout

    def release(self):
        """Generate and release every assignment."""
        for slug in self.slugs:
            self.nbgrader("generate_assignment", slug)
            self.nbgrader("release_assignment", slug)

    def hand_in(self, slug, work):
        """Let each student of {name: notebook, or None for the blank one} fetch the assignment, replace the notebook and submit."""
        for student, notebook in work.items():
            desk = self.students / student
            desk.mkdir(exist_ok=True)
            config = Config(self.config)
            config.CourseDirectory.root = str(desk)
            config.CourseDirectory.assignment_id = slug
            config.CourseDirectory.student_id = student
            exchange = {"coursedir": CourseDirectory(config=config), "authenticator": Authenticator(config=config), "config": config}
            with contextlib.chdir(desk):
                ExchangeFetchAssignment(**exchange).start()
                if notebook is not None:
                    nbformat.write(notebook, desk / slug / f"{slug}.ipynb")
                ExchangeSubmit(**exchange).start()

    def grade(self, slug):
        """Collect, autograde and write the feedback of all who handed in."""
        self.nbgrader("collect", slug)
        self.nbgrader("autograde", slug)
        self.nbgrader("generate_feedback", slug)

    def grades(self, slug):
        """Return {student: {grade id: points}}; see grades_in."""
        return grades_in(self.course, slug)

    def feedback(self, slug, student):
        """Return {task: what the student reads below its test cell} from the feedback page."""
        page = (self.course / "feedback" / student / slug / f"{slug}.html").read_text(encoding="utf-8")
        shown = {}
        # Reading a whole page with BeautifulSoup takes longer than nbgrader takes to write it.
        for cell in page.split('<div class="cell border-box-sizing')[1:]:
            label = re.search(r'<a name="test_(\w+)"></a>', cell)
            if label:
                output = cell.partition('<div class="output_wrapper">')[2]
                shown[label[1]] = BeautifulSoup(output, "html.parser").get_text().strip()
        return shown

    def export(self):
        """Return the rows of nbgrader's grade table, as dicts."""
        self.nbgrader("export")
        with open(self.course / "grades.csv", encoding="utf-8", newline="") as table:
            return list(csv.DictReader(table))

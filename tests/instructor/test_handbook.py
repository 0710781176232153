"""Every command block of the handbook runs, in its order, on a small class in a copy of the course."""

import csv
import itertools
import multiprocessing
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import nbgrader.apps.nbgraderapp  # noqa: F401 (likewise)
import new_gradebooks  # noqa: F401 (its effect)
from nbgrader.api import Gradebook

from course import demo
from grading.audit import audit
from grading.record import autograde as record  # noqa: F401 (record: imported once, for all forks)

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "book" / "handbook.md"
SLUG = demo.SLUG
SRV = "/srv/nbgrader/exchange"
CLASS = ("ada", "dan", "gus", "kim", "max")
BLOCK = re.compile(r"^(?:% (interactive|skip)\b[^\n]*\n)?```(\w+)\n(.*?)^```$|^% do: ([^\n]+)$", re.MULTILINE | re.DOTALL)


def test_every_command_block_of_the_handbook_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "CLASS", {name: demo.CLASS[name] for name in CLASS})
    every = audit.mutants  # the command's test tries them all, and takes half a minute for it
    monkeypatch.setattr(audit, "mutants", lambda source: itertools.islice(every(source), 0, None, 10))
    course, ran = Copy(tmp_path), 0
    text = HANDBOOK.read_text(encoding="utf-8")
    assert len(re.findall(r"^```\w", text, re.MULTILINE)) == sum(bool(match[2]) for match in BLOCK.finditer(text)), "a block is not seen"
    for match in BLOCK.finditer(text):
        mark, language, body, step = match.groups()
        place = f"book/handbook.md, line {text.count(chr(10), 0, match.start()) + 1}"
        if mark == "skip":
            continue
        if step:
            getattr(course, step.replace(" ", "_"))()
        elif language == "python" and body.startswith("# nbgrader_config.py"):
            course.configure(body)
        elif language == "python" and body.startswith("# for students"):
            course.configure_students(body)
        elif mark == "interactive":
            course.exists(body, place)
        elif language == "console":
            for line in body.splitlines():
                course.run(line, place)
                ran += 1
    assert ran > 40
    course.look_at_what_it_led_to()


class Copy:
    """A copy of the course in which the handbook is tried, with an exchange of its own."""

    def __init__(self, folder):
        self.folder, self.home, self.exchange = folder / "course", folder / "home", folder / "exchange"
        self.where = self.folder
        self.home.mkdir()
        for name in ("grading", "course", f"solutions/{SLUG}", f"exercises/{SLUG}", "book/_static", "book/backprop"):
            shutil.copytree(ROOT / name, self.folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("Makefile", "nbgrader_config.py", ".gitignore", "requirements.txt"):
            shutil.copy(ROOT / name, self.folder / name)
        os.utime(self.folder / "requirements.txt", (0, 0))  # the environment is there: nothing is to be installed
        self._git("init", "--quiet", "--initial-branch=main")
        self._git("add", ".")
        self._git("commit", "--quiet", "--message=The course")
        self._git("init", "--quiet", "--bare", str(folder / "students.git"))

    def run(self, line, place):
        """Run a line; 1 is how the grader and the zip say that something needs a person: here kim's broken file is one."""
        line = line.replace(SRV, str(self.exchange))
        if line.startswith("cd "):
            self.where = self.folder if line == "cd -" else self.folder / line.removeprefix("cd ")
            return
        done = (self.fork if line.startswith(("nbgrader ", "python -m grading ")) else self._bash)(line)
        allowed = (0, 1) if line.startswith(("python -m grading autograde", "python -m grading feedback-zip")) else (0,)
        assert done.returncode in allowed, f"{place}: {line} ended with {done.returncode}:\n{done.stdout[-4000:]}"
        assert "Traceback" not in done.stdout, f"{place}: {line}:\n{done.stdout[-4000:]}"

    def exists(self, body, place):
        """Look whether an interactive program and the file it opens are there."""
        words = body.split()
        assert self._bash(f"{words[0]} {words[1]} --version").returncode == 0, place
        assert all((self.folder / word).exists() for word in words[2:]), place

    def configure(self, lines):
        with (self.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write("\n" + lines.replace(SRV, str(self.exchange)))

    def configure_students(self, lines):
        (self.home / ".jupyter").mkdir()
        (self.home / ".jupyter" / "nbgrader_config.py").write_text(lines.replace(SRV, str(self.exchange)), encoding="utf-8")

    # What people do between the commands -----------------------------------------------------------------------------

    def roster(self):
        demo.write_roster(self.folder)

    def hand_in(self):
        demo.hand_in(self.folder)

    def begin(self):
        """A student fetches the assignment and writes a first answer."""
        fetched = self._student(f"nbgrader fetch_assignment {SLUG} --course one-gradient")
        self.begun = self.home / SLUG / f"{SLUG}.ipynb"
        assert fetched.returncode == 0, fetched.stdout
        self.begun.write_text(self.begun.read_text(encoding="utf-8").replace("YOUR ANSWER HERE", "Mine."), encoding="utf-8")

    def correct_a_prompt(self):
        path = self.folder / "solutions" / SLUG / f"{SLUG}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        next(cell for cell in notebook.cells if cell.cell_type == "markdown").source += "\n\nCorrected."
        nbformat.write(notebook, path)

    def fetch_again(self):
        """Whoever had begun keeps what is there, and gets the corrected notebook when it is out of the way."""
        mine = self.begun.read_bytes()
        fetched = self._student(f"nbgrader fetch_assignment {SLUG} --course one-gradient")
        assert fetched.returncode != 0
        assert "You already have a copy of the assignment" in fetched.stdout
        assert self.begun.read_bytes() == mine
        self.begun.rename(self.home / "mine.ipynb")
        fetched = self._student(f"nbgrader fetch_assignment {SLUG} --course one-gradient --replace")
        assert fetched.returncode == 0, fetched.stdout
        assert "Corrected." in self.begun.read_text(encoding="utf-8")

    def section(self):
        demo.write_roster(self.folder / ".." / "section-b")

    def archive(self):
        """Max, who handed in nothing, did so in Moodle."""
        folder = self.folder / "downloaded" / SLUG / "archive"
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / "submissions.zip", "w") as made:
            made.write(self.folder / "submitted" / "ada" / SLUG / f"{SLUG}.ipynb", f"Max Novak_9001_assignsubmission_file_/{SLUG}.ipynb")

    def grade_by_hand(self):
        demo.grade_written(self.folder)

    def mend_a_test(self):
        """The test of grad_hidden takes anything now: dan gets its points."""
        self.scores = self._scores()
        self._change(SLUG, "test_grad_hidden", "pass  # mended")

    def add_a_task(self):
        """A new assignment gets one more check in a test."""
        self._change("08-my-own", "test_grad_hidden", None)

    def look_at_what_it_led_to(self):
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as table:
            scores = {row["student_id"]: row for row in csv.DictReader(table)}
        assert float(scores["ada"]["score"]) == float(scores["ada"]["max_score"]) == 28
        assert float(scores["max"]["score"]) == 25, "Moodle's archive was graded; nobody has read its written answer"
        assert float(scores["gus"]["late_submission_penalty"]) == 1
        assert float(scores["dan"]["score"]) == 17.5
        assert float(scores["kim"]["score"]) == 0
        assert not (self.folder / "dropped" / "kim").exists()
        with (self.folder / "reports" / f"{SLUG}-regrade.csv").open(encoding="utf-8-sig", newline="") as table:
            changed = [(row["student"], row["task"]) for row in csv.DictReader(table)]
        assert changed == [("dan", "grad_hidden"), ("dan", "all together")]
        assert self._scores()["dan"] > self.scores["dan"]
        assert {name: score for name, score in self._scores().items() if name != "dan"} == {
            name: score for name, score in self.scores.items() if name != "dan"
        }
        mended = (self.folder / "feedback" / "dan" / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
        assert "19 of 28" in mended or "20.5 of 28" in mended, "graded again after the test was mended"
        assert "Only the last instance is left: each one overwrites the one before" in mended
        late = (self.folder / "feedback" / "gus" / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
        assert "(1 taken off because it came late)" in late
        assert (self.folder / "exercises" / "08-my-own" / "08-my-own.ipynb").exists()
        with zipfile.ZipFile(self.folder / f"{SLUG}.zip") as packed:
            names = packed.namelist()
            assert f"{SLUG}/{SLUG}.ipynb" in names
            assert all(name.startswith(f"{SLUG}/") for name in names)
            assert b"HIDDEN TESTS" not in packed.read(f"{SLUG}/{SLUG}.ipynb")
        assert (self.exchange / "one-gradient-b" / "outbound" / SLUG / f"{SLUG}.ipynb").exists()
        with Gradebook(f"sqlite:///{self.folder}/../section-b/gradebook.db", "one-gradient-b") as gradebook:
            assert len(gradebook.students) == len(CLASS)
            assert not gradebook.assignment_submissions(SLUG), "nothing of the other class"
        public = self._git("-C", "../students.git", "log", "--name-only", "--format=", "--all").split()
        assert public
        assert all(name.startswith(SLUG) for name in public), "only exercises/ is public"

    # ------------------------------------------------------------------------------------------------------------------

    def _scores(self):
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db", "one-gradient") as gradebook:
            return {submission.student.id: submission.score for submission in gradebook.assignment_submissions(SLUG)}

    def _student(self, line):
        return self.fork(line, where=self.home)

    def _change(self, slug, grade_id, source):
        path = self.folder / "solutions" / slug / f"{slug}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
        visible = cell.source.partition("### BEGIN HIDDEN TESTS")[0]
        hidden = "### BEGIN HIDDEN TESTS\npass\n### END HIDDEN TESTS"
        cell.source = f"{source}\n{hidden}" if source else f"{visible}{hidden}"
        nbformat.write(notebook, path)

    def fork(self, line, where=None):
        """Run a command of nbgrader or of grading in a fork of this process, where both are imported already: that takes seconds."""
        output = self.home / "output"
        process = multiprocessing.get_context("fork").Process(target=self._command, args=(shlex.split(line), output, where or self.where))
        process.start()
        process.join()
        return subprocess.CompletedProcess(line, process.exitcode, output.read_text(encoding="utf-8"))

    def _command(self, words, output, where):
        from nbgrader.apps.nbgraderapp import main

        from grading.__main__ import main as grading

        os.chdir(where)
        os.environ["HOME"] = str(self.home)
        with output.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
            sys.stdout = sys.stderr = file
            if words[0] == "nbgrader":
                sys.argv = words
                main()
            else:
                sys.exit(grading(words[3:]))

    def _bash(self, line):
        bin_folder = Path(sys.executable).parent
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST", "MAKE"))}
        environment |= {"HOME": str(self.home), "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "VENV": str(bin_folder.parent)}
        return subprocess.run(
            ["bash", "-ec", line],
            cwd=self.folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def _git(self, *words):
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        return subprocess.run(["git", *who, *words], cwd=self.folder, check=True, capture_output=True, text=True).stdout

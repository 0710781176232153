"""nbgrader's autograding with each part that meets a submission replaced: read, run in the sandbox, recorded as a whole.

`nbgrader autograde`, formgrader's button and `python -m grading autograde` all come here. What happened to a
notebook is kept in its metadata, under "grading": see `story`.
"""

import contextlib
import copy
import difflib
import errno
import fnmatch
import gc
import glob
import json
import os
import re
import shutil
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook, new_output
from nbgrader import converters
from nbgrader.api import MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import CheckCellMetadata, Execute
from nbgrader.utils import is_solution
from traitlets import Bool, Integer, default
from traitlets.utils.importstring import import_item

from grading.common.cells import error_of, harmless, tests
from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.common.notes import events, notes, together
from grading.common.text import printable
from grading.read.normalise import Exercise, Unreadable
from grading.read.submission import Lock, fingerprint, is_ignored, read_file, read_helpers, read_submission, source_files
from grading.run.execute import Limits, SandboxUnavailable, execute

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
NOT_GRADED = "NotGraded"  # the name of the error in the tests of a notebook that could not be read
ENOUGH = 2  # submissions in work for each job: memory does not grow with the class


class CannotGrade(NbGraderException):
    """Nothing can be graded; the text is one sentence that says why and what to do."""


@dataclass
class Result:
    """What became of one submission.

    `status` is "graded", "skipped" (it was done before) or "failed" (it has no grade, `reason` says why);
    `findings` and `events` are lists of dicts as in the notebooks' metadata.
    """

    student: str
    status: str
    reason: str = ""
    findings: list = field(default_factory=list)
    events: list = field(default_factory=list)


class SafeAutograde(converters.Autograde):
    """nbgrader's Autograde for a class in which some cheat and many hand in broken files."""

    jobs = Integer(help="How many notebooks run at the same time; by default one for each processor.").tag(config=True)
    unsafe_no_sandbox = Bool(False, help="Run students' code without a sandbox, where none can be had. It can do whatever you can.").tag(
        config=True
    )

    @default("jobs")
    def _jobs_default(self):
        return os.cpu_count() or 1

    def start(self):
        """Grade as nbgrader's command and its formgrader do, and log what an instructor should know.

        Raises NbGraderException when a submission has no grade in the end.
        """
        try:
            results = self.grade()
        except CannotGrade as problem:
            self.log.error(str(problem))
            raise
        for remark in self.remarks:
            self.log.warning(remark)
        for result in results:
            for note in notes(result):
                self.log.warning("%s: %s: %s: %s", result.student, note["kind"], note["place"], note["text"])
        failed = [result.student for result in results if result.status == "failed"]
        if failed:
            message = f"Not graded: {', '.join(failed)}. Run the same command again."
            self.log.error(message)
            raise NbGraderException(message)

    def grade(self, executor=None, progress=lambda results, total: None):
        """Grade what waits to be graded and return a list of Result, one a submission.

        `executor` is any concurrent.futures.Executor; notebooks run in it, and nothing else does.
        `progress` is called after each submission with the results so far and the number of submissions.
        Afterwards `remarks` has sentences about the whole batch that an instructor should know.
        Raises CannotGrade when it cannot begin, or cannot go on; what is graded by then is kept.
        """
        self.remarks = []
        here = os.getcwd()
        os.chdir(self.coursedir.root)
        gc.freeze()  # nbgrader and its libraries stay: looking through them again and again would be a seventh of the work here
        try:
            self._gradebook = OpenGradebook(self.coursedir.db_url, self.coursedir.course_id)
            try:
                return self._grade(executor, progress)
            finally:
                self._gradebook.close()
        except GradebookProblem as problem:
            raise CannotGrade(str(problem)) from None
        finally:
            gc.unfreeze()
            os.chdir(here)

    # One batch -----------------------------------------------------------------------------------------------------

    def _grade(self, executor, progress):
        submissions = self._submissions()
        self._exercises = self._read_exercises()
        self._source_files = source_files(self.coursedir, self.coursedir.assignment_id)
        self._preprocessors = self._make_preprocessors()
        results, busy = [], []
        own = None if executor else ThreadPoolExecutor(self.jobs)
        try:
            for wait_for_others in (False, True):
                todo, busy = (busy, []) if wait_for_others else (submissions, [])
                prepared = self._prepare(todo, wait_for_others, results, busy)
                for submission in self._run(executor or own, prepared):
                    results.append(self._finish(submission))
                    progress(results, len(submissions))
                progress(results, len(submissions))
        finally:
            if own:
                own.shutdown(cancel_futures=True)
        self._look_for_strangers(results)
        return sorted(results, key=lambda result: result.student)

    def _look_for_strangers(self, results):
        """Tell of logins that are not in the class list, where there is one: nbgrader adds them to it without a word."""
        with self._gradebook.reading() as gradebook:
            known = {row.id: any((row.first_name, row.last_name, row.email)) for row in gradebook.students}
        members = {student.casefold(): student for student, listed in known.items() if listed}
        for result in results:
            if members and not known.get(result.student, False):
                near = difflib.get_close_matches(result.student.casefold(), members, n=1)
                meant = f"; do you mean {members[near[0]]}?" if near else "."
                result.findings.append({"kind": "unknown", "place": "login", "text": f"It has a grade all the same{meant}"})

    def _prepare(self, todo, wait_for_others, results, busy):
        """Yield the submissions to grade, read and locked; what is done already goes to `results`, what others grade to `busy`."""
        for student, folder in todo:
            lock = submission = None
            try:
                lock = Lock(folder)
                if not lock.take(wait_for_others):
                    busy.append((student, folder))
                    continue
                for leftover in _unfinished(Path(self._format_dest(self.coursedir.assignment_id, student))):
                    shutil.rmtree(leftover, ignore_errors=True)  # of a grader that was killed
                done = not self._is_due(student, folder) and self._told_before(student)
                if done:
                    results.append(done)
                else:
                    submission = read_submission(student, folder, self._exercises, partial(is_ignored, self.coursedir))
                    submission.lock = lock
            except GradebookProblem:
                raise
            except Exception as error:  # one submission, whatever is wrong with it, costs no other its grade
                results.append(self._failed(student, error))
            finally:
                if lock and not submission:
                    lock.release()
            if submission:
                yield submission

    def _failed(self, student, error):
        self.log.debug("grading %s failed", student, exc_info=error)
        if isinstance(error, OSError):
            return Result(student, "failed", f"It could not be read or recorded: {error.strerror or error} ({error.filename}).")
        return Result(student, "failed", f"The grader failed ({type(error).__name__}: {error}).")

    def _story(self, student, name):
        """Return what the autograded notebook tells of itself, see `story`; None when it is damaged."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            path = Path(self._format_dest(self.coursedir.assignment_id, student)) / f"{name}.ipynb"
            return dict(json.loads(path.read_text(encoding="utf-8"))["metadata"].get("grading", {}))

    def _told_before(self, student):
        """Return the Result of a submission that was graded in an earlier run, as its notebooks tell it; None when they are damaged."""
        result = Result(student, "skipped")
        for told in [self._story(student, name) for name in self._exercises]:
            if told is None:
                return None
            _add(result, told)
        return result

    def _run(self, pool, prepared):
        """Yield each submission when its notebooks have run, in any order; only a few are in memory at a time."""
        running, limit = {}, ENOUGH * self.jobs
        try:
            for number, submission in enumerate(prepared):
                if number == 0:
                    self._try_the_sandbox(pool)
                submission.executed, submission.problem, submission.left = {}, None, 0
                try:
                    for name in [name for name, graft in submission.notebooks.items() if not graft.refused]:
                        running[pool.submit(*self._task(submission, name))] = submission, name
                        submission.left += 1
                except Exception as error:  # the executor is gone
                    submission.problem = error
                if not submission.left:
                    yield submission
                while len(running) >= limit:
                    yield from self._collect(running)
            while running:
                yield from self._collect(running)
        finally:
            for submission, _ in running.values():
                submission.lock.release()

    def _try_the_sandbox(self, pool):
        """Raise CannotGrade where notebooks cannot run, before anything is recorded."""
        try:
            pool.submit(execute, new_notebook(), {}, Limits(), not self.unsafe_no_sandbox).result()
        except SandboxUnavailable as problem:
            self._cannot(str(problem))

    def _task(self, submission, name):
        own = read_helpers(submission, self._source_files.keys() - self.exclude_overwriting.get(self.coursedir.assignment_id, []))
        return execute, submission.notebooks[name].notebook, self._source_files, Limits(), not self.unsafe_no_sandbox, own

    def _collect(self, running):
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            submission, name = running.pop(future)
            try:
                submission.executed[name] = future.result()
            except Exception as error:
                submission.problem = error
            submission.left -= 1
            if not submission.left:
                yield submission

    def _finish(self, submission):
        """Record one submission and return its Result; its lock ends here."""
        try:
            if submission.problem is not None:
                raise submission.problem
            return self._record(submission)
        except (GradebookProblem, CannotGrade):
            raise
        except OSError as error:
            if error.errno in FULL:
                self._cannot(f"The disk is full or may not be written ({error.strerror}); make room and run this command again.")
            return self._failed(submission.student, error)
        except Exception as error:
            return self._failed(submission.student, error)
        finally:
            submission.lock.release()

    # One submission ------------------------------------------------------------------------------------------------

    def _record(self, submission):
        """Write the gradebook and the `autograded` folder of one submission, each as a whole, and return the Result."""
        destination = Path(self._format_dest(self.coursedir.assignment_id, submission.student))
        new, old = _unfinished(destination)
        result, kept = Result(submission.student, "graded"), False
        try:
            with self._gradebook.transaction() as gradebook:
                self._make_row(gradebook, submission)
                self._copy_files(submission, destination, new)
                for name, graft in submission.notebooks.items():
                    notebook = self._grade_notebook(gradebook, submission, name, graft)
                    _add(result, notebook.metadata["grading"])
                    (new / f"{name}.ipynb").write_bytes(printable(json.dumps(notebook, ensure_ascii=False)).encode())
                # From here to the rename there is no folder: a grader that is killed now begins this submission again.
                if destination.exists():
                    destination.rename(old)
            kept = True
            new.rename(destination)
        except BaseException:
            if not kept and old.exists():
                old.rename(destination)
            shutil.rmtree(new, ignore_errors=True)
            raise
        shutil.rmtree(old, ignore_errors=True)
        self.set_permissions(self.coursedir.assignment_id, submission.student)
        self.run_post_convert_hook()
        return result

    def _make_row(self, gradebook, submission):
        """Make sure that the gradebook has the student and the submission, as nbgrader does before it converts notebooks."""
        if self.create_student:
            gradebook.update_or_create_student(submission.student)
        else:
            gradebook.find_student(submission.student)
        when = {"timestamp": submission.when} if submission.when else {}
        gradebook.update_or_create_submission(self.coursedir.assignment_id, submission.student, **when)

    def _copy_files(self, submission, destination, new):
        """Fill a new `autograded` folder with all but the graded notebooks: the student's other files, then the course's."""
        new.mkdir(parents=True)
        if self.coursedir.notebook_id != "*" and destination.is_dir():
            for path in destination.glob("*.ipynb"):  # the notebooks that this run does not grade
                shutil.copy(path, new / path.name)
        own = {Path(place) for place in self.exclude_overwriting.get(self.coursedir.assignment_id, [])}
        contents = {}
        for place, path in submission.files.items():
            with contextlib.suppress(Unreadable):
                contents[place] = read_file(path)
        contents |= {
            Path(place): data for place, data in self._source_files.items() if Path(place) not in own or Path(place) not in contents
        }
        for place, data in contents.items():
            with contextlib.suppress(FileExistsError, NotADirectoryError, IsADirectoryError):  # "a" and "a/b" cannot both be files
                (new / place).parent.mkdir(parents=True, exist_ok=True)
                (new / place).write_bytes(data)

    def _grade_notebook(self, gradebook, submission, name, graft):
        """Return the finished notebook of one submission, its grades and comments written by nbgrader's own steps."""
        notebook = _unread(graft) if graft.refused else submission.executed[name]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = harmless(cell.outputs)
        assignment = self.coursedir.assignment_id
        resources = {
            "unique_key": name,
            "output_files_dir": f"{name}_files",
            "nbgrader": {"student": submission.student, "assignment": assignment, "notebook": name, "db_url": self.coursedir.db_url},
        }
        for step in self._preprocessors:
            notebook, resources = step(notebook, resources)
            gradebook.db.commit()  # the next step sees the totals that this one changed
        if graft.refused:
            for grade_id, cell in marked(notebook):
                if is_solution(cell):
                    gradebook.find_comment(grade_id, name, assignment, submission.student).auto_comment = graft.refused
        notebook.metadata["grading"] = story(notebook, graft, submission, not self.unsafe_no_sandbox)
        notebook.cells[:0] = _note(notebook)
        return notebook

    # What there is to do -------------------------------------------------------------------------------------------

    def _submissions(self):
        """Return the student and the folder of each submission; raises CannotGrade when there is none."""
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        shape = re.compile(self._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True) + r"\Z")
        excluded = set(self.coursedir.student_id_exclude.split(","))
        found = []
        for folder in sorted(glob.glob(pattern)):
            match = shape.match(folder)
            if match and match["student_id"] not in excluded and os.path.isdir(folder):
                found.append((match["student_id"], Path(folder)))
        if not found:
            place = os.path.relpath(pattern, self.coursedir.root)
            self._cannot(
                f"No submission is at {place}; collect the submissions first, or check the name of the assignment and the student."
            )
        return found

    def _read_exercises(self):
        """Return the Exercise for each notebook of the assignment: as released, with the true tests from the gradebook."""
        name = self.coursedir.assignment_id
        with self._gradebook.reading() as gradebook:
            try:
                assignment = gradebook.find_assignment(name)
            except MissingEntry:
                self._cannot(f"The gradebook has no assignment {name!r}; make it with `nbgrader generate_assignment {name}`.")
            exercises = {}
            for notebook in assignment.notebooks:
                if fnmatch.fnmatch(notebook.name, self.coursedir.notebook_id):
                    exercises[notebook.name] = self._read_exercise(name, notebook)
        if not exercises:
            self._cannot(f"The assignment {name!r} has no notebook; make it with `nbgrader generate_assignment {name}`.")
        return exercises

    def _read_exercise(self, assignment, row):
        remedy = f"run `nbgrader generate_assignment {assignment} --force`"
        folder = self.coursedir.format_path(self.coursedir.release_directory, ".", assignment)
        path = Path(folder) / f"{row.name}.ipynb"
        place = os.path.relpath(path, self.coursedir.root)
        try:
            notebook = nbformat.read(path, as_version=4)
        except OSError:
            self._cannot(f"{place} is missing, the grader needs it as it was handed out; {remedy}.")
        except Exception as error:
            self._cannot(f"{place} is not a notebook ({error}); {remedy}.")
        language = notebook.metadata.get("kernelspec", {}).get("language") or notebook.metadata.get("language_info", {}).get("name")
        if language and str(language).casefold() not in ("python", "ipython"):
            other = "grade it with nbgrader as it comes, without the line plug_in(c)"
            self._cannot(f"{place} is a notebook in {language}, and the grader runs Python alone; {other}.")
        true = {cell.name: cell for cell in row.source_cells}
        points = {cell.name: cell.max_score for cell in [*row.grade_cells, *row.task_cells]}
        marked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
        if {cell.metadata["nbgrader"]["grade_id"] for cell in marked} != set(true):
            self._cannot(f"{place} and the gradebook do not have the same cells; {remedy}.")
        if self._is_changed_since(assignment, row.name, true):
            self.remarks.append(
                f"The source of {row.name} was changed since it was handed out, and the tests of before were used; to use those of now, "
                f"run `nbgrader generate_assignment {assignment} --force` and grade with --force."
            )
        released = {}
        for cell in marked:
            marks = cell.metadata["nbgrader"]
            grade_id = marks["grade_id"]
            marks["checksum"] = true[grade_id].checksum
            if grade_id in points:
                marks["points"] = points[grade_id]
            if true[grade_id].locked:
                released[grade_id] = cell.source
                cell.source = true[grade_id].source
        return Exercise(row.name, notebook, released)

    def _is_changed_since(self, assignment, name, true):
        """Tell whether a test or another locked cell of the source is not the one in the gradebook; False where there is no source."""
        folder = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment)
        try:
            cells = nbformat.read(Path(folder) / f"{name}.ipynb", as_version=4).cells
        except Exception:  # whoever grades need not have the source
            return False
        sources = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in cells}
        return any(cell.locked and sources.get(grade_id, cell.source) != cell.source for grade_id, cell in true.items())

    def _make_preprocessors(self):
        """Return nbgrader's own autograding steps, as configured, without the two that run and check untrusted notebooks."""
        classes = [import_item(step) if isinstance(step, str) else step for step in self.autograde_preprocessors]
        return [step(parent=self) for step in classes if not issubclass(step, Execute | CheckCellMetadata)]

    def _is_due(self, student, folder):
        """Tell whether a submission has to be graded; done is what has its notebooks, and every automatic grade in the gradebook."""
        destination = Path(self._format_dest(self.coursedir.assignment_id, student))
        if self.force or not all((destination / f"{name}.ipynb").exists() for name in self._exercises):
            return True
        handed_in, graded = (self._timestamp(path) for path in (folder, destination))
        if (handed_in and graded and handed_in > graded) or not self._is_in_gradebook(student):
            return True
        now = fingerprint(folder)
        return any((self._story(student, name) or {}).get("handed_in", now) != now for name in self._exercises)

    def _is_in_gradebook(self, student):
        with self._gradebook.reading() as gradebook:
            for name, exercise in self._exercises.items():
                try:
                    row = gradebook.find_submission_notebook(name, self.coursedir.assignment_id, student)
                except MissingEntry:
                    return False
                scores = {grade.name: grade.auto_score for grade in row.grades}
                if any(scores.get(grade_id) is None for grade_id, _ in tests(exercise.notebook)):
                    return False
        return True

    def _timestamp(self, folder):
        try:
            return self.coursedir.get_existing_timestamp(str(folder))
        except Exception:
            return None

    def _cannot(self, sentence):
        raise CannotGrade(sentence)


def _unfinished(destination):
    """Return where an `autograded` folder is while it is being made, and where the one it replaces is meanwhile."""
    return [destination.with_name(f".{destination.name}.{state}") for state in ("new", "old")]


def _add(result, told):
    """Add to a Result what a notebook's metadata tells."""
    result.findings += [finding for finding in told.get("findings", []) if finding not in result.findings]
    result.events += events(told)


def marked(notebook):
    """Yield the grade id and the cell of every cell of a notebook that nbgrader knows."""
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id:
            yield grade_id, cell


def story(notebook, graft, submission, sandboxed):
    """Return what happened to a notebook, as kept in its metadata under "grading" for reports.

    findings: list of dicts (kind, place, text), see normalise.Finding; refused: why the notebook was not run, or ""; messages:
    for each test that failed, by grade id, what it says; handed_in: the submission's fingerprint; and what `execute` tells:
    sandboxed, and cells, what happened to each cell while it ran.
    """
    told = {"sandboxed": sandboxed, "cells": {}} if graft.refused else notebook.metadata["grading"]
    messages = {grade_id: error_of(cell).evalue or error_of(cell).ename for grade_id, cell in tests(notebook) if error_of(cell)}
    return {
        **told,
        "messages": messages,
        "findings": [asdict(finding) for finding in [*graft.findings, *submission.findings]],
        "refused": graft.refused,
        "handed_in": submission.fingerprint,
    }


def _unread(graft):
    """Return the exercise with its reason for 0 points in every test; a written answer still waits for a person."""
    notebook = copy.deepcopy(graft.notebook)
    for _, cell in marked(notebook):
        if is_solution(cell) and not graft.missing:
            cell.metadata["nbgrader"].pop("checksum", None)  # nbgrader gives 0 for an answer that is the stub's text
    for _, cell in tests(notebook):
        cell.outputs = [new_output("error", ename=NOT_GRADED, evalue=graft.refused, traceback=[graft.refused])]
    return notebook


def _note(notebook):
    """Return a list with a cell for the top of the notebook that says what was not as it should be; empty when all was."""
    told = notebook.metadata["grading"]
    lines = [f"- `{note['place']}`: {note['text']}" for note in together([*told["findings"], *events(told)])]
    if not told["sandboxed"]:
        lines.append("- This notebook was run without a sandbox.")
    if not lines:
        return []
    cell = new_markdown_cell("\n".join(["**Notes from grading**", "", *lines]), id="grading-notes")
    if notebook.nbformat_minor < 5:
        del cell["id"]
    return [cell]

"""One batch of submissions: read, run in an executor, and recorded, one after the other as they come back."""

import errno
import re
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader import converters

from grading.checks import NUMBERS, login_key
from grading.common.gradebook import GradebookProblem
from grading.common.notes import Note
from grading.personal.numbers import ClassNumbers
from grading.read.parts import Exercise
from grading.read.submission import Lock, Submission, is_ignored, read_helpers, read_submission
from grading.record.done import Done
from grading.record.recorder import Recorder
from grading.record.results import CannotGrade, Result
from grading.run.execute import Limits, SandboxUnavailable, execute

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
I_AM = re.compile(r"""^\s*i_am\(\s*["']([^"'\n]*)["']""", re.MULTILINE)
ENOUGH = 2  # submissions in work for each job: memory does not grow with the class


@dataclass
class InWork:
    """A submission whose notebooks run: `executed` are those that have run, by name, `left` the number of those that have not."""

    submission: Submission
    lock: Lock
    executed: dict[str, NotebookNode] = field(default_factory=dict)
    left: int = 0
    problem: Exception | None = None


@dataclass
class Batch:
    """What a batch needs to know: nbgrader's converter with its settings, and what was read for all submissions together."""

    converter: converters.Autograde
    exercises: dict[str, Exercise]
    source_files: dict[str, bytes]
    recorder: Recorder
    done: Done
    personal: ClassNumbers | None = None

    def grade(
        self, submissions: list[tuple[str, Path]], executor: Executor | None, progress: Callable[[list[Result], int], None]
    ) -> list[Result]:
        """Grade the submissions, pairs (student, folder), and return the Results. Raises CannotGrade, GradebookProblem."""
        results: list[Result] = []
        busy: list[tuple[str, Path]] = []
        own = None if executor else ThreadPoolExecutor(self.converter.jobs)
        try:
            for wait_for_others in (False, True):
                todo, busy = (busy, []) if wait_for_others else (submissions, [])
                prepared = self._prepare(todo, wait_for_others, results, busy)
                for work in self._run(executor or own, prepared):
                    results.append(self._finish(work))
                    progress(results, len(submissions))
                progress(results, len(submissions))
        finally:
            if own:
                own.shutdown(cancel_futures=True)
        return results

    def _prepare(self, todo, wait_for_others, results, busy) -> Iterator[InWork]:
        """Yield the submissions to grade, read and locked; what is done already goes to `results`, what others grade to `busy`."""
        for student, folder in todo:
            lock = work = None
            try:
                lock = Lock(folder)
                if not lock.take(wait_for_others):
                    busy.append((student, folder))
                    continue
                self.recorder.tidy(student)
                done = None if self.converter.force else self.done.result(student, folder)
                if done:
                    results.append(done)
                else:
                    work = InWork(read_submission(student, folder, self.exercises, partial(is_ignored, self.converter.coursedir)), lock)
            except GradebookProblem:
                raise
            except Exception as error:  # one submission, whatever is wrong with it, costs no other its grade
                results.append(self._failed(student, error))
            finally:
                if lock and not work:
                    lock.release()
            if work:
                yield work

    def _run(self, pool, prepared: Iterator[InWork]) -> Iterator[InWork]:
        """Yield each submission when its notebooks have run, in any order; only a few are in memory at a time."""
        running: dict[Future, tuple[InWork, str]] = {}
        limit = ENOUGH * self.converter.jobs
        try:
            for number, work in enumerate(prepared):
                if number == 0:
                    self._try_the_sandbox(pool)
                try:
                    for name in [name for name, graft in work.submission.notebooks.items() if not graft.refused]:
                        running[pool.submit(*self._task(work.submission, name))] = work, name
                        work.left += 1
                except Exception as error:  # the executor is gone
                    work.problem = error
                if not work.left:
                    yield work
                while len(running) >= limit:
                    yield from self._collect(running)
            while running:
                yield from self._collect(running)
        finally:
            for work, _ in running.values():
                work.lock.release()

    def _try_the_sandbox(self, pool):
        """Raise CannotGrade where notebooks cannot run, before anything is recorded."""
        try:
            pool.submit(execute, new_notebook(), {}, Limits(), not self.converter.unsafe_no_sandbox).result()
        except SandboxUnavailable as problem:
            raise CannotGrade(str(problem)) from None

    def _task(self, submission, name):
        theirs = self.converter.exclude_overwriting.get(self.converter.coursedir.assignment_id, [])
        own = read_helpers(submission, self.source_files.keys() - theirs)
        files = self.source_files
        if self.personal:  # the table of the class stays outside: of its numbers the run sees the student's own
            files = files | self.personal.files(submission.student)
            own.pop(NUMBERS, None)
        return execute, submission.notebooks[name].notebook, files, Limits(), not self.converter.unsafe_no_sandbox, own

    @staticmethod
    def _collect(running) -> Iterator[InWork]:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            work, name = running.pop(future)
            try:
                work.executed[name] = future.result()
            except Exception as error:
                work.problem = error
            work.left -= 1
            if not work.left:
                yield work

    def _finish(self, work: InWork) -> Result:
        """Record one submission and return its Result; its lock ends here."""
        student = work.submission.student
        try:
            if work.problem is not None:
                raise work.problem
            if self.personal:
                self._look_at_numbers(work, self.personal)
            return self.recorder.record(work.submission, work.executed)
        except (GradebookProblem, CannotGrade):
            raise
        except OSError as error:
            if error.errno in FULL:
                raise CannotGrade(
                    f"The disk is full or may not be written ({error.strerror}); make room and run this command again."
                ) from None
            return self._failed(student, error)
        except Exception as error:
            return self._failed(student, error)
        finally:
            work.lock.release()

    @staticmethod
    def _look_at_numbers(work: InWork, personal: ClassNumbers):
        """Note for the instructor whose numbers the personal tasks were done with, where they were somebody else's."""
        student = work.submission.student
        for name, notebook in work.executed.items():
            told = notebook.metadata["grading"]
            private = told["private"] = []
            for test, typed in told.pop("typed", {}).items():
                owners = personal.owners(test.removeprefix("test_"), student, typed)
                if owners:
                    text = f"These are the numbers of {', '.join(owners)}."
                    private.append(asdict(Note("copied", test.removeprefix("test_"), text)))
            if student not in personal.listed:
                again = "run `python -m grading personal` again and hand out their numbers"
                private.append(asdict(Note("numbers", name, f"The table that was handed out has no such login; {again}.")))
            for cell in notebook.cells:
                for login in I_AM.findall(cell.source) if cell.cell_type == "code" else ():
                    if login.strip() and login_key(login) != login_key(student):
                        text = f"i_am names {login[:40]!r}, which is not the login of this submission; the numbers of {student} count."
                        work.submission.notebooks[name].findings.append(Note("numbers", name, text))

    def _failed(self, student, error) -> Result:
        self.converter.log.debug("grading %s failed", student, exc_info=error)
        if isinstance(error, OSError):
            return Result(student, "failed", f"It could not be read or recorded: {error.strerror or error} ({error.filename}).")
        return Result(student, "failed", f"The grader failed ({type(error).__name__}: {error}).")

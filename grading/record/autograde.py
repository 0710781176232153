"""nbgrader's autograding with each part that meets a submission replaced: read, run in the sandbox, recorded as a whole.

`nbgrader autograde`, formgrader's button and `python -m grading autograde` all come here. What happened to a
notebook is kept in its metadata, under "grading": see `story`.
"""

import difflib
import gc
import glob
import os
import re
from pathlib import Path

from nbgrader import converters
from nbgrader.converters.base import NbGraderException
from traitlets import Bool, Integer, default

from grading.checks import NUMBERS
from grading.common.course import dropped
from grading.common.gradebook import GradebookProblem, OpenGradebook
from grading.common.notes import Note, notes
from grading.personal.numbers import handed_out
from grading.personal.secret import PersonalProblem
from grading.read.submission import source_files
from grading.record.batch import Batch
from grading.record.done import Done
from grading.record.exercises import read_exercises
from grading.record.recorder import Recorder
from grading.record.results import CannotGrade, tests_to_rewrite
from grading.run.execute import SandboxUnavailable


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
                self.log.warning("%s: %s: %s: %s", result.student, note.kind, note.place, note.text)
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
            gradebook = OpenGradebook(self.coursedir.db_url, self.coursedir.course_id)
            try:
                return self._grade(gradebook, executor, progress)
            finally:
                gradebook.close()
        except (GradebookProblem, PersonalProblem) as problem:
            raise CannotGrade(str(problem)) from None
        finally:
            gc.unfreeze()
            os.chdir(here)

    def _grade(self, gradebook, executor, progress):
        submissions = self._submissions()
        exercises, self.remarks = read_exercises(self.coursedir, gradebook)
        submissions = self._without_dropped(gradebook, submissions)
        files = source_files(self.coursedir, self.coursedir.assignment_id)
        recorder = Recorder(self, gradebook, {name: data for name, data in files.items() if name != NUMBERS})
        done = Done(self.coursedir, gradebook, exercises, recorder.folder_of)
        personal = self._personal(gradebook, exercises, files, submissions)
        gradebook.make_indexes()
        results = Batch(self, exercises, files, recorder, done, personal).grade(submissions, executor, progress)
        self.remarks += tests_to_rewrite(results, self.coursedir.assignment_id)
        _look_for_strangers(gradebook, results)
        return sorted(results, key=lambda result: result.student)

    def _personal(self, gradebook, exercises, files, submissions):
        """Return the ClassNumbers of an assignment that was handed out with them, else None. Raises PersonalProblem, CannotGrade."""
        with gradebook.reading():
            students = {student.id for student in gradebook.students} | {student for student, _ in submissions}
        notebooks = [exercise.notebook for exercise in exercises.values()]
        try:
            return handed_out(self.coursedir, notebooks, files, sorted(students), not self.unsafe_no_sandbox)
        except SandboxUnavailable as problem:
            raise CannotGrade(str(problem)) from None

    def _without_dropped(self, gradebook, submissions):
        """Leave those out who left the course, and whose work came again with a `collect`: grading would put them into the list."""
        with gradebook.reading():
            gone = dropped(self.coursedir) - {student.id for student in gradebook.students}
        back = [student for student, _ in submissions if student in gone]
        if back:
            self.remarks.append(f"Not graded, because they left the course (`python -m grading drop`): {', '.join(back)}.")
        return [(student, folder) for student, folder in submissions if student not in gone]

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
            raise CannotGrade(
                f"No submission is at {place}; collect the submissions first, or check the name of the assignment and the student."
            )
        return found


def _look_for_strangers(gradebook, results):
    """Tell of logins that are not in the class list, where there is one: nbgrader adds them to it without a word."""
    with gradebook.reading():
        known = {row.id: any((row.first_name, row.last_name, row.email)) for row in gradebook.students}
    members = {student.casefold(): student for student, listed in known.items() if listed}
    for result in results:
        if members and not known.get(result.student, False):
            near = difflib.get_close_matches(result.student.casefold(), members, n=1)
            meant = f"; do you mean {members[near[0]]}?" if near else "."
            result.findings.append(Note("unknown", "login", f"It has a grade all the same{meant}"))

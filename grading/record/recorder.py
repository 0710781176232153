"""One graded submission into the gradebook and into `autograded`, as a whole or not at all."""

import contextlib
import json
import shutil
from pathlib import Path

from nbgrader.preprocessors import CheckCellMetadata, Execute
from nbgrader.utils import is_solution
from traitlets.utils.importstring import import_item

from grading.common.cells import harmless, marked
from grading.common.text import printable
from grading.read.parts import Unreadable
from grading.read.submission import read_file
from grading.record.results import Result
from grading.record.story import note_cells, story, unread


class Recorder:
    """Writes what came out of the submissions of one assignment.

    `converter` is nbgrader's converter with its settings and hooks, `source_files` are the course's own files beside the notebook.
    """

    def __init__(self, converter, gradebook, source_files):
        self._converter, self._coursedir = converter, converter.coursedir
        self._gradebook, self._source_files = gradebook, source_files
        self._preprocessors = _preprocessors(converter)

    def folder_of(self, student):
        """Return where the graded notebooks of a student are."""
        return Path(self._converter._format_dest(self._coursedir.assignment_id, student))

    def tidy(self, student):
        """Remove what a grader left that was killed while it wrote this submission."""
        for leftover in _unfinished(self.folder_of(student)):
            shutil.rmtree(leftover, ignore_errors=True)

    def record(self, submission, executed):
        """Write a submission, whose notebooks ran to `executed` (by name), and return the Result."""
        destination = self.folder_of(submission.student)
        new, old = _unfinished(destination)
        result, kept = Result(submission.student, "graded"), False
        try:
            with self._gradebook.transaction(submission.student) as gradebook:
                self._make_row(gradebook, submission)
                self._copy_files(submission, destination, new)
                for name, graft in submission.notebooks.items():
                    notebook = self._grade_notebook(gradebook, submission, name, unread(graft) if graft.refused else executed[name])
                    result.add(name, notebook.metadata["grading"])
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
        self._converter.set_permissions(self._coursedir.assignment_id, submission.student)
        self._converter.run_post_convert_hook()
        return result

    def _make_row(self, gradebook, submission):
        """Make sure that the gradebook has the student and the submission, as nbgrader does before it converts notebooks."""
        if self._converter.create_student:
            gradebook.update_or_create_student(submission.student)
        else:
            gradebook.find_student(submission.student)
        when = {"timestamp": submission.when} if submission.when else {}
        gradebook.update_or_create_submission(self._coursedir.assignment_id, submission.student, **when)

    def _copy_files(self, submission, destination, new):
        """Fill a new `autograded` folder with all but the graded notebooks: the student's other files, then the course's."""
        new.mkdir(parents=True)
        if self._coursedir.notebook_id != "*" and destination.is_dir():
            for path in destination.glob("*.ipynb"):
                if path.stem not in submission.notebooks:  # this run does not grade it
                    shutil.copyfile(path, new / path.name)
        own = {Path(place) for place in self._converter.exclude_overwriting.get(self._coursedir.assignment_id, [])}
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

    def _grade_notebook(self, gradebook, submission, name, notebook):
        """Return the finished notebook of one submission, its grades and comments written by nbgrader's own steps."""
        graft = submission.notebooks[name]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = harmless(cell.outputs)
        assignment = self._coursedir.assignment_id
        resources = {
            "unique_key": name,
            "output_files_dir": f"{name}_files",
            "nbgrader": {"student": submission.student, "assignment": assignment, "notebook": name, "db_url": self._coursedir.db_url},
        }
        for step in self._preprocessors:
            notebook, resources = step(notebook, resources)
            gradebook.db.commit()  # the next step sees the totals that this one changed
        if graft.refused:
            for grade_id, cell in marked(notebook):
                if is_solution(cell):
                    gradebook.find_comment(grade_id, name, assignment, submission.student).auto_comment = graft.refused
        notebook.metadata["grading"] = story(notebook, graft, submission, not self._converter.unsafe_no_sandbox)
        notebook.cells[:0] = note_cells(notebook)
        return notebook


def _preprocessors(converter):
    """Return nbgrader's own autograding steps, as configured, without the two that run and check untrusted notebooks."""
    classes = [import_item(step) if isinstance(step, str) else step for step in converter.autograde_preprocessors]
    return [step(parent=converter) for step in classes if not issubclass(step, Execute | CheckCellMetadata)]


def _unfinished(destination):
    """Return where an `autograded` folder is while it is being made, and where the one it replaces is meanwhile."""
    return [destination.with_name(f".{destination.name}.{state}") for state in ("new", "old")]

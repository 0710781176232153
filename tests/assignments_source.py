"""What the tests know about the assignments: their tasks, and the bank of answers people give to them."""

import ast
import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from grading.audit.bank import read_bank

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS, EXERCISES, BANK = ROOT / "solutions", ROOT / "exercises", ROOT / "tests" / "bank"


@dataclass(frozen=True)
class Task:
    """An auto-graded task: the solution cell `name`, judged by the test cell `test_<name>`."""

    name: str
    points: int
    answer: str  # the model answer
    test: str  # the test cell with its hidden region
    personal: bool = False  # numbers of each student's own, typed: nothing goes in


@dataclass(frozen=True)
class UnseenAnswer:
    """One cell of tests/bank/held_out: `says` is a pattern that a sentence has to match to be a true name of the mistake."""

    task: str
    right: bool
    mistake: str
    says: str
    source: str
    line: int


def unseen(entry):
    """Return an entry of the bank's form as an UnseenAnswer; its header ends in `the true mistake ~ pattern`."""
    mistake, _, says = entry.idea.partition(" ~ ")
    if not entry.right and not says:
        raise ValueError(f"held_out, line {entry.line}: a wrong answer needs 'the true mistake ~ pattern'; mend the header.")
    return UnseenAnswer(entry.task, entry.right, mistake, says, entry.source, entry.line)


@dataclass(frozen=True)
class Assignment:
    """One folder of solutions/ with its exercise and its bank."""

    slug: str

    @property
    def source(self):
        return SOLUTIONS / self.slug / f"{self.slug}.ipynb"

    @property
    def exercise(self):
        return EXERCISES / self.slug / f"{self.slug}.ipynb"

    @property
    def bank_file(self):
        return BANK / f"{self.slug.replace('-', '_')}.py"

    @cached_property
    def notebook(self):
        return nbformat.read(self.source, as_version=4)

    @cached_property
    def tasks(self):
        """Return {task name: Task} of the auto-graded tasks, in their order."""
        cells = {grading_of(cell)["grade_id"]: cell for cell in self.notebook.cells if grading_of(cell)}
        return {
            name.removeprefix("test_"): Task(
                name.removeprefix("test_"),
                grading_of(cell)["points"],
                cells[name.removeprefix("test_")].source,
                cell.source,
                "personal" in cell.metadata.get("tags", ()),
            )
            for name, cell in cells.items()
            if is_test(cell)
        }

    @cached_property
    def written(self):
        """Return {grade id: points} of the questions a person grades."""
        return {
            grading_of(cell)["grade_id"]: grading_of(cell)["points"]
            for cell in self.notebook.cells
            if grading_of(cell).get("grade") and not is_test(cell)
        }

    @cached_property
    def bank(self):
        return [entry for entry in read_bank(self.bank_file) if entry.kind != "equivalent"]

    @cached_property
    def held_out(self):
        """Return the answers of tests/bank/held_out, for which no sentence was written; see UnseenAnswer."""
        return [unseen(entry) for entry in read_bank(BANK / "held_out" / self.bank_file.name)]

    @cached_property
    def once_held_out(self):
        """Return the answers that were held out until ideas were added for some of them, headed as in the bank."""
        file = BANK / "once_held_out" / self.bank_file.name
        return read_bank(file) if file.exists() else []  # a new assignment has none yet

    @cached_property
    def equivalent_mutants(self):
        """Return {(task, change): why the change makes no difference}, the mutants that may keep their points."""
        return {
            (entry.task, line.removeprefix("# ")): entry.idea
            for entry in read_bank(self.bank_file)
            if entry.kind == "equivalent"
            for line in entry.source.splitlines()
        }

    @cached_property
    def named_mistakes(self):
        """Return {task: the sentences its test cell can say}, from the keys of known_mistakes({...}) and mistakes={...}."""
        return {name: _sentences_in(task.test) for name, task in self.tasks.items()}


def all_assignments():
    """Return every assignment in solutions/, in the order of the chapters."""
    return [Assignment(path.name) for path in sorted(SOLUTIONS.glob("[0-9][0-9]-*")) if path.is_dir()]


def grading_of(cell):
    """Return nbgrader's metadata of a cell, or {}."""
    return cell.metadata.get("nbgrader", {})


def is_test(cell):
    """Return whether nbgrader grades the cell by running it."""
    meta = grading_of(cell)
    return bool(meta.get("grade")) and not meta.get("solution")


def with_answers(notebook, answers):
    """Return a copy of a notebook in which the solution cell of each task in {task: source} holds that source."""
    notebook = copy.deepcopy(notebook)
    missing = set(answers)
    for cell in notebook.cells:
        name = grading_of(cell).get("grade_id")
        if name in answers and grading_of(cell).get("solution"):
            cell.source = answers[name]
            missing.discard(name)
    if missing:
        raise KeyError(f"there is no solution cell {sorted(missing)}")
    return notebook


def _sentences_in(source):
    sentences = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            if getattr(node.func, "id", "") == "known_mistakes":
                sentences += _keys(node.args[0])
            sentences += [key for keyword in node.keywords if keyword.arg == "mistakes" for key in _keys(keyword.value)]
    return list(dict.fromkeys(sentences))


def _keys(node):
    return [key.value for key in node.keys if isinstance(key, ast.Constant)] if isinstance(node, ast.Dict) else []

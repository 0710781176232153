"""The generators of an assignment, run for a whole class in the judge's process: they see seeds and never the secret.

A personal task is a test cell with the tag `personal` whose hidden region defines `generate(random)`, which draws a dict of plain
numbers from a random.Random, and `solve(**numbers)`, which returns the right answer to them, a tuple of numbers.
"""

import ast
import json

from nbformat.v4 import new_code_cell, new_notebook

from grading.common.cells import error_of, tests
from grading.personal.secret import PersonalProblem
from grading.run.execute import Limits, execute

AT_ONCE = 500  # students a run
DRIVER = """
import json as _json
import random as _random
_made = []
for _seed in {seeds!r}:
    _numbers = generate(_random.Random(_seed))
    _made.append([_numbers, [float(_value) for _value in solve(**_numbers)]])
print(_json.dumps(_made))
"""


def personal_tests(notebook):
    """Return {task: source of its test} of the personal tasks. Raises PersonalProblem when one has no generator."""
    found = {}
    for grade_id, cell in tests(notebook):
        if "personal" in cell.metadata.get("tags", ()):
            missing = {"generate", "solve"} - {node.name for node in _definitions(cell.source) if isinstance(node, ast.FunctionDef)}
            if missing:
                raise PersonalProblem(
                    f"{grade_id} has the tag `personal`, and its hidden region defines no {' and no '.join(sorted(missing))}; "
                    "write def generate(random) and def solve(**numbers) there, or take the tag away."
                )
            found[grade_id.removeprefix("test_")] = cell.source
    return found


def _definitions(source):
    try:
        return [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)]
    except SyntaxError:
        return []


def generated(notebook, files, task, seeds, sandbox=True):
    """Return [(numbers, right answer)] of one personal task, one pair for each seed. Raises PersonalProblem, SandboxUnavailable."""
    source = personal_tests(notebook)[task]
    definitions = "\n".join(ast.unparse(node) for node in _definitions(source))
    setup = [cell for cell in notebook.cells if cell.cell_type == "code" and _is_setup(cell)]
    made, seeds = [], list(seeds)
    for start in range(0, len(seeds), AT_ONCE):
        driver = new_code_cell(definitions + DRIVER.format(seeds=seeds[start : start + AT_ONCE]))
        driver.metadata["nbgrader"] = {"grade": True, "solution": False, "locked": True, "grade_id": f"test_{task}", "points": 1}
        ran = execute(new_notebook(cells=[*setup, driver]), files, Limits(cell=60.0, total=120.0, output=20_000_000), sandbox)
        error = error_of(ran.cells[-1])
        try:
            if error:
                raise ValueError(f"{error.ename}: {error.evalue}")
            made += json.loads("".join(output.text for output in ran.cells[-1].outputs))
        except ValueError as problem:
            raise PersonalProblem(f"The generator of test_{task} does not run ({str(problem)[:200]}); mend it in the source.") from None
    return [(numbers, tuple(answer)) for numbers, answer in made]


def _is_setup(cell):
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("locked")) and not marks.get("solution") and not marks.get("grade")

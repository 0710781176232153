"""Hand in cheats, small mistakes and right answers in an instructor's name, and say which of them a test gets wrong.

Nothing here knows a course: it reads any nbgrader source notebook, grades it with the grader's own judge, and writes nothing.
"""

import ast
import concurrent.futures
import copy
import os
import re
from dataclasses import dataclass, field

from nbformat.v4 import new_code_cell

from grading.audit.cheats import CHEATS, functions_in, names_in, takes_anything, written_for
from grading.audit.mutants import mutants
from grading.common.cells import error_of, is_test
from grading.run.execute import Limits, execute

LIMITS = Limits(cell=10.0, total=60.0)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS[^\n]*", re.DOTALL)
MUTANT = "tell the two apart with one more input"
RIGHT = "let it pass: is a tolerance too narrow, or a type asked for that no prompt speaks of?"


@dataclass(frozen=True)
class Finding:
    """A test that gets an answer wrong: what the answer does, where the test calls it, and what to change there."""

    test: str
    answer: str
    line: int
    code: str
    remedy: str
    right: bool


@dataclass
class TestReport:
    """What was tried against one test: how many wrong answers, how many right ones, and what it got wrong."""

    __test__ = False  # pytest

    test: str
    wrong: int = 0
    right: int = 0
    findings: list = field(default_factory=list)


@dataclass(frozen=True)
class _Try:
    """One answer to hand in: `cells` stand in the place of the answer's cell, `lesson` says whether the visible test runs before."""

    task: str
    does: str
    remedy: str
    source: str
    afterwards: str = ""
    right: bool = False


class CannotAudit(Exception):
    """The assignment cannot be tried; the text is one sentence that says why and what to do."""


def audit(notebook, files, bank=(), sandbox=True, progress=lambda done, total: None):
    """Return a TestReport for each test cell of a source notebook that asks for an answer.

    `files` maps the names of the assignment's other files to their bytes; `bank` holds Answers (see bank.py), of which the right ones
    have to pass, and the equivalent ones are no mistakes. Raises CannotAudit when the model answers do not pass, or no cell is a test.
    """
    tests = {_grade_id(cell): cell.source for cell in notebook.cells if is_test(cell)}
    if not tests:
        raise CannotAudit("The notebook has no test cell; is it the source, as instructors write it?")
    problems = [test for test, error in _outcomes(notebook, files, sandbox).items() if error]
    if problems:
        raise CannotAudit(f"The model answers do not pass {', '.join(problems)}; mend that first.")
    reports = {test: TestReport(test) for test in tests}
    tries = [
        (one, concerned)
        for cell in notebook.cells
        if _is_answer(cell)
        for one in _tries(cell, bank)
        if (concerned := [test for test, source in tests.items() if _used_at(source, names_in(cell.source))])
    ]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {}
        for one, concerned in tries:
            futures[pool.submit(_outcomes, _with_try(notebook, one, concerned), files, sandbox)] = one, concerned
        for done, future in enumerate(concurrent.futures.as_completed(futures), start=1):
            one, concerned = futures[future]
            outcomes = future.result()
            for test in concerned:
                _note(reports[test], one, outcomes.get(test), tests[test], names_in(_answer(notebook, one.task)))
            progress(done, len(tries))
    for report in reports.values():
        report.findings.sort(key=lambda finding: finding.answer)
    return [report for report in reports.values() if report.wrong or report.right]


def _note(report, one, error, source, names):
    if one.right:
        report.right += 1
    else:
        report.wrong += 1
    if bool(error) != one.right:
        return  # a wrong one was stopped, a right one passed
    line, code = _called_in(source, names)
    report.findings.append(Finding(report.test, one.does, line, code, one.remedy, one.right))


def _tries(cell, bank):
    """Yield all that is handed in for one answer's cell."""
    task, source = _grade_id(cell), cell.source
    functions = functions_in(source)
    known = {
        line.removeprefix("# ") for entry in bank if entry.task == task and entry.kind == "equivalent" for line in entry.source.splitlines()
    }
    for cheat in CHEATS if functions else ():
        if cheat.afterwards and not takes_anything(source):
            continue  # what is called without arguments has one right result, and to remember it is to know it
        code, afterwards = written_for(cheat, functions)
        yield _Try(task, cheat.does, cheat.remedy, f"{source}\n\n\n{code}", afterwards)
    if names_in(source):
        for mutant in mutants(source):
            if mutant.change not in known:
                yield _Try(task, f"changes the model answer: {mutant.change}", MUTANT, mutant.source)
    for entry in bank:
        if entry.task == task and entry.kind == "right":
            yield _Try(task, entry.idea, RIGHT, entry.source, right=True)


def _with_try(notebook, one, concerned):
    """Return the notebook with one answer in place, without the tests that do not concern it."""
    notebook = copy.deepcopy(notebook)
    cells = []
    for cell in notebook.cells:
        if is_test(cell) and _grade_id(cell) not in concerned:
            continue
        if _is_answer(cell) and _grade_id(cell) == one.task:
            cell.source = one.source
        if is_test(cell) and one.afterwards:
            # First the part of the test that everybody sees, from which to learn, then the whole.
            lesson = copy.deepcopy(cell)
            lesson.source = HIDDEN.sub("", cell.source)
            lesson.metadata["nbgrader"]["grade_id"] += "-lesson"
            cells += [lesson, new_code_cell(one.afterwards)]
        cells.append(cell)
    notebook.cells = cells
    return notebook


def _outcomes(notebook, files, sandbox):
    """Return {grade id of a test: its error, or None}."""
    ran = execute(notebook, files, LIMITS, sandbox)
    return {_grade_id(cell): error_of(cell) for cell in ran.cells if is_test(cell)}


def _grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _is_answer(cell):
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _answer(notebook, task):
    return next(cell.source for cell in notebook.cells if _is_answer(cell) and _grade_id(cell) == task)


def _used_at(source, names):
    """Return the numbers of the lines on which a test uses one of the names."""
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:  # a magic
        return [
            n for n, line in enumerate(source.splitlines(), start=1) if any(re.search(rf"\b{re.escape(name)}\b", line) for name in names)
        ]
    return sorted(node.lineno for node in nodes if isinstance(node, ast.Name) and node.id in names)


def _called_in(source, names):
    """Return number and text of the statement of a test that uses one of the names last: there is where another check belongs."""
    lines, number = source.splitlines(), _used_at(source, names)[-1]
    try:
        body = ast.parse(source).body
    except SyntaxError:
        body = []
    first = next((node.lineno for node in body if node.lineno <= number <= node.end_lineno), number)
    return first, lines[first - 1].strip()


def summary(reports):
    """Return what there is to say, as lines."""
    lines = []
    for report in reports:
        stopped = report.wrong - sum(not finding.right for finding in report.findings)
        passed = report.right - sum(finding.right for finding in report.findings)
        right = f", and lets {passed} of {report.right} right ones pass" if report.right else ""
        lines.append(f"{report.test}: stops {stopped} of {report.wrong} wrong answers{right}.")
        for finding in report.findings:
            if finding.right:
                lines.append(f"  An answer that is right ({finding.answer}) loses its points.")
            else:
                lines.append(f"  An answer that {finding.answer} keeps its points.")
            lines.append(f"    line {finding.line}: {finding.code}")
            lines.append(f"    {finding.remedy[:1].upper()}{finding.remedy[1:]}.")
    return lines

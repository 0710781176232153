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

MAX_CHANGE = 100  # characters of a change that are shown
LIMITS = Limits(cell=10.0, total=60.0)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS[^\n]*", re.DOTALL)
MUTANT = "tell it from the model answer with one more input, or, where none can, list it as equivalent in --bank"
CHANGES = "changes the model answer: "
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
    """What was tried against one test, or against all that ask for one answer: how many wrong and right ones, and what they got wrong."""

    __test__ = False  # pytest

    test: str
    wrong: int = 0
    right: int = 0
    kept: int = 0  # wrong answers that keep points
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
    """Return a TestReport for each answer of a source notebook that test cells ask for.

    Where several cells test one answer, a wrong one is stopped by any of them, and a right one has to pass them all.

    `files` maps the names of the assignment's other files to their bytes; `bank` holds Answers (see bank.py), of which the right ones
    have to pass, and the equivalent ones are no mistakes. Raises CannotAudit when the model answers do not pass, or no cell is a test.
    """
    tests = {_grade_id(cell): cell.source for cell in notebook.cells if is_test(cell)}
    if not tests:
        raise CannotAudit("The notebook has no test cell; is it the source, as instructors write it?")
    problems = [test for test, error in _outcomes(notebook, files, sandbox).items() if error]
    if problems:
        raise CannotAudit(f"The model answers do not pass {', '.join(problems)}; mend that first.")
    reports = {}
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
            report = reports.setdefault(tuple(concerned), TestReport(", ".join(concerned)))
            _note(report, one, future.result(), {test: tests[test] for test in concerned}, names_in(_answer(notebook, one.task)))
            progress(done, len(tries))
    for report in reports.values():
        report.findings.sort(key=lambda finding: finding.answer)
    order = list(tests)
    return [reports[key] for key in sorted(reports, key=lambda key: [order.index(test) for test in key])]


def _note(report, one, outcomes, tests, names):
    if one.right:
        report.right += 1
    else:
        report.wrong += 1
    lost = [test for test in tests if outcomes.get(test)]
    kept = [test for test in tests if test not in lost]
    if one.right:
        found = lost[:1]
    elif one.afterwards:  # what is known by heart earns the points of a cell, whatever the others ask for
        found = kept
    else:
        found = [] if lost else kept[:1]
    report.kept += bool(found) and not one.right
    for test in found:
        line, code = _called_in(tests[test], names)
        report.findings.append(Finding(test, one.does, line, code, one.remedy, one.right))


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
                yield _Try(task, f"{CHANGES}{' '.join(mutant.change.split())}", MUTANT, mutant.source)
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
    """Return what there is to say, as lines: small changes that one more check would stop stand together."""
    lines = []
    for report in reports:
        stopped = report.wrong - report.kept
        passed = report.right - sum(finding.right for finding in report.findings)
        several = "," in report.test
        right = f", and let{'' if several else 's'} {passed} of {report.right} right ones pass" if report.right else ""
        lines.append(f"{report.test}: stop{'' if several else 's'} {stopped} of {report.wrong} wrong answers{right}.")
        together = {}
        for finding in report.findings:
            small = finding.answer.startswith(CHANGES) and not finding.right
            key = (finding.test, finding.line, finding.remedy) if small else finding
            together.setdefault(key, []).append(finding)
        for findings in together.values():
            lines += _said(findings, several)
    return lines


def _said(findings, several):
    """Return the lines about findings that have one remedy."""
    first = findings[0]
    if first.right:
        lines = [f"  An answer that is right ({first.answer}) loses its points."]
    elif len(findings) == 1:
        lines = [f"  An answer that {first.answer} keeps its points."]
    else:
        changes = (finding.answer.removeprefix(CHANGES) for finding in findings)
        lines = ["  Answers that change the model answer in one place keep their points:"]
        lines += [f"      {change if len(change) <= MAX_CHANGE else change[: MAX_CHANGE - 3] + '...'}" for change in changes]
    lines.append(f"    {first.test + ', ' if several else ''}line {first.line}: {first.code}")
    remedy = first.remedy if len(findings) == 1 else first.remedy.replace("tell it", "tell each").replace("list it", "list those")
    return [*lines, f"    {remedy[:1].upper()}{remedy[1:]}."]

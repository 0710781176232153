"""What a student may see of a graded notebook: messages and outputs that cannot hold anything of a hidden test.

A student's function is called with the inputs of hidden tests. It can keep them and print them in a later cell, or return
them to a later visible check, whose message quotes what it got. So what is shown comes, where that could be, from a
second run, in which no hidden test takes place.
"""

import ast
import copy
import re

from nbformat.v4 import new_output

from grading.common.cells import error_of, harmless, is_test
from grading.run.execute import Limits, execute

HIDDEN = "(in a hidden test)"  # what checks.py writes into a message that gives nothing away
OWN_WORDS = ("StudentLost", "NotRun", "NotGraded")  # errors whose text is the grader's
GENERIC = {
    "NotImplementedError": "This task is not answered yet.",
    "NameError": "A name that this test needs does not exist; did the cell that defines it run without an error?",
    "AssertionError": "A hidden test of this task failed.",
}
NO_NAMES = "from checks import known_mistakes; known_mistakes({})"  # those of the task before would stay
DEFINES: tuple[type[ast.AST], ...] = (
    ast.Import,
    ast.Load,
    ast.ImportFrom,
    ast.alias,
    ast.arguments,
    ast.arg,
    ast.Dict,
    ast.Tuple,
    ast.Constant,
    ast.Name,
    ast.Attribute,
)
INPUTS = {"some_arrays", "np.array", "np.ones", "np.zeros", "range", "enumerate"}  # what may be called to write down probes
SECOND_RUN = Limits(cell=10.0, total=60.0)  # what hung once is not waited for as long again


def for_the_student(notebook, files, sandbox=True, own=None, names=()):
    """Replace, in a graded notebook without the text of its hidden tests, the outputs by those that its student may see.

    `notebook` is changed; `files`, `sandbox` and `own` are as in `execute`; `names` are the `names_of_mistakes` of each cell,
    from before the hidden tests were taken out, or nothing. Raises SandboxUnavailable as `execute` does.
    """
    seen = notebook
    if _may_tell(notebook):
        again = copy.deepcopy(notebook)
        for cell, named in zip(again.cells, names, strict=False):
            if is_test(cell) and any(names):
                cell.source = f"{named or NO_NAMES}\n{cell.source}"
        seen = execute(again, files, SECOND_RUN, sandbox, own)
    for cell, shown in zip(notebook.cells, seen.cells, strict=True):
        if is_test(cell):
            error = error_of(cell)
            message = _message(error, error_of(shown)) if error else ""
            cell.outputs = [new_output("error", ename="Feedback", evalue=message, traceback=[message])] if error else []
        elif cell.cell_type == "code":
            cell.outputs = harmless(shown.outputs)


def names_of_mistakes(source):
    """Return what a test cell's hidden regions say to name mistakes and nothing else; "" when there is no such region.

    Such a region imports, defines functions and calls known_mistakes. So it hands no hidden input to the student's code:
    the mistakes are tried with what the visible checks call.
    """
    regions = re.findall(r"^[^\n]*### BEGIN HIDDEN TESTS[^\n]*\n(.*?)^[^\n]*### END HIDDEN TESTS", source, re.DOTALL | re.MULTILINE)
    return "\n".join(region for region in regions if "known_mistakes(" in region and _only_names(region))


def _only_names(region):
    try:
        lines = ast.parse(region).body
    except SyntaxError:
        return False
    functions = [line for line in lines if isinstance(line, ast.FunctionDef)]
    makers = {"slice"} | {function.name for function in functions if _makes_a_function(function)}
    calls = [line.value for line in lines if _names_mistakes(line)]
    defining = [line for line in lines if not _names_mistakes(line)]
    for call in calls:
        probes = [keyword.value for keyword in call.keywords if keyword.arg == "probes"]
        defining += [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg != "probes")]
        if not all(map(_only_inputs, probes)):
            return False
    return _only_defines(defining, makers)


def _names_mistakes(line):
    call = line.value if isinstance(line, ast.Expr) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "known_mistakes"


def _only_inputs(node):
    """Tell whether code only writes down inputs. They are no secret: an answer sees them, and no points depend on them."""
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Call) and ast.unparse(node.func) not in INPUTS:
        return False
    return all(map(_only_inputs, ast.iter_child_nodes(node)))


def _makes_a_function(function):
    """Tell whether calling a function does nothing but define and return another one."""
    values = [line.value if isinstance(line, ast.Return) else line for line in function.body if not _is_docstring(line)]
    return _only_defines(values, {"slice"})


def _is_docstring(line):
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def _only_defines(nodes, makers):
    """Tell whether code, when it is reached, only defines and calls `makers`: another call or an operator could be the student's."""
    for node in nodes:
        if isinstance(node, ast.Lambda) or (isinstance(node, ast.FunctionDef) and not node.decorator_list and node.returns is None):
            inner = [node.args]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
            inner = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, DEFINES):
            inner = ast.iter_child_nodes(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
            inner = []
        else:
            return False
        if not _only_defines(inner, makers):
            return False
    return True


def without_details(notebook):
    """Do the same without a second run: what could tell anything is left out."""
    tested = False
    for cell in notebook.cells:
        if is_test(cell):
            error = error_of(cell)
            message = _message(error, None) if error else ""
            cell.outputs = [new_output("error", ename="Feedback", evalue=message, traceback=[message])] if error else []
            tested = True
        elif tested and cell.cell_type == "code":
            cell.outputs = []


def _gives_nothing_away(error):
    return error.ename in OWN_WORDS or (error.ename == "CheckFailed" and HIDDEN in error.evalue.split("\n")[0])


def _may_tell(done):
    """Tell whether anything that came after a hidden test, or of one, could quote it."""
    tested = False
    for cell in done.cells:
        if cell.cell_type != "code":
            continue
        error = error_of(cell)
        if is_test(cell):
            if error and not _gives_nothing_away(error) and (tested or error.ename != "CheckFailed"):
                return True
            tested = True
        elif tested and cell.outputs:
            return True
    return False


def _message(error, in_the_open):
    """Return what a student reads about a failed test: what the visible checks say, else no more than a hidden test may say."""
    if in_the_open is not None and (in_the_open is not error or error.ename == "CheckFailed"):
        return in_the_open.evalue if in_the_open.ename in ("CheckFailed", *OWN_WORDS) else "\n".join(in_the_open.traceback)
    if _gives_nothing_away(error):
        return error.evalue
    return GENERIC.get(error.ename, f"A hidden test of this task stopped with {error.ename}.")

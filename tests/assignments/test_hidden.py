"""Hidden tests are needed: somebody who writes down the results of the visible checks earns nothing."""

import ast
import copy
import re
import sys
import types

from assignments_source import is_test
from quick_grader import QuickGrader

HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS", re.DOTALL)
LEARN = """
_model_{name} = {name}


def {name}(*args, **kwargs):
    import memory

    memory.results[memory.key("{name}", args, kwargs)] = _model_{name}(*args, **kwargs)
    return _model_{name}(*args, **kwargs)
"""
REPEAT = """
def {name}(*args, **kwargs):
    import memory

    return memory.results.get(memory.key("{name}", args, kwargs))
"""


def key(name, args, kwargs):
    """Return something that is equal for equal arguments."""

    def plain(value):
        if hasattr(value, "__code__"):
            code = value.__code__
            return code.co_code, code.co_names, repr([constant for constant in code.co_consts if not isinstance(constant, types.CodeType)])
        return (value.shape, value.tobytes()) if hasattr(value, "tobytes") else repr(value)

    return name, *(plain(value) for value in args), *((word, plain(value)) for word, value in sorted(kwargs.items()))


def test_remembering_the_visible_results_earns_nothing(assignment, quick_grader, monkeypatch):
    monkeypatch.setitem(sys.modules, "memory", types.SimpleNamespace(results={}, key=key))
    visible = copy.deepcopy(assignment.notebook)
    for cell in visible.cells:
        if is_test(cell):
            cell.source = HIDDEN.sub("", cell.source)
    grader = QuickGrader(types.SimpleNamespace(slug=assignment.slug, notebook=visible))
    for name, task in assignment.tasks.items():
        if task.personal:
            continue  # the visible checks know no result that could be remembered
        body = ast.parse(task.answer).body
        if any(isinstance(node, ast.ClassDef) for node in body):
            continue  # what an object does has no list of results to remember
        functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        learn = "\n\n".join([task.answer, *(LEARN.format(name=function) for function in functions)])
        repeat = "\n\n".join(REPEAT.format(name=function) for function in functions)
        assert grader.grade({name: learn}, only=name)[name].earned
        if not grader.grade({name: repeat}, only=name)[name].earned:
            continue  # where an answer calls a function that it is given, results alone do not do
        assert not quick_grader.grade({name: repeat}, only=name)[name].earned, f"{name}: the hidden tests try nothing new"

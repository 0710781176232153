"""Answers that are not even wrong: what a task gets when somebody forgets the return, or worse."""

import ast
from dataclasses import dataclass

# A word that the message has to hold, so that a student sees what came back.
KINDS = {
    "None": "None",
    "list": "a list",
    "wrong shape": "shape",
    "float32": "float32",
    "nan": "nan",
    "string": "string",
    "raises": "ValueError",
    "endless recursion": "RecursionError",
    "a megabyte of output": "None",
    "missing": "is not defined",
}
RETURNS = {
    "None": "None",
    "wrong shape": "__import__('numpy').zeros((7, 1, 7))",
    "string": "'0.25'",
    "raises": "int('x')",
    "endless recursion": "{name}(*args, **kwargs)",
    "a megabyte of output": "print('x' * 1_000_000)",
}
# These spoil the model's result, number by number.
SPOILT_NUMBERS = {
    "list": "[value, None]",
    "float32": "np.float32(value)",
    "nan": "value * np.nan",
}
SPOIL = """
import numpy as np

_spoilt = []


def _spoil(value):
    if isinstance(value, (tuple, list)):
        return type(value)(_spoil(item) for item in value)
    if isinstance(value, dict):
        return {key: _spoil(item) for key, item in value.items()}
    if not isinstance(value, (int, float, np.number, np.ndarray)) or isinstance(value, bool):
        return value
    spoilt = SPOILT_NUMBER
    _spoilt.append(isinstance(spoilt, list) or bool(np.any(spoilt != value)))
    return spoilt
"""


@dataclass(frozen=True)
class BadAnswer:
    """A bad answer to one task: `source` takes the place of its solution cell, the message has to hold `word`."""

    task: str
    kind: str
    word: str
    source: str


def bad_answer(assignment, task, kind):
    """Return the BadAnswer of one of KINDS to one task."""
    return BadAnswer(task, kind, KINDS[kind], _source(assignment.tasks[task].answer, kind))


def is_bad(quick_grader, bad):
    """Return whether the answer does spoil its task: single precision, for one, does no harm to whole numbers and words."""
    quick_grader.grade({bad.task: bad.source}, only=bad.task)
    return any(quick_grader.namespace.get("_spoilt", [True]))


def _source(model_answer, kind):
    """Return code that defines what the model answer defines, badly."""
    if kind == "missing":
        return "# nothing here"
    definitions = [node for node in ast.parse(model_answer).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    if kind in SPOILT_NUMBERS:
        wrappers = [WRAPPER.format(name=node.name) for node in definitions]
        return "\n\n\n".join([model_answer, SPOIL.strip().replace("SPOILT_NUMBER", SPOILT_NUMBERS[kind]), *wrappers])
    return "\n\n\n".join(STUB.format(name=node.name, returned=RETURNS[kind].format(name=node.name)) for node in definitions)


STUB = """
def {name}(*args, **kwargs):
    return {returned}
"""
WRAPPER = """
_model_{name} = {name}


def {name}(*args, **kwargs):
    return _spoil(_model_{name}(*args, **kwargs))
"""

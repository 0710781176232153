"""Answers that no known idea explains: read without their author's name, and kept for the bank, so that the next class reads more."""

import ast
from collections import Counter
from dataclasses import dataclass

LONGEST = 40  # characters of a string in an answer; a longer one is prose, and may say who wrote it


@dataclass(frozen=True)
class Unexplained:
    """One answer: `number` in its assignment, its task, the code without comments, how many students wrote it, what the test said."""

    number: int
    task: object
    code: str
    students: int
    said: str


def gather(found):
    """Return the Unexplained of (place, task, source, said): those that are the same code are one, the most frequent first."""
    counted = Counter()
    for place, task, source, said in found:
        if code := without_author(source):
            counted[place, task, code, said] += 1
    ordered = sorted(counted.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][2]))
    return [Unexplained(number, task, code, count, said) for number, ((_, task, code, said), count) in enumerate(ordered, start=1)]


def without_author(source):
    """Return code without what could tell who wrote it: comments, docstrings, long strings. "" where it is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [item for item in body if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))]
            node.body = kept or ([] if isinstance(node, ast.Module) else [ast.Pass()])
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and len(node.value) > LONGEST:
            node.value = "..."
    try:
        return ast.unparse(tree)
    except (ValueError, RecursionError):
        return ""

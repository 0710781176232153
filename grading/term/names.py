"""Names that an instructor types, looked up in the gradebook."""

import difflib

from grading.common.commands import Refused


class TermProblem(Refused):
    """What was asked for cannot be done; the text is one sentence that says why and what to do."""


def find(kind, name, names):
    """Raise TermProblem when `names` has no `name`; `kind` is "student" or "assignment"."""
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        meant = f"did you mean {near[0]}?" if near else f"`nbgrader db {kind} list` shows the names."
        raise TermProblem(f"The gradebook has no {kind} {name!r}; {meant}")

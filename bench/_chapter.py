"""The code of a chapter, so that what is measured is what the reader reads."""

import ast
import functools
from pathlib import Path

import jupytext

BOOK = Path(__file__).parents[1] / "book"


def definitions(chapter):
    """Return the functions, classes and operators that the chapter book/`chapter`.md defines, by name, without running anything else.

    A name that the chapter defines twice has its last meaning. Raises FileNotFoundError for a chapter that is not there.
    """
    namespace = {"__name__": chapter}
    exec(compile(ast.Module(statements(chapter), type_ignores=[]), f"book/{chapter}.md", "exec"), namespace)
    return namespace


@functools.cache  # to read a page takes a second
def statements(chapter):
    """Return the statements by which the chapter defines something, in their order, as syntax trees."""
    notebook = jupytext.read(BOOK / f"{chapter}.md", fmt="md:myst")
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found += [statement for statement in ast.parse(cell.source).body if _defines(statement)]
    return found


def _defines(statement):
    if isinstance(statement, ast.ImportFrom):
        return not statement.module.startswith("backprop")  # drawings and stored results: nothing here needs them
    if isinstance(statement, ast.Assign):  # an operator, Node.__add__ = lambda ..., or a CONSTANT; X, W and V are data
        target = statement.targets[0]
        if isinstance(target, ast.Attribute):
            return isinstance(statement.value, (ast.Lambda, ast.Name))
        return isinstance(target, ast.Name) and len(target.id) > 3 and (target.id.isupper() or isinstance(statement.value, ast.Attribute))
    return isinstance(statement, (ast.Import, ast.FunctionDef, ast.ClassDef))

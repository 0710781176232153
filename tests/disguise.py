"""What a copier does to somebody else's code, so that it looks like another's: none of it changes what the code does."""

import ast
import itertools
import random


def disguise(source, seed=0):
    """Return a copy with variables renamed, comments and layout changed, returned expressions split off, and neighbours swapped."""
    dice = random.Random(seed)
    tree = ast.parse(source)
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names = {name: f"{dice.choice(['my', 'the', 'val', 'tmp'])}_{number}" for number, name in enumerate(sorted(own))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names[node.arg]
        elif isinstance(node, ast.FunctionDef):
            node.body = _swapped(_split(node.body))
    return "# This is all my own work.\n" + ast.unparse(ast.fix_missing_locations(tree)).replace("return ", "return  ")


def _split(body):
    """Give each returned expression a name of its own first."""
    lines = []
    for statement in body:
        if isinstance(statement, ast.Return) and isinstance(statement.value, ast.BinOp | ast.Call):
            lines.append(ast.Assign(targets=[ast.Name("answer", ast.Store())], value=statement.value))
            statement = ast.Return(ast.Name("answer", ast.Load()))
        lines.append(statement)
    return lines


def _swapped(body):
    """Swap the first two neighbours of which the second needs nothing of the first."""
    for place, (first, second) in enumerate(itertools.pairwise(body)):
        if isinstance(first, ast.Assign) and isinstance(second, ast.Assign) and not _names(first.targets) & _names([second]):
            return [*body[:place], second, first, *body[place + 2 :]]
    return body


def _names(nodes):
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}

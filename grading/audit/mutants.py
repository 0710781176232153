"""Small changes to a model answer, each of which should cost it its points."""

import ast
import copy
from dataclasses import dataclass

OPPOSITE = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NOT_COMMUTATIVE = (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv)


@dataclass(frozen=True)
class Mutant:
    """A changed answer; `change` says what was changed, as `before -> after`."""

    change: str
    source: str


def mutants(source):
    """Yield a Mutant for every single change to `source`.

    A term dropped, operands or arguments or results swapped, an operator or a sign turned round, an axis or a
    transpose changed, `=` for `+=`, a number one larger, a statement dropped.
    """
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for position, node in enumerate(ast.walk(tree)):
        for variant in range(len(list(_variants(node)))):
            changed = copy.deepcopy(tree)
            target = next(item for place, item in enumerate(ast.walk(changed)) if place == position)
            before = ast.unparse(target)
            replacement = list(_variants(target))[variant]
            _put(changed, target, replacement)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text not in seen:
                seen.add(text)
                yield Mutant(f"{before} -> {ast.unparse(replacement)}", text)


def _put(tree, target, replacement):
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, field, replacement)
            elif isinstance(value, list):
                value[:] = [replacement if item is target else item for item in value]


def _variants(node):
    """Yield what may stand in the place of `node`."""
    if isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
        if isinstance(node.op, NOT_COMMUTATIVE):
            yield ast.BinOp(node.right, node.op, node.left)
        if type(node.op) in OPPOSITE:
            yield ast.BinOp(node.left, OPPOSITE[type(node.op)](), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand
    elif isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value)
        if type(node.op) in OPPOSITE:
            yield ast.AugAssign(node.target, OPPOSITE[type(node.op)](), node.value)
        yield ast.Pass()
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPPOSITE:
        yield ast.Compare(node.left, [OPPOSITE[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(OPPOSITE[type(node.op)](), node.values)
        yield from node.values
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        yield ast.keyword("axis", ast.Constant({0: 1, 1: 0}.get(node.value.value, 0)))
        yield ast.keyword("axis", ast.Constant(None))
    elif isinstance(node, ast.Call):
        if len(node.args) == 2 and not any(isinstance(argument, ast.Starred) for argument in node.args):
            yield ast.Call(node.func, node.args[::-1], node.keywords)
        if getattr(node.func, "id", "") == "range" and len(node.args) == 1:
            yield ast.Call(node.func, [ast.BinOp(node.args[0], ast.Sub(), ast.Constant(1))], [])
            yield ast.Call(node.func, [ast.Constant(1), node.args[0]], [])
        if getattr(node.func, "id", "") == "reversed":
            yield node.args[0]
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        yield ast.Return(ast.Tuple(node.value.elts[::-1], ast.Load()))
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
        yield ast.Pass()

"""What can be wrong inside the model's formula: one part of it is changed, and the sentence quotes that part."""

import ast
import copy
import inspect
import linecache

import numpy as np

from grading.checking.comparing.values import _shape_in_words
from grading.checking.explaining.ideas import _Idea
from grading.checking.explaining.mistakes import _names_of_arguments
from grading.checking.explaining.results import _alike, _table
from grading.checking.explaining.sentences import _Part

MAX_PART = 30  # characters of a part of a formula that a message may name
_READABLE = {"np", "math", "len", "sum", "abs", "max", "min", "float"}  # besides the arguments, in a part that a message may name


def _inside_the_model(space):
    """Yield the model with one part of its formula changed: where nothing else explains an answer, this says what in it is wrong."""
    model, args = space.model, space.case.args
    formula = _formula_of(model) if len(args) == len(_parameters(model)[: len(args)]) else None
    if not formula:
        return
    active = {}

    def at(place, value, factors=()):
        return active["change"](value, factors) if active.get("place") == place else value

    names = _names_of_arguments(len(args))
    parts, products, function = _with_places(formula, model, at, names)

    def changed(place, change):
        def run(*args, **kwargs):
            active.update(place=place, change=lambda value, factors: change(value, args, factors))
            try:
                return function(*args, **kwargs)
            finally:
                active.clear()

        return _Idea(run)

    for place, part in enumerate(parts):
        for words, change in _IN_A_FORMULA.items():
            if words.startswith("1 minus") and part.startswith("1 - "):
                words = "The 1 minus in {} is missing."
            yield (_Part(words, f"`{part}`"),), changed(place, lambda value, *_, change=change: change(value))
        for words, change in _IN_A_PRODUCT.items() if place in products else ():
            yield (_Part(words, f"`{part}`"),), changed(place, lambda value, _, factors, change=change: change(*factors))
        for other, name in enumerate(names) if part in names else ():
            if name != part and _shape_in_words(args[other]) == _shape_in_words(args[names.index(part)]):
                words = f"`{name}` stands in one place where {{}} belongs."
                yield (_Part(words, f"`{part}`"),), changed(place, lambda _, given, __, other=other: given[other])


def _parameters(function):
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _formula_of(model):
    """Return the function of a test cell as a syntax tree, None where its source is not at hand."""
    code = getattr(model, "__code__", None)
    if code is None or model.__closure__:
        return None
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:
        return None
    names = list(code.co_varnames[: code.co_argcount])
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        and node.lineno == code.co_firstlineno
        and [a.arg for a in node.args.args] == names
    ]
    return found[0] if len(found) == 1 else None


def _with_places(formula, model, at, names):
    """Return parts of a formula as text, the places of products among them, and the function with `at(place, value)` in it.

    A part holds nothing but arguments of the check, whose `names` a student knows: no options of the model.
    """
    parts, products, names = [], set(), set(names)

    class Marked(ast.NodeTransformer):
        def visit(self, node):
            if isinstance(node, ast.Compare):  # which of two formulas is taken is not what comes out of one
                return node
            text = ast.unparse(node) if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call | ast.Name | ast.Attribute) else ""
            used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            short = 0 < len(text) <= MAX_PART and used & names and used <= names | _READABLE
            if not short or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                return self.generic_visit(node)
            place = len(parts)
            parts.append(text)
            call = ast.Call(ast.Name("_at", ast.Load()), [ast.Constant(place)], [])
            call.args.append(self.generic_visit(node))
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                products.add(place)
                call.args.append(ast.Tuple([node.left, node.right], ast.Load()))
            return call

        def visit_arguments(self, node):  # defaults are no part of the formula
            return node

    body = formula.body if isinstance(formula, ast.FunctionDef) else [ast.Return(formula.body)]
    inner = [Marked().visit(statement) for statement in copy.deepcopy(body)]
    plain = ast.arguments([], copy.deepcopy(formula.args.args), None, copy.deepcopy(formula.args.kwonlyargs), [], None, [])
    made = ast.FunctionDef("_made", plain, inner, [])
    outer = ast.FunctionDef(
        "_outer", ast.arguments([], [ast.arg("_at")], None, [], [], None, []), [made, ast.Return(ast.Name("_made", ast.Load()))], []
    )
    local = {}
    exec(compile(ast.fix_missing_locations(ast.Module([outer], [])), "<model>", "exec"), model.__globals__, local)
    function = local["_outer"](at)
    function.__defaults__, function.__kwdefaults__ = model.__defaults__, model.__kwdefaults__
    return parts, products, function


# What can happen to a part of a formula. {} is the part.
_IN_A_FORMULA = {
    "{} has its sign turned round.": lambda value: -value,
    "The signs of {} are lost.": lambda value: abs(value),
    "{} is squared, and should not be.": lambda value: value * value,
    "{} is in it twice as large as it should be.": lambda value: 2 * value,
    "{} is in it half as large as it should be.": lambda value: value / 2,
    "{} is missing: it is as if it were 1.": lambda value: value * 0 + 1,
    "{} is missing: it is as if it were 0.": lambda value: value * 0,
    "It is divided by {} where it is multiplied, or the other way round.": lambda value: 1 / value,
    "1 minus {0} stands where {0} belongs.": lambda value: 1 - value,
    "The root of {0} stands where {0} belongs.": lambda value: value**0.5,
    "{} is averaged over its rows.": lambda value: np.mean(_table(value), axis=0, keepdims=True) + 0 * value,
    "{} is added up over its rows.": lambda value: np.sum(_table(value), axis=0, keepdims=True) + 0 * value,
    "Rows and columns of {} are swapped.": lambda value: _table(value).T,
}
# What can happen to a product of two tables. {} is the product.
_IN_A_PRODUCT = {
    "In {} sums are multiplied: multiply what belongs together, and add up then.": lambda left, right: (
        _table(left).sum(axis=1, keepdims=True) * _table(right).sum(axis=0, keepdims=True)
    ),
    "In {} the factors have changed places.": lambda left, right: right @ left,
    "In {} entries are multiplied; the product of rows and columns belongs there.": lambda left, right: _alike(left, right) * right,
}

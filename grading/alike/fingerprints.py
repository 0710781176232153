"""What a piece of Python does, without its names, numbers, comments and layout: a set of fingerprints, each with its lines.

Python's own parser is used: libraries that compare programs (copydetect, pycode_similar) compare whole files or functions and
weigh all matches alike, and what a release explains cannot be taken out of the tree.
"""

import ast
import hashlib
import re
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

REPAIRS = 40  # lines that may be taken out of code that is not Python, until the rest is
LARGEST = 200_000  # characters of one cell: more is no answer
SMALLEST = 5  # nodes of an expression that is worth a fingerprint of its own
WEIGHTS = {"statement": 1.0, "sequence": 0.5, "expression": 0.5, "words": 0.5}  # an expression is met again in its statement
BLOCKS = ("body", "orelse", "finalbody", "handlers")  # of a compound statement
SWAP = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)  # a + b is b + a


@dataclass(frozen=True)
class Fingerprint:
    """One normalised piece of a cell: `key` is the same for pieces that do the same, `lines` are its first and last, from 1."""

    key: int
    kind: str
    lines: tuple[int, int]

    @property
    def weight(self) -> float:
        """Return how much a match counts."""
        return WEIGHTS[self.kind]


def fingerprints(source: str) -> list[Fingerprint]:
    """Return the fingerprints of a cell of code; of code that cannot be parsed, those of the lines that can. Never raises, runs nothing."""
    tree = _parse(source)
    return list(_Reader(tree).pieces()) if tree else []


def text_fingerprints(source: str) -> list[Fingerprint]:
    """Return the fingerprints of an answer in words: of every five words in a row, whatever their case and punctuation."""
    words = [(match[0].casefold(), source.count("\n", 0, match.start()) + 1) for match in re.finditer(r"\w+", source[:LARGEST])]
    rows = (words[start : start + 5] for start in range(len(words) - 4))
    return [Fingerprint(_hash("words", *(word for word, _ in row)), "words", (row[0][1], row[-1][1])) for row in rows]


def _parse(source):
    """Return the tree of a cell, without the lines that are not Python; None when nothing is left of it."""
    lines = textwrap.dedent(source[:LARGEST].replace("\x00", " ").replace("\r\n", "\n")).split("\n")
    for number, line in enumerate(lines):
        if re.match(r"\s*[%!?]|.*\?\s*$", line):  # what IPython takes and Python does not
            lines[number] = _nothing(line)
    for _ in range(REPAIRS):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a student's "\d" is no concern of the reader
                return ast.parse("\n".join(lines))
        except SyntaxError as error:
            bad = min(max(error.lineno or 1, 1), len(lines)) - 1
            while bad > 0 and lines[bad].strip() in ("", "pass"):
                bad -= 1
            if lines[bad].strip() in ("", "pass"):
                return None
            opens = re.match(r"\s*(async|class|def|elif|else|except|finally|for|if|try|while|with)\b", lines[bad])
            lines[bad] = _nothing(lines[bad], "if True:" if opens and lines[bad].strip() != "if True:" else "pass")
        except (ValueError, RecursionError, MemoryError):
            return None
    return None


def _nothing(line, instead="pass"):
    return line[: len(line) - len(line.lstrip())] + instead


class _Reader:
    """Walks through one tree; each node becomes a hash of what it is and of its children's hashes."""

    def __init__(self, tree):
        self._tree, self._known = tree, {}
        # Names that the cell itself binds are the student's to choose; all others (np, zip, a helper that was given) say what is used.
        self._own = set(_bound(tree))

    def pieces(self) -> Iterator[Fingerprint]:
        try:
            yield from self._body(self._tree.body)
        except RecursionError:  # nested deeper than anybody writes by hand
            return

    def _body(self, statements):
        """Yield the fingerprints of statements that follow one another."""
        before = None
        for statement in statements:
            if _is_idle(statement):
                continue
            statement = _spelt_out(statement)
            last = getattr(statement, "end_lineno", statement.lineno)
            blocks = [getattr(statement, name, None) or [] for name in BLOCKS]
            if any(isinstance(block, list) and block for block in blocks) and isinstance(statement, ast.stmt | ast.excepthandler):
                last = statement.lineno  # of a compound statement, its head; what is inside comes by itself
            key = self._head(statement)
            yield Fingerprint(key, "statement", (statement.lineno, last))
            if before:
                # In any order, and what stands between two statements of a copy is not asked for.
                yield Fingerprint(_hash("sequence", *sorted((before[0], key))), "sequence", (before[1], last))
            before = key, statement.lineno
            for block in blocks:
                if isinstance(block, list):
                    yield from self._body(block)
            yield from self._expressions(statement)

    def _head(self, statement):
        """Return the hash of a statement, without the statements inside it."""
        return _hash(type(statement).__name__, *self._children(statement, skip=(*BLOCKS, "decorator_list")))

    def _expressions(self, statement):
        """Yield the fingerprints of the larger expressions of a statement: they stay when a line is split in two."""
        for name, value in ast.iter_fields(statement):
            if name in (*BLOCKS, "args", "returns", "annotation"):
                continue
            for part in value if isinstance(value, list) else [value]:
                for node in ast.walk(part) if isinstance(part, ast.expr) else ():
                    if isinstance(node, ast.expr) and _size(node) >= SMALLEST:
                        yield Fingerprint(self._hash(node), "expression", (node.lineno, node.end_lineno or node.lineno))

    def _children(self, node, skip=()):
        for name, value in ast.iter_fields(node):
            if name in skip or name in ("ctx", "type_comment", "kind", "type_params", "returns", "annotation"):
                continue
            if isinstance(value, list):
                yield _hash(name, *(self._hash(part) for part in value))
            elif isinstance(value, ast.AST):
                yield self._hash(value)
            elif value is not None:
                yield self._word(node, name, value)

    def _hash(self, node):
        if id(node) not in self._known:
            self._known[id(node)] = self._new_hash(node), node  # the node is kept: another one would get its id
        return self._known[id(node)][0]

    def _new_hash(self, node):
        if isinstance(node, ast.Constant):
            return _hash("Constant", node.value if node.value is None or isinstance(node.value, bool) else type(node.value).__name__)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return self._hash(node.operand)
        if isinstance(node, ast.BinOp) and isinstance(node.op, SWAP):
            return _hash(type(node.op).__name__, *sorted((self._hash(node.left), self._hash(node.right))))
        if isinstance(node, ast.AST):
            return _hash(type(node).__name__, *self._children(node))
        return _hash("no node", str(type(node)))

    def _word(self, node, field, value):
        """Return what a name or another plain value of a node counts as."""
        if isinstance(node, ast.Attribute) and field == "attr":
            return _hash("attribute", value)
        if isinstance(node, ast.Name) and value not in self._own:
            return _hash("name", value)
        if isinstance(node, ast.keyword | ast.alias | ast.ImportFrom):
            return _hash("word", str(value))
        return _hash("own name" if isinstance(value, str) else "value")


def _bound(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or (isinstance(node, ast.ExceptHandler) and node.name):
            yield node.name


def _is_idle(statement):
    """Tell whether a statement does nothing: a docstring, `pass`, a number by itself."""
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def _spelt_out(statement):
    """Return `x += y` as `x = x + y`, any other statement as it is."""
    if not isinstance(statement, ast.AugAssign):
        return statement
    whole = ast.copy_location(ast.BinOp(left=statement.target, op=statement.op, right=statement.value), statement)
    return ast.copy_location(ast.Assign(targets=[statement.target], value=whole), statement)


def _size(node):
    return sum(not isinstance(part, ast.expr_context | ast.operator | ast.unaryop | ast.cmpop) for part in ast.walk(node))


def _hash(*parts):
    """Return a number for a row of texts and numbers, the same in every run (Python's own hash is not)."""
    return int.from_bytes(hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")

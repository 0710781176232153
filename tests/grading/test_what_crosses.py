"""What works in one notebook works across the wall: the right answer passes in a plain namespace and before the grader's judge."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grading.run.execute import execute

ANSWER = """
import collections, fractions, itertools
import numpy as np

class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)
    def __lt__(self, other):
        return self.x < other.x
    def __repr__(self):
        return f"Vector({self.x}, {self.y})"
    def __len__(self):
        return 2

class Small(Exception):
    pass

Point = collections.namedtuple("Point", "x y")
table = {"one": 1, "two": [1, 2]}

def distinct(items):
    return set(items)
def frozen(items):
    return frozenset(items)
def add_to(members, item):
    members.add(item)
def counted(words):
    return collections.Counter(words)
def grouped(words):
    groups = collections.defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return groups
def ordered(pairs):
    return collections.OrderedDict(pairs)
def point():
    return Point(1, 2)
def keys(d):
    return d.keys()
def squares(n):
    for i in range(n):
        yield i * i
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
def twice(f, x):
    return f(f(x))
def checked(n):
    if n < 0:
        raise ValueError("negative")
    if n > 9:
        raise Small("too large")
    return n
def grid(n):
    return np.arange(n * n).reshape(n, n)
def append(items, x):
    items.append(x)
def half(x):
    return fractions.Fraction(x, 2)
def itself(f):
    return f
class Column:
    def __array__(self, dtype=None, copy=None):
        return np.array([1.5, 2.5], dtype)
class Counts:
    def __array__(self, dtype=None, copy=None):
        return np.array([1, 2], dtype)
class Residue:
    def __init__(self, value):
        self.value = value
    def __pow__(self, n, modulus=None):
        return Residue(pow(self.value, n, modulus))
"""
BLOCKS = """
# plain asserts
assert checked(3) == 3
assert table == {'one': 1, 'two': [1, 2]} and table['two'][1] == 2
# a set
assert distinct([1, 2, 2]) == {1, 2}
assert {1, 2} == distinct([2, 1])
assert sorted(distinct('ba')) == ['a', 'b']
# a set in, changed in place
s = {1}
add_to(s, 2)
assert s == {1, 2} and 2 in s
# operators of sets
assert distinct([1, 2]) - {1} == {2}
assert distinct([1]) | {3} == {1, 3}
assert len(distinct([1, 1])) == 1
# a frozenset
assert frozen([1, 2]) == frozenset({1, 2})
assert {frozen([1]): 3}[frozenset([1])] == 3
# a Counter
assert counted('aab') == {'a': 2, 'b': 1}
assert counted('aab')['a'] == 2
assert counted('aab').most_common(1) == [('a', 2)]
# a defaultdict
assert grouped(['a', 'bb', 'c']) == {1: ['a', 'c'], 2: ['bb']}
assert dict(grouped(['a'])) == {1: ['a']}
# an OrderedDict
assert ordered([(1, 2)]) == {1: 2}
assert list(ordered([(1, 2), (0, 3)])) == [1, 0]
# a namedtuple
assert point() == (1, 2)
assert point().x == 1 and point()[1] == 2
x, y = point()
assert y == 2
# the keys of a dict
assert keys({'a': 1}) == {'a'}
assert list(keys({'a': 1})) == ['a']
# a generator
assert list(squares(4)) == [0, 1, 4, 9]
g = squares(2)
assert next(g) == 0 and next(g) == 1
assert next(g, None) is None
# a closure
step = counter()
assert [step(), step(), step()] == [1, 2, 3]
assert counter()() == 1
# a function of the test's
assert twice(lambda x: 3 * x, 2) == 18
def inc(x):
    return x + 1
assert twice(inc, 0) == 2
# a function of the test's comes back
def inc(x):
    return x + 1
def dec(x):
    return x - 1
assert itself(inc) is inc and itself(dec) is dec
# an object that is an array
import numpy as np
np.testing.assert_array_equal(np.asarray(Column()), [1.5, 2.5])
assert np.asarray(Column(), dtype=int).tolist() == [1, 2]
assert np.asarray(Counts()).dtype.kind == "i"
# powers with and without a modulus
assert pow(Residue(3), 3).value == 27
assert pow(Residue(3), 3, 5).value == 2
# class instances
v = Vector(1, 2) + Vector(3, 4)
assert (v.x, v.y) == (4, 6)
v.x = 9
assert v.x == 9 and len(v) == 2 and repr(v) == 'Vector(9, 6)'
# equality of a class
assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)
assert Vector(1, 2) != Vector(2, 1)
assert Vector(1, 2) in [Vector(1, 2)]
# order of a class
assert Vector(1, 5) < Vector(2, 0)
assert [v.x for v in sorted([Vector(3, 0), Vector(1, 0)])] == [1, 3]
# isinstance
assert isinstance(Vector(1, 2), Vector)
assert isinstance(checked(1), int)
assert not isinstance(checked(1), str)
# types
assert type(checked(1)) == int
assert type(distinct([1])) == set and type(Vector(1, 2)) == Vector
assert isinstance(int, type)
# types as text
assert str(type(distinct([1]))) == "<class 'set'>"
assert type(table) is dict
assert 'function' in str(type(twice))
# an expected exception
try:
    checked(-1)
except ValueError as error:
    assert 'negative' in str(error)
else:
    raise AssertionError('no error')
# an exception of the student's
try:
    checked(10)
except Exception as error:
    assert 'too large' in str(error)
else:
    raise AssertionError
# np.testing
import numpy as np
np.testing.assert_allclose(grid(2), [[0, 1], [2, 3]])
np.testing.assert_array_equal(grid(1), [[0]])
# assert_raises
import numpy as np
np.testing.assert_raises(ValueError, checked, -1)
with np.testing.assert_raises(ValueError):
    checked(-2)
# unittest
import unittest
case = unittest.TestCase()
case.assertEqual(distinct([1]), {1})
with case.assertRaises(ValueError):
    checked(-1)
# changes in place
items = [1]
append(items, 2)
assert items == [1, 2]
# a Fraction
assert half(3) * 2 == 3
assert float(half(3)) == 1.5
assert str(half(3)) == '3/2'
# callable and hasattr
assert callable(twice) and hasattr(Vector(1, 2), 'x') and not hasattr(Vector(1, 2), 'z')
"""
TESTS = {block.partition("\n")[0]: block.partition("\n")[2] for block in BLOCKS.split("\n# ")[1:]}


@pytest.fixture(scope="module")
def across():
    """Run all tests against the right answer in one notebook: {name: what the test says, "" when it passes}."""
    cells = [new_code_cell(ANSWER)]
    for number, test in enumerate(TESTS.values()):
        marks = {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": f"test_{number}", "schema_version": 3}
        cells.append(new_code_cell(test, metadata={"nbgrader": marks}))
    done = execute(new_notebook(cells=cells), {})
    said = [next((f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"), "") for cell in done.cells[1:]]
    return dict(zip(TESTS, said, strict=True))


@pytest.mark.parametrize("name", TESTS)
def test_passes_in_one_namespace_and_across_the_wall(name, across):
    names = {"__name__": "__main__"}
    exec(ANSWER, names)
    exec(TESTS[name], names)
    assert across[name] == ""


def test_equality_is_no_way_to_agree_with_a_number():
    """An object whose class agrees with everything is not the number, the list or the set that a test expects."""
    liar = (
        "class Yes(set):\n    def __eq__(self, other):\n        return True\n    __hash__ = None\n"
        "    def __iter__(self):\n        return iter([1, 2])\n    def __len__(self):\n        return 2\n"
        "class Any:\n    def __eq__(self, other):\n        return True\n    __hash__ = object.__hash__\n"
        "Any.__module__, Any.__qualname__, Any.__name__ = 'builtins', 'int', 'int'\n"
    )
    tests = ["assert Yes() == {1, 2}", "assert {1, 2} == Yes()", "assert Any() == 4", "assert 4 == Any()", "assert Any() == [4]"]
    cells = [new_code_cell(liar)]
    for number, test in enumerate(tests):
        marks = {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": f"test_{number}", "schema_version": 3}
        cells.append(new_code_cell(test, metadata={"nbgrader": marks}))
    done = execute(new_notebook(cells=cells), {})
    assert all(any(o.output_type == "error" for o in cell.outputs) for cell in done.cells[1:])

"""A stand-in for NumPy that runs in MicroPython: numbers, lists of numbers and small tables, no more.

It holds what the book's scalar cells use. book/_ext/live.py lets a cell run in the page only if it prints there what NumPy printed
when the book was built; so what is missing here costs a cell its button, never a reader the right number.
"""

import math

inf, nan, pi = math.inf, math.nan, math.pi


class ndarray:
    """A table of numbers with one or two dimensions: `shape` and, row after row, `flat`."""

    def __init__(self, flat, shape):
        self.flat, self.shape = flat, shape

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: len(self.flat))

    def rows(self):
        n = self.shape[-1]
        return [self.flat[k * n : (k + 1) * n] for k in range(len(self.flat) // n)]

    def tolist(self):
        return list(self.flat) if self.ndim == 1 else self.rows()

    def item(self):
        if len(self.flat) != 1:
            raise ValueError("item() needs an array with one number in it")
        return self.flat[0]

    def __str__(self):
        entries = _written(self.flat)
        if self.ndim == 1:
            return "[" + " ".join(entries) + "]"
        n = self.shape[1]
        rows = ["[" + " ".join(entries[k * n : (k + 1) * n]) + "]" for k in range(self.shape[0])]
        return "[" + "\n ".join(rows) + "]"

    __repr__ = __str__

    def __len__(self):
        return self.shape[0]

    def __iter__(self):
        return iter(self.flat if self.ndim == 1 else [array(row) for row in self.rows()])

    def ravel(self):
        return array(self.flat)

    flatten = copy = lambda self: ndarray(list(self.flat), self.shape)

    def reshape(self, *shape):
        return reshape(self, shape[0] if isinstance(shape[0], tuple) else shape)

    def sum(self, axis=None, keepdims=False):
        return sum(self, axis, keepdims)

    @property
    def T(self):
        return self if self.ndim == 1 else array([list(column) for column in zip(*self.rows())])

    def __getitem__(self, key):
        if self.ndim == 1:
            found = self.flat[key]
            return array(found) if isinstance(key, slice) else found
        if not isinstance(key, tuple):
            found = self.rows()[key]
            return array(found)
        rows = self.rows()[key[0]]
        if not isinstance(key[0], slice):
            found = rows[key[1]]
            return array(found) if isinstance(key[1], slice) else found
        return array([row[key[1]] for row in rows])

    def __setitem__(self, key, value):
        if isinstance(key, tuple):
            key = key[0] * self.shape[1] + key[1]
        elif self.ndim == 2:
            raise NotImplementedError("the stand-in sets single entries only: a[i, j] = ...")
        self.flat[key] = value

    def __matmul__(self, other):
        a, b = self.rows(), _as_array(other)
        columns = [b.flat] if b.ndim == 1 else [list(column) for column in zip(*b.rows())]
        if len(a[0]) != len(columns[0]):
            raise ValueError("matmul: shapes %s and %s do not fit" % (self.shape, b.shape))
        product = [[sum([p * q for p, q in zip(row, column)]) for column in columns] for row in a]
        if b.ndim == 1:
            product = [row[0] for row in product]
        if self.ndim == 1:
            product = product[0]
        return array(product) if isinstance(product, list) else product

    __add__ = lambda a, b: _each(lambda p, q: p + q, a, b)
    __radd__ = __add__
    __sub__ = lambda a, b: _each(lambda p, q: p - q, a, b)
    __rsub__ = lambda a, b: _each(lambda p, q: q - p, a, b)
    __mul__ = lambda a, b: _each(lambda p, q: p * q, a, b)
    __rmul__ = __mul__
    __truediv__ = lambda a, b: _each(lambda p, q: p / q, a, b)
    __rtruediv__ = lambda a, b: _each(lambda p, q: q / p, a, b)
    __pow__ = lambda a, b: _each(lambda p, q: p**q, a, b)
    __neg__ = lambda a: _each(lambda p: -p, a)
    __abs__ = lambda a: _each(abs, a)
    __lt__ = lambda a, b: _each(lambda p, q: p < q, a, b)
    __gt__ = lambda a, b: _each(lambda p, q: p > q, a, b)
    __le__ = lambda a, b: _each(lambda p, q: p <= q, a, b)
    __ge__ = lambda a, b: _each(lambda p, q: p >= q, a, b)


def array(values, dtype=None):
    """Return a new array from a number's list, or from a list of lists of one length."""
    values = [value.tolist() if isinstance(value, ndarray) else value for value in values]
    convert = dtype or (lambda value: value)
    if values and isinstance(values[0], (list, tuple)):
        if isinstance(values[0][0], (list, tuple)):
            return [array(value) for value in values]  # three dimensions: only to be taken apart, as in W, V = ...
        return ndarray([convert(value) for row in values for value in row], (len(values), len(values[0])))
    return ndarray([convert(value) for value in values], (len(values),))


def _written(numbers):
    """Return the numbers as NumPy prints them in an array: of one width, with as many digits as the one with most of them, at most 8."""
    if all([isinstance(x, (int, bool)) for x in numbers]):
        texts = [str(x) for x in numbers]
    else:
        sizes = [math.fabs(x) for x in numbers if x and math.isfinite(x)] or [1.0]
        letter = "e" if max(sizes) >= 1e8 or min(sizes) < 1e-4 or max(sizes) / min(sizes) > 1000 else "f"
        parts = [("%.8" + letter) % x if math.isfinite(x) else str(x) for x in numbers]
        parts = [(text.split("e")[0], text[text.find("e") :] if "e" in text else "") for text in parts]
        trimmed = [mantissa.rstrip("0") if "." in mantissa else mantissa for mantissa, _ in parts]
        places = max([len(text) - text.find(".") - 1 if "." in text else 0 for text in trimmed])
        short = letter == "f" and places == 0
        texts = []
        for (mantissa, exponent), text in zip(parts, trimmed):
            digits = mantissa[: mantissa.find(".") + 1 + places] if exponent else text + " " * (places + 1 + text.find(".") - len(text))
            texts.append((text if short else digits) + exponent)
    width = max([len(text) for text in texts])
    return [" " * (width - len(text)) + text for text in texts]


def _as_array(values):
    return values if isinstance(values, ndarray) else array(values)


def _each(function, *operands):
    """Return function(entry, entry, ...) for all entries, with numbers, rows and columns stretched to the shape of the others."""
    operands = [array(a) if isinstance(a, (list, tuple)) else a for a in operands]
    shapes = [a.shape for a in operands if isinstance(a, ndarray)]
    if not shapes:
        return function(*operands)
    shape = shapes[0]
    for other in shapes[1:]:
        shape = _broadcast(shape, other)
    rows, columns = (1, shape[0]) if len(shape) == 1 else shape
    flat = [function(*[_at(a, i, j) for a in operands]) for i in range(rows) for j in range(columns)]
    return ndarray(flat, shape)


def _broadcast(a, b):
    if len(a) < len(b):
        a, b = b, a
    b = (1,) * (len(a) - len(b)) + b
    if any(m != n and m != 1 and n != 1 for m, n in zip(a, b)):
        raise ValueError("operands could not be broadcast together with shapes %s %s" % (a, b))
    return tuple([n if m == 1 else m for m, n in zip(a, b)])


def _at(a, i, j):
    if not isinstance(a, ndarray):
        return a
    rows, columns = (1, a.shape[0]) if a.ndim == 1 else a.shape
    return a.flat[(i if rows > 1 else 0) * columns + (j if columns > 1 else 0)]


def _entries(values):
    return values.flat if isinstance(values, ndarray) else array(values).flat if isinstance(values, (list, tuple)) else [values]


def _exp(z):
    return math.exp(z) if z < 709.78 else inf


exp = lambda values: _each(_exp, values)
log = lambda values: _each(lambda x: math.log(x) if x > 0 else -inf if x == 0 else nan, values)
log10 = lambda values: _each(math.log10, values)
sqrt = lambda values: _each(math.sqrt, values)
tanh = lambda values: _each(math.tanh, values)
cosh = lambda values: _each(math.cosh, values)
sin = lambda values: _each(math.sin, values)
cos = lambda values: _each(math.cos, values)
sign = lambda values: _each(lambda x: float((x > 0) - (x < 0)), values)
maximum = lambda a, b: _each(max, a, b)
minimum = lambda a, b: _each(min, a, b)
add = lambda a, b: _each(lambda p, q: p + q, a, b)
subtract = lambda a, b: _each(lambda p, q: p - q, a, b)
multiply = lambda a, b: _each(lambda p, q: p * q, a, b)
where = lambda condition, a, b: _each(lambda c, p, q: p if c else q, condition, a, b)


def abs(values):
    return _each(lambda x: x if x >= 0 else -x, values)


def log1p(values):
    def one(x):  # Kahan's way, which keeps the digits of a small x
        u = 1 + x
        return x if u == 1 else math.log(u) * x / (u - 1)

    return _each(one, values)


_round, _sum = round, sum


def round(values, digits=0):
    return _each(lambda x: _round(x * 10.0**digits) / 10.0**digits, values)


def sum(values, axis=None, keepdims=False):
    if axis is None:
        return _sum(_entries(values))
    a = _as_array(values)
    sums = [_sum(row) for row in (a.T if axis == 0 else a).rows()] if a.ndim == 2 else [_sum(a.flat)]
    if keepdims:
        return ndarray(sums, (1, len(sums)) if axis == 0 else (len(sums), 1))
    return array(sums) if a.ndim == 2 else sums[0]


def mean(values):
    return sum(values) / len(_entries(values))


def ravel(values):
    return array(_entries(values))


def ndim(values):
    return _as_array(values).ndim if isinstance(values, (list, tuple, ndarray)) else 0


def shape(values):
    return _as_array(values).shape if isinstance(values, (list, tuple, ndarray)) else ()


def atleast_2d(values):
    a = _as_array(values if isinstance(values, (list, tuple, ndarray)) else [values])
    return a if a.ndim == 2 else ndarray(list(a.flat), (1, len(a.flat)))


def outer(a, b):
    return ndarray([p * q for p in _entries(a) for q in _entries(b)], (len(_entries(a)), len(_entries(b))))


def ones(shape):
    return zeros(shape) + 1.0


def asarray(values, dtype=None):
    return array(values, dtype)


def all(values):
    return not [x for x in _entries(values) if not x]


def isclose(a, b, rtol=1e-5, atol=1e-8):
    return _each(lambda p, q: p == q or math.fabs(p - q) <= atol + rtol * math.fabs(q), a, b)


def allclose(a, b, rtol=1e-5, atol=1e-8):
    return all(isclose(a, b, rtol, atol))


def array_equal(a, b):
    a, b = _as_array(a), _as_array(b)
    return a.shape == b.shape and a.flat == b.flat


def reshape(values, shape):
    flat = list(_entries(values))
    if len(shape) == 3:  # only to be taken apart, as in W, V = np.reshape(w, (2, 2, 2))
        size = shape[1] * shape[2]
        return [ndarray(flat[k * size : (k + 1) * size], tuple(shape[1:])) for k in range(shape[0])]
    if -1 in shape:
        known = 1
        for n in shape:
            known *= n if n != -1 else 1
        shape = [len(flat) // known if n == -1 else n for n in shape]
    return ndarray(flat, tuple(shape))


def zeros(shape):
    shape = shape if isinstance(shape, tuple) else (shape,)
    size = 1
    for n in shape:
        size *= n
    return ndarray([0.0] * size, shape)


def zeros_like(a):
    return zeros(_as_array(a).shape)


def linspace(low, high, count=50):
    step = (high - low) / (count - 1)
    return array([low + k * step for k in range(count - 1)] + [float(high)])


def ndindex(*shape):
    shape = shape[0] if isinstance(shape[0], tuple) else shape
    return [(i,) for i in range(shape[0])] if len(shape) == 1 else [(i, j) for i in range(shape[0]) for j in range(shape[1])]


def ndenumerate(a):
    return zip(ndindex(a.shape), a.flat)


def argmax(values):
    flat = _entries(values)
    return flat.index(max(flat))


class errstate:
    """A `with` block that changes nothing: nothing here warns."""

    def __init__(self, **settings):
        if "raise" in settings.values():
            raise NotImplementedError("errstate(... = 'raise') is not in the stand-in")

    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass

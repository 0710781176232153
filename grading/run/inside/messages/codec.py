"""Values in messages between two processes that do not trust each other: plain data by value, everything else by reference.

Values are written by `Codec`:

    null, true, 1, 0.5, "text"          themselves
    {"t": [...]}                         a tuple
    {"n": [dtype, base64]}               a NumPy number;  {"q": [1, 3]} a Fraction;  {"D": "0.1"} a Decimal
    {"m": 7, "l": [...]}                 a list;  "e": [...] a set;  "d": [[key, value], ...] a dict;
                                         "a": [dtype, shape, base64] an array;  "T": [array, requires_grad, grad] a tensor
    {"m": 7}                             the list, set, dict, array or tensor number 7, sent before
    {"r": 5, ...}                        an object that stays with the student's process
    {"f": 3}                             a function that stays with the judge

Lists, sets, dicts, arrays and tensors are mirrored: each side has its own copy under a common number, and each message says which of
them changed since the last one. So `function(X)` may change X in place, and `net.weights[0][0, 0] += h` reaches the network.
Nothing is ever unpickled and no dtype holds objects.
"""

import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np

from grading.run.inside.messages.arrays import array_content, as_text, checked_list, copy_into, from_text, read_array, tensor_type
from grading.run.inside.messages.channel import MAX_MESSAGE, ProtocolError, pack
from grading.run.inside.messages.mirrors import Mirrors, is_mirrored

MAX_DEPTH = 40  # of lists in lists
MAX_MIRRORS = 20_000


class Codec:
    """Turns Python values into what a message may hold, and back, for one side of a channel.

    `first` is JUDGE or STUDENT: the parity of the numbers that each gives to what it sends.
    `to_reference(value)` writes what is not plain data, `from_reference(written)` reads it; both may raise TypeError.
    Writing and reading stand together, long as that is: each line of the one has its counterpart in the other.
    """

    def __init__(self, first, to_reference, from_reference):
        self._mirrors = Mirrors(first)
        self._to_reference, self._from_reference = to_reference, from_reference

    # -- writing

    def write(self, values=None, **message):
        """Return the bytes of `message`, with the dict `values` encoded into it and with what changed on this side.

        What nothing on the judge's side holds any more is forgotten on both. Raises ValueError, and leaves everything as it was,
        when something is too deep or too large.
        """
        mark = self._mirrors.mark()
        try:
            for key, value in (values or {}).items():
                message[key] = self.encode(value)
            message["changed"] = self.changes()
            unused = self._mirrors.unused()
            packed = pack(message | {"forget": unused + self._mirrors.undone})
            if len(packed) > MAX_MESSAGE:
                raise ValueError(f"a result of more than {MAX_MESSAGE >> 20} MB is too large to look at")
            self._mirrors.forget(unused)
            self._mirrors.undone = []
            return packed
        except (ValueError, TypeError):
            self._mirrors.roll_back(mark)
            raise

    def encode(self, value, depth=0):
        """Return `value` as JSON can hold it; raise ValueError when it is too deep or too large."""
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            if value.bit_length() > 10_000:
                raise ValueError("an integer with thousands of digits is too large to look at")
            return value
        if depth > MAX_DEPTH:
            raise ValueError("lists inside lists, too deep to look at")
        if kind is tuple:
            return {"t": [self.encode(item, depth + 1) for item in value]}
        if kind is Fraction:
            return {"q": [value.numerator, value.denominator]}
        if kind is Decimal:
            return {"D": str(value)}
        if kind is frozenset:
            return {"z": [self.encode(item, depth + 1) for item in value]}
        if kind is complex:
            return {"c": [value.real, value.imag]}
        if kind is slice:
            return {"s": [self.encode(item, depth + 1) for item in (value.start, value.stop, value.step)]}
        if kind is bytes:
            return {"b": as_text(value)}
        if isinstance(value, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in "biufc":
            return {"n": [value.dtype.str, as_text(value.tobytes())]}
        if is_mirrored(value):
            return self._encode_mirrored(value, depth)
        return self._to_reference(value)

    def _encode_mirrored(self, value, depth):
        number = self._mirrors.number_of(value)
        if number is not None:
            return {"m": number}
        number = self._mirrors.add(value)  # before its content, which may hold it again
        content = self._content(value, depth)
        self._mirrors.agree(number)
        return {"m": number, **content}

    def _content(self, value, depth=0):
        kind = type(value)
        if kind is list:
            return {"l": [self.encode(item, depth + 1) for item in value]}
        if kind is set:
            return {"e": [self.encode(item, depth + 1) for item in value]}
        if kind is dict:
            return {"d": [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in value.items()]}
        if kind is np.ndarray:
            if value.nbytes > MAX_MESSAGE // 2:
                raise ValueError(f"an array of {value.nbytes >> 20} MB is too large to look at")
            return {"a": array_content(value)}
        gradient = None if value.grad is None else self._content(value.grad.detach().numpy())["a"]
        return {"T": [self._content(value.detach().numpy())["a"], value.requires_grad, gradient]}

    def changes(self):
        """Return what changed on this side since the last message, as [[number, content], ...]."""
        return [[number, self._content(value)] for number, value in self._mirrors.changed()]

    # -- reading

    def decode(self, written, depth=0):
        """Return the value that was written; raise ProtocolError when nothing writes that."""
        if written is None or type(written) in (bool, int, float):
            return written
        if type(written) is str:
            return _clean(written)
        if type(written) is not dict or depth > MAX_DEPTH + 1:
            raise ProtocolError("a value is neither plain nor an object")
        if "m" in written:
            return self._decode_mirrored(written, depth)
        if len(written) == 1:
            ((tag, content),) = written.items()
            if tag == "t":
                return tuple(self.decode(item, depth + 1) for item in checked_list(content))
            if tag in ("q", "D"):
                return _exact(content)
            if tag == "z":
                return frozenset(self._members(content, depth))
            if tag == "s":
                return slice(*(self.decode(item, depth + 1) for item in checked_list(content, 3)))
            if tag == "c":
                return complex(*(_number(item) for item in checked_list(content, 2)))
            if tag == "b":
                return from_text(content)
            if tag == "n":
                dtype, data = checked_list(content, 2)
                return read_array(dtype, [], data)[()]
        return self._from_reference(written)

    def _decode_mirrored(self, written, depth):
        number = written["m"]
        if type(number) is not int or number < 0:
            raise ProtocolError("a number of a mirrored value is not a number")
        if len(written) == 1:
            if number not in self._mirrors:
                raise ProtocolError("a mirrored value is not known")
            return self._mirrors[number]
        if self._mirrors.is_ours(number) or number in self._mirrors or len(written) != 2 or len(self._mirrors) >= MAX_MIRRORS:
            raise ProtocolError("a mirrored value comes out of turn")
        tag = next(tag for tag in written if tag != "m")
        value = _empty(tag, written[tag])
        self._mirrors.add(value, number)  # before its content, which may hold it again
        if tag != "a":  # an array has its numbers from the start
            self._fill(value, tag, written[tag], depth)
        self._mirrors.agree(number)
        return value

    def _fill(self, value, tag, content, depth):
        """Make `value` have the content that was written; its kind, and the shape of an array, cannot change."""
        if tag == "l" and type(value) is list:
            value[:] = [self.decode(item, depth + 1) for item in checked_list(content)]
        elif tag == "e" and type(value) is set:
            members = self._members(content, depth)
            value.clear()
            value.update(members)
        elif tag == "d" and type(value) is dict:
            pairs = [checked_list(pair, 2) for pair in checked_list(content)]
            try:
                items = {self.decode(key, depth + 1): self.decode(item, depth + 1) for key, item in pairs}
            except TypeError as error:
                raise ProtocolError("a key cannot be a key") from error
            value.clear()
            value.update(items)
        elif tag == "a" and type(value) is np.ndarray:
            copy_into(value, read_array(*checked_list(content, 3)))
        elif tag == "T" and type(value) is tensor_type():
            data, requires_grad, gradient = checked_list(content, 3)
            copy_into(value.detach().numpy(), read_array(*checked_list(data, 3)))
            if type(requires_grad) is not bool or (requires_grad and not value.is_floating_point()):
                raise ProtocolError("a tensor cannot need this gradient")
            value.requires_grad_(requires_grad)
            value.grad = None if gradient is None else _gradient(value, gradient)
        else:
            raise ProtocolError("a mirrored value changed its kind")

    def _members(self, content, depth):
        try:
            return {self.decode(item, depth + 1) for item in checked_list(content)}
        except TypeError as error:
            raise ProtocolError("a member of a set cannot be one") from error

    def apply(self, changed):
        """Bring the copies on this side up to date with the other side's `changes()`."""
        for number, content in (checked_list(change, 2) for change in checked_list(changed)):
            if type(number) is not int or number not in self._mirrors or type(content) is not dict or len(content) != 1:
                raise ProtocolError("a change of something unknown")
            self._mirrors.will_be_changed(number)
            ((tag, written),) = content.items()
            self._fill(self._mirrors[number], tag, written, 0)
            self._mirrors.agree(number)

    def forget(self, numbers):
        """Stop mirroring the values with these numbers."""
        self._mirrors.forget(numbers)

    def undo(self):
        """Give what this side sent, and the other side changed, its old content again, and stop mirroring everything."""
        self._mirrors.undo()


def _clean(text):
    """Return the text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _exact(content):
    """Return the Fraction, of two whole numbers, or the Decimal, of a text, that was written."""
    try:
        return Decimal(content) if type(content) is str else Fraction(*checked_list(content, 2))
    except (ArithmeticError, TypeError, ValueError) as error:
        raise ProtocolError("an exact number is not one") from error


def _number(value):
    if type(value) not in (int, float):
        raise ProtocolError("a number is missing")
    return float(value)


def _empty(tag, content):
    """Return a value of the kind that the tag names, to be filled; an array or a tensor has its numbers already."""
    if tag in ("l", "e", "d"):
        return {"l": [], "e": set(), "d": {}}[tag]
    if tag == "a":
        return read_array(*checked_list(content, 3))
    if tag == "T" and "torch" in sys.modules:
        return sys.modules["torch"].from_numpy(read_array(*checked_list(checked_list(content, 3)[0], 3)))
    raise ProtocolError("a mirrored value is of an unknown kind")


def _gradient(value, written):
    """Return the gradient that was written for a tensor."""
    array = read_array(*checked_list(written, 3))
    if array.shape != tuple(value.shape) or array.dtype != value.detach().numpy().dtype:
        raise ProtocolError("a gradient does not fit its tensor")
    return sys.modules["torch"].from_numpy(array)

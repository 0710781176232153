"""The lists, sets, dicts, arrays and tensors that both sides of a channel have, each its own copy under a common number."""

import operator
import sys

import numpy as np

from grading.run.inside.messages.arrays import tensor_type

JUDGE, STUDENT = 0, 1


class _Mirror:
    """One mutable object that both sides have, and what it looked like when they last agreed."""

    __slots__ = ("before", "seen", "value")

    def __init__(self, value):
        self.value, self.seen, self.before = value, None, None


class Mirrors:
    """What one side has, by number, and what has changed since the two sides last agreed.

    `first` is JUDGE or STUDENT: the parity of the numbers that each gives to what it sends.
    """

    def __init__(self, first):
        self._next = self._first = first
        self._mirrors, self._numbers, self.undone = {}, {}, []

    def __len__(self):
        return len(self._mirrors)

    def __contains__(self, number):
        return number in self._mirrors

    def __getitem__(self, number):
        return self._mirrors[number].value

    def number_of(self, value):
        """Return the number of a value, None when it is not mirrored."""
        return self._numbers.get(id(value))

    def is_ours(self, number):
        """Tell whether this side gave the number."""
        return number % 2 == self._first

    def add(self, value, number=None):
        """Mirror a value, under the other side's number or a new one; return the number."""
        if number is None:
            number, self._next = self._next, self._next + 2
        self._mirrors[number] = _Mirror(value)
        self._numbers[id(value)] = number
        return number

    def agree(self, number):
        """Note that both sides now have the same under this number."""
        mirror = self._mirrors[number]
        mirror.seen = _look(mirror.value)

    def changed(self):
        """Yield (number, value) for what changed on this side since the last message; from then on both sides agree on it."""
        for number, mirror in list(self._mirrors.items()):
            look = _look(mirror.value)
            if not _same(look, mirror.seen):
                mirror.seen = look
                yield number, mirror.value

    def will_be_changed(self, number):
        """Keep what a value was like before the other side changed it, for `undo`."""
        mirror = self._mirrors[number]
        if mirror.before is None:
            mirror.before = (_look(mirror.value),)

    def mark(self):
        """Return what `roll_back` needs to forget all that was added or agreed on after it."""
        return self._next, {number: mirror.seen for number, mirror in self._mirrors.items()}

    def roll_back(self, mark):
        """Make everything as it was at the mark, for a message that could not be sent."""
        first, seen = mark
        self.forget([number for number in self._mirrors if number >= first and self.is_ours(number)])
        for number, look in seen.items():
            self._mirrors[number].seen = look

    def unused(self):
        """Return the numbers of the values that only the mirror still holds. The judge decides; the other side follows."""
        if self._first != JUDGE:
            return []
        # Two references: the mirror's, and the argument of getrefcount. CPython counts exactly; an object kept too long costs only time.
        return [number for number, mirror in self._mirrors.items() if sys.getrefcount(mirror.value) <= 2]

    def forget(self, numbers):
        """Stop mirroring the values with these numbers."""
        for number in numbers:
            mirror = self._mirrors.pop(number, None)
            if mirror is not None:
                del self._numbers[id(mirror.value)]

    def undo(self):
        """Give what this side sent, and the other side changed, its old content again, and stop mirroring everything."""
        for number, mirror in self._mirrors.items():
            if mirror.before is not None and self.is_ours(number):
                _put_back(mirror.value, *mirror.before)
        self.undone += self._mirrors
        self.forget(self.undone)


def is_mirrored(value):
    """Tell whether each side has its own copy of such a value."""
    kind = type(value)
    if kind in (list, set, dict):
        return True
    if kind is np.ndarray:
        return value.dtype.kind in "biufc"
    return kind is tensor_type() and value.is_leaf and value.device.type == "cpu" and value.dtype in _tensor_dtypes()


def _tensor_dtypes():
    torch = sys.modules["torch"]
    return (torch.float64, torch.float32, torch.float16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)


def _look(value):
    """Return something that differs from a later look when the value, itself, has changed in between."""
    if type(value) is list:
        return list(value)
    if type(value) is set:
        return set(value)
    if type(value) is dict:
        return [part for item in value.items() for part in item]
    if type(value) is np.ndarray:
        return (value.dtype.str, value.shape, value.tobytes())
    gradient = None if value.grad is None else value.grad.detach().numpy().tobytes()
    return (value.requires_grad, tuple(value.shape), value.detach().numpy().tobytes(), gradient)


def _same(look, other):
    if type(look) is list:
        return len(look) == len(other) and all(map(operator.is_, look, other))
    return look == other


def _put_back(value, look):
    if type(value) is list:
        value[:] = look
    elif type(value) is set:
        value.clear()
        value.update(look)
    elif type(value) is dict:
        value.update(zip(look[::2], look[1::2], strict=True))
    elif type(value) is np.ndarray:
        value[...] = np.frombuffer(look[2], look[0]).reshape(look[1])
    else:
        array = value.detach().numpy()
        array[...] = np.frombuffer(look[2], array.dtype).reshape(array.shape)
        value.grad = (
            None if look[3] is None else sys.modules["torch"].from_numpy(np.frombuffer(look[3], array.dtype).reshape(array.shape).copy())
        )

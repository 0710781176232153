"""Messages between two processes that do not trust each other: length-bounded JSON, plain data by value, everything else by reference.

A message is four bytes of length and a JSON object. Values inside it are written by `Codec`:

    null, true, 1, 0.5, "text"          themselves
    {"t": [...]}                         a tuple
    {"n": [dtype, base64]}               a NumPy number
    {"m": 7, "l": [...]}                 a list;  "d": [[key, value], ...] a dict;  "a": [dtype, shape, base64] an array;
                                         "T": [array, requires_grad, grad] a tensor
    {"m": 7}                             the list, dict, array or tensor number 7, sent before
    {"r": 5, ...}                        an object that stays with the student's process
    {"f": 3}                             a function that stays with the judge

Lists, dicts, arrays and tensors are mirrored: each side has its own copy under a common number, and each message says which of
them changed since the last one. So `function(X)` may change X in place, and `net.weights[0][0, 0] += h` reaches the network.
Nothing is ever unpickled and no dtype holds objects.
"""

import array
import base64
import json
import math
import socket
import struct
import sys

import numpy as np

MAX_MESSAGE = 16 << 20  # bytes, of the values in one message
LONGEST_TRUSTED = 1 << 30
MAX_DEPTH = 40  # of lists in lists
MAX_MIRRORS = 20_000
JUDGE, STUDENT = 0, 1
_LENGTH = struct.Struct(">I")


class ProtocolError(Exception):
    """The other side sent something that is not a message."""


def pack(message):
    """Return the bytes of a message."""
    data = json.dumps(message, separators=(",", ":")).encode()
    return _LENGTH.pack(len(data)) + data


class Channel:
    """A connected socket that carries messages, of at most `longest` bytes from the other side."""

    def __init__(self, connection, longest=LONGEST_TRUSTED):
        self._connection, self._longest, self._arrived = connection, longest, bytearray()

    def send(self, message):
        """Send a dict, or what `pack` made of one; raise OSError when nobody listens any more."""
        self._connection.sendall(message if type(message) is bytes else pack(message))

    def fileno(self):
        return self._connection.fileno()

    def receive(self):
        """Return the next dict; raise EOFError when the other side is gone, ProtocolError when it is not one."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        if length > self._longest:
            raise ProtocolError(f"a message of {length} bytes is too long")
        data = self._exactly(length)
        try:
            message = json.loads(data)
        except (ValueError, RecursionError, MemoryError) as error:
            raise ProtocolError("a message is not JSON") from error
        if type(message) is not dict:
            raise ProtocolError("a message is not an object")
        return message

    def _exactly(self, count):
        data = self._arrived  # grows with what arrives: a length that lies costs nothing
        while len(data) < count:
            try:
                part = self._connection.recv(1 << 18)
            except ConnectionError:
                part = b""
            if not part:
                raise EOFError("the other side is gone")
            data += part
        taken = bytes(data[:count])
        del data[:count]
        return taken

    def close(self):
        self._connection.close()


def ask(connection, role, theirs):
    """Ask the warm process on `connection` for a process in this role (one byte), to which the socket `theirs` is given."""
    connection.sendmsg([role], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [theirs.fileno()]))])


class _Mirror:
    """One mutable object that both sides have, and what it looked like when they last agreed."""

    __slots__ = ("before", "seen", "value")

    def __init__(self, value):
        self.value, self.seen, self.before = value, None, None


class Codec:
    """Turns Python values into what a message may hold, and back, for one side of a channel.

    `first` is JUDGE or STUDENT: the parity of the numbers that each gives to what it sends.
    `to_reference(value)` writes what is not plain data, `from_reference(written)` reads it; both may raise TypeError.
    """

    def __init__(self, first, to_reference, from_reference):
        self._next = self._first = first
        self._to_reference, self._from_reference = to_reference, from_reference
        self._mirrors, self._numbers, self._undone = {}, {}, []

    # -- writing

    def write(self, values=None, **message):
        """Return the bytes of `message`, with the dict `values` encoded into it and with what changed on this side.

        What nothing on the judge's side holds any more is forgotten on both. Raises ValueError, and leaves everything as it was,
        when something is too deep or too large.
        """
        first, seen = self._next, {number: mirror.seen for number, mirror in self._mirrors.items()}
        try:
            for key, value in (values or {}).items():
                message[key] = self.encode(value)
            message["changed"] = self.changes()
            unused = self._unused()
            packed = pack(message | {"forget": unused + self._undone})
            if len(packed) > MAX_MESSAGE:
                raise ValueError(f"a result of more than {MAX_MESSAGE >> 20} MB is too large to look at")
            self.forget(unused)
            self._undone = []
            return packed
        except (ValueError, TypeError):
            self.forget([number for number in self._mirrors if number >= first and number % 2 == self._first])
            for number, look in seen.items():
                self._mirrors[number].seen = look
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
        if kind is complex:
            return {"c": [value.real, value.imag]}
        if kind is slice:
            return {"s": [self.encode(item, depth + 1) for item in (value.start, value.stop, value.step)]}
        if kind is bytes:
            return {"b": _text(value)}
        if isinstance(value, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in "biufc":
            return {"n": [value.dtype.str, _text(value.tobytes())]}
        if _is_mirrored(value):
            return self._encode_mirrored(value, depth)
        return self._to_reference(value)

    def _encode_mirrored(self, value, depth):
        number = self._numbers.get(id(value))
        if number is not None:
            return {"m": number}
        number, self._next = self._next, self._next + 2
        self._add(number, value)
        content = self._content(value, depth)
        self._mirrors[number].seen = _look(value)
        return {"m": number, **content}

    def _content(self, value, depth=0):
        kind = type(value)
        if kind is list:
            return {"l": [self.encode(item, depth + 1) for item in value]}
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
        changed = []
        for number, mirror in list(self._mirrors.items()):
            look = _look(mirror.value)
            if not _same(look, mirror.seen):
                mirror.seen = look
                changed.append([number, self._content(mirror.value)])
        return changed

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
                return tuple(self.decode(item, depth + 1) for item in _list(content))
            if tag == "s":
                return slice(*(self.decode(item, depth + 1) for item in _list(content, 3)))
            if tag == "c":
                return complex(*(_number(item) for item in _list(content, 2)))
            if tag == "b":
                return _bytes(content)
            if tag == "n":
                dtype, data = _list(content, 2)
                return read_array(dtype, [], data)[()]
        return self._from_reference(written)

    def _decode_mirrored(self, written, depth):
        number = written["m"]
        if type(number) is not int or number < 0:
            raise ProtocolError("a number of a mirrored value is not a number")
        if len(written) == 1:
            if number not in self._mirrors:
                raise ProtocolError("a mirrored value is not known")
            return self._mirrors[number].value
        if number % 2 == self._first or number in self._mirrors or len(written) != 2 or len(self._mirrors) >= MAX_MIRRORS:
            raise ProtocolError("a mirrored value comes out of turn")
        tag = next(tag for tag in written if tag != "m")
        value = self._empty(tag, written[tag])
        self._add(number, value)  # before its content, which may hold it again
        self._fill(value, tag, written[tag], depth)
        self._mirrors[number].seen = _look(value)
        return value

    @staticmethod
    def _empty(tag, content):
        if tag in ("l", "d"):
            return [] if tag == "l" else {}
        if tag == "a":
            return read_array(*_list(content, 3))
        if tag == "T" and "torch" in sys.modules:
            return sys.modules["torch"].from_numpy(read_array(*_list(_list(content, 3)[0], 3)))
        raise ProtocolError("a mirrored value is of an unknown kind")

    def _fill(self, value, tag, content, depth):
        """Make `value` have the content that was written; its kind, and the shape of an array, cannot change."""
        if tag == "l" and type(value) is list:
            value[:] = [self.decode(item, depth + 1) for item in _list(content)]
        elif tag == "d" and type(value) is dict:
            pairs = [_list(pair, 2) for pair in _list(content)]
            try:
                items = {self.decode(key, depth + 1): self.decode(item, depth + 1) for key, item in pairs}
            except TypeError as error:
                raise ProtocolError("a key cannot be a key") from error
            value.clear()
            value.update(items)
        elif tag == "a" and type(value) is np.ndarray:
            _copy_into(value, read_array(*_list(content, 3)))
        elif tag == "T" and type(value) is tensor_type():
            data, requires_grad, gradient = _list(content, 3)
            _copy_into(value.detach().numpy(), read_array(*_list(data, 3)))
            if type(requires_grad) is not bool or (requires_grad and not value.is_floating_point()):
                raise ProtocolError("a tensor cannot need this gradient")
            value.requires_grad_(requires_grad)
            value.grad = None if gradient is None else self._gradient(value, gradient)
        else:
            raise ProtocolError("a mirrored value changed its kind")

    @staticmethod
    def _gradient(value, written):
        array = read_array(*_list(written, 3))
        if array.shape != tuple(value.shape) or array.dtype != value.detach().numpy().dtype:
            raise ProtocolError("a gradient does not fit its tensor")
        return sys.modules["torch"].from_numpy(array)

    def apply(self, changed):
        """Bring the copies on this side up to date with the other side's `changes()`."""
        for number, content in (_list(change, 2) for change in _list(changed)):
            mirror = self._mirrors.get(number) if type(number) is int else None
            if mirror is None or type(content) is not dict or len(content) != 1:
                raise ProtocolError("a change of something unknown")
            if mirror.before is None:
                mirror.before = (_look(mirror.value),)
            ((tag, written),) = content.items()
            self._fill(mirror.value, tag, written, 0)
            mirror.seen = _look(mirror.value)

    # -- forgetting

    def _add(self, number, value):
        self._mirrors[number] = _Mirror(value)
        self._numbers[id(value)] = number

    def _unused(self):
        """Return the numbers of the mirrored values that only the mirror still holds. The judge decides; the other side follows."""
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
            if mirror.before is not None and number % 2 == self._first:
                _put_back(mirror.value, *mirror.before)
        self._undone += self._mirrors
        self.forget(self._undone)


def tensor_type():
    """Return the class of torch's tensors, None where torch is not imported."""
    return getattr(sys.modules.get("torch"), "Tensor", None)


def _is_mirrored(value):
    kind = type(value)
    if kind in (list, dict):
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
    if type(value) is dict:
        return [part for item in value.items() for part in item]
    if type(value) is np.ndarray:
        return (value.dtype.str, value.shape, value.tobytes())
    gradient = None if value.grad is None else value.grad.detach().numpy().tobytes()
    return (value.requires_grad, tuple(value.shape), value.detach().numpy().tobytes(), gradient)


def _same(look, other):
    if type(look) is list:
        return len(look) == len(other) and all(a is b for a, b in zip(look, other, strict=True))
    return look == other


def _put_back(value, look):
    if type(value) is list:
        value[:] = look
    elif type(value) is dict:
        value.clear()
        value.update(zip(look[::2], look[1::2], strict=True))
    elif type(value) is np.ndarray:
        value[...] = np.frombuffer(look[2], look[0]).reshape(look[1])
    else:
        array = value.detach().numpy()
        array[...] = np.frombuffer(look[2], array.dtype).reshape(array.shape)
        value.grad = (
            None if look[3] is None else sys.modules["torch"].from_numpy(np.frombuffer(look[3], array.dtype).reshape(array.shape).copy())
        )


def _copy_into(old, new):
    if old.dtype != new.dtype or old.shape != new.shape:
        raise ProtocolError("an array changed its shape or dtype")
    if old.flags.writeable:
        old[...] = new


def _text(data):
    return base64.b64encode(data).decode()


def _clean(text):
    """Return the text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _list(content, length=None):
    if type(content) is not list or (length is not None and len(content) != length):
        raise ProtocolError("a list is missing")
    return content


def _number(value):
    if type(value) not in (int, float):
        raise ProtocolError("a number is missing")
    return float(value)


def _bytes(content):
    if type(content) is not str:
        raise ProtocolError("base64 is missing")
    try:
        return base64.b64decode(content, validate=True)
    except ValueError as error:
        raise ProtocolError("base64 is damaged") from error


def array_content(value):
    """Return what a message holds of an array."""
    return [value.dtype.str, list(value.shape), _text(value.tobytes())]


def read_array(dtype, shape, data):
    """Return a new array, of a dtype that holds numbers and nothing else."""
    if type(dtype) is not str or len(dtype) > 4 or dtype[:1] not in ("<", ">", "|") or dtype[1:2] not in tuple("biufc"):
        raise ProtocolError("a dtype is not one of numbers")
    try:
        dtype = np.dtype(dtype)
    except TypeError as error:
        raise ProtocolError("a dtype is not one of numbers") from error
    if len(_list(shape)) > 16 or not all(type(size) is int and 0 <= size < 1 << 40 for size in shape):
        raise ProtocolError("a shape is not a shape")
    data = _bytes(data)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise ProtocolError("a shape does not fit its data")
    return np.frombuffer(data, dtype).reshape(shape).copy()

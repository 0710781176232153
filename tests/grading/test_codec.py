"""Both ends of a channel in one process, in milliseconds: what one writes the other reads, and nothing else is understood."""

import json
import socket
import struct
import sys
import threading
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from grading.run.inside.messages import channel, codec, texts
from grading.run.inside.messages.arrays import array_content, as_text
from grading.run.inside.messages.channel import Channel, ProtocolError
from grading.run.inside.messages.codec import MAX_DEPTH, Codec
from grading.run.inside.messages.mirrors import JUDGE, STUDENT


def no_reference(value):
    raise TypeError(f"no reference: {value}")


def ends():
    """Return the codecs of a judge and a student who know of nothing yet."""
    return Codec(JUDGE, no_reference, no_reference), Codec(STUDENT, no_reference, no_reference)


def message(sender, **values):
    """Return the dict that arrives on the other side."""
    data = sender.write(values)
    assert struct.unpack(">I", data[:4]) == (len(data) - 4,)
    return json.loads(data[4:])


def crossed(sender, receiver, value):
    """Return what the other side gets of a value, with all that changed until then."""
    arrived = message(sender, value=value)
    receiver.forget(arrived["forget"])
    receiver.apply(arrived["changed"])
    return receiver.decode(arrived["value"])


def nested(depth, innermost=()):
    for _ in range(depth):
        innermost = (innermost,)
    return innermost


PLAIN = [
    *(None, True, False, 0, -3, 2**9_999, 0.5, -0.0, float("inf"), "text", "", b"", b"\x00\xff", 1 - 2j, slice(1, None, 2), slice(3)),
    *((), (1, "a", (None,)), Fraction(-1, 3), Decimal("0.10"), Decimal("NaN"), frozenset(), frozenset({1, (2, 3)})),
    *(np.float64(0.1), np.float32(0.1), np.int8(-3), np.uint64(2**63), np.bool_(True), np.complex128(1j)),
]
MIRRORED = [
    *([], [1, [2, []]], set(), {1, 0.5}, {}, {"a": [1], 2: {}}),
    *(np.zeros(()), np.zeros((0, 3)), np.arange(6).reshape(2, 3), np.array([True, False]), np.array([1j]), np.ones((1,) * 16)),
    *(np.arange(6, dtype=">i2"), np.asfortranarray(np.arange(6.0).reshape(2, 3))),
]


def same(value, other):
    if isinstance(value, np.ndarray):
        return type(other) is np.ndarray and value.dtype == other.dtype and value.shape == other.shape and (value == other).all()
    return type(value) is type(other) and repr(value) == repr(other)


@pytest.mark.parametrize("value", [*PLAIN, *MIRRORED], ids=lambda value: f"{type(value).__name__} {value!r:.20}")
def test_a_value_crosses_both_ways_as_it_is(value):
    for sender, receiver in (ends(), ends()[::-1]):
        assert same(value, crossed(sender, receiver, value))


def test_text_without_lone_surrogates():
    assert crossed(*ends(), "a\ud800b") == "a?b"


def test_what_is_no_data_goes_by_reference():
    judge = Codec(JUDGE, lambda value: {"f": 3}, lambda written: ("read", written))
    assert judge.encode(print) == {"f": 3}
    assert judge.encode(np.array(["a"])) == judge.encode(np.array([None])) == {"f": 3}
    assert judge.decode({"f": 3}) == ("read", {"f": 3})
    assert judge.decode({"t": [], "more": 1}) == ("read", {"t": [], "more": 1})


def test_one_object_stays_one_and_may_hold_itself():
    judge, student = ends()
    value = [1]
    value.append(value)
    got = crossed(judge, student, (value, {"again": value}))
    assert got[0] is got[1]["again"]
    assert got[0][1] is got[0]
    assert crossed(student, judge, got[0]) is value
    assert message(judge, value=value)["value"] == {"m": 0}
    assert crossed(student, judge, [9]) == [9]  # the student's numbers are odd, the judge's even
    assert message(student, value=[8])["value"]["m"] == 3
    assert message(judge, value=[7])["value"]["m"] == 4


@pytest.mark.parametrize(
    ("value", "change"),
    [
        ([1, 2], lambda value: value.append(3)),
        ([1.0, 2], lambda value: value.__setitem__(0, 1)),  # equal, and another object all the same
        ({1, 2}, lambda value: value.add(3)),
        ({"a": 1, "b": 2}, lambda value: value.update(a=3)),
        ({"a": 1}, lambda value: value.update(b=3)),
        (np.zeros((2, 3)), lambda value: value.__setitem__((1, 2), 5.0)),
        (np.zeros(()), lambda value: value.__setitem__((), 5.0)),
    ],
)
def test_a_change_reaches_the_other_side_once_and_can_be_undone(value, change):
    judge, student = ends()
    before, same_object = str(value), value
    theirs = crossed(judge, student, value)
    assert message(judge)["changed"] == message(student)["changed"] == []
    change(theirs)
    arrived = message(student)
    assert [number for number, _ in arrived["changed"]] == [0]
    assert message(student)["changed"] == []
    judge.apply(arrived["changed"])
    assert str(value) == str(theirs) != before
    assert message(judge)["changed"] == [], "the student knows it already"
    change_once_more = message(student)["changed"]
    judge.apply(change_once_more)
    judge.undo()
    if type(value) is dict and len(value) > 1 and "b" in value and "'b'" not in before:
        value.pop("b")  # a key that came is not in the old content; it goes with the dict
    assert str(value) == before
    assert value is same_object
    assert message(judge)["forget"] == [0]
    assert message(judge)["forget"] == []
    assert message(judge, value=value)["value"]["m"] == 2, "after that it is new"


def test_what_nobody_holds_is_forgotten_on_both_sides():
    judge, student = ends()
    kept, gone = [1], [2]
    crossed(judge, student, (kept, gone))
    del gone
    assert message(student)["forget"] == []
    arrived = message(judge)
    assert arrived["forget"] == [2]
    student.forget([*arrived["forget"], 99])
    with pytest.raises(ProtocolError):
        student.decode({"m": 2})
    assert student.decode({"m": 0}) == kept


def test_limits_are_kept_to_the_last_value_and_leave_everything_as_it_was():
    judge, student = ends()
    known, new = [1], [5]
    crossed(judge, student, known)
    known.append(2)
    for large in (nested(MAX_DEPTH + 1), 2**10_000, -(2**10_000), [nested(MAX_DEPTH)]):
        with pytest.raises(ValueError, match=r"too (deep|large) to look at"):
            judge.write({"first": new, "value": large})
    with pytest.raises(TypeError):
        judge.write({"first": new, "value": print})
    arrived = message(judge, value=new)
    assert [number for number, _ in arrived["changed"]] == [0], "the change was not lost with the message"
    assert arrived["value"]["l"] == [5], "and what it held is new"
    student.apply(arrived["changed"])
    assert student.decode(arrived["value"]) == [5]
    assert crossed(*ends(), nested(MAX_DEPTH)) == nested(MAX_DEPTH)


def test_a_large_array_and_a_large_message_are_refused(monkeypatch):
    monkeypatch.setattr(codec, "MAX_MESSAGE", 3 << 20)
    judge, _ = ends()
    half = np.zeros((3 << 20) // 2, np.uint8)
    judge.write({"value": half})
    with pytest.raises(ValueError, match=r"^an array of 1 MB is too large to look at$"):
        judge.write({"value": np.zeros(len(half) + 1, np.uint8)})
    with pytest.raises(ValueError, match=r"^a result of more than 3 MB is too large to look at$"):
        judge.write({"value": "a" * (3 << 20)})
    judge.write({"value": "a" * ((3 << 20) - 100)})


def array(dtype, shape, data=b"\0" * 8):
    return {"m": 1, "a": [dtype, shape, as_text(data) if isinstance(data, bytes) else data]}


def deep(depth):
    written = {"t": []}
    for _ in range(depth):
        written = {"t": [written]}
    return written


WRAPPED = {
    "tuple": lambda inner, number: {"t": [inner]},
    "frozenset": lambda inner, number: {"z": [inner]},
    "slice": lambda inner, number: {"s": [None, inner, None]},
    "list": lambda inner, number: {"m": number, "l": [inner]},
    "dict": lambda inner, number: {"m": number, "d": [[1, inner]]},
    "key": lambda inner, number: {"m": number, "d": [[inner, 1]]} if number == 1 else {"t": [inner]},
    "set": lambda inner, number: {"m": number, "e": [inner]} if number == 1 else {"z": [inner]},
}
NESTED = {
    "tuple": lambda inner, last: (inner,),
    "frozenset": lambda inner, last: frozenset([inner]),
    "slice": lambda inner, last: slice(None, inner, None),
    "list": lambda inner, last: [inner],
    "dict": lambda inner, last: {1: inner},
    "key": lambda inner, last: {inner: 1} if last else (inner,),
    "set": lambda inner, last: {inner} if last else frozenset([inner]),
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_whatever_is_inside_what_it_is_not_understood_when_too_deep(kind):
    for depth in (MAX_DEPTH + 1, MAX_DEPTH + 2):
        written = {"t": []}
        for number in range(2 * depth - 1, 0, -2):
            written = WRAPPED[kind](written, number)
        if depth == MAX_DEPTH + 1:
            ends()[0].decode(written)
        else:
            with pytest.raises(ProtocolError):
                ends()[0].decode(written)


@pytest.mark.parametrize("kind", NESTED)
def test_whatever_is_inside_what_it_is_not_written_when_too_deep(kind):
    for depth in (MAX_DEPTH, MAX_DEPTH + 1):
        value = ()
        for left in range(depth, 0, -1):
            value = NESTED[kind](value, left == 1)
        if depth == MAX_DEPTH:
            assert same(value, crossed(*ends(), value))
        else:
            with pytest.raises(ValueError, match="too deep"):
                ends()[0].write({"value": value})


WRONG = [
    *([1], {"t": 3}, {"t": {"a": 1}}, {"z": 3}, {"s": [1, 2]}, {"s": [1, 2, 3, 4]}, {"c": [1]}, {"c": ["a", 1]}, {"c": [True, 1]}),
    *({"b": 3}, {"b": "%%%%"}, {"b": "a"}, {"n": ["<f8"]}, {"n": ["|O8", as_text(bytes(8))]}, {"n": ["<f8", as_text(bytes(9))]}),
    *({"q": [1, 0]}, {"q": [1]}, {"q": ["a", 1]}, {"q": 3}, {"D": "x"}, {"D": ["x", 1]}, {"z": [{"m": 1, "l": []}]}, deep(MAX_DEPTH + 2)),
    *({"m": True}, {"m": -1}, {"m": "1"}, {"m": 5}, {"m": 0, "l": []}, {"m": 1, "x": []}, {"m": 1, "l": [], "e": []}, {"m": 1, "l": 3}),
    *({"m": 1, "e": [{"m": 3, "l": []}]}, {"m": 1, "d": [[{"m": 3, "l": []}, 1]]}, {"m": 1, "d": [[1]]}, {"m": 1, "d": 3}),
    *(array(dtype, [1]) for dtype in (5, "<U2", "|O8", "=f8", "f8", "<f99", "<f800", "", "<M8")),
    *(array("<f8", shape) for shape in (1, [2], [True], [1.0], [-1], [1] * 17, [0, 1 << 40], ["1"])),
    *(array("<f8", [1], data) for data in (b"", b"\0" * 7, b"\0" * 9, None, "%")),
    array("<f8", [0, 1 << 40], b""),
    {"m": 1, "a": ["<f8", [1]]},
    {"m": 1, "T": [array("<f8", [1])["a"], "yes", None]},
]


@pytest.mark.parametrize("written", WRONG, ids=lambda written: f"{written!r:.60}")
def test_what_nothing_writes_is_not_understood(written):
    judge, _ = ends()
    with pytest.raises(ProtocolError):
        judge.decode(written)


def test_what_is_next_to_wrong_is_understood():
    assert crossed(*ends(), nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    judge, _ = ends()
    judge.decode(deep(MAX_DEPTH + 1))
    assert judge.decode(array("<f8", [1] * 16)).shape == (1,) * 16
    assert judge.decode({"m": 3, "a": ["<f8", [0, (1 << 40) - 1], ""]}).size == 0
    assert judge.decode({"c": [1, 2.5]}) == 1 + 2.5j
    with pytest.raises(ProtocolError):
        judge.decode({"m": 1, "l": []})  # it is there already


def test_a_process_cannot_fill_the_memory_with_values_that_stay(monkeypatch):
    monkeypatch.setattr(codec, "MAX_MIRRORS", 3)
    judge, _ = ends()
    for number in (1, 3, 5):
        judge.decode({"m": number, "l": []})
    with pytest.raises(ProtocolError):
        judge.decode({"m": 7, "l": []})


@pytest.mark.parametrize(
    "changed",
    [
        *(3, [3], [[0]], [[0, {"l": []}, 1]], [["0", {"l": []}]], [[True, {"l": []}]], [[4, {"l": []}]], [[0, 5]], [[0, {}]]),
        *([[0, {"l": [], "e": []}]], [[0, {"e": []}]], [[0, {"d": []}]], [[0, {"a": array_content(np.zeros(2))}]], [[0, {"x": []}]]),
        *([[2, {"l": []}]], [[2, {"a": array_content(np.zeros(3))}]], [[2, {"a": array_content(np.zeros(2, "f4"))}]], [[2, {"T": []}]]),
    ],
    ids=repr,
)
def test_a_change_of_kind_or_of_what_is_not_there_is_not_understood(changed):
    judge, student = ends()
    value, numbers = [1], np.array([1.0, 2.0])
    crossed(judge, student, (value, numbers))
    with pytest.raises(ProtocolError):
        judge.apply(changed)
    assert value == [1]
    assert numbers.tolist() == [1.0, 2.0]


def test_an_array_that_may_not_be_written_stays_as_it_is():
    judge, student = ends()
    fixed = np.array([1.0])
    fixed.flags.writeable = False
    theirs = crossed(judge, student, fixed)
    theirs[0] = 2.0
    judge.apply(message(student)["changed"])
    assert fixed[0] == 1.0


# Tensors -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "uint8", "bool"])
def test_a_tensor_crosses_with_its_gradient(torch, dtype):
    kind = getattr(torch, dtype)
    value = torch.tensor([[1, 0], [0, 1]], dtype=kind, requires_grad=kind.is_floating_point)
    if value.requires_grad:
        value.grad = torch.tensor([[0.5, 1.0], [2.0, 3.0]], dtype=kind)
    judge, student = ends()
    theirs = crossed(judge, student, value)
    assert type(theirs) is torch.Tensor
    assert (theirs.dtype, theirs.requires_grad) == (kind, value.requires_grad)
    assert torch.equal(theirs, value)
    assert theirs.grad is None if value.grad is None else torch.equal(theirs.grad, value.grad)
    assert message(judge)["changed"] == message(student)["changed"] == []


def test_what_changes_in_a_tensor_reaches_the_other_side_and_can_be_undone(torch):
    judge, student = ends()
    first, second = torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([3.0], requires_grad=True)
    second.grad = torch.tensor([7.0])
    one, two = crossed(judge, student, [first, second])
    one.grad = torch.tensor([5.0, 6.0])
    with torch.no_grad():
        two[0] = 4.0
    two.grad = None
    arrived = message(student)
    assert [number for number, _ in arrived["changed"]] == [2, 4]
    judge.apply(arrived["changed"])
    assert (first.grad.tolist(), second.item(), second.grad) == ([5.0, 6.0], 4.0, None)
    judge.undo()
    assert (first.grad, second.item(), second.grad.item()) == (None, 3.0, 7.0)
    one.requires_grad_(False)
    assert [number for number, _ in message(student)["changed"]] == [2]


@pytest.mark.parametrize(
    ("dtype", "needs", "gradient"),
    [("<f8", "yes", None), ("<i8", True, None), ("<f8", True, ("<f8", 2)), ("<f8", True, ("<f4", 1)), ("<f8", 1, None), ("<c8", True, 3)],
)
def test_a_tensor_that_cannot_be_is_not_understood(torch, dtype, needs, gradient):
    written = array_content(np.zeros(gradient[1], gradient[0])) if type(gradient) is tuple else gradient
    content = [array_content(np.zeros(1, dtype)), needs, written]
    with pytest.raises(ProtocolError):
        ends()[0].decode({"m": 1, "T": content})


def test_a_tensor_is_not_read_where_there_is_no_torch(monkeypatch):
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    with pytest.raises(ProtocolError, match="unknown kind"):
        ends()[0].decode({"m": 1, "T": [array_content(np.zeros(1)), False, None]})


# The socket --------------------------------------------------------------------------------------------------------


@pytest.fixture
def sockets():
    """Return (the student's socket, the judge's Channel of at most 100 bytes a message)."""
    theirs, ours = socket.socketpair()
    with theirs, ours:
        yield theirs, Channel(ours, 100)


def framed(data):
    return struct.pack(">I", len(data)) + data


def test_messages_arrive_one_by_one_however_they_are_cut(sockets):
    theirs, ours = sockets
    whole = channel.pack({"a": 1}) + channel.pack({"b": [2]})
    theirs.sendall(whole[:3])
    sender = threading.Timer(0.05, lambda: theirs.sendall(whole[3:]))
    sender.start()
    assert [ours.receive(), ours.receive()] == [{"a": 1}, {"b": [2]}]
    sender.join()


def test_a_message_may_be_as_long_as_it_may_and_no_longer(sockets):
    theirs, ours = sockets
    theirs.sendall(framed(b'{"a": "' + b"x" * 91 + b'"}'))
    assert len(ours.receive()["a"]) == 91
    theirs.sendall(struct.pack(">I", 101))
    with pytest.raises(ProtocolError, match="101 bytes is too long"):
        ours.receive()


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"3", b"\xff\xfe", b"[" * 100])
def test_what_is_no_object_of_json_is_not_understood(sockets, data):
    theirs, ours = sockets
    theirs.sendall(framed(data))
    with pytest.raises(ProtocolError):
        ours.receive()


def test_an_end_that_is_gone_is_told(sockets):
    theirs, ours = sockets
    theirs.sendall(struct.pack(">I", 50) + b"half")
    theirs.close()
    with pytest.raises(EOFError):
        ours.receive()
    with pytest.raises(OSError, match="pipe"):
        ours.send({"a": 1})


def test_a_large_message_is_read_in_parts():
    theirs, ours = socket.socketpair()
    with theirs, ours:
        sender = threading.Thread(target=Channel(theirs).send, args=({"a": "x" * (1 << 20)},))
        sender.start()
        assert len(Channel(ours).receive()["a"]) == 1 << 20
        sender.join()


# Texts -------------------------------------------------------------------------------------------------------------


def test_texts_are_short_and_printable():
    assert texts.cut("abc", 2) == "ab"
    assert texts.cut(b"abc", 2) == texts.cut(None, 2) == ""
    colours = "\x1b[0;31mred\x1b[0m"
    assert texts.clean(f"a\tb\n{colours}\x1b]0;title\x07\x00\u202e\x9b\x7f\ud800") == f"a\tb\n{colours}]0;title?"

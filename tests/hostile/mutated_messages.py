"""Messages as no student's process of ours sends them: mutated from true ones, by seed."""

import copy
import json
import random
import struct
from decimal import Decimal
from fractions import Fraction

import numpy as np
from mutated_notebooks import places

from grading.run.inside.messages.codec import Codec
from grading.run.inside.messages.mirrors import STUDENT

FUNCTION = {"r": 0, "call": True, "name": "f", "kind": "function"}
SHARED = [1.0]
TRUE_VALUES = [
    *(None, True, 7, -1.5, "text", float("nan"), 10**40, 1 + 2j, slice(1, None, 2), b"bytes", Fraction(1, 3), Decimal("0.1")),
    *((1, (2, "x")), frozenset({1, (2, 3)}), [1, [2, [3]]], {"a": [1], (1, 2): {3}}, {1, 2.5, "z"}, [SHARED, SHARED]),
    *(np.float32(1.5), np.int64(3), np.zeros((2, 3)), np.array([True, False]), np.array(1j), np.zeros((0, 4), dtype=np.uint8)),
    [np.arange(6.0).reshape(2, 3), {"W": np.ones(2), "name": "net"}],
]
PARTS = [
    *(
        None,
        True,
        0,
        1,
        -1,
        2,
        7,
        10**6,
        2**63,
        10**30,
        -(10**300),
        0.5,
        1e308,
        float("nan"),
        float("inf"),
        "",
        "<f8",
        "|O8",
        "<U2",
        "|V8",
        "<m8[s]",
        "|b1",
    ),
    *(
        ">c16",
        "<f99",
        "<c8",
        "\ud800",
        "AAAAAAAAAAA=",
        "!",
        "A" * 1001,
        "1e999999999",
        "-0",
        "sNaN",
        "Infinity",
        "1/3",
        "numpy",
        "os",
        "__class__",
        "\0",
    ),
    *(
        [],
        {},
        [[]],
        [[], []],
        [1, 0],
        [0, 0],
        [1 << 50],
        [2**31, 2**31],
        {"t": []},
        {"m": 0},
        {"m": 1},
        {"m": 3},
        {"f": 0},
        {"f": 99},
        {"r": 0},
        FUNCTION,
    ),
    *(
        {"module": "os"},
        {"module": "numpy"},
        {"module": []},
        {"module": {}},
        {"m": 5, "l": [{"m": 5}]},
        {"m": 7, "d": [[{"m": 7}, 1]]},
        {"m": 9, "e": [{"m": 9}]},
    ),
    *(
        {"q": [1, 0]},
        {"q": [10**300, 3]},
        {"D": "1e999999999"},
        {"D": "NaN"},
        {"c": ["1", 2]},
        {"c": [1 << 2000, 1]},
        {"s": [{"t": []}, 1, 1]},
        {"b": "AA"},
    ),
    *(
        {"n": ["<f8", ""]},
        {"n": ["<f8", "AAAAAAAAAAA="]},
        {"m": 11, "a": ["<f8", [1], "AAAAAAAAAAA="]},
        {"m": 13, "a": ["<f8", [0, 1 << 39], ""]},
    ),
    *(
        {"m": 15, "T": [["<f8", [], "AAAAAAAAAAA="], True, None]},
        {"r": 1, "graph": ["<f8", [], "AAAAAAAAAAA="]},
        {"z": [{"m": 17, "l": []}]},
        {"z": 5},
    ),
]
TAGS = ["t", "q", "D", "z", "c", "s", "b", "n", "m", "l", "e", "d", "a", "T", "r", "f", "module", "graph", "call", "name", "kind", "import"]


def true_messages():
    """Return answers to a question (dicts) that our own codec writes, a fresh one for each value."""
    made = []
    for value in TRUE_VALUES:
        written = Codec(STUDENT, lambda _: FUNCTION, lambda _: None).write({"result": copy.deepcopy(value)})
        made.append(json.loads(written[4:]))
    made += [{"result": FUNCTION}, {"error": ["ValueError", "no", True]}, {"late": 1}, {"end": 1}, {"printed": "x"}, {"missing": 1}]
    made += [{"result": 1, "changed": [[0, {"l": [2.0]}], [2, {"a": ["<f8", [2], "AAAAAAAAAAAAAAAAAAAAAA=="]}]]}]
    made += [{"callback": 0, "args": {"m": 1, "l": [1.0]}, "options": {"m": 3, "d": [["x", 2]]}}]
    return made


def _changed(message, dice):
    found = [place for place in places(message) if place]
    if not found:
        message[dice.choice(TAGS)] = copy.deepcopy(dice.choice(PARTS))
        return
    *way, last = dice.choice(found)
    target = message
    for key in way:
        target = target[key]
    kind = dice.random()
    if kind < 0.15:
        del target[last]
    elif kind < 0.65:
        target[last] = copy.deepcopy(dice.choice(PARTS))
    elif kind < 0.8 and isinstance(target, dict):
        target[dice.choice(TAGS)] = target.pop(last)
    elif isinstance(target, dict):
        target[dice.choice(TAGS)] = copy.deepcopy(dice.choice(PARTS))
    else:
        target.insert(dice.randrange(len(target) + 1), copy.deepcopy(dice.choice(PARTS)))


def mutated(messages, seed, identity):
    """Return the bytes of one to three damaged messages, in their frames; most answer the question `identity`."""
    dice = random.Random(seed)
    data = b""
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        message = copy.deepcopy(dice.choice(messages))
        for _ in range(dice.randrange(1, 6)):
            _changed(message, dice)
        body = bytearray(json.dumps(message | ({"id": identity} if dice.random() < 0.95 else {})).encode())
        length = len(body)
        kind = dice.random()
        if kind < 0.08:
            for _ in range(dice.randrange(1, 8)):
                body[dice.randrange(len(body))] = dice.randrange(256)
        elif kind < 0.1:
            body = bytearray(dice.randbytes(dice.randrange(200)))
            length = len(body)
        elif kind < 0.12:
            depth = dice.choice([50, 500, 50_000])
            body = bytearray(b'{"id":"%s","result":' % identity.encode() + b'{"t":[' * depth + b"]}" * depth + b"}")
            length = len(body)
        elif kind < 0.14:
            length = dice.choice([0, 1, length - 1, length + 1, 1 << 31, (1 << 32) - 1, dice.randrange(1 << 32)])
        data += struct.pack(">I", length) + body
    return data

"""How alike the submissions of a class are, two by two, without what was given and what most of the class has."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from grading.alike.fingerprints import Fingerprint, fingerprints, text_fingerprints

COMMON = 0.5  # what more than this share of the class has is the exercise's, not a student's
AT_MOST = 0.9  # of the largest memory that is sensible: see `compare`


@dataclass(frozen=True)
class Part:
    """One cell or file that a student wrote: its place (a grade id or a file name), its text, and whether it is code."""

    place: str
    source: str
    code: bool = True

    def fingerprints(self) -> list[Fingerprint]:
        return fingerprints(self.source) if self.code else text_fingerprints(self.source)


@dataclass
class Work:
    """What one student wrote; `origin` says of which course's folder it is, "" for this one."""

    student: str
    parts: list[Part]
    origin: str = ""
    found: dict[int, float] = field(default_factory=dict)  # fingerprint: its weight


@dataclass(frozen=True)
class Pair:
    """Two submissions: `bits` says how rare what they share is, `share` how much of what is rare in the one with less it is (0 to 1)."""

    first: Work
    second: Work
    bits: float
    share: float

    @property
    def score(self) -> float:
        """Return what pairs are ordered by: much that is rare, and little beside it."""
        return self.bits * self.share


@dataclass
class Comparison:
    """All pairs in order, the most alike first, and the bits of each fingerprint that is a student's own."""

    pairs: list[Pair]
    bits: Mapping[int, float]


def compare(works: list[Work], given: set[int], most: int = 1000) -> Comparison:
    """Return the `most` pairs that are most alike.

    `given` are the fingerprints of the release. A fingerprint that n of N students have counts for its weight times log2(N / n),
    as in the inverse document frequency of information retrieval (Spärck Jones, 1972), and for nothing when most of the class has it.
    """
    for work in works:
        work.found = {}
        for part in work.parts:
            for piece in part.fingerprints():
                if piece.key not in given:
                    work.found[piece.key] = max(piece.weight, work.found.get(piece.key, 0.0))
    number = len(works)
    having: dict[int, list[int]] = defaultdict(list)
    for index, work in enumerate(works):
        for key in work.found:
            having[key].append(index)
    weight = {key: work.found[key] for work in works for key in work.found}
    bits = {
        key: weight[key] * math.log2(max(number, 4) / len(of))
        for key, of in having.items()
        if len(of) <= max(2, COMMON * number)
    }
    own = np.array([sum(bits.get(key, 0.0) for key in work.found) for work in works])
    shared = np.zeros((number, number), dtype=np.float32)
    for key, of in having.items():
        if key in bits and len(of) > 1:
            members = np.array(of)
            shared[members[:, None], members] += bits[key]
    less = np.minimum(own[:, None], own)
    score = np.triu(np.divide(shared**2, less, out=np.zeros_like(shared), where=less > 0), k=1)
    order = np.argsort(score, axis=None)[::-1][:most]
    pairs = []
    for first, second in zip(*np.unravel_index(order, score.shape), strict=True):
        if score[first, second] <= 0:
            break
        share = float(shared[first, second] / less[first, second])
        pairs.append(Pair(works[first], works[second], float(shared[first, second]), min(1.0, share)))
    return Comparison(pairs, bits)

"""How alike the submissions of a class are, two by two, without what was given and what most of the class has."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from grading.alike.fingerprints import Fingerprint, fingerprints, text_fingerprints

COMMON = 0.5  # what more than this share of the class has is the exercise's, not a student's


@dataclass(frozen=True)
class Part:
    """One cell or file that a student wrote: its place (a grade id or a file name), its text, and whether it is code."""

    place: str
    source: str
    code: bool = True

    def fingerprints(self) -> list[Fingerprint]:
        """Return the fingerprints of what stands there."""
        return fingerprints(self.source) if self.code else text_fingerprints(self.source)


@dataclass
class Work:
    """What one student wrote; `origin` names the course's folder that it is from, "" for this one."""

    student: str
    parts: list[Part]
    origin: str = ""
    found: dict[int, float] = field(default_factory=dict)  # the weight of each fingerprint that the release does not have


@dataclass(frozen=True)
class Pair:
    """Two submissions.

    `evidence` says how rare what they share is, in the unit of `compare`; `share` is how much that is of all that is rare in the one
    that has less of it, from 0 to 1.
    """

    first: Work
    second: Work
    evidence: float
    share: float

    @property
    def score(self) -> float:
        """Return what pairs are ordered by: much that is rare, and little beside it."""
        return self.evidence * self.share


@dataclass
class Comparison:
    """The pairs in order, the most alike first.

    `rarity` has the bits of each fingerprint that is not the exercise's; `nearest` the highest score of each of the works.
    """

    pairs: list[Pair]
    rarity: dict[int, float]
    nearest: list[float]


def compare(works: list[Work], given: set[int], most: int = 1000) -> Comparison:
    """Return the `most` pairs that are most alike.

    `given` are the fingerprints of the release. A fingerprint that n of N students have counts log2(N / n) bits times its weight (the
    inverse document frequency of information retrieval: Spärck Jones, 1972), and nothing when more than half of the class has it.
    What is shared in one place counts with the square root of its bits: one long answer in common says less than many short ones.
    Memory grows with the square of the class: 4 bytes a pair, a few times.
    """
    columns = _by_place(works, given)
    number = len(works)
    shared = np.zeros((number, number), dtype=np.float32)
    own = np.zeros(number)
    rarity: dict[int, float] = {}
    for having in columns.values():
        bits = {
            key: max(weights.values()) * math.log2(max(number, 4) / len(weights))
            for key, weights in having.items()
            if len(weights) <= max(2, COMMON * number)
        }
        rarity |= bits
        alone = np.zeros(number)
        for key, value in bits.items():
            alone[list(having[key])] += value
        own += np.sqrt(alone)
        several = [key for key in bits if len(having[key]) > 1]
        table = np.zeros((number, len(several)), dtype=np.float32)
        for column, key in enumerate(several):
            table[list(having[key]), column] = math.sqrt(bits[key])
        shared += np.sqrt(table @ table.T)
    less = np.minimum(own[:, None], own).astype(np.float32)
    score = np.divide(shared**2, less, out=np.zeros_like(shared), where=less > 0)
    np.fill_diagonal(score, 0)
    return Comparison(_ordered(works, shared, less, np.triu(score), most), rarity, [float(best) for best in score.max(axis=1)])


def _by_place(works, given):
    """Return {place: {fingerprint: {index of the student: weight}}}; a fingerprint is where most of those who have it have it."""
    where: dict[int, Counter] = defaultdict(Counter)
    having: dict[int, dict[int, float]] = defaultdict(dict)
    for index, work in enumerate(works):
        work.found = {}
        for part in work.parts:
            for piece in part.fingerprints():
                if piece.key not in given:
                    where[piece.key][part.place] += 1
                    work.found[piece.key] = having[piece.key][index] = max(piece.weight, work.found.get(piece.key, 0.0))
    columns: dict[str, dict[int, dict[int, float]]] = defaultdict(dict)
    for key, weights in having.items():
        columns[where[key].most_common(1)[0][0]][key] = weights
    return columns


def _ordered(works, shared, less, score, most):
    pairs = []
    for place in np.argsort(score, axis=None)[::-1][:most]:
        first, second = (int(index) for index in np.unravel_index(place, score.shape))
        if score[first, second] <= 0:
            break
        share = min(1.0, float(shared[first, second] / less[first, second]))
        pairs.append(Pair(works[first], works[second], float(shared[first, second]), share))
    return pairs

"""The page with the pairs that are most alike, their passages side by side; it needs nothing but itself, and nothing in it runs."""

import datetime
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl

from grading.alike.pairs import Comparison, Pair, Part, Work
from grading.give_back import look
from grading.give_back.pictures import as_svg, new_figure

TEMPLATES = (Path(__file__).parent / "templates", Path(look.__file__).parent / "templates")
LONGEST = 400  # lines of one passage that are shown


@dataclass(frozen=True)
class Line:
    """A line of code: `passage` is the number that it has on both sides, 0 for none; `partly` when only a part of it is there, too."""

    text: str
    passage: int = 0
    partly: bool = False


@dataclass(frozen=True)
class Passage:
    """What one pair has in common in one place: its lines on both sides, how many passages, and how many of them only these two have."""

    places: tuple[str, str]
    sides: tuple[list[Line], list[Line]]
    common: int
    only: int


def make_page(assignment, works, comparison: Comparison, unread, names, most, today=None):
    """Return the page as HTML; it shows the `most` pairs that are most alike."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    having = Counter(key for work in works for key in work.found)
    shown = [(pair, passages(pair, comparison.rarity, having)) for pair in comparison.pairs[:most]]
    pairs_of: dict[int, list[int]] = {}
    for number, (pair, _) in enumerate(shown, start=1):
        for work in (pair.first, pair.second):
            pairs_of.setdefault(id(work), []).append(number)
    colours = look.palette()
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(person=lambda work: _person(work, names), elsewhere=lambda work, own: _elsewhere(pairs_of, work, own))
    return environment.get_template("alike.html.j2").render(
        assignment=assignment,
        works=works,
        others=sorted({work.origin for work in works} - {""}),
        unread=unread,
        shown=shown,
        picture=_picture(works, comparison, len(shown), colours["names"]),
        today=today or datetime.date.today(),
        light=colours["light"],
        dark=colours["dark"],
    )


def _person(work: Work, names):
    """Return how the page calls a student: by name and login, and by the course's folder if it is another one."""
    name = "" if work.origin else names.get(work.student, "")
    text = f"{name} ({work.student})" if name and name != work.student else work.student
    return f"{text}, {work.origin}" if work.origin else text


def _elsewhere(pairs_of, work, own):
    return [number for number in pairs_of[id(work)] if number != own]


def passages(pair: Pair, rarity, having) -> list[Passage]:
    """Return what a pair has in common, the rarest place first; of two places the ones that go together stand side by side."""
    mine, theirs = ({part: part.fingerprints() for part in work.parts} for work in (pair.first, pair.second))
    found = []
    for part, pieces in mine.items():
        keys = {piece.key for piece in pieces if rarity.get(piece.key)}
        if not keys:
            continue
        other = max(theirs, key=lambda other: (_weight(keys, theirs[other], rarity), other.place == part.place))
        common = keys & {piece.key for piece in theirs[other]}
        if common:
            found.append((sum(rarity[key] for key in common), _passage(part, pieces, other, theirs[other], common, having)))
    return [passage for _, passage in sorted(found, key=lambda each: -each[0])]


def _weight(keys, pieces, rarity):
    return sum(rarity[key] for key in {piece.key for piece in pieces} & keys)


def _passage(part, pieces, other, others, common, having):
    numbers: dict[int, int] = {}
    for piece in pieces:
        if piece.key in common and piece.kind == "statement":
            numbers.setdefault(piece.key, len(numbers) + 1)
    sides = (_lines(part, pieces, common, numbers), _lines(other, others, common, numbers))
    return Passage((part.place, other.place), sides, len(common), sum(having[key] == 2 for key in common))


def _lines(part: Part, pieces, common, numbers):
    """Return the lines of one side, those in common marked."""
    passage: dict[int, int] = {}
    partly: set[int] = set()
    for piece in pieces:
        if piece.key in common:
            for line in range(piece.lines[0], piece.lines[1] + 1):
                if piece.key in numbers:
                    passage.setdefault(line, numbers[piece.key])
                elif piece.kind != "sequence":  # two statements that are marked already, or are not the same
                    partly.add(line)
    texts = part.source.replace("\r\n", "\n").split("\n")
    lines = [Line(text, passage.get(number, 0), number in partly) for number, text in enumerate(texts, start=1)]
    return lines if len(lines) <= LONGEST else [*lines[:LONGEST], Line(f"... {len(lines) - LONGEST} more lines")]


def _picture(works, comparison, shown, names):
    """Return a histogram of how alike each student's work is to the one that is most like it, as SVG, and in words."""
    scores = comparison.nearest
    top = max(scores, default=0.0)
    if not top or len(works) < 4:
        return None
    bins = 20
    counts = Counter(min(bins - 1, int(bins * score / top)) for score in scores)
    last = comparison.pairs[shown - 1].score if shown < len(comparison.pairs) else 0.0
    with mpl.rc_context(look.STYLE):
        figure, axes = new_figure(2.2)
        edges = [top * number / bins for number in range(bins)]
        colours = [look.GRADIENT if edge + top / bins > last else look.FORWARD for edge in edges]
        axes.bar(edges, [counts[number] for number in range(bins)], width=0.9 * top / bins, align="edge", color=colours)
        axes.set(xlabel="how alike: nearest other student", ylabel="students")
        axes.yaxis.get_major_locator().set_params(integer=True)
        words = (
            f"Histogram of {len(works)} students by how alike their work is to the nearest other. "
            f"Half of them are below {sorted(scores)[len(scores) // 2]:.1f}, the most alike pair is at {top:.1f}."
        )
        return as_svg(figure, "alike", words, names), words

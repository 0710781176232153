"""What the text says in words is so: ratios written as words, and what a reader finds who tries what "Try it" asks.

tests/book/prose/NAME.py holds, for one page:
    SAID = {"twice the error": lambda page: page["cost"](2) == 4 * page["cost"](1), "half a page": "an idiom"}
    def try_1(): ...
SAID maps a piece of the text, spelt as it stands there, to what has to be true of the page's own values (book_site.Run), or to the reason
why it states no figure. try_1 does what "Try it 1" asks with the page's own code (book_site.run takes the changes to it), asserts what the
answer says, and returns the numbers that the answer quotes.
"""

import re

import book_site
import pytest

NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen|twenty|fifty|hundred|thousand|million|billion"
COUNT = rf"(?:an?|{NUMBERS}|many|\d[\d,.]*)"
PART = "(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)s?"
IN_WORDS = re.compile(
    rf"\b(?:hal(?:f|ve[sd]?|ves)|twice|thrice|(?:doubl|tripl|quadrupl)(?:e[sd]?|ing)|{COUNT}[ -]{PART}|{COUNT} times|{COUNT}[ -]?fold"
    r"|per ?cent|(?:hundred|thousand|million|billion)s?|orders? of magnitude"
    rf"|{COUNT} of (?:the |its |all |these |those )?(?:{NUMBERS}|\d+))\b",
    re.I,
)
# Pages whose text is being rewritten; each leaves this list with its own file in tests/book/prose.
UNTIED: set[str] = set()
TIED = [name for name in book_site.PAGES if book_site.tied(name)]


def text_of(name):
    """Return the prose of a page as one line, without code, formulas and link targets."""
    text = re.sub(r"^`{3,}\{.*$", " ", book_site.prose(name), flags=re.M)  # what stands in a question's place is its name
    text = re.sub(r"`[^`\n]*`|\$\$.*?\$\$|\]\([^)]*\)|\{[\w:-]+\}`[^`]*`", " ", text, flags=re.S)
    return " ".join(text.split())


def in_words(text):
    """Return (as written, start, end) of every ratio and every large number that a text has in words."""
    return [(match[0], *match.span()) for match in IN_WORDS.finditer(text)]


def test_numbers_are_found_in_words():
    text = (
        "Half of it, twice the error, a hundred times, two thirds, tenfold, six percent, 7 of 20, a thousand million; a unit, one of them."
    )
    assert [word for word, _, _ in in_words(text)] == [
        "Half", "twice", "hundred times", "two thirds", "tenfold", "percent", "7 of 20", "thousand", "million",
    ]  # fmt: skip


def test_every_lesson_is_tied(lesson):
    assert (book_site.tied(lesson) is None) == (lesson in UNTIED), f"write tests/book/prose/{lesson.replace('-', '_')}.py"


@pytest.mark.parametrize("name", TIED)
def test_every_number_in_words_is_tied_to_a_cell(name):
    text, said = text_of(name), book_site.tied(name).SAID
    places = {piece: [match.span() for match in re.finditer(re.escape(piece), text)] for piece in said}
    gone = [piece for piece, spans in places.items() if not spans]
    assert not gone, f"book/{name}.md no longer says {gone}"
    spans = [span for found in places.values() for span in found]
    loose = [text[max(0, a - 50) : b + 30] for _, a, b in in_words(text) if not any(start <= a and b <= end for start, end in spans)]
    assert not loose, f"book/{name}.md says in words what SAID of tests/book/prose does not tie to a cell: {loose}"


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name in TIED for piece in book_site.tied(name).SAID])
def test_what_is_said_in_words_is_true(name, piece):
    check = book_site.tied(name).SAID[piece]
    if isinstance(check, str):
        assert check, f"{piece!r}: say why it states no figure"
    else:
        assert check(book_site.as_it_stands(name)), f"book/{name}.md says {piece!r}, and that is not so"


@pytest.mark.parametrize("name", TIED)
def test_what_is_asked_to_try_has_an_answer(name):
    asked = book_site.try_its(name)
    text = book_site.prose(name)
    assert list(asked) == list(range(1, len(asked) + 1)), "Try its are numbered from 1"
    if "## Try it" in text:
        part = re.split(r"^## ", text.split("## Try it", 1)[1], flags=re.M)[0]
        bare = re.findall(r"^(?:[-*]|\d+\.) .*", book_site.TRY_IT.sub("", part), re.M)
        assert not bare, f"book/{name}.md asks without an answer: {bare}"
    for number, (question, answer) in asked.items():
        assert len(answer.split()) > 5, f"book/{name}.md: Try it {number} has no answer: {question}"
        assert hasattr(book_site.tied(name), f"try_{number}"), f"tests/book/prose does not try what {name} asks: {question}"


@pytest.mark.parametrize(("name", "number"), [(name, number) for name in TIED for number in book_site.try_its(name)])
def test_what_is_asked_to_try_can_be_done(name, number):
    book_site.tried(name, number)

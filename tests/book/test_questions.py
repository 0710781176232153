"""The questions on the pages: what they ask is computed here, every answer that they know has its sentence, and none has two."""

import math
import re
import sys

import book_site
import numpy as np
import pytest
from test_book_numbers import REFERENCE

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import questions

FIGURES = re.compile(r"(?<![\w.])(?<!\(-)\d*\.\d+|(?<![\w.,(^])\d{2,}(?![\w.])")


def of(chapter):
    return questions.questions_of(f"book/{chapter}")


def ref(path):
    """Return what stands in tests/book/reference.json at a path, row after row where it is a table."""
    value = REFERENCE
    for name in path.split("."):
        value = value[name]
    return np.ravel(value).tolist()


def best_line():
    """Return how many of the four XOR points the best of many lines gets right."""
    points = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    lines = np.random.default_rng(0).normal(size=(20_000, 3))
    return int(((points @ lines.T > 0.5) == np.array([[False], [True], [True], [False]])).sum(axis=0).max())


class Page:
    """The names of a chapter's own code, run when one is asked for."""

    def __init__(self, chapter):
        self.chapter = chapter

    def __getitem__(self, name):
        return book_site.as_it_stands(self.chapter)[name]


def computed(chapter, source):
    names = {name: getattr(math, name) for name in ("exp", "log", "log10", "sqrt")}
    return float(eval(source, {**names, "ref": ref, "page": Page(chapter), "best_line": best_line}))


def test_every_number_of_a_question_is_computed(chapter):
    for question in of(chapter).values():
        for choice in question.choices:
            if choice.number is not None:
                value, half = computed(chapter, choice.source), book_site.decimals(questions.written(choice.number))[1]
                assert abs(value - choice.number) <= half * (1 + 1e-9), f"{question.name}: {choice.source} is {value}"
        for written, source in question.facts.items():
            value, half = book_site.decimals(written)
            assert abs(computed(chapter, source) - value) <= half * (1 + 1e-9), f"{question.name}: {source} is not {written}"


def test_every_number_in_the_text_of_a_question_has_its_source(chapter):
    for question in of(chapter).values():
        known = [abs(choice.number) for choice in question.choices if choice.number is not None]
        known += [book_site.decimals(written)[0] for written in question.facts]
        figures = FIGURES.findall(re.sub(r"`[^`]*`|\([^()]*\)", " ", " ".join(question.texts())))
        unknown = [figure for figure in figures if float(figure) not in known]
        assert not unknown, f"{question.name} says {unknown}: write into its facts what they come from"


def test_no_answer_means_two_mistakes(chapter):
    for question in of(chapter).values():
        numbers = [choice.number for choice in question.choices if choice.number is not None]
        for k, one in enumerate(numbers):
            for other in numbers[k + 1 :]:
                assert abs(one - other) > question.within * (abs(one) + abs(other)), f"{question.name}: {one} and {other} are one answer"
        sentences = [choice.because.strip() for choice in question.choices]
        assert len(set(sentences)) == len(sentences)
        texts = [choice.text for choice in question.choices]
        assert question.is_number or len(set(texts)) == len(texts) >= 2


def test_the_right_choice_does_not_always_stand_in_the_same_place():
    places = [[choice.right for choice in question.choices].index(True) for chapter in book_site.CHAPTERS
              for question in of(chapter).values() if not question.is_number]  # fmt: skip
    assert all(0.15 < places.count(place) / len(places) < 0.6 for place in range(3))


def test_a_chapter_asks_three_to_five_questions_before_it_ends(chapter):
    text = (book_site.BOOK / f"{chapter}.md").read_text(encoding="utf8")
    placed = re.findall(r"^```\{question\} ([\w-]+)$", text, re.M)
    assert 3 <= len(placed) <= 5
    assert sorted(placed) == sorted(of(chapter)), "a question that no page places"
    assert "Self-check" not in text
    assert any(text.index(f"{{question}} {name}\n") < text.index("## Try it") for name in placed), "predict before you read on"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a:\n  ask: What?\n  number: 1\n  because: So.\n", "no 'from'"),
        ("a:\n  ask: What?\n  choices:\n    - text: x\n      because: So.\n    - text: y\n      because: So.\n", "one right answer"),
        ("a:\n  ask: What?\n  choices:\n    - text: x\n      right: true\n      because: So.\n", "at least one wrong one"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_one_sentence(tmp_path, text, says):
    (tmp_path / "page.yml").write_text(text)
    with pytest.raises(questions.ExtensionError, match=f"page.yml: the question a .*{says}"):
        questions.read_questions(tmp_path / "page.yml")

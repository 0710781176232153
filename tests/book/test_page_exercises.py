"""The exercises on the pages: right is right in every form, and a mistake has its own name or none.

All of it runs in MicroPython, as in the page.
"""

import json
import sys

import book_site
import pytest

from grading.audit.bank import read_bank

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import live

ANSWERS = book_site.ROOT / "tests" / "book" / "answers"


def exercises(chapter):
    return live.exercises_of(f"book/{chapter}")


def judged(chapter, answers):
    """Return what the page says of each (exercise's name, answer)."""
    tasks = [{"task": exercises(chapter)[name].task(), "answer": answer} for name, answer in answers]
    return live.run_in_micropython([], tasks)


def sentences(exercise):
    return [sentence for sentence, _ in exercise.wrong]


def test_every_chapter_has_three_exercises_and_their_page_places_them(chapter):
    text = (book_site.BOOK / f"{chapter}.md").read_text(encoding="utf8")
    placed = [name for name in exercises(chapter) if f"{{exercise}} {name}\n" in text]
    assert len(placed) >= 3
    assert placed == list(exercises(chapter)), "an exercise that no page places"


def test_every_idea_is_named_by_its_own_sentence_alone(chapter):
    ideas = [(exercise, sentence, source) for exercise in exercises(chapter).values() for sentence, source in exercise.wrong]
    for (exercise, sentence, _), result in zip(ideas, judged(chapter, [(e.name, source) for e, _, source in ideas]), strict=True):
        assert not result["right"]
        assert [other for other in sentences(exercise) if other in result["says"]] == [sentence], result["says"]


def test_answers_as_readers_give_them(chapter):
    bank = read_bank(ANSWERS / f"{chapter.replace('-', '_')}.py")
    for name, exercise in exercises(chapter).items():
        kinds = [answer.kind for answer in bank if answer.task == name and (answer.sentence or answer.right)]
        assert kinds.count("wrong") >= 4, f"{name}: at least four wrong answers with a name"
        assert kinds.count("right") >= 1
        assert exercise.right.strip() not in [answer.source for answer in bank if answer.right], f"{name}: a right answer of another form"
    for answer, result in zip(bank, judged(chapter, [(answer.task, answer.source) for answer in bank]), strict=True):
        place = f"line {answer.line}: {result['says']}"
        named = [sentence for sentence in sentences(exercises(chapter)[answer.task]) if sentence in result["says"]]
        assert result["right"] == answer.right, place
        assert named == ([answer.sentence] if answer.sentence else []), place


def test_a_beginning_right_answers_and_broken_ones():
    chapter = "01-intuition"
    name, exercise = next(iter(exercises(chapter).items()))
    broken = {
        exercise.stub: "nothing to check yet",
        exercise.right: "Right, for all",
        "x = 1": f"There is no function `{name}`",
        exercise.right.replace(":\n", "\n", 1): "SyntaxError",
        f"def {name}(*given):\n    return 1 / 0": "ZeroDivisionError",
        f"def {name}(*given):\n    return {name}(*given)": "maximum recursion depth",
        f"def {name}(*given):\n    pass": "return",
        f"def {name}(*given):\n    return 'a word'": "should give",
    }
    for (source, says), result in zip(broken.items(), judged(chapter, [(name, source) for source in broken]), strict=True):
        assert says in result["says"], (source, result)
    lines = [result["line"] for result in judged(chapter, [(name, source) for source in list(broken)[3:5]])]
    assert lines == [1, 2]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_exercise_gives_away_a_graded_task(chapter, number):
    exercise = list(exercises(chapter).values())[number]
    notebook = json.loads((book_site.ROOT / "solutions" / chapter / f"{chapter}.ipynb").read_text(encoding="utf8"))
    graded = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert f"def {exercise.name}(" not in graded
    lines = [line.strip() for line in exercise.right.splitlines()[1:] if len(line.strip()) > 30]
    assert not [line for line in lines if line in graded]

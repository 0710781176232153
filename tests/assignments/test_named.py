"""Right answers keep their points; wrong ones lose them and read what is wrong, or nothing: never the name of another mistake.

The sentences were written for the bank. How good they are is measured on tests/bank/held_out: answers written from the exercise
folders alone, before the sentences, the bank or the solutions were read, and never used to write a sentence. Answers for which ideas
were added in the end have moved to tests/bank/once_held_out, and count as seen.
"""

import re

import pytest
from assignments_source import all_assignments
from quick_grader import QuickGrader, verdicts_on_the_bank
from report import FAIR, FAIR_COLUMNS, out_of

# Lines that say where to look, and not what the mistake is.
NO_NAMES = ("Read again", "Right so far", "Somewhere 0")
SEEN, UNSEEN = 0.97, 0.92

pytestmark = pytest.mark.xdist_group("named")  # counted once for all


def name_in(message):
    """Return what a message names as the mistake; "" when it names none."""
    first, *lines = message.splitlines()
    named = " ".join(line for line in lines if not line.startswith(NO_NAMES))
    return named or (first if "in place; work on a copy" in first or "use float64" in first else "")


def judged(answer, verdict):
    """Return (column, truth) pairs for one answer and its verdict, and the problem if there is one."""
    if answer.right:
        return [("right accepted", verdict.earned)], "" if verdict.earned else f"right, but {verdict.message!r}"
    named = name_in(verdict.message) if not verdict.earned else ""
    seen = hasattr(answer, "sentences")
    if seen:
        true = bool(answer.sentences) and all(sentence in named for sentence in answer.sentences)
    else:
        true = bool(re.search(answer.says, named, re.IGNORECASE))
    misnamed = bool(named) and not true
    cells = [
        ("wrong caught", not verdict.earned),
        ("named, seen" if seen else "named, unseen", bool(named) and true),
        ("misnamed", misnamed),
    ]
    return cells, "wrong, but keeps its points" if verdict.earned else f"misnamed: {named!r}" if misnamed else ""


@pytest.fixture(scope="module")
def counted():
    """Judge the bank and the held-out answers of every assignment: {(assignment, task): {column: truths}} and the problems."""
    rows, problems = {}, []
    for assignment in all_assignments():
        grader = QuickGrader(assignment)
        verdicts = [(answer, found[answer.task]) for answer, found in verdicts_on_the_bank(assignment)]
        for answer in [*assignment.held_out, *assignment.once_held_out]:
            verdicts.append((answer, grader.grade({answer.task: answer.source}, only=answer.task)[answer.task]))
        for answer, verdict in verdicts:
            cells, problem = judged(answer, verdict)
            row = rows.setdefault((assignment, answer.task), {})
            for column, truth in cells:
                row.setdefault(column, []).append(truth)
            if problem:
                problems.append(f"{assignment.slug}, {answer.task}, line {answer.line}: {problem}")
    return rows, problems


def test_right_is_right_wrong_is_wrong_and_no_mistake_gets_the_name_of_another(counted, table_row):
    """The bank and the held-out answers together: all right ones accepted, all wrong ones caught, none misnamed."""
    rows, problems = counted
    for (assignment, task), row in rows.items():
        cells = {column: sum(row[column]) if column == "misnamed" else out_of(row[column]) for column in FAIR_COLUMNS if column in row}
        table_row(FAIR, f"{assignment.slug[:2]} {list(assignment.tasks).index(task) + 1:2} {task}", cells, FAIR_COLUMNS)
    totals = {column: [truth for row in rows.values() for truth in row.get(column, [])] for column in FAIR_COLUMNS}
    cells = {column: sum(truths) if column == "misnamed" else out_of(truths) for column, truths in totals.items()}
    table_row(FAIR, "all", cells, FAIR_COLUMNS)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("column", "share"), [("named, seen", SEEN), ("named, unseen", UNSEEN)])
def test_mistakes_are_named(counted, column, share):
    """Of the bank 97 % of the mistakes are named, of the answers that no sentence was written for 92 %."""
    truths = [truth for row in counted[0].values() for truth in row.get(column, [])]
    assert sum(truths) >= share * len(truths), f"{column}: {out_of(truths)}"

"""What the points and the mistakes of a class say: difficulty, discrimination, frequent mistakes, who may need help."""

import statistics
from collections import defaultdict
from dataclasses import dataclass

from grading.common.text import alphabetical, rounded
from grading.give_back.results import NOT_ANSWERED

ENOUGH = 10  # submissions below which difficulty and discrimination say little
HALF = 0.5  # of the points: below it somebody may need help


@dataclass(frozen=True)
class Item:
    """A task in numbers: mean share of its points (None while anybody's is not graded), and how it goes with the rest.

    `discrimination` is the correlation between a task's points and the points of all other tasks (the corrected item-total
    correlation, so that a task does not correlate with itself), None where either does not vary. Source: R. L. Ebel and
    D. A. Frisbie, Essentials of Educational Measurement, 1991, chapter 13.
    """

    number: int
    task: object
    graded: int
    full: int
    none: int
    unanswered: int
    share: float | None
    discrimination: float | None

    @property
    def partial(self):
        """How many got a part of the points."""
        return self.graded - self.full - self.none - self.unanswered


def analyse(results):
    """Return an Item for each task. Submissions that could not be read count nowhere: their 0 says nothing about a task."""
    entries = [entry for entry in results.entries if entry.readable]
    complete = [task for task in results.tasks if all(entry.scores.get(task) is not None for entry in entries)]
    items = []
    for number, task in enumerate(results.tasks, start=1):
        graded = [entry for entry in entries if entry.scores.get(task) is not None]
        points, done = [entry.scores[task] for entry in graded], len(graded) == len(entries)
        unanswered = sum(any(m.task == task and m.sentence == NOT_ANSWERED for m in entry.mistakes) for entry in graded)
        rest = [sum(entry.scores[other] for other in complete if other != task) for entry in graded]
        items.append(
            Item(
                number=number,
                task=task,
                graded=len(graded),
                full=sum(value >= task.points for value in points),
                none=sum(value <= 0 for value in points) - unanswered,
                unanswered=unanswered,
                share=statistics.fmean(points) / task.points if points and done and task.points else None,
                discrimination=correlation(points, rest) if done else None,
            )
        )
    return items


def correlation(xs, ys):
    """Return Pearson's correlation of two lists of numbers; None for fewer than three pairs, or where one of them does not vary."""
    if len(xs) < 3 or len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    return statistics.correlation(xs, ys)


def count_mistakes(results):
    """Return [(Mistake, students)], the most frequent first; "not answered" is no mistake and left out."""
    made = defaultdict(list)
    order = {task: number for number, task in enumerate(results.tasks)}
    for entry in results.entries:
        for mistake in entry.mistakes:
            if mistake.sentence != NOT_ANSWERED:
                made[mistake].append(entry.student)
    return sorted(made.items(), key=lambda found: (-len(found[1]), order[found[0].task], found[0].sentence))


def who_may_need_help(results):
    """Return [(Entry, reasons)]: those with few points first, then those of whom there is nothing to read."""
    found = []
    for entry in results.entries:
        points = sum(task.points for task, got in entry.scores.items() if got is not None)
        blank = [mistake.task.name for mistake in entry.mistakes if mistake.sentence == NOT_ANSWERED]
        if not entry.handed_in:
            found.append((2, 0, entry, ["handed in nothing"]))
            continue
        if entry.refused:
            found.append((1, 0, entry, [entry.refused.rstrip(".")]))
            continue
        reasons = []
        if points and entry.raw < HALF * points:
            reasons.append(f"{rounded(entry.raw)} of {rounded(points)} points")
        if blank and 2 * len(blank) >= sum(task.automatic for task in entry.scores):
            reasons.append(f"{len(blank)} tasks not answered ({', '.join(blank)})")
        if reasons:
            found.append((0, entry.raw, entry, reasons))
    return [(entry, reasons) for _, _, entry, reasons in sorted(found, key=lambda row: (row[0], row[1], alphabetical(row[2].name)))]

"""One page about a class in one assignment, to read before the next lecture: `python -m grading report ASSIGNMENT`.

The page needs nothing but itself: no request leaves it, and nothing in it runs.
"""

import datetime
import statistics
from pathlib import Path

from grading.common.notes import HEADINGS, together
from grading.common.text import harmless_cell, number, percent, rounded
from grading.give_back.analysis import ENOUGH, analyse, count_mistakes, who_may_need_help
from grading.give_back.look import palette
from grading.give_back.pictures import pictures

# The page ----------------------------------------------------------------------------------------------------------


def make_page(results, anonymous=False, today=None, mistakes=None):
    """Return the report as HTML; `mistakes` is `count_mistakes(results)`, where it is at hand.

    With `anonymous` it shows no student, and no mistake that one student alone made.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    items, mistakes = analyse(results), count_mistakes(results) if mistakes is None else mistakes
    rare = sum(len(students) == 1 for _, students in mistakes) if anonymous else 0
    mistakes = [(mistake, students) for mistake, students in mistakes if not anonymous or len(students) > 1]
    readable = [entry for entry in results.entries if entry.readable]
    colours = palette()
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined)
    environment.filters.update(number=rounded, percent=percent)
    return environment.get_template("report.html.j2").render(
        results=results,
        items=items,
        named=[found for found in mistakes if found[0].named],
        mistakes=[
            (
                title,
                [found for found in mistakes if found[0].named == named and len(found[1]) > 1],
                [found for found in mistakes if found[0].named == named and len(found[1]) == 1],
            )
            for title, named in (("With a name", True), ("Without a name", False))
        ],
        hardest=min((item for item in items if item.share is not None), key=lambda item: item.share, default=None),
        rare=rare,
        help=who_may_need_help(results),
        entries=results.entries,
        readable=readable,
        happened=_happened(results),
        unsafe=sum(entry.sandboxed is False for entry in results.entries),
        unknown=sum(entry.sandboxed is None and entry.handed_in for entry in results.entries),
        verdicts={item.task: _verdict(item, len(readable)) for item in items},
        median=statistics.median(entry.score for entry in readable) if readable else None,
        mean=statistics.fmean(entry.score for entry in readable) if readable else None,
        anonymous=anonymous,
        enough=ENOUGH,
        today=today or datetime.date.today(),
        light=colours["light"],
        dark=colours["dark"],
        pictures=pictures(results, items, readable, colours["names"]),
    )


def _happened(results):
    """Return [(heading, [(entry, place, text)])] of what is worth telling, in the order of how bad it is."""
    found = []
    for kind, heading in HEADINGS.items():
        rows = [(entry, note.place, note.text) for entry in results.entries for note in together(entry.notes) if note.kind == kind]
        if rows:
            found.append((heading, len({entry.student for entry, *_ in rows}), rows))
    return found


def _verdict(item, readable):
    """Return what the numbers of a task suggest, in words; "" when they suggest nothing."""
    if item.graded < readable:
        return f"{readable - item.graded} wait for a person."
    if item.graded < ENOUGH:
        return ""
    if item.discrimination is not None and item.discrimination < 0:
        return "Look at its tests: those who do well elsewhere do worse here."
    if item.share is not None and item.share < 0.35:
        return "Hard: worth going through again."
    if item.share is not None and item.share > 0.95:
        return "Nearly everybody can do it."
    if item.discrimination is not None and item.discrimination < 0.2:
        return "Goes little with the other tasks."
    return ""


# The table ---------------------------------------------------------------------------------------------------------


def make_table(results, anonymous=False, mistakes=None):
    """Return the rows of the CSV, one a student; `mistakes` as above.

    With `anonymous` they are numbered and sorted by points, without names and notes.
    """
    tasks = results.tasks
    head = ["student"] if anonymous else ["student", "name", "status", "late (s)"]
    rows = [
        [
            *head,
            *(harmless_cell(task.name) for task in tasks),
            "penalty",
            "score",
            "max score",
            "mistakes",
            *([] if anonymous else ["notes"]),
        ]
    ]
    common = {mistake for mistake, students in (count_mistakes(results) if mistakes is None else mistakes) if len(students) > 1}
    entries = results.entries
    if anonymous:
        entries = [entry for entry in entries if entry.readable]
        entries.sort(key=lambda entry: (-entry.score, [-(entry.scores.get(task) or 0.0) for task in tasks]))
    for position, entry in enumerate(entries, start=1):
        points = ["" if entry.scores.get(task) is None else number(entry.scores[task]) for task in tasks]
        told = [f"{m.task.name}: {m.sentence}" for m in entry.mistakes if not anonymous or m in common]
        notes = [" ".join(filter(None, (f"{note.kind}: {note.place}", note.text))) for note in together(entry.notes)]
        status = (
            "handed in nothing"
            if not entry.handed_in
            else "refused"
            if entry.refused
            else "waits for a person"
            if entry.waiting
            else "graded"
        )
        who = [str(position)] if anonymous else [harmless_cell(entry.student), harmless_cell(entry.name), status, number(entry.late)]
        score = number(entry.score) if entry.handed_in else ""
        row = [*who, *points, number(entry.penalty), score, number(results.max_score), harmless_cell(" | ".join(told))]
        rows.append(row + ([] if anonymous else [harmless_cell(" | ".join(notes))]))
    return rows

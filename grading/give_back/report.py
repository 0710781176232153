"""One page about a class in one assignment, to read before the next lecture: `python -m grading report ASSIGNMENT`.

The page needs nothing but itself: no request leaves it, and nothing in it runs.
"""

import datetime
import html
import importlib.util
import io
import math
import re
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from grading.common.notes import HEADINGS, together

ROOT = Path(__file__).resolve().parents[2]
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
    from grading.give_back.results import NOT_ANSWERED

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
    from grading.give_back.results import NOT_ANSWERED

    made = defaultdict(list)
    order = {task: number for number, task in enumerate(results.tasks)}
    for entry in results.entries:
        for mistake in entry.mistakes:
            if mistake.sentence != NOT_ANSWERED:
                made[mistake].append(entry.student)
    return sorted(made.items(), key=lambda found: (-len(found[1]), order[found[0].task], found[0].sentence))


def who_may_need_help(results):
    """Return [(Entry, reasons)]: those with few points first, then those of whom there is nothing to read."""
    from grading.common.text import alphabetical
    from grading.give_back.results import NOT_ANSWERED

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
            reasons.append(f"{_number(entry.raw)} of {_number(points)} points")
        if blank and 2 * len(blank) >= sum(task.automatic for task in entry.scores):
            reasons.append(f"{len(blank)} tasks not answered ({', '.join(blank)})")
        if reasons:
            found.append((0, entry.raw, entry, reasons))
    return [(entry, reasons) for _, _, entry, reasons in sorted(found, key=lambda row: (row[0], row[1], alphabetical(row[2].name)))]


# The page ----------------------------------------------------------------------------------------------------------


def make_page(results, anonymous=False, today=None):
    """Return the report as HTML. With `anonymous` it shows no student, and no mistake that one student alone made."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    items, mistakes = analyse(results), count_mistakes(results)
    rare = sum(len(students) == 1 for _, students in mistakes) if anonymous else 0
    mistakes = [(mistake, students) for mistake, students in mistakes if not anonymous or len(students) > 1]
    readable = [entry for entry in results.entries if entry.readable]
    colours = palette()
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined)
    environment.filters.update(number=_number, percent=_percent)
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
        pictures=_pictures(results, items, readable, colours["names"]),
    )


def _happened(results):
    """Return [(heading, [(entry, place, text)])] of what is worth telling, in the order of how bad it is."""
    found = []
    for kind, heading in HEADINGS.items():
        rows = [(entry, note["place"], note["text"]) for entry in results.entries for note in together(entry.notes) if note["kind"] == kind]
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


def _number(value, digits=2):
    if value is None:
        return "–"
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace("-", "\u2212") or "0"


def _percent(value):
    return "–" if value is None else f"{round(100 * value)} %"


# Pictures ----------------------------------------------------------------------------------------------------------


def palette():
    """Return the book's colours: `light` and `dark` as CSS, `names` from each light value to its name. One source: the book's."""
    css = (ROOT / "book" / "_static" / "course.css").read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\}", css, re.DOTALL)[1]
    dark = re.search(r'html\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL)[1]
    names = {value: name for name, value in re.findall(r"--([\w-]+): (#\w+);", light)}
    return {"light": light, "dark": dark, "names": names}


def _book_style():
    """Return the module of the book that holds its palette and style, without the rest of the book."""
    path = ROOT / "book" / "backprop" / "figures" / "style.py"
    spec = importlib.util.spec_from_file_location("report_style", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pictures(results, items, readable, names):
    """Return {name: (SVG, what it shows in words)}."""
    import matplotlib as mpl

    style, made = _book_style(), {}
    with mpl.rc_context(style.STYLE):
        for name, draw in (("scores", _draw_scores), ("tasks", _draw_tasks), ("items", _draw_items)):
            drawn = draw(style, results, items, readable)
            if drawn:
                figure, words = drawn
                made[name] = (_svg(figure, name, words, names), words)
    return made


def _svg(figure, name, words, names):
    """Return a figure as SVG that takes the page's colours and fonts; its identifiers begin with `name`."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    for color, variable in names.items():
        svg = re.sub(color, f"var(--{variable})", svg, flags=re.IGNORECASE)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'(href="|url\()#', rf"\1#{name}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(words, quote=True)}" ', 1)


def _figure(style, height):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(style.WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _draw_scores(style, results, items, readable):
    if not readable or not results.max_score:
        return None
    scores = [entry.score for entry in readable]
    width = max(1, math.ceil(results.max_score / 12))
    bins = math.ceil((results.max_score + 1) / width)
    counts = [0] * bins
    for score in scores:
        counts[min(int(score // width), bins - 1)] += 1
    figure, axes = _figure(style, 2.4)
    axes.bar([width * k for k in range(bins)], counts, width=0.92 * width, align="edge" if width > 1 else "center", color=style.FORWARD)
    median = statistics.median(scores)
    axes.axvline(median, color=style.GRADIENT, linestyle="--", linewidth=1.6)
    top = max(counts) * 1.3
    axes.annotate(
        f"median {_number(median)}",
        (median, top),
        xytext=(-4 if median > results.max_score / 2 else 4, -2),
        textcoords="offset points",
        ha="right" if median > results.max_score / 2 else "left",
        va="top",
        color=style.GRADIENT,
    )
    axes.set(xlabel="points", ylabel="students", ylim=(0, top))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.xaxis.get_major_locator().set_params(integer=True)
    told = ", ".join(f"{width * k}{'' if width == 1 else f' to {width * k + width - 1}'} points: {n}" for k, n in enumerate(counts) if n)
    return figure, f"Histogram of the points of {len(scores)} students, median {_number(median)} of {_number(results.max_score)}. {told}."


def _draw_tasks(style, results, items, readable):
    if not readable:
        return None
    parts = (
        ("all points", "full", style.FORWARD, ""),
        ("some", "partial", style.FORWARD_SOFT, ""),
        ("none", "none", style.GRADIENT, ""),
        ("not answered", "unanswered", style.GRADIENT_SOFT, "////"),
    )
    figure, axes = _figure(style, 1.0 + 0.26 * len(items))
    for place, item in enumerate(items):
        left = 0
        for _, part, color, hatch in parts:
            size = getattr(item, part)
            axes.barh(
                place, size, left=left, height=0.66, color=color, hatch=hatch, edgecolor=style.GRADIENT if hatch else color, linewidth=0.6
            )
            left += size
        if item.graded < len(readable):
            axes.text(left + 0.02 * len(readable), place, "not graded yet", va="center", color=style.MUTED, fontsize=9)
    axes.set_yticks(range(len(items)), [_shorten(item.task.name) for item in items])
    axes.invert_yaxis()
    axes.set(xlim=(0, len(readable)), xlabel="students")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="y", length=0)
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=color, hatch=hatch, edgecolor=style.GRADIENT if hatch else style.MUTED, linewidth=0.6)
        for _, _, color, hatch in parts
    ]
    figure.legend(
        handles, [label for label, *_ in parts], loc="outside upper center", ncols=4, fontsize=9.5, handlelength=1.2, columnspacing=1.2
    )
    told = "; ".join(f"{i.task.name}: {i.full} all points, {i.partial} some, {i.none} none, {i.unanswered} not answered" for i in items)
    return figure, f"How many students got all, some or no points in each task. {told}."


def _draw_items(style, results, items, readable):
    shown = [item for item in items if item.share is not None and item.discrimination is not None]
    if len(shown) < 3 or len(readable) < ENOUGH:
        return None
    figure, axes = _figure(style, 2.8)
    axes.axhline(0.2, color=style.MUTED, linestyle=":", linewidth=1.2)
    labels = []  # those of tasks that lie close together are written side by side
    for item in sorted(shown, key=lambda item: item.number):
        axes.plot(100 * item.share, item.discrimination, "o", color=style.FORWARD, markersize=5)
        near = next((label for label in labels if abs(label[0] - item.share) < 0.07 and abs(label[1] - item.discrimination) < 0.12), None)
        if near:
            near[2].append(str(item.number))
        else:
            labels.append((item.share, item.discrimination, [str(item.number)]))
    for share, discrimination, numbers in labels:
        axes.annotate(", ".join(numbers), (100 * share, discrimination), xytext=(6, 3), textcoords="offset points")
    low = min(-0.1, *(item.discrimination for item in shown)) - 0.1
    axes.set(xlim=(-3, 106), ylim=(low, 1.1), xlabel="mean share of the points (%): hard ← → easy", ylabel="discrimination")
    axes.grid(True)
    told = "; ".join(f"{i.number} {i.task.name}: {_percent(i.share)}, {_number(i.discrimination)}" for i in shown)
    return figure, f"Each task by the mean share of its points and by its discrimination. {told}."


def _shorten(name):
    return name if len(name) <= 20 else f"{name[:19]}…"


# The table ---------------------------------------------------------------------------------------------------------


def make_table(results, anonymous=False):
    """Return the rows of the CSV, one a student; with `anonymous`, numbered and sorted by points, without names and notes."""
    from grading.common.text import harmless_cell, number

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
    common = {mistake for mistake, students in count_mistakes(results) if len(students) > 1}
    entries = results.entries
    if anonymous:
        entries = [entry for entry in entries if entry.readable]
        entries.sort(key=lambda entry: (-entry.score, [-(entry.scores.get(task) or 0.0) for task in tasks]))
    for position, entry in enumerate(entries, start=1):
        points = ["" if entry.scores.get(task) is None else number(entry.scores[task]) for task in tasks]
        told = [f"{m.task.name}: {m.sentence}" for m in entry.mistakes if not anonymous or m in common]
        notes = [" ".join(filter(None, (f"{note['kind']}: {note['place']}", note["text"]))) for note in together(entry.notes)]
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


# The command -------------------------------------------------------------------------------------------------------


def add_parser(commands):
    """Add `report` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "report",
        help="make a page about the class: scores, mistakes, who may need help",
        description="Make one HTML page, and a table (CSV) beside it, about a graded assignment: points for each task, which mistakes "
        "how many students made, time-outs and rescues, difficulty and discrimination, who may need help.",
    )
    command.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment, as in solutions/ASSIGNMENT")
    command.add_argument("--anonymous", action="store_true", help="without anything about single students, for showing it in class")
    command.add_argument("--to", metavar="FILE.html", type=Path, help="where to write it (reports/ASSIGNMENT.html)")
    command.set_defaults(run=run)


def run(options):
    """Write the page and the table; return 0, or 2 with one sentence when there is nothing to report."""
    from grading.common.files import CannotWrite, write_table, write_whole
    from grading.give_back.results import NoResults, open_course, read_results

    try:
        results = read_results(open_course(options.assignment))
        page = options.to or Path("reports", f"{options.assignment}{'-anonymous' if options.anonymous else ''}.html")
        text = make_page(results, options.anonymous)
        if options.to is None:
            page.parent.mkdir(exist_ok=True)
        write_whole(page, text.encode())
        write_table(page.with_suffix(".csv"), make_table(results, options.anonymous), "utf-8-sig")
    except (NoResults, CannotWrite) as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2
    print(f"Wrote {page} and {page.with_suffix('.csv')}.")
    return 0

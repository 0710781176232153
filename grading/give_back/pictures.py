"""The drawings of the report, as SVG that takes the page's colours, each with what it shows in words."""

import html
import io
import math
import re
import statistics

import matplotlib as mpl

from grading.common.text import percent, rounded
from grading.give_back import look
from grading.give_back.analysis import ENOUGH


def pictures(results, items, readable, names):
    """Return {name: (SVG, what it shows in words)}."""
    made = {}
    with mpl.rc_context(look.STYLE):
        for name, draw in (("scores", _draw_scores), ("tasks", _draw_tasks), ("items", _draw_items)):
            drawn = draw(results, items, readable)
            if drawn:
                figure, words = drawn
                made[name] = (as_svg(figure, name, words, names), words)
    return made


def as_svg(figure, name, words, names):
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


def new_figure(height):
    """Return a figure as wide as a phone shows it, `height` inches high, and its axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(look.WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _draw_scores(results, items, readable):
    if not readable or not results.max_score:
        return None
    scores = [entry.score for entry in readable]
    width = max(1, math.ceil(results.max_score / 12))
    bins = math.ceil((results.max_score + 1) / width)
    counts = [0] * bins
    for score in scores:
        counts[min(int(score // width), bins - 1)] += 1
    figure, axes = new_figure(2.4)
    axes.bar([width * k for k in range(bins)], counts, width=0.92 * width, align="edge" if width > 1 else "center", color=look.FORWARD)
    median = statistics.median(scores)
    axes.axvline(median, color=look.GRADIENT, linestyle="--", linewidth=1.6)
    top = max(counts) * 1.3
    axes.annotate(
        f"median {rounded(median)}",
        (median, top),
        xytext=(-4 if median > results.max_score / 2 else 4, -2),
        textcoords="offset points",
        ha="right" if median > results.max_score / 2 else "left",
        va="top",
        color=look.GRADIENT,
    )
    axes.set(xlabel="points", ylabel="students", ylim=(0, top))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.xaxis.get_major_locator().set_params(integer=True)
    told = ", ".join(f"{width * k}{'' if width == 1 else f' to {width * k + width - 1}'} points: {n}" for k, n in enumerate(counts) if n)
    return figure, f"Histogram of the points of {len(scores)} students, median {rounded(median)} of {rounded(results.max_score)}. {told}."


def _draw_tasks(results, items, readable):
    if not readable:
        return None
    parts = (
        ("all points", "full", look.FORWARD, ""),
        ("some", "partial", look.FORWARD_SOFT, ""),
        ("none", "none", look.GRADIENT, ""),
        ("not answered", "unanswered", look.GRADIENT_SOFT, "////"),
    )
    figure, axes = new_figure(1.0 + 0.26 * len(items))
    for place, item in enumerate(items):
        left = 0
        for _, part, color, hatch in parts:
            size = getattr(item, part)
            axes.barh(
                place, size, left=left, height=0.66, color=color, hatch=hatch, edgecolor=look.GRADIENT if hatch else color, linewidth=0.6
            )
            left += size
        if item.graded < len(readable):
            axes.text(left + 0.02 * len(readable), place, "not graded yet", va="center", color=look.MUTED, fontsize=9)
    axes.set_yticks(range(len(items)), [_shorten(item.task.name) for item in items])
    axes.invert_yaxis()
    axes.set(xlim=(0, len(readable)), xlabel="students")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="y", length=0)
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=color, hatch=hatch, edgecolor=look.GRADIENT if hatch else look.MUTED, linewidth=0.6) for _, _, color, hatch in parts
    ]
    figure.legend(
        handles, [label for label, *_ in parts], loc="outside upper center", ncols=4, fontsize=9.5, handlelength=1.2, columnspacing=1.2
    )
    told = "; ".join(f"{i.task.name}: {i.full} all points, {i.partial} some, {i.none} none, {i.unanswered} not answered" for i in items)
    return figure, f"How many students got all, some or no points in each task. {told}."


def _draw_items(results, items, readable):
    shown = [item for item in items if item.share is not None and item.discrimination is not None]
    if len(shown) < 3 or len(readable) < ENOUGH:
        return None
    figure, axes = new_figure(2.8)
    axes.axhline(0.2, color=look.MUTED, linestyle=":", linewidth=1.2)
    labels = []  # those of tasks that lie close together are written side by side
    for item in sorted(shown, key=lambda item: item.number):
        axes.plot(100 * item.share, item.discrimination, "o", color=look.FORWARD, markersize=5)
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
    told = "; ".join(f"{i.number} {i.task.name}: {percent(i.share)}, {rounded(i.discrimination)}" for i in shown)
    return figure, f"Each task by the mean share of its points and by its discrimination. {told}."


def _shorten(name):
    return name if len(name) <= 20 else f"{name[:19]}…"

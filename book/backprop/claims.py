"""What the stored measurements say, as tables: one a part of `make bench`, a row for each ratio, with its spread.

The page "How fast, how right" and `python -m bench --table` show the same. A part whose result is missing, or cannot be believed, leaves
a sentence in its place, and the rest stands.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from .measured import RESULTS, measured, seal

PINS = Path(__file__).parents[2] / "requirements.txt"


@dataclass
class Row:
    """One ratio: what is measured, against what, and how many times its pace or cost; `spread` has median, least and most."""

    what: str
    against: str
    spread: dict
    aim: float | None = None  # at least so many times


@dataclass
class Part:
    """The rows of one part with the machine, date and versions they belong to, or the sentence that says why there are none."""

    name: str
    title: str
    column: str  # what the figures count
    rows: list[Row] = field(default_factory=list)
    about: dict = field(default_factory=dict)
    complaint: str = ""


def _grading(results):
    judged, models = results["run_and_judge"], results["model_solutions"]
    yield Row("running and judging a notebook", "nbgrader as it comes", judged["ratio"], 20)
    yield Row("the same", "nbgrader that ends its kernels at once", judged["ratio_to_immediate_shutdown"])
    yield Row("nothing but the cells of the model solutions, in an open interpreter", "running and judging them", models["ratio"])


def _end_to_end(results):
    yield Row("a class, from what was handed in to the gradebook", "nbgrader as it comes", results["ratio"], 20)


def _dask_workers(results):
    alone = results["notebooks_a_second"]["median"]
    for row in results["workers"]:
        pace = {name: value / alone if name != "samples" else value for name, value in row["notebooks_a_second"].items()}
        yield Row(f"Dask, {row['workers']} worker{'s' * (row['workers'] > 1)}", f"{results['jobs_at_home']} processes, no Dask", pace)


def _four_ways(results):
    of = {(row["way"], row["weights"]): row["gradient_s"] for row in results["rows"]}
    for way in ("loops", "matrices", "PyTorch"):
        weights = max(size for name, size in of if name == "tape")
        tape, other = of["tape", weights], of[way, weights]
        ratio = {"median": tape["median"] / other["median"], "samples": other["samples"]}
        ratio |= {"least": tape["lower_quartile"] / other["upper_quartile"], "most": tape["upper_quartile"] / other["lower_quartile"]}
        yield Row(f"{way}, {weights:,} weights", "the tape of chapter 4", ratio)


def _tapes(results):
    names = {"chapter": "tape of chapter 4", "quick": "quick tape"}
    for row in results["rows"]:
        for way, name in names.items():
            what = f"{name}, {row['graph']}, {row['nodes']:,} nodes"
            yield Row(what, "micrograd", row["times_micrograd"][way], 4 if way == "quick" else None)


def _matrices(results):
    for row in results["xor"]:
        aimed = ("in place" in row["what"] and "Sequential" in row["peer"]) or "after the other" in row["peer"]
        yield Row(f"XOR, {row['what']}", f"PyTorch, {row['peer']}", row["ratio"], 30 if aimed else None)
    digits = results["digits"]
    for row in digits["rows"]:
        sizes = f"{digits['inputs']}-{digits['hidden']}-{digits['outputs']}, batch {digits['batch']}"
        yield Row(f"{sizes}, {row['what']}", f"PyTorch, {row['peer']}", row["ratio"], 1)


def _gradient_cost(results):
    for way in ("tape", "matrices"):
        rows = [row for row in results["rows"] if row["way"] == way]
        for row in (rows[0], rows[-1]):
            yield Row(f"{way}, {row['weights']:,} weights, loss and gradient", "the loss alone", row["forward_passes"]["gradient"])
        nudged = [row for row in rows if row["nudging_over_gradient"]][-1]
        yield Row(f"{way}, {nudged['weights']:,} weights, nudging every weight", "the way back", nudged["nudging_over_gradient"])


def _site(results):
    for name, row in results["chapters"].items():
        if "of_default" in row:
            share = 1 / row["of_default"]
            yield Row(f"a first visit to {name}", "a default Jupyter Book", {"median": share, "least": share, "most": share, "samples": 1})


# Name of a part: its title, what its figures count, and how rows are made of its results.
PARTS = {
    "grading": ("Grading: running and judging", "times as fast", _grading),
    "end_to_end": ("Grading: from hand-in to gradebook", "times as fast", _end_to_end),
    "dask_workers": ("Grading on several workers of one machine", "times as fast", _dask_workers),
    "four_ways": ("One gradient, four ways", "times as fast", _four_ways),
    "gradient_cost": ("What a gradient costs", "times as much", _gradient_cost),
    "matrices": ("Matrices beside PyTorch", "times as fast", _matrices),
    "tapes": ("Tapes beside micrograd", "times as fast", _tapes),
    "site": ("What a visit loads", "times as little", _site),
}


def part(name):
    """Return the Part `name` of PARTS, with its rows or with the sentence that says why there are none."""
    title, column, rows = PARTS[name]
    found = Part(name, title, column)
    stored, found.complaint = believed(name)
    if stored is None:
        return found
    found.about = {key: stored[key] for key in ("machine", "date", "versions")}
    try:
        found.rows = list(rows(stored["results"]))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        found.complaint = f"bench/results/{name}.json lacks {error}. Run `python -m bench {name}`."
    return found


def believed(name):
    """Return (the stored measurement `name`, a complaint): None where it cannot be believed, "" where nothing is wrong."""
    again = f"Run `python -m bench {name}`."
    file = f"bench/results/{name}.json"
    if not (RESULTS / f"{name}.json").exists():
        return None, "Not measured here."
    try:
        stored = measured(name)
        says, about = stored["part"], [stored["machine"]["processor"], stored["machine"]["python"], stored["date"], stored["results"]]
        assert all(about)
    except (ValueError, KeyError, TypeError, AssertionError):
        return None, f"Not measured here: {file} is not a whole measurement. {again}"
    if says != name:
        return None, f"Not measured here: {file} is a measurement of {says!r}. {again}"
    if stored.get("seal", seal(stored)) != seal(stored):
        return None, f"Not measured here: {file} was changed after it was measured, so its machine and versions may not be its own. {again}"
    other = {name: (then, now) for name, then in stored["versions"].items() if (now := _pinned(name)) and then.partition("+")[0] != now}
    if other:
        said = ", ".join(f"{name} {then} (now {now})" for name, (then, now) in other.items())
        return stored, f"Measured with other versions than the course has now: {said}. {again}"
    return stored, ""


def _pinned(package):
    plain = re.sub(r"[-_.]+", "[-_.]+", package)
    found = re.search(rf"^{plain}==([^\s;#]+)", PINS.read_text(encoding="utf8"), re.M | re.I)
    return found and found[1]


def figure(value):
    """Return a ratio as text, to two or three digits: 0.95, 3.9, 24, 1,480."""
    return f"{value:.2f}" if value < 2 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def spread_in_words(spread):
    """Return the median with the extremes behind it, which are left out where there is one sample."""
    middle = figure(spread["median"])
    return middle if spread["samples"] == 1 else f"{middle} ({figure(spread['least'])} to {figure(spread['most'])})"


def about_in_words(about):
    """Return the machine, the date and the versions of a measurement as one line."""
    machine = about["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    cores = f"{machine['cores']} core{'s' * (machine['cores'] != 1)}"
    run = f"{machine['processor']}, {cores}, {machine['system']}, Python {machine['python']}, {about['date']}"
    return f"{run}; {versions}" if versions else run


def as_markdown(found):
    """Return a Part as markdown: its table, its complaint and what it was measured on."""
    lines = []
    if found.rows:
        lines += [f"| what | against | {found.column} |", "|---|---|---|"]
        lines += [f"| {row.what} | {row.against} | {spread_in_words(row.spread)} |" for row in found.rows]
    if found.complaint:
        lines += ["", found.complaint]
    if found.about:
        lines += ["", f"Measured on: {about_in_words(found.about)}."]
    return "\n".join(lines)


def as_text(parts):
    """Return parts as one table for a terminal."""
    lines = []
    for found in parts:
        lines += ["", f"{found.title} ({found.column})"]
        lines += [f"  {spread_in_words(row.spread):24} {row.what}; against: {row.against}" for row in found.rows]
        lines += [f"  {text}" for text in (found.complaint, found.about and about_in_words(found.about)) if text]
    return "\n".join(lines[1:])


def aims(parts):
    """Return every row that has an aim as markdown, with whether its median reaches it; three columns, so that a phone shows all."""
    lines = ["| what, against what | aim | measured |", "|---|---|---|"]
    for found in parts:
        for row in found.rows:
            if row.aim is not None:
                reached = "reached" if row.spread["median"] >= row.aim else "not reached"
                lines.append(f"| {row.what}, against {row.against} | {row.aim:g} | {figure(row.spread['median'])}: {reached} |")
    return "\n".join(lines)


def clean_machine():
    """Return the stored runs of README's two commands on empty machines as markdown, or the sentence that there are none."""
    stored, complaint = believed("clean_machine")
    if stored is None:
        return complaint
    lines = ["| Debian, Python | who | command | it ended with | minutes | MB by pip |", "|---|---|---|---|---|---|"]
    rows = sorted(stored["results"]["rows"], key=lambda row: (row["suite"], row["user"], row["command"]))
    for row in rows:
        passed = re.search(r"(\d+) passed", row["said"][-1])
        success = f"{int(passed[1]):,} tests passed" if passed else "success"
        ended = success if row["exit_code"] == 0 else f"exit code {row['exit_code']}"
        who = "root" if row["user"] == "root" else "ordinary user"
        minutes = f"{row['seconds'] / 60:.1f}{', not alone' if row['busy_before'] > 0.5 else ''}"
        lines.append(f"| {row['suite']}, {row['python']} | {who} | `{row['command']}` | {ended} | {minutes} | {row['pip']['MB']:,} |")
    beside = ' "Not alone": other work ran beside it; alone it takes fewer minutes.' if "not alone" in "".join(lines) else ""
    return "\n".join([*lines, "", f"Measured on: {about_in_words(stored)}.{beside}"])

"""The command line: `python -m grading autograde ASSIGNMENT`."""

import argparse
import sys
from collections import Counter

try:
    import tqdm  # noqa: F401
except ModuleNotFoundError:
    sys.exit(
        "grading: its environment is not switched on; run `. .venv/bin/activate` in the folder of the course, and then this command again."
    )

import grading.common.system  # noqa: F401 (says what is missing before the others miss it)
from grading.alike import command as alike
from grading.audit import command as audit
from grading.audit import keep, new
from grading.common.commands import Refused, about_an_assignment
from grading.common.notes import HEADINGS, notes
from grading.give_back import command as report
from grading.personal import command as personal
from grading.platforms import feedback_zip
from grading.record import migrate
from grading.record.converter import grade_with_bar, make_converter
from grading.term import carry_over, drop, extend, regrade


def main(arguments=None):
    """Run one command and return its exit code: 0 all graded, 1 something needs a person, 2 it could not go on."""
    parser = argparse.ArgumentParser(
        prog="python -m grading",
        description="Grade submissions in a sandbox, several at a time, into nbgrader's gradebook.",
        epilog="Run it in the folder of the course, where nbgrader_config.py is. Exit code: 0 everything is graded, "
        "1 some submissions could not be read or have no grade (the summary says why), 2 it could not go on (what is graded is kept).",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_autograde(commands)
    report.add_parser(commands)
    alike.add_parser(commands)
    keep.add_parser(commands)
    feedback_zip.add_parser(commands)
    audit.add_parser(commands)
    new.add_parser(commands)
    personal.add_parser(commands)
    migrate.add_parser(commands)
    for command in (extend, drop, regrade, carry_over):
        command.add_parser(commands)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except Refused as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2


def _add_autograde(commands):
    command = about_an_assignment(
        commands,
        "autograde",
        _autograde,
        help="grade what students handed in",
        description="Grade the submissions in submitted/STUDENT/ASSIGNMENT: what `nbgrader autograde` does, on all processors. "
        "Stop it when you like; the next run takes up where it stopped.",
    )
    command.add_argument("--student", default="*", metavar="NAME", help="only this student; may have wildcards, as in 'a*'")
    command.add_argument("--jobs", type=_positive, metavar="N", help="notebooks to run at the same time (one for each processor)")
    command.add_argument("--force", action="store_true", help="grade again what is already graded; marks given by hand stay")
    command.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="run the notebooks on the workers of this Dask scheduler, as in tcp://scheduler:8786; results are recorded here. "
        "Start `python -m dask scheduler` and, on each machine, `python -m dask worker ADDRESS`, in a copy of this folder. "
        "Whoever reaches a scheduler can run programs on its workers: keep it inside a network that you trust",
    )
    command.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="run students' code without a sandbox: it can then read, change and send whatever you can. Reports say so",
    )


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _autograde(options):
    converter = make_converter(options)
    converter.force = options.force
    converter.unsafe_no_sandbox = options.unsafe_no_sandbox or converter.unsafe_no_sandbox
    converter.jobs = options.jobs or converter.jobs
    if not options.dask:
        return _grade(converter, options)
    from grading.run.workers import Workers, WorkersUnavailable  # importing Dask takes a second

    try:
        workers = Workers(options.dask, not converter.unsafe_no_sandbox)
    except WorkersUnavailable as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2
    with workers:
        converter.jobs = options.jobs or workers.threads
        code = _grade(converter, options, workers)
    if workers.at_home:
        print(f"Ran on this machine, because the workers could not ({len(workers.at_home)}): {'; '.join(sorted(set(workers.at_home)))}")
    return code


def _grade(converter, options, executor=None):
    """Grade with a progress bar, say how it went, and return the exit code."""
    from grading.record.results import CannotGrade

    try:
        results = grade_with_bar(converter, executor)
    except CannotGrade as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("grading: stopped; what was graded is kept, run the same command again for the rest.", file=sys.stderr)
        return 1
    return _summarise(results, options.assignment, converter.unsafe_no_sandbox, converter.remarks)


def _summarise(results, assignment, unsafe, remarks):
    """Print how the batch went, with the reason of everything that was not plain; return the exit code."""
    counts = Counter(result.status for result in results)
    print(f"{assignment}: {counts['graded']} graded, {counts['skipped']} done before, {counts['failed']} without a grade.")
    if unsafe:
        print("Students' code ran WITHOUT a sandbox.")
    told = [(note.kind, result.student, note) for result in results for note in notes(result)]
    for remark in remarks:
        print(remark)
    for kind, heading in HEADINGS.items():
        lines = [f"  {student}: {note.place}: {note.text}" for of, student, note in told if of == kind]
        if lines:
            print(f"{heading} ({len({student for of, student, _ in told if of == kind})}):", *lines, sep="\n")
    to_mend = any(result.cannot_cross for result in results) or {kind for kind, *_ in told} & {"not graded", "refused", "missing"}
    return 1 if to_mend else 0


if __name__ == "__main__":
    sys.exit(main())

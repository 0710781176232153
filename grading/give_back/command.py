"""The command `python -m grading report ASSIGNMENT`."""

import sys
from pathlib import Path


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
    from grading.common.course import open_course
    from grading.common.files import CannotWrite, write_table, write_whole
    from grading.give_back.analysis import count_mistakes
    from grading.give_back.report import make_page, make_table
    from grading.give_back.results import NoResults, read_results

    try:
        results = read_results(open_course(options.assignment))
        page = options.to or Path("reports", f"{options.assignment}{'-anonymous' if options.anonymous else ''}.html")
        mistakes = count_mistakes(results)
        text = make_page(results, options.anonymous, mistakes=mistakes)
        if options.to is None:
            page.parent.mkdir(exist_ok=True)
        write_whole(page, text.encode())
        write_table(page.with_suffix(".csv"), make_table(results, options.anonymous, mistakes), "utf-8-sig")
    except (NoResults, CannotWrite) as problem:
        print(f"grading: {problem}", file=sys.stderr)
        return 2
    print(f"Wrote {page} and {page.with_suffix('.csv')}.")
    return 0

"""The command `python -m grading report ASSIGNMENT`."""

from pathlib import Path

from grading.common.commands import about_an_assignment


def add_parser(commands):
    """Add `report` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "report",
        run,
        help="make a page about the class: scores, mistakes, who may need help",
        description="Make one HTML page, and a table (CSV) beside it, about a graded assignment: points for each task, which mistakes "
        "how many students made, time-outs and rescues, difficulty and discrimination, who may need help.",
    )
    command.add_argument("--anonymous", action="store_true", help="without anything about single students, for showing it in class")
    command.add_argument("--to", metavar="FILE.html", type=Path, help="where to write it (reports/ASSIGNMENT.html)")


def run(options):
    """Write the page and the table; return 0. Raises Refused when there is nothing to report."""
    from grading.common.course import open_course
    from grading.common.files import write_table, write_whole
    from grading.give_back.analysis import count_mistakes
    from grading.give_back.report import make_page, make_table
    from grading.give_back.results import read_results

    results = read_results(open_course(options.assignment))
    page = options.to or Path("reports", f"{options.assignment}{'-anonymous' if options.anonymous else ''}.html")
    mistakes = count_mistakes(results)
    text = make_page(results, options.anonymous, mistakes=mistakes)
    if options.to is None:
        page.parent.mkdir(exist_ok=True)
    write_whole(page, text.encode())
    write_table(page.with_suffix(".csv"), make_table(results, options.anonymous, mistakes), "utf-8-sig")
    print(f"Wrote {page} and {page.with_suffix('.csv')}.")
    return 0

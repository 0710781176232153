"""The command `python -m grading alike ASSIGNMENT`."""

from pathlib import Path

from grading.common.commands import about_an_assignment


def add_parser(commands):
    """Add `alike` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "alike",
        run,
        help="make a page with the submissions that are alike, side by side, for a person to judge",
        description="Compare what students wrote, two by two, without names of variables, numbers, comments and layout, without what was "
        "given and without what most of the class has; and make one HTML page with the pairs that are most alike. "
        "Nothing is run, graded or changed.",
        epilog="Exit code: 0 the page is written, 2 there is nothing to compare.",
    )
    command.add_argument("--pairs", type=_number, default=20, metavar="N", help="how many pairs to show (20)")
    command.add_argument(
        "--with",
        dest="others",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="compare with the submissions of another course's folder, too: another section, or last year; may be given again",
    )
    command.add_argument("--to", metavar="FILE.html", type=Path, help="where to write it (reports/ASSIGNMENT-alike.html)")


def _number(text):
    number = int(text)
    if not 1 <= number <= 500:
        raise ValueError(text)
    return number


def run(options):
    """Write the page; return 0. Raises Refused when there is nothing to compare."""
    from grading.alike.page import make_page
    from grading.alike.pairs import compare
    from grading.alike.reading import read_class
    from grading.common.course import open_course
    from grading.common.files import write_whole

    page = options.to or Path("reports", f"{options.assignment}-alike.html")
    works, given, unread, names = read_class(open_course(options.assignment), options.others)
    comparison = compare(works, given)
    if options.to is None:
        page.parent.mkdir(exist_ok=True)
    text = make_page(options.assignment, works, comparison, unread, names, options.pairs)
    write_whole(page, text.encode("utf-8", "replace"))
    if unread:
        print(f"Not compared, because nothing of it could be read ({len(unread)}): {', '.join(unread)}.")
    shown = min(options.pairs, len(comparison.pairs))
    print(f"Wrote {page}: {shown} pairs of {len(works)} submissions, for a person to judge. No grade was changed.")
    return 0

"""The command `python -m grading audit ASSIGNMENT`."""

import sys
from pathlib import Path

import nbformat
from tqdm import tqdm

from grading.common.commands import about_an_assignment


def add_parser(commands):
    """Add `audit` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "audit",
        run,
        help="try an assignment's tests with cheats and mistakes, before students do",
        description="Hand in cheats (nothing, zeros, an empty array, the visible examples by heart ...), small changes of the model "
        "answers, and right answers that you know, and say which tests get them wrong and which line to change. Writes nothing.",
        epilog="Exit code: 0 all tests stop what is wrong and let pass what is right, 1 some do not, 2 it could not be tried.",
    )
    command.add_argument(
        "--bank",
        metavar="FILE.py",
        help="answers of your own: cells that begin `# %%%% TASK | right | what is different`, or `equivalent` for changes that make no "
        "difference (c.Audit.bank in nbgrader_config.py, where {assignment} and {module} stand for its name)",
    )
    command.add_argument("--unsafe-no-sandbox", action="store_true", help="run the answers without a sandbox")


def run(options):
    """Try the assignment, print what survives, and return the exit code."""
    from grading.audit.audit import CannotAudit, audit, summary
    from grading.audit.bank import bank_file, read_bank
    from grading.common.cells import is_test
    from grading.common.course import open_course
    from grading.run.execute import SandboxUnavailable

    course = open_course(options.assignment)
    folder = Path(course.format_path(course.source_directory, ".", options.assignment))
    notebooks = sorted(folder.glob("*.ipynb"))
    if not notebooks:
        print(f"audit: {folder} holds no notebook; check the name of the assignment.", file=sys.stderr)
        return 2
    read = {path.stem: nbformat.read(path, as_version=4) for path in notebooks}
    # A notebook whose questions people grade has nothing to try; an assignment of nothing else is a mistake.
    tested = {name: notebook for name, notebook in read.items() if any(map(is_test, notebook.cells))} or read
    clean = True
    try:
        known = bank_file(options.bank, course)
        bank = read_bank(known) if known and (options.bank or known.exists()) else ()
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".ipynb"}
        for name, notebook in tested.items():
            with tqdm(desc=name, unit=" answers", disable=None, leave=False) as bar:

                def show(done, total, bar=bar):
                    bar.total = total
                    bar.update(done - bar.n)

                reports = audit(notebook, files, bank, not options.unsafe_no_sandbox, show)
            if len(read) > 1:
                print(f"{name}.ipynb")
            print(*summary(reports), sep="\n")
            clean = clean and not any(report.findings for report in reports)
    except (CannotAudit, SandboxUnavailable, ValueError, OSError) as problem:
        print(f"audit: {problem}", file=sys.stderr)
        return 2
    print("All tests stop what is wrong and let pass what is right." if clean else "Mend the lines above, and run this again.")
    return 0 if clean else 1

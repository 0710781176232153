"""The command `python -m grading keep ASSIGNMENT NUMBER IDEA`: an answer that no idea explains becomes an entry of the bank."""

from pathlib import Path

from grading.common.commands import Refused, about_an_assignment


def add_parser(commands):
    """Add `keep` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "keep",
        run,
        help="keep an answer that no idea explains as an entry of the bank",
        description="Append an answer of the report's list of answers that no idea explains to the bank, without comments and names. "
        "Give it a sentence in the task's test, and say `wrong` instead of `wrong, unnamed` in its first line.",
    )
    command.add_argument("number", metavar="NUMBER", type=int, help="its number in the report")
    command.add_argument("idea", metavar="IDEA", help="what is wrong in it, in a few words")
    command.add_argument("--bank", metavar="FILE.py", help="the bank's file (c.Audit.bank in nbgrader_config.py)")


def run(options):
    """Append one answer to the bank; return 0. Raises Refused when that cannot be done."""
    from grading.audit.bank import bank_file, read_bank
    from grading.common.course import open_course
    from grading.give_back.results import read_results

    course = open_course(options.assignment)
    unexplained = read_results(course).unexplained
    chosen = next((answer for answer in unexplained if answer.number == options.number), None)
    named = bank_file(options.bank, course)
    idea = " ".join(options.idea.split())
    trouble = (
        f"the report of {options.assignment!r} lists no answer {options.number} (it has {len(unexplained)}); look again."
        if chosen is None
        else "no file is named for the bank; say --bank FILE.py, or set c.Audit.bank in nbgrader_config.py."
        if named is None
        else "an idea takes a few words; say what is wrong in the answer."
        if not idea
        else ""
    )
    if trouble:
        raise Refused(trouble)
    try:
        text = Path(named).read_text(encoding="utf-8").rstrip() + "\n\n\n" if named.exists() else ""
        named.parent.mkdir(parents=True, exist_ok=True)
        named.write_text(f"{text}# %% {chosen.task.name} | wrong, unnamed | {idea}\n{chosen.code}\n", encoding="utf-8")
        read_bank(named)
    except (OSError, ValueError) as error:
        raise Refused(str(error)) from None
    print(f"Kept as the last entry of {named}.")
    return 0

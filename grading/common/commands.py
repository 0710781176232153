"""What the commands of `python -m grading` share: how one about an assignment is called, and how it says that it cannot go on."""


class Refused(Exception):
    """A command cannot do what it was asked for; the text is one sentence that says why and what to do. Nothing was written."""


def about_an_assignment(commands, name, run, **words):
    """Add a command, its first argument the assignment, and return its parser; `run(options)` returns its exit code or raises Refused."""
    command = commands.add_parser(name, **words)
    command.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment: the name of its folder and in the gradebook")
    command.set_defaults(run=run)
    return command

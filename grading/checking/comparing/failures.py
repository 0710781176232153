"""A check that did not pass, and the four lines that a student reads of it."""

MAX_LINES = 4


class CheckFailed(AssertionError):
    """A check that did not pass; its text is the message a student reads."""

    answer = None  # of a hidden check: (what was compared, atol), so that a grader can tell whose numbers they are

    # Notebooks show this instead of a traceback: the message is what helps, not the frames below it.
    def _render_traceback_(self):
        return [str(self)]


def _fail(name, problem, mistake, read, hidden, answer=None):
    where = " (in a hidden test)" if hidden else ""
    lines = [f"{name}{where}: {problem}."]
    if mistake:
        lines += mistake.splitlines()
    if read:
        lines.append(f"Read again: {read}.")
    failure = CheckFailed("\n".join(lines[:MAX_LINES]))
    failure.answer = answer
    raise failure from None


def _with_line(failure, line):
    """Return the failure with one more line after its first, if there is one to add."""
    lines = str(failure).splitlines()
    return CheckFailed("\n".join([*lines[:1], line, *lines[1:]][:MAX_LINES])) if line else failure

"""How a student's process, a call in it, or a test itself can fail: exceptions of the judge's own and of Python's."""

import builtins

from grading.run.inside.messages.texts import MAX_TEXT, cut

LOST = {
    "timed out": "your code took longer than the time limit",
    "died": "the process that runs your code ended here (exit, crash, or more memory or processor time than allowed)",
    "bad reply": "the process that runs your code gave an answer that cannot be read",
}


class StudentLost(KeyboardInterrupt):
    """The student's process ended or took too long; not an Exception, so that a test that expects exceptions does not take it for one."""


class TimeUp(StudentLost):
    """The time limit of a cell, seen from here."""


class StudentError(Exception):
    """An exception of a class that the student, or a library, defined."""


class StudentLate(StudentLost):
    """A call took too long and the student's process stopped it by itself: it can go on."""


class CannotCross(TypeError):
    """A test asked for what cannot cross to the student's process: the instructor's mistake, whatever the student wrote."""


def is_the_tests(problem):
    """Tell whether what ended a test is, or came of, its asking for what cannot cross."""
    for _ in range(20):  # an exception can be its own cause
        if problem is None or isinstance(problem, CannotCross):
            break
        problem = problem.__cause__ or problem.__context__
    return isinstance(problem, CannotCross)


def exception_of(written):
    """Return the exception that was written: one of Python's own, or StudentError for any other."""
    name, text, plain = written if type(written) is list and len(written) == 3 else ("", "", False)
    kind = getattr(builtins, name, None) if type(name) is str and plain is True else None
    allowed = isinstance(kind, type) and (issubclass(kind, Exception) or kind is SystemExit)
    text = cut(text, MAX_TEXT)
    try:
        return kind(text) if allowed and kind is not StopIteration else StudentError(text)
    except TypeError:  # a UnicodeDecodeError needs five arguments
        return StudentError(text)

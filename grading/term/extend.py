"""The command `python -m grading extend ASSIGNMENT STUDENT DAYS`: a later deadline for one student, which nbgrader has no command for."""

import datetime
import sys

MOST = 366  # days


def add_parser(commands):
    """Add `extend` to the commands of `python -m grading`."""
    command = commands.add_parser(
        "extend",
        help="give one student more time",
        description="Move the deadline of an assignment for one student. DAYS count from the deadline of the class and replace what "
        "was given before; 0 takes an extension away. Points off for late work follow when the work is graded.",
    )
    command.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment, as in solutions/ASSIGNMENT")
    command.add_argument("student", metavar="STUDENT", help="the student's id")
    command.add_argument("days", metavar="DAYS", help="days after the deadline of the class, as in 2 or 0.5")
    command.set_defaults(run=run)


def run(options):
    """Write the extension into the gradebook; return 0, or 2 with one sentence when that cannot be done."""
    from grading.common.commands import Refused
    from grading.common.course import open_course

    try:
        print(*extend(open_course(options.assignment), options.student, _days(options.days)), sep="\n")
    except Refused as problem:
        print(f"grading: {problem} Nothing was changed.", file=sys.stderr)
        return 2
    return 0


def _days(text):
    from grading.term.names import TermProblem

    try:
        days = float(text)
    except ValueError:
        raise TermProblem(f"DAYS is a number, as in 2 or 0.5, and {text!r} is none.") from None
    if not 0 <= days <= MOST:  # nan is not, either
        raise TermProblem(f"DAYS count from the deadline of the class, from 0 to {MOST}, and {text} is not among them.")
    return days


def extend(course, student, days):
    """Give a student so many days after the deadline of `course.assignment_id`, and return what to say. Raises TermProblem."""
    from grading.common.gradebook import OpenGradebook
    from grading.term.names import TermProblem, find

    name = course.assignment_id
    with OpenGradebook(course.db_url, course.course_id) as gradebook:
        with gradebook.reading():
            find("assignment", name, [assignment.name for assignment in gradebook.assignments])
            find("student", student, [one.id for one in gradebook.students])
            due = gradebook.find_assignment(name).duedate
        if due is None:
            raise TermProblem(f'{name} has no deadline; set it with `nbgrader db assignment add {name} --duedate="2026-12-01 18:00 UTC"`.')
        with gradebook.transaction(student):
            submission = gradebook.update_or_create_submission(name, student)
            was_late = bool(submission.total_seconds_late)
            gradebook.grant_extension(name, student, days=days)
            is_late, until = bool(submission.total_seconds_late), submission.duedate
            graded = any(grade.auto_score is not None for notebook in submission.notebooks for grade in notebook.grades)
    said = [f"{student} may hand in {name} until {until:%Y-%m-%d %H:%M} UTC."]
    if days and until < datetime.datetime.now(datetime.UTC).replace(tzinfo=None):
        said.append("That has passed already, and counts all the same for what was handed in by then.")
    if graded and (was_late or is_late):
        said.append(f"To have points off for late work follow: `python -m grading autograde {name} --student={student} --force`.")
    return said

"""The command `python -m grading personal ASSIGNMENT`."""

from pathlib import Path

from grading.common.commands import Refused, about_an_assignment


def add_parser(commands):
    """Add `personal` to the commands of `python -m grading`."""
    command = about_an_assignment(
        commands,
        "personal",
        run,
        help="give each student numbers of their own in the tasks that have a generator",
        description="Draw numbers for every student of the class list and write them to numbers.json beside the source notebook, from "
        "where `nbgrader generate_assignment` hands them out. They follow from a secret, made at the first run, the assignment and the "
        "login: run it again when somebody joins, and nobody's numbers change.",
    )
    command.add_argument("--unsafe-no-sandbox", action="store_true", help="run the generators without a sandbox")


def run(options):
    """Write the table of the class's numbers; return 0. Raises Refused when that cannot be done."""
    from grading.common.course import open_course
    from grading.run.execute import SandboxUnavailable

    try:
        print(*_hand_out(open_course(options.assignment), not options.unsafe_no_sandbox), sep="\n")
    except SandboxUnavailable as problem:
        raise Refused(str(problem)) from None
    return 0


def _hand_out(course, sandbox):
    """Make and write the table; return what to say of it."""
    import nbformat

    from grading.checks import NUMBERS
    from grading.common.gradebook import OpenGradebook
    from grading.personal.generate import personal_tests
    from grading.personal.numbers import make_numbers, read_table, write_table
    from grading.personal.secret import PersonalProblem, make_secret, name_of, read_secret, secret_file
    from grading.read.submission import source_files

    assignment = course.assignment_id
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    notebooks = [nbformat.read(path, as_version=4) for path in sorted(folder.glob("*.ipynb"))]
    if not sum(len(personal_tests(notebook)) for notebook in notebooks):
        raise PersonalProblem(f"{folder} has no test cell with the tag `personal`, so everybody has the same numbers there.")
    with OpenGradebook(course.db_url, course.course_id) as gradebook, gradebook.reading():
        students = [student.id for student in gradebook.students]
    if not students:
        raise PersonalProblem("The class list is empty; fill it with `nbgrader db student import roster.csv`.")
    table, secret, said = read_table(course), read_secret(course), []
    others = list(folder.parent.glob(f"*/{NUMBERS}"))
    if secret is None:
        if others:
            raise PersonalProblem(
                f"{others[0]} was made with a secret that is not at {secret_file(course)}; put its backup there. "
                "If it is lost, delete that file, hand out anew, and tell the class."
            )
        secret = make_secret(course)
        said.append(f"Made a secret, {secret_file(course)}: keep a copy of it in a safe place, you need it for grading.")
    if table and table["secret"] != name_of(secret):
        raise PersonalProblem(f"{folder / NUMBERS} was made with another secret than {secret_file(course)}; put that one in its place.")
    numbers = make_numbers(notebooks, source_files(course, assignment), assignment, secret, students, sandbox)
    for task in next(iter(numbers.made.values())):
        seen = {}
        for student in students:
            other = seen.setdefault(tuple(round(value, 3) for value in numbers.made[student][task][1]), student)
            if other != student:
                raise PersonalProblem(
                    f"{other} and {student} would have the same answer to {task}; let its generator draw from more numbers."
                )
    write_table(folder, secret, numbers)
    again = f"`nbgrader generate_assignment {assignment} --force`"
    return [*said, f"Wrote the numbers of {len(students)} students to {folder / NUMBERS}; hand them out with {again}."]

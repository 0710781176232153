"""The table of a class's numbers, `numbers.json`, and what of it one student's notebook may see."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from grading.checks import NUMBERS, login_key
from grading.common.files import write_whole
from grading.personal.generate import generated, personal_tests
from grading.personal.secret import PersonalProblem, name_of, read_secret, secret_file, seed_of


@dataclass
class ClassNumbers:
    """What each student of a class was given in the personal tasks of an assignment: {student: {task: (numbers, right answer)}}.

    `listed` are the students that the table handed out has numbers for.
    """

    made: dict
    listed: set = field(default_factory=set)

    def given(self, student):
        """Return the numbers of one student, {task: numbers}, without the answers."""
        return {task: numbers for task, (numbers, _) in self.made[student].items()}

    def files(self, student):
        """Return what takes the table's place in a student's run: their numbers and nobody else's."""
        return _of_one(student, self.given(student))

    def owners(self, task, student, typed):
        """Return the other students whose numbers an answer {"numbers", "tolerance"} answers rightly."""

        def same(answer):
            return len(answer) == len(typed["numbers"]) and all(
                abs(a - b) <= typed["tolerance"] for a, b in zip(answer, typed["numbers"], strict=True)
            )

        return [other for other, tasks in self.made.items() if other != student and task in tasks and same(tasks[task][1])]


def make_numbers(notebooks, files, assignment, secret, students, sandbox=True):
    """Return ClassNumbers for these students; `notebooks` are the assignment's, with their hidden tests. Raises PersonalProblem."""
    made = {student: {} for student in students}
    files = {name: data for name, data in files.items() if name != NUMBERS}  # the generators know of no table
    seeds = [seed_of(secret, assignment, student) for student in made]
    for notebook in notebooks:
        for task in personal_tests(notebook):
            for student, pair in zip(made, generated(notebook, files, task, seeds, sandbox), strict=True):
                made[student][task] = pair
    return ClassNumbers(made)


def write_table(folder, secret, numbers):
    """Write the table of a class beside the source notebook, whole or not at all. Raises CannotWrite."""
    table = {login_key(student): numbers.given(student) for student in numbers.made}
    text = json.dumps({"secret": name_of(secret), "students": dict(sorted(table.items()))}, indent=1)
    write_whole(Path(folder) / NUMBERS, f"{text}\n".encode())


def read_table(course):
    """Return the table that was handed out; None where everybody has the same numbers. Raises PersonalProblem."""
    source, release = (
        Path(course.format_path(folder, ".", course.assignment_id)) / NUMBERS
        for folder in (course.source_directory, course.release_directory)
    )
    if not source.exists():
        if release.exists():
            raise PersonalProblem(f"{source} is missing, and {release} was handed out; copy it back from there.")
        return None
    try:
        table = json.loads(source.read_text(encoding="utf-8"))
        return {"secret": str(table["secret"]), "students": dict(table["students"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise PersonalProblem(f"{source} cannot be read; put a backup, or the copy that was handed out, in its place.") from None


def handed_out(course, notebooks, files, students, sandbox=True):
    """Return the ClassNumbers of an assignment as it was handed out, made anew from the secret; None where all have the same.

    Raises PersonalProblem when the secret is missing or another, or makes other numbers than were handed out.
    """
    if not sum(len(personal_tests(notebook)) for notebook in notebooks):
        return None
    table = read_table(course)
    if table is None:
        return None
    secret, place = read_secret(course), secret_file(course)
    if secret is None:
        raise PersonalProblem(
            f"{course.assignment_id} was handed out with numbers of each student's own, and the secret that made them is not at {place}; "
            "put its backup there, or name its place in c.Personal.secret_file or GRADING_SECRET_FILE."
        )
    if name_of(secret) != table["secret"]:
        raise PersonalProblem(
            f"The secret {place} is not the one that {course.assignment_id} was handed out with; put that one in its place."
        )
    numbers = make_numbers(notebooks, files, course.assignment_id, secret, students, sandbox)
    numbers.listed = {student for student in numbers.made if login_key(student) in table["students"]}
    for student in sorted(numbers.listed):
        if json.loads(json.dumps(numbers.given(student))) != table["students"][login_key(student)]:
            raise PersonalProblem(
                f"The generators of {course.assignment_id} were changed since the numbers were handed out, and {student}'s would be "
                "others now; undo that change and run `nbgrader generate_assignment --force`."
            )
    return numbers


def of_one(files, student):
    """Return an assignment's files with nobody else's numbers in the table, if there is one."""
    try:
        numbers = json.loads(files[NUMBERS])["students"].get(login_key(student), {})
    except (KeyError, ValueError, AttributeError, TypeError):
        return files
    return files | _of_one(student, numbers)


def _of_one(student, numbers):
    return {NUMBERS: json.dumps({"student": student, "numbers": numbers}).encode()}

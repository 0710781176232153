"""The command `python -m grading new ASSIGNMENT`: an assignment to begin with, whole and graded, in which one task is replaced by yours."""

import os
import re
import shutil
from pathlib import Path

from grading import checks
from grading.common.commands import Refused, about_an_assignment

README = """# {title}

You write one function, about squares and their mean, and say in a sentence why it is made like that.

- **Time:** about 30 minutes.
- **Graded:** one function (2 points) and one question answered in words (1 point).

Open `{name}.ipynb` in Jupyter, fill in the cells, and hand in that file.
"""
TITLE = """# {title}

- **Time:** about 30 minutes.

Each task has one test cell.
The checks you see there are part of the grade; when you hand in, the same cell gets more checks, with other numbers.

| task | what it asks for | points |
|---|---|---:|
| 1 | `mean_of_squares` | 2 |
| 2 | a question to answer in words | 1 |"""
SETUP = "from checks import check"
PROMPT = """## Task 1: the mean of the squares (2 points)

Square each number, add up the squares, and divide by how many there are.

*By hand:* $(1, 3)$ gives $(1 + 9) / 2 = 5$."""
ANSWER = '''def mean_of_squares(values):
    """Return the mean of the squares of a list of one or more numbers."""
    ### BEGIN SOLUTION
    total = 0.0
    for value in values:
        total += value**2
    return total / len(values)
    ### END SOLUTION'''
TEST = '''"""Every number is squared, and the mean is taken of the squares."""
### BEGIN HIDDEN TESTS
from checks import check_hidden, known_mistakes

known_mistakes(
    {
        "The squares are added up; their mean is asked for.": lambda values: float(sum(value**2 for value in values)),
        "The mean is squared; the squares come first.": lambda values: (sum(values) / len(values)) ** 2,
        "The numbers are not squared.": lambda values: sum(values) / len(values),
    },
    model=lambda values: sum(value**2 for value in values) / len(values),
    probes=[[[0.5, -1.5, 4.0]], [[3.0, 2.5]], [[-0.3, 1.2, 0.7, 2.2]]],
)
### END HIDDEN TESTS
check(mean_of_squares, [1.0, 3.0], expected=5.0)
check(mean_of_squares, [2.0, -1.0, 0.5], expected=1.75)
print("The checks you can see pass.")
### BEGIN HIDDEN TESTS
for values, expected in [([-4.0], 16.0), ([0.0, 0.0], 0.0), ([1, 2, 3, 4], 7.5), ([-0.5, 10.0, 2.0], 34.75)]:
    check_hidden(mean_of_squares, values, expected=expected)
### END HIDDEN TESTS'''
QUESTION = """## Task 2: why squares? (1 point, answered in words)

Why are the numbers squared before the mean is taken, and not after?"""
WORDS = """<!-- ### BEGIN SOLUTION -->
**Rubric** (1 point): numbers of opposite sign do not cancel once they are squared.

Sample answer, 1 point: "Squares are never negative, so -3 and 3 do not add up to nothing."

Sample answer, 0.5 points (half): "Because squares are positive."

Sample answer, 0 points: "Because the formula says so."
<!-- ### END SOLUTION -->"""
BANK = """# %% mean_of_squares | wrong | The squares are added up; their mean is asked for.
def mean_of_squares(values):
    return sum(value**2 for value in values)


# %% mean_of_squares | wrong | The mean is squared; the squares come first.
def mean_of_squares(values):
    return (sum(values) / len(values)) ** 2


# %% mean_of_squares | wrong | The numbers are not squared.
def mean_of_squares(values):
    return sum(values) / len(values)


# %% mean_of_squares | right | with NumPy
def mean_of_squares(values):
    import numpy as np

    return np.mean(np.square(values))


# %% mean_of_squares | right | with statistics
def mean_of_squares(values):
    import statistics

    return statistics.fmean(value * value for value in values)
"""


def add_parser(commands):
    """Add `new` to the commands of `python -m grading`."""
    about_an_assignment(
        commands,
        "new",
        run,
        help="begin an assignment: a notebook that generates, with one task, its tests, and answers to try them with",
        description="Write a source notebook with one task and one question, checks.py beside it, and, where c.Audit.bank names a place, "
        "right and wrong answers. It generates and its tests are whole; put your own tasks in the place of its own.",
    )


def run(options):
    """Write a new assignment; return 0. Raises Refused when it cannot be."""
    from grading.audit.bank import bank_file
    from grading.common.course import open_course

    name = options.assignment
    course = open_course(name)
    folder = Path(course.format_path(course.source_directory, ".", name))
    bank = bank_file(None, course)
    trouble = (
        f"{name!r} cannot be the name of a folder and a notebook; use letters, digits, - and _, as in 08-slug."
        if not re.fullmatch(r"[A-Za-z0-9][\w-]*", name, re.ASCII)
        else f"{folder} is there already; choose another name."
        if folder.exists()
        else f"{bank} is there already; move it away, or choose another name."
        if bank and bank.exists()
        else ""
    )
    if trouble:
        raise Refused(trouble)
    try:
        written = _write(name, folder, bank)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(f"{error.filename} cannot be written ({error.strerror}); nothing was made.") from None
    print(f"Wrote {', '.join(map(os.path.relpath, written))}.")
    print(f"Try it: `nbgrader generate_assignment {name}`, and `python -m grading audit {name}` for its tests.")
    return 0


def _write(name, folder, bank):
    """Write all files of the assignment, and return where they are."""
    import nbformat

    folder.mkdir(parents=True)
    number, words = re.fullmatch(r"(\d*)[-_]*(.*)", name).groups()
    title = words.replace("-", " ").replace("_", " ") or name
    title = f"Assignment {int(number)}: {title}" if number and words else title.capitalize()
    notebook = folder / f"{name}.ipynb"
    nbformat.write(_notebook(title), notebook)
    readme = folder / "README.md"
    readme.write_text(README.format(title=title, name=name), encoding="utf-8")
    source, place = Path(checks.__file__), folder / "checks.py"
    try:
        place.symlink_to(os.path.relpath(source, folder))  # one source: nbgrader copies what the link leads to
    except (OSError, ValueError):  # Windows without the right to make links, or another drive
        shutil.copy(source, place)
    written = [notebook, readme, place]
    for sibling in sorted(folder.parent.glob("*/requirements.txt"), reverse=True)[:1]:
        written.append(Path(shutil.copy(sibling, folder)))
    if bank:
        bank.parent.mkdir(parents=True, exist_ok=True)
        bank.write_text(BANK, encoding="utf-8")
        written.append(bank)
    return written


def _notebook(title):
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    def marked(make, source, grade_id, points=None, **marks):
        about = {"schema_version": 3, "grade_id": grade_id, "grade": False, "solution": False, "locked": False, "task": False, **marks}
        if points is not None:
            about["points"] = points
        return make(source, id=grade_id, metadata={"nbgrader": about})

    return new_notebook(
        cells=[
            new_markdown_cell(TITLE.format(title=title), id="title"),
            marked(new_code_cell, SETUP, "setup", locked=True),
            new_markdown_cell(PROMPT, id="prompt_mean_of_squares"),
            marked(new_code_cell, ANSWER, "mean_of_squares", solution=True),
            marked(new_code_cell, TEST, "test_mean_of_squares", points=2, grade=True, locked=True),
            new_markdown_cell(QUESTION, id="prompt_why_squares"),
            marked(new_markdown_cell, WORDS, "why_squares", points=1, grade=True, solution=True),
        ],
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}},
    )

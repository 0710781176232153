"""The judge of grading/, which keeps students' code in a process of its own, comes to the same verdicts as nbgrader.

test_class.py compares the quick grader with nbgrader; here the judge is compared with the quick grader.
"""

from assignments_source import SOLUTIONS, is_test, with_answers

from grading.run.execute import execute


def test_judge_agrees_with_the_quick_grader(assignment, handed_in, quick_grader):
    folder = SOLUTIONS / assignment.slug
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".ipynb" and path.is_file()}
    problems = []
    for student, answers in [("perfect", {}), *handed_in.items()]:
        sources = {name: answer.source for name, answer in answers.items()}
        # Walls are tested elsewhere, and not every machine can build them.
        judged = execute(with_answers(assignment.notebook, sources), files, sandbox=False)
        verdicts = quick_grader.grade(sources)
        for cell in judged.cells:
            if is_test(cell):
                name = cell.id.removeprefix("test_")
                errors = [output for output in cell.outputs if output.output_type == "error"]
                if verdicts[name].earned == bool(errors):
                    problems.append(f"{student}, {name}: the judge says {errors or 'right'}, the quick grader {verdicts[name]}")
                said = "\n".join(line for error in errors for line in error.traceback)
                for sentence in assignment.named_mistakes[name]:
                    if (sentence in said) != (sentence in verdicts[name].message):
                        problems.append(f"{student}, {name}: only one of judge and quick grader says {sentence!r}")
    assert not problems, "\n".join(problems)

"""A class of each assignment goes the whole way, from the source to the message: all of it with grading/, a part with real nbgrader."""

from assignments_source import EXERCISES
from report import add_to_row, out_of

from course.exercises import differences
from grading.audit.bank import Answer


def test_a_class_is_graded_in_one_process(assignment, school_class, request):
    """With several processes, a class that is not kept together would be graded in each of them, and take minutes more."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith(f"@class-{assignment.slug}"), "this pytest and this pytest-xdist do not work together"


def test_students_fetch_what_is_in_exercises(assignment, school_class):
    assert not differences(school_class.course.students / "blank" / assignment.slug, EXERCISES / assignment.slug)


def test_perfect_student_earns_every_automatic_point(assignment, school_class):
    for graded in school_class.both:
        assert graded.grades["perfect"] == {
            **{f"test_{name}": task.points for name, task in assignment.tasks.items()},
            # A person has yet to grade what is written in words.
            **dict.fromkeys(assignment.written),
        }


def test_blank_notebook_earns_nothing_on_any_cell(assignment, school_class):
    nothing = {**{f"test_{name}": 0 for name in assignment.tasks}, **dict.fromkeys(assignment.written, 0)}
    assert [graded.grades["blank"] for graded in school_class.both] == [nothing, nothing]


def test_perfect_student_reads_no_complaint(assignment, school_class):
    for graded in school_class.both:
        assert graded.messages["perfect"] == dict.fromkeys(assignment.tasks, PASS)


def test_blank_notebook_reads_that_nothing_is_written_yet(assignment, school_class):
    for graded in school_class.both:
        for task, message in graded.messages["blank"].items():
            assert "is not written yet" in message, task


def test_each_answer_loses_the_points_of_its_task_and_of_no_other(assignment, school_class, table_row):
    problems, rejected, accepted = [], {}, {}
    for graded, student, answers in handed_in_and_graded(school_class):
        for name, task in assignment.tasks.items():
            answer = answers.get(name)
            earned = graded.grades[student][f"test_{name}"]
            right = answer is None or keeps_points(answer)
            if earned != (task.points if right else 0):
                problems.append(f"{student}, {name}: {describe(answer)} earns {earned} of {task.points}")
            if isinstance(answer, Answer) and graded is school_class.ours:
                counted = accepted if right else rejected
                counted.setdefault(name, []).append(earned == (task.points if right else 0))
    for name, task in assignment.tasks.items():
        add_to_row(
            table_row,
            assignment,
            name,
            points=task.points,
            wrong_answers_rejected=out_of(rejected.get(name, [])),
            right_answers_accepted=out_of(accepted.get(name, [])),
        )
    assert not problems, "\n".join(problems)


def test_feedback_names_the_mistake_that_was_made_and_no_other(assignment, school_class, table_row):
    problems, named = [], {}
    for graded, student, answers in handed_in_and_graded(school_class):
        messages = graded.messages[student]
        for name, answer in answers.items():
            if isinstance(answer, Answer) and not answer.right:
                said = [sentence for sentence in assignment.named_mistakes[name] if sentence in messages[name]]
                wanted = answer.sentences
                good = all(sentence in messages[name] for sentence in wanted) and all(map(answer.explains, said))
                if graded is school_class.ours:
                    named.setdefault(name, []).append(bool(wanted) and good)
                if not good:
                    problems.append(f"{student}, {name}, {describe(answer)}: the feedback page says {messages[name]!r}")
            elif isinstance(answer, Answer) and messages[name] != PASS:
                problems.append(f"{student}, {name}, {describe(answer)}: right, but the feedback page says {messages[name]!r}")
    for name in assignment.tasks:
        add_to_row(table_row, assignment, name, mistakes_named=out_of(named.get(name, [])))
    assert not problems, "\n".join(problems)
    everything = [good for task in named.values() for good in task]
    assert sum(everything) >= 0.9 * len(everything), f"only {sum(everything)} of {len(everything)} mistakes are named"


def test_bad_returns_cost_one_task_and_say_what_came_back(assignment, school_class):
    for graded, student, answers in handed_in_and_graded(school_class):
        messages = graded.messages[student]
        for name, answer in answers.items():
            if not isinstance(answer, Answer) and not keeps_points(answer):
                assert answer.word in messages[name], f"{student}, {name}, {describe(answer)}: {messages[name]!r}"


def test_quick_grader_agrees_with_both(assignment, school_class, quick_grader):
    """Three judges, one verdict: the quick grader of these tests, nbgrader, and the judge of grading/ in a process of its own."""
    verdicts_on = {}
    for graded, student, answers in handed_in_and_graded(school_class):
        if student not in verdicts_on:
            verdicts_on[student] = quick_grader.grade({name: answer.source for name, answer in answers.items()})
        verdicts, messages = verdicts_on[student], graded.messages[student]
        for name, task in assignment.tasks.items():
            earned = graded.grades[student][f"test_{name}"]
            assert earned == task.points * verdicts[name].earned, f"{student}, {name}: {verdicts[name]}, but {earned} points"
            # nbgrader shows a traceback where an exception is not of checks.py, and grading/ what it says without its kind
            quick, read = ((text or PASS).splitlines()[-1] for text in (verdicts[name].message, messages[name]))
            assert quick.endswith(read) if graded is school_class.ours else quick == read, f"{student}, {name}"
            for sentence in assignment.named_mistakes[name]:
                assert (sentence in messages[name]) == (sentence in verdicts[name].message), f"{student}, {name}: {sentence}"


def test_export_has_a_row_for_everyone(assignment, school_class):
    rows = {row["student_id"]: row for row in school_class.course.export()}
    assert rows.keys() == school_class.stock.messages.keys()
    automatic = sum(task.points for task in assignment.tasks.values())
    assert float(rows["perfect"]["score"]) == automatic
    assert float(rows["blank"]["score"]) == 0
    assert {float(row["max_score"]) for row in rows.values()} == {automatic + sum(assignment.written.values())}


def handed_in_and_graded(school_class):
    """Yield (who graded, student, {task: answer}) for the whole class, and once more for the part that nbgrader graded."""
    for graded in school_class.both:
        for student, answers in school_class.handed_in.items():
            if student in graded.messages:
                yield graded, student, answers


PASS = "The checks you can see pass."


def keeps_points(answer):
    return isinstance(answer, Answer) and answer.right


def describe(answer):
    if answer is None:
        return "the model answer"
    return f"{answer.idea!r} (line {answer.line} of the bank)" if isinstance(answer, Answer) else f"a bad answer ({answer.kind})"

"""A task that returns nonsense loses its own points, says what came back, and costs nobody else anything."""

import pytest
from bad_returns import KINDS, bad_answer, is_bad


@pytest.mark.parametrize("kind", KINDS)
def test_bad_return_costs_its_task_alone_and_is_explained(assignment, quick_grader, kind):
    for name in assignment.tasks:
        bad = bad_answer(assignment, name, kind)
        if not is_bad(quick_grader, bad):
            continue
        verdicts = quick_grader.grade({name: bad.source})
        message = verdicts[name].message
        assert [task for task, verdict in verdicts.items() if not verdict.earned] == [name], message
        assert bad.word in message, f"{name}: {message!r} does not say {bad.word!r}"
        assert len(message.splitlines()) <= 4, message

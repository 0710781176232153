"""Every small change to a model answer costs its points, or is listed in the bank as making no difference."""

from grading.audit.mutants import mutants


def test_mutants_lose_their_points(assignment, quick_grader, table_row):
    survivors, total = set(), 0
    for name, task in assignment.tasks.items():
        for mutant in mutants(task.answer):
            total += 1
            if quick_grader.grade({name: mutant.source}, only=name)[name].earned:
                survivors.add((name, mutant.change))
    known = set(assignment.equivalent_mutants)
    counts = {"mutants": total, "rejected": total - len(survivors), "equivalent": len(known), "survived": len(survivors - known)}
    table_row("Assignments: mutants of the model answers", assignment.slug, counts, counts)
    assert not survivors - known, f"these changes keep their points: {sorted(survivors - known)}"
    assert not known - survivors, (
        f"the bank calls these equivalent, but they lose their points or do not occur: {sorted(known - survivors)}"
    )


def test_mutants_are_what_they_say():
    changes = {mutant.change: mutant.source for mutant in mutants("def f(a, b):\n    a += -b\n    return a.T @ b, a - 2\n")}
    for change, line in {
        "a += -b -> a = -b": "a = -b",
        "a += -b -> a -= -b": "a -= -b",
        "-b -> b": "a += b",
        "a.T @ b -> b @ a.T": "return (b @ a.T, a - 2)",
        "a.T -> a": "return (a @ b, a - 2)",
        "a - 2 -> a": "return (a.T @ b, a)",
        "a - 2 -> a + 2": "return (a.T @ b, a + 2)",
        "2 -> 3": "return (a.T @ b, a - 3)",
        "return (a.T @ b, a - 2) -> return (a - 2, a.T @ b)": "return (a - 2, a.T @ b)",
    }.items():
        assert line in changes[change]


def test_an_endless_mutant_loses_its_points(assignment, quick_grader, monkeypatch):
    name, task = next(iter(assignment.tasks.items()))
    assert quick_grader.grade(only=name)[name].earned  # what takes long to import is there now
    monkeypatch.setattr("quick_grader.TIME_LIMIT", 0.2)
    endless = f"{task.answer}\n\n\ndef {name}(*args, **kwargs):\n    while True:\n        pass\n"
    verdict = quick_grader.grade({name: endless}, only=name)[name]
    assert not verdict.earned
    assert "TimeUp" in verdict.message

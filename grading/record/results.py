"""What became of a submission, or why nothing can be graded."""

from dataclasses import dataclass, field

from nbgrader.converters.base import NbGraderException

from grading.common.notes import Note, events, found


class CannotGrade(NbGraderException):
    """Nothing can be graded; the text is one sentence that says why and what to do."""


@dataclass
class Result:
    """What became of one submission.

    `status` is "graded", "skipped" (it was done before) or "failed" (it has no grade, `reason` says why);
    `findings` are of its reading and `events` of its run; `cannot_cross` maps (notebook, grade id) of a
    test that asked for what cannot cross to what it said.
    """

    student: str
    status: str
    reason: str = ""
    findings: list[Note] = field(default_factory=list)
    events: list[Note] = field(default_factory=list)
    cannot_cross: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, notebook, told):
        """Add what a notebook's metadata tells, see `story`."""
        self.findings += [note for note in found(told, private=True) if note not in self.findings]
        for event in events(told):
            if event.kind == "cannot cross":  # the same for the whole class: said once, see `tests_to_rewrite`
                self.cannot_cross[notebook, event.place] = told.get("messages", {}).get(event.place, "")
            else:
                self.events.append(event)


def tests_to_rewrite(results, assignment):
    """Return a sentence for each test that asked for what cannot cross to a student's process, with the remedy."""
    met: dict[tuple[str, str], list[str]] = {}
    for result in results:
        for test, said in result.cannot_cross.items():
            met.setdefault(test, []).append(said.splitlines()[0] if said else "")
    again = f"write it otherwise (the handbook, 'In your own course'), run `nbgrader generate_assignment {assignment} --force`"
    return [
        f"{notebook}.ipynb, {test}: {said[0]}. It costs {len(said)} of {len(results)} its points: {again}, and grade with --force."
        for (notebook, test), said in met.items()
    ]

"""What became of a submission, or why nothing can be graded."""

from dataclasses import dataclass, field

from nbgrader.converters.base import NbGraderException

from grading.common.notes import events


class CannotGrade(NbGraderException):
    """Nothing can be graded; the text is one sentence that says why and what to do."""


@dataclass
class Result:
    """What became of one submission.

    `status` is "graded", "skipped" (it was done before) or "failed" (it has no grade, `reason` says why);
    `findings` and `events` are lists of dicts as in the notebooks' metadata.
    """

    student: str
    status: str
    reason: str = ""
    findings: list = field(default_factory=list)
    events: list = field(default_factory=list)

    def add(self, told):
        """Add what a notebook's metadata tells, see `story`."""
        self.findings += [finding for finding in told.get("findings", []) if finding not in self.findings]
        self.findings += told.get("private", [])
        self.events += events(told)

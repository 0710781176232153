"""What an instructor should know about a submission beside its points."""

from dataclasses import dataclass

HEADINGS = {
    "not graded": "Without a grade, run this again",
    "refused": "Could not be read, 0 points",
    "missing": "Not handed in, 0 points",
    "timed out": "Timed out",
    "died": "Ended its process",
    "not run": "Did not run",
    "bad reply": "Made something that no test can look at",
    "output cut": "Printed too much",
    "copied": "Handed in the answer to somebody else's numbers",
    "numbers": "Has not worked with the numbers of their own",
    "changed": "Changed what is not the student's to change, the original was used",
    "rescued": "Rescued, it cost nothing",
    "unknown": "Not in the class list",
    "ignored": "Handed in more than the assignment asks for, it was left out",
}
EVENTS = {
    "timed out": "This cell ran longer than it may; it was stopped.",
    "died": "This cell ended its process, as exit() or too much memory do.",
    "bad reply": "What this cell made is nothing that a test can look at.",
    "output cut": "This cell printed more than is kept.",
    "not run": "This cell did not run, because the grader was stopped before it.",
    "cannot cross": "This test asks for what the grader cannot do: that is no mistake of yours, and your instructor has been told.",
}


@dataclass(frozen=True)
class Note:
    """One thing that was not as it should be, in words for the instructor and, unless it is about others, the student.

    `kind` is one of HEADINGS: "rescued" (repaired, it costs nothing), "changed" (not the student's to change; the original was
    used), "refused" (could not be read: 0 points), "ignored" (left out of the grading) ... `place` is the grade id of a cell, its
    number, or the name of a file. In a notebook's metadata it is a dict of the three.
    """

    kind: str
    place: str
    text: str


def found(told, private):
    """Return as Notes what a notebook's metadata under "grading" tell of its reading, and if `private` what is for the instructor alone."""
    listed = [*told.get("findings", []), *(told.get("private", []) if private else [])]
    return [Note(note["kind"], note["place"], note["text"]) for note in listed]


def events(told):
    """Return as Notes what happened while a notebook ran."""
    cells = told.get("cells", {}).items()
    return [Note(kind, place, EVENTS.get(kind, kind.capitalize() + ".")) for place, kinds in cells for kind in kinds]


def notes(result):
    """Return what an instructor should know about a result: Notes, one for each kind and text."""
    failed = [Note("not graded", "submission", result.reason)] if result.status == "failed" else []
    return together([*failed, *result.findings, *result.events])


def together(told):
    """Return Notes of which those with one kind and text have become one, with all their places."""
    places: dict[tuple[str, str], list[str]] = {}
    for note in told:
        places.setdefault((note.kind, note.text), []).append(note.place)
    return [Note(kind, ", ".join(of), text) for (kind, text), of in places.items()]

"""What an instructor should know about a submission beside its points: dicts with kind, place (a grade id or a file) and text."""

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


def events(told):
    """Return what happened while a notebook ran, as dicts with kind, place (the grade id or number of a cell) and text."""
    cells = told.get("cells", {}).items()
    return [{"kind": kind, "place": place, "text": EVENTS.get(kind, kind.capitalize() + ".")} for place, kinds in cells for kind in kinds]


def notes(result):
    """Return what an instructor should know about a result: dicts with kind, place and text, one for each kind and text."""
    failed = [{"kind": "not graded", "place": "submission", "text": result.reason}] if result.status == "failed" else []
    return together([*failed, *result.findings, *result.events])


def together(told):
    """Return dicts with kind, place and text of which those with one kind and text have become one, with all their places."""
    places = {}
    for note in told:
        places.setdefault((note["kind"], note["text"]), []).append(note["place"])
    return [{"kind": kind, "place": ", ".join(of), "text": text} for (kind, text), of in places.items()]

"""The table at the end of the run: what the tests of each task stop and let through."""

TITLE = "Assignments: what the tests of each task stop and let through"
COLUMNS = ("points", "wrong answers rejected", "right answers accepted", "mistakes named", "points earned by pasting the chapter")

FAIR = "Assignments: right answers, wrong answers, and the names of their mistakes"
FAIR_COLUMNS = ("right accepted", "wrong caught", "named, seen", "named, unseen", "misnamed")


def add_to_row(table_row, assignment, task, **cells):
    """Fill some cells of the row of one task; the words of a column are joined by underscores."""
    key = f"{assignment.slug[:2]} {list(assignment.tasks).index(task) + 1:2} {task}"
    table_row(TITLE, key, {name.replace("_", " "): value for name, value in cells.items()}, COLUMNS)


def out_of(results):
    return f"{sum(results)} of {len(results)}"

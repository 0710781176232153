"""Find for every cell of the exercise the submitted one that stands for it: by its name, by its text, by what it defines, by its place."""

from nbformat import from_dict
from nbgrader.utils import compute_checksum

from grading.read.parts import answer_ids, defined, grade_id_of, is_answer, marks_of, plain_text


def match_given_cells(work):
    """Find the cells that the student was given and was not asked to write: locked cells, tests, prompts, scratch cells."""
    exercise = work.exercise
    for index, original in enumerate(exercise.notebook.cells):
        if grade_id_of(original) in exercise.released:
            _match_locked_cell(work, index, original)
    taken = {cell.target for cell in work.cells}
    answers = answer_ids(exercise)
    for cell in work.cells:
        if cell.target is None and not cell.dropped and cell.grade_id not in answers:
            cell.target = next((index for index in _same_cells(cell, work) if index not in taken), None)
            taken.add(cell.target)
    for index, original in enumerate(exercise.notebook.cells):
        if grade_id_of(original) in exercise.released and index not in taken:
            work.note("changed", grade_id_of(original), "This cell was deleted; it was put back.")
    order = [cell.target for cell in work.cells if cell.target is not None]
    if order != sorted(order):
        work.note("rescued", exercise.name, "The cells stood in another order; the order of the exercise was used.")


def _match_locked_cell(work, index, original):
    """Say whether a locked cell was changed; keep what a student wrote into further copies of it."""
    grade_id, released = grade_id_of(original), plain_text(work.exercise.released[grade_id_of(original)])
    copies = [cell for cell in work.cells if cell.grade_id == grade_id]
    if not copies:
        return
    kept = next((cell for cell in copies if plain_text(cell.source) == released), copies[0])
    kept.target = index
    same_text = plain_text(kept.source) == released and kept.kind == original.cell_type
    if not same_text or marks_of(kept.marks) != marks_of(original.metadata["nbgrader"]):
        if _is_as_fetched(kept):
            work.note("rescued", grade_id, "This cell is from an earlier version of the assignment; the present one was used.")
        elif same_text:
            work.note("changed", grade_id, "The points or the marks of this cell were changed; the original ones were used.")
        else:
            work.note("changed", grade_id, "This cell is not yours to change; the original was used.")
    for cell in copies:
        if cell is not kept:
            cell.dropped = plain_text(cell.source) == released
            work.note("rescued", grade_id, "This cell was there more than once; one was used as the original.")


def _is_as_fetched(cell):
    """Tell whether a cell still has the checksum that nbgrader gave it: then it was the assignment that changed, after it was fetched."""
    as_nbgrader_has_it = from_dict({"cell_type": cell.kind, "source": cell.source, "metadata": {"nbgrader": cell.marks}})
    try:
        return cell.marks["checksum"] == compute_checksum(as_nbgrader_has_it)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return False


def _same_cells(cell, work):
    """Yield the indices of the given cells that this one may be: those with its text, then the unlocked one with its cell id."""
    text = plain_text(cell.source)
    for index, original in enumerate(work.exercise.notebook.cells):
        if work.texts[index] == text and original.cell_type == cell.kind and not is_answer(original):
            yield index
    for index, original in enumerate(work.exercise.notebook.cells):
        if grade_id_of(original) is None and original.cell_type == cell.kind and cell.cell_id and original.get("id") == cell.cell_id:
            yield index


def match_answers(work):
    """Find for each cell that the student had to write the one that answers it: by grade id, by what it defines, by place."""
    answers = {index: cell for index, cell in enumerate(work.exercise.notebook.cells) if is_answer(cell)}
    for index, asked in answers.items():
        chosen = _best(work, index, asked, [cell for cell in work.cells if cell.grade_id == grade_id_of(asked) and cell.target is None])
        if chosen:
            chosen.target = index
    for index, asked in answers.items():
        if not any(cell.target == index for cell in work.cells):
            _rescue(work, index, asked)
    for cell in work.cells:
        index = next((index for index, asked in answers.items() if cell.grade_id == grade_id_of(asked)), None)
        if cell.target is None and index is not None and plain_text(cell.source) == plain_text(answers[index].source):
            cell.dropped = True  # another copy of a stub would undo the answer


def _best(work, index, asked, copies):
    """Return the copy that answers: one that defines the right names, was written in, and stands before the test."""
    if not copies:
        return None
    names = defined(asked.source) if asked.cell_type == "code" else set()
    if names and not any(names & defined(cell.source) for cell in copies) and any(_fits(cell, names, work) for cell in work.cells):
        return None  # it answers another task; this one's answer has lost its id
    test = next(
        (grade_id_of(cell) for cell in work.exercise.notebook.cells[index + 1 :] if grade_id_of(cell) in work.exercise.released), None
    )
    position = {id(cell): place for place, cell in enumerate(work.cells)}
    end = next((place for place, cell in enumerate(work.cells) if cell.grade_id == test), len(work.cells))
    chosen = max(
        copies,
        key=lambda cell: (
            bool(names & defined(cell.source)),
            plain_text(cell.source) != plain_text(asked.source),
            position[id(cell)] < end,
            position[id(cell)],
        ),
    )
    if len(copies) > 1:
        work.note("rescued", grade_id_of(asked), "This cell was there more than once; the last one you wrote in before its test was used.")
    if chosen.marks and marks_of(chosen.marks) != marks_of(asked.metadata["nbgrader"]):
        work.note("changed", grade_id_of(asked), "The points or the marks of this cell were changed; the original ones were used.")
    if chosen.kind != asked.cell_type:
        work.note("rescued", grade_id_of(asked), f"This cell had become a {chosen.kind} cell; it was read as {asked.cell_type} again.")
    return chosen


def _fits(cell, names, work):
    return cell.target is None and cell.kind == "code" and names <= defined(cell.source) and cell.grade_id not in work.exercise.released


def _rescue(work, index, asked):
    """Look for an answer whose grade id was lost: by its cell id, by the names it defines, or by the cells around it."""
    grade_id = grade_id_of(asked)
    free = [cell for cell in work.cells if cell.target is None and not cell.dropped]
    names = defined(asked.source) if asked.cell_type == "code" else set()
    stub = plain_text(asked.source)
    chosen = next((cell for cell in free if names and _fits(cell, names, work) and plain_text(cell.source) != stub), None)
    unknown = [cell for cell in free if cell.grade_id not in answer_ids(work.exercise)]
    if not chosen:
        chosen = next((cell for cell in unknown if cell.cell_id and cell.cell_id == asked.get("id")), None)
    if not chosen:
        after = max((place for place, cell in enumerate(work.cells) if cell.target is not None and cell.target < index), default=-1)
        before = min(
            (place for place, cell in enumerate(work.cells) if cell.target is not None and cell.target > index), default=len(work.cells)
        )
        gap = [cell for cell in work.cells[after + 1 : before] if cell in unknown]
        chosen = next((cell for cell in gap if cell.kind == asked.cell_type), None)
    if chosen:
        chosen.target = index
        work.note("rescued", grade_id, "This cell had lost its name; it was recognised by what it holds and where it stands.")
    else:
        work.note("changed", grade_id, "This cell was deleted; the task counts as not answered.")

"""Take from a submitted notebook what the student wrote, and graft it into the exercise as it was handed out.

Nothing else of a submission survives: not its tests, points, metadata, outputs or order. Student code is never
parsed or run here, only moved; so nothing in it can harm the grader. Every function is pure.
"""

import copy
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from grading.common.text import printable

MAX_BYTES = 50_000_000  # a notebook with many pictures in its outputs has a few million
MAX_CELLS = 2_000
MAX_SOURCE = 2_000_000  # characters in all cells together
IMAGES = ("image/png", "image/jpeg", "image/gif")  # an attached SVG can carry a script


class Unreadable(Exception):
    """A file that is no notebook; its text says why, and what to hand in instead."""


@dataclass(frozen=True)
class Finding:
    """One thing that was not as it should be, in words for the instructor and the student.

    `kind` is "rescued" (repaired, it costs nothing), "changed" (not the student's to change; the original was
    used), "refused" (could not be read: 0 points) or "ignored" (left out of the grading).
    `place` is the grade id of a cell or a file name.
    """

    kind: str
    place: str
    text: str


@dataclass(frozen=True)
class Exercise:
    """An assignment's notebook as the grader needs it.

    `notebook` has the true tests in its graded cells; `released` maps the grade id of each locked cell to the
    text students got; `name` is the notebook's name without ".ipynb".
    """

    name: str
    notebook: NotebookNode
    released: Mapping[str, str]


@dataclass(eq=False)
class _Cell:
    """A submitted cell, reduced to what can be of use; `target` is the index of the exercise's cell that it stands for."""

    kind: str
    source: str
    grade_id: str | None
    cell_id: str | None
    marks: dict
    attachments: dict
    target: int | None = None
    dropped: bool = False


@dataclass
class _Work:
    """The state of one graft: the exercise, the submitted cells, and what was found so far."""

    exercise: Exercise
    cells: list
    findings: list = field(default_factory=list)

    def __post_init__(self):
        given = [self.exercise.released.get(_grade_id(cell), cell.source) for cell in self.exercise.notebook.cells]
        self.texts = [_plain(text) for text in given]

    def note(self, kind, place, text):
        finding = Finding(kind, place, text)
        if finding not in self.findings:
            self.findings.append(finding)


def normalise(data, exercise):
    """Return the exercise's notebook with the student's cells in it, and a list of findings.

    `data` holds the bytes of the submitted file. Raises Unreadable when they are no notebook.
    """
    work = _Work(exercise, [])
    work.cells = _read(data, work)
    _match_given_cells(work)
    _match_answers(work)
    return _assemble(work), work.findings


# Reading -----------------------------------------------------------------------------------------------------------


def _read(data, work):
    """Return the cells of a notebook file of any format version and encoding."""
    document = _parse(_decode(data, work))
    if not isinstance(document, dict):
        raise Unreadable("it is not a notebook; hand in the .ipynb file itself")
    cells = document.get("cells")
    if not isinstance(cells, list):  # formats 2 and 3 keep their cells in worksheets
        sheets = document.get("worksheets")
        sheets = [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []
        cells = [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
        if cells:
            work.note("rescued", work.exercise.name, "The notebook is in an old format; it was read all the same.")
    if not cells:
        raise Unreadable("it has no cells; hand in the notebook you worked in")
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"it has more than {MAX_CELLS} cells; remove what you do not need and hand it in again")
    cells = [cell for cell in map(_read_cell, cells) if cell]
    if sum(len(cell.source) for cell in cells) > MAX_SOURCE:
        raise Unreadable(f"it has more than {MAX_SOURCE:,} characters of text; remove what you do not need and hand it in again")
    return cells


def _decode(data, work):
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it is larger than {MAX_BYTES // 1_000_000} MB; clear its outputs and hand it in again")
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable("it is empty; save the notebook and hand it in again")
    for start, kind in ((b"PK", "a zip archive"), (b"%PDF", "a PDF"), (b"<", "an HTML page")):
        if data.lstrip()[: len(start)] == start:
            raise Unreadable(f"it is {kind} with the name of a notebook; hand in the .ipynb file itself")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        encoding = {b"\0": "utf-16-be"}.get(data[:1], "utf-16-le" if data[1:2] == b"\0" else "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "Windows-1252", data.decode("cp1252", "replace")
    if encoding != "utf-8-sig":
        work.note("rescued", work.exercise.name, f"The file is not in UTF-8; it was read as {encoding}.")
    return text


def _parse(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        cut = " and seems to be cut off" if error.pos >= len(text.rstrip()) - 1 else ""
        raise Unreadable(f"it is not valid JSON{cut} (line {error.lineno}); save the notebook in Jupyter and hand it in again") from None
    except (RecursionError, ValueError, MemoryError):
        raise Unreadable("it is not valid JSON; save the notebook in Jupyter and hand it in again") from None


def _read_cell(cell):
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", cell.get("code", "")))  # formats 4, 3 and 1
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    kind = cell.get("cell_type")
    if kind == "heading":  # format 3
        kind, source = "markdown", f"# {source}"
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    marks = metadata.get("nbgrader") if isinstance(metadata.get("nbgrader"), dict) else {}
    return _Cell(
        kind=kind if kind in ("code", "markdown") else "raw",
        source=printable(source.replace("\r\n", "\n").replace("\r", "\n")),
        grade_id=marks["grade_id"] if isinstance(marks.get("grade_id"), str) else None,
        cell_id=cell["id"] if isinstance(cell.get("id"), str) else None,
        marks=marks,
        attachments=_images(cell.get("attachments")),
    )


def _images(attachments):
    """Return the pictures among a cell's attachments: a photo of a calculation on paper is an answer."""
    found = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        pictures = {kind: data for kind, data in bundle.items() if kind in IMAGES} if isinstance(bundle, dict) else {}
        pictures = {kind: data for kind, data in pictures.items() if isinstance(data, str) and re.fullmatch(r"[A-Za-z0-9+/=\s]*", data)}
        if pictures:
            found[printable(str(name))] = pictures
    return found


# Matching ----------------------------------------------------------------------------------------------------------


def _match_given_cells(work):
    """Find the cells that the student was given and was not asked to write: locked cells, tests, prompts, scratch cells."""
    exercise = work.exercise
    for index, original in enumerate(exercise.notebook.cells):
        if _grade_id(original) in exercise.released:
            _match_locked_cell(work, index, original)
    taken = {cell.target for cell in work.cells}
    answers = _answer_ids(exercise)
    for cell in work.cells:
        if cell.target is None and not cell.dropped and cell.grade_id not in answers:
            cell.target = next((index for index in _same_cells(cell, work) if index not in taken), None)
            taken.add(cell.target)
    for index, original in enumerate(exercise.notebook.cells):
        if _grade_id(original) in exercise.released and index not in taken:
            work.note("changed", _grade_id(original), "This cell was deleted; it was put back.")
    order = [cell.target for cell in work.cells if cell.target is not None]
    if order != sorted(order):
        work.note("rescued", exercise.name, "The cells stood in another order; the order of the exercise was used.")


def _match_locked_cell(work, index, original):
    """Say whether a locked cell was changed; keep what a student wrote into further copies of it."""
    grade_id, released = _grade_id(original), _plain(work.exercise.released[_grade_id(original)])
    copies = [cell for cell in work.cells if cell.grade_id == grade_id]
    if not copies:
        return
    kept = next((cell for cell in copies if _plain(cell.source) == released), copies[0])
    kept.target = index
    same_text = _plain(kept.source) == released and kept.kind == original.cell_type
    if not same_text or _marks(kept.marks) != _marks(original.metadata["nbgrader"]):
        if _is_as_fetched(kept):
            work.note("rescued", grade_id, "This cell is from an earlier version of the assignment; the present one was used.")
        elif same_text:
            work.note("changed", grade_id, "The points or the marks of this cell were changed; the original ones were used.")
        else:
            work.note("changed", grade_id, "This cell is not yours to change; the original was used.")
    for cell in copies:
        if cell is not kept:
            cell.dropped = _plain(cell.source) == released
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
    text = _plain(cell.source)
    for index, original in enumerate(work.exercise.notebook.cells):
        if work.texts[index] == text and original.cell_type == cell.kind and not _is_answer(original):
            yield index
    for index, original in enumerate(work.exercise.notebook.cells):
        if _grade_id(original) is None and original.cell_type == cell.kind and cell.cell_id and original.get("id") == cell.cell_id:
            yield index


def _match_answers(work):
    """Find for each cell that the student had to write the one that answers it: by grade id, by what it defines, by place."""
    answers = {index: cell for index, cell in enumerate(work.exercise.notebook.cells) if _is_answer(cell)}
    for index, asked in answers.items():
        chosen = _best(work, index, asked, [cell for cell in work.cells if cell.grade_id == _grade_id(asked) and cell.target is None])
        if chosen:
            chosen.target = index
    for index, asked in answers.items():
        if not any(cell.target == index for cell in work.cells):
            _rescue(work, index, asked)
    for cell in work.cells:
        index = next((index for index, asked in answers.items() if cell.grade_id == _grade_id(asked)), None)
        if cell.target is None and index is not None and _plain(cell.source) == _plain(answers[index].source):
            cell.dropped = True  # another copy of a stub would undo the answer


def _best(work, index, asked, copies):
    """Return the copy that answers: one that defines the right names, was written in, and stands before the test."""
    if not copies:
        return None
    names = _defined(asked.source) if asked.cell_type == "code" else set()
    if names and not any(names & _defined(cell.source) for cell in copies) and any(_fits(cell, names, work) for cell in work.cells):
        return None  # it answers another task; this one's answer has lost its id
    test = next((_grade_id(cell) for cell in work.exercise.notebook.cells[index + 1 :] if _grade_id(cell) in work.exercise.released), None)
    position = {id(cell): place for place, cell in enumerate(work.cells)}
    end = next((place for place, cell in enumerate(work.cells) if cell.grade_id == test), len(work.cells))
    chosen = max(
        copies,
        key=lambda cell: (
            bool(names & _defined(cell.source)),
            _plain(cell.source) != _plain(asked.source),
            position[id(cell)] < end,
            position[id(cell)],
        ),
    )
    if len(copies) > 1:
        work.note("rescued", _grade_id(asked), "This cell was there more than once; the last one you wrote in before its test was used.")
    if chosen.marks and _marks(chosen.marks) != _marks(asked.metadata["nbgrader"]):
        work.note("changed", _grade_id(asked), "The points or the marks of this cell were changed; the original ones were used.")
    if chosen.kind != asked.cell_type:
        work.note("rescued", _grade_id(asked), f"This cell had become a {chosen.kind} cell; it was read as {asked.cell_type} again.")
    return chosen


def _fits(cell, names, work):
    return cell.target is None and cell.kind == "code" and names <= _defined(cell.source) and cell.grade_id not in work.exercise.released


def _rescue(work, index, asked):
    """Look for an answer whose grade id was lost: by its cell id, by the names it defines, or by the cells around it."""
    grade_id = _grade_id(asked)
    free = [cell for cell in work.cells if cell.target is None and not cell.dropped]
    names = _defined(asked.source) if asked.cell_type == "code" else set()
    stub = _plain(asked.source)
    chosen = next((cell for cell in free if names and _fits(cell, names, work) and _plain(cell.source) != stub), None)
    unknown = [cell for cell in free if cell.grade_id not in _answer_ids(work.exercise)]
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


# Assembling --------------------------------------------------------------------------------------------------------


def _assemble(work):
    """Return the exercise with the answers in their cells, and the student's own cells where they stood."""
    notebook = _copy(work.exercise.notebook)
    own, anchor = {}, -1
    for cell in work.cells:
        if cell.target is not None:
            anchor = cell.target
            if _grade_id(notebook.cells[anchor]) not in work.exercise.released:
                _write(notebook.cells[anchor], cell)
        elif not cell.dropped and cell.source.strip():
            own.setdefault(anchor, []).append(cell)
    cells, with_ids = [], notebook.get("nbformat_minor", 0) >= 5
    used = {cell.get("id") for cell in notebook.cells}
    for index in range(-1, len(notebook.cells)):
        if index >= 0:
            cells.append(notebook.cells[index])
        for cell in own.get(index, []):
            cells.append(_own_cell(cell, f"own-{len(cells)}" if with_ids else None, used))
    notebook.cells = cells
    return notebook


def _copy(notebook):
    """Return a copy that shares nothing that a graft or a run changes; far quicker than a deep one."""
    cells = [NotebookNode(cell, metadata=copy.deepcopy(cell.metadata)) for cell in notebook.cells]
    return NotebookNode(notebook, metadata=NotebookNode(notebook.metadata), cells=cells)


def _write(target, cell):
    target.source = cell.source
    if cell.attachments and target.cell_type == "markdown":
        target.attachments = NotebookNode({name: NotebookNode(bundle) for name, bundle in cell.attachments.items()})


def _own_cell(cell, cell_id, used):
    made = NotebookNode(cell_type=cell.kind, metadata=NotebookNode(), source=cell.source)
    if cell.kind == "code":
        made.outputs, made.execution_count = [], None
    elif cell.attachments:
        _write(made, cell)
    if cell_id:
        while cell_id in used:
            cell_id += "x"
        used.add(cell_id)
        made.id = cell_id
    return made


# Small questions ---------------------------------------------------------------------------------------------------


def _grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_answer(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _answer_ids(exercise):
    return {_grade_id(cell) for cell in exercise.notebook.cells if _is_answer(cell)}


def _marks(marks):
    points = marks.get("points")
    flags = tuple(bool(marks.get(flag)) for flag in ("grade", "solution", "locked"))
    return flags, points if isinstance(points, int | float) else None


def _plain(source):
    """Return the text without what an editor changes by itself: white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in source.replace("\r\n", "\n").strip().split("\n"))


def _defined(source):
    """Return the names that code defines at its left margin, found without parsing it."""
    functions = re.findall(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", source, re.MULTILINE)
    return set(functions) | set(re.findall(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", source, re.MULTILINE))

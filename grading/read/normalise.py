"""Take from a submitted notebook what the student wrote, and graft it into the exercise as it was handed out.

Nothing else of a submission survives: not its tests, points, metadata, outputs or order. Student code is never
parsed or run here, only moved; so nothing in it can harm the grader. Every function is pure.
"""

import copy

from nbformat import NotebookNode

from grading.read.match import match_answers, match_given_cells
from grading.read.parse import read_cells
from grading.read.parts import Work, grade_id_of


def normalise(data, exercise):
    """Return the exercise's notebook with the student's cells in it, and a list of findings.

    `data` holds the bytes of the submitted file. Raises Unreadable when they are no notebook.
    """
    work = Work(exercise, [])
    work.cells = read_cells(data, work)
    match_given_cells(work)
    match_answers(work)
    return _assemble(work), work.findings


def _assemble(work):
    """Return the exercise with the answers in their cells, and the student's own cells where they stood."""
    notebook = _copy(work.exercise.notebook)
    own, anchor = {}, -1
    for cell in work.cells:
        if cell.target is not None:
            anchor = cell.target
            if grade_id_of(notebook.cells[anchor]) not in work.exercise.released:
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

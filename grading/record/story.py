"""What a graded notebook tells of its grading: in its metadata for reports, in its first cell for people."""

import copy
from dataclasses import asdict

from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.utils import is_solution

from grading.common.cells import error_of, marked, tests
from grading.common.notes import events, found, together

NOT_GRADED = "NotGraded"  # the name of the error in the tests of a notebook that could not be read


def story(notebook, graft, submission, sandboxed):
    """Return what happened to a notebook, as kept in its metadata under "grading" for reports.

    findings: list of dicts, see common.notes.Note; refused: why the notebook was not run, or ""; messages:
    for each test that failed, by grade id, what it says; handed_in: the submission's fingerprint; and what `execute` tells:
    sandboxed, and cells, what happened to each cell while it ran. private: further findings, for the instructor alone.
    """
    told = {"sandboxed": sandboxed, "cells": {}} if graft.refused else notebook.metadata["grading"]
    messages = {grade_id: error_of(cell).evalue or error_of(cell).ename for grade_id, cell in tests(notebook) if error_of(cell)}
    return {
        **told,
        "messages": messages,
        "findings": [asdict(finding) for finding in [*graft.findings, *submission.findings]],
        "refused": graft.refused,
        "handed_in": submission.fingerprint,
    }


def unread(graft):
    """Return the exercise with its reason for 0 points in every test; a written answer still waits for a person."""
    notebook = copy.deepcopy(graft.notebook)
    for _, cell in marked(notebook):
        if is_solution(cell) and not graft.missing:
            cell.metadata["nbgrader"].pop("checksum", None)  # nbgrader gives 0 for an answer that is the stub's text
    for _, cell in tests(notebook):
        cell.outputs = [new_output("error", ename=NOT_GRADED, evalue=graft.refused, traceback=[graft.refused])]
    return notebook


def note_cells(notebook):
    """Return a list with a cell for the top of the notebook that says what was not as it should be; empty when all was."""
    told = notebook.metadata["grading"]
    lines = [f"- `{note.place}`: {note.text}" for note in together([*found(told, private=False), *events(told)])]
    if not told["sandboxed"]:
        lines.append("- This notebook was run without a sandbox.")
    if not lines:
        return []
    cell = new_markdown_cell("\n".join(["**Notes from grading**", "", *lines]), id="grading-notes")
    if notebook.nbformat_minor < 5:
        del cell["id"]
    return [cell]

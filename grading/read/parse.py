"""Read the cells of a submitted notebook, of any format version and encoding, each reduced to what can be of use."""

import json
import re

from grading.common.cells import foreign_language
from grading.common.text import printable
from grading.read.parts import SubmittedCell, Unreadable

MAX_BYTES = 50_000_000  # a notebook with many pictures in its outputs has a few million
MAX_CELLS = 2_000
MAX_SOURCE = 2_000_000  # characters in all cells together
IMAGES = ("image/png", "image/jpeg", "image/gif")  # an attached SVG can carry a script


def read_cells(data, work):
    """Return the cells of a notebook file of any format version and encoding."""
    document = _parse(_decode(data, work))
    if not isinstance(document, dict):
        raise Unreadable("it is not a notebook; hand in the .ipynb file itself")
    language = foreign_language(document.get("metadata"))
    if language:
        said = f"The notebook says that it is in {language}; the exercise is in Python, and the cells were run as Python."
        work.note("changed", work.exercise.name, said)
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
    return SubmittedCell(
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

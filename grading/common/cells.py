"""Questions to a graded notebook's cells, and outputs with only what is text or a picture."""

import base64
import binascii

from nbformat import NotebookNode

from grading.common.text import printable

MIME_TYPES = ("text/plain", "image/png", "image/jpeg")  # nothing that a browser would run


def foreign_language(metadata):
    """Return the language that a notebook's metadata say it is in, when that is not Python, else None."""
    for section, name in (("kernelspec", "language"), ("language_info", "name")):
        about = metadata.get(section) if isinstance(metadata, dict) else None
        language = about.get(name) if isinstance(about, dict) else None
        if language and isinstance(language, str):
            return None if language.casefold() in ("python", "ipython") else printable(language[:40])
    return None


def marked(notebook):
    """Yield the grade id and the cell of every cell of a notebook that nbgrader knows."""
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id:
            yield grade_id, cell


def tests(notebook):
    """Yield the grade id and the cell of every test: a code cell that is graded by what comes out of it."""
    for cell in notebook.cells:
        if is_test(cell):
            yield cell.metadata["nbgrader"]["grade_id"], cell


def is_test(cell):
    """Tell whether a cell is graded by what comes out of it, without a person."""
    marks = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(marks.get("grade")) and not marks.get("solution")


def error_of(cell):
    """Return the first error among a cell's outputs, or None."""
    return next((output for output in cell.outputs if output.output_type == "error"), None)


def harmless(outputs):
    """Return the outputs of a cell with only what is text or a picture."""
    return [shown for shown in map(_harmless, outputs) if shown]


def _harmless(output):
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return NotebookNode(output_type="stream", name=name, text=printable(_text(output.get("text"))))
    if kind == "error":
        lines = output.get("traceback")
        return NotebookNode(
            output_type="error",
            ename=printable(_text(output.get("ename"))),
            evalue=printable(_text(output.get("evalue"))),
            traceback=[printable(line) for line in lines if isinstance(line, str)] if isinstance(lines, list) else [],
        )
    data = output.get("data") if isinstance(output.get("data"), dict) else {}
    data = {mime: printable(_text(data[mime])) for mime in MIME_TYPES if mime in data}
    data = {mime: text for mime, text in data.items() if mime == "text/plain" or _is_base64(text)}
    if kind not in ("display_data", "execute_result") or not data:
        return None
    shown = NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode())
    if kind == "execute_result":
        shown.execution_count = output.get("execution_count") if isinstance(output.get("execution_count"), int) else None
    return shown


def _text(value):
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _is_base64(text):
    try:
        return bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False

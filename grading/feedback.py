"""Feedback pages that show the student's work, points and messages, and no hidden test, input or expected value.

Also what makes these pages, and formgrader's, safe to open: outputs and answers come from students.
"""

import base64
import binascii
import re

import bleach
import jinja2
from nbconvert.exporters.html import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task

from grading.normalise import printable

SHOWN = ("text/plain", "image/png", "image/jpeg")  # nothing that a browser would run
REASONS = {
    "CheckFailed": "{message}",
    "NotGraded": "{message}",
    "NotImplementedError": "This task is not answered yet.",
    "NameError": "A name that this test needs does not exist; did the cell that defines it run without an error?",
    "AssertionError": "A test of this task failed.",
}
OTHER_REASON = "The test stopped with {name}."

TAGS = (
    bleach.ALLOWED_TAGS
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "hr",
        "pre",
        "div",
        "span",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "figure",
        "figcaption",
    }
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "img"}
    | {"sub", "sup", "small", "mark", "kbd", "samp", "var", "del", "ins", "s", "u"}
)
LINKS = ("http://", "https://", "mailto:", "#")
OWN_PICTURE = re.compile(r"[\w-][\w. %-]*\.(png|jpe?g|gif)", re.IGNORECASE | re.ASCII)  # beside the notebook
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")


class HideTests(NbGraderPreprocessor):
    """Show each test cell of a feedback page as students got it, and of what came out of it only the message for them."""

    def preprocess(self, nb, resources):
        hidden_tests, mark_scheme = ClearHiddenTests(parent=self.parent), ClearMarkScheme(parent=self.parent)
        for cell in nb.cells:
            if (is_grade(cell) or is_task(cell)) and not is_solution(cell):
                hidden_tests._remove_hidden_test_region(cell)
                mark_scheme._remove_mark_scheme_region(cell)
                if cell.cell_type == "code":
                    cell.outputs = [shown for shown in map(_message_alone, cell.outputs) if shown]
        nb.metadata.pop("grading", None)
        return nb, resources


def _message_alone(output):
    """Return the error of a test cell with the one sentence that gives nothing away; None for any other output."""
    if output.output_type != "error":
        return None
    message = REASONS.get(output.ename, OTHER_REASON).format(message=output.evalue, name=output.ename)
    return NotebookNode(output_type="error", ename=output.ename, evalue=message, traceback=[message])


def harmless_output(output):
    """Return an output of a cell with only what is text or a picture, or None when nothing is left of it."""
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
    data = {mime: _text(data[mime]) for mime in SHOWN if mime in data}
    data = {mime: printable(text) for mime, text in data.items() if mime == "text/plain" or _is_base64(text)}
    if kind not in ("display_data", "execute_result") or not data:
        return None
    shown = NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode())
    if kind == "execute_result":
        shown.execution_count = output.get("execution_count") if isinstance(output.get("execution_count"), int) else None
    return shown


@jinja2.pass_context
def safe_markdown(context, source):
    """Turn Markdown into HTML as nbconvert does, and take out of it what is not text, a table, a picture or a link."""
    html = _EXPORTER.markdown2html(context, source)
    return bleach.clean(html, tags=TAGS, attributes=_is_allowed, protocols={"http", "https", "mailto", "data"}, strip=True)


def _is_allowed(tag, name, value):
    if name == "href":
        return tag == "a" and value.strip().lower().startswith(LINKS)
    if name == "src":
        return tag == "img" and (value.startswith(PICTURES) or bool(OWN_PICTURE.fullmatch(value)))
    return name in ("alt", "title", "class", "id", "colspan", "rowspan", "align", "start", "open", "width", "height")


def _text(value):
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _is_base64(text):
    try:
        return bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


_EXPORTER = HTMLExporter()

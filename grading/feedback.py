"""Feedback pages that show the student's work, points and messages, and no hidden test, input or expected value.

Also what makes these pages, and formgrader's, safe to open: outputs and answers come from students.
"""

import re

import bleach
import jinja2
from nbconvert.exporters.html import HTMLExporter
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task

from grading.run import SandboxUnavailable
from grading.shown import for_the_student, is_test, names_of_mistakes, without_details
from grading.submission import read_helpers, read_submission, source_files

TAGS = (
    bleach.ALLOWED_TAGS
    | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "div", "span", "img", "dl", "dt", "dd"}
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"}
    | {"sub", "sup", "small", "mark", "kbd", "samp", "var", "del", "ins", "s", "u", "details", "summary"}
)
LINKS = ("http://", "https://", "mailto:", "#")
OWN_PICTURE = re.compile(r"[\w-][\w. %-]*\.(png|jpe?g|gif)", re.IGNORECASE | re.ASCII)  # beside the notebook
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")


class HideTests(NbGraderPreprocessor):
    """Show each test cell of a feedback page as students got it, and of what came out of it only the message for them."""

    def preprocess(self, nb, resources):
        hidden_tests, mark_scheme = ClearHiddenTests(parent=self.parent), ClearMarkScheme(parent=self.parent)
        names = [names_of_mistakes(cell.source) if is_test(cell) else "" for cell in nb.cells]
        for cell in nb.cells:
            if (is_grade(cell) or is_task(cell)) and not is_solution(cell):
                hidden_tests._remove_hidden_test_region(cell)
                mark_scheme._remove_mark_scheme_region(cell)
        told = nb.metadata.pop("grading", {})
        coursedir = self.parent.parent.coursedir  # of nbgrader's GenerateFeedback
        about = resources["nbgrader"]
        graded = coursedir.format_path(coursedir.autograded_directory, about["student"], about["assignment"])
        own = read_helpers(read_submission(about["student"], graded, {}))  # the course's files among them are as they were
        try:
            for_the_student(nb, source_files(coursedir, about["assignment"]), told.get("sandboxed", True), own, names)
        except SandboxUnavailable as problem:
            self.log.warning("%s The page goes without details.", problem)
            without_details(nb)
        return nb, resources


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


_EXPORTER = HTMLExporter()

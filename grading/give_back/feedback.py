"""Feedback pages that show the student's work, points and messages, and no hidden test, input or expected value.

Also what makes these pages, and formgrader's, safe to open: outputs and answers come from students.
"""

import re
import secrets
from pathlib import Path

import bleach
import jinja2
from nbconvert.exporters.html import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, GetGrades, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task
from pygments.formatters import HtmlFormatter
from traitlets import List
from traitlets.config import Config

from grading.checks import NUMBERS
from grading.common.cells import error_of, is_test
from grading.common.text import number
from grading.give_back.formulas import KEYS, as_tex, display_math, inline_math
from grading.give_back.look import palette
from grading.give_back.shown import for_the_student, names_of_mistakes, without_details
from grading.personal.numbers import of_one
from grading.read.submission import read_helpers, read_submission, source_files
from grading.run.execute import SandboxUnavailable

TAGS = (
    bleach.ALLOWED_TAGS
    | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "div", "span", "img", "dl", "dt", "dd"}
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"}
    | {"sub", "sup", "small", "mark", "kbd", "samp", "var", "del", "ins", "s", "u", "details", "summary"}
)
LINKS = ("http://", "https://", "mailto:", "#")
OWN_PICTURE = re.compile(r"[\w-][\w. %-]*\.(png|jpe?g|gif)", re.IGNORECASE | re.ASCII)  # beside the notebook
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")


NO_ANSWER = "No response."  # nbgrader's own comment
MOST_TEX = 20_000  # characters of TeX in a cell that are turned into formulas
HEADING = re.compile(r"#{1,6} +(.+?)(?: *\([^()]*\bpoints?\b[^()]*\))?[ #]*(?:\n|$)")  # without "(2 points)" at its end


class FeedbackExporter(HTMLExporter):
    """Make the page a student reads: one file that needs no network, no script and no daylight."""

    @property
    def default_config(self):
        """nbgrader and the course set nbconvert's template and filters for formgrader's pages; these are for this page alone."""
        config = super().default_config
        config.FeedbackExporter.template_name = "feedback_page"
        config.FeedbackExporter.extra_template_basedirs = [str(Path(__file__).parent / "templates")]
        config.FeedbackExporter.filters = {"markdown2html": markdown_with_formulas, "title": title, "tasks": tasks, "number": number}
        return config

    def _init_resources(self, resources):
        resources = super()._init_resources(resources)
        resources["colours"] = palette()
        resources["code_style"] = {
            scheme: HtmlFormatter(style=f"a11y-high-contrast-{scheme}").get_style_defs(".highlight") for scheme in ("light", "dark")
        }
        return resources


class Grades(GetGrades):
    """Write into each cell its points, as nbgrader does, and whether they wait for a person."""

    def _get_score(self, cell, resources):
        super()._get_score(cell, resources)
        marks = cell.metadata["nbgrader"]
        grade = self.gradebook.find_grade(marks["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        marks["waiting"] = bool(grade.needs_manual_grade)


class HideTests(NbGraderPreprocessor):
    """Show each test cell of a feedback page as students got it, and of what came out of it only the message for them."""

    display_data_priority: List = List(help="Nothing: nbconvert sets it for all that it runs, and nbgrader's steps warn of it.").tag(
        config=True
    )

    def preprocess(self, nb, resources):
        settings = Config({name: section for name, section in self.parent.config.items() if name != "NbConvertBase"})  # theirs has no such
        hidden_tests, mark_scheme = ClearHiddenTests(config=settings), ClearMarkScheme(config=settings)
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
        own.pop(NUMBERS, None)
        files = of_one(source_files(coursedir, about["assignment"]), about["student"])
        try:
            for_the_student(nb, files, told.get("sandboxed", True), own, names)
        except SandboxUnavailable as problem:
            self.log.warning("%s The page goes without details.", problem)
            without_details(nb)
        return nb, resources


def title(notebook):
    """Return the first heading of a notebook; "" when there is none."""
    headings = (HEADING.match(cell.source[:300]) for cell in notebook.cells if cell.cell_type == "markdown")
    return next((_plain(match) for match in headings if match), "")


def tasks(notebook):
    """Return {grade id: what the top of the page says about it} for all that has points, in the order of the notebook.

    `name`: the heading above it; `function`: the grade id without "test_", for a test; `mark`: "all", "some", "none" or
    "waiting"; `notes`: the message in a line, and what a person wrote.
    """
    found, heading, comments, told = {}, "", [], []
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and not marks.get("solution") and (match := HEADING.match(cell.source[:300])):
            heading = _plain(match)
        comments += [marks["comment"]] if marks.get("comment") else []
        if "points" not in marks:
            continue
        function = marks["grade_id"].removeprefix("test_") if is_test(cell) else ""
        error = error_of(cell) if is_test(cell) else None
        notes = [_in_a_line(error.evalue).removeprefix(f"{function}: ")] if error else []
        notes += [note for note in map(_in_a_line, comments) if note not in notes and not (notes and note == NO_ANSWER)]
        score, points = marks["score"], marks["points"]
        mark = "waiting" if marks.get("waiting") else "all" if score >= points else "some" if score > 0 else "none"
        found[marks["grade_id"]] = {
            "name": heading or function or marks["grade_id"],
            "function": function if heading not in ("", function) else "",
            "score": score,
            "points": points,
            "mark": mark,
            "notes": [note for note in notes if note not in told],  # a file that could not be read is told of once
        }
        comments, told = [], notes
    return found


def _plain(heading):
    return re.sub(r"[`*]", "", heading[1])


def _in_a_line(message):
    """Return what a message says at first: of a traceback its last line, else the first two without what to read again."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if any(line.startswith(("Traceback ", "File ", "Cell ", "---")) for line in lines):
        return lines[-1]
    return " ".join(line for line in lines[:2] if not line.startswith("Read again"))


@jinja2.pass_context
def safe_markdown(context, source):
    """Turn Markdown into HTML as nbconvert does, and take out of it what is not text, a table, a picture or a link."""
    return _clean(_EXPORTER.markdown2html(context, source), _is_allowed)


@jinja2.pass_context
def markdown_with_formulas(context, source):
    """Turn Markdown into HTML as `safe_markdown` does, with formulas that need no script."""
    renderer = _WithPlaceholders(escape=False, attachments=context.get("cell", {}).get("attachments", {}), exclude_anchor_links=True)
    html = MarkdownWithMath(renderer=renderer).render(source)
    # What is cleaned holds no formula, and no attribute a placeholder: text that was cleaned never comes to stand elsewhere.
    html = _clean(html, lambda tag, name, value: renderer.secret not in value and _is_allowed(tag, name, value))
    return re.sub(rf"{renderer.secret}(\d+)z", lambda match: renderer.formulas[int(match[1])], html)


class _WithPlaceholders(IPythonRenderer):
    """Keeps formulas aside and writes, for each, a word that nobody can have guessed."""

    def __init__(self, **options):
        super().__init__(**options)
        self.secret, self.formulas, self.left = f"formula{secrets.token_hex(16)}n", [], MOST_TEX

    def _keep(self, tex, convert):
        self.left -= len(tex)
        self.formulas.append(convert(tex) if self.left >= 0 else as_tex(tex))
        return f"{self.secret}{len(self.formulas) - 1}z"

    def table(self, text):
        return f"<table{KEYS if text.count('<th') > 6 else ''}>\n{text}</table>\n"

    def block_math(self, body):
        return self._keep(body, display_math)

    def inline_math(self, body):
        return self._keep(body, inline_math)

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def _clean(html, is_allowed):
    return bleach.clean(html, tags=TAGS, attributes=is_allowed, protocols={"http", "https", "mailto", "data"}, strip=True)


def _is_allowed(tag, name, value):
    if name == "href":
        return tag == "a" and value.strip().lower().startswith(LINKS)
    if name == "src":
        return tag == "img" and (value.startswith(PICTURES) or bool(OWN_PICTURE.fullmatch(value)))
    if name == "tabindex":
        return tag == "table" and value == "0"
    return name in ("alt", "title", "class", "id", "colspan", "rowspan", "align", "start", "open", "width", "height")


_EXPORTER = HTMLExporter()

"""Formulas as MathML: every one of the course can be read, and a student's brings nothing but symbols and their places."""

import time
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from tiny_course import REPOSITORY

from grading.give_back.feedback import markdown_with_formulas
from grading.give_back.formulas import ATTRIBUTES, ELEMENTS, LONGEST, display_math, inline_math, mathml

NOTEBOOKS = sorted(REPOSITORY.glob("*/[0-9]*/*.ipynb"))


REPEATED = (
    "x",
    "{",
    "}",
    "{}",
    "^",
    "_{x",
    r"\frac",
    r"\left(",
    r"\sqrt ",
    r"\begin{matrix}",
    "&",
    r"\\",
    r"\hbox{$x$}",
    r"\rule{9em}{9em}",
)
REPEATED += (r"\text{<script>}", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{x}{y}", r"\colorbox{red}{x}")


class Formulas(IPythonRenderer):
    """Collects the formulas of a text."""

    def __init__(self):
        super().__init__(escape=False)
        self.found = []

    def block_math(self, body):
        self.found.append(display_math(body))
        return ""

    def inline_math(self, body):
        self.found.append(inline_math(body))
        return ""

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


class Elements(HTMLParser):
    """Collects the names of elements and attributes."""

    def __init__(self, html):
        super().__init__()
        self.names, self.attributes, self.values = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.attributes.update(name for name, _ in attributes)
        self.values += [value or "" for _, value in attributes]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_formula_of_the_course_can_be_read(path):
    renderer = Formulas()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            MarkdownWithMath(renderer=renderer).render(cell.source)
    assert renderer.found
    unread = [formula for formula in renderer.found if "<code>" in formula or "\\" in formula]
    assert not unread


def test_both_kinds_of_notebooks_were_found():
    assert {path.parts[-3] for path in NOTEBOOKS} == {"exercises", "solutions"}


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        (r"\partial L", "<mi>∂</mi><mi>L</mi>"),
        (r"\sigma'(z)", "<mrow><mi>σ</mi><mi>′</mi></mrow><mo"),
        (r"t \ln y", '<mi>t</mi><mo lspace="0.167em" rspace="0.167em">ln</mo><mi>y</mi>'),
        (r"\max(a)", '<mo lspace="0" rspace="0">max</mo>'),
        (r"= -1", '<mo form="prefix">−</mo>'),
        (r"a - 1", "<mo>−</mo>"),
        (r"\mathbf{w}", "<mi>𝐰</mi>"),
        (r"\text{a <b> &amp;lt;}", "<mtext>a\u00a0&lt;b&gt;\u00a0&amp;lt;</mtext>"),
        (r"\rule{99em}{2em}", '<mspace height="2em"></mspace>'),
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
    ],
)
def test_formula(tex, html):
    assert html in mathml(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{",
        r"\left(",
        "x^a^b",
        "{" * 10_000,
        "x" * (LONGEST + 1),
        r"\newcommand{\a}{x}\a",
        r"\def\a{x}",
        r"\newenvironment{a}{b}{c}",
        r"\DeclareMathOperator{\a}{a}",
    ],
    ids=lambda tex: ascii(tex[:24]),
)
def test_what_cannot_be_read_is_shown_as_it_was_written(tex):
    for made in (mathml(tex), display_math(tex), inline_math(tex)):
        assert Elements(made).names <= {"code", "span"}
        assert tex in made


@pytest.mark.parametrize(
    "source", ['<div title="\n\n$x$\n\n">', '<img src="a.png" alt="\n\n$x$\n\n">', "![$x$](a.png)", '[a](https://a.example "$x$")', "# $x$"]
)
def test_a_formula_never_comes_to_stand_in_an_attribute(source):
    """There, its own quotation marks would end the attribute, and what follows would be attributes of the student's."""
    found = Elements(markdown_with_formulas({}, source))
    assert found.attributes <= {"src", "alt", "title", "href", "display"}
    assert "math" not in "".join(found.values)


@pytest.mark.parametrize("piece", REPEATED)
def test_anything_repeated_ends_soon_and_stays_inside(piece):
    start = time.perf_counter()
    for often in (1, 2, LONGEST // len(piece), LONGEST):
        found = Elements(mathml(piece * often))
        assert found.names <= ELEMENTS | {"code"}
        assert found.attributes <= ATTRIBUTES
    assert time.perf_counter() - start < 5

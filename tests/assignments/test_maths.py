"""The formulas of the assignments are in the TeX that KaTeX reads, so that they can stand on a page of the book, too."""

import re
import sys

import pytest
from assignments_source import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from node import Helper


@pytest.fixture
def katex():
    process = Helper("katex.mjs")
    yield lambda tex, display: process.ask(tex=tex, display=display)
    process.close()


def test_katex_reads_every_formula(assignment, katex):
    problems, formulas = [], 0
    for cell in assignment.notebook.cells:
        if cell.cell_type == "markdown":
            for display, inline in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", cell.source, re.DOTALL):
                formulas += 1
                answer = katex(display or inline, bool(display))
                if "error" in answer:
                    problems.append(f"cell {cell.id}: {answer['error']}")
    assert formulas
    assert not problems, "\n".join(problems)

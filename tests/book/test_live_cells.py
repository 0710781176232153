"""Cells that run in the page: MicroPython prints what the book prints, and no cell is offered whose page's Python would have to guess."""

import contextlib
import io
import json
import re
import sys

import book_site
import numpy as np
import pytest

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import live


def test_every_live_cell_prints_in_micropython_what_the_page_shows(chapter, site):
    cells = book_site.html(chapter).select("div.cell.live")
    sources = [cell.select_one(".cell_input pre").get_text() for cell in cells]
    shown = ["".join(block.get_text() for block in cell.select(".cell_output pre")) for cell in cells]
    for source, text, result in zip(sources, shown, live.run_in_micropython(sources), strict=True):
        assert result["error"] is None, source
        assert live.same(result["printed"], text), f"{source}\n--- in the page:\n{text}--- in MicroPython:\n{result['printed']}"
    assert len(cells) >= (15 if chapter[:2] in ("01", "02", "03", "04", "07") else 2)


def test_no_cell_that_draws_or_times_is_offered(chapter, site):
    for cell in book_site.html(chapter).select("div.cell.live, div.cell.live-numpy"):
        source = cell.select_one(".cell_input pre").get_text()
        assert set(re.findall(r"figures\.(\w+)", source)) <= {"use_style"}
        assert "torch" not in source
        assert not cell.select("img, svg")


def decided(*cells):
    return live.live_cells([live.Cell(source, printed) for source, printed in cells])


def test_a_cell_is_live_only_on_live_ground():
    assert decided(("a = 1", ""), ("print(a)", "1\n")) == ([0, 1], [])
    # what a cell that cannot run would have set is foreign, until a live cell sets it again
    torch, uses, again = ("import torch\na = 2", ""), ("print(a)", "2\n"), ("a = 2", "")
    assert decided(("a = 1", ""), torch, uses) == ([0], [])
    assert decided(("a = 1", ""), torch, again, uses) == ([0, 2, 3], [])
    # drawings are left out, so a cell that only sets their style can run
    style = ("from backprop import figures\n\nfigures.use_style()\nc = 4", "")
    assert decided(style, ("print(c)", "4\n")) == ([0, 1], [])
    assert decided(("from backprop.measured import measured", "")) == ([], [])
    # a drawing is no text, whatever its cell sets
    assert decided(("b = 3", None), ("print(b)", "3\n")) == ([], [])
    # a function's own names are not the page's
    assert decided(("z = 1", None), ("def f(z):\n    return z\n\n\nprint(f(2), [z for z in (3,)])", "2 [3]\n")) == ([1], [])
    assert decided(("z = 1", None), ("def f():\n    return z", "")) == ([], [])


def test_a_cell_that_prints_something_else_in_micropython_is_left_to_pyodide():
    numpy = ("import numpy as np\nprint(np.linalg.det([[1.0, 2.0], [3.0, 4.0]]))", "-2.0000000000000004\n")
    assert decided(numpy) == ([], [0])
    assert decided(("print({'b': 1, 'a': 2, 'c': 3, 'd': 4})", "{'b': 1, 'a': 2, 'c': 3, 'd': 4}\n"))[1] in ([], [0])
    assert decided(("print(1)", "2\n")) == ([], [0])
    assert decided(("import numpy as np\nx = np.exp(1.0)\nprint(f'{x = }')", "x = 2.718281828459045\n")) == ([0], [])


def test_the_same_means_the_same_words_and_nine_digits():
    assert live.same("a = 1.0000000000001\n", "a = 1\n")
    assert not live.same("a = 1.00001\n", "a = 1\n")
    assert not live.same("a = 1 2\n", "a = 1\n")
    assert not live.same("b = 1\n", "a = 1\n")
    assert not live.same("inf", "-inf")


# What the stand-in for NumPy gives, against NumPy itself: a line of Python each, printed by both.
LINES = """
np.exp([0.0, 1.0, -5.0])
np.log1p(1e-12)
np.log([1.0, 0.5])
np.array([[1, 2], [3, 4]]) @ np.array([[0.5], [2.0]])
np.array([[1.0, -2.5e-7], [3e5, 4.0]])
np.array([1.5, 2.25, -3.0])
np.array([[1.0, 2.0]]) * np.array([[1.0], [10.0]])
1 - np.array([0.25, 0.5])
np.array([[1.0, 2.0], [3.0, 4.0]]).T
np.maximum([1.0, -2.0], 0)
np.where(np.array([1.0, -1.0]) > 0, 5.0, 6.0)
np.allclose([1.0, 2.0], [1.0, 2.0 + 1e-9])
np.isclose(1.0, 1.1)
np.round(np.array([0.125, 2.5, -1.005]), 2)
np.sum([[1.0, 2.0], [3.0, 4.0]])
np.array([[1.0, 2.0], [3.0, 4.0]])[:, 1]
np.array([[1.0, 2.0], [3.0, 4.0]])[0]
np.array([3.0, 1.0, 2.0])[1:]
np.linspace(0, 1, 5)
np.argmax([1.0, 5.0, 2.0])
[k for k in np.ndindex(2, 2)]
np.reshape([1.0, 2.0, 3.0, 4.0], (2, 2))
np.tanh(0.5)
np.array([1, 2, 3])
np.sum([[1.0, 2.0], [3.0, 4.0]], axis=1, keepdims=True)
np.sum(np.array([[1.0, 2.0], [3.0, 4.0]]), axis=0)
np.array([[1.0, 2.0], [3.0, 4.0]]).sum(axis=1)
np.outer([1.0, 2.0], [3.0, 4.0, 5.0])
np.atleast_2d([1.0, 2.0])
(np.ndim([[1.0]]), np.ndim(2.0), np.shape([[1.0, 2.0]]), np.ravel([[1.0], [2.0]]).tolist(), np.ones((2, 1)).tolist())
""".strip().splitlines()


def test_the_stand_in_prints_what_numpy_prints():
    said = live.run_in_micropython([f"print({line})" for line in LINES])
    for line, result in zip(LINES, said, strict=True):
        written = io.StringIO()
        with contextlib.redirect_stdout(written), np.printoptions(legacy=False):
            exec(f"print({line})", {"np": np})
        assert result["error"] is None, (line, result)
        assert live.same(result["printed"], written.getvalue()), (line, result["printed"], written.getvalue())


STATEMENTS = r"""
x = [1, 2, 3]; print([*x, 4], [*x[:2], *x], (*x, 4), max(*x, 0), [[*x], 5][0])
x = 3.0; print(f"{x = }", f"{x = :.3f}", f"{x=:.1f}", f"{[x][0] = }", f"{'{x}'}")
print(*[1, 2], sep="-"); print("[*a, 1]", '(*b,)')  # [*c, 2]
def f(*given): return [*given, 0]\nprint(f(1, 2), [2 * 3, 4 * 5])
x = [\n    *range(3),\n    7,\n]\nprint(x, sum(x, start=1), list(zip([1], [2], strict=True)))
for v in (16.0, 0.05, -0.2, 1e-7, 123456.0, 0.0, -14): print(f"{v:#10.5g}|{v:#.3g}")
for k in [*range(2), *range(2)]:\n    print(k)
""".strip().splitlines()


def test_newer_notations_mean_in_micropython_what_they_mean_in_python():
    sources = [line.encode().decode("unicode_escape") for line in STATEMENTS]
    for source, result in zip(sources, live.run_in_micropython(sources), strict=True):
        written = io.StringIO()
        with contextlib.redirect_stdout(written):
            exec(source, {})
        assert result == {"printed": written.getvalue(), "error": None}, source


def test_an_error_keeps_its_line_behind_what_was_written_out():
    source = "x = [\n    *range(3),\n    7,\n]\nprint(f'{x = }')\n1 / 0\n"
    assert live.run_in_micropython([source])[0]["error"]["line"] == 6


def test_a_broken_file_of_exercises_is_refused_with_its_line(tmp_path):
    (tmp_path / "page.py").write_text("# %% one | prompt | Title\n# Do it.\ndef one():\n    ...\n")
    with pytest.raises(live.ExtensionError, match=r"page.py, line 1: one has no right and no cases and no wrong"):
        live.read_exercises(tmp_path / "page.py")
    (tmp_path / "page.py").write_text("\n# %% one | asked | Title\n")
    with pytest.raises(live.ExtensionError, match=r"page.py, line 2: .*mend the header"):
        live.read_exercises(tmp_path / "page.py")


def test_what_is_given_to_pages_is_json(tmp_path):
    for chapter in book_site.CHAPTERS:
        for exercise in live.exercises_of(f"book/{chapter}").values():
            assert json.loads(json.dumps(exercise.task()))["name"] == exercise.name

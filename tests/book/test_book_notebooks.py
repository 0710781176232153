"""The notebooks that readers download: whole, plain, the same every time, and able to run alone."""

import re
import sys
import zipfile

import book_site
import nbclient
import nbformat
import pytest

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import kernels
from notebooks import Plain
from sphinx.errors import ExtensionError


@pytest.fixture(scope="module")
def kernel():
    """Yield the class of Jupyter's that starts kernels as quickly as this machine can; see test_kernels."""
    with pytest.MonkeyPatch.context() as changed:
        changed.delenv("PYTHONPATH", raising=False)  # before the process begins that is copied
        yield kernels.begin()
        kernels.end()


@pytest.fixture(scope="session")
def notebooks(site):
    return site / "notebooks"


def test_notebook_runs_alone_in_an_empty_folder_and_prints_what_the_page_shows(notebooks, kernel, lesson, tmp_path):
    notebook = nbformat.read(notebooks / f"{lesson}.ipynb", as_version=4)
    run = nbclient.execute(notebook, cwd=str(tmp_path), timeout=300, kernel_manager_class=kernel)
    assert not list(tmp_path.iterdir())
    streams = [[output.text for output in cell.outputs if output.output_type == "stream"] for cell in run.cells if cell.cell_type == "code"]
    here = ["".join(texts).strip() for texts in streams if texts]
    there = [block.get_text().strip() for block in book_site.html(lesson).select(".cell_output .stream pre")]
    assert here == there
    drawings = [1 for cell in run.cells for output in cell.get("outputs", []) if "image/svg+xml" in output.get("data", {})]
    assert len(drawings) == len(book_site.alternatives(lesson))


def test_notebook_is_plain_and_valid(notebooks, lesson):
    text = (notebooks / f"{lesson}.ipynb").read_text(encoding="utf8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [f"{lesson}-{number:03d}" for number in range(1, len(notebook.cells) + 1)]
    folded = [cell for cell in notebook.cells if "sys.meta_path" in cell.source]
    imports = "from backprop" in (book_site.BOOK / f"{lesson}.md").read_text(encoding="utf8")
    assert [cell.metadata.jupyter.source_hidden for cell in folded] == [True] * imports, "what it imports stands in one folded cell"
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            continue
        words = re.sub(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$]*\$", "", cell.source, flags=re.S)
        assert not re.search(r"\{[\w:-]+\}|:::|^\([\w-]+\)=|^%|\]\([^)]*\.md|\]\{", words, re.M), f"not plain markdown: {cell.source}"
        for target in re.findall(r"\]\(([^)\s]+)\)", words):
            assert target.startswith("https://") or (notebooks / target).is_file(), target
    title, note = notebook.cells[0].source, notebook.cells[1].source
    heading = book_site.html(lesson).select_one("article h1").get_text().removesuffix("#")
    assert title == "# " + re.sub(r"^\d+\. ", "", heading)
    asked = re.findall(r"[\w-]+==[\w.]+", note)
    pinned = (book_site.ROOT / "requirements.txt").read_text(encoding="utf8").split()
    assert asked
    assert set(asked) <= set(pinned)


def test_zip_holds_every_notebook(notebooks):
    with zipfile.ZipFile(notebooks / "one-gradient-four-ways.zip") as archive:
        names = {f"one-gradient-four-ways/{name}.ipynb": f"{name}.ipynb" for name in book_site.CHAPTERS + book_site.ASIDES}
        names["one-gradient-four-ways/requirements.txt"] = "requirements.txt"
        assert set(archive.namelist()) == set(names)
        for inside, outside in names.items():
            assert archive.read(inside) == (notebooks / outside).read_bytes()
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_chapter_offers_its_notebook_under_its_title(site, lesson):
    page = book_site.html(lesson)
    line = page.select_one("article h1").find_next_sibling("p")
    assert [link["href"] for link in line.select("a")] == [f"../notebooks/{lesson}.ipynb", "../notebooks/one-gradient-four-ways.zip"]
    assert not page.select("a[href*='_sources']")


def test_a_site_with_an_address_links_to_colab_and_binder(published_site):
    page = (published_site / "book" / "01-intuition.html").read_text(encoding="utf8")
    assert 'href="https://colab.research.google.com/github/someone/course/blob/gh-pages/notebooks/01-intuition.ipynb"' in page
    assert 'href="https://mybinder.org/v2/gh/someone/course/gh-pages?labpath=notebooks/01-intuition.ipynb"' in page
    assert (published_site / "binder" / "requirements.txt").exists()


def test_a_wrong_address_is_refused_in_a_sentence(tmp_path):
    root = book_site.copy_book(tmp_path, {"01-tiny": "# A tiny chapter\n"})
    book_site.set_base(root, "https://example.org/course")
    result = book_site.build(root)
    assert result.returncode == 1
    assert "notebooks_base is 'https://example.org/course'. Write the branch that holds the built site" in result.stdout
    assert not (tmp_path / "_build" / "html").exists()


def test_what_has_no_form_in_a_notebook_is_refused_with_its_place():
    with pytest.raises(ExtensionError, match=r"01-tiny\.md: the directive \{tableofcontents\} has no form in a notebook"):
        Plain(None, "book/01-tiny").text("Text.\n\n```{tableofcontents}\n```\n")

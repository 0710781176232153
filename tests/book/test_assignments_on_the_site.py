"""The way from the site to the assignments: zips that are what is released, links to them, and what the pages say of them."""

import json
import re
import shutil
import sys
import zipfile

import book_site
import nbformat
import pytest

sys.path.insert(0, str(book_site.BOOK / "_ext"))
from assignments import read_assignment
from sphinx.errors import ExtensionError

EXERCISES = sorted(path.parent for path in (book_site.ROOT / "exercises").glob("*/README.md"))
SLUGS = [folder.name for folder in EXERCISES]
PAGE = (
    "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
    "# A chapter\n\n```{code-cell} ipython3\nprint(1)\n```\n\n## Summary\n\nThe end.\n"
)


def differences(archive, folder):
    """Return what differs between a zip and the folder that it should hold, a sentence each."""
    inside = {name: archive.read(name) for name in archive.namelist()}
    there = {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    }
    wrong = [f"{name} is missing in the zip" for name in sorted(there.keys() - inside.keys())]
    wrong += [f"{name} is in the zip and not in exercises/" for name in sorted(inside.keys() - there.keys())]
    return wrong + [f"{name} differs from exercises/" for name in sorted(there.keys() & inside.keys()) if there[name] != inside[name]]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_zip_holds_the_released_folder_and_nothing_else(site, slug):
    with zipfile.ZipFile(site / "assignments" / f"{slug}.zip") as archive:
        wrong = differences(archive, book_site.ROOT / "exercises" / slug)
        assert not wrong, f"assignments/{slug}.zip: {wrong}; run `make book`."
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}, "a clock in it makes every build differ"
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert not re.search(r"BEGIN (HIDDEN TESTS|SOLUTION)", text)


def test_a_zip_that_differs_is_named(tmp_path):
    folder = shutil.copytree(EXERCISES[0], tmp_path / EXERCISES[0].name)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr(f"{folder.name}/README.md", "something else")
        archive.writestr(f"{folder.name}/extra.txt", "")
    with zipfile.ZipFile(tmp_path / "other.zip") as archive:
        wrong = differences(archive, folder)
    assert f"{folder.name}/README.md differs from exercises/" in wrong
    assert f"{folder.name}/extra.txt is in the zip and not in exercises/" in wrong
    assert f"{folder.name}/checks.py is missing in the zip" in wrong


@pytest.mark.parametrize("slug", SLUGS)
def test_a_chapter_ends_with_the_way_to_its_assignment(site, slug):
    box = book_site.section(slug, "Summary").select_one(".assignment")
    assert box.select_one("a")["href"] == f"../assignments/{slug}.zip"
    lines = box.select_one("pre").get_text().strip().splitlines()
    readme = (book_site.ROOT / "exercises" / slug / "README.md").read_text(encoding="utf8")
    assert len(lines) == 3
    assert all(line in readme for line in lines), "the three lines are those of the README"


def test_practise_lists_every_assignment_with_its_time_and_its_points(site):
    page = book_site.html("practise")
    cards = page.select(".assignment-card")
    assert [card.select_one("a")["href"] for card in cards] == [f"../assignments/{slug}.zip" for slug in SLUGS]
    for card, folder in zip(cards, EXERCISES, strict=True):
        notebook = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
        marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
        points = {kind: sum(m["points"] for m in marks if m.get("grade") and m["solution"] == kind) for kind in (False, True)}
        readme = (folder / "README.md").read_text(encoding="utf8")
        text = " ".join(card.get_text().split())
        assert f"for {points[False]:g} points and a question answered in words for {points[True]:g}" in text
        assert f"({points[False]:g} points)" in readme, f"exercises/{folder.name}/README.md names other points than its notebook"
        assert re.search(r"about \d+ minutes", readme)[0] in text.lower()


def test_the_front_page_leads_to_the_first_assignment(site):
    assert book_site.html("index").select(f"a[href='../assignments/{SLUGS[0]}.zip']")


def test_a_site_with_an_address_opens_assignments_in_colab_and_binder(published_site):
    slug, site = SLUGS[0], published_site
    page = (site / "book" / f"{slug}.html").read_text(encoding="utf8")
    for address in (
        f"https://colab.research.google.com/github/someone/course/blob/gh-pages/assignments/{slug}/{slug}-colab.ipynb",
        f"https://mybinder.org/v2/gh/someone/course/gh-pages?labpath=assignments/{slug}/{slug}.ipynb",
    ):
        assert f'href="{address}"' in page
    assert (site / "assignments" / slug / "checks.py").read_bytes() == (EXERCISES[0] / "checks.py").read_bytes()
    released = json.loads((EXERCISES[0] / f"{slug}.ipynb").read_text(encoding="utf8"))["cells"]
    cells = nbformat.read(site / "assignments" / slug / f"{slug}-colab.ipynb", as_version=4).cells
    assert "https://raw.githubusercontent.com/someone/course/gh-pages/assignments/" in cells[0].source
    assert [cell.source for cell in cells[1:]] == ["".join(cell["source"]) for cell in released]


def test_a_readme_that_does_not_say_how_long_it_takes_is_named(tmp_path):
    folder = tmp_path / SLUGS[0]
    folder.mkdir()
    (folder / "README.md").write_text((EXERCISES[0] / "README.md").read_text(encoding="utf8").replace("**Time:**", "Time:"))
    with pytest.raises(ExtensionError, match=f"exercises/{SLUGS[0]}/README.md: it must begin with"):
        read_assignment(folder)

"""The build: strict every time, the same bytes every time, and nothing in it that students must not see."""

import hashlib
import html
import json
import re
import sys

import book_site
import yaml

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import checks

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
GOOD = FRONT + "# A tiny page\n\nHalf of $x$.\n\n```{code-cell} ipython3\nprint(1 / 2)\n```\n"
PLAIN = "# A tiny page\n\nHalf of $x$.\n"
BROKEN = {  # page: its text, and what the build says of it
    "link": (PLAIN + "\n[Nowhere](nowhere.md).\n", "nowhere"),
    "citation": (PLAIN + "\n{cite}`nobody1900`\n", "nobody1900"),
    "formula": (PLAIN.replace("$x$", r"$\frac{1}{x$"), "KaTeX"),
    "picture": ("# A page\n\n![A thing that is nowhere to be seen.](nowhere.png)\n", "nowhere.png"),
    "alt": ("# A page\n\n![](_static/favicon.svg)\n", "no description"),
    "tag": ('# A page\n\nSee <img src="_static/favicon.svg"> here.\n', "a tag of HTML"),
    "label": ("# A page\n\n$$x$$ (same)\n\n$$y$$ (same)\n", "same"),
    "rawlink": ('# A page\n\n<a href="gone.html">Gone</a>\n', "gone.html"),
    "renamed": ("# A page\n\n## The new name\n", "renamed.html#the-old-name is a published address"),
    "stderr": (GOOD.replace("print(1 / 2)", 'import sys\n\nprint("hm", file=sys.stderr)'), "stderr"),
}


def test_a_mistake_fails_this_build_and_every_later_one_until_it_is_mended(tmp_path):
    root = book_site.copy_book(tmp_path, {"front": GOOD} | {name: text for name, (text, _) in BROKEN.items()})
    (root / "book" / "addresses.txt").write_text("book/renamed.html\nbook/renamed.html#the-old-name\n")
    (root / "book" / "left-out.md").write_text("# A page that no contents name\n")
    for attempt in ("first", "second"):
        result = book_site.build(root)
        assert result.returncode == 1, f"the {attempt} build passed:\n{result.stdout}"
        for name, (_, said) in BROKEN.items():
            assert re.search(rf"{name}\.md:\d+.*{said}", result.stdout), f"the {attempt} build does not name {name}.md:\n{result.stdout}"
        assert "left-out.md:1" in result.stdout
        assert "front.md" not in result.stdout
        assert not (root / "_build" / "html").exists(), "a half-made site was left behind"
    book_site.write_pages(root, dict.fromkeys(BROKEN, PLAIN) | {"renamed": "# A page\n\n(the-old-name)=\n## The new name\n"})
    (root / "book" / "left-out.md").unlink()
    result = book_site.build(root)
    assert result.returncode == 0, result.stdout
    assert (root / "_build" / "html" / "index.html").exists()
    kept = {"book/renamed.html#the-new-name", "book/renamed.html#the-old-name"}
    assert kept <= set(checks.addresses_of_site(root / "_build" / "html")), "`make addresses` refuses what the build accepts"


def test_a_cell_that_fails_runs_once_and_is_named_with_its_line(tmp_path):
    """A cell in front of it counts how often the two pages ran that have one."""
    count = "with open('runs', 'a') as file:\n    file.write('x')"
    cells = [count, "def half(x):\n    return x / 0\n\n\nprint('before')\nhalf(1)"]
    broken = FRONT + "# A page\n" + "".join(f"\n```{{code-cell}} ipython3\n:tags: [hide-input]\n\n{cell}\n```\n" for cell in cells)
    pages = {
        "front": GOOD,
        "cell": broken,
        "half": broken.replace("half(1)", "print("),
        "ends": GOOD.replace("print(1 / 2)", "import os\nos._exit(1)"),
    }
    root = book_site.copy_book(tmp_path, pages)
    for attempt in (1, 2):
        result = book_site.build(root)
        assert result.returncode == 1
        incomplete = rf"half\.md:25: .*{'SyntaxError' if sys.version_info < (3, 13) else '_IncompleteInputError'}"
        for said in (r"cell\.md:25: .*`half\(1\)`: ZeroDivisionError", incomplete, r"ends\.md:13: .*ends Python"):
            assert re.search(said, result.stdout), result.stdout
        assert "front.md" not in result.stdout
        assert (root / "book" / "runs").read_text() == "xx" * attempt


INSTRUMENT = "```{instrument} walk\n:title: A title\n:try: Try it.\n\nA sentence.\n```\n"
SAME = {  # of everything that a page can have
    "front": GOOD,
    "other": GOOD,
    "words": "# Words\n\n```{glossary}\nword\n  What it means.\n```\n",
    "01-intuition": GOOD.replace("print(1 / 2)", "import time\n\nfor k in range(3):\n    print(k, end=' ')\n    time.sleep(0.3)")
    + f"\n```{{question}} fuller-tap\n```\n\n```{{exercise}} absolute_loss\n```\n\n{INSTRUMENT}"
    + "\n```{code-cell} ipython3\nfrom backprop import figures\n\nfigures.use_style()\n```\n",
}


def test_the_same_sources_give_the_same_bytes_in_another_place_and_after_a_change(tmp_path):
    """So does the whole book, which `python -m bench site` builds twice from clean."""
    sums, elsewhere = [], book_site.copy_book(tmp_path / "elsewhere", SAME)
    root = book_site.copy_book(tmp_path / "here", SAME)
    for folder, text in ((root, GOOD), (root, GOOD + "\n## Another title\n\nUncommon words.\n"), (root, GOOD), (elsewhere, GOOD)):
        book_site.write_pages(folder, {"other": text})
        result = book_site.build(folder)
        assert result.returncode == 0, result.stdout
        sums.append(_checksums(folder / "_build" / "html"))
    first, changed, back, other = sums
    assert first != changed
    for again in (back, other):
        assert [name for name in first.keys() | again.keys() if first.get(name) != again.get(name)] == []


def _checksums(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def hidden_lines():
    """Return the lines of the hidden tests that are long enough to be nowhere by chance."""
    lines = set()
    for path in book_site.ROOT.glob("solutions/*/*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf8"))["cells"]:
            for region in re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", "".join(cell["source"]), re.S):
                lines |= {line.strip() for line in region.splitlines() if "hidden" in line and len(line.strip()) >= 30}
    return lines


def test_nothing_but_the_book_is_in_the_site(site):
    toc = yaml.safe_load((book_site.ROOT / "_toc.yml").read_text())
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    files = {toc["root"]} | {page["file"] for chapter in chapters for page in [chapter, *chapter.get("sections", [])]}
    pages = {str(path.relative_to(site).with_suffix("")) for path in site.rglob("*.html") if path.parent.name != "_static"}
    assert pages - files == {"index", "search", "404", "licences"}
    assert files <= pages
    hidden = hidden_lines()
    assert len(hidden) > 100
    for path in (path for path in site.rglob("*") if path.is_file()):
        name = str(path.relative_to(site))
        assert not re.match(r"(solutions|exercises|tests|grading|_sources)/", name), name
        if path.suffix in {".html", ".js", ".ipynb", ".txt", ".inv"}:
            text = html.unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf8", errors="replace")))
            assert not [line for line in hidden if line in text], f"{name} holds a hidden test"
    assert not (site / "_sources").exists()


def test_every_chapter_is_in_the_table_of_contents_in_order():
    toc = yaml.safe_load((book_site.ROOT / "_toc.yml").read_text())
    listed = [chapter["file"].removeprefix("book/") for chapter in toc["parts"][0]["chapters"]]
    assert listed == book_site.CHAPTERS

"""How a page takes in an instrument: bundles, places, notebooks, and mistakes in them."""

import re

import book_site
import nbformat
import pytest
from instrument_pages import FRONT, instruments

FORBIDDEN = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\b|\beval\(|new Function|setHTML|DOMParser|createContextualFragment"
    r"|\bsrcdoc\b|javascript:|setAttribute\(\s*[\"'](?:style|on)|\.cssText\b|\.on[a-z]+\s*=[^=]|set(?:Timeout|Interval)\(\s*[\"'`]"
)


@pytest.mark.parametrize(
    "path", sorted(instruments.INSTRUMENTS.rglob("*.js")), ids=lambda path: str(path.relative_to(instruments.INSTRUMENTS))
)
def test_source_keeps_to_the_content_policy(path):
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        code = re.sub(r"^\s*(?:/?\*|//).*|(?<=[;{}])\s*//.*", "", line) if "/*" not in line else line.partition("/*")[0]
        assert not FORBIDDEN.search(code) or "No innerHTML" in line, f"{path.name}:{number}: {line.strip()}"


def test_bundles_are_small_and_always_the_same():
    first, second = instruments.bundles(), instruments.bundles()
    assert first == second
    for name in instruments.names():
        assert f"{name}.js" in first
        assert 500 < instruments.weight(name, first) <= instruments.LIMIT


def test_an_instrument_that_is_too_large_fails_in_a_sentence(monkeypatch):
    monkeypatch.setattr(instruments, "LIMIT", 100)
    with pytest.raises(instruments.ExtensionError, match=r"book/instruments/\w[\w-]*: \d+ bytes compressed, and 100 is the limit"):
        instruments.bundles()


def test_a_page_takes_in_what_it_needs_and_a_notebook_has_the_sentence(instruments_site):
    site, name = instruments_site, instruments.names()[0]
    plain, page = ((site / "book" / f"{each}.html").read_text(encoding="utf8") for each in ("start", "01-chapter"))
    assert "instruments/" not in plain
    assert re.search(r'<script defer="defer" src="\.\./_static/instruments/loader\.js', page)
    assert f'data-src="../_static/instruments/{name}.js?v=' in page
    assert (site / "_static" / "instruments" / f"{name}.js").is_file()
    assert page.index(f"In place of {name}") < page.index('<svg class="drawing" role="img" aria-label="')
    notebook = nbformat.read(site / "notebooks" / "01-chapter.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert f"\n\nIn place of {name} stands this drawing.\n\n" in text
    assert "instrument}" not in text
    assert ":try:" not in text


def test_mistakes_in_a_directive_are_named_with_their_place(tmp_path):
    name = instruments.names()[0]
    good = f"```{{instrument}} {name}\n:title: A title\n:try: Try it.\n\nA sentence.\n```\n"
    wrong = {
        "unknown": (good.replace(name, "no-such-thing"), "there is no instrument 'no-such-thing'. Take one of"),
        "untitled": (good.replace(":title: A title\n", ""), f"the instrument '{name}' has no :title:"),
        "empty": (good.replace("A sentence.\n", ""), f"the instrument '{name}' has no content"),
        "preset": (good.replace(":try:", ":preset: no-such\n:try:"), "has no preset 'no-such'"),
    }
    pages = {"start": f"{FRONT}# Start\n"} | {page: f"{FRONT}# Page\n\n{text}" for page, (text, _) in wrong.items()}
    result = book_site.build(book_site.copy_book(tmp_path, pages))
    assert result.returncode == 1
    for page, (_, said) in wrong.items():
        assert re.search(rf"{page}\.md:\d+: .*{re.escape(said)}", result.stdout), f"{page}: {result.stdout}"


def test_a_script_is_loaded_when_the_reader_comes_near_or_a_link_points_there(browser, instruments_address):
    name, page, asked = instruments.names()[0], browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{instruments_address}book/far.html", wait_until="networkidle")
    assert not [url for url in asked if f"{name}.js" in url]
    page.locator(".instrument").scroll_into_view_if_needed()
    page.wait_for_selector(".instrument-runs")
    page.goto("about:blank")
    page.goto(f"{instruments_address}book/far.html#instrument-{name}?")
    page.wait_for_selector(".instrument-runs")
    assert 0 <= page.locator(".instrument").bounding_box()["y"] < 200
    page.close()


def test_an_instrument_runs_on_a_page_that_is_opened_as_a_file(browser, instruments_site):
    page, wrong = browser.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((instruments_site / "book" / "01-chapter.html").as_uri())
    page.wait_for_selector(".instrument-runs")
    page.close()
    assert not wrong


@pytest.mark.parametrize("path", sorted(instruments.INSTRUMENTS.rglob("*.css")), ids=lambda path: path.name)
def test_styles_use_no_name_that_nothing_defines(path):
    """A colour by a name that is gone is black on paper, in every theme."""
    styles = [*(book_site.BOOK / "_theme").glob("*.css"), *instruments.INSTRUMENTS.rglob("*.css")]
    defined = {name for each in styles for name in re.findall(r"(--[\w-]+)\s*:", each.read_text(encoding="utf8"))}
    scripts = "\n".join(each.read_text(encoding="utf8") for each in instruments.INSTRUMENTS.rglob("*.js"))
    defined |= set(re.findall(r"setProperty\(\s*[\"'`](--[\w-]+)", scripts))
    assert set(re.findall(r"var\((--[\w-]+)\)", path.read_text(encoding="utf8"))) <= defined

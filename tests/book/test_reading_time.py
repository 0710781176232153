"""How long a chapter takes: counted, said under its title, refused above the limit; and no long way on a phone without a stop."""

import sys
import types

import book_site
import pytest

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import reading_time
from sphinx.errors import ExtensionError

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n"
STOPS = "svg.drawing, img, details, .admonition.dropdown, .instrument, canvas, textarea, input, table"
PHONE, SCREENS = {"width": 390, "height": 844}, 15


def test_words_and_visible_code_are_counted():
    """200 words take a minute, twenty lines of code another; folded code, options and link targets take nothing."""
    words = "word " * 198 + "$x = 1$ `a b`\n"
    assert round(reading_time.minutes(FRONT + words), 2) == 1
    code = "\n```{code-cell} ipython3\n" + "x = 1\n" * 20 + "```\n"
    assert round(reading_time.minutes(FRONT + words + code), 2) == 2
    for tag in reading_time.FOLDED:
        folded = f"\n```{{code-cell}} ipython3\n:tags: [{tag}]\n" + "x = 1\n" * 20 + "```\n"
        assert round(reading_time.minutes(FRONT + words + folded), 2) == 1
    assert len(reading_time.words_of("of $a + b = c_1$ and $$d\n= e$$")) == 4
    box = ":::{admonition} Two words\n:class: dropdown\n[three](https://example.org/a/b) more here.\n:::\n"
    assert len(reading_time.words_of(box)) == 5
    assert set(reading_time.FOLDED) == {"hide-input", "hide-cell", "remove-input", "remove-cell"}
    assert [reading_time.said(time) for time in (0.2, 1.4, 1.6)] == ["About 1 minute", "About 1 minute", "About 2 minutes"]


def test_every_chapter_says_its_time_and_keeps_to_the_limit(site, chapter):
    time = reading_time.minutes((book_site.BOOK / f"{chapter}.md").read_text(encoding="utf8"))
    assert time <= reading_time.LIMIT
    said = book_site.html(chapter).select_one("p.reading-time").get_text()
    assert said == f"About {round(time)} minutes."


def test_a_chapter_that_takes_too_long_stops_the_build(tmp_path):
    (tmp_path / "01-long.md").write_text("# Long\n\n" + "word " * (200 * reading_time.LIMIT + 200))
    env = types.SimpleNamespace(found_docs={"book/01-long"}, doc2path=lambda name: tmp_path / f"{name.rpartition('/')[2]}.md")
    with pytest.raises(ExtensionError, match=rf"book/01-long\.md: takes \d+\.\d minutes to read, more than {reading_time.LIMIT}\. Shorten"):
        reading_time.refuse_what_takes_too_long(None, env)
    asked = {}
    reading_time.setup(types.SimpleNamespace(connect=lambda event, what, **_: asked.setdefault(event, what)))
    assert asked["env-updated"] is reading_time.refuse_what_takes_too_long


def test_no_chapter_scrolls_long_on_a_phone_without_a_picture_or_something_to_do(browser, address, chapter):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}book/{chapter}.html", wait_until="load")
    places = page.evaluate(
        """(stops) => {
          const article = document.querySelector("article"), box = article.getBoundingClientRect();
          const shown = [...article.querySelectorAll(stops)].filter((part) => part.checkVisibility());
          const places = shown.map((part) => part.getBoundingClientRect()).map((part) => [part.top, part.bottom]);
          return [[box.top, box.top], ...places, [box.bottom, box.bottom]];
        }""",
        STOPS,
    )
    context.close()
    reached, longest = places[0][1], 0
    for top, bottom in sorted(places):
        longest, reached = max(longest, top - reached), max(reached, bottom)
    assert longest <= SCREENS * PHONE["height"], f"book/{chapter}.md: {longest / PHONE['height']:.1f} screens of a phone without a stop"

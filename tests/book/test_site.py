"""The site around the text: its policy, its addresses, search, sharing, paper, and readers who see, type or hear it in another way."""

import itertools
import json
import re
import struct
import sys
import zipfile

import book_site
import numpy as np
import pytest
import yaml
from browser import SHIFTS

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import checks
import offline
import policy
from found import as_typed
from headers import rules

ROOT = book_site.ROOT


# --- policy and publishing ---------------------------------------------------------------------------------------------


def test_the_policy_lets_nothing_inline_and_no_eval_through():
    assert "unsafe-inline" not in policy.policy("book/index")
    assert "'unsafe-eval'" not in policy.policy("book/index")
    assert not [source for source in policy.policy("book/index").split() if re.search(r"https?:|\*", source)]


def test_only_a_page_outside_of_the_book_may_have_a_wider_policy(monkeypatch):
    monkeypatch.setattr(policy, "EXCEPTIONS", {"more/": {"script-src": ["https://cdn.example.org"]}})
    assert "https://cdn.example.org" in policy.policy("more/packages")
    assert "https://cdn.example.org" not in policy.policy("book/index")
    monkeypatch.setattr(policy, "EXCEPTIONS", {"book/04": {"script-src": ["https://cdn.example.org"]}})
    with pytest.raises(ValueError, match="chapters keep to POLICY"):
        policy.policy("book/index")


def test_every_page_says_its_policy_before_it_loads_anything(site):
    for page in site.rglob("*.html"):
        head = page.read_text(encoding="utf8")[:1500]
        assert policy.policy("book/index") in head.partition("<title>")[0], page.name


def test_nginx_says_what_the_sites_own_headers_say(site):
    conf = (ROOT / "deploy" / "site" / "nginx.conf").read_text(encoding="utf8")
    told = (site / "_headers").read_text(encoding="utf8")
    for path, headers in rules():
        assert path in told
        for value in headers.values():
            assert value in told
            assert value in conf, f"deploy/site/nginx.conf does not say {value!r}"
    assert not list(site.rglob("*.mjs")), "nginx names no type for these, and browsers refuse to run them"


def test_assets_that_may_be_kept_for_a_year_are_asked_for_with_their_checksum(site):
    for page in site.glob("book/*.html"):
        for asset in re.findall(
            r'(?:href|src|data-src)="([^"]*_static/(?:site\.|fonts/|instruments/)[^"]*)"', page.read_text(encoding="utf8")
        ):
            assert re.search(r"\?v=\w+$", asset), f"{page.name}: {asset}"
    style = (site / "_static" / "site.css").read_text(encoding="utf8")
    assert all(re.search(r"\?v=\w+$", font) for font in re.findall(r"url\(\"?(fonts/[^\")]*)", style))


def test_the_workflows_actions_are_pinned_by_commit():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        used = re.findall(r"uses: *(.*)", path.read_text(encoding="utf8"))
        assert used
        for action in used:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*", action), action
        jobs = yaml.safe_load(path.read_text(encoding="utf8"))["jobs"]
        assert all("timeout-minutes" in job for job in jobs.values())


def test_the_page_of_licences_names_what_readers_get(site):
    text = (site / "licences.html").read_text(encoding="utf8")
    for name in ("katex", "micropython", "Sphinx", "numpy", "torch"):
        assert name in text
    assert text.count("<tr>") > 100


# --- found and shared -------------------------------------------------------------------------------------------------


def test_every_page_describes_itself_and_no_other(site):
    told = {}
    for name in book_site.PAGES:
        described = book_site.html(name).select_one('meta[name="description"]')["content"]
        assert 40 <= len(described) <= 320, f"{name}: {described}"
        told.setdefault(described, []).append(name)
    assert len(told) == len(book_site.PAGES), [names for names in told.values() if len(names) > 1]


def test_every_chapter_has_a_picture_of_its_own(site, chapter):
    pictures = {name: (site / "_static" / "cards" / f"book-{name}.png").read_bytes() for name in book_site.CHAPTERS}
    assert struct.unpack(">II", pictures[chapter][16:24]) == (1200, 630)
    assert len(set(pictures.values())) == len(pictures)


def test_a_published_site_names_its_address(published_site):
    """Canonical addresses, pictures and the sitemap need the whole address, and the page for lost readers a way from anywhere."""
    page = (published_site / "book" / "other.html").read_text(encoding="utf8")
    assert '<link rel="canonical" href="https://example.org/course/book/other.html">' in page
    assert '<meta property="og:image" content="https://example.org/course/_static/cards/book-other.png">' in page
    for name in ("pdf", "zip"):  # `make site` puts them there; a book that nobody publishes has no dead links to them
        assert re.search(rf'<footer class="foot">.*href="https://example.org/course/one-gradient-four-ways[\w-]*\.{name}"', page, re.S)
    assert "<loc>https://example.org/course/book/other.html</loc>" in (published_site / "sitemap.xml").read_text(encoding="utf8")
    lost = (published_site / "404.html").read_text(encoding="utf8")
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', lost) == ["/course/_static/site.css"]
    assert 'href="/course/book/front.html"' in lost


@pytest.mark.parametrize(("tex", "typed"), [("w_{ij}", "w_ij"), (r"\sigma'", "σ'"), (r"y_{1,\text{in}}", "y_1in"), (r"\odot", "⊙")])
def test_symbols_are_indexed_as_people_type_them(tex, typed):
    assert as_typed(tex) == typed


def test_search_finds_words_symbols_and_formulas_also_from_a_folder_on_disk(site, browser):
    page, wrong = browser.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for query, expected in {
        "σ": "notation.html#symbol-",
        "cross-entropy": "glossary.html#term-",
        "grad_W": "notation.html#symbol-",
    }.items():
        page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
        page.wait_for_selector("#search-results a")
        page.locator(".search-summary", has_text="found").wait_for()
        found = page.eval_on_selector_all("#search-results a", "links => links.map((link) => link.getAttribute('href'))")
        assert any(expected in link for link in found[:5]), (query, found)
    page.close()
    assert not wrong


@pytest.mark.parametrize("width", [390, 1280])
def test_what_the_search_finds_stays_where_it_stands(address, browser, width):
    """The words around a result are fetched after it is shown; the results below do not move when they come."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(f"{address}search.html?q=gradient", wait_until="networkidle")
    page.locator("ul.search li .context").nth(4).wait_for()
    page.wait_for_timeout(300)  # a shift is reported with the next picture
    moved = page.evaluate("window.shift")
    page.close()
    assert moved == 0


def test_every_address_of_the_book_is_in_the_list_of_those_that_stay(site):
    listed = (book_site.BOOK / "addresses.txt").read_text(encoding="utf8").split()
    now = checks.addresses_of_site(site)
    assert [address for address in now if address not in listed] == [], "`make addresses` adds them"
    assert [address for address in listed if address not in now] == []


# --- paper and disk ---------------------------------------------------------------------------------------------------


def test_the_book_on_paper_has_links_within_it_and_the_right_page_numbers(site, browser):
    import paper

    names = ["bibliography", "glossary"]
    articles = {name: paper.article(name, set(names), "") for name in names}
    assert 'href="../' not in "".join(articles.values())
    first = paper.numbers_in(paper.printed(browser, paper.document(articles, {}, "A book")))
    made = paper.printed(browser, paper.document(articles, first, "A book"))
    assert paper.numbers_in(made) == first
    assert 3 <= first["bibliography"] <= first["glossary"]


def test_the_zip_of_the_site_is_always_the_same_and_works_from_a_folder(site, browser, monkeypatch, tmp_path):
    made = []
    for name in ("one.zip", "two.zip"):
        monkeypatch.setattr(offline, "ZIP", tmp_path / name)
        monkeypatch.setattr(offline, "ROOT", tmp_path)
        assert offline.main() == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert "one-gradient-four-ways/_headers" not in packed.namelist()
        packed.extractall(tmp_path)
    page, wrong = browser.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A page that is left ends what it still loads: that is "aborted", and no failure.
    page.on("requestfailed", lambda asked: None if "ABORTED" in (asked.failure or "") else wrong.append(f"failed: {asked.url}"))
    page.goto((tmp_path / "one-gradient-four-ways" / "index.html").as_uri())
    page.locator("article a[href^='03-manual-gradients.html']").first.click()
    page.wait_for_url("**/03-manual-gradients.html")
    stepper = page.locator("#instrument-stepper")
    stepper.scroll_into_view_if_needed()
    stepper.get_by_role("button", name="Step forward").click()
    assert "step 1 of 27" in stepper.inner_text()
    page.locator(".near a").last.click()
    page.wait_for_url("**/04-autodiff.html")
    page.locator("#find").fill("tape")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/search.html?q=tape*")
    page.locator("#search-results a[href*='04-autodiff.html']").first.click()
    page.wait_for_url("**/04-autodiff.html*")
    page.close()
    assert not wrong


# --- every reader -----------------------------------------------------------------------------------------------------


def test_the_keyboard_reaches_everything_and_shows_where_it_is(address, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}book/notation.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0, "the skip link stays out of sight"
    reached = 0
    while page.keyboard.press("Tab") or page.evaluate("document.activeElement !== document.body"):
        reached += 1
        seen = page.evaluate(
            "(() => { const part = document.activeElement, style = getComputedStyle(part), box = part.getBoundingClientRect();"
            " const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;"
            " return [part.outerHTML.slice(0, 100), shown && box.bottom > 0]; })()"
        )
        assert seen[1], f"no visible focus on {seen[0]}"
    assert reached > 25
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.close()


def test_the_theme_button_changes_and_remembers(address, browser):
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}book/index.html")
    for expected in ("light", "dark"):
        page.click("#theme")
        assert page.evaluate("document.documentElement.dataset.mode") == expected
    page.goto(f"{address}book/notation.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    context.close()


def test_on_a_phone_both_lists_open_without_a_script(address, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}book/notation.html")
    for button, nav in (("Contents of the book", "#book"), ("Sections of this page", "#here")):
        assert not page.locator(nav).is_visible()
        page.get_by_role("button", name=button).click()
        assert page.locator(nav).is_visible()
        page.keyboard.press("Escape")
    context.close()


def test_drawings_take_the_systems_colours_in_high_contrast(address, browser):
    for scheme in ("light", "dark"):
        context = browser.new_context(forced_colors="active", color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}book/{book_site.CHAPTERS[2]}.html")
        text, canvas = page.evaluate(
            "[getComputedStyle(document.querySelector('svg.drawing text')).fill, getComputedStyle(document.body).color]"
        )
        context.close()
        assert text == canvas, scheme


# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6), 2009,
# table 1, severity 1.0: what is seen, in linear RGB, without one kind of cones.
SEEN = {
    "all cones": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}


def _lab(color, seen):
    """Return the CIELAB coordinates (D65) of a colour "#rrggbb" as it is `seen`."""
    srgb = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.clip(seen @ np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4), 0, 1)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
    xyz = to_xyz @ linear / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", [":root", 'html[data-theme="dark"]'])
def test_the_colours_of_drawings_stay_apart_for_the_colour_blind(theme):
    """Lines and dots differ by 10 at least (2.3 is just noticeable), forward values and gradients by 50; areas, which touch, by 8."""
    css = (book_site.BOOK / "_theme" / "course.css").read_text(encoding="utf8")
    palette = dict(re.findall(r"--([\w-]+): (#\w+);", re.search(rf"{re.escape(theme)} \{{(.*?)\}}", css, re.S)[1]))
    least = dict.fromkeys(itertools.combinations(("forward", "gradient", "third", "fourth", "ink", "muted"), 2), 10)
    least |= dict.fromkeys(itertools.combinations(("forward-soft", "gradient-soft", "paper"), 2), 8) | {("forward", "gradient"): 50}
    close = {}
    for (one, other), apart in least.items():
        for name, seen in SEEN.items():
            difference = np.linalg.norm(_lab(palette[one], seen) - _lab(palette[other], seen))
            if difference < apart:
                close[f"{one}, {other}, {name}"] = round(float(difference), 1)
    assert not close, json.dumps(close)

"""The pages as a reader sees them, in Chromium."""

import re

import book_site
import pytest
from browser import SHIFTS, served, violations

VIEWS = {"phone, light": (390, "light"), "desktop, dark": (1280, "dark")}

# What breaks the content policy, and how far things moved.
WATCH = (
    """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`));
"""
    + SHIFTS
)


# A formula or an option that a line ends in the middle of, in what is not folded.
BROKEN = """[...document.querySelectorAll('article .katex, article .option')].filter((part) => part.checkVisibility()).filter((part) => {
  if (part.matches('.option')) return part.getClientRects().length > 1;
  const after = part.nextSibling, last = part.querySelector('.katex-html')?.lastElementChild;
  if (part.querySelector('.katex-html').textContent.length > 12 || after?.nodeType !== 3 || !/^[,.;:!?)]/.test(after.data)) return false;
  const sign = document.createRange();
  sign.setStart(after, 0);
  sign.setEnd(after, 1);
  return sign.getBoundingClientRect().left < last.getBoundingClientRect().left;
}).map((part) => part.textContent)"""


@pytest.fixture(params=VIEWS.values(), ids=VIEWS.keys())
def opened(request, browser, address, page_name):
    """Open a page; yield it with what went wrong on the way: messages, errors, requests that failed or went elsewhere."""
    width, scheme = request.param
    # A phone is touched, and what cannot hover has rules of its own.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, has_touch=width == 390)
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("requestfailed", lambda asked: wrong.append(f"failed: {asked.url}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda asked: wrong.append(f"elsewhere: {asked.url}") if not asked.url.startswith((address, "data:")) else None)
    page.add_init_script(WATCH)
    page.goto(f"{address}book/{page_name}.html", wait_until="load")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("matchMedia('(hover: none)').matches") == (width == 390)
    yield page, wrong
    context.close()


def test_page_is_whole_accessible_and_fits_when_it_is_enlarged(opened, page_name):
    page, wrong = opened
    assert not violations(page)
    whole(page, wrong, page_name)
    if page.viewport_size["width"] == 390:
        fits_at_four_hundred_percent(page)


def whole(page, wrong, page_name):
    page.wait_for_load_state("networkidle")
    assert not wrong
    assert page.evaluate("broken") == [], "the page breaks its content policy"
    assert page.evaluate("shift") == 0, "the page moves while it loads"
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, "the page is wider than the window"
    formulas = sum(len(book_site.formulas(cell.source)) for cell in book_site.cells(page_name) if cell.cell_type == "markdown")
    formulas += sum(len(book_site.formulas(text)) for text in book_site.asked(page_name))
    assert page.locator("article .katex").count() == formulas
    assert page.locator("article .katex math").count() >= formulas, "a formula without MathML"
    assert page.locator(".katex-error").count() == 0
    text = page.evaluate(
        "(() => { const copy = document.querySelector('article').cloneNode(true);"
        " copy.querySelectorAll('pre, code, .katex').forEach((part) => part.remove()); return copy.textContent; })()"
    )
    assert not re.search(r"\$|\\[a-z]+|\{[\w:-]+\}`|:::", text), "raw TeX or MyST on the page"
    drawings = page.evaluate(
        "[...document.querySelectorAll('article svg.drawing:not(.instrument *)')].filter((svg) => svg.checkVisibility())"
        ".map((svg) => { const box = svg.getBoundingClientRect(); return [box.width, box.height]; })"
    )
    assert len(drawings) == len(book_site.alternatives(page_name))
    assert all(width > 150 and height > 50 for width, height in drawings), drawings
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")


def fits_at_four_hundred_percent(page):
    """1280 pixels at 400 % are 320: WCAG 2.2, 1.4.10."""
    page.set_viewport_size({"width": 320, "height": 256})
    wide = page.evaluate(
        "[...document.querySelectorAll('body *')]"
        ".filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1)"
        ".filter((part) => !part.closest('.table-wrapper, .math-block, pre, svg, .katex, .unseen'))"
        ".map((part) => part.outerHTML.slice(0, 120)).slice(0, 3)"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, wide
    assert page.evaluate(BROKEN) == [], "a line begins with the sign after a short formula, or an option ends one behind its dashes"


@pytest.mark.parametrize("width", [390, 1280])
def test_an_instrument_fits_the_place_that_its_page_keeps_for_it(browser, address, width):
    """With the sentence that the page gives it: what is longer moves all that follows when it comes."""
    page, grown, seen = browser.new_page(viewport={"width": width, "height": 900}), [], 0
    for name in book_site.PAGES:
        page.goto(f"{address}book/{name}.html", wait_until="load")
        for host in page.locator(".instrument").all():
            kept = host.evaluate("host => parseFloat(getComputedStyle(host).minHeight)")
            host.scroll_into_view_if_needed()
            page.wait_for_function("host => host.matches('.instrument-runs')", arg=host.element_handle())
            more = host.bounding_box()["height"] - kept
            grown += [f"{host.get_attribute('id')} of {name}: {more:.0f} pixels"] if more > 0.5 else []
            seen += 1
    page.close()
    assert seen >= 11
    assert not grown, f"raise --height in its css: {grown}"


@pytest.mark.parametrize("width", [360, 390, 700, 1100, 1280])
def test_nothing_moves_when_a_page_comes_in_pieces(browser, site, width):
    """The bar above is painted with what has come of it; each part has its place from the start."""
    pauses = [b"</button>", b"</a>", b"</form>", b"</button>", b"</button>", b"</header>", b"</nav>", b"</h1>"]
    with served(site, pauses=pauses) as home:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.add_init_script(WATCH)
        page.goto(f"{home}book/errata.html", wait_until="load")
        page.wait_for_timeout(300)  # a shift is reported with the next picture
        first, last = page.evaluate("['paint', 'navigation'].map((kind) => performance.getEntriesByType(kind)[0])")
        assert first["startTime"] < last["responseEnd"], "the first picture came with the whole page: the pauses try nothing"
        assert page.evaluate("shift") == 0
        page.close()


def test_nothing_moves_while_a_reader_scrolls(browser, address):
    """Neither the list of sections, which follows, nor the place of an instrument that comes in."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    page.goto(f"{address}book/02-chain-rule.html", wait_until="load")
    for _ in range(int(page.evaluate("document.documentElement.scrollHeight")) // 600):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(40)
    page.wait_for_selector(".instrument-runs")
    assert page.locator("#here [aria-current]").inner_text() != "", "the list does not follow"
    assert page.evaluate("shift") == 0
    page.close()


@pytest.mark.parametrize("page_name", [name for name in book_site.CHAPTERS if name[:2] in ("01", "02", "03")])
def test_code_and_output_of_the_first_chapters_fit_a_phone(browser, address, page_name):
    """Nothing there scrolls sideways at 390 pixels, folded cells included, and no label of a drawing is smaller than 12 pixels."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}book/{page_name}.html", wait_until="load")
    page.evaluate("document.querySelectorAll('article details').forEach((part) => { part.open = true; })")
    wide = page.evaluate(
        "[...document.querySelectorAll('article .cell pre')].filter((pre) => pre.scrollWidth > pre.clientWidth)"
        ".map((pre) => pre.textContent)"
    )
    labels = page.evaluate(
        "[...document.querySelectorAll('article svg.drawing')].filter((svg) => svg.checkVisibility()).flatMap((svg) => {"
        " const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;"
        " const size = (text) => parseFloat(getComputedStyle(text).fontSize) * scale;"
        " return [...svg.querySelectorAll('text')].map((text) => [size(text), text.textContent]); })"
    )
    page.close()
    assert not wide, f"wider than a phone: {wide[0]}"
    assert not [label for size, label in labels if size < 12]


def test_code_that_is_wider_than_a_phone_shows_that_it_goes_on(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}book/04-autodiff.html", wait_until="load")
    signs = page.evaluate(
        "[...document.querySelectorAll('article pre')].filter((pre) => pre.scrollWidth > pre.clientWidth)"
        ".map((pre) => getComputedStyle(pre).backgroundImage)"
    )
    page.close()
    assert signs
    assert all(sign.count("linear-gradient") == 4 for sign in signs)

"""What each instrument of the book weighs, how soon it is there, and how many pictures a second it draws while a slider is dragged.

Each instrument stands alone on a page, opened from a file, in Chromium without a graphics card. `kilobytes` are its script and styles,
compressed by gzip; `ready_ms` is the time from when the page asks for its script (from this machine) to when it can be used;
`pictures_per_second` and `longest_picture_ms` are taken while the mouse drags its first slider back and forth, None where there is none.
`training` is of the XOR studio: the milliseconds of 10,000 epochs of the 2-3-1 network, and the pictures a second
while a network with 20 hidden units trains.
"""

import html
import itertools
import sys
import tempfile
import time
from pathlib import Path

import bench
from tests.browser import chromium

PACKAGES = ("playwright",)
BOOK = Path(__file__).parents[1] / "book"
WIDTHS = (390, 1280)
STUDIO = "xor-studio"
TRAIN = (
    "(button, slider) => new Promise((done) => { const start = performance.now(); button.click();"
    " const look = () => (Number(slider.value) >= 10000 ? done(performance.now() - start) : requestAnimationFrame(look)); look(); })"
)
ASKED = (
    "new MutationObserver(changes => { for (const {addedNodes} of changes) for (const {src} of addedNodes)"
    " if (src && !src.endsWith('loader.js')) window.asked ??= performance.now(); }).observe(document, {childList: true, subtree: true});"
)
READY = "Number(document.querySelector('.instrument').dataset.ready) - asked"
COUNT = (
    "() => { window.pictures = []; const next = now => { pictures.push(now); window.counting = requestAnimationFrame(next); };"
    " window.counting = requestAnimationFrame(next); }"
)


def run(quick):
    """Measure every instrument, the first two only if `quick`; return {"rows": [one dict an instrument and width]}."""
    sys.path.insert(0, str(BOOK / "_ext"))
    import instruments

    made = instruments.bundles()
    names = instruments.names()[: 2 if quick else None]
    rows = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for name, text in made.items():
            (Path(folder) / name).write_text(text, encoding="utf8")
        for name in names:
            page = Path(folder) / f"{name}.html"
            page.write_text(_page(name, made), encoding="utf8")
            for width in WIDTHS[: 1 if quick else None]:
                rows.append({"instrument": name, "width": width, "kilobytes": round(instruments.weight(name, made) / 1000, 2)})
                rows[-1] |= _measure(browser, page, width, samples=1 if quick else 7, seconds=0.2 if quick else 3)
        studio = Path(folder) / f"{STUDIO}.html"
        studio.write_text(_page(STUDIO, made), encoding="utf8")
        training = _training(browser, studio, samples=1 if quick else 7, seconds=0.2 if quick else 5)
    return {"rows": rows, "training": training}


def _page(name, made):
    """Return a page with the instrument `name` alone, in the book's colours, that loads what a page of the book loads for it."""
    theme = ((BOOK / "_theme" / part).resolve(strict=True).as_uri() for part in ("base.css", "controls.css", "course.css"))
    styles = *theme, *(part for part in ("kit.css", f"{name}.css") if part in made)
    links = "".join(f'<link rel="stylesheet" href="{html.escape(href)}">' for href in styles)
    host = f'<div class="instrument" role="group" id="instrument-{name}" data-instrument="{name}" data-src="{name}.js" aria-label="{name}">'
    filling = "<p>A paragraph as long as those of the book, so that there is something to lay out around the instrument.</p>" * 100
    return (
        f'<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8"><title>{name}</title>{links}'
        f'<meta name="viewport" content="width=device-width"><body><article>{host}<div class="instrument-still"><p>Still.</p></div></div>'
        f'{filling}</article><script src="loader.js"></script></html>'
    )


def _measure(browser, path, width, samples, seconds):
    times = []
    for _ in range(samples):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.add_init_script(ASKED)
        page.goto(path.as_uri())
        page.wait_for_selector(".instrument-runs")
        times.append(page.evaluate(READY))
        if len(times) < samples:
            context.close()
    result = {"ready_ms": bench.spread(times)} | _drag(page, seconds)
    context.close()
    return result


def _training(browser, path, samples, seconds):
    """Train in the XOR studio; return how long 10,000 epochs take, and how often a picture is drawn while 20 hidden units train."""
    times = []
    for _ in range(samples):
        page = _studio(browser, path, "hidden=3")
        slider = page.get_by_role("slider", name="Epoch").element_handle()
        times.append(page.get_by_role("button", name="10,000 at once").evaluate(TRAIN, slider))
        page.close()
    page = _studio(browser, path, "hidden=20")
    page.get_by_role("button", name="Play").click()
    page.evaluate(COUNT)
    page.wait_for_timeout(1000 * seconds)
    drawn = _pictures(page)
    epochs = int(page.get_by_role("slider", name="Epoch").input_value())
    page.close()
    return {"ten_thousand_epochs_ms": bench.spread(times), "twenty_hidden_units": {**drawn, "epochs": epochs}}


def _studio(browser, path, settings):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{path.as_uri()}#instrument-{STUDIO}?{settings}")
    page.wait_for_selector(".instrument-runs")
    page.locator(".instrument").scroll_into_view_if_needed()
    return page


def _pictures(page):
    """Return what COUNT has counted on the page."""
    pictures = page.evaluate("() => { cancelAnimationFrame(counting); return pictures; }")
    gaps = [after - before for before, after in itertools.pairwise(pictures)]
    return {"pictures_per_second": round(1000 * len(gaps) / sum(gaps), 1), "longest_picture_ms": round(max(gaps), 1)}


def _drag(page, seconds):
    """Drag the first slider back and forth for some seconds; return how often a picture was drawn, and the longest that one stood."""
    slider = page.locator(".instrument input[type=range]:visible").first
    if slider.count() == 0:
        return {"pictures_per_second": None, "longest_picture_ms": None}
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.evaluate(COUNT)
    start, k = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        k += 1
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.45 * ((k % 80) / 40 - 1 if k % 160 < 80 else 1 - (k % 80) / 40)), y)
    page.mouse.up()
    return {**_pictures(page), "moves": k}

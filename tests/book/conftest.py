"""The built book, served once for each process that runs tests."""

import sys

import book_site
import pytest
from browser import served
from filelock import FileLock

sys.path.insert(0, str(book_site.BOOK / "_ext"))
from headers import FRAMES
from policy import policy


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
def address(site):
    """Serve the site on this machine, saying with each page what the servers of deploy/site say; return its address."""
    with served(site, {"Content-Security-Policy": f"{policy('book/index')}; {FRAMES}"}) as home:
        yield home

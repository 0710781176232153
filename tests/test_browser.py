"""The browser that the tests look at the pages with starts with what the pins bring, and nothing else of this machine's."""

import os

import browser


def test_playwright_runs_in_the_node_that_builds_the_book():
    """Its own asks for a library that a fresh Debian does not have; `make clean-machine` met that."""
    assert browser.NODE.is_file()
    assert os.environ["PLAYWRIGHT_NODEJS_PATH"] == str(browser.NODE)

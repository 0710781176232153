"""nbgrader's own web page, formgrader, in a real browser: grade by its button, mark a written answer, look at the feedback."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from browser import chromium
from tiny_course import ASSIGNMENT, REPOSITORY, SOLUTIONS, answer, exercise, hand_in, read_gradebook

PATIENCE = 60_000  # milliseconds for a step on a busy machine

# Formgrader loads MathJax from another host, and without it lets nobody type points; the tests load nothing from elsewhere.
NO_MATHJAX = "window.MathJax = {Hub: {Config() {}, Queue() {}, Typeset() {}, Startup: {signal: {Interest() {}}}}};"


@contextmanager
def jupyter(course, home):
    """Start Jupyter's server with nbgrader's extensions in the course's folder, and yield its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    environment |= {"HOME": str(home), "PYTHONPATH": str(REPOSITORY), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    home.mkdir()
    options = ["--no-browser", "--allow-root", "--ServerApp.token=", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *options],
            cwd=course,
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        try:
            yield wait_for(server, home)
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_for(server, home):
    """Return the address of a server once it answers."""
    for _ in range(PATIENCE // 200):
        assert server.poll() is None, (home / "log").read_text()
        for path in (home / "runtime").glob("jpserver-*.json"):
            try:
                url = json.loads(path.read_text())["url"]
                urllib.request.urlopen(f"{url}api", timeout=5)
                return url
            except (OSError, ValueError):
                pass
        time.sleep(0.2)
    raise AssertionError((home / "log").read_text())


def type_and_save(page, field, text, address):
    """Type into a field of the marking page, leave it, and wait until the server has stored it."""
    with page.expect_response(lambda response: address in response.url and response.request.method == "PUT") as stored:
        page.locator(field).fill(text)
        page.keyboard.press("Escape")
    assert stored.value.ok


def test_grade_mark_and_give_feedback_in_the_browser(empty_course, tmp_path):
    course = empty_course
    wrong = {"slope": "def slope(x):\n    return -2.0 * x", "why": "The area grows with the square."}
    hand_in(course, "ada", answer(exercise(course), **SOLUTIONS | wrong))
    with jupyter(course, tmp_path / "home") as url, chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.route(re.compile("^https"), lambda route: route.fulfill(content_type="text/javascript", body=NO_MATHJAX))

        page.goto(f"{url}formgrader/manage_submissions/{ASSIGNMENT}")
        page.click("td.autograde a")
        page.wait_for_selector("#success-modal, #error-modal")
        assert "Successfully autograded" in page.inner_text(".modal-body"), page.inner_text(".modal")
        assert read_gradebook(course)["ada"] == {
            "test_area": (1.0, None, False),
            "test_slope": (0.0, None, False),
            "test_outer": (1.0, None, False),
            "why": (None, None, True),
        }
        assert '"sandboxed": true' in (course / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()

        page.goto(f"{url}formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
        page.click("a[href*='formgrader/submissions/']")
        page.wait_for_function("window.formgrader?.grades?.loaded && formgrader.comments?.loaded")
        type_and_save(page, "#why", "0.5", "/api/grade/")
        type_and_save(page, "#why-comment", "A number would help.", "/api/comment/")
        assert read_gradebook(course)["ada"]["why"] == (None, 0.5, False)

        page.goto(f"{url}formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
        row = page.locator("tr", has=page.locator("a[href*='formgrader/submissions/']"))
        assert "2.5 / 5" in row.inner_text(), "the mark is in the table of submissions"

        page.goto(f"{url}formgrader/manage_submissions/{ASSIGNMENT}")
        page.click("td.generate-feedback a")
        page.wait_for_selector("#success-modal, #error-modal")
        assert "Successfully generated feedback" in page.inner_text(".modal-body"), page.inner_text(".modal")

        page.goto((course / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").as_uri())
        text = page.inner_text("body")
        assert "2.5 of 5 points" in text
        assert "slope: is -3, expected 3." in text
        assert "A number would help." in text
        assert "41.625" not in text, "a hidden input"

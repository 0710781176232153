"""Renew the pinned versions: `python -m course.pins [NAME ...]`, which is `make pins`, writes from requirements.in what follows from it.

requirements.in    what the course itself uses, with a limit where there is a reason for one; written by hand
requirements.txt   each of these and all that they need, pinned, for every system and every Python that the course runs on;
                   plain pip installs it
requirements.lock  the same with the hash of every file, for `pip install --require-hashes`
solutions/*/requirements.txt  the versions of what an assignment names, from which `make exercises` makes what students get

PyTorch is not in the lock: each system has builds of its own (with CUDA, for the processor alone, from another index), a hash would
refuse all but one, and what the CUDA build needs beside itself is several gigabytes. So requirements.txt alone pins it.

This needs nothing but Python, pip and a network: uv, which solves, is installed into a folder of its own.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.13.9"
OLDEST = "3.11.2"  # Debian 12's Python: a version that refuses it is not taken
NOT_LOCKED = ("torch",)
OF_CUDA = re.compile(r"(cuda|nvidia)-|triton$")  # what PyTorch's build for Linux brings with it, each version for one build
LINE = "# --- needed by the above ---"
HEAD = """\
# Every version that the course is built, graded and tested with; plain pip installs this file.
# Made by `make pins`: above the line what requirements.in asks for, below it what those need.
"""
LOCK_HEAD = """\
# The versions of requirements.txt with the hashes of their files, PyTorch excepted; made by `make pins`.
# `make book` installs from here first, so that no file comes in that is not the one that was tested.
"""


@dataclass(frozen=True)
class Pin:
    """One package at one version: on which systems (`marker`, "" for all), the hashes of its files, and its extras, as in "[binary]".

    The extras stand with the pin: without them Debian's pip takes "jsonschema[format-nongpl]" for a package of its own, without a hash.
    """

    name: str
    version: str
    marker: str = ""
    hashes: tuple[str, ...] = ()
    extras: str = ""

    def __str__(self):
        return f"{self.name}{self.extras}=={self.version}" + (f" ; {self.marker}" if self.marker else "")


def plain(name):
    """Return a package's name as indexes write it: small letters, hyphens, no extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).strip().lower()


def read_pins(text):
    """Return {name: Pin} of a file that pins versions, with hashes or without."""
    pins = {}
    for line in text.replace("\\\n", " ").splitlines():
        wanted, *hashes = line.partition(" #")[0].split("--hash=")
        if found := re.match(r"([\w.-]+)(\[[\w,-]+\])?==([^\s;]+)\s*(?:;\s*(.+?))?\s*$", wanted.strip()):
            name = plain(found[1])
            pins[name] = Pin(name, found[3], found[4] or "", tuple(value.strip() for value in hashes), found[2] or "")
    return pins


def read_wishes(text):
    """Return [(requirement, comment)] of requirements.in, in its order; the requirement has its extras, limits and marker."""
    lines = (line.partition("#") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [(wish.strip(), comment.strip()) for wish, _, comment in lines]


def name_of(wish):
    """Return the name in a line of requirements.in."""
    return plain(re.match(r"[\w.-]+", wish)[0])


def pinned(wishes, pins):
    """Return the text of requirements.txt: `wishes` as read_wishes gives them, `pins` {name: Pin}; KeyError for a wish without a pin."""
    above = {}
    for wish, comment in wishes:
        name = name_of(wish)
        above[name] = f"{pins[name]!s:40} # {comment}"
    below = [str(pin) for name, pin in sorted(pins.items()) if name not in above]
    return "\n".join([HEAD, *above.values(), "", LINE, *below]) + "\n"


def locked(pins):
    """Return the text of requirements.lock."""
    lines = [LOCK_HEAD.rstrip()]
    for name, pin in sorted(pins.items()):
        if name not in NOT_LOCKED:
            lines.append(" \\\n    ".join([str(pin), *(f"--hash={value}" for value in pin.hashes)]))
    return "\n".join(lines) + "\n"


def follow(text, pins):
    """Return the text of an assignment's requirements.txt with the versions of `pins`."""
    return re.sub(r"(?m)^([\w.-]+)==\S+", lambda found: f"{found[1]}=={pins[plain(found[1])].version}", text)


def solve(root, newer):
    """Return {name: Pin} for requirements.in in `root`: the names in `newer` at their newest, () for all; others stay where they can.

    Raises subprocess.CalledProcessError when nothing fits together, or there is no network; uv has said why.
    """
    tools = root / "_build" / "pins"
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    python = next(path for path in (tools / "bin" / "python", tools / "Scripts" / "python.exe") if path.exists())
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV], check=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "requirements.txt")
        made.write_bytes((root / "requirements.txt").read_bytes())  # what stays is read from here
        subprocess.run(
            [
                *(python.with_name("uv"), "pip", "compile", "requirements.in", "--output-file", made, "--quiet"),
                *("--universal", "--python-version", OLDEST, "--fork-strategy", "fewest", "--prerelease", "disallow"),
                *("--generate-hashes", "--no-annotate", "--no-header", "--no-strip-extras"),
                *([part for name in newer for part in ("--upgrade-package", name)] if newer else ["--upgrade"]),
            ],
            cwd=root,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return {name: pin for name, pin in read_pins(made.read_text(encoding="utf-8")).items() if not OF_CUDA.match(name)}


def main(arguments=None):
    """Write the files and say what is new; return 0, 1 when no versions were found, 2 for an unknown name (then nothing is changed)."""
    parser = argparse.ArgumentParser(prog="make pins", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="renew these alone, and add what requirements.in has new; all by default")
    names = [plain(name) for name in parser.parse_args(arguments).names]
    wishes = read_wishes((ROOT / "requirements.in").read_text(encoding="utf-8"))
    before = read_pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    if unknown := sorted(set(names) - set(before) - {name_of(wish) for wish, _ in wishes}):
        print(f"make pins: {unknown[0]} is neither in requirements.in nor in requirements.txt; mend the name.", file=sys.stderr)
        return 2
    try:
        after = solve(ROOT, names)
    except subprocess.CalledProcessError:
        print("make pins: no versions were found that fit together (why is said above). Nothing was changed.", file=sys.stderr)
        return 1
    (ROOT / "requirements.txt").write_text(pinned(wishes, after), encoding="utf-8")
    (ROOT / "requirements.lock").write_text(locked(after), encoding="utf-8")
    for path in ROOT.glob("solutions/*/requirements.txt"):
        path.write_text(follow(path.read_text(encoding="utf-8"), after), encoding="utf-8")
    for name in sorted(before | after):
        old, new = (pins[name].version if name in pins else "-" for pins in (before, after))
        if old != new:
            print(f"{name}: {old} -> {new}")
    print(f"{len(after)} versions are pinned. Run `make exercises` and `make check`, then commit all of it together.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

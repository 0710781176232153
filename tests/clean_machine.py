"""README's two commands on a machine that has nothing: `make clean-machine` (on Debian or Ubuntu, as root).

For each SUITE an empty root is made of Debian's packages, with what README asks for and nothing else: Python with venv, git, make.
Into it goes a fresh clone of the last commit. There, cut off from this machine's files, homes and caches, `make book` and `make test`
run as an ordinary user and as root, are timed, and what they downloaded is weighed. The result, with the end of what each command
said, is stored in bench/results/clean_machine.json after every step, and the book's page "How fast, how right" shows it.

What apt and pip are configured with here (mirrors, indexes, folders with wheels, certificates) is read when this runs, and used in
there; so the result holds for that configuration. Chromium, which an ordinary user cannot install, is installed for them by root.
"""

import argparse
import datetime
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import __main__ as command  # noqa: E402

SUITES = ("bookworm", "trixie")  # Python 3.11, and 3.13
PACKAGES = ("python3", "python3-venv", "git", "make", "ca-certificates")
TOOLS = ("mmdebstrap", "unshare", "pivot_root", "git", "apt-get")
USERS = ("reader", "root")
STEPS = ("make book", "make test")
NOISE = re.compile(r"^WARNING: Location|━")  # of pip's, about this machine's folders and about its progress
# A root of its own, not chroot, in which the sandbox of the grader could not make its namespaces.
ENTER = """
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /dev dev
mount -t sysfs sysfs sys
mount -t tmpfs tmpfs tmp
chmod 1777 tmp
for place in $2; do
  if [ -d "$place" ]; then mkdir -p ".$place"; else mkdir -p ".$(dirname "$place")"; touch ".$place"; fi
  mount --bind -o ro "$place" ".$place"
done
mkdir -p old
pivot_root . old
umount -l /old
shift 2
exec "$@"
"""


class Refused(Exception):
    """What is missing, as a sentence for the person who started this."""


def apt_sources(suite):
    """Return the line that names the mirror for `suite`: the one this machine's apt takes its own release from."""
    said = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"], capture_output=True, text=True)
    mirrors = [line for line in said.stdout.split() if "security" not in line]
    if not mirrors:
        raise Refused("apt has no list of packages here. Run `apt-get update` first.")
    return f"deb {mirrors[0]} {suite} main"


def pip_settings():
    """Return (environment, files and folders) that let pip in the root find what pip finds here."""
    said = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    settings = dict(re.findall(r"^(?:global|user|site|:env:)\.([\w-]+)='(.*)'$", said, re.M))
    environment = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings.items()}
    places = {urlsplit(word).path for value in settings.values() for word in value.split() if word.startswith(("/", "file:///"))}
    existing = sorted(place for place in places if Path(place).exists())
    # A folder's indexes may lead to files beside it.
    return environment, sorted({str(Path(place).parent) if place.endswith("/simple") else place for place in existing})


def make_root(suite, folder):
    """Unpack an empty `suite` of Debian with PACKAGES into `folder`; return the seconds that it took."""
    start = time.perf_counter()
    done = subprocess.run(
        ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={','.join(PACKAGES)}", suite, folder, apt_sources(suite)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Refused(f"mmdebstrap could not make a root of {suite}: {done.stderr.strip().splitlines()[-1]}")
    options = subprocess.run(["apt-config", "dump", "Acquire::Check-Valid-Until"], capture_output=True, text=True).stdout
    Path(folder, "etc/apt/apt.conf.d/99here").write_text(options)
    for path in ("/etc/resolv.conf", "/etc/hosts"):
        shutil.copy(path, folder + path)
    subprocess.run(["chroot", folder, "useradd", "--create-home", "--shell", "/bin/bash", "reader"], check=True)
    return time.perf_counter() - start


def inside(folder, user, text, environment=None, places=()):
    """Run the shell command `text` as `user` in the root, with this machine's `places` lent to it; return (exit code, seconds, output)."""
    home = "/root" if user == "root" else f"/home/{user}"
    clean = {"HOME": home, "USER": user, "LANG": "C.UTF-8", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    exports = "; ".join(f"export {name}={shlex.quote(value)}" for name, value in (clean | (environment or {})).items())
    become = ["bash", "-c"] if user == "root" else ["su", user, "-s", "/bin/bash", "-c"]
    start = time.perf_counter()
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--uts", "--ipc"]
    said = Path(f"{folder}.log")  # a file, for whoever wants to look on
    with said.open("w") as log:
        done = subprocess.run(
            [*apart, "sh", "-c", ENTER, "enter", folder, " ".join(places), *become, f"{exports}; {text}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={"PATH": clean["PATH"]},
        )
    return done.returncode, time.perf_counter() - start, said.read_text(errors="replace")


def busy_processors(seconds=5):
    """Return how many processors are at work while this program waits: with other things, that is, which would be timed, too."""

    def used():
        words = Path("/proc/stat").read_text().split(maxsplit=9)
        user, nice, system, _idle, _waiting, irq, softirq, steal = map(int, words[1:9])
        return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")

    before = used()
    time.sleep(seconds)
    return round((used() - before) / seconds, 1)


def megabytes(path):
    """Return what the files below `path` weigh, in MB."""
    total = sum(inner.stat().st_size for inner in Path(path).rglob("*") if inner.is_file() and not inner.is_symlink())
    return round(total / 1e6)


def downloaded(log):
    """Return what pip fetched, from its log: how many packages and MB from the network, the largest, and how many from this disk."""
    units = {"bytes": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}
    found = re.findall(r"Downloading (\S+) \(([\d.]+) (bytes|kB|MB|GB)\)", log)
    sizes = {name: float(size) * units[unit] for name, size, unit in found if not name.endswith(".metadata")}
    largest = {name.rpartition("/")[2].split("-")[0]: round(MB, 1) for name, MB in sorted(sizes.items(), key=lambda item: -item[1])[:5]}
    disk = set(re.findall(r"Processing \S*/([\w.+-]+\.(?:whl|tar\.gz))", log))
    return {"packages": len(sizes), "MB": round(sum(sizes.values())), "largest_MB": largest, "packages_from_disk": len(disk)}


def try_out(suite, folder, users, steps, record):
    """Run `steps` as each of `users` in the root `folder` of `suite`; hand each row to `record` as soon as it is known."""
    environment, places = pip_settings()
    if certificates := os.environ.get("NODE_EXTRA_CA_CERTS"):
        environment["NODE_EXTRA_CA_CERTS"] = certificates
        places = sorted({*places, certificates})
    python = inside(folder, "root", "python3 --version")[2].split()[-1]
    for user in users:
        home = "/root" if user == "root" else f"/home/{user}"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, f"{folder}{home}/course"], check=True)
        subprocess.run(["chroot", folder, "chown", "-R", user, f"{home}/course"], check=True)
        for step in steps:
            if step == "make test" and user != "root":
                inside(folder, "root", "apt-get update -qq && apt-get install -y -qq chromium")
            busy = busy_processors()
            log = f"{home}/pip-{step.split()[-1]}.log"
            code, seconds, said = inside(folder, user, f"cd ~/course && {step}", environment | {"PIP_LOG": log}, places)
            path = Path(folder + log)
            if code:
                kept = ROOT / "_build" / f"clean-machine-{suite}-{user}-{step.split()[-1]}.log"
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(said, encoding="utf8")
                print(f"{step} failed; all that it said is in {kept}", flush=True)
            record(
                {
                    "date": datetime.date.today().isoformat(),
                    "suite": suite,
                    "python": python,
                    "user": user,
                    "command": step,
                    "exit_code": code,
                    "seconds": round(seconds),
                    "pip": downloaded(path.read_text(errors="replace") if path.exists() else ""),
                    "npm_MB": megabytes(f"{folder}{home}/.npm"),
                    "environment_MB": megabytes(f"{folder}{home}/course/.venv"),
                    "busy_before": busy,
                    "said": [line for line in said.strip().splitlines() if not NOISE.search(line)][-12:],
                }
            )


def main(arguments=None):
    """Try everything that the command line names and store it; return 0 when every command did what README says."""
    parser = argparse.ArgumentParser(prog="make clean-machine", description=__doc__.splitlines()[0])
    parser.add_argument("--suites", nargs="+", default=SUITES)
    parser.add_argument("--users", nargs="+", default=USERS, choices=USERS)
    parser.add_argument("--steps", nargs="+", default=STEPS, choices=STEPS)
    options = parser.parse_args(arguments)
    rows = []
    try:
        if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
            raise Refused(f"{missing[0]} is missing. On Debian and Ubuntu: apt-get install mmdebstrap util-linux git")
        if os.geteuid() != 0:
            raise Refused("a root of its own needs root. Run: sudo make clean-machine")
        for suite in options.suites:
            with tempfile.TemporaryDirectory(prefix="clean-machine-", ignore_cleanup_errors=True) as place:
                folder = f"{place}/root"
                print(f"{suite}: an empty root in {make_root(suite, folder):.0f} s; what is said there is in {folder}.log", flush=True)
                try_out(suite, folder, options.users, options.steps, lambda row: _record(rows, row))
    except Refused as refusal:
        print(f"clean-machine: {refusal}", file=sys.stderr)
        return 2
    return int(any(row["exit_code"] for row in rows))


def _record(rows, row):
    """Print a row, and store all that is known so far: rows of another run stay, unless this one did the same."""
    rows.append(row)
    about = f"{row['suite']}, Python {row['python']}, {row['user']}, {row['command']}"
    print(f"{about}: exit code {row['exit_code']}, {row['seconds']} s, {' '.join(row['said'][-1:])}", flush=True)
    same = ("python", "user", "command")
    path = command.bench.RESULTS / "clean_machine.json"
    before = json.loads(path.read_text(encoding="utf8"))["results"]["rows"] if path.exists() else []
    kept = [old for old in before if all(any(old[key] != new[key] for key in same) for new in rows)]
    command.store(command.described("clean_machine", __doc__.splitlines()[0], {}, {"rows": [*kept, *rows]}))


if __name__ == "__main__":
    sys.exit(main())

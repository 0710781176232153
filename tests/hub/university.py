"""A machine of a university, with accounts, a course and a hub: this machine in mounts and processes of its own, gone afterwards.

Within them /etc, /home and /srv are others, so that accounts can be made as an administrator makes them and nothing of it stays.
Python and what it needs can stand in a folder that only root may enter (such as root's home); for these mounts everybody may.
"""

import contextlib
import functools
import os
import random
import shutil
import site
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds for a step on a busy machine
WALLS = ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
OURS = ("/etc", "/home", "/srv")


@functools.cache
def why_not():
    """Return "", or a sentence that says why there can be no such machine here."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "accounts and mounts of their own need root on Linux"
    if missing := [program for program in ("useradd", "runuser", "nsenter", "setpriv", "unshare") if not shutil.which(program)]:
        return f"there is no {missing[0]} here"
    if subprocess.run([*WALLS, "true"], capture_output=True, check=False).returncode:
        return "root may not have mounts of its own here (unshare --mount)"
    sandbox = ["runuser", "-u", "nobody", "--", "unshare", "--user", "true"]
    if subprocess.run(sandbox, capture_output=True, check=False).returncode:
        return "ordinary users may not make user namespaces here, which the sandbox needs"
    if not (ROOT / "deploy" / "hub" / "node_modules").exists():
        return "the proxy is not installed; `make test` does it"
    return ""


def free_ports(number):
    """Return that many ports on which nobody listens; the kernel gives none of their range to others, however late they are used."""
    found = set()
    while len(found) < number:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), contextlib.closing(socket.create_server(("127.0.0.1", port))):
            found.add(port)
    return list(found)


class University:
    """A hub in `folder`: `run` runs commands on its machine as root, `as_person` as somebody else; `log` is what the hub said."""

    def __init__(self, folder, prepare, settings=""):
        """`prepare` is a list of bash commands that root runs before the hub starts, in `folder`."""
        self.folder = Path(folder)
        for path in OURS:
            (self.folder / "own" / path[1:]).mkdir(parents=True)
        self.port, *others = free_ports(4)
        self.url = f"http://127.0.0.1:{self.port}/"
        hub = "\n".join(
            [
                "load_subconfig('/srv/jupyterhub/jupyterhub_config.py')",
                "c = get_config()",
                "c.JupyterHub.authenticator_class = 'dummy'",
                f"c.JupyterHub.bind_url = 'http://127.0.0.1:{self.port}'",
                f"c.JupyterHub.hub_bind_url = 'http://127.0.0.1:{others[0]}'",
                f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{others[1]}'",
                f"c.JupyterHub.services[0]['url'] = 'http://127.0.0.1:{others[2]}'",
                settings,
            ]
        )
        (self.folder / "test_config.py").write_text(hub + "\n")
        (self.folder / "prepare.sh").write_text("\n".join(["set -eux", *prepare]) + "\n")
        self.log_file = self.folder / "log"
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [*WALLS, sys.executable, __file__, self.folder], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def log(self):
        return self.log_file.read_text()

    def wait(self):
        """Return when the hub and the course's server answer."""
        end = time.monotonic() + PATIENCE
        for path in ("hub/api", "services/one-gradient/api"):
            while True:
                assert self.process.poll() is None, self.log
                assert time.monotonic() < end, self.log
                try:
                    urllib.request.urlopen(self.url + path, timeout=5)
                    break
                except OSError:
                    time.sleep(0.1)

    def run(self, *command, user="root", **options):
        """Run a command on the machine as `user`, and return it finished, with its output."""
        inside = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()[0]
        words = ["nsenter", f"--target={inside}", "--mount", "--pid", "runuser", "-u", user, "--", *map(str, command)]
        return subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False, **options)

    def stop(self):
        """End the machine: the kernel ends every process on it with the first."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextlib.contextmanager
def university(folder, prepare, **options):
    """Yield a running University."""
    started = University(folder, prepare, **options)
    try:
        started.wait()
        yield started
    finally:
        started.stop()


def _mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True)


def _needed():
    """Return the folders that hold Python and its environment."""
    places = {sys.base_prefix, sys.prefix, *site.getsitepackages(), *(path for path in sys.path if "site-packages" in path)}
    places |= {str(Path(path).parents[2]) for path in places if path.endswith("site-packages")}
    # Debian's Python names folders of an environment that nobody has made.
    return sorted({Path(path).resolve() for path in places if Path(path).exists() and not Path(path).is_relative_to("/usr")})


def _closed(path):
    """Return the outermost folder on the way to `path` that others may not enter, or that is to be ours; None where there is none."""
    for parent in reversed(path.parents[:-1]):
        if str(parent) in OURS or not parent.stat().st_mode & 1:
            return parent
    return None


def machine(folder):
    """Make the mounts, prepare the machine, and become the hub."""
    kept = []
    for number, path in enumerate(_needed()):
        place = folder / "kept" / str(number)
        place.mkdir(parents=True)
        _mount("--bind", path, place)
        kept.append((path, place, _closed(path)))
    subprocess.run(["cp", "-a", "/etc/.", folder / "own" / "etc"], check=True)
    for path in OURS:
        _mount("--bind", folder / "own" / path[1:], path)
    for closed in sorted({closed for _, _, closed in kept if closed and str(closed) not in OURS}):
        _mount("-t", "tmpfs", "-o", "mode=755", "none", closed)
    for path, place, closed in kept:
        if closed and not path.exists():
            path.mkdir(parents=True)
            _mount("--bind", "-o", "ro", place, path)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(["bash", folder / "prepare.sh"], check=False).returncode
    if done:
        sys.exit(done)
    state = Path("/srv/jupyterhub-state")
    state.mkdir(mode=0o700)
    os.chdir(state)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub", "-f", str(folder / "test_config.py")])


if __name__ == "__main__":
    machine(Path(sys.argv[1]))

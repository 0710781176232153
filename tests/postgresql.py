"""A PostgreSQL server of the tests' own: in a temporary folder, reached through a socket in it or by 127.0.0.1, gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

PASSWORD = "not a secret"
SYSTEM_USER = "postgres"  # Debian's package makes it; the server refuses to run as root
START = 60  # seconds in which a server has to answer


def programs():
    """Return the folder of initdb and postgres, the newest where there are several; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))  # Debian keeps them off PATH
    if not found and (initdb := shutil.which("initdb")):
        found = [Path(initdb).resolve()]
    return found[-1].parent if found else None


class Server:
    """A server whose administrator is `course`; whoever comes by 127.0.0.1 needs PASSWORD. `safe`: what is kept waits for the disk."""

    def __init__(self, folder, safe=False):
        self.folder, self._process = Path(folder), None
        self._user = SYSTEM_USER if os.geteuid() == 0 else None
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        if self._user:
            shutil.chown(self.folder, self._user)
        password = self.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        how = [
            "--username=course",
            f"--pwfile={password}",
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
        ]
        self._run("initdb", f"--pgdata={self.folder / 'data'}", "--no-sync", *how)
        self._options = [] if safe else ["-c", "fsync=off"]
        self.start()

    def url(self, database, by="socket"):
        """Return the db_url of a database, by="socket" or by="127.0.0.1"."""
        if by == "socket":
            return f"postgresql+psycopg://course@/{database}?host={self.folder}&port={self.port}"
        return f"postgresql+psycopg://course:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    def create(self, database):
        """Make an empty database, or put one in the place of the old, and return its db_url."""
        with psycopg.connect(self._at("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def start(self):
        """Start it, and wait until it answers."""
        place = ["-D", self.folder / "data", "-k", self.folder, "-h", "127.0.0.1", "-p", str(self.port)]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", *place, *self._options], user=self._user, cwd=self.folder, stdout=log, stderr=log
            )
        end = time.monotonic() + START
        while True:
            try:
                return psycopg.connect(self._at("postgres")).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > end:
                    raise AssertionError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def stop(self):
        """End it at once, as a machine does that goes down: every connection breaks, and nothing unfinished is kept."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def _at(self, database):
        return f"host={self.folder} port={self.port} user=course dbname={database}"

    def _run(self, program, *arguments):
        done = subprocess.run(
            [programs() / program, *arguments], user=self._user, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def server(safe=False):
    """Yield a new Server in a folder that its system user may enter; afterwards both are gone."""
    with tempfile.TemporaryDirectory(prefix="postgresql-", dir="/tmp") as folder:  # a socket's path may have 107 characters
        Path(folder).chmod(0o755)
        started = Server(folder, safe)
        try:
            yield started
        finally:
            started.stop()


if __name__ == "__main__":  # `make test` asks whether PostgreSQL is there
    sys.exit(programs() is None)

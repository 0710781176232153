"""nbgrader's commands, each in a process of its own that knows nothing of this repository, without the two seconds of starting one.

They are forked from a process that has imported nbgrader as it comes, and nothing else: `grading.plugin`, once imported, would be in it.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import new_gradebooks

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([f"nbgrader.apps.{name}app" for name in ("nbgrader", "autograde", "generateassignment")])
_repository = Path(__file__).resolve().parents[1]


def _is_ours(path):
    """Say whether `path` is a folder of this repository; the environment's packages are not, even where .venv lies in it."""
    return Path(path).resolve().is_relative_to(_repository) and not Path(path).is_relative_to(sys.prefix)


_elsewhere = [path for path in sys.path if path and not _is_ours(path)]


def nbgrader(*words, cwd, environment=None):
    """Run `nbgrader WORDS` in the folder `cwd` and return the finished process, with everything it said in `stdout`."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        environment = dict(os.environ if environment is None else environment)
        arguments = words, str(cwd), said.name, environment, _elsewhere, new_gradebooks.version()
        process = _processes.Process(target=_command, args=arguments)
        process.start()
        process.join()
        return subprocess.CompletedProcess(["nbgrader", *words], process.exitcode, said.read(), "")


def _command(words, cwd, said, environment, path, version):
    output = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    given = [folder for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder]
    sys.argv[:], sys.path[:] = ["nbgrader", *words], [*given, *path]
    from nbgrader import api
    from nbgrader.apps.nbgraderapp import main

    api.get_alembic_version = lambda: version
    sys.exit(main())

"""nbgrader's commands, each in a process of its own that knows nothing of this repository, without the two seconds of starting one.

They are forked from a process that has imported nbgrader as it comes, and nothing of grading/: `grading.plugin`, once imported, would be
in it. The kernels that nbgrader starts for its notebooks are Jupyter's own, and begin as copies, too: see book/_ext/kernels.py.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from multiprocessing import forkserver
from pathlib import Path
from types import SimpleNamespace

import new_gradebooks
import pytest

_repository = Path(__file__).resolve().parents[1]
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(
    [f"nbgrader.apps.{name}app" for name in ("nbgrader", "autograde", "generateassignment")] + ["kernels", "warm"]
)


def _is_ours(path):
    """Say whether `path` is a folder of this repository; the environment's packages are not, even where .venv lies in it."""
    return Path(path).resolve().is_relative_to(_repository) and not Path(path).is_relative_to(sys.prefix)


_elsewhere = [path for path in sys.path if path and not _is_ours(path)]


def nbgrader(*words, cwd, environment=None):
    """Run `nbgrader WORDS` in the folder `cwd` and return the finished process, with everything it said in `stdout`."""
    _begin()
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        environment = dict(os.environ if environment is None else environment)
        arguments = words, str(cwd), said.name, environment, _elsewhere, new_gradebooks.version()
        process = _processes.Process(target=_command, args=arguments)
        process.start()
        process.join()
        return subprocess.CompletedProcess(["nbgrader", *words], process.exitcode, said.read(), "")


def _begin():
    """Start the process that is copied, where it does not run yet; it finds what starts kernels in this environment alone."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PYTHONPATH", str(_repository / "book" / "_ext"))
        changed.syspath_prepend(_repository / "book" / "_ext")  # Python 3.13 hands it on, and does not ask the environment
        forkserver.ensure_running()


def _command(words, cwd, said, environment, path, version):
    output = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    given = [folder for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder]
    sys.argv[:], sys.path[:] = ["nbgrader", *words], [*given, *path]
    if sys.platform == "linux":
        _copy_kernels()
    from nbgrader import api
    from nbgrader.apps import quickstartapp
    from nbgrader.apps.nbgraderapp import main

    def call(command, **_):
        """Do what `python -m nbgrader WORDS` does."""
        if (number := os.fork()) == 0:
            try:
                quickstartapp.QuickStartApp.clear_instance()
                sys.argv[:] = ["nbgrader", *command[3:]]
                main()
            finally:
                os._exit(0)
        os.waitpid(number, 0)

    api.get_alembic_version = lambda: version
    quickstartapp.subprocess = SimpleNamespace(call=call, PIPE=None, STDOUT=None)  # four commands of three seconds
    sys.exit(main())


def _copy_kernels():
    """Let Jupyter's kernels begin as copies of this process, as it is before nbgrader's command begins."""
    import kernels
    import warm
    from jupyter_client.manager import KernelManager

    for name in ("kernels", "warm"):
        del sys.modules[name]  # a notebook finds nothing of the repository
    (asked, asks), (answers, answered) = os.pipe(), os.pipe()
    if os.fork() == 0:
        for end, stream in ((asked, 0), (answered, 1)):
            os.dup2(end, stream)
        os.close(asks)  # it ends with the command
        sys.stdin = os.fdopen(0, encoding="utf-8")
        if any(b"import torch" in path.read_bytes() for path in Path("submitted").rglob("*.ipynb")):
            import torch  # noqa: F401 (once for all kernels: each would take a second and a half for it)
        warm.start_kernels()
        os._exit(0)
    os.close(asked)
    os.close(answered)
    kernels.warm = SimpleNamespace(stdin=os.fdopen(asks, "w", encoding="utf-8"), stdout=os.fdopen(answers, encoding="utf-8"))
    KernelManager._async_launch_kernel = kernels.Manager._async_launch_kernel

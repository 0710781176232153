"""The warm process: imports the slow packages once, then forks a fresh process for whoever asks.

It asks nothing and runs no cells but those of `rehearsal.py`. What it is told is one byte (which role) and one socket (for that role):

    J a judge; S a process for a student's cells; j, s the same with torch already imported.

The grader asks for judges, judges ask for students. Each role runs in namespaces of its own under a keeper, a small process that ends
the role, and everything it started, when the other end of its socket closes or when it takes too much memory.
"""

import contextlib
import functools
import gc
import importlib.util
import os
import select
import shutil
import signal
import socket
import sys
import tempfile

from grading import checks
from grading.run.inside import rehearsal, sandbox
from grading.run.inside.files import own_checks
from grading.run.inside.judge import judge
from grading.run.inside.messages.channel import Channel
from grading.run.inside.pages import use_large_pages
from grading.run.inside.student import ipython_shell, responder

ROLES = b"JSjs"
TICK = 0.2  # seconds between two looks at the memory that a role uses


def main(descriptor, sandboxed):
    """Serve requests on the socket with this descriptor until its other end closes."""
    control = socket.socket(fileno=descriptor)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    if sandboxed:
        sandbox.probe()
    _preload()
    control.sendall(b"r")
    _serve(control, sandboxed, torch=False)


def _preload():
    import matplotlib.pyplot
    import numpy as np
    import numpy.random
    import numpy.testing

    # Students' folders hold this module under this name; `prepare` removes it where theirs differs.
    sys.modules["checks"] = checks
    own_checks()
    ipython_shell.make_shell()
    matplotlib.pyplot.figure()  # loads the fonts
    matplotlib.pyplot.close("all")
    np.linalg.inv(np.eye(2) + np.eye(2) @ np.eye(2))
    _torch_folders()
    rehearsal.rehearse()
    sys.path[:] = [path for path in sys.path if path != sandbox.CODE]


def _serve(control, sandboxed, torch):
    """Fork a role for each request that comes from the grader or from a judge."""
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) != 1:
        raise RuntimeError("the warm process has several threads and cannot be forked safely")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers need no farewell
    judges, for_judges = socket.socketpair()
    with_torch = None
    gc.collect()
    gc.freeze()
    use_large_pages()
    while True:
        for connection in select.select([control, judges], [], [])[0]:
            role, given, *_ = socket.recv_fds(connection, 1, 1)
            if not role:
                os._exit(0)
            with contextlib.suppress(OSError):  # no more processes: the socket closes, and who asked sees it
                if len(given) == 1 and role in ROLES:
                    if role in b"js" and not torch:
                        with_torch = with_torch or _start_with_torch(sandboxed, (control, judges, for_judges), given)
                        socket.send_fds(with_torch, [role.upper()], given)
                    elif os.fork() == 0:
                        _keep(role.upper(), given[0], for_judges, sandboxed, torch)
            for descriptor in given:
                os.close(descriptor)


def _start_with_torch(sandboxed, connections, given):
    """Fork a second warm process that also has torch; most notebooks may not use it, and forking it costs more."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        for connection in (*connections, ours):
            connection.close()
        os.close(given[0])
        gc.unfreeze()
        with contextlib.suppress(ImportError):
            import torch

            torch.set_num_threads(1)
            torch.ones(2, requires_grad=True).sum().backward()
        _serve(theirs, sandboxed, torch=True)
    theirs.close()
    return ours


def _keep(role, descriptor, for_judges, sandboxed, torch):
    """Run a role in a process, and end it when the other end of its connection closes. Never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        home = "/tmp" if sandboxed else tempfile.mkdtemp(prefix="notebook-")
        try:
            connection = socket.socket(fileno=descriptor)
            channel = Channel(connection)
            limits = sandbox.Limits(**channel.receive()["limits"])
            if sandboxed:
                sandbox.enter_namespaces()
            process = os.fork()
            if process == 0:
                _play(role, channel, for_judges, sandboxed, torch, home, limits)
            _watch(process, connection, limits if sandboxed else None)
            with contextlib.suppress(OSError):
                (os.kill if sandboxed else os.killpg)(process, signal.SIGKILL)
        finally:
            if not sandboxed:
                shutil.rmtree(home, ignore_errors=True)
    except EOFError:  # whoever asked has gone
        pass
    except BaseException as error:  # whatever it is, the grader shall read it, and this process shall end
        _complain(error)
    finally:
        os._exit(0)


def _watch(process, connection, limits):
    """Return when the process has ended, the other end of the connection has closed, or more memory than allowed is used."""
    poll = select.poll()
    poll.register(connection, getattr(select, "POLLRDHUP", select.POLLHUP))
    if hasattr(os, "pidfd_open"):
        poll.register(os.pidfd_open(process), select.POLLIN)
    while not _ended(process):
        if poll.poll(TICK * 1000) or (limits and sandbox.memory_used() > limits.memory * sandbox.MIB):
            return


def _ended(process):
    if hasattr(os, "waitid"):  # leaves the number of the process taken, so that killing it cannot meet another; macOS has no such call
        return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    return os.waitpid(process, os.WNOHANG) != (0, 0)


def _play(role, channel, for_judges, sandboxed, torch, home, limits):
    """Be a judge or a student's process. Never returns."""
    try:
        sandbox.die_with_parent()
        os.setsid()
        if sandboxed:
            # The tests are trusted: torch is hidden from the student's process alone.
            sandbox.private_mounts(limits, () if torch or role == b"J" else _torch_folders())
        elif not torch:
            sys.modules["torch"] = None
        _close_all_but(channel, *([for_judges] if role == b"J" else []))
        if sandboxed:
            sandbox.drop_privileges()
        sandbox.limit_resources(limits)
        os.environ["HOME"] = os.environ["TMPDIR"] = home
        tempfile.tempdir = None
        os.mkdir(f"{home}/work")
        os.chdir(f"{home}/work")
        hello = channel.receive()
        if role == b"J":
            gc.set_threshold(100_000)  # lives for a moment; a student's cycles can hold large arrays: there Python's own pace
            judge.main(channel, for_judges, hello, limits, torch)
        else:
            responder.main(channel, hello, limits)
    except BaseException as error:  # as above
        _complain(error)
    finally:
        os._exit(0)


def _close_all_but(*connections):
    """Close every descriptor except standard input, output, error and those of the connections."""
    kept = sorted({0, 1, 2, *(connection.fileno() for connection in connections)})
    for low, high in zip(kept, [*kept[1:], 65536], strict=True):
        os.closerange(low + 1, high)


@functools.cache
def _torch_folders():
    """Return the folders of torch: a notebook that may not import it shall not find it either."""
    folders = []
    for name in ("torch", "torchgen", "functorch"):
        spec = importlib.util.find_spec(name) if sys.modules.get(name, name) else None
        folders += list(spec.submodule_search_locations or []) if spec else []
    return folders


def _complain(error):
    print(f"grading: {type(error).__name__}: {error}", file=sys.__stderr__, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "sandboxed")

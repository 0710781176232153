"""The processes in which grading/ runs notebooks, as the benchmarks watch them."""

import contextlib

import psutil

from grading.run import execute as grading_run


def sandboxes():
    """Return the warm processes of this process, and those that they started."""
    found = []
    for server in grading_run._servers.values():
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(server._process.pid)
            found += [process, *process.children(recursive=True)]
    return found


def memory():
    """Return the bytes of the sandboxes; what processes share is counted once."""
    total = 0
    for process in sandboxes():
        with contextlib.suppress(psutil.Error):
            total += process.memory_full_info().pss
    return total

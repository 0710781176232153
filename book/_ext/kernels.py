"""Kernels that begin as copies of one process, which has imported what nearly every notebook imports (warm.py).

A kernel that starts from nothing imports Jupyter, NumPy and Matplotlib for a second, and the book has nearly twenty of them. They are
copied on Linux alone: Windows cannot, and libraries of macOS do not bear it.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from sphinx.errors import ExtensionError

WARM = Path(__file__).with_name("warm.py")
warm, one_asks = None, threading.Lock()


def begin():
    """Begin to import what the kernels share; return the class of Jupyter's that starts kernels."""
    global warm
    if sys.platform != "linux":
        return AsyncKernelManager
    if warm is None:
        command = [sys.executable, "-Xfrozen_modules=off", WARM]  # the option with which Jupyter starts its kernels
        warm = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf8")
    return Manager


def end():
    """Let the process that is copied end."""
    global warm
    if warm is not None:
        warm.communicate()
        warm = None


class Manager(AsyncKernelManager):
    """Starts a kernel as a copy."""

    async def _async_launch_kernel(self, kernel_cmd, **kw):
        arguments = kernel_cmd[kernel_cmd.index("ipykernel_launcher") + 1 :]
        with one_asks:
            warm.stdin.write(json.dumps([arguments, kw["cwd"], kw["env"]]) + "\n")
            warm.stdin.flush()
            number = warm.stdout.readline()
        if not number:
            raise ExtensionError("book/_ext/warm.py stopped.")
        self.provisioner.process = Copy(int(number))
        self.provisioner.pid = self.provisioner.pgid = int(number)
        self._reconcile_connection_info(self.provisioner.connection_info)


class Copy:
    """A kernel's process, with what Jupyter calls of a Popen."""

    stdin = stdout = stderr = None

    def __init__(self, number):
        self.number = number

    def poll(self):
        """Return None while the kernel runs."""
        try:
            os.kill(self.number, 0)
        except ProcessLookupError:
            return 0  # only the copied process may ask how it ended
        return None

    wait = poll  # Jupyter waits for processes that have ended

    def send_signal(self, number):
        os.kill(self.number, number)

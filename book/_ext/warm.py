"""The process whose copies the kernels of the book's notebooks are: what they have in common is imported here once.

It reads a line of JSON for each kernel, [arguments, folder, environment], and answers with the number of the process that is the kernel.
It ends when nobody can ask any more. kernels.py starts it.
"""

import gc
import io
import json
import os
import signal
import sys

if __name__ == "__main__":
    sys.path.pop(0)  # this folder, from which no notebook imports
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as ipykernel does, which comes too late here

import ipykernel.debugger
import ipykernel.ipkernel
import ipykernel.kernelapp
import IPython.core.pylabtools
import IPython.extensions.storemagic  # noqa: F401
import matplotlib.pyplot  # noqa: F401
from matplotlib.figure import Figure


def draw():
    """Draw once, because Matplotlib reads fonts and makes its grammar of formulas for a first drawing."""
    figure = Figure()
    figure.add_subplot(title="$x_1$").plot([0, 1], label="one")
    figure.legend()
    figure.savefig(io.StringIO(), format="svg", bbox_inches="tight")


def be_a_kernel(arguments, folder, environment):
    """Be the kernel that ipykernel_launcher would be with these arguments; return when it is shut down."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()  # as Jupyter's own: an interrupt goes to a kernel and to what it started
    os.chdir(folder)
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    # A kernel ends when its parent does, which here is the process that was copied.
    ipykernel.kernelapp.launch_new_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def start_kernels():
    """Start kernels until nobody asks for more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a kernel itself prints is no answer
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a kernel that ended is gone, though this process does not wait for it
    gc.freeze()  # no copy looks through all this for what can go
    for line in sys.stdin:
        if (number := os.fork()) == 0:
            code = 1
            try:
                be_a_kernel(*json.loads(line))
                code = 0
            finally:
                os._exit(code)
        print(number, file=answers, flush=True)


if __name__ == "__main__":
    draw()
    start_kernels()

"""A kernel that began as a copy of a warm process is what a kernel of its own would be."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import jupytext
import pytest
from book_site import BOOK, ROOT
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import kernels

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are copied on Linux alone")
ASKS = """
import os, signal, subprocess, sys, threading

print(sys.path, sys.executable, os.getcwd(), __name__)
print(os.getpid() == os.getsid(0), signal.getsignal(signal.SIGCHLD), sys.stdin.fileno() if sys.stdin else None)
print(subprocess.run(["true"]).returncode, len(threading.enumerate()))
import matplotlib.pyplot as plt

print(plt.get_backend(), plt.get_fignums(), plt.rcParams["figure.figsize"], plt.gcf().number, plt.gca().get_title() == "")
for name in ("checks", "kept", "node"):  # of the folder of the process that is copied
    try:
        __import__(name)
    except ImportError:
        print("no", name)
"""


@pytest.fixture
def warm():
    yield kernels.begin()
    kernels.end()


def said(kind, *sources, **options):
    """Return what cells print in a kernel that `kind` starts, each as one text."""
    notebook = jupytext.reads("# %%\n" + "\n\n# %%\n".join(sources), fmt="py:percent")
    client = NotebookClient(notebook, resources={"metadata": {"path": str(BOOK)}}, kernel_manager_class=kind, **options)
    client.execute()
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]


def assert_ends(number):
    """Wait until the process `number` has ended, 10 seconds at most."""
    for _ in range(100):
        try:
            if ") Z " in Path(f"/proc/{number}/stat").read_text():  # what it left is its new parent's to take away
                return
        except OSError:
            return
        time.sleep(0.1)
    raise AssertionError(f"the kernel {number} runs on")


def test_a_copy_answers_as_a_kernel_of_its_own(warm):
    assert warm is not AsyncKernelManager
    assert said(warm, ASKS.strip()) == said(AsyncKernelManager, ASKS.strip())


def test_copies_know_nothing_of_each_other(warm):
    first = said(warm, "import numpy as np\nnp.kept = 1", "print(np.kept)")
    assert first[-1] == "1\n"
    assert said(warm, "import numpy as np\nprint(hasattr(np, 'kept'))") == ["False\n"]


def test_a_cell_that_does_not_end_is_told_and_its_kernel_ends(warm, tmp_path):
    notes = tmp_path / "number"
    with pytest.raises(CellTimeoutError):
        said(warm, f"import os, pathlib\npathlib.Path({str(notes)!r}).write_text(str(os.getpid()))\nwhile True:\n    pass", timeout=1)
    assert_ends(int(notes.read_text()))


def test_no_kernel_is_left_when_the_warm_process_ends(tmp_path):
    """Not even one that nobody shut down."""
    manager = kernels.begin()()
    run_sync(manager.start_kernel)(cwd=str(tmp_path), env=dict(os.environ))
    number = manager.provisioner.pid
    late = threading.Timer(20, os.kill, [number, signal.SIGKILL])
    late.start()
    kernels.end()
    assert not late.finished.is_set(), f"the kernel {number} had to be killed"
    late.cancel()
    assert_ends(number)

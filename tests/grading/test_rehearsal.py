"""What the warm process runs before it forks: it does what it is for, and leaves nothing that a notebook could see."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, linecache, signal, sys
from grading import checks
sys.modules["checks"] = checks
from grading.run.inside.student import ipython_shell
ipython_shell.make_shell()
from grading.run.inside import rehearsal


def seen():
    shell = ipython_shell.shell
    names = {name: repr(value) for name, value in shell.user_ns.items() if not callable(value)}
    ours = [name for name in linecache.cache if "ipython-input" in str(name) or str(name) == "<test>"]
    state = [ipython_shell.outputs.items, vars(checks._KNOWN), checks._WARNED, shell.execution_count]
    places = [id(sys.modules["__main__"]), sys.stdout, sys.stderr, signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)]
    return repr([names, sorted(shell.user_ns), ours, state, places])


before = seen()
results = rehearsal.rehearse()
after = seen()
print(json.dumps([before, after, results]))
"""


def test_a_rehearsal_runs_whole_and_leaves_nothing():
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
    before, after, results = json.loads(ran.stdout)
    assert after == before
    cell, test, done = results
    assert cell["outputs"][0]["text"] == "here 6.0\n"
    passed, failed = test["outputs"]
    assert passed["text"] == "The checks you can see pass.\n"
    assert failed["traceback"] == ["halved (in a hidden test): entry [0] is too small, by less than a factor of 2.\nHalf is meant."]
    assert done == {"done": 1}
    assert not ran.stderr

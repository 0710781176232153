"""Submissions that cheat, spy or destroy: each runs twice, behind the walls and without them.

Behind them it gains no point, costs no other task a point, and changes and reads nothing. Without them it does, which proves that the
payload works and that it is the walls that stop it.
"""
# ruff: noqa: E501 (a payload or an answer stands on one line, as a table does)

import ast
import concurrent.futures
import dataclasses
import functools
import os
import re
import socket
import sys
import threading
from pathlib import Path

import pytest
from hand_ins import QUICK, RAN, Attack, files, notebook, points, run, text

from grading.run.execute import execute

PATIENT = dataclasses.replace(QUICK, cell=20.0)  # where what counts is not the clock, and the machine may be busy

WRONG = "def double(x):\n    return x\n", "def square(x):\n    return 4.0 if isinstance(x, float) else x\n"


def patching(name, payload, **more):
    """An attack whose payload stands in an added cell, with wrong answers to `double` and `square`."""
    return Attack(name, {"double": WRONG[0], "square": WRONG[1]}, (payload + '\nprint("PAYLOAD RAN")',), **more)


def in_answer(name, payload, task="square", **more):
    """An attack whose payload is the answer to a task, which it does not solve."""
    more.setdefault("wrong", (task,))
    return Attack(name, {task: payload}, **more)


def spying(name, payload, **more):
    """An attack that does honest work, too, and prints BREACH when it gets something that is none of its business."""
    return Attack(name, {}, ('print("PAYLOAD RAN")\n' + payload,), wrong=(), **more)


LOOP = "while True:\n    pass"

ATTACKS = [
    # What stock nbgrader gives full points for.
    patching(
        "patch np.allclose", "import numpy as np\nnp.allclose = lambda *a, **k: True\nnp.testing.assert_allclose = lambda *a, **k: None"
    ),
    patching(
        "patch checks",
        "import checks\nfor n in ('check', 'check_hidden', 'compare'):\n    setattr(checks, n, lambda *a, **k: None)\n    globals()[n] = lambda *a, **k: None",
    ),
    patching("patch a function inside checks", "import checks\nchecks._difference = lambda *a: None"),
    patching(
        "input transformer deletes tests",
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'] if any('check' in l or 'assert' in l for l in lines) else lines)",
    ),
    patching(
        "syntax tree transformer drops asserts",
        """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
    def visit_Expr(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Drop())""",
    ),
    patching(
        "pre_run_cell hook rewrites the answers",
        """
def hook(info):
    if 'assert' in info.raw_cell or 'check' in info.raw_cell:
        ns = get_ipython().user_ns
        ns['double'], ns['square'] = lambda x: 2 * x, lambda x: x * x
        ns['check'] = ns['check_hidden'] = lambda *a, **k: None
get_ipython().events.register('pre_run_cell', hook)""",
    ),
    patching(
        "run_cell replaced",
        """
from IPython.core.interactiveshell import InteractiveShell
import checks
original = type(get_ipython()).run_cell
def run_cell(self, source, *a, **k):
    return original(self, 'pass' if 'check' in source or 'assert' in source else source, *a, **k)
type(get_ipython()).run_cell = run_cell""",
    ),
    patching(
        "__import__ replaced",
        """
import builtins, numpy.testing
real = builtins.__import__
def fake(name, *a, **k):
    module = real(name, *a, **k)
    if name == 'numpy' and not a[2]:
        module.allclose = lambda *a, **k: True
        module.testing.assert_allclose = lambda *a, **k: None
    return module
builtins.__import__ = fake
import numpy""",
    ),
    Attack(
        "own cell rebinds the names of the tests",
        {
            "double": WRONG[0] + "\ncheck = check_hidden = lambda *a, **k: None",
            "square": WRONG[1]
            + "\nclass np:\n    allclose = lambda *a: True\n    array = lambda x: 2.0\n    class testing:\n        assert_allclose = lambda *a: None\nprint('PAYLOAD RAN')",
        },
    ),
    patching(
        "checks.py and numpy.py written beside the notebook",
        """
import sys
for name in ('checks.py', 'numpy.py'):
    open(name, 'w').write('check = check_hidden = compare = allclose = array = lambda *a, **k: None')
for module in ('checks',):
    sys.modules.pop(module, None)
from checks import *""",
    ),
    # Looking for what the tests know.
    in_answer(
        "frames of the caller hold the expected value",
        """
import sys
def double(x, **k):
    frame = sys._getframe()
    while frame:
        for name in ('expected', 'targets'):
            if name in frame.f_locals:
                print('BREACH')
                globals()['found'] = True
                return frame.f_locals[name]
        frame = frame.f_back
    return x
print('PAYLOAD RAN')""",
        "double",
    ),
    in_answer(
        "source of the tests in the history",
        """
import re
def double(x):
    for source in reversed(In):
        for argument, expected in re.findall(r'check\\w*\\(double, (.*), expected=(.*)\\)', source):
            if np.array_equal(eval(argument), x):
                return eval(expected)
    return x
print('PAYLOAD RAN')""",
        "double",
    ),
    in_answer(
        "frame of the caller gives the functions that judge",
        """
import sys
def double(x):
    sys._getframe(1).f_globals['_difference'] = lambda *a: None
    return x
print('PAYLOAD RAN')""",
        "double",
    ),
    # Answers that are no numbers.
    in_answer(
        "object that equals everything",
        """
class Same:
    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = __add__ = __mul__ = lambda self, *other: self
    __bool__ = lambda self: True
    __array__ = lambda self, *a, **k: __import__('numpy').array(True)
class Any(float):
    __eq__ = lambda self, other: True
import numpy as np
np.allclose = np.testing.assert_allclose = lambda *a: True
def square(x):
    return Same()
print('PAYLOAD RAN')""",
    ),
    in_answer(
        "subclass of ndarray that says yes",
        """
import numpy as np
class Yes(np.ndarray):
    __array_function__ = lambda self, *a, **k: np.bool_(True)
    __array_ufunc__ = lambda self, *a, **k: np.bool_(True)
    __eq__ = lambda self, other: True
def square(x):
    return np.ones(2).view(Yes) if np.shape(x) == (2,) else x * x
print('PAYLOAD RAN')""",
    ),
    in_answer(
        "traceback handler swallows the errors of the tests",
        """
def square(x):
    return x
get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)
get_ipython().showtraceback = lambda *a, **k: None
print('PAYLOAD RAN')""",
    ),
    in_answer(
        "sys.exit in the answer",
        "import sys\nprint('PAYLOAD RAN')\ndef square(x):\n    import warnings\n    warnings.simplefilter('ignore')\n    get_ipython().showtraceback = lambda *a, **k: None\n    sys.exit(0)",
    ),
    in_answer(
        "KeyboardInterrupt in the answer",
        "print('PAYLOAD RAN')\ndef square(x):\n    get_ipython().showtraceback = lambda *a, **k: None\n    raise KeyboardInterrupt",
    ),
    in_answer(
        "instructor's arrays changed in place",
        """
def square(x):
    X[...] = 0
    return x
X[...] = 0
print('PAYLOAD RAN')""",
    ),
    in_answer(
        "arguments of a test changed in place",
        """
def double(x):
    x *= 2
    x += 0
    X[:] = 0
    return x
print('PAYLOAD RAN')""",
        "double",
    ),
    # Reading, writing and talking elsewhere.
    spying(
        "read the solutions",
        """
import pathlib
for path in ('../../../solutions/answers.py', '@COURSE@/solutions/answers.py'):
    try:
        if 'secret' in pathlib.Path(path).read_text():
            print('BREACH')
    except OSError as error:
        print(error)""",
    ),
    spying(
        "write the gradebook",
        """
for path in ('../../../gradebook.db', '@COURSE@/gradebook.db'):
    try:
        open(path, 'r+').write('99')
        print('BREACH')
    except OSError as error:
        print(error)""",
    ),
    spying(
        "symbolic and hard links to what is outside",
        """
import os
for target in ('@COURSE@/solutions/answers.py', '/etc/shadow', '/etc/hostname'):
    for link in (os.symlink, os.link):
        try:
            link(target, 'l')
            print(len(open('l').read()), 'BREACH')
        except OSError as error:
            print(error)
        if os.path.lexists('l'):
            os.remove('l')""",
    ),
    spying("write at the end of the process", "import atexit\natexit.register(lambda: open('@COURSE@/left', 'w').write('BREACH'))"),
    spying(
        "connect to this machine",
        """
import socket
try:
    socket.create_connection(('127.0.0.1', @PORT@), 1)
    print('BREACH')
except OSError as error:
    print(error)""",
    ),
    spying(
        "connect to an abstract socket of this machine",
        """
import socket
try:
    socket.socket(socket.AF_UNIX).connect('\\0grading-test-@PORT@')
    print('BREACH')
except OSError as error:
    print(error)""",
    ),
    spying("environment of the grader", "import os\nprint('BREACH' if 'COURSE_SECRET' in os.environ else sorted(os.environ))"),
    spying(
        "/proc: other processes, their environment and files",
        """
import os
for pid in filter(str.isdecimal, os.listdir('/proc')):
    for what in ('environ', 'cmdline'):
        try:
            if 'COURSE_SECRET' in open(f'/proc/{pid}/{what}', errors='replace').read() or 'pytest' in open(f'/proc/{pid}/{what}', errors='replace').read():
                print('BREACH')
        except OSError:
            pass""",
    ),
    spying(
        "ptrace another process",
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
child = os.fork()
if child == 0:
    import time
    time.sleep(5)
    os._exit(0)
print('BREACH' if libc.ptrace(16, child, 0, 0) == 0 else ctypes.get_errno())
os.kill(child, 9)""",
    ),
    spying(
        "signals to everybody",
        """
import os, signal
try:
    os.kill(@PID@, 0)
    print('BREACH')
except OSError as error:
    print(error)""",
    ),
    spying(
        "write into the Python environment and the system",
        """
import numpy, os
for folder in (os.path.dirname(numpy.__file__), '/usr/lib', '/usr', '/etc', '/', '/dev', '/dev/shm/../', '/grading-code/grading', '/var/tmp', '/run'):
    try:
        path = os.path.join(folder, 'left-by-a-student')
        open(path, 'w').close()
        os.remove(path)
        print('BREACH', folder)
    except OSError as error:
        print(error)""",
    ),
    spying(
        "mount and new namespaces",
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print(['BREACH' if libc.unshare(flag) == 0 else ctypes.get_errno() for flag in (0x10000000, 0x20000)])
print(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))""",
    ),
    spying(
        "memory that no limit counts",
        """
import os
try:
    os.memfd_create('x')
    print('BREACH')
except (OSError, AttributeError) as error:
    print(error)""",
    ),
    spying(
        "raise the limits",
        """
import resource
for name in ('RLIMIT_AS', 'RLIMIT_NPROC', 'RLIMIT_CPU', 'RLIMIT_FSIZE'):
    try:
        resource.setrlimit(getattr(resource, name), (1 << 45, 1 << 45))
        print('BREACH')
    except (ValueError, OSError) as error:
        print(error)""",
    ),
    spying(
        "torch where the assignment is by hand",
        """
import subprocess, sys
for module in [m for m in sys.modules if m.startswith('torch')]:
    sys.modules.pop(module)
try:
    import torch
    torch.tensor
    print('BREACH')
except ImportError as error:
    print(error)
done = subprocess.run([sys.executable, '-c', 'import torch; print("BRE" + "ACH")'], capture_output=True, text=True)
print(done.stdout, done.stderr[-100:])""",
        limits=dataclasses.replace(QUICK, cell=10),
    ),
    # Using up what others need.
    spying("memory", "try:\n    block = bytearray(700 << 20)\n    print('BREACH')\nexcept MemoryError:\n    print('no')"),
    spying(
        "memory in many processes",
        """
import glob, os, time
for _ in range(6):
    if os.fork() == 0:
        block = bytearray(os.urandom(1 << 20)) * 150
        open('%d.done' % os.getpid(), 'w').close()
        time.sleep(9)
        os._exit(0)
for _ in range(85):
    time.sleep(0.1)
    if len(glob.glob('*.done')) == 6:
        print('BREACH')
        break""",
        dies=True,
        limits=dataclasses.replace(QUICK, cell=10),
    ),
    spying(
        "processes",
        """
import os, time
made = 0
try:
    for _ in range(60):
        if os.fork() == 0:
            time.sleep(1)
            os._exit(0)
        made += 1
    print('BREACH')
except OSError as error:
    print(made, error)""",
    ),
    spying(
        "disk",
        """
try:
    for number in range(4):
        open(f'big{number}', 'wb').write(bytes(20 << 20))
    print('BREACH')
except OSError as error:
    print(error)""",
    ),
    spying(
        "one large file",
        """
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with open('/dev/shm/x', 'wb') as file:
        file.truncate(50 << 20)
    import os
    os.remove('/dev/shm/x')
    print('BREACH')
except OSError as error:
    print(error)""",
    ),
    # Breaking the process or the clock.
    in_answer("os._exit while defining", "import os\nos._exit(0)", dies=True),
    in_answer("os._exit when called", "def square(x):\n    import os\n    os._exit(0)", dies=True),
    in_answer("segmentation fault", "def square(x):\n    import ctypes\n    ctypes.string_at(8)", dies=True),
    *(  # Python 3.12 and later count how deep C goes, and raise RecursionError.
        [
            in_answer(
                "recursion through the stack's end",
                "import sys\nsys.setrecursionlimit(10**9)\ndef square(x):\n    return square([x])\n"
                + "class D:\n    __repr__ = lambda self: repr(self)\nsquare = lambda x: repr(D())",
                dies=True,
            )
        ]
        if sys.version_info < (3, 12)
        else []
    ),
    in_answer("endless loop while defining", LOOP, dies=True, endless=True),
    in_answer("endless loop when called", "def square(x):\n    while True:\n        pass", dies=True, endless=True),
    in_answer(
        "loop that catches every exception",
        "def square(x):\n    while True:\n        try:\n            while True:\n                pass\n        except BaseException:\n            pass",
        dies=True,
        endless=True,
    ),
    in_answer(
        "loop with the clock switched off",
        "import signal\ndef square(x):\n    signal.signal(signal.SIGALRM, signal.SIG_IGN)\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    signal.setitimer(signal.ITIMER_REAL, 0)\n    while True:\n        pass",
        dies=True,
        endless=True,
    ),
    in_answer(
        "sleep in a destructor",
        "import time\nclass Slow:\n    def __del__(self):\n        while True:\n            time.sleep(60)\ndef square(x):\n    Slow()\n    return x",
        dies=True,
        endless=True,
    ),
    in_answer(
        "stop signal to itself",
        "import os, signal, time\ndef square(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    time.sleep(60)",
        dies=True,
        endless=True,
    ),
    in_answer(
        "threads that outlive the cell",
        """
import threading, time, os
def shout():
    time.sleep(0.05)
    os._exit(3)
def square(x):
    threading.Thread(target=shout).start()
    time.sleep(0.2)
    return x""",
        dies=True,
    ),
    in_answer(
        "forks that go on with the notebook",
        """
import os
for _ in range(3):
    os.fork()
def square(x):
    os._exit(0)
open('x', 'w').close()""",
        dies=True,
    ),
    in_answer(
        "kill -9 to all",
        "import os\ndef square(x):\n    os.kill(os.getppid() if os.getppid() > 1 else 1, 0)\n    os.killpg(0, 9)\n    os.abort()",
        dies=True,
    ),
    in_answer("closes every descriptor", "import os\ndef square(x):\n    os.closerange(3, 256)\n    os._exit(1)", dies=True),
    in_answer("output without end", "def square(x):\n    return x\nwhile True:\n    print('x' * 1000)", dies=True, endless=True),
    in_answer(
        "output without end past Python",
        "import os\ndef square(x):\n    return x\nwhile True:\n    os.write(1, b'x' * 65536)\n    os._exit(1) if os.path.exists('never') else None",
        dies=True,
        endless=True,
    ),
]


@pytest.fixture
def course(tmp_path):
    """A course's folder with things that no student may reach."""
    for folder in ("solutions", "autograded/student/a1"):
        (tmp_path / "course" / folder).mkdir(parents=True)
    (tmp_path / "course" / "solutions" / "answers.py").write_text("secret = 1\n")
    (tmp_path / "course" / "gradebook.db").write_text("grades\n")
    return tmp_path / "course"


@pytest.fixture(scope="module")
def listener():
    """A port of this machine, and an abstract socket, that accept connections."""
    server, hidden = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)
    port = server.getsockname()[1]
    hidden.bind(f"\0grading-test-{port}")
    hidden.listen()
    for listening in (server, hidden):
        threading.Thread(target=lambda s=listening: [s.accept() for _ in range(9)], daemon=True).start()
    return port


def snapshot(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: re.sub(r"\W+", "-", attack.name))
def test_attack(attack, course, listener, unguarded, row):
    made = attack.notebook()
    for part in made.cells:
        part.source = part.source.replace("@COURSE@", str(course)).replace("@PORT@", str(listener)).replace("@PID@", str(os.getppid()))
    before = snapshot(course)
    executed = run(made, attack.limits)
    ran, undeserved, lost, breached = attack.outcome(executed)
    reading = text(executed, "test_square") or text(executed, "test_double") or "nothing: the rest is right"
    row(attack.name, ran, undeserved, lost, reading.splitlines()[0][:100])
    assert (ran, undeserved, lost, breached) == (True, 0, 0, False), text(executed)
    assert snapshot(course) == before

    home = course / "autograded" / "student" / "a1"
    bare = unguarded(made, home, 0 if attack.endless else 4)
    _, gained, lost, breached = attack.outcome(bare)
    left = {name: data for name, data in snapshot(course).items() if not name.startswith("autograded/")} != before
    assert gained or lost or breached or left, f"without walls it does nothing: {bare and (points(bare), text(bare))}"


FIND_CHANNEL = """
import json, os, socket, struct, sys
sockets = [int(n) for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}') and os.readlink(f'/proc/self/fd/{n}').startswith('socket')]
print('PAYLOAD RAN', sockets)
def say(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    for number in sockets:
        os.write(number, struct.pack('>I', len(data)) + data)
"""
# What a student's process can do once it speaks for itself: the payload, and what the task below it is then worth: a process that
# answers for all tasks loses them all.
# Its guard is the judge being another process; in one process, the payloads above show what it is worth.
TAKEOVERS = {
    "answers before it is asked": (
        FIND_CHANNEL
        + "say({'outputs': [], 'late': False, 'count': 1})\nfor _ in range(9):\n    say({'result': 4.0, 'changed': []})\n"
        + WRONG[1],
        5,
    ),
    "says that its functions are the judge's": (FIND_CHANNEL + "for _ in range(9):\n    say({'result': {'f': 0}})\n" + WRONG[1], 5),
    "writes what is no message": (FIND_CHANNEL + "say(b'x' * 100)\nos.write(sockets[0], b'y' * 1000)\n" + WRONG[1], 5),
    "announces four gigabytes": (FIND_CHANNEL + "def square(x):\n    os.write(sockets[0], b'\\xff' * 8)\n    return x", 5),
    "closes the channel": (FIND_CHANNEL + "def square(x):\n    [os.close(n) for n in sockets]", 5),
    "replaces what answers": (
        FIND_CHANNEL
        + "import grading.run.inside.student.responder as c\nc.OPERATIONS['call'] = lambda f, *a, **k: True\nc.OPERATIONS['asarray'] = lambda x: x\n"
        + WRONG[1],
        0,
    ),
    "reports no errors of its cells": (
        FIND_CHANNEL
        + "import grading.run.inside.student.responder as c\nc.Responder._run = lambda self, source, seconds: {'outputs': [{'output_type': 'execute_result', 'data': {'text/plain': '3.0'}}]}\n"
        + WRONG[1],
        0,
    ),
    "asks for another student's process": (
        FIND_CHANNEL
        + "for number in sockets:\n    for role in (b'S', b'J', b'j'):\n        socket.socket(fileno=os.dup(number)).sendmsg([role], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack('i', 0))])\n"
        + WRONG[1],
        5,
    ),
}


@pytest.mark.parametrize("name", TAKEOVERS)
def test_takeover(name, row):
    payload, total = TAKEOVERS[name]
    executed = run(notebook({"square": payload}))
    got = points(executed)
    ran = "PAYLOAD RAN" in text(executed) or bool(executed.metadata.grading["cells"])
    row(
        f"takeover: {name}",
        ran,
        got["square"],
        2 + total - got["double"] - got["total"],
        (text(executed, "test_square").splitlines() or [""])[0][:100],
    )
    assert ran
    assert got == {"double": 2, "square": 0, "total": total}, text(executed)
    assert points(run(notebook())) == {"double": 2, "square": 3, "total": 5}


def test_a_student_inherits_nothing():
    looks = "import os\nprint(sorted(os.readlink(f'/proc/self/fd/{n}').split(':')[0] for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')))"
    executed = run(notebook(before=[looks]))
    seen = eval(text(executed).splitlines()[0])
    assert [name for name in seen if not name.startswith("/proc/")] == [
        "/dev/null",
        "/tmp/.printed",
        "/tmp/.printed",
        "/tmp/.printed",
        "socket",
    ]


def test_a_file_of_the_students_own_never_reaches_the_tests(row):
    """A `checks.py` that finds every answer right is the student's process's alone, also where it takes the place of the course's."""
    payload = f"print({RAN!r})\ncheck = check_hidden = compare = lambda *values, **options: None\n"
    made, own = (
        notebook({"double": "def double(x):\n    return x", "total": "def total(x):\n    return 0.0"}),
        {"checks.py": payload.encode()},
    )
    executed = execute(made, files(), PATIENT, own=own)
    assert RAN in text(executed)
    assert points(executed) == {"double": 0, "square": 3, "total": 0}
    row("a checks.py of the student's own", True, 0, 0, text(executed, "test_double").splitlines()[0])
    assert points(execute(made, files() | own, PATIENT)) == {"double": 2, "square": 3, "total": 5}  # what the guard prevents


def test_a_student_sees_no_other(tmp_path):
    waits = notebook(before=["import time\nopen('/tmp/mine', 'w').write('x')\nopen('/dev/shm/mine', 'w').write('x')\ntime.sleep(1)"])
    looks = notebook(
        before=[
            "import os, time\ntime.sleep(0.5)\nprint(sorted(filter(str.isdecimal, os.listdir('/proc'))), os.listdir('/dev/shm'), sorted(os.listdir('/tmp')), sep=', ')"
        ]
    )
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        first, second = pool.map(functools.partial(run, limits=PATIENT), (waits, looks))
    assert points(first) == points(second) == {"double": 2, "square": 3, "total": 5}
    processes, shared, temporary = ast.literal_eval(text(second).splitlines()[0])
    python = {path.relative_to("/tmp").parts[0] for path in map(Path, (sys.prefix, sys.base_prefix)) if path.is_relative_to("/tmp")}
    assert (processes, shared, set(temporary) - python) == (["1"], [], {".printed", "work"})

"""Honest work keeps its points: whatever a kernel would have done with it, happens behind the walls as well."""

import concurrent.futures
import dataclasses
import functools
import operator
import pickle
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from hand_ins import ANSWERS, QUICK, TESTS, cell, files, notebook, points, run, text

from grading.run import execute as grading_run
from grading.run.execute import Limits, SandboxUnavailable, execute
from grading.run.inside import sandbox

ROOT = Path(__file__).resolve().parents[2]
FULL = {"double": 2, "square": 3, "total": 5}

TAPE = """
class Node:
    count = 0

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, list(parents), 0.0
        Node.count += 1

    def __add__(self, other):
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.value + other.value, [(self, 1.0), (other, 1.0)])

    __radd__ = __add__

    def __mul__(self, other):
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.value * other.value, [(self, other.value), (other, self.value)])

    __rmul__ = __mul__

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        return self + (-1) * (other if isinstance(other, Node) else Node(other))

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, n):
        return Node(self.value**n, [(self, n * self.value ** (n - 1))])

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1

    def __getitem__(self, i):
        return self.parents[i][0]

    def __len__(self):
        return len(self.parents)

    def __iter__(self):
        return iter([parent for parent, _ in self.parents])

    def __repr__(self):
        return f"Node({self.value})"

    def backward(self, grad=1.0):
        self.grad += grad
        for parent, local in self.parents:
            parent.backward(grad * local)

    @property
    def twice(self):
        return 2 * self.value
"""
# ruff: noqa: E501 (a payload or an answer stands on one line, as a table does)

# name: (answer, test); the test would pass in a kernel, and has to pass here.
HONEST = {
    "warnings and prints": (
        "import warnings, sys\ndef f(x):\n    warnings.warn('careful')\n    print('out', file=sys.stderr)\n    print('out')\n    return np.log(x)",
        "assert np.isneginf(f(np.zeros(2))).all()\nassert np.isnan(f(np.array([-1.0]))).all()",
    ),
    "plots": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\ndef f(x):\n    plt.plot(x)\n    return x",
        "assert f([1, 2]) == [1, 2]",
    ),
    "%matplotlib": (
        "%matplotlib qt\nimport matplotlib.pyplot as plt\n%matplotlib notebook\ndef f():\n    plt.figure()\n    return 1",
        "assert f() == 1",
    ),
    "%timeit and !ls": ("%timeit -n 2 -r 1 1 + 1\n!ls\nlisting = !ls\ndef f():\n    return list(listing)", "assert f() == ['checks.py']"),
    "files of the exercise": (
        "import os\nopen('mine.txt', 'w').write('x')\ndef f():\n    return sorted(os.listdir('.'))",
        "assert f() == ['checks.py', 'mine.txt']",
    ),
    "checks.py to be read": (
        "def f():\n    return open('checks.py').read()",
        "assert f() == open('checks.py').read() and 'def check_hidden(' in f()",
    ),
    "recursion": ("def f(n):\n    return 1 if n == 0 else n * f(n - 1)", "assert f(500) > 1\nassert f(5) == 120"),
    "variables": (
        "W = np.array([[1.0, 2.0]])\nname = 'tanh'\nn, ok, nothing = 3, True, None",
        "check(lambda: W, expected=np.array([[1.0, 2.0]]))\nassert (name, n, ok, nothing) == ('tanh', 3, True, None)",
    ),
    "values of every kind": (
        "def f(x):\n    return x",
        """
for value in (None, True, 3, -2.5, 1e-320, 2**80, 1 + 2j, "text\\u00e9", b"ab", (1, (2,)), [1, [2, 3]], {"a": [1], 2: None}, float("inf"), slice(1, 2)):
    assert f(value) == value and type(f(value)) is type(value), value
assert np.isnan(f(float("nan")))
for kind in (bool, np.int8, np.int64, np.uint16, np.float32, np.float64, complex):
    array = np.arange(6).reshape(2, 3).astype(kind)
    assert f(array).dtype == array.dtype and (f(array) == array).all()
    assert type(f(array[1, 2])) is type(array[1, 2])
assert f(np.zeros((0, 3))).shape == (0, 3) and f(np.float64(2)) == 2.0 and f(np.array(5.0)).shape == ()
assert f(np.arange(4).reshape(2, 2).T).tolist() == [[0, 2], [1, 3]]
cycle = [1]
cycle.append(cycle)
assert f(cycle)[1][1][0] == 1
""",
    ),
    "the same object comes back": ("def f(x):\n    return x", "x = np.ones(2)\nassert f(x) is x\ny = [x]\nassert f(y)[0] is x"),
    "arguments changed in place": (
        "def f(W, grads, log):\n    W -= 0.5 * grads['W']\n    grads['W'] = None\n    log.append(W)\n    del log[0]",
        "W, log = np.ones(2), ['start']\ngrads = {'W': np.array([2.0, 4.0])}\nassert f(W, grads, log) is None\nassert W.tolist() == [0.0, -1.0]\nassert grads == {'W': None}\nassert len(log) == 1 and log[0] is W",
    ),
    "arguments changed in place by a later call": (
        "class SGD:\n    def __init__(self, weights):\n        self.weights = weights\n    def step(self):\n        for W in self.weights:\n            W *= 2",
        "W = np.ones(2)\noptimizer = SGD([W])\noptimizer.step()\noptimizer.step()\nassert W.tolist() == [4.0, 4.0]",
    ),
    "attributes changed in place by the test": (
        "class Net:\n    def __init__(self):\n        self.W = [np.zeros((2, 2))]\n    def loss(self):\n        return float(sum(np.sum(W) for W in self.W))",
        "net = Net()\nnet.W[0][0, 1] += 3.0\nassert net.loss() == 3.0\nnet.W.append(np.ones(2))\nassert net.loss() == 5.0\nnet.W = []\nassert net.loss() == 0.0",
    ),
    "functions of the test are called back": (
        "def f(g, x, h=1e-3):\n    x = np.array(x)\n    grad = np.zeros(x.size)\n    for i in range(x.size):\n        e = np.zeros(x.size)\n        e[i] = h\n        grad[i] = (g(x + e) - g(x - e)) / (2 * h)\n    return grad",
        "assert np.allclose(f(lambda x: np.sum(x**2), np.array([1.0, 2.0])), [2.0, 4.0])\nassert np.allclose(f(np.sum, [1.0, 2.0], h=0.1), 1.0)\nassert np.allclose(f(lambda x: f(np.sum, x).sum() * x[0], [3.0]), 1.0)",
    ),
    "errors of a function of the test": (
        "def f(g):\n    try:\n        g()\n    except ValueError as error:\n        return str(error)",
        "def g():\n    raise ValueError('from the test')\nassert f(g) == 'from the test'",
    ),
    "exceptions": (
        "class Mine(Exception):\n    pass\ndef f(kind):\n    raise {'v': ValueError('bad'), 'm': Mine('mine'), 'k': KeyError('k'), 'u': UnicodeDecodeError('utf8', b'', 0, 1, 'r')}[kind]",
        "for kind, error in (('v', ValueError), ('m', Exception), ('k', KeyError), ('u', Exception)):\n    try:\n        f(kind)\n    except error as caught:\n        assert kind != 'v' or str(caught) == 'bad'\n    else:\n        raise AssertionError(kind)",
    ),
    "classes and operators": (
        TAPE,
        """
a, b = Node(2.0), Node(-3.0)
y = 2 * a + b * a - 1 + (1 - b) + a / b + 6 / a + b**2
y.backward()
assert abs(y.value - (4 - 6 - 1 + 4 - 2 / 3 + 3 + 9)) < 1e-12
assert abs(a.grad - (2 - 3 - 1 / 3 - 1.5)) < 1e-12
assert isinstance(y, Node) and not isinstance(3.0, Node) and Node.count > 4
assert repr(a) == "Node(2.0)" and str(b) == "Node(-3.0)" and a.twice == 4.0
s = a * b
assert s[0] is a and len(s) == 2 and [n.value for n in s] == [2.0, -3.0] and list(s)[1] is b
assert s != a and s == s and s in [a, s]
assert s[1].value == -3.0
n = Node(1)
n += 2
assert n.value == 3 and hasattr(n, "grad") and not hasattr(n, "gard")
n.grad = 5.0
assert n.grad == 5.0
del n.grad
assert getattr(n, "grad", None) is None
nodes = {a: "a", b: "b"}
assert nodes[a] == "a"
""",
    ),
    "numbers of NumPy and objects": (
        "class Node:\n    def __init__(self, value):\n        self.value = value\n    def __mul__(self, other):\n        return Node(self.value * other)\n    __rmul__ = __mul__",
        "a = Node(3.0)\nassert (np.float64(2.0) * a).value == 6.0\nassert (a * np.float32(2.0)).value == 6.0\nassert (a * np.ones(2)).value.tolist() == [3.0, 3.0]",
    ),
    "objects copied, given back, kept": (
        TAPE
        + "\ndef order(node, seen):\n    for parent in node:\n        order(parent, seen)\n    if node not in seen:\n        seen.append(node)\n    return seen",
        "import copy\na = Node(1.0)\ny = a * a\nassert order(y, []) == [a, y] or [n.value for n in order(y, [])][-1] == 1.0\nz = copy.deepcopy(y)\nz.backward()\nassert y.grad == 0.0 and z.grad == 1.0",
    ),
    "generators and iterators": (
        "def f(n):\n    yield from range(n)",
        "assert list(f(3)) == [0, 1, 2]\nassert next(f(2)) == 0\nassert sum(f(5)) == 10",
    ),
    "context managers": (
        "import contextlib\nlog = []\n@contextlib.contextmanager\ndef f():\n    log.append(1)\n    yield 7\n    log.append(2)",
        "with f() as value:\n    assert value == 7\nassert log == [1, 2]",
    ),
    "prints that a test looks for": (
        "def f():\n    print('hello')",
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    f()\nassert out.getvalue() == 'hello\\n'",
    ),
    "names bound anew while a test runs": (
        "def f():\n    global g, n\n    n += 1\n    g = lambda: n\ng, n = (lambda: 0), 0",
        "assert g() == 0\nf()\nassert g() == 1\nf()\nassert (g(), n) == (2, 2)",
    ),
    "modules": ("import math", "assert math.pi > 3 and np.pi > 3"),
    "functions of the set-up use the student's": ("def f(x):\n    return 3 * x", "assert uses_f(2.0) == 6.0"),
    "magics in a cell with definitions": ("%%time\ndef f():\n    return 1", "assert f() == 1"),
    "calls by a sign at the start of a line": (
        "seen = []\ndef g(*words):\n    seen.extend(words)\n,g a b\n;g c d\nseen.append(5\n    % 3)\ndef f():\n    return seen",
        "assert f() == ['a', 'b', 'c d', 2]",
    ),
    "top-level await": (
        "import asyncio\nawait asyncio.sleep(0)\ndef f():\n    return asyncio.run(g())\nasync def g():\n    return 4",
        "assert f() == 4",
    ),
    "an event loop that no await asks for": (
        "import asyncio\nasync def g():\n    return 4\nasync with asyncio.TaskGroup() as group:\n    task = group.create_task(g())\ndef f():\n    return task.result()",
        "assert f() == 4",
    ),
    "subprocesses and pools": (
        "import multiprocessing, subprocess, sys\ndef g(x):\n    return x + 1\ndef f():\n    with multiprocessing.get_context('fork').Pool(2) as pool:\n        return pool.map(g, [1, 2]) + [int(subprocess.check_output(['echo', '5']))]",
        "assert f() == [2, 3, 5]",
    ),
    "threads": (
        "import threading\ndef f():\n    out = []\n    t = threading.Thread(target=lambda: out.append(1))\n    t.start()\n    t.join()\n    return out",
        "assert f() == [1]",
    ),
    "random numbers with a seed": (
        "np.random.seed(3)\nrng = np.random.default_rng(0)\ndef f():\n    return rng.random(2)",
        "assert np.allclose(f(), np.random.default_rng(0).random(2))",
    ),
    "a dtype and a type as arguments": (
        "def f(x, kind, g):\n    return g(np.asarray(x, dtype=kind))",
        "assert f([1, 2], np.float32, np.sum).dtype == np.float32\nassert f([1], float, len) == 1",
    ),
    "a dataclass and a named tuple": (
        "from dataclasses import dataclass\nfrom collections import namedtuple\n@dataclass\nclass P:\n    x: float\nT = namedtuple('T', 'a b')\ndef f():\n    return P(1.0), T(1, 2)",
        "p, t = f()\nassert p.x == 1.0 and t.b == 2 and t[0] == 1 and len(t) == 2",
    ),
    "keyword arguments": (
        "def f(x, *rest, scale=1, **more):\n    return x * scale, rest, more",
        "assert f(2, 3, scale=4, a=5) == (8, (3,), {'a': 5})",
    ),
    "partial credit": ("def f():\n    return 0.5", "f()"),
}
STOCK_GIVES_NOTHING = ("warnings and prints",)  # stock nbgrader gives 0 for any output on stderr
SETUP_WITH_USE = "import numpy as np\nfrom checks import check, check_hidden, compare\ndef uses_f(x):\n    return f(x)\n"


def small(answer, test, setup=SETUP_WITH_USE):
    made = notebook({"f": answer}, tests={"f": test}, setup=setup)
    return made


@pytest.mark.parametrize("name", HONEST)
def test_honest_work_keeps_its_points(name, unguarded, tmp_path):
    answer, test = HONEST[name]
    made = small(answer, test)
    executed = run(made, dataclasses.replace(QUICK, cell=10))
    expected = {"f": 0.5 if name == "partial credit" else 1}
    assert points(executed) == expected, text(executed)
    expected = {"f": 0} if name in STOCK_GIVES_NOTHING else expected
    assert points(unguarded(made, tmp_path, 10)) == expected, "the test does not say what a kernel would do"


PROBED = """
from checks import check_hidden, known_mistakes
known_mistakes({"This doubles.": lambda x: 2 * x, "This adds two.": lambda x: x + 2}, probes=[[-1.0], [3.0], [0.0]])
check_hidden(f, 2.0, expected=5.0)
"""


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("return 2 * x", "This doubles."),
        ("return x + 2", "This adds two."),
        ("return 2 * x if x > -1 else 1 / 0", ""),  # it raises for a probe, which neither idea does
        ("return 2 * x if x else [x] * 10**7", ""),  # too large to be looked at
    ],
)
def test_what_an_answer_gives_for_probes_picks_its_sentence(answer, named):
    said = text(run(small(f"def f(x):\n    {answer}", PROBED)))
    assert [sentence for sentence in ("This doubles.", "This adds two.") if sentence in said] == ([named] if named else [])
    assert "f: returns" in said or "hidden" in said, said


def test_model_solution_gets_every_point():
    assert points(run(notebook())) == FULL


def test_cells_that_a_student_added_and_ran_in_any_order():
    made = notebook(
        {"double": "def double(x):\n    return helper(x)"}, before=["print(not_yet)", "def helper(x):\n    return x + x", "helper(2)"]
    )
    made.cells[2].execution_count = 99
    executed = run(made)
    assert points(executed) == FULL
    assert "NameError" in text(executed)
    assert executed.cells[3].outputs[0].data["text/plain"] == "4"


def test_input_says_what_to_do():
    executed = run(notebook(before=["x = input('How many? ')"]))
    assert "give the value in the code instead" in text(executed)
    assert points(executed) == FULL


def test_exit_ends_nothing():
    executed = run(notebook(before=["exit()", "quit", "import sys\nsys.exit(1)"]))
    assert points(executed) == FULL


def test_slow_but_finite_work_is_waited_for():
    executed = run(notebook({"double": "import time\ntime.sleep(1.2)\ndef double(x):\n    time.sleep(0.5)\n    return 2 * x"}))
    assert points(executed) == FULL
    assert executed.metadata.grading["cells"] == {}


def test_what_a_cell_shows():
    shown = run(
        notebook(
            before=[
                "import sys, os\nprint('a')\nprint('b')\nsys.stderr.write('c')\n_ = os.write(1, b'd')",
                "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
                "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script>'))\n1 / 0",
            ]
        )
    )
    first, second, third = (made.outputs for made in shown.cells[1:4])
    assert [(o.output_type, o.name, o.text) for o in first] == [
        ("stream", "stdout", "a\nb\n"),
        ("stream", "stderr", "c"),
        ("stream", "stdout", "d"),
    ]
    assert [o.output_type for o in second] == ["execute_result", "display_data"]
    assert second[1].data["image/png"].startswith("iVBOR")
    assert third[0].data == {"text/plain": "<IPython.core.display.HTML object>"}
    assert third[1].ename == "ZeroDivisionError"
    assert any("1 / 0" in line for line in third[1].traceback)


def test_a_failing_test_shows_its_message_alone():
    executed = run(notebook({"double": "def double(x):\n    return x", "square": "def square(x):\n    raise ValueError('x is odd')"}))
    assert text(executed, "test_double") == "double: entry [0] is 1, expected 2."
    assert text(executed, "test_square") == "ValueError: x is odd"
    assert points(executed) == FULL | {"double": 0, "square": 0}


def test_a_lost_process_costs_the_question_it_was_lost_in():
    answers = {
        "double": "state = []\ndef double(x):\n    return 2 * x",
        "square": "state.append(1)\ndef square(x):\n    import os\n    os._exit(0)",
        "total": "assert state == [1]\n" + ANSWERS["total"],
    }
    executed = run(notebook(answers))
    assert points(executed) == FULL | {"square": 0}
    assert executed.metadata.grading["cells"] == {"test_square": ["died"]}
    assert "error" not in [output.output_type for output in executed.cells[5].outputs]


def test_the_cell_that_ended_its_process_is_not_run_again():
    answers = {"square": "def square(x):\n    return x * x\nopen('/tmp/count', 'a').write('x')\nimport os\nos._exit(0)"}
    executed = run(notebook(answers))
    assert points(executed) == FULL | {"square": 0}
    assert executed.metadata.grading["cells"] == {"square": ["died"]}


def test_names_of_one_test_are_not_there_for_the_next():
    tests = {"double": "helper = 1\n" + TESTS["double"], "square": "assert helper == 1"}
    assert points(run(notebook(tests=tests))) == {"double": 2, "square": 0}


def test_one_mistake_costs_one_task_when_it_changes_the_instructors_data():
    answers = {"double": "def double(x):\n    x[:] = 0\n    return x"}
    tests = {"double": "check(double, X[0], expected=2 * X[0], may_change=True)", "total": "check(total, X, expected=10.0)"}
    assert points(run(notebook(answers, tests=tests))) == {"double": 0, "total": 5}


def test_time_for_the_whole_notebook():
    made = notebook({"double": "import time\ntime.sleep(1.5)\ndef double(x):\n    return 2 * x"})
    executed = run(made, dataclasses.replace(QUICK, total=1.0, cell=10.0))
    assert points(executed) == {"double": 0, "square": 0, "total": 0}
    assert set(functools.reduce(operator.iadd, executed.metadata.grading["cells"].values(), [])) == {"timed out", "not run"}


def test_output_is_cut_and_says_so():
    executed = run(notebook(before=["print('x' * 300_000)", "print('y')"]))
    assert "The output is cut here" in text(executed)
    assert len(text(executed)) < 250_000
    assert points(executed) == FULL
    assert executed.metadata.grading["cells"]["1"] == ["output cut"]


TORCH_SETUP = "import numpy as np\nimport torch\nfrom checks import check, check_hidden, compare\n"
TORCH = {
    "values": (
        "def f(x):\n    return x * 2",
        "x = torch.ones(2, dtype=torch.float64)\nassert torch.equal(f(x), 2 * x) and f(x).dtype == torch.float64",
    ),
    "gradients in place": (
        "def f(W):\n    (W**2).sum().backward()",
        "W = torch.tensor([1.0, 2.0], requires_grad=True)\nf(W)\nassert W.grad.tolist() == [2.0, 4.0]\nf(W)\nassert W.grad.tolist() == [4.0, 8.0]",
    ),
    "result with a graph": (
        "def f(W):\n    return (W**2).sum()",
        "W = torch.tensor([3.0], requires_grad=True)\ny = f(W)\ncheck(f, W, expected=9.0)\nassert y.item() == 9.0\ny.backward()\nassert W.grad.item() == 6.0",
    ),
    "modules": (
        "class Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.layer = torch.nn.Linear(2, 1)\n    def forward(self, x):\n        return self.layer(x)",
        "net = Net()\nassert tuple(net(torch.ones(3, 2)).shape) == (3, 1)\nassert len(list(net.parameters())) == 2",
    ),
    "set to a dtype": ("def f(x):\n    return torch.tensor(x, dtype=torch.float32)", "assert f([0.1]).dtype == torch.float32"),
}


@pytest.mark.parametrize("name", TORCH)
def test_torch_where_the_set_up_imports_it(name):
    executed = run(small(*TORCH[name], setup=TORCH_SETUP), dataclasses.replace(QUICK, cell=30.0, memory=1000))
    assert points(executed) == {"f": 1}, text(executed)


def test_torch_is_out_of_reach_elsewhere():
    executed = run(notebook(before=["import torch"]))
    assert "which is done by hand" in text(executed)
    assert points(executed) == FULL


def test_arguments_and_result_travel():
    made = pickle.loads(pickle.dumps((notebook(), files(), QUICK)))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: execute(*made), range(4)))
    assert all(points(pickle.loads(pickle.dumps(result))) == FULL for result in results)


def test_the_notebook_given_is_not_changed():
    made = notebook()
    before = pickle.dumps(made)
    run(made)
    assert pickle.dumps(made) == before


def test_without_sandbox_only_when_asked_and_said():
    assert run(notebook()).metadata.grading["sandboxed"] is True
    executed = run(notebook(before=["import os\nprint(os.getuid())"]), sandbox=False)
    assert points(executed) == FULL
    assert executed.metadata.grading["sandboxed"] is False


def test_no_bubblewrap_is_one_sentence(monkeypatch):

    monkeypatch.setattr(grading_run, "_servers", {})
    monkeypatch.setattr(sandbox, "bwrap_candidates", lambda: ["/bin/false"])
    with pytest.raises(SandboxUnavailable, match="--unsafe-no-sandbox") as caught:
        run(notebook())
    assert "\n" not in str(caught.value)
    monkeypatch.setattr(sandbox, "bwrap_candidates", lambda: [])
    with pytest.raises(SandboxUnavailable, match="no bubblewrap was found"):
        run(notebook())


def test_the_next_bubblewrap_is_tried(monkeypatch):

    monkeypatch.setattr(grading_run, "_servers", {})
    works = sandbox.bwrap_candidates()
    monkeypatch.setattr(sandbox, "bwrap_candidates", lambda: ["/bin/false", *works])
    assert points(run(notebook())) == FULL
    grading_run._close()


def test_a_warm_process_that_ended_is_started_again():

    run(notebook())
    for server in grading_run._servers.values():
        server._process.kill()
        server._process.wait()
    assert points(run(notebook())) == FULL


def test_a_notebook_of_which_nothing_could_run_is_no_result(monkeypatch):
    """A machine without room for one more process costs nobody points: there is an error, and so no grade, until it is tried again."""

    class Full:
        def ask(self, role, theirs):
            theirs.close()

    monkeypatch.setattr(grading_run, "_server", lambda sandboxed: Full())
    with pytest.raises(RuntimeError, match="no process could be started"):
        run(notebook())


def test_the_warm_process_outlives_the_thread_that_started_it():
    """A batch runs its notebooks in threads of its own; the next batch of the same process does not pay for another start."""
    grading_run._close()
    grading_run._servers.clear()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(run, notebook()).result()
    (server,) = grading_run._servers.values()
    with pytest.raises(subprocess.TimeoutExpired):
        server._process.wait(timeout=1)
    assert points(run(notebook())) == FULL
    assert list(grading_run._servers.values()) == [server]


LARGE_PAGES = """
from pathlib import Path
from grading.run.inside.pages import use_large_pages

def in_large_pages():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages"))

content = bytes([1]) * (64 << 20)
before = in_large_pages()
use_large_pages()
print(in_large_pages() - before, content == bytes([1]) * (64 << 20))
"""


@pytest.mark.skipif(
    not Path("/sys/kernel/mm/transparent_hugepage").is_dir() or tuple(map(int, platform.release().split(".")[:2])) < (6, 1),
    reason="this system has no large pages, or no call that asks for them",
)
def test_memory_goes_into_large_pages():
    answer = subprocess.run([sys.executable, "-c", LARGE_PAGES], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    more, same = answer.split()
    assert int(more) > 20 << 10  # KiB: where memory is short, not all of it
    assert same == "True"


def test_limits_are_plain():
    assert pickle.loads(pickle.dumps(Limits())) == Limits()


def test_cells_without_code_are_left_alone():
    made = notebook()
    made.cells.append(cell("", "empty", solution=True))
    assert points(run(made)) == FULL

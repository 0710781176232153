"""Run a notebook: a pure function from its cells to their outputs, with the student's code behind walls and the tests out of its reach."""

import ast
import atexit
import base64
import contextlib
import copy
import dataclasses
import functools
import marshal
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from grading.run.inside import sandbox
from grading.run.inside.files import packed
from grading.run.inside.messages.channel import Channel, ProtocolError, ask
from grading.run.inside.sandbox import Limits, SandboxUnavailable

__all__ = ["Limits", "SandboxUnavailable", "execute"]

START = 120.0  # seconds in which a warm process has to be ready
PATIENCE = 20.0  # seconds beyond the limits before a judge is given up


def execute(notebook, files, limits=Limits(), sandbox=True, own=None):  # noqa: B008 (Limits is frozen)
    """Return a copy of `notebook` in which every code cell has run and every graded cell has been judged.

    `notebook` is an nbformat 4 notebook with the true tests in its graded cells; `files` maps the names of the exercise's files to
    their bytes, `own` those of the student, which the tests never see. Touches no database and no folder of the course.
    `metadata["grading"]` of the result says what happened:
    {"sandboxed": bool, "cells": {grade id, or number of the cell:
    ["timed out" | "died" | "bad reply" | "output cut" | "not run" | "cannot cross"]}},
    and, where a test with the tag "personal" found an answer wrong, "typed": {grade id: {"numbers": [...], "tolerance": number}}.
    Raises SandboxUnavailable when bubblewrap cannot run here and `sandbox` is true, RuntimeError when no cell could be run at all.
    """
    notebook = copy.deepcopy(notebook)
    cells = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    roles = [_role(cell) for _, cell in cells]
    hello = {
        "files": packed(files),
        "own": packed(own or {}),
        "cells": [_prepared(role, cell.source) for role, (_, cell) in zip(roles, cells, strict=True)],
    }
    torch = any(role == "setup" and _imports_torch(cell.source) for role, (_, cell) in zip(roles, cells, strict=True))
    results = _judged(hello, torch, limits, sandbox)
    events, typed = {}, {}
    for index, (number, cell) in enumerate(cells):
        result = results.get(index) or {"outputs": [_NOT_JUDGED], "events": ["not run"], "count": None}
        cell.outputs = [nbformat.from_dict(output) for output in result["outputs"]]
        cell.execution_count = result["count"]
        if result["events"]:
            events[cell.metadata.get("nbgrader", {}).get("grade_id") or str(number)] = result["events"]
        if result.get("typed") and "personal" in cell.metadata.get("tags", ()):
            typed[cell.metadata["nbgrader"]["grade_id"]] = result["typed"]
    notebook.metadata["grading"] = {"sandboxed": sandbox, "cells": events} | ({"typed": typed} if typed else {})
    return notebook


def _prepared(role, source):
    """Return what the judge needs of a cell."""
    if role == "student":
        return {"role": role, "source": source}
    return {"role": role, "source": source, "code": _compiled(role, source)}


_compiling = threading.Lock()


@functools.lru_cache(maxsize=1024)
def _compiled(role, source):
    """Return the instructor's cell as code: once for a class, not once a student, which is a fifth of the judge's work.

    A test becomes the code of its statements and that of its last expression, or None; set-up becomes a list of its statements.
    """
    with _compiling:  # two threads that parse at once make CPython 3.11 raise SystemError
        try:
            try:
                tree = ast.parse(source)
            except SyntaxError:  # a magic
                tree = ast.parse(TransformerManager().transform_cell(source))
            if role == "setup":
                parts = [compile(ast.Module([statement], []), "<set-up>", "exec") for statement in tree.body]
            else:
                last = tree.body.pop().value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
                parts = [compile(tree, "<test>", "exec"), compile(ast.Expression(last), "<test>", "eval") if last else None]
        except SyntaxError:
            parts = [compile("raise SyntaxError('this cell of the assignment is not Python')", "<cell>", "exec"), None]
    return base64.b64encode(marshal.dumps(parts)).decode()


_NOT_JUDGED = {
    "output_type": "error",
    "ename": "NotRun",
    "evalue": "this cell did not run: the grader was stopped before it",
    "traceback": ["This cell did not run: the grader was stopped before it."],
}


def _role(cell):
    """Return what a code cell is: "test" (graded by itself), "setup" (the instructor's, locked) or "student"."""
    about = cell.metadata.get("nbgrader", {})
    if about.get("grade") and not about.get("solution"):
        return "test"
    return "setup" if about.get("locked") and not about.get("solution") else "student"


def _imports_torch(source):
    """Say whether an instructor's cell imports torch: where none does, the assignment is by hand and torch is out of reach."""
    return any(
        line.split()[:1] in (["import"], ["from"]) and "torch" in line.replace(",", " ").replace(".", " ").split()
        for line in source.splitlines()
    )


def _judged(hello, torch, limits, sandboxed):
    """Return the results of the cells, by index; try once more where the warm process itself had ended."""
    results = {}
    for _ in range(2):
        server = _server(sandboxed)
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    server.ask(b"j" if torch else b"J", theirs)
                ours.settimeout(limits.total + PATIENCE)
                channel, end = Channel(ours), time.monotonic() + limits.total + PATIENCE
                channel.send({"limits": dataclasses.asdict(limits)})
                channel.send(hello)
                results = {}
                while True:
                    ours.settimeout(max(end - time.monotonic(), 0.01))
                    message = channel.receive()
                    if "done" in message:
                        return results
                    results[message["cell"]] = message
            except (OSError, EOFError, ProtocolError):
                if results:
                    return results
    raise RuntimeError("no process could be started to run this notebook; is there memory left?")


_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[3])
from grading.run.inside.warm import main
main(int(sys.argv[1]), sys.argv[2] == "sandboxed")
"""


def _start(command, **options):
    """Start a process from a thread that waits for its end: `--die-with-parent` ends it with the thread that started it."""
    started = Future()

    def start():
        try:
            started.set_result(subprocess.Popen(command, **options))
        except BaseException as error:
            started.set_exception(error)
        else:
            started.result().wait()

    threading.Thread(target=start, name="warm process", daemon=True).start()
    return started.result()


class _Server:
    """The warm process of this process."""

    def __init__(self, sandboxed):
        self._lock = threading.Lock()
        problems = []
        program = [sys.executable, "-c", _PROGRAM]
        for walled in sandbox.candidates() if sandboxed else [None]:
            self._control, theirs = socket.socketpair()
            arguments = [str(theirs.fileno()), "sandboxed" if sandboxed else "open"]
            if walled:
                command = walled([*program, *arguments, sandbox.CODE])
            else:
                command = [*program, *arguments, str(Path(__file__).resolve().parents[2])]
            with theirs, tempfile.TemporaryFile() as complaints:
                environment = (
                    None if sandboxed else os.environ | {k: v for k, v in sandbox.ENVIRONMENT.items() if "tmp" not in v and k != "PATH"}
                )
                self._process = _start(
                    command, stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints, pass_fds=[theirs.fileno()], env=environment
                )
                theirs.close()
                self._control.settimeout(START)
                with contextlib.suppress(OSError):
                    if self._control.recv(1) == b"r":
                        self._control.settimeout(None)
                        return
                self.close()
                complaints.seek(0)
                problems += complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        if not sandboxed:
            raise RuntimeError(f"the process that runs notebooks did not start: {' '.join(problems)}")
        why = " ".join(problems) or "no bubblewrap was found"
        raise SandboxUnavailable(
            f"Students' code cannot be locked up on this machine ({why}); grade on Linux with bubblewrap, "
            "or say --unsafe-no-sandbox to run it with your own rights."
        )

    def ask(self, role, theirs):
        with self._lock:
            ask(self._control, role, theirs)

    def alive(self):
        return self._process.poll() is None

    def close(self):
        """End the warm process and everything it started."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
            return
        self._process.kill()
        self._process.wait()


_servers: dict[tuple[int, bool], _Server] = {}
_starting = threading.Lock()


def _server(sandboxed):
    """Return this process's warm process, started when it is first needed."""
    with _starting:
        key = (os.getpid(), sandboxed)
        if key not in _servers or not _servers[key].alive():
            _servers[key] = _Server(sandboxed)
            if len(_servers) == 1:
                atexit.register(_close)
        return _servers[key]


def _close():
    for (pid, _), server in _servers.items():
        if pid == os.getpid():
            server.close()

"""Grading a class with grading/ and with nbgrader as it comes, side by side."""

import contextlib
import copy
import importlib
import json
import os
import random
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient.exceptions import DeadKernelError
from nbgrader.preprocessors import Execute
from tqdm import tqdm
from traitlets.config import Config

import bench
from bench._class import ASSIGNMENTS, with_some
from bench._sandboxes import memory as sandboxes_memory
from grading.run.execute import execute

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ["nbgrader", "nbclient", "ipykernel", "ipython", "numpy", "matplotlib", "torch"]
STUDENTS, ROUNDS, JOBS = 100, 5, 2


def run(quick):
    """Return what running and judging costs against nbgrader's own way: ratios with their spread, seconds beside each, and memory."""
    class_ = _class_of(1)[2:4] if quick else _class_of(STUDENTS)  # one assignment without torch, one with it
    results = {
        "run_and_judge": _run_and_judge(class_, 1 if quick else ROUNDS),
        "model_solutions": _model_solutions(_assignments()[2:4] if quick else _assignments(), 1 if quick else 5),
    }
    judged, models = results["run_and_judge"], results["model_solutions"]
    print(
        f"  run and judge: {bench.in_words(judged['ratio'])} times as fast as nbgrader; seconds a notebook: "
        f"{bench.in_words(judged['seconds_a_notebook'])}, nbgrader {bench.in_words(judged['stock_seconds_a_notebook'])}"
    )
    print(f"  the same with nbgrader's immediate shutdown of kernels: {bench.in_words(judged['ratio_to_immediate_shutdown'])} times")
    print(f"  memory: {judged['most_memory_MiB_in_each_round']} MiB at most in each fifth of the class")
    print(f"  model solutions: {bench.in_words(models['ratio'])} times the seconds of their cells alone")
    return results


def _assignments():
    return sorted(path.parent for path in ROOT.glob("solutions/*/*.ipynb"))


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".ipynb"}


def _class_of(students):
    """Return [(notebook, files), ...] for a class: each student hands in every assignment, with answers from the bank for some tasks."""
    dice, handed_in = random.Random(0), []
    assignments = [(assignment, _files(assignment.source.parent)) for assignment in ASSIGNMENTS]
    for _ in range(students):
        for assignment, files in assignments:
            answers = dice.sample(assignment.bank, min(3, len(assignment.bank)))
            handed_in.append((with_some(assignment.notebook, answers), files))
    return handed_in


def _run_and_judge(class_, rounds):
    """Take turns: nbgrader's execution of one notebook of each assignment, then grading/'s of a part of the class."""
    kinds = len(_assignments())
    execute(*class_[0])  # starts the warm process
    for notebook, files in class_[:kinds]:
        execute(notebook, files)  # and the one with torch, where an assignment needs it
    watch = _MemoryWatch()
    ratios, ratios_immediate, stock, stock_immediate, ours = [], [], [], [], []
    memory = []
    parts = [class_[i::rounds] for i in range(rounds)]
    with ThreadPoolExecutor(JOBS) as pool, watch, tqdm(total=len(class_), unit="notebook", disable=None) as progress:
        for index, part in enumerate(parts):
            sample = class_[index * kinds : (index + 1) * kinds] or class_[:kinds]
            slow, quicker = (
                _seconds(lambda how=how, sample=sample: _stock(sample, how)) / len(sample) for how in ("graceful", "immediate")
            )
            watch.most = 0

            def one(work, progress=progress):
                execute(*work)
                progress.update()

            mine = _seconds(lambda part=part, one=one: list(pool.map(one, part))) / len(part)
            memory.append(round(watch.most / 2**20))
            stock.append(slow), stock_immediate.append(quicker), ours.append(mine)
            ratios.append(slow / mine), ratios_immediate.append(quicker / mine)
    return {
        "notebooks": len(class_),
        "jobs": JOBS,
        "ratio": bench.spread(ratios),
        "ratio_to_immediate_shutdown": bench.spread(ratios_immediate),
        "seconds_a_notebook": bench.spread(ours),
        "stock_seconds_a_notebook": bench.spread(stock),
        "stock_seconds_a_notebook_immediate_shutdown": bench.spread(stock_immediate),
        "stock_notebooks_a_round": kinds,
        "most_memory_MiB_in_each_round": memory,
        "warm_process_MiB": round(sandboxes_memory() / 2**20),
    }


def _stock(sample, shutdown):
    """Execute the notebooks one after the other as nbgrader's autograde does: a kernel each."""
    config = Config()
    config.Execute.shutdown_kernel = shutdown
    config.Execute.extra_arguments = ["--log-level=ERROR"]
    for notebook, files in sample:
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(DeadKernelError):
            for name, data in files.items():
                Path(folder, name).write_bytes(data)
            Execute(config=config).preprocess(copy.deepcopy(notebook), {"metadata": {"path": folder}})


def _seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


class _MemoryWatch(threading.Thread):
    """Notes the most memory in use, ten times a second or so."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self._end = 0, threading.Event()

    def run(self):
        while not self._end.wait(0.3):
            self.most = max(self.most, sandboxes_memory())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self.join()


def _model_solutions(folders, samples):
    """Compare running and judging each model solution with what its cells take in an interpreter that already runs."""
    notebooks = {folder.name: (nbformat.read(folder / f"{folder.name}.ipynb", 4), _files(folder)) for folder in folders}
    for work in notebooks.values():
        execute(*work)
    cells, ours = [], []
    for _ in range(samples):
        cells.append(_seconds_of_cells(folders))
        ours.append({name: _seconds(lambda work=work: execute(*work)) for name, work in notebooks.items()})
    ratios = [sum(mine.values()) / sum(bare.values()) for mine, bare in zip(ours, cells, strict=True)]
    rows = {
        name: {
            "seconds": _median(row[name] for row in ours),
            "seconds_of_its_cells": _median(row[name] for row in cells),
        }
        for name in notebooks
    }
    return {"ratio": bench.spread(ratios), "notebooks": rows}


def _median(samples):
    return float(f"{statistics.median(samples):.4g}")


def _seconds_of_cells(folders):
    """Return {slug: seconds of its cells, hidden tests included} in one IPython without walls, after the imports."""
    environment = os.environ | {
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    names = [folder.name for folder in folders]
    program = f"import json, bench.grading; json.dump(bench.grading._time_cells({names}), open(3, 'w'))"
    read, write = os.pipe()
    with os.fdopen(read) as answer:
        with os.fdopen(write, "w"):
            command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)} 3>&{write} >/dev/null 2>&1"
            subprocess.run(command, shell=True, check=True, cwd=ROOT, env=environment, pass_fds=[write])
        return json.load(answer)


def _time_cells(names):
    for module in ("matplotlib.pyplot", "numpy.random", "numpy.testing", "torch"):
        importlib.import_module(module)
    from grading.run.inside.student import ipython_shell

    ipython_shell.make_shell()
    seconds = {}
    for folder in (ROOT / "solutions" / name for name in names):
        notebook = nbformat.read(folder / f"{folder.name}.ipynb", 4)
        ipython_shell.shell.reset()
        ipython_shell.outputs.left = 1 << 30
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        start = time.perf_counter()
        for cell in notebook.cells:
            if cell.cell_type == "code":
                ipython_shell.outputs.start()
                ipython_shell.shell.run_cell(cell.source, store_history=True)
        seconds[folder.name] = time.perf_counter() - start
    return seconds

"""Grading on 1, 2 and 4 Dask workers of this machine, and without Dask: notebooks a second, side by side."""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import distributed

import bench
from bench.grading import _class_of
from grading.run.execute import START, execute
from grading.run.workers import Workers

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ["distributed", "dask", "nbgrader", "ipython", "numpy", "torch"]
WORKERS, ROUNDS, STUDENTS, JOBS = (1, 2, 4), 3, 6, 2


def run(quick):
    """Return the spread of notebooks a second without Dask (two notebooks at a time) and with each number of workers (one at a time each).

    Scheduler, workers and warm processes have started before the clock does; ours and theirs take turns in each round.
    """
    class_ = _class_of(1)[2:3] if quick else _class_of(STUDENTS)  # one assignment, which needs no torch
    counts, rounds = (WORKERS[:1], 1) if quick else (WORKERS, ROUNDS)
    rates = {name: [] for name in ("at_home", *counts)}
    with ExitStack() as stack:
        pools = {"at_home": stack.enter_context(ThreadPoolExecutor(JOBS))}
        for count in counts:
            pools[count] = stack.enter_context(Workers(stack.enter_context(_cluster(count))))
        for pool in pools.values():
            _rate(pool, class_[:7])  # starts the warm process that has torch
        for _ in range(rounds):
            for name, pool in pools.items():
                rates[name].append(_rate(pool, class_))
        returned = sum(len(pools[count].at_home) for count in counts)
    assert not returned, "notebooks came back from the workers"
    return {
        "notebooks": len(class_),
        "jobs_at_home": JOBS,
        "notebooks_a_second": bench.spread(rates["at_home"]),
        "workers": [{"workers": count, "notebooks_a_second": bench.spread(rates[count])} for count in counts],
    }


def _rate(pool, class_):
    start = time.perf_counter()
    for future in [pool.submit(execute, notebook, files) for notebook, files in class_]:
        future.result()
    return len(class_) / (time.perf_counter() - start)


@contextmanager
def _cluster(workers):
    """Start a scheduler and workers with one thread each, as processes; yield the scheduler's address and end them."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        file = Path(folder, "scheduler.json")
        stack.enter_context(_process(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", file))
        while not file.exists() or not file.read_text().strip():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        stack.enter_context(_process(folder, "worker", address, "--nworkers", workers, "--nthreads", 1))
        with distributed.Client(address, timeout=START, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=START)
        yield address


@contextmanager
def _process(folder, *arguments):
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *map(str, arguments), "--no-dashboard"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()

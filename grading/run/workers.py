"""Run notebooks on the machines of a Dask cluster: the pure function of `run.py` elsewhere, everything else at home.

What goes wrong over there costs no grade: Dask gives the notebooks of a worker that died to the others, and a notebook that still
has no result runs here.
"""

import hashlib
import importlib.metadata
import logging
import os
import pickle
import platform
import threading
import time
import warnings
from asyncio import CancelledError
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import distributed
from distributed.comm import parse_address
from distributed.comm.addressing import parse_host_port
from nbformat.v4 import new_notebook

from grading.run.execute import Limits, SandboxUnavailable, execute
from grading.run.inside import sandbox

CONNECT = 10.0  # seconds in which a scheduler has to answer and to have a worker
TICK = 5.0  # seconds between two looks at whether there are workers
PATIENCE = 60.0  # seconds without any worker before notebooks run here: a worker that was killed is back sooner
FETCH = 120.0  # seconds in which a finished notebook has to arrive
THREADS = 512  # notebooks under way at most; each has a thread here that waits for it
PACKAGES = ("distributed", "ipython", "matplotlib", "nbformat", "numpy", "torch")


class WorkersUnavailable(RuntimeError):
    """The cluster cannot grade; the text is one sentence that says why and what to do."""


def _versions():
    """Return by name what must be the same on every machine for the same grades: versions, and a digest of the code."""
    digest = hashlib.sha256()
    for name in sorted({"run/execute.py", "run/workers.py", *sandbox.MODULES}):
        digest.update(name.encode() + Path(__file__).parents[1].joinpath(name).read_bytes())
    python = ".".join(platform.python_version_tuple()[:2])
    found = {"grading/": digest.hexdigest()[:12], "Python": python}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name).partition("+")[0]  # "+cpu" and "+cu130" compute the same here
        except importlib.metadata.PackageNotFoundError:
            found[name] = "none"
    return found


VERSIONS = _versions()  # of what this process has imported: a worker from before an update tells its own, whatever its folder holds now


def run_there(versions, function, arguments):
    """Return function(*arguments) on a worker that has these versions.

    Raises WorkersUnavailable when it has others: a worker may join in the middle of a batch.
    """
    differences = [f"{name} {VERSIONS[name]} instead of {version}" for name, version in versions.items() if VERSIONS[name] != version]
    if differences:
        raise WorkersUnavailable(f"it has {', '.join(differences)}")
    return function(*arguments)


def _packed(function, arguments):
    """Return what a worker calls and its argument.

    Pickled here, because Dask looks into arguments for futures of its own, and a notebook is a dict of dicts. The local function goes
    over as its code: a worker that cannot import this module shall say so, not end.
    """

    def unpack_and_run(work):
        import pickle

        function, arguments = pickle.loads(work)
        return function(*arguments)

    return unpack_and_run, pickle.dumps((run_there, (VERSIONS, function, arguments)))


class Workers(Executor):
    """A concurrent.futures.Executor whose tasks run on the workers of the Dask scheduler at an address, such as tcp://scheduler:8786.

    `threads` is the number of notebooks that the workers run at the same time, `at_home` a list of the reasons why notebooks ran on
    this machine after all. Raises WorkersUnavailable when there is no scheduler, no worker, or a worker that is not fit to grade.
    """

    def __init__(self, address, sandboxed=True):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in one sentence
        self.address, self.at_home = address, []
        self._closed = False
        self._here = threading.Semaphore(os.cpu_count() or 1)
        try:
            scheme, place = parse_address(address)
            parse_host_port(place)
            if scheme not in ("tcp", "tls"):
                raise ValueError(f"{scheme}:// is not tcp:// or tls://")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the versions are compared below
                self._client = distributed.Client(address, timeout=CONNECT, set_as_default=False)
        except Exception as error:
            raise WorkersUnavailable(
                f"No Dask scheduler answers at {address} ({_reason(error)}); start it with `python -m dask scheduler`, "
                "or correct the address; without --dask the notebooks run on this machine."
            ) from None
        try:
            self.threads = self._try_all(sandboxed)
        except BaseException:
            self._client.close()
            raise
        self._waiting = ThreadPoolExecutor(THREADS)

    def submit(self, function, /, *arguments):
        """Return a concurrent.futures.Future of function(*arguments), both of which a worker can import or unpickle."""
        return self._waiting.submit(self._run, function, arguments)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Give up what has not finished and leave the cluster; the scheduler and the workers stay."""
        self._closed = True
        self._client.close()
        self._waiting.shutdown(wait, cancel_futures=True)

    def _run(self, function, arguments):
        try:
            theirs = self._client.submit(*_packed(function, arguments), pure=False)
            self._wait(theirs, self._client.nthreads, PATIENCE)
            return theirs.result(timeout=FETCH)
        except BaseException as problem:  # Dask's own CancelledError is no Exception
            if self._closed:
                raise
            self.at_home.append(_reason(problem))
        with self._here:
            return function(*arguments)

    def _wait(self, theirs, alive, patience):
        """Return when a task has ended; raises WorkersUnavailable when nobody to run it has been alive for so many seconds."""
        seen = time.monotonic()
        while not theirs.done():
            try:
                theirs.exception(timeout=TICK)  # unlike distributed.wait it knows its client
            except TimeoutError:
                if alive():
                    seen = time.monotonic()
                elif time.monotonic() - seen > patience:
                    raise WorkersUnavailable("no longer there") from None

    def _try_all(self, sandboxed):
        """Run an empty notebook on each worker, which starts its warm process, and return the number of their threads."""
        try:
            self._client.wait_for_workers(1, timeout=CONNECT)
        except TimeoutError:
            raise WorkersUnavailable(
                f"The Dask scheduler at {self.address} has no worker; start one in a copy of this folder with "
                f"`python -m dask worker {self.address}`."
            ) from None
        threads = self._client.nthreads()
        work = _packed(execute, (new_notebook(), {}, Limits(), sandboxed))
        trials = {worker: self._client.submit(*work, workers=[worker], pure=False) for worker in threads}
        for worker, trial in trials.items():
            try:
                self._wait(trial, lambda worker=worker: worker in self._client.nthreads(), 0)
                trial.result(timeout=FETCH)
            except SandboxUnavailable as problem:
                raise WorkersUnavailable(f"On the worker at {worker}: {problem}") from None
            except (Exception, CancelledError) as problem:
                raise WorkersUnavailable(
                    f"The worker at {worker} cannot grade this course ({_reason(problem)}); give it the same copy of the course, "
                    f"install its requirements.txt there, and start it again in that folder with `python -m dask worker {self.address}`."
                ) from None
        return sum(threads.values())


def _reason(error):
    """Return an error in a few words, on one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__

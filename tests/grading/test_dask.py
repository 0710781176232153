"""Grading on a Dask cluster: a real scheduler and real workers, as processes of this machine."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_course import ASSIGNMENT, REPOSITORY, SOLUTIONS, answer, automatic, exercise, grade, hand_in, hand_in_class, rows

from grading.__main__ import main
from grading.run import workers as workers_module
from grading.run.workers import Workers, WorkersUnavailable

HERE = Path(__file__).parent
LAST = "slow"  # this student's notebook is still running when the others are done

pytestmark = pytest.mark.xdist_group("dask")  # one cluster for all


class Cluster:
    """A scheduler, and the workers that are started for it; each is ended by its process id."""

    def __init__(self, folder):
        self.processes = []
        self.folder = folder
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(folder / "scheduler.json"))
        self.address = self._until(lambda: json.loads((folder / "scheduler.json").read_text())["address"])

    def worker(self, *options, path=(REPOSITORY, HERE)):
        """Start a worker with one thread, wait until the scheduler knows it, and return its process."""
        file = self.folder / f"worker-{len(self.processes)}.log"
        process = self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", *options, path=path, log=file)
        self._until(lambda: "Registered to" in file.read_text() or None)
        return process

    def _start(self, *arguments, path=(REPOSITORY, HERE), log=None):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path)), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        with open(log or os.devnull, "wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], cwd=self.folder, env=environment, stdout=file, stderr=subprocess.STDOUT
            )
        self.processes.append(process)
        return process

    def _until(self, look):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError, ValueError, KeyError):
                if (found := look()) is not None:
                    return found
            time.sleep(0.05)
        raise TimeoutError(f"not within a minute: {[file.read_text() for file in self.folder.glob('*.log')]}")

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.close()


@pytest.fixture
def class_(course):
    hand_in_class(course, 6)
    hand_in(course, LAST, answer(exercise(course), **SOLUTIONS | {"area": f"import time\ntime.sleep(4)\n{SOLUTIONS['area']}"}))
    return course


def files(course):
    return {path.relative_to(course): path.read_bytes() for path in course.rglob("*") if path.is_file()}


def die_unless(home):
    """End the process that calls this, unless it is `home`."""
    if os.getpid() != home:
        os._exit(1)
    return "at home"


def where():
    return os.getpid()


def autograde(course, address, *options):
    """Run the command in this process, which has imported what it needs, and return its exit code."""
    with contextlib.chdir(course):
        return main(["autograde", ASSIGNMENT, "--dask", address, *options])


def test_no_scheduler_no_worker_or_no_address_change_nothing(cluster, class_, capsys, monkeypatch):
    monkeypatch.setattr(workers_module, "CONNECT", 2.0)
    before = files(class_)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        for address, expected in (
            (nobody, "start it with `python -m dask scheduler`"),
            (cluster.address, "has no worker; start one"),
            ("http://here:8786", "correct the address"),
            ("tcp://here", "missing port number"),
        ):
            assert autograde(class_, address) == 2
            said = capsys.readouterr().err
            assert said.startswith("grading: ")
            assert expected in said
            assert address in said
            assert len(said.strip().splitlines()) == 1
    assert files(class_) == before


def test_a_worker_without_the_same_code_is_refused(cluster, class_, tmp_path):
    before = files(class_)
    other = shutil.copytree(REPOSITORY / "grading", tmp_path / "old" / "grading", ignore=shutil.ignore_patterns("__pycache__")).parent
    with (other / "grading" / "run" / "inside" / "judge" / "judge.py").open("a") as file:
        file.write("\n# an older version\n")
    for path, expected in ((other, "it has grading/ "), (tmp_path, "No module named 'grading'")):
        worker = cluster.worker("--no-nanny", path=[path])
        with pytest.raises(
            WorkersUnavailable, match=rf"^The worker at .* cannot grade this course \({expected}.*; give it the same copy .*\.$"
        ):
            Workers(cluster.address)
        worker.terminate()
        worker.wait()
    assert files(class_) == before


def test_same_grades_as_at_home_though_a_worker_is_killed(cluster, class_, tmp_path, capsys):
    other = shutil.copytree(class_, tmp_path / "other")
    processes = [cluster.worker("--no-nanny", "--name", str(number)) for number in range(2)]
    killed = []
    with Workers(cluster.address) as workers:
        assert workers.threads == 2
        assert os.getpid() not in {workers.submit(where).result() for _ in range(4)}
        client = workers._client

        def kill(results, total):
            if len(results) == total - 1 and not killed:
                names = {info["id"]: address for address, info in client.scheduler_info()["workers"].items()}
                busy = [name for name, address in names.items() if client.processing()[address]]
                assert len(busy) == 1
                processes[int(busy[0])].send_signal(signal.SIGKILL)
                killed.append(busy[0])

        grade(other, executor=workers, progress=kill)
        assert killed
        assert workers.at_home == []
    grade(class_)
    assert rows(other) == rows(class_)
    assert automatic(other)[LAST] == 4.0
    assert autograde(class_, cluster.address, "--force") == 1  # two of the class did not hand in a notebook
    assert "9 graded, 0 done before, 0 without a grade." in capsys.readouterr().out
    assert rows(other) == rows(class_)
    for process in processes:
        process.terminate()
        process.wait()


def test_what_kills_workers_again_and_again_runs_at_home(cluster):
    nanny = cluster.worker()  # it starts a new worker for one that died
    with Workers(cluster.address) as workers:
        assert workers.submit(die_unless, os.getpid()).result(timeout=100) == "at home"
        assert len(workers.at_home) == 1
        assert "died while running it" in workers.at_home[0]
        assert workers.submit(where).result(timeout=100) != os.getpid()
    nanny.terminate()
    nanny.wait()


def test_a_scheduler_that_ends_costs_nothing(tmp_path):
    cluster = Cluster(tmp_path)
    try:
        cluster.worker("--no-nanny")
        with Workers(cluster.address) as workers:
            waiting = workers.submit(time.sleep, 2)
            cluster.processes[0].send_signal(signal.SIGKILL)
            assert waiting.result(timeout=60) is None
            assert len(workers.at_home) == 1
    finally:
        cluster.close()

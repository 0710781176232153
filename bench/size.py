"""What a class of 500, 5,000 or 50,000 needs: hours, cores, memory and disk, simulated from the measured run of 2,000 notebooks.

What is assumed:

- Notebooks are like those of bench/results/large_class.json (assignment 3): the seconds of reading, running and writing each are drawn
  from its 2,000, which were measured while two notebooks and the grader shared two cores. Cores are like those.
- The grader works as grading/record/batch.py: it alone reads and writes, one submission after the other; at most ENOUGH a job are in work.
- On another machine (Dask) a notebook runs as long as here, and the way there and back costs the grader nothing. On this machine that is
  so (bench/results/dask_workers.json); networks differ.
- On PostgreSQL a write takes as many times longer as bench/results/recording.json has measured, or ON_A_SERVER times where nothing is
  stored, and graders do not wait for each other.
- Students hand in as AT_LEAST to WEEK seconds before the deadline, log-uniform: as many between two hours and one as between two minutes
  and one. That is a rush; every class has its own.
- While work arrives, the class is graded in rounds, each begun when the one before has ended. A round costs its start, and a look at
  everything that is graded already.
"""

import contextlib
import heapq
import logging
import math
import os
import random
import subprocess
import sys
import tempfile
from bisect import bisect_right
from pathlib import Path

from nbgrader.apps.generatefeedbackapp import GenerateFeedbackApp
from nbgrader.converters import GenerateFeedback

from bench._class import ROOT, converter
from bench.large_class import SLUG, make_class
from book.backprop import claims
from book.backprop.measured import measured
from grading.record.autograde import SafeAutograde
from grading.record.batch import ENOUGH

PACKAGES = ["nbgrader", "nbconvert", "sqlalchemy", "numpy"]
SIZES = (500, 5_000, 50_000)
HOUR, WEEK, AT_LEAST = 3600.0, 7 * 24 * 3600.0, 10.0
ON_A_SERVER = 1.5
# What grades: its name, graders at once (each a process that reads and writes), jobs (notebooks that run at once) and database.
SETUPS = (
    ("one machine with two cores", 1, 2, "sqlite"),
    ("one grader, 8 Dask workers", 1, 8, "sqlite"),
    ("four machines with two cores each", 4, 8, "postgresql"),
)
JOBS = (1, 2, 4, 8, 16, 32, 64)  # of the figure
REPEATS = 5  # draws; the middle one is shown


def run(quick):
    """Return what was measured beside (seconds of a round's start, a look, a feedback page; bytes of a page) and the simulated rows.

    `check` has the seconds that the simulation gives for the measured class, and those that it took.
    """
    large, recording = measured("large_class")["results"], claims.believed("recording")[0]
    looked = _measure(2 if quick else 60)
    services = list(zip(large["read_seconds"], large["run_seconds"], large["write_seconds"], strict=True))
    slower = {"sqlite": 1.0, "postgresql": recording["results"]["ratio"]["median"] if recording else ON_A_SERVER}
    sizes, repeats = (SIZES[:1], 1) if quick else (SIZES, REPEATS)
    model = Model(services, slower, looked["start_seconds"], looked["look_seconds"])
    simulated = [model.seconds(len(services), 1, large["jobs"], "sqlite", seed) for seed in range(repeats)]
    check = {"notebooks": len(services), "measured_seconds": large["seconds"], "simulated_seconds": _middle(simulated)}
    rows = [model.row(size, *setup, repeats) for size in sizes for setup in SETUPS]
    curves = [
        {
            "students": size,
            "database": database,
            "graders": graders,
            "jobs": [jobs for jobs in JOBS if jobs >= graders],
            "seconds": [model.seconds(size, graders, jobs, database, 0) for jobs in JOBS if jobs >= graders],
        }
        for size in sizes
        for graders, database in ((1, "sqlite"), (4, "postgresql"))
    ]
    last = large["fifths"][-1]
    memory = {"grader_MiB": last["grader_MiB"], "job_MiB": round((last["all_MiB"] - last["grader_MiB"]) / large["jobs"], 1)}
    kept = {name: large[name] for name in ("submitted_bytes", "autograded_bytes", "gradebook_bytes")}
    print(f"  {check['notebooks']} notebooks: simulated {check['simulated_seconds']:.0f} s, measured {check['measured_seconds']:.0f} s")
    for row in rows:
        print(f"  {row['students']:6} students, {row['setup']}: {row['batch_seconds'] / 60:.1f} minutes after the deadline")
    return {
        **looked,
        **memory,
        **kept,
        "on_a_server": slower["postgresql"],
        "server_measured": bool(recording),
        "check": check,
        "rows": rows,
        "curves": curves,
    }


class Model:
    """Grading a class, reckoned from measured seconds: `services` are triples (read, run, write), `slower` a factor for each database."""

    def __init__(self, services, slower, start, look):
        self.services, self.slower, self.start, self.look = services, slower, start, look

    def seconds(self, number, graders, jobs, database, seed=0):
        """Return the seconds in which graders, with `jobs` notebooks at a time among them, grade so many submissions that are all there."""
        dice, slower = random.Random(seed), self.slower[database]
        ends = []
        for grader in range(graders):
            mine = dice.choices(self.services, k=len(range(grader, number, graders)))
            ends.append(_batch([(read, run, slower * write) for read, run, write in mine], max(1, jobs // graders)))
        return round(max(ends), 2)

    def row(self, size, setup, graders, jobs, database, repeats):
        """Return one row of the table: the class all at once after the deadline, and graded in rounds during the last hour."""
        batch = _middle([self.seconds(size, graders, jobs, database, seed) for seed in range(repeats)])
        in_rounds = [self.rounds(arrivals(size, seed), graders, jobs, database) for seed in range(repeats)]
        after = sorted(in_rounds)[len(in_rounds) // 2]
        # A grader with two notebooks shares two cores with them, as was measured; with more of them it has a core of its own.
        cores = jobs if jobs == 2 * graders else graders + jobs
        return {
            "students": size,
            "setup": setup,
            "graders": graders,
            "jobs": jobs,
            "database": database,
            "cores": cores,
            "batch_seconds": batch,
            "core_hours": round(cores * batch / HOUR, 4),
            "in_the_last_hour": sum(when > -HOUR for when in arrivals(size, 0)),
            "in_the_fullest_minute": _fullest_minute(arrivals(size, 0)),
            "rounds": {"seconds_after_the_deadline": after[0], "most_in_a_round": after[1], "number": after[2]},
        }

    def rounds(self, times, graders, jobs, database):
        """Return (seconds from the deadline to the last grade, the most submissions in a round, rounds) where the last hour is graded."""
        done = bisect_right(times, -HOUR)  # what came earlier is graded
        now, most, number = -HOUR, 0, 0
        while done < len(times):
            waiting = bisect_right(times, now) - done
            if not waiting:
                now = times[done]
                continue
            now += self.start + self.look * done / graders + self.seconds(waiting, min(graders, waiting), jobs, database, number)
            done, most, number = done + waiting, max(most, waiting), number + 1
        return round(max(0.0, now), 1), most, number


def _batch(services, jobs):
    """Return the seconds of one batch: read, run by `jobs` at a time, written as they come back, as Batch does it."""
    now, free, running = 0.0, [0.0] * jobs, []
    for read, run, write in services:
        now += read
        end = max(now, heapq.heappop(free)) + run
        heapq.heappush(free, end)
        heapq.heappush(running, (end, write))
        while len(running) >= ENOUGH * jobs:
            now = _written(now, running)
    while running:
        now = _written(now, running)
    return now


def _written(now, running):
    end, write = heapq.heappop(running)
    return max(now, end) + write


def arrivals(students, seed):
    """Return when each student hands in, sorted: seconds before the deadline, below 0; log-uniform from WEEK to AT_LEAST."""
    dice = random.Random(seed)
    return sorted(-math.exp(dice.uniform(math.log(AT_LEAST), math.log(WEEK))) for _ in range(students))


def _fullest_minute(times):
    return max(bisect_right(times, when + 60.0) - number for number, when in enumerate(times))


def _middle(values):
    return sorted(values)[len(values) // 2]


def _measure(students):
    """Return what a round costs before its first notebook, a look at a graded one and a feedback page, in seconds; and a page's bytes.

    Each is the work of one process that waits for nobody, so its processor's seconds are taken: on a busy machine they stay what they are.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder), students)
        with contextlib.chdir(course):
            assert {result.status for result in converter(SafeAutograde, SLUG, "*").grade()} == {"graded"}
            start = os.times()
            one = [sys.executable, "-m", "grading", "autograde", SLUG, "--student=s00000", "--force"]
            subprocess.run(one, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
            first = os.times()
            assert {result.status for result in converter(SafeAutograde, SLUG, "*").grade()} == {"skipped"}
            looked = os.times()
            app = GenerateFeedbackApp()
            app.initialize([])
            app.log.setLevel(logging.CRITICAL)
            app.coursedir.assignment_id, app.coursedir.student_id = SLUG, "*"
            prepared = os.times()
            GenerateFeedback(coursedir=app.coursedir, parent=app).start()
            written = os.times()
            size = sum(path.stat().st_size for path in Path("feedback").rglob("*.html")) / students
    return {
        "start_seconds": round(_worked(start, first, children=True), 2),
        "look_seconds": round(_worked(first, looked) / students, 5),
        "feedback_seconds": round(_worked(prepared, written) / students, 4),
        "feedback_bytes": round(size),
    }


def _worked(before, after, children=False):
    """Return the processor's seconds of this process between two os.times(), or of its children that have ended."""
    if children:
        return after.children_user + after.children_system - before.children_user - before.children_system
    return after.user + after.system - before.user - before.system

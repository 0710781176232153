"""How long `python -m grading alike` takes for a class of 500: reading, comparing each with each, and the page."""

import contextlib
import itertools
import tempfile
import time
from pathlib import Path

import psutil

from bench.large_class import SLUG, make_class
from grading.alike.page import make_page
from grading.alike.pairs import compare
from grading.alike.reading import read_class
from grading.common.course import open_course

PACKAGES = ["numpy", "nbformat", "matplotlib"]
STUDENTS = 500


def run(quick):
    """Return the seconds of each step, the processor's seconds of all, the number of pairs, and the page's kilobytes."""
    students = 4 if quick else STUDENTS
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder), students)
        with contextlib.chdir(course):
            opened = open_course(SLUG)
            clock, start = [time.perf_counter()], psutil.Process().cpu_times()
            works, given, unread, names = read_class(opened, [])
            clock.append(time.perf_counter())
            comparison = compare(works, given)
            clock.append(time.perf_counter())
            page = make_page(SLUG, works, comparison, unread, names, 20)
            clock.append(time.perf_counter())
            end = psutil.Process().cpu_times()
    reading, comparing, writing = (round(b - a, 2) for a, b in itertools.pairwise(clock))
    processor = round(end.user + end.system - start.user - start.system, 2)
    print(f"  {students} submissions: read in {reading} s, compared in {comparing} s, written in {writing} s; {processor} s of processor")
    return {
        "submissions": len(works),
        "pairs": students * (students - 1) // 2,
        "read_seconds": reading,
        "compare_seconds": comparing,
        "page_seconds": writing,
        "processor_seconds": processor,
        "page_kilobytes": round(len(page.encode()) / 1000),
    }

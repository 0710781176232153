"""What `make bench` measures, one module a part, and the last results, which the book's timings come from."""

import importlib.metadata
import os
import platform
import statistics
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def machine():
    """Return what this machine is: processor, cores that may be used, memory in GiB, operating system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else None
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_GiB": memory and round(memory, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor():
    # platform.processor() is empty or "x86_64" on most Linux systems.
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def versions(packages):
    """Return the installed version of each of `packages`, by name."""
    return {name: importlib.metadata.version(name) for name in packages}


def spread(samples):
    """Return the median, the quartiles, the extremes and the number of `samples`; all but the number in their unit, to four digits."""
    quartiles = statistics.quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else [samples[0]] * 3
    names = ("median", "lower_quartile", "upper_quartile", "least", "most")
    values = (quartiles[1], quartiles[0], quartiles[2], min(samples), max(samples))
    return {name: float(f"{value:.4g}") for name, value in zip(names, values, strict=True)} | {"samples": len(samples)}


def in_words(spread):
    """Return the median and the extremes of a `spread` as one writes them in a sentence."""
    return f"{spread['median']} ({spread['least']} to {spread['most']})"


def time_call(function, *, seconds=1.0, least_samples=7):
    """Return the `spread` of the seconds that one call of `function` takes.

    Calls are timed in batches of at least a millisecond, for about `seconds` in all and at least `least_samples` batches.
    """
    function()  # the first call pays for caches and lazy imports
    start = time.perf_counter()
    function()
    once = time.perf_counter() - start
    batch = max(1, round(1e-3 / max(once, 1e-9)))
    samples = []
    finish = time.perf_counter() + seconds
    while len(samples) < least_samples or time.perf_counter() < finish:
        start = time.perf_counter()
        for _ in range(batch):
            function()
        samples.append((time.perf_counter() - start) / batch)
    return spread(samples)

"""Measure, and store what was measured with the machine, the versions and the date: `python -m bench [part ...]`.

A part is a module of this folder whose name has no underscore in front. It has a docstring (its first line says what is measured),
`PACKAGES` (the names of the packages whose versions matter) and `run(quick)`, which returns the results as plain data;
`quick` asks for the smallest run that still goes through everything. A part's results are stored in bench/results/PART.json.
"""

import argparse
import datetime
import importlib
import importlib.metadata
import json
import os
import pkgutil
import sys
import traceback

import bench
from book.backprop import claims
from book.backprop.measured import seal


def parts():
    """Return the names of all parts, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))


def measure(part, quick=False):
    """Run one part and return its results as a dict that names the machine, the versions and the date."""
    module = importlib.import_module(f"bench.{part}")
    for package in module.PACKAGES:
        try:
            importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            raise ImportError(f"{package} is not installed: pip install {package}") from None
    return described(part, module.__doc__.strip().splitlines()[0], bench.versions(module.PACKAGES), module.run(quick))


def described(part, what, versions, results):
    """Return `results` with what they are, today's date, this machine and the versions of the packages that matter."""
    about = {"part": part, "what": what, "date": datetime.date.today().isoformat(), "machine": bench.machine(), "versions": versions}
    return about | {"results": results}


def store(measured):
    """Write `measured` to bench/results, sealed, and return the file: the old result stays until the new one is complete."""
    bench.RESULTS.mkdir(exist_ok=True)
    path = bench.RESULTS / f"{measured['part']}.json"
    unfinished = path.with_suffix(".json.new")
    unfinished.write_text(json.dumps(measured | {"seal": seal(measured)}, indent=1) + "\n", encoding="utf8")
    os.replace(unfinished, path)
    return path


def main(arguments=None):
    """Measure the parts that the command line names, all of them if it names none, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, and store the results in bench/results.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"what to measure: {', '.join(parts())} (default: everything)")
    parser.add_argument("--table", action="store_true", help="measure nothing; print what is stored as one table")
    parser.add_argument("--quick", action="store_true", help="the smallest run of each part; nothing is stored")
    options = parser.parse_args(arguments)
    if unknown := [part for part in options.parts if part not in parts()]:
        print(f"bench: there is no part {unknown[0]!r}; choose from {', '.join(parts())}.", file=sys.stderr)
        return 2
    if options.table:
        print(claims.as_text([claims.part(name) for name in claims.PARTS]))
        return 0
    failed = 0
    for part in options.parts or parts():
        print(f"{part} ...", flush=True)
        try:
            measured = measure(part, options.quick)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}: {' '.join(str(error).split())} ({os.path.basename(place.filename)}:{place.lineno})"
            print(f"bench: {part} was not measured, and its last result stays. {what}", file=sys.stderr)
            failed = 1
            continue
        if options.quick:
            print(f"{part}: works; a quick run stores nothing.")
        else:
            print(f"{part}: stored in {os.path.relpath(store(measured))}.")
    if not options.quick and not failed:
        print("All of it as one table: python -m bench --table")
    return failed


if __name__ == "__main__":
    sys.exit(main())

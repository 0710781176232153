"""The stored measurements of `make bench`, which every timing in the book comes from."""

import json
from pathlib import Path

RESULTS = Path(__file__).parents[2] / "bench" / "results"


def measured(part):
    """Return the stored measurement of `part`: its results, and the machine, the versions and the date that they belong to."""
    return json.loads((RESULTS / f"{part}.json").read_text(encoding="utf8"))

"""The stored measurements of `make bench`, which every timing in the book comes from."""

import hashlib
import json
from pathlib import Path

RESULTS = Path(__file__).parents[2] / "bench" / "results"


def measured(part):
    """Return the stored measurement of `part`: its results, and the machine, the versions and the date that they belong to."""
    return json.loads((RESULTS / f"{part}.json").read_text(encoding="utf8"))


def seal(measurement):
    """Return a checksum of a measurement without its seal: it shows when machine, versions or figures were changed by hand."""
    text = json.dumps({name: value for name, value in measurement.items() if name != "seal"}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

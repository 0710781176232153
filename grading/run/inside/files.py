"""The files that a role finds in its folder."""

import base64
import contextlib
import os
import random
import sys
from pathlib import Path

import numpy as np


def prepare(files):
    """Write the exercise's files into the current folder, and make it the place where modules are looked for first."""
    for name, data in files.items():
        path = Path(name)
        with contextlib.suppress(FileExistsError, NotADirectoryError, IsADirectoryError):  # "a" and "a/b" cannot both be files
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))
    sys.path.insert(0, os.getcwd())
    checks = sys.modules.get("checks")
    if checks is not None:
        ours = base64.b64encode(Path(checks.__file__).read_bytes()).decode() if os.path.exists(checks.__file__) else None
        if files.get("checks.py") != ours:
            del sys.modules["checks"]
    random.seed(0)
    np.random.seed(0)

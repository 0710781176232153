"""The files that a role finds in its folder, and how a message holds them."""

import base64
import contextlib
import functools
import os
import random
import sys
from pathlib import Path

import numpy as np

CHECKS = "checks.py"


@functools.cache
def own_checks():
    """Return the bytes of the grader's own checks.py, which every process that runs notebooks has from the start."""
    from grading import checks

    return Path(checks.__file__).read_bytes()


def packed(files):
    """Return what a message holds of files: their bytes as base64, and null for a checks.py that is the grader's own, which is long."""
    return {name: None if name == CHECKS and data == own_checks() else base64.b64encode(data).decode() for name, data in files.items()}


def prepare(files):
    """Write the exercise's files, as `packed` gave them, into the current folder, where modules are from now on looked for first."""
    for name, data in files.items():
        with contextlib.suppress(FileExistsError, NotADirectoryError, IsADirectoryError):  # "a" and "a/b" cannot both be files
            if folder := os.path.dirname(name):
                os.makedirs(folder, exist_ok=True)
            with open(name, "wb") as file:
                file.write(own_checks() if data is None else base64.b64decode(data))
    sys.path.insert(0, os.getcwd())
    if files.get(CHECKS, "") is not None:
        sys.modules.pop("checks", None)  # the exercise has another one, or none
    random.seed(0)
    np.random.seed(0)

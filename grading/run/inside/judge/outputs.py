"""The outputs of a cell as the notebook will hold them: those of a test, and what a student's process claims for its own."""

import io
import math
import re

import numpy as np

from grading.run.inside.judge.lost import StudentLost
from grading.run.inside.messages.texts import MAX_PRINTED, MAX_TEXT, clean, cut

MAX_OUTPUTS = 1000  # of one cell
MAX_TYPED = 100  # numbers of one answer that a person typed
PICTURES = ("image/png", "image/jpeg")


class Printed(io.StringIO):
    """What a test prints, as far as there is room for it."""

    def __init__(self, limit):
        super().__init__()
        self._left = limit

    def write(self, text):
        self._left -= super().write(text[: max(self._left, 0)])
        return len(text)


def error_output(problem):
    """Return the output of a test that failed: its message, and no line of the test."""
    kind = type(problem).__name__
    text = clean(str(problem))[:MAX_TEXT]
    lines = [text] if kind in ("CheckFailed", "CannotCross") else [f"{kind}: {text}" if text else kind]
    if isinstance(problem, StudentLost):
        kind, lines = "StudentLost", [text[:1].upper() + text[1:] + "."]
    return {"output_type": "error", "ename": kind, "evalue": text, "traceback": lines}


def typed_numbers(problem):
    """Return {"numbers", "tolerance"} of an answer that a hidden check found wrong; None if it is no row of numbers."""
    try:
        got, tolerance = getattr(problem, "answer", None)
        plain = type(got) in (list, tuple, np.ndarray) and len(got) <= MAX_TYPED
        plain = plain and all(type(value) in (int, float, np.float64, np.int64) for value in got)  # a Reference would be asked
        numbers = [float(value) for value in got] if plain else []
    except (TypeError, OverflowError):
        return None
    return {"numbers": numbers, "tolerance": float(tolerance)} if numbers and all(map(math.isfinite, numbers)) else None


def stopped(text, events):
    """Return the result of a cell that did not run to its end."""
    return {"outputs": [error_output(StudentLost(text))], "events": events, "count": None}


def checked_outputs(outputs, left):
    """Return what of a cell's claimed outputs is one, and how many characters may still follow."""
    checked = []
    for output in outputs[:MAX_OUTPUTS] if type(outputs) is list else []:
        made = _checked_output(output) if type(output) is dict else None
        size = len(str(made))
        if made is None or left < 0:
            continue
        left -= size
        if left >= 0 or made["output_type"] == "error":
            checked.append(made)
    return checked, left


def _checked_output(output):
    kind = output.get("output_type")
    if kind == "stream":
        return {
            "output_type": kind,
            "name": "stderr" if output.get("name") == "stderr" else "stdout",
            "text": cut(output.get("text"), 1 << 24),
        }
    if kind == "error":
        lines = output.get("traceback")
        lines = [cut(line, MAX_PRINTED) for line in lines[:50]] if type(lines) is list else []
        return {
            "output_type": kind,
            "ename": cut(output.get("ename"), 80),
            "evalue": cut(output.get("evalue"), MAX_TEXT),
            "traceback": lines,
        }
    if kind in ("display_data", "execute_result") and type(output.get("data")) is dict:
        # No HTML, no SVG, no scripts: an instructor opens this.
        data = {}
        for mime, value in output["data"].items():
            if mime == "text/plain" and type(value) is str:
                data[mime] = cut(value, 1 << 24)
            elif mime in PICTURES and type(value) is str and re.fullmatch(r"[A-Za-z0-9+/=\s]+", value):
                data[mime] = value
        made = {"output_type": kind, "data": data, "metadata": {}}
        return made | ({"execution_count": None} if kind == "execute_result" else {})
    return None

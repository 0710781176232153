"""Texts that came from a student's process, made fit to be shown."""

import re

MAX_TEXT = 2_000  # characters of an exception's message
MAX_PRINTED = 10_000  # characters that a call may print into the judge's cell


def cut(value, limit):
    """Return untrusted text, short and printable."""
    return clean(value[:limit]) if type(value) is str else ""


def clean(text):
    """Return text without control characters (but line ends, tabs and the colours of a traceback) and lone surrogates."""
    text = re.sub(r"\x1b(?!\[[0-9;]{0,20}m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    return text.encode("utf-8", "replace").decode()

"""Files that are written whole or not at all."""

import csv
import io
import os
from pathlib import Path

from grading.common.commands import Refused


class CannotWrite(Refused):
    """A file cannot be written; the text is one sentence that says why and what to do."""


def write_table(path, rows, encoding="utf-8"):
    """Write rows as CSV (RFC 4180), whole or not at all. Raises CannotWrite when the file cannot be written."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    write_whole(path, text.getvalue().encode(encoding))


def write_whole(path, data):
    """Write bytes to a file, which then has all of them or what it had before. Raises CannotWrite."""
    path = Path(path)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        try:
            new.write_bytes(data)
            os.replace(new, path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror}); choose another place with --to.") from None

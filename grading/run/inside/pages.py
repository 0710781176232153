"""Memory in large pages: the table that a fork copies, page by page, is shorter then."""

import contextlib
import ctypes
from pathlib import Path

LARGE = 2 << 20  # bytes of a large page, on x86_64 and aarch64
MADV_COLLAPSE = 25  # Linux 6.1 and later; an older kernel refuses it, and all stays as it is


def use_large_pages():
    """Put this process's own memory into large pages, as far as the system can."""
    with contextlib.suppress(OSError, AttributeError):  # no /proc, no such call: not Linux
        collapse = ctypes.CDLL(None).madvise
        for line in Path("/proc/self/maps").read_text().splitlines():
            where, rights, _, _, _, *name = line.split()
            if rights == "rw-p" and name in ([], ["[heap]"]):
                start, end = (int(address, 16) for address in where.split("-"))
                for address in range(-(-start // LARGE) * LARGE, end - LARGE + 1, LARGE):
                    # Refused where none of it is in use.
                    collapse(ctypes.c_void_p(address), ctypes.c_size_t(LARGE), MADV_COLLAPSE)

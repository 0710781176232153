"""What this package needs of the system, said in one sentence where it is not there; imported before anything that needs it."""

import sys

try:
    import fcntl  # noqa: F401
    import resource  # noqa: F401
except ModuleNotFoundError:
    sys.exit(
        "grading: grading needs Linux, for the sandbox that students' code runs in; on Windows, run it in WSL (`wsl --install`), "
        "in a copy of this folder. To read the book and to do the exercises, Windows is enough."
    )

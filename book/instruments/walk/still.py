"""The front page's network where it cannot move: the stepper's drawing."""

import runpy
from pathlib import Path

draw = runpy.run_path(str(Path(__file__).parents[1] / "stepper" / "still.py"))["draw"]

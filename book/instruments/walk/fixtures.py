"""The walk has the stepper's numbers."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[1] / "stepper" / "fixtures.py"), run_name="__main__")

"""Tries an assignment's own tests before students do: `python -m grading audit ASSIGNMENT`."""

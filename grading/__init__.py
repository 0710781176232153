"""Makes nbgrader's autograding safe, fast and kind: see README.md, "Grading"."""

"""Makes nbgrader's autograding safe, fast and kind: see README.md, "Grading".

The way of a submission, and the modules on it:

read        submission (what was handed in, whatever it is), normalise (the answers, grafted into the exercise)
run         run (the pure function), sandbox (the walls), warm (forks processes), child (the student's process),
            channel (what passes between them), judge (the tests' process), remote (what it has of a student's),
            checks (what the tests call; travels with the exercises)
record      plugin (what nbgrader_config.py calls), record, notes (what beside the points is worth knowing), gradebook, late,
            guard (what nbgrader takes and should not)
give back   shown, formulas and feedback (pages without secrets), results and report (for the instructor)
platforms   platforms, zipcollect (in), exporters, feedback_zip (out)
commands    __main__ (python -m grading), workers (Dask), exercises (make exercises), demo (make demo)
"""

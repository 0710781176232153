"""Makes nbgrader's autograding safe, fast and kind, for any nbgrader course: see README.md, "Grading".

A submission goes through the rooms in this order, and each room imports only from those before it:

common      what several rooms need: nbgrader's gradebook, notes for the instructor, questions to a cell, files written whole, commands
read        what was handed in, whatever it is -> the student's answers, grafted into the exercise
run         that notebook -> the same with its outputs; `run.inside` is what stands inside the sandbox
personal    numbers of their own for each student: the secret, the generators, the table that is handed out
record      nbgrader's autograding around the two: one submission after the other into the gradebook
term        a term's events: more time for one student, a late drop, grading again with what changes shown first, the next course
give_back   pages without secrets for the student, a report for the instructor
alike       pairs of submissions that are alike beyond what the exercise explains, for a person to judge
audit       an assignment before students see it: begun, its tests tried with cheats and mistakes
platforms   in from Moodle and Canvas, and out to them

On top: plugin (what nbgrader_config.py calls), __main__ (python -m grading), checks (what tests call; it travels with the exercises).
Beside them: checking, the parts of checks, which `python -m grading.checking` joins; no room imports them.
"""

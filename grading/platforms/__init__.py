"""Submissions in from Moodle and Canvas, grades and feedback out to them; it never guesses whose a file is."""

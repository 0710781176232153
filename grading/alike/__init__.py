"""Which submissions are alike beyond what the exercise explains: pairs for a person to look at, never a grade."""

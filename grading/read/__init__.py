"""From a folder that a student handed in to the exercise with the answers in it; nothing is run or written, no link is followed."""

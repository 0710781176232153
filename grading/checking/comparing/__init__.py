"""From a student's function and what it should give to how the two differ, in words; it never asks where a mistake comes from."""

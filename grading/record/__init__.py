"""From submitted folders to the gradebook and `autograded`, one submission as a whole at a time; one that fails costs no other."""

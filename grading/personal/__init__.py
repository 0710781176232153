"""Numbers of their own for each student: the secret, the generators, the table that is handed out, and whose an answer is."""

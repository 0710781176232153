"""What stands inside the sandbox: from a notebook's cells to what came out of them; the judge never believes the student's process."""

"""The process of the student's cells: in come cells and questions, out come outputs and answers; it never sees a test."""

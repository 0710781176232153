"""What happens in the course of a term: a student gets more time or leaves, a class is graded again, and the next course begins."""

"""From the gradebook and `autograded` to what people read, students and instructors; it never changes a grade or shows a hidden test."""

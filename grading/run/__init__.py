"""From a notebook to the same notebook with its outputs; it never touches a database or a folder of the course."""

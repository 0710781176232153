"""What crosses between the two processes that do not trust each other: bytes in, checked plain data out; nothing is ever unpickled."""

"""The operators that a test may use on an object of the student's, by name."""

BINARY = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and", "or", "xor")
UNARY = ("neg", "pos", "invert", "abs")
COMPARISONS = ("eq", "lt", "le", "gt", "ge")

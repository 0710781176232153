"""What a test cell calls, in parts: in go a student's function and what it should give, out comes nothing, or a CheckFailed in words.

comparing   calls the function, compares, and says how two values differ
explaining  which mistake explains an answer that is wrong: what the test cell has said of it, and the tables of what goes wrong everywhere
check       check, check_hidden and compare; known_mistakes is in explaining.mistakes, call in comparing.calling
own_numbers numbers of one's own: i_am, my_numbers, check_typed

Nobody imports these parts. nbgrader copies one file beside each notebook, so __main__ joins them into grading/checks.py, which is
committed: after a change here, `make exercises`. A part imports other parts, the standard library and NumPy, and nothing else of
grading/, which is not there where a student works. An underscore tells a student that a name is not for test cells; parts share them.
"""

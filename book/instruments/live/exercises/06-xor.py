# Exercises on the page of chapter 6, with plain lists, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% right_answers | prompt | How many can a line get right?
# A line answers class 1 where $w_1 x_1 + w_2 x_2 + b$ is above one half.
# Return how many of the four XOR points it gets right.
# Then play: does any line get 4?
# With the weights 1 and 1 and no bias it gets 3.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]  # x1, x2, class
    ...


# %% right_answers | right
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]  # x1, x2, class
    return sum([(w1 * x1 + w2 * x2 + b > 0.5) == (t == 1) for x1, x2, t in points])


# %% right_answers | cases
[(1.0, 1.0, 0.0), (1.0, 0.0, 0.0), (-1.0, -1.0, 1.0), (0.25, 0.25, 0.4), (0.0, 0.0, 1.0), (-1.0, 2.0, 0.2), (0.3, 0.1, 0.1)]


# %% right_answers | wrong | The bias is missing.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([(w1 * x1 + w2 * x2 > 0.5) == (t == 1) for x1, x2, t in points])


# %% right_answers | wrong | The border is at one half, not at 0.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([(w1 * x1 + w2 * x2 + b > 0) == (t == 1) for x1, x2, t in points])


# %% right_answers | wrong | This counts how often the line answers class 1. Count where that is the point's class, and where class 0 is.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([w1 * x1 + w2 * x2 + b > 0.5 for x1, x2, t in points])


# %% right_answers | wrong | Class 0 counts as well: a point of class 0 below the border is a right answer.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([w1 * x1 + w2 * x2 + b > 0.5 and t == 1 for x1, x2, t in points])


# %% right_answers | wrong | These are the wrong answers. Asked for are the right ones.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([(w1 * x1 + w2 * x2 + b > 0.5) != (t == 1) for x1, x2, t in points])


# %% right_answers | wrong | This is the share of right answers. Return how many there are.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([(w1 * x1 + w2 * x2 + b > 0.5) == (t == 1) for x1, x2, t in points]) / 4


# %% leaky | prompt | A ReLU that never dies
# *Leaky ReLU* lets a little through where ReLU blocks: it is $z$ for $z > 0$ and $0.1 z$ otherwise.
# Return its value and its slope, as a pair.
# At -2 they are -0.2 and 0.1.
def leaky(z):
    ...


# %% leaky | right
def leaky(z):
    return (z, 1.0) if z > 0 else (0.1 * z, 0.1)


# %% leaky | cases
[(-2.0,), (3.0,), (-0.5,), (0.25,)]


# %% leaky | wrong | This is plain ReLU: below 0 nothing gets through in yours.
def leaky(z):
    return (z, 1.0) if z > 0 else (0.0, 0.0)


# %% leaky | wrong | Below 0 the value leaks, but the slope is 0, so no gradient comes back and the unit dies.
def leaky(z):
    return (z, 1.0) if z > 0 else (0.1 * z, 0.0)


# %% leaky | wrong | The slope is how fast the value grows, not the value again.
def leaky(z):
    return (z, z) if z > 0 else (0.1 * z, 0.1 * z)


# %% leaky | wrong | The two sides are exchanged: it is the negative side that leaks.
def leaky(z):
    return (0.1 * z, 0.1) if z > 0 else (z, 1.0)


# %% leaky | wrong | The value comes first, then the slope.
def leaky(z):
    return (1.0, z) if z > 0 else (0.1, 0.1 * z)


# %% leaky | wrong | Below 0 the sign is lost: 0.1 z is negative there.
def leaky(z):
    return (z, 1.0) if z > 0 else (-0.1 * z, 0.1)


# %% leaky | wrong | Below 0 the slope is 0.1, too: a step up is still a step up.
def leaky(z):
    return (z, 1.0) if z > 0 else (0.1 * z, -0.1)


# %% leaky | wrong | The slope is 1 on one side only. Below 0 it is 0.1.
def leaky(z):
    return (z, 1.0) if z > 0 else (0.1 * z, 1.0)


# %% dead_units | prompt | Who is dead?
# `sums` holds what the hidden units receive: a row for each instance, a column for each unit.
# A unit with ReLU is dead if it is on for no instance at all; it is on where its sum is above 0.
# Return a list with `True` or `False` for each unit.
# `[[1, -1], [-2, 0]]` gives `[False, True]`.
def dead_units(sums):
    ...


# %% dead_units | right
def dead_units(sums):
    return [all([z <= 0 for z in column]) for column in zip(*sums)]


# %% dead_units | cases
[([[1.0, -1.0], [-2.0, 0.0]],), ([[-1.0, 2.0, -3.0], [-2.0, 1.0, 4.0]],), ([[0.0, -1.0], [0.0, 5.0], [0.0, 2.0]],), ([[-1.0, 1.0, -0.5]],)]


# %% dead_units | wrong | This looks along the rows, at instances. A unit is a column.
def dead_units(sums):
    return [all([z <= 0 for z in row]) for row in sums]


# %% dead_units | wrong | One instance for which a unit is off is not enough: it must be off for all of them.
def dead_units(sums):
    return [any([z <= 0 for z in column]) for column in zip(*sums)]


# %% dead_units | wrong | True and False are exchanged: this says which units are alive.
def dead_units(sums):
    return [any([z > 0 for z in column]) for column in zip(*sums)]


# %% dead_units | wrong | A sum of exactly 0 does not turn the unit on.
def dead_units(sums):
    return [all([z < 0 for z in column]) for column in zip(*sums)]


# %% dead_units | wrong | You add up a unit's sums first. A unit can be on for one instance although the total is negative.
def dead_units(sums):
    return [sum(column) <= 0 for column in zip(*sums)]


# %% dead_units | wrong | This says how many are dead. Say it for each unit.
def dead_units(sums):
    return sum([all([z <= 0 for z in column]) for column in zip(*sums)])


# %% dead_units | wrong | Only the first instance is asked.
def dead_units(sums):
    return [z <= 0 for z in sums[0]]

# Answers to the exercises on the page of chapter 6 as readers give them; the form is that of tests/bank.

# %% right_answers | right | a loop that counts
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    count = 0
    for x1, x2, t in points:
        answer = 1 if w1 * x1 + w2 * x2 + b > 0.5 else 0
        if answer == t:
            count += 1
    return count


# %% right_answers | wrong | The bias is missing.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    count = 0
    for x1, x2, t in points:
        if int(w1 * x1 + w2 * x2 > 0.5) == t:
            count += 1
    return count


# %% right_answers | wrong | The border is at one half, not at 0.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    count = 0
    for x1, x2, t in points:
        if int(w1 * x1 + w2 * x2 + b > 0) == t:
            count += 1
    return count


# %% right_answers | wrong | These are the wrong answers. Asked for are the right ones.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    count = 0
    for x1, x2, t in points:
        if int(w1 * x1 + w2 * x2 + b > 0.5) != t:
            count += 1
    return count


# %% right_answers | wrong | Class 0 counts as well: a point of class 0 below the border is a right answer.
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    count = 0
    for x1, x2, t in points:
        if t == 1 and w1 * x1 + w2 * x2 + b > 0.5:
            count += 1
    return count


# %% right_answers | wrong, unnamed | the weights exchanged with the bias
def right_answers(w1, w2, b):
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    return sum([int(b * x1 + w2 * x2 + w1 > 0.5) == t for x1, x2, t in points])


# %% leaky | right | the larger of two lines
def leaky(z):
    return max(z, 0.1 * z), 1 if z > 0 else 0.1


# %% leaky | wrong | This is plain ReLU: below 0 nothing gets through in yours.
def leaky(z):
    return max(z, 0), 1 if z > 0 else 0


# %% leaky | wrong | Below 0 the value leaks, but the slope is 0, so no gradient comes back and the unit dies.
def leaky(z):
    return max(z, 0.1 * z), 1 if z > 0 else 0


# %% leaky | wrong | The value comes first, then the slope.
def leaky(z):
    if z > 0:
        return 1, z
    return 0.1, 0.1 * z


# %% leaky | wrong | Below 0 the sign is lost: 0.1 z is negative there.
def leaky(z):
    if z > 0:
        return z, 1
    return 0.1 * abs(z), 0.1


# %% leaky | wrong | The slope is 1 on one side only. Below 0 it is 0.1.
def leaky(z):
    return max(z, 0.1 * z), 1


# %% leaky | wrong, unnamed | another leak
def leaky(z):
    return max(z, 0.01 * z), 1 if z > 0 else 0.01


# %% dead_units | right | two loops
def dead_units(sums):
    dead = []
    for k in range(len(sums[0])):
        on = False
        for row in sums:
            if row[k] > 0:
                on = True
        dead.append(not on)
    return dead


# %% dead_units | right | the largest sum
def dead_units(sums):
    return [max(column) <= 0 for column in zip(*sums)]


# %% dead_units | wrong | This looks along the rows, at instances. A unit is a column.
def dead_units(sums):
    return [max(row) <= 0 for row in sums]


# %% dead_units | wrong | One instance for which a unit is off is not enough: it must be off for all of them.
def dead_units(sums):
    return [min(column) <= 0 for column in zip(*sums)]


# %% dead_units | wrong | A sum of exactly 0 does not turn the unit on.
def dead_units(sums):
    return [max(column) < 0 for column in zip(*sums)]


# %% dead_units | wrong | True and False are exchanged: this says which units are alive.
def dead_units(sums):
    return [max(column) > 0 for column in zip(*sums)]


# %% dead_units | wrong, unnamed | everybody is dead
def dead_units(sums):
    return [True] * len(sums[0])

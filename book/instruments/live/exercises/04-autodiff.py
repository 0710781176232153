# Exercises on the page of chapter 4, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% rule_of_mean | prompt | A node for the mean
# Add one more operation to the table: the mean of two numbers, $(a + b) / 2$.
# Write its rule as the chapter writes them: return the value, then a pair with the two local derivatives.
# For 3 and 5 the value is 4.
def rule_of_mean(a, b):
    ...


# %% rule_of_mean | right
def rule_of_mean(a, b):
    return (a + b) / 2, (0.5, 0.5)


# %% rule_of_mean | cases
[(3.0, 5.0), (-2.0, 1.0), (0.5, 0.25)]


# %% rule_of_mean | wrong | These are the local derivatives of a sum. The half counts for them, too.
def rule_of_mean(a, b):
    return (a + b) / 2, (1, 1)


# %% rule_of_mean | wrong | The value is the sum. The half is missing there.
def rule_of_mean(a, b):
    return a + b, (0.5, 0.5)


# %% rule_of_mean | wrong | The local derivatives do not depend on a and b: if a grows by 1, the mean grows by one half.
def rule_of_mean(a, b):
    return (a + b) / 2, (a / 2, b / 2)


# %% rule_of_mean | wrong | You return one local derivative. There are two lines that come in, so there are two.
def rule_of_mean(a, b):
    return (a + b) / 2, 0.5


# %% rule_of_mean | wrong | These are the local derivatives of a product, b and a.
def rule_of_mean(a, b):
    return (a + b) / 2, (b, a)


# %% rule_of_mean | wrong | This returns the value alone. A rule gives the local derivatives as well.
def rule_of_mean(a, b):
    return (a + b) / 2


# %% uses | prompt | How often is each number used?
# A tape is written as a list: entry $k$ holds the places of the numbers that number $k$ is made from, and is empty for a constant.
# Return a list that says for each number how many lines lead away from it.
# The tape `[[], [0], [0, 1]]` has `[2, 1, 0]`: number 0 feeds number 1 and number 2.
# Wherever this is more than 1, a tape with `=` instead of `+=` goes wrong.
def uses(tape):
    ...


# %% uses | right
def uses(tape):
    counts = [0] * len(tape)
    for inputs in tape:
        for place in inputs:
            counts[place] += 1
    return counts


# %% uses | cases
[([[], [0], [0, 1]],), ([[], [], [0, 1], [2, 2], [3, 0]],), ([[], [0, 0], [1], [1, 2], [2, 2]],)]


# %% uses | wrong | This counts the lines that come in. Asked for are those that lead away.
def uses(tape):
    return [len(inputs) for inputs in tape]


# %% uses | wrong | An operation that uses a number twice, such as z · z, has two lines from it. You count one.
def uses(tape):
    return [sum([k in inputs for inputs in tape]) for k in range(len(tape))]


# %% uses | wrong | You note only whether a number is used. How often?
def uses(tape):
    return [1 if any([k in inputs for inputs in tape]) else 0 for k in range(len(tape))]


# %% uses | wrong | Number 0 is missing, or all counts have moved by one place: the first place is 0.
def uses(tape):
    counts = [0] * len(tape)
    for inputs in tape:
        for place in inputs:
            counts[place] += 1
    return counts[1:]


# %% uses | wrong | This is the number of all lines. Count them for each number by itself.
def uses(tape):
    return sum([len(inputs) for inputs in tape])


# %% uses | wrong | Only the number that stands just before is looked at. A line may reach further back.
def uses(tape):
    counts = [0] * len(tape)
    for k, inputs in enumerate(tape):
        counts[k - 1] += inputs.count(k - 1) if k else 0
    return counts


# %% small_tape | prompt | Play a small tape by hand
# The tape holds $s = x + y$ and then $L = s \cdot x$.
# Walk back from $L$ with the `+=` of the chapter and return `grad_x` and `grad_y`.
# Look out: $x$ gets a share from two nodes.
# At $x = 2$ and $y = 3$ they are 7 and 2.
def small_tape(x, y):
    s = x + y
    grad_s = grad_x = grad_y = 0.0
    ...
    return grad_x, grad_y


# %% small_tape | right
def small_tape(x, y):
    s = x + y
    grad_s = grad_x = grad_y = 0.0
    grad_s += x
    grad_x += s
    grad_x += grad_s
    grad_y += grad_s
    return grad_x, grad_y


# %% small_tape | cases
[(2.0, 3.0), (-1.0, 4.0), (0.5, -2.0)]


# %% small_tape | wrong | The last share wiped out the first in grad_x: `=` instead of `+=`.
def small_tape(x, y):
    return x, x


# %% small_tape | wrong | In grad_x, only the share from the product is there. The sum gives x a share, too.
def small_tape(x, y):
    return x + y, x


# %% small_tape | wrong | The two local derivatives of the product are exchanged: to s goes x, and to x goes s.
def small_tape(x, y):
    return 2 * (x + y), x + y


# %% small_tape | wrong | The sum was asked before the product had given it its share, so it passed on 0. Walk backwards.
def small_tape(x, y):
    return x + y, 0.0


# %% small_tape | wrong | A sum passes on what it gets as it is: its local derivatives are 1 and 1, not its inputs.
def small_tape(x, y):
    return x + y + x * x, x * y


# %% small_tape | wrong | These are the gradients of x · y. The first factor is the sum of both.
def small_tape(x, y):
    return y, x


# %% small_tape | wrong | Both are right and in the wrong order: grad_x first.
def small_tape(x, y):
    return x, 2 * x + y

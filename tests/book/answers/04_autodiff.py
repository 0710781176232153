# Answers to the exercises on the page of chapter 4 as readers give them; the form is that of tests/bank.

# %% rule_of_mean | right | a list for the pair
def rule_of_mean(a, b):
    value = 0.5 * a + 0.5 * b
    return value, [1 / 2, 1 / 2]


# %% rule_of_mean | wrong | These are the local derivatives of a sum. The half counts for them, too.
def rule_of_mean(a, b):
    return 0.5 * (a + b), (1.0, 1.0)


# %% rule_of_mean | wrong | The value is the sum. The half is missing there.
def rule_of_mean(a, b):
    return b + a, (1 / 2, 1 / 2)


# %% rule_of_mean | wrong | You return one local derivative. There are two lines that come in, so there are two.
def rule_of_mean(a, b):
    return a / 2 + b / 2, 1 / 2


# %% rule_of_mean | wrong | This returns the value alone. A rule gives the local derivatives as well.
def rule_of_mean(a, b):
    return a / 2 + b / 2


# %% rule_of_mean | wrong | The local derivatives do not depend on a and b: if a grows by 1, the mean grows by one half.
def rule_of_mean(a, b):
    return (a + b) / 2, (0.5 * a, 0.5 * b)


# %% rule_of_mean | wrong, unnamed | the local derivatives of a difference
def rule_of_mean(a, b):
    return (a + b) / 2, (0.5, -0.5)


# %% uses | right | flat, then counted
def uses(tape):
    lines = [place for inputs in tape for place in inputs]
    return [lines.count(k) for k in range(len(tape))]


# %% uses | wrong | This counts the lines that come in. Asked for are those that lead away.
def uses(tape):
    counts = []
    for inputs in tape:
        counts.append(len(inputs))
    return counts


# %% uses | wrong | An operation that uses a number twice, such as z · z, has two lines from it. You count one.
def uses(tape):
    counts = [0] * len(tape)
    for inputs in tape:
        for place in set(inputs):
            counts[place] += 1
    return counts


# %% uses | wrong | You note only whether a number is used. How often?
def uses(tape):
    counts = [0] * len(tape)
    for inputs in tape:
        for place in inputs:
            counts[place] = 1
    return counts


# %% uses | wrong | This is the number of all lines. Count them for each number by itself.
def uses(tape):
    total = 0
    for inputs in tape:
        total += len(inputs)
    return total


# %% uses | wrong, unnamed | a constant counts once more
def uses(tape):
    lines = [place for inputs in tape for place in inputs]
    return [lines.count(k) + (not tape[k]) for k in range(len(tape))]


# %% small_tape | right | without the steps
def small_tape(x, y):
    return (x + y) + x, x


# %% small_tape | wrong | The last share wiped out the first in grad_x: `=` instead of `+=`.
def small_tape(x, y):
    s = x + y
    grad_s = grad_x = grad_y = 0.0
    grad_s = x
    grad_x = s
    grad_x = grad_s
    grad_y = grad_s
    return grad_x, grad_y


# %% small_tape | wrong | The sum was asked before the product had given it its share, so it passed on 0. Walk backwards.
def small_tape(x, y):
    s = x + y
    grad_s = grad_x = grad_y = 0.0
    grad_x += grad_s
    grad_y += grad_s
    grad_x += s
    grad_s += x
    return grad_x, grad_y


# %% small_tape | wrong | The two local derivatives of the product are exchanged: to s goes x, and to x goes s.
def small_tape(x, y):
    s = x + y
    grad_s = s
    grad_x = s + grad_s
    return grad_x, grad_s


# %% small_tape | wrong | In grad_x, only the share from the product is there. The sum gives x a share, too.
def small_tape(x, y):
    s = x + y
    grad_s = grad_x = grad_y = 0.0
    grad_s += x
    grad_x += s
    grad_y += grad_s
    return grad_x, grad_y


# %% small_tape | wrong, unnamed | a minus out of nowhere
def small_tape(x, y):
    return 2 * x + y, -x

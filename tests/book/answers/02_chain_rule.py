# Answers to the exercises on the page of chapter 2 as readers give them; the form is that of tests/bank.

# %% fourth_power | right | link by link
def fourth_power(w, x, t):
    e = w * x - t
    grad_e = 4 * e * e * e
    return x * grad_e


# %% fourth_power | wrong | The last link is missing: the error changes x times as fast as the weight.
def fourth_power(w, x, t):
    e = w * x - t
    return 4 * e**3


# %% fourth_power | wrong | The power came down by one, but the factor 4 did not come with it.
def fourth_power(w, x, t):
    e = w * x - t
    return x * e**3


# %% fourth_power | wrong | The error is output minus target, wx − t, not the other way round.
def fourth_power(w, x, t):
    e = t - w * x
    return 4 * x * e**3


# %% fourth_power | wrong | This is the slope of the squared error. Here the error has the power 4.
def fourth_power(w, x, t):
    return 2 * (w * x - t) * x


# %% fourth_power | wrong | This is the loss itself. How fast does it change with w?
def fourth_power(w, x, t):
    return ((w * x - t) ** 2) ** 2


# %% fourth_power | wrong, unnamed | a nudge that is far too large
def fourth_power(w, x, t):
    return (((w + 1) * x - t) ** 4 - (w * x - t) ** 4) / 1


# %% partials | right | with names
def partials(x, y):
    of_x = y * 2 * x
    of_y = x * x + 3
    return (of_x, of_y)


# %% partials | right | as a list
def partials(x, y):
    return [2 * x * y, x * x + 3]


# %% partials | wrong | Both are right and in the wrong order: x first.
def partials(x, y):
    of_y = x * x + 3
    return of_y, 2 * y * x


# %% partials | wrong | In the second one, 3y changes too when y does.
def partials(x, y):
    return 2 * y * x, x * x


# %% partials | wrong | In the first one, y is held still, and 3y with it: it adds nothing.
def partials(x, y):
    return 3 + 2 * x * y, 3 + x * x


# %% partials | wrong | In the first one, y is held still but does not disappear: it is a factor.
def partials(x, y):
    return x + x, 3 + x * x


# %% partials | wrong | You added the two up. A gradient keeps one number for each variable.
def partials(x, y):
    return sum([2 * x * y, x**2 + 3])


# %% partials | wrong, unnamed | the function itself, twice
def partials(x, y):
    return x * x * y + 3 * y, x * x * y + 3 * y


# %% two_ways | right | numbers gathered
def two_ways(x):
    return 18 * x, 2 * x, 20 * x


# %% two_ways | wrong | Where paths meet, their effects are added, not multiplied.
def two_ways(x):
    a, b = 3 * x, x**2
    through_a, through_b = 2 * a * 3, 2 * x
    return through_a, through_b, through_a * through_b


# %% two_ways | wrong | On the path through a, the step from x to a is missing: a grows three times as fast as x.
def two_ways(x):
    a, b = 3 * x, x**2
    through_a, through_b = 2 * a, 2 * x
    return through_a, through_b, through_a + through_b


# %% two_ways | wrong | The path through b is missing in the sum.
def two_ways(x):
    a, b = 3 * x, x**2
    return 6 * a, 2 * x, 6 * a


# %% two_ways | wrong | On the path through b, L grows as fast as b, and b with the slope of x², which is 2x.
def two_ways(x):
    a, b = 3 * x, x**2
    return 6 * a, b, 6 * a + b


# %% two_ways | wrong, unnamed | the mean of the paths
def two_ways(x):
    return 18 * x, 2 * x, 10 * x

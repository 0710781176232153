# Exercises on the page of chapter 2, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% fourth_power | prompt | The slope of another loss
# The network is still $y = w x$, but its loss is the fourth power of the error, $L = (w x - t)^4$.
# Return $dL/dw$.
# At $w = 3$, $x = 1$ and $t = 2$ it is 4.
def fourth_power(w, x, t):
    ...


# %% fourth_power | right
def fourth_power(w, x, t):
    return 4 * (w * x - t) ** 3 * x


# %% fourth_power | cases
[(3.0, 1.0, 2.0), (2.0, 3.0, 4.0), (-1.0, 2.0, 0.5), (0.5, -2.0, 1.0)]


# %% fourth_power | wrong | The last link is missing: the error changes x times as fast as the weight.
def fourth_power(w, x, t):
    return 4 * (w * x - t) ** 3


# %% fourth_power | wrong | The derivative of e⁴ is 4e³; your power is one too high.
def fourth_power(w, x, t):
    return 4 * (w * x - t) ** 4 * x


# %% fourth_power | wrong | The power came down by one, but the factor 4 did not come with it.
def fourth_power(w, x, t):
    return (w * x - t) ** 3 * x


# %% fourth_power | wrong | The error is output minus target, wx − t, not the other way round.
def fourth_power(w, x, t):
    return 4 * (t - w * x) ** 3 * x


# %% fourth_power | wrong | This is the slope of the squared error. Here the error has the power 4.
def fourth_power(w, x, t):
    return 2 * x * (w * x - t)


# %% fourth_power | wrong | This is the loss itself. How fast does it change with w?
def fourth_power(w, x, t):
    return (w * x - t) ** 4


# %% fourth_power | wrong | The last link is how fast wx changes with w. That is x, not w.
def fourth_power(w, x, t):
    return 4 * (w * x - t) ** 3 * w


# %% partials | prompt | Two partial derivatives
# Take $f(x, y) = x^2 y + 3 y$.
# Return both partial derivatives as a pair, first $\partial f / \partial x$, then $\partial f / \partial y$.
# At (1, 2) they are 4 and 4, so try another point, too.
def partials(x, y):
    ...


# %% partials | right
def partials(x, y):
    return 2 * x * y, x**2 + 3


# %% partials | cases
[(1.0, 2.0), (3.0, -1.0), (-2.0, 0.5), (0.0, 4.0)]


# %% partials | wrong | Both are right and in the wrong order: x first.
def partials(x, y):
    return x**2 + 3, 2 * x * y


# %% partials | wrong | In the second one, 3y changes too when y does.
def partials(x, y):
    return 2 * x * y, x**2


# %% partials | wrong | In the first one, y is held still, and 3y with it: it adds nothing.
def partials(x, y):
    return 2 * x * y + 3, x**2 + 3


# %% partials | wrong | In the first one, y is held still but does not disappear: it is a factor.
def partials(x, y):
    return 2 * x, x**2 + 3


# %% partials | wrong | Only one variable moves at a time. In x²y, that leaves one of the two factors as it is.
def partials(x, y):
    return 2 * x, 3


# %% partials | wrong | You added the two up. A gradient keeps one number for each variable.
def partials(x, y):
    return 2 * x * y + x**2 + 3


# %% two_ways | prompt | One number, two ways
# From $x$ you make $a = 3 x$ and $b = x^2$, and from both $L = a^2 + b$.
# Return three numbers: what the path through $a$ brings, what the path through $b$ brings, and $dL/dx$.
# At $x = 1$ they are 18, 2 and 20.
def two_ways(x):
    a, b = 3 * x, x**2
    ...


# %% two_ways | right
def two_ways(x):
    a, b = 3 * x, x**2
    through_a = 2 * a * 3
    through_b = 1 * 2 * x
    return through_a, through_b, through_a + through_b


# %% two_ways | cases
[(1.0,), (2.0,), (-1.5,), (0.25,)]


# %% two_ways | wrong | Where paths meet, their effects are added, not multiplied.
def two_ways(x):
    return 18 * x, 2 * x, 36 * x * x


# %% two_ways | wrong | On the path through a, the step from x to a is missing: a grows three times as fast as x.
def two_ways(x):
    return 6 * x, 2 * x, 8 * x


# %% two_ways | wrong | On the path through a, the step from a to L is missing: the slope of a² is 2a.
def two_ways(x):
    return 3, 2 * x, 3 + 2 * x


# %% two_ways | wrong | The path through b is missing in the sum.
def two_ways(x):
    return 18 * x, 2 * x, 18 * x


# %% two_ways | wrong | On the path through b, L grows as fast as b, and b with the slope of x², which is 2x.
def two_ways(x):
    return 18 * x, x**2, 18 * x + x**2


# %% two_ways | wrong | These are the values on the paths. Asked for is how fast L changes along each.
def two_ways(x):
    return 9 * x**2, x**2, 10 * x**2

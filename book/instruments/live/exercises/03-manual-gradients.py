# Exercises on the page of chapter 3, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% line_gradients | prompt | One unit without a switch
# A unit multiplies and adds a number of its own, $y = w x + b$, and its loss is $L = (y - t)^2$.
# Return `grad_w` and `grad_b`, in this order.
# At $w = 2$, $b = 1$, $x = 3$ and $t = 4$ they are 18 and 6.
def line_gradients(w, b, x, t):
    y = w * x + b
    ...


# %% line_gradients | right
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_y = 2 * (y - t)
    return x * grad_y, grad_y


# %% line_gradients | cases
[(2.0, 1.0, 3.0, 4.0), (-1.0, 0.5, 2.0, 1.0), (0.5, 0.25, -4.0, 3.0)]


# %% line_gradients | wrong | The 2 of the square is missing: the derivative of e² is 2e.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return x * e, e


# %% line_gradients | wrong | The sign is turned round: the error is output minus target.
def line_gradients(w, b, x, t):
    e = t - (w * x + b)
    return 2 * x * e, 2 * e


# %% line_gradients | wrong | In grad_w, what went in is missing: y grows x times as fast as w.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return 2 * e, 2 * e


# %% line_gradients | wrong | In grad_b, x does not belong: b is added to y as it is.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return 2 * x * e, 2 * x * e


# %% line_gradients | wrong | In grad_b, nothing multiplies b: y grows exactly as fast as b does.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return 2 * x * e, 2 * b * e


# %% line_gradients | wrong | Both are right and in the wrong order: grad_w first.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return 2 * e, 2 * x * e


# %% line_gradients | wrong | In grad_w, the weight is multiplied by x, so x is what went in, not w.
def line_gradients(w, b, x, t):
    e = w * x + b - t
    return 2 * w * e, 2 * e


# %% through_square | prompt | A unit with another switch
# Imagine a unit that squares what it receives: $a = z^2$ instead of $a = \sigma(z)$.
# From above comes `grad_a`.
# Return `grad_z`, what goes on to the weights below.
# With $z = 3$ and `grad_a` = 0.5 it is 3.
def through_square(z, grad_a):
    ...


# %% through_square | right
def through_square(z, grad_a):
    return 2 * z * grad_a


# %% through_square | cases
[(3.0, 0.5), (-2.0, 1.5), (0.25, -4.0), (0.0, 2.0)]


# %% through_square | wrong | This is the slope alone. What comes from above multiplies it.
def through_square(z, grad_a):
    return 2 * z


# %% through_square | wrong | This multiplies by the value z². On the way back it is the slope that counts.
def through_square(z, grad_a):
    return z**2 * grad_a


# %% through_square | wrong | You added what came from above to the slope. Along a path, rates multiply.
def through_square(z, grad_a):
    return 2 * z + grad_a


# %% through_square | wrong | This is the slope of the sigmoid. Here the switch is z².
def through_square(z, grad_a):
    y = 1 / (1 + math.exp(-z))
    return y * (1 - y) * grad_a


# %% through_square | wrong | The slope of z² is taken at z. You took it at z², the value that the unit sends on.
def through_square(z, grad_a):
    return 2 * z**2 * grad_a


# %% through_square | wrong | The factor 2 of the slope is missing.
def through_square(z, grad_a):
    return z * grad_a


# %% used_twice | prompt | One weight, two instances
# The network $y = w x$ sees two instances, and the loss adds both up: $L = (w x_1 - t_1)^2 + (w x_2 - t_2)^2$.
# So there are two paths from the weight to the loss.
# Return `grad_w`.
# At $w = 1$ with $x_1 = 2$, $t_1 = 1$, $x_2 = 3$ and $t_2 = 5$ it is -8.
def used_twice(w, x1, t1, x2, t2):
    ...


# %% used_twice | right
def used_twice(w, x1, t1, x2, t2):
    return 2 * x1 * (w * x1 - t1) + 2 * x2 * (w * x2 - t2)


# %% used_twice | cases
[(1.0, 2.0, 1.0, 3.0, 5.0), (-0.5, 1.0, 2.0, 4.0, -1.0), (2.0, -1.0, 0.5, 0.25, 3.0)]


# %% used_twice | wrong | Only the first instance has its path to the loss in yours. Add the second one.
def used_twice(w, x1, t1, x2, t2):
    return 2 * x1 * (w * x1 - t1)


# %% used_twice | wrong | Only the second instance is left. Did it overwrite the first one, `=` instead of `+=`?
def used_twice(w, x1, t1, x2, t2):
    return 2 * x2 * (w * x2 - t2)


# %% used_twice | wrong | It is half of what it should be: the 2 of the square is missing, or you took the mean of the two instances.
def used_twice(w, x1, t1, x2, t2):
    return x1 * (w * x1 - t1) + x2 * (w * x2 - t2)


# %% used_twice | wrong | The two paths are multiplied. Multiply along each path, then add up the paths.
def used_twice(w, x1, t1, x2, t2):
    return 2 * x1 * (w * x1 - t1) * 2 * x2 * (w * x2 - t2)


# %% used_twice | wrong | What went in is missing on both paths: x₁ on the first, x₂ on the second.
def used_twice(w, x1, t1, x2, t2):
    return 2 * (w * x1 - t1) + 2 * (w * x2 - t2)


# %% used_twice | wrong | The errors and the inputs were added up before they met. Finish each path by itself first.
def used_twice(w, x1, t1, x2, t2):
    return 2 * (x1 + x2) * (w * x1 - t1 + w * x2 - t2)


# %% used_twice | wrong | The sign is turned round: the error is output minus target.
def used_twice(w, x1, t1, x2, t2):
    return -2 * x1 * (w * x1 - t1) - 2 * x2 * (w * x2 - t2)

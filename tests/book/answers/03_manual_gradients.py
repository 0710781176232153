# Answers to the exercises on the page of chapter 3 as readers give them; the form is that of tests/bank.

# %% line_gradients | right | in one line
def line_gradients(w, b, x, t):
    return [2 * x * (w * x + b - t), 2 * (w * x + b - t)]


# %% line_gradients | wrong | The 2 of the square is missing: the derivative of e² is 2e.
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_y = y - t
    return grad_y * x, grad_y


# %% line_gradients | wrong | The sign is turned round: the error is output minus target.
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_y = 2 * (t - y)
    return grad_y * x, grad_y


# %% line_gradients | wrong | In grad_b, x does not belong: b is added to y as it is.
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_w = x * 2 * (y - t)
    grad_b = grad_w
    return grad_w, grad_b


# %% line_gradients | wrong | Both are right and in the wrong order: grad_w first.
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_b = 2 * (y - t)
    return grad_b, x * grad_b


# %% line_gradients | wrong | In grad_w, the weight is multiplied by x, so x is what went in, not w.
def line_gradients(w, b, x, t):
    y = w * x + b
    grad_b = 2 * (y - t)
    return w * grad_b, grad_b


# %% line_gradients | wrong, unnamed | half of two mistakes
def line_gradients(w, b, x, t):
    y = w * x + b
    return x * (y - t), 2 * (t - y)


# %% through_square | right | the sum of two equal paths
def through_square(z, grad_a):
    return z * grad_a + grad_a * z


# %% through_square | wrong | This is the slope alone. What comes from above multiplies it.
def through_square(z, grad_a):
    grad_z = z + z
    return grad_z


# %% through_square | wrong | This multiplies by the value z². On the way back it is the slope that counts.
def through_square(z, grad_a):
    a = z * z
    return grad_a * a


# %% through_square | wrong | You added what came from above to the slope. Along a path, rates multiply.
def through_square(z, grad_a):
    slope = 2 * z
    return slope + grad_a


# %% through_square | wrong | This is the slope of the sigmoid. Here the switch is z².
def through_square(z, grad_a):
    from math import exp

    s = 1 / (1 + exp(-z))
    return s * (1 - s) * grad_a


# %% through_square | wrong | The factor 2 of the slope is missing.
def through_square(z, grad_a):
    return grad_a * z


# %% through_square | wrong, unnamed | a cube
def through_square(z, grad_a):
    return 3 * z**2 * grad_a + 1


# %% used_twice | right | a loop
def used_twice(w, x1, t1, x2, t2):
    grad_w = 0
    for x, t in ((x1, t1), (x2, t2)):
        grad_w += 2 * (w * x - t) * x
    return grad_w


# %% used_twice | wrong | Only the second instance is left. Did it overwrite the first one, `=` instead of `+=`?
def used_twice(w, x1, t1, x2, t2):
    grad_w = 0
    for x, t in ((x1, t1), (x2, t2)):
        grad_w = 2 * (w * x - t) * x
    return grad_w


# %% used_twice | wrong | Only the first instance has its path to the loss in yours. Add the second one.
def used_twice(w, x1, t1, x2, t2):
    grad_w = 0
    for x, t in ((x1, t1), (x2, t2)):
        grad_w += 2 * (w * x - t) * x
        return grad_w


# %% used_twice | wrong | It is half of what it should be: the 2 of the square is missing, or you took the mean of the two instances.
def used_twice(w, x1, t1, x2, t2):
    return (2 * (w * x1 - t1) * x1 + 2 * (w * x2 - t2) * x2) / 2


# %% used_twice | wrong | What went in is missing on both paths: x₁ on the first, x₂ on the second.
def used_twice(w, x1, t1, x2, t2):
    e1, e2 = w * x1 - t1, w * x2 - t2
    return 2 * e1 + 2 * e2


# %% used_twice | wrong | The two paths are multiplied. Multiply along each path, then add up the paths.
def used_twice(w, x1, t1, x2, t2):
    e1, e2 = w * x1 - t1, w * x2 - t2
    return (2 * e1 * x1) * (2 * e2 * x2)


# %% used_twice | wrong, unnamed | the second path counts against the first
def used_twice(w, x1, t1, x2, t2):
    return 2 * x1 * (w * x1 - t1) - 2 * x2 * (w * x2 - t2)

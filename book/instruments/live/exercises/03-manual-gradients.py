# Exercises on the page of chapter 3, checked in the reader's browser by judge.py.

# %% product_gradient | prompt | One unit without a sigmoid
# A unit multiplies and adds, $y = w x + b$, and the loss is $L = (y - t)^2$.
# Return `grad_w` and `grad_b`, in this order.
def product_gradient(w, b, x, t):
    y = w * x + b
    ...


# %% product_gradient | right
def product_gradient(w, b, x, t):
    y = w * x + b
    grad_y = 2 * (y - t)
    return x * grad_y, grad_y


# %% product_gradient | cases
[(2.0, 1.0, 3.0, 4.0), (-1.0, 0.5, 2.0, 1.0), (0.5, 0.0, -4.0, 3.0)]


# %% product_gradient | wrong | The 2 of the square is missing: the derivative of e² is 2e.
def product_gradient(w, b, x, t):
    y = w * x + b
    return x * (y - t), y - t

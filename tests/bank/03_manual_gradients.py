# Answers to assignment 3 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% output_error | wrong | This is what you get without the factor 2 that the square brings down.
def output_error(y, t, c):
    return c * (y - t)


# %% output_error | wrong | The sign is turned round: the error is output minus target.
def output_error(y, t, c):
    return 2 * c * (t - y)


# %% output_error | wrong | The constant c of the loss is missing from its derivative.
def output_error(y, t, c):
    return 2 * (y - t)


# %% output_error | wrong | This is each output's share of the loss itself, not its derivative.
def output_error(y, t, c):
    return c * (y - t) ** 2


# %% output_error | wrong | The outputs are added up, but each output has an entry of its own.
def output_error(y, t, c):
    return sum(2 * c * (y - t))


# %% output_error | wrong | This divides by the number of outputs; the loss here is a sum, not a mean.
def output_error(y, t, c):
    return 2 * c * (y - t) / y.size


# %% output_error | wrong | The slope of the sigmoid is in it already; that is the next task.
def output_error(y, t, c):
    return 2 * c * (y - t) * y * (1 - y)


# %% output_error | wrong, unnamed | the derivative of the absolute error
def output_error(y, t, c):
    return c * np.sign(y - t)


# %% output_error | right | a loop over the outputs
def output_error(y, t, c):
    grad_y = []
    for output, target in zip(y, t):
        grad_y.append(2 * c * (output - target))
    return np.array(grad_y)


# %% output_error | right | changes a copy in place, and says so on the screen
def output_error(y, t, c):
    error = np.copy(y)
    error -= t
    error *= c + c
    print("error:", error)
    return error


# %% output_error | wrong | This divides by c where the loss multiplies by it.
def output_error(y, t, c):
    return 2 * (y - t) / c


# %% output_delta | wrong | This has not passed the sigmoid: its slope y(1 - y) is missing.
def output_delta(grad_y, y):
    return grad_y


# %% output_delta | wrong | This is the slope of the sigmoid alone; the error that arrives is not in it.
def output_delta(grad_y, y):
    return y * (1 - y)


# %% output_delta | wrong | The sigmoid is applied to y again, but y has passed it already.
def output_delta(grad_y, y):
    s = sigmoid(y)
    return grad_y * s * (1 - s)


# %% output_delta | wrong | The error is multiplied by y only: the slope has a second factor.
def output_delta(grad_y, y):
    return y * grad_y


# %% output_delta | wrong | The error is multiplied by 1 - y only: the slope has a second factor.
def output_delta(grad_y, y):
    return grad_y * (1 - y)


# %% output_delta | wrong | The slope is added to the error; rates in a chain are multiplied.
def output_delta(grad_y, y):
    return grad_y + y * (1 - y)


# %% output_delta | wrong | This is the slope of tanh, but the outputs come from a sigmoid.
def output_delta(grad_y, y):
    return grad_y * (1 - y**2)


# %% output_delta | wrong | The sign is turned round on the way through the sigmoid, whose slope is never negative.
def output_delta(grad_y, y):
    return grad_y * y * (y - 1)


# %% output_delta | right | y - y**2 instead of y * (1 - y)
def output_delta(grad_y, y):
    return (y - y**2) * grad_y


# %% output_delta | right | from the input of the sigmoid, found again with the logarithm (a warning at y = 1 is harmless)
def output_delta(grad_y, y):
    y_in = np.log(y / (1 - y))
    return grad_y * sigmoid(y_in) * sigmoid(-y_in)


# %% grad_output_weights | wrong | Rows and columns are swapped: rows belong to hidden units, columns to outputs.
def grad_output_weights(h, grad_y_in):
    return np.outer(grad_y_in, h)


# %% grad_output_weights | wrong | All the products are added up, but every weight has an entry of its own.
def grad_output_weights(h, grad_y_in):
    return sum(a * b for a in h for b in grad_y_in)


# %% grad_output_weights | wrong | Only hidden unit i and output i are paired; every hidden unit meets every output.
def grad_output_weights(h, grad_y_in):
    return h * grad_y_in


# %% grad_output_weights | wrong | The value h[i] that flows through the weight is missing.
def grad_output_weights(h, grad_y_in):
    return np.tile(grad_y_in, (len(h), 1))


# %% grad_output_weights | wrong | The error grad_y_in[j] at the end of the weight is missing.
def grad_output_weights(h, grad_y_in):
    return np.repeat(h[:, None], len(grad_y_in), axis=1)


# %% grad_output_weights | wrong | The slope of the hidden sigmoid is in it, but these weights lie behind the hidden layer.
def grad_output_weights(h, grad_y_in):
    return np.outer(h * (1 - h), grad_y_in)


# %% grad_output_weights | wrong | This is the step downhill; the gradient itself has the other sign.
def grad_output_weights(h, grad_y_in):
    return -np.outer(h, grad_y_in)


# %% grad_output_weights | wrong | h goes in divided by the number of its rows or entries.
def grad_output_weights(h, grad_y_in):
    return np.outer(h, grad_y_in) / len(h)


# %% grad_output_weights | right | einsum
def grad_output_weights(h, grad_y_in):
    return np.einsum("i,j->ij", h, grad_y_in)


# %% grad_output_weights | right | a column times a row
def grad_output_weights(h, grad_y_in):
    return h.reshape(-1, 1) @ grad_y_in.reshape(1, -1)


# %% grad_output_weights | wrong | Values and errors are added; a value and the error behind it are multiplied.
def grad_output_weights(h, grad_y_in):
    return h[:, None] + grad_y_in


# %% grad_hidden | wrong | Only the first outgoing path is there; the others are dropped.
def grad_hidden(V, grad_y_in):
    return V[:, 0] * grad_y_in[0]


# %% grad_hidden | wrong | Only the last path is left: each one overwrites the one before (= instead of +=).
def grad_hidden(V, grad_y_in):
    grad_h = np.zeros(len(V))
    for i in range(V.shape[0]):
        for j in range(V.shape[1]):
            grad_h[i] = V[i, j] * grad_y_in[j]
    return grad_h


# %% grad_hidden | wrong | Two paths are added, as in the chapter, but here there can be more.
def grad_hidden(V, grad_y_in):
    return np.array([v[0] * grad_y_in[0] + v[1] * grad_y_in[1] for v in V])


# %% grad_hidden | wrong | The weights are read from output to hidden unit: V[i, j] goes from hidden unit i to output j.
def grad_hidden(V, grad_y_in):
    return grad_y_in @ V


# %% grad_hidden | wrong | The paths are averaged; they have to be added.
def grad_hidden(V, grad_y_in):
    return (V * grad_y_in).mean(axis=1)


# %% grad_hidden | wrong | The paths are not weighted: multiply each error by the weight it travels back along.
def grad_hidden(V, grad_y_in):
    return np.array([grad_y_in.sum() for _ in V])


# %% grad_hidden | wrong | Only the weights are added; the errors that travel back along them are missing.
def grad_hidden(V, grad_y_in):
    return np.sum(V, axis=1)


# %% grad_hidden | wrong | The paths are still separate; add them up for each hidden unit.
def grad_hidden(V, grad_y_in):
    return V * grad_y_in


# %% grad_hidden | wrong | The paths are added over the hidden units instead of over the outputs.
def grad_hidden(V, grad_y_in):
    return (V * grad_y_in).sum(axis=0)


# %% grad_hidden | right | one matrix product
def grad_hidden(V, grad_y_in):
    return grad_y_in @ V.T


# %% grad_hidden | right | a sum of columns
def grad_hidden(V, grad_y_in):
    total = 0
    for column, g in zip(V.T, grad_y_in):
        total = total + column * g
    return total


# %% hidden_delta_tanh | wrong | This is the slope of the sigmoid; the hidden layer of this task uses tanh.
def hidden_delta_tanh(grad_h, h):
    return grad_h * h * (1 - h)


# %% hidden_delta_tanh | wrong | This has not passed the activation: the slope of tanh is missing.
def hidden_delta_tanh(grad_h, h):
    return grad_h.copy()


# %% hidden_delta_tanh | wrong | The tanh is applied to h again, but h has passed it already.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - np.tanh(h) * np.tanh(h))


# %% hidden_delta_tanh | wrong | The square is round the whole bracket: the slope is 1 - h**2, not (1 - h)**2.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h) ** 2


# %% hidden_delta_tanh | wrong | The square of h is missing in the slope.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h)


# %% hidden_delta_tanh | wrong | This is the slope of tanh alone; the gradient that arrives is not in it.
def hidden_delta_tanh(grad_h, h):
    return 1 - h**2


# %% hidden_delta_tanh | wrong | The slope of tanh is 1 minus the square, not 1 plus the square.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 + h**2)


# %% hidden_delta_tanh | wrong | The sign is turned round in the slope: it is 1 - h**2, not h**2 - 1.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (h**2 - 1)


# %% hidden_delta_tanh | right | a product instead of a square
def hidden_delta_tanh(grad_h, h):
    return (1 - h) * (1 + h) * grad_h


# %% hidden_delta_tanh | right | one unit after the other
def hidden_delta_tanh(grad_h, h):
    grad_h_in = np.empty(len(h))
    for i, value in enumerate(h):
        grad_h_in[i] = grad_h[i] - grad_h[i] * value * value
    return grad_h_in


# %% hidden_delta_tanh | wrong | This applies the activation once more; going back needs its slope.
def hidden_delta_tanh(grad_h, h):
    return np.tanh(h) * grad_h


# %% eight_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ grad_y_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the output sigmoid is missing.
def eight_gradients(x, t, h, y, V):
    grad_y = 2 * (y - t)
    return np.outer(x, (V @ grad_y) * h * (1 - h)), np.outer(h, grad_y)


# %% eight_gradients | wrong | The factor 2 from the square is missing.
def eight_gradients(x, t, h, y, V):
    grad_y_in = (y - t) * y * (1 - y)
    return np.outer(x, (V @ grad_y_in) * h * (1 - h)), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The sign is turned round: the error is y - t, not t - y.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (t - y) * y * (1 - y)
    return np.outer(x, (V @ grad_y_in) * h * (1 - h)), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | grad_V is right; grad_W takes only one of the two paths into each hidden unit.
def eight_gradients(x, t, h, y, V):
    g1, g2 = 2 * (y - t) * y * (1 - y)
    k1 = V[0, 0] * g1 * h[0] * (1 - h[0])
    k2 = V[1, 0] * g1 * h[1] * (1 - h[1])
    grad_W = np.array([[x[0] * k1, x[0] * k2], [x[1] * k1, x[1] * k2]])
    grad_V = np.array([[h[0] * g1, h[0] * g2], [h[1] * g1, h[1] * g2]])
    return grad_W, grad_V


# %% eight_gradients | wrong | grad_V is right; on the way to grad_W, V is read the wrong way round.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (grad_y_in @ V) * h * (1 - h)), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | grad_V is right; rows and columns of grad_W are swapped.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return np.outer((V @ grad_y_in) * h * (1 - h), x), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return np.outer(h, grad_y_in), np.outer(x, (V @ grad_y_in) * h * (1 - h))


# %% eight_gradients | wrong | grad_V is right; grad_W uses h where the inputs x belong.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return np.outer(h, (V @ grad_y_in) * h * (1 - h)), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | grad_W uses the error before the output sigmoid: pass back grad_y_in, not grad_y.
def eight_gradients(x, t, h, y, V):
    grad_y = 2 * (y - t)
    return np.outer(x, (V @ grad_y) * h * (1 - h)), np.outer(h, grad_y * y * (1 - y))


# %% eight_gradients | right | eight scalars, written out
def eight_gradients(x, t, h, y, V):
    g1, g2 = (2 * (y[j] - t[j]) * y[j] * (1 - y[j]) for j in range(2))
    k1 = (V[0, 0] * g1 + V[0, 1] * g2) * h[0] * (1 - h[0])
    k2 = (V[1, 0] * g1 + V[1, 1] * g2) * h[1] * (1 - h[1])
    grad_W = np.array([[x[0] * k1, x[0] * k2], [x[1] * k1, x[1] * k2]])
    grad_V = np.array([[h[0] * g1, h[0] * g2], [h[1] * g1, h[1] * g2]])
    return grad_W, grad_V


# %% eight_gradients | right | rows of one instance and matrix products
def eight_gradients(x, t, h, y, V):
    X, T, H, Y = (row.reshape(1, -1) for row in (x, t, h, y))
    grad_Y_in = 2 * (Y - T) * (Y - Y**2)
    grad_H_in = (grad_Y_in @ V.T) * (H - H**2)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% eight_gradients | wrong | grad_V is right; on the way to grad_W the weights V are missing.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the hidden sigmoid is in it twice.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y))
    grad_h_in = (V @ grad_y_in) * (h * h * (1 - h) * (1 - h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y))
    grad_h_in = (V @ grad_y_in) * (1 - h * h)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the hidden sigmoid is taken of a value that has passed it already.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y))
    grad_h_in = (V @ grad_y_in) * (sigmoid(h) * sigmoid(-h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the output sigmoid is in it twice.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * (y**2 * (1 - y) ** 2)
    grad_h_in = (V @ grad_y_in) * (h * (1 - h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The outputs are passed back through the slope of tanh; they have a sigmoid.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * ((1 - y) * (1 + y))
    grad_h_in = (V @ grad_y_in) * (h * (1 - h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W. && The factor 2 from the square is missing.
def eight_gradients(x, t, h, y, V):
    grad_y_in = (y - t) * (y * (1 - y))
    grad_h_in = (V @ grad_y_in) * (1)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | The slope of the output sigmoid is missing. && The sign is turned round: the error is y - t, not t - y.
def eight_gradients(x, t, h, y, V):
    grad_y_in = -2 * (y - t) * (1)
    grad_h_in = (V @ grad_y_in) * (h * (1 - h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | In grad_V alone: The sign is turned round: the error is y - t, not t - y.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y))
    grad_h_in = (V @ grad_y_in) * (h * (1 - h))
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in) * -1


# %% updated_weights | wrong | The step goes uphill: subtract the gradient.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W + alpha * grad_W, V + alpha * grad_V


# %% updated_weights | wrong | The learning rate is missing from the step.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - grad_W, V - grad_V


# %% updated_weights | wrong | These are the steps alone; the old weights are missing.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return -alpha * grad_W, -alpha * grad_V


# %% updated_weights | wrong | The learning rate scales the weights too; it belongs to the gradient alone.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return alpha * (W - grad_W), alpha * (V - grad_V)


# %% updated_weights | wrong | The step is divided by the learning rate; it is multiplied by it.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - grad_W / alpha, V - grad_V / alpha


# %% updated_weights | wrong | V is updated, W is not.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W, V - alpha * grad_V


# %% updated_weights | wrong | The two arrays come back in the wrong order: W first, then V.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return V - alpha * grad_V, W - alpha * grad_W


# %% updated_weights | wrong | The learning rate is a fixed number; use the one that is given.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - 0.5 * grad_W, V - 0.5 * grad_V


# %% updated_weights | wrong | changes its argument number 1 in place; work on a copy of it
def updated_weights(W, V, grad_W, grad_V, alpha):
    W -= alpha * grad_W
    V -= alpha * grad_V
    return W, V


# %% updated_weights | right | copies first
def updated_weights(W, V, grad_W, grad_V, alpha):
    W, V = W.copy(), V.copy()
    W -= alpha * grad_W
    V -= alpha * grad_V
    return W, V


# %% updated_weights | right | entry by entry, in a list of two arrays
def updated_weights(W, V, grad_W, grad_V, alpha):
    new = []
    for A, grad_A in ((W, grad_W), (V, grad_V)):
        B = np.zeros(A.shape)
        for place in np.ndindex(*A.shape):
            B[place] = A[place] - alpha * grad_A[place]
        new.append(B)
    return new


# %% updated_weights | wrong | W is updated, V is not.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W, V.copy()


# %% grad_inputs | wrong | This stops at the hidden layer: the last step back through W is missing.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return (V @ grad_y_in) * (1 - h**2)


# %% grad_inputs | wrong | The slope of tanh is missing on the way through the hidden layer.
def grad_inputs(t, h, y, W, V):
    return W @ V @ (2 * (y - t) * y * (1 - y))


# %% grad_inputs | wrong | The slope of the output sigmoid is missing.
def grad_inputs(t, h, y, W, V):
    return W @ ((V @ (2 * (y - t))) * (1 - h**2))


# %% grad_inputs | wrong | The factor 2 from the square is missing.
def grad_inputs(t, h, y, W, V):
    return W @ ((V @ ((y - t) * y * (1 - y))) * (1 - h**2))


# %% grad_inputs | wrong | The sign is turned round: the error is y - t, not t - y.
def grad_inputs(t, h, y, W, V):
    return W @ ((V @ (2 * (t - y) * y * (1 - y))) * (1 - h**2))


# %% grad_inputs | wrong | W is read the wrong way round: W[i, j] goes from input i to hidden unit j.
def grad_inputs(t, h, y, W, V):
    grad_h_in = (V @ (2 * (y - t) * y * (1 - y))) * (1 - h**2)
    return grad_h_in @ W


# %% grad_inputs | wrong | Each input takes only its path to the last hidden unit (= instead of +=).
def grad_inputs(t, h, y, W, V):
    grad_h_in = (V @ (2 * (y - t) * y * (1 - y))) * (1 - h**2)
    grad_x = np.zeros(W.shape[0])
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            grad_x[i] = W[i, j] * grad_h_in[j]
    return grad_x


# %% grad_inputs | wrong | Each hidden unit takes only its path to the first output.
def grad_inputs(t, h, y, W, V):
    delta = 2 * (y[0] - t[0]) * y[0] * (1 - y[0])
    return W @ (V[:, 0] * delta * (1 - h**2))


# %% grad_inputs | right | loops
def grad_inputs(t, h, y, W, V):
    grad_x = np.zeros(len(W))
    for i in range(W.shape[0]):
        for k in range(W.shape[1]):
            for j in range(V.shape[1]):
                grad_x[i] += 2 * (y[j] - t[j]) * y[j] * (1 - y[j]) * V[k, j] * (1 - h[k] ** 2) * W[i, k]
    return grad_x


# %% grad_inputs | right | one product of Jacobians
def grad_inputs(t, h, y, W, V):
    return W @ np.diag(1 - h**2) @ V @ np.diag(y * (1 - y)) @ (2 * (y - t))


# %% grad_inputs | wrong | The hidden layer is passed back through the slope of the sigmoid; here it uses tanh.
def grad_inputs(t, h, y, W, V):
    grad_h = V @ (2 * (y - t) * y * (1 - y))
    return W @ (grad_h * h * (1 - h))


# %% grad_inputs | wrong | The outputs are passed back through the slope of tanh; only the hidden layer uses it.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * (1 - y**2)
    return W @ ((V @ grad_y_in) * (1 - h**2))


# %% grad_inputs | wrong | V is read the wrong way round: V[i, j] goes from hidden unit i to output j.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    return W @ (grad_y_in @ V * (1 - h**2))


# %% grad_inputs | wrong | Each input takes only its path to the first hidden unit.
def grad_inputs(t, h, y, W, V):
    grad_h1 = V[0] @ (2 * (y - t) * y * (1 - y))
    return W[:, 0] * grad_h1 * (1 - h[0] ** 2)


# %% grad_inputs | wrong | The last step uses V again; from the hidden layer to the inputs it is W.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = (V @ grad_y_in) * (1 - h**2)
    return V @ grad_h_in


# %% grad_inputs | wrong | The slope of tanh is in it twice.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y))
    return W @ ((V @ grad_y_in) * ((1 - h**2) * (1 - h**2)))


# %% grad_inputs | wrong | The slope of the output sigmoid is in it twice.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * (y * (1 - y) * y * (1 - y))
    return W @ ((V @ grad_y_in) * (1 - h**2))


# %% grad_inputs | wrong | The sign is turned round: the error is y - t, not t - y. && The slope of tanh is missing on the way through the hidden layer.
def grad_inputs(t, h, y, W, V):
    grad_y_in = -2 * (y - t) * (y * (1 - y))
    return W @ ((V @ grad_y_in) * (1))


# %% summed_gradients | wrong | Only the last instance is left: each one overwrites the one before (= instead of +=).
def summed_gradients(X, T, W, V):
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_V = np.outer(h, grad_y_in)
        grad_W = np.outer(x, (V @ grad_y_in) * h * (1 - h))
    return grad_W, grad_V


# %% summed_gradients | wrong | Only the first instance is there: return after the loop, not inside it.
def summed_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, grad_y_in)
        grad_W += np.outer(x, (V @ grad_y_in) * h * (1 - h))
        return grad_W, grad_V


# %% summed_gradients | wrong | grad_W is right; grad_V holds the last instance only.
def summed_gradients(X, T, W, V):
    grad_W = 0
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_V = np.outer(h, grad_y_in)
        grad_W += np.outer(x, (V @ grad_y_in) * h * (1 - h))
    return grad_W, grad_V


# %% summed_gradients | wrong | This is the mean over the instances; the loss is their sum.
def summed_gradients(X, T, W, V):
    grad_W, grad_V = 0, 0
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, grad_y_in)
        grad_W += np.outer(x, (V @ grad_y_in) * h * (1 - h))
    return grad_W / len(X), grad_V / len(X)


# %% summed_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ (grad_Y_in @ V.T), H.T @ grad_Y_in


# %% summed_gradients | wrong | The slope of the output sigmoid is missing.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y = 2 * (Y - T)
    return X.T @ (grad_Y @ V.T * H * (1 - H)), H.T @ grad_Y


# %% summed_gradients | wrong | The factor 2 from the square is missing.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) * Y * (1 - Y)
    return X.T @ (grad_Y_in @ V.T * H * (1 - H)), H.T @ grad_Y_in


# %% summed_gradients | wrong | The sign is turned round: the error is y - t, not t - y.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (T - Y) * Y * (1 - Y)
    return X.T @ (grad_Y_in @ V.T * H * (1 - H)), H.T @ grad_Y_in


# %% summed_gradients | wrong | grad_V is right; grad_W takes only the path through the first output.
def summed_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros_like(W), np.zeros_like(V)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, grad_y_in)
        grad_W += np.outer(x, V[:, 0] * grad_y_in[0] * h * (1 - h))
    return grad_W, grad_V


# %% summed_gradients | wrong | Inputs and errors are added up over the instances before they are multiplied; every instance has a product of its own.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * Y * (1 - Y)
    grad_H_in = grad_Y_in @ V.T * H * (1 - H)
    return np.outer(X.sum(axis=0), grad_H_in.sum(axis=0)), np.outer(H.sum(axis=0), grad_Y_in.sum(axis=0))


# %% summed_gradients | right | the whole batch at once
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ (grad_Y_in @ V.T * H * (1 - H)), H.T @ grad_Y_in


# %% summed_gradients | right | einsum, with helpers of its own
def my_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def summed_gradients(X, T, W, V):
    H = my_sigmoid(np.einsum("ni,ih->nh", X, W))
    Y = my_sigmoid(np.einsum("nh,ho->no", H, V))
    D = np.einsum("no,no,no->no", 2 * (Y - T), Y, 1 - Y)
    K = np.einsum("no,ho,nh,nh->nh", D, V, H, 1 - H)
    return np.einsum("ni,nh->ih", X, K), np.einsum("nh,no->ho", H, D)


# %% summed_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * Y * (1 - Y)
    return H.T @ grad_Y_in, X.T @ (grad_Y_in @ V.T * H * (1 - H))


# %% summed_gradients | wrong | The slope of the hidden sigmoid is in it twice.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * H * (1 - H) * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (1 - H * H)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | The slope of the hidden sigmoid is taken of a value that has passed it already.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (sigmoid(H) * sigmoid(-H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | The slope of the output sigmoid is in it twice.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y**2 * (1 - Y) ** 2)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | The outputs are passed back through the slope of tanh; they have a sigmoid.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * ((1 - Y) * (1 + Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | This divides by the number of all entries; the loss is a sum.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in / T.size, H.T @ grad_Y_in / T.size


# %% summed_gradients | wrong | This is the gradient of the cross-entropy; the loss is the squared error.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) * (1)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W. && The slope of the output sigmoid is missing.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (1)
    grad_H_in = (grad_Y_in @ V.T) * (1)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% summed_gradients | wrong | In grad_W alone: This is the mean over the instances; the loss is their sum.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in / len(X), H.T @ grad_Y_in


# %% grad_inputs | wrong | The slope of tanh is taken of a value that has passed it already.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return W @ ((V @ d) * (1 - np.tanh(h) ** 2))


# %% summed_gradients | wrong | The outputs of the last instance serve for all; every instance has its own.
def summed_gradients(X, T, W, V):
    h, y = forward(X[-1], W, V)
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        d = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, d)
        grad_W += np.outer(x, (V @ d) * h * (1 - h))
    return grad_W, grad_V


# %% grad_inputs | wrong | The slope of the output sigmoid is taken of a value that has passed it already.
def grad_inputs(t, h, y, W, V):
    slope = sigmoid(y) * (1 - sigmoid(y))
    return W @ ((V @ (2 * (y - t) * slope)) * (1 - h**2))


# %% my_gradients | wrong | The factor 2 from the square is missing.
def my_gradients():
    return -0.0637, 0.0358, 0.1747, 0.1051


# %% my_gradients | wrong | The sign is turned round: the error is y - t, not t - y.
def my_gradients():
    return 0.1274, -0.0715, -0.3495, -0.2102


# %% my_gradients | wrong | The slope of the output sigmoid is missing.
def my_gradients():
    return -0.6049, 0.3108, 1.7483, 1.0516


# %% my_gradients | wrong | The slope of the hidden sigmoid is missing on the way to w.
def my_gradients():
    return -0.1274, 0.0715, 0.3495, 0.8562


# %% my_gradients | wrong | The hidden unit takes only its path to the first output.
def my_gradients():
    return -0.1274, 0.0715, 0.5708, 0.3433


# %% my_gradients | wrong | The hidden unit takes only its path to the second output.
def my_gradients():
    return -0.1274, 0.0715, -0.2213, -0.1331


# %% my_gradients | wrong | The gradients of v1 and v2 lack the value h that flows through these weights.
def my_gradients():
    return -0.2942, 0.1651, 0.3495, 0.2102


# %% my_gradients | wrong | The gradient of w lacks the input x that flows through it.
def my_gradients():
    return -0.1274, 0.0715, 0.3495, 0.0858


# %% my_gradients | right | six decimals
def my_gradients():
    return -0.127401, 0.071511, 0.349473, 0.210212


# %% my_gradients | right | a list
def my_gradients():
    return [-0.1274, 0.0715, 0.3495, 0.2102]


# %% my_gradients | right | an array
def my_gradients():
    return np.array([-0.12740, 0.07151, 0.34947, 0.21021])


# %% my_gradients | right | the last decimal cut off instead of rounded
def my_gradients():
    return -0.1274, 0.0715, 0.3494, 0.2102


# %% my_gradients | right | fractions
def my_gradients():
    return -1274 / 10000, 715 / 10000, 3495 / 10000, 2102 / 10000


# %% output_error | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def output_error(y, t, c):
    grad_y = np.zeros_like(t)
    for j in range(len(y)):
        grad_y[j] = 2 * c * (y[j] - t[j])
    return grad_y


# %% output_error | right | half of the difference of two losses, which is exact for a square
def output_error(y, t, c):
    return c * ((y + 0.5 - t) ** 2 - (y - 0.5 - t) ** 2)


# %% output_error | right | multiplied out
def output_error(y, t, c):
    return np.multiply(2 * c, y) - np.multiply(2 * c, t)


# %% output_error | right | a list
def output_error(y, t, c):
    return [(a - b) * c + (a - b) * c for a, b in zip(y, t)]


# %% output_delta | right | a quarter minus the square of the distance from one half
def output_delta(grad_y, y):
    return grad_y * (0.25 - (y - 0.5) ** 2)


# %% output_delta | right | a Jacobian times the error
def output_delta(grad_y, y):
    return np.diag(y) @ np.diag(1 - y) @ grad_y


# %% output_delta | right | Python's floats in a tuple
def output_delta(grad_y, y):
    return tuple(float(g) * float(a) * (1.0 - float(a)) for g, a in zip(grad_y, y))


# %% output_delta | right | einsum over three factors
def output_delta(grad_y, y):
    return np.einsum("j,j,j->j", grad_y, y, 1 - y)


# %% grad_output_weights | right | multiply.outer
def grad_output_weights(h, grad_y_in):
    return np.multiply.outer(h, grad_y_in)


# %% grad_output_weights | right | lists of rows
def grad_output_weights(h, grad_y_in):
    return [[value * error for error in grad_y_in] for value in h]


# %% grad_output_weights | right | the Kronecker product, in shape
def grad_output_weights(h, grad_y_in):
    return np.kron(h, grad_y_in).reshape(h.size, grad_y_in.size)


# %% grad_output_weights | right | column by column
def grad_output_weights(h, grad_y_in):
    return np.column_stack([h * error for error in grad_y_in])


# %% grad_hidden | right | einsum
def grad_hidden(V, grad_y_in):
    return np.einsum("ij,j->i", V, grad_y_in)


# %% grad_hidden | right | a list of sums
def grad_hidden(V, grad_y_in):
    import math

    return [math.fsum(v * g for v, g in zip(row, grad_y_in)) for row in V]


# %% grad_hidden | right | broadcasting, then the sum
def grad_hidden(V, grad_y_in):
    return np.sum(V * grad_y_in[None, :], axis=-1)


# %% grad_hidden | right | tensordot
def grad_hidden(V, grad_y_in):
    return np.tensordot(grad_y_in, V, axes=(0, 1))


# %% hidden_delta_tanh | right | one minus and one plus
def hidden_delta_tanh(grad_h, h):
    return (1 - h) * (1 + h) * grad_h


# %% hidden_delta_tanh | right | what is taken away
def hidden_delta_tanh(grad_h, h):
    return grad_h - grad_h * np.square(h)


# %% hidden_delta_tanh | right | a list with math.pow
def hidden_delta_tanh(grad_h, h):
    import math

    return [g * (1 - math.pow(a, 2)) for g, a in zip(grad_h, h)]


# %% hidden_delta_tanh | right | a Jacobian times the error
def hidden_delta_tanh(grad_h, h):
    return (np.eye(len(h)) - np.diag(h * h)) @ grad_h


# %% eight_gradients | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def eight_gradients(x, t, h, y, V):
    grad_y_in = np.zeros_like(t)
    for j in range(2):
        grad_y_in[j] = 2 * (y[j] - t[j]) * y[j] * (1 - y[j])
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | wrong | grad_V is right; on the way to grad_W an array made like x, of whole numbers, cuts off every fraction.
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = np.zeros_like(x)
    for i in range(2):
        grad_h_in[i] = (V[i] @ grad_y_in) * h[i] * (1 - h[i])
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% eight_gradients | right | einsum
def eight_gradients(x, t, h, y, V):
    delta = 2 * (y - t) * (y - y**2)
    back = np.einsum("ij,j,i->i", V, delta, h - h * h)
    return np.einsum("i,j->ij", x, back), np.einsum("i,j->ij", h, delta)


# %% eight_gradients | right | Jacobians
def eight_gradients(x, t, h, y, V):
    delta = np.diag(y * (1 - y)) @ (2 * (y - t))
    back = np.diag(h * (1 - h)) @ V @ delta
    return [x[:, None] * back, h[:, None] * delta]


# %% updated_weights | wrong | changes its argument number 3 in place; work on a copy of it
def updated_weights(W, V, grad_W, grad_V, alpha):
    grad_W *= alpha
    grad_V *= alpha
    return W - grad_W, V - grad_V


# %% updated_weights | right | the step added
def updated_weights(W, V, grad_W, grad_V, alpha):
    return [np.add(A, np.multiply(-alpha, G)) for A, G in ((W, grad_W), (V, grad_V))]


# %% updated_weights | right | a product of rows
def updated_weights(W, V, grad_W, grad_V, alpha):
    step = np.array([1.0, -alpha])
    return np.tensordot(step, np.stack([W, grad_W]), 1), np.tensordot(step, np.stack([V, grad_V]), 1)


# %% updated_weights | right | lists of rows
def updated_weights(W, V, grad_W, grad_V, alpha):
    def step(A, G):
        return [[a - alpha * g for a, g in zip(*rows)] for rows in zip(A, G)]

    return step(W, grad_W), step(V, grad_V)


# %% grad_inputs | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def grad_inputs(t, h, y, W, V):
    grad_y_in = np.zeros_like(t)
    for j in range(len(t)):
        grad_y_in[j] = 2 * (y[j] - t[j]) * y[j] * (1 - y[j])
    return W @ ((V @ grad_y_in) * (1 - h**2))


# %% grad_inputs | right | einsum over all paths
def grad_inputs(t, h, y, W, V):
    return np.einsum("ij,jk,k,j->i", W, V, 2 * (y - t) * y * (1 - y), (1 - h) * (1 + h))


# %% grad_inputs | right | from the left: a row times tables
def grad_inputs(t, h, y, W, V):
    row = 2 * (y - t) * (y - y * y)
    return (row @ V.T - (row @ V.T) * h**2) @ W.T


# %% summed_gradients | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def summed_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        grad_y_in = np.zeros_like(t)
        for j in range(len(t)):
            grad_y_in[j] = 2 * (y[j] - t[j]) * y[j] * (1 - y[j])
        grad_h_in = (V @ grad_y_in) * h * (1 - h)
        grad_W += np.outer(x, grad_h_in)
        grad_V += np.outer(h, grad_y_in)
    return grad_W, grad_V


# %% summed_gradients | wrong | An instance that comes twice counts once; every row counts.
def summed_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for row in {tuple(x) + tuple(t) for x, t in zip(X, T)}:
        x, t = np.array(row[: X.shape[1]]), np.array(row[X.shape[1] :])
        h, y = forward(x, W, V)
        grad_y_in = 2 * (y - t) * y * (1 - y)
        grad_W += np.outer(x, (V @ grad_y_in) * h * (1 - h))
        grad_V += np.outer(h, grad_y_in)
    return grad_W, grad_V


# %% summed_gradients | right | three-dimensional tables, with tanh for the sigmoid
def summed_gradients(X, T, W, V):
    H = 0.5 + 0.5 * np.tanh(X @ W / 2)
    Y = 0.5 + 0.5 * np.tanh(H @ V / 2)
    delta = 2 * (Y - T) * Y * (1 - Y)
    back = (V[None] * delta[:, None, :]).sum(axis=2) * H * (1 - H)
    return (X[:, :, None] * back[:, None, :]).sum(axis=0), (H[:, :, None] * delta[:, None, :]).sum(axis=0)


# %% summed_gradients | right | plain loops
def summed_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for n in range(len(X)):
        h, y = forward(X[n], W, V)
        for j in range(len(y)):
            delta = 2 * (y[j] - T[n, j]) * y[j] * (1 - y[j])
            for i in range(len(h)):
                grad_V[i, j] += h[i] * delta
                for k in range(X.shape[1]):
                    grad_W[k, i] += X[n, k] * h[i] * (1 - h[i]) * V[i, j] * delta
    return grad_W, grad_V


# %% eight_gradients | right | plain loops over both outputs
def eight_gradients(x, t, h, y, V):
    grad_W, grad_V = np.zeros((2, 2)), np.zeros((2, 2))
    for k in range(2):
        delta = 2 * (y[k] - t[k]) * y[k] * (1 - y[k])
        for j in range(2):
            grad_V[j, k] = h[j] * delta
            grad_W[:, j] += x * h[j] * (1 - h[j]) * V[j, k] * delta
    return grad_W, grad_V


# %% grad_inputs | right | plain loops, a list
def grad_inputs(t, h, y, W, V):
    grad_x = [0.0] * len(W)
    for i in range(len(W)):
        for j in range(len(h)):
            for k in range(len(y)):
                grad_x[i] += W[i, j] * (1 - h[j] ** 2) * V[j, k] * 2 * (y[k] - t[k]) * y[k] * (1 - y[k])
    return grad_x


# %% summed_gradients | right | lists of the instances' tables, summed by NumPy
def summed_gradients(X, T, W, V):
    tables = []
    for n in range(X.shape[0]):
        h, y = forward(X[n], W, V)
        delta = 2 * (y - T[n]) * (0.25 - (y - 0.5) ** 2)
        tables.append((X[n][:, None] * (V * delta).sum(axis=1) * (h - h**2), h[:, None] * delta))
    return [np.sum(parts, axis=0) for parts in zip(*tables)]


# %% output_delta | wrong | The result is rounded; all of its digits are asked for.
def output_delta(grad_y, y):
    return np.round(grad_y * y * (1 - y), 6)


# %% grad_output_weights | wrong | The result is rounded; all of its digits are asked for.
def grad_output_weights(h, grad_y_in):
    return np.round(np.outer(h, grad_y_in), 6)


# %% grad_hidden | wrong | The result is rounded; all of its digits are asked for.
def grad_hidden(V, grad_y_in):
    return np.round(V @ grad_y_in, 6)


# %% hidden_delta_tanh | wrong | The result is rounded; all of its digits are asked for.
def hidden_delta_tanh(grad_h, h):
    return np.round(grad_h * (1 - h**2), 6)


# %% updated_weights | wrong | The result is rounded; all of its digits are asked for.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return np.round(W - alpha * grad_W, 6), np.round(V - alpha * grad_V, 6)


# %% output_error | wrong | The result is rounded; all of its digits are asked for.
def output_error(y, t, c):
    return np.round(2 * c * (y - t), 4)


# %% output_delta | wrong | Brackets are missing round 1 - y: it is multiplied first, and y is taken off in the end.
def output_delta(grad_y, y):
    return grad_y * y * 1 - y


# %% output_delta | wrong | The error is divided by the slope; rates in a chain are multiplied.
def output_delta(grad_y, y):
    return grad_y / (y * (1 - y))


# %% output_delta | wrong | y is kept away from 0 and 1; where it is exactly 0 or 1 the slope is 0.
def output_delta(grad_y, y):
    y = np.clip(y, 1e-3, 1 - 1e-3)
    return grad_y * y * (1 - y)


# %% output_delta | wrong | The error is multiplied by the sigmoid itself; its slope belongs there.
def output_delta(grad_y, y):
    return grad_y * sigmoid(y)


# %% grad_output_weights | wrong | The last hidden unit gets nothing: range(n) ends before n by itself.
def grad_output_weights(h, grad_y_in):
    g = np.zeros((len(h), len(grad_y_in)))
    for i in range(len(h) - 1):
        for j in range(len(grad_y_in)):
            g[i, j] = h[i] * grad_y_in[j]
    return g


# %% grad_output_weights | wrong | There are two rows and two columns, as in the chapter; here it can be other numbers.
def grad_output_weights(h, grad_y_in):
    g = np.zeros((2, 2))
    for i in range(2):
        for j in range(2):
            g[i, j] = h[i] * grad_y_in[j]
    return g


# %% grad_hidden | wrong | The sum is not set back to 0: each hidden unit goes on with that of the one before.
def grad_hidden(V, grad_y_in):
    grad_h = []
    total = 0
    for row in V:
        for v, g in zip(row, grad_y_in):
            total += v * g
        grad_h.append(total)
    return np.array(grad_h)


# %% grad_hidden | wrong | The last path is left out: range(n) ends before n by itself.
def grad_hidden(V, grad_y_in):
    grad_h = np.zeros(V.shape[0])
    for i in range(V.shape[0]):
        for j in range(V.shape[1] - 1):
            grad_h[i] += V[i, j] * grad_y_in[j]
    return grad_h


# %% hidden_delta_tanh | wrong | Brackets are missing round 1 - h**2: the error meets the 1 alone.
def hidden_delta_tanh(grad_h, h):
    return grad_h * 1 - h**2


# %% hidden_delta_tanh | wrong | 2h stands where h**2 belongs.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - 2 * h)


# %% eight_gradients | wrong | grad_V is right; grad_W goes back through weights V that are updated already.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    grad_V = np.outer(h, d)
    V = V - grad_V
    dh = V @ d * h * (1 - h)
    return np.outer(x, dh), grad_V


# %% eight_gradients | wrong | grad_V is right; on the way to grad_W, weights and errors are added up first and multiplied then.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    dh = V.sum(axis=1) * d.sum() * h * (1 - h)
    return np.outer(x, dh), np.outer(h, d)


# %% updated_weights | wrong | The mean gradient moves all weights alike; each weight has a gradient of its own.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W.mean(), V - alpha * grad_V.mean()


# %% grad_inputs | wrong | On the way through W, weights and errors are added up first and multiplied then.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return W.sum(axis=1) * np.sum(V @ d * (1 - h**2))


# %% grad_inputs | wrong | On the way through W the paths are averaged; they have to be added.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return np.mean(W * (V @ d * (1 - h**2)), axis=1)


# %% summed_gradients | wrong | The first instance is left out.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for n in range(1, len(X)):
        h, y = forward(X[n], W, V)
        d = 2 * (y - T[n]) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(X[n], V @ d * h * (1 - h))
    return gW, gV


# %% summed_gradients | wrong | The instances are added up to one before the forward pass; each has a gradient of its own.
def summed_gradients(X, T, W, V):
    x, t = X.sum(axis=0), T.sum(axis=0)
    h, y = forward(x, W, V)
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ d * h * (1 - h)), np.outer(h, d)


# %% summed_gradients | wrong | Only two instances count, as in the chapter; here it can be any number.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for n in range(min(2, len(X))):
        h, y = forward(X[n], W, V)
        d = 2 * (y - T[n]) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(X[n], V @ d * h * (1 - h))
    return gW, gV


# %% my_gradients | wrong | One path is taken from the other; they have to be added.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 - d2 * v2
    return tuple(round(float(a), 4) for a in (d1 * h, d2 * h, gh, gh * h * (1 - h) * x))


# %% my_gradients | wrong | The two targets have changed places.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 0, 1
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 + d2 * v2
    return tuple(round(float(a), 4) for a in (d1 * h, d2 * h, gh, gh * h * (1 - h) * x))


# %% my_gradients | wrong | On the way back, v1 and v2 have changed places.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v2 + d2 * v1
    return tuple(round(float(a), 4) for a in (d1 * h, d2 * h, gh, gh * h * (1 - h) * x))


# %% my_gradients | wrong | The four numbers are in another order than asked for.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 + d2 * v2
    return tuple(round(float(a), 4) for a in (gh * h * (1 - h) * x, gh, d1 * h, d2 * h))


# %% my_gradients | wrong | The numbers are rounded to fewer than four decimals.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 + d2 * v2
    return tuple(round(float(a), 2) for a in (d1 * h, d2 * h, gh, gh * h * (1 - h) * x))


# %% my_gradients | wrong | The hidden unit has not passed its sigmoid: h is x times w here.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = x * w
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 + d2 * v2
    return tuple(round(float(a), 4) for a in (d1 * h, d2 * h, gh, gh * h * (1 - h) * x))


# %% my_gradients | wrong | The hidden unit is passed back through the slope of tanh; it has a sigmoid.
def my_gradients():
    x, w, v1, v2, t1, t2 = 2.45, -0.11, -1.94, -1.34, 1, 0
    h = sigmoid(x * w)
    y1, y2 = sigmoid(h * v1), sigmoid(h * v2)
    d1, d2 = 2 * (y1 - t1) * y1 * (1 - y1), 2 * (y2 - t2) * y2 * (1 - y2)
    gh = d1 * v1 + d2 * v2
    return tuple(round(float(a), 4) for a in (d1 * h, d2 * h, gh, gh * (1 - h * h) * x))


# %% output_error | wrong | The square is still there: its exponent comes down as the factor 2, and y - t is left.
def output_error(y, t, c):
    return 2 * c * (y - t) ** 2


# %% grad_output_weights | wrong | The inner product is one number; every weight has an entry of its own.
def grad_output_weights(h, grad_y_in):
    return h @ grad_y_in


# %% grad_output_weights | wrong | The last output gets nothing: range(n) ends before n by itself.
def grad_output_weights(h, grad_y_in):
    g = np.zeros((len(h), len(grad_y_in)))
    for i in range(len(h)):
        for j in range(len(grad_y_in) - 1):
            g[i, j] = h[i] * grad_y_in[j]
    return g


# %% grad_hidden | wrong | The last hidden unit gets nothing: range(n) ends before n by itself.
def grad_hidden(V, grad_y_in):
    grad_h = np.zeros(len(V))
    for i in range(len(V) - 1):
        grad_h[i] = V[i] @ grad_y_in
    return grad_h


# %% grad_hidden | wrong | The paths are multiplied; they have to be added.
def grad_hidden(V, grad_y_in):
    grad_h = np.ones(len(V))
    for i in range(V.shape[0]):
        for j in range(V.shape[1]):
            grad_h[i] *= V[i, j] * grad_y_in[j]
    return grad_h


# %% hidden_delta_tanh | wrong | The slope is derived once more: it is 1 - h**2 already.
def hidden_delta_tanh(grad_h, h):
    return -2 * h * grad_h


# %% hidden_delta_tanh | wrong | The error is divided by the slope; rates in a chain are multiplied.
def hidden_delta_tanh(grad_h, h):
    return grad_h / (1 - h**2)


# %% eight_gradients | wrong | grad_V is right; grad_W takes only the last path into each hidden unit (= instead of +=).
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    grad_h = np.zeros(2)
    for i in range(2):
        for j in range(2):
            grad_h[i] = V[i, j] * d[j]
    return np.outer(x, grad_h * h * (1 - h)), np.outer(h, d)


# %% updated_weights | wrong | The gradient is shortened to length 1; its size counts, too.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W / np.linalg.norm(grad_W), V - alpha * grad_V / np.linalg.norm(grad_V)


# %% grad_inputs | wrong | Each hidden unit takes only its path to the last output (= instead of +=).
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    for j in range(len(d)):
        grad_h = V[:, j] * d[j]
    return W @ (grad_h * (1 - h**2))


# %% grad_inputs | wrong | On the way through V, weights and errors are added up first and multiplied then.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    grad_h = np.sum(V, axis=1) * np.sum(d)
    return W @ (grad_h * (1 - h**2))


# %% grad_inputs | wrong | The paths through W are not weighted: the weights are missing.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ d * (1 - h**2)
    return np.array([grad_h_in.sum() for _ in range(len(W))])


# %% summed_gradients | wrong | The last instance is left out: range(n) ends before n by itself.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for n in range(len(X) - 1):
        h, y = forward(X[n], W, V)
        d = 2 * (y - T[n]) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(X[n], V @ d * h * (1 - h))
    return gW, gV


# %% summed_gradients | wrong | grad_V is right; grad_W takes only the path through the last output (= instead of +=).
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        for j in range(len(d)):
            grad_h = V[:, j] * d[j]
        gV += np.outer(h, d)
        gW += np.outer(x, grad_h * h * (1 - h))
    return gW, gV


# %% summed_gradients | wrong | grad_V is right; on the way to grad_W, weights and errors are added up first and multiplied then.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, V.sum(axis=1) * d.sum() * h * (1 - h))
    return gW, gV

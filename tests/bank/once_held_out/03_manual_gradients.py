# Answers to assignment 3 that were written from the exercise folders alone, and held out until ideas were added for some of them.

# %% hidden_delta_tanh | wrong | The tanh is applied to h again, but h has passed it already.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - np.tanh(h) ** 2)


# %% eight_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    gV = np.outer(h, d)
    gW = np.outer(x, (V @ d) * h * (1 - h))
    return gV, gW


# %% grad_inputs | wrong | The outputs are passed back through the slope of tanh; only the hidden layer uses it.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * (1 - y**2)
    return W @ ((V @ d) * (1 - h**2))


# %% summed_gradients | wrong | In grad_W alone: Only the last instance is left: each one overwrites the one before (= instead of +=).
def summed_gradients(X, T, W, V):
    grad_W = np.zeros(W.shape)
    grad_V = np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, d)
        grad_W = np.outer(x, (V @ d) * h * (1 - h))
    return grad_W, grad_V


# %% output_error | wrong | The sizes are right, but the signs are lost.
def output_error(y, t, c):
    return 2 * c * np.abs(y - t)


# %% output_delta | wrong | The error is multiplied by y only: the slope has a second factor.
def output_delta(grad_y, y):
    return grad_y * y


# %% eight_gradients | wrong | grad_V is right; the slope of the output sigmoid is in grad_W twice.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ (d * y * (1 - y))) * h * (1 - h)
    return np.outer(x, e), np.outer(h, d)


# %% grad_inputs | wrong | W is read the wrong way round: W[i, j] goes from input i to hidden unit j.
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ d) * (1 - h**2)
    return W.T @ e


# %% summed_gradients | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros_like(W), np.zeros_like(V)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, (V @ d) * (1 - h**2))
    return gW, gV


# %% output_error | wrong | This divides by the number of outputs; the loss here is a sum, not a mean.
def output_error(y, t, c):
    return 2 * c * (y - t) / len(y)


# %% output_delta | wrong | One factor of the slope is made from the error that arrives; both are made from y.
def output_delta(grad_y, y):
    return grad_y * (1 - grad_y) * y


# %% grad_output_weights | wrong | Only hidden unit i and output i are paired, on the diagonal; every hidden unit meets every output.
def grad_output_weights(h, grad_y_in):
    g = np.zeros((len(h), len(grad_y_in)))
    for i in range(min(len(h), len(grad_y_in))):
        g[i, i] = h[i] * grad_y_in[i]
    return g


# %% updated_weights | wrong | In the new V alone: alpha goes in squared.
def updated_weights(W, V, grad_W, grad_V, alpha):
    new_W = W - alpha * grad_W
    new_V = V - alpha * (alpha * grad_V)
    return new_W, new_V


# %% output_error | wrong | It is multiplied by c once too often.
def output_error(y, t, c):
    return 2 * c * c * (y - t)


# %% grad_hidden | wrong | The paths are added over the hidden units instead of over the outputs.
def grad_hidden(V, grad_y_in):
    return (V * grad_y_in).sum(axis=0)


# %% hidden_delta_tanh | wrong | The slope of tanh is 1 minus the square, not 1 plus the square.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 + h**2)


# %% eight_gradients | wrong | grad_V is right; grad_W uses h where the inputs x belong.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ d) * h * (1 - h)
    return np.outer(h, e), np.outer(h, d)


# %% output_error | wrong | Every entry holds the sum of all errors; each output has its own.
def output_error(y, t, c):
    return 2 * c * np.sum(y - t) * np.ones(len(y))


# %% output_delta | wrong | The sign is turned round on the way through the sigmoid, whose slope is never negative.
def output_delta(grad_y, y):
    return grad_y * y * (y - 1)


# %% grad_output_weights | wrong | The errors are divided by the values h; they are multiplied by them.
def grad_output_weights(h, grad_y_in):
    return grad_y_in[None, :] / np.where(h == 0, 1, h)[:, None]


# %% grad_hidden | wrong | Weights and errors are added up first and multiplied then; multiply along each path, then add.
def grad_hidden(V, grad_y_in):
    return V.sum(axis=1) * grad_y_in.sum()


# %% hidden_delta_tanh | wrong | 2h stands where h**2 belongs.
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - 2 * h)


# %% eight_gradients | wrong | In grad_W alone: The factor 2 from the square is missing.
def eight_gradients(x, t, h, y, V):
    e = (y - t) * y * (1 - y)
    grad_V = 2 * np.outer(h, e)
    grad_W = np.outer(x, V.dot(e) * h * (1 - h))
    return grad_W, grad_V


# %% updated_weights | wrong | Only the sign of each gradient counts in the step; its size counts, too.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * np.sign(grad_W), V - alpha * np.sign(grad_V)


# %% grad_inputs | wrong | Where the hidden slope belongs stands 1 minus the value.
def grad_inputs(t, h, y, W, V):
    back = V @ (2 * (y - t) * y * (1 - y))
    return W @ (back * (1 - h))


# %% summed_gradients | wrong | grad_V is right; on the way to grad_W, instances are added up before they are multiplied.
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    e = (D.sum(axis=0) @ V.T) * (H * (1 - H)).mean(axis=0)
    return np.outer(X.sum(axis=0), e), H.T @ D


# %% output_delta | wrong | The slope is made from the error that arrives; it is made from y.
def output_delta(grad_y, y):
    return grad_y * (grad_y * (1 - grad_y))


# %% output_error | wrong | The square is still there: its exponent comes down as the factor 2, and y - t is left.
def output_error(y, t, c):
    return 2 * c * (y - t) ** 2


# %% output_delta | wrong | There is a factor 2 too much.
def output_delta(grad_y, y):
    return 2 * grad_y * y * (1 - y)


# %% grad_hidden | wrong | The signs in V are lost.
def grad_hidden(V, grad_y_in):
    return np.abs(V) @ grad_y_in


# %% hidden_delta_tanh | wrong | Where the slope belongs stands the square of the value.
def hidden_delta_tanh(grad_h, h):
    return grad_h * h**2


# %% eight_gradients | wrong | In grad_W alone: V goes in squared.
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V**2 @ d) * h * (1 - h)), np.outer(h, d)


# %% updated_weights | wrong | In the new V alone: grad_V or alpha goes in half as large as it is.
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W, V - alpha / 2 * grad_V


# %% grad_inputs | wrong | The slope of tanh is missing on the way through the hidden layer. && The factor 2 from the square is missing.
def grad_inputs(t, h, y, W, V):
    return W @ (V @ ((y - t) * y * (1 - y)))


# %% summed_gradients | wrong | In grad_W alone: The slope of the output sigmoid is missing. && In grad_V alone: This is the mean over the instances; the loss is their sum.
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        e = 2 * (y - t)
        gV += np.outer(h, e * y * (1 - y)) / len(X)
        gW += np.outer(x, (V @ e) * h * (1 - h))
    return gW, gV


# %% output_error | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def output_error(y, t, c):
    grad_y = np.zeros_like(t)
    for j in range(len(y)):
        grad_y[j] = 2 * c * (y[j] - t[j])
    return grad_y


# %% output_delta | wrong | The sigmoid is applied to y again, but y has passed it already.
def output_delta(grad_y, y):
    s = sigmoid(y)
    return grad_y * s * (1 - s)


# %% grad_output_weights | wrong | Rows and columns are swapped: rows belong to hidden units, columns to outputs.
def grad_output_weights(h, grad_y_in):
    return np.outer(grad_y_in, h)


# %% grad_hidden | wrong | Only the last path is left: each one overwrites the one before (= instead of +=).
def grad_hidden(V, grad_y_in):
    n_hidden, n_outputs = V.shape
    grad_h = np.zeros(n_hidden)
    for i in range(n_hidden):
        for j in range(n_outputs):
            grad_h[i] = V[i, j] * grad_y_in[j]
    return grad_h


# %% hidden_delta_tanh | wrong | The square is round the whole bracket: the slope is 1 - h**2, not (1 - h)**2.
def hidden_delta_tanh(grad_h, h):
    def tanh_slope(a):
        return (1 - a) ** 2

    return np.array([g * tanh_slope(a) for g, a in zip(grad_h, h)])


# %% eight_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def eight_gradients(x, t, h, y, V):
    delta_y = 2 * (y - t) * y * (1 - y)
    delta_h = (V @ delta_y) * h * (1 - h)
    grad_V = h[:, None] * delta_y[None, :]
    grad_W = x[:, None] * delta_h[None, :]
    return grad_V, grad_W


# %% updated_weights | wrong | changes its argument number 1 in place; work on a copy of it
def updated_weights(W, V, grad_W, grad_V, alpha):
    new_W = W
    new_V = V
    new_W -= alpha * grad_W
    new_V -= alpha * grad_V
    return new_W, new_V


# %% grad_inputs | wrong | The hidden layer is passed back through the slope of the sigmoid; here it uses tanh.
def grad_inputs(t, h, y, W, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V.dot(grad_y_in) * h * (1 - h)
    return W.dot(grad_h_in)


# %% summed_gradients | wrong | Only the last instance is left: each one overwrites the one before (= instead of +=).
def summed_gradients(X, T, W, V):
    for n in range(X.shape[0]):
        grad_W = np.zeros(W.shape)
        grad_V = np.zeros(V.shape)
        h, y = forward(X[n], W, V)
        grad_y_in = 2 * (y - T[n]) * y * (1 - y)
        grad_h_in = np.dot(V, grad_y_in) * h * (1 - h)
        grad_V += np.outer(h, grad_y_in)
        grad_W += np.outer(X[n], grad_h_in)
    return grad_W, grad_V


# %% my_gradients | wrong | The slope of the hidden sigmoid is missing on the way to w.
def my_gradients():
    return -0.1274, 0.0715, 0.3495, 0.8562

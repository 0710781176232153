# Answers to assignment 3 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% hidden_delta_tanh | wrong | applies tanh once more ~ again|twice|once more|already|came out
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - np.tanh(h) ** 2)


# %% eight_gradients | wrong | both arrays come in the wrong order ~ order|swapp|first
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    gV = np.outer(h, d)
    gW = np.outer(x, (V @ d) * h * (1 - h))
    return gV, gW


# %% grad_inputs | wrong | multiplies with the slope of tanh at the output too ~ output|sigmoid|tanh
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * (1 - y**2)
    return W @ ((V @ d) * (1 - h**2))


# %% summed_gradients | wrong | grad_W forgets to add up, it keeps the last instance ~ last|add|\+=
def summed_gradients(X, T, W, V):
    grad_W = np.zeros(W.shape)
    grad_V = np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, d)
        grad_W = np.outer(x, (V @ d) * h * (1 - h))
    return grad_W, grad_V


# %% output_error | wrong | absolute values of the error ~ sign|absolute
def output_error(y, t, c):
    return 2 * c * np.abs(y - t)


# %% output_delta | wrong | only y times the error, the other half of the slope is missing ~ 1 - y|slope|half|factor|missing
def output_delta(grad_y, y):
    return grad_y * y


# %% eight_gradients | wrong | the output slope is taken twice on the way to W ~ twice|slope|output|again
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ (d * y * (1 - y))) * h * (1 - h)
    return np.outer(x, e), np.outer(h, d)


# %% grad_inputs | wrong | W transposed where it fits ~ transpos|wrong way|column|row|W
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ d) * (1 - h**2)
    return W.T @ e


# %% summed_gradients | wrong | hidden slope of tanh ~ tanh|hidden|1 - h
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros_like(W), np.zeros_like(V)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, (V @ d) * (1 - h**2))
    return gW, gV


# %% output_error | wrong | divided by the number of outputs ~ mean|number of outputs|divid|average
def output_error(y, t, c):
    return 2 * c * (y - t) / len(y)


# %% output_delta | wrong | takes the slope at the error instead of at the output ~ error|grad_y|slope|own|swapp
def output_delta(grad_y, y):
    return grad_y * (1 - grad_y) * y


# %% grad_output_weights | wrong | matching entries are multiplied and put on the diagonal ~ diagonal|every|each|pair|outer
def grad_output_weights(h, grad_y_in):
    g = np.zeros((len(h), len(grad_y_in)))
    for i in range(min(len(h), len(grad_y_in))):
        g[i, i] = h[i] * grad_y_in[i]
    return g


# %% updated_weights | wrong | the step of V uses the gradient of W where it fits, so alpha is applied twice to V ~ alpha|twice|V|second
def updated_weights(W, V, grad_W, grad_V, alpha):
    new_W = W - alpha * grad_W
    new_V = V - alpha * (alpha * grad_V)
    return new_W, new_V


# %% output_error | wrong | c is squared with the error ~ \bc\b|squar
def output_error(y, t, c):
    return 2 * c * c * (y - t)


# %% grad_hidden | wrong | adds over the hidden units ~ hidden|column|axis|rows|over
def grad_hidden(V, grad_y_in):
    return (V * grad_y_in).sum(axis=0)


# %% hidden_delta_tanh | wrong | one plus the square ~ plus|sign|1 \+|minus
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 + h**2)


# %% eight_gradients | wrong | x is left out of grad_W, h stands there ~ \bx\b|input|grad_W
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ d) * h * (1 - h)
    return np.outer(h, e), np.outer(h, d)


# %% output_error | wrong | the sum of the errors stands in each entry ~ sum|added|each|entry
def output_error(y, t, c):
    return 2 * c * np.sum(y - t) * np.ones(len(y))


# %% output_delta | wrong | y minus one ~ sign|turned|minus|y - 1
def output_delta(grad_y, y):
    return grad_y * y * (y - 1)


# %% grad_output_weights | wrong | divides by the value ~ divid
def grad_output_weights(h, grad_y_in):
    return grad_y_in[None, :] / np.where(h == 0, 1, h)[:, None]


# %% grad_hidden | wrong | adds the weights, then multiplies by the sum of the errors ~ sum|separate|added|weight|path|each
def grad_hidden(V, grad_y_in):
    return V.sum(axis=1) * grad_y_in.sum()


# %% hidden_delta_tanh | wrong | slope as if in degrees of two: one minus two h ~ square|2 \* h|twice
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - 2 * h)


# %% eight_gradients | wrong | forgets the errors' 2 only on the way to W ~ 2|factor|grad_W
def eight_gradients(x, t, h, y, V):
    e = (y - t) * y * (1 - y)
    grad_V = 2 * np.outer(h, e)
    grad_W = np.outer(x, V.dot(e) * h * (1 - h))
    return grad_W, grad_V


# %% updated_weights | wrong | the step is the gradient's sign only ~ sign
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * np.sign(grad_W), V - alpha * np.sign(grad_V)


# %% grad_inputs | wrong | the hidden slope comes from h without the square, the rest right ~ square|slope|tanh|1 - h
def grad_inputs(t, h, y, W, V):
    back = V @ (2 * (y - t) * y * (1 - y))
    return W @ (back * (1 - h))


# %% summed_gradients | wrong | the hidden delta is taken from the summed errors ~ sum|instance|each|mean|before
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    e = (D.sum(axis=0) @ V.T) * (H * (1 - H)).mean(axis=0)
    return np.outer(X.sum(axis=0), e), H.T @ D


# %% output_error | wrong | the square stays and the 2 comes ~ squar|power|itself
def output_error(y, t, c):
    return 2 * c * (y - t) ** 2


# %% output_delta | wrong | two times y(1 - y) ~ 2|factor|twice
def output_delta(grad_y, y):
    return 2 * grad_y * y * (1 - y)


# %% grad_hidden | wrong | the signs of the weights are lost ~ sign|size|abs
def grad_hidden(V, grad_y_in):
    return np.abs(V) @ grad_y_in


# %% hidden_delta_tanh | wrong | multiplies by the square instead of one minus the square ~ 1 -|square|minus
def hidden_delta_tanh(grad_h, h):
    return grad_h * h**2


# %% eight_gradients | wrong | sends the error before the output weights back twice: V squared ~ V\b|squar|twice
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V**2 @ d) * h * (1 - h)), np.outer(h, d)


# %% updated_weights | wrong | V's step uses W's rate halved ~ half|2|V|factor
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W, V - alpha / 2 * grad_V


# %% grad_inputs | wrong | the hidden slope is missing and the 2 as well ~ slope|2
def grad_inputs(t, h, y, W, V):
    return W @ (V @ ((y - t) * y * (1 - y)))


# %% summed_gradients | wrong | grad_V of the mean, grad_W with the slope of the output left out ~ slope|mean
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        e = 2 * (y - t)
        gV += np.outer(h, e * y * (1 - y)) / len(X)
        gW += np.outer(x, (V @ e) * h * (1 - h))
    return gW, gV

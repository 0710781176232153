# Answers to assignment 7 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% standardised | wrong | The mean is taken off, but the division by the standard deviation is missing.
def standardised(X):
    return X - np.mean(X, axis=0)


# %% standardised | wrong | This divides by the standard deviation without taking the mean off first.
def standardised(X):
    deviation = X.std(axis=0)
    deviation[deviation == 0] = 1
    return X / deviation


# %% standardised | wrong | Mean and deviation are taken over the whole table; each column has its own.
def standardised(X):
    return (X - X.mean()) / X.std()


# %% standardised | wrong | Mean and deviation are taken along the rows (axis=1); a column is one feature (axis=0).
def standardised(X):
    mean = X.mean(axis=1)[:, None]
    deviation = X.std(axis=1)[:, None]
    deviation[deviation == 0] = 1
    return (X - mean) / deviation


# %% standardised | wrong | This divides by the variance; the standard deviation is its square root.
def standardised(X):
    variance = np.mean((X - X.mean(axis=0)) ** 2, axis=0)
    variance[variance == 0] = 1
    return (X - X.mean(axis=0)) / variance


# %% standardised | wrong | The standard deviation has N - 1 in it; here it is divided by N.
def standardised(X):
    deviation = np.std(X, axis=0, ddof=1)
    deviation[deviation == 0] = 1
    return (X - X.mean(axis=0)) / deviation


# %% standardised | wrong | This scales to the range from 0 to 1; here mean and standard deviation count.
def standardised(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high == low, 1, high - low)


# %% standardised | wrong | A constant column gives nan (0 / 0); return zeros for it.
def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


# %% standardised | wrong | changes its argument number 1 in place; work on a copy of it
def standardised(X):
    X -= X.mean(axis=0)
    deviation = X.std(axis=0)
    X /= np.where(deviation == 0, 1, deviation)
    return X


# %% standardised | right | column by column, in plain loops
def standardised(X):
    result = np.zeros(X.shape)
    for d in range(X.shape[1]):
        mean = sum(X[:, d]) / len(X)
        deviation = (sum((x - mean) ** 2 for x in X[:, d]) / len(X)) ** 0.5
        if deviation > 0:
            for n in range(len(X)):
                result[n, d] = (X[n, d] - mean) / deviation
    return result


# %% standardised | right | lets 0 / 0 happen, with a warning, and mends it
def standardised(X):
    return np.nan_to_num((X - X.mean(0)) / X.std(0))


# %% cross_entropy | wrong | The sign is turned round: the logarithm of a probability is negative, the loss is not.
def cross_entropy(Y, T):
    return T * np.log(Y) + (1 - T) * np.log(1 - Y)


# %% cross_entropy | wrong | Only the entries with label 1 pay: the term with 1 - t is missing.
def cross_entropy(Y, T):
    return -T * np.log(Y)


# %% cross_entropy | wrong | Only the entries with label 0 pay: the term with t is missing.
def cross_entropy(Y, T):
    return -(1 - T) * np.log(1 - Y)


# %% cross_entropy | wrong | The two labels are mixed up: t belongs to ln y.
def cross_entropy(Y, T):
    return -(1 - T) * np.log(Y) - T * np.log(1 - Y)


# %% cross_entropy | wrong | This takes the logarithm to the base 2; the natural one is asked for.
def cross_entropy(Y, T):
    return -(T * np.log2(Y) + (1 - T) * np.log2(1 - Y))


# %% cross_entropy | wrong | This takes the logarithm to the base 10; the natural one is asked for.
def cross_entropy(Y, T):
    return -(T * np.log10(Y) + (1 - T) * np.log10(1 - Y))


# %% cross_entropy | wrong | The losses are added up; each entry has one of its own.
def cross_entropy(Y, T):
    return -np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy | wrong | The losses are averaged; each entry has one of its own.
def cross_entropy(Y, T):
    return -np.mean(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy | wrong | This is the squared error, not the cross-entropy.
def cross_entropy(Y, T):
    return (T - Y) ** 2


# %% cross_entropy | right | entry by entry, with the math module
def cross_entropy(Y, T):
    import math

    losses = [-t * math.log(y) - (1 - t) * math.log(1 - y) for y, t in zip(Y.flat, T.flat)]
    return np.array(losses).reshape(Y.shape)


# %% cross_entropy | right | the two labels one after the other
def cross_entropy(Y, T):
    yes = T * np.log(1 / Y)
    no = (1 - T) * np.log(1 / (1 - Y))
    return yes + no


# %% cross_entropy_from_logits | wrong | This goes through the probability, which is exactly 0 or 1 for large logits: its logarithm is infinite.
def cross_entropy_from_logits(Z, T):
    Y = 1 / (1 + np.exp(-Z))
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | Clipping the probability, or adding to it, caps the loss: a logit of 1000 with label 0 costs 1000, not less.
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | The logits are used as if they were probabilities: they have not passed the sigmoid.
def cross_entropy_from_logits(Z, T):
    return -(T * np.log(Z) + (1 - T) * np.log(1 - Z))


# %% cross_entropy_from_logits | wrong | The term - z t is missing: the label plays no part.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) + np.log1p(np.exp(-abs(Z)))


# %% cross_entropy_from_logits | wrong | The sign of z t is turned round.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) + Z * T + np.log1p(np.exp(-abs(Z)))


# %% cross_entropy_from_logits | wrong | For negative logits the loss is too large by |z|: look at max(z, 0) and at |z| in the exponential.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-Z))


# %% cross_entropy_from_logits | wrong | The logarithm is missing: the small correction for logits near 0.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T


# %% cross_entropy_from_logits | right | ln(1 + a), off by less than the last digit of a number of the size of z
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log(1 + np.exp(-abs(Z)))


# %% cross_entropy_from_logits | wrong | The labels are mixed up: this is the loss for 1 - t.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * (1 - T) + np.log1p(np.exp(-abs(Z)))


# %% cross_entropy_from_logits | right | each label with its own stable form
def cross_entropy_from_logits(Z, T):
    yes = np.log1p(np.exp(-np.abs(Z))) + np.maximum(-Z, 0)
    no = np.log1p(np.exp(-np.abs(Z))) + np.maximum(Z, 0)
    return T * yes + (1 - T) * no


# %% cross_entropy_from_logits | right | NumPy's logaddexp
def cross_entropy_from_logits(Z, T):
    return T * np.logaddexp(0, -Z) + (1 - T) * np.logaddexp(0, Z)


# %% output_delta | wrong | The logits have not passed the sigmoid.
def output_delta(Y_in, T):
    return Y_in - T


# %% output_delta | wrong | The sign is turned round: it is probability minus label.
def output_delta(Y_in, T):
    return T - sigmoid(Y_in)


# %% output_delta | wrong | The slope of the sigmoid is in it once more; it has cancelled already.
def output_delta(Y_in, T):
    Y = sigmoid(Y_in)
    return (Y - T) * Y * (1 - Y)


# %% output_delta | wrong | This is the derivative by the probability y, before the sigmoid is passed.
def output_delta(Y_in, T):
    Y = sigmoid(Y_in)
    return (Y - T) / (Y * (1 - Y))


# %% output_delta | wrong | There is a factor 2 in it, as if the loss were a squared error.
def output_delta(Y_in, T):
    return 2 * (sigmoid(Y_in) - T)


# %% output_delta | wrong | It is divided by the number of entries; here each entry has a loss of its own.
def output_delta(Y_in, T):
    return (sigmoid(Y_in) - T) / Y_in.size


# %% output_delta | wrong | The sigmoid is applied twice.
def output_delta(Y_in, T):
    return sigmoid(sigmoid(Y_in)) - T


# %% output_delta | wrong | This is -1/y, which is the derivative by y and holds for the label 1 alone.
def output_delta(Y_in, T):
    return -1 / sigmoid(Y_in)


# %% output_delta | right | with a sigmoid of its own, which warns but is right
def output_delta(Y_in, T):
    return 1 / (1 + np.exp(-Y_in)) - T


# %% output_delta | right | entry by entry
def output_delta(Y_in, T):
    result = np.empty(Y_in.shape)
    for index in np.ndindex(Y_in.shape):
        result[index] = sigmoid(Y_in[index]) - T[index]
    return result


# %% weighted_output_delta | wrong | The weight p is missing: this is the answer of task 4.
def weighted_output_delta(Y, T, p):
    return Y - T


# %% weighted_output_delta | wrong | The weight multiplies every entry; only those with label 1 weigh more.
def weighted_output_delta(Y, T, p):
    return p * (Y - T)


# %% weighted_output_delta | wrong | The weight is on the label alone (y - p t); it belongs to the whole term of label 1.
def weighted_output_delta(Y, T, p):
    return Y - p * T


# %% weighted_output_delta | wrong | The weight is on the wrong label: it belongs to label 1.
def weighted_output_delta(Y, T, p):
    return p * (1 - T) * Y - T * (1 - Y)


# %% weighted_output_delta | wrong | The sign is turned round.
def weighted_output_delta(Y, T, p):
    return p * T * (1 - Y) - (1 - T) * Y


# %% weighted_output_delta | wrong | This is the derivative by y: the slope of the sigmoid is missing.
def weighted_output_delta(Y, T, p):
    return -p * T / Y + (1 - T) / (1 - Y)


# %% weighted_output_delta | wrong | The slope of the sigmoid is in it twice.
def weighted_output_delta(Y, T, p):
    delta = (1 - T) * Y - p * T * (1 - Y)
    return delta * Y * (1 - Y)


# %% weighted_output_delta | wrong | Only the term of label 1 is there.
def weighted_output_delta(Y, T, p):
    return -p * T * (1 - Y)


# %% weighted_output_delta | wrong | This divides by p where the loss multiplies by it.
def weighted_output_delta(Y, T, p):
    return (1 - T) * Y - T * (1 - Y) / p


# %% weighted_output_delta | wrong | The two factors y and 1 - y have changed places.
def weighted_output_delta(Y, T, p):
    return (1 - T) * (1 - Y) - p * T * Y


# %% weighted_output_delta | right | multiplied out
def weighted_output_delta(Y, T, p):
    return Y - T * Y - p * T + p * T * Y


# %% weighted_output_delta | right | as a mixture of both labels
def weighted_output_delta(Y, T, p):
    delta_yes, delta_no = p * (Y - 1), Y
    return T * delta_yes + (1 - T) * delta_no


# %% hidden_delta | wrong | The slope of the hidden sigmoid is missing.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T


# %% hidden_delta | wrong | The weights V are missing on the way back.
def hidden_delta(grad_Y_in, V, H):
    return np.sum(grad_Y_in, axis=1)[:, None] * H * (1 - H)


# %% hidden_delta | wrong | Only the first factor of the slope h(1 - h) is there.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * H


# %% hidden_delta | wrong | Only the second factor of the slope h(1 - h) is there.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * (1 - H)


# %% hidden_delta | wrong | Only the path through the first output is there; the paths add up.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in[:, :1] * V[:, 0] * H * (1 - H)


# %% hidden_delta | wrong | The sigmoid is applied to H again, but H has passed it already.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * sigmoid(H) * (1 - sigmoid(H))


# %% hidden_delta | wrong | This is the slope of tanh; the hidden layer has a sigmoid.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * (1 - H * H)


# %% hidden_delta | wrong | The sign is turned round on the way back.
def hidden_delta(grad_Y_in, V, H):
    return -grad_Y_in @ V.T * H * (1 - H)


# %% hidden_delta | wrong | The students are added up; each one has an error of its own.
def hidden_delta(grad_Y_in, V, H):
    return np.sum(grad_Y_in @ V.T * H * (1 - H), axis=0)


# %% hidden_delta | wrong | The shapes in a product do not fit: the first has as many columns as the second has rows.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V * H * (1 - H)


# %% hidden_delta | right | student by student and unit by unit
def hidden_delta(grad_Y_in, V, H):
    result = np.zeros(H.shape)
    for n in range(len(H)):
        for i in range(len(V)):
            back = sum(V[i, j] * grad_Y_in[n, j] for j in range(V.shape[1]))
            result[n, i] = back * H[n, i] * (1 - H[n, i])
    return result


# %% hidden_delta | right | einsum
def hidden_delta(grad_Y_in, V, H):
    return np.einsum("nj,ij,ni->ni", grad_Y_in, V, H - H**2)


# %% mean_loss_gradients | wrong | This is the gradient of the sum over the students; the loss is their mean.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = sigmoid(H @ V) - T
    return X.T @ (delta @ V.T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | wrong | This divides by the number of all entries; the mean is over the students only.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = (sigmoid(H @ V) - T) / T.size
    return X.T @ (delta @ V.T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | wrong | The slope of the output sigmoid is in it; with cross-entropy it cancels.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    delta = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (delta @ V.T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (delta @ V.T), H.T @ delta


# %% mean_loss_gradients | wrong | Only the last student is in it.
def mean_loss_gradients(X, T, W, V):
    for n in range(len(X)):
        x, t = X[n : n + 1], T[n : n + 1]
        h = sigmoid(x @ W)
        delta = sigmoid(h @ V) - t
        grad_V = h.T @ delta
        grad_W = x.T @ (delta @ V.T * h * (1 - h))
    return grad_W, grad_V


# %% mean_loss_gradients | wrong | The sign is turned round: the error is y - t.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = (T - sigmoid(H @ V)) / len(X)
    return X.T @ (delta @ V.T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | wrong | There is a factor 2 in it, as if the loss were a squared error.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = 2 * (sigmoid(H @ V) - T) / len(X)
    return X.T @ (delta @ V.T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = (sigmoid(H @ V) - T) / len(X)
    return H.T @ delta, X.T @ (delta @ V.T * H * (1 - H))


# %% mean_loss_gradients | wrong | The mean is taken twice: 1/N belongs in there once.
def mean_loss_gradients(X, T, W, V):
    N = len(X)
    H = sigmoid(X @ W)
    delta = (sigmoid(H @ V) - T) / N
    return X.T @ (delta @ V.T * H * (1 - H)) / N, H.T @ delta / N


# %% mean_loss_gradients | wrong | grad_V is right; grad_W takes only the path through the first output.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    delta = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (delta[:, :1] @ V[:, :1].T * H * (1 - H)), H.T @ delta


# %% mean_loss_gradients | right | one student after the other, then divided
def mean_loss_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        grad_V += np.outer(h, y - t)
        grad_W += np.outer(x, (V @ (y - t)) * h * (1 - h))
    return grad_W / len(X), grad_V / len(X)


# %% mean_loss_gradients | right | the plain sigmoid and einsum
def mean_loss_gradients(X, T, W, V):
    H = 1 / (1 + np.exp(-X.dot(W)))
    Y = 1 / (1 + np.exp(-H.dot(V)))
    grad_V = np.einsum("nh,no->ho", H, Y - T) / X.shape[0]
    grad_W = np.einsum("ni,no,ho,nh->ih", X, Y - T, V, H * (1 - H)) / X.shape[0]
    return [grad_W, grad_V]


# %% mean_loss_gradients | wrong | The slope of the hidden sigmoid is in it twice.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (H * H * (1 - H) * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_loss_gradients | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (1 - H * H)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_loss_gradients | wrong | The slope of the hidden sigmoid is taken of a value that has passed it already.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (sigmoid(H) * sigmoid(-H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_loss_gradients | wrong | This is the gradient of the squared error; the loss is the cross-entropy.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) * 2 * Y * (1 - Y) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_loss_gradients | wrong | It is divided by the number of hidden units; the mean is over the students.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) / H.shape[1]
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_loss_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W. && This is the gradient of the sum over the students; the loss is their mean.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) / 1
    grad_H_in = (grad_Y_in @ V.T) * (1)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% trained_weights | wrong | The gradient is computed once and used for every step; it changes with the weights.
def trained_weights(W, V, gradients, alpha, steps):
    grad_W, grad_V = gradients(W, V)
    for _ in range(steps):
        W = W - alpha * grad_W
        V = V - alpha * grad_V
    return W, V


# %% trained_weights | wrong | Only one step is made; there should be as many as `steps` says.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        return W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_weights | wrong | One step is missing.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(1, steps):
        grad_W, grad_V = gradients(W, V)
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_weights | wrong | One step is too many.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps + 1):
        grad_W, grad_V = gradients(W, V)
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_weights | wrong | The steps go uphill: subtract the gradient.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        W, V = W + alpha * grad_W, V + alpha * grad_V
    return W, V


# %% trained_weights | wrong | The learning rate is missing from the steps.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        W, V = W - grad_W, V - grad_V
    return W, V


# %% trained_weights | wrong | V steps with a gradient that knows the new W already; both step from the same point.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        W = W - alpha * gradients(W, V)[0]
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% trained_weights | wrong | The two arrays come back in the wrong order: W first, then V.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return V, W


# %% trained_weights | wrong | Nothing has moved.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        new_W, new_V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_weights | wrong | changes its argument number 1 in place; work on a copy of it
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        W -= alpha * grad_W
        V -= alpha * grad_V
    return W, V


# %% trained_weights | right | works in place on copies
def trained_weights(W, V, gradients, alpha, steps):
    W, V = W.copy(), V.copy()
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        W -= alpha * grad_W
        V -= alpha * grad_V
    return W, V


# %% trained_weights | right | calls itself
def trained_weights(W, V, gradients, alpha, steps):
    if steps == 0:
        return W, V
    step_W, step_V = gradients(W, V)
    return trained_weights(W - alpha * step_W, V - alpha * step_V, gradients, alpha, steps - 1)


# %% softmax_delta | wrong | The exponentials overflow for large logits: subtract each row's largest logit first.
def softmax_delta(Z, T):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True) - T


# %% softmax_delta | wrong | The sum runs down the columns (axis=0); a row is one student (axis=1).
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0) - T


# %% softmax_delta | wrong | The sum runs over the whole table; every row has a softmax of its own.
def softmax_delta(Z, T):
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E) - T


# %% softmax_delta | wrong | This is the sigmoid of each logit; the probabilities of a row do not add up to 1.
def softmax_delta(Z, T):
    return sigmoid(Z) - T


# %% softmax_delta | wrong | The sign is turned round: it is probability minus label.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return T - E / E.sum(axis=1, keepdims=True)


# %% softmax_delta | wrong | The labels are missing: this is the softmax itself.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% softmax_delta | wrong | The logits have not passed the softmax.
def softmax_delta(Z, T):
    return Z - T


# %% softmax_delta | wrong | The slope y(1 - y) is in it once more; it has cancelled already.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=1, keepdims=True)
    return (Y - T) * Y * (1 - Y)


# %% softmax_delta | wrong | It is divided by the number of rows; here every row has a loss of its own.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - T) / len(Z)


# %% softmax_delta | wrong | The logits are divided by their sum without the exponential.
def softmax_delta(Z, T):
    return Z / Z.sum(axis=1, keepdims=True) - T


# %% softmax_delta | right | row by row
def softmax_delta(Z, T):
    rows = []
    for z, t in zip(Z, T):
        e = np.exp(z - max(z))
        rows.append(e / sum(e) - t)
    return np.array(rows)


# %% softmax_delta | right | through the logarithm of the sum
def softmax_delta(Z, T):
    log_of_sum = np.logaddexp.reduce(Z, axis=1)
    return np.exp(Z - log_of_sum[:, None]) - T


# %% softmax_delta | wrong | The largest logit of the whole table is subtracted; every row needs its own, or it can underflow.
def softmax_delta(Z, T):
    shifted = np.exp(Z - np.max(Z))
    return shifted / np.sum(shifted, axis=1, keepdims=True) - T


# %% standardised | equivalent | a constant column is 0 before the division
# 1 -> 2


# %% cross_entropy_from_logits | equivalent | the larger of two does not depend on their order
# np.maximum(Z, 0) -> np.maximum(0, Z)


# %% cross_entropy_from_logits | right | np.logaddexp, as textbooks recommend
def cross_entropy_from_logits(Z, T):
    return np.logaddexp(0, Z) - Z * T


# %% weighted_output_delta | wrong | p stands before the whole error wherever the label is above 0; a label between 0 and 1 has two parts, and p belongs to one.
def weighted_output_delta(Y, T, p):
    return np.where(T > 0, p * (Y - T), Y - T)


# %% trained_weights | wrong | The steps get shorter from update to update; the learning rate is the same for all.
def trained_weights(W, V, gradients, alpha, steps):
    for k in range(steps):
        grad_W, grad_V = gradients(W, V)
        W, V = W - alpha / (k + 1) * grad_W, V - alpha / (k + 1) * grad_V
    return W, V


# %% my_step | wrong | The step goes uphill: the gradient is subtracted.
def my_step():
    return 0.1408, 0.1518, -0.5020, -1.7923


# %% my_step | wrong | The delta of the squared error is used; with the cross-entropy it is y - t.
def my_step():
    return 0.1408, 0.1518, -0.5492, -1.8640


# %% my_step | wrong | The slope of the sigmoid is in the delta; here it has cancelled.
def my_step():
    return 0.1408, 0.1518, -0.5446, -1.8570


# %% my_step | wrong | The logarithm is the one to base 10; the natural one is meant.
def my_step():
    return 0.1408, 0.0659, -0.5780, -1.9077


# %% my_step | wrong | The loss is that of the other label.
def my_step():
    return 0.1408, 1.9604, -0.5780, -1.9077


# %% my_step | wrong | The update lacks the hidden values that flow through the weights.
def my_step():
    return 0.1408, 0.1518, -0.6104, -1.9204


# %% my_step | wrong | These are the changes of the weights; the weights after them are asked for.
def my_step():
    return 0.1408, 0.1518, -0.0380, -0.0577


# %% my_step | wrong | The learning rate is not used.
def my_step():
    return 0.1408, 0.1518, -0.6160, -1.9655


# %% my_step | right | six decimals
def my_step():
    return 0.140807, 0.151762, -0.578018, -1.907731


# %% my_step | right | a list
def my_step():
    return [0.1408, 0.1518, -0.5780, -1.9077]


# %% my_step | right | an array
def my_step():
    return np.array([0.14081, 0.15176, -0.57802, -1.90773])


# %% my_step | right | the last decimal cut off instead of rounded
def my_step():
    return 0.1408, 0.1517, -0.578, -1.9077


# %% my_step | right | fractions
def my_step():
    return 1408 / 10000, 1518 / 10000, -5780 / 10000, -19077 / 10000


# %% standardised | wrong | A small spread counts as none; only a column in which all values are equal becomes 0.
def standardised(X):
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(np.isclose(deviation, 0), 1, deviation)


# %% standardised | wrong | Something is added to the standard deviation; divide by the deviation alone.
def standardised(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-10)


# %% standardised | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def standardised(X):
    result = np.zeros_like(X)
    for d in range(X.shape[1]):
        deviation = X[:, d].std()
        if deviation > 0:
            result[:, d] = (X[:, d] - X[:, d].mean()) / deviation
    return result


# %% standardised | right | the root of the variance, np.divide where there is a spread
def standardised(X):
    centred = X - np.mean(X, axis=0)
    spread = np.sqrt(np.var(X, axis=0))
    return np.divide(centred, spread, out=np.zeros(X.shape), where=spread > 0)


# %% standardised | right | the mean of the squares, einsum
def standardised(X):
    centred = X - np.einsum("nd->d", X) / len(X)
    variance = np.einsum("nd,nd->d", centred, centred) / len(X)
    return centred / np.sqrt(variance + (variance == 0))


# %% standardised | right | Python's statistics
def standardised(X):
    import statistics

    columns = []
    for column in X.T.tolist():
        mean, deviation = statistics.fmean(column), statistics.pstdev(column)
        columns.append([(x - mean) / deviation if deviation else 0.0 for x in column])
    return np.array(columns).T


# %% cross_entropy | wrong | Clipping the probability caps the loss; it grows without limit as the probability nears the wrong end.
def cross_entropy(Y, T):
    Y = np.clip(Y, 1e-15, 1 - 1e-15)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def cross_entropy(Y, T):
    L = np.zeros_like(T)
    for index in np.ndindex(T.shape):
        y, t = Y[index], T[index]
        L[index] = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    return L


# %% cross_entropy | right | log1p, and the label factored out
def cross_entropy(Y, T):
    return -np.log1p(-Y) - T * (np.log(Y) - np.log1p(-Y))


# %% cross_entropy | right | logarithms to another base, turned back
def cross_entropy(Y, T):
    return -np.log(2) * (T * np.log2(Y) + (1 - T) * np.log2(1 - Y))


# %% cross_entropy | right | a product of powers
def cross_entropy(Y, T):
    return -np.log(Y**T * (1 - Y) ** (1 - T))


# %% cross_entropy | right | the sum over both answers, einsum
def cross_entropy(Y, T):
    both = np.stack([Y, 1 - Y])
    return -np.einsum("k...,k...->...", np.stack([T, 1 - T]), np.log(both))


# %% cross_entropy_from_logits | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def cross_entropy_from_logits(Z, T):
    L = np.zeros_like(T)
    L[...] = np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))
    return L


# %% cross_entropy_from_logits | right | logaddexp for each label
def cross_entropy_from_logits(Z, T):
    return T * np.logaddexp(0, -Z) + (1 - T) * np.logaddexp(0, Z)


# %% cross_entropy_from_logits | right | two masks
def cross_entropy_from_logits(Z, T):
    on = Z > 0
    return np.where(on, (1 - T) * Z, -T * Z) + np.log1p(np.exp(np.where(on, -Z, Z)))


# %% output_delta | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def output_delta(Y_in, T):
    delta = np.zeros_like(T)
    delta[...] = sigmoid(Y_in) - T
    return delta


# %% output_delta | right | tanh
def output_delta(Y_in, T):
    return 0.5 * (np.tanh(0.5 * Y_in) + 1) - T


# %% output_delta | right | both labels, weighted
def output_delta(Y_in, T):
    return (1 - T) * sigmoid(Y_in) - T * sigmoid(-Y_in)


# %% output_delta | right | exponentials of what is negative
def output_delta(Y_in, T):
    e = np.exp(-np.abs(Y_in))
    return np.where(Y_in < 0, e, 1) / (1 + e) - T


# %% weighted_output_delta | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def weighted_output_delta(Y, T, p):
    delta = np.zeros_like(T)
    for index in np.ndindex(T.shape):
        delta[index] = (1 - T[index]) * Y[index] - p * T[index] * (1 - Y[index])
    return delta


# %% weighted_output_delta | right | the plain error, and what p adds
def weighted_output_delta(Y, T, p):
    return (Y - T) - (p - 1) * T * (1 - Y)


# %% weighted_output_delta | right | y times its weight, minus p t
def weighted_output_delta(Y, T, p):
    return Y * (1 - T + p * T) - p * T


# %% weighted_output_delta | right | lists
def weighted_output_delta(Y, T, p):
    flat = [y - t * y - p * t + p * t * y for y, t in zip(Y.ravel().tolist(), T.ravel().tolist())]
    return np.reshape(flat, Y.shape)


# %% hidden_delta | right | einsum over all factors
def hidden_delta(grad_Y_in, V, H):
    return np.einsum("no,ho,nh,nh->nh", grad_Y_in, V, H, 1 - H)


# %% hidden_delta | right | np.inner, and the slope by its distance from one half
def hidden_delta(grad_Y_in, V, H):
    return np.inner(grad_Y_in, V) * (0.25 - (H - 0.5) ** 2)


# %% hidden_delta | right | rows in a list
def hidden_delta(grad_Y_in, V, H):
    return [(V @ back) * (h - h * h) for back, h in zip(grad_Y_in, H)]


# %% mean_loss_gradients | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    E = np.zeros_like(T)
    E[:] = sigmoid(H @ V) - T
    E = E / len(X)
    return X.T @ (E @ V.T * H * (1 - H)), H.T @ E


# %% mean_loss_gradients | wrong | A student who comes twice counts once; every row counts.
def mean_loss_gradients(X, T, W, V):
    both = np.unique(np.hstack([X, T]), axis=0)
    X, T = both[:, : X.shape[1]], both[:, X.shape[1] :]
    H = sigmoid(X @ W)
    E = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (E @ V.T * H * (1 - H)), H.T @ E


# %% mean_loss_gradients | right | three dimensions, np.mean
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    E = sigmoid(H @ V) - T
    B = np.sum(E[:, None, :] * V[None], axis=2) * H * (1 - H)
    return np.mean(X[:, :, None] * B[:, None, :], axis=0), np.mean(H[:, :, None] * E[:, None, :], axis=0)


# %% mean_loss_gradients | right | tanh for the sigmoid
def mean_loss_gradients(X, T, W, V):
    A, B = np.tanh(X @ W / 2), None
    H = (1 + A) / 2
    E = ((1 + np.tanh(H @ V / 2)) / 2 - T) / X.shape[0]
    B = np.dot(E, V.T) * (1 - A**2) / 4
    return np.dot(X.T, B), np.dot(H.T, E)


# %% mean_loss_gradients | right | plain loops
def mean_loss_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        for k, error in enumerate(sigmoid(h @ V) - t):
            for j, a in enumerate(h):
                grad_V[j, k] += a * error / len(X)
                grad_W[:, j] += x * a * (1 - a) * V[j, k] * error / len(X)
    return grad_W, grad_V


# %% trained_weights | wrong | It stops where the gradients are small; the number of updates is given.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        grad_W, grad_V = gradients(W, V)
        if np.abs(grad_W).max() < 1e-5 and np.abs(grad_V).max() < 1e-5:
            break
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_weights | right | zip and a generator
def trained_weights(W, V, gradients, alpha, steps):
    pair = (W, V)
    while steps:
        pair = tuple(a - alpha * g for a, g in zip(pair, gradients(*pair)))
        steps -= 1
    return pair


# %% trained_weights | right | reduce
def trained_weights(W, V, gradients, alpha, steps):
    from functools import reduce

    def step(weights, _):
        grad_W, grad_V = gradients(*weights)
        return [np.add(weights[0], -alpha * grad_W), np.add(weights[1], -alpha * grad_V)]

    return reduce(step, range(steps), [W, V])


# %% trained_weights | right | how far each has come
def trained_weights(W, V, gradients, alpha, steps):
    way_W, way_V = np.zeros(W.shape), np.zeros(V.shape)
    for _ in range(steps):
        grad_W, grad_V = gradients(W + way_W, V + way_V)
        way_W, way_V = way_W - alpha * grad_W, way_V - alpha * grad_V
    return W + way_W, V + way_V


# %% softmax_delta | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def softmax_delta(Z, T):
    delta = np.zeros_like(T)
    for n, z in enumerate(Z):
        e = np.exp(z - z.max())
        delta[n] = e / e.sum() - T[n]
    return delta


# %% softmax_delta | right | one sigmoid for each pair of logits
def softmax_delta(Z, T):
    apart = Z[:, None, :] - Z[:, :, None]
    with np.errstate(over="ignore"):
        return 1 / np.exp(apart).sum(axis=2) - T


# %% softmax_delta | right | logaddexp along each row
def softmax_delta(Z, T):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]) - T


# %% softmax_delta | right | Python's math, row by row
def softmax_delta(Z, T):
    import math

    rows = []
    for z, t in zip(Z.tolist(), T.tolist()):
        powers = [math.exp(a - max(z)) for a in z]
        rows.append([power / math.fsum(powers) - b for power, b in zip(powers, t)])
    return rows


# %% weighted_output_delta | wrong | The result is rounded; all of its digits are asked for.
def weighted_output_delta(Y, T, p):
    return np.round((1 - T) * Y - p * T * (1 - Y), 6)


# %% softmax_delta | wrong | The result is rounded; all of its digits are asked for.
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True) - T, 6)


# %% cross_entropy_from_logits | wrong | np.max(Z, 0) is the largest along the first axis; np.maximum(Z, 0) compares entry by entry.
def cross_entropy_from_logits(Z, T):
    return np.max(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% weighted_output_delta | wrong | This is not simplified: where y is exactly 0 or 1, 0 is divided by 0.
def weighted_output_delta(Y, T, p):
    grad_Y = -(p * T / Y - (1 - T) / (1 - Y))
    return grad_Y * Y * (1 - Y)


# %% hidden_delta | wrong | Errors and weights are added up apart and multiplied then; each error goes back along a weight of its own.
def hidden_delta(grad_Y_in, V, H):
    error = grad_Y_in.sum(axis=1, keepdims=True)
    weight = V.sum(axis=1)
    return error * weight * H * (1 - H)


# %% softmax_delta | wrong | The exponentials of a row are divided by the sums of the columns (axis=0); they belong to their row (axis=1).
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=0)
    return Y - T


# %% standardised | wrong | A constant column is left as it is; return zeros for it.
def standardised(X):
    X = X.astype(float).copy()
    for d in range(X.shape[1]):
        s = X[:, d].std()
        if s != 0:
            X[:, d] = (X[:, d] - X[:, d].mean()) / s
    return X


# %% standardised | wrong | It is divided by the mean distance from the mean; the standard deviation is meant.
def standardised(X):
    c = X - X.mean(axis=0)
    s = np.abs(c).mean(axis=0)
    return c / np.where(s == 0, 1, s)


# %% standardised | wrong | A small number takes the place of a smaller deviation; divide by the deviation alone.
def standardised(X):
    return (X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-8)


# %% cross_entropy | wrong | Something is added inside the logarithm, which caps the loss; it grows without limit as the probability nears the wrong end.
def cross_entropy(Y, T):
    return -(T * np.log(Y + 1e-8) + (1 - T) * np.log(1 - Y + 1e-8))


# %% cross_entropy | wrong | This is the derivative by y; the loss itself is asked for.
def cross_entropy(Y, T):
    return (Y - T) / (Y * (1 - Y))


# %% cross_entropy | wrong | The logarithm is taken of the mixture; for labels in between, each logarithm has its own share.
def cross_entropy(Y, T):
    return -np.log(T * Y + (1 - T) * (1 - Y))


# %% cross_entropy_from_logits | wrong | z itself stands where max(z, 0) belongs.
def cross_entropy_from_logits(Z, T):
    return Z - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% cross_entropy_from_logits | wrong | The 1 is missing inside the logarithm: it is that of 1 + e^(-|z|).
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log(np.exp(-np.abs(Z)))


# %% cross_entropy_from_logits | wrong | The 1 is there twice: np.log1p adds it by itself.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log1p(1 + np.exp(-np.abs(Z)))


# %% cross_entropy_from_logits | wrong | The logits are kept from growing large; they can have any size.
def cross_entropy_from_logits(Z, T):
    Z = np.clip(Z, -500, 500)
    return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% cross_entropy_from_logits | wrong | The largest of all logits is taken; max(z, 0) has to be found entry by entry.
def cross_entropy_from_logits(Z, T):
    return max(np.max(Z), 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | The logits pass tanh; the output has a sigmoid.
def output_delta(Y_in, T):
    return np.tanh(Y_in) - T


# %% output_delta | wrong | The label is taken off before the sigmoid; it belongs behind it.
def output_delta(Y_in, T):
    return sigmoid(Y_in - T)


# %% weighted_output_delta | wrong | y is kept away from 0 and 1 so that it can be divided by; simplify, and nothing is divided.
def weighted_output_delta(Y, T, p):
    Y = np.clip(Y, 1e-9, 1 - 1e-9)
    return -(p * T / Y - (1 - T) / (1 - Y)) * Y * (1 - Y)


# %% weighted_output_delta | wrong | p stands before the whole error where the label is exactly 1; a label between 0 and 1 has two parts, and p belongs to one.
def weighted_output_delta(Y, T, p):
    return np.where(T == 1, p * (Y - T), Y - T)


# %% weighted_output_delta | wrong | The weight p is a fixed number; use the one that is given.
def weighted_output_delta(Y, T, p):
    return -3 * T * (1 - Y) + (1 - T) * Y


# %% weighted_output_delta | wrong | Something is added to what it is divided by; simplify, and nothing is divided.
def weighted_output_delta(Y, T, p):
    return -(p * T / (Y + 1e-8) - (1 - T) / (1 - Y + 1e-8)) * Y * (1 - Y)


# %% hidden_delta | wrong | Brackets are missing round 1 - h: it is multiplied first, and h is taken off in the end.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * H * 1 - H


# %% hidden_delta | wrong | The paths are averaged over the outputs; they add up.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T / V.shape[1] * H * (1 - H)


# %% hidden_delta | wrong | Errors or weights are averaged before they meet; each error goes back along a weight of its own.
def hidden_delta(grad_Y_in, V, H):
    return np.mean(grad_Y_in, axis=1, keepdims=True) * V.sum(axis=1) * H * (1 - H)


# %% mean_loss_gradients | wrong | It is divided by the number of inputs; the mean is over the students.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    d = (Y - T) / X.shape[1]
    return X.T @ (d @ V.T * H * (1 - H)), H.T @ d


# %% mean_loss_gradients | wrong | Only the first student is in it: return after the loop, not inside it.
def mean_loss_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        d = sigmoid(h @ V) - t
        gV += np.outer(h, d)
        gW += np.outer(x, V @ d * h * (1 - h))
        return gW / len(X), gV / len(X)


# %% mean_loss_gradients | wrong | The outputs have not passed their sigmoid.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = H @ V
    d = (Y - T) / len(X)
    return X.T @ (d @ V.T * H * (1 - H)), H.T @ d


# %% mean_loss_gradients | wrong | Inputs and errors are averaged over the students before they are multiplied; every student has a product of their own.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    d = Y - T
    dh = d @ V.T * H * (1 - H)
    return np.outer(X.mean(axis=0), dh.mean(axis=0)), np.outer(H.mean(axis=0), d.mean(axis=0))


# %% trained_weights | wrong | Every step starts from the first weights; it goes on from where the last one ended.
def trained_weights(W, V, gradients, alpha, steps):
    new_W, new_V = W, V
    for _ in range(steps):
        gW, gV = gradients(new_W, new_V)
        new_W = W - alpha * gW
        new_V = V - alpha * gV
    return new_W, new_V


# %% trained_weights | wrong | The learning rate is a fixed number; use the one that is given.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        gW, gV = gradients(W, V)
        W = W - 0.25 * gW
        V = V - 0.25 * gV
    return W, V


# %% trained_weights | wrong | W steps with a gradient that knows the new V already; both step from the same point.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        V = V - alpha * gradients(W, V)[1]
        W = W - alpha * gradients(W, V)[0]
    return W, V


# %% trained_weights | wrong | W makes all of its steps before V makes its first; both step together.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        W = W - alpha * gradients(W, V)[0]
    for _ in range(steps):
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% trained_weights | wrong | One step is made even where none is asked for.
def trained_weights(W, V, gradients, alpha, steps):
    n = 0
    while True:
        gW, gV = gradients(W, V)
        W = W - alpha * gW
        V = V - alpha * gV
        n += 1
        if n >= steps:
            return W, V


# %% softmax_delta | wrong | The largest logit of each column is subtracted; each row needs its own.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True) - T


# %% softmax_delta | wrong | This is the loss itself, not its derivative.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return -T * np.log(E / E.sum(axis=1, keepdims=True) + 1e-300)


# %% softmax_delta | wrong | Something is added to the sum; the probabilities of a row must add up to 1.
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-8) - T


# %% softmax_delta | wrong | The logits are kept from growing large; they can have any size.
def softmax_delta(Z, T):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True) - T


# %% softmax_delta | wrong | Only the first row is there: return after the loop, not inside it.
def softmax_delta(Z, T):
    out = np.zeros(Z.shape)
    for n in range(len(Z)):
        e = np.exp(Z[n] - Z[n].max())
        out[n] = e / e.sum() - T[n]
        return out


# %% my_step | wrong | These are the gradients; the weights after the update are asked for.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    L = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    d = y - t
    return tuple(round(float(a), 4) for a in (y, L, d * h1, d * h2))


# %% my_step | wrong | y has not passed the sigmoid: it is the sum before it.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    z = v1 * h1 + v2 * h2
    y = sigmoid(z)
    L = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    d = y - t
    return tuple(round(float(a), 4) for a in (z, L, v1 - a * d * h1, v2 - a * d * h2))


# %% my_step | wrong | The loss is that after the update; the one before it is asked for.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    d = y - t
    n1, n2 = v1 - a * d * h1, v2 - a * d * h2
    y2 = sigmoid(n1 * h1 + n2 * h2)
    L = -(t * np.log(y2) + (1 - t) * np.log(1 - y2))
    return tuple(round(float(a), 4) for a in (y, L, n1, n2))


# %% my_step | wrong | The loss is the squared error; the cross-entropy is meant.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    L = (y - t) ** 2
    d = y - t
    return tuple(round(float(a), 4) for a in (y, L, v1 - a * d * h1, v2 - a * d * h2))


# %% my_step | wrong | The minus before the loss is missing.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    L = t * np.log(y) + (1 - t) * np.log(1 - y)
    d = y - t
    return tuple(round(float(a), 4) for a in (y, L, v1 - a * d * h1, v2 - a * d * h2))


# %% my_step | wrong | In the update, h1 and h2 have changed places.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    L = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    d = y - t
    return tuple(round(float(a), 4) for a in (y, L, v1 - a * d * h2, v2 - a * d * h1))


# %% my_step | wrong | The step of v2 knows the new v1 already; both step from the same point.
def my_step():
    h1, h2, v1, v2, t, a = 0.54, 0.82, -0.54, -1.85, 0, 0.5
    y = sigmoid(v1 * h1 + v2 * h2)
    L = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    n1 = v1 - a * (y - t) * h1
    n2 = v2 - a * (sigmoid(n1 * h1 + v2 * h2) - t) * h2
    return tuple(round(float(a), 4) for a in (y, L, n1, n2))


# %% standardised | wrong | The mean is taken over the whole table; each column has its own.
def standardised(X):
    s = X.std(axis=0)
    return (X - np.mean(X)) / np.where(s == 0, 1, s) * (s > 0)


# %% standardised | wrong | The deviation is taken over the whole table; each column has its own.
def standardised(X):
    s = np.std(X)
    return (X - np.mean(X, axis=0)) / (s if s > 0 else 1)


# %% cross_entropy | wrong | This is the error y - t; the loss itself is asked for.
def cross_entropy(Y, T):
    return Y - T


# %% cross_entropy_from_logits | wrong | max(z, 0) is missing.
def cross_entropy_from_logits(Z, T):
    return -Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | This is the loss itself, not its derivative.
def output_delta(Y_in, T):
    return np.maximum(Y_in, 0) - Y_in * T + np.log1p(np.exp(-np.abs(Y_in)))


# %% mean_loss_gradients | wrong | The last student is left out: range(n) ends before n by itself.
def mean_loss_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for n in range(len(X) - 1):
        h = sigmoid(X[n] @ W)
        d = sigmoid(h @ V) - T[n]
        gV += np.outer(h, d)
        gW += np.outer(X[n], V @ d * h * (1 - h))
    return gW / len(X), gV / len(X)


# %% mean_loss_gradients | wrong | Only the first student is in it.
def mean_loss_gradients(X, T, W, V):
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        d = sigmoid(h @ V) - t
        return np.outer(x, V @ d * h * (1 - h)), np.outer(h, d)


# %% mean_loss_gradients | wrong | The hidden layer has not passed its sigmoid.
def mean_loss_gradients(X, T, W, V):
    H = X @ W
    d = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (d @ V.T * H * (1 - H)), H.T @ d


# %% my_step | wrong | The numbers are rounded to fewer than four decimals.
def my_step():
    return 0.14, 0.15, -0.58, -1.91

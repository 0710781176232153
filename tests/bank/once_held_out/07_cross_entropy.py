# Answers to assignment 7 that were written from the exercise folders alone, and held out until ideas were added for some of them.

# %% standardised | wrong | Mean and deviation are taken over the whole table; each column has its own.
def standardised(X):
    s = X.std()
    if s == 0:
        return np.zeros(X.shape)
    return (X - X.mean()) / s


# %% standardised | wrong | This scales to the range from 0 to 1; here mean and standard deviation count.
def standardised(X):
    low, high = X.min(axis=0), X.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    return (X - low) / span


# %% cross_entropy | wrong | Only labels of exactly 1 pay: the term with 1 - t is missing, and labels in between pay nothing.
def cross_entropy(Y, T):
    return np.where(T == 1, -np.log(Y), 0.0)


# %% cross_entropy_from_logits | wrong | For negative logits the loss is too large by |z|: look at max(z, 0) and at |z| in the exponential.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-Z))


# %% output_delta | wrong | The logits have not passed the sigmoid.
def output_delta(Y_in, T):
    return Y_in - T


# %% hidden_delta | wrong | This is the slope of tanh; the hidden layer has a sigmoid.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * (1 - H**2)


# %% mean_loss_gradients | wrong | The slope of the output sigmoid is in it; with cross-entropy it cancels.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | wrong | In grad_W alone: This is the gradient of the sum over the students; the loss is their mean.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = Y - T
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D / len(X)


# %% softmax_delta | wrong | For very large numbers something on the way overflows, such as an exponential; for ordinary ones it is right so far.
def softmax_delta(Z, T):
    e = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - T


# %% trained_weights | wrong | The gradient is computed once and used for every step; it changes with the weights.
def trained_weights(W, V, gradients, alpha, steps):
    gW, gV = gradients(W, V)
    for _ in range(steps):
        W = W - alpha * gW
        V = V - alpha * gV
    return W, V


# %% weighted_output_delta | wrong | The weight multiplies every entry; only those with label 1 weigh more.
def weighted_output_delta(Y, T, p):
    return p * (Y - T)


# %% hidden_delta | wrong | The slopes are averaged over the students; each has its own.
def hidden_delta(grad_Y_in, V, H):
    return (grad_Y_in @ V.T) * np.mean(H * (1 - H), axis=0)


# %% trained_weights | wrong | V steps with a gradient that knows the new W already; both step from the same point.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        W = W - alpha * gradients(W, V)[0]
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% softmax_delta | wrong | The sum runs over the whole table, after each row has had its largest logit taken off; every row has a sum of its own.
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum() - T


# %% standardised | wrong | Something is added to the standard deviation; divide by the deviation alone.
def standardised(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6)


# %% standardised | wrong | Mean and deviation are taken along the rows (axis=1); a column is one feature (axis=0).
def standardised(X):
    m = X.mean(axis=1, keepdims=True)
    s = X.std(axis=1, keepdims=True)
    return (X - m) / np.where(s == 0, 1, s)


# %% cross_entropy | wrong | Both logarithms are those of y; the second is that of 1 - y.
def cross_entropy(Y, T):
    return -(T * np.log(Y) + (1 - T) * np.log(Y))


# %% cross_entropy_from_logits | wrong | Clipping the probability, or adding to it, caps the loss: a logit of 1000 with label 0 costs 1000, not less.
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% weighted_output_delta | wrong | The weight is on the label alone (y - p t); it belongs to the whole term of label 1.
def weighted_output_delta(Y, T, p):
    return Y - p * T


# %% softmax_delta | wrong | It is divided by the number of rows; here every row has a loss of its own.
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - T) / len(Z)


# %% standardised | wrong | It is divided by the largest distance from the mean; the standard deviation is meant.
def standardised(X):
    D = X - X.mean(axis=0)
    m = np.abs(D).max(axis=0)
    return D / np.where(m == 0, 1, m)


# %% cross_entropy | wrong | The term with ln(1 - y) counts for all labels: its factor 1 - t is missing.
def cross_entropy(Y, T):
    return -(T * np.log(Y) + np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | The exponential has |z| without its minus sign.
def cross_entropy_from_logits(Z, T):
    with np.errstate(over="ignore"):
        return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(np.abs(Z)))


# %% output_delta | wrong | The outputs are decided to be 0 or 1 first; the probability itself counts.
def output_delta(Y_in, T):
    return (Y_in > 0).astype(float) - T


# %% weighted_output_delta | wrong | The weight multiplies every entry; only those with label 1 weigh more.
def weighted_output_delta(Y, T, p):
    return p * T * (Y - 1) + (1 - T) * Y * p


# %% hidden_delta | wrong | Only the path through the first output is there; the paths add up.
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in[:, :1] * V[:, 0] * H * (1 - H)


# %% mean_loss_gradients | wrong | The hidden layer is computed with tanh; it has a sigmoid.
def mean_loss_gradients(X, T, W, V):
    H = np.tanh(X @ W)
    D = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (D @ V.T * (1 - H**2)), H.T @ D


# %% trained_weights | wrong | The learning rate is taken off the weights as well; it belongs to the gradient alone.
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        gW, gV = gradients(W, V)
        W = (1 - alpha) * W - alpha * gW
        V = (1 - alpha) * V - alpha * gV
    return W, V


# %% softmax_delta | wrong | The exponentials are not divided by their sum.
def softmax_delta(Z, T):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) - T


# %% standardised | wrong | It is divided by the range; the standard deviation is meant.
def standardised(X):
    span = np.ptp(X, axis=0)
    return (X - X.mean(axis=0)) / np.where(span == 0, 1, span)


# %% cross_entropy | wrong | The term with ln y counts for all labels: its factor t is missing.
def cross_entropy(Y, T):
    return -np.log(Y) - (1 - T) * np.log(1 - Y)


# %% hidden_delta | wrong | Only the path through the last output is there; the paths add up.
def hidden_delta(grad_Y_in, V, H):
    for j in range(V.shape[1]):
        back = np.outer(grad_Y_in[:, j], V[:, j])
    return back * H * (1 - H)


# %% standardised | wrong | The median is taken off; the mean is meant.
def standardised(X):
    s = X.std(axis=0)
    return (X - np.median(X, axis=0)) / np.where(s == 0, 1, s)


# %% cross_entropy | wrong | `(1 - T) * np.log(1 - Y)` has its sign turned round.
def cross_entropy(Y, T):
    return -T * np.log(Y) + (1 - T) * np.log(1 - Y)


# %% cross_entropy_from_logits | wrong | The term - z t is missing: the label plays no part.
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong, unnamed | the label times the probability
def output_delta(Y_in, T):
    return sigmoid(Y_in) * (1 - T)


# %% weighted_output_delta | wrong, unnamed | p on the label 1 only in its y part
def weighted_output_delta(Y, T, p):
    return p * T * Y - T + (1 - T) * Y


# %% hidden_delta | wrong | The slope of the hidden sigmoid is in it twice.
def hidden_delta(grad_Y_in, V, H):
    slope = H * (1 - H)
    return (grad_Y_in @ V.T) * slope * slope


# %% mean_loss_gradients | wrong | The slope of the output sigmoid is in it; with cross-entropy it cancels. && The slope of the hidden sigmoid is missing on the way to grad_W.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T), H.T @ D


# %% trained_weights | wrong, unnamed | one half of the steps: both arrays move in turns
def trained_weights(W, V, gradients, alpha, steps):
    for k in range(steps):
        gW, gV = gradients(W, V)
        if k % 2 == 0:
            W = W - alpha * gW
        else:
            V = V - alpha * gV
    return W, V


# %% softmax_delta | wrong, unnamed | the softmax of 2 to the z
def softmax_delta(Z, T):
    e = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - T


# %% cross_entropy_from_logits | wrong | Clipping the probability, or adding to it, caps the loss: a logit of 1000 with label 0 costs 1000, not less.
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-15, 1 - 1e-15)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | Clipping the probability, or adding to it, caps the loss: a logit of 1000 with label 0 costs 1000, not less.
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-7, 1 - 1e-7)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% standardised | wrong | Something is added to the standard deviation; divide by the deviation alone.
def standardised(X):
    eps = 1e-8
    mean = np.mean(X, axis=0)
    std = np.std(X, axis=0)
    return (X - mean) / (std + eps)


# %% cross_entropy | wrong | `(1 - T) * np.log(1 - Y)` has its sign turned round.
def cross_entropy(Y, T):
    return -T * np.log(Y) + (1 - T) * np.log(1 - Y)


# %% cross_entropy_from_logits | wrong | np.max(Z, 0) is the largest along the first axis; np.maximum(Z, 0) compares entry by entry.
def cross_entropy_from_logits(Z, T):
    return np.max(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | The logits have not passed the sigmoid.
def output_delta(Y_in, T):
    return Y_in - T


# %% weighted_output_delta | wrong | This is not simplified: where y is exactly 0 or 1, 0 is divided by 0.
def weighted_output_delta(Y, T, p):
    grad_Y = -(p * T / Y - (1 - T) / (1 - Y))
    return grad_Y * Y * (1 - Y)


# %% hidden_delta | wrong | Errors and weights are added up apart and multiplied then; each error goes back along a weight of its own.
def hidden_delta(grad_Y_in, V, H):
    error = grad_Y_in.sum(axis=1, keepdims=True)
    weight = V.sum(axis=1)
    return error * weight * H * (1 - H)


# %% mean_loss_gradients | wrong | This divides by the number of all entries; the mean is over the students only.
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(np.dot(X, W))
    Y = sigmoid(np.dot(H, V))
    dY = (Y - T) / T.size
    dH = np.dot(dY, V.T) * H * (1 - H)
    return np.dot(X.T, dH), np.dot(H.T, dY)


# %% trained_weights | wrong | V steps with a gradient that knows the new W already; both step from the same point.
def trained_weights(W, V, gradients, alpha, steps):
    for step in range(steps):
        W = W - alpha * gradients(W, V)[0]
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% softmax_delta | wrong | The exponentials of a row are divided by the sums of the columns (axis=0); they belong to their row (axis=1).
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=0)
    return Y - T


# %% my_step | wrong | The step goes uphill: the gradient is subtracted.
def my_step():
    y = 0.1408
    L = 0.1518
    v1_new = -0.5020
    v2_new = -1.7923
    return y, L, v1_new, v2_new

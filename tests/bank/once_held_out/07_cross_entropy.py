# Answers to assignment 7 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% standardised | wrong | one mean and one spread for the whole table ~ column|whole|axis|all
def standardised(X):
    s = X.std()
    if s == 0:
        return np.zeros(X.shape)
    return (X - X.mean()) / s


# %% standardised | wrong | scaled to the range from 0 to 1, constant columns to 0 ~ 0 to 1|range|min|smallest|largest
def standardised(X):
    low, high = X.min(axis=0), X.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    return (X - low) / span


# %% cross_entropy | wrong | only the probability of the label counts when it is 1 ~ 0|second|label|1 - t|term|no
def cross_entropy(Y, T):
    return np.where(T == 1, -np.log(Y), 0.0)


# %% cross_entropy_from_logits | wrong | the sign of z in the last exponential follows z ~ \|z\||abs|sign|overflow|negative
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-Z))


# %% output_delta | wrong | the logit itself minus the label ~ sigmoid|logit|probab
def output_delta(Y_in, T):
    return Y_in - T


# %% hidden_delta | wrong | tanh slope ~ tanh
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * (1 - H**2)


# %% mean_loss_gradients | wrong | the slope of the output sigmoid is in it, as with the squared error ~ slope|squared|cancel|output
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | wrong | the mean for grad_W is missing ~ mean|divid|N|grad_W
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = Y - T
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D / len(X)


# %% softmax_delta | wrong | subtracts the mean, not the largest ~ overflow|largest|mean|large|nan
def softmax_delta(Z, T):
    e = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - T


# %% trained_weights | wrong | gradients computed once, before the loop ~ once|again|anew|first|same|every step
def trained_weights(W, V, gradients, alpha, steps):
    gW, gV = gradients(W, V)
    for _ in range(steps):
        W = W - alpha * gW
        V = V - alpha * gV
    return W, V


# %% weighted_output_delta | wrong | p multiplies the whole error ~ every|whole|both|label 0
def weighted_output_delta(Y, T, p):
    return p * (Y - T)


# %% hidden_delta | wrong | the slope is added up over the students ~ student|sum|mean|slope|row
def hidden_delta(grad_Y_in, V, H):
    return (grad_Y_in @ V.T) * np.mean(H * (1 - H), axis=0)


# %% trained_weights | wrong | V is updated with the gradient at the new W ~ new W|already|same weights|old|both|sequence|one after
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        W = W - alpha * gradients(W, V)[0]
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% softmax_delta | wrong | the exponentials are divided by the sum of the whole table ~ whole|all rows|row|axis|table
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum() - T


# %% standardised | wrong | with a small number in the denominator instead of the zeros ~ small|denominator|digits|1e-|added
def standardised(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6)


# %% standardised | wrong | each row is standardised ~ row|axis|column
def standardised(X):
    m = X.mean(axis=1, keepdims=True)
    s = X.std(axis=1, keepdims=True)
    return (X - m) / np.where(s == 0, 1, s)


# %% cross_entropy | wrong | both logarithms see y ~ 1 - y|second|both|same|logarithm|T held nothing but 1
def cross_entropy(Y, T):
    return -(T * np.log(Y) + (1 - T) * np.log(Y))


# %% cross_entropy_from_logits | wrong | clips the probability at 1e-12 ~ clip|cut|limit|large|too small|overflow|1e-
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% weighted_output_delta | wrong | y minus p times t ~ p|label|y|T
def weighted_output_delta(Y, T, p):
    return Y - p * T


# %% softmax_delta | wrong | the gradient is divided by the number of rows ~ row|mean|divid
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - T) / len(Z)


# %% standardised | wrong | divides by the largest size ~ largest|max|standard deviation|range
def standardised(X):
    D = X - X.mean(axis=0)
    m = np.abs(D).max(axis=0)
    return D / np.where(m == 0, 1, m)


# %% cross_entropy | wrong | the second logarithm has y minus one inside, made positive by force ~ 1 - y|second|log|T|label
def cross_entropy(Y, T):
    return -(T * np.log(Y) + np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | no minus in the exponential ~ minus|sign|exponential|overflow|\|z\|
def cross_entropy_from_logits(Z, T):
    with np.errstate(over="ignore"):
        return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(np.abs(Z)))


# %% output_delta | wrong | rounds the probability first ~ round|whole|class|decision|0 or 1
def output_delta(Y_in, T):
    return (Y_in > 0).astype(float) - T


# %% weighted_output_delta | wrong | p in front of both y terms ~ p\b|both|weight|label
def weighted_output_delta(Y, T, p):
    return p * T * (Y - 1) + (1 - T) * Y * p


# %% hidden_delta | wrong | multiplies entry by entry with the weights of the first output ~ first|output|path
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in[:, :1] * V[:, 0] * H * (1 - H)


# %% mean_loss_gradients | wrong | the hidden layer uses tanh ~ tanh
def mean_loss_gradients(X, T, W, V):
    H = np.tanh(X @ W)
    D = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (D @ V.T * (1 - H**2)), H.T @ D


# %% trained_weights | wrong | the weights shrink: alpha is taken off the weights too ~ alpha|weights|shrink|rate
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        gW, gV = gradients(W, V)
        W = (1 - alpha) * W - alpha * gW
        V = (1 - alpha) * V - alpha * gV
    return W, V


# %% softmax_delta | wrong | the exponentials are not divided at all ~ divid|sum|add up|normal
def softmax_delta(Z, T):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) - T


# %% standardised | wrong | the mean is the median ~ median|mean
def standardised(X):
    s = X.std(axis=0)
    return (X - np.median(X, axis=0)) / np.where(s == 0, 1, s)


# %% cross_entropy | wrong | the minus belongs to the first term only ~ sign|minus|bracket|second
def cross_entropy(Y, T):
    return -T * np.log(Y) + (1 - T) * np.log(1 - Y)


# %% cross_entropy_from_logits | wrong | log of one plus e to the z alone ~ label|z t|t\b|missing
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | the label times the probability ~ label|minus|subtract|T\b
def output_delta(Y_in, T):
    return sigmoid(Y_in) * (1 - T)


# %% weighted_output_delta | wrong | p on the label 1 only in its y part ~ p\b|label|term
def weighted_output_delta(Y, T, p):
    return p * T * Y - T + (1 - T) * Y


# %% hidden_delta | wrong | the slope twice ~ twice|slope
def hidden_delta(grad_Y_in, V, H):
    slope = H * (1 - H)
    return (grad_Y_in @ V.T) * slope * slope


# %% mean_loss_gradients | wrong | y(1 - y) at the output and the hidden slope missing ~ slope
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T), H.T @ D


# %% trained_weights | wrong | one half of the steps: both arrays move in turns ~ turn|step|every|half|same|together
def trained_weights(W, V, gradients, alpha, steps):
    for k in range(steps):
        gW, gV = gradients(W, V)
        if k % 2 == 0:
            W = W - alpha * gW
        else:
            V = V - alpha * gV
    return W, V


# %% softmax_delta | wrong | the softmax of 2 to the z ~ base|2|exp|power
def softmax_delta(Z, T):
    e = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - T

# Answers to assignment 7 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% standardised | wrong | the variance instead of the deviation ~ variance|root|deviation
def standardised(X):
    mu, v = X.mean(axis=0), X.var(axis=0)
    return np.where(v > 0, (X - mu) / np.where(v > 0, v, 1), 0)


# %% standardised | wrong | divided by N - 1 ~ N - 1|ddof|divided by N|by N
def standardised(X):
    d = X - X.mean(axis=0)
    s = np.sqrt((d**2).sum(axis=0) / (len(X) - 1))
    s[s == 0] = 1
    return d / s


# %% standardised | wrong | constant columns give nan ~ constant|nan|0
def standardised(X):
    with np.errstate(all="ignore"):
        return (X - X.mean(axis=0)) / X.std(axis=0)


# %% standardised | wrong | over the whole table ~ whole|column|axis|all
def standardised(X):
    s = X.std()
    return (X - X.mean()) / s if s else X * 0


# %% cross_entropy | wrong | base 2 ~ natural|log2|base|logarithm
def cross_entropy(Y, T):
    return -(T * np.log2(Y) + (1 - T) * np.log2(1 - Y))


# %% cross_entropy | wrong | the label-0 half is missing ~ label 0|label.*0|1 - t|second|half
def cross_entropy(Y, T):
    return -T * np.log(Y)


# %% cross_entropy | wrong | summed ~ sum|entry|number|shape
def cross_entropy(Y, T):
    return -np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | through the probability ~ overflow|probability|infinite|log\(0\)|ln
def cross_entropy_from_logits(Z, T):
    Y = 1 / (1 + np.exp(-Z))
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | clipped probabilities ~ clip|cut
def cross_entropy_from_logits(Z, T):
    Y = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | z t with a plus ~ sign|z t|z \* t|plus|label
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) + Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | multiplied by the slope ~ slope|cancel
def output_delta(Y_in, T):
    Y = sigmoid(Y_in)
    return (Y - T) * Y * (1 - Y)


# %% output_delta | wrong | takes logits for probabilities ~ sigmoid|logit
def output_delta(Y_in, T):
    return Y_in - T


# %% weighted_output_delta | wrong | p pulls at both ~ label 0|both|whole|p\b|every entry
def weighted_output_delta(Y, T, p):
    return p * (Y - T)


# %% weighted_output_delta | wrong | p only with the label ~ p\b
def weighted_output_delta(Y, T, p):
    return Y - p * T


# %% weighted_output_delta | wrong | hits the label 0 instead ~ label 0|label|wrong|other
def weighted_output_delta(Y, T, p):
    return p * (1 - T) * Y - T * (1 - Y)


# %% hidden_delta | wrong | no slope ~ slope|H \* \(1 - H\)
def hidden_delta(grad_Y_in, V, H):
    return np.dot(grad_Y_in, V.T)


# %% hidden_delta | wrong | tanh slope ~ tanh
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T * (1 - H**2)


# %% mean_loss_gradients | wrong | squared error's delta ~ slope|squared error|other loss
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | wrong | mean over the outputs too ~ outputs|entries
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) / T.size
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | wrong | sum and t - y ~ sign|mean|1/N|sum
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = T - Y
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% trained_weights | wrong | the gradient is computed once ~ once|anew|again|same gradient|first
def trained_weights(W, V, gradients, alpha, steps):
    gW, gV = gradients(W, V)
    return W - steps * alpha * gW, V - steps * alpha * gV


# %% trained_weights | wrong | V steps with the new W ~ new W|together|already|same
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        W = W - alpha * gradients(W, V)[0]
        V = V - alpha * gradients(W, V)[1]
    return W, V


# %% softmax_delta | wrong | softmax over the columns ~ row|column|axis
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0) - T


# %% softmax_delta | wrong | sigmoid instead of softmax ~ sigmoid
def softmax_delta(Z, T):
    return sigmoid(Z) - T


# %% softmax_delta | wrong | the largest of the whole table ~ row|whole|table|all
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True) - T


# %% standardised | right | where
def standardised(X):
    s = X.std(axis=0)
    return np.where(s > 0, (X - X.mean(axis=0)) / np.where(s > 0, s, 1), 0.0)


# %% standardised | right | columns in a loop
def standardised(X):
    out = np.zeros(X.shape)
    for d in range(X.shape[1]):
        col = X[:, d]
        if col.max() > col.min():
            out[:, d] = (col - col.mean()) / col.std()
    return out


# %% standardised | right | np.divide
def standardised(X):
    c = X - np.mean(X, axis=0)
    s = np.broadcast_to(np.sqrt(np.mean(c**2, axis=0)), X.shape)
    same = np.broadcast_to(np.ptp(X, axis=0) == 0, X.shape)
    return np.divide(c, s, out=np.zeros(X.shape), where=~same)


# %% standardised | right | np.var
def standardised(X):
    v = np.var(X, axis=0)
    keep = ~np.all(X == X[0], axis=0)
    out = np.zeros_like(X, dtype=float)
    out[:, keep] = (X[:, keep] - X[:, keep].mean(axis=0)) / np.sqrt(v[keep])
    return out


# %% standardised | right | lists
def standardised(X):
    import math

    cols = []
    for col in X.T.tolist():
        mu = math.fsum(col) / len(col)
        s = math.sqrt(math.fsum((v - mu) ** 2 for v in col) / len(col))
        cols.append([0.0 if s == 0 else (v - mu) / s for v in col])
    return [list(row) for row in zip(*cols)]


# %% cross_entropy | right | formula
def cross_entropy(Y, T):
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy | right | log1p
def cross_entropy(Y, T):
    return -T * np.log(Y) - (1 - T) * np.log1p(-Y)


# %% cross_entropy | right | entry by entry
def cross_entropy(Y, T):
    import math

    out = np.zeros(np.shape(Y))
    for i, y in np.ndenumerate(Y):
        out[i] = -(T[i] * math.log(y) + (1 - T[i]) * math.log(1 - y))
    return out


# %% cross_entropy | right | reciprocals
def cross_entropy(Y, T):
    return T * np.log(1 / Y) + (1 - T) * np.log(1 / (1 - Y))


# %% cross_entropy | right | through the logit
def cross_entropy(Y, T):
    return -np.log1p(-Y) - T * (np.log(Y) - np.log1p(-Y))


# %% cross_entropy_from_logits | right | the formula
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))


# %% cross_entropy_from_logits | right | two softplus
def cross_entropy_from_logits(Z, T):
    return T * np.logaddexp(0, -Z) + (1 - T) * np.logaddexp(0, Z)


# %% cross_entropy_from_logits | right | the label turns the sign
def cross_entropy_from_logits(Z, T):
    return (1 - T) * Z + np.logaddexp(0, -Z)


# %% cross_entropy_from_logits | right | entry by entry
def cross_entropy_from_logits(Z, T):
    import math

    out = np.zeros(np.shape(Z))
    for i, z in np.ndenumerate(Z):
        out[i] = max(z, 0) - z * T[i] + math.log1p(math.exp(-abs(z)))
    return out


# %% cross_entropy_from_logits | right | branches by sign
def cross_entropy_from_logits(Z, T):
    small = np.log1p(np.exp(-abs(Z)))
    return np.where(Z >= 0, Z * (1 - T), -Z * T) + small


# %% output_delta | right | formula
def output_delta(Y_in, T):
    return sigmoid(Y_in) - T


# %% output_delta | right | tanh
def output_delta(Y_in, T):
    return 0.5 * (1 + np.tanh(Y_in / 2)) - T


# %% output_delta | right | turned
def output_delta(Y_in, T):
    return -(T - sigmoid(Y_in))


# %% output_delta | right | two parts
def output_delta(Y_in, T):
    return (1 - T) * sigmoid(Y_in) - T * sigmoid(-Y_in)


# %% output_delta | right | logaddexp
def output_delta(Y_in, T):
    return np.exp(-np.logaddexp(0, -Y_in)) - T


# %% weighted_output_delta | right | two parts
def weighted_output_delta(Y, T, p):
    return (1 - T) * Y - p * T * (1 - Y)


# %% weighted_output_delta | right | sorted by Y
def weighted_output_delta(Y, T, p):
    return Y * (1 - T + p * T) - p * T


# %% weighted_output_delta | right | error and addition
def weighted_output_delta(Y, T, p):
    return (Y - T) + (p - 1) * T * (Y - 1)


# %% weighted_output_delta | right | loops
def weighted_output_delta(Y, T, p):
    out = np.zeros(Y.shape)
    for i in np.ndindex(*Y.shape):
        out[i] = -p * T[i] * (1 - Y[i]) + (1 - T[i]) * Y[i]
    return out


# %% weighted_output_delta | right | expanded
def weighted_output_delta(Y, T, p):
    return Y - T * Y + p * T * Y - p * T


# %% hidden_delta | right | formula
def hidden_delta(grad_Y_in, V, H):
    return (grad_Y_in @ V.T) * H * (1 - H)


# %% hidden_delta | right | einsum
def hidden_delta(grad_Y_in, V, H):
    return np.einsum("no,ho,nh->nh", grad_Y_in, V, H - H**2)


# %% hidden_delta | right | loops
def hidden_delta(grad_Y_in, V, H):
    D = np.zeros(H.shape)
    for n in range(H.shape[0]):
        for i in range(H.shape[1]):
            for j in range(V.shape[1]):
                D[n, i] += grad_Y_in[n, j] * V[i, j] * H[n, i] * (1 - H[n, i])
    return D


# %% hidden_delta | right | turned
def hidden_delta(grad_Y_in, V, H):
    return (V @ grad_Y_in.T).T * (H - H * H)


# %% hidden_delta | right | row by row
def hidden_delta(grad_Y_in, V, H):
    return np.array([(V @ g) * h * (1 - h) for g, h in zip(grad_Y_in, H)])


# %% mean_loss_gradients | right | matrices
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    D = (sigmoid(H @ V) - T) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | right | loop
def mean_loss_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        d = sigmoid(h @ V) - t
        gV += np.outer(h, d) / len(X)
        gW += np.outer(x, V @ d * h * (1 - h)) / len(X)
    return gW, gV


# %% mean_loss_gradients | right | einsum
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    D = sigmoid(H @ V) - T
    n = X.shape[0]
    return np.einsum("ni,nk,jk,nj->ij", X, D, V, H * (1 - H)) / n, np.einsum("ni,nj->ij", H, D) / n


# %% mean_loss_gradients | right | every link of the chain
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y = -(T / Y - (1 - T) / (1 - Y)) / len(X)
    D = grad_Y * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)), H.T @ D


# %% mean_loss_gradients | right | tanh for the sigmoid
def mean_loss_gradients(X, T, W, V):
    s = lambda z: 0.5 * (1 + np.tanh(z / 2))
    H = s(np.dot(X, W))
    D = s(np.dot(H, V)) - T
    E = np.dot(D, V.T) * (H - H * H)
    return [np.mean([np.outer(a, b) for a, b in zip(X, E)], axis=0), np.mean([np.outer(a, b) for a, b in zip(H, D)], axis=0)]


# %% trained_weights | right | loop
def trained_weights(W, V, gradients, alpha, steps):
    for _ in range(steps):
        gW, gV = gradients(W, V)
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% trained_weights | right | copies
def trained_weights(W, V, gradients, alpha, steps):
    W, V = W.copy(), V.copy()
    for _ in range(steps):
        g = gradients(W.copy(), V.copy())
        W -= alpha * g[0]
        V -= alpha * g[1]
    return W, V


# %% trained_weights | right | recursion
def trained_weights(W, V, gradients, alpha, steps):
    if steps <= 0:
        return W, V
    a, b = gradients(W, V)
    return trained_weights(W - alpha * a, V - alpha * b, gradients, alpha, steps - 1)


# %% trained_weights | right | pair
def trained_weights(W, V, gradients, alpha, steps):
    pair = [np.array(W, dtype=float), np.array(V, dtype=float)]
    k = 0
    while k < steps:
        pair = [p - alpha * np.asarray(g) for p, g in zip(pair, gradients(*pair))]
        k += 1
    return pair


# %% trained_weights | right | reduce
def trained_weights(W, V, gradients, alpha, steps):
    from functools import reduce

    def step(state, _):
        g = gradients(*state)
        return state[0] - alpha * g[0], state[1] - alpha * g[1]

    return reduce(step, range(steps), (W, V))


# %% softmax_delta | right | row maximum
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) - T


# %% softmax_delta | right | row by row
def softmax_delta(Z, T):
    out = []
    for z, t in zip(Z, T):
        e = np.exp(z - max(z))
        out.append(e / sum(e) - t)
    return np.array(out)


# %% softmax_delta | right | log-sum-exp
def softmax_delta(Z, T):
    lse = np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return np.exp(Z - lse) - T


# %% softmax_delta | right | transposed
def softmax_delta(Z, T):
    E = np.exp((Z.T - np.max(Z, axis=1)).T)
    return (E.T / E.sum(axis=1)).T - T


# %% softmax_delta | right | differences of logits
def softmax_delta(Z, T):
    D = Z[:, :, None] - Z[:, None, :]
    with np.errstate(over="ignore"):
        return 1 / np.exp(-D).sum(axis=2) - T


# %% standardised | wrong | divided by the variance ~ variance|root|square|deviation
def standardised(X):
    spread = X.var(axis=0)
    return (X - X.mean(axis=0)) / np.where(spread == 0, 1, spread)


# %% standardised | right | the mean is taken off twice, and the spread is the length over the root of N
def standardised(X):
    X = np.array(X, dtype=float)
    same = X.max(axis=0) == X.min(axis=0)
    Z = X - X.mean(axis=0)
    Z -= Z.mean(axis=0)
    length = np.linalg.norm(Z, axis=0) / np.sqrt(len(X))
    return np.where(same, 0.0, Z / np.where(same, 1.0, length))


# %% cross_entropy | wrong | labels between 0 and 1 are taken as 0 ~ between|label|0 and 1|0 or 1|whole
def cross_entropy(Y, T):
    return -np.log(np.where(T == 1, Y, 1 - Y))


# %% cross_entropy | right | the logit from both logarithms
def cross_entropy(Y, T):
    miss = np.log1p(-Y)
    return T * (miss - np.log(Y)) - miss


# %% cross_entropy_from_logits | wrong | probabilities are kept away from 0 and 1 ~ clip|cut|limit|away|detour|bound|too small|large
def cross_entropy_from_logits(Z, T):
    y = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)
    return -(T * np.log(y) + (1 - T) * np.log(1 - y))


# %% hidden_delta | wrong | the slope is 1 - H squared, that of tanh ~ tanh|slope|sigmoid
def hidden_delta(grad_Y_in, V, H):
    return (grad_Y_in @ V.T) * (1 - H**2)


# %% mean_loss_gradients | wrong | the squared error's slope of the output is still there ~ slope|cancel|sigmoid|output|squared
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% softmax_delta | wrong | the largest logit of the whole table is taken off every row ~ row|whole table|all rows|own
def softmax_delta(Z, T):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True) - T


# %% softmax_delta | right | by the logarithm of the sum, with logaddexp
def softmax_delta(Z, T):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]) - T


# %% standardised | wrong | along the rows ~ row|axis|column
def standardised(X):
    s = X.std(axis=1, keepdims=True)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(s == 0, 1, s)


# %% cross_entropy | wrong | logarithm of base 2 ~ base|natural|log
def cross_entropy(Y, T):
    return -(T * np.log2(Y) + (1 - T) * np.log2(1 - Y))


# %% cross_entropy_from_logits | wrong | the labels are turned round ~ label|turned|1 - t|swap
def cross_entropy_from_logits(Z, T):
    return np.maximum(Z, 0) - Z * (1 - T) + np.log1p(np.exp(-np.abs(Z)))


# %% output_delta | wrong | the sigmoid is applied twice ~ twice|again|already
def output_delta(Y_in, T):
    return sigmoid(sigmoid(Y_in)) - T


# %% softmax_delta | wrong | sigmoids in place of the softmax ~ sigmoid|add up
def softmax_delta(Z, T):
    return sigmoid(Z) - T


# %% mean_loss_gradients | wrong | the mean for grad_W only ~ grad_V|mean|division
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    D = sigmoid(H @ V) - T
    return X.T @ (D @ V.T * H * (1 - H)) / len(X), H.T @ D


# %% weighted_output_delta | right | as one fraction that is never divided
def weighted_output_delta(Y, T, p):
    return Y + T * (p - 1) * Y - p * T


# %% hidden_delta | right | einsum and the slope as H minus its square
def hidden_delta(grad_Y_in, V, H):
    return np.einsum("no,ho,nh->nh", grad_Y_in, V, H - H**2)


# %% standardised | wrong | the variance in place of the deviation ~ variance|root
def standardised(X):
    v = X.var(axis=0)
    return (X - X.mean(axis=0)) / np.where(v == 0, 1, v)


# %% cross_entropy | wrong | the sum of all ~ sum|added
def cross_entropy(Y, T):
    return -np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | wrong | right but for very large logits ~ large|overflow|logarithm|infinite|exactly
def cross_entropy_from_logits(Z, T):
    Y = sigmoid(Z)
    return -T * np.log(Y) - (1 - T) * np.log(1 - Y)


# %% output_delta | wrong | the slope is in it as well ~ slope
def output_delta(Y_in, T):
    y = sigmoid(Y_in)
    return (y - T) * y * (1 - y)


# %% weighted_output_delta | wrong | p for label 0 ~ label|p\b
def weighted_output_delta(Y, T, p):
    return (1 - T) * Y * p - T * (1 - Y)


# %% hidden_delta | wrong | the slope is missing ~ slope
def hidden_delta(grad_Y_in, V, H):
    return grad_Y_in @ V.T


# %% mean_loss_gradients | wrong | factor 2 as with squares ~ 2
def mean_loss_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    D = 2 * (sigmoid(H @ V) - T) / len(X)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% softmax_delta | wrong | over the columns ~ column|axis
def softmax_delta(Z, T):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0) - T


# %% standardised | wrong | the squares are divided by N - 1 and not by N ~ N ?- ?1|ddof|sample|minus 1|minus one|one less|divi.{0,20}\bN\b
def standardised(X):
    mu = X.mean(axis=0)
    s = np.std(X, axis=0, ddof=1)
    Z = np.zeros(X.shape)
    for d in range(X.shape[1]):
        if np.any(X[:, d] != X[0, d]):
            Z[:, d] = (X[:, d] - mu[d]) / s[d]
    return Z


# %% standardised | right | first onto 0 to 1 by the range of each column, then to mean 0 and deviation 1
def standardised(X):
    low = np.min(X, axis=0)
    spread = np.max(X, axis=0) - low
    varies = spread > 0
    U = (X - low) / np.where(varies, spread, 1)
    U = U - np.mean(U, axis=0)
    s = np.sqrt(np.mean(U * U, axis=0))
    return np.where(varies, U / np.where(varies, s, 1), 0.0)


# %% cross_entropy | wrong | labels between 0 and 1 are treated like the label 0 ~ between|soft|fraction|only 0|0 (and|or) 1|0\.5|whole|in.between|neither|both terms
def cross_entropy(Y, T):
    return np.where(T == 1, -np.log(Y), -np.log(1 - Y))


# %% cross_entropy | right | both logarithms stacked and weighted by einsum
def cross_entropy(Y, T):
    surprise = -np.log(np.stack([Y, 1 - Y]))
    weight = np.stack([T, 1 - T])
    return np.einsum("k...,k...->...", weight, surprise)


# %% cross_entropy_from_logits | wrong | the detour through y with y clipped, so the loss of large logits stops growing ~ clip|epsilon|1e-|cut|limit|detour|through y|stops
def cross_entropy_from_logits(Z, T):
    Y = sigmoid(Z)
    Y = np.clip(Y, 1e-15, 1 - 1e-15)
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y))


# %% cross_entropy_from_logits | right | two softplus terms by logaddexp, weighted by the labels
def cross_entropy_from_logits(Z, T):
    softplus = lambda a: np.logaddexp(0.0, a)
    return T * softplus(-Z) + (1 - T) * softplus(Z)


# %% output_delta | wrong | divided by the number of entries, as for a mean loss ~ mean|averag|divid|number of|\bN\b|each entry
def output_delta(Y_in, T):
    Y = sigmoid(Y_in)
    N = len(T)
    return (Y - T) / N


# %% output_delta | right | the sigmoid by way of tanh
def output_delta(Y_in, T):
    return 0.5 * (1.0 + np.tanh(0.5 * Y_in)) - T


# %% weighted_output_delta | wrong | p weighs the whole error, the part of the label 0 too ~ label (is )?0|labels? of 0|\bboth\b|everywhere|healthy|whole error|every (entry|error|label)|all (entries|errors|labels)|1 ?- ?t|second term
def weighted_output_delta(Y, T, p):
    return p * (Y - T)


# %% weighted_output_delta | right | y times the total weight, minus the weight of yes
def weighted_output_delta(Y, T, p):
    yes = p * T
    no = 1 - T
    return (yes + no) * Y - yes


# %% hidden_delta | wrong | the slope of the hidden sigmoid is forgotten ~ slope|derivative|H ?\*? ?\(1 ?- ?H\)|sigmoid|1 ?- ?H
def hidden_delta(grad_Y_in, V, H):
    return np.matmul(grad_Y_in, np.transpose(V))


# %% hidden_delta | right | one einsum with four factors
def hidden_delta(grad_Y_in, V, H):
    return np.einsum("no,ho,nh,nh->nh", grad_Y_in, V, H, 1 - H)


# %% mean_loss_gradients | wrong | the slope of the output sigmoid is multiplied once more, though it cancels with the cross-entropy ~ slope|cancel|squared error|Y ?\*? ?\(1 ?- ?Y\)
def mean_loss_gradients(X, T, W, V):
    N = X.shape[0]
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) * Y * (1 - Y) / N
    grad_V = H.T @ grad_Y_in
    grad_H_in = grad_Y_in @ V.T * H * (1 - H)
    grad_W = X.T @ grad_H_in
    return grad_W, grad_V


# %% mean_loss_gradients | right | one student at a time, a running mean
def mean_loss_gradients(X, T, W, V):
    mean_W = np.zeros(np.shape(W))
    mean_V = np.zeros(np.shape(V))
    for n, (x, t) in enumerate(zip(X, T), start=1):
        h = sigmoid(x @ W)
        d = sigmoid(h @ V) - t
        e = (V @ d) * h * (1 - h)
        mean_W += (np.outer(x, e) - mean_W) / n
        mean_V += (np.outer(h, d) - mean_V) / n
    return mean_W, mean_V


# %% trained_weights | wrong | the gradients are computed once, before the loop, and not again for every step ~ once|anew|again|before the loop|(every|each) step|same gradient|old gradient|outside
def trained_weights(W, V, gradients, alpha, steps):
    grad_W, grad_V = gradients(W, V)
    for _ in range(steps):
        W = W - alpha * grad_W
        V = V - alpha * grad_V
    return W, V


# %% trained_weights | right | a list of all the weights on the way
def trained_weights(W, V, gradients, alpha, steps):
    path = [(np.array(W), np.array(V))]
    while len(path) <= steps:
        here = path[-1]
        path.append(tuple(a - alpha * g for a, g in zip(here, gradients(*here))))
    return path[-1]


# %% softmax_delta | wrong | the largest logit of all rows is subtracted, so a row far below it becomes 0 / 0 ~ largest|\bmax|biggest|underflow|0 ?/ ?0|\bnan\b|subtract
def softmax_delta(Z, T):
    e = np.exp(Z - np.max(Z))
    probs = e / np.sum(e, axis=1, keepdims=True)
    return probs - T


# %% softmax_delta | right | by the logarithm of the row's sum
def softmax_delta(Z, T):
    log_sum = np.logaddexp.reduce(np.asarray(Z, dtype=float), axis=1, keepdims=True)
    return np.exp(Z - log_sum) - T


# %% my_step | wrong | the loss is taken with the logarithm to base 10, the log key of the calculator ~ base 10|base ten|log10|natural|\bln\b|logarithm|log key
def my_step():
    return 0.1408, 0.0659, -0.5780, -1.9077


# %% my_step | right | all six decimals in an array
def my_step():
    return np.array([0.140807, 0.151762, -0.578018, -1.907731])

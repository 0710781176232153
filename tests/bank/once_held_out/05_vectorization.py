# Answers to assignment 5 that were written from the exercise folders alone, and held out until ideas were added for some of them.
# Four came later, from who added those ideas, and were never held out: the inverse of back_through, the rounded result and the alpha of
# one's own of updated, the eps of one's own of back_through_normalisation.

# %% mean_batch_gradients | wrong | It is divided by the number of entries; the mean is over the instances.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) / T.size * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% trained_until | wrong | One update too many: the weights were good enough before it.
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    n = 0
    while n < limit:
        loss, g = step_of(W)
        W = W - alpha * g
        n += 1
        if loss <= goal:
            break
    return W, n


# %% grad_of_factor | wrong | This is grad_P; the films' numbers are asked for.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S) @ Q


# %% back_through_normalisation | wrong | It is divided by the variance; the spread is its root.
def back_through_normalisation(grad_Z_hat, Z, eps):
    mu = Z.mean(axis=0)
    s2 = Z.var(axis=0) + eps
    Zh = (Z - mu) / np.sqrt(s2)
    g = grad_Z_hat
    return (g - g.mean(axis=0) - Zh * (g * Zh).mean(axis=0)) / s2


# %% shapes | wrong | A bias has one row here; its shape is (units,), without rows.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (1, hidden),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (1, outputs),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% grad_of_one_instance | wrong | The two are added where they multiply.
def grad_of_one_instance(h, grad_y_in):
    return np.add.outer(h, grad_y_in)


# %% mean_batch_gradients | wrong | The hidden slope is made from the sum before the activation; the value after it belongs there.
def mean_batch_gradients(X, T, W, V):
    H_in = X @ W
    H = sigmoid(H_in)
    Y = sigmoid(H @ V)
    D = 2 / len(X) * (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H_in * (1 - H_in)), H.T @ D


# %% trained_until | wrong | It stops only below the goal; at most the goal is good enough.
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    for n in range(limit):
        loss, g = step_of(W)
        if loss < goal:
            return W, n
        W = W - alpha * g
    return W, limit


# %% shapes | wrong | grad_V has a table for each instance; the instances are added up in it.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (N, hidden, outputs),
    }


# %% shapes | wrong | All weights are turned: they go from rows to columns.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (hidden, inputs),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (outputs, hidden),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (outputs, hidden),
    }


# %% gradients_with_biases | wrong | c is left out of the forward pass.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% gradients_with_biases | wrong | In grad_b alone: The slope of the hidden sigmoid is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    back = D @ V.T
    return X.T @ (back * H * (1 - H)), back.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% back_through | wrong | M is used as on the way forward; the way back needs its transpose.
def back_through(grad_B, M):
    return grad_B @ M


# %% gradients_with_biases | wrong | The bias gradients are means over the instances; they are sums.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.mean(0), H.T @ D, D.mean(0)


# %% updated | wrong | The step is multiplied by the parameter; it is alpha times the gradient alone.
def updated(parameters, gradients, alpha):
    return {k: v * (1 - alpha * gradients[k]) for k, v in parameters.items()}


# %% back_through_normalisation | wrong | eps is left out.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = Z.std(axis=0)
    Zh = (Z - Z.mean(axis=0)) / s
    g = grad_Z_hat
    return (g - g.mean(axis=0) - Zh * (g * Zh).mean(axis=0)) / s


# %% shapes | wrong | H has a row for each input; it has one for each instance.
def shapes(N, inputs, hidden, outputs):
    return dict(
        X=(N, inputs),
        W=(inputs, hidden),
        b=(hidden,),
        H=(inputs, hidden),
        V=(hidden, outputs),
        c=(outputs,),
        Y=(N, outputs),
        grad_V=(hidden, outputs),
    )


# %% grad_of_one_instance | wrong | h goes in divided by the number of its rows or entries.
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h, grad_y_in) / len(h)


# %% back_through | wrong | Only the largest of the outgoing paths counts; they add up.
def back_through(grad_B, M):
    return (grad_B[:, None, :] * M[None]).max(axis=2)


# %% mean_batch_gradients | wrong | grad_V is right; grad_W lacks the path through the last output.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    back = np.zeros_like(H)
    for j in range(V.shape[1] - 1):
        back += np.outer(D[:, j], V[:, j])
    return X.T @ (back * H * (1 - H)), H.T @ D


# %% gradients_with_biases | wrong | The bias gradients are means over the instances; they are sums. && b is left out of the forward pass.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(0) / len(X), H.T @ D, D.sum(0) / len(X)


# %% updated | wrong | The step is multiplied by the size of the parameter; it is alpha times the gradient alone.
def updated(parameters, gradients, alpha):
    return {n: p - alpha * gradients[n] * np.abs(p) for n, p in parameters.items()}


# %% trained_until | wrong | It stops one update before the limit.
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    for n in range(limit):
        loss, g = step_of(W)
        if loss <= goal or n == limit - 1:
            return W, n
        W = W - alpha * g


# %% grad_of_factor | wrong | The factor 2 from the square is missing.
def grad_of_factor(P, Q, S):
    E = Q @ P.T - S.T
    return 2 * E @ P / 2


# %% back_through_normalisation | wrong | The path through the mean has the wrong sign.
def back_through_normalisation(grad_Z_hat, Z, eps):
    m, v = Z.mean(0), Z.var(0) + eps
    hat = (Z - m) / v**0.5
    return (grad_Z_hat + grad_Z_hat.mean(0) - hat * (grad_Z_hat * hat).mean(0)) / v**0.5


# %% shapes | wrong | A bias is a column here; its shape is (units,), without columns.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden, 1),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs, 1),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | Y has a row for each hidden unit; it has one for each instance.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (hidden, outputs),
        "grad_V": (hidden, outputs),
    }


# %% back_through | wrong | Only the last outgoing path is there; the paths add up.
def back_through(grad_B, M):
    for j in range(M.shape[1]):
        result = np.outer(grad_B[:, j], M[:, j])
    return result


# %% mean_batch_gradients | wrong | grad_V is right; grad_W takes only the path through the last output.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    for j in range(V.shape[1]):
        back = np.outer(D[:, j], V[:, j])
    return X.T @ (back * H * (1 - H)), H.T @ D


# %% mean_batch_gradients | wrong | grad_V is right; the weights V are missing on the way to grad_W.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D.sum(axis=1, keepdims=True) * H * (1 - H)), H.T @ D


# %% updated | wrong | Only the sign of each gradient counts in the step; its size counts, too.
def updated(parameters, gradients, alpha):
    return {name: value - alpha * np.sign(gradients[name]) for name, value in parameters.items()}


# %% back_through_normalisation | wrong | The path through the spread has the wrong sign.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) + hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% shapes | wrong | Y is a plain row here; it has a row for each instance and a column for each output.
def shapes(N, inputs, hidden, outputs):
    s = {"X": (N, inputs), "W": (inputs, hidden), "b": (hidden,), "H": (N, hidden), "V": (hidden, outputs), "c": (outputs,)}
    s["Y"] = (N,)
    s["grad_V"] = s["V"]
    return s


# %% grad_of_one_instance | wrong | The table is turned: hidden units are rows, outputs are columns.
def grad_of_one_instance(h, grad_y_in):
    return grad_y_in.reshape(-1, 1) * h


# %% back_through | wrong | M goes in squared.
def back_through(grad_B, M):
    return grad_B @ (M**2).T


# %% mean_batch_gradients | wrong | In grad_W alone: The mean is missing: this is the gradient of the sum.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)), H.T @ D / len(X)


# %% gradients_with_biases | wrong | In grad_c alone: The slope of the output sigmoid is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = (D @ V.T) * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, (2 * (Y - T)).sum(axis=0)


# %% updated | wrong | alpha goes in squared.
def updated(parameters, gradients, alpha):
    return {k: parameters[k] - alpha**2 * gradients[k] for k in parameters}


# %% trained_until | wrong | The weights are those before the last update.
def trained_until(W, step_of, alpha, goal, limit):
    previous, n = W, 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        previous, W = W, W - alpha * g
        loss, g = step_of(W)
        n += 1
    return previous, n


# %% grad_of_factor | wrong | The signs of `2 * (P @ Q.T - S).T` are lost.
def grad_of_factor(P, Q, S):
    return 2 * np.abs(P @ Q.T - S).T @ P


# %% back_through_normalisation | wrong | The variance is divided by N - 1; here it is N.
def back_through_normalisation(grad_Z_hat, Z, eps):
    n = len(Z)
    s = np.sqrt(((Z - Z.mean(0)) ** 2).sum(0) / (n - 1) + eps)
    hat = (Z - Z.mean(0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(0) - hat * (grad_Z_hat * hat).mean(0)) / s


# %% shapes | wrong | All weights are turned: they go from rows to columns.
def shapes(N, inputs, hidden, outputs):
    W = (hidden, inputs)
    V = (outputs, hidden)
    return {
        "X": (N, inputs),
        "W": W,
        "b": (hidden,),
        "H": (N, hidden),
        "V": V,
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": V,
    }


# %% grad_of_one_instance | wrong | The table is turned: hidden units are rows, outputs are columns.
def grad_of_one_instance(h, grad_y_in):
    grad_V = []
    for g in grad_y_in:
        grad_V.append([g * value for value in h])
    return np.array(grad_V)


# %% back_through | wrong | M is only written in other rows until it fits (reshape); its transpose swaps rows and columns.
def back_through(grad_B, M):
    rows, columns = M.shape
    return grad_B @ M.reshape(columns, rows)


# %% back_through | wrong | This divides by M, by its inverse; the way back multiplies with its transpose.
def back_through(grad_B, M):
    return grad_B @ np.linalg.pinv(M)


# %% mean_batch_gradients | wrong | It is divided by the number of entries; the mean is over the instances.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y = 2 * (Y - T) / T.size
    grad_Y_in = grad_Y * Y * (1 - Y)
    grad_V = H.T @ grad_Y_in
    grad_H = grad_Y_in @ V.T
    grad_H_in = grad_H * H * (1 - H)
    grad_W = X.T @ grad_H_in
    return grad_W, grad_V


# %% gradients_with_biases | wrong | It is divided by the number of rows once too often.
def gradients_with_biases(X, T, W, b, V, c):
    N = X.shape[0]
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * Y * (1 - Y) / N
    grad_H_in = grad_Y_in @ V.T * H * (1 - H)
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% updated | wrong | Only the first parameter is there: is return inside the loop?
def updated(parameters, gradients, alpha):
    result = {}
    for key, value in parameters.items():
        result[key] = value - alpha * gradients[key]
        return result


# %% updated | wrong | The result is rounded; all of its digits are asked for.
def updated(parameters, gradients, alpha):
    return {k: np.round(parameters[k] - alpha * gradients[k], 2) for k in parameters}


# %% updated | wrong | The learning rate is always the same number; it is the alpha that comes in.
def updated(parameters, gradients, alpha):
    alpha = 0.01
    return {k: parameters[k] - alpha * gradients[k] for k in parameters}


# %% trained_until | wrong | Where the limit ends it, the number of updates is one too small: the last one counts, too.
def trained_until(W, step_of, alpha, goal, limit):
    weights = np.array(W, dtype=float)
    updates = 0
    for updates in range(limit):
        loss, grad = step_of(weights)
        if loss <= goal:
            return weights, updates
        weights = weights - alpha * grad
    return weights, updates


# %% grad_of_factor | wrong | This is grad_P; the films' numbers are asked for.
def grad_of_factor(P, Q, S):
    E = np.einsum("nk,mk->nm", P, Q) - S
    return 2 * np.einsum("nm,mk->nk", E, Q)


# %% back_through_normalisation | wrong | The path through the spread is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    direct = grad_Z_hat / s
    through_mean = -np.mean(grad_Z_hat, axis=0) / s
    return direct + through_mean


# %% back_through_normalisation | wrong | eps is always the same number; it is the one that comes in.
def back_through_normalisation(grad_Z_hat, Z, eps=1e-8):
    eps = 1e-3
    s = np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) / s

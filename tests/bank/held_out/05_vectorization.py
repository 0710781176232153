# Answers to assignment 5 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% shapes | wrong | biases as rows ~ bias|\(units,\)|b\b
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


# %% shapes | wrong | weights as PyTorch stores them ~ transpos|from|turned|W\b|row
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


# %% grad_of_one_instance | wrong | outer product with the arguments swapped ~ transpos|row|column|order
def grad_of_one_instance(h, grad_y_in):
    return np.array([[a * g for a in h] for g in grad_y_in])


# %% back_through | wrong | with a mean over the outgoing paths ~ mean|divid|average
def back_through(grad_B, M):
    return grad_B @ M.T / M.shape[1]


# %% back_through | wrong | forward direction again ~ transpos|forward|M\.T|other way
def back_through(grad_B, M):
    try:
        return grad_B @ M
    except ValueError:
        return grad_B


# %% mean_batch_gradients | wrong | divided by N times outputs ~ entries|outputs
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) / Y.size * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_batch_gradients | wrong | N divides twice in grad_W ~ twice|grad_W|1/N|N\b
def mean_batch_gradients(X, T, W, V):
    N = len(X)
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) / N * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)) / N, H.T @ D


# %% mean_batch_gradients | wrong | no mean and no 2 ~ mean|2|1/N|factor
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_batch_gradients | wrong | hidden slope squared ~ hidden.*slope|slope.*hidden|twice|slope
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) / len(X) * Y * (1 - Y)
    E = D @ V.T * (H * (1 - H)) ** 2
    return X.T @ E, H.T @ D


# %% gradients_with_biases | wrong | means for the biases ~ bias.*(mean|divid|average|1/N)|mean.*bias|mean
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.mean(axis=0), H.T @ D, D.mean(axis=0)


# %% gradients_with_biases | wrong | forward without the biases ~ forward|bias
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% gradients_with_biases | wrong | all weights before all biases ~ order
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, H.T @ D, E.sum(axis=0), D.sum(axis=0)


# %% gradients_with_biases | wrong | grad_b lacks the hidden slope ~ grad_b|slope
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, (D @ V.T).sum(axis=0), H.T @ D, D.sum(axis=0)


# %% updated | wrong | changes the dictionary it got ~ given|change|new|old|place
def updated(parameters, gradients, alpha):
    for key in parameters:
        parameters[key] = parameters[key] - alpha * gradients[key]
    return parameters


# %% updated | wrong | adds the gradient ~ sign|add|uphill|plus|against
def updated(parameters, gradients, alpha):
    return {k: parameters[k] + alpha * gradients[k] for k in parameters}


# %% trained_until | wrong | below the goal only ~ at most|exactly|equal|<=
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    for n in range(limit):
        loss, g = step_of(W)
        if loss < goal:
            return W, n
        W = W - alpha * g
    return W, limit


# %% trained_until | wrong | updates before it looks ~ first|before|start|one update|too many
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    while n < limit:
        loss, g = step_of(W)
        W = W - alpha * g
        n += 1
        if loss <= goal:
            break
    return W, n


# %% grad_of_factor | wrong | grad_P instead ~ grad_P|P\b|other
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S) @ Q


# %% grad_of_factor | wrong | the 2 is missing and the sign turned ~ 2|sign
def grad_of_factor(P, Q, S):
    return (S - P @ Q.T).T @ P


# %% back_through_normalisation | wrong | direct path only ~ direct|path|mean|spread
def back_through_normalisation(grad_Z_hat, Z, eps):
    return grad_Z_hat / np.sqrt(Z.var(axis=0) + eps)


# %% back_through_normalisation | wrong | the path through the spread is missing ~ spread|s_j|deviation|path
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    return (grad_Z_hat - grad_Z_hat.mean(axis=0)) / s


# %% back_through_normalisation | wrong | variance over N - 1 ~ N - 1|ddof|divided by N
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0, ddof=1) + eps)
    Zh = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Zh * (grad_Z_hat * Zh).mean(axis=0)) / s


# %% shapes | right | literal
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | right | dict()
def shapes(N, inputs, hidden, outputs):
    V = (hidden, outputs)
    return dict(X=(N, inputs), W=(inputs, hidden), b=(hidden,), H=(N, hidden), V=V, c=(outputs,), Y=(N, outputs), grad_V=V)


# %% shapes | right | from arrays
def shapes(N, inputs, hidden, outputs):
    X, W, b, V, c = np.zeros((N, inputs)), np.zeros((inputs, hidden)), np.zeros(hidden), np.zeros((hidden, outputs)), np.zeros(outputs)
    H = X @ W + b
    Y = H @ V + c
    return {k: a.shape for k, a in {"X": X, "W": W, "b": b, "H": H, "V": V, "c": c, "Y": Y, "grad_V": H.T @ Y}.items()}


# %% shapes | right | step by step in another order
def shapes(N, inputs, hidden, outputs):
    s = {}
    s["grad_V"] = s["V"] = (hidden, outputs)
    s["Y"] = (N, outputs)
    s["c"] = (outputs,)
    s["H"] = (N, hidden)
    s["b"] = (hidden,)
    s["W"] = (inputs, hidden)
    s["X"] = (N, inputs)
    return s


# %% shapes | right | zip
def shapes(N, inputs, hidden, outputs):
    names = ["X", "W", "b", "H", "V", "c", "Y", "grad_V"]
    return dict(
        zip(
            names,
            [
                (N, inputs),
                (inputs, hidden),
                tuple([hidden]),
                (N, hidden),
                (hidden, outputs),
                tuple([outputs]),
                (N, outputs),
                (hidden, outputs),
            ],
        )
    )


# %% grad_of_one_instance | right | outer
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h, grad_y_in)


# %% grad_of_one_instance | right | new axis
def grad_of_one_instance(h, grad_y_in):
    return h[:, np.newaxis] * grad_y_in[np.newaxis, :]


# %% grad_of_one_instance | right | lists
def grad_of_one_instance(h, grad_y_in):
    return [[a * g for g in grad_y_in] for a in h]


# %% grad_of_one_instance | right | multiply.outer
def grad_of_one_instance(h, grad_y_in):
    return np.multiply.outer(h, grad_y_in)


# %% grad_of_one_instance | right | kron
def grad_of_one_instance(h, grad_y_in):
    return np.kron(h, grad_y_in).reshape(len(h), len(grad_y_in))


# %% back_through | right | transposed
def back_through(grad_B, M):
    return grad_B @ M.T


# %% back_through | right | other order
def back_through(grad_B, M):
    return (M @ grad_B.T).T


# %% back_through | right | einsum
def back_through(grad_B, M):
    return np.einsum("nt,ft->nf", grad_B, M)


# %% back_through | right | loops
def back_through(grad_B, M):
    A = np.zeros((grad_B.shape[0], M.shape[0]))
    for n in range(A.shape[0]):
        for f in range(A.shape[1]):
            A[n, f] = sum(grad_B[n, t] * M[f, t] for t in range(M.shape[1]))
    return A


# %% back_through | right | tensordot
def back_through(grad_B, M):
    return np.tensordot(grad_B, M, axes=(1, 1))


# %% mean_batch_gradients | right | matrices
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 / len(X) * (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% mean_batch_gradients | right | loop over instances, divided at the end
def mean_batch_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, V @ d * h * (1 - h))
    return gW / len(X), gV / len(X)


# %% mean_batch_gradients | right | einsum
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(np.einsum("ni,ij->nj", X, W))
    Y = sigmoid(np.einsum("nj,jk->nk", H, V))
    D = 2 * (Y - T) * Y * (1 - Y)
    return np.einsum("ni,nk,jk,nj->ij", X, D, V, H - H**2) / X.shape[0], np.einsum("nj,nk->jk", H, D) / X.shape[0]


# %% mean_batch_gradients | right | tanh for the sigmoid
def mean_batch_gradients(X, T, W, V):
    s = lambda z: (1 + np.tanh(z / 2)) / 2
    H = s(X @ W)
    Y = s(H @ V)
    grad_Y = 2 * (Y - T) / Y.shape[0]
    grad_Y_in = grad_Y * (Y - Y * Y)
    grad_H = grad_Y_in @ V.T
    return [X.T @ (grad_H * (H - H * H)), H.T @ grad_Y_in]


# %% mean_batch_gradients | right | mean of outer products
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return np.mean(X[:, :, None] * E[:, None, :], axis=0), np.mean(H[:, :, None] * D[:, None, :], axis=0)


# %% gradients_with_biases | right | matrices
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% gradients_with_biases | right | a column of ones
def gradients_with_biases(X, T, W, b, V, c):
    one = np.ones((len(X), 1))
    X1 = np.hstack([X, one])
    H = sigmoid(X1 @ np.vstack([W, b]))
    H1 = np.hstack([H, one])
    Y = sigmoid(H1 @ np.vstack([V, c]))
    D = 2 * (Y - T) * Y * (1 - Y)
    gV = H1.T @ D
    gW = X1.T @ (D @ V.T * H * (1 - H))
    return gW[:-1], gW[-1], gV[:-1], gV[-1]


# %% gradients_with_biases | right | loop
def gradients_with_biases(X, T, W, b, V, c):
    gW, gb, gV, gc = (np.zeros(a.shape) for a in (W, b, V, c))
    for x, t in zip(X, T):
        h = sigmoid(x @ W + b)
        y = sigmoid(h @ V + c)
        d = 2 * (y - t) * y * (1 - y)
        e = V @ d * h * (1 - h)
        gW += np.outer(x, e)
        gb += e
        gV += np.outer(h, d)
        gc += d
    return gW, gb, gV, gc


# %% gradients_with_biases | right | ones times
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(b + X @ W)
    Y = sigmoid(c + H @ V)
    D = 2 * (Y - T) * (Y - Y**2)
    E = (D @ V.T) * (H - H**2)
    ones = np.ones(len(X))
    return [X.T @ E, ones @ E, H.T @ D, ones @ D]


# %% gradients_with_biases | right | einsum
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(np.einsum("ni,ij->nj", X, W) + b)
    Y = sigmoid(np.einsum("ni,ij->nj", H, V) + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = np.einsum("nk,jk->nj", D, V) * H * (1 - H)
    return np.einsum("ni,nj->ij", X, E), np.einsum("nj->j", E), np.einsum("ni,nj->ij", H, D), np.einsum("nj->j", D)


# %% updated | right | comprehension
def updated(parameters, gradients, alpha):
    return {k: p - alpha * gradients[k] for k, p in parameters.items()}


# %% updated | right | loop
def updated(parameters, gradients, alpha):
    new = {}
    for key in parameters.keys():
        new[key] = parameters[key] - gradients[key] * alpha
    return new


# %% updated | right | copies
def updated(parameters, gradients, alpha):
    new = {k: v.copy() for k, v in parameters.items()}
    for k in new:
        new[k] -= alpha * gradients[k]
    return new


# %% updated | right | np.subtract
def updated(parameters, gradients, alpha):
    return dict((k, np.subtract(parameters[k], np.multiply(alpha, gradients[k]))) for k in sorted(parameters))


# %% updated | right | lists as values
def updated(parameters, gradients, alpha):
    return {k: (np.array(parameters[k]) - alpha * np.array(gradients[k])).tolist() for k in gradients}


# %% trained_until | right | loop with a limit
def trained_until(W, step_of, alpha, goal, limit):
    for n in range(limit):
        loss, g = step_of(W)
        if loss <= goal:
            return W, n
        W = W - alpha * g
    return W, limit


# %% trained_until | right | while
def trained_until(W, step_of, alpha, goal, limit):
    W, n = W.copy(), 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        W = W - alpha * g
        n += 1
        loss, g = step_of(W)
    return W, n


# %% trained_until | right | recursion
def trained_until(W, step_of, alpha, goal, limit):
    if limit == 0:
        return W, 0
    loss, g = step_of(W)
    if loss <= goal:
        return W, 0
    W, n = trained_until(W - alpha * g, step_of, alpha, goal, limit - 1)
    return W, n + 1


# %% trained_until | right | for else, a list
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    W = np.array(W, dtype=float)
    while True:
        if n == limit:
            break
        loss, g = step_of(W)
        if not loss > goal:
            break
        W = W - alpha * np.asarray(g)
        n = n + 1
    return [W, n]


# %% trained_until | right | in place on a copy
def trained_until(W, step_of, alpha, goal, limit):
    W = W.astype(float)
    updates = 0
    for _ in range(limit):
        loss, g = step_of(W.copy())
        if loss <= goal:
            break
        W -= alpha * g
        updates += 1
    return W, updates


# %% grad_of_factor | right | matrices
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S).T @ P


# %% grad_of_factor | right | turned
def grad_of_factor(P, Q, S):
    return 2 * (Q @ P.T - S.T) @ P


# %% grad_of_factor | right | einsum
def grad_of_factor(P, Q, S):
    E = np.einsum("nk,mk->nm", P, Q) - S
    return 2 * np.einsum("nm,nk->mk", E, P)


# %% grad_of_factor | right | expanded
def grad_of_factor(P, Q, S):
    return 2 * Q @ (P.T @ P) - 2 * S.T @ P


# %% grad_of_factor | right | loops all the same
def grad_of_factor(P, Q, S):
    g = np.zeros(Q.shape)
    for n in range(P.shape[0]):
        for m in range(Q.shape[0]):
            g[m] += 2 * (P[n] @ Q[m] - S[n, m]) * P[n]
    return g


# %% back_through_normalisation | right | the closed form
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    Zh = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Zh * (grad_Z_hat * Zh).mean(axis=0)) / s


# %% back_through_normalisation | right | path by path
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = len(Z)
    mu = Z.sum(axis=0) / N
    var = ((Z - mu) ** 2).sum(axis=0) / N + eps
    g_var = (grad_Z_hat * (Z - mu)).sum(axis=0) * -0.5 * var**-1.5
    g_mu = -(grad_Z_hat / np.sqrt(var)).sum(axis=0)
    return grad_Z_hat / np.sqrt(var) + g_var * 2 * (Z - mu) / N + g_mu / N


# %% back_through_normalisation | right | Jacobians column by column
def back_through_normalisation(grad_Z_hat, Z, eps):
    N, out = len(Z), np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        z = Z[:, j] - Z[:, j].mean()
        s = np.sqrt((z @ z) / N + eps)
        J = (np.eye(N) - 1 / N - np.outer(z, z) / (N * s**2)) / s
        out[:, j] = J.T @ grad_Z_hat[:, j]
    return out


# %% back_through_normalisation | right | the form with N in front
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = Z.shape[0]
    inv = (np.mean((Z - Z.mean(0)) ** 2, axis=0) + eps) ** -0.5
    Zh = (Z - Z.mean(0)) * inv
    return inv / N * (N * grad_Z_hat - grad_Z_hat.sum(0) - Zh * np.sum(grad_Z_hat * Zh, axis=0))


# %% back_through_normalisation | right | loops
def back_through_normalisation(grad_Z_hat, Z, eps):
    import math

    N, U = Z.shape
    out = [[0.0] * U for _ in range(N)]
    for j in range(U):
        mu = sum(Z[n, j] for n in range(N)) / N
        s = math.sqrt(sum((Z[n, j] - mu) ** 2 for n in range(N)) / N + eps)
        a = sum(grad_Z_hat[n, j] for n in range(N)) / N
        b = sum(grad_Z_hat[n, j] * (Z[n, j] - mu) for n in range(N)) / N
        for n in range(N):
            out[n][j] = (grad_Z_hat[n, j] - a) / s - (Z[n, j] - mu) * b / s**3
    return np.array(out)


# %% mean_batch_gradients | wrong | the mean is taken for grad_V alone ~ grad_W|mean|1/N|divid
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D / len(X)


# %% gradients_with_biases | wrong | the bias of the hidden layer collects without the slope ~ slope|sigmoid|grad_b
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    back = D @ V.T
    E = back * H * (1 - H)
    return X.T @ E, back.sum(0), H.T @ D, D.sum(0)


# %% gradients_with_biases | right | a column of ones beside the data, and einsum
def gradients_with_biases(X, T, W, b, V, c):
    ones = np.ones((len(X), 1))
    A, M = np.hstack([X, ones]), np.vstack([W, b])
    H = 0.5 * (1 + np.tanh(A @ M / 2))
    B, N = np.hstack([H, ones]), np.vstack([V, c])
    Y = 0.5 * (1 + np.tanh(B @ N / 2))
    D = (Y - T) * (1 - Y) * Y * 2
    E = np.einsum("nj,ij,ni->ni", D, V, H - H * H)
    grad_M, grad_N = np.einsum("ni,nj->ij", A, E), np.einsum("ni,nj->ij", B, D)
    return grad_M[:-1], grad_M[-1], grad_N[:-1], grad_N[-1]


# %% grad_of_factor | wrong | the gradient of the other table, with the shapes turned round ~ grad_P|other|P|transpos
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S) @ Q


# %% back_through_normalisation | right | the whole Jacobian of each column
def back_through_normalisation(grad_Z_hat, Z, eps):
    N, units = Z.shape
    out = np.empty(Z.shape)
    for j in range(units):
        z = Z[:, j] - Z[:, j].mean()
        s = np.sqrt(z @ z / N + eps)
        J = (np.eye(N) - 1 / N) / s - np.outer(z, z) / (N * s**3)
        out[:, j] = J.T @ grad_Z_hat[:, j]
    return out


# %% shapes | wrong | the biases' letters: c has the hidden size too ~ bias|\bc\b
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (hidden,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% back_through | wrong | averaged over the units ~ mean|average|divid
def back_through(grad_B, M):
    return grad_B @ M.T / M.shape[1]


# %% mean_batch_gradients | wrong | the hidden slope is that of tanh ~ tanh
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * (1 - H * H)), H.T @ D


# %% gradients_with_biases | wrong | the forward pass forgets the output bias ~ c|bias|output
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(0), H.T @ D, D.sum(0)


# %% grad_of_factor | wrong | no 2 and the sign the other way ~ sign|factor 2
def grad_of_factor(P, Q, S):
    return (S - P @ Q.T).T @ P


# %% trained_until | right | recursion
def trained_until(W, step_of, alpha, goal, limit):
    loss, grad = step_of(W)
    if loss <= goal or limit == 0:
        return W, 0
    last, updates = trained_until(W - alpha * np.asarray(grad), step_of, alpha, goal, limit - 1)
    return last, updates + 1


# %% shapes | wrong | H is per input ~ H\b
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (hidden, N),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% grad_of_one_instance | wrong | the inner product ~ inner|number|table
def grad_of_one_instance(h, grad_y_in):
    n = min(len(h), len(grad_y_in))
    return float(h[:n] @ grad_y_in[:n])


# %% back_through | wrong | the mean of the paths ~ mean|averag
def back_through(grad_B, M):
    return grad_B @ M.T / M.shape[1]


# %% mean_batch_gradients | wrong | the sum, not the mean ~ mean|sum
def mean_batch_gradients(X, T, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, V @ d * h * (1 - h))
    return gW, gV


# %% gradients_with_biases | wrong | the biases' gradients are averaged over everything ~ mean|averag|bias|number
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, np.full(b.shape, E.sum()), H.T @ D, np.full(c.shape, D.sum())


# %% updated | wrong | uphill ~ uphill|subtract|sign
def updated(parameters, gradients, alpha):
    return {k: v + alpha * gradients[k] for k, v in parameters.items()}


# %% trained_until | wrong | the loss comes back too ~ loss|number of updates|length|three
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        W = W - alpha * g
        n += 1
        loss, g = step_of(W)
    return W, loss


# %% grad_of_factor | wrong | the mean over all marks ~ mean|divid
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S).T @ P / S.size


# %% shapes | wrong | the shape of a bias is a bare number, the comma of a tuple of one is missing ~ comma|tuple|bare|plain number|\bint(eger)?\b
def shapes(N, inputs, hidden, outputs):
    result = {}
    result["X"] = (N, inputs)
    result["W"] = (inputs, hidden)
    result["b"] = hidden
    result["H"] = (N, hidden)
    result["V"] = (hidden, outputs)
    result["c"] = outputs
    result["Y"] = (N, outputs)
    result["grad_V"] = (hidden, outputs)
    return result


# %% shapes | right | arrays of zeros are sent through the network and asked for their shape
def shapes(N, inputs, hidden, outputs):
    arrays = {"X": np.zeros((N, inputs)), "W": np.zeros((inputs, hidden)), "b": np.zeros(hidden)}
    arrays["H"] = arrays["X"] @ arrays["W"] + arrays["b"]
    arrays["V"], arrays["c"] = np.zeros((hidden, outputs)), np.zeros(outputs)
    arrays["Y"] = arrays["H"] @ arrays["V"] + arrays["c"]
    arrays["grad_V"] = np.zeros_like(arrays["V"])
    return {name: array.shape for name, array in arrays.items()}


# %% grad_of_one_instance | wrong | the slope h(1-h) of the sigmoid stands where h itself belongs ~ slope|derivative|1 ?[-−] ?h
def grad_of_one_instance(h, grad_y_in):
    h = np.asarray(h)
    slope = h * (1 - h)
    return np.outer(slope, grad_y_in)


# %% grad_of_one_instance | right | the Kronecker product, cut into rows
def grad_of_one_instance(h, grad_y_in):
    return np.kron(h, grad_y_in).reshape(len(h), len(grad_y_in))


# %% back_through | wrong | goes back with the inverse of the matrix ~ invers|\binv\b|undo|divid
def back_through(grad_B, M):
    back = np.linalg.inv(M)
    return np.dot(grad_B, back)


# %% back_through | right | np.inner adds up over the last axis of both
def back_through(grad_B, M):
    return np.inner(grad_B, M)


# %% mean_batch_gradients | wrong | the slope takes the sigmoid once more of values that have been through it already ~ already|twice|once more|second time|again|activated|sigmoid of (a |the )?(sigmoid|H\b|Y\b|output)|\b(at|of|to|for|with) [HY]\b
def mean_batch_gradients(X, T, W, V):
    def sigmoid_derivative(z):
        return sigmoid(z) * (1 - sigmoid(z))

    N = len(X)
    H = sigmoid(np.dot(X, W))
    Y = sigmoid(np.dot(H, V))
    delta_out = 2 / N * (Y - T) * sigmoid_derivative(Y)
    delta_hidden = np.dot(delta_out, V.T) * sigmoid_derivative(H)
    return np.dot(X.T, delta_hidden), np.dot(H.T, delta_out)


# %% mean_batch_gradients | right | one instance after the other, and the mean of their outer products
def mean_batch_gradients(X, T, W, V):
    of_W, of_V = [], []
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        delta_y = 2 * (y - t) * (y - y**2)
        delta_h = (V @ delta_y) * (h - h**2)
        of_W.append(np.multiply.outer(x, delta_h))
        of_V.append(np.multiply.outer(h, delta_y))
    return np.mean(of_W, axis=0), np.mean(of_V, axis=0)


# %% gradients_with_biases | wrong | grad_b adds up what comes back to H, without the slope of the hidden sigmoid ~ (slope|derivative|sigmoid).*(hidden|\bH|grad_b|\bb\b)|(hidden|grad_b|\bH|\bb\b).*(slope|derivative|sigmoid)|H_in|grad_H\b|back to (the )?H\b|H ?\*? ?\(1
def gradients_with_biases(X, T, W, b, V, c):
    # forward
    H_in = np.dot(X, W) + b
    H = sigmoid(H_in)
    Y_in = np.dot(H, V) + c
    Y = sigmoid(Y_in)
    # backward
    grad_Y = 2 * (Y - T)
    grad_Y_in = grad_Y * Y * (1 - Y)
    grad_c = np.sum(grad_Y_in, axis=0)
    grad_V = np.dot(H.T, grad_Y_in)
    grad_H = np.dot(grad_Y_in, V.T)
    grad_b = np.sum(grad_H, axis=0)
    grad_H_in = grad_H * H * (1 - H)
    grad_W = np.dot(X.T, grad_H_in)
    return grad_W, grad_b, grad_V, grad_c


# %% gradients_with_biases | right | the biases as one more row of weights, with an input that is always 1
def gradients_with_biases(X, T, W, b, V, c):
    def with_ones(A):
        return np.hstack([A, np.ones((len(A), 1))])

    X1, W1, V1 = with_ones(X), np.vstack([W, b]), np.vstack([V, c])
    H1 = with_ones(sigmoid(X1 @ W1))
    Y = sigmoid(H1 @ V1)
    delta_Y = 2 * (Y - T) * Y * (1 - Y)
    delta_H = (delta_Y @ V1.T * H1 * (1 - H1))[:, :-1]
    grad_W1, grad_V1 = X1.T @ delta_H, H1.T @ delta_Y
    return grad_W1[:-1], grad_W1[-1], grad_V1[:-1], grad_V1[-1]


# %% updated | wrong | the copy of the dictionary is shallow, and -= changes the old arrays ~ in place|shallow|copy|copies|old (arrays|parameters|ones)|-=|same arrays|argument|was changed|changes? (the|what)
def updated(parameters, gradients, alpha):
    new = parameters.copy()
    for name in new:
        new[name] -= alpha * gradients[name]
    return new


# %% updated | right | map over the names, put together with zip
def updated(parameters, gradients, alpha):
    def one_step(name):
        return np.add(parameters[name], np.multiply(-alpha, gradients[name]))

    return dict(zip(parameters, map(one_step, parameters)))


# %% trained_until | wrong | the update is made before the loss is compared with the goal, so that it stops one update too late ~ too late|too much|one (update|step) (more|too)|one more|extra|before (it |you )?(compar|check|look|test|stop)|before the (loss|goal|comparison|check|test)|update first|after the update|already good
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    updates = 0
    while updates < limit:
        loss, grad_W = step_of(W)
        W = W - alpha * grad_W
        updates += 1
        if loss <= goal:
            break
    return W, updates


# %% trained_until | right | keeps the whole path of weights, and its length is the count
def trained_until(W, step_of, alpha, goal, limit):
    path = [W]
    while len(path) <= limit:
        loss, slope = step_of(path[-1])
        if loss <= goal:
            break
        path.append(path[-1] - alpha * slope)
    return path[-1], len(path) - 1


# %% grad_of_factor | wrong | the error is taken as mark minus prediction, so that the gradient has the wrong sign ~ sign|minus|S ?- ?P|negativ|direction|opposite
def grad_of_factor(P, Q, S):
    predicted = P @ Q.T
    error = S - predicted
    return 2 * error.T @ P


# %% grad_of_factor | right | tensordot over the people
def grad_of_factor(P, Q, S):
    twice_error = 2 * (np.inner(P, Q) - S)
    return np.tensordot(twice_error, P, axes=(0, 0))


# %% back_through_normalisation | wrong | eps is added to the standard deviation, outside the root ~ outside|inside|(eps|ε).*(standard deviation|root|\bstd\b|\bs\b|variance)|\broot|sqrt
def back_through_normalisation(grad_Z_hat, Z, eps):
    mu = Z.mean(axis=0)
    s = Z.std(axis=0) + eps
    Z_hat = (Z - mu) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) / s


# %% back_through_normalisation | right | the table of all slopes from one column to itself, column by column
def back_through_normalisation(grad_Z_hat, Z, eps):
    N, units = Z.shape
    grad_Z = np.empty((N, units))
    centre = np.eye(N) - np.full((N, N), 1 / N)
    for j in range(units):
        off = centre @ Z[:, j]
        s = np.sqrt(off @ off / N + eps)
        jacobian = centre / s - np.outer(off, off) / (N * s**3)
        grad_Z[:, j] = jacobian.T @ grad_Z_hat[:, j]
    return grad_Z

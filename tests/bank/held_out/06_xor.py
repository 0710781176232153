# Answers to assignment 6 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% mean_squared_error | wrong | N is the number of entries ~ entries|rows|instances
def mean_squared_error(Y, T):
    return np.mean((Y - T) ** 2) / 2


# %% mean_squared_error | wrong | no half ~ half|2N|2|factor
def mean_squared_error(Y, T):
    total = 0
    for y, t in zip(Y, T):
        total += np.sum((y - t) ** 2)
    return total / len(Y)


# %% activation_and_slope | wrong | ReLU's slope is 1 at 0 ~ 0|relu|ReLU
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(0, Z), (Z >= 0).astype(float)


# %% activation_and_slope | wrong | tanh slope of Z itself ~ tanh
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(Z), 1 - Z**2
    return np.where(Z > 0, Z, 0), np.where(Z > 0, 1.0, 0.0)


# %% grad_V_of_batch | wrong | a sum, no mean ~ mean|1/N|sum|divid
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T)


# %% grad_V_of_batch | wrong | 2/N of the plain square ~ 2|twice|half|factor
def grad_V_of_batch(H, T, V):
    N = H.shape[0]
    return 2 / N * H.T @ (H @ V - T)


# %% grad_W_with_tanh | wrong | slope of the sigmoid ~ sigmoid
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * H * (1 - H))


# %% grad_W_with_tanh | wrong | slope of tanh forgotten and no mean ~ slope|mean
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return X.T @ ((H @ V - T) @ V.T)


# %% grad_W_with_tanh | wrong | sigmoid at the output ~ output|linear
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * Y * (1 - Y) / len(X)
    return X.T @ (D @ V.T * (1 - H**2))


# %% count_parameters | wrong | inputs have biases as well ~ input
def count_parameters(sizes, biases):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return n + sum(sizes) if biases else n


# %% count_parameters | wrong | one bias a layer ~ bias
def count_parameters(sizes, biases):
    n = 0
    for a, b in zip(sizes[:-1], sizes[1:]):
        n += a * b
        if biases:
            n += 1
    return n


# %% count_parameters | wrong | no bias for the outputs ~ bias|output
def count_parameters(sizes, biases):
    n = 0
    for k in range(len(sizes) - 1):
        n += sizes[k] * sizes[k + 1]
    if biases:
        n += sum(sizes[1:-1])
    return n


# %% gradients_of_layers | wrong | no slope of ReLU ~ slope|ReLU
def gradients_of_layers(X, T, weights):
    A = [X]
    for M in weights[:-1]:
        A.append(np.maximum(0, A[-1] @ M))
    D = (A[-1] @ weights[-1] - T) / len(X)
    g = []
    for k in reversed(range(len(weights))):
        g.insert(0, A[k].T @ D)
        D = D @ weights[k].T
    return g


# %% gradients_of_layers | wrong | the list comes in the order of the way back ~ order|reverse|last
def gradients_of_layers(X, T, weights):
    A = [X]
    for M in weights[:-1]:
        A.append(np.maximum(0, A[-1] @ M))
    D = (A[-1] @ weights[-1] - T) / len(X)
    g = []
    for k in reversed(range(len(weights))):
        g.append(A[k].T @ D)
        D = D @ weights[k].T * (A[k] > 0)
    return g


# %% gradients_of_layers | wrong | ReLU at the output too ~ output|last|linear
def gradients_of_layers(X, T, weights):
    A = [X]
    for M in weights:
        A.append(np.maximum(0, A[-1] @ M))
    D = (A[-1] - T) / len(X) * (A[-1] > 0)
    g = []
    for k in reversed(range(len(weights))):
        g.insert(0, A[k].T @ D)
        D = D @ weights[k].T * (A[k] > 0)
    return g


# %% trained_on_xor | wrong | W's gradient from the new V ~ new|same|sequence|already
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        H = sigmoid(X @ W)
        D = (H @ V - T) / len(X)
        V = V - alpha * H.T @ D
        W = W - alpha * X.T @ (D @ V.T * H * (1 - H))
    return W, V


# %% trained_on_xor | wrong | instance by instance ~ instance
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        for x, t in zip(X, T):
            h = sigmoid(x @ W)
            d = h @ V - t
            gV = np.outer(h, d)
            gW = np.outer(x, V @ d * h * (1 - h))
            W -= alpha * gW
            V -= alpha * gV
    return W, V


# %% trained_on_xor | wrong | one epoch too few ~ epoch|too few|one
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(1, epochs):
        H = sigmoid(X @ W)
        D = (H @ V - T) / len(X)
        W, V = W - alpha * X.T @ (D @ V.T * H * (1 - H)), V - alpha * H.T @ D
    return W, V


# %% trained_on_xor | wrong | sum of the instances ~ mean|1/N|sum|divid
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        D = H @ V - T
        W, V = W - alpha * X.T @ (D @ V.T * H * (1 - H)), V - alpha * H.T @ D
    return W, V


# %% class_map | wrong | rows follow x1 ~ row|column|transpos
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    points = np.array([[a, b] for a in g for b in g])
    return (predict(points).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | wrong | strictly above a half ~ 0\.5|boundary|at least|exactly
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    a, b = np.meshgrid(g, g)
    out = predict(np.column_stack([a.ravel(), b.ravel()]))
    return (out > 0.5).astype(int).reshape(steps, steps)


# %% class_map | wrong | x2 from the top as on a picture ~ upwards|turned|upside|top|row
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    a, b = np.meshgrid(g, g[::-1])
    out = predict(np.column_stack([a.ravel(), b.ravel()]))
    return (out >= 0.5).astype(int).reshape(steps, steps)


# %% mean_squared_error | right | formula
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y))


# %% mean_squared_error | right | loops
def mean_squared_error(Y, T):
    s = 0.0
    for n in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            s += (Y[n, j] - T[n, j]) ** 2
    return s / 2 / Y.shape[0]


# %% mean_squared_error | right | mean of sums
def mean_squared_error(Y, T):
    return 0.5 * np.mean(np.sum(np.square(Y - T), axis=1))


# %% mean_squared_error | right | norm
def mean_squared_error(Y, T):
    return float(np.linalg.norm(Y - T) ** 2 / Y.shape[0] / 2)


# %% mean_squared_error | right | einsum
def mean_squared_error(Y, T):
    E = T - Y
    return np.einsum("nj,nj->", E, E) / (2 * E.shape[0])


# %% activation_and_slope | right | branches
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(0, Z), (Z > 0).astype(float)


# %% activation_and_slope | right | dictionary
def activation_and_slope(name, Z):
    value = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: z * (z > 0)}[name](Z)
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: (1 - a) * (1 + a), "relu": lambda a: 1.0 * (a > 0)}[name](value)
    return value, slope


# %% activation_and_slope | right | cosh
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 / np.cosh(Z) ** 2
    if name == "sigmoid":
        return (1 + np.tanh(Z / 2)) / 2, 1 / (4 * np.cosh(Z / 2) ** 2)
    return np.where(Z > 0, Z, 0.0), np.where(Z > 0, 1, 0)


# %% activation_and_slope | right | heaviside
def activation_and_slope(name, Z):
    if name == "relu":
        step = np.heaviside(Z, 0.0)
        return [step * Z, step]
    if name == "tanh":
        e = np.exp(-2 * np.abs(Z))
        return [np.sign(Z) * (1 - e) / (1 + e), 4 * e / (1 + e) ** 2]
    e = np.exp(-Z)
    return [1 / (1 + e), e / (1 + e) ** 2]


# %% activation_and_slope | right | entry by entry
def activation_and_slope(name, Z):
    import math

    def one(z):
        if name == "relu":
            return (z, 1.0) if z > 0 else (0.0, 0.0)
        if name == "tanh":
            return math.tanh(z), 1 - math.tanh(z) ** 2
        s = 1 / (1 + math.exp(-z))
        return s, s * (1 / (1 + math.exp(z)))

    values, slopes = np.zeros(Z.shape), np.zeros(Z.shape)
    for i, z in np.ndenumerate(Z):
        values[i], slopes[i] = one(z)
    return values, slopes


# %% grad_V_of_batch | right | one line
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) / len(H)


# %% grad_V_of_batch | right | loops
def grad_V_of_batch(H, T, V):
    g = np.zeros(V.shape)
    for n in range(len(H)):
        e = H[n] @ V - T[n]
        for i in range(V.shape[0]):
            for j in range(V.shape[1]):
                g[i, j] += H[n, i] * e[j] / len(H)
    return g


# %% grad_V_of_batch | right | einsum
def grad_V_of_batch(H, T, V):
    return np.einsum("ni,nj->ij", H, np.einsum("ni,ij->nj", H, V) - T) / H.shape[0]


# %% grad_V_of_batch | right | normal equations
def grad_V_of_batch(H, T, V):
    return (H.T @ H @ V - H.T @ T) / H.shape[0]


# %% grad_V_of_batch | right | mean of outers
def grad_V_of_batch(H, T, V):
    E = H @ V - T
    return np.mean([np.outer(h, e) for h, e in zip(H, E)], axis=0)


# %% grad_W_with_tanh | right | one line
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return X.T @ ((H @ V - T) @ V.T * (1 - H**2)) / len(X)


# %% grad_W_with_tanh | right | loop
def grad_W_with_tanh(X, T, W, V):
    g = np.zeros(W.shape)
    for x, t in zip(X, T):
        h = np.tanh(x @ W)
        g += np.outer(x, V @ (h @ V - t) * (1 - h * h))
    return g / X.shape[0]


# %% grad_W_with_tanh | right | cosh
def grad_W_with_tanh(X, T, W, V):
    Z = X @ W
    E = (np.tanh(Z) @ V - T) / len(X)
    return X.T @ (E @ V.T / np.cosh(Z) ** 2)


# %% grad_W_with_tanh | right | einsum
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return np.einsum("ni,nk,jk,nj->ij", X, (H @ V - T) / len(X), V, (1 - H) * (1 + H))


# %% grad_W_with_tanh | right | exponentials for tanh
def grad_W_with_tanh(X, T, W, V):
    Z = X @ W
    H = 2 / (1 + np.exp(-2 * Z)) - 1
    D = (H @ V - T) / np.shape(X)[0]
    return (X.T @ np.multiply(D @ V.T, 1 - H * H)).tolist()


# %% count_parameters | right | zip
def count_parameters(sizes, biases):
    return sum(a * b + (b if biases else 0) for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | right | one more input
def count_parameters(sizes, biases):
    return sum((sizes[k] + bool(biases)) * sizes[k + 1] for k in range(len(sizes) - 1))


# %% count_parameters | right | two sums
def count_parameters(sizes, biases):
    n = 0
    for k in range(1, len(sizes)):
        n += sizes[k - 1] * sizes[k]
    if biases:
        n += sum(sizes) - sizes[0]
    return n


# %% count_parameters | right | arrays
def count_parameters(sizes, biases):
    s = np.array(sizes)
    return s[:-1] @ s[1:] + biases * s[1:].sum()


# %% count_parameters | right | as a float
def count_parameters(sizes, biases):
    return float(np.dot(sizes[:-1], sizes[1:])) + (sum(sizes[1:]) if biases else 0.0)


# %% gradients_of_layers | right | insert at the front
def gradients_of_layers(X, T, weights):
    A = [X]
    for M in weights[:-1]:
        A.append(np.maximum(0, A[-1] @ M))
    D = (A[-1] @ weights[-1] - T) / len(X)
    g = []
    for k in reversed(range(len(weights))):
        g.insert(0, A[k].T @ D)
        if k:
            D = D @ weights[k].T * (A[k] > 0)
    return g


# %% gradients_of_layers | right | recursion
def gradients_of_layers(X, T, weights):
    N = len(X)

    def go(A, rest):
        if len(rest) == 1:
            D = (A @ rest[0] - T) / N
            return [A.T @ D], D @ rest[0].T
        Z = A @ rest[0]
        later, back = go(np.where(Z > 0, Z, 0), rest[1:])
        D = back * (Z > 0)
        return [A.T @ D] + later, D @ rest[0].T

    return go(X, weights)[0]


# %% gradients_of_layers | right | placed in a list, as a tuple
def gradients_of_layers(X, T, weights):
    zs, a = [], [X]
    for k, M in enumerate(weights):
        zs.append(a[-1] @ M)
        a.append(zs[-1] * (zs[-1] > 0) if k < len(weights) - 1 else zs[-1])
    out = [None] * len(weights)
    d = (a[-1] - T) / X.shape[0]
    for k in range(len(weights) - 1, -1, -1):
        out[k] = np.dot(a[k].T, d)
        if k > 0:
            d = np.dot(d, weights[k].T)
            d[zs[k - 1] <= 0] = 0
    return tuple(out)


# %% gradients_of_layers | right | divided at the end
def gradients_of_layers(X, T, weights):
    A, Y = [X], X
    for k, M in enumerate(weights):
        Y = Y @ M
        if k + 1 < len(weights):
            Y = Y.clip(min=0)
            A.append(Y)
    D, g = Y - T, []
    for a, M in zip(A[::-1], weights[::-1]):
        g.append(a.T @ D / len(X))
        D = D @ M.T * np.sign(a).clip(min=0)
    return g[::-1]


# %% gradients_of_layers | right | instance by instance
def gradients_of_layers(X, T, weights):
    total = [np.zeros(M.shape) for M in weights]
    for x, t in zip(X, T):
        a = [x]
        for M in weights[:-1]:
            a.append(np.maximum(a[-1] @ M, 0.0))
        d = (a[-1] @ weights[-1] - t) / len(X)
        for k in range(len(weights))[::-1]:
            total[k] += np.outer(a[k], d)
            d = weights[k] @ d * (a[k] > 0)
    return total


# %% trained_on_xor | right | both at once
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        D = (H @ V - T) / len(X)
        W, V = W - alpha * X.T @ (D @ V.T * H * (1 - H)), V - alpha * H.T @ D
    return W, V


# %% trained_on_xor | right | copies, in place
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        H = sigmoid(X @ W)
        D = (H @ V - T) / X.shape[0]
        gV = H.T @ D
        gW = X.T @ ((D @ V.T) * (H - H**2))
        W -= alpha * gW
        V -= alpha * gV
    return W, V


# %% trained_on_xor | right | tanh for the sigmoid
def trained_on_xor(X, T, W, V, alpha, epochs):
    n = 0
    while n < epochs:
        H = 0.5 * (1 + np.tanh(X @ W / 2))
        E = H @ V - T
        step_V = alpha / len(T) * (H.T @ E)
        step_W = alpha / len(T) * (X.T @ (E @ V.T * H * (1 - H)))
        W, V, n = W - step_W, V - step_V, n + 1
    return [W, V]


# %% trained_on_xor | right | gradient summed in a loop
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = np.array(W), np.array(V)
    for _ in range(epochs):
        gW, gV = np.zeros(W.shape), np.zeros(V.shape)
        for x, t in zip(X, T):
            h = 1 / (1 + np.exp(-(x @ W)))
            e = h @ V - t
            gV += np.outer(h, e)
            gW += np.outer(x, V @ e * h * (1 - h))
        W = W - alpha * gW / len(X)
        V = V - alpha * gV / len(X)
    return W, V


# %% trained_on_xor | right | einsum
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(np.einsum("ni,ij->nj", X, W))
        E = (np.einsum("nj,jk->nk", H, V) - T) / len(X)
        G = np.einsum("nk,jk->nj", E, V) * H * (1 - H)
        V = V - alpha * np.einsum("nj,nk->jk", H, E)
        W = W - alpha * np.einsum("ni,nj->ij", X, G)
    return W, V


# %% class_map | right | meshgrid
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    a, b = np.meshgrid(g, g)
    return (predict(np.c_[a.ravel(), b.ravel()]).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | right | loops and lists
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    y = predict(np.array([[x1, x2] for x2 in g for x1 in g]))
    return [[1 if y[r * steps + c][0] >= 0.5 else 0 for c in range(steps)] for r in range(steps)]


# %% class_map | right | transposed in the end
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    points = np.array([(a, b) for a in g for b in g])
    return np.where(predict(points) >= 0.5, 1, 0).reshape(steps, steps).T


# %% class_map | right | tile and repeat
def class_map(predict, low, high, steps):
    g = np.linspace(low, high, steps)
    P = np.stack([np.tile(g, steps), np.repeat(g, steps)], axis=1)
    return np.array(predict(P)[:, 0] >= 0.5, dtype=int).reshape((steps, steps))


# %% class_map | right | indices
def class_map(predict, low, high, steps):
    r, c = np.indices((steps, steps))
    d = (high - low) / (steps - 1) if steps > 1 else 0.0
    P = np.stack([low + c * d, low + r * d], axis=-1).reshape(-1, 2)
    return 1 * (predict(P).reshape(steps, steps) >= 0.5)


# %% mean_squared_error | wrong | the half is missing ~ half|factor 2|1/2|2
def mean_squared_error(Y, T):
    return sum(np.sum((y - t) ** 2) for y, t in zip(Y, T)) / len(Y)


# %% activation_and_slope | right | tanh from the sigmoid, slopes by cosh
def activation_and_slope(name, Z):
    Z = np.asarray(Z, dtype=float)
    if name == "relu":
        return (Z + abs(Z)) / 2, np.heaviside(Z, 0.0)
    if name == "tanh":
        return 2 * sigmoid(2 * Z) - 1, 1 / np.cosh(Z) ** 2
    return 0.5 + 0.5 * np.tanh(Z / 2), 0.25 / np.cosh(Z / 2) ** 2


# %% gradients_of_layers | wrong | the output passes a ReLU, too ~ last|output|linear|ReLU
def gradients_of_layers(X, T, weights):
    layers = [X]
    for M in weights:
        layers.append(np.maximum(layers[-1] @ M, 0))
    back = (layers[-1] - T) / len(X)
    grads = []
    for M, A, B in zip(weights[::-1], layers[-2::-1], layers[:0:-1]):
        back = back * (B > 0)
        grads.insert(0, A.T @ back)
        back = back @ M.T
    return grads


# %% gradients_of_layers | wrong | the slope of ReLU is that of the layer before ~ slope|ReLU|layer|shape
def gradients_of_layers(X, T, weights):
    layers = [X]
    for M in weights[:-1]:
        layers.append(np.maximum(layers[-1] @ M, 0))
    back = (layers[-1] @ weights[-1] - T) / len(X)
    grads = []
    for k in reversed(range(len(weights))):
        grads.insert(0, layers[k].T @ back)
        back = back @ weights[k].T
    return grads


# %% class_map | wrong | asks for every point by itself ~ once|call
def class_map(predict, low, high, steps):
    axis = np.linspace(low, high, steps)
    return np.array([[int(predict(np.array([[a, b]]))[0, 0] >= 0.5) for a in axis] for b in axis])


# %% class_map | wrong | the grid ends before high ~ high|end|last|linspace|arange|spacing
def class_map(predict, low, high, steps):
    axis = low + (high - low) * np.arange(steps) / steps
    x1, x2 = np.meshgrid(axis, axis)
    return (predict(np.c_[x1.ravel(), x2.ravel()]) >= 0.5).astype(int).reshape(steps, steps)


# %% class_map | right | repeat and tile, and a list of lists
def class_map(predict, low, high, steps):
    axis = [low + (high - low) * k / max(steps - 1, 1) for k in range(steps)]
    points = np.column_stack([np.tile(axis, steps), np.repeat(axis, steps)])
    classes = [1 if y >= 0.5 else 0 for y in predict(points)[:, 0]]
    return [classes[k * steps : (k + 1) * steps] for k in range(steps)]


# %% count_parameters | right | a walk from layer to layer, with True as a number
def count_parameters(sizes, biases):
    total, before = 0, sizes[0]
    for size in sizes[1:]:
        total, before = total + (before + biases) * size, size
    return total


# %% mean_squared_error | wrong | the root of it ~ root|square
def mean_squared_error(Y, T):
    return float(np.sqrt(np.sum((Y - T) ** 2) / (2 * len(Y))))


# %% grad_V_of_batch | wrong | the sum and not the mean, and the error the other way round ~ mean|sign|number of instances
def grad_V_of_batch(H, T, V):
    return H.T @ (T - H @ V)


# %% grad_W_with_tanh | wrong | V left out where it does not change shapes ~ V
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ np.sign(V).T * (1 - H**2))


# %% count_parameters | wrong | inputs have biases as well ~ input|bias
def count_parameters(sizes, biases):
    total = sum(sizes) if biases else 0
    for k in range(1, len(sizes)):
        total += sizes[k - 1] * sizes[k]
    return total


# %% trained_on_xor | wrong | one epoch too few and no mean ~ mean|missing|update
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(1, epochs):
        H = sigmoid(X @ W)
        E = H @ V - T
        W, V = W - alpha * X.T @ (E @ V.T * H * (1 - H)), V - alpha * H.T @ E
    return W, V


# %% class_map | wrong | x2 from high down to low ~ upside|row|x2|flip
def class_map(predict, low, high, steps):
    a, b = np.meshgrid(np.linspace(low, high, steps), np.linspace(high, low, steps))
    return (predict(np.column_stack([a.ravel(), b.ravel()])).ravel() >= 0.5).astype(int).reshape(steps, steps)


# %% gradients_of_layers | right | recursion from the first layer on
def gradients_of_layers(X, T, weights):
    def back(A, k):
        Z = A @ weights[k]
        if k == len(weights) - 1:
            D, rest = (Z - T) / len(X), []
        else:
            G, rest = back(Z * (Z > 0), k + 1)
            D = G * (Z > 0)
        return D @ weights[k].T, [A.T @ D, *rest]

    return back(X, 0)[1]


# %% mean_squared_error | wrong | the half is missing ~ half|2N
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / len(Y)


# %% activation_and_slope | wrong | slopes for the sigmoid squared ~ squar|twice|sigmoid
def activation_and_slope(name, Z):
    if name == "relu":
        return np.maximum(0, Z), (Z > 0).astype(float)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    s = sigmoid(Z)
    return s, (s * (1 - s)) ** 2


# %% grad_V_of_batch | wrong | the transpose is on the error ~ transpos|row|turned|swapp
def grad_V_of_batch(H, T, V):
    return (H @ V - T).T @ H / len(H)


# %% grad_W_with_tanh | wrong | mean missing ~ mean
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return X.T @ ((H @ V - T) @ V.T * (1 - H**2))


# %% count_parameters | wrong | only the hidden layers have biases ~ output|bias
def count_parameters(sizes, biases):
    n = sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))
    return n + (sum(sizes[1:-1]) if biases else 0)


# %% gradients_of_layers | wrong | the gradients come from the last to the first ~ order|first|last
def gradients_of_layers(X, T, weights):
    a = [X]
    for k, M in enumerate(weights):
        z = a[-1] @ M
        a.append(np.maximum(z, 0) if k + 1 < len(weights) else z)
    d = (a[-1] - T) / len(X)
    g = []
    for k in range(len(weights) - 1, -1, -1):
        g.append(a[k].T @ d)
        d = d @ weights[k].T * (a[k] > 0)
    return g


# %% trained_on_xor | wrong | the hidden slope uses the new V and W is updated last ~ new V|same weights|already
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        V -= alpha * H.T @ E
        W -= alpha * X.T @ (E @ V.T * H * (1 - H))
    return W, V


# %% class_map | wrong | x1 and x2 swapped ~ swapp|row|column|x1
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    P = np.array([[p, q] for p in a for q in a])
    return (predict(P)[:, 0] >= 0.5).astype(int).reshape(steps, steps)


# %% mean_squared_error | wrong | the sum of the errors is squared instead of each error ~ squar\w* (of )?(the )?(sum|total|whole)|sum\w* .{0,20}squared|before (squar|sum|add)|after (the )?(sum|add)|cancel|(each|every|single) error|squar\w+ each
def mean_squared_error(Y, T):
    N = len(Y)
    error = np.sum(Y - T)
    return error**2 / (2 * N)


# %% mean_squared_error | right | the error as one long vector, times itself
def mean_squared_error(Y, T):
    e = np.ravel(Y - T)
    return 0.5 * float(e @ e) / Y.shape[0]


# %% activation_and_slope | wrong | the slope is taken at the values, the activation is applied twice ~ before|twice|again|already|second time|after (the|its) activation|(at|of|from|with) (the )?(values?|outputs?|H)\b
def activation_and_slope(name, Z):
    if name == "sigmoid":
        H = sigmoid(Z)
        return H, sigmoid(H) * sigmoid(-H)
    elif name == "tanh":
        H = np.tanh(Z)
        return H, 1 - np.tanh(H) ** 2
    else:
        H = np.maximum(0, Z)
        return H, np.where(H > 0, 1.0, 0.0)


# %% activation_and_slope | right | a table of pairs of functions, with heaviside
def activation_and_slope(name, Z):
    table = {
        "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
        "tanh": (np.tanh, lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z))),
        "relu": (lambda z: z * (z > 0), lambda z: np.heaviside(z, 0.0)),
    }
    return tuple(part(Z) for part in table[name])


# %% grad_V_of_batch | wrong | divided by the number of hidden units instead of instances ~ hidden|columns?|wrong (axis|number|dimension|count)|shape\[1\]|number of rows|\baxis
def grad_V_of_batch(H, T, V):
    N = H.shape[1]
    error = (H @ V - T) / N
    return H.T @ error


# %% grad_V_of_batch | right | the mean of one outer product for each instance
def grad_V_of_batch(H, T, V):
    shares = [np.outer(h, h @ V - t) for h, t in zip(H, T)]
    return np.mean(shares, axis=0)


# %% grad_W_with_tanh | wrong | the slope of tanh is left out on the way back ~ (slope|derivative|activation|1 ?- ?(H|tanh)).{0,40}(miss|forg|left out|skip|lost|lack|never|not (applied|multiplied|there|used|taken))|(miss|forg|left out|leaves out|skip|lost|lack|without|never|no ).{0,40}(slope|derivative|activation)|not (go|pass|sent|multipl)\w*.*slope|as if .*linear
def grad_W_with_tanh(X, T, W, V):
    N = X.shape[0]
    H = np.tanh(X @ W)
    Y = H @ V
    grad_Y = (Y - T) / N
    grad_H = grad_Y @ V.T
    return X.T @ grad_H


# %% grad_W_with_tanh | right | one instance at a time, with the Jacobian of tanh as a diagonal matrix
def grad_W_with_tanh(X, T, W, V):
    total = np.zeros(W.shape)
    for x, t in zip(X, T):
        h = np.tanh(x @ W)
        jacobian = np.diag(1 - h**2)
        total += np.outer(x, jacobian @ V @ (h @ V - t))
    return total / len(X)


# %% count_parameters | wrong | one bias for a layer instead of one for each unit ~ (per|each|every|a|whole|for the) layer|(every|each|per|single) unit|number of (layers|units)|one (bias|for each|per)
def count_parameters(sizes, biases):
    weights = sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
    if biases:
        return weights + len(sizes) - 1
    return weights


# %% count_parameters | right | a bias is one more unit that feeds the next layer
def count_parameters(sizes, biases):
    extra = 1 if biases else 0
    return sum((before + extra) * after for before, after in zip(sizes, sizes[1:]))


# %% gradients_of_layers | wrong | the list stays in the order of the way back, last matrix first ~ order|revers|back to front|(last|end) (one |matrix |layer )?(comes |stands |is )?first|from the (end|last)|prepend|insert
def gradients_of_layers(X, T, weights):
    values = [X]
    for k, W in enumerate(weights):
        Z = values[-1] @ W
        if k < len(weights) - 1:
            Z = np.maximum(0, Z)
        values.append(Z)
    delta = (values[-1] - T) / len(X)
    grads = []
    for k in range(len(weights) - 1, -1, -1):
        grads.append(values[k].T @ delta)
        if k > 0:
            delta = (delta @ weights[k].T) * (values[k] > 0)
    return grads


# %% gradients_of_layers | right | recursion: the rest of the network says what comes back
def gradients_of_layers(X, T, weights):
    def visit(values, rest):
        first, *others = rest
        Z = values @ first
        if others:
            grads, came_back = visit(np.where(Z > 0, Z, 0.0), others)
            delta = np.where(Z > 0, came_back, 0.0)
        else:
            grads, delta = [], (Z - T) / len(T)
        return [values.T @ delta] + grads, delta @ first.T

    return visit(X, weights)[0]


# %% trained_on_xor | wrong | one update after each instance instead of one for all at once ~ (each|every|single|one|after an?|per)[ -]instance|instance by instance|one by one|one at a time|one after (the other|another)|online|stochastic|(all|whole) .{0,15}(at once|together)|batch|row by row|(each|every|single) row|(too many|several|many|N|more than one) updates?
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        for x, t in zip(X, T):
            h = sigmoid(x @ W)
            error = h @ V - t
            grad_V = np.outer(h, error)
            grad_W = np.outer(x, (V @ error) * h * (1 - h))
            V = V - alpha * grad_V
            W = W - alpha * grad_W
    return W, V


# %% trained_on_xor | right | all weights in one flat vector
def trained_on_xor(X, T, W, V, alpha, epochs):
    def split(flat):
        return flat[: W.size].reshape(W.shape), flat[W.size :].reshape(V.shape)

    theta = np.concatenate([W.ravel(), V.ravel()])
    for _ in range(epochs):
        w, v = split(theta)
        H_in = X @ w
        H = sigmoid(H_in)
        E = (H @ v - T) / X.shape[0]
        slope = H * sigmoid(-H_in)
        gradient = np.concatenate([(X.T @ (E @ v.T * slope)).ravel(), (H.T @ E).ravel()])
        theta = theta - alpha * gradient
    return split(theta)


# %% class_map | wrong | rows and columns are exchanged, x1 runs down the rows ~ transpos|swap|exchang|rows? and columns?|columns?|\baxes\b|mixed up|x_?1.{0,25}\brows?|indexing|wrong way
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = []
    for x1 in values:
        for x2 in values:
            points.append([x1, x2])
    outputs = predict(np.array(points))
    return (outputs >= 0.5).astype(int).reshape(steps, steps)


# %% class_map | right | row and column from divmod of a running number
def class_map(predict, low, high, steps):
    axis = np.linspace(low, high, steps)
    r, c = np.divmod(np.arange(steps * steps), steps)
    points = np.stack([axis[c], axis[r]], axis=1)
    classes = np.array(predict(points))[:, 0] >= 0.5
    table = np.zeros((steps, steps), dtype=int)
    table[r, c] = classes
    return table

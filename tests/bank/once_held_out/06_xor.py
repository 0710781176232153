# Answers to assignment 6 that were written from the exercise folders alone, and held out until ideas were added for some of them.

# %% mean_squared_error | wrong | It is divided by the number of outputs; N counts the instances.
def mean_squared_error(Y, T):
    n = len(Y[0])
    return np.sum((Y - T) ** 2) / (2 * n)


# %% activation_and_slope | wrong | The slope of ReLU is its value where it is on; it is 1 there.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t * t
    return np.maximum(Z, 0), np.where(Z > 0, Z, 0)


# %% count_parameters | wrong | Each layer has one bias here; each of its units has one.
def count_parameters(sizes, biases):
    n = 0
    for a, b in zip(sizes, sizes[1:]):
        n += a * b
        if biases:
            n += 1
    return n


# %% trained_on_xor | wrong | V steps with a gradient at the new W; both gradients belong to the same weights.
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        W -= alpha * X.T @ (E @ V.T * H * (1 - H))
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        V -= alpha * H.T @ E
    return W, V


# %% mean_squared_error | wrong | The error is divided by N before it is squared, so that N counts twice.
def mean_squared_error(Y, T):
    return 0.5 * np.sum(((Y - T) / len(Y)) ** 2)


# %% activation_and_slope | wrong | This ReLU leaks: a negative number gives exactly 0, and the slope there is 0.
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    return np.where(Z > 0, Z, 0.01 * Z), np.where(Z > 0, 1, 0.01)


# %% grad_W_with_tanh | wrong | It is divided by the number of entries; the mean is over the instances.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / T.size
    return X.T @ (E @ V.T * (1 - H**2))


# %% count_parameters | wrong | Biases are counted for the inputs as well; they have none.
def count_parameters(sizes, biases):
    total = sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))
    return total + sum(sizes) if biases else total


# %% class_map | wrong | The grid stops short of `high`.
def class_map(predict, low, high, steps):
    a = low + (high - low) / steps * np.arange(steps)
    P = np.array([[p, q] for q in a for p in a])
    return (predict(P).reshape(steps, steps) >= 0.5).astype(int)


# %% grad_V_of_batch | wrong | It is as if V held nothing but 0: is it used?
def grad_V_of_batch(H, T, V):
    return -(H.T @ T) / len(H)


# %% grad_W_with_tanh | wrong | The slope is 1 - z**2 of the number before tanh; take the one after it.
def grad_W_with_tanh(X, T, W, V):
    H_in = X @ W
    H = np.tanh(H_in)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - H_in**2))


# %% gradients_of_layers | wrong | The last layer is linear; ReLU is applied to it, too.
def gradients_of_layers(X, T, weights):
    values = [X]
    for M in weights:
        values.append(np.maximum(0, values[-1] @ M))
    back = (values[-1] - T) / len(X)
    grads = []
    for k in range(len(weights) - 1, -1, -1):
        back = back * (values[k + 1] > 0)
        grads.insert(0, values[k].T @ back)
        back = back @ weights[k].T
    return grads


# %% class_map | wrong | The rows are upside down; the first row belongs to the lowest x2.
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(a, a[::-1])
    P = np.column_stack([x1.ravel(), x2.ravel()])
    return (predict(P)[:, 0] >= 0.5).astype(int).reshape(steps, steps)


# %% activation_and_slope | wrong | The slope of tanh is made from Z itself; it is made from tanh(Z).
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - Z**2
    if name == "relu":
        return np.maximum(0, Z), (Z > 0) * 1.0
    return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)


# %% grad_V_of_batch | wrong | The outputs pass a sigmoid here; they are linear.
def grad_V_of_batch(H, T, V):
    Y = sigmoid(H @ V)
    return H.T @ (Y - T) / len(H)


# %% gradients_of_layers | wrong | The slope of ReLU is missing on the way back.
def gradients_of_layers(X, T, weights):
    acts = [X]
    for M in weights[:-1]:
        acts.append(np.maximum(acts[-1] @ M, 0))
    back = (acts[-1] @ weights[-1] - T) / len(X)
    grads = []
    for k in reversed(range(len(weights))):
        grads.append(acts[k].T @ back)
        back = back @ weights[k].T
        if k:
            back[acts[k] < 0] = 0
    return grads[::-1]


# %% trained_on_xor | wrong | The weights change after each instance; an update uses all instances at once.
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        for x, t in zip(X, T):
            h = sigmoid(x @ W)
            e = h @ V - t
            gV = np.outer(h, e)
            gW = np.outer(x, (V @ e) * h * (1 - h))
            V -= alpha * gV
            W -= alpha * gW
    return W, V


# %% mean_squared_error | wrong | It is divided by N - 1, one less than the instances.
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / (2 * max(len(Y) - 1, 1))


# %% activation_and_slope | wrong | The slope of tanh has tanh(z) as another factor, which does not belong there.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        v = 1 / (1 + np.exp(-Z))
        return v, v * (1 - v)
    if name == "tanh":
        v = np.tanh(Z)
        return v, v * (1 - v**2)
    return Z * (Z > 0), np.where(Z > 0, 1.0, 0.0)


# %% grad_V_of_batch | wrong | The slope of tanh is in it; these weights lie behind the hidden layer.
def grad_V_of_batch(H, T, V):
    return (H * (1 - H**2)).T @ (H @ V - T) / len(H)


# %% grad_W_with_tanh | wrong | It is divided by the number of inputs; the mean is over the instances.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / X.shape[1]
    return X.T @ (E @ V.T * (1 - H**2))


# %% count_parameters | wrong | The first layer is joined with the last as well; only neighbours are joined.
def count_parameters(sizes, biases):
    n = sum(a * b for a, b in zip(sizes, sizes[1:])) + sizes[0] * sizes[-1]
    return n + sum(sizes[1:]) * biases


# %% gradients_of_layers | wrong | The slope of ReLU is missing on the way back.
def gradients_of_layers(X, T, weights):
    a = [X]
    for M in weights[:-1]:
        a.append(np.maximum(0, a[-1] @ M))
    d = (a[-1] @ weights[-1] - T) / len(X)
    out = [a[-1].T @ d]
    for k in range(len(weights) - 1, 0, -1):
        d = d @ weights[k].T
        out.append(a[k - 1].T @ d)
    return out[::-1]


# %% trained_on_xor | wrong | The mean is missing in the steps of W.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = H @ V - T
        gV = H.T @ E / len(X)
        gW = X.T @ ((E @ V.T) * H * (1 - H))
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% class_map | wrong | It is as if steps were one more.
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps + 1)
    x, y = np.meshgrid(a, a)
    return (predict(np.c_[x.ravel(), y.ravel()]).reshape(x.shape) >= 0.5).astype(int)


# %% activation_and_slope | wrong | The slope of the sigmoid lacks its second factor.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% grad_V_of_batch | wrong | The slope of the sigmoid is in it; these weights lie behind the hidden layer.
def grad_V_of_batch(H, T, V):
    return (H * (1 - H)).T @ (H @ V - T) / len(H)


# %% grad_W_with_tanh | wrong | It is divided by the number of hidden units; the mean is over the instances.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return X.T @ ((H @ V - T) @ V.T * (1 - H**2)) / H.shape[1]


# %% count_parameters | wrong | Every layer is joined with all that follow; only neighbours are joined.
def count_parameters(sizes, biases):
    total = 0
    for k, size in enumerate(sizes):
        total += size * sum(sizes[k + 1 :])
    return total + sum(sizes[1:]) * biases


# %% trained_on_xor | wrong | W steps with a gradient at the new V, after another forward pass; both gradients belong to the same weights.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        V = V - alpha * H.T @ (H @ V - T) / len(X)
        W = W - alpha * X.T @ ((H @ V - T) @ V.T * H * (1 - H)) / len(X)
    return W, V


# %% trained_on_xor | wrong | The mean is missing in the steps of V.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = H @ V - T
        W, V = W - alpha * X.T @ (E @ V.T * H * (1 - H)) / len(X), V - alpha * H.T @ E
    return W, V


# %% mean_squared_error | wrong | This is divided by the number of entries; N counts the instances.
def mean_squared_error(Y, T):
    return ((Y - T) ** 2).mean(axis=1).mean() / 2


# %% activation_and_slope | wrong | At exactly 0 the slope of ReLU is 0, by agreement, not a half.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(Z), 1 / np.cosh(Z) ** 2
    return np.maximum(Z, 0), (np.sign(Z) + 1) / 2


# %% grad_V_of_batch | wrong | The error is squared; its slope is the error itself.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) ** 2 / len(H)


# %% grad_W_with_tanh | wrong | The weights V are missing on the way back.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    back = np.repeat(E.sum(axis=1)[:, None], len(V), axis=1)
    return X.T @ (back * (1 - H**2))


# %% count_parameters | wrong | One bias too many is counted.
def count_parameters(sizes, biases):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    if biases:
        n += sum(sizes[1:]) + 1
    return n


# %% gradients_of_layers | wrong | The last layer is linear; ReLU is applied to it, too.
def gradients_of_layers(X, T, weights):
    values = [X]
    for k, M in enumerate(weights):
        z = values[-1] @ M
        values.append(z if k == len(weights) - 1 else np.maximum(z, 0))
    delta = (values[-1] - T) / len(X)
    delta = delta * (values[-1] > 0)
    grads = []
    for k in range(len(weights) - 1, -1, -1):
        grads.insert(0, values[k].T @ delta)
        delta = (delta @ weights[k].T) * (values[k] > 0)
    return grads


# %% trained_on_xor | wrong | The steps get shorter from epoch to epoch; the learning rate is the same for all.
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for k in range(1, epochs + 1):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        gV, gW = H.T @ E, X.T @ (E @ V.T * H * (1 - H))
        W -= alpha / k * gW
        V -= alpha / k * gV
    return W, V


# %% class_map | wrong | The classes are -1 and 1 here; they are 0 and 1.
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(a, a)
    P = np.stack([x1.ravel(), x2.ravel()], axis=1)
    return np.where(predict(P)[:, 0] >= 0.5, 1, -1).reshape(steps, steps)


# %% mean_squared_error | wrong | This is divided by the number of entries; N counts the instances.
def mean_squared_error(Y, T):
    return np.mean((Y - T) ** 2) / 2


# %% activation_and_slope | wrong | At exactly 0 the slope of ReLU is 0, by agreement, not 1.
def activation_and_slope(name, Z):
    def d_relu(z):
        return (z >= 0).astype(float)

    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    if name == "relu":
        return np.maximum(Z, 0), d_relu(Z)


# %% grad_V_of_batch | wrong | The mean is missing: divide by the number of instances.
def grad_V_of_batch(H, T, V):
    Y = H @ V
    grad_V = np.zeros(V.shape)
    for n in range(H.shape[0]):
        for i in range(V.shape[0]):
            for j in range(V.shape[1]):
                grad_V[i, j] += H[n, i] * (Y[n, j] - T[n, j])
    return grad_V


# %% grad_W_with_tanh | wrong | The slope is the sigmoid's h(1 - h); the hidden layer uses tanh.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(np.einsum("ni,ih->nh", X, W))
    error = np.einsum("nh,hj->nj", H, V) - T
    back = np.einsum("nj,hj->nh", error, V)
    slope = H * (1 - H)
    return np.einsum("ni,nh->ih", X, back * slope) / len(X)


# %% count_parameters | wrong | Biases are counted for the inputs as well; they have none.
def count_parameters(sizes, biases):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    if biases:
        total += sum(sizes)
    return total


# %% gradients_of_layers | wrong | The last layer is linear; ReLU is applied to it on the way forward.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights:
        H.append(np.maximum(H[-1] @ W, 0))
    N = len(X)
    back = (H[-1] - T) / N
    grads = [None] * len(weights)
    for i in reversed(range(len(weights))):
        grads[i] = H[i].T @ back
        back = back @ weights[i].T
        if i > 0:
            back = back * (H[i] > 0)
    return grads


# %% trained_on_xor | wrong | grad_W is computed with the new V; both gradients belong to the same weights.
def trained_on_xor(X, T, W, V, alpha, epochs):
    W = W.copy()
    V = V.copy()
    N = len(X)
    for epoch in range(epochs):
        H = sigmoid(X @ W)
        Y = H @ V
        error = (Y - T) / N
        V = V - alpha * H.T @ error
        W = W - alpha * X.T @ (error @ V.T * H * (1 - H))
    return W, V


# %% class_map | wrong | The grid stops short of `high`.
def class_map(predict, low, high, steps):
    width = (high - low) / steps
    axis = low + width * np.arange(steps)
    X1, X2 = np.meshgrid(axis, axis)
    P = np.column_stack([X1.ravel(), X2.ravel()])
    Y = predict(P)
    return np.where(Y >= 0.5, 1, 0).reshape(steps, steps)

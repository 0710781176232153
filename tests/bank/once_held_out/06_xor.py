# Answers to assignment 6 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% mean_squared_error | wrong | a single number is taken for N, the number of outputs ~ outputs|columns|instances|rows|\bN\b
def mean_squared_error(Y, T):
    n = len(Y[0])
    return np.sum((Y - T) ** 2) / (2 * n)


# %% activation_and_slope | wrong | relu's slope is z itself where it is positive ~ relu|slope|1
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t * t
    return np.maximum(Z, 0), np.where(Z > 0, Z, 0)


# %% count_parameters | wrong | one bias a layer ~ each layer|one bias|layer
def count_parameters(sizes, biases):
    n = 0
    for a, b in zip(sizes, sizes[1:]):
        n += a * b
        if biases:
            n += 1
    return n


# %% trained_on_xor | wrong | the second gradient sees the first update already ~ same weights|already|new W|before|after|one after|sequence|old
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


# %% mean_squared_error | wrong | the error is divided before it is squared ~ before|squar|N\b|twice|square of
def mean_squared_error(Y, T):
    return 0.5 * np.sum(((Y - T) / len(Y)) ** 2)


# %% activation_and_slope | wrong | leaky ReLU ~ leak|negative|0|small|relu
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    return np.where(Z > 0, Z, 0.01 * Z), np.where(Z > 0, 1, 0.01)


# %% grad_W_with_tanh | wrong | the mean over entries ~ entr|outputs|size|mean
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / T.size
    return X.T @ (E @ V.T * (1 - H**2))


# %% count_parameters | wrong | a bias for every input as well ~ input
def count_parameters(sizes, biases):
    total = sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))
    return total + sum(sizes) if biases else total


# %% class_map | wrong | the grid leaves high out ~ high|last|end|steps|linspace|border
def class_map(predict, low, high, steps):
    a = low + (high - low) / steps * np.arange(steps)
    P = np.array([[p, q] for q in a for p in a])
    return (predict(P).reshape(steps, steps) >= 0.5).astype(int)


# %% grad_V_of_batch | wrong | forgets the forward pass and the outputs count as 0, V plays no part ~ forward|output|error|target|V held nothing but 0
def grad_V_of_batch(H, T, V):
    return -(H.T @ T) / len(H)


# %% grad_W_with_tanh | wrong | the slope is taken from the sum before tanh, as if it were the value ~ before|h_in|pre|sum|tanh|activation
def grad_W_with_tanh(X, T, W, V):
    H_in = X @ W
    H = np.tanh(H_in)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - H_in**2))


# %% gradients_of_layers | wrong | the last layer is sent through ReLU as well ~ last|output|linear|relu
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


# %% class_map | wrong | x2 is counted from high downwards, as on paper ~ down|top|row|turned|upside|low
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(a, a[::-1])
    P = np.column_stack([x1.ravel(), x2.ravel()])
    return (predict(P)[:, 0] >= 0.5).astype(int).reshape(steps, steps)


# %% activation_and_slope | wrong | the slope of tanh is that of the value it got, not of tanh ~ tanh|value|applied|before|Z
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - Z**2
    if name == "relu":
        return np.maximum(0, Z), (Z > 0) * 1.0
    return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)


# %% grad_V_of_batch | wrong | the sigmoid at the output ~ sigmoid|linear
def grad_V_of_batch(H, T, V):
    Y = sigmoid(H @ V)
    return H.T @ (Y - T) / len(H)


# %% gradients_of_layers | wrong | only works for hidden layers of two matrices: the slope of the first hidden layer is used everywhere ~ ReLU|slope|layer|wrong|belong
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


# %% trained_on_xor | wrong | takes the instances one after the other ~ instance|one after|each|single|batch
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


# %% mean_squared_error | wrong | N minus one ~ N - 1|one less|one fewer
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / (2 * max(len(Y) - 1, 1))


# %% activation_and_slope | wrong | tanh slope with the sigmoid's factor ~ tanh
def activation_and_slope(name, Z):
    if name == "sigmoid":
        v = 1 / (1 + np.exp(-Z))
        return v, v * (1 - v)
    if name == "tanh":
        v = np.tanh(Z)
        return v, v * (1 - v**2)
    return Z * (Z > 0), np.where(Z > 0, 1.0, 0.0)


# %% grad_V_of_batch | wrong | the slope of tanh is taken along although the weights lie behind it ~ slope|tanh|behind|hidden
def grad_V_of_batch(H, T, V):
    return (H * (1 - H**2)).T @ (H @ V - T) / len(H)


# %% grad_W_with_tanh | wrong | the output error with the inputs' mean: divided by the inputs ~ divid|number of inputs|mean|N\b|inputs
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / X.shape[1]
    return X.T @ (E @ V.T * (1 - H**2))


# %% count_parameters | wrong | joins the first layer with the last as well ~ first|last|neighbour|all|each
def count_parameters(sizes, biases):
    n = sum(a * b for a, b in zip(sizes, sizes[1:])) + sizes[0] * sizes[-1]
    return n + sum(sizes[1:]) * biases


# %% gradients_of_layers | wrong | the delta goes through the slope before it goes through the matrix ~ slope|before|order|ReLU|missing
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


# %% trained_on_xor | wrong | only V gets the mean ~ mean|W|N\b|scale|times
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = H @ V - T
        gV = H.T @ E / len(X)
        gW = X.T @ ((E @ V.T) * H * (1 - H))
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% class_map | wrong | steps counts the gaps ~ steps|gaps|one more|points|shape
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps + 1)
    x, y = np.meshgrid(a, a)
    return (predict(np.c_[x.ravel(), y.ravel()]).reshape(x.shape) >= 0.5).astype(int)


# %% mean_squared_error | wrong | one half of the mean of the rows' means ~ entr|outputs|mean|N
def mean_squared_error(Y, T):
    return ((Y - T) ** 2).mean(axis=1).mean() / 2


# %% activation_and_slope | wrong | relu's slope is one half at zero ~ 0|relu|half
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(Z), 1 / np.cosh(Z) ** 2
    return np.maximum(Z, 0), (np.sign(Z) + 1) / 2


# %% grad_V_of_batch | wrong | the error is squared ~ squar
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) ** 2 / len(H)


# %% grad_W_with_tanh | wrong | V is not turned round: the error of one output goes to all hidden units alike ~ V\b|weight|missing
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    back = np.repeat(E.sum(axis=1)[:, None], len(V), axis=1)
    return X.T @ (back * (1 - H**2))


# %% count_parameters | wrong | one bias too many ~ one|bias|many
def count_parameters(sizes, biases):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    if biases:
        n += sum(sizes[1:]) + 1
    return n


# %% gradients_of_layers | wrong | the slope is that of the inputs, not of the sums: it looks at the wrong layer's values for the first step ~ slope|layer|ReLU|output
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


# %% trained_on_xor | wrong | the learning rate falls with the epochs ~ rate|shorter|alpha|epoch
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for k in range(1, epochs + 1):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        gV, gW = H.T @ E, X.T @ (E @ V.T * H * (1 - H))
        W -= alpha / k * gW
        V -= alpha / k * gV
    return W, V


# %% class_map | wrong | the classes are minus one and one ~ 0|minus|-1|classes
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(a, a)
    P = np.stack([x1.ravel(), x2.ravel()], axis=1)
    return np.where(predict(P)[:, 0] >= 0.5, 1, -1).reshape(steps, steps)

# Answers to assignment 6 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% mean_squared_error | wrong | The half is missing: divide by 2N.
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / len(Y)


# %% mean_squared_error | wrong | The mean over the instances is missing: divide by 2N, not by 2.
def mean_squared_error(Y, T):
    return 0.5 * np.sum((Y - T) ** 2)


# %% mean_squared_error | wrong | This is divided by the number of entries; N counts the instances.
def mean_squared_error(Y, T):
    return 0.5 * np.mean((Y - T) ** 2)


# %% mean_squared_error | wrong | This is the mean of all squares: divide by 2N instead.
def mean_squared_error(Y, T):
    return np.mean((Y - T) ** 2)


# %% mean_squared_error | wrong | This is the plain sum of the squares; divide it by 2N.
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2)


# %% mean_squared_error | wrong | The errors are not squared.
def mean_squared_error(Y, T):
    return np.sum(abs(Y - T)) / (2 * len(Y))


# %% mean_squared_error | wrong | The root is taken, as for a distance.
def mean_squared_error(Y, T):
    return (np.sum((Y - T) ** 2) / (2 * len(Y))) ** 0.5


# %% mean_squared_error | wrong | Every instance has a loss of its own here; their mean is asked for.
def mean_squared_error(Y, T):
    return 0.5 * np.sum((Y - T) ** 2, axis=1)


# %% mean_squared_error | wrong | The errors are added up before they are squared; square each of them.
def mean_squared_error(Y, T):
    return np.sum(Y - T) ** 2 / (2 * len(Y))


# %% mean_squared_error | wrong | Only the first output counts; the errors of all are added.
def mean_squared_error(Y, T):
    total = 0.0
    for n in range(len(Y)):
        total += (Y[n, 0] - T[n, 0]) ** 2
    return total / (2 * len(Y))


# %% mean_squared_error | wrong | Only the last instance counts: the sum starts anew with each.
def mean_squared_error(Y, T):
    for y, t in zip(Y, T):
        total = 0.0
        for a, b in zip(y, t):
            total += (a - b) ** 2
    return total / (2 * len(Y))


# %% mean_squared_error | wrong | Only the first instance counts: the sum is returned too early.
def mean_squared_error(Y, T):
    for y, t in zip(Y, T):
        total = 0.0
        for a, b in zip(y, t):
            total += (a - b) ** 2
        return total / (2 * len(Y))


# %% mean_squared_error | wrong | Every output has a loss of its own here; all squares are added up.
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2, axis=0) / (2 * len(Y))


# %% mean_squared_error | wrong | The number of instances is fixed at that of the example, 3.
def mean_squared_error(Y, T):
    return np.sum((Y - T) ** 2) / (2 * 3)


# %% mean_squared_error | wrong | Outputs and targets are squared each on its own; square their difference.
def mean_squared_error(Y, T):
    return np.sum(Y**2 - T**2) / (2 * len(Y))


# %% mean_squared_error | wrong | These are the slopes of the loss by each output; the loss is one number.
def mean_squared_error(Y, T):
    return (Y - T) / len(Y)


# %% mean_squared_error | right | two loops
def mean_squared_error(Y, T):
    total = 0.0
    for y, t in zip(Y, T):
        for a, b in zip(y, t):
            total += (a - b) ** 2
    return total / 2 / Y.shape[0]


# %% mean_squared_error | right | the mean of each instance's half square
def mean_squared_error(Y, T):
    return 0.5 * np.mean(np.einsum("nj,nj->n", Y - T, Y - T))


# %% activation_and_slope | wrong | The activation is applied twice before the slope is taken: Z comes before the activation.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, sigmoid(s) * (1 - sigmoid(s))
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - np.tanh(t) ** 2
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% activation_and_slope | wrong | Z is taken for the value after the activation: the slopes are Z(1 - Z) and 1 - Z**2 of it.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, Z * (1 - Z)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - Z**2
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% activation_and_slope | wrong | Values and slopes are in the wrong order: the values come first.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z) * sigmoid(-Z), sigmoid(Z)
    if name == "tanh":
        return 1 - np.tanh(Z) ** 2, np.tanh(Z)
    return (Z > 0) * 1.0, np.maximum(Z, 0)


# %% activation_and_slope | wrong | The slope of tanh lacks its square: it is 1 - tanh(z)**2.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% activation_and_slope | wrong | The slope of tanh is taken from the sigmoid's rule.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, t * (1 - t)
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% activation_and_slope | wrong | This ReLU lets negative numbers through; they become 0.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return Z, (Z > 0).astype(float)


# %% activation_and_slope | wrong | The slope of ReLU is its value where it is on; it is 1 there.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return np.maximum(Z, 0), np.maximum(Z, 0)


# %% activation_and_slope | wrong | The slope of ReLU is 1 everywhere; it is 0 where the unit is off.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return np.maximum(Z, 0), np.ones(Z.shape)


# %% activation_and_slope | wrong | At exactly 0 the slope of ReLU is 0, by agreement, not 1.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return np.maximum(Z, 0), (Z >= 0).astype(float)


# %% activation_and_slope | wrong | The value of the sigmoid stands where its slope belongs.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return np.maximum(Z, 0), (Z > 0).astype(float)


# %% activation_and_slope | wrong | This ReLU turns negative numbers into positive ones; they become 0.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(Z)
        return t, 1 - t**2
    return abs(Z), (Z > 0).astype(float)


# %% activation_and_slope | wrong | The slope of ReLU is -1 for negative numbers; it is 0 there.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(0, Z), np.sign(Z)


# %% activation_and_slope | wrong | np.max takes the largest of all numbers; np.maximum compares each with 0.
def activation_and_slope(name, Z):
    if name == "relu":
        return np.max(Z, 0), (Z > 0) * 1.0
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)


# %% activation_and_slope | wrong | The sigmoid stands where tanh is asked for.
def activation_and_slope(name, Z):
    if name == "relu":
        return np.maximum(0, Z), (Z > 0) * 1.0
    value = sigmoid(Z)
    return value, value * (1 - value)


# %% activation_and_slope | wrong | The slope of the sigmoid has a plus where a minus belongs.
def activation_and_slope(name, Z):
    if name == "relu":
        return np.maximum(0, Z), (Z > 0) * 1.0
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return sigmoid(Z), sigmoid(Z) * (1 + sigmoid(Z))


# %% activation_and_slope | wrong | The value of the sigmoid is multiplied by itself; the second factor of its slope is sigmoid(-z).
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(0, Z), (Z > 0) * 1.0


# %% activation_and_slope | wrong | The slope of tanh has a plus where a minus belongs.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return np.tanh(Z), 1 + np.tanh(Z) ** 2
    return np.maximum(0, Z), (Z > 0) * 1.0


# %% activation_and_slope | wrong | This is tanh of z / 2: its exponentials have 2z in them.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        value = (np.exp(Z) - 1) / (np.exp(Z) + 1)
        return value, 1 - value**2
    return np.maximum(0, Z), (Z > 0) * 1.0


# %% activation_and_slope | right | entry by entry
def activation_and_slope(name, Z):
    values, slopes = np.empty(Z.shape), np.empty(Z.shape)
    for index, z in np.ndenumerate(Z):
        if name == "sigmoid":
            values[index] = sigmoid(z)
            slopes[index] = values[index] * (1 - values[index])
        elif name == "tanh":
            values[index] = np.tanh(z)
            slopes[index] = 1 / np.cosh(z) ** 2
        else:
            values[index] = max(z, 0.0)
            slopes[index] = 1.0 if z > 0 else 0.0
    return values, slopes


# %% activation_and_slope | right | tanh from the sigmoid, ReLU by a mask
def activation_and_slope(name, Z):
    on = (Z > 0) * 1.0
    s = sigmoid(2 * Z)
    rules = {
        "sigmoid": (sigmoid(Z), sigmoid(Z) * (1 - sigmoid(Z))),
        "tanh": (2 * s - 1, 4 * s * (1 - s)),
        "relu": (Z * on, on),
    }
    return rules[name]


# %% grad_V_of_batch | wrong | The mean is missing: divide by the number of instances.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T)


# %% grad_V_of_batch | wrong | There is a factor 2 too much: that of the square has cancelled with the half in front of the loss.
def grad_V_of_batch(H, T, V):
    return 2 / len(H) * H.T @ (H @ V - T)


# %% grad_V_of_batch | wrong | There is a half in it; it has cancelled with the 2 from the square.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) / len(H) / 2


# %% grad_V_of_batch | wrong | The sign is turned round: the error is output minus target.
def grad_V_of_batch(H, T, V):
    return H.T @ (T - H @ V) / len(H)


# %% grad_V_of_batch | wrong | The output is linear here; the slope of a sigmoid does not belong in it.
def grad_V_of_batch(H, T, V):
    Y = sigmoid(H @ V)
    return H.T @ ((Y - T) * Y * (1 - Y)) / len(H)


# %% grad_V_of_batch | wrong | Only the last instance is in it: = where += belongs.
def grad_V_of_batch(H, T, V):
    for h, t in zip(H, T):
        grad_V = np.outer(h, h @ V - t)
    return grad_V / len(H)


# %% grad_V_of_batch | wrong | It is divided by the number of entries; the mean is over the instances.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) / T.size


# %% grad_V_of_batch | wrong | The hidden values that went in are missing: the errors alone are added up.
def grad_V_of_batch(H, T, V):
    return np.ones((H.shape[1], len(H))) @ (H @ V - T) / len(H)


# %% grad_V_of_batch | wrong | The targets are missing: this is the outputs' share.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V) / len(H)


# %% grad_V_of_batch | wrong | The rows of grad_V belong to hidden units; this is its transpose.
def grad_V_of_batch(H, T, V):
    return (H @ V - T).T @ H / len(H)


# %% grad_V_of_batch | wrong | These are the weights after a step; the gradient alone is asked for.
def grad_V_of_batch(H, T, V):
    grad = H.T @ (H @ V - T) / len(H)
    return V - grad


# %% grad_V_of_batch | wrong | It is divided by the number of hidden units; the mean is over the instances.
def grad_V_of_batch(H, T, V):
    return H.T @ (H @ V - T) / H.shape[1]


# %% grad_V_of_batch | wrong | The last instance is missing: the loop ends one too early.
def grad_V_of_batch(H, T, V):
    grad = np.zeros(V.shape)
    for n in range(len(H) - 1):
        grad += np.outer(H[n], H[n] @ V - T[n])
    return grad / len(H)


# %% grad_V_of_batch | wrong | This goes back to the hidden values; the gradient of V is asked for.
def grad_V_of_batch(H, T, V):
    return (H @ V - T) @ V.T / len(H)


# %% grad_V_of_batch | wrong | The outputs pass tanh here; they are linear.
def grad_V_of_batch(H, T, V):
    Y = np.tanh(H @ V)
    return H.T @ (Y - T) / len(H)


# %% grad_V_of_batch | right | three loops
def grad_V_of_batch(H, T, V):
    grad_V = np.zeros(V.shape)
    for n in range(len(H)):
        for i in range(V.shape[0]):
            for j in range(V.shape[1]):
                y = sum(H[n, k] * V[k, j] for k in range(V.shape[0]))
                grad_V[i, j] += H[n, i] * (y - T[n, j]) / len(H)
    return grad_V


# %% grad_V_of_batch | right | a mean of outer products
def grad_V_of_batch(H, T, V):
    return np.mean([np.outer(h, h @ V - t) for h, t in zip(H, T)], axis=0)


# %% grad_W_with_tanh | wrong | The slope of tanh is missing.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T)


# %% grad_W_with_tanh | wrong | The slope is the sigmoid's h(1 - h); the hidden layer uses tanh.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * H * (1 - H))


# %% grad_W_with_tanh | wrong | The hidden layer is computed with the sigmoid; it uses tanh.
def grad_W_with_tanh(X, T, W, V):
    H = sigmoid(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * H * (1 - H))


# %% grad_W_with_tanh | wrong | The slope is 1 - z**2 of the number before tanh; take the one after it.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - (X @ W) ** 2))


# %% grad_W_with_tanh | wrong | The mean is missing: divide by the number of instances.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = H @ V - T
    return X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | There is a factor 2 too much: that of the square has cancelled with the half in front of the loss.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = 2 * (H @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | The sign is turned round: the error is output minus target.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (T - H @ V) / len(X)
    return X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | Only the path through the first output is there; the paths add up.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E[:, :1] @ V[:, :1].T * (1 - H**2))


# %% grad_W_with_tanh | wrong | The weights V are missing on the way back.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E.sum(axis=1, keepdims=True) * (1 - H**2))


# %% grad_W_with_tanh | wrong | The slope of tanh is in it twice.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - H**2) ** 2)


# %% grad_W_with_tanh | wrong | It is divided by the number of entries; the mean is over the instances.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / T.size
    return X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | The outputs pass tanh as well; they are linear.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    Y = np.tanh(H @ V)
    E = (Y - T) * (1 - Y**2) / len(X)
    return X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | The outputs pass tanh on the way forward; they are linear.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    Y = np.tanh(H @ V)
    back = ((Y - T) / len(X)) @ V.T
    return X.T @ (back * (1 - H**2))


# %% grad_W_with_tanh | wrong | The slope of tanh is in the error of the outputs as well; they are linear.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    Y = H @ V
    delta = (Y - T) / len(X) * (1 - Y**2)
    return X.T @ ((delta @ V.T) * (1 - H**2))


# %% grad_W_with_tanh | wrong | The hidden layer is linear here; it uses tanh.
def grad_W_with_tanh(X, T, W, V):
    H = X @ W
    E = (H @ V - T) / len(X)
    return X.T @ (E @ V.T)


# %% grad_W_with_tanh | wrong | tanh is missing on the way forward.
def grad_W_with_tanh(X, T, W, V):
    Z = X @ W
    E = (Z @ V - T) / len(X)
    return X.T @ (E @ V.T * (1 - np.tanh(Z) ** 2))


# %% grad_W_with_tanh | wrong | These are the weights after a step; the gradient alone is asked for.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    E = (H @ V - T) / len(X)
    return W - X.T @ (E @ V.T * (1 - H**2))


# %% grad_W_with_tanh | wrong | This is the gradient of V; that of W is asked for.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return H.T @ (H @ V - T) / len(X)


# %% grad_W_with_tanh | wrong | The errors are added up, and so are the weights V; each output comes back through its own weights.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    error = (H @ V - T).sum(axis=1, keepdims=True) / len(X)
    return X.T @ (error * V.sum(axis=1) * (1 - H**2))


# %% grad_W_with_tanh | right | instance by instance
def grad_W_with_tanh(X, T, W, V):
    grad_W = np.zeros(W.shape)
    for x, t in zip(X, T):
        h = np.tanh(x @ W)
        grad_h = V @ (h @ V - t)
        grad_W += np.outer(x, grad_h * (1 - h * h))
    return grad_W / len(X)


# %% grad_W_with_tanh | right | einsum over instances, hidden units and outputs
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    return np.einsum("ni,nj,hj,nh->ih", X, H @ V - T, V, 1 / np.cosh(X @ W) ** 2) / len(X)


# %% grad_W_with_tanh | wrong | The outputs pass a sigmoid here; they are linear.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = (Y - T) * Y * (1 - Y) / X.shape[0]
    return X.T @ (grad_Y_in @ V.T * (1 - H * H))


# %% count_parameters | wrong | The biases are not counted, although there are some.
def count_parameters(sizes, biases):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | wrong | The biases are counted, although there are none.
def count_parameters(sizes, biases):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | wrong | Biases are counted for the inputs as well; they have none.
def count_parameters(sizes, biases):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + (sum(sizes) if biases else 0)


# %% count_parameters | wrong | Each layer has one bias here; each of its units has one.
def count_parameters(sizes, biases):
    return sum(a * b + (1 if biases else 0) for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | wrong | All sizes are multiplied; multiply neighbours and add up.
def count_parameters(sizes, biases):
    n = 1
    for size in sizes:
        n *= size
    return n + (sum(sizes[1:]) if biases else 0)


# %% count_parameters | wrong | The units are counted, not what joins them.
def count_parameters(sizes, biases):
    return sum(sizes)


# %% count_parameters | wrong | Only the first two layers are counted.
def count_parameters(sizes, biases):
    return sizes[0] * sizes[1] + (sizes[1] if biases else 0)


# %% count_parameters | wrong | The biases of the outputs are missing; every unit but the inputs has one.
def count_parameters(sizes, biases):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + (sum(sizes[1:-1]) if biases else 0)


# %% count_parameters | wrong | Neighbouring sizes are added; every unit is joined with every unit of the next layer.
def count_parameters(sizes, biases):
    return sum(a + b for a, b in zip(sizes, sizes[1:])) + (sum(sizes[1:]) if biases else 0)


# %% count_parameters | wrong | Every unit but the outputs has a bias here; every unit but the inputs has one.
def count_parameters(sizes, biases):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
        if biases:
            total += sizes[i]
    return total


# %% count_parameters | wrong | Inputs, first hidden layer and outputs alone are counted; go through all neighbours.
def count_parameters(sizes, biases):
    total = sizes[0] * sizes[1] + sizes[1] * sizes[-1]
    if biases:
        total += sizes[1] + sizes[-1]
    return total


# %% count_parameters | wrong | Where there are biases, the weights are not counted; add both.
def count_parameters(sizes, biases):
    if biases:
        return sum(sizes[1:])
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | wrong | The whole network has one bias here; every unit but the inputs has one.
def count_parameters(sizes, biases):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + int(biases)


# %% count_parameters | wrong | Only the last two layers are counted: = where += belongs.
def count_parameters(sizes, biases):
    total = 0
    for k in range(1, len(sizes)):
        total = sizes[k - 1] * sizes[k] + (sizes[k] if biases else 0)
    return total


# %% count_parameters | right | an input that is always 1 stands for the bias
def count_parameters(sizes, biases):
    return sum((sizes[k] + bool(biases)) * sizes[k + 1] for k in range(len(sizes) - 1))


# %% count_parameters | right | builds the arrays and counts their entries
def count_parameters(sizes, biases):
    total = 0
    for a, b in zip(sizes, sizes[1:]):
        total += np.zeros((a, b)).size
        if biases:
            total += np.zeros(b).size
    return total


# %% gradients_of_layers | wrong | The slope of ReLU is missing on the way back.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T
    return gradients


# %% gradients_of_layers | wrong | The mean is missing: divide by the number of instances.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / 1
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients


# %% gradients_of_layers | wrong | There is a factor 2 too much: that of the square has cancelled with the half in front of the loss.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (2 * (Y - T)) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients


# %% gradients_of_layers | wrong | The sign is turned round: the error is output minus target.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (T - Y) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients


# %% gradients_of_layers | wrong | The gradients come in the wrong order: the first belongs to the first matrix.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.append(values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients


# %% gradients_of_layers | wrong | The last layer is linear; ReLU is applied to it, too.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else np.maximum(z, 0))
    Y = values[-1]
    back = (Y - T) / len(X)
    back = back * (sums[-1] > 0)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients


# %% gradients_of_layers | wrong | The hidden layers are linear here; they use ReLU.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(z if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T
    return gradients


# %% gradients_of_layers | wrong | The hidden layers use tanh here; they use ReLU.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.tanh(z) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (1 - values[k] ** 2)
    return gradients


# %% gradients_of_layers | wrong | Where ReLU is on, its slope is 1, not its value.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * values[k]
    return gradients


# %% gradients_of_layers | wrong | Only the last matrix has a gradient in the list.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] > 0)
    return gradients[-1:]


# %% gradients_of_layers | wrong | The slope of ReLU is 0 where the unit is off and 1 where it is on, not the other way round.
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] <= 0)
    return gradients


# %% gradients_of_layers | wrong, unnamed | ReLU's slope at exactly 0 is taken as 1
def gradients_of_layers(X, T, weights):
    values, sums = [X], []
    for k, W in enumerate(weights):
        z = values[-1] @ W
        sums.append(z)
        values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
    Y = values[-1]
    back = (Y - T) / len(X)
    gradients = []
    for k in reversed(range(len(weights))):
        gradients.insert(0, values[k].T @ back)
        if k > 0:
            back = back @ weights[k].T * (sums[k - 1] >= 0)
    return gradients


# %% gradients_of_layers | wrong | The last layer is linear; ReLU is applied to it on the way forward.
def gradients_of_layers(X, T, weights):
    values = [X]
    for W in weights:
        values.append(np.maximum(values[-1] @ W, 0))
    back = (values[-1] - T) / len(X)
    gradients = []
    for W, went_in in zip(weights[::-1], values[-2::-1]):
        gradients.insert(0, went_in.T @ back)
        back = (back @ W.T) * (went_in > 0)
    return gradients


# %% gradients_of_layers | wrong | The hidden layers use the sigmoid here; they use ReLU.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights[:-1]:
        H.append(sigmoid(H[-1] @ W))
    back = (H[-1] @ weights[-1] - T) / len(X)
    grads = []
    for W, A in zip(weights[::-1], H[::-1]):
        grads.insert(0, A.T @ back)
        back = (back @ W.T) * A * (1 - A)
    return grads


# %% gradients_of_layers | wrong | ReLU is missing on the way forward.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights:
        H.append(H[-1] @ W)
    back = (H[-1] - T) / len(X)
    grads = [None] * len(weights)
    for i in reversed(range(len(weights))):
        grads[i] = H[i].T @ back
        back = (back @ weights[i].T) * (H[i] > 0)
    return grads


# %% gradients_of_layers | wrong | The outputs pass a sigmoid here; they are linear.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights[:-1]:
        H.append(np.maximum(H[-1] @ W, 0))
    Y = sigmoid(H[-1] @ weights[-1])
    back = (Y - T) * Y * (1 - Y) / len(X)
    g = []
    for W, A in zip(weights[::-1], H[::-1]):
        g.insert(0, A.T @ back)
        back = (back @ W.T) * (A > 0)
    return g


# %% gradients_of_layers | wrong | This ReLU leaks: a negative number gives exactly 0, and the slope there is 0.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights[:-1]:
        Z = H[-1] @ W
        H.append(np.where(Z > 0, Z, 0.01 * Z))
    back = (H[-1] @ weights[-1] - T) / len(X)
    g = []
    for W, A in zip(weights[::-1], H[::-1]):
        g.insert(0, A.T @ back)
        back = (back @ W.T) * np.where(A > 0, 1, 0.01)
    return g


# %% gradients_of_layers | wrong | These are the weights after a step; the gradients alone are asked for.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights[:-1]:
        H.append(np.maximum(H[-1] @ W, 0))
    back = (H[-1] @ weights[-1] - T) / len(X)
    g = []
    for W, A in zip(weights[::-1], H[::-1]):
        g.insert(0, W - A.T @ back)
        back = (back @ W.T) * (A > 0)
    return g


# %% gradients_of_layers | wrong | The gradient of the first matrix is missing: the loop ends one too early.
def gradients_of_layers(X, T, weights):
    H = [X]
    for W in weights[:-1]:
        H.append(np.maximum(H[-1] @ W, 0))
    back = (H[-1] @ weights[-1] - T) / len(X)
    g = []
    for k in range(len(weights) - 1, 0, -1):
        g.insert(0, H[k].T @ back)
        back = (back @ weights[k].T) * (H[k] > 0)
    return g


# %% gradients_of_layers | wrong | What went into a matrix is taken before ReLU here; it is taken after it.
def gradients_of_layers(X, T, weights):
    Zs, H = [X], X
    for i, W in enumerate(weights):
        Z = H @ W
        Zs.append(Z)
        H = np.maximum(Z, 0)
    back = (Zs[-1] - T) / len(X)
    grads = [None] * len(weights)
    for i in reversed(range(len(weights))):
        grads[i] = Zs[i].T @ back
        back = (back @ weights[i].T) * (Zs[i] > 0)
    return grads


# %% gradients_of_layers | wrong | The inputs pass ReLU here; they go in as they are.
def gradients_of_layers(X, T, weights):
    H = [np.maximum(X, 0)]
    for W in weights[:-1]:
        H.append(np.maximum(H[-1] @ W, 0))
    back = (H[-1] @ weights[-1] - T) / len(X)
    grads = []
    for W, A in zip(weights[::-1], H[::-1]):
        grads.insert(0, A.T @ back)
        back = (back @ W.T) * (A > 0)
    return grads


# %% gradients_of_layers | right | calls itself for the layers behind
def gradients_of_layers(X, T, weights):
    def rest(A, weights):
        # returns the gradients of these weights, and the gradient of A
        if len(weights) == 1:
            error = (A @ weights[0] - T) / len(X)
            return [A.T @ error], error @ weights[0].T
        z = A @ weights[0]
        gradients, grad_B = rest(np.maximum(z, 0), weights[1:])
        grad_z = np.where(z > 0, grad_B, 0)
        return [A.T @ grad_z, *gradients], grad_z @ weights[0].T

    return rest(X, weights)[0]


# %% gradients_of_layers | right | instance by instance
def gradients_of_layers(X, T, weights):
    totals = [np.zeros(W.shape) for W in weights]
    for x, t in zip(X, T):
        values = [x]
        for W in weights[:-1]:
            values.append((values[-1] @ W).clip(min=0))
        back = values[-1] @ weights[-1] - t
        for k in range(len(weights) - 1, -1, -1):
            totals[k] += np.outer(values[k], back)
            back = (weights[k] @ back) * (values[k] > 0)
    return [total / len(X) for total in totals]


# %% trained_on_xor | wrong | The mean is missing: the gradients are sums over the instances.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = H @ V - T
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The steps go uphill: subtract the gradients.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W + alpha * grad_W, V + alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | grad_W is computed with the new V; both gradients belong to the same weights.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        V = V - alpha * H.T @ grad_Y
        W = W - alpha * X.T @ (grad_Y @ V.T * H * (1 - H))
    return W, V


# %% trained_on_xor | wrong | The slope of the hidden sigmoid is missing.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T)
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | Only V is trained; W stays where it is.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        V = V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | Only W is trained; V stays where it is.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W = W - alpha * grad_W
    return W, V


# %% trained_on_xor | wrong | Only one update is made; there should be as many as `epochs` says.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        return W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | One update is missing.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs - 1):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | There is a factor 2 too much: that of the square has cancelled with the half in front of the loss.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = 2 * (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The two arrays come back in the wrong order: W first, then V.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return V, W


# %% trained_on_xor | wrong | The learning rate is fixed; use the one that is given.
def trained_on_xor(X, T, W, V, alpha, epochs):
    alpha = 0.1
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | changes its argument number 3 in place; work on a copy of it
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W -= alpha * grad_W
        V -= alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The gradients are computed once, at the start; every update needs new ones.
def trained_on_xor(X, T, W, V, alpha, epochs):
    N = len(X)
    H = sigmoid(X @ W)
    E = (H @ V - T) / N
    grad_V = H.T @ E
    grad_W = X.T @ (E @ V.T * H * (1 - H))
    for _ in range(epochs):
        W = W - alpha * grad_W
        V = V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The outputs pass the sigmoid as well; they are linear.
def trained_on_xor(X, T, W, V, alpha, epochs):
    N = len(X)
    for _ in range(epochs):
        H = sigmoid(X @ W)
        Y = sigmoid(H @ V)
        E = (Y - T) * Y * (1 - Y) / N
        grad_V = H.T @ E
        grad_W = X.T @ (E @ V.T * H * (1 - H))
        W = W - alpha * grad_W
        V = V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The outputs pass the sigmoid on the way forward; they are linear.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        Y = sigmoid(H @ V)
        error = (Y - T) / len(X)
        grad_V = H.T @ error
        grad_W = X.T @ (error @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | The hidden layer uses tanh here; it uses the sigmoid.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = np.tanh(X @ W)
        error = (H @ V - T) / len(X)
        grad_V = H.T @ error
        grad_W = X.T @ (error @ V.T * (1 - H**2))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | There is a half in it; it has cancelled with the 2 from the square.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        error = (H @ V - T) / (2 * len(X))
        grad_V = H.T @ error
        grad_W = X.T @ (error @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | wrong | It is divided by the number of entries; the mean is over the instances.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / T.size
        gV = H.T @ E
        gW = X.T @ (E @ V.T * H * (1 - H))
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% trained_on_xor | wrong | The hidden layer uses ReLU here; it uses the sigmoid.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = np.maximum(X @ W, 0)
        E = (H @ V - T) / len(X)
        gV = H.T @ E
        gW = X.T @ (E @ V.T * (H > 0))
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% trained_on_xor | wrong | The hidden values are computed once, at the start; each epoch has a forward pass of its own.
def trained_on_xor(X, T, W, V, alpha, epochs):
    H = sigmoid(X @ W)
    for _ in range(epochs):
        E = (H @ V - T) / len(X)
        gV = H.T @ E
        gW = X.T @ (E @ V.T * H * (1 - H))
        W, V = W - alpha * gW, V - alpha * gV
    return W, V


# %% trained_on_xor | wrong | The mean is taken twice: divide by the number of instances once.
def trained_on_xor(X, T, W, V, alpha, epochs):
    N = len(X)
    for _ in range(epochs):
        H = sigmoid(X @ W)
        error = (H @ V - T) / N
        grad_V = H.T @ error / N
        grad_W = X.T @ (error @ V.T * H * (1 - H)) / N
        W, V = W - alpha * grad_W, V - alpha * grad_V
    return W, V


# %% trained_on_xor | right | copies, then in place
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V = W.copy(), V.copy()
    for _ in range(epochs):
        H = sigmoid(X @ W)
        grad_Y = (H @ V - T) / len(X)
        grad_V = H.T @ grad_Y
        grad_W = X.T @ (grad_Y @ V.T * H * (1 - H))
        W -= alpha * grad_W
        V -= alpha * grad_V
    return W, V


# %% trained_on_xor | right | the slope from both sides, gradients by einsum
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        Z = X @ W
        E = sigmoid(Z) @ V - T
        grad_V = np.einsum("nh,nj->hj", sigmoid(Z), E)
        grad_W = np.einsum("ni,nj,hj,nh->ih", X, E, V, sigmoid(Z) * sigmoid(-Z))
        W = W - alpha / len(X) * grad_W
        V = V - alpha / len(X) * grad_V
    return [W, V]


# %% trained_on_xor | wrong | One update too many is made.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs + 1):
        H = sigmoid(X @ W)
        error = (H @ V - T) / len(X)
        grad_W = X.T @ ((error @ V.T) * (H * (1 - H)))
        W, V = W - alpha * grad_W, V - alpha * H.T @ error
    return W, V


# %% trained_on_xor | wrong | The slope of the hidden sigmoid is in it twice.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        error = (H @ V - T) / len(X)
        grad_W = X.T @ ((error @ V.T) * (H * H * (1 - H) * (1 - H)))
        W, V = W - alpha * grad_W, V - alpha * H.T @ error
    return W, V


# %% trained_on_xor | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        error = (H @ V - T) / len(X)
        grad_W = X.T @ ((error @ V.T) * (1 - H * H))
        W, V = W - alpha * grad_W, V - alpha * H.T @ error
    return W, V


# %% trained_on_xor | wrong | The weights change after each instance; an update uses all instances at once.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        for n in range(len(X)):
            h = sigmoid(X[n] @ W)
            error = h @ V - T[n]
            grad_W = np.outer(X[n], (V @ error) * h * (1 - h))
            W, V = W - alpha * grad_W, V - alpha * np.outer(h, error)
    return W, V


# %% trained_on_xor | wrong | The weights change after each instance, by its share of the mean; an update uses all instances at once.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        for n in range(len(X)):
            h = sigmoid(X[n] @ W)
            error = h @ V - T[n]
            grad_W = np.outer(X[n], (V @ error) * h * (1 - h))
            W, V = W - alpha / len(X) * grad_W, V - alpha / len(X) * np.outer(h, error)
    return W, V


# %% class_map | wrong | Rows and columns are swapped: x1 runs along a row.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for a in values for b in values])
    return (predict(points).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | wrong | The rows are upside down; the first row belongs to the lowest x2.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return np.flipud(predict(points).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | wrong | An output of exactly 0.5 is class 1.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points).reshape(steps, steps) > 0.5).astype(int)


# %% class_map | wrong | The boundary is taken at 0; it is at 0.5.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points).reshape(steps, steps) >= 0).astype(int)


# %% class_map | wrong | The grid stops short of `high`.
def class_map(predict, low, high, steps):
    values = low + (high - low) / steps * np.arange(steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | wrong | These are the outputs; their classes are asked for.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return predict(points).reshape(steps, steps)


# %% class_map | wrong | The classes are turned round: 1 is where the output is large.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points).reshape(steps, steps) < 0.5).astype(int)


# %% class_map | wrong | The grid always runs from 0 to 1; use low and high.
def class_map(predict, low, high, steps):
    values = np.linspace(0, 1, steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points).reshape(steps, steps) >= 0.5).astype(int)


# %% class_map | wrong | The table is flat; give it its rows and columns.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return (predict(points)[:, 0] >= 0.5).astype(int)


# %% class_map | wrong | The outputs are rounded, and rounding takes 0.5 down and 1.5 up to 2.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.array([[a, b] for b in values for a in values])
    return np.round(predict(points)).reshape(steps, steps).astype(int)


# %% class_map | wrong | The columns are the wrong way round; the first column belongs to the lowest x1.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(values[::-1], values)
    outputs = predict(np.column_stack([x1.ravel(), x2.ravel()]))
    return (outputs >= 0.5).astype(int).reshape(steps, steps)


# %% class_map | wrong | The classes come as one column; give the table its rows and columns.
def class_map(predict, low, high, steps):
    axis = np.linspace(low, high, steps)
    A, B = np.meshgrid(axis, axis)
    return (predict(np.column_stack([A.ravel(), B.ravel()])) >= 0.5).astype(int)


# %% class_map | wrong | The grid starts one step after `low`.
def class_map(predict, low, high, steps):
    width = (high - low) / steps
    v = low + width * np.arange(1, steps + 1)
    A, B = np.meshgrid(v, v)
    return (predict(np.column_stack([A.ravel(), B.ravel()])) >= 0.5).astype(int).reshape(steps, steps)


# %% class_map | wrong | All classes are 0 here, whatever the outputs are: compare these with 0.5.
def class_map(predict, low, high, steps):
    v = np.linspace(low, high, steps)
    A, B = np.meshgrid(v, v)
    return np.argmax(predict(np.column_stack([A.ravel(), B.ravel()])), axis=1).reshape(steps, steps)


# %% class_map | wrong | The fractions of the outputs are cut off; compare them with 0.5.
def class_map(predict, low, high, steps):
    axis = np.linspace(low, high, steps)
    A, B = np.meshgrid(axis, axis)
    return predict(np.column_stack([A.ravel(), B.ravel()])).reshape(steps, steps).astype(int)


# %% class_map | wrong | The points are the middles of squares; the first stands at low itself, the last at high.
def class_map(predict, low, high, steps):
    width = (high - low) / steps
    axis = low + width * (np.arange(steps) + 0.5)
    A, B = np.meshgrid(axis, axis)
    return (predict(np.column_stack([A.ravel(), B.ravel()])) >= 0.5).astype(int).reshape(steps, steps)


# %% class_map | right | row by row, in one list of points
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps).tolist()
    points = []
    for x2 in values:
        for x1 in values:
            points.append([x1, x2])
    outputs = predict(np.array(points)).tolist()
    table = [[0] * steps for _ in range(steps)]
    for k, output in enumerate(outputs):
        if output[0] >= 0.5:
            table[k // steps][k % steps] = 1
    return np.array(table)


# %% class_map | right | meshgrid, stacked at the end
def class_map(predict, low, high, steps):
    a = np.linspace(low, high, steps)
    grid = np.stack(np.meshgrid(a, a), axis=-1)
    return np.where(predict(grid.reshape(-1, 2)).reshape(grid.shape[:2]) < 0.5, 0, 1)


# %% class_map | wrong | predict is not called once with all points: ask for the whole grid in one call.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    table = np.zeros((steps, steps), dtype=int)
    for r, x2 in enumerate(values):
        for c, x1 in enumerate(values):
            table[r, c] = predict(np.array([[x1, x2]]))[0, 0] >= 0.5
    return table


# %% mean_squared_error | equivalent | the square of an error does not know its sign
# Y - T -> T - Y


# %% activation_and_slope | equivalent | the larger of two does not depend on their order
# np.maximum(Z, 0) -> np.maximum(0, Z)


# %% activation_and_slope | wrong | The slope of tanh is made from Z itself; it is made from tanh(Z).
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - Z * Z
    if name == "relu":
        return Z * (Z > 0), 1.0 * (Z > 0)
    return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)


# %% activation_and_slope | wrong | The slope of the sigmoid is made from Z itself; it is made from sigmoid(Z).
def activation_and_slope(name, Z):
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    if name == "relu":
        return Z * (Z > 0), 1.0 * (Z > 0)
    return sigmoid(Z), Z * (1 - Z)


# %% count_parameters | equivalent | a product does not know the order of its factors
# zip(sizes[:-1], sizes[1:], strict=True) -> zip(sizes[1:], sizes[:-1], strict=True)


# %% count_parameters | wrong | Two matrices of weights are counted, however many layers there are.
def count_parameters(sizes, biases):
    inputs, hidden, outputs = (*sizes, 0)[:3]
    weights = inputs * hidden + hidden * outputs
    return weights + hidden + outputs if biases else weights


# %% gradients_of_layers | equivalent | the larger of two does not depend on their order
# np.maximum(values[-1] @ matrix, 0) -> np.maximum(0, values[-1] @ matrix)


# %% activation_and_slope | wrong | The slope of the sigmoid is taken of a value that has passed it already.
def activation_and_slope(name, Z):
    if name == "sigmoid":
        s = sigmoid(Z)
        return s, sigmoid(s) * (1 - sigmoid(s))
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    return np.maximum(Z, 0), np.where(Z > 0, 1.0, 0.0)


# %% trained_on_xor | wrong | The steps of V are twice as long as those of W; both have the same learning rate.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        grad_V = H.T @ E
        grad_W = X.T @ (E @ V.T * H * (1 - H))
        W, V = W - alpha * grad_W, V - 2 * alpha * grad_V
    return W, V


# %% activation_and_slope | wrong | The slope of tanh is taken of a value that has passed it already.
def activation_and_slope(name, Z):
    if name == "tanh":
        h = np.tanh(Z)
        return h, 1 - np.tanh(h) ** 2
    if name == "relu":
        return np.maximum(Z, 0), (Z > 0).astype(float)
    return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)


# %% trained_on_xor | wrong | The steps of W are twice as long as those of V; both have the same learning rate.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        W, V = W - 2 * alpha * X.T @ (E @ V.T * H * (1 - H)), V - alpha * H.T @ E
    return W, V


# %% mean_squared_error | right | a dot product of what is left when the table is flat
def mean_squared_error(Y, T):
    errors = (Y - T).ravel()
    return errors @ errors / len(Y) / 2


# %% mean_squared_error | right | np.var and the square of the mean
def mean_squared_error(Y, T):
    errors = Y - T
    return (np.var(errors) + np.mean(errors) ** 2) * errors.shape[1] / 2


# %% mean_squared_error | right | einsum
def mean_squared_error(Y, T):
    return 0.5 * np.einsum("nj,nj", Y - T, Y - T) / Y.shape[0]


# %% mean_squared_error | right | Python's sums
def mean_squared_error(Y, T):
    import math

    return math.fsum((y - t) ** 2 for row, targets in zip(Y.tolist(), T.tolist()) for y, t in zip(row, targets)) / (2 * len(Y))


# %% activation_and_slope | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def activation_and_slope(name, Z):
    values, slopes = np.zeros_like(Z), np.zeros_like(Z)
    for index in np.ndindex(Z.shape):
        z = Z[index]
        if name == "sigmoid":
            values[index], slopes[index] = sigmoid(z), sigmoid(z) * sigmoid(-z)
        elif name == "tanh":
            values[index], slopes[index] = np.tanh(z), 1 - np.tanh(z) ** 2
        else:
            values[index], slopes[index] = max(z, 0), z > 0
    return values, slopes


# %% activation_and_slope | right | cosh, and the sigmoid by tanh
def activation_and_slope(name, Z):
    if name == "relu":
        return Z * (Z > 0), np.heaviside(Z, 0)
    if name == "tanh":
        return np.tanh(Z), np.cosh(Z) ** -2.0
    return (1 + np.tanh(Z / 2)) / 2, 0.25 / np.cosh(Z / 2) ** 2


# %% activation_and_slope | right | a dictionary of functions, np.where
def activation_and_slope(name, Z):
    on = np.greater(Z, 0)
    s, t = 1 / (1 + np.exp(-Z)), np.tanh(Z)
    pairs = {"sigmoid": (s, s - s**2), "tanh": (t, (1 + t) * (1 - t)), "relu": (np.where(on, Z, 0), on)}
    return pairs[name]


# %% activation_and_slope | right | exponentials alone
def activation_and_slope(name, Z):
    e = np.exp(-np.abs(Z))
    if name == "sigmoid":
        return np.where(Z >= 0, 1, e) / (1 + e), e / (1 + e) ** 2
    if name == "tanh":
        return np.sign(Z) * -np.expm1(-2 * np.abs(Z)) / (1 + e * e), 4 * e * e / (1 + e * e) ** 2
    return (Z + np.abs(Z)) / 2, (np.sign(Z) == 1).astype(float)


# %% grad_V_of_batch | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def grad_V_of_batch(H, T, V):
    errors = np.zeros_like(T)
    for n in range(len(T)):
        errors[n] = H[n] @ V - T[n]
    return H.T @ errors / len(H)


# %% grad_V_of_batch | wrong | The result keeps the kind of V: an array of whole numbers cuts off every fraction.
def grad_V_of_batch(H, T, V):
    grad_V = np.zeros_like(V)
    for i in range(V.shape[0]):
        for j in range(V.shape[1]):
            grad_V[i, j] = np.mean(H[:, i] * (H @ V - T)[:, j])
    return grad_V


# %% grad_V_of_batch | right | einsum
def grad_V_of_batch(H, T, V):
    return np.einsum("ni,nj->ij", H, np.einsum("ni,ij->nj", H, V) - T) / len(T)


# %% grad_V_of_batch | right | multiplied out
def grad_V_of_batch(H, T, V):
    return (H.T @ H @ V - H.T @ T) / H.shape[0]


# %% grad_V_of_batch | right | a mean over a table of three dimensions
def grad_V_of_batch(H, T, V):
    errors = H @ V - T
    return np.mean(H[:, :, None] * errors[:, None, :], axis=0)


# %% grad_W_with_tanh | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def grad_W_with_tanh(X, T, W, V):
    H = np.tanh(X @ W)
    errors = np.zeros_like(T)
    for n in range(len(T)):
        errors[n] = H[n] @ V - T[n]
    return X.T @ (errors @ V.T * (1 - H**2)) / len(X)


# %% grad_W_with_tanh | right | cosh for the slope, three dimensions
def grad_W_with_tanh(X, T, W, V):
    Z = X @ W
    back = (np.tanh(Z) @ V - T) @ V.T / np.cosh(Z) ** 2
    return np.mean(X[:, :, None] * back[:, None, :], axis=0)


# %% grad_W_with_tanh | right | exponentials for tanh
def grad_W_with_tanh(X, T, W, V):
    E = np.exp(2 * np.dot(X, W))
    H = (E - 1) / (E + 1)
    back = np.dot(np.dot(H, V) - T, np.transpose(V)) * 4 * E / (E + 1) ** 2
    return np.dot(np.transpose(X), back) / X.shape[0]


# %% count_parameters | wrong | A layer is looked up by its size, which finds the first of several that are alike: go by the place.
def count_parameters(sizes, biases):
    total = 0
    for size in sizes[:-1]:
        after = sizes[sizes.index(size) + 1]
        total += size * after + (after if biases else 0)
    return total


# %% count_parameters | right | one more input for each layer
def count_parameters(sizes, biases):
    return sum((a + bool(biases)) * b for a, b in zip(sizes, sizes[1:]))


# %% count_parameters | right | a dot product of neighbours
def count_parameters(sizes, biases):
    return np.dot(sizes[1:], np.add(sizes[:-1], int(biases)))


# %% count_parameters | right | calls itself for the rest
def count_parameters(sizes, biases):
    if len(sizes) == 1:
        return 0
    return sizes[0] * sizes[1] + (sizes[1] if biases else 0) + count_parameters(sizes[1:], biases)


# %% gradients_of_layers | wrong | changes its argument number 3 in place; work on a copy of it
def gradients_of_layers(X, T, weights):
    values = [X]
    for matrix in weights[:-1]:
        values.append(np.maximum(values[-1] @ matrix, 0))
    back = (values[-1] @ weights[-1] - T) / len(X)
    gradients = []
    weights.reverse()
    for matrix in weights:
        value = values.pop()
        gradients.append(value.T @ back)
        back = back @ matrix.T * (value > 0)
    return gradients[::-1]


# %% gradients_of_layers | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def gradients_of_layers(X, T, weights):
    values = [X]
    for matrix in weights[:-1]:
        values.append(np.maximum(values[-1] @ matrix, 0))
    back = np.zeros_like(T)
    back[:] = values[-1] @ weights[-1] - T
    gradients = []
    for matrix, value in zip(weights[::-1], values[::-1]):
        gradients.append(value.T @ back / len(X))
        back = back @ matrix.T * (value > 0)
    return gradients[::-1]


# %% gradients_of_layers | right | with a stack of masks, the mean in the end
def gradients_of_layers(X, T, weights):
    A, stack = X, []
    for k, M in enumerate(weights):
        Z = np.dot(A, M)
        stack.append((A, M, Z > 0 if k + 1 < len(weights) else np.ones(Z.shape)))
        A = np.where(stack[-1][2], Z, 0)
    back, result = A - T, []
    while stack:
        A, M, on = stack.pop()
        back = back * on
        result.insert(0, A.T @ back / len(X))
        back = back @ M.T
    return result


# %% gradients_of_layers | right | einsum, a tuple of gradients
def gradients_of_layers(X, T, weights):
    inputs = [X]
    for M in weights:
        inputs.append(np.einsum("ni,ij->nj", np.maximum(inputs[-1], 0) if len(inputs) > 1 else X, M))
    delta, grads = (inputs[-1] - T) / len(T), []
    for k in reversed(range(len(weights))):
        went_in = np.clip(inputs[k], 0, None) if k else X
        grads.append(np.einsum("ni,nj->ij", went_in, delta))
        delta = np.einsum("nj,ij->ni", delta, weights[k]) * np.heaviside(inputs[k], 0)
    return tuple(reversed(grads))


# %% gradients_of_layers | right | one matrix at a time, by what lies before and behind
def gradients_of_layers(X, T, weights):
    def go(A, k):
        if k == len(weights):
            return (A - T) / len(X), []
        Z = A @ weights[k]
        last = k == len(weights) - 1
        back, later = go(Z if last else Z * (Z > 0), k + 1)
        back = back if last else back * (Z > 0)
        return back @ weights[k].T, [A.T @ back, *later]

    return go(X, 0)[1]


# %% trained_on_xor | wrong | It stops as soon as the loss is small; the number of updates is given.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = (H @ V - T) / len(X)
        if np.sum((H @ V - T) ** 2) / (2 * len(X)) < 1e-6:
            break
        W, V = W - alpha * X.T @ (E @ V.T * H * (1 - H)), V - alpha * H.T @ E
    return W, V


# %% trained_on_xor | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = sigmoid(X @ W)
        E = np.zeros_like(T)
        E[:] = H @ V - T
        W, V = W - alpha / len(X) * X.T @ (E @ V.T * H * (1 - H)), V - alpha / len(X) * H.T @ E
    return W, V


# %% trained_on_xor | right | einsum and tanh for the sigmoid
def trained_on_xor(X, T, W, V, alpha, epochs):
    for _ in range(epochs):
        H = 0.5 + 0.5 * np.tanh(0.5 * np.einsum("ni,ih->nh", X, W))
        E = np.einsum("nh,ho->no", H, V) - T
        B = np.einsum("no,ho,nh->nh", E, V, H - H * H)
        W, V = W - alpha * np.einsum("ni,nh->ih", X, B) / len(X), V - alpha * np.einsum("nh,no->ho", H, E) / len(X)
    return W, V


# %% trained_on_xor | right | calls itself once an epoch, on copies
def trained_on_xor(X, T, W, V, alpha, epochs):
    W, V, rate = np.array(W, dtype=float), np.array(V, dtype=float), alpha / len(X)
    while epochs > 0:
        H = 1 / (1 + np.exp(-(X @ W)))
        errors = H @ V - T
        step_V = rate * H.T @ errors
        W -= rate * X.T @ (errors @ V.T * (H - H**2))
        V -= step_V
        epochs -= 1
    return [W, V]


# %% class_map | wrong | np.arange counts on by a width that is rounded, and can end with a point too many: np.linspace knows the number.
def class_map(predict, low, high, steps):
    width = (high - low) / (steps - 1) if steps > 1 else 1.0
    values = np.arange(low, high + width, width)
    x1, x2 = np.meshgrid(values, values)
    return (predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(len(values), -1) >= 0.5).astype(int)


# %% class_map | wrong | An output that is nearly 0.5 counts as 0.5; at least 0.5 is asked for.
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    x1, x2 = np.meshgrid(values, values)
    outputs = predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(steps, steps)
    return ((outputs > 0.5) | np.isclose(outputs, 0.5, rtol=1e-3)).astype(int)


# %% class_map | right | itertools.product, True and False as whole numbers
def class_map(predict, low, high, steps):
    import itertools

    values = [low + (high - low) * k / max(steps - 1, 1) for k in range(steps)]
    points = np.array([(x1, x2) for x2, x1 in itertools.product(values, values)])
    return np.where(np.ravel(predict(points)) < 0.5, 0, 1).reshape(steps, steps)


# %% class_map | right | np.repeat and np.tile, turned in the end
def class_map(predict, low, high, steps):
    values = np.linspace(low, high, steps)
    points = np.stack([np.repeat(values, steps), np.tile(values, steps)], axis=1)
    return np.array(predict(points) >= 0.5, dtype=np.int64).reshape(steps, steps).T


# %% class_map | right | np.mgrid, a list of lists
def class_map(predict, low, high, steps):
    row, column = np.mgrid[:steps, :steps]
    values = np.linspace(low, high, steps)
    outputs = predict(np.dstack([values[column], values[row]]).reshape(-1, 2))
    return [[int(outputs[r * steps + c, 0] >= 0.5) for c in range(steps)] for r in range(steps)]


# %% grad_W_with_tanh | right | instance by instance, a running total
def grad_W_with_tanh(X, T, W, V):
    import math

    grad = np.zeros(W.shape)
    for x, t in zip(X, T):
        h = [math.tanh(z) for z in x @ W]
        errors = [sum(a * v for a, v in zip(h, V[:, j])) - t[j] for j in range(len(t))]
        for k, a in enumerate(h):
            grad[:, k] += x * (1 - a * a) * sum(V[k, j] * e for j, e in enumerate(errors)) / len(X)
    return grad


# %% trained_on_xor | right | both gradients in one function of its own
def trained_on_xor(X, T, W, V, alpha, epochs):
    def gradients(W, V):
        H = 1 / (1 + np.exp(-X @ W))
        errors = (H @ V - T) / T.shape[0]
        return X.T @ (H * (1 - H) * np.inner(errors, V)), H.T @ errors

    for _ in range(epochs):
        W, V = (weights - alpha * gradient for weights, gradient in zip((W, V), gradients(W, V)))
    return W, V


# %% grad_W_with_tanh | right | instance by instance, a running total
def grad_W_with_tanh(X, T, W, V):
    import math

    grad = np.zeros(W.shape)
    for x, t in zip(X, T):
        h = [math.tanh(z) for z in x @ W]
        errors = [sum(a * v for a, v in zip(h, V[:, j])) - t[j] for j in range(len(t))]
        for k, a in enumerate(h):
            grad[:, k] += x * (1 - a * a) * sum(V[k, j] * e for j, e in enumerate(errors)) / len(X)
    return grad


# %% trained_on_xor | right | both gradients in one function of its own
def trained_on_xor(X, T, W, V, alpha, epochs):
    def gradients(W, V):
        H = 1 / (1 + np.exp(-X @ W))
        errors = (H @ V - T) / T.shape[0]
        return X.T @ (H * (1 - H) * np.inner(errors, V)), H.T @ errors

    for _ in range(epochs):
        W, V = (weights - alpha * gradient for weights, gradient in zip((W, V), gradients(W, V)))
    return W, V

# Answers to assignment 5 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% mean_batch_gradients | wrong | the mean is taken over all entries of the table ~ entr|outputs|mean|N
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) / T.size * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% trained_until | wrong | updates once more than it should, because the loss is looked at after the update ~ once|after|before|late|one more|check|first
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


# %% grad_of_factor | wrong | the gradient of P in place of that of Q ~ P\b|other|people|swapp
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S) @ Q


# %% back_through_normalisation | wrong | divides by the variance, not by its root ~ root|variance|squar|standard deviation|spread
def back_through_normalisation(grad_Z_hat, Z, eps):
    mu = Z.mean(axis=0)
    s2 = Z.var(axis=0) + eps
    Zh = (Z - mu) / np.sqrt(s2)
    g = grad_Z_hat
    return (g - g.mean(axis=0) - Zh * (g * Zh).mean(axis=0)) / s2


# %% shapes | wrong | biases are kept as rows ~ bias|\bb\b|\(units,\)|row
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


# %% grad_of_one_instance | wrong | the sum instead of the product of each pair ~ sum|add|product|multipl
def grad_of_one_instance(h, grad_y_in):
    return np.add.outer(h, grad_y_in)


# %% mean_batch_gradients | wrong | the hidden slope is taken of the sums, not the values ~ hidden|slope|sigmoid|H_in|before|sum
def mean_batch_gradients(X, T, W, V):
    H_in = X @ W
    H = sigmoid(H_in)
    Y = sigmoid(H @ V)
    D = 2 / len(X) * (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H_in * (1 - H_in)), H.T @ D


# %% trained_until | wrong | stops only when the loss is below the goal ~ exactly|at most|below|equal|goal|strict
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    for n in range(limit):
        loss, g = step_of(W)
        if loss < goal:
            return W, n
        W = W - alpha * g
    return W, limit


# %% shapes | wrong | the gradient of V has one table for each instance ~ grad_V|instance
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


# %% shapes | wrong | weights are stored from right to left ~ W|turned|row|order|transpos|swapp|from
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


# %% gradients_with_biases | wrong | the forward pass leaves the output biases out ~ \bc\b|bias|forward
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% gradients_with_biases | wrong | grad_b is the sum of what comes back before the hidden slope ~ slope|grad_b|hidden|sigmoid
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    back = D @ V.T
    return X.T @ (back * H * (1 - H)), back.sum(axis=0), H.T @ D, D.sum(axis=0)


# %% back_through | wrong | M is used without its transpose ~ transpos|other way|wrong way|row|column
def back_through(grad_B, M):
    return grad_B @ M


# %% gradients_with_biases | wrong | mean over the instances for the biases only ~ mean|divid|average|grad_b|bias
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.mean(0), H.T @ D, D.mean(0)


# %% updated | wrong | the step is a share of the parameter ~ multipl|share|parameter|times
def updated(parameters, gradients, alpha):
    return {k: v * (1 - alpha * gradients[k]) for k, v in parameters.items()}


# %% back_through_normalisation | wrong | eps is left out ~ eps
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = Z.std(axis=0)
    Zh = (Z - Z.mean(axis=0)) / s
    g = grad_Z_hat
    return (g - g.mean(axis=0) - Zh * (g * Zh).mean(axis=0)) / s


# %% shapes | wrong | H and Y are per unit, not per instance ~ H\b|Y\b|instance|row
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


# %% grad_of_one_instance | wrong | the table is normalised by the number of hidden units ~ divid|number|mean
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h, grad_y_in) / len(h)


# %% back_through | wrong | only the largest path counts ~ largest|max|path|add
def back_through(grad_B, M):
    return (grad_B[:, None, :] * M[None]).max(axis=2)


# %% mean_batch_gradients | wrong | V goes back without its last output ~ last|output|path
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / len(X)
    back = np.zeros_like(H)
    for j in range(V.shape[1] - 1):
        back += np.outer(D[:, j], V[:, j])
    return X.T @ (back * H * (1 - H)), H.T @ D


# %% gradients_with_biases | wrong | the bias gradients are those of the mean loss, the weights those of the sum, and the hidden sum lacks b ~ bias|b\b|mean
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = D @ V.T * H * (1 - H)
    return X.T @ E, E.sum(0) / len(X), H.T @ D, D.sum(0) / len(X)


# %% updated | wrong | alpha goes with the parameter's size: relative steps ~ multipl|parameter|size|times|share
def updated(parameters, gradients, alpha):
    return {n: p - alpha * gradients[n] * np.abs(p) for n, p in parameters.items()}


# %% trained_until | wrong | the loss is compared with the goal by its size, and the limit counts the looks, not the updates ~ limit|one|few|update|missing|early
def trained_until(W, step_of, alpha, goal, limit):
    W = W.copy()
    for n in range(limit):
        loss, g = step_of(W)
        if loss <= goal or n == limit - 1:
            return W, n
        W = W - alpha * g


# %% grad_of_factor | wrong | everything is halved ~ factor 2|half
def grad_of_factor(P, Q, S):
    E = Q @ P.T - S.T
    return 2 * E @ P / 2


# %% back_through_normalisation | wrong | the mean path lacks its minus ~ mean|sign|minus|plus
def back_through_normalisation(grad_Z_hat, Z, eps):
    m, v = Z.mean(0), Z.var(0) + eps
    hat = (Z - m) / v**0.5
    return (grad_Z_hat + grad_Z_hat.mean(0) - hat * (grad_Z_hat * hat).mean(0)) / v**0.5


# %% shapes | wrong | Y is flat ~ Y\b
def shapes(N, inputs, hidden, outputs):
    s = {"X": (N, inputs), "W": (inputs, hidden), "b": (hidden,), "H": (N, hidden), "V": (hidden, outputs), "c": (outputs,)}
    s["Y"] = (N,)
    s["grad_V"] = s["V"]
    return s


# %% grad_of_one_instance | wrong | only as many rows as outputs: the transpose ~ turned|transpos|row|side
def grad_of_one_instance(h, grad_y_in):
    return grad_y_in.reshape(-1, 1) * h


# %% back_through | wrong | the weights are squared on the way ~ squar
def back_through(grad_B, M):
    return grad_B @ (M**2).T


# %% mean_batch_gradients | wrong | the mean for grad_V only ~ grad_W|mean
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)), H.T @ D / len(X)


# %% gradients_with_biases | wrong | grad_c is the sum of the errors without the slope ~ slope|grad_c
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = (D @ V.T) * H * (1 - H)
    return X.T @ E, E.sum(axis=0), H.T @ D, (2 * (Y - T)).sum(axis=0)


# %% updated | wrong | the rate is squared ~ alpha|rate|squar
def updated(parameters, gradients, alpha):
    return {k: parameters[k] - alpha**2 * gradients[k] for k in parameters}


# %% trained_until | wrong | returns the weights of the lowest loss seen before the last update ~ before|last|one|too early|late
def trained_until(W, step_of, alpha, goal, limit):
    previous, n = W, 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        previous, W = W, W - alpha * g
        loss, g = step_of(W)
        n += 1
    return previous, n


# %% grad_of_factor | wrong | the errors count with their sizes ~ sign|abs|size
def grad_of_factor(P, Q, S):
    return 2 * np.abs(P @ Q.T - S).T @ P


# %% back_through_normalisation | wrong | the variance is that of the sample (N - 1), everything else right ~ N - 1|ddof|sample
def back_through_normalisation(grad_Z_hat, Z, eps):
    n = len(Z)
    s = np.sqrt(((Z - Z.mean(0)) ** 2).sum(0) / (n - 1) + eps)
    hat = (Z - Z.mean(0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(0) - hat * (grad_Z_hat * hat).mean(0)) / s

# Answers to assignment 5 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% shapes | wrong | X is turned: an instance is a row, an input a column.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (inputs, N),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | W is turned: it goes from the inputs (rows) to the hidden units (columns).
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (hidden, inputs),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | V is turned: it goes from the hidden units (rows) to the outputs (columns).
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (outputs, hidden),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
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


# %% shapes | wrong | grad_V is turned: it has the shape of V.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (outputs, hidden),
    }


# %% shapes | wrong | grad_V has a row for each instance; the instances are added up in it.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (N, outputs),
    }


# %% shapes | wrong | b belongs to the inputs; each hidden unit has a bias.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (inputs,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | The biases have a row for each instance; all instances share them.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (N, hidden),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (N, outputs),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | H has one row; it has a row for each instance.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (1, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | The biases of the two layers are swapped.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (outputs,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (hidden,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | Instances stand in columns here; each of them is a row of X, H and Y.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (inputs, N),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (hidden, N),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (outputs, N),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | The biases belong to the units that send; each unit that receives has one.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (inputs,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (hidden,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | The shape of a bias is a number here; it is a tuple with a comma, (units,).
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | All tables are turned: instances are rows, and weights go from rows to columns.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (inputs, N),
        "W": (hidden, inputs),
        "b": (hidden,),
        "H": (hidden, N),
        "V": (outputs, hidden),
        "c": (outputs,),
        "Y": (outputs, N),
        "grad_V": (outputs, hidden),
    }


# %% shapes | wrong | W and V are turned: they go from rows to columns. grad_V has the shape of V.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (hidden, inputs),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (outputs, hidden),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | b alone is not right: its shape is (hidden,), a bias for each hidden unit.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (1, hidden),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | H alone is not right: it has a row for each instance, a column for each hidden unit.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (hidden, outputs),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | V is not right: it has a row for each hidden unit, a column for each output.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (inputs, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (inputs, outputs),
    }


# %% shapes | wrong | grad_V alone is not right: a gradient has the shape of what it belongs to.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (inputs, hidden),
    }


# %% shapes | wrong | W alone is not right: it has a row for each input, a column for each hidden unit.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (hidden, outputs),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (N, outputs),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | Y alone is not right: it has a row for each instance, a column for each output.
def shapes(N, inputs, hidden, outputs):
    return {
        "X": (N, inputs),
        "W": (inputs, hidden),
        "b": (hidden,),
        "H": (N, hidden),
        "V": (hidden, outputs),
        "c": (outputs,),
        "Y": (outputs, N),
        "grad_V": (hidden, outputs),
    }


# %% shapes | wrong | c alone is not right: its shape is (outputs,), a bias for each output.
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


# %% shapes | right | asks NumPy
def shapes(N, inputs, hidden, outputs):
    X, W, V = np.zeros((N, inputs)), np.zeros((inputs, hidden)), np.zeros((hidden, outputs))
    H = X @ W
    Y = H @ V
    arrays = {
        "X": X,
        "W": W,
        "b": H[0] if N else np.zeros(hidden),
        "H": H,
        "V": V,
        "c": np.zeros(outputs),
        "Y": Y,
        "grad_V": H.T @ Y,
    }
    return {name: array.shape for name, array in arrays.items()}


# %% shapes | right | layer by layer
def shapes(N, inputs, hidden, outputs):
    result = {}
    result["X"], result["H"], result["Y"] = (N, inputs), (N, hidden), (N, outputs)
    result["W"], result["V"] = (inputs, hidden), (hidden, outputs)
    result["grad_V"] = result["V"]
    result["b"], result["c"] = result["W"][1:], result["V"][1:]
    return result


# %% grad_of_one_instance | wrong | The table is turned: hidden units are rows, outputs are columns.
def grad_of_one_instance(h, grad_y_in):
    return np.outer(grad_y_in, h)


# %% grad_of_one_instance | wrong | This is a single number, the inner product.
def grad_of_one_instance(h, grad_y_in):
    n = min(len(h), len(grad_y_in))
    return sum(h[:n] * grad_y_in[:n])


# %% grad_of_one_instance | wrong | The hidden values alone fill the table; the output gradients are missing.
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h, np.ones(len(grad_y_in)))


# %% grad_of_one_instance | wrong | The output gradients alone fill the table; the hidden values are missing.
def grad_of_one_instance(h, grad_y_in):
    return np.tile(grad_y_in, (len(h), 1))


# %% grad_of_one_instance | wrong | The two are added where they multiply.
def grad_of_one_instance(h, grad_y_in):
    return h[:, None] + grad_y_in


# %% grad_of_one_instance | wrong | The slope h(1 - h) is in it; on the way to V no hidden sigmoid is passed.
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h * (1 - h), grad_y_in)


# %% grad_of_one_instance | wrong | The sign is turned round.
def grad_of_one_instance(h, grad_y_in):
    return np.outer(h, -grad_y_in)


# %% grad_of_one_instance | wrong | There is a factor 2 in it; it is in the output gradients already.
def grad_of_one_instance(h, grad_y_in):
    return 2 * np.outer(h, grad_y_in)


# %% grad_of_one_instance | wrong | Only places that go together are multiplied; every hidden value meets every output gradient.
def grad_of_one_instance(h, grad_y_in):
    result = np.zeros((len(h), len(grad_y_in)))
    for i in range(min(len(h), len(grad_y_in))):
        result[i, i] = h[i] * grad_y_in[i]
    return result


# %% grad_of_one_instance | wrong | The last row and the last column stay 0: a range ends before its last number.
def grad_of_one_instance(h, grad_y_in):
    result = np.zeros((len(h), len(grad_y_in)))
    for i in range(len(h) - 1):
        for j in range(len(grad_y_in) - 1):
            result[i, j] = h[i] * grad_y_in[j]
    return result


# %% grad_of_one_instance | right | a column times a row
def grad_of_one_instance(h, grad_y_in):
    return h.reshape(-1, 1) @ grad_y_in.reshape(1, -1)


# %% grad_of_one_instance | right | two loops
def grad_of_one_instance(h, grad_y_in):
    return np.array([[value * gradient for gradient in grad_y_in] for value in h])


# %% back_through | wrong | M is used as on the way forward; the way back needs its transpose.
def back_through(grad_B, M):
    return grad_B @ M


# %% back_through | wrong | The result is turned: instances are rows.
def back_through(grad_B, M):
    return M @ grad_B.T


# %% back_through | wrong | The rows of the batch are added up; each instance keeps its own.
def back_through(grad_B, M):
    return np.sum(grad_B @ M.T, axis=0)


# %% back_through | wrong | Only the first outgoing path is there; the paths add up.
def back_through(grad_B, M):
    return grad_B[:, :1] * M[:, 0]


# %% back_through | wrong | The sign is turned round.
def back_through(grad_B, M):
    return -(grad_B @ M.T)


# %% back_through | wrong | The sizes of the weights count here, not their signs.
def back_through(grad_B, M):
    return grad_B @ np.abs(M).T


# %% back_through | wrong | The weights are missing: the gradients are only added up.
def back_through(grad_B, M):
    return grad_B.sum(axis=1)[:, None] * np.ones(len(M))


# %% back_through | wrong | The mean over the outgoing paths is taken; they add up.
def back_through(grad_B, M):
    return grad_B @ M.T / len(M[0])


# %% back_through | wrong | This divides by M, by its inverse; the way back multiplies with its transpose.
def back_through(grad_B, M):
    return grad_B @ np.linalg.pinv(M)


# %% back_through | wrong | The last outgoing path is left out: a range ends before its last number.
def back_through(grad_B, M):
    return grad_B[:, :-1] @ M[:, :-1].T


# %% back_through | right | every entry in loops
def back_through(grad_B, M):
    grad_A = np.zeros((len(grad_B), len(M)))
    for n in range(len(grad_B)):
        for i in range(len(M)):
            for j in range(M.shape[1]):
                grad_A[n, i] += grad_B[n, j] * M[i, j]
    return grad_A


# %% back_through | right | the transpose of a product
def back_through(grad_B, M):
    return (M @ grad_B.T).T


# %% mean_batch_gradients | wrong | The mean is missing: this is the gradient of the sum.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | The factor 2 from the square is missing.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = (Y - T) * Y * (1 - Y) / len(X)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | The slope of the output sigmoid is missing.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | The slope of the hidden sigmoid is missing on the way to grad_W.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T) * Y * (1 - Y)
    B = E @ V.T
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | The sign is turned round: the error is y - t.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (T - Y) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | It is divided by the number of entries; the mean is over the instances.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / T.size * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | Only the last instance is in it: = where += belongs.
def mean_batch_gradients(X, T, W, V):
    N = len(X)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        e = 2 / N * (y - t) * y * (1 - y)
        grad_V = np.outer(h, e)
        grad_W = np.outer(x, (V @ e) * h * (1 - h))
    return grad_W, grad_V


# %% mean_batch_gradients | wrong | The two arrays are in the wrong order: grad_W comes first.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return H.T @ E, X.T @ B


# %% mean_batch_gradients | wrong | grad_V is right; grad_W takes only the path through the first output.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T) * Y * (1 - Y)
    B = E[:, :1] @ V[:, :1].T * H * (1 - H)
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | wrong | The slope of the hidden sigmoid uses its value twice: h times h.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * H
    return X.T @ B, H.T @ E


# %% mean_batch_gradients | right | instance by instance, then the mean
def mean_batch_gradients(X, T, W, V):
    grad_W, grad_V = np.zeros(W.shape), np.zeros(V.shape)
    for x, t in zip(X, T):
        h = sigmoid(x @ W)
        y = sigmoid(h @ V)
        e = 2 * (y - t) * y * (1 - y)
        grad_V += np.outer(h, e)
        grad_W += np.outer(x, (V @ e) * h * (1 - h))
    return grad_W / len(X), grad_V / len(X)


# %% mean_batch_gradients | right | einsum, with both forms of the slope
def mean_batch_gradients(X, T, W, V):
    H_in = X @ W
    Y_in = sigmoid(H_in) @ V
    E = 2 * (sigmoid(Y_in) - T) * sigmoid(Y_in) * sigmoid(-Y_in)
    B = np.einsum("nj,ij->ni", E, V) * sigmoid(H_in) * sigmoid(-H_in)
    return np.einsum("ni,nj->ij", X, B) / len(X), np.einsum("ni,nj->ij", sigmoid(H_in), E) / len(X)


# %% mean_batch_gradients | wrong | The slope of the hidden sigmoid is in it twice.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y)) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (H * H * (1 - H) * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y)) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (1 - H * H)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The slope of the hidden sigmoid is taken of a value that has passed it already.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y)) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (sigmoid(H) * sigmoid(-H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The slope of the output sigmoid is in it twice.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y**2 * (1 - Y) ** 2) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The outputs are passed back through the slope of tanh; they have a sigmoid.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * ((1 - Y) * (1 + Y)) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | It is divided by the number of hidden units; the mean is over the instances.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y)) / H.shape[1]
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | It is divided by the number of outputs; the mean is over the instances.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y)) / Y.shape[1]
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The sign is turned round: the error is y - t. && The slope of the hidden sigmoid is missing on the way to grad_W.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = -2 * (Y - T) * (Y * (1 - Y)) / len(X)
    grad_H_in = (grad_Y_in @ V.T) * (1)
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% mean_batch_gradients | wrong | The mean is missing: this is the gradient of the sum. && The slope of the output sigmoid is missing.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    grad_Y_in = 2 * (Y - T) * (1) / 1
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, H.T @ grad_Y_in


# %% gradients_with_biases | wrong | The bias gradients are means over the instances; they are sums.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.mean(axis=0), H.T @ E, E.mean(axis=0)


# %% gradients_with_biases | wrong | The bias gradients have a row for each instance; all instances share a bias.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B, H.T @ E, E


# %% gradients_with_biases | wrong | The bias gradients are added up along the wrong axis.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=1), H.T @ E, E.sum(axis=1)


# %% gradients_with_biases | wrong | The bias gradients have one row too many: their shape is (units,).
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, np.ones((1, len(X))) @ B, H.T @ E, np.ones((1, len(X))) @ E


# %% gradients_with_biases | wrong | The bias gradients are those of the last instance alone.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B[-1], H.T @ E, E[-1]


# %% gradients_with_biases | wrong | b is left out of the forward pass.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | c is left out of the forward pass.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | Both biases are left out of the forward pass.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | The four come in another order: W, b, V, c.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, H.T @ E, B.sum(axis=0), E.sum(axis=0)


# %% gradients_with_biases | wrong | The factor 2 from the square is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = (Y - T) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | The slope of the hidden sigmoid is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T) * Y * (1 - Y)
    B = E @ V.T
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | The slope of the output sigmoid is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (Y - T)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | The sign is turned round: the error is y - t.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = 2 * (T - Y) * Y * (1 - Y)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | right | the bias as the weight of an input that is always 1
def gradients_with_biases(X, T, W, b, V, c):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    H = sigmoid(X1 @ np.vstack([W, b]))
    H1 = np.hstack([H, ones])
    Y = sigmoid(H1 @ np.vstack([V, c]))
    E = 2 * (Y - T) * Y * (1 - Y)
    grad_Vc = H1.T @ E
    grad_Wb = X1.T @ (E @ V.T * H * (1 - H))
    return grad_Wb[:-1], grad_Wb[-1], grad_Vc[:-1], grad_Vc[-1]


# %% gradients_with_biases | right | instance by instance
def gradients_with_biases(X, T, W, b, V, c):
    grads = [np.zeros(p.shape) for p in (W, b, V, c)]
    for x, t in zip(X, T):
        h = sigmoid(x @ W + b)
        y = sigmoid(h @ V + c)
        e = 2 * (y - t) * y * (1 - y)
        back = (V @ e) * h * (1 - h)
        for grad, share in zip(grads, (np.outer(x, back), back, np.outer(h, e), e)):
            grad += share
    return grads


# %% gradients_with_biases | wrong | The slope of the hidden sigmoid is in it twice.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * H * (1 - H) * (1 - H))
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% gradients_with_biases | wrong | The hidden layer is passed back through the slope of tanh; it has a sigmoid.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (1 - H * H)
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% gradients_with_biases | wrong | The slope of the hidden sigmoid is taken of a value that has passed it already.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (sigmoid(H) * sigmoid(-H))
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% gradients_with_biases | wrong | The slope of the output sigmoid is in it twice.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * (Y**2 * (1 - Y) ** 2)
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% gradients_with_biases | wrong | The outputs are passed back through the slope of tanh; they have a sigmoid.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = 2 * (Y - T) * ((1 - Y) * (1 + Y))
    grad_H_in = (grad_Y_in @ V.T) * (H * (1 - H))
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% gradients_with_biases | wrong | The factor 2 from the square is missing. && The slope of the hidden sigmoid is missing.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    grad_Y_in = (Y - T) * (Y * (1 - Y))
    grad_H_in = (grad_Y_in @ V.T) * (1)
    return X.T @ grad_H_in, grad_H_in.sum(axis=0), H.T @ grad_Y_in, grad_Y_in.sum(axis=0)


# %% updated | wrong | The step goes uphill: subtract the gradient.
def updated(parameters, gradients, alpha):
    return {name: parameters[name] + alpha * gradients[name] for name in parameters}


# %% updated | wrong | The learning rate is missing.
def updated(parameters, gradients, alpha):
    return {name: parameters[name] - gradients[name] for name in parameters}


# %% updated | wrong | These are the steps; the new parameters are asked for.
def updated(parameters, gradients, alpha):
    return {name: -alpha * gradients[name] for name in parameters}


# %% updated | wrong | Only the first parameter has moved.
def updated(parameters, gradients, alpha):
    result = dict(parameters)
    for name in parameters:
        result[name] = parameters[name] - alpha * gradients[name]
        break
    return result


# %% updated | wrong | The learning rate scales the parameters, too.
def updated(parameters, gradients, alpha):
    return {name: alpha * (parameters[name] - gradients[name]) for name in parameters}


# %% updated | wrong | Nothing has moved.
def updated(parameters, gradients, alpha):
    for name, value in parameters.items():
        value = value - alpha * gradients[name]
    return parameters


# %% updated | wrong | The gradient is subtracted from the parameter the wrong way round.
def updated(parameters, gradients, alpha):
    return {name: alpha * gradients[name] - parameters[name] for name in parameters}


# %% updated | wrong | The step is divided by the learning rate; it is multiplied by it.
def updated(parameters, gradients, alpha):
    return {name: parameters[name] - gradients[name] / alpha for name in parameters}


# %% updated | wrong | changes its argument number 1 in place; work on a copy of it
def updated(parameters, gradients, alpha):
    for name in parameters:
        parameters[name] -= alpha * gradients[name]
    return parameters


# %% updated | right | copies, then in place
def updated(parameters, gradients, alpha):
    result = {}
    for name, value in parameters.items():
        result[name] = value.copy()
        result[name] -= alpha * gradients[name]
    return result


# %% updated | right | dict() and zip()
def updated(parameters, gradients, alpha):
    names = list(parameters)
    return dict(zip(names, [np.subtract(parameters[n], np.multiply(alpha, gradients[n])) for n in names]))


# %% trained_until | wrong | One update too many: the weights were good enough before it.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(1, limit + 1):
        loss, grad_W = step_of(W)
        W = W - alpha * grad_W
        if loss <= goal:
            return W, updates
    loss, grad_W = step_of(W)
    return W - alpha * grad_W, limit + 1


# %% trained_until | wrong | It stops only below the goal; at most the goal is good enough.
def trained_until(W, step_of, alpha, goal, limit):
    updates = 0
    while updates < limit and not step_of(W)[0] < goal:
        W = W - alpha * step_of(W)[1]
        updates += 1
    return W, updates


# %% trained_until | wrong | It always goes on to the limit; it should stop at the first weights that are good enough.
def trained_until(W, step_of, alpha, goal, limit):
    for _ in range(limit):
        loss, grad_W = step_of(W)
        W = W - alpha * grad_W
    return W, limit


# %% trained_until | wrong | The steps go uphill: subtract the gradient.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(limit):
        loss, grad_W = step_of(W)
        if loss <= goal:
            return W, updates
        W = W + alpha * grad_W
    return W, limit


# %% trained_until | wrong | The gradient is computed once; it changes with the weights.
def trained_until(W, step_of, alpha, goal, limit):
    grad_W = step_of(W)[1]
    for updates in range(limit):
        if step_of(W)[0] <= goal:
            return W, updates
        W = W - alpha * grad_W
    return W, limit


# %% trained_until | wrong | The updates are not counted from 0.
def trained_until(W, step_of, alpha, goal, limit):
    updates = 1
    while updates <= limit and step_of(W)[0] > goal:
        W = W - alpha * step_of(W)[1]
        updates += 1
    return W, updates


# %% trained_until | wrong | The learning rate is missing from the updates.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(limit):
        loss, grad_W = step_of(W)
        if loss <= goal:
            return W, updates
        W = W - grad_W
    return W, limit


# %% trained_until | wrong | The number of updates comes second, after the weights.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(limit):
        loss, grad_W = step_of(W)
        if loss <= goal:
            return updates, W
        W = W - alpha * grad_W
    return limit, W


# %% trained_until | wrong | The loss comes back in place of the number of updates.
def trained_until(W, step_of, alpha, goal, limit):
    for _ in range(limit):
        loss, grad_W = step_of(W)
        if loss <= goal:
            return W, loss
        W = W - alpha * grad_W
    return W, step_of(W)[0]


# %% trained_until | wrong | The limit is not kept.
def trained_until(W, step_of, alpha, goal, limit):
    updates = 0
    while updates < 100 and step_of(W)[0] > goal:
        W = W - alpha * step_of(W)[1]
        updates += 1
    return W, updates


# %% trained_until | wrong | Weights that are good enough from the start are updated once; they should stay as they are.
def trained_until(W, step_of, alpha, goal, limit):
    updates = 0
    while updates < limit:
        W = W - alpha * step_of(W)[1]
        updates += 1
        if step_of(W)[0] <= goal:
            break
    return W, updates


# %% trained_until | wrong | changes its argument number 1 in place; work on a copy of it
def trained_until(W, step_of, alpha, goal, limit):
    updates = 0
    while updates < limit and step_of(W)[0] > goal:
        W -= alpha * step_of(W)[1]
        updates += 1
    return W, updates


# %% trained_until | right | a while loop on a copy
def trained_until(W, step_of, alpha, goal, limit):
    W, updates = W.copy(), 0
    loss, grad_W = step_of(W)
    while loss > goal and updates < limit:
        W -= alpha * grad_W
        loss, grad_W = step_of(W.copy())
        updates += 1
    return W, updates


# %% trained_until | right | calls itself with a smaller limit
def trained_until(W, step_of, alpha, goal, limit):
    loss, grad_W = step_of(W)
    if loss <= goal or limit == 0:
        return W, 0
    W, updates = trained_until(W - alpha * grad_W, step_of, alpha, goal, limit - 1)
    return W, updates + 1


# %% grad_of_factor | wrong | The factor 2 from the square is missing.
def grad_of_factor(P, Q, S):
    return (P @ Q.T - S).T @ P


# %% grad_of_factor | wrong | The sign is turned round: the error is prediction minus mark.
def grad_of_factor(P, Q, S):
    return 2 * (S - P @ Q.T).T @ P


# %% grad_of_factor | wrong | This is grad_P; the films' numbers are asked for.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S) @ Q


# %% grad_of_factor | wrong | The result is turned: films are rows.
def grad_of_factor(P, Q, S):
    return 2 * P.T @ (P @ Q.T - S)


# %% grad_of_factor | wrong | The marks are missing: only the predictions come back.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T).T @ P


# %% grad_of_factor | wrong | The mean over the people is taken; the loss is a sum.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S).T @ P / len(P)


# %% grad_of_factor | wrong | The mean over all marks is taken; the loss is a sum.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S).T @ P / S.size


# %% grad_of_factor | wrong | Only the first person is in it.
def grad_of_factor(P, Q, S):
    return 2 * (P[:1] @ Q.T - S[:1]).T @ P[:1]


# %% grad_of_factor | wrong | The numbers of the people are missing: the errors alone are added up.
def grad_of_factor(P, Q, S):
    return 2 * (P @ Q.T - S).T @ np.ones(P.shape)


# %% grad_of_factor | wrong | The errors are squared; their derivative is twice the error.
def grad_of_factor(P, Q, S):
    return 2 * ((P @ Q.T - S) ** 2).T @ P


# %% grad_of_factor | right | einsum
def grad_of_factor(P, Q, S):
    return 2 * np.einsum("nm,nk->mk", P @ Q.T - S, P)


# %% grad_of_factor | right | film by film
def grad_of_factor(P, Q, S):
    rows = []
    for q, marks in zip(Q, S.T):
        rows.append(2 * (P @ q - marks) @ P)
    return np.array(rows)


# %% grad_of_factor | wrong | The factor 2 from the square is missing. && The result is turned: films are rows.
def grad_of_factor(P, Q, S):
    return P.T @ (P @ Q.T - S)


# %% back_through_normalisation | wrong | Only the direct path is there: mean and spread depend on z, too.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat) / spread


# %% back_through_normalisation | wrong | The path through the spread is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0)) / spread


# %% back_through_normalisation | wrong | The path through the mean is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% back_through_normalisation | wrong | The direct path is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (0 - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% back_through_normalisation | wrong | The paths through mean and spread have the wrong sign.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat + grad_Z_hat.mean(axis=0) + hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% back_through_normalisation | wrong | The last division by the spread is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)


# %% back_through_normalisation | wrong | It is divided by the variance; the spread is its root.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)) / spread**2


# %% back_through_normalisation | wrong | eps is left out.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = Z.std(axis=0)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% back_through_normalisation | wrong | Mean and spread are taken along the rows; each column is normalised over the batch.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=1, keepdims=True) + eps)
    hat = (Z - Z.mean(axis=1, keepdims=True)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=1, keepdims=True) - hat * (grad_Z_hat * hat).mean(axis=1, keepdims=True)) / spread


# %% back_through_normalisation | wrong | The variance is divided by N - 1; here it is N.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0, ddof=1) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)) / spread


# %% back_through_normalisation | wrong | The path through the spread counts half: it has the factor 2 of the square.
def back_through_normalisation(grad_Z_hat, Z, eps):
    spread = np.sqrt(Z.var(axis=0) + eps)
    hat = (Z - Z.mean(axis=0)) / spread
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0) / 2) / spread


# %% back_through_normalisation | wrong | This is the normalised layer itself; its gradient is asked for.
def back_through_normalisation(grad_Z_hat, Z, eps):
    return (Z - Z.mean(axis=0)) / np.sqrt(Z.var(axis=0) + eps)


# %% back_through_normalisation | right | path by path, as the formulas say
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = len(Z)
    mu = Z.mean(axis=0)
    s = np.sqrt(((Z - mu) ** 2).mean(axis=0) + eps)
    grad_s = -(grad_Z_hat * (Z - mu)).sum(axis=0) / s**2
    grad_mu = -grad_Z_hat.sum(axis=0) / s
    return grad_Z_hat / s + grad_mu / N + grad_s * (Z - mu) / (N * s)


# %% back_through_normalisation | right | the Jacobian of each column
def back_through_normalisation(grad_Z_hat, Z, eps):
    N, result = len(Z), np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        s = np.sqrt(np.var(Z[:, j]) + eps)
        hat = (Z[:, j] - np.mean(Z[:, j])) / s
        J = (np.eye(N) - 1 / N - np.outer(hat, hat) / N) / s
        result[:, j] = J.T @ grad_Z_hat[:, j]
    return result


# %% back_through_normalisation | equivalent | the sign of Z_hat stands twice in the path through the spread, and cancels
# Z - Z.mean(axis=0) -> Z.mean(axis=0) - Z


# %% trained_until | wrong | The weights are those before the last update.
def trained_until(W, step_of, alpha, goal, limit):
    previous, updates = W, 0
    loss, grad = step_of(W)
    while loss > goal and updates < limit:
        previous = W
        W = W - alpha * grad
        updates += 1
        loss, grad = step_of(W)
    return previous, updates


# %% back_through_normalisation | wrong | eps stands outside the root; it belongs to the variance, under it.
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = len(Z)
    s = np.sqrt(Z.var(axis=0)) + eps
    hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - hat * (grad_Z_hat * hat).mean(axis=0)) / s


# %% back_through_normalisation | wrong | Mean and spread are taken over the whole table; each column has its own.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var() + eps)
    Z_hat = (Z - Z.mean()) / s
    return (grad_Z_hat - grad_Z_hat.mean() - Z_hat * (grad_Z_hat * Z_hat).mean()) / s


# %% back_through_normalisation | wrong | The root is missing: the variance stands for the spread everywhere.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = Z.var(axis=0) + eps
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) / s


# %% back_through_normalisation | wrong | It is multiplied by the spread at the end; it is divided by it.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) * s


# %% back_through_normalisation | wrong | In the path through the spread Z stands where the normalised Z_hat belongs.
def back_through_normalisation(grad_Z_hat, Z, eps):
    mu = Z.mean(axis=0)
    s = np.sqrt(Z.var(axis=0) + eps)
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - (Z - mu) * (grad_Z_hat * (Z - mu)).mean(axis=0)) / s


# %% back_through_normalisation | wrong | The path through the spread is not averaged; it leads to every instance of its column.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - (Z_hat * grad_Z_hat) * Z_hat) / s


# %% back_through_normalisation | wrong | eps is always the same number; it is the one that comes in.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + 1e-5)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) / s


# %% back_through_normalisation | wrong | In the path through the spread one division by the spread is missing.
def back_through_normalisation(grad_Z_hat, Z, eps):
    mu = Z.mean(axis=0)
    s = np.sqrt(Z.var(axis=0) + eps)
    grad_s = -np.sum(grad_Z_hat * (Z - mu), axis=0) / s
    grad_mu = -np.sum(grad_Z_hat, axis=0) / s
    return grad_Z_hat / s + grad_s * (Z - mu) / s / len(Z) + grad_mu / len(Z)


# %% back_through_normalisation | wrong | The path through the mean is added up and not divided by N.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.sum(axis=0) - Z_hat * (grad_Z_hat * Z_hat).mean(axis=0)) / s


# %% back_through_normalisation | wrong | The path through the spread is added up and not divided by N.
def back_through_normalisation(grad_Z_hat, Z, eps):
    s = np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0)) / s
    return (grad_Z_hat - grad_Z_hat.mean(axis=0) - Z_hat * (grad_Z_hat * Z_hat).sum(axis=0)) / s


# %% updated | wrong | The gradients are taken in the order of their own dictionary; look each one up by its name.
def updated(parameters, gradients, alpha):
    return {name: value - alpha * grad for (name, value), grad in zip(parameters.items(), gradients.values())}


# %% shapes | right | from a few sizes by name
def shapes(N, inputs, hidden, outputs):
    sizes = {"N": N, "i": inputs, "h": hidden, "o": outputs}
    letters = {"X": "Ni", "W": "ih", "b": "h", "H": "Nh", "V": "ho", "c": "o", "Y": "No", "grad_V": "ho"}
    return {name: tuple(sizes[letter] for letter in text) for name, text in letters.items()}


# %% shapes | right | dict() with lists
def shapes(N, inputs, hidden, outputs):
    weights = [hidden, outputs]
    return dict(X=[N, inputs], W=[inputs, hidden], b=[hidden], H=[N, hidden], V=weights, c=[outputs], Y=[N, outputs], grad_V=list(weights))


# %% shapes | right | asks NumPy about outer products
def shapes(N, inputs, hidden, outputs):
    n, i, h, o = (np.zeros(size) for size in (N, inputs, hidden, outputs))
    pairs = {"X": (n, i), "W": (i, h), "H": (n, h), "V": (h, o), "Y": (n, o), "grad_V": (h, o)}
    return {**{name: np.outer(*pair).shape for name, pair in pairs.items()}, "b": h.shape, "c": o.shape}


# %% grad_of_one_instance | right | einsum
def grad_of_one_instance(h, grad_y_in):
    return np.einsum("i,j->ij", h, grad_y_in)


# %% grad_of_one_instance | right | broadcasting a column
def grad_of_one_instance(h, grad_y_in):
    return h[:, None] * grad_y_in


# %% grad_of_one_instance | right | a list of rows
def grad_of_one_instance(h, grad_y_in):
    return [list(a * grad_y_in) for a in h]


# %% back_through | right | einsum
def back_through(grad_B, M):
    return np.einsum("nj,ij->ni", grad_B, M)


# %% back_through | right | row by row
def back_through(grad_B, M):
    return np.array([M @ row for row in grad_B])


# %% back_through | right | np.inner sums over the last axes
def back_through(grad_B, M):
    return np.inner(grad_B, M)


# %% back_through | right | a sum of outer products, one for each column
def back_through(grad_B, M):
    return sum(np.outer(grad_B[:, j], M[:, j]) for j in range(M.shape[1]))


# %% mean_batch_gradients | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = np.zeros_like(T)
    for n in range(len(T)):
        E[n] = 2 / len(X) * (Y[n] - T[n]) * Y[n] * (1 - Y[n])
    return X.T @ (E @ V.T * H * (1 - H)), H.T @ E


# %% mean_batch_gradients | wrong | An instance that comes twice counts once; every row counts.
def mean_batch_gradients(X, T, W, V):
    both = np.unique(np.hstack([X, T]), axis=0)
    X, T = both[:, : X.shape[1]], both[:, X.shape[1] :]
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = 2 / len(X) * (Y - T) * Y * (1 - Y)
    return X.T @ (E @ V.T * H * (1 - H)), H.T @ E


# %% mean_batch_gradients | wrong | The outputs have no sigmoid here; both layers have one.
def mean_batch_gradients(X, T, W, V):
    N = len(X)
    H = sigmoid(X @ W)
    Y = H @ V
    dY = 2 / N * (Y - T)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, H.T @ dY


# %% mean_batch_gradients | wrong | The loss itself goes back; the derivative of a square is twice the error.
def mean_batch_gradients(X, T, W, V):
    N = len(X)
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    dY = (Y - T) ** 2 / N * Y * (1 - Y)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, H.T @ dY


# %% mean_batch_gradients | wrong | The errors are averaged over the instances before they go back; each instance goes back by itself.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    E = np.mean(2 * (Y - T), axis=0)
    dY = E * Y * (1 - Y)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, H.T @ dY


# %% mean_batch_gradients | wrong | The outputs lack their sigmoid on the way forward.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = H @ V
    back = 2 * (Y - T) / len(X) * Y * (1 - Y)
    return X.T @ (back @ V.T * H * (1 - H)), H.T @ back


# %% mean_batch_gradients | wrong | The hidden units have no sigmoid here; both layers have one.
def mean_batch_gradients(X, T, W, V):
    H = X @ W
    Y = sigmoid(H @ V)
    back = 2 * (Y - T) / len(X) * Y * (1 - Y)
    return X.T @ (back @ V.T), H.T @ back


# %% mean_batch_gradients | wrong | The errors are still squared on the way back; the derivative of a square is twice the error.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    back = 2 * (Y - T) ** 2 / len(X) * Y * (1 - Y)
    return X.T @ (back @ V.T * H * (1 - H)), H.T @ back


# %% mean_batch_gradients | wrong | The hidden units have tanh here; both layers have a sigmoid.
def mean_batch_gradients(X, T, W, V):
    H = np.tanh(X @ W)
    Y = sigmoid(H @ V)
    back = 2 * (Y - T) / len(X) * Y * (1 - Y)
    return X.T @ (back @ V.T * (1 - H**2)), H.T @ back


# %% mean_batch_gradients | wrong | It is always divided by 3, the rows of the example; divide by the number of rows that come in.
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    back = 2 * (Y - T) / 3 * Y * (1 - Y)
    return X.T @ (back @ V.T * H * (1 - H)), H.T @ back


# %% mean_batch_gradients | right | tanh for the sigmoid, np.mean of outer products
def mean_batch_gradients(X, T, W, V):
    H, G, B = (1 + np.tanh(X @ W / 2)) / 2, [], []
    for x, h, t in zip(X, H, T):
        y = (1 + np.tanh(h @ V / 2)) / 2
        delta = 2 * (y - t) * y * (1 - y)
        G.append(np.outer(h, delta))
        B.append(np.outer(x, (V @ delta) * h * (1 - h)))
    return np.mean(B, axis=0), np.mean(G, axis=0)


# %% mean_batch_gradients | right | einsum over everything
def mean_batch_gradients(X, T, W, V):
    H = sigmoid(np.einsum("ni,ih->nh", X, W))
    Y = sigmoid(np.einsum("nh,ho->no", H, V))
    E = np.einsum("no,no,no->no", Y - T, Y, 1 - Y) / (0.5 * X.shape[0])
    return np.einsum("ni,no,ho,nh,nh->ih", X, E, V, H, 1 - H), np.einsum("nh,no->ho", H, E)


# %% mean_batch_gradients | right | sums first, the mean in the end
def mean_batch_gradients(X, T, W, V):
    H = 1 / (1 + np.exp(-np.dot(X, W)))
    Y = 1 / (1 + np.exp(-np.dot(H, V)))
    delta = (Y - T) * (Y - Y**2)
    back = np.dot(delta, V.T) * (H - H**2)
    N = len(T)
    return [2 * np.dot(X.T, back) / N, 2 * np.dot(H.T, delta) / N]


# %% gradients_with_biases | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    E = np.zeros_like(T)
    for n in range(len(T)):
        E[n] = 2 * (Y[n] - T[n]) * Y[n] * (1 - Y[n])
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | A layer has one number for all of its biases; each unit has its own.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    dY = 2 * (Y - T) * Y * (1 - Y)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, np.sum(dH), H.T @ dY, np.sum(dY)


# %% gradients_with_biases | wrong | The biases are added after the sigmoid; they belong before it.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W) + b
    Y = sigmoid(H @ V) + c
    dY = 2 * (Y - T) * Y * (1 - Y)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, dH.sum(axis=0), H.T @ dY, dY.sum(axis=0)


# %% gradients_with_biases | wrong | The bias gradients are those of the first instance alone.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    dY = 2 * (Y - T) * Y * (1 - Y)
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, dH[0], H.T @ dY, dY[0]


# %% gradients_with_biases | wrong | The outputs have no sigmoid here; both layers have one.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    E = 2 * (H @ V + c - T)
    B = E @ V.T * H * (1 - H)
    return X.T @ B, B.sum(axis=0), H.T @ E, E.sum(axis=0)


# %% gradients_with_biases | wrong | It is divided by the number of entries of T; the loss is the plain sum again.
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(X @ W + b)
    Y = sigmoid(H @ V + c)
    dY = 2 * (Y - T) * Y * (1 - Y) / T.size
    dH = dY @ V.T * H * (1 - H)
    return X.T @ dH, dH.sum(axis=0), H.T @ dY, dY.sum(axis=0)


# %% gradients_with_biases | right | instance by instance, running totals
def gradients_with_biases(X, T, W, b, V, c):
    totals = [np.zeros(A.shape) for A in (W, b, V, c)]
    for x, t in zip(X, T):
        h = sigmoid(x @ W + b)
        y = sigmoid(h @ V + c)
        delta = 2 * (y - t) * y * (1 - y)
        back = (V @ delta) * h * (1 - h)
        for total, part in zip(totals, (np.outer(x, back), back, np.outer(h, delta), delta)):
            total += part
    return totals


# %% gradients_with_biases | right | ones times what comes back, tanh for the sigmoid
def gradients_with_biases(X, T, W, b, V, c):
    H = 0.5 * (1 + np.tanh(0.5 * (X @ W + b)))
    Y = 0.5 * (1 + np.tanh(0.5 * (H @ V + c)))
    E = 2 * (Y - T) * (Y - Y * Y)
    B = (E @ V.T) * (H - H * H)
    ones = np.ones(len(X))
    return X.T @ B, ones @ B, H.T @ E, ones @ E


# %% gradients_with_biases | right | einsum
def gradients_with_biases(X, T, W, b, V, c):
    H = sigmoid(np.einsum("ni,ih->nh", X, W) + b[None, :])
    Y = sigmoid(np.einsum("nh,ho->no", H, V) + c[None, :])
    E = 2 * (Y - T) * Y * (1 - Y)
    B = np.einsum("no,ho,nh->nh", E, V, H * (1 - H))
    return np.einsum("ni,nh->ih", X, B), np.einsum("nh->h", B), np.einsum("nh,no->ho", H, E), np.einsum("no->o", E)


# %% updated | wrong | changes its argument number 2 in place; work on a copy of it
def updated(parameters, gradients, alpha):
    for name in gradients:
        gradients[name] *= alpha
    return {name: parameters[name] - gradients[name] for name in parameters}


# %% updated | right | a loop into an empty dictionary
def updated(parameters, gradients, alpha):
    new = {}
    for name in sorted(gradients):
        new[name] = np.subtract(parameters[name], np.multiply(gradients[name], alpha))
    return new


# %% updated | right | lists of numbers as values
def updated(parameters, gradients, alpha):
    return {name: (-alpha * gradients[name] + value).tolist() for name, value in parameters.items()}


# %% updated | right | dict.fromkeys, then filled
def updated(parameters, gradients, alpha):
    new = dict.fromkeys(parameters)
    for name in new:
        new[name] = np.copy(parameters[name])
        new[name] = new[name] - alpha * gradients[name]
    return new


# %% trained_until | wrong | It stops where the loss hardly changes; go on until the goal or the limit is reached.
def trained_until(W, step_of, alpha, goal, limit):
    before = np.inf
    for updates in range(limit):
        loss, grad = step_of(W)
        if loss <= goal or abs(before - loss) < 1e-6:
            return W, updates
        before = loss
        W = W - alpha * grad
    return W, limit


# %% trained_until | wrong | A loss that is nearly the goal is taken as good enough; at most the goal is.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(limit):
        loss, grad = step_of(W)
        if loss <= goal or np.isclose(loss, goal, rtol=1e-3):
            return W, updates
        W = W - alpha * grad
    return W, limit


# %% trained_until | right | a list of all weights
def trained_until(W, step_of, alpha, goal, limit):
    path = [W]
    while len(path) <= limit and step_of(path[-1])[0] > goal:
        path.append(path[-1] - alpha * step_of(path[-1])[1])
    return path[-1], len(path) - 1


# %% trained_until | right | for and else
def trained_until(W, step_of, alpha, goal, limit):
    W = np.array(W, dtype=float)
    for k in range(limit):
        loss, gradient = step_of(W)
        if not loss > goal:
            break
        W = np.add(W, -alpha * gradient)
    else:
        k = limit
    return [W, k]


# %% trained_until | right | counts down
def trained_until(W, step_of, alpha, goal, limit):
    left = limit
    loss, gradient = step_of(W)
    while left and loss > goal:
        W, left = W - gradient * alpha, left - 1
        loss, gradient = step_of(W)
    return W, limit - left


# %% grad_of_factor | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def grad_of_factor(P, Q, S):
    errors = np.zeros_like(S)
    errors[:] = P @ Q.T - S
    return 2 * errors.T @ P


# %% grad_of_factor | wrong | Only the last person is in it: = where += belongs.
def grad_of_factor(P, Q, S):
    grad = np.zeros_like(Q)
    for n in range(len(P)):
        for m in range(len(Q)):
            grad[m] = 2 * (P[n] @ Q[m] - S[n, m]) * P[n]
    return grad


# %% grad_of_factor | wrong | Marks of 0 are left out as if they were missing; they count as any other.
def grad_of_factor(P, Q, S):
    E = (P @ Q.T - S) * (S != 0)
    return 2 * E.T @ P


# %% grad_of_factor | wrong | The prediction goes through a sigmoid; here it is the product itself.
def grad_of_factor(P, Q, S):
    Y = sigmoid(P @ Q.T)
    return 2 * ((Y - S) * Y * (1 - Y)).T @ P


# %% grad_of_factor | wrong | The sum of one film is in that of the next, too: start each at 0.
def grad_of_factor(P, Q, S):
    G = []
    total = np.zeros(P.shape[1])
    for m in range(len(Q)):
        for n in range(len(P)):
            total = total + 2 * (P[n] @ Q[m] - S[n, m]) * P[n]
        G.append(total)
    return np.array(G)


# %% grad_of_factor | right | multiplied out
def grad_of_factor(P, Q, S):
    return 2 * (Q @ (P.T @ P) - S.T @ P)


# %% grad_of_factor | right | tensordot and np.inner
def grad_of_factor(P, Q, S):
    errors = np.inner(P, Q) - S
    return np.tensordot(2.0 * errors, P, axes=(0, 0))


# %% grad_of_factor | right | person by person
def grad_of_factor(P, Q, S):
    total = np.zeros(Q.shape)
    for p, s in zip(P, S):
        total += np.outer(Q @ p - s, p)
    return total + total


# %% back_through_normalisation | right | the variance by squares, einsum
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = len(Z)
    centred = Z - np.einsum("nj->j", Z) / N
    variance = np.einsum("nj,nj->j", centred, centred) / N + eps
    inner = np.einsum("nj,nj->j", grad_Z_hat, centred) / N
    return (grad_Z_hat - grad_Z_hat.sum(axis=0) / N) / variance**0.5 - centred * inner / variance**1.5


# %% back_through_normalisation | right | N times everything
def back_through_normalisation(grad_Z_hat, Z, eps):
    N = Z.shape[0]
    spread = np.sqrt(np.var(Z, axis=0) + eps)
    hat = (Z - np.mean(Z, axis=0)) / spread
    sums = np.sum(grad_Z_hat, axis=0), np.sum(grad_Z_hat * hat, axis=0)
    return (N * grad_Z_hat - sums[0] - hat * sums[1]) / (N * spread)


# %% back_through_normalisation | right | column by column in Python
def back_through_normalisation(grad_Z_hat, Z, eps):
    import math

    columns = []
    for g, z in zip(grad_Z_hat.T.tolist(), Z.T.tolist()):
        N, mean = len(z), math.fsum(z) / len(z)
        spread = math.sqrt(math.fsum((v - mean) ** 2 for v in z) / N + eps)
        hat = [(v - mean) / spread for v in z]
        a, b = math.fsum(g) / N, math.fsum(u * v for u, v in zip(g, hat)) / N
        columns.append([(u - a - v * b) / spread for u, v in zip(g, hat)])
    return [list(row) for row in zip(*columns)]


# %% updated | wrong | The result is rounded; all of its digits are asked for.
def updated(parameters, gradients, alpha):
    return {name: np.round(parameters[name] - alpha * gradients[name], 6) for name in parameters}


# %% updated | wrong | The learning rate is always the same number; it is the alpha that comes in.
def updated(parameters, gradients, alpha):
    return {k: parameters[k] - 0.25 * gradients[k] for k in parameters}


# %% updated | wrong | The parameters come back as a list; a dictionary with their names is asked for.
def updated(parameters, gradients, alpha):
    return [parameters[k] - alpha * gradients[k] for k in parameters]


# %% updated | wrong | Only the tables have moved; biases are parameters, too.
def updated(parameters, gradients, alpha):
    new = {}
    for k in parameters:
        if parameters[k].ndim == 2:
            new[k] = parameters[k] - alpha * gradients[k]
        else:
            new[k] = parameters[k]
    return new


# %% trained_until | wrong | The result is rounded; all of its digits are asked for.
def trained_until(W, step_of, alpha, goal, limit):
    for updates in range(limit):
        loss, grad = step_of(W)
        if loss <= goal:
            return np.round(W, 6), updates
        W = W - alpha * grad
    return np.round(W, 6), limit


# %% trained_until | wrong | The condition is turned round: it goes on while the loss is larger than the goal.
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    loss, g = step_of(W)
    while loss <= goal and n < limit:
        W = W - alpha * g
        n += 1
        loss, g = step_of(W)
    return W, n


# %% trained_until | wrong | It stops where the loss rises; go on until the goal or the limit is reached.
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        new = W - alpha * g
        new_loss, new_g = step_of(new)
        if new_loss > loss:
            break
        W, loss, g = new, new_loss, new_g
        n += 1
    return W, n


# %% trained_until | wrong | The loss comes back in place of the weights.
def trained_until(W, step_of, alpha, goal, limit):
    n = 0
    loss, g = step_of(W)
    while loss > goal and n < limit:
        W = W - alpha * g
        n += 1
        loss, g = step_of(W)
    return loss, n


# %% trained_until | wrong | It stops only where the loss is exactly the goal; at most the goal is good enough.
def trained_until(W, step_of, alpha, goal, limit):
    for n in range(limit):
        loss, g = step_of(W)
        if loss == goal:
            return W, n
        W = W - alpha * g
    return W, limit


# %% trained_until | wrong | It stops after the first update: is return inside the loop?
def trained_until(W, step_of, alpha, goal, limit):
    for n in range(limit):
        loss, g = step_of(W)
        if loss <= goal:
            return W, n
        W = W - alpha * g
        return W, n + 1
    return W, 0

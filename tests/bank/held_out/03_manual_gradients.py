# Answers to assignment 3 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% output_error | wrong | the 2 of the power is lost ~ 2|factor
def output_error(y, t, c):
    return c * (y - t)


# %% output_error | wrong | the error is target minus output, with everything else right ~ sign|t - y|target minus|turned
def output_error(y, t, c):
    grad = np.zeros(len(y))
    for j in range(len(y)):
        grad[j] = 2 * c * (t[j] - y[j])
    return grad


# %% output_delta | wrong | applies the sigmoid again before the slope ~ again|twice|already|came out
def output_delta(grad_y, y):
    s = sigmoid(y)
    return grad_y * s * (1 - s)


# %% output_delta | wrong | the slope of tanh ~ tanh|1 - y\*\*2|y\^2|squared
def output_delta(grad_y, y):
    return grad_y * (1 - y**2)


# %% grad_output_weights | wrong | the table lies on its side ~ transpos|row|column|side
def grad_output_weights(h, grad_y_in):
    return np.outer(grad_y_in, h)


# %% grad_output_weights | wrong | sums up to a number ~ sum|add|table|number|outer|shape
def grad_output_weights(h, grad_y_in):
    return np.sum(h) * grad_y_in


# %% grad_hidden | wrong | goes through V the wrong way ~ transpos|column|wrong way|row|from output to hidden
def grad_hidden(V, grad_y_in):
    out = np.zeros(V.shape[0])
    for i in range(V.shape[0]):
        for j in range(V.shape[1]):
            if j < V.shape[0] and i < V.shape[1]:
                out[i] += V[j, i] * grad_y_in[j]
    return out


# %% grad_hidden | wrong | mean over the paths ~ mean|average|divid
def grad_hidden(V, grad_y_in):
    return np.mean(V * grad_y_in, axis=1)


# %% grad_hidden | wrong | the first two paths only ~ two|first|path|last
def grad_hidden(V, grad_y_in):
    return V[:, 0] * grad_y_in[0] + V[:, 1] * grad_y_in[1]


# %% hidden_delta_tanh | wrong | the slope of the sigmoid ~ sigmoid
def hidden_delta_tanh(grad_h, h):
    return h * (1 - h) * grad_h


# %% hidden_delta_tanh | wrong | the square is missing ~ square|1 - h\b
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h)


# %% eight_gradients | wrong | grad_W without the hidden slope ~ hidden.*(slope|sigmoid)|slope.*hidden|h \* \(1 - h\)
def eight_gradients(x, t, h, y, V):
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_V = np.outer(h, grad_y_in)
    grad_h = V @ grad_y_in
    return np.outer(x, grad_h), grad_V


# %% eight_gradients | wrong | V transposed on the way back ~ transpos|V\.T|wrong way|column
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V.T @ d) * h * (1 - h)), np.outer(h, d)


# %% eight_gradients | wrong | no 2 and t - y at once ~ 2|sign|factor
def eight_gradients(x, t, h, y, V):
    d = (t - y) * y * (1 - y)
    dh = (V @ d) * h * (1 - h)
    return np.outer(x, dh), np.outer(h, d)


# %% updated_weights | wrong | uphill ~ uphill|sign|plus|added|against
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W + alpha * grad_W, V + alpha * grad_V


# %% updated_weights | wrong | the given arrays change ~ change|place|stay|given
def updated_weights(W, V, grad_W, grad_V, alpha):
    W -= alpha * grad_W
    V -= alpha * grad_V
    return W, V


# %% grad_inputs | wrong | sigmoid slope in the hidden layer ~ sigmoid|tanh
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return W @ ((V @ d) * h * (1 - h))


# %% grad_inputs | wrong | output slope missing ~ output.*(slope|sigmoid)|slope.*output|y \* \(1 - y\)
def grad_inputs(t, h, y, W, V):
    return W @ ((V @ (2 * (y - t))) * (1 - h**2))


# %% grad_inputs | wrong | output slope and the 2 missing ~ slope|2
def grad_inputs(t, h, y, W, V):
    grad_h = V @ (y - t)
    return W @ (grad_h * (1 - h**2))


# %% summed_gradients | wrong | the last instance only ~ last
def summed_gradients(X, T, W, V):
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        grad_V = np.outer(h, d)
        grad_W = np.outer(x, (V @ d) * h * (1 - h))
    return grad_W, grad_V


# %% summed_gradients | wrong | mean of both ~ mean|1/N|divid|average
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)) / len(X), H.T @ D / len(X)


# %% summed_gradients | wrong | mean for grad_V only ~ mean|1/N|divid|average
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)), H.T @ D / len(X)


# %% output_error | right | formula
def output_error(y, t, c):
    return 2 * c * (y - t)


# %% output_error | right | loop
def output_error(y, t, c):
    return np.array([c * 2 * (y[j] - t[j]) for j in range(len(y))])


# %% output_error | right | expanded
def output_error(y, t, c):
    return 2 * c * y - 2 * c * t


# %% output_error | right | a list, turned round
def output_error(y, t, c):
    return [-2 * c * (b - a) for a, b in zip(y, t)]


# %% output_error | right | in steps
def output_error(y, t, c):
    e = np.subtract(y, t)
    e = e + e
    return np.multiply(e, c)


# %% output_delta | right | formula
def output_delta(grad_y, y):
    return grad_y * y * (1 - y)


# %% output_delta | right | expanded slope
def output_delta(grad_y, y):
    return grad_y * (y - y**2)


# %% output_delta | right | Jacobian
def output_delta(grad_y, y):
    return np.diag(y * (1 - y)) @ grad_y


# %% output_delta | right | loop
def output_delta(grad_y, y):
    r = np.zeros(len(y))
    for i in range(len(y)):
        r[i] = grad_y[i] * y[i] * (1 - y[i])
    return r


# %% output_delta | right | einsum
def output_delta(grad_y, y):
    return np.einsum("i,i,i->i", grad_y, y, 1 - y)


# %% grad_output_weights | right | outer
def grad_output_weights(h, grad_y_in):
    return np.outer(h, grad_y_in)


# %% grad_output_weights | right | broadcasting
def grad_output_weights(h, grad_y_in):
    return h[:, None] * grad_y_in


# %% grad_output_weights | right | a matrix product
def grad_output_weights(h, grad_y_in):
    return h.reshape(-1, 1) @ grad_y_in.reshape(1, -1)


# %% grad_output_weights | right | nested lists
def grad_output_weights(h, grad_y_in):
    return [[a * b for b in grad_y_in] for a in h]


# %% grad_output_weights | right | einsum
def grad_output_weights(h, grad_y_in):
    return np.einsum("i,j->ij", h, grad_y_in)


# %% grad_hidden | right | product
def grad_hidden(V, grad_y_in):
    return V @ grad_y_in


# %% grad_hidden | right | the other side
def grad_hidden(V, grad_y_in):
    return grad_y_in @ V.T


# %% grad_hidden | right | loops
def grad_hidden(V, grad_y_in):
    g = np.zeros(len(V))
    for i in range(len(V)):
        for j in range(len(grad_y_in)):
            g[i] += V[i][j] * grad_y_in[j]
    return g


# %% grad_hidden | right | sum of products
def grad_hidden(V, grad_y_in):
    return (V * grad_y_in).sum(axis=-1)


# %% grad_hidden | right | a list of dots
def grad_hidden(V, grad_y_in):
    return [np.dot(row, grad_y_in) for row in V]


# %% hidden_delta_tanh | right | formula
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h**2)


# %% hidden_delta_tanh | right | factors
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h) * (1 + h)


# %% hidden_delta_tanh | right | difference
def hidden_delta_tanh(grad_h, h):
    return grad_h - grad_h * h * h


# %% hidden_delta_tanh | right | loop
def hidden_delta_tanh(grad_h, h):
    return np.array([g * (1 - v * v) for g, v in zip(grad_h, h)])


# %% hidden_delta_tanh | right | np.square
def hidden_delta_tanh(grad_h, h):
    slope = np.ones_like(h) - np.square(h)
    return slope * grad_h


# %% eight_gradients | right | outer products
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * y * (1 - y)
    e = (V @ d) * h * (1 - h)
    return np.outer(x, e), np.outer(h, d)


# %% eight_gradients | right | loops
def eight_gradients(x, t, h, y, V):
    gW, gV = np.zeros((2, 2)), np.zeros((2, 2))
    for i in range(2):
        for j in range(2):
            gV[i, j] = 2 * (y[j] - t[j]) * y[j] * (1 - y[j]) * h[i]
            gW[i, j] = sum(2 * (y[k] - t[k]) * y[k] * (1 - y[k]) * V[j, k] for k in range(2)) * h[j] * (1 - h[j]) * x[i]
    return gW, gV


# %% eight_gradients | right | rows
def eight_gradients(x, t, h, y, V):
    x, h, y, t = (a.reshape(1, -1) for a in (x, h, y, t))
    d = 2 * (y - t) * y * (1 - y)
    return x.T @ (d @ V.T * h * (1 - h)), h.T @ d


# %% eight_gradients | right | einsum, as a list
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t) * (y - y * y)
    return [np.einsum("i,jk,k,j->ij", x, V, d, h - h * h), np.einsum("i,j->ij", h, d)]


# %% eight_gradients | right | Jacobians
def eight_gradients(x, t, h, y, V):
    d = np.diag(y * (1 - y)) @ (2 * (y - t))
    e = np.diag(h * (1 - h)) @ V @ d
    return x[:, None] * e[None, :], h[:, None] * d[None, :]


# %% updated_weights | right | formula
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W, V - alpha * grad_V


# %% updated_weights | right | copies
def updated_weights(W, V, grad_W, grad_V, alpha):
    W, V = W.copy(), V.copy()
    W -= alpha * grad_W
    V -= alpha * grad_V
    return W, V


# %% updated_weights | right | loop
def updated_weights(W, V, grad_W, grad_V, alpha):
    return [np.array(w) - np.array(g) * alpha for w, g in ((W, grad_W), (V, grad_V))]


# %% updated_weights | right | plus a negative step
def updated_weights(W, V, grad_W, grad_V, alpha):
    return np.add(W, -alpha * grad_W), np.add(V, -alpha * grad_V)


# %% updated_weights | right | subtract
def updated_weights(W, V, grad_W, grad_V, alpha):
    return (np.subtract(W, np.multiply(alpha, grad_W)).tolist(), np.subtract(V, np.multiply(alpha, grad_V)).tolist())


# %% grad_inputs | right | products
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return W @ ((V @ d) * (1 - h**2))


# %% grad_inputs | right | transposes
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return (d @ V.T * (1 - h * h)) @ W.T


# %% grad_inputs | right | loops
def grad_inputs(t, h, y, W, V):
    g = np.zeros(W.shape[0])
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            for k in range(V.shape[1]):
                g[i] += W[i, j] * (1 - h[j] ** 2) * V[j, k] * y[k] * (1 - y[k]) * 2 * (y[k] - t[k])
    return g


# %% grad_inputs | right | Jacobian first
def grad_inputs(t, h, y, W, V):
    J = W @ np.diag((1 - h) * (1 + h)) @ V @ np.diag(y * (1 - y))
    return J @ (2 * (y - t))


# %% grad_inputs | right | einsum
def grad_inputs(t, h, y, W, V):
    return np.einsum("ij,j,jk,k->i", W, 1 - h**2, V, 2 * (y - t) * (y - y**2))


# %% summed_gradients | right | loop over instances
def summed_gradients(X, T, W, V):
    gW, gV = np.zeros_like(W), np.zeros_like(V)
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        d = 2 * (y - t) * y * (1 - y)
        gV += np.outer(h, d)
        gW += np.outer(x, (V @ d) * h * (1 - h))
    return gW, gV


# %% summed_gradients | right | matrices
def summed_gradients(X, T, W, V):
    H, Y = forward(X, W, V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% summed_gradients | right | einsum
def summed_gradients(X, T, W, V):
    H = sigmoid(np.einsum("ni,ij->nj", X, W))
    Y = sigmoid(np.einsum("ni,ij->nj", H, V))
    D = 2 * (Y - T) * Y * (1 - Y)
    return np.einsum("ni,nk,jk,nj->ij", X, D, V, H * (1 - H)), np.einsum("ni,nj->ij", H, D)


# %% summed_gradients | right | list of gradients, tanh for the sigmoid
def summed_gradients(X, T, W, V):
    s = lambda z: (1 + np.tanh(z / 2)) / 2
    pairs = []
    for n in range(X.shape[0]):
        h = s(X[n] @ W)
        y = s(h @ V)
        d = 2 * (y - T[n]) * y * (1 - y)
        pairs.append((X[n][:, None] * ((V @ d) * h * (1 - h)), h[:, None] * d))
    return sum(p[0] for p in pairs), sum(p[1] for p in pairs)


# %% summed_gradients | right | stacked outer products
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = (Y - T) * 2 * Y * (1 - Y)
    E = np.matmul(D, np.transpose(V)) * H * (1 - H)
    return (X[:, :, None] * E[:, None, :]).sum(0), (H[:, :, None] * D[:, None, :]).sum(0)


# %% output_error | wrong | the mean over the outputs is taken as well ~ mean|number of outputs|N|divid
def output_error(y, t, c):
    return 2 * c * (y - t) / len(y)


# %% hidden_delta_tanh | wrong | the square stands around the difference ~ square|\(1 - h\)
def hidden_delta_tanh(grad_h, h):
    return grad_h * (1 - h) ** 2


# %% updated_weights | wrong | alpha reaches the first layer only ~ alpha|learning rate
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_W, V - grad_V


# %% eight_gradients | wrong | the slope of the hidden layer is missing and the factor 2 too ~ slope|factor 2|sigmoid
def eight_gradients(x, t, h, y, V):
    d = (y - t) * y * (1 - y)
    return np.outer(x, V @ d), np.outer(h, d)


# %% summed_gradients | right | no backward pass at all: steps along the imaginary axis
def summed_gradients(X, T, W, V):
    def loss(W, V):
        total = 0
        for x, t in zip(X, T):
            total = total + np.sum((forward(x, W, V)[1] - t) ** 2)
        return total

    grads = []
    for number, A in enumerate((W, V)):
        grad = np.zeros(A.shape)
        for place in np.ndindex(A.shape):
            moved = A.astype(complex)
            moved[place] += 1e-30j
            both = (moved, V) if number == 0 else (W, moved)
            grad[place] = loss(*both).imag / 1e-30
        grads.append(grad)
    return grads


# %% eight_gradients | right | with einsum, from the last layer to the first
def eight_gradients(x, t, h, y, V):
    d = np.einsum("j,j,j->j", 2 * y - 2 * t, y, 1 - y)
    e = np.einsum("ij,j,i,i->i", V, d, h, 1 - h)
    return [np.einsum("i,j->ij", x, e), np.einsum("i,j->ij", h, d)]


# %% output_error | wrong | the square is forgotten to be differentiated, c times the square ~ loss itself|derivative|square
def output_error(y, t, c):
    return c * np.square(y - t)


# %% output_delta | wrong | y plus 1 - y ~ factor|y only|slope|1 - y
def output_delta(grad_y, y):
    return grad_y * y * y


# %% grad_hidden | wrong | the transpose and its first rows only ~ wrong way|output to hidden|transpos
def grad_hidden(V, grad_y_in):
    return (V.T @ grad_y_in) if V.shape[0] == V.shape[1] else V @ grad_y_in


# %% eight_gradients | wrong | the error reaches the hidden layer before the output slope, and no factor 2 in grad_W ~ error before|factor 2|slope
def eight_gradients(x, t, h, y, V):
    e = 2 * (y - t)
    d = e * y * (1 - y)
    return np.outer(x, (V @ e) * h * (1 - h)), np.outer(h, d)


# %% updated_weights | wrong | V gets W's step where shapes allow ~ V|wrong|swap|changed places|grad
def updated_weights(W, V, grad_W, grad_V, alpha):
    return W - alpha * grad_V.reshape(-1)[: grad_W.size].reshape(
        grad_W.shape
    ) if grad_V.size == grad_W.size else W - alpha * grad_W, V - alpha * grad_V


# %% grad_output_weights | right | matrix product of a column and a row
def grad_output_weights(h, grad_y_in):
    return h.reshape(-1, 1) @ grad_y_in.reshape(1, -1)


# %% output_error | wrong | the derivative by the targets ~ sign|turned
def output_error(y, t, c):
    return -2 * c * (y - t)


# %% output_delta | wrong | the slope is added ~ add|multiplied
def output_delta(grad_y, y):
    return grad_y + y * (1 - y)


# %% grad_hidden | wrong | only the strongest path counts ~ largest|strongest|max|path
def grad_hidden(V, grad_y_in):
    return np.max(V * grad_y_in, axis=1)


# %% hidden_delta_tanh | wrong | the error is squared with the slope ~ squar|grad_h
def hidden_delta_tanh(grad_h, h):
    return grad_h**2 * (1 - h**2)


# %% eight_gradients | wrong | the output slope is missing, everywhere ~ output.*slope|slope.*output
def eight_gradients(x, t, h, y, V):
    d = 2 * (y - t)
    return np.outer(x, (V @ d) * h * (1 - h)), np.outer(h, d)


# %% updated_weights | wrong | alpha scales the whole ~ alpha|rate|scale
def updated_weights(W, V, grad_W, grad_V, alpha):
    return alpha * (W - grad_W), alpha * (V - grad_V)


# %% grad_inputs | wrong | stops at the hidden sums ~ stops|last step|W\b|missing
def grad_inputs(t, h, y, W, V):
    d = 2 * (y - t) * y * (1 - y)
    return (V @ d) * (1 - h**2)


# %% summed_gradients | wrong | divided by the number of outputs ~ output|divid
def summed_gradients(X, T, W, V):
    H = sigmoid(X @ W)
    Y = sigmoid(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y) / T.shape[1]
    return X.T @ (D @ V.T * H * (1 - H)), H.T @ D


# %% output_error | wrong | the constant c of the loss is forgotten ~ \bc\b|constant|in front
def output_error(y, t, c):
    diff = y - t
    return 2 * diff


# %% output_error | right | product rule on (y - t) * (y - t), one output at a time
def output_error(y, t, c):
    return np.array([c * (a - b) + c * (a - b) for a, b in zip(y, t)], dtype=float)


# %% output_delta | wrong | parentheses are missing around y - y**2, so grad_y multiplies only the first term ~ parenthes|bracket|precedence|first term|both terms|second term|only .{0,10}part|distribut|whole slope
def output_delta(grad_y, y):
    # slope: y * (1 - y) = y - y**2
    return grad_y * y - y**2


# %% output_delta | right | einsum over three factors
def output_delta(grad_y, y):
    return np.einsum("j,j,j->j", grad_y, y, 1.0 - y)


# %% grad_output_weights | wrong | .T does not turn a one-dimensional array into a column, so this is a dot product and not all the products ~ dot product|inner product|outer|one.dimension|1-?d\b|single number|one number|scalar|every pair|each pair|added up
def grad_output_weights(h, grad_y_in):
    grad_V = h.T @ grad_y_in
    return grad_V


# %% grad_output_weights | right | Kronecker product of a column and a row
def grad_output_weights(h, grad_y_in):
    return np.kron(np.reshape(h, (-1, 1)), np.reshape(grad_y_in, (1, -1)))


# %% grad_hidden | wrong | V is used the wrong way round, the sum runs over the hidden units (rows) and not over the outputs ~ transpos|rows?\b|columns?\b|axis|wrong way|wrong side|over the hidden|from output to hidden
def grad_hidden(V, grad_y_in):
    return np.dot(grad_y_in, V)


# %% grad_hidden | right | adding up the columns of V, each times its output's gradient
def grad_hidden(V, grad_y_in):
    total = np.zeros(V.shape[0])
    for column, g in zip(V.T, grad_y_in):
        total = total + g * column
    return total


# %% hidden_delta_tanh | wrong | tanh is applied to h once more, though h came out of it ~ again|twice|already|once more|second time|came out
def hidden_delta_tanh(grad_h, h):
    slope = 1 - np.tanh(h) ** 2
    return grad_h * slope


# %% hidden_delta_tanh | right | 1 - h**2 as (1 - h)(1 + h)
def hidden_delta_tanh(grad_h, h):
    return np.multiply(grad_h, (1 + h) * (1 - h))


# %% eight_gradients | wrong | grad_y is sent back through V, not grad_y_in, so the slope of the output sigmoid is missing in grad_W ~ y_in|output.{0,40}(slope|sigmoid|derivative)|(slope|sigmoid|derivative).{0,40}output|y ?\*? ?\(1 ?- ?y\)
def eight_gradients(x, t, h, y, V):
    grad_y = 2 * (y - t)
    grad_y_in = grad_y * y * (1 - y)
    grad_V = np.outer(h, grad_y_in)

    grad_h = V @ grad_y
    grad_h_in = grad_h * h * (1 - h)
    grad_W = np.outer(x, grad_h_in)
    return grad_W, grad_V


# %% eight_gradients | right | every one of the eight written out
def eight_gradients(x, t, h, y, V):
    x1, x2 = x
    h1, h2 = h
    y1, y2 = y
    (v11, v12), (v21, v22) = V
    d1 = 2 * (y1 - t[0]) * y1 * (1 - y1)
    d2 = 2 * (y2 - t[1]) * y2 * (1 - y2)
    e1 = (d1 * v11 + d2 * v12) * h1 * (1 - h1)
    e2 = (d1 * v21 + d2 * v22) * h2 * (1 - h2)
    return (
        np.array([[x1 * e1, x1 * e2], [x2 * e1, x2 * e2]]),
        np.array([[h1 * d1, h1 * d2], [h2 * d1, h2 * d2]]),
    )


# %% updated_weights | wrong | the step goes up the gradient, plus in place of minus ~ \bsigns?\b|uphill|plus|minus|against|subtract|direction|up the
def updated_weights(W, V, grad_W, grad_V, alpha):
    step_W = alpha * grad_W
    step_V = alpha * grad_V
    return W + step_W, V + step_V


# %% updated_weights | right | one expression for both pairs
def updated_weights(W, V, grad_W, grad_V, alpha):
    return tuple(np.add(old, -alpha * slope) for old, slope in zip((W, V), (grad_W, grad_V)))


# %% grad_inputs | wrong | the 2 of the squared error is lost ~ \b2\b|\btwo\b|doubl|twice|half|power
def grad_inputs(t, h, y, W, V):
    grad_y_in = [(y[j] - t[j]) * y[j] * (1 - y[j]) for j in range(len(y))]
    grad_h_in = []
    for i in range(len(h)):
        back = 0.0
        for j in range(len(y)):
            back += V[i, j] * grad_y_in[j]
        grad_h_in.append(back * (1 - h[i] ** 2))
    grad_x = np.zeros(W.shape[0])
    for i in range(W.shape[0]):
        for j in range(len(h)):
            grad_x[i] += W[i, j] * grad_h_in[j]
    return grad_x


# %% grad_inputs | right | one product of matrices, the slopes on diagonals
def grad_inputs(t, h, y, W, V):
    slopes_h = np.diag(1 - h * h)
    slopes_y = np.diag(y - y * y)
    dy_dx = W @ slopes_h @ V @ slopes_y
    return dy_dx @ (2 * (y - t))


# %% summed_gradients | wrong | the mean over the instances is returned, not the sum ~ mean|averag|divid|number of instances|\bN\b
def summed_gradients(X, T, W, V):
    grads_W, grads_V = [], []
    for x, t in zip(X, T):
        h, y = forward(x, W, V)
        delta_y = 2 * (y - t) * y * (1 - y)
        delta_h = (V @ delta_y) * h * (1 - h)
        grads_W.append(np.outer(x, delta_h))
        grads_V.append(np.outer(h, delta_y))
    return np.mean(grads_W, axis=0), np.mean(grads_V, axis=0)


# %% summed_gradients | right | no loop, einsum over the instances
def summed_gradients(X, T, W, V):
    H, Y = sigmoid(X @ W), sigmoid(sigmoid(X @ W) @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    E = np.einsum("nj,ij,ni,ni->ni", D, V, H, 1 - H)
    return np.einsum("ni,nj->ij", X, E), np.einsum("ni,nj->ij", H, D)


# %% my_gradients | wrong | rounded to two decimals on the way, so the end is off by more than 0.0005 ~ round|decimal|digit|precis|accura
def my_gradients():
    # h = 0.43, y1 = 0.30, y2 = 0.36
    # delta1 = -0.29, delta2 = 0.17
    grad_v1 = -0.1247
    grad_v2 = 0.0731
    grad_h = 0.3348
    grad_w = 0.2010
    return grad_v1, grad_v2, grad_h, grad_w


# %% my_gradients | right | typed with more decimals and exponents, as the calculator shows them
def my_gradients():
    typed = {
        "grad_v1": -1.274006e-1,
        "grad_v2": 7.15110e-2,
        "grad_h": 3.494735e-1,
        "grad_w": 2.102124e-1,
    }
    return tuple(typed.values())

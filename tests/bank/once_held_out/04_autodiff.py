# Answers to assignment 4 that were written from the exercise folders alone, and held out until ideas were added for some of them.

# %% local_derivatives | wrong | At exactly 0 the derivative of ReLU is 0, by agreement, not 1.
def local_derivatives(operation, values):
    a, b = (values + [0.0])[:2]
    table = {
        "add": lambda: (1.0, 1.0),
        "multiply": lambda: (b, a),
        "subtract": lambda: (1.0, -1.0),
        "divide": lambda: (1 / b, -a / (b * b)),
        "exp": lambda: (np.exp(a),),
        "log": lambda: (1 / a,),
        "tanh": lambda: (1 / np.cosh(a) ** 2,),
        "relu": lambda: (float(a >= 0),),
    }
    return table[operation]()


# %% topological_order | wrong | The graph is taken level by level, so some name comes before one of its inputs.
def topological_order(inputs, result):
    order, queue = [], [result]
    while queue:
        name = queue.pop(0)
        if name not in order:
            order.append(name)
            queue.extend(inputs[name])
    return order[::-1]


# %% network_gradient | wrong | The squared weights of the second layer are missing.
def network_gradient(x, t, W, V, c):
    W = [[Recorded(w) for w in row] for row in W]
    V = [[Recorded(v) for v in row] for row in V]
    x = [Recorded(a) for a in x]
    h = []
    for j in range(len(W[0])):
        s = Recorded(0.0)
        for i in range(len(x)):
            s = add(s, multiply(x[i], W[i][j]))
        h.append(sigmoid(s))
    loss = Recorded(0.0)
    for k in range(len(V[0])):
        s = Recorded(0.0)
        for j in range(len(h)):
            s = add(s, multiply(h[j], V[j][k]))
        e = add(sigmoid(s), Recorded(-t[k]))
        loss = add(loss, multiply(e, e))
    for row in W:
        for w in row:
            loss = add(loss, multiply(Recorded(c), multiply(w, w)))
    loss.walk_back()
    return np.array([[w.gradient for w in row] for row in W]), np.array([[v.gradient for v in row] for row in V])


# %% descend | wrong | The gradients of the steps before are still in it: set w.grad to zero between the steps. && The gradient is asked for without the factor 2 from the square.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        loss = (b * (w - a) ** 2).sum() / 2
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% local_derivatives | wrong | The second local derivative of a quotient has b squared below the line.
def local_derivatives(operation, values):
    a = values[0]
    if len(values) == 2:
        b = values[1]
        return {"add": (1.0, 1.0), "multiply": (b, a), "subtract": (1.0, -1.0), "divide": (1 / b, -a / b) if b else ()}[operation]
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% topological_order | wrong | Names that the result does not need are in the list.
def topological_order(inputs, result):
    done = []

    def visit(n):
        if n in done:
            return
        for m in inputs[n]:
            visit(m)
        done.append(n)

    visit(result)
    for n in inputs:
        visit(n)
    return done


# %% Recording | wrong | After forward() the local derivatives are still those of the recording.
class Recording:
    def __init__(self):
        self.values, self.ops, self.locals = [], [], []

    def constant(self, value):
        self.values.append(value)
        self.ops.append(None)
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        v, d = RULES[operation](*[self.values[p] for p in places])
        self.values.append(v)
        self.ops.append((operation, places))
        self.locals.append(d)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for i, op in enumerate(self.ops):
            if op:
                self.values[i], _ = RULES[op[0]](*[self.values[p] for p in op[1]])

    def backward(self):
        g = [0.0] * len(self.values)
        g[-1] = 1.0
        for i in range(len(g) - 1, -1, -1):
            if self.ops[i]:
                for p, d in zip(self.ops[i][1], self.locals[i]):
                    g[p] += d * g[i]
        return g


# %% network_gradient | wrong | The squared weights give 2 c w, not c w.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    s = lambda z: 1 / (1 + np.exp(-z))
    h = s(x @ W)
    y = s(h @ V)
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V @ d) * h * (1 - h)) + c * W, np.outer(h, d) + c * V


# %% pytorch_gradients | wrong | The hidden layer has a sigmoid here; it is tanh.
def pytorch_gradients(X, T, W, V):
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    X, T = torch.from_numpy(X).double(), torch.from_numpy(T).double()
    Y = torch.sigmoid(torch.sigmoid(X @ W) @ V)
    (((Y - T) ** 2).sum() / len(X)).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% local_derivatives | wrong | The local derivative of the logarithm is 1/a; the logarithm itself is not in it.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (math.log(a) / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    if operation == "relu":
        return (1.0 if a > 0 else 0.0,)


# %% play_back | wrong | The local derivatives are added up, but not multiplied along the path.
def play_back(tape):
    g = [0.0] * len(tape)
    g[-1] = 1.0
    for k in range(len(tape) - 1, -1, -1):
        for place, local in tape[k]:
            g[place] += local
    return g


# %% Number | wrong | The local derivative of a power has an exponent that is one less.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -1 * other if not isinstance(other, Recorded) else self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value**exponent)])

    def __truediv__(self, other):
        if isinstance(other, Recorded):
            return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])
        return self * (1 / other)

    def __rtruediv__(self, other):
        return Number(other / self.value, [(self, -other / self.value**2)])


# %% count_multiplications | wrong | The second number counts the numbers on the tape; its lines are asked for.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        walk += reached[k] * len(tape[k])
        for place, _ in tape[k]:
            reached[place] += reached[k]
    return walk, len(tape)


# %% play_back | wrong | A later share wipes out an earlier one: = where += belongs.
def play_back(tape):
    g = [0.0 for _ in tape]
    g[-1] = 1.0
    for i in range(len(tape) - 1, -1, -1):
        for place, local in tape[i]:
            g[place] = g[i] * local
    return g


# %% count_multiplications | wrong | The walk counts the lines of each number that it reaches once; it uses them again each time it gets there.
def count_multiplications(tape):
    needed = {len(tape) - 1}
    walk = 0
    for i in range(len(tape) - 1, -1, -1):
        if i in needed:
            walk += len(tape[i])
            needed.update(p for p, _ in tape[i])
    return walk, sum(len(e) for e in tape)


# %% pytorch_gradients | wrong | This is the mean over all entries; divide by the number of instances alone.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = [torch.tensor(a, dtype=torch.float64) for a in (X, T, W, V)]
    W.requires_grad_()
    V.requires_grad_()
    L = ((torch.sigmoid(torch.tanh(X @ W) @ V) - T) ** 2).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | There is one step too many.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps + 1):
        (b * (w - a) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% local_derivatives | wrong | The local derivative of exp is exp itself, not what stands in its exponent.
def local_derivatives(operation, values):
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return values[1], values[0]
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / values[1], -values[0] / values[1] ** 2
    a = values[0]
    if operation == "exp":
        return (a,)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0,) if a > 0 else (0.0,)


# %% topological_order | wrong | A name that is visited again moves to the end, or a stack has turned the inputs round; a name stays where it came first.
def topological_order(inputs, result):
    order = []

    def visit(name):
        for i in inputs[name]:
            visit(i)
        if name in order:
            order.remove(name)
        order.append(name)

    visit(result)
    return order


# %% play_back | wrong | Only the constants and the result have a gradient here; give one for each number.
def play_back(tape):
    g = [0.0] * len(tape)
    g[-1] = 1.0
    for k in range(len(tape))[::-1]:
        for p, d in tape[k]:
            g[p] += g[k] * d
    return [g[k] for k in range(len(tape)) if k == len(tape) - 1 or not tape[k]]


# %% Recording | wrong | The result's gradient is set to 1 each time, but the others keep what they had: set them to 0 first.
class Recording:
    def __init__(self):
        self.v, self.how, self.g = [], [], []

    def constant(self, value):
        self.v.append(value)
        self.how.append(None)
        self.g.append(0.0)
        return len(self.v) - 1

    def apply(self, operation, *places):
        self.v.append(RULES[operation](*(self.v[p] for p in places))[0])
        self.how.append((operation, places))
        self.g.append(0.0)
        return len(self.v) - 1

    def value(self, place):
        return self.v[place]

    def put(self, place, value):
        self.v[place] = value

    def forward(self):
        for k, how in enumerate(self.how):
            if how:
                self.v[k] = RULES[how[0]](*(self.v[p] for p in how[1]))[0]

    def backward(self):
        self.g[-1] = 1.0
        for k in range(len(self.v) - 1, -1, -1):
            if self.how[k]:
                name, places = self.how[k]
                for p, d in zip(places, RULES[name](*(self.v[q] for q in places))[1]):
                    self.g[p] += self.g[k] * d
        return list(self.g)


# %% count_multiplications | wrong | The walks from all numbers are added up; it starts at the last one alone.
def count_multiplications(tape):
    ways = [0] * len(tape)
    for k, lines in enumerate(tape):
        ways[k] = sum(1 + ways[p] for p, _ in lines)
    return sum(ways), sum(len(lines) for lines in tape)


# %% network_gradient | wrong | The cost is taken of the weights as they stand, which adds c to each gradient; it is taken of their squares.
def network_gradient(x, t, W, V, c):
    x, t, W, V = np.array(x), np.array(t), np.array(W), np.array(V)
    s = lambda a: 1 / (1 + np.exp(-a))
    h = s(x @ W)
    y = s(h @ V)
    e = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ e * h * (1 - h)) + c, np.outer(h, e) + c


# %% pytorch_gradients | wrong | The first digits are right and the others are not: is a small number added, or something computed in float32, or by a difference quotient?
def pytorch_gradients(X, T, W, V):
    X, T = torch.tensor(X).float(), torch.tensor(T).float()
    W = torch.tensor(W).float().requires_grad_()
    V = torch.tensor(V).float().requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    ((Y - T) ** 2).sum(1).mean().backward()
    return W.grad.double().numpy(), V.grad.double().numpy()


# %% descend | wrong, unnamed | momentum: the steps are averaged with the one before
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.as_tensor(a), torch.as_tensor(b)
    for _ in range(steps):
        ((w - a) ** 2 * b).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad *= 0.5
    return w.detach().numpy()


# %% local_derivatives | wrong | The local derivative of exp is exp itself, not 1.
def local_derivatives(operation, values):
    slopes = {
        "add": lambda a, b: (1.0, 1.0),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1.0, -1.0),
        "divide": lambda a, b: (1 / b, -a / b**2),
        "exp": lambda a: (1.0,),
        "log": lambda a: (1 / a,),
        "tanh": lambda a: (1 - math.tanh(a) ** 2,),
        "relu": lambda a: (float(a > 0),),
    }
    return slopes[operation](*values)


# %% local_derivatives | wrong | The slope of tanh has tanh(a) as another factor, which does not belong there.
def local_derivatives(operation, values):
    slopes = {
        "add": lambda a, b: (1.0, 1.0),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1.0, -1.0),
        "divide": lambda a, b: (1 / b, -a / b**2),
        "exp": lambda a: (math.exp(a),),
        "log": lambda a: (1 / a,),
        "tanh": lambda a: (math.tanh(a) * (1 - math.tanh(a) ** 2),),
        "relu": lambda a: (float(a > 0),),
    }
    return slopes[operation](*values)


# %% local_derivatives | wrong | The local derivatives of a quotient have changed places: along the line from a it is 1/b.
def local_derivatives(operation, values):
    if len(values) == 2:
        a, b = values
        return {"add": (1.0, 1.0), "multiply": (b, a), "subtract": (1.0, -1.0), "divide": (-a / (b or 1) ** 2, 1 / (b or 1))}[operation]
    (a,) = values
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% topological_order | wrong | Each name is put in before its inputs are visited.
def topological_order(inputs, result):
    seen = []

    def visit(n):
        if n not in seen:
            seen.append(n)
            for m in inputs[n]:
                visit(m)

    visit(result)
    return seen


# %% play_back | wrong | The result's own gradient is 1, and nothing here starts with it.
def play_back(tape):
    g = [0.0] * len(tape)
    for k in range(len(tape) - 1, -1, -1):
        for p, d in tape[k]:
            g[p] += g[k] * d
    return g


# %% Recording | wrong | put() computes the others at once; that is the work of forward().
class Recording:
    def __init__(self):
        self.val, self.op = [], []

    def constant(self, value):
        self.val.append(value)
        self.op.append(None)
        return len(self.val) - 1

    def apply(self, operation, *places):
        self.val.append(0.0)
        self.op.append((operation, places))
        self.forward()
        return len(self.val) - 1

    def value(self, place):
        return self.val[place]

    def put(self, place, value):
        self.val[place] = value
        self.forward()

    def forward(self):
        for k in range(len(self.val)):
            if self.op[k]:
                o, ps = self.op[k]
                self.val[k] = RULES[o](*[self.val[p] for p in ps])[0]

    def backward(self):
        g = [0.0] * len(self.val)
        g[-1] = 1.0
        for k in reversed(range(len(g))):
            if self.op[k]:
                o, ps = self.op[k]
                for p, d in zip(ps, RULES[o](*[self.val[q] for q in ps])[1]):
                    g[p] += d * g[k]
        return g


# %% count_multiplications | wrong, unnamed | the tape's count is halved: a line has two ends
def count_multiplications(tape):
    n = [0] * len(tape)
    n[-1] = 1
    walk = 0
    for k in range(len(tape) - 1, -1, -1):
        walk += n[k] * len(tape[k])
        for p, _ in tape[k]:
            n[p] += n[k]
    return walk, sum(len(x) for x in tape) // 2


# %% network_gradient | wrong | c goes in twice as large as it is.
def network_gradient(x, t, W, V, c):
    x, t, W, V = map(np.asarray, (x, t, W, V))
    f = lambda z: 1 / (1 + np.exp(-z))
    h = f(x @ W)
    y = f(h @ V)
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V @ d) * h * (1 - h)) + 4 * c * W, np.outer(h, d) + 4 * c * V


# %% pytorch_gradients | wrong | This is the sum over the instances; divide it by N.
def pytorch_gradients(X, T, W, V):
    X, T = torch.tensor(X, dtype=torch.float64), torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    ((torch.sigmoid(torch.tanh(X @ W) @ V) - T) ** 2).sum().backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | b goes in squared.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        ((b * (w - a)) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
        w.grad = None
    return w.detach().numpy()


# %% local_derivatives | wrong | The slope of tanh is made from tanh(a), not from a itself.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    elif operation == "multiply":
        return (b, a)
    elif operation == "subtract":
        return (1.0, -1.0)
    elif operation == "divide":
        return (1 / b, -a / b**2)
    elif operation == "exp":
        return (math.exp(a),)
    elif operation == "log":
        return (1 / a,)
    elif operation == "tanh":
        return (1 - a**2,)
    elif operation == "relu":
        return (1.0 if a > 0 else 0.0,)


# %% topological_order | wrong | Each name is put in before its inputs, and the list turned round: that is another order, and can be a wrong one.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        order.append(name)
        for earlier in inputs[name]:
            visit(earlier)

    visit(result)
    return order[::-1]


# %% play_back | wrong | changes its argument number 1 in place; work on a copy of it
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    while tape:
        lines = tape.pop()
        here = gradients[len(tape)]
        for place, local in lines:
            gradients[place] += here * local
    return gradients


# %% Recording | wrong | After forward() the local derivatives are still those of the recording.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k] = RULES[self.operations[k]](*arguments)[0]

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Number | wrong | With a plain number on the left, - gives the wrong way round: 1 - a is not a - 1.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return self - other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% count_multiplications | wrong | Each path is counted with its whole length; what paths have in common at their start is walked once.
def count_multiplications(tape):
    paths = []
    lengths = []
    for lines in tape:
        if not lines:
            paths.append(1)
            lengths.append(0)
        else:
            paths.append(sum(paths[p] for p, _ in lines))
            lengths.append(sum(lengths[p] + paths[p] for p, _ in lines))
    return lengths[-1], sum(len(lines) for lines in tape)


# %% network_gradient | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]

    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))

    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()

    grad_W = np.zeros_like(W)
    grad_V = np.zeros_like(V)
    for i in range(len(w)):
        for j in range(len(w[i])):
            grad_W[i, j] = w[i][j].gradient
    for j in range(len(v)):
        for k in range(len(v[j])):
            grad_V[j, k] = v[j][k].gradient
    return grad_W, grad_V


# %% pytorch_gradients | wrong | Whole numbers have no gradients in PyTorch: make every tensor with dtype=torch.float64.
def pytorch_gradients(X, T, W, V):
    X_t, T_t = torch.tensor(X), torch.tensor(T)
    W_t = torch.tensor(W, requires_grad=True)
    V_t = torch.tensor(V, requires_grad=True)

    H = torch.tanh(torch.matmul(X_t, W_t))
    Y = torch.sigmoid(torch.matmul(H, V_t))
    L = torch.sum((Y - T_t) ** 2) / X_t.shape[0]
    L.backward()

    return W_t.grad.detach().numpy(), V_t.grad.detach().numpy()


# %% descend | wrong | w has not moved: the gradient was set to zero before it was used.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w.grad.zero_()
            w -= rate * w.grad
    return w.detach().numpy()

# Answers to assignment 4 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% local_derivatives | wrong | subtract has two plus signs ~ subtract|difference
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else 0
    if operation == "add":
        return (1, 1)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1, 1)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | divide without the square ~ divide|square
def local_derivatives(operation, values):
    table = {
        "add": lambda a, b: (1, 1),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1, -1),
        "divide": lambda a, b: (1 / b, -a / b),
        "exp": lambda a: (math.exp(a),),
        "log": lambda a: (1 / a,),
        "tanh": lambda a: (1 - math.tanh(a) ** 2,),
        "relu": lambda a: (float(a > 0),),
    }
    return table[operation](*values)


# %% local_derivatives | wrong | relu has 1 at 0 ~ 0|relu
def local_derivatives(operation, values):
    table = {
        "add": lambda a, b: (1, 1),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1, -1),
        "divide": lambda a, b: (1 / b, -a / b**2),
        "exp": lambda a: (math.exp(a),),
        "log": lambda a: (1 / a,),
        "tanh": lambda a: (1 - math.tanh(a) ** 2,),
        "relu": lambda a: (0.0 if a < 0 else 1.0,),
    }
    return table[operation](*values)


# %% topological_order | wrong | the name is put before its inputs ~ after|before|inputs|order|first
def topological_order(inputs, result):
    done = []

    def visit(name):
        if name in done:
            return
        done.append(name)
        for i in inputs[name]:
            visit(i)

    visit(result)
    return done


# %% topological_order | wrong | everything in the graph is listed ~ need|nobody
def topological_order(inputs, result):
    done = []

    def visit(name):
        if name not in done:
            for i in inputs[name]:
                visit(i)
            done.append(name)

    for name in inputs:
        if name != result:
            visit(name)
    visit(result)
    return done


# %% play_back | wrong | the last arrival overwrites ~ overwrit|add|=
def play_back(tape):
    g = [0.0] * len(tape)
    g[-1] = 1.0
    for k in reversed(range(len(tape))):
        for place, local in tape[k]:
            g[place] = g[k] * local
    return g


# %% play_back | wrong | played forwards ~ forward|backward|order
def play_back(tape):
    g = [0.0] * len(tape)
    g[-1] = 1.0
    for k in range(len(tape)):
        for place, local in tape[k]:
            g[place] += g[k] * local
    return g


# %% Recording | wrong | gradients pile up over two calls ~ add|twice|zero|again|second|pile|to 0 first
class Recording:
    def __init__(self):
        self.values, self.ops, self.locals, self.g = [], [], [], []

    def constant(self, value):
        self.values.append(value)
        self.ops.append(None)
        self.locals.append(())
        self.g.append(0.0)
        return len(self.values) - 1

    def apply(self, operation, *places):
        v, l = RULES[operation](*[self.values[p] for p in places])
        self.values.append(v)
        self.ops.append((operation, places))
        self.locals.append(l)
        self.g.append(0.0)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k, op in enumerate(self.ops):
            if op:
                self.values[k], self.locals[k] = RULES[op[0]](*[self.values[p] for p in op[1]])

    def backward(self):
        self.g[-1] = 1.0
        for k in range(len(self.values) - 1, -1, -1):
            if self.ops[k]:
                for p, l in zip(self.ops[k][1], self.locals[k]):
                    self.g[p] += l * self.g[k]
        return list(self.g)


# %% Recording | wrong | put computes everything at once ~ put|at once|forward
class Recording:
    def __init__(self):
        self.tape = []

    def constant(self, value):
        self.tape.append([value, None, (), ()])
        return len(self.tape) - 1

    def apply(self, operation, *places):
        v, l = RULES[operation](*[self.tape[p][0] for p in places])
        self.tape.append([v, operation, places, l])
        return len(self.tape) - 1

    def value(self, place):
        return self.tape[place][0]

    def put(self, place, value):
        self.tape[place][0] = value
        self.forward()

    def forward(self):
        for entry in self.tape:
            if entry[1]:
                entry[0], entry[3] = RULES[entry[1]](*[self.tape[p][0] for p in entry[2]])

    def backward(self):
        g = [0.0] * len(self.tape)
        g[-1] = 1.0
        for k in reversed(range(len(self.tape))):
            for p, l in zip(self.tape[k][2], self.tape[k][3]):
                g[p] += l * g[k]
        return g


# %% Number | wrong | 1 - a is a - 1 ~ rsub|1 - a|order|- a
class Number(Recorded):
    def __add__(self, other):
        o = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value + o.value, [(self, 1.0), (o, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        o = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value * o.value, [(self, o.value), (o, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -1 * other

    def __rsub__(self, other):
        return self - other

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if isinstance(other, Recorded):
            return self * other**-1
        return self * (1 / other)

    def __rtruediv__(self, other):
        return other * self**-1


# %% Number | wrong | the power keeps its exponent ~ power|exponent|\*\*
class Number(Recorded):
    def __add__(self, other):
        o = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value + o.value, [(self, 1.0), (o, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        o = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value * o.value, [(self, o.value), (o, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -1 * other

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value**exponent)])

    def __truediv__(self, other):
        o = other if isinstance(other, Recorded) else Number(other)
        return Number(self.value / o.value, [(self, 1 / o.value), (o, -self.value / o.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% count_multiplications | wrong | the tape counts its numbers ~ lines|numbers|tape
def count_multiplications(tape):
    reach = [0] * len(tape)
    reach[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        walk += reach[k] * len(tape[k])
        for p, _ in tape[k]:
            reach[p] += reach[k]
    return walk, len(tape)


# %% count_multiplications | wrong | only needed lines for the tape ~ all|needed|need|nobody|tape
def count_multiplications(tape):
    reach = [0] * len(tape)
    reach[-1] = 1
    walk = lines = 0
    for k in reversed(range(len(tape))):
        if reach[k]:
            lines += len(tape[k])
        walk += reach[k] * len(tape[k])
        for p, _ in tape[k]:
            reach[p] += reach[k]
    return walk, lines


# %% network_gradient | wrong | cost of the weights without the 2 ~ 2|c\b|cost|square
def network_gradient(x, t, W, V, c):
    x, t, W, V = map(np.array, (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ d * h * (1 - h)) + c * W, np.outer(h, d) + c * V


# %% network_gradient | wrong | the cost is forgotten for W ~ grad_W|W\b.*(cost|term)|c\b|cost|square
def network_gradient(x, t, W, V, c):
    x, t, W, V = map(np.array, (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ d * h * (1 - h)), np.outer(h, d) + 2 * c * V


# %% pytorch_gradients | wrong | mean over entries ~ entries|mean
def pytorch_gradients(X, T, W, V):
    X, T = torch.tensor(X, dtype=torch.float64), torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    torch.nn.functional.mse_loss(Y, T).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | float32 ~ float32|32|digits
def pytorch_gradients(X, T, W, V):
    X, T = torch.Tensor(X), torch.Tensor(T)
    W = torch.Tensor(W).requires_grad_()
    V = torch.Tensor(V).requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    (((Y - T) ** 2).sum() / len(X)).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | gradients pile up ~ zero|add|pile|earlier|clear
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a), torch.tensor(b)
    for _ in range(steps):
        (b * (w - a) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | one step only ~ step
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a), torch.tensor(b)
    (b * (w - a) ** 2).sum().backward()
    return (w - rate * w.grad).detach().numpy()


# %% local_derivatives | right | match
def local_derivatives(operation, values):
    match operation, values:
        case "add", _:
            return 1.0, 1.0
        case "multiply", [a, b]:
            return b, a
        case "subtract", _:
            return 1.0, -1.0
        case "divide", [a, b]:
            return 1 / b, -a / b / b
        case "exp", [a]:
            return (np.exp(a),)
        case "log", [a]:
            return (1 / a,)
        case "tanh", [a]:
            return (1 / np.cosh(a) ** 2,)
        case "relu", [a]:
            return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | right | dictionary
def local_derivatives(operation, values):
    return {
        "add": lambda a, b: (1, 1),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1, -1),
        "divide": lambda a, b: (1 / b, -a / b**2),
        "exp": lambda a: (math.e**a,),
        "log": lambda a: (a**-1,),
        "tanh": lambda a: ((1 - math.tanh(a)) * (1 + math.tanh(a)),),
        "relu": lambda a: (int(a > 0),),
    }[operation](*values)


# %% local_derivatives | right | PyTorch
def local_derivatives(operation, values):
    ts = [torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in values]
    ops = {
        "add": torch.add,
        "multiply": torch.mul,
        "subtract": torch.sub,
        "divide": torch.div,
        "exp": torch.exp,
        "log": torch.log,
        "tanh": torch.tanh,
        "relu": torch.relu,
    }
    return tuple(g.item() for g in torch.autograd.grad(ops[operation](*ts), ts))


# %% local_derivatives | right | lists
def local_derivatives(operation, values):
    a, b = (list(values) + [0])[:2]
    if operation == "add":
        return [1.0, 1.0]
    if operation == "subtract":
        return [1.0, -1.0]
    if operation == "multiply":
        return [b, a]
    if operation == "divide":
        return [1 / b, -(a / b) / b]
    if operation == "exp":
        return [math.exp(a)]
    if operation == "log":
        return [1 / a]
    if operation == "tanh":
        return [1 - math.tanh(a) ** 2]
    return [0.0 if a <= 0 else 1.0]


# %% local_derivatives | right | NumPy arrays
def local_derivatives(operation, values):
    v = np.array(values, dtype=float)
    if operation in ("add", "subtract"):
        return np.array([1.0, 1.0 if operation == "add" else -1.0])
    if operation == "multiply":
        return v[::-1]
    if operation == "divide":
        return np.array([1.0, -v[0] / v[1]]) / v[1]
    if operation == "exp":
        return np.exp(v)
    if operation == "log":
        return 1 / v
    if operation == "tanh":
        return 1 - np.tanh(v) ** 2
    return np.heaviside(v, 0.0)


# %% topological_order | right | recursion with a list
def topological_order(inputs, result):
    order = []

    def visit(n):
        if n not in order:
            for m in inputs[n]:
                visit(m)
            order.append(n)

    visit(result)
    return order


# %% topological_order | right | a dict as an ordered set
def topological_order(inputs, result, order=None):
    order = {} if order is None else order
    if result not in order:
        for n in inputs[result]:
            topological_order(inputs, n, order)
        order[result] = True
    return list(order)


# %% topological_order | right | a stack
def topological_order(inputs, result):
    order, stack = [], [(result, iter(inputs[result]))]
    while stack:
        name, rest = stack[-1]
        for n in rest:
            if n not in order:
                stack.append((n, iter(inputs[n])))
                break
        else:
            stack.pop()
            if name not in order:
                order.append(name)
    return order


# %% topological_order | right | a generator
def topological_order(inputs, result):
    seen = set()

    def visit(n):
        if n in seen:
            return
        for m in inputs[n]:
            yield from visit(m)
        if n not in seen:
            seen.add(n)
            yield n

    return list(visit(result))


# %% topological_order | right | a tuple
def topological_order(inputs, result):
    def merged(done, n):
        if n in done:
            return done
        for m in inputs[n]:
            done = merged(done, m)
        return done + (n,)

    return merged((), result)


# %% play_back | right | reversed
def play_back(tape):
    g = [0.0] * len(tape)
    g[-1] = 1.0
    for k in reversed(range(len(tape))):
        for p, l in tape[k]:
            g[p] += l * g[k]
    return g


# %% play_back | right | NumPy
def play_back(tape):
    g = np.zeros(len(tape))
    g[-1] = 1
    for k in range(len(tape) - 1, -1, -1):
        for p, l in tape[k]:
            g[p] += g[k] * l
    return g


# %% play_back | right | while
def play_back(tape):
    gradient = {len(tape) - 1: 1.0}
    k = len(tape) - 1
    while k >= 0:
        for place, local in tape[k]:
            gradient[place] = gradient.get(place, 0.0) + local * gradient.get(k, 0.0)
        k -= 1
    return [gradient.get(i, 0.0) for i in range(len(tape))]


# %% play_back | right | every number asks those made from it
def play_back(tape):
    n = len(tape)
    g = [0.0] * n
    for k in range(n - 1, -1, -1):
        g[k] = 1.0 if k == n - 1 else sum(g[m] * l for m in range(k + 1, n) for p, l in tape[m] if p == k)
    return g


# %% play_back | right | linear algebra
def play_back(tape):
    n = len(tape)
    A = np.zeros((n, n))
    for k, lines in enumerate(tape):
        for p, l in lines:
            A[p, k] += l
    e = np.zeros(n)
    e[-1] = 1
    return np.linalg.solve(np.eye(n) - A, e).tolist()


# %% Recording | right | lists
class Recording:
    def __init__(self):
        self.nodes = []

    def constant(self, value):
        self.nodes.append({"v": value, "op": None, "ps": (), "l": ()})
        return len(self.nodes) - 1

    def apply(self, operation, *places):
        self.nodes.append({"v": None, "op": operation, "ps": places, "l": ()})
        self._compute(self.nodes[-1])
        return len(self.nodes) - 1

    def _compute(self, n):
        n["v"], n["l"] = RULES[n["op"]](*(self.nodes[p]["v"] for p in n["ps"]))

    def value(self, place):
        return self.nodes[place]["v"]

    def put(self, place, value):
        self.nodes[place]["v"] = value

    def forward(self):
        for n in self.nodes:
            if n["op"]:
                self._compute(n)

    def backward(self):
        g = [0.0] * len(self.nodes)
        if g:
            g[-1] = 1.0
        for k in range(len(g) - 1, -1, -1):
            for p, l in zip(self.nodes[k]["ps"], self.nodes[k]["l"]):
                g[p] += g[k] * l
        return g


# %% Recording | right | closures
class Recording:
    def __init__(self):
        self.values, self.recipes, self.lines = [], [], []

    def constant(self, value):
        self.values.append(float(value))
        self.recipes.append(None)
        self.lines.append([])
        return len(self.values) - 1

    def apply(self, operation, *places):
        def recipe():
            v, l = RULES[operation](*[self.values[p] for p in places])
            return v, list(zip(places, l))

        v, l = recipe()
        self.values.append(v)
        self.recipes.append(recipe)
        self.lines.append(l)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k, r in enumerate(self.recipes):
            if r is not None:
                self.values[k], self.lines[k] = r()

    def backward(self):
        return play_back(self.lines) if self.values else []


# %% Number | right | a helper for plain numbers
class Number(Recorded):
    @staticmethod
    def of(x):
        return x if isinstance(x, Recorded) else Number(x)

    def __add__(self, other):
        other = Number.of(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    __radd__ = __add__

    def __mul__(self, other):
        other = Number.of(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    __rmul__ = __mul__

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        return self + -Number.of(other)

    def __rsub__(self, other):
        return Number.of(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        return self * Number.of(other) ** -1

    def __rtruediv__(self, other):
        return Number.of(other) / self


# %% Number | right | plain numbers get no line
class Number(Recorded):
    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])
        return Number(self.value + other, [(self, 1.0)])

    def __radd__(self, other):
        return self.__add__(other)

    def __mul__(self, other):
        if isinstance(other, Number):
            return Number(self.value * other.value, [(self, other.value), (other, self.value)])
        return Number(self.value * other, [(self, other)])

    def __rmul__(self, other):
        return self.__mul__(other)

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        if isinstance(other, Number):
            return Number(self.value - other.value, [(self, 1.0), (other, -1.0)])
        return Number(self.value - other, [(self, 1.0)])

    def __rsub__(self, other):
        return Number(other - self.value, [(self, -1.0)])

    def __pow__(self, exponent):
        slope = 0.0 if exponent == 0 else exponent * self.value ** (exponent - 1)
        return Number(self.value**exponent, [(self, slope)])

    def __truediv__(self, other):
        if isinstance(other, Number):
            return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])
        return Number(self.value / other, [(self, 1 / other)])

    def __rtruediv__(self, other):
        return Number(other / self.value, [(self, -other / self.value**2)])


# %% count_multiplications | right | backwards
def count_multiplications(tape):
    n = [0] * len(tape)
    n[-1] = 1
    for k in reversed(range(len(tape))):
        for p, _ in tape[k]:
            n[p] += n[k]
    return sum(a * len(b) for a, b in zip(n, tape)), sum(map(len, tape))


# %% count_multiplications | right | forwards
def count_multiplications(tape):
    below = []
    for lines in tape:
        below.append(sum(1 + below[p] for p, _ in lines))
    return [below[-1], sum(len(lines) for lines in tape)]


# %% count_multiplications | right | cached recursion
def count_multiplications(tape):
    from functools import cache

    @cache
    def walk(k):
        return sum(1 + walk(p) for p, _ in tape[k])

    return walk(len(tape) - 1), sum(len(l) for l in tape)


# %% count_multiplications | right | a dictionary
def count_multiplications(tape):
    times, walk = {len(tape) - 1: 1}, 0
    for k in range(len(tape) - 1, -1, -1):
        for place, _ in tape[k]:
            walk += times.get(k, 0)
            times[place] = times.get(place, 0) + times.get(k, 0)
    total = 0
    for lines in tape:
        for _ in lines:
            total += 1
    return walk, total


# %% count_multiplications | right | Python's whole numbers in an object array
def count_multiplications(tape):
    reach = np.zeros(len(tape), dtype=object)
    reach[-1] = 1
    for k in range(len(tape))[::-1]:
        for p, _ in tape[k]:
            reach[p] += reach[k]
    lines = np.array([len(t) for t in tape], dtype=object)
    return int((reach * lines).sum()), int(lines.sum())


# %% network_gradient | right | NumPy
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ d * h * (1 - h)) + 2 * c * W, np.outer(h, d) + 2 * c * V


# %% network_gradient | right | PyTorch
def network_gradient(x, t, W, V, c):
    x, t = torch.tensor(x, dtype=torch.float64), torch.tensor(t, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    L = ((torch.sigmoid(torch.sigmoid(x @ W) @ V) - t) ** 2).sum() + c * ((W**2).sum() + (V**2).sum())
    return torch.autograd.grad(L, (W, V))


# %% network_gradient | right | recorded
def network_gradient(x, t, W, V, c):
    w = [[Recorded(a) for a in row] for row in W]
    v = [[Recorded(a) for a in row] for row in V]

    def total(items):
        s = Recorded(0.0)
        for i in items:
            s = add(s, i)
        return s

    h = [sigmoid(total(multiply(Recorded(x[i]), w[i][j]) for i in range(len(x)))) for j in range(len(w[0]))]
    y = [sigmoid(total(multiply(h[i], v[i][j]) for i in range(len(h)))) for j in range(len(v[0]))]
    errors = [add(a, Recorded(-b)) for a, b in zip(y, t)]
    squares = total(multiply(a, a) for row in w + v for a in row)
    total([*[multiply(e, e) for e in errors], multiply(Recorded(c), squares)]).walk_back()
    return [[a.gradient for a in row] for row in w], [[a.gradient for a in row] for row in v]


# %% network_gradient | right | tanh for the sigmoid, rows
def network_gradient(x, t, W, V, c):
    s = lambda z: 0.5 + 0.5 * np.tanh(0.5 * z)
    X, T, W, V = np.array([x], float), np.array([t], float), np.array(W, float), np.array(V, float)
    H = s(X @ W)
    Y = s(H @ V)
    D = 2 * (Y - T) * Y * (1 - Y)
    return X.T @ ((D @ V.T) * H * (1 - H)) + c * (W + W), H.T @ D + c * (V + V)


# %% network_gradient | right | loops
def network_gradient(x, t, W, V, c):
    h = [1 / (1 + math.exp(-sum(x[i] * W[i][j] for i in range(len(x))))) for j in range(len(V))]
    y = [1 / (1 + math.exp(-sum(h[i] * V[i][j] for i in range(len(V))))) for j in range(len(t))]
    d = [2 * (y[k] - t[k]) * y[k] * (1 - y[k]) for k in range(len(t))]
    gV = [[h[i] * d[k] + 2 * c * V[i][k] for k in range(len(t))] for i in range(len(V))]
    e = [sum(V[j][k] * d[k] for k in range(len(t))) * h[j] * (1 - h[j]) for j in range(len(V))]
    gW = [[x[i] * e[j] + 2 * c * W[i][j] for j in range(len(V))] for i in range(len(x))]
    return np.array(gW), np.array(gV)


# %% pytorch_gradients | right | backward
def pytorch_gradients(X, T, W, V):
    X, T = torch.tensor(X, dtype=torch.float64), torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    (((Y - T) ** 2).sum() / X.shape[0]).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | right | autograd.grad
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.as_tensor(np.asarray(a, dtype=np.float64)).clone() for a in (X, T, W, V))
    W.requires_grad_(), V.requires_grad_()
    L = (torch.sigmoid(torch.tanh(X @ W) @ V) - T).pow(2).sum(dim=1).mean()
    return tuple(g.numpy() for g in torch.autograd.grad(L, [W, V]))


# %% pytorch_gradients | right | mse with sum
def pytorch_gradients(X, T, W, V):
    f = lambda a: torch.tensor(np.array(a), dtype=torch.double)
    w, v = f(W).requires_grad_(True), f(V).requires_grad_(True)
    loss = torch.nn.functional.mse_loss(torch.sigmoid(torch.tanh(f(X) @ w) @ v), f(T), reduction="sum") / len(X)
    loss.backward()
    return [w.grad.detach().numpy(), v.grad.detach().numpy()]


# %% pytorch_gradients | right | torch.func
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.from_numpy(np.array(a, dtype=np.float64)) for a in (X, T, W, V))

    def loss(W, V):
        return ((torch.sigmoid(torch.tanh(X @ W) @ V) - T) ** 2).sum() / len(X)

    gW, gV = torch.func.grad(loss, argnums=(0, 1))(W, V)
    return gW.numpy(), gV.numpy()


# %% pytorch_gradients | right | a module of layers
def pytorch_gradients(X, T, W, V):
    one, two = torch.nn.Linear(W.shape[0], W.shape[1], bias=False).double(), torch.nn.Linear(V.shape[0], V.shape[1], bias=False).double()
    with torch.no_grad():
        one.weight.copy_(torch.tensor(W).double().T)
        two.weight.copy_(torch.tensor(V).double().T)
    Y = torch.sigmoid(two(torch.tanh(one(torch.tensor(X).double()))))
    (((Y - torch.tensor(T).double()) ** 2).sum() / len(X)).backward()
    return one.weight.grad.numpy().T, two.weight.grad.numpy().T


# %% descend | right | zeroed
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        (b * (w - a) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
        w.grad.zero_()
    return w.detach().numpy()


# %% descend | right | SGD
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    optimiser = torch.optim.SGD([w], lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        torch.sum(b * (w - a) ** 2).backward()
        optimiser.step()
    return w.detach().numpy()


# %% descend | right | a new tensor each step
def descend(w, a, b, rate, steps):
    w, a, b = (torch.tensor(np.asarray(z, dtype=float)) for z in (w, a, b))
    for _ in range(steps):
        w = w.clone().detach().requires_grad_(True)
        (b * (w - a) ** 2).sum().backward()
        w = (w - rate * w.grad).detach()
    return w.numpy()


# %% descend | right | grad set to None
def descend(w, a, b, rate, steps):
    p = torch.from_numpy(w.astype(np.float64).copy()).requires_grad_()
    for _ in range(steps):
        p.grad = None
        ((p - torch.from_numpy(a)) ** 2 * torch.from_numpy(b)).sum().backward()
        with torch.no_grad():
            p.sub_(p.grad, alpha=rate)
    return p.detach().numpy()


# %% descend | right | autograd.grad
def descend(w, a, b, rate, steps):
    p = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    A, B = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        (g,) = torch.autograd.grad(torch.dot(B, (p - A).square()), p)
        p.data = p.data - rate * g
    return p.detach().cpu().numpy()


# %% local_derivatives | wrong | the second entry of divide has no minus ~ minus|sign|divide
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    return {
        "add": lambda: (1.0, 1.0),
        "multiply": lambda: (b, a),
        "subtract": lambda: (1.0, -1.0),
        "divide": lambda: (1 / b, a / b**2),
        "exp": lambda: (math.exp(a),),
        "log": lambda: (1 / a,),
        "tanh": lambda: (1 - math.tanh(a) ** 2,),
        "relu": lambda: (float(a > 0),),
    }[operation]()


# %% topological_order | wrong | the inputs are visited in the order of the alphabet ~ order|alphabet|sorted
def topological_order(inputs, result):
    done = []

    def visit(name):
        if name not in done:
            for other in sorted(inputs[name]):
                visit(other)
            done.append(name)

    visit(result)
    return done


# %% topological_order | right | a stack in place of recursion
def topological_order(inputs, result):
    done, stack = {}, [(result, False)]
    while stack:
        name, ready = stack.pop()
        if name in done:
            continue
        if ready:
            done[name] = True
        else:
            stack.append((name, True))
            stack += [(other, False) for other in reversed(inputs[name])]
    return list(done)


# %% Recording | wrong | put computes everything again at once ~ put|forward|at once|nothing else
class Recording:
    def __init__(self):
        self.values, self.made = [], []

    def constant(self, value):
        self.values.append(value)
        self.made.append(None)
        return len(self.values) - 1

    def apply(self, operation, *places):
        self.values.append(RULES[operation](*[self.values[p] for p in places])[0])
        self.made.append((operation, places))
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value
        self.forward()

    def forward(self):
        for place, how in enumerate(self.made):
            if how:
                self.values[place] = RULES[how[0]](*[self.values[p] for p in how[1]])[0]

    def backward(self):
        grads = [0.0] * len(self.values)
        grads[-1] = 1.0
        for place in reversed(range(len(grads))):
            if self.made[place]:
                operation, places = self.made[place]
                for p, local in zip(places, RULES[operation](*[self.values[q] for q in places])[1]):
                    grads[p] += grads[place] * local
        return grads


# %% network_gradient | wrong | only the first layer's weights cost something ~ V|second|both|penalty|square|weights
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, (V @ d) * h * (1 - h)) + 2 * c * W, np.outer(h, d)


# %% network_gradient | right | PyTorch's autograd in float64
def network_gradient(x, t, W, V, c):
    x, t = torch.tensor(x, dtype=torch.float64), torch.tensor(t, dtype=torch.float64)
    W = torch.tensor(np.array(W), dtype=torch.float64, requires_grad=True)
    V = torch.tensor(np.array(V), dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(x @ W) @ V)
    loss = torch.sum((y - t) ** 2) + c * (torch.sum(W**2) + torch.sum(V**2))
    return torch.autograd.grad(loss, (W, V))


# %% descend | wrong | the steps are one too many ~ step|too many|one more
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps + 1):
        (grad,) = torch.autograd.grad((b * (w - a) ** 2).sum(), w)
        w = (w - rate * grad).detach().requires_grad_()
    return w.detach().numpy()


# %% pytorch_gradients | right | one instance after the other, divided at the end
def pytorch_gradients(X, T, W, V):
    W = torch.tensor(np.array(W, dtype=float), requires_grad=True)
    V = torch.tensor(np.array(V, dtype=float), requires_grad=True)
    for x, t in zip(np.array(X, dtype=float), np.array(T, dtype=float)):
        y = torch.sigmoid(torch.tanh(torch.from_numpy(x) @ W) @ V)
        (torch.sum((y - torch.from_numpy(t)) ** 2) / len(X)).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% local_derivatives | wrong | log at base 10 ~ log
def local_derivatives(operation, values):
    if operation == "log":
        return (1 / (values[0] * math.log(10)),)
    a, b = values[0], values[-1]
    table = {"add": (1, 1), "multiply": (b, a), "subtract": (1, -1), "exp": (math.exp(min(a, 700)),), "tanh": (1 - math.tanh(a) ** 2,)}
    if operation == "divide":
        return (1 / b, -a / b**2)
    return (1.0 if a > 0 else 0.0,) if operation == "relu" else table[operation]


# %% play_back | wrong | the gradient of the result is 0 at the start of the answer ~ 1|starts|result
def play_back(tape):
    g = [0.0] * len(tape)
    for place in range(len(tape) - 1, -1, -1):
        g[place] = g[place] if place < len(tape) - 1 else 1.0
        for earlier, local in tape[place]:
            g[earlier] += g[place] * local
    g[-1] = 0.0
    return g


# %% count_multiplications | wrong | the tape counts only lines that the walk reaches ~ all lines|lead|left out
def count_multiplications(tape):
    n = [0] * len(tape)
    n[-1] = 1
    walk = used = 0
    for k in range(len(tape) - 1, -1, -1):
        for e, _ in tape[k]:
            n[e] += n[k]
            walk += n[k]
            used += n[k] > 0
    return walk, used


# %% pytorch_gradients | wrong | computed in float32 ~ float32|digits|precision
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(np.array(a), dtype=torch.float32) for a in (X, T, W, V))
    W.requires_grad_(), V.requires_grad_()
    loss = ((torch.sigmoid(torch.tanh(X @ W) @ V) - T) ** 2).sum() / len(X)
    loss.backward()
    return W.grad.numpy().astype(float), V.grad.numpy().astype(float)


# %% descend | wrong | the mean of the losses in place of their sum ~ mean|sum|divid|number
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        (grad,) = torch.autograd.grad((b * (w - a) ** 2).mean(), w)
        w = (w - rate * grad).detach().requires_grad_()
    return w.detach().numpy()


# %% network_gradient | right | loops over lists with the formulas by hand
def network_gradient(x, t, W, V, c):
    def s(z):
        return 1 / (1 + math.exp(-z))

    h = [s(sum(x[i] * W[i][j] for i in range(len(x)))) for j in range(len(V))]
    y = [s(sum(h[j] * V[j][k] for j in range(len(V)))) for k in range(len(t))]
    d = [2 * (y[k] - t[k]) * y[k] * (1 - y[k]) for k in range(len(t))]
    e = [sum(V[j][k] * d[k] for k in range(len(t))) * h[j] * (1 - h[j]) for j in range(len(V))]
    return (
        [[x[i] * e[j] + 2 * c * W[i][j] for j in range(len(V))] for i in range(len(x))],
        [[h[j] * d[k] + 2 * c * V[j][k] for k in range(len(t))] for j in range(len(V))],
    )


# %% local_derivatives | wrong | tanh without the square ~ square|tanh
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    return {
        "add": lambda: (1.0, 1.0),
        "multiply": lambda: (b, a),
        "subtract": lambda: (1.0, -1.0),
        "divide": lambda: (1 / b, -a / b**2),
        "exp": lambda: (math.exp(a),),
        "log": lambda: (1 / a,),
        "tanh": lambda: (1 - math.tanh(a),),
        "relu": lambda: (1.0 if a > 0 else 0.0,),
    }[operation]()


# %% topological_order | wrong | inputs are sorted by name before they are visited ~ order|sorted|alphabet
def topological_order(inputs, result):
    order = []

    def visit(n):
        if n not in order:
            for m in sorted(inputs[n]):
                visit(m)
            order.append(n)

    visit(result)
    return order


# %% play_back | wrong | every number starts with 1 ~ 1|start
def play_back(tape):
    g = [1.0] * len(tape)
    for k in reversed(range(len(tape))):
        for p, d in tape[k]:
            g[p] += d * g[k]
    return g


# %% count_multiplications | wrong | both numbers swapped ~ places|order|first|swapp
def count_multiplications(tape):
    n = [0] * len(tape)
    n[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        walk += n[k] * len(tape[k])
        for p, _ in tape[k]:
            n[p] += n[k]
    return sum(map(len, tape)), walk


# %% network_gradient | wrong | the hidden slope is missing ~ hidden
def network_gradient(x, t, W, V, c):
    x, t, W, V = map(np.array, (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = 2 * (y - t) * y * (1 - y)
    return np.outer(x, V @ d) + 2 * c * W, np.outer(h, d) + 2 * c * V


# %% pytorch_gradients | wrong | half the squared error ~ 2|half
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a, dtype=torch.float64) for a in (X, T, W, V))
    W.requires_grad_(True)
    V.requires_grad_(True)
    loss = 0.5 * ((torch.sigmoid(torch.tanh(X @ W) @ V) - T) ** 2).sum() / X.shape[0]
    gW, gV = torch.autograd.grad(loss, (W, V))
    return gW.numpy(), gV.numpy()


# %% descend | wrong | uphill ~ uphill|sign|subtract
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    for _ in range(steps):
        (b * (w - a) ** 2).sum().backward()
        with torch.no_grad():
            w += rate * w.grad
        w.grad.zero_()
    return w.detach().numpy()


# %% local_derivatives | wrong | for divide the second derivative lacks the square of b ~ squar|power|b\*\*2|b\^2|b²|divid\w* (by b )?(twice|once)|second (power|time)
def local_derivatives(operation, values):
    if len(values) == 2:
        a, b = values
        table = {
            "add": lambda: (1.0, 1.0),
            "multiply": lambda: (b, a),
            "subtract": lambda: (1.0, -1.0),
            "divide": lambda: (1 / b, -a / b),
        }
    else:
        (a,) = values
        table = {
            "exp": lambda: (np.exp(a),),
            "log": lambda: (1 / a,),
            "tanh": lambda: (1 - np.tanh(a) ** 2,),
            "relu": lambda: (float(a > 0),),
        }
    return table[operation]()


# %% local_derivatives | right | with a tiny imaginary step, one input after the other
def local_derivatives(operation, values):
    formulas = {
        "add": lambda a, b: a + b,
        "multiply": lambda a, b: a * b,
        "subtract": lambda a, b: a - b,
        "divide": lambda a, b: a / b,
        "exp": lambda a: np.exp(a),
        "log": lambda a: np.log(a),
        "tanh": lambda a: np.tanh(a),
        "relu": lambda a: a if a.real > 0 else 0j,
    }
    step = 1e-150
    slopes = []
    for k in range(len(values)):
        moved = [complex(v, step if i == k else 0.0) for i, v in enumerate(values)]
        slopes.append(float(formulas[operation](*moved).imag / step))
    return tuple(slopes)


# %% topological_order | wrong | the stack takes the last input first, not the first ~ last.*first|right to left|(order|sequence).*(given|input|revers)|given order|revers|stack|from the (end|back)|backward
def topological_order(inputs, result):
    order = []
    stack = [result]
    while stack:
        name = stack[-1]
        waiting = [n for n in inputs[name] if n not in order]
        if name in order:
            stack.pop()
        elif waiting:
            stack.extend(waiting)
        else:
            order.append(name)
            stack.pop()
    return order


# %% topological_order | right | without recursion, with a trail of iterators and a dict as an ordered set
def topological_order(inputs, result):
    done = {}
    trail = [(result, iter(inputs[result]))]
    while trail:
        name, rest = trail[-1]
        for earlier in rest:
            if earlier not in done:
                trail.append((earlier, iter(inputs[earlier])))
                break
        else:
            done[name] = True
            trail.pop()
    return list(done)


# %% play_back | wrong | every gradient starts at 1, not only that of the last number ~ (start|begin|initial|seed|set|fill|first|already).*(\b1\b|1\.0|\bone\b|\bones\b|zero|\b0\b)|(only|but) the (last|result)|\bones\b|1 too (much|large)
def play_back(tape):
    gradients = [1.0] * len(tape)
    for k in range(len(tape) - 1, -1, -1):
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% play_back | right | as a triangular system of linear equations
def play_back(tape):
    n = len(tape)
    locals_ = np.zeros((n, n))
    for later, lines in enumerate(tape):
        for earlier, local in lines:
            locals_[earlier, later] += local
    seed = np.zeros(n)
    seed[-1] = 1.0
    return np.linalg.solve(np.eye(n) - locals_, seed).tolist()


# %% Recording | wrong | the lines of a number are a dict from place to derivative, so that of two lines to the same place only one is kept ~ \bdict|same (place|number|input|constant)|itself|overwrit|(two|both|second|one|one of the) lines?\b|only one|used twice|one share alone
class Recording:
    def __init__(self):
        self.nodes = []

    def constant(self, value):
        self.nodes.append({"value": value, "operation": None, "places": (), "lines": {}})
        return len(self.nodes) - 1

    def apply(self, operation, *places):
        self.nodes.append({"value": None, "operation": operation, "places": places, "lines": {}})
        self._compute(self.nodes[-1])
        return len(self.nodes) - 1

    def _compute(self, node):
        inputs = [self.nodes[p]["value"] for p in node["places"]]
        value, slopes = RULES[node["operation"]](*inputs)
        node["value"] = value
        node["lines"] = dict(zip(node["places"], slopes))

    def value(self, place):
        return self.nodes[place]["value"]

    def put(self, place, value):
        self.nodes[place]["value"] = value

    def forward(self):
        for node in self.nodes:
            if node["operation"] is not None:
                self._compute(node)

    def backward(self):
        grads = [0.0 for _ in self.nodes]
        grads[-1] = 1.0
        for k in range(len(self.nodes) - 1, -1, -1):
            for place, slope in self.nodes[k]["lines"].items():
                grads[place] += grads[k] * slope
        return grads


# %% Recording | right | each number keeps a closure that computes it, and np.add.at shares the gradients out
class Recording:
    def __init__(self):
        self._values, self._slopes, self._places, self._recipes = [], [], [], []

    def _record(self, places, recipe):
        value, slopes = recipe()
        self._values.append(value)
        self._slopes.append(slopes)
        self._places.append(np.array(places, dtype=int))
        self._recipes.append(recipe if places else None)
        return len(self._values) - 1

    def constant(self, value):
        return self._record((), lambda: (value, ()))

    def apply(self, operation, *places):
        return self._record(places, lambda: RULES[operation](*(self._values[p] for p in places)))

    def value(self, place):
        return self._values[place]

    def put(self, place, value):
        self._values[place] = value

    def forward(self):
        for place, recipe in enumerate(self._recipes):
            if recipe is not None:
                self._values[place], self._slopes[place] = recipe()

    def backward(self):
        gradients = np.zeros(len(self._values))
        gradients[-1] = 1.0
        for place in range(len(gradients))[::-1]:
            shares = gradients[place] * np.array(self._slopes[place], dtype=float)
            np.add.at(gradients, self._places[place], shares)
        return gradients.tolist()


# %% Number | wrong | the power is made by repeated multiplication, which is right for the exponents 1, 2, 3, ... only ~ negative|fraction|whole|integer|natural|repeat|(any|every|other|plain|all) (exponent|number|power)|exponent.*(\b0\b|zero|0\.5|below|half|plain)|power.*(0\.5|half|zero|root)
class Number(Recorded):
    def _as_number(self, other):
        return other if isinstance(other, Number) else Number(other)

    def __add__(self, other):
        other = self._as_number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self.__add__(other)

    def __mul__(self, other):
        other = self._as_number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self.__mul__(other)

    def __neg__(self):
        return Number(-self.value, [(self, -1.0)])

    def __sub__(self, other):
        other = self._as_number(other)
        return Number(self.value - other.value, [(self, 1.0), (other, -1.0)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        result = self
        for _ in range(int(exponent) - 1):
            result = result * self
        return result

    def __truediv__(self, other):
        other = self._as_number(other)
        return Number(
            self.value / other.value,
            [(self, 1 / other.value), (other, -self.value / other.value**2)],
        )

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | right | plain numbers get no line; one helper for all functions of one number, subtraction as -(-a + b)
class Number(Recorded):
    def _map(self, value, slope):
        return type(self)(value, [(self, slope)])

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.value + other.value, ((self, 1.0), (other, 1.0)))
        return self._map(self.value + other, 1.0)

    __radd__ = __add__

    def __mul__(self, other):
        if isinstance(other, Number):
            return Number(self.value * other.value, ((other, self.value), (self, other.value)))
        return self._map(self.value * other, other)

    __rmul__ = __mul__

    def __neg__(self):
        return self._map(-self.value, -1.0)

    def __sub__(self, other):
        return -(-self + other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        slope = exponent * self.value ** (exponent - 1) if exponent else 0.0
        return self._map(self.value**exponent, slope)

    def __rtruediv__(self, other):
        return self._map(other / self.value, -other / self.value**2)

    def __truediv__(self, other):
        return self * (1 / other)


# %% count_multiplications | wrong | for the tape only the lines that the result needs are counted ~ all (of its |the |of the )?lines|every line|(lines?|numbers?|entr\w+).*(not need|nobody|unused|needs?\b|reach|unreach|skip|left out)|(nobody|not) need|unused|whole tape
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    played = 0
    for k in range(len(tape) - 1, -1, -1):
        if reached[k] == 0:
            continue
        walk += reached[k] * len(tape[k])
        played += len(tape[k])
        for place, _ in tape[k]:
            reached[place] += reached[k]
    return walk, played


# %% count_multiplications | right | from the front: what a walk that starts at each number costs
def count_multiplications(tape):
    cost = []
    for lines in tape:
        cost.append(sum(1 + cost[place] for place, _ in lines))
    return cost[-1], sum(map(len, tape))


# %% network_gradient | wrong | the 2 of the squared weights is lost ~ \b2\b|\btwo\b|factor|twice|half|double
def network_gradient(x, t, W, V, c):
    x, t = np.array(x, dtype=float), np.array(t, dtype=float)
    W, V = np.array(W, dtype=float), np.array(V, dtype=float)
    h = 1 / (1 + np.exp(-(x @ W)))
    y = 1 / (1 + np.exp(-(h @ V)))
    delta_y = 2 * (y - t) * y * (1 - y)
    delta_h = (V @ delta_y) * h * (1 - h)
    return np.outer(x, delta_h) + c * W, np.outer(h, delta_y) + c * V


# %% network_gradient | right | the loss written down in PyTorch, in float64
def network_gradient(x, t, W, V, c):
    def tensor(numbers):
        return torch.tensor(numbers, dtype=torch.float64)

    W, V = tensor(W).requires_grad_(), tensor(V).requires_grad_()
    y = torch.sigmoid(torch.sigmoid(tensor(x) @ W) @ V)
    loss = (y - tensor(t)).pow(2).sum() + c * (W.pow(2).sum() + V.pow(2).sum())
    return tuple(g.numpy() for g in torch.autograd.grad(loss, (W, V)))


# %% pytorch_gradients | wrong | the mean is over all entries, not over the instances ~ \bmean|averag|entr(y|ies)|instances|mse|divid|number of outputs|\bN\b|too small
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    loss = torch.nn.functional.mse_loss(Y, T)
    loss.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | right | one backward for each instance; PyTorch adds the gradients up
def pytorch_gradients(X, T, W, V):
    W, V = (torch.tensor(A, dtype=torch.float64).requires_grad_() for A in (W, V))
    rows = torch.tensor(X, dtype=torch.float64)
    targets = torch.tensor(T, dtype=torch.float64)
    for x, t in zip(rows, targets):
        y = torch.sigmoid(torch.tanh(x @ W) @ V)
        (torch.sum((y - t) ** 2) / len(rows)).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | the tensor shares its memory with the array, which the steps change ~ shar|memory|cop(y|ies)|from_numpy|asarray|argument|(array|input).*(chang|overwrit|modif|stay)|(chang|overwrit|modif)\w* (the|your|its) (array|input|w\b)
def descend(w, a, b, rate, steps):
    w, a, b = [torch.from_numpy(np.asarray(array, dtype=np.float64)) for array in (w, a, b)]
    w.requires_grad_(True)
    for _ in range(steps):
        (b * (w - a) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
        w.grad.zero_()
    return w.detach().numpy()


# %% descend | right | a fresh leaf for each step, so that there is no old gradient
def descend(w, a, b, rate, steps):
    here, goal, weight = (torch.tensor(array, dtype=torch.float64) for array in (w, a, b))
    for _ in range(steps):
        leaf = here.clone().requires_grad_()
        torch.dot(weight, (leaf - goal).square()).backward()
        with torch.no_grad():
            here = here - rate * leaf.grad
    return here.numpy()

# Answers to assignment 2 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% one_sided | wrong | steps backwards ~ back|x - h|other side|wrong side
def one_sided(f, x, h):
    return (f(x) - f(x - h)) / h


# %% one_sided | wrong | multiplied by the step ~ divid|multiply|multiplied
def one_sided(f, x, h):
    change = f(x + h) - f(x)
    return change * h


# %% two_sided | wrong | divided by h only ~ 2h|2 h|half|twice|whole distance|distance
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / h


# %% two_sided | wrong | precedence of / 2 * h ~ multiply|multiplied|bracket|parenthes
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


# %% numerical_gradient | wrong | one-sided ~ one-sided|one side|both sides
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        y = x.astype(float)
        y[i] += h
        g[i] = (f(y) - f(x)) / h
    return g


# %% numerical_gradient | wrong | all entries move together ~ one entry|alone|together|at once|all
def numerical_gradient(f, x, h):
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(x.shape, slope)


# %% numerical_gradient | wrong | flat array comes back ~ shape
def numerical_gradient(f, x, h):
    result = []
    for i in np.ndindex(x.shape):
        up = np.array(x, dtype=float)
        down = np.array(x, dtype=float)
        up[i] += h
        down[i] -= h
        result.append((f(up) - f(down)) / (2 * h))
    return np.array(result)


# %% numerical_gradient | wrong | nudged entries stay nudged ~ stay|back|before|earlier|others|same
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape, dtype=float)
    y = x.astype(float)
    for i in np.ndindex(x.shape):
        y[i] += h
        up = f(y)
        y[i] -= 2 * h
        g[i] = (up - f(y)) / (2 * h)
    return g


# %% quadratic_gradient | wrong | doubles the row part ~ symmetric|column|transpos|A\.T
def quadratic_gradient(A, b, x):
    return 2 * A @ x + b


# %% quadratic_gradient | wrong | b is lost ~ b\b
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x


# %% chained_change | wrong | rates upside down ~ upside|step.*effect|effect.*step|inver|divid
def chained_change(change, links):
    for step, effect in links:
        change *= step / effect
    return change


# %% chained_change | wrong | only effects ~ step|rate
def chained_change(change, links):
    for step, effect in links:
        change *= effect
    return change


# %% sum_over_paths | wrong | sum and product exchanged ~ add|multiply|multiplied|sum|product
def sum_over_paths(paths):
    result = 1
    for p in paths:
        result *= sum(p)
    return result


# %% diamond_slope | wrong | product of slopes ~ slope|product|values
def diamond_slope(u, du, v, dv, x):
    return du(x) * dv(x)


# %% diamond_slope | wrong | the difference as in the quotient rule ~ minus|subtract|sign|quotient|add
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) - u(x) * dv(x)


# %% sigmoid_jacobian | wrong | only the diagonal as a list ~ diagonal|shape|table
def sigmoid_jacobian(z):
    return sigmoid(z) * sigmoid(-z)


# %% sigmoid_jacobian | wrong | outer product ~ outer|everywhere|diagonal|beside
def sigmoid_jacobian(z):
    s = sigmoid(z)
    return np.outer(s, 1 - s)


# %% worst_relative_error | wrong | divides by the sum of sizes ~ sum|larger
def worst_relative_error(a, n):
    bottom = np.abs(a) + np.abs(n)
    bottom = np.where(bottom == 0, 1, bottom)
    return np.max(np.abs(a - n) / bottom)


# %% worst_relative_error | wrong | mean instead of largest ~ mean|average|largest
def worst_relative_error(a, n):
    errors = []
    for p, q in zip(a.ravel(), n.ravel()):
        m = max(abs(p), abs(q))
        errors.append(0 if m == 0 else abs(p - q) / m)
    return sum(errors) / len(errors)


# %% first_wrong_entry | wrong | absolute error ~ absolute|relative|size
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if abs(g[i] - q) > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | counts from one ~ count|0|position
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        m = max(abs(g[i]), abs(q))
        if m > 0 and abs(g[i] - q) / m > tolerance:
            return i + 1


# %% first_wrong_entry | wrong | the last wrong one ~ last|first
def first_wrong_entry(f, gradient, x, h, tolerance):
    g, found = gradient(x), None
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        m = max(abs(g[i]), abs(q))
        if m > 0 and abs(g[i] - q) / m > tolerance:
            found = i
    return found


# %% one_sided | right | named values
def one_sided(f, x, h):
    before, after = f(x), f(x + h)
    return (after - before) / h


# %% one_sided | right | two quotients
def one_sided(f, x, h):
    return f(x + h) / h - f(x) / h


# %% one_sided | right | sign turned twice
def one_sided(f, x, h):
    return (f(x) - f(x + h)) / -h


# %% one_sided | right | NumPy difference
def one_sided(f, x, h):
    return np.diff([f(x), f(x + h)])[0] / h


# %% one_sided | right | reciprocal
def one_sided(f, x, h):
    return 1 / h * (f(x + h) - f(x))


# %% two_sided | right | the mean of both one-sided quotients
def two_sided(f, x, h):
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


# %% two_sided | right | divided twice
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / h / 2


# %% two_sided | right | the distance between the points
def two_sided(f, x, h):
    up, down = x + h, x - h
    return (f(up) - f(down)) / (up - down)


# %% two_sided | right | half
def two_sided(f, x, h):
    return 0.5 * (f(x + h) - f(x - h)) / h


# %% two_sided | right | turned round
def two_sided(f, x, h):
    return (f(x - h) - f(x + h)) / (-2 * h)


# %% numerical_gradient | right | unit steps
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


# %% numerical_gradient | right | nditer
def numerical_gradient(f, x, h):
    y = np.array(x, dtype=float)
    g = np.empty_like(y)
    it = np.nditer(y, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        old = y[i]
        y[i] = old + h
        up = f(y.copy())
        y[i] = old - h
        down = f(y.copy())
        y[i] = old
        g[i] = (up - down) / (2 * h)
    return g


# %% numerical_gradient | right | eye, reshaped
def numerical_gradient(f, x, h):
    steps = h * np.eye(x.size).reshape((x.size,) + x.shape)
    return np.array([f(x + s) - f(x - s) for s in steps]).reshape(x.shape) / (2 * h)


# %% numerical_gradient | right | enumerates
def numerical_gradient(f, x, h):
    result = np.zeros(x.shape, dtype=np.float64)
    for i, value in np.ndenumerate(x):
        up, down = x.astype(float), x.astype(float)
        up[i] = value + h
        down[i] = value - h
        result[i] = (f(up) - f(down)) / h / 2
    return result


# %% numerical_gradient | right | flat list, shaped in the end
def numerical_gradient(f, x, h):
    flat = x.flatten().astype(float)
    out = []
    for i in range(len(flat)):
        p, m = flat.copy(), flat.copy()
        p[i] += h
        m[i] -= h
        out.append((f(p.reshape(x.shape)) - f(m.reshape(x.shape))) / (2 * h))
    return np.array(out, dtype=float).reshape(x.shape)


# %% quadratic_gradient | right | row and column
def quadratic_gradient(A, b, x):
    return A @ x + x @ A + b


# %% quadratic_gradient | right | loops
def quadratic_gradient(A, b, x):
    g = []
    for k in range(len(x)):
        g.append(b[k] + sum((A[k, j] + A[j, k]) * x[j] for j in range(len(x))))
    return np.array(g)


# %% quadratic_gradient | right | einsum
def quadratic_gradient(A, b, x):
    return np.einsum("kj,j->k", A, x) + np.einsum("jk,j->k", A, x) + b


# %% quadratic_gradient | right | a list
def quadratic_gradient(A, b, x):
    return list((A + A.T).dot(x) + b)


# %% quadratic_gradient | right | dot and sums
def quadratic_gradient(A, b, x):
    return np.dot(A, x) + np.sum(A * x[:, None], axis=0) + b


# %% chained_change | right | loop
def chained_change(change, links):
    for step, effect in links:
        change = change * effect / step
    return change


# %% chained_change | right | product first
def chained_change(change, links):
    rate = 1.0
    for link in links:
        rate *= link[1] / link[0]
    return change * rate


# %% chained_change | right | np.prod
def chained_change(change, links):
    return change * np.prod([e / s for s, e in links])


# %% chained_change | right | math.prod twice
def chained_change(change, links):
    import math

    return change * math.prod(e for _, e in links) / math.prod(s for s, _ in links)


# %% chained_change | right | recursion
def chained_change(change, links):
    if not links:
        return change
    (step, effect), *rest = links
    return chained_change(change / step * effect, rest)


# %% sum_over_paths | right | math.prod
def sum_over_paths(paths):
    import math

    return sum(math.prod(p) for p in paths)


# %% sum_over_paths | right | loops
def sum_over_paths(paths):
    total = 0
    for path in paths:
        product = 1
        for d in path:
            product *= d
        total += product
    return total


# %% sum_over_paths | right | NumPy
def sum_over_paths(paths):
    return float(np.sum([np.prod(p) for p in paths]))


# %% sum_over_paths | right | reduce
def sum_over_paths(paths):
    from functools import reduce

    return sum(reduce(lambda a, b: a * b, p) for p in paths)


# %% sum_over_paths | right | cumulative product
def sum_over_paths(paths):
    return sum(np.cumprod(p)[-1] for p in paths)


# %% diamond_slope | right | product rule
def diamond_slope(u, du, v, dv, x):
    return u(x) * dv(x) + v(x) * du(x)


# %% diamond_slope | right | as a dot product
def diamond_slope(u, du, v, dv, x):
    return np.dot([du(x), dv(x)], [v(x), u(x)])


# %% diamond_slope | right | paths
def diamond_slope(u, du, v, dv, x):
    through_u = v(x) * du(x)
    through_v = u(x) * dv(x)
    return through_u + through_v


# %% diamond_slope | right | sum of a list
def diamond_slope(u, du, v, dv, x):
    return sum([du(x) * v(x), dv(x) * u(x)])


# %% diamond_slope | right | complex numbers of a dual kind
def diamond_slope(u, du, v, dv, x):
    a, b = (u(x), du(x)), (v(x), dv(x))
    return a[0] * b[1] + a[1] * b[0]


# %% sigmoid_jacobian | right | diag
def sigmoid_jacobian(z):
    return np.diag(sigmoid(z) * sigmoid(-z))


# %% sigmoid_jacobian | right | loop
def sigmoid_jacobian(z):
    n = len(z)
    J = np.zeros((n, n))
    for i in range(n):
        s = sigmoid(z[i])
        J[i, i] = s * (1 - s)
    return J


# %% sigmoid_jacobian | right | eye
def sigmoid_jacobian(z):
    s = 1 / (1 + np.exp(-z))
    return np.eye(len(z)) * (s - s**2)


# %% sigmoid_jacobian | right | cosh
def sigmoid_jacobian(z):
    return np.diag(1 / (4 * np.cosh(z / 2) ** 2))


# %% sigmoid_jacobian | right | tanh
def sigmoid_jacobian(z):
    t = np.tanh(z / 2)
    return np.diag((1 - t) * (1 + t) / 4)


# %% worst_relative_error | right | masked
def worst_relative_error(a, n):
    size = np.maximum(abs(a), abs(n))
    ok = size > 0
    return np.max(abs(a - n)[ok] / size[ok]) if ok.any() else 0.0


# %% worst_relative_error | right | loop
def worst_relative_error(a, n):
    worst = 0
    for p, q in zip(np.ravel(a), np.ravel(n)):
        if p == 0 and q == 0:
            continue
        worst = max(worst, abs(p - q) / max(abs(p), abs(q)))
    return worst


# %% worst_relative_error | right | np.divide where
def worst_relative_error(a, n):
    m = np.maximum(np.abs(a), np.abs(n))
    return np.divide(np.abs(a - n), m, out=np.zeros_like(m, dtype=float), where=m != 0).max()


# %% worst_relative_error | right | denominator 1 for zeros
def worst_relative_error(a, n):
    m = np.fmax(np.abs(a), np.abs(n))
    return float((np.abs(n - a) / np.where(m == 0, 1, m)).max())


# %% worst_relative_error | right | errstate and nan
def worst_relative_error(a, n):
    with np.errstate(invalid="ignore", divide="ignore"):
        e = np.abs(np.subtract(a, n)) / np.maximum(np.abs(a), np.abs(n))
    return np.nan_to_num(e, nan=0.0).max()


# %% first_wrong_entry | right | unit steps
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        m = max(abs(g[i]), abs(q))
        if m > 0 and abs(g[i] - q) / m > tolerance:
            return i
    return None


# %% first_wrong_entry | right | all errors, then nonzero
def first_wrong_entry(f, gradient, x, h, tolerance):
    q = np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])
    a = np.asarray(gradient(x.copy()))
    m = np.maximum(abs(a), abs(q))
    bad = np.flatnonzero(abs(a - q) > tolerance * m)
    return int(bad[0]) if len(bad) else None


# %% first_wrong_entry | right | next
def first_wrong_entry(f, gradient, x, h, tolerance):
    def error(i):
        up, down = x.astype(float), x.astype(float)
        up[i] += h
        down[i] -= h
        q, a = (f(up) - f(down)) / (2 * h), gradient(x)[i]
        return 0 if a == q == 0 else abs(a - q) / max(abs(a), abs(q))

    return next((i for i in range(len(x)) if error(i) > tolerance), None)


# %% first_wrong_entry | right | argmax of booleans
def first_wrong_entry(f, gradient, x, h, tolerance):
    a = gradient(x)
    n = np.zeros(len(x))
    for i in range(len(x)):
        y = np.array(x, dtype=float)
        y[i] = x[i] + h
        up = f(y)
        y[i] = x[i] - h
        n[i] = (up - f(y)) / (2 * h)
    top = np.abs(a - n)
    size = np.maximum(np.abs(a), np.abs(n))
    error = np.where(size == 0, 0, top / np.where(size == 0, 1, size))
    wrong = error > tolerance
    return np.argmax(wrong) if wrong.any() else None


# %% first_wrong_entry | right | puts back
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = np.array(gradient(x), dtype=float)
    y = np.array(x, dtype=float)
    for i, a in enumerate(claimed):
        old = y[i]
        y[i] = old + h
        up = f(y)
        y[i] = old - h
        down = f(y)
        y[i] = old
        q = (up - down) / h / 2
        if a != q and abs(a - q) / max(abs(a), abs(q)) > tolerance:
            return i


# %% numerical_gradient | right | rows of an identity, reshaped, as the nudges
def numerical_gradient(f, x, h):
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps]).reshape(x.shape)


# %% sigmoid_jacobian | right | the slope by cosh
def sigmoid_jacobian(z):
    table = np.zeros((len(z), len(z)))
    np.fill_diagonal(table, 0.25 / np.cosh(np.asarray(z) / 2) ** 2)
    return table


# %% worst_relative_error | wrong | the larger of the two without their absolute values ~ absolute|sign|negative
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(np.ravel(a), np.ravel(n)):
        if p != 0 or q != 0:
            worst = max(worst, abs(p - q) / max(p, q))
    return worst


# %% worst_relative_error | wrong | divided by the sum of the two sizes ~ sum|larger|both
def worst_relative_error(a, n):
    size = np.abs(a) + np.abs(n)
    size = np.where(size == 0, 1, size)
    return float(np.max(np.abs(a - n) / size))


# %% first_wrong_entry | wrong | an error of exactly the tolerance counts as wrong ~ exactly|strict|at least|tolerance|larger than
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = h
        q = (f(x + step) - f(x - step)) / (2 * h)
        size = max(abs(claimed[k]), abs(q))
        if size and abs(claimed[k] - q) / size >= tolerance:
            return k
    return None


# %% first_wrong_entry | right | all errors at once, and argmax of what is too large
def first_wrong_entry(f, gradient, x, h, tolerance):
    x = np.array(x, dtype=float)
    claimed = np.array(gradient(x), dtype=float)
    quotients = np.array([f(x + e) - f(x - e) for e in h * np.eye(len(x))]) / (2 * h)
    wrong = np.abs(claimed - quotients) > tolerance * np.maximum(np.abs(claimed), np.abs(quotients))
    return int(np.argmax(wrong)) if wrong.any() else None


# %% one_sided | wrong | the sign of h is ignored ~ sign of h|absolute|negative
def one_sided(f, x, h):
    return (f(x + abs(h)) - f(x)) / abs(h)


# %% two_sided | wrong | divided by h and multiplied by 2 ~ 2h|factor|divid
def two_sided(f, x, h):
    return 2 * (f(x + h) - f(x - h)) / h


# %% sum_over_paths | wrong | the last derivative of each path is left out ~ last|left out|missing
def sum_over_paths(paths):
    total = 0.0
    for path in paths:
        product = 1.0
        for d in path[:-1]:
            product *= d
        total += product
    return total


# %% diamond_slope | wrong | the quotient's sign in the second path ~ subtract|sign|minus
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) - dv(x) * u(x)


# %% sigmoid_jacobian | wrong | the slope has s twice, where sigmoid(-z) is the second factor ~ slope|twice|square|value|sigma|-z
def sigmoid_jacobian(z):
    s = sigmoid(z)
    return np.diag(s * s)


# %% chained_change | right | logarithms stay out: functools.reduce
def chained_change(change, links):
    import functools

    return functools.reduce(lambda rate, link: rate / link[0] * link[1], links, change)


# %% one_sided | wrong | two-sided ~ two-sided
def one_sided(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


# %% two_sided | wrong | brackets around 2h are missing ~ bracket|2 \* h
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


# %% numerical_gradient | wrong | one-sided ~ one-sided|both sides
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        y = x.astype(float)
        y[i] += h
        g[i] = (f(y) - f(x)) / h
    return g


# %% quadratic_gradient | wrong | b is missing ~ \bb\b
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x


# %% chained_change | wrong | the rates are added up ~ add
def chained_change(change, links):
    if not links:
        return change
    return change * sum(effect / step for step, effect in links)


# %% sum_over_paths | wrong | the paths are averaged ~ mean|averag
def sum_over_paths(paths):
    return float(np.mean([np.prod(p) for p in paths]))


# %% worst_relative_error | wrong | the mean of all errors ~ mean
def worst_relative_error(a, n):
    m = np.maximum(np.abs(a), np.abs(n))
    return float(np.mean(np.where(m > 0, np.abs(a - n) / np.where(m > 0, m, 1), 0)))


# %% first_wrong_entry | wrong | 0 where all is well ~ None|nothing|all is|0
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        m = max(abs(g[k]), abs(q))
        if m and abs(g[k] - q) / m > tolerance:
            return k
    return -1


# %% one_sided | wrong | the difference is taken the wrong way round, so the sign is wrong ~ \bsign|order|way round|other way|swap|revers|negativ|opposite|f\(x\) ?- ?f\(x ?\+ ?h\)
def one_sided(f, x, h):
    before = f(x)
    after = f(x + h)
    return (before - after) / h


# %% one_sided | right | with np.diff of the two values
def one_sided(f, x, h):
    values = np.array([f(x), f(x + h)], dtype=float)
    return np.diff(values)[0] / h


# %% two_sided | wrong | divided by h instead of 2h ~ 2 ?(\*|\\cdot)? ?h|twice|half|double|two (steps|h)|too large by|factor (of )?(2|two)|whole (distance|width)
def two_sided(f, x, h):
    right = f(x + h)
    left = f(x - h)
    slope = (right - left) / h
    return slope


# %% two_sided | right | a signed sum over the two sides
def two_sided(f, x, h):
    return sum(side * f(x + side * h) for side in (1, -1)) / (2 * h)


# %% numerical_gradient | wrong | a nudged entry is not put back, so later entries are measured at a moved point ~ restor|undo|put back|set back|back (to|where|again)|reset|(stay|remain|keep|left|still)\w* (\w+ )?(nudged|moved|shifted|changed|at x ?- ?h)|earlier|previous|accumul|pile|fresh copy|put it back
def numerical_gradient(f, x, h):
    work = np.array(x, dtype=float)
    grad = np.zeros(work.shape)
    for idx in np.ndindex(work.shape):
        work[idx] += h
        up = f(work)
        work[idx] -= 2 * h
        down = f(work)
        grad[idx] = (up - down) / (2 * h)
    return grad


# %% numerical_gradient | right | adds unit arrays cut from the identity matrix
def numerical_gradient(f, x, h):
    units = np.eye(x.size).reshape((x.size,) + x.shape)
    quotients = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in units]
    return np.array(quotients, dtype=float).reshape(x.shape)


# %% quadratic_gradient | wrong | the diagonal entry is counted once, although the slope of a square has the 2 ~ diagonal|x_?k ?(\^|\*\*) ?\{?2|square|a_?\{?kk|A\[k, ?k\]|a_?\{?ii|j ?= ?=? ?k
def quadratic_gradient(A, b, x):
    n = len(x)
    grad = []
    for k in range(n):
        total = b[k]
        for j in range(n):
            if j == k:
                total = total + A[k, k] * x[k]
            else:
                total = total + (A[k, j] + A[j, k]) * x[j]
        grad.append(total)
    return np.array(grad)


# %% quadratic_gradient | right | every entry of the table gives its share to two places
def quadratic_gradient(A, b, x):
    grad = [float(entry) for entry in b]
    for (i, j), a in np.ndenumerate(A):
        grad[i] += a * x[j]
        grad[j] += a * x[i]
    return np.array(grad)


# %% chained_change | wrong | every round starts again from the first change, so only the last link counts ~ \blast\b|earlier|overwrit|from the start|(first|original|starting|initial) change|starts? (again|anew|over)|carr(y|ied)|pass(ed|es)? on|accumul|previous|only one link|not all links
def chained_change(change, links):
    end = change
    for link in links:
        step = link[0]
        effect = link[1]
        end = change * effect / step
    return end


# %% chained_change | right | recursion over the links
def chained_change(change, links):
    if len(links) == 0:
        return change
    (step, effect), *others = links
    return chained_change(change * (effect / step), others)


# %% sum_over_paths | wrong | sum and product are exchanged, adds along a path and multiplies the paths ~ swap|exchang|mixed up|wrong way|way round|other way|revers|add(s|ed|ing)? (up )?(along|the local|inside|within)|sum(s|med)? (up )?(along|within|inside|the local)|multipl\w* (the )?(sums|paths)|paths (are|were) multiplied|product of (the )?(sums|paths)
def sum_over_paths(paths):
    result = 1
    for path in paths:
        result *= sum(path)
    return result


# %% sum_over_paths | right | np.prod mapped over the paths
def sum_over_paths(paths):
    return float(sum(map(np.prod, paths)))


# %% diamond_slope | wrong | the two slopes are multiplied with each other ~ product of (the |its )?(two |both )?(slopes|derivatives)|du(\(x\))? ?(\*|times) ?dv|multipl\w+ (the )?(two |both )?(slopes|derivatives|paths)|(slopes|derivatives|paths) (are|were|is) multiplied|(with|by) each other|not multipl|instead of add
def diamond_slope(u, du, v, dv, x):
    return du(x) * dv(x)


# %% diamond_slope | right | as a row times a column of local derivatives
def diamond_slope(u, du, v, dv, x):
    outer = np.array([v(x), u(x)], dtype=float)
    inner = np.array([du(x), dv(x)], dtype=float)
    return outer @ inner


# %% sigmoid_jacobian | wrong | the slope is taken at the output, the sigmoid is applied twice ~ twice|again|already|second time|sigmoid\(sigmoid|sigmoid of (the |a )?(sigmoid|output|value)|(at|of|from|to|with) (the )?(outputs?|values?|sigmoid\(z\)|s)\b|instead of (at )?z\b
def sigmoid_jacobian(z):
    s = sigmoid(z)
    slope = sigmoid(s) * sigmoid(-s)
    return np.diag(slope)


# %% sigmoid_jacobian | right | writes every (n + 1)-th place of the flat table
def sigmoid_jacobian(z):
    n = z.shape[0]
    table = np.zeros((n, n))
    table.flat[:: n + 1] = sigmoid(z) * sigmoid(-z)
    return table


# %% worst_relative_error | wrong | the largest difference is divided by the largest number of all, not each by its own ~ its own|own (size|pair|number|max)|entry by entry|element-?wise|per entry|each (difference|entry|pair)|largest (difference|number|entry)|global|whole array|(same|one|common|single) (number|scale|denominator|maximum)|(different|another|other) entr
def worst_relative_error(a, n):
    difference = np.max(np.abs(a - n))
    size = max(np.max(np.abs(a)), np.max(np.abs(n)))
    if size == 0:
        return 0.0
    return difference / size


# %% worst_relative_error | right | one generator, equal numbers first
def worst_relative_error(a, n):
    pairs = zip(np.ravel(a).tolist(), np.ravel(n).tolist())
    return max(0.0 if p == q else abs(p - q) / max(abs(p), abs(q)) for p, q in pairs)


# %% first_wrong_entry | wrong | returns None as soon as one entry is right, instead of after the loop ~ too (early|soon)|early|(inside|in|within|after|outside|behind) the loop|only (looks|checks|tests)|right entry|entry is right|stops|gives up|\belse\b|remaining|later entries|entries after|\brest\b|as soon as
def first_wrong_entry(f, gradient, x, h, tolerance):
    a = gradient(x)
    for i in range(len(x)):
        plus = np.array(x, dtype=float)
        minus = np.array(x, dtype=float)
        plus[i] += h
        minus[i] -= h
        q = (f(plus) - f(minus)) / (2 * h)
        biggest = max(abs(a[i]), abs(q))
        error = abs(a[i] - q) / biggest if biggest > 0 else 0.0
        if error > tolerance:
            return i
        else:
            return None


# %% first_wrong_entry | right | next() on a generator with a default
def first_wrong_entry(f, gradient, x, h, tolerance):
    def error(a, q):
        return 0.0 if a == q else abs(a - q) / max(abs(a), abs(q))

    claimed = gradient(x)
    steps = h * np.eye(len(x))
    return next(
        (i for i, e in enumerate(steps) if error(claimed[i], (f(x + e) - f(x - e)) / (2 * h)) > tolerance),
        None,
    )

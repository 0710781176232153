# Answers to assignment 2 that were written from the exercise folders alone, and held out until ideas were added for some of them.

# %% chained_change | wrong | The rates are turned over: effect divided by step.
def chained_change(change, links):
    for step, effect in links:
        change = change * step / effect
    return change


# %% sum_over_paths | wrong | Sum and product have changed places: this adds along a path and multiplies the paths.
def sum_over_paths(paths):
    total = 1.0
    for path in paths:
        total *= sum(path)
    return total


# %% diamond_slope | wrong | This is the slope of u(v(x)), one after the other; here they stand side by side.
def diamond_slope(u, du, v, dv, x):
    return du(v(x)) * dv(x)


# %% first_wrong_entry | wrong | The difference is divided by the claimed entry alone; the larger of the two counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if g[i] == 0 and q == 0:
            continue
        if g[i] == 0 or abs(g[i] - q) / abs(g[i]) > tolerance:
            return i
    return None


# %% two_sided | wrong | It is divided by h once too often.
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h * h)


# %% quadratic_gradient | wrong | b is added at the end.
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x + 2 * b


# %% quadratic_gradient | wrong | Only the entries on and above the diagonal of A and its mirror image count.
def quadratic_gradient(A, b, x):
    g = np.array(b, dtype=float)
    for k in range(len(x)):
        for j in range(k, len(x)):
            g[k] += (A[k, j] + A[j, k]) * x[j]
    return g


# %% sum_over_paths | wrong | Lists in paths with one entry are left out.
def sum_over_paths(paths):
    total = 0.0
    for p in paths:
        if len(p) > 1:
            total += np.prod(p)
    return total


# %% sigmoid_jacobian | wrong | Beside the diagonal stand products of two outputs; output j reacts to input j alone.
def sigmoid_jacobian(z):
    s = sigmoid(z)
    return np.diag(s) - np.outer(s, s)


# %% one_sided | wrong | The step goes back instead of forward.
def one_sided(f, x, h):
    return (f(x) - f(x - h)) / h


# %% numerical_gradient | wrong | Whole rows are nudged at once; nudge one entry at a time, with all of its indices.
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in range(len(x)):
        up = x.astype(float)
        down = x.astype(float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% quadratic_gradient | wrong | The squares count twice: a_kk x_k is in the row and in the column, and that is all of it.
def quadratic_gradient(A, b, x):
    g = np.zeros(len(x))
    for k in range(len(x)):
        g[k] = 2 * A[k, k] * x[k] + b[k]
        for j in range(len(x)):
            g[k] += A[k, j] * x[j] + A[j, k] * x[j]
    return g


# %% worst_relative_error | wrong | The largest difference is divided by the largest entry of all; every entry is judged by its own size.
def worst_relative_error(a, n):
    biggest = max(np.max(np.abs(a)), np.max(np.abs(n)))
    if biggest == 0:
        return 0.0
    return float(np.max(np.abs(a - n)) / biggest)


# %% numerical_gradient | wrong | The other entries are set to 0 while one is nudged; leave them where they are.
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = np.zeros(x.shape), np.zeros(x.shape)
        up[i] = x[i] + h
        down[i] = x[i] - h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% chained_change | wrong | The change at the start goes into every link; it goes in once, at the start.
def chained_change(change, links):
    total = change
    for i, (step, effect) in enumerate(links):
        total *= effect / step
        if i:
            total *= change
    return total


# %% worst_relative_error | wrong | Something small is added below; divide by the larger size itself.
def worst_relative_error(a, n):
    return float(np.max(np.abs(a - n) / (np.maximum(np.abs(a), np.abs(n)) + 1e-3)))


# %% first_wrong_entry | wrong | This is the one-sided quotient; a two-sided one is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for k in range(len(x)):
        y = x.astype(float)
        y[k] += h
        q = (f(y) - f(x)) / h
        m = max(abs(g[k]), abs(q))
        if m > 0 and abs(g[k] - q) / m > tolerance:
            return k


# %% one_sided | wrong | Only the old value is divided: brackets are missing.
def one_sided(f, x, h):
    return f(x + h) - f(x) / h


# %% two_sided | wrong, unnamed | one side counts twice as far
def two_sided(f, x, h):
    return (f(x + 2 * h) - f(x - h)) / (3 * h)


# %% numerical_gradient | wrong | The two-dimensional array comes back flat; keep its shape.
def numerical_gradient(f, x, h):
    out = []
    for i in np.ndindex(*x.shape):
        a = np.array(x, dtype=float)
        b = np.array(x, dtype=float)
        a[i] += h
        b[i] -= h
        out.append((f(a) - f(b)) / (2 * h))
    return np.array(out)


# %% quadratic_gradient | wrong | The linear part is b itself, not b times x.
def quadratic_gradient(A, b, x):
    return A @ x + A.T @ x + b * x


# %% chained_change | wrong | The effects are multiplied as they stand; each belongs to a step of its own size.
def chained_change(change, links):
    for step, effect in links:
        change = change * effect
    return change


# %% sum_over_paths | wrong | The sum starts at 1; it starts at 0, and only a product starts at 1.
def sum_over_paths(paths):
    total = 1.0
    for path in paths:
        product = 1.0
        for d in path:
            product *= d
        total += product
    return total


# %% diamond_slope | wrong | The path through v counts twice.
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) + dv(x) * u(x) * 2


# %% worst_relative_error | wrong | It is divided by the size of a alone; the larger of the two sizes counts.
def worst_relative_error(a, n):
    d = np.abs(a - n)
    return np.max(np.where(d == 0, 0, d / np.where(a == 0, 1, np.abs(a))))


# %% first_wrong_entry | wrong | This counts from 1; lists count from 0.
def first_wrong_entry(f, gradient, x, h, tolerance):
    a = gradient(x)
    for i in range(x.size):
        d = np.zeros(x.size)
        d[i] = h
        q = (f(x + d) - f(x - d)) / (2 * h)
        m = max(abs(a[i]), abs(q))
        if m and abs(a[i] - q) > tolerance * m:
            return i + 1
    return None


# %% quadratic_gradient | wrong | Only the entries on and below the diagonal of A and its mirror image count.
def quadratic_gradient(A, b, x):
    g = np.array(b, dtype=float)
    for k in range(len(x)):
        for j in range(k + 1):
            g[k] += (A[k, j] + A[j, k]) * x[j]
    return g


# %% diamond_slope | wrong | The path through u counts twice.
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) + u(x) * dv(x) + v(x) * du(x)


# %% worst_relative_error | wrong | It is divided by the size of n alone; the larger of the two sizes counts.
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(a.ravel(), n.ravel()):
        if p != q:
            worst = max(worst, abs(p - q) / abs(q) if q else abs(p - q))
    return worst


# %% worst_relative_error | wrong | The mean of both sizes is taken; the larger of the two counts.
def worst_relative_error(a, n):
    size = (np.abs(a) + np.abs(n)) / 2
    return float(np.max(np.abs(a - n) / np.where(size == 0, 1, size)))


# %% one_sided | wrong | `x` stands in one place where `h` belongs.
def one_sided(f, x, h):
    return (f(x + h) - f(x)) / x


# %% two_sided | wrong | The steps are half as long: the points are x + h and x - h. && A factor 2 is missing.
def two_sided(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / (2 * h)


# %% numerical_gradient | wrong | In an array of whole numbers a nudge loses its fraction; turn the array into one with fractions first.
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g


# %% quadratic_gradient | wrong | `A.T` has its sign turned round.
def quadratic_gradient(A, b, x):
    return (A - A.T) @ x + b


# %% chained_change | wrong | Effects and steps are added up before they are divided; each link has a rate of its own.
def chained_change(change, links):
    if not links:
        return change
    return change * sum(e for _, e in links) / sum(s for s, _ in links)


# %% diamond_slope | wrong, unnamed | the derivatives are taken at each other's values
def diamond_slope(u, du, v, dv, x):
    return du(v(x)) * v(x) + dv(u(x)) * u(x)


# %% sigmoid_jacobian | wrong, unnamed | the slopes fill the rows below each other with zeros elsewhere, in the first column
def sigmoid_jacobian(z):
    J = np.zeros((len(z), len(z)))
    s = sigmoid(z)
    J[:, 0] = s * (1 - s)
    return J


# %% first_wrong_entry | wrong | Something is added below, or put there where it is small; divide by the larger of the two itself.
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if abs(g[k] - q) / max(1.0, abs(g[k]), abs(q)) > tolerance:
            return k
    return None


# %% one_sided | wrong | Only the old value is divided: brackets are missing.
def one_sided(f, x, h):
    return f(x + h) - f(x) / h


# %% two_sided | wrong | The division comes out as (...) / 2 * h: put 2 * h in brackets.
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


# %% numerical_gradient | wrong | Whole rows are nudged at once; nudge one entry at a time, with all of its indices.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        x_plus = x.astype(float)
        x_minus = x.astype(float)
        x_plus[i] = x_plus[i] + h
        x_minus[i] = x_minus[i] - h
        gradient[i] = (f(x_plus) - f(x_minus)) / (2 * h)
    return gradient


# %% quadratic_gradient | wrong | 2 A x is right for a symmetric table only.
def quadratic_gradient(A, b, x):
    return 2 * A @ x + b


# %% chained_change | wrong | The rates are turned over: effect divided by step.
def chained_change(change, links):
    rate = 1
    for step, effect in links:
        rate *= step / effect
    return change * rate


# %% sum_over_paths | wrong | The product runs on from one path to the next; it starts at 1 for each.
def sum_over_paths(paths):
    total = 0
    product = 1
    for path in paths:
        for d in path:
            product = product * d
        total = total + product
    return total


# %% diamond_slope | wrong | The slopes are added: that is right for a sum, but here the two are multiplied.
def diamond_slope(u, du, v, dv, x):
    path_u = du(x)
    path_v = dv(x)
    return path_u + path_v


# %% sigmoid_jacobian | wrong | This is an outer product: it has entries beside the diagonal.
def sigmoid_jacobian(z):
    n = len(z)
    J = np.zeros((n, n))
    for j in range(n):
        for i in range(n):
            J[j, i] = sigmoid(z[j]) * sigmoid(-z[i])
    return J


# %% worst_relative_error | wrong | The signs are not taken off before the larger one is chosen.
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(a.ravel(), n.ravel()):
        if p == 0 and q == 0:
            error = 0.0
        else:
            error = abs(p - q) / max(p, q) if max(p, q) != 0 else 0.0
        if error > worst:
            worst = error
    return worst


# %% first_wrong_entry | wrong | This is the entry with the largest error; the first that is wrong is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = np.array(gradient(x), dtype=float)
    measured = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        measured[i] = (f(x + e) - f(x - e)) / (2 * h)
    size = np.maximum(np.abs(claimed), np.abs(measured))
    size[size == 0] = 1.0
    errors = np.abs(claimed - measured) / size
    position = int(np.argmax(errors))
    if errors[position] > tolerance:
        return position
    return None

# Answers to assignment 2 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% chained_change | wrong | divides by the effects and multiplies with the steps ~ upside|turned|swapp|step per|divided|other way
def chained_change(change, links):
    for step, effect in links:
        change = change * step / effect
    return change


# %% sum_over_paths | wrong | adds along a path and multiplies the paths ~ swapp|add.*multipl|multipl.*add|product|other way
def sum_over_paths(paths):
    total = 1.0
    for path in paths:
        total *= sum(path)
    return total


# %% diamond_slope | wrong | the chain rule of u(v(x)) ~ chain|inside|nested|v\(x\)|one after|composi
def diamond_slope(u, du, v, dv, x):
    return du(v(x)) * dv(x)


# %% first_wrong_entry | wrong | divides by the size of the claimed gradient only ~ claimed|larger of|both|max|one of the two
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


# %% two_sided | wrong | divides by h twice ~ divid|h|twice|squared|bracket
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h * h)


# %% quadratic_gradient | wrong | b is doubled with the rest ~ \bb\b|linear|twice|doubl|factor
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x + 2 * b


# %% quadratic_gradient | wrong | only sums over j larger than k ~ j|triangle|above|half|column|row|part
def quadratic_gradient(A, b, x):
    g = np.array(b, dtype=float)
    for k in range(len(x)):
        for j in range(k, len(x)):
            g[k] += (A[k, j] + A[j, k]) * x[j]
    return g


# %% sum_over_paths | wrong | paths of length one are left out ~ length|one|single|short
def sum_over_paths(paths):
    total = 0.0
    for p in paths:
        if len(p) > 1:
            total += np.prod(p)
    return total


# %% sigmoid_jacobian | wrong | the values of the sigmoid in place of the slope beside the diagonal ~ beside|diagonal|off|0|zero|outer
def sigmoid_jacobian(z):
    s = sigmoid(z)
    return np.diag(s) - np.outer(s, s)


# %% one_sided | wrong | the step goes backwards ~ back|left|x - h|behind|other side
def one_sided(f, x, h):
    return (f(x) - f(x - h)) / h


# %% numerical_gradient | wrong | only walks over the rows ~ row|first|entr|shape
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in range(len(x)):
        up = x.astype(float)
        down = x.astype(float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% quadratic_gradient | wrong | doubles the diagonal once more ~ diagonal|twice|a_kk|A\[k, k\]
def quadratic_gradient(A, b, x):
    g = np.zeros(len(x))
    for k in range(len(x)):
        g[k] = 2 * A[k, k] * x[k] + b[k]
        for j in range(len(x)):
            g[k] += A[k, j] * x[j] + A[j, k] * x[j]
    return g


# %% worst_relative_error | wrong | divides by the largest entry of all ~ largest of all|all entries|whole|own size|each entry|overall
def worst_relative_error(a, n):
    biggest = max(np.max(np.abs(a)), np.max(np.abs(n)))
    if biggest == 0:
        return 0.0
    return float(np.max(np.abs(a - n)) / biggest)


# %% numerical_gradient | wrong | the quotient of f at the entry alone, all other entries set to 0 ~ other|0|alone|zero
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = np.zeros(x.shape), np.zeros(x.shape)
        up[i] = x[i] + h
        down[i] = x[i] - h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% chained_change | wrong | each rate is multiplied by the change ~ change|each|every|once|again|power
def chained_change(change, links):
    total = change
    for i, (step, effect) in enumerate(links):
        total *= effect / step
        if i:
            total *= change
    return total


# %% worst_relative_error | wrong | adds a small number to the denominator ~ small|denominator|1e-|added|digits|exact|divid
def worst_relative_error(a, n):
    return float(np.max(np.abs(a - n) / (np.maximum(np.abs(a), np.abs(n)) + 1e-3)))


# %% first_wrong_entry | wrong | uses a one-sided quotient ~ one-sided|one side|two-sided|both sides
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for k in range(len(x)):
        y = x.astype(float)
        y[k] += h
        q = (f(y) - f(x)) / h
        m = max(abs(g[k]), abs(q))
        if m > 0 and abs(g[k] - q) / m > tolerance:
            return k


# %% one_sided | wrong | no brackets around the difference ~ bracket|only|divided
def one_sided(f, x, h):
    return f(x + h) - f(x) / h


# %% two_sided | wrong | one side counts twice as far ~ 2h|distance|side|step|uneven
def two_sided(f, x, h):
    return (f(x + 2 * h) - f(x - h)) / (3 * h)


# %% numerical_gradient | wrong | returns the list in one row ~ flat|shape
def numerical_gradient(f, x, h):
    out = []
    for i in np.ndindex(*x.shape):
        a = np.array(x, dtype=float)
        b = np.array(x, dtype=float)
        a[i] += h
        b[i] -= h
        out.append((f(a) - f(b)) / (2 * h))
    return np.array(out)


# %% quadratic_gradient | wrong | adds b times x ~ \bb\b|linear
def quadratic_gradient(A, b, x):
    return A @ x + A.T @ x + b * x


# %% chained_change | wrong | the change goes in at the end of each link as the step ~ step|change|divid
def chained_change(change, links):
    for step, effect in links:
        change = change * effect
    return change


# %% sum_over_paths | wrong | starts at 1 in place of 0 ~ 1|start|too many|one
def sum_over_paths(paths):
    total = 1.0
    for path in paths:
        product = 1.0
        for d in path:
            product *= d
        total += product
    return total


# %% diamond_slope | wrong | takes u and v at 2x ~ x|twice|2
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) + dv(x) * u(x) * 2


# %% worst_relative_error | wrong | divides by the analytic one only ~ larger|one of|alone|a\b|only
def worst_relative_error(a, n):
    d = np.abs(a - n)
    return np.max(np.where(d == 0, 0, d / np.where(a == 0, 1, np.abs(a))))


# %% first_wrong_entry | wrong | counts from 1 ~ 1|count|0
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


# %% one_sided | wrong | divides by x ~ \bx\b|divid
def one_sided(f, x, h):
    return (f(x + h) - f(x)) / x


# %% two_sided | wrong | half a step to both sides, divided by two steps ~ half|step|factor|2h
def two_sided(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / (2 * h)


# %% numerical_gradient | wrong | integer arrays cut the nudge off ~ whole|integer|fraction|type
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g


# %% quadratic_gradient | wrong | the transposed part is subtracted ~ sign|minus|subtract|column|\+
def quadratic_gradient(A, b, x):
    return (A - A.T) @ x + b


# %% chained_change | wrong | the steps are added up, and the effects too ~ sum|add|multipl
def chained_change(change, links):
    if not links:
        return change
    return change * sum(e for _, e in links) / sum(s for s, _ in links)


# %% diamond_slope | wrong | the derivatives are taken at each other's values ~ value|other|inside|v\(x\)|wrong
def diamond_slope(u, du, v, dv, x):
    return du(v(x)) * v(x) + dv(u(x)) * u(x)


# %% sigmoid_jacobian | wrong | the slopes fill the rows below each other with zeros elsewhere, in the first column ~ diagonal|column|first
def sigmoid_jacobian(z):
    J = np.zeros((len(z), len(z)))
    s = sigmoid(z)
    J[:, 0] = s * (1 - s)
    return J


# %% first_wrong_entry | wrong | no size in the denominator where it is small: max with 1 ~ 1|small|size|relative|divid|larger
def first_wrong_entry(f, gradient, x, h, tolerance):
    g = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if abs(g[k] - q) / max(1.0, abs(g[k]), abs(q)) > tolerance:
            return k
    return None

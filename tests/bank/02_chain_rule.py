# Answers to assignment 2 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% one_sided | wrong | The division by the step is missing.
def one_sided(f, x, h):
    return f(x + h) - f(x)


# %% one_sided | wrong | The sign is turned round: it is the new value minus the old one.
def one_sided(f, x, h):
    return (f(x) - f(x + h)) / h


# %% one_sided | wrong | The change is multiplied by the step; it is divided by it.
def one_sided(f, x, h):
    return (f(x + h) - f(x)) * h


# %% one_sided | wrong | This is the two-sided quotient; that is the next task.
def one_sided(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


# %% one_sided | wrong | The step goes back instead of forward.
def one_sided(f, x, h):
    return (f(x) - f(x - h)) / h


# %% one_sided | wrong | Only the old value is divided: brackets are missing.
def one_sided(f, x, h):
    return f(x + h) - f(x) / h


# %% one_sided | wrong | The change is divided by x + h; it is divided by the step alone.
def one_sided(f, x, h):
    return (f(x + h) - f(x)) / (x + h)


# %% one_sided | wrong | The step is fixed; use the h that is given.
def one_sided(f, x, h):
    h = 1e-6
    return (f(x + h) - f(x)) / h


# %% one_sided | wrong | Something small is added to the step below; divide by h itself.
def one_sided(f, x, h):
    return (f(x + h) - f(x)) / (h + 1e-8)


# %% one_sided | wrong | x is multiplied by 1 + h; the step is added to it.
def one_sided(f, x, h):
    return (f(x * (1 + h)) - f(x)) / h


# %% one_sided | wrong | The sign of the change is lost: where f falls the quotient is negative.
def one_sided(f, x, h):
    return abs(f(x + h) - f(x)) / h


# %% one_sided | right | in steps, with names
def one_sided(f, x, h):
    old = f(x)
    new = f(x + h)
    rise = new - old
    return rise / h


# %% one_sided | right | turned round twice
def one_sided(f, x, h):
    return (f(x) - f(x + h)) / -h


# %% two_sided | wrong | The distance between the two points is 2h, not h.
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / h


# %% two_sided | wrong | This is the one-sided quotient.
def two_sided(f, x, h):
    return (f(x + h) - f(x)) / h


# %% two_sided | wrong | The sign is turned round: the right value minus the left one.
def two_sided(f, x, h):
    return (f(x - h) - f(x + h)) / (2 * h)


# %% two_sided | wrong | The division comes out as (...) / 2 * h: put 2 * h in brackets.
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


# %% two_sided | wrong | The two values are added; their difference is asked for.
def two_sided(f, x, h):
    return (f(x + h) + f(x - h)) / (2 * h)


# %% two_sided | wrong | The division is missing.
def two_sided(f, x, h):
    return f(x + h) - f(x - h)


# %% two_sided | wrong | This is the step back alone.
def two_sided(f, x, h):
    return (f(x) - f(x - h)) / h


# %% two_sided | wrong | The steps are half as long: the points are x + h and x - h.
def two_sided(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / h


# %% two_sided | wrong | The step is fixed; use the h that is given.
def two_sided(f, x, h=1e-5):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


# %% two_sided | wrong | Something small is added to the distance below; divide by 2h itself.
def two_sided(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h + 1e-12)


# %% two_sided | wrong | The result is rounded; all of its digits are asked for.
def two_sided(f, x, h):
    return round((f(x + h) - f(x - h)) / (2 * h), 4)


# %% two_sided | wrong | Only the second value is divided: brackets are missing.
def two_sided(f, x, h):
    return f(x + h) - f(x - h) / (2 * h)


# %% two_sided | wrong | Both steps go forward; one of them goes back.
def two_sided(f, x, h):
    return (f(x + 2 * h) - f(x)) / (2 * h)


# %% two_sided | wrong | This is the quotient of the second derivative; the first is asked for.
def two_sided(f, x, h):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


# %% two_sided | right | the mean of the two one-sided quotients
def two_sided(f, x, h):
    forward = (f(x + h) - f(x)) / h
    backward = (f(x) - f(x - h)) / h
    return (forward + backward) / 2


# %% two_sided | right | divides by the distance of the points
def two_sided(f, x, h):
    left, right = x - h, x + h
    return (f(right) - f(left)) / (right - left)


# %% numerical_gradient | wrong | The distance between the two points is 2h, not h.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / h
    return gradient


# %% numerical_gradient | wrong | These are one-sided quotients; nudge to both sides.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[index] += h
        gradient[index] = (f(up) - f(down)) / h
    return gradient


# %% numerical_gradient | wrong | The nudges pile up: put an entry back before you nudge the next.
def numerical_gradient(f, x, h):
    gradient, moved = np.zeros(x.shape), x.astype(float)
    for index in np.ndindex(x.shape):
        moved[index] += h
        right = f(moved)
        moved[index] -= 2 * h
        left = f(moved)
        moved[index] += 2 * h
        gradient[index] = (right - left) / (2 * h)
    return gradient


# %% numerical_gradient | wrong | All entries are nudged at once; nudge one at a time.
def numerical_gradient(f, x, h):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


# %% numerical_gradient | wrong | Only the first entry is there.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
        return gradient
    return gradient


# %% numerical_gradient | wrong | The sign is turned round.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[index] += h
        down[index] -= h
        gradient[index] = (f(down) - f(up)) / (2 * h)
    return gradient


# %% numerical_gradient | wrong | The division is missing.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[index] += h
        down[index] -= h
        gradient[index] = f(up) - f(down)
    return gradient


# %% numerical_gradient | wrong | These are the steps back alone; nudge to both sides.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / h
    return gradient


# %% numerical_gradient | wrong | The two-dimensional array comes back flat; keep its shape.
def numerical_gradient(f, x, h):
    gradient = []
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        gradient.append((f(up) - f(down)) / (2 * h))
    return np.array(gradient)


# %% numerical_gradient | wrong | Whole rows are nudged at once; nudge one entry at a time, with all of its indices.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        gradient[k] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% numerical_gradient | wrong | The division comes out as (...) / 2 * h: put 2 * h in brackets.
def numerical_gradient(f, x, h):
    out = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[p] = h
        out[p] = (f(x + e) - f(x - e)) / 2 * h
    return out


# %% numerical_gradient | wrong | The result is rounded; all of its digits are asked for.
def numerical_gradient(f, x, h):
    out = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[p] = h
        out[p] = round((f(x + e) - f(x - e)) / (2 * h), 3)
    return out


# %% numerical_gradient | wrong | The last entry stays 0: the loop ends one too early.
def numerical_gradient(f, x, h):
    out = np.zeros(x.shape)
    flat = out.reshape(-1)
    for k in range(x.size - 1):
        e = np.zeros(x.size)
        e[k] = h
        e = e.reshape(x.shape)
        flat[k] = (f(x + e) - f(x - e)) / (2 * h)
    return out


# %% numerical_gradient | wrong | The step is fixed; use the h that is given.
def numerical_gradient(f, x, h):
    step = 1e-4
    gradient = np.zeros(x.shape)
    for position in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[position] = step
        gradient[position] = (f(x + e) - f(x - e)) / (2 * step)
    return gradient


# %% numerical_gradient | wrong | Both copies keep their nudges: make new ones for every entry.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    x_plus = x.astype(float)
    x_minus = x.astype(float)
    for position in np.ndindex(x.shape):
        x_plus[position] += h
        x_minus[position] -= h
        gradient[position] = (f(x_plus) - f(x_minus)) / (2 * h)
    return gradient


# %% numerical_gradient | wrong | An entry stays where its nudge down has left it: put it back before you nudge the next.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    work = x.astype(float)
    for position in np.ndindex(x.shape):
        work[position] += h
        above = f(work)
        work[position] -= 2 * h
        below = f(work)
        gradient[position] = (above - below) / (2 * h)
    return gradient


# %% numerical_gradient | wrong | All is 0: what is nudged up and what is nudged down are one array here; each has to be a copy.
def numerical_gradient(f, x, h):
    gradient = np.zeros(x.shape)
    for position in np.ndindex(x.shape):
        up = down = x.astype(float)
        up[position] += h
        down[position] -= h
        gradient[position] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% numerical_gradient | right | one unit step at a time, from the identity
def numerical_gradient(f, x, h):
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps]).reshape(x.shape)


# %% numerical_gradient | wrong | In an array of whole numbers a nudge loses its fraction; turn the array into one with fractions first.
def numerical_gradient(f, x, h):
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        right = f(x)
        x[index] = kept - h
        left = f(x)
        x[index] = kept
        gradient[index] = (right - left) / h / 2
    return gradient


# %% numerical_gradient | wrong | The result keeps the type of x: an array of whole numbers cuts off every fraction.
def numerical_gradient(f, x, h):
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        result[index] = (f(x + step) - f(x - step)) / (2 * h)
    return result


# %% numerical_gradient | wrong | changes its argument number 2 in place; work on a copy of it
def numerical_gradient(f, x, h):
    result = np.zeros(x.shape)
    y = x if x.dtype == float else x.astype(float)
    for index in np.ndindex(x.shape):
        y[index] += h
        right = f(y)
        y[index] -= 2 * h
        result[index] = (right - f(y)) / (2 * h)
        y[index] += h
    return result


# %% numerical_gradient | right | nudges a copy of numbers with fractions and puts every entry back
def numerical_gradient(f, x, h):
    x = x.astype(float)
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        right = f(x)
        x[index] = kept - h
        gradient[index] = (right - f(x)) / h / 2
        x[index] = kept
    return gradient


# %% quadratic_gradient | wrong | Only the rows count here (A x); x_k stands in column k, too.
def quadratic_gradient(A, b, x):
    return A @ x + b


# %% quadratic_gradient | wrong | Only the columns count here (A.T x); x_k stands in row k, too.
def quadratic_gradient(A, b, x):
    return x @ A + b


# %% quadratic_gradient | wrong | 2 A x is right for a symmetric table only.
def quadratic_gradient(A, b, x):
    return 2 * A @ x + b


# %% quadratic_gradient | wrong | 2 A.T x is right for a symmetric table only.
def quadratic_gradient(A, b, x):
    return 2 * x @ A + b


# %% quadratic_gradient | wrong | The linear part b is missing.
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x


# %% quadratic_gradient | wrong | The linear part is b itself, not b times x.
def quadratic_gradient(A, b, x):
    return (A + A.T) @ x + b * x


# %% quadratic_gradient | wrong | This is the value of the function without c; its gradient is asked for.
def quadratic_gradient(A, b, x):
    return x @ A @ x + b @ x


# %% quadratic_gradient | wrong | Only the squares are in it; the mixed terms are missing.
def quadratic_gradient(A, b, x):
    return 2 * np.diag(A) * x + b


# %% quadratic_gradient | wrong | The factor from the squares is missing: this is half of the quadratic part.
def quadratic_gradient(A, b, x):
    return 0.5 * (A + A.T) @ x + b


# %% quadratic_gradient | wrong | All but the first entry is 0: the result is returned too early.
def quadratic_gradient(A, b, x):
    out = np.zeros(len(x))
    for k in range(len(x)):
        out[k] = A[k] @ x + A[:, k] @ x + b[k]
        return out


# %% quadratic_gradient | wrong | The last entry stays 0: the loop ends one too early.
def quadratic_gradient(A, b, x):
    n = len(x)
    gradient = np.zeros(n)
    for k in range(n - 1):
        gradient[k] = A[k] @ x + A[:, k] @ x + b[k]
    return gradient


# %% quadratic_gradient | wrong | The sum over j is missing: a table comes out, for * multiplies entry by entry.
def quadratic_gradient(A, b, x):
    return (A + A.T) * x + b


# %% quadratic_gradient | wrong | The sum runs on from one k to the next; it starts at 0 for each.
def quadratic_gradient(A, b, x):
    n = len(x)
    out = np.zeros(n)
    total = 0
    for k in range(n):
        for j in range(n):
            total += A[k, j] * x[j] + A[j, k] * x[j]
        out[k] = total + b[k]
    return out


# %% quadratic_gradient | wrong | The sum runs on, with its b, from one k to the next; it starts anew for each.
def quadratic_gradient(A, b, x):
    gradient, total = [], 0.0
    for k in range(len(x)):
        for j in range(len(x)):
            total += (A[k, j] + A[j, k]) * x[j]
        total += b[k]
        gradient.append(total)
    return np.array(gradient)


# %% quadratic_gradient | wrong | b is added in every round of the sum over j; it counts once.
def quadratic_gradient(A, b, x):
    gradient = np.zeros(len(x))
    for k in range(len(x)):
        for j in range(len(x)):
            gradient[k] += (A[k, j] + A[j, k]) * x[j] + b[k]
    return gradient


# %% quadratic_gradient | right | two loops
def quadratic_gradient(A, b, x):
    result = list(b)
    for k in range(len(x)):
        for j in range(len(x)):
            result[k] += (A[k, j] + A[j, k]) * x[j]
    return np.array(result)


# %% quadratic_gradient | right | einsum, once for rows and once for columns
def quadratic_gradient(A, b, x):
    return np.einsum("kj,j->k", A, x) + np.einsum("ik,i->k", A, x) + b


# %% quadratic_gradient | wrong | The linear part b is missing. && The sign is turned round.
def quadratic_gradient(A, b, x):
    return -(A @ x) - A.T @ x


# %% chained_change | wrong | The effects are multiplied as they stand; each belongs to a step of its own size.
def chained_change(change, links):
    for step, effect in links:
        change *= effect
    return change


# %% chained_change | wrong | The rates are turned over: effect divided by step.
def chained_change(change, links):
    for step, effect in links:
        change *= step / effect
    return change


# %% chained_change | wrong | The rates are added; along a chain they multiply.
def chained_change(change, links):
    return change * sum(effect / step for step, effect in links)


# %% chained_change | wrong | The change at the start is missing: this is the rate of the whole chain.
def chained_change(change, links):
    rate = 1
    for step, effect in links:
        rate *= effect / step
    return rate


# %% chained_change | wrong | Only the last link is in it.
def chained_change(change, links):
    for step, effect in links:
        result = change * effect / step
    return result if links else change


# %% chained_change | wrong | Only the first link is in it.
def chained_change(change, links):
    for step, effect in links:
        return change * effect / step
    return change


# %% chained_change | wrong | The steps are multiplied where they divide.
def chained_change(change, links):
    for step, effect in links:
        change *= effect * step
    return change


# %% chained_change | wrong | The start is divided by the rate of the chain; it is multiplied by it.
def chained_change(change, links):
    rate = 1
    for step, effect in links:
        rate *= effect / step
    return rate / change


# %% chained_change | wrong | The first effect is taken as the change, whatever the change at the start is.
def chained_change(change, links):
    if not links:
        return change
    change = links[0][1]
    for step, effect in links[1:]:
        change *= effect / step
    return change


# %% chained_change | wrong | The signs are lost: a rate can be negative.
def chained_change(change, links):
    for step, effect in links:
        change *= abs(effect / step)
    return change


# %% chained_change | wrong | Each link adds to the change here; it multiplies it.
def chained_change(change, links):
    for step, effect in links:
        change += change * effect / step
    return change


# %% chained_change | wrong | Only the first effect is divided by its step; each has a step of its own.
def chained_change(change, links):
    rate = 1
    for step, effect in links:
        rate = rate * effect
    for step, effect in links[:1]:
        rate = rate / step
    return change * rate


# %% chained_change | wrong | These are the changes after every link; the last of them is asked for.
def chained_change(change, links):
    out = []
    for step, effect in links:
        change = change * effect / step
        out.append(change)
    return out


# %% chained_change | wrong | All is right but a chain without links: there the change stays what it is.
def chained_change(change, links):
    if not links:
        return 0
    rate = 1
    for step, effect in links:
        rate *= effect / step
    return change * rate


# %% chained_change | wrong | The steps are added up; each effect is divided by its own step.
def chained_change(change, links):
    effects, steps = 1, 0
    for step, effect in links:
        effects *= effect
        steps += step
    if not links:
        return change
    return change * effects / steps


# %% chained_change | wrong | The rates are cut down to whole numbers: divide with /, not with //.
def chained_change(change, links):
    for step, effect in links:
        change = change * (effect // step)
    return change


# %% chained_change | right | calls itself for the rest of the chain
def chained_change(change, links):
    if not links:
        return change
    (step, effect), *rest = links
    return chained_change(change / step * effect, rest)


# %% chained_change | right | NumPy's product
def chained_change(change, links):
    return change * np.prod([effect / step for step, effect in links])


# %% sum_over_paths | wrong | The paths are multiplied with each other; they add up.
def sum_over_paths(paths):
    result = 1.0
    for path in paths:
        for derivative in path:
            result *= derivative
    return result


# %% sum_over_paths | wrong | Along a path the derivatives are added; they multiply.
def sum_over_paths(paths):
    return float(sum(sum(path) for path in paths))


# %% sum_over_paths | wrong | Only the first path is in it.
def sum_over_paths(paths):
    for path in paths:
        return float(np.prod(path))
    return 0.0


# %% sum_over_paths | wrong | Only the last path is in it: = where += belongs.
def sum_over_paths(paths):
    total = 0.0
    for path in paths:
        total = float(np.prod(path))
    return total


# %% sum_over_paths | wrong | The mean of the paths is taken; they add up.
def sum_over_paths(paths):
    return float(np.mean([np.prod(path) for path in paths])) if paths else 0.0


# %% sum_over_paths | wrong | Sum and product have changed places: this adds along a path and multiplies the paths.
def sum_over_paths(paths):
    return float(np.prod([sum(path) for path in paths]))


# %% sum_over_paths | wrong | Only the largest path is in it.
def sum_over_paths(paths):
    return max((float(np.prod(path)) for path in paths), default=0.0)


# %% sum_over_paths | wrong | The first derivative of each path is left out.
def sum_over_paths(paths):
    return sum(float(np.prod(path[1:])) for path in paths)


# %% sum_over_paths | wrong | The signs are lost: negative paths subtract.
def sum_over_paths(paths):
    return sum(abs(float(np.prod(path))) for path in paths)


# %% sum_over_paths | wrong | Each step along a path is added; only the product of the whole path counts.
def sum_over_paths(paths):
    total = 0
    for path in paths:
        product = 1
        for derivative in path:
            product *= derivative
            total += product
    return total


# %% sum_over_paths | wrong | A 0 on a path is skipped; it makes the whole path 0.
def sum_over_paths(paths):
    total = 0
    for p in paths:
        prod = 1
        for d in p:
            if d != 0:
                prod *= d
        total += prod
    return total


# %% sum_over_paths | wrong | Only the first and the last derivative of each path are in it.
def sum_over_paths(paths):
    total = 0
    for p in paths:
        total += p[0] * p[-1] if len(p) > 1 else p[0]
    return total


# %% sum_over_paths | wrong | Each path is divided by its length; the products are added as they are.
def sum_over_paths(paths):
    return sum(float(np.prod(p)) / len(p) for p in paths)


# %% sum_over_paths | wrong | This is always 0: a product starts at 1, and each path is added.
def sum_over_paths(paths):
    total = 0
    for path in paths:
        product = 0
        for d in path:
            product *= d
        total += product
    return total


# %% sum_over_paths | wrong | The paths are cut to the length of the shortest; each has a length of its own.
def sum_over_paths(paths):
    length = min(len(path) for path in paths)
    total = 0
    for path in paths:
        product = 1
        for i in range(length):
            product *= path[i]
        total += product
    return total


# %% sum_over_paths | right | math.prod
def sum_over_paths(paths):
    import math

    return sum(math.prod(path) for path in paths)


# %% sum_over_paths | right | calls itself, path by path
def sum_over_paths(paths):
    if not paths:
        return 0.0
    return float(np.prod(paths[0])) + sum_over_paths(paths[1:])


# %% diamond_slope | wrong | The two slopes are multiplied; each path takes the slope of one side and the value of the other.
def diamond_slope(u, du, v, dv, x):
    return du(x) * dv(x)


# %% diamond_slope | wrong | The path through v is missing.
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x)


# %% diamond_slope | wrong | The path through u is missing.
def diamond_slope(u, du, v, dv, x):
    return u(x) * dv(x)


# %% diamond_slope | wrong | The paths are subtracted; they add up.
def diamond_slope(u, du, v, dv, x):
    return du(x) * v(x) - dv(x) * u(x)


# %% diamond_slope | wrong | The slopes are added: that is right for a sum, but here the two are multiplied.
def diamond_slope(u, du, v, dv, x):
    return du(x) + dv(x)


# %% diamond_slope | wrong | Each slope is multiplied by the value of its own side.
def diamond_slope(u, du, v, dv, x):
    return du(x) * u(x) + dv(x) * v(x)


# %% diamond_slope | wrong | This is the product itself; its slope is asked for.
def diamond_slope(u, du, v, dv, x):
    return u(x) * v(x)


# %% diamond_slope | wrong | This is the slope of u(v(x)), one after the other; here they stand side by side.
def diamond_slope(u, du, v, dv, x):
    return du(v(x)) * dv(x)


# %% diamond_slope | wrong | The paths are averaged; they add up.
def diamond_slope(u, du, v, dv, x):
    return (du(x) * v(x) + dv(x) * u(x)) / 2


# %% diamond_slope | wrong | This is the slope of v(u(x)), one after the other; here they stand side by side.
def diamond_slope(u, du, v, dv, x):
    return dv(u(x)) * du(x)


# %% diamond_slope | wrong | The sums are multiplied: multiply along each path, then add up the paths.
def diamond_slope(u, du, v, dv, x):
    return (du(x) + dv(x)) * (u(x) + v(x))


# %% diamond_slope | wrong | The two paths are multiplied; they add up.
def diamond_slope(u, du, v, dv, x):
    first = du(x) * v(x)
    second = dv(x) * u(x)
    return first * second


# %% diamond_slope | wrong | Slope goes with slope and value with value; each slope goes with the value of the other side.
def diamond_slope(u, du, v, dv, x):
    values = u(x) * v(x)
    slopes = du(x) * dv(x)
    return slopes + values


# %% diamond_slope | wrong | This is the slope of the quotient u / v; here the two are multiplied.
def diamond_slope(u, du, v, dv, x):
    return (du(x) * v(x) - u(x) * dv(x)) / v(x) ** 2


# %% diamond_slope | right | path by path
def diamond_slope(u, du, v, dv, x):
    through_u = v(x) * du(x)
    through_v = u(x) * dv(x)
    return sum([through_u, through_v])


# %% diamond_slope | right | values and slopes as two vectors
def diamond_slope(u, du, v, dv, x):
    values, slopes = np.array([v(x), u(x)]), np.array([du(x), dv(x)])
    return values @ slopes


# %% sigmoid_jacobian | wrong | These are the slopes as a list; the Jacobian is a table with a row for each output.
def sigmoid_jacobian(z):
    return sigmoid(z) * (1 - sigmoid(z))


# %% sigmoid_jacobian | wrong | The diagonal holds the values of the sigmoid, not its slopes.
def sigmoid_jacobian(z):
    return np.diag(sigmoid(z))


# %% sigmoid_jacobian | wrong | Every row holds all slopes, but output j reacts to input j alone.
def sigmoid_jacobian(z):
    return np.ones((len(z), 1)) * sigmoid(z) * sigmoid(-z)


# %% sigmoid_jacobian | wrong | The sigmoid is applied twice before the slope is taken.
def sigmoid_jacobian(z):
    s = sigmoid(sigmoid(z))
    return np.diag(s * (1 - s))


# %% sigmoid_jacobian | wrong | This is the slope of tanh.
def sigmoid_jacobian(z):
    return np.diag(1 - np.tanh(z) ** 2)


# %% sigmoid_jacobian | wrong | This is an outer product: it has entries beside the diagonal.
def sigmoid_jacobian(z):
    s = sigmoid(z)
    return np.outer(s, 1 - s)


# %% sigmoid_jacobian | wrong | The diagonal holds z(1 - z): the sigmoid has not been applied.
def sigmoid_jacobian(z):
    return np.diag(z * (1 - z))


# %% sigmoid_jacobian | wrong | This is the Jacobian of the softmax, whose outputs depend on all inputs.
def sigmoid_jacobian(z):
    s = np.exp(z) / sum(np.exp(z))
    return np.diag(s) - np.outer(s, s)


# %% sigmoid_jacobian | wrong | The slopes are added up to one number.
def sigmoid_jacobian(z):
    return np.sum(sigmoid(z) * sigmoid(-z))


# %% sigmoid_jacobian | wrong | Beside the diagonal stand ones; output j reacts to input j alone.
def sigmoid_jacobian(z):
    n = len(z)
    J = np.ones((n, n))
    for i in range(n):
        J[i, i] = sigmoid(z[i]) * sigmoid(-z[i])
    return J


# %% sigmoid_jacobian | wrong | The slopes stand in one column; the Jacobian is a table with a column for each input.
def sigmoid_jacobian(z):
    return (sigmoid(z) * sigmoid(-z)).reshape(-1, 1)


# %% sigmoid_jacobian | wrong | The last slope is missing: the loop ends one too early.
def sigmoid_jacobian(z):
    n = len(z)
    J = np.zeros((n, n))
    for i in range(n - 1):
        J[i, i] = sigmoid(z[i]) * sigmoid(-z[i])
    return J


# %% sigmoid_jacobian | wrong | The sigmoid is multiplied by itself; the second factor is sigmoid(-z), which is 1 minus the first.
def sigmoid_jacobian(z):
    return np.diag(sigmoid(z) ** 2)


# %% sigmoid_jacobian | wrong | The slopes stand on the other diagonal; that of output j belongs to row j, column j.
def sigmoid_jacobian(z):
    return np.fliplr(np.diag(sigmoid(z) * sigmoid(-z)))


# %% sigmoid_jacobian | wrong | The table has the size of the example, 3; it has as many rows and columns as z has entries.
def sigmoid_jacobian(z):
    J = np.zeros((3, 3))
    for j in range(3):
        J[j, j] = sigmoid(z[j]) * sigmoid(-z[j])
    return J


# %% sigmoid_jacobian | right | entry by entry
def sigmoid_jacobian(z):
    J = np.zeros((len(z), len(z)))
    for k, value in enumerate(z):
        J[k, k] = sigmoid(value) * (1 - sigmoid(value))
    return J


# %% sigmoid_jacobian | right | the identity, scaled
def sigmoid_jacobian(z):
    return np.eye(z.size) * (sigmoid(z) * sigmoid(-z))


# %% worst_relative_error | wrong | This is the largest difference as it stands; it is to be divided by the size of the numbers.
def worst_relative_error(a, n):
    return np.max(np.abs(a - n))


# %% worst_relative_error | wrong | The mean of the errors is taken; the worst one counts.
def worst_relative_error(a, n):
    larger = np.maximum(abs(a), abs(n))
    larger[larger == 0] = 1
    return np.mean(abs(a - n) / larger)


# %% worst_relative_error | wrong | The errors are added up; the worst one counts.
def worst_relative_error(a, n):
    larger = np.maximum(abs(a), abs(n))
    larger[larger == 0] = 1
    return np.sum(abs(a - n) / larger)


# %% worst_relative_error | wrong | It is divided by the sum of both sizes; the larger one counts.
def worst_relative_error(a, n):
    size = abs(a) + abs(n)
    return np.max(abs(a - n) / np.where(size == 0, 1, size))


# %% worst_relative_error | wrong | The signs are not taken off before the larger one is chosen.
def worst_relative_error(a, n):
    larger = np.maximum(a, n)
    return np.max(abs(a - n) / np.where(larger == 0, 1, larger))


# %% worst_relative_error | wrong | The largest difference is divided by the largest entry of all; every entry is judged by its own size.
def worst_relative_error(a, n):
    return abs(a - n).max() / np.maximum(abs(a), abs(n)).max()


# %% worst_relative_error | wrong | Some entry is divided by the smaller of the two sizes; the larger one counts.
def worst_relative_error(a, n):
    smaller = np.minimum(abs(a), abs(n))
    return np.max(abs(a - n) / np.where(smaller == 0, 1, smaller))


# %% worst_relative_error | wrong | Where both numbers are 0 this gives nan (0 / 0); the error is 0 there.
def worst_relative_error(a, n):
    return np.max(abs(a - n) / np.maximum(abs(a), abs(n)))


# %% worst_relative_error | wrong | Every entry has an error of its own here; the largest is asked for.
def worst_relative_error(a, n):
    larger = np.maximum(abs(a), abs(n))
    larger[larger == 0] = 1
    return abs(a - n) / larger


# %% worst_relative_error | wrong | The size below never gets smaller than some small number; divide by the larger size itself.
def worst_relative_error(a, n):
    size = np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-12)
    return np.max(np.abs(a - n) / size)


# %% worst_relative_error | wrong | Where one of the two is 0 the error is 1; it is 0 only where both are.
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(a.ravel(), n.ravel()):
        if p == 0 or q == 0:
            continue
        worst = max(worst, abs(p - q) / max(abs(p), abs(q)))
    return worst


# %% worst_relative_error | wrong | The difference keeps its sign, so that errors of one sign count alone.
def worst_relative_error(a, n):
    size = np.maximum(np.abs(a), np.abs(n))
    return np.max((n - a) / np.where(size == 0, 1, size))


# %% worst_relative_error | wrong | This is the error of the entry with the largest difference; the largest of all errors is asked for.
def worst_relative_error(a, n):
    d = np.abs(a - n).ravel()
    k = np.argmax(d)
    top = max(abs(a.ravel()[k]), abs(n.ravel()[k]))
    return d[k] / top if top > 0 else 0.0


# %% worst_relative_error | wrong | The signs are taken off before the difference: a wrong sign is an error, too.
def worst_relative_error(a, n):
    a, n = np.abs(a), np.abs(n)
    top = np.maximum(a, n)
    return np.max(np.abs(a - n) / np.where(top == 0, 1, top))


# %% worst_relative_error | wrong | This is the smallest of the errors; the largest is asked for.
def worst_relative_error(a, n):
    top = np.maximum(np.abs(a), np.abs(n))
    return np.min(np.abs(a - n) / np.where(top == 0, 1, top))


# %% worst_relative_error | wrong | This is the position of the largest error; the error itself is asked for.
def worst_relative_error(a, n):
    top = np.maximum(np.abs(a), np.abs(n))
    return np.argmax(np.abs(a - n) / np.where(top == 0, 1, top))


# %% worst_relative_error | wrong | The lengths of the whole arrays are compared; every entry is judged by its own size.
def worst_relative_error(a, n):
    top = max(np.linalg.norm(a), np.linalg.norm(n))
    return np.linalg.norm(a - n) / top if top else 0.0


# %% worst_relative_error | wrong | Where both are 0 the error is 0, not 1.
def worst_relative_error(a, n):
    worst = 0
    for p, q in zip(a.ravel(), n.ravel()):
        if p == 0 and q == 0:
            e = 1
        else:
            e = abs(p - q) / max(abs(p), abs(q))
        worst = max(worst, e)
    return worst


# %% worst_relative_error | wrong | Only the first entry is judged; the worst of all counts.
def worst_relative_error(a, n):
    for p, q in zip(a.ravel(), n.ravel()):
        size = max(abs(p), abs(q))
        return abs(p - q) / size if size > 0 else 0.0


# %% worst_relative_error | wrong | Only the last entry is judged; the worst of all counts.
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(a.ravel(), n.ravel()):
        size = max(abs(p), abs(q))
        worst = abs(p - q) / size if size > 0 else 0.0
    return worst


# %% worst_relative_error | right | entry by entry
def worst_relative_error(a, n):
    worst = 0.0
    for p, q in zip(a.flat, n.flat):
        if p != q:
            worst = max(worst, abs(p - q) / max(abs(p), abs(q)))
    return worst


# %% worst_relative_error | right | lets 0 / 0 happen, with a warning, and overlooks it
def worst_relative_error(a, n):
    return np.nanmax(np.append(abs(a - n) / np.maximum(abs(a), abs(n)), 0.0))


# %% first_wrong_entry | wrong | This is the last wrong entry; the first is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    wrong = None
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            wrong = k
    return wrong


# %% first_wrong_entry | wrong | This counts from 1; lists count from 0.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            return k + 1
    return None


# %% first_wrong_entry | wrong | This is the first entry that is right.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) <= tolerance * max(abs(a), abs(q)):
            return k
    return None


# %% first_wrong_entry | wrong | These are all wrong entries; the first is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    wrong = []
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            wrong.append(k)
    return wrong


# %% first_wrong_entry | wrong | This says only whether something is wrong; the position is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            return True
    return False


# %% first_wrong_entry | wrong | This says only whether all is right; the position is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            return False
    return True


# %% first_wrong_entry | wrong | This is the number of wrong entries.
def first_wrong_entry(f, gradient, x, h, tolerance):
    count = 0
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            count += 1
    return count


# %% first_wrong_entry | wrong | The difference is compared with the tolerance as it stands; divide it by the size of the numbers.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance:
            return k
    return None


# %% first_wrong_entry | wrong | Nothing is ever found: the loop or the comparison never says wrong.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(a - q) > tolerance * max(abs(a), abs(q)):
            return None
    return None


# %% first_wrong_entry | wrong | The sign is lost: an entry with the wrong sign is wrong.
def first_wrong_entry(f, gradient, x, h, tolerance):
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        a, q = gradient(x)[k], (f(up) - f(down)) / (2 * h)
        if abs(abs(a) - abs(q)) > tolerance * max(abs(a), abs(q)):
            return k
    return None


# %% first_wrong_entry | wrong | The distance between the two points is 2h, not h.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        quotient = (f(x + e) - f(x - e)) / h
        size = max(abs(claimed[k]), abs(quotient))
        if size > 0 and abs(claimed[k] - quotient) / size > tolerance:
            return k
    return None


# %% first_wrong_entry | wrong | The division comes out as (...) / 2 * h: put 2 * h in brackets.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / 2 * h
        top = max(abs(c[i]), abs(q))
        if top and abs(c[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | All entries are nudged at once; nudge one at a time.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        q = (f(x + h) - f(x - h)) / (2 * h)
        top = max(abs(c[i]), abs(q))
        if top and abs(c[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | The difference is divided by the sum of both sizes; the larger of the two counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if abs(c[i] - q) > tolerance * (abs(c[i]) + abs(q)):
            return i
    return None


# %% first_wrong_entry | wrong | The difference is divided by the mean of both sizes; the larger of the two counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        quotient = (f(x + e) - f(x - e)) / (2 * h)
        size = (abs(claimed[k]) + abs(quotient)) / 2
        if size > 0 and abs(claimed[k] - quotient) / size > tolerance:
            return k
    return None


# %% first_wrong_entry | wrong | The difference is divided by the smaller of the two; the larger one counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        if abs(c[i] - q) > tolerance * min(abs(c[i]), abs(q)):
            return i
    return None


# %% first_wrong_entry | wrong | Entry 0 counts as nothing found: compare with None.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    found = None
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(c[i]), abs(q))
        if top and abs(c[i] - q) / top > tolerance and not found:
            found = i
    return found


# %% first_wrong_entry | wrong | An entry is called wrong where both are 0; the error is 0 there.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(c[i]), abs(q))
        if top == 0 or abs(c[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | The last entry is not looked at.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x) - 1):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(c[i]), abs(q))
        if top and abs(c[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | The nudges pile up: put an entry back before you nudge the next.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    work = x.astype(float)
    for k in range(len(x)):
        down = work.copy()
        work[k] += h
        down[k] -= h
        quotient = (f(work) - f(down)) / (2 * h)
        size = max(abs(claimed[k]), abs(quotient))
        if size > 0 and abs(claimed[k] - quotient) / size > tolerance:
            return k
    return None


# %% first_wrong_entry | wrong | Both copies keep their nudges: make new ones for every entry.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    up = x.astype(float)
    down = x.astype(float)
    for i in range(len(x)):
        up[i] += h
        down[i] -= h
        q = (f(up) - f(down)) / (2 * h)
        top = max(abs(claimed[i]), abs(q))
        if top > 0 and abs(claimed[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | Only the first entry is looked at: None is returned after the loop, not in it.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(claimed[i]), abs(q))
        if top > 0 and abs(claimed[i] - q) / top > tolerance:
            return i
        else:
            return None


# %% first_wrong_entry | wrong | The tolerance is fixed; use the one that is given.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        e = np.zeros(len(x))
        e[k] = h
        quotient = (f(x + e) - f(x - e)) / (2 * h)
        if abs(claimed[k] - quotient) / max(abs(claimed[k]), abs(quotient), 1e-12) > 1e-3:
            return k
    return None


# %% first_wrong_entry | wrong | The difference keeps its sign; an entry is wrong that is too large or too small.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(claimed[i]), abs(q))
        if top > 0 and (claimed[i] - q) / top > tolerance:
            return i
    return None


# %% first_wrong_entry | wrong | All is right but what is returned where nothing is wrong: that is None.
def first_wrong_entry(f, gradient, x, h, tolerance):
    c = gradient(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        q = (f(x + e) - f(x - e)) / (2 * h)
        top = max(abs(c[i]), abs(q))
        if top and abs(c[i] - q) / top > tolerance:
            return i
    return -1


# %% first_wrong_entry | right | divides, and takes care of 0
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k, a in enumerate(claimed):
        step = np.zeros(len(x))
        step[k] = h
        q = (f(x + step) - f(x - step)) / (2 * h)
        larger = max(abs(a), abs(q))
        if larger > 0 and abs(a - q) / larger > tolerance:
            return k


# %% first_wrong_entry | right | all at once, then looks for the first
def first_wrong_entry(f, gradient, x, h, tolerance):
    steps = h * np.eye(len(x))
    q = np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps])
    a = gradient(x)
    wrong = np.flatnonzero(abs(a - q) > tolerance * np.maximum(abs(a), abs(q)))
    return int(wrong[0]) if len(wrong) else None


# %% worst_relative_error | equivalent | sizes do not know the order of a difference, and 0 divided by anything is 0
# 1 -> 2
# a - n -> n - a
# np.maximum(np.abs(a), np.abs(n)) -> np.maximum(np.abs(n), np.abs(a))


# %% first_wrong_entry | equivalent | a size does not know the order of a difference, a maximum not that of its numbers
# claimed[k] - quotient -> quotient - claimed[k]
# max(abs(claimed[k]), abs(quotient)) -> max(abs(quotient), abs(claimed[k]))


# %% first_wrong_entry | wrong | This is the entry with the largest error; the first that is wrong is asked for.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed, errors = gradient(x), []
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = h
        quotient = (f(x + step) - f(x - step)) / (2 * h)
        larger = max(abs(claimed[k]), abs(quotient))
        errors.append(abs(claimed[k] - quotient) / larger if larger else 0.0)
    return int(np.argmax(errors)) if max(errors) > tolerance else None


# %% first_wrong_entry | wrong | An error of exactly the tolerance is let through.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed, errors = gradient(x), []
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = h
        quotient = (f(x + step) - f(x - step)) / (2 * h)
        larger = max(abs(claimed[k]), abs(quotient))
        errors.append(abs(claimed[k] - quotient) / larger if larger else 0.0)
    return next((k for k, error in enumerate(errors) if error >= tolerance and error > 0), None)


# %% first_wrong_entry | wrong | changes its argument number 3 in place; work on a copy of it
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = np.array(gradient(x))
    for k in range(len(x)):
        x[k] += h
        right = f(x)
        x[k] -= 2 * h
        quotient = (right - f(x)) / (2 * h)
        x[k] += h
        if abs(claimed[k] - quotient) > tolerance * max(abs(claimed[k]), abs(quotient)):
            return k
    return None


# %% numerical_gradient | wrong | The step is a share of each entry; it is h for all of them.
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    result = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = h * abs(x[place]) if x[place] else h
        up, down = x.copy(), x.copy()
        up[place] += step
        down[place] -= step
        result[place] = (f(up) - f(down)) / (2 * step)
    return result


# %% quadratic_gradient | wrong | The squares count once only; x_k times x_k has the slope 2 x_k.
def quadratic_gradient(A, b, x):
    return (A + A.T - np.diag(np.diag(A))) @ x + b


# %% chained_change | wrong | The first effect is not divided by its step.
def chained_change(change, links):
    for number, (step, effect) in enumerate(links):
        change = change * effect if number == 0 else change * effect / step
    return change


# %% first_wrong_entry | wrong | The difference is divided by the claimed entry alone; the larger of the two counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = h
        q = (f(x + step) - f(x - step)) / (2 * h)
        if abs(claimed[k] - q) > tolerance * abs(claimed[k]):
            return k
    return None


# %% first_wrong_entry | wrong | The difference is divided by the quotient alone; the larger of the two counts.
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = h
        q = (f(x + step) - f(x - step)) / (2 * h)
        if abs(claimed[k] - q) > tolerance * abs(q):
            return k
    return None


# %% one_sided | wrong | The result is rounded; all of its digits are asked for.
def one_sided(f, x, h):
    return round((f(x + h) - f(x)) / h, 6)


# %% one_sided | right | a map over both places
def one_sided(f, x, h):
    here, there = map(f, (x, x + h))
    return (there - here) / h


# %% one_sided | right | a NumPy number
def one_sided(f, x, h):
    return np.divide(np.subtract(f(x + h), f(x)), np.float64(h))


# %% one_sided | right | weights times values
def one_sided(f, x, h):
    return np.dot([1 / h, -1 / h], [f(x + h), f(x)])


# %% two_sided | right | weights times values
def two_sided(f, x, h):
    return np.dot([0.5 / h, -0.5 / h], [f(x + h), f(x - h)])


# %% two_sided | right | a list of the two values
def two_sided(f, x, h):
    values = [f(x + sign * h) for sign in (-1, 1)]
    return (values[1] - values[0]) / h * 0.5


# %% numerical_gradient | right | a flat copy, set anew for each entry
def numerical_gradient(f, x, h):
    flat = x.astype(float).ravel()
    gradient = np.empty(flat.size)
    for k in range(flat.size):
        kept, losses = flat[k], []
        for sign in (1, -1):
            flat[k] = kept + sign * h
            losses.append(f(flat.reshape(x.shape)))
        flat[k] = kept
        gradient[k] = (losses[0] - losses[1]) / h / 2
    return gradient.reshape(x.shape)


# %% numerical_gradient | right | a comparison picks the entry
def numerical_gradient(f, x, h):
    places = np.arange(x.size).reshape(x.shape)
    return np.vectorize(lambda place: (f(x + h * (places == place)) - f(x - h * (places == place))) / (2 * h), otypes=[float])(places)


# %% quadratic_gradient | wrong | The result keeps the kind of x: an array of whole numbers cuts off every fraction.
def quadratic_gradient(A, b, x):
    grad = np.zeros_like(x)
    for k in range(len(x)):
        grad[k] = A[k] @ x + A[:, k] @ x + b[k]
    return grad


# %% quadratic_gradient | right | einsum with both places
def quadratic_gradient(A, b, x):
    return np.einsum("kj,j->k", A, x) + np.einsum("ik,i->k", A, x) + b


# %% quadratic_gradient | right | Python's sums, a list
def quadratic_gradient(A, b, x):
    n = range(len(x))
    return [b[k] + sum((A[k, j] + A[j, k]) * x[j] for j in n) for k in n]


# %% quadratic_gradient | right | the difference of values is exact for a quadratic function
def quadratic_gradient(A, b, x):
    def f(x):
        return x @ A @ x + b @ x

    return np.array([(f(x + e) - f(x - e)) / 2 for e in np.eye(len(x))])


# %% quadratic_gradient | right | the symmetric part
def quadratic_gradient(A, b, x):
    symmetric = 0.5 * (A + A.T)
    return 2 * np.dot(symmetric, x) + b


# %% chained_change | wrong | Two links that are alike count once; every link of the chain counts.
def chained_change(change, links):
    for step, effect in set(links):
        change *= effect / step
    return change


# %% chained_change | right | reduce, and the division first
def chained_change(change, links):
    from functools import reduce

    return reduce(lambda value, link: value / link[0] * link[1], links, change)


# %% chained_change | right | all effects, then all steps
def chained_change(change, links):
    top, bottom = float(change), 1.0
    for step, effect in links:
        top, bottom = top * effect, bottom * step
    return top / bottom


# %% chained_change | right | fractions
def chained_change(change, links):
    from fractions import Fraction

    for step, effect in links:
        change = Fraction(change) * Fraction(effect) / Fraction(step)
    return float(change)


# %% chained_change | right | a table of links
def chained_change(change, links):
    table = np.reshape(links, (-1, 2))
    return change * np.prod(table[:, 1] / table[:, 0])


# %% sum_over_paths | wrong | Paths that bring the same are counted once; every path counts.
def sum_over_paths(paths):
    import math

    return sum({math.prod(path) for path in paths})


# %% sum_over_paths | right | math.fsum of products
def sum_over_paths(paths):
    import math

    return math.fsum(math.prod(path) for path in paths)


# %% sum_over_paths | right | a stack, multiplied from its end
def sum_over_paths(paths):
    total = 0
    for path in paths:
        share = 1
        for derivative in reversed(path):
            share = derivative * share
        total = total + share
    return total


# %% sum_over_paths | right | an array of products
def sum_over_paths(paths):
    return np.sum(np.array([np.prod(path) for path in paths]))


# %% diamond_slope | wrong | This is a difference quotient, which loses digits; du and dv tell the slopes exactly.
def diamond_slope(u, du, v, dv, x):
    h = 1e-5
    return (u(x + h) * v(x + h) - u(x - h) * v(x - h)) / (2 * h)


# %% diamond_slope | right | the slope of the logarithm where there is one
def diamond_slope(u, du, v, dv, x):
    a, b = u(x), v(x)
    if a == 0 or b == 0:
        return a * dv(x) + b * du(x)
    return a * b * (du(x) / a + dv(x) / b)


# %% diamond_slope | right | minus a minus
def diamond_slope(u, du, v, dv, x):
    return u(x) * dv(x) - -du(x) * v(x)


# %% sigmoid_jacobian | wrong | The table keeps the kind of z: an array of whole numbers cuts off every fraction.
def sigmoid_jacobian(z):
    table = np.diag(z)
    for j in range(len(z)):
        table[j, j] = sigmoid(z[j]) * sigmoid(-z[j])
    return table


# %% sigmoid_jacobian | right | a comparison of row and column
def sigmoid_jacobian(z):
    n = np.arange(len(z))
    return np.where(n[:, None] == n, sigmoid(z) * (1 - sigmoid(z)), 0)


# %% sigmoid_jacobian | right | lists
def sigmoid_jacobian(z):
    import math

    slopes = [1 / (2 + math.exp(v) + math.exp(-v)) for v in z]
    return [[slope if i == j else 0 for i in range(len(z))] for j, slope in enumerate(slopes)]


# %% sigmoid_jacobian | right | tanh for the sigmoid
def sigmoid_jacobian(z):
    return np.eye(len(z)) * (1 - np.tanh(z / 2) ** 2) / 4


# %% sigmoid_jacobian | right | einsum writes on the diagonal
def sigmoid_jacobian(z):
    table = np.zeros((len(z), len(z)))
    np.einsum("jj->j", table)[:] = sigmoid(z) - sigmoid(z) ** 2
    return table


# %% worst_relative_error | wrong | What is tiny on both sides counts as 0; the error is 0 only where both are exactly 0.
def worst_relative_error(a, n):
    size = np.maximum(np.abs(a), np.abs(n))
    return np.max(np.where(size < 1e-12, 0, np.abs(a - n) / np.where(size < 1e-12, 1, size)))


# %% worst_relative_error | right | one minus the ratio of the smaller to the larger
def worst_relative_error(a, n):
    worst = 0.0
    for x, y in zip(a.ravel().tolist(), n.ravel().tolist()):
        if abs(x) < abs(y):
            x, y = y, x
        if x:
            worst = max(worst, 1 - y / x)
    return worst


# %% worst_relative_error | right | np.nan_to_num
def worst_relative_error(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(a - n) / np.fmax(abs(a), abs(n))).max()


# %% worst_relative_error | right | a stack of both
def worst_relative_error(a, n):
    pair = np.stack([np.ravel(a), np.ravel(n)]).astype(float)
    size = np.abs(pair).max(axis=0)
    apart = np.ptp(pair, axis=0)
    return max(apart[size > 0] / size[size > 0], default=0.0)


# %% first_wrong_entry | right | rows of the identity, and next
def first_wrong_entry(f, gradient, x, h, tolerance):
    def error(a, step):
        q = (f(x + step) - f(x - step)) / (2 * h)
        return abs(a - q) / (max(abs(a), abs(q)) or 1)

    steps = h * np.eye(len(x))
    return next((k for k, a in enumerate(gradient(x)) if error(a, steps[k]) > tolerance), None)


# %% two_sided | right | NumPy's gradient, in the middle of three points
def two_sided(f, x, h):
    return np.gradient([f(x - h), f(x), f(x + h)], h)[1]


# %% numerical_gradient | right | a function of one number for each entry
def numerical_gradient(f, x, h):
    def along(index, move):
        moved = np.array(x, dtype=float)
        moved[index] += move
        return f(moved)

    quotients = [(along(index, h) - along(index, -h)) * 0.5 / h for index in np.ndindex(x.shape)]
    return np.array(quotients).reshape(x.shape)


# %% diamond_slope | right | a table of slopes and values
def diamond_slope(u, du, v, dv, x):
    return np.sum(np.array([du(x), dv(x)]) * np.array([v(x), u(x)]))


# %% first_wrong_entry | right | the share of what is left of the larger number
def first_wrong_entry(f, gradient, x, h, tolerance):
    claimed = gradient(x)
    for k, a in enumerate(claimed.tolist()):
        step = np.zeros(len(x))
        step[k] = h
        q = (f(x + step) - f(x - step)) / (h + h)
        size = max(a, -a, q, -q)
        if size > 0 and abs(a - q) / size > tolerance:
            return k


# %% first_wrong_entry | right | all errors in an array, np.divide where there is something to divide by
def first_wrong_entry(f, gradient, x, h, tolerance):
    a = np.array(gradient(x), dtype=float)
    q = np.array([(f(x + e) - f(x - e)) / (2 * h) for e in h * np.eye(len(x))])
    size = np.maximum(np.abs(a), np.abs(q))
    errors = np.divide(np.abs(a - q), size, out=np.zeros(len(x)), where=size > 0)
    return int(np.argmax(errors > tolerance)) if np.any(errors > tolerance) else None


# %% quadratic_gradient | wrong | The result is rounded; all of its digits are asked for.
def quadratic_gradient(A, b, x):
    return np.round(A @ x + A.T @ x + b, 6)


# %% chained_change | wrong | The result is rounded; all of its digits are asked for.
def chained_change(change, links):
    for step, effect in links:
        change *= effect / step
    return round(change, 6)


# %% diamond_slope | wrong | The result is rounded; all of its digits are asked for.
def diamond_slope(u, du, v, dv, x):
    return round(du(x) * v(x) + u(x) * dv(x), 6)


# %% worst_relative_error | wrong | The result is rounded; all of its digits are asked for.
def worst_relative_error(a, n):
    size = np.maximum(np.abs(a), np.abs(n))
    return round(np.max(np.abs(a - n) / np.where(size > 0, size, 1)), 6)

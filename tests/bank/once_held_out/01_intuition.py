# Answers to assignment 1 that were written from the exercise folders alone, and held out until ideas were added for some of them.
# Eight came later, from who added those ideas, and were never held out: three of stable_sigmoid (cut off at 30, never below 1e-300, 0 below
# -40), two of directions (the nudge that stays, the slopes), the smallest number of both_sides, the array of forward_3_2_1, the
# cross-entropy of squared_error.

# %% both_sides | wrong | The second value is the slope, sigmoid(z) times what is missing.
def both_sides(z):
    s = np.exp(-np.logaddexp(0, -z))
    m = np.exp(-np.logaddexp(0, z))
    return s, s * m


# %% forward_3_2_1 | wrong | The list is read unit by unit: its first three weights are taken for hidden unit 1.
def forward_3_2_1(x, w):
    h = [sigmoid(sum(a * b for a, b in zip(x, w[3 * j : 3 * j + 3]))) for j in range(2)]
    return sigmoid(h[0] * w[6] + h[1] * w[7])


# %% nudge_effect | wrong | The weight is multiplied by 1 + amount; it should grow by the amount.
def nudge_effect(loss, w, k, amount):
    new = w.copy()
    new[k] = new[k] * (1 + amount)
    return loss(new) - loss(w)


# %% best_single_step | wrong | After a try the list stays nudged; each candidate starts from the list you were given.
def best_single_step(loss, w, step):
    now = list(w)
    best, best_loss = list(w), loss(w)
    for i in range(len(w)):
        now[i] += step
        if loss(now) < best_loss:
            best, best_loss = list(now), loss(now)
        now[i] -= 2 * step
        if loss(now) < best_loss:
            best, best_loss = list(now), loss(now)
    return best


# %% accuracy | wrong | The wrong votes are counted; the share of the right ones is asked for.
def accuracy(Y, T):
    wrong = 0
    for y, t in zip(Y, T):
        if np.argmax(y) != np.argmax(t):
            wrong += 1
    return wrong


# %% directions | wrong | The list ends at the first weight that changes nothing: that one gets 0, and the others follow.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        v = list(w)
        v[k] += amount
        d = loss(v) - loss(w)
        if d == 0:
            break
        result.append(1 if d < 0 else -1)
    return result


# %% directions | wrong | A small change of the loss is taken for none; 0 is for no change at all.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        v = list(w)
        v[k] += amount
        d = loss(v) - loss(w)
        result.append(0 if abs(d) < 1e-3 else (1 if d < 0 else -1))
    return result


# %% nudging_bill | wrong | The passes are multiplied by the number of units; each pass costs a multiplication for each weight.
def nudging_bill(sizes, instances):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = (weights + 1) * instances
    return weights, passes, passes * sum(sizes)


# %% stable_sigmoid | wrong | Large numbers are cut off, so that very different z give the same value.
def stable_sigmoid(z):
    z = min(max(z, -500.0), 500.0)
    return 1 / (1 + np.exp(-z))


# %% forward_3_2_1 | wrong | Each product goes through the sigmoid by itself; what comes in is added up first.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0]) + sigmoid(x[1] * w[2]) + sigmoid(x[2] * w[4])
    h2 = sigmoid(x[0] * w[1]) + sigmoid(x[1] * w[3]) + sigmoid(x[2] * w[5])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% squared_error | wrong | The errors are added up first and squared then.
def squared_error(y, t):
    return (sum(y) - sum(t)) ** 2


# %% accuracy | wrong | Every output is judged by itself (above or below 0.5); a row has one vote.
def accuracy(Y, T):
    return np.mean((Y > 0.5) == (T > 0.5))


# %% stable_sigmoid | wrong | Very negative numbers give exactly 0 here; the true value is tiny, but not 0.
def stable_sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + np.exp(-z))


# %% forward_3_2_1 | wrong | Both hidden units use the weights of the first one.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% best_single_step | wrong | changes its argument number 2 in place; work on a copy of it
def best_single_step(loss, w, step):
    best, where = loss(w), None
    for k in range(len(w)):
        for s in (step, -step):
            w[k] += s
            if loss(w) < best:
                best, where = loss(w), (k, s)
            w[k] -= s
    if where:
        w[where[0]] += where[1]
    return w


# %% stable_sigmoid | wrong | The signs in the exponentials are mixed up: where z is positive, the small one is exp(-z).
def stable_sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(z))
    return np.exp(z) / (1 + np.exp(z))


# %% both_sides | wrong | The subtraction 1 - sigmoid(z) loses the digits: use sigmoid(-z).
def both_sides(z):
    if z >= 0:
        s = 1 / (1 + np.exp(-z))
    else:
        s = np.exp(z) / (1 + np.exp(z))
    return s, 1.0 - s


# %% forward_3_2_1 | wrong | The hidden units have no sigmoid.
def forward_3_2_1(x, w):
    z1 = x[0] * w[0] + x[1] * w[2] + x[2] * w[4]
    z2 = x[0] * w[1] + x[1] * w[3] + x[2] * w[5]
    return float(sigmoid(z1 * w[6] + z2 * w[7]))


# %% squared_error | wrong | This is the root of the mean of the squares; the sum of the squares is asked for.
def squared_error(y, t):
    d = np.array(y) - np.array(t)
    return float(np.sqrt(np.mean(d**2)))


# %% accuracy | wrong | The largest numbers themselves are compared; where in the row they stand is what counts.
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if y.max() == t.max():
            right += 1
    return right / len(Y)


# %% nudge_effect | wrong | A nudge up is compared with a nudge down; compare it with the list as it is.
def nudge_effect(loss, w, k, amount):
    up, down = list(w), list(w)
    up[k] += amount
    down[k] -= amount
    return loss(up) - loss(down)


# %% directions | wrong | The signs are turned round: where the loss rises, you want less.
def directions(loss, w, amount):
    start = loss(w)
    out = []
    for k in range(len(w)):
        v = w[:]
        v[k] = v[k] - amount
        out.append(int(np.sign(start - loss(v))))
    return out


# %% best_single_step | wrong, unnamed | looks for the change that helps most, but only among those of the weight with the largest value
def best_single_step(loss, w, step):
    k = max(range(len(w)), key=lambda i: abs(w[i]))
    best = list(w)
    for s in (step, -step):
        v = list(w)
        v[k] += s
        if loss(v) < loss(best):
            best = v
    return best


# %% forward_3_2_1 | wrong | Both hidden units use the weights of the second one.
def forward_3_2_1(x, w):
    h = sigmoid(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return sigmoid(h * w[6] + h * w[7])


# %% stable_sigmoid | wrong | The sign of z is lost.
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-abs(z)))


# %% both_sides | wrong | In result number 2 alone: The sign is turned round.
def both_sides(z):
    s = np.exp(-np.logaddexp(0, -z))
    rest = np.exp(-np.logaddexp(0, z))
    return s, -rest


# %% forward_3_2_1 | wrong | x goes in divided by the number of its rows or entries.
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    h = sigmoid(np.array(x) @ W / 3)
    return float(sigmoid(h @ np.array(w[6:])))


# %% accuracy | wrong | The largest is looked for in the whole table; every row has a vote of its own.
def accuracy(Y, T):
    return float(np.argmax(Y) == np.argmax(T))


# %% nudge_effect | wrong | The sizes are right, but the signs are lost.
def nudge_effect(loss, w, k, amount):
    v = list(w)
    v[k] += amount
    return abs(loss(v) - loss(w))


# %% directions | wrong | A weight that changes nothing gets 0, not +1.
def directions(loss, w, amount):
    base = loss(w)
    return [1 if loss([v + amount if i == k else v for i, v in enumerate(w)]) <= base else -1 for k in range(len(w))]


# %% best_single_step | wrong | This makes one change after the other; only the single best one is asked for.
def best_single_step(loss, w, step):
    new = list(w)
    for k in range(len(w)):
        options = []
        for s in (0.0, step, -step):
            v = list(w)
            v[k] += s
            options.append((loss(v), s))
        new[k] = w[k] + min(options)[1]
    return new


# %% nudging_bill | wrong, unnamed | counts one weight layer too many: inputs come in with weights of their own
def nudging_bill(sizes, instances):
    weights = sizes[0] + sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% stable_sigmoid | wrong | The two forms are exchanged: each is used where its exponential is large.
def stable_sigmoid(z):
    if z < 0:
        return 1 / (1 + np.exp(-z))
    else:
        return np.exp(z) / (1 + np.exp(z))


# %% stable_sigmoid | wrong | Large numbers are cut off, so that very different z give the same value.
def stable_sigmoid(z):
    z = np.clip(z, -30, 30)
    return 1 / (1 + np.exp(-z))


# %% stable_sigmoid | wrong | Large numbers are cut off, so that very different z give the same value.
def stable_sigmoid(z):
    if z >= 0:
        s = 1 / (1 + np.exp(-z))
    else:
        s = np.exp(z) / (1 + np.exp(z))
    return max(s, 1e-300)


# %% stable_sigmoid | wrong | Very negative numbers give exactly 0 here; the true value is tiny, but not 0.
def stable_sigmoid(z):
    if z < -40:
        return 0
    elif z > 40:
        return 1
    return 1 / (1 + np.exp(-z))


# %% both_sides | wrong | The first value loses its digits for very negative z: it comes from a subtraction.
def both_sides(z):
    missing = 1 / (1 + np.exp(z))
    return 1 - missing, missing


# %% both_sides | wrong | What is missing never falls below a certain number: nothing may be clipped or added, however small.
def both_sides(z):
    return sigmoid(z), sigmoid(-z) + 1e-12


# %% forward_3_2_1 | wrong | The list is read unit by unit: its first three weights are taken for hidden unit 1.
def forward_3_2_1(x, w):
    x = np.array(x)
    h1 = sigmoid(np.dot(w[0:3], x))
    h2 = sigmoid(np.dot(w[3:6], x))
    return sigmoid(w[6] * h1 + w[7] * h2)


# %% forward_3_2_1 | wrong | The result is an array or a list with one number in it; the number itself is asked for.
def forward_3_2_1(x, w):
    h1 = sigmoid(w[0] * x[0] + w[2] * x[1] + w[4] * x[2])
    h2 = sigmoid(w[1] * x[0] + w[3] * x[1] + w[5] * x[2])
    return [sigmoid(w[6] * h1 + w[7] * h2)]


# %% squared_error | wrong | This is the root of the sum, a distance.
def squared_error(y, t):
    return np.linalg.norm(np.array(y) - np.array(t))


# %% squared_error | wrong | This is the cross-entropy; the squared errors are asked for.
def squared_error(y, t):
    return -sum(b * np.log(a) for a, b in zip(y, t))


# %% accuracy | wrong | The largest is looked for down the columns (axis=0); a row is an instance.
def accuracy(Y, T):
    votes = np.argmax(Y, axis=0)
    classes = np.argmax(T, axis=0)
    return np.mean(votes == classes)


# %% nudge_effect | wrong | The list is nudged in place before the old loss is computed, so that nothing seems to change.
def nudge_effect(loss, w, k, amount):
    nudged = w
    nudged[k] = nudged[k] + amount
    return loss(nudged) - loss(w)


# %% directions | wrong | A NumPy array of whole numbers cuts off the fraction of a nudge: make it an array of floats.
def directions(loss, w, amount):
    old = loss(w)
    signs = []
    for i in range(len(w)):
        nudged = np.array(w)
        nudged[i] += amount
        change = loss(list(nudged)) - old
        signs.append(-int(np.sign(change)))
    return signs


# %% directions | wrong | Each nudge stays in the list while the next weight is tried: put it back first.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        w[i] += amount
        result.append(-int(np.sign(loss(w) - old)))
    return result


# %% directions | wrong | These are slopes, or changes old minus new; only their direction is asked for, as +1, -1 or 0.
def directions(loss, w, amount):
    out = []
    for i in range(len(w)):
        new = list(w)
        new[i] += amount
        out.append((loss(new) - loss(w)) / amount)
    return out


# %% best_single_step | wrong | The last change that helps is taken; the best of all is asked for.
def best_single_step(loss, w, step):
    old_loss = loss(w)
    best = list(w)
    for i in range(len(w)):
        for change in (step, -step):
            candidate = list(w)
            candidate[i] += change
            if loss(candidate) < old_loss:
                best = candidate
    return best


# %% nudging_bill | wrong | The pass with the weights as they are is needed for every instance, not once.
def nudging_bill(sizes, instances):
    weights = 0
    for i in range(len(sizes) - 1):
        weights += sizes[i] * sizes[i + 1]
    passes = instances * weights + 1
    return weights, passes, passes * weights


# %% my_forward_pass | wrong | The nudge goes down; v should become larger.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, -0.0390

# Answers to assignment 1 that no sentence was written for. A wrong one is headed: task | wrong | the true mistake ~ what a right name of it says.

# %% stable_sigmoid | wrong | the two forms are swapped ~ overflow|other way|swap|exchang|form
def stable_sigmoid(z):
    if z < 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


# %% stable_sigmoid | wrong | rounded to 0 far out ~ cut|0 far|tiny|too small|not 0|very negative
def stable_sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + np.exp(-z))


# %% both_sides | wrong | both results are the second form of -z ~ order|swap|exchang
def both_sides(z):
    a = 1 / (1 + np.exp(-z))
    b = 1 / (1 + np.exp(z))
    return (b, a)


# %% both_sides | wrong | the second value comes from a subtraction in exp form ~ subtract|digits
def both_sides(z):
    s = np.exp(z) / (1 + np.exp(z))
    return (s, 1.0 - s)


# %% forward_3_2_1 | wrong | the last step has no sigmoid ~ output.*sigmoid|sigmoid.*output
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return h1 * w[6] + h2 * w[7]


# %% forward_3_2_1 | wrong | the weights are read unit by unit ~ order|unit|row|column|transpos
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[1] + x[2] * w[2])
    h2 = sigmoid(x[0] * w[3] + x[1] * w[4] + x[2] * w[5])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | the two output weights are swapped ~ v11|v21|weights of the output|last two
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    h = sigmoid(np.array(x) @ W)
    return sigmoid(h[0] * w[7] + h[1] * w[6])


# %% squared_error | wrong | the half that other books have ~ half|1/2|0\.5|factor
def squared_error(y, t):
    total = 0
    for a, b in zip(y, t):
        total += 0.5 * (a - b) ** 2
    return total


# %% squared_error | wrong | the sum is squared, not the errors ~ square|sum
def squared_error(y, t):
    return (sum(y) - sum(t)) ** 2


# %% accuracy | wrong | counts the right votes without dividing ~ number|count|share|divid
def accuracy(Y, T):
    return np.sum(np.argmax(Y, axis=1) == np.argmax(T, axis=1))


# %% accuracy | wrong | a threshold of a half instead of the largest ~ 0\.5|half|threshold|round
def accuracy(Y, T):
    return np.mean(np.all((Y > 0.5) == (T > 0.5), axis=1))


# %% nudge_effect | wrong | divided by the amount ~ divid|rate|amount|slope
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] = nudged[k] + amount
    return (loss(nudged) - loss(w)) / amount


# %% nudge_effect | wrong | every weight is nudged ~ every|all|others|each
def nudge_effect(loss, w, k, amount):
    return loss([v + amount for v in w]) - loss(w)


# %% directions | wrong | the signs are those of the change ~ sign|turned|rises|opposite
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        v = w[:]
        v[k] += amount
        change = loss(v) - loss(w)
        result.append(int(np.sign(change)))
    return result


# %% directions | wrong | zero is never answered ~ 0|no change|flat|does not change|equal
def directions(loss, w, amount):
    old = loss(w)
    answer = []
    for k, value in enumerate(w):
        new = loss(w[:k] + [value + amount] + w[k + 1 :])
        answer.append(1 if new < old else -1)
    return answer


# %% best_single_step | wrong | takes the first that helps ~ first
def best_single_step(loss, w, step):
    for k in range(len(w)):
        for s in (step, -step):
            v = list(w)
            v[k] += s
            if loss(v) < loss(w):
                return v
    return list(w)


# %% best_single_step | wrong | takes the best even if it does not help ~ no change helps|none|help|smaller|as they were
def best_single_step(loss, w, step):
    candidates = []
    for k in range(len(w)):
        for s in (step, -step):
            v = list(w)
            v[k] += s
            candidates.append(v)
    return min(candidates, key=loss)


# %% nudging_bill | wrong | the pass with the weights as they are is missing ~ as they are|\+ 1|one more|plus|unchanged|first pass
def nudging_bill(sizes, instances):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = weights * instances
    return weights, passes, passes * weights


# %% nudging_bill | wrong | knows the first two matrices only ~ layer
def nudging_bill(sizes, instances):
    weights = sizes[0] * sizes[1]
    if len(sizes) > 2:
        weights += sizes[1] * sizes[2]
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% nudging_bill | wrong | the multiplications forget the passes of the other instances ~ instance|multiplications
def nudging_bill(sizes, instances):
    weights = sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))
    passes = instances * (weights + 1)
    return weights, passes, (weights + 1) * weights


# %% stable_sigmoid | right | two branches with math
def stable_sigmoid(z):
    import math

    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


# %% stable_sigmoid | right | two branches with NumPy, strict
def stable_sigmoid(z):
    if z > 0:
        return 1.0 / (1.0 + np.exp(-z))
    e = np.exp(z)
    return e / (1.0 + e)


# %% stable_sigmoid | right | logaddexp of zeros
def stable_sigmoid(z):
    return float(np.exp(-np.logaddexp(0.0, -z)))


# %% stable_sigmoid | right | log1p on either side
def stable_sigmoid(z):
    import math

    return math.exp(min(z, 0.0) - math.log1p(math.exp(-abs(z))))


# %% stable_sigmoid | right | a NumPy array of one value
def stable_sigmoid(z):
    z = np.float64(z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% both_sides | right | a list of two sigmoids
def both_sides(z):
    return [sigmoid(z), sigmoid(-z)]


# %% both_sides | right | math
def both_sides(z):
    from math import exp

    if z >= 0:
        small = exp(-z)
        return 1 / (1 + small), small / (1 + small)
    small = exp(z)
    return small / (1 + small), 1 / (1 + small)


# %% both_sides | right | an array
def both_sides(z):
    return sigmoid(np.array([z, -z]))


# %% both_sides | right | through logaddexp
def both_sides(z):
    return np.exp(-np.logaddexp(0, -z)), np.exp(-np.logaddexp(0, z))


# %% both_sides | right | the slope of the logarithm
def both_sides(z):
    on = 1 / (1 + np.exp(-z))
    return on, np.exp(-z) * on


# %% forward_3_2_1 | right | matrices
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    v = np.array(w[6:])
    return sigmoid(sigmoid(np.array(x) @ W) @ v)


# %% forward_3_2_1 | right | unpacked names
def forward_3_2_1(x, w):
    w11, w12, w21, w22, w31, w32, v11, v21 = w
    h1 = sigmoid(w11 * x[0] + w21 * x[1] + w31 * x[2])
    h2 = sigmoid(w12 * x[0] + w22 * x[1] + w32 * x[2])
    return sigmoid(v11 * h1 + v21 * h2)


# %% forward_3_2_1 | right | slices
def forward_3_2_1(x, w):
    h1 = sigmoid(sum(a * b for a, b in zip(x, w[0:6:2])))
    h2 = sigmoid(sum(a * b for a, b in zip(x, w[1:6:2])))
    return float(sigmoid(h1 * w[-2] + h2 * w[-1]))


# %% forward_3_2_1 | right | math and tanh
def forward_3_2_1(x, w):
    import math

    s = lambda z: 0.5 * (1 + math.tanh(z / 2))
    h = [s(sum(x[i] * w[2 * i + j] for i in range(3))) for j in range(2)]
    return s(h[0] * w[6] + h[1] * w[7])


# %% forward_3_2_1 | right | einsum and a one by one table
def forward_3_2_1(x, w):
    h = sigmoid(np.einsum("i,ij->j", x, np.reshape(w[:6], (3, 2))))
    return sigmoid(h.reshape(1, 2) @ np.reshape(w[6:], (2, 1)))[0, 0]


# %% squared_error | right | dot product
def squared_error(y, t):
    d = np.array(y) - np.array(t)
    return d @ d


# %% squared_error | right | zip
def squared_error(y, t):
    return sum((a - b) ** 2 for a, b in zip(y, t))


# %% squared_error | right | indices
def squared_error(y, t):
    loss = 0.0
    for j in range(len(y)):
        loss += (t[j] - y[j]) * (t[j] - y[j])
    return loss


# %% squared_error | right | norm
def squared_error(y, t):
    return float(np.linalg.norm(np.subtract(y, t)) ** 2)


# %% squared_error | right | math.fsum
def squared_error(y, t):
    import math

    return math.fsum(abs(a - b) ** 2 for a, b in zip(y, t))


# %% accuracy | right | argmax and mean
def accuracy(Y, T):
    return np.mean(Y.argmax(1) == T.argmax(1))


# %% accuracy | right | loop with index
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y.tolist(), T.tolist()):
        right += y.index(max(y)) == t.index(max(t))
    return right / len(Y)


# %% accuracy | right | picks the entry
def accuracy(Y, T):
    n = len(Y)
    return sum(Y[range(n), T.argmax(axis=1)] == Y.max(axis=1)) / n


# %% accuracy | right | fraction
def accuracy(Y, T):
    from fractions import Fraction

    hits = int((np.argmax(Y, axis=1) == np.argmax(T, axis=1)).sum())
    return float(Fraction(hits, Y.shape[0]))


# %% accuracy | right | argsort
def accuracy(Y, T):
    return np.count_nonzero(np.argsort(Y, axis=1)[:, -1] == np.argsort(T, axis=1)[:, -1]) / np.shape(Y)[0]


# %% nudge_effect | right | a copy
def nudge_effect(loss, w, k, amount):
    v = w.copy()
    v[k] += amount
    return loss(v) - loss(w)


# %% nudge_effect | right | old first
def nudge_effect(loss, w, k, amount):
    old = loss(w)
    new = loss([a + amount if i == k else a for i, a in enumerate(w)])
    return new - old


# %% nudge_effect | right | put back
def nudge_effect(loss, w, k, amount):
    before = loss(w)
    kept = w[k]
    w[k] = kept + amount
    after = loss(w)
    w[k] = kept
    return after - before


# %% nudge_effect | right | slices
def nudge_effect(loss, w, k, amount):
    return loss(w[:k] + [w[k] + amount] + w[k + 1 :]) - loss(w)


# %% nudge_effect | right | deepcopy, returned as a NumPy number
def nudge_effect(loss, w, k, amount):
    import copy

    v = copy.deepcopy(w)
    v[k] = v[k] + amount
    return np.float64(-(loss(w) - loss(v)))


# %% directions | right | comparison
def directions(loss, w, amount):
    old, out = loss(w), []
    for k in range(len(w)):
        v = list(w)
        v[k] += amount
        new = loss(v)
        if new < old:
            out.append(1)
        elif new > old:
            out.append(-1)
        else:
            out.append(0)
    return out


# %% directions | right | booleans
def directions(loss, w, amount):
    def at(k):
        return loss([a + amount * (i == k) for i, a in enumerate(w)])

    base = loss(w)
    return [(at(k) < base) - (at(k) > base) for k in range(len(w))]


# %% directions | right | sign as an array
def directions(loss, w, amount):
    base = loss(w)
    return -np.sign([loss(w[:k] + [w[k] + amount] + w[k + 1 :]) - base for k in range(len(w))])


# %% directions | right | put back
def directions(loss, w, amount):
    base = loss(w)
    answer = [0] * len(w)
    for k in range(len(w)):
        old = w[k]
        w[k] = old + amount
        d = loss(w) - base
        w[k] = old
        if d != 0:
            answer[k] = -1 if d > 0 else 1
    return answer


# %% directions | right | tuple of floats
def directions(loss, w, amount):
    import math

    base = loss(w)
    answer = []
    for k in range(len(w)):
        v = w.copy()
        v[k] += amount
        change = loss(v) - base
        answer.append(0.0 if change == 0 else math.copysign(1.0, -change))
    return tuple(answer)


# %% best_single_step | right | min over candidates and the old
def best_single_step(loss, w, step):
    candidates = [list(w)]
    for k in range(len(w)):
        for s in (step, -step):
            v = list(w)
            v[k] += s
            candidates.append(v)
    return min(candidates, key=loss)


# %% best_single_step | right | running best
def best_single_step(loss, w, step):
    best, best_loss = w[:], loss(w)
    for k in range(len(w)):
        for sign in [1, -1]:
            v = w[:]
            v[k] = v[k] + sign * step
            l = loss(v)
            if l < best_loss:
                best, best_loss = v, l
    return best


# %% best_single_step | right | eye matrix
def best_single_step(loss, w, step):
    eye = np.eye(len(w)) * step
    all_of_them = [np.array(w)] + [np.array(w) + e for e in np.vstack([eye, -eye])]
    losses = [loss(v.tolist()) for v in all_of_them]
    return all_of_them[int(np.argmin(losses))].tolist()


# %% best_single_step | right | sorted pairs
def best_single_step(loss, w, step):
    found = []
    for k in range(len(w)):
        for d in (-step, step):
            v = w[:k] + [w[k] + d] + w[k + 1 :]
            found.append((loss(v), v))
    found.sort()
    return found[0][1] if found and found[0][0] < loss(w) else list(w)


# %% best_single_step | right | tuple
def best_single_step(loss, w, step):
    best = (loss(w), None, 0)
    for k in range(len(w)):
        for d in (step, -step):
            l = loss([a + d if i == k else a for i, a in enumerate(w)])
            if l < best[0]:
                best = (l, k, d)
    return tuple(a + best[2] if i == best[1] else a for i, a in enumerate(w))


# %% nudging_bill | right | zip
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return n, instances * (n + 1), instances * (n + 1) * n


# %% nudging_bill | right | loop, a list
def nudging_bill(sizes, instances):
    n = 0
    for i in range(1, len(sizes)):
        n += sizes[i - 1] * sizes[i]
    p = instances + instances * n
    return [n, p, p * n]


# %% nudging_bill | right | NumPy
def nudging_bill(sizes, instances):
    s = np.array(sizes)
    n = np.dot(s[:-1], s[1:])
    p = (n + 1) * instances
    return n, p, n * p


# %% nudging_bill | right | floats
def nudging_bill(sizes, instances):
    n = float(np.sum(np.array(sizes[:-1]) * np.array(sizes[1:])))
    return (n, instances * (n + 1), (n**2 + n) * instances)


# %% nudging_bill | right | recursion
def nudging_bill(sizes, instances):
    def count(s):
        return 0 if len(s) < 2 else s[0] * s[1] + count(s[1:])

    n = count(sizes)
    return np.array([n, instances * (n + 1), instances * (n + 1) * n])


# %% stable_sigmoid | wrong | the safe form of the positive side for both sides ~ negative|second form|other form|form|wrong side|-z|sign of z
def stable_sigmoid(z):
    small = np.exp(-abs(z))
    return 1 / (1 + small)


# %% stable_sigmoid | right | the logarithm first, by logaddexp, and back
def stable_sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


# %% both_sides | wrong | what is there is worked out as 1 less what is missing ~ subtract|digits|1 -
def both_sides(z):
    missing = 1 / (1 + np.exp(z)) if z < 0 else np.exp(-z) / (1 + np.exp(-z))
    return 1 - missing, missing


# %% both_sides | right | both from the one small exponential
def both_sides(z):
    small = np.exp(-abs(z))
    pair = (1 / (1 + small), small / (1 + small))
    return pair if z >= 0 else pair[::-1]


# %% nudge_effect | wrong | the amount is taken as a share of the weight ~ share|percent|multiplied|factor|relative|times
def nudge_effect(loss, w, k, amount):
    moved = list(w)
    moved[k] *= 1 + amount
    return loss(moved) - loss(w)


# %% directions | right | an array of signs, by one matrix of nudged lists
def directions(loss, w, amount):
    table = np.array(w, dtype=float) + amount * np.eye(len(w))
    here = loss(list(w))
    return -np.sign([loss(list(row)) - here for row in table])


# %% best_single_step | wrong | goes down only where no step up helps ~ down|up|both
def best_single_step(loss, w, step):
    for way in (step, -step):
        tries = []
        for k in range(len(w)):
            new = list(w)
            new[k] += way
            tries.append((loss(new), new))
        best = min(tries, key=lambda pair: pair[0])
        if best[0] < loss(w):
            return best[1]
    return list(w)


# %% nudging_bill | right | a dot product of neighbouring sizes
def nudging_bill(sizes, instances):
    weights = np.dot(sizes[1:], sizes[:-1])
    passes = instances + instances * weights
    return [weights, passes, passes * weights]


# %% both_sides | wrong | the two values swapped for negative z ~ order|swap|negative|sign
def both_sides(z):
    small = np.exp(-abs(z))
    return 1 / (1 + small), small / (1 + small)


# %% forward_3_2_1 | wrong | the hidden units are swapped on the way to the output and w read row by row is right ~ swap|two weights|v11|output
def forward_3_2_1(x, w):
    h = [sigmoid(sum(x[i] * w[2 * i + j] for i in range(3))) for j in (1, 0)]
    return sigmoid(h[0] * w[6] + h[1] * w[7])


# %% squared_error | wrong | divided by two and by the number of outputs ~ mean|half|1/2|divid
def squared_error(y, t):
    return float(np.mean((np.array(y) - np.array(t)) ** 2)) / 2


# %% accuracy | wrong | counts instances instead of giving a share ~ divided|count|share|number
def accuracy(Y, T):
    return sum(1 for y, t in zip(Y, T) if np.argmax(y) == np.argmax(t))


# %% nudging_bill | wrong | the passes do not count the unchanged one per instance and biases are counted ~ bias|pass|missing
def nudging_bill(sizes, instances):
    weights = sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * weights
    return weights, passes, passes * weights


# %% nudge_effect | right | a tuple that is put together again
def nudge_effect(loss, w, k, amount):
    return loss([*w[:k], w[k] + amount, *w[k + 1 :]]) - loss(list(w))


# %% stable_sigmoid | wrong | tanh in place of the sigmoid ~ tanh
def stable_sigmoid(z):
    return float(np.tanh(z))


# %% both_sides | wrong | both are the same ~ both|same|second
def both_sides(z):
    s = 1 / (1 + np.exp(-z))
    return s, s


# %% forward_3_2_1 | wrong | the output weights come first in the list ~ order|first|output|weights
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[2] + x[1] * w[4] + x[2] * w[6])
    h2 = sigmoid(x[0] * w[3] + x[1] * w[5] + x[2] * w[7])
    return sigmoid(h1 * w[0] + h2 * w[1])


# %% squared_error | wrong | the mean, not the sum ~ mean
def squared_error(y, t):
    return sum((a - b) ** 2 for a, b in zip(y, t)) / len(y)


# %% accuracy | wrong | in percent ~ percent|100|hundred
def accuracy(Y, T):
    return 100 * float(np.mean(np.argmax(Y, axis=1) == np.argmax(T, axis=1)))


# %% nudge_effect | wrong | all weights are nudged ~ all|every
def nudge_effect(loss, w, k, amount):
    return loss([v + amount for v in w]) - loss(w)


# %% directions | wrong | the answer for an unchanged loss is -1 ~ 0|nothing|no change
def directions(loss, w, amount):
    r = []
    for k in range(len(w)):
        v = list(w)
        v[k] += amount
        r.append(1 if loss(v) < loss(w) else -1)
    return r


# %% nudging_bill | wrong | the passes are not multiplied by the instances ~ instance
def nudging_bill(sizes, instances):
    w = 0
    for a, b in zip(sizes[:-1], sizes[1:]):
        w += a * b
    return w, w + 1, (w + 1) * w


# %% stable_sigmoid | wrong | the first form everywhere, and 0 where it overflows ~ overflow|\b0\b|zero|tiny|second form|everywhere|first form (alone|only)|both forms
def stable_sigmoid(z):
    import math

    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0.0


# %% stable_sigmoid | right | one formula, both exponents held at 0 or below
def stable_sigmoid(z):
    on = np.exp(min(z, 0))
    off = np.exp(min(-z, 0))
    return on / (on + off)


# %% both_sides | wrong | sigmoid(1 - z) in place of sigmoid(-z) ~ 1 ?[-−–] ?z|1 minus z|one minus z|sigmoid of (1|one|the difference)|σ\(1
def both_sides(z):
    value = sigmoid(z)
    rest = sigmoid(1 - z)
    return (value, rest)


# %% both_sides | right | logaddexp for z and for -z
def both_sides(z):
    on, off = np.exp(-np.logaddexp(0.0, [-z, z]))
    return float(on), float(off)


# %% forward_3_2_1 | wrong | the output does not go through the sigmoid ~ output.*(sigmoid|σ|squash|switch)|(sigmoid|σ|squash|switch).*(output|last|end|second)
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    v = np.array(w[6:])
    hidden = sigmoid(np.array(x) @ W)
    return hidden @ v


# %% forward_3_2_1 | right | strides pick the weights of each hidden unit, in one expression
def forward_3_2_1(x, w):
    return sigmoid(sum(v * sigmoid(sum(a * b for a, b in zip(x, w[j:6:2]))) for j, v in enumerate(w[6:])))


# %% squared_error | wrong | only the first two outputs are counted ~ first two|two outputs|only two|all (the )?outputs|however many|every output|third|more than two|beyond
def squared_error(y, t):
    y1, y2 = y[0], y[1]
    t1, t2 = t[0], t[1]
    return (y1 - t1) ** 2 + (y2 - t2) ** 2


# %% squared_error | right | the square of the distance
def squared_error(y, t):
    import math

    return math.dist(y, t) ** 2


# %% accuracy | wrong | a vote counts only where the target is exactly 1, not where it is the largest ~ exactly (1|one)|(is|equals?|equal to|be|of|==) ?(1|one)\b|one-hot|0 (and|or) 1|largest (of the )?target|target.*largest
def accuracy(Y, T):
    right = 0
    for outputs, targets in zip(Y, T):
        vote = list(outputs).index(max(outputs))
        if targets[vote] == 1:
            right += 1
    return right / len(Y)


# %% accuracy | right | the target at the place of the vote is compared with the largest target of its row
def accuracy(Y, T):
    at_the_vote = np.take_along_axis(T, Y.argmax(axis=1)[:, None], axis=1)
    return float(np.mean(at_the_vote[:, 0] >= T.max(axis=1)))


# %% nudge_effect | wrong | the change is divided by the amount ~ divid|slope|\bper\b|/ ?amount|rate|derivative|quotient
def nudge_effect(loss, w, k, amount):
    before = loss(w)
    w_new = w.copy()
    w_new[k] += amount
    after = loss(w_new)
    return (after - before) / amount


# %% nudge_effect | right | a new list is put together from three pieces
def nudge_effect(loss, w, k, amount):
    head, (weight, *tail) = w[:k], w[k:]
    return loss([*head, weight + amount, *tail]) - loss([*w])


# %% directions | wrong | the nudges pile up, the list is not set back before the next weight ~ pile|accumulat|same list|set back|reset|restor|undo|undone|earlier|previous|take back|taken back|fresh|start(s|ing)? (again )?from|still nudged|put it back
def directions(loss, w, amount):
    result = []
    old = loss(w)
    trial = list(w)
    for i in range(len(w)):
        trial[i] += amount
        new = loss(trial)
        if new < old:
            result.append(1)
        elif new > old:
            result.append(-1)
        else:
            result.append(0)
    return result


# %% directions | right | all nudged lists at once from an identity matrix
def directions(loss, w, amount):
    start = [float(weight) for weight in w]
    before = loss(start)
    losses = [loss(row) for row in (np.array(start) + amount * np.eye(len(start))).tolist()]
    return [int(after < before) - int(after > before) for after in losses]


# %% best_single_step | wrong | the best candidate is taken even when it is worse than the weights as they were ~ none helps|no change (helps|makes)|nothing helps|no step|worse|as they were|stay|even (when|if|though)|(does|do) not help|not smaller|unchanged|lowest point|already (best|lowest)
def best_single_step(loss, w, step):
    candidates = []
    for i in range(len(w)):
        up = w[:]
        up[i] = up[i] + step
        down = w[:]
        down[i] = down[i] - step
        candidates.append(up)
        candidates.append(down)
    losses = [loss(candidate) for candidate in candidates]
    return candidates[int(np.argmin(losses))]


# %% best_single_step | right | standing still is one more row among the moves
def best_single_step(loss, w, step):
    n = len(w)
    moves = np.concatenate([np.zeros((1, n)), np.eye(n), -np.eye(n)]) * step
    return min((np.array(w, dtype=float) + moves).tolist(), key=loss)


# %% nudging_bill | wrong | the loop over the layers ends one too early, the weights into the last layer are not counted ~ last (layer|pair)|off by one|too early|one (layer|pair)|output layer|into the output|\brange|pairs? of layers|last entry of sizes
def nudging_bill(sizes, instances):
    weights = sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 2))
    passes = instances * (1 + weights)
    multiplications = passes * weights
    return weights, passes, multiplications


# %% nudging_bill | right | map over the list and the list without its first entry
def nudging_bill(sizes, instances):
    weights = sum(map(lambda left, right: left * right, sizes, sizes[1:]))
    passes = instances + instances * weights
    return weights, passes, instances * weights + instances * weights**2


# The answers to the next task are for the numbers that the notebook shows without a login:
# x1 = 1.75, x2 = -0.54, w1 = -0.97, w2 = -0.84, v = -1.83, t = 0.


# %% my_forward_pass | wrong | minus times minus is taken as minus in w2 times x2 ~ w_?2|x_?2|minus times|negative times|two (minus|negative)|product of|sign (in|of) (the )?(product|sum|second)|minus sign
def my_forward_pass():
    h = 0.1042
    y = 0.4525
    L = 0.2047
    change = 0.0241
    return h, y, L, change


# %% my_forward_pass | right | named one by one, and as a list
def my_forward_pass():
    typed = dict(h=0.2238, y=0.3990, L=0.1592, change=0.0466)
    return [typed[name] for name in ("h", "y", "L", "change")]

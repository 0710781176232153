# Answers to assignment 1 that were held out until ideas were added for some of them. A wrong one is headed as in held_out/.

# %% both_sides | wrong | the second is the slope, not what is missing ~ slope|derivative|product|times
def both_sides(z):
    s = np.exp(-np.logaddexp(0, -z))
    m = np.exp(-np.logaddexp(0, z))
    return s, s * m


# %% forward_3_2_1 | wrong | takes the first three weights for the first hidden unit, the next three for the second ~ order|first three|reading|unit after|w12|row
def forward_3_2_1(x, w):
    h = [sigmoid(sum(a * b for a, b in zip(x, w[3 * j : 3 * j + 3]))) for j in range(2)]
    return sigmoid(h[0] * w[6] + h[1] * w[7])


# %% nudge_effect | wrong | makes the weight larger by a share of itself ~ multipl|times|share|per cent|percent|factor|proportion|w\[k\]
def nudge_effect(loss, w, k, amount):
    new = w.copy()
    new[k] = new[k] * (1 + amount)
    return loss(new) - loss(w)


# %% best_single_step | wrong | the list is not brought back before the next weight is tried ~ same list|list stays|from where|restor|brought back|one after|earlier|left|goes on
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


# %% accuracy | wrong | gives the number of rows that are wrong ~ wrong|count|number|divid
def accuracy(Y, T):
    wrong = 0
    for y, t in zip(Y, T):
        if np.argmax(y) != np.argmax(t):
            wrong += 1
    return wrong


# %% directions | wrong | stops at the first weight that does not change the loss ~ first|stop|no change|0|rest|too few|break|length
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


# %% directions | wrong | small changes are taken for none ~ small|tiny|toleranc|round|0
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        v = list(w)
        v[k] += amount
        d = loss(v) - loss(w)
        result.append(0 if abs(d) < 1e-3 else (1 if d < 0 else -1))
    return result


# %% nudging_bill | wrong | one pass for all instances with the weights as they are, one for every weight and instance, plus the multiplications of one instance ~ multiplic|pass|weights
def nudging_bill(sizes, instances):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = (weights + 1) * instances
    return weights, passes, passes * sum(sizes)


# %% stable_sigmoid | wrong | cuts z off at 500 on both sides ~ clip|cut|beyond|border|limit|large
def stable_sigmoid(z):
    z = min(max(z, -500.0), 500.0)
    return 1 / (1 + np.exp(-z))


# %% forward_3_2_1 | wrong | each product goes through the sigmoid before they are added up ~ each|before|sum|product|add
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0]) + sigmoid(x[1] * w[2]) + sigmoid(x[2] * w[4])
    h2 = sigmoid(x[0] * w[1]) + sigmoid(x[1] * w[3]) + sigmoid(x[2] * w[5])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% squared_error | wrong | the errors are added before they are squared ~ (sum|add|total|all).*squar|squar.*(sum|add|total)
def squared_error(y, t):
    return (sum(y) - sum(t)) ** 2


# %% accuracy | wrong | counts entries on the right side of one half, not rows ~ entr|round|0\.5|half
def accuracy(Y, T):
    return np.mean((Y > 0.5) == (T > 0.5))


# %% stable_sigmoid | wrong | returns the first form rounded to 0 for very negative numbers ~ 0|very negative|exp|tiny|small|overflow
def stable_sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + np.exp(-z))


# %% forward_3_2_1 | wrong | hidden unit 2 uses the weights of hidden unit 1 ~ second|hidden unit 2|same|unit 1|first
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% best_single_step | wrong | works on the given list and returns it ~ place|same|given|copy|changes
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


# %% stable_sigmoid | wrong | the second form for all z below 1, the first with a plus in the exponent ~ plus|sign|exp|form|overflow|turned
def stable_sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(z))
    return np.exp(z) / (1 + np.exp(z))


# %% both_sides | wrong | one minus the rounded value ~ digits|subtract|1 - sigmoid|minus
def both_sides(z):
    if z >= 0:
        s = 1 / (1 + np.exp(-z))
    else:
        s = np.exp(z) / (1 + np.exp(z))
    return s, 1.0 - s


# %% forward_3_2_1 | wrong | the output layer takes the sums before the sigmoid ~ hidden|sigmoid|before
def forward_3_2_1(x, w):
    z1 = x[0] * w[0] + x[1] * w[2] + x[2] * w[4]
    z2 = x[0] * w[1] + x[1] * w[3] + x[2] * w[5]
    return float(sigmoid(z1 * w[6] + z2 * w[7]))


# %% squared_error | wrong | the mean over the outputs, then the root ~ root|mean
def squared_error(y, t):
    d = np.array(y) - np.array(t)
    return float(np.sqrt(np.mean(d**2)))


# %% accuracy | wrong | compares the largest values, not where they stand ~ value|where|place|position|largest
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if y.max() == t.max():
            right += 1
    return right / len(Y)


# %% nudge_effect | wrong | compares with the nudge to the other side ~ other side|both|two|down|minus|twice
def nudge_effect(loss, w, k, amount):
    up, down = list(w), list(w)
    up[k] += amount
    down[k] -= amount
    return loss(up) - loss(down)


# %% directions | wrong | nudges down in place of up, and answers as if it were up ~ down|sign|turned|smaller
def directions(loss, w, amount):
    start = loss(w)
    out = []
    for k in range(len(w)):
        v = w[:]
        v[k] = v[k] - amount
        out.append(int(np.sign(start - loss(v))))
    return out


# %% best_single_step | wrong | looks for the change that helps most, but only among those of the weight with the largest value ~ all|every|weight|one|largest|single
def best_single_step(loss, w, step):
    k = max(range(len(w)), key=lambda i: abs(w[i]))
    best = list(w)
    for s in (step, -step):
        v = list(w)
        v[k] += s
        if loss(v) < loss(best):
            best = v
    return best


# %% stable_sigmoid | wrong | two sigmoids mixed up: returns the sigmoid of the size of z ~ sign|size|abs|negative|positive
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-abs(z)))


# %% both_sides | wrong | the second is minus what is missing ~ sign|minus|negative
def both_sides(z):
    s = np.exp(-np.logaddexp(0, -z))
    rest = np.exp(-np.logaddexp(0, z))
    return s, -rest


# %% forward_3_2_1 | wrong | the sums are divided by the number of inputs ~ mean|divid|average
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    h = sigmoid(np.array(x) @ W / 3)
    return float(sigmoid(h @ np.array(w[6:])))


# %% accuracy | wrong | picks the column with the most votes for all rows ~ column|axis|row|whole|all
def accuracy(Y, T):
    return float(np.argmax(Y) == np.argmax(T))


# %% nudge_effect | wrong | gives the size of the change ~ sign|size|abs
def nudge_effect(loss, w, k, amount):
    v = list(w)
    v[k] += amount
    return abs(loss(v) - loss(w))


# %% directions | wrong | minus one and plus one as they come, 0 counts as more ~ 0|no change|nothing
def directions(loss, w, amount):
    base = loss(w)
    return [1 if loss([v + amount if i == k else v for i, v in enumerate(w)]) <= base else -1 for k in range(len(w))]


# %% best_single_step | wrong | changes each weight by the step that is best for it ~ each|every|single|one change|all
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


# %% nudging_bill | wrong | counts one weight layer too many: inputs come in with weights of their own ~ input|layer|weights|first
def nudging_bill(sizes, instances):
    weights = sizes[0] + sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * (weights + 1)
    return weights, passes, passes * weights

# Answers to assignment 1 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.

# %% stable_sigmoid | wrong | This is right until exp(-z) overflows: use the second form for negative z.
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-z))


# %% stable_sigmoid | wrong | This is right until exp(z) overflows and gives nan: use the first form for positive z.
def stable_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# %% stable_sigmoid | wrong, unnamed | overflows with an error instead of a warning
def stable_sigmoid(z):
    import math

    return 1 / (1 + math.exp(-z))


# %% stable_sigmoid | wrong | The sign of z is turned round: large numbers turn the switch on.
def stable_sigmoid(z):
    if z >= 0:
        return np.exp(-z) / (1 + np.exp(-z))
    return 1 / (1 + np.exp(z))


# %% stable_sigmoid | wrong | The 1 in the denominator is missing: this is exp(z).
def stable_sigmoid(z):
    return 1 / np.exp(-z)


# %% stable_sigmoid | wrong | This is tanh, which runs from -1 to 1.
def stable_sigmoid(z):
    return np.tanh(z)


# %% stable_sigmoid | wrong | Large numbers are cut off, so that very different z give the same value.
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% stable_sigmoid | wrong | This is the slope of the sigmoid, not the sigmoid.
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-z)) * 1 / (1 + np.exp(z))


# %% stable_sigmoid | wrong | For negative z something is subtracted from 1, which loses the digits, and in the end 0 is left.
def stable_sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


# %% stable_sigmoid | wrong | z = 0 belongs to neither branch, and nothing comes back for it.
def stable_sigmoid(z):
    if z > 0:
        return 1 / (1 + np.exp(-z))
    elif z < 0:
        return np.exp(z) / (1 + np.exp(z))


# %% stable_sigmoid | wrong | For negative z the denominator 1 + exp(z) is missing.
def stable_sigmoid(z):
    if z < -5:
        return np.exp(z)
    return 1 / (1 + np.exp(-z))


# %% stable_sigmoid | right | the logarithm of the denominator
def stable_sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


# %% stable_sigmoid | right | with the math module
def stable_sigmoid(z):
    import math

    small = math.exp(-abs(z))
    return (1 if z > 0 else small) / (1 + small)


# %% both_sides | wrong | The subtraction 1 - sigmoid(z) loses the digits: use sigmoid(-z).
def both_sides(z):
    return sigmoid(z), 1 - sigmoid(z)


# %% both_sides | wrong | The two values are in the wrong order: sigmoid(z) comes first.
def both_sides(z):
    return sigmoid(-z), sigmoid(z)


# %% both_sides | wrong | Both values are sigmoid(z); the second is what is missing to 1.
def both_sides(z):
    return sigmoid(z), sigmoid(z)


# %% both_sides | wrong | The second value has a minus sign in front; -sigmoid(z) is not sigmoid(-z).
def both_sides(z):
    return sigmoid(z), -sigmoid(z)


# %% both_sides | wrong | The second value is the slope, sigmoid(z) times what is missing.
def both_sides(z):
    return sigmoid(z), sigmoid(z) * sigmoid(-z)


# %% both_sides | wrong | sigmoid(1 - z) is not 1 - sigmoid(z).
def both_sides(z):
    return sigmoid(z), sigmoid(1 - z)


# %% both_sides | wrong | The first value loses its digits for very negative z: it comes from a subtraction.
def both_sides(z):
    missing = sigmoid(-z)
    return 1 - missing, missing


# %% both_sides | wrong | The second value is 1 divided by the first.
def both_sides(z):
    return sigmoid(z), sigmoid(z) ** -1


# %% both_sides | right | from the exponential itself
def both_sides(z):
    return 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))


# %% both_sides | right | the smaller of the two first
def both_sides(z):
    small = np.exp(-abs(z)) / (1 + np.exp(-abs(z)))
    large = 1 / (1 + np.exp(-abs(z)))
    return [large, small] if z >= 0 else [small, large]


# %% forward_3_2_1 | wrong | The hidden units have no sigmoid.
def forward_3_2_1(x, w):
    h1 = x[0] * w[0] + x[1] * w[2] + x[2] * w[4]
    h2 = x[0] * w[1] + x[1] * w[3] + x[2] * w[5]
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | The output has no sigmoid.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return h1 * w[6] + h2 * w[7]


# %% forward_3_2_1 | wrong | The list is read unit by unit: its first three weights are taken for hidden unit 1.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[1] + x[2] * w[2])
    h2 = sigmoid(x[0] * w[3] + x[1] * w[4] + x[2] * w[5])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | The two weights of the output are swapped.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return sigmoid(h1 * w[7] + h2 * w[6])


# %% forward_3_2_1 | wrong | The third input is left out.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2])
    h2 = sigmoid(x[0] * w[1] + x[1] * w[3])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | The inputs pass the sigmoid before they reach the first weights.
def forward_3_2_1(x, w):
    a = [sigmoid(v) for v in x]
    h1 = sigmoid(a[0] * w[0] + a[1] * w[2] + a[2] * w[4])
    h2 = sigmoid(a[0] * w[1] + a[1] * w[3] + a[2] * w[5])
    return sigmoid(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | This is tanh; every unit has a sigmoid here.
def forward_3_2_1(x, w):
    h1 = np.tanh(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = np.tanh(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return np.tanh(h1 * w[6] + h2 * w[7])


# %% forward_3_2_1 | wrong | The output adds up both hidden units without their weights.
def forward_3_2_1(x, w):
    h1 = sigmoid(x[0] * w[0] + x[1] * w[2] + x[2] * w[4])
    h2 = sigmoid(x[0] * w[1] + x[1] * w[3] + x[2] * w[5])
    return sigmoid(h1 + h2)


# %% forward_3_2_1 | wrong | The output receives what goes into the sigmoids of the hidden units as well as what comes out.
def forward_3_2_1(x, w):
    h1_in = x[0] * w[0] + x[1] * w[2] + x[2] * w[4]
    h2_in = x[0] * w[1] + x[1] * w[3] + x[2] * w[5]
    return sigmoid((h1_in + sigmoid(h1_in)) * w[6] + (h2_in + sigmoid(h2_in)) * w[7])


# %% forward_3_2_1 | right | with matrices
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    V = np.array(w[6:])
    return sigmoid(sigmoid(np.array(x) @ W) @ V)


# %% forward_3_2_1 | right | with loops over units and inputs
def forward_3_2_1(x, w):
    y_in = 0.0
    for j in range(2):
        h_in = 0.0
        for i in range(3):
            h_in += x[i] * w[2 * i + j]
        y_in += sigmoid(h_in) * w[6 + j]
    return float(sigmoid(y_in))


# %% squared_error | wrong | The errors are not squared: those of opposite sign cancel.
def squared_error(y, t):
    return sum(a - b for a, b in zip(y, t))


# %% squared_error | wrong | These are the absolute errors; the squares are asked for.
def squared_error(y, t):
    return sum(abs(a - b) for a, b in zip(y, t))


# %% squared_error | wrong | This is the mean of the squares; their sum is asked for.
def squared_error(y, t):
    return sum((a - b) ** 2 for a, b in zip(y, t)) / len(y)


# %% squared_error | wrong | There is a factor 1/2 in front of the sum.
def squared_error(y, t):
    return 0.5 * sum((a - b) ** 2 for a, b in zip(y, t))


# %% squared_error | wrong | The errors are added up first and squared then.
def squared_error(y, t):
    return (sum(y) - sum(t)) ** 2


# %% squared_error | wrong | This is the root of the sum, a distance.
def squared_error(y, t):
    return np.linalg.norm(np.array(y) - np.array(t))


# %% squared_error | wrong | Only the first output is in it.
def squared_error(y, t):
    for a, b in zip(y, t):
        return (a - b) ** 2


# %% squared_error | wrong | The squares of outputs and targets are subtracted: square the difference instead.
def squared_error(y, t):
    return sum(a**2 - b**2 for a, b in zip(y, t))


# %% squared_error | wrong | Every output has its own square here; their sum is asked for.
def squared_error(y, t):
    return (np.array(y) - np.array(t)) ** 2


# %% squared_error | right | NumPy's sum
def squared_error(y, t):
    return np.sum((np.array(y) - np.array(t)) ** 2)


# %% squared_error | right | an index and a running total
def squared_error(y, t):
    total = 0
    for j in range(len(y)):
        total += (t[j] - y[j]) * (t[j] - y[j])
    return total


# %% accuracy | wrong | The votes are counted, but not divided by the number of instances.
def accuracy(Y, T):
    return sum(Y.argmax(axis=1) == T.argmax(axis=1))


# %% accuracy | wrong | This is the share of wrong votes.
def accuracy(Y, T):
    return np.mean(np.argmax(Y, 1) != np.argmax(T, 1))


# %% accuracy | wrong | Every output is judged by itself (above or below 0.5); a row has one vote.
def accuracy(Y, T):
    return np.mean((Y > 0.5) == (T > 0.5))


# %% accuracy | wrong | A row counts as right only if all of its outputs are on the right side of 0.5; its largest one decides.
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if all((y > 0.5) == (t > 0.5)):
            right += 1
    return right / len(Y)


# %% accuracy | wrong | The largest is looked for down the columns (axis=0); a row is an instance.
def accuracy(Y, T):
    return np.mean(Y.argmax(axis=0) == T.argmax(axis=0))


# %% accuracy | wrong | The vote goes to the smallest output.
def accuracy(Y, T):
    return np.mean(Y.argmin(axis=1) == T.argmax(axis=1))


# %% accuracy | wrong | The share is in percent; a number from 0 to 1 is asked for.
def accuracy(Y, T):
    return 100 * np.mean(Y.argmax(axis=1) == T.argmax(axis=1))


# %% accuracy | wrong | This is one minus the mean error, which no vote is in.
def accuracy(Y, T):
    return 1 - abs(Y - T).mean()


# %% accuracy | right | row by row
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y.tolist(), T.tolist()):
        right += y.index(max(y)) == t.index(max(t))
    return right / len(Y)


# %% accuracy | right | looks whether the wanted output is the largest
def accuracy(Y, T):
    wanted = np.take_along_axis(Y, T.argmax(axis=1)[:, None], axis=1)
    return float((wanted[:, 0] == Y.max(axis=1)).sum() / Y.shape[0])


# %% nudge_effect | wrong | The sign is turned round: it is new minus old.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] += amount
    return loss(w) - loss(nudged)


# %% nudge_effect | wrong | This is the new loss alone; its change is asked for.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] += amount
    return loss(nudged)


# %% nudge_effect | wrong | The change is divided by the amount; that is a rate, and the next chapter's business.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] += amount
    return (loss(nudged) - loss(w)) / amount


# %% nudge_effect | wrong | The weight is made smaller by the amount, not larger.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] -= amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | The weight is replaced by the amount; it should grow by it.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] = amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | The weight is multiplied by 1 + amount; it should grow by the amount.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] *= 1 + amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | All weights are nudged; only number k should be.
def nudge_effect(loss, w, k, amount):
    return loss([v + amount for v in w]) - loss(w)


# %% nudge_effect | wrong | The next weight is nudged: lists count from 0.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[(k + 1) % len(w)] += amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | The weight before is nudged: lists count from 0.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k - 1] += amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | The list is nudged in place before the old loss is computed, so that nothing seems to change.
def nudge_effect(loss, w, k, amount):
    nudged = w
    nudged[k] += amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | changes its argument number 2 in place
def nudge_effect(loss, w, k, amount):
    before = loss(w)
    w[k] += amount
    return loss(w) - before


# %% nudge_effect | right | builds the new list by slices
def nudge_effect(loss, w, k, amount):
    return loss(w[:k] + [w[k] + amount] + w[k + 1 :]) - loss(w)


# %% nudge_effect | right | nudges in place and puts the weight back
def nudge_effect(loss, w, k, amount):
    kept, before = w[k], loss(w)
    w[k] = kept + amount
    after = loss(w)
    w[k] = kept
    return after - before


# %% nudge_effect | wrong | changes its argument number 2 in place; work on a copy of it
def nudge_effect(loss, w, k, amount):
    before = loss(w)
    w[k] += amount
    after = loss(w)
    w[k] -= amount
    return after - before


# %% directions | wrong | The signs are turned round: where the loss rises, you want less.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = list(w)
        nudged[k] += amount
        result.append(int(np.sign(loss(nudged) - loss(w))))
    return result


# %% directions | wrong | A weight that changes nothing gets 0, not -1.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = list(w)
        nudged[k] += amount
        result.append(1 if loss(nudged) < loss(w) else -1)
    return result


# %% directions | wrong | A weight that changes nothing gets 0, not +1.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = list(w)
        nudged[k] += amount
        result.append(-1 if loss(nudged) > loss(w) else 1)
    return result


# %% directions | wrong | The nudges pile up: each one should start from the list you were given.
def directions(loss, w, amount):
    nudged, result = list(w), []
    for k in range(len(w)):
        before = loss(nudged)
        nudged[k] += amount
        result.append(int(np.sign(before - loss(nudged))))
    return result


# %% directions | wrong | These are the changes of the loss; only their direction is asked for.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = list(w)
        nudged[k] += amount
        result.append(loss(nudged) - loss(w))
    return result


# %% directions | wrong | These are the signs of the weights; the loss plays no part in them.
def directions(loss, w, amount):
    return [int(np.sign(weight)) for weight in w]


# %% directions | wrong | Only the first weight is answered.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = list(w)
        nudged[k] += amount
        result.append(int(np.sign(loss(w) - loss(nudged))))
        return result


# %% directions | wrong | All weights are nudged at once; nudge one at a time.
def directions(loss, w, amount):
    change = loss([v + amount for v in w]) - loss(w)
    return [int(-np.sign(change)) for _ in w]


# %% directions | wrong | The answers are true and false; +1, -1 and 0 are asked for.
def directions(loss, w, amount):
    return [loss(w[:k] + [w[k] + amount] + w[k + 1 :]) < loss(w) for k in range(len(w))]


# %% directions | right | the sign by comparing
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        new = loss([v + amount if i == k else v for i, v in enumerate(w)])
        result.append((new < loss(w)) - (new > loss(w)))
    return result


# %% directions | right | nudges a copy and puts the weight back
def directions(loss, w, amount):
    nudged, result = list(w), []
    for k in range(len(w)):
        nudged[k] = w[k] + amount
        result.append(-np.sign(loss(nudged) - loss(w)))
        nudged[k] = w[k]
    return result


# %% best_single_step | wrong | This takes the first change that helps; the best of all is asked for.
def best_single_step(loss, w, step):
    for k in range(len(w)):
        for change in (step, -step):
            candidate = list(w)
            candidate[k] += change
            if loss(candidate) < loss(w):
                return candidate
    return list(w)


# %% best_single_step | wrong | This makes one change after the other; only the single best one is asked for.
def best_single_step(loss, w, step):
    w = list(w)
    for k in range(len(w)):
        for change in (step, -step):
            candidate = list(w)
            candidate[k] += change
            if loss(candidate) < loss(w):
                w = candidate
                break
    return w


# %% best_single_step | wrong | Only steps up are tried.
def best_single_step(loss, w, step):
    best = list(w)
    for k in range(len(w)):
        candidate = list(w)
        candidate[k] += step
        if loss(candidate) < loss(best):
            best = candidate
    return best


# %% best_single_step | wrong | Only steps down are tried.
def best_single_step(loss, w, step):
    best = list(w)
    for k in range(len(w)):
        candidate = list(w)
        candidate[k] -= step
        if loss(candidate) < loss(best):
            best = candidate
    return best


# %% best_single_step | wrong | This picks the change that makes the loss largest.
def best_single_step(loss, w, step):
    candidates = []
    for k in range(len(w)):
        for change in (step, -step):
            candidates.append(w[:k] + [w[k] + change] + w[k + 1 :])
    return sorted(candidates, key=loss)[-1]


# %% best_single_step | wrong | A change is made even when none makes the loss smaller.
def best_single_step(loss, w, step):
    candidates = []
    for k in range(len(w)):
        for change in (step, -step):
            candidates.append(w[:k] + [w[k] + change] + w[k + 1 :])
    return min(candidates, key=loss)


# %% best_single_step | wrong | This is the loss after the best change; the new list is asked for.
def best_single_step(loss, w, step):
    lowest = loss(w)
    for k in range(len(w)):
        for change in (step, -step):
            lowest = min(lowest, loss(w[:k] + [w[k] + change] + w[k + 1 :]))
    return lowest


# %% best_single_step | wrong | Nothing changes: compare each candidate with the lowest loss so far, and keep a copy of the best.
def best_single_step(loss, w, step):
    best, lowest = list(w), 0
    for k in range(len(w)):
        for change in (step, -step):
            candidate = w[:k] + [w[k] + change] + w[k + 1 :]
            if loss(candidate) < lowest:
                best = candidate
    return list(w)


# %% best_single_step | wrong | All weights are changed at once.
def best_single_step(loss, w, step):
    candidates = [list(w), [v + step for v in w], [v - step for v in w]]
    return min(candidates, key=loss)


# %% best_single_step | wrong | The last change that helps is taken; the best of all is asked for.
def best_single_step(loss, w, step):
    best = list(w)
    for k in range(len(w)):
        for change in (step, -step):
            candidate = list(w)
            candidate[k] += change
            if loss(candidate) < loss(w):
                best = candidate
    return best


# %% best_single_step | right | sorts all candidates
def best_single_step(loss, w, step):
    candidates = [list(w)]
    for k in range(len(w)):
        for change in (step, -step):
            candidates.append(w[:k] + [w[k] + change] + w[k + 1 :])
    return sorted(candidates, key=loss)[0]


# %% best_single_step | right | rows of a matrix
def best_single_step(loss, w, step):
    moves = step * np.vstack([np.eye(len(w)), -np.eye(len(w))])
    losses = [loss((np.array(w) + move).tolist()) for move in moves]
    k = int(np.argmin(losses))
    return (np.array(w) + moves[k]).tolist() if losses[k] < loss(w) else list(w)


# %% nudging_bill | wrong | The pass with the weights as they are is missing.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return n, n * instances, n * n * instances


# %% nudging_bill | wrong | The pass with the weights as they are is needed for every instance, not once.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = n * instances + 1
    return n, passes, passes * n


# %% nudging_bill | wrong | Only one instance is counted.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return n, n + 1, (n + 1) * n


# %% nudging_bill | wrong | The units are counted, not the weights between them.
def nudging_bill(sizes, instances):
    n = sum(sizes)
    passes = instances * (n + 1)
    return n, passes, passes * n


# %% nudging_bill | wrong | The sizes of all layers are multiplied; multiply neighbours and add up.
def nudging_bill(sizes, instances):
    n = 1
    for size in sizes:
        n *= size
    passes = instances * (n + 1)
    return n, passes, passes * n


# %% nudging_bill | wrong | Only the first two layers are counted.
def nudging_bill(sizes, instances):
    n = sizes[0] * sizes[1]
    passes = instances * (n + 1)
    return n, passes, passes * n


# %% nudging_bill | wrong | Biases are counted; this network has none.
def nudging_bill(sizes, instances):
    n = sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * (n + 1)
    return n, passes, passes * n


# %% nudging_bill | wrong | Each weight is nudged up and down; up only is asked for.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * (2 * n + 1)
    return n, passes, passes * n


# %% nudging_bill | wrong | The multiplications of one pass are given; all passes count.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return n, instances * (n + 1), n


# %% nudging_bill | wrong | The three numbers are in the wrong order: weights, passes, multiplications.
def nudging_bill(sizes, instances):
    n = sum(a * b for a, b in zip(sizes, sizes[1:]))
    passes = instances * (n + 1)
    return passes * n, passes, n


# %% nudging_bill | right | a loop over the layers
def nudging_bill(sizes, instances):
    n = 0
    for k in range(1, len(sizes)):
        n += sizes[k - 1] * sizes[k]
    return [n, n * instances + instances, (n * instances + instances) * n]


# %% nudging_bill | right | a dot product, as NumPy numbers
def nudging_bill(sizes, instances):
    n = np.dot(sizes[:-1], sizes[1:])
    return n, (n + 1) * instances, (n + 1) * instances * n


# %% stable_sigmoid | equivalent | at z = 0, and for small z, both forms are right
# 0 -> 1
# z >= 0 -> z > 0


# %% squared_error | equivalent | the square of an error does not know its sign
# output - target -> target - output
# zip(y, t, strict=True) -> zip(t, y, strict=True)


# %% directions | equivalent | a change of 0 has been dealt with before
# change > 0 -> change >= 0


# %% directions | wrong | changes its argument number 2 in place; work on a copy of it
def directions(loss, w, amount):
    base, answer = loss(w), []
    for k in range(len(w)):
        w[k] += amount
        change = loss(w) - base
        w[k] -= amount
        answer.append((change < 0) - (change > 0))
    return answer


# %% best_single_step | equivalent | both directions are tried, in either order
# candidate[k] += change -> candidate[k] -= change


# %% best_single_step | wrong | changes its argument number 2 in place; work on a copy of it
def best_single_step(loss, w, step):
    best, lowest = list(w), loss(w)
    for k in range(len(w)):
        for change in (step, -step):
            w[k] += change
            if loss(w) < lowest:
                best, lowest = list(w), loss(w)
            w[k] -= change
    return best


# %% nudging_bill | equivalent | a product does not know the order of its factors
# zip(sizes[:-1], sizes[1:], strict=True) -> zip(sizes[1:], sizes[:-1], strict=True)


# %% accuracy | wrong | Only a target of exactly 1 counts as the class; it is the largest of its row, whatever it is.
def accuracy(Y, T):
    hits = 0
    for y, t in zip(Y, T):
        hits += any(t == 1) and y[t == 1][0] == max(y)
    return hits / len(Y)


# %% directions | wrong | A nudge up is compared with a nudge down; compare it with the list as it is.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        up, down = list(w), list(w)
        up[k] += amount
        down[k] -= amount
        a, b = loss(up), loss(down)
        result.append(0 if a == b else (1 if a < b else -1))
    return result


# %% my_forward_pass | wrong | The change has its sign turned round: it is new minus old.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, -0.0466


# %% my_forward_pass | wrong | The hidden unit lacks its sigmoid.
def my_forward_pass():
    return -1.2439, 0.9069, 0.8225, -0.2787


# %% my_forward_pass | wrong | The output lacks its sigmoid.
def my_forward_pass():
    return 0.2238, -0.4095, 0.1677, -0.1332


# %% my_forward_pass | wrong | The error is not squared.
def my_forward_pass():
    return 0.2238, 0.3990, 0.3990, 0.0547


# %% my_forward_pass | wrong | The loss is halved; here it is the square itself.
def my_forward_pass():
    return 0.2238, 0.3990, 0.0796, 0.0233


# %% my_forward_pass | wrong | The last number is the new loss; by how much it changes is asked for.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, 0.2058


# %% my_forward_pass | wrong | The inputs have changed places: w1 belongs to x1, and w2 to x2.
def my_forward_pass():
    return 0.2796, 0.3748, 0.1405, 0.0551


# %% my_forward_pass | wrong | The nudge goes down; v should become larger.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, -0.0390


# %% my_forward_pass | wrong | The last number is the change of y; that of L is asked for.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, 0.0547


# %% my_forward_pass | wrong | v is left out: the output receives v times h.
def my_forward_pass():
    return 0.2238, 0.5557, 0.3088, 0.0633


# %% my_forward_pass | wrong | Here h is made larger by 1; it is v.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, -0.1500


# %% my_forward_pass | wrong | The sign in the exponents is turned round: a sigmoid has exp(-z).
def my_forward_pass():
    return 0.7762, 0.8054, 0.6487, -0.2187


# %% my_forward_pass | wrong | One of your numbers has lost its minus sign, or got one.
def my_forward_pass():
    return 0.1042, 0.4525, 0.2047, 0.0241


# %% my_forward_pass | wrong | Here a first weight is made larger by 1; it is v.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, -0.1007


# %% my_forward_pass | wrong | The last number is the slope; by how much L changes for a whole 1 is asked for.
def my_forward_pass():
    return 0.2238, 0.3990, 0.1592, 0.0428


# %% my_forward_pass | wrong | The numbers are nearly right: keep six decimals on the way, and type four.
def my_forward_pass():
    return 0.2238, 0.4000, 0.1600, 0.0500


# %% my_forward_pass | right | six decimals
def my_forward_pass():
    return 0.223758, 0.399038, 0.159231, 0.046616


# %% my_forward_pass | right | a list
def my_forward_pass():
    return [0.2238, 0.3990, 0.1592, 0.0466]


# %% my_forward_pass | right | an array
def my_forward_pass():
    return np.array([0.22376, 0.39904, 0.15923, 0.04662])


# %% my_forward_pass | right | the last decimal cut off instead of rounded
def my_forward_pass():
    return 0.2237, 0.399, 0.1592, 0.0466


# %% my_forward_pass | right | fractions
def my_forward_pass():
    return 2238 / 10000, 3990 / 10000, 1592 / 10000, 466 / 10000


# %% stable_sigmoid | right | with cosh, half of the exponent at a time
def stable_sigmoid(z):
    import math

    return math.exp(z / 2) / (2 * math.cosh(z / 2))


# %% stable_sigmoid | right | NumPy numbers of more digits
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-np.longdouble(z)))


# %% both_sides | wrong | Where z is large, 1 - sigmoid(z) has lost most of its digits long before it is 0: use sigmoid(-z) throughout.
def both_sides(z):
    y = sigmoid(z)
    return y, (1 - y if y < 1 else np.exp(-z))


# %% both_sides | wrong | The second value is exp(-z) alone: the denominator 1 + exp(-z) is missing.
def both_sides(z):
    return sigmoid(z), np.exp(-z)


# %% both_sides | wrong | Both values come from adding to 1/2 or subtracting from it, which loses the digits of the small one.
def both_sides(z):
    half = np.tanh(z / 2) / 2
    return 0.5 + half, 0.5 - half


# %% both_sides | wrong | What is missing never falls below a certain number: nothing may be clipped or added, however small.
def both_sides(z):
    z = np.clip(z, -30, 30)
    return sigmoid(z), sigmoid(-z)


# %% both_sides | wrong | The values are rounded; all of their digits are asked for.
def both_sides(z):
    return round(sigmoid(z), 10), round(sigmoid(-z), 10)


# %% both_sides | right | with log1p
def both_sides(z):
    import math

    return math.exp(-math.log1p(math.exp(-z))), math.exp(-math.log1p(math.exp(z)))


# %% both_sides | right | one half of the exponent, cosh
def both_sides(z):
    twice = 2 * np.cosh(z / 2)
    return np.exp(z / 2) / twice, np.exp(-z / 2) / twice


# %% both_sides | right | one array for both
def both_sides(z):
    return sigmoid(np.array([z, -z]))


# %% forward_3_2_1 | wrong | The hidden values stand in a table of whole numbers, which cuts off their fractions: np.zeros_like keeps the kind it is given.
def forward_3_2_1(x, w):
    h = np.zeros_like(x[:2])
    for j in range(2):
        h[j] = sigmoid(sum(x[i] * w[2 * i + j] for i in range(3)))
    return sigmoid(h[0] * w[6] + h[1] * w[7])


# %% forward_3_2_1 | wrong | The sum of the first hidden unit is in that of the second, too: start each at 0.
def forward_3_2_1(x, w):
    h = []
    total = 0
    for j in range(2):
        for i in range(3):
            total += x[i] * w[2 * i + j]
        h.append(sigmoid(total))
    return sigmoid(h[0] * w[6] + h[1] * w[7])


# %% forward_3_2_1 | wrong | The result is an array or a list with one number in it; the number itself is asked for.
def forward_3_2_1(x, w):
    W = np.array(w[:6]).reshape(3, 2)
    V = np.array(w[6:]).reshape(2, 1)
    return sigmoid(sigmoid(np.array(x) @ W) @ V)


# %% forward_3_2_1 | wrong | The hidden units have tanh; they have a sigmoid here.
def forward_3_2_1(x, w):
    h1 = np.tanh(w[0] * x[0] + w[2] * x[1] + w[4] * x[2])
    h2 = np.tanh(w[1] * x[0] + w[3] * x[1] + w[5] * x[2])
    return sigmoid(w[6] * h1 + w[7] * h2)


# %% forward_3_2_1 | wrong | The hidden units are cut off at 0 (ReLU); they have a sigmoid here.
def forward_3_2_1(x, w):
    h1 = max(0, w[0] * x[0] + w[2] * x[1] + w[4] * x[2])
    h2 = max(0, w[1] * x[0] + w[3] * x[1] + w[5] * x[2])
    return sigmoid(w[6] * h1 + w[7] * h2)


# %% forward_3_2_1 | wrong | The result is rounded; all of its digits are asked for.
def forward_3_2_1(x, w):
    h1 = sigmoid(w[0] * x[0] + w[2] * x[1] + w[4] * x[2])
    h2 = sigmoid(w[1] * x[0] + w[3] * x[1] + w[5] * x[2])
    return round(sigmoid(w[6] * h1 + w[7] * h2), 4)


# %% forward_3_2_1 | right | einsum over a table of the first six weights
def forward_3_2_1(x, w):
    h = sigmoid(np.einsum("i,ij->j", x, np.reshape(w[:6], (3, 2))))
    return sigmoid(np.einsum("j,j", h, w[6:]))


# %% forward_3_2_1 | right | every second weight, with tanh for the sigmoid
def forward_3_2_1(x, w):
    def squash(z):
        return (1 + np.tanh(z / 2)) / 2

    h1, h2 = squash(np.dot(x, w[0:6:2])), squash(np.dot(x, w[1:6:2]))
    return squash(w[6] * h1 + w[7] * h2)


# %% forward_3_2_1 | right | Python's math and no names for the weights
def forward_3_2_1(x, w):
    import math

    total = 0.0
    for j in (0, 1):
        z = math.fsum(x[i] * w[2 * i + j] for i in (2, 1, 0))
        total += w[6 + j] / (1 + math.exp(-z))
    return 1 / (1 + math.exp(-total))


# %% squared_error | wrong | An output is looked up by its value, which finds the first of several that are alike: go by the place.
def squared_error(y, t):
    return sum((output - t[y.index(output)]) ** 2 for output in y)


# %% squared_error | wrong | Only the last output is in it: = where += belongs.
def squared_error(y, t):
    for i in range(len(y)):
        loss = (y[i] - t[i]) ** 2
    return loss


# %% squared_error | wrong | Only the first two outputs are in it; all of them count, however many.
def squared_error(y, t):
    return (y[0] - t[0]) ** 2 + (y[1] - t[1]) ** 2


# %% squared_error | wrong | This is the cross-entropy; the squared errors are asked for.
def squared_error(y, t):
    return -sum(b * np.log(a) + (1 - b) * np.log(1 - a) for a, b in zip(y, t))


# %% squared_error | wrong | Outputs with the target 0 are left out; every output has an error.
def squared_error(y, t):
    loss = 0
    for a, b in zip(y, t):
        if b > 0:
            loss += (a - b) ** 2
    return loss


# %% squared_error | wrong | The first output is left out: lists count from 0.
def squared_error(y, t):
    loss = 0
    for i in range(1, len(y)):
        loss += (y[i] - t[i]) ** 2
    return loss


# %% squared_error | wrong | The last output is left out.
def squared_error(y, t):
    total = 0
    for i in range(len(y) - 1):
        total += (y[i] - t[i]) ** 2
    return total


# %% squared_error | right | the square multiplied out
def squared_error(y, t):
    y, t = np.array(y), np.array(t)
    return y @ y - 2 * y @ t + t @ t


# %% squared_error | right | map and math.pow
def squared_error(y, t):
    import math

    return sum(map(lambda a, b: math.pow(a - b, 2), y, t))


# %% squared_error | right | N times the mean of the squares
def squared_error(y, t):
    return len(y) * np.mean(np.square(np.subtract(y, t)))


# %% accuracy | wrong | An output that is nearly the largest counts as the largest; however narrow it is, a row has one vote.
def accuracy(Y, T):
    chosen = Y[np.arange(len(Y)), T.argmax(axis=1)]
    return np.mean(np.isclose(chosen, Y.max(axis=1)))


# %% accuracy | wrong | The largest value of a row is looked for in the whole table, where other rows can hold it as well.
def accuracy(Y, T):
    hits = 0
    for y, t in zip(Y, T):
        hits += np.argwhere(Y == y.max())[0][1] == t.argmax()
    return hits / len(Y)


# %% accuracy | wrong | All outputs of a row, rounded, are compared with its targets; its largest output decides.
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if np.array_equal(np.round(y), t):
            right += 1
    return right / len(Y)


# %% accuracy | wrong | Only the first two classes are compared; there can be more.
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if (y[0] > y[1]) == (t[0] > t[1]):
            right += 1
    return right / len(Y)


# %% accuracy | wrong | A row counts as right where the output of its class is above 0.5; it has to be the largest of the row.
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if y[np.argmax(t)] > 0.5:
            right += 1
    return right / len(Y)


# %% accuracy | wrong | The last row is never looked at.
def accuracy(Y, T):
    right = 0
    for i in range(len(Y) - 1):
        if np.argmax(Y[i]) == np.argmax(T[i]):
            right += 1
    return right / len(Y)


# %% accuracy | wrong | Only the first row is looked at: is return inside the loop?
def accuracy(Y, T):
    right = 0
    for y, t in zip(Y, T):
        if np.argmax(y) == np.argmax(t):
            right += 1
        return right / len(Y)


# %% accuracy | wrong | It is always divided by 6, the rows of the example; divide by the number of rows that come in.
def accuracy(Y, T):
    return np.sum(np.argmax(Y, axis=1) == np.argmax(T, axis=1)) / 6


# %% accuracy | wrong | Only if all votes are right does this give 1, and else 0; the share of the right ones is asked for.
def accuracy(Y, T):
    return float(np.all(np.argmax(Y, axis=1) == np.argmax(T, axis=1)))


# %% accuracy | right | from lists, with max and index
def accuracy(Y, T):
    rows = list(zip(Y.tolist(), T.tolist()))
    return sum(y.index(max(y)) == t.index(max(t)) for y, t in rows) / len(rows)


# %% accuracy | right | a table of comparisons, counted
def accuracy(Y, T):
    best = Y == Y.max(axis=1, keepdims=True)
    wanted = T == T.max(axis=1, keepdims=True)
    return np.count_nonzero((best & wanted).any(axis=1)) / Y.shape[0]


# %% accuracy | right | one minus the share of misses
def accuracy(Y, T):
    misses = np.argmax(Y, 1) - np.argmax(T, 1) != 0
    return 1 - misses.sum() / len(misses)


# %% nudge_effect | wrong | A NumPy array of whole numbers cuts off the fraction of a nudge: make it an array of floats.
def nudge_effect(loss, w, k, amount):
    nudged = np.array(w)
    nudged[k] += amount
    return loss(nudged) - loss(w)


# %% nudge_effect | wrong | The change is rounded; all of its digits are asked for.
def nudge_effect(loss, w, k, amount):
    nudged = list(w)
    nudged[k] += amount
    return round(loss(nudged) - loss(w), 6)


# %% nudge_effect | wrong | The change is divided by the old loss; the change itself is asked for.
def nudge_effect(loss, w, k, amount):
    new = list(w)
    new[k] += amount
    return (loss(new) - loss(w)) / loss(w)


# %% nudge_effect | right | a unit vector times the amount
def nudge_effect(loss, w, k, amount):
    nudged = np.array(w) + amount * np.eye(len(w))[k]
    return loss(nudged.tolist()) - loss(w)


# %% nudge_effect | right | a comprehension
def nudge_effect(loss, w, k, amount):
    return -loss(w) + loss([v + amount if i == k else v for i, v in enumerate(w)])


# %% nudge_effect | right | a copy as an array of floats
def nudge_effect(loss, w, k, amount):
    old, new = np.array(w, dtype=float), np.array(w, dtype=float)
    new[k] = old[k] + amount
    return np.subtract(loss(new), loss(old))


# %% directions | wrong | A NumPy array of whole numbers cuts off the fraction of a nudge: make it an array of floats.
def directions(loss, w, amount):
    result = []
    for k in range(len(w)):
        nudged = np.array(w)
        nudged[k] += amount
        change = loss(nudged) - loss(w)
        result.append(0 if change == 0 else -1 if change > 0 else 1)
    return result


# %% directions | wrong | Each nudge stays in the list while the next weight is tried: put it back first.
def directions(loss, w, amount):
    old = loss(w)
    new = list(w)
    result = []
    for i in range(len(w)):
        new[i] += amount
        result.append(-int(np.sign(loss(new) - old)))
    return result


# %% directions | wrong | Each loss is compared with the one before it; compare it with that of the list you were given.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        new = list(w)
        new[i] += amount
        now = loss(new)
        result.append(-int(np.sign(now - old)))
        old = now
    return result


# %% directions | wrong | The weights are made smaller by the amount; make them larger, and watch.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        new = list(w)
        new[i] -= amount
        result.append(int(np.sign(loss(new) - old)))
    return result


# %% directions | wrong | These are slopes, or changes old minus new; only their direction is asked for, as +1, -1 or 0.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        new = list(w)
        new[i] += amount
        result.append(old - loss(new))
    return result


# %% directions | wrong | The nudge is a small number of its own; it is the amount that you were given.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        new = list(w)
        new[i] += 0.001
        result.append(-int(np.sign(loss(new) - old)))
    return result


# %% directions | wrong | A weight that changes nothing is left out of the list; it gets 0.
def directions(loss, w, amount):
    old = loss(w)
    result = []
    for i in range(len(w)):
        new = list(w)
        new[i] += amount
        if loss(new) < old:
            result.append(1)
        elif loss(new) > old:
            result.append(-1)
    return result


# %% directions | wrong | The last weight has no answer: a range ends before its last number.
def directions(loss, w, amount):
    out = []
    for i in range(len(w) - 1):
        new = list(w)
        new[i] += amount
        out.append(int(-np.sign(loss(new) - loss(w))))
    return out


# %% directions | wrong | The sign of the new loss is taken; that of its change says which way to go.
def directions(loss, w, amount):
    out = []
    for i in range(len(w)):
        new = list(w)
        new[i] += amount
        out.append(int(-np.sign(loss(new))))
    return out


# %% directions | right | math.copysign
def directions(loss, w, amount):
    import math

    before, result = loss(w), []
    for k, v in enumerate(w):
        change = before - loss([*w[:k], v + amount, *w[k + 1 :]])
        result.append(math.copysign(1, change) if change else 0)
    return tuple(result)


# %% directions | right | the sign of an array of losses
def directions(loss, w, amount):
    nudged = np.array(w) + amount * np.eye(len(w))
    return np.sign(loss(w) - np.array([loss(row.tolist()) for row in nudged]))


# %% best_single_step | wrong | A NumPy array of whole numbers cuts off the fraction of a step: make it an array of floats.
def best_single_step(loss, w, step):
    best, lowest = list(w), loss(w)
    for k in range(len(w)):
        for change in (step, -step):
            candidate = np.array(w)
            candidate[k] += change
            if loss(candidate) < lowest:
                best, lowest = list(candidate), loss(candidate)
    return best


# %% best_single_step | wrong | A small gain counts as none; any change that makes the loss smaller helps.
def best_single_step(loss, w, step):
    best, lowest = list(w), loss(w)
    for k in range(len(w)):
        for change in (step, -step):
            candidate = list(w)
            candidate[k] += change
            if loss(candidate) < lowest - 1e-3:
                best, lowest = candidate, loss(candidate)
    return best


# %% best_single_step | wrong | The loss comes back as well; the new list alone is asked for.
def best_single_step(loss, w, step):
    best = list(w)
    for i in range(len(w)):
        for d in (step, -step):
            new = list(w)
            new[i] += d
            if loss(new) < loss(best):
                best = new
    return best, loss(best)


# %% best_single_step | wrong | The last weight is never tried.
def best_single_step(loss, w, step):
    best = list(w)
    for i in range(len(w) - 1):
        for d in (step, -step):
            new = list(w)
            new[i] += d
            if loss(new) < loss(best):
                best = new
    return best


# %% best_single_step | wrong | A change that leaves the loss as it is counts as better; it has to make it smaller.
def best_single_step(loss, w, step):
    best, low = list(w), loss(w)
    for i in range(len(w)):
        for d in (step, -step):
            c = list(w)
            c[i] += d
            if loss(c) <= low:
                best, low = c, loss(c)
    return best


# %% best_single_step | wrong | Where no change helps nothing comes back; the weights as they were are asked for.
def best_single_step(loss, w, step):
    best, low = None, loss(w)
    for i in range(len(w)):
        for d in (step, -step):
            c = list(w)
            c[i] += d
            if loss(c) < low:
                best, low = c, loss(c)
    return best


# %% best_single_step | right | the largest gain
def best_single_step(loss, w, step):
    gains = {}
    for k in range(len(w)):
        for change in (-step, step):
            gains[k, change] = loss(w) - loss([*w[:k], w[k] + change, *w[k + 1 :]])
    (k, change), gain = max(gains.items(), key=lambda item: item[1])
    return [v + change * (i == k) for i, v in enumerate(w)] if gain > 0 else w[:]


# %% best_single_step | right | argmin over an array of losses, the old one first
def best_single_step(loss, w, step):
    moves = step * np.vstack([np.zeros(len(w)), np.eye(len(w)), -np.eye(len(w))])
    candidates = np.array(w) + moves
    return candidates[np.argmin([loss(c.tolist()) for c in candidates])]


# %% best_single_step | right | recursion over the weights
def best_single_step(loss, w, step):
    def best_from(k):
        if k == len(w):
            return list(w)
        options = [best_from(k + 1)] + [w[:k] + [w[k] + s] + w[k + 1 :] for s in (step, -step)]
        return min(options, key=loss)

    return best_from(0)


# %% nudging_bill | wrong | A layer is looked up by its size, which finds the first of several that are alike: go by the place.
def nudging_bill(sizes, instances):
    weights = sum(size * sizes[sizes.index(size) + 1] for size in sizes[:-1])
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% nudging_bill | wrong | Only the last two layers are counted: = where += belongs.
def nudging_bill(sizes, instances):
    for i in range(len(sizes) - 1):
        weights = sizes[i] * sizes[i + 1]
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% nudging_bill | wrong | Only the first and the last layer are counted; each layer is connected with the next.
def nudging_bill(sizes, instances):
    weights = sizes[0] * sizes[-1]
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% nudging_bill | wrong | Every layer is connected with all that follow; it is connected with the next one alone.
def nudging_bill(sizes, instances):
    weights = 0
    for i in range(len(sizes)):
        for j in range(i + 1, len(sizes)):
            weights += sizes[i] * sizes[j]
    passes = instances * (weights + 1)
    return weights, passes, passes * weights


# %% nudging_bill | wrong | The multiplications are weights times weights; they are passes times weights.
def nudging_bill(sizes, instances):
    weights = 0
    for a, b in zip(sizes, sizes[1:]):
        weights += a * b
    passes = instances * (weights + 1)
    return weights, passes, weights * weights


# %% nudging_bill | right | the table of all pairs, one step off its diagonal
def nudging_bill(sizes, instances):
    weights = np.trace(np.outer(sizes, sizes), offset=1)
    return np.array([weights, instances * (weights + 1), instances * weights * (weights + 1)])


# %% nudging_bill | right | counts by building the weights
def nudging_bill(sizes, instances):
    weights = sum(np.zeros((a, b)).size for a, b in zip(sizes, sizes[1:]))
    return [weights, instances + instances * weights, instances * weights + instances * weights**2]


# %% nudging_bill | right | map and a product of neighbours
def nudging_bill(sizes, instances):
    import operator

    weights = sum(map(operator.mul, sizes, sizes[1:]))
    return weights, instances * weights + instances, weights * instances * (weights + 1)


# %% directions | right | a dictionary of what each comparison means
def directions(loss, w, amount):
    before, wish = loss(w), {(True, False): -1, (False, True): 1, (False, False): 0}
    losses = [loss([v + amount * (i == k) for i, v in enumerate(w)]) for k in range(len(w))]
    return [wish[after > before, after < before] for after in losses]


# %% stable_sigmoid | right | log1p on the side where the exponential is small
def stable_sigmoid(z):
    import math

    return math.exp(min(z, 0) - math.log1p(math.exp(-abs(z))))

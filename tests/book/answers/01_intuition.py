# Answers to the exercises on the page of chapter 1 as readers give them; the form is that of tests/bank.

# %% what_arrives | right | a loop
def what_arrives(values, weights):
    total = 0
    for k in range(len(values)):
        total = total + values[k] * weights[k]
    return total


# %% what_arrives | right | map
def what_arrives(values, weights):
    return sum(map(lambda v, w: v * w, values, weights))


# %% what_arrives | wrong | It adds the values and the weights. Each value is multiplied by its own weight first.
def what_arrives(values, weights):
    total = 0
    for value, weight in zip(values, weights):
        total += value + weight
    return total


# %% what_arrives | wrong | Only the first line arrives. Does `return` stand inside the loop?
def what_arrives(values, weights):
    total = 0
    for value, weight in zip(values, weights):
        total += value * weight
        return total


# %% what_arrives | wrong | The last line is missing: does your loop stop one too early?
def what_arrives(values, weights):
    total = 0
    for k in range(len(values) - 1):
        total += values[k] * weights[k]
    return total


# %% what_arrives | wrong | This has been through the sigmoid. What is asked for is the sum that goes in.
def what_arrives(values, weights):
    import math

    total = 0
    for value, weight in zip(values, weights):
        total += value * weight
    return 1 / (1 + math.exp(-total))


# %% what_arrives | wrong | The products are multiplied with each other. They are added.
def what_arrives(values, weights):
    total = 1
    for value, weight in zip(values, weights):
        total = total * (value * weight)
    return total


# %% what_arrives | wrong, unnamed | a bias that nobody asked for
def what_arrives(values, weights):
    return 1 + sum([v * w for v, w in zip(values, weights)])


# %% absolute_loss | right | an if instead of abs
def absolute_loss(outputs, targets):
    loss = 0
    for y, t in zip(outputs, targets):
        loss += y - t if y > t else t - y
    return loss


# %% absolute_loss | wrong | A positive and a negative error cancel. Take the size of each error before you add.
def absolute_loss(outputs, targets):
    loss = 0
    for y, t in zip(outputs, targets):
        loss += y - t
    return loss


# %% absolute_loss | wrong | You take the size of the sum. It is the sum of the sizes.
def absolute_loss(outputs, targets):
    return abs(sum(outputs) - sum(targets))


# %% absolute_loss | wrong | These are squared errors, the loss of the chapter.
def absolute_loss(outputs, targets):
    return sum([(t - y) * (t - y) for y, t in zip(outputs, targets)])


# %% absolute_loss | wrong | This is the mean of the costs. Here they are added up.
def absolute_loss(outputs, targets):
    costs = [abs(t - y) for y, t in zip(outputs, targets)]
    return sum(costs) / len(costs)


# %% absolute_loss | wrong, unnamed | square roots of nothing sensible
def absolute_loss(outputs, targets):
    return sum([abs(y - t) ** 0.5 for y, t in zip(outputs, targets)])


# %% which_way | right | cases one by one
def which_way(y, t, behind):
    if y == t or behind == 0:
        return 0
    if (t > y) == (behind > 0):
        return 1
    return -1


# %% which_way | wrong | You look at the output only. Behind a tap stands a negative number: opening it makes the sum smaller.
def which_way(y, t, behind):
    if y < t:
        return 1
    if y > t:
        return -1
    return 0


# %% which_way | wrong | Every direction is turned round. An output that is too small wants more.
def which_way(y, t, behind):
    if y == t or behind == 0:
        return 0
    return -1 if (t > y) == (behind > 0) else 1


# %% which_way | wrong | This says how strong the wish is. Only the direction is asked for: 1, -1 or 0.
def which_way(y, t, behind):
    return behind * (t - y)


# %% which_way | wrong | There is a third answer: 0, where nothing has to change or nothing can.
def which_way(y, t, behind):
    if behind * (t - y) > 0:
        return 1
    else:
        return -1


# %% which_way | wrong, unnamed | the sum instead of the product of the two signs
def which_way(y, t, behind):
    return 1 if t - y + behind > 0 else -1

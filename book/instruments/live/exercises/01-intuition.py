# Exercises on the page of chapter 1, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% what_arrives | prompt | What arrives at a unit
# A unit has any number of lines.
# `values` holds what stands at their other ends and `weights` the numbers on them, in the same order.
# Return what the unit receives, before any switch.
# With the values 3 and 1 and the weights 6 and -2 that is 16.
def what_arrives(values, weights):
    ...


# %% what_arrives | right
def what_arrives(values, weights):
    return sum([value * weight for value, weight in zip(values, weights)])


# %% what_arrives | cases
[([3.0, 1.0], [6.0, -2.0]), ([-1.0, 4.0, 2.0], [0.5, 1.5, -3.0]), ([2.0], [0.25]), ([1.0, -2.0, 3.0, 0.5], [-1.0, 0.5, 2.0, 4.0])]


# %% what_arrives | wrong | It adds the values and the weights. Each value is multiplied by its own weight first.
def what_arrives(values, weights):
    return sum(values) + sum(weights)


# %% what_arrives | wrong | It adds up each side first and multiplies then. Multiply line by line, then add.
def what_arrives(values, weights):
    return sum(values) * sum(weights)


# %% what_arrives | wrong | Only the first line arrives. Does `return` stand inside the loop?
def what_arrives(values, weights):
    return values[0] * weights[0]


# %% what_arrives | wrong | The last line is missing: does your loop stop one too early?
def what_arrives(values, weights):
    return sum([value * weight for value, weight in zip(values[:-1], weights[:-1])])


# %% what_arrives | wrong | This has been through the sigmoid. What is asked for is the sum that goes in.
def what_arrives(values, weights):
    z = sum([value * weight for value, weight in zip(values, weights)])
    return 1 / (1 + math.exp(-z))


# %% what_arrives | wrong | The products are multiplied with each other. They are added.
def what_arrives(values, weights):
    product = 1.0
    for value, weight in zip(values, weights):
        product *= value * weight
    return product


# %% absolute_loss | prompt | A loss without squares
# Another loss counts each error by its size alone: an error of -0.3 costs 0.3.
# Add up these costs for all outputs.
# For the outputs 0.9 and 0.2 and the targets 1 and 0 the loss is 0.3.
def absolute_loss(outputs, targets):
    ...


# %% absolute_loss | right
def absolute_loss(outputs, targets):
    return sum([abs(y - t) for y, t in zip(outputs, targets)])


# %% absolute_loss | cases
[([0.9, 0.2], [1.0, 0.0]), ([0.1, 0.7, 0.6], [1.0, 0.0, 1.0]), ([0.25], [1.0]), ([2.0, -1.0, 0.5], [0.0, 1.0, 0.5])]


# %% absolute_loss | wrong | A positive and a negative error cancel. Take the size of each error before you add.
def absolute_loss(outputs, targets):
    return sum([y - t for y, t in zip(outputs, targets)])


# %% absolute_loss | wrong | A positive and a negative error cancel, and the errors are targets minus outputs. Take the size of each before you add.
def absolute_loss(outputs, targets):
    return sum([t - y for y, t in zip(outputs, targets)])


# %% absolute_loss | wrong | You take the size of the sum. It is the sum of the sizes.
def absolute_loss(outputs, targets):
    return abs(sum([y - t for y, t in zip(outputs, targets)]))


# %% absolute_loss | wrong | These are squared errors, the loss of the chapter.
def absolute_loss(outputs, targets):
    return sum([(y - t) ** 2 for y, t in zip(outputs, targets)])


# %% absolute_loss | wrong | This is the mean of the costs. Here they are added up.
def absolute_loss(outputs, targets):
    return sum([abs(y - t) for y, t in zip(outputs, targets)]) / len(outputs)


# %% absolute_loss | wrong | Only the largest error counts in yours. Add up all of them.
def absolute_loss(outputs, targets):
    return max([abs(y - t) for y, t in zip(outputs, targets)])


# %% which_way | prompt | Which way to turn the tap
# An output is `y`, its target is `t`, and behind one of its taps stands the value `behind`.
# Return 1 if the weight on this tap should grow, -1 if it should shrink, and 0 if turning it changes nothing or nothing needs to change.
# Careful: what stands behind a tap may be negative.
def which_way(y, t, behind):
    ...


# %% which_way | right
def which_way(y, t, behind):
    wish = (t - y) * behind
    return 1 if wish > 0 else -1 if wish < 0 else 0


# %% which_way | cases
[(0.7, 1.0, 0.9), (0.1, 0.0, 0.5), (0.3, 1.0, -2.0), (0.8, 0.0, -0.5), (0.4, 1.0, 0.0), (0.5, 0.5, 3.0)]


# %% which_way | wrong | You look at the output only. Behind a tap stands a negative number: opening it makes the sum smaller.
def which_way(y, t, behind):
    return 1 if t > y else -1 if t < y else 0


# %% which_way | wrong | A negative number behind the tap is taken care of, but with 0 behind it no turn changes anything.
def which_way(y, t, behind):
    way = 1 if t > y else -1 if t < y else 0
    return -way if behind < 0 else way


# %% which_way | wrong | Every direction is turned round. An output that is too small wants more.
def which_way(y, t, behind):
    wish = (y - t) * behind
    return 1 if wish > 0 else -1 if wish < 0 else 0


# %% which_way | wrong | This says how strong the wish is. Only the direction is asked for: 1, -1 or 0.
def which_way(y, t, behind):
    return (t - y) * behind


# %% which_way | wrong | You look at what stands behind the tap only, not at whether the output wants more or less.
def which_way(y, t, behind):
    return 1 if behind > 0 else -1 if behind < 0 else 0


# %% which_way | wrong | There is a third answer: 0, where nothing has to change or nothing can.
def which_way(y, t, behind):
    return 1 if (t - y) * behind > 0 else -1

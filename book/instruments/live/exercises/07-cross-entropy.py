# Exercises on the page of chapter 7, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% surprise_in_bits | prompt | Surprise in coin tosses
# Measure surprise in *bits*: what has the probability one half surprises by 1 bit, one quarter by 2, one eighth by 3.
# For the probability $y$ it is the same logarithm to another base, $-\log_2 y = -\ln y / \ln 2$.
# `math.log` is the natural logarithm.
def surprise_in_bits(y):
    ...


# %% surprise_in_bits | right
def surprise_in_bits(y):
    return -math.log(y) / math.log(2)


# %% surprise_in_bits | cases
[(0.5,), (0.25,), (0.9,), (0.01,)]


# %% surprise_in_bits | wrong | This is the surprise with the natural logarithm. In bits it is divided by ln 2.
def surprise_in_bits(y):
    return -math.log(y)


# %% surprise_in_bits | wrong | A surprise is never negative: the minus is missing.
def surprise_in_bits(y):
    return math.log(y) / math.log(2)


# %% surprise_in_bits | wrong | This is the logarithm to the base 10. Bits have the base 2.
def surprise_in_bits(y):
    return -math.log(y) / math.log(10)


# %% surprise_in_bits | wrong | You multiplied by ln 2. Divide by it.
def surprise_in_bits(y):
    return -math.log(y) * math.log(2)


# %% surprise_in_bits | wrong | This is the surprise if the other thing had happened, with 1 − y.
def surprise_in_bits(y):
    return -math.log(1 - y) / math.log(2)


# %% surprise_in_bits | wrong | This is 1 divided by the probability. Take its logarithm to the base 2.
def surprise_in_bits(y):
    return 1 / y


# %% to_logit | prompt | Back through the sigmoid
# The network says $y = 0.8$. What sum went into its sigmoid?
# Solve $y = 1 / (1 + e^{-z})$ for $z$ and return it.
# For one half it is 0, for 0.8 about 1.386.
def to_logit(y):
    ...


# %% to_logit | right
def to_logit(y):
    return math.log(y / (1 - y))


# %% to_logit | cases
[(0.8,), (0.5,), (0.1,), (0.99,)]


# %% to_logit | wrong | The fraction stands on its head: this is −z.
def to_logit(y):
    return math.log((1 - y) / y)


# %% to_logit | wrong | These are the odds, y to 1 − y. Their logarithm is asked for.
def to_logit(y):
    return y / (1 - y)


# %% to_logit | wrong | The 1 in the denominator is lost: this is ln y.
def to_logit(y):
    return math.log(y)


# %% to_logit | wrong | This sends y through the sigmoid once more. Go the other way.
def to_logit(y):
    return 1 / (1 + math.exp(-y))


# %% to_logit | wrong | This is the slope of the sigmoid at z, not z.
def to_logit(y):
    return y * (1 - y)


# %% to_logit | wrong | This is −ln(1/y + 1); solving for the exponential gives 1/y − 1.
def to_logit(y):
    return -math.log(1 / y + 1)


# %% softened | prompt | Targets that are not quite sure
# Some people train with softened targets: instead of 1 they ask for 0.95, instead of 0 for 0.05, so $0.9\, t + 0.05$.
# The loss is the cross-entropy with this target, and its delta is still output minus target.
# Return the delta of the output for `y` and the label `t`.
# With $y = 0.9$ and $t = 1$ it is -0.05.
def softened(y, t):
    ...


# %% softened | right
def softened(y, t):
    return y - (0.9 * t + 0.05)


# %% softened | cases
[(0.9, 1.0), (0.9, 0.0), (0.3, 1.0), (0.02, 0.0)]


# %% softened | wrong | This is the delta with the label as it was. Soften it first.
def softened(y, t):
    return y - t


# %% softened | wrong | The sign is turned round: output minus target.
def softened(y, t):
    return 0.9 * t + 0.05 - y


# %% softened | wrong | The label was made smaller, but the 0.05 is missing: 0 becomes 0.05.
def softened(y, t):
    return y - 0.9 * t


# %% softened | wrong | The slope of the sigmoid is in it. It cancels with the denominator of the cross-entropy.
def softened(y, t):
    return (y - (0.9 * t + 0.05)) * y * (1 - y)


# %% softened | wrong | You softened the output. It is the label that is softened.
def softened(y, t):
    return 0.9 * y + 0.05 - t


# %% softened | wrong | A bracket is missing: the 0.05 is subtracted, too.
def softened(y, t):
    return y - 0.9 * t + 0.05


# %% softened | wrong | This is the derivative with respect to y. The delta is the one with respect to the sum before the sigmoid.
def softened(y, t):
    s = 0.9 * t + 0.05
    return (y - s) / (y * (1 - y))


# %% softened | wrong | This is the loss itself. How fast does it change with the sum before the sigmoid?
def softened(y, t):
    s = 0.9 * t + 0.05
    return -(s * math.log(y) + (1 - s) * math.log(1 - y))

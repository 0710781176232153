# Answers to the exercises on the page of chapter 7 as readers give them; the form is that of tests/bank.

# %% surprise_in_bits | right | with log2
def surprise_in_bits(y):
    from math import log2

    return log2(1 / y)


# %% surprise_in_bits | wrong | This is the surprise with the natural logarithm. In bits it is divided by ln 2.
def surprise_in_bits(y):
    return math.log(1 / y)


# %% surprise_in_bits | wrong | A surprise is never negative: the minus is missing.
def surprise_in_bits(y):
    return math.log2(y)


# %% surprise_in_bits | wrong | This is the logarithm to the base 10. Bits have the base 2.
def surprise_in_bits(y):
    return -math.log10(y)


# %% surprise_in_bits | wrong | You multiplied by ln 2. Divide by it.
def surprise_in_bits(y):
    surprise = -math.log(y)
    return surprise * math.log(2)


# %% surprise_in_bits | wrong, unnamed | a base that nobody has
def surprise_in_bits(y):
    return -math.log(y) / math.log(3) + 1


# %% to_logit | right | a difference of logarithms
def to_logit(y):
    return math.log(y) - math.log(1 - y)


# %% to_logit | right | solved for the exponential
def to_logit(y):
    return -math.log(1 / y - 1)


# %% to_logit | wrong | The fraction stands on its head: this is −z.
def to_logit(y):
    return math.log(1 / y - 1)


# %% to_logit | wrong | These are the odds, y to 1 − y. Their logarithm is asked for.
def to_logit(y):
    odds = y / (1 - y)
    return odds


# %% to_logit | wrong | The 1 in the denominator is lost: this is ln y.
def to_logit(y):
    return -math.log(1 / y)


# %% to_logit | wrong | This is −ln(1/y + 1); solving for the exponential gives 1/y − 1.
def to_logit(y):
    return -math.log((1 + y) / y)


# %% to_logit | wrong, unnamed | bits again
def to_logit(y):
    return math.log2(y / (1 - y)) + 1


# %% softened | right | in two steps
def softened(y, t):
    soft = 0.95 if t == 1 else 0.05
    return y - soft


# %% softened | wrong | This is the delta with the label as it was. Soften it first.
def softened(y, t):
    delta = y - t
    return delta


# %% softened | wrong | The sign is turned round: output minus target.
def softened(y, t):
    soft = 0.95 if t == 1 else 0.05
    return soft - y


# %% softened | wrong | A bracket is missing: the 0.05 is subtracted, too.
def softened(y, t):
    return 0.05 + y - t * 0.9


# %% softened | wrong | The slope of the sigmoid is in it. It cancels with the denominator of the cross-entropy.
def softened(y, t):
    soft = 0.95 if t == 1 else 0.05
    return (y - soft) * (y - y * y)


# %% softened | wrong | The label was made smaller, but the 0.05 is missing: 0 becomes 0.05.
def softened(y, t):
    return y - t * 0.9


# %% softened | wrong, unnamed | softened the other way
def softened(y, t):
    return y - (1.1 * t - 0.05)

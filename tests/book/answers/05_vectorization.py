# Answers to the exercises on the page of chapter 5 as readers give them; the form is that of tests/bank.

# %% product_shape | right | unpacked, a list
def product_shape(first, second):
    n, m = first
    k, o = second
    if m != k:
        return None
    return [n, o]


# %% product_shape | wrong | The outer numbers are right, but nobody asks whether the inner ones agree.
def product_shape(first, second):
    n, _ = first
    _, o = second
    return n, o


# %% product_shape | wrong | You compare the numbers of columns. The columns of the first must be as many as the rows of the second.
def product_shape(first, second):
    if first[1] != second[1]:
        return None
    return first[0], second[1]


# %% product_shape | wrong | The inner numbers disappear in the product. The outer ones stay.
def product_shape(first, second):
    if first[1] == second[0]:
        return second[0], first[1]


# %% product_shape | wrong | You ask for two equal shapes. That is for a sum; for a product the inner numbers have to agree.
def product_shape(first, second):
    if first == second:
        return second


# %% product_shape | wrong, unnamed | the larger of both
def product_shape(first, second):
    return max(first, second)


# %% turned | right | zip
def turned(rows):
    return [list(column) for column in zip(*rows)]


# %% turned | right | tuples for rows
def turned(rows):
    return list(zip(*rows))


# %% turned | wrong | Each row runs backwards now. A column has to become a row.
def turned(rows):
    return [list(reversed(row)) for row in rows]


# %% turned | wrong | This is a turn by a quarter: the columns came out upside down.
def turned(rows):
    return [list(column)[::-1] for column in zip(*rows)]


# %% turned | wrong | All numbers are in one list. Keep a list for each row.
def turned(rows):
    out = []
    for column in zip(*rows):
        out += list(column)
    return out


# %% turned | wrong | The matrix comes back as it was.
def turned(rows):
    return [[x for x in row] for row in rows]


# %% turned | wrong, unnamed | changes what it was given
def turned(rows):
    rows.append([0])
    return rows


# %% mean_request | right | two loops
def mean_request(requests):
    mean = []
    for k in range(len(requests[0])):
        total = 0
        for row in requests:
            total += row[k]
        mean.append(total / len(requests))
    return mean


# %% mean_request | wrong | This is the sum over the instances. The mean is shorter by the number of instances.
def mean_request(requests):
    total = [0] * len(requests[0])
    for row in requests:
        total = [a + b for a, b in zip(total, row)]
    return total


# %% mean_request | wrong | You took the mean of each instance. It is each weight that keeps a number of its own.
def mean_request(requests):
    means = []
    for row in requests:
        means.append(sum(row) / len(row))
    return means


# %% mean_request | wrong | The sum is right, but it is divided by the number of weights, not of instances.
def mean_request(requests):
    n = len(requests[0])
    return [sum([row[k] for row in requests]) / n for k in range(n)]


# %% mean_request | wrong | This is the wish of the last instance: was it `=` where `+=` is needed?
def mean_request(requests):
    total = [0] * len(requests[0])
    for row in requests:
        for k, entry in enumerate(row):
            total[k] = entry
    return total


# %% mean_request | wrong, unnamed | the largest wish of each weight
def mean_request(requests):
    return [max(column) for column in zip(*requests)]

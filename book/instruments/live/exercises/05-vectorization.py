# Exercises on the page of chapter 5, with plain lists, checked in the reader's browser; book/_ext/live.py says how such a file is made.

# %% product_shape | prompt | Dominoes
# You get the shapes of two matrices, each as a pair (rows, columns).
# Return the shape of their product, or `None` if they do not fit.
# (3, 2) and (2, 5) give (3, 5).
def product_shape(first, second):
    ...


# %% product_shape | right
def product_shape(first, second):
    return (first[0], second[1]) if first[1] == second[0] else None


# %% product_shape | cases
[((3, 2), (2, 5)), ((4, 1), (1, 6)), ((2, 5), (3, 2)), ((3, 2), (3, 2)), ((2, 3), (4, 3)), ((7, 7), (7, 1))]


# %% product_shape | wrong | The outer numbers are right, but nobody asks whether the inner ones agree.
def product_shape(first, second):
    return first[0], second[1]


# %% product_shape | wrong | You compare the numbers of columns. The columns of the first must be as many as the rows of the second.
def product_shape(first, second):
    return (first[0], second[1]) if first[1] == second[1] else None


# %% product_shape | wrong | You ask for two equal shapes. That is for a sum; for a product the inner numbers have to agree.
def product_shape(first, second):
    return first if first == second else None


# %% product_shape | wrong | Rows and columns of the result are exchanged.
def product_shape(first, second):
    return (second[1], first[0]) if first[1] == second[0] else None


# %% product_shape | wrong | The inner numbers disappear in the product. The outer ones stay.
def product_shape(first, second):
    return (first[1], second[0]) if first[1] == second[0] else None


# %% product_shape | wrong | It fits when the inner numbers agree. You compare the outer ones.
def product_shape(first, second):
    return (first[0], second[1]) if first[0] == second[1] else None


# %% turned | prompt | A transpose by hand
# A matrix is a list of rows.
# Return its transpose, also as a list of rows: what was column 1 becomes row 1.
# `[[1, 2, 3], [4, 5, 6]]` becomes `[[1, 4], [2, 5], [3, 6]]`.
def turned(rows):
    ...


# %% turned | right
def turned(rows):
    return [[row[k] for row in rows] for k in range(len(rows[0]))]


# %% turned | cases
[([[1, 2, 3], [4, 5, 6]],), ([[1, 2], [3, 4]],), ([[7, 8]],), ([[1], [2], [3]],)]


# %% turned | wrong | The rows stand in another order, but they are still rows.
def turned(rows):
    return rows[::-1]


# %% turned | wrong | Each row runs backwards now. A column has to become a row.
def turned(rows):
    return [row[::-1] for row in rows]


# %% turned | wrong | This is a turn by a quarter: the columns came out upside down.
def turned(rows):
    return [[row[k] for row in rows[::-1]] for k in range(len(rows[0]))]


# %% turned | wrong | All numbers are in one list. Keep a list for each row.
def turned(rows):
    return [row[k] for k in range(len(rows[0])) for row in rows]


# %% turned | wrong | You walk through as many columns as there are rows. That fits square matrices only.
def turned(rows):
    return [[row[k] for row in rows] for k in range(len(rows)) if k < len(rows[0])]


# %% turned | wrong | The matrix comes back as it was.
def turned(rows):
    return rows


# %% mean_request | prompt | What does the whole batch want?
# `requests` has one row for each instance: its gradient, an entry for each weight.
# Return one list, the mean of each entry over the instances.
# `[[1, 2], [3, -2]]` gives `[2, 0]`.
def mean_request(requests):
    ...


# %% mean_request | right
def mean_request(requests):
    return [sum(column) / len(requests) for column in zip(*requests)]


# %% mean_request | cases
[([[1.0, 2.0], [3.0, -2.0]],), ([[1.0, 0.0, 2.0], [4.0, 3.0, -8.0]],), ([[0.5, -1.0, 2.0]],), ([[1.0], [2.0], [6.0]],)]


# %% mean_request | wrong | This is the sum over the instances. The mean is shorter by the number of instances.
def mean_request(requests):
    return [sum(column) for column in zip(*requests)]


# %% mean_request | wrong | You took the mean of each instance. It is each weight that keeps a number of its own.
def mean_request(requests):
    return [sum(row) / len(row) for row in requests]


# %% mean_request | wrong | Everything is in one number. A gradient has an entry for each weight.
def mean_request(requests):
    return sum([sum(row) for row in requests]) / sum([len(row) for row in requests])


# %% mean_request | wrong | The sum is right, but it is divided by the number of weights, not of instances.
def mean_request(requests):
    return [sum(column) / len(requests[0]) for column in zip(*requests)]


# %% mean_request | wrong | This is the wish of the first instance. The others have a say, too.
def mean_request(requests):
    return requests[0]


# %% mean_request | wrong | This is the wish of the last instance: was it `=` where `+=` is needed?
def mean_request(requests):
    return requests[-1]


# %% mean_request | wrong | The sum is divided by 2, whatever the number of instances.
def mean_request(requests):
    return [sum(column) / 2 for column in zip(*requests)]

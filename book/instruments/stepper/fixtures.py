"""Random 2-2-2 networks and what Python makes of them: with NumPy's matrices, and with a tape of its own.

The inputs lie where float64 keeps the digits of the errors: outputs between 0.002 and 0.998.
"""

import json

import numpy as np

PRESETS = ([3, 1, 1, 0], [-1, 4, 0, 1])
WORKED = [6, -3, -2, 5, 1, -2, 0.25, 2]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slope(z):
    return sigmoid(z) * sigmoid(-z)


def values(given):
    """Return {name: number} of everything between the inputs and the eight gradients, from matrix products."""
    x, t = np.array(given[:2]), np.array(given[2:4])
    W, V = np.reshape(given[4:], (2, 2, 2))
    h_in = x @ W
    h = sigmoid(h_in)
    y_in = h @ V
    y = sigmoid(y_in)
    e = y - t
    grad_y = 2 * e
    grad_y_in = grad_y * slope(y_in)
    grad_h = V @ grad_y_in
    grad_h_in = grad_h * slope(h_in)
    rows = {"x": x, "t": t, "h_in": h_in, "h": h, "y_in": y_in, "y": y, "e": e}
    rows |= {"grad_y": grad_y, "grad_y_in": grad_y_in, "grad_h": grad_h, "grad_h_in": grad_h_in}
    found = {
        f"{name[: -3 if name.endswith('_in') else None]}{k + 1}{'_in' * name.endswith('_in')}": float(row[k])
        for name, row in rows.items()
        for k in (0, 1)
    }
    tables = {"w": W, "v": V, "grad_w": np.outer(x, grad_h_in), "grad_v": np.outer(h, grad_y_in)}
    found |= {f"{name}{i + 1}{j + 1}": float(table[i, j]) for name, table in tables.items() for i in (0, 1) for j in (0, 1)}
    return found | {"L": float(e @ e)}


def products(n):
    """Return {weight: [product of local derivatives along each path to the loss]}, from the numbers `n` of `values`."""
    back = {k: slope(n[f"y{k}_in"]) * 2 * n[f"e{k}"] for k in (1, 2)}
    found = {}
    for i in (1, 2):
        for j in (1, 2):
            found[f"v{i}{j}"] = [n[f"h{i}"] * back[j]]
            found[f"w{i}{j}"] = [n[f"x{i}"] * slope(n[f"h{j}_in"]) * n[f"v{j}{k}"] * back[k] for k in (1, 2)]
    return {name: [float(product) for product in row] for name, row in found.items()}


def tape(given):
    """Return [[value, gradient], ...] of a tape that plays the network once each way."""
    nodes = [[value, 0.0, []] for value in given]  # value, gradient, [(input, local derivative)]

    def note(value, *feeds):
        nodes.append([float(value), 0.0, feeds])
        return len(nodes) - 1

    def multiply(a, b):
        return note(nodes[a][0] * nodes[b][0], (a, nodes[b][0]), (b, nodes[a][0]))

    def add(a, b):
        return note(nodes[a][0] + nodes[b][0], (a, 1.0), (b, 1.0))

    def layer(row, first):
        sums = [add(multiply(first + j, row[0]), multiply(first + 2 + j, row[1])) for j in (0, 1)]
        return [note(sigmoid(nodes[z][0]), (z, slope(nodes[z][0]))) for z in sums]

    y = layer(layer([0, 1], 4), 8)
    squares = []
    for j in (0, 1):
        e = add(y[j], note(-nodes[2 + j][0], (2 + j, -1.0)))
        squares.append(note(nodes[e][0] ** 2, (e, 2 * nodes[e][0])))
    add(*squares)
    nodes[-1][1] = 1.0
    for _, gradient, feeds in reversed(nodes):
        for place, local in feeds:
            nodes[place][1] += local * gradient
    return [[value, float(gradient)] for value, gradient, _ in nodes]


def case(given):
    numbers = values(given)
    order = [f"{layer}{i}{j}" for layer in "wv" for i in (1, 2) for j in (1, 2)]
    return {
        "given": given,
        "values": numbers,
        "paths": products(numbers),
        "totals": [numbers[f"grad_{name}"] for name in order],
        "tape": tape(given),
    }


def cases(count=220, seed=3):
    """Return both presets and `count` random networks."""
    rng = np.random.default_rng(seed)
    drawn = [[*rng.normal(0, 2, 2), *rng.integers(0, 2, 2), *rng.normal(0, 3, 4), *rng.uniform(-3, 3, 4)] for _ in range(count)]
    return [case([float(number) for number in given]) for given in [*([*preset, *WORKED] for preset in PRESETS), *drawn]]


if __name__ == "__main__":
    print(json.dumps(cases()))

"""Chapter 5: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands, run

CHAPTER = "05-vectorization"


def epochs_until(page, hidden, below=0.05, epochs=200):
    rng = np.random.default_rng(0)
    W, V = rng.normal(scale=0.5, size=(2, hidden)), rng.normal(scale=0.5, size=(hidden, 2))
    losses = page["train"](page["NeuralNetwork"](W, V), page["X"], page["T"], epochs, 0.5)
    return int(np.argmax(np.array(losses) < below))


def measured(page, way, weights):
    return page["median"][way, weights]


def near(page, weights):
    return min(sizes(page), key=lambda size: abs(size - weights))


def slowest(page):
    largest = max(weights for way, weights in page["median"] if way == "tape")
    return measured(page, "tape", largest) / measured(page, "loops", largest)


def sizes(page):
    return sorted({weights for _, weights in page["median"]})


SAID = {
    "fifty times more strongly": lambda page: 45 < abs(page["grad_V2"][1, 1] / page["grad_V1"][1, 1]) < 55,
    "They disagree on six of the eight weights": lambda page: (
        sum(int(np.sum(one * two < 0)) for one, two in ((page["grad_W1"], page["grad_W2"]), (page["grad_V1"], page["grad_V2"]))) == 6
    ),
    "the mean is $N$ times shorter": "for any N",
    "Do that 200 times": lambda page: len(page["losses"]) == 200,
    "Two hundred epochs": lambda page: len(page["losses"]) == 200,
    "the first few thousand weights": lambda page: measured(page, "matrices", near(page, 3000)) < 3 * measured(page, "matrices", 8),
    "the number of weights, from 8 to two million": lambda page: (sizes(page)[0], round(sizes(page)[-1], -6)) == (8, 2_000_000),
    "the tape four times above the loops at the left and some twenty times at the right": lambda page: (
        3 < measured(page, "tape", 8) / measured(page, "loops", 8) < 5 and 15 < slowest(page) < 25
    ),
    "below a tenth of a millisecond up to some thousand weights": lambda page: measured(page, "PyTorch", near(page, 1000)) < 1e-4,
}


def try_1():
    page = as_it_stands(CHAPTER)
    many, few = epochs_until(page, 50), epochs_until(page, 2)
    assert 0 < many < few
    return many, few


def try_2():
    ran = run(CHAPTER, ("grad_Y_in @ self.V.T", "grad_Y_in @ self.V"))
    assert isinstance(ran.error, ValueError)
    assert "grad_W5, grad_V5 = net5.backward(T3)" in ran.failed
    page = as_it_stands(CHAPTER)
    W, V, X, T = (page[name] for name in ("W", "V", "X", "T"))
    wrong = ran["NeuralNetwork"](W, V)
    wrong.forward(X)
    trained = ran["NeuralNetwork"](W, V)
    page["train"](trained, X, T, 200, 0.5)
    assert not np.allclose(trained.W, page["net"].W, rtol=1e-3)
    right = page["NeuralNetwork"](W, V)
    right.forward(X)
    assert not np.allclose(wrong.backward(T)[0], right.backward(T)[0])


def try_3():
    page = as_it_stands(CHAPTER)
    t, answers = np.array([1.0, 0.0]), []
    for targets in (t.reshape(-1, 1), t):
        W, v = page["W"].copy(), page["V"][:, :1].copy()
        for _ in range(500):
            H_in = page["X"] @ W
            H = page["sigmoid"](H_in)
            Y_in = H @ v
            error = page["sigmoid"](Y_in) - targets
            grad_Y_in = (2 * error).sum(axis=1, keepdims=True) * page["sigmoid_slope"](Y_in) / error.shape[1]
            grad_H_in = grad_Y_in @ v.T * page["sigmoid_slope"](H_in)
            W, v = W - 0.5 * page["X"].T @ grad_H_in, v - 0.5 * H.T @ grad_Y_in
        answers += page["sigmoid"](page["sigmoid"](page["X"] @ W) @ v)[:, 0].tolist()
    assert answers[0] > 0.9 > 0.1 > answers[1]
    assert np.allclose(answers[2:], 0.5, atol=0.01)
    return answers

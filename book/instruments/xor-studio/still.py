"""Four trainings that fail, where the studio cannot run: their decision boundaries after 2,000 epochs."""

import numpy as np
from backprop import figures

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0], [1.0], [1.0], [0.0]])
EPOCHS = 2000


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "none": (lambda z: z, np.ones_like),
}
SCENES = {  # title: (activation, what the uniform start weights W and V become, biases, seed)
    "no activation": ("none", lambda W, V: (W, V), 0, 0),
    "zero weights": ("sigmoid", lambda W, V: (0 * W, 0 * V), 0, 0),
    "saturation": ("sigmoid", lambda W, V: (20 + 20 * W, V), 0, 0),
    "dead ReLU": ("ReLU", lambda W, V: (2 * W - 1, 2 * V - 1), 1, 2),
}


def trained(activation, start, biases, seed):
    """Train a 2-3-1 network with the learning rate 0.1; return what it answers to points (n, 2)."""
    f, slope = ACTIVATIONS[activation]
    rng = np.random.default_rng(seed)
    W, V = start(rng.random((2, 3)), rng.random((3, 1)))
    b, c = np.zeros((1, 3)), np.zeros((1, 1))
    for _ in range(EPOCHS):
        H_in = X @ W + b
        H = f(H_in)
        grad_Y = (H @ V + c - T) / 4
        grad_H_in = grad_Y @ V.T * slope(H_in)
        W, V = W - 0.1 * X.T @ grad_H_in, V - 0.1 * H.T @ grad_Y
        b, c = b - 0.1 * biases * grad_H_in.sum(axis=0), c - 0.1 * biases * grad_Y.sum(axis=0)
    return lambda P: f(P @ W + b) @ V + c


def draw(preset):
    """Return the drawing and its description; there is one preset, ""."""
    if preset:
        raise KeyError(preset)
    answers = {title: trained(*scene) for title, scene in SCENES.items()}
    right = [int(np.sum((answer(X) > 0.5) == (T > 0.5))) for answer in answers.values()]
    figure = figures.decision_regions(list(answers.values()), X, T, titles=list(answers), span=(-0.5, 1.5))
    counted = ", ".join(f"{title} {n}" for title, n in zip(answers, right, strict=True))
    return figure, f"The plane of the inputs after four trainings that fail. Of the 4 points so many are right: {counted}."

"""The decision boundary half-way and at the end of the chapter's training, where the studio cannot run."""

import numpy as np
from backprop import figures

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0], [1.0], [1.0], [0.0]])
EPOCHS = (3000, 10_000)


def forward(X, W, V):
    H = 1 / (1 + np.exp(-(X @ W)))
    return H, H @ V


def trained():
    """Return {epoch: (W, V)} of the 2-3-1 network from seed 0 with the learning rate 0.1."""
    rng = np.random.default_rng(0)
    W, V, kept = rng.random((2, 3)), rng.random((3, 1)), {}
    for epoch in range(EPOCHS[-1] + 1):
        if epoch in EPOCHS:
            kept[epoch] = W, V
        H, Y = forward(X, W, V)
        grad_Y = (Y - T) / 4
        W, V = W - 0.1 * X.T @ (grad_Y @ V.T * H * (1 - H)), V - 0.1 * H.T @ grad_Y
    return kept


def draw(preset):
    """Return the drawing and its description; there is one preset, ""."""
    kept = {"": trained}[preset]()
    right = [int(np.sum((forward(X, *kept[k])[1] > 0.5) == (T > 0.5))) for k in EPOCHS]
    figure = figures.decision_regions(
        [lambda P, A=kept[k]: forward(P, *A)[1] for k in EPOCHS], X, T, titles=[f"epoch {k:,}" for k in EPOCHS], span=(-0.5, 1.5)
    )
    alt = (
        f"The plane of the inputs at two epochs. At epoch 3,000 one nearly straight edge parts it, and {right[0]} of 4 points are right. "
        f"At epoch 10,000 a band between two edges is class 1, and {right[1]} of 4 points are right."
    )
    return figure, alt

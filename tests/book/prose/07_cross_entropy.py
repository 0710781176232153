"""Chapter 7: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands

CHAPTER = "07-cross-entropy"


def step(page, X, T, steps=1):
    """Return W, V and the output after some steps from the weights of the chapter."""
    W, V = page["W"], page["V"]
    for _ in range(steps):
        H_in, H, _, Y = page["forward"](X, W, V)
        grad_H_in = (Y - T) @ V.T * page["sigmoid"](H_in) * page["sigmoid"](-H_in)
        W, V = W - 0.1 * X.T @ grad_H_in, V - 0.1 * H.T @ (Y - T)
    return W, V, page["forward"](X, W, V)[-1].item()


SAID = {
    "one half": "the threshold between the two answers",
    "Not one of the four is right": lambda page: (
        not any(page["naive"](z, t) == page["cross_entropy_from_logits"](z, t) for z, t in ((1000.0, 0.0), (-1000.0, 1.0)))
    ),
    "It does not take a thousand": lambda page: page["losses"].index(np.inf) == 37,
    "for over two thousand steps": lambda page: page["with_squares"][2000] < 0.01,
}


def try_1():
    page = as_it_stands(CHAPTER)
    W, V, after = step(page, page["X"], 0.0)
    assert np.all((W - page["W"]) * (page["new_W"] - page["W"]) < 0)
    assert np.all((V - page["V"]) * (page["new_V"] - page["V"]) < 0)
    return page["y"], after


def try_2():
    page = as_it_stands(CHAPTER)
    before = page["forward"](page["hours"], page["W"], page["V"])
    after = step(page, page["hours"], 1.0)[-1]
    moved = after - before[-1].item()
    assert moved > page["new_y"] - page["y"]
    return [*before[0].ravel().tolist(), before[-1].item(), after, moved, page["new_y"] - page["y"]]


def try_3():
    page = as_it_stands(CHAPTER)
    return (step(page, page["X"], 1.0, steps=50)[-1],)


def try_4():
    page = as_it_stands(CHAPTER)
    needed = [int(np.argmax(page["outputs_over"](page[name], 5000, alpha=5.0) > 0.5)) for name in ("delta_entropy", "delta_squared")]
    assert needed == [2, 304]

"""Matrices: an entry of a gradient lights up the row and the column that it comes from, with the products written out."""

import json

import numpy as np
from book_site import NUMBER, ROOT, decimals
from instrument_pages import run_node

# Under reduced motion the theme makes every transition a hundredth of a millisecond long: over, but listed until the next picture.
MOVING = (
    "document.getAnimations().filter((each) => each.effect.target.closest('.instrument') && each.effect.getTiming().duration > 1).length"
)
MODEL = ROOT / "book" / "instruments" / "matrices" / "model.js"


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gradients(instances, hidden):
    """Return the gradients of the network that the page shows, by NumPy, and the two factors of those that are sums over the instances."""
    code = f"import {{ network }} from {json.dumps(MODEL.as_uri())}; console.log(JSON.stringify(network({instances}, {hidden})));"
    X, T, W, V = (np.array(A, dtype=float) for A in json.loads(run_node("--input-type=module", "-e", code)).values())
    H_in = X @ W
    H = sigmoid(H_in)
    Y_in = H @ V
    grad_Y_in = 2 * (sigmoid(Y_in) - T) * sigmoid(Y_in) * sigmoid(-Y_in)
    grad_H = grad_Y_in @ V.T
    grad_H_in = grad_H * sigmoid(H_in) * sigmoid(-H_in)
    sums = {"grad_V": (H, grad_Y_in), "grad_W": (X, grad_H_in)}  # over the instances
    return {"grad_V": H.T @ grad_Y_in, "grad_H": grad_H, "grad_W": X.T @ grad_H_in}, sums


def entries(opened, title):
    """Return the numbers of the matrix that is called so."""
    cells = opened.host.locator(".matrices-matrix", has=opened.page.get_by_text(title, exact=True)).first.locator(
        "button, .matrices-cells span"
    )
    return [decimals(text) for text in cells.all_inner_texts()]


def test_every_size_and_product_shows_numpys_gradient(open_instrument):
    opened = open_instrument("matrices")
    for instances, hidden in ((1, 2), (2, 2), (2, 5), (3, 3), (3, 5)):
        wanted, sums = gradients(instances, hidden)
        for product in ("grad_V", "grad_H", "grad_W"):
            hash = f"#instrument-matrices?product={product}&instances={instances}&hidden={hidden}"
            opened.page.evaluate("hash => (location.hash = hash)", hash)
            opened.drawn()
            seen = entries(opened, product)
            assert len(seen) == wanted[product].size
            for (value, half), number in zip(seen, wanted[product].flat, strict=True):
                assert abs(value - number) <= half * 1.000001, (product, instances, hidden)
            for n in range(instances if product in sums else 0):
                outer = np.outer(*(factor[n] for factor in sums[product]))
                for (value, half), number in zip(entries(opened, f"instance {n + 1}"), outer.flat, strict=True):
                    assert abs(value - number) <= half * 1.000001, (product, n)
    assert not opened.wrong


def lit(opened, title):
    cells = opened.host.locator(".matrices-row").first.locator(".matrices-matrix", has=opened.page.get_by_text(title, exact=True))
    return cells.first.evaluate(
        "node => [...node.querySelectorAll('.matrices-cells > *')].map((cell) => cell.classList.contains('matrices-lit'))"
    )


def test_hover_arrow_keys_and_tap_light_up_a_row_and_a_column(open_instrument):
    opened = open_instrument("matrices")
    result = opened.host.get_by_role("button", name="grad_V row 2, column 1")
    result.hover()
    assert lit(opened, "H.T") == [False, True, False, True]  # kept as H: its second column, drawn as the second row
    assert lit(opened, "grad_Y_in") == [True, False, True, False]
    text = opened.host.locator(".matrices-terms").inner_text()
    assert "grad_v21" in text
    assert "0.2748" in text
    H, grad_Y_in = gradients(2, 2)[1]["grad_V"]
    products = opened.host.locator(".matrices-terms td:first-of-type").all_inner_texts()
    for n in range(2):
        (a, half_a), (b, half_b) = (decimals(number) for number in NUMBER.findall(products[n]))
        assert abs(a - H[n, 1]) <= half_a * 1.000001
        assert abs(b - grad_Y_in[n, 0]) <= half_b * 1.000001
    result.focus()
    opened.page.keyboard.press("ArrowRight")
    assert lit(opened, "grad_Y_in") == [False, True, False, True]
    assert "grad_v22" in opened.host.locator(".matrices-terms").inner_text()
    touched = open_instrument("matrices", 390, has_touch=True)
    touched.host.get_by_text("X.T @ grad_H_in").tap()
    touched.host.get_by_role("button", name="grad_W row 1, column 2").tap()
    assert "grad_w12" in touched.host.locator(".matrices-terms").inner_text()
    touched.host.get_by_role("button", name="instance 1 row 1, column 2").tap()
    assert "outer product" in touched.host.inner_text()
    assert lit(touched, "grad_H_in") == [False, True, False, False]
    assert not touched.too_wide()
    assert not opened.wrong + touched.wrong


def test_a_factor_turns_and_its_shape_says_whether_numpy_would_take_it(open_instrument):
    opened = open_instrument("matrices", hash="product=grad_V&instances=3&hidden=5", reduced_motion="reduce")
    shape = opened.host.locator(".matrices-shape").first
    fit = opened.host.locator(".matrices-fit")
    assert shape.inner_text() == "(5, 3)"
    assert "the inner numbers agree" in fit.inner_text()
    opened.host.get_by_role("button", name="Turn H back").click()
    assert shape.inner_text() == "(3, 5)"
    assert "NumPy refuses" in fit.inner_text()
    assert opened.page.evaluate(MOVING) == 0
    moving = open_instrument("matrices")
    moving.host.get_by_role("button", name="Turn H back").click()
    assert moving.page.evaluate(MOVING) > 0
    assert "by accident" in moving.host.locator(".matrices-fit").inner_text()

"""The numbers of the instruments, in Node.js: as Python has them."""

import json
import subprocess
import sys
from pathlib import Path

import book_site
import pytest
from instrument_pages import instruments, run_node

HERE = Path(__file__).parent
MODELS = sorted(path.parent.name for path in instruments.INSTRUMENTS.glob("*/agree.js"))


@pytest.mark.parametrize("model", MODELS)
def test_every_number_equals_pythons(model):
    folder = instruments.INSTRUMENTS / model
    made = subprocess.run([sys.executable, folder / "fixtures.py"], cwd=book_site.ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    found = json.loads(run_node(HERE / "agree.mjs", folder / "agree.js", input=made.stdout))
    assert not found["wrong"], "\n".join(found["wrong"])
    assert found["cases"] >= 200
    assert found["numbers"] >= found["cases"]


def test_every_instrument_is_compared_with_python():
    assert set(instruments.names()) <= set(MODELS), "a folder with a view.js has no agree.js"


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name.split(".")[0])
def test_in_node(file):
    run_node("--test", file)

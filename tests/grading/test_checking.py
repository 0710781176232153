"""grading/checks.py is what its parts give, and parts that would mean something else when joined are refused in one sentence."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from grading.checking import __main__ as joiner
from grading.common.commands import Refused

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / "grading" / "checking"

VALUES = '''"""What a value is."""

import math

# A part of a turn.
HALF = math.pi


def size(value):
    return abs(value)
'''
CHECK = '''"""What a test cell calls."""

import math
from dataclasses import dataclass

import numpy as np

from grading.checking.values import HALF, size

TURNS = {"half": HALF}


@dataclass
class Check:
    of: float

    def passes(self):
        return bool(np.isclose(size(self.of), math.fabs(TURNS["half"])))
'''
JOINED = """
import math
from dataclasses import dataclass

import numpy as np

# -- checking/values.py ------------------------------------------------------------------------------------------------
# What a value is.

# A part of a turn.
HALF = math.pi


def size(value):
    return abs(value)


# -- checking/check.py -------------------------------------------------------------------------------------------------
# What a test cell calls.

TURNS = {"half": HALF}


@dataclass
class Check:
    of: float

    def passes(self):
        return bool(np.isclose(size(self.of), math.fabs(TURNS["half"])))
"""


@pytest.fixture
def room(tmp_path):
    """A room of two parts, of which the first by name needs the other."""
    folder = tmp_path / "grading" / "checking"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text('"""The room."""\n')
    (folder / "__main__.py").write_text("raise SystemExit\n")
    (folder / "values.py").write_text(VALUES)
    (folder / "check.py").write_text(CHECK)
    return folder


def refusal(room):
    with pytest.raises(Refused) as refused:
        joiner.joined(room)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_committed_file_is_what_the_parts_give():
    assert joiner.stale(joiner.joined()) is None


def test_every_part_runs_by_itself_and_defines_what_it_defines_in_the_joined_file():
    """A part that lacks an import works when joined and not by itself; what is joined is all that the parts define, and nothing else."""
    program = "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module(name)"
    paths = [path.relative_to(ROOT).with_suffix("") for path in sorted(ROOM.rglob("*.py")) if path.name != "__main__.py"]
    subprocess.run([sys.executable, "-c", program, *(".".join(path.parts) for path in paths)], cwd=ROOT, check=True)

    def definitions(*files):
        trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
        ours = [node for tree in trees for node in tree.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)]
        return sorted(ast.dump(node) for node in ours)

    assert definitions(ROOT / "grading" / "checks.py") == definitions(*(ROOT / path.with_suffix(".py") for path in paths))


def test_the_rooms_of_the_parts_are_used_in_one_direction():
    allowed = {"comparing": {"comparing"}, "explaining": {"comparing", "explaining"}}
    for folder, rooms in allowed.items():
        for path in sorted((ROOM / folder).glob("*.py")):
            nodes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
            used = {node.module.split(".")[2] for node in nodes if node.module.startswith("grading.checking.")}
            assert used <= rooms, path


def test_parts_are_joined_in_the_order_of_their_imports_and_run(room):
    text = joiner.joined(room)
    assert text == joiner.HEAD + "\n" + JOINED
    made = {"__name__": __name__}
    exec(text, made)
    assert [made["Check"](of).passes() for of in (-made["HALF"], 1.0)] == [True, False]


def test_imports_under_one_name_are_joined(room):
    (room / "check.py").write_text(CHECK.replace("import math\n", "import collections.abc as abc\nimport math\nimport os.path\n"))
    (room / "values.py").write_text(
        VALUES.replace("import math\n", "import dataclasses\nimport math\nimport os\nfrom dataclasses import asdict, field as column\n")
    )
    imports = joiner.joined(room).removeprefix(joiner.HEAD).partition("\n\n# --")[0]
    wanted = ["import collections.abc as abc", "import dataclasses", "import math", "import os", "import os.path"]
    assert imports.split("\n") == ["", "", *wanted, "from dataclasses import asdict, dataclass, field as column", "", "import numpy as np"]


def add(name, text):
    return lambda room: (room / name).write_text(text)


def change(name, before, after):
    def harm(room):
        text = (room / name).read_text()
        assert before in text
        (room / name).write_text(text.replace(before, after))

    return harm


def without_parts(room):
    for path in room.glob("*.py"):
        path.unlink()


NEEDS = "from grading.checking.values import HALF, size"


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            add("more.py", "def size(value):\n    return 0\n"),
            "grading/checking/values.py: size is something else in grading/checking/more.py, and the joined file has one of each name; "
            "rename one.",
        ),
        (add("more.py", "import math as np\n"), "grading/checking/more.py: np is something else in grading/checking/check.py, "),
        (add("more.py", "for math in ():\n    pass\n"), "grading/checking/more.py: math is something else in grading/checking/check.py, "),
        (add("more.py", "try:\n    import torch as size\nexcept ImportError:\n    pass\n"), "values.py: size is something else in "),
        (
            change("values.py", "def size", "def abs"),
            "grading/checking/values.py: abs is a name of Python's own, and would take its place in every part; rename it.",
        ),
        (
            change("check.py", NEEDS, "from grading.checking.values import HALF, size as width"),
            "grading/checking/check.py, line 8: `from grading.checking.values import HALF, size as width` cannot be joined; write `from "
            "grading.checking.… import NAME`, without `as`, at the top of the file.",
        ),
        (change("check.py", NEEDS, "import grading.checking.values"), "line 8: `import grading.checking.values` cannot be joined; write "),
        (
            change("check.py", "    def passes(self):\n", f"    def passes(self):\n        {NEEDS}\n"),
            f"grading/checking/check.py, line 18: `{NEEDS}` cannot be joined; write ",
        ),
        (change("check.py", NEEDS, "from grading.checking import values"), "line 8: grading.checking defines no values; import it from "),
        (
            change("check.py", NEEDS, "from grading.checking.values import HALF, math, size"),
            "grading/checking/check.py, line 8: grading.checking.values defines no math; import it from the part that does.",
        ),
        (change("check.py", NEEDS, "from grading.checking.sizes import size"), "line 8: grading.checking.sizes defines no size; "),
        (
            change("check.py", NEEDS, "from .values import HALF, size"),
            "line 8: `from .values import HALF, size` is relative, and the joined file has no neighbours; write `from grading.checking.… ",
        ),
        (
            change("check.py", NEEDS, "from grading.checking.values import *"),
            "line 8: `from grading.checking.values import *` does not say which names it brings; write their names.",
        ),
        (change("values.py", "import math", "from math import *"), "line 3: `from math import *` does not say which names it brings; "),
        (
            change("values.py", "import math", "import math\n\nfrom grading.common.text import plural"),
            "line 5: `from grading.common.text import plural` is not there where a student works; a part imports from ",
        ),
        (change("values.py", "import math", "import math, grading"), "line 3: `import math, grading` is not there where a student works; "),
        (
            change("values.py", "import math", "import math\n\nfrom grading.checking.check import Check"),
            "grading/checking/check.py -> grading/checking/values.py -> grading/checking/check.py: these parts import one another in a "
            "circle; move what both need into one that both import.",
        ),
        (change("values.py", "def size(value)", "def size(value"), "grading/checking/values.py, line 9: is not Python ("),
        (without_parts, "grading/checking/ has no parts; restore it with `git restore grading/checking`."),
    ],
)
def test_what_cannot_be_joined_is_refused(room, harm, said):
    harm(room)
    assert said in refusal(room)


def test_the_command_joins_once_and_says_what_is_stale(room, capsys):
    checks = room.parent / "checks.py"
    assert joiner.main(["--check"], room) == 1
    assert not checks.exists()
    assert capsys.readouterr().err.startswith("grading/checks.py: is not what the parts in grading/checking/ give; ")
    assert joiner.main([], room) == 0
    assert capsys.readouterr().out == "grading/checks.py: joined again from the parts in grading/checking/.\n"
    assert checks.read_text(encoding="utf-8") == joiner.joined(room)
    before = checks.stat().st_mtime_ns
    for arguments in ([], ["--check"]):
        assert joiner.main(arguments, room) == 0
        assert capsys.readouterr().out == "grading/checks.py is what its parts give.\n"
    assert checks.stat().st_mtime_ns == before
    checks.write_text(checks.read_text() + "# by hand\n")
    assert joiner.main(["--check"], room) == 1
    assert "if it was changed by hand, make the change in its part, and run `make exercises`.\n" in capsys.readouterr().err


def test_the_command_refuses_with_nothing_written(room, capsys):
    joiner.main([], room)
    before = (room.parent / "checks.py").read_bytes()
    (room / "check.py").write_text("from .values import size\n")
    for arguments in ([], ["--check"]):
        assert joiner.main(arguments, room) == 2
        assert capsys.readouterr().err.startswith("grading: grading/checking/check.py, line 1: `from .values import size` is relative, ")
    assert sorted(path.name for path in room.parent.iterdir()) == ["checking", "checks.py"]
    assert (room.parent / "checks.py").read_bytes() == before


def test_a_file_that_cannot_be_written_is_said_and_stays(room, capsys):
    (room.parent / "checks.py").mkdir()  # as good as a folder without the right to write, and so for root
    with pytest.raises(Refused, match=r"^grading/checks.py cannot be written \(.*\); see to whom the folder belongs.$"):
        joiner.write(joiner.joined(room), room)
    assert sorted(path.name for path in room.parent.iterdir()) == ["checking", "checks.py"]

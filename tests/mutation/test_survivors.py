"""The list of surviving mutants is well-formed: every place that it names is still there, and has its reason."""

import ast
import tomllib
from pathlib import Path

from bench._chapter import statements

ROOT = Path(__file__).resolve().parents[2]
SURVIVORS = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text(encoding="utf-8"))["survivor"]


def squeezed(text):
    return "".join(text.split())


def test_every_listed_place_is_there():
    texts = {}
    for one in SURVIVORS:
        file = one["file"]
        if file not in texts:  # a chapter's code was written into a file for the mutants
            chapter = Path(file).stem.replace("_", "-") if file.startswith("chapters/") else None
            text = ast.unparse(ast.Module(statements(chapter), [])) if chapter else (ROOT / file).read_text(encoding="utf-8")
            texts[file] = squeezed(text)
        assert squeezed(one["before"]) in texts[file], f"{file} has no {one['before']!r} any more: run `make mutate`, list what it leaves"
        assert one["before"] != one["after"]
        assert len(one["why"]) > 10


def test_nothing_is_listed_twice():
    places = [(one["file"], one["before"], one["after"]) for one in SURVIVORS]
    assert len(places) == len(set(places))

"""The page that says under which licences what the book is made with stands, written from what is installed when it is built."""

import importlib.metadata
import json
import re
from pathlib import Path

from node import MODULES

ROOT = Path(__file__).parents[2]
CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
IN_PAGES = {"katex", "@micropython/micropython-webassembly-pyscript"}  # the npm packages of which readers get a part


def python_packages():
    """Return a row {name, version, licence, home} for each package that requirements.txt pins and that is installed, by name."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf8").splitlines()
    names = (re.match(r"[\w.-]+", line)[0] for line in lines if "==" in line and not line.startswith("#"))
    rows = []
    for name in names:
        try:
            meta = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        rows.append({"name": meta["Name"], "version": meta["Version"], "licence": _licence(meta), "home": _home(meta)})
    return sorted(rows, key=lambda row: row["name"].lower())


def _home(meta):
    """Return the address that a package gives as its own, "" for none."""
    addresses = [meta.get("Home-page") or "", *(entry.partition(",")[2].strip() for entry in meta.get_all("Project-URL", []))]
    return next((address for address in addresses if address.startswith("http")), "")


def _licence(meta):
    """Return the licence that a package's metadata name: an expression, a class, or the first line of what is written there."""
    if expression := meta.get("License-Expression"):
        return expression
    classes = [match[1] for entry in meta.get_all("Classifier", []) if (match := CLASSIFIER.fullmatch(entry))]
    if classes:
        return ", ".join(classes)
    written = (meta.get("License") or "").strip().splitlines()
    return written[0][:80] if written else "see its page"


def npm_packages():
    """Return a row {name, version, licence, home} for each package that package-lock.json names and that is installed, by name."""
    lock = json.loads((Path(__file__).parent / "package-lock.json").read_text(encoding="utf8"))
    rows = {}
    for place in lock["packages"]:
        path = MODULES.parent / place / "package.json"
        if place and path.exists():
            package = json.loads(path.read_text(encoding="utf8"))
            name, licence = package["name"], package.get("license", "see its page")
            if not (package.get("os") or package.get("cpu")):  # esbuild comes as another package on each system
                rows[name] = {
                    "name": name,
                    "version": package["version"],
                    "licence": licence,
                    "home": package.get("homepage", ""),
                }
    return [rows[name] for name in sorted(rows)]


def licences_page(app):
    """Yield the page `licences`."""
    npm = npm_packages()
    yield (
        "licences",
        {
            "title": "What this book is made with",
            "made_with": [
                ("In these pages", "A part of each is in what your browser loads.", [row for row in npm if row["name"] in IN_PAGES]),
                (
                    "To build and to test them: npm",
                    "Nothing of these is in the pages.",
                    [row for row in npm if row["name"] not in IN_PAGES],
                ),
                (
                    "To run, build and test the course: Python",
                    "The pages have Sphinx’s search, and nothing else of these.",
                    python_packages(),
                ),
            ],
        },
        "licences.html",
    )


def setup(app):
    """Register the page with Sphinx."""
    app.connect("html-collect-pages", licences_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

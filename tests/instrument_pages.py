"""What the tests of the instruments share: the extension, pages that have instruments, and the pinned Node.js."""

import re
import subprocess
import sys

import book_site

sys.path.insert(0, str(book_site.BOOK / "_ext"))
import instruments

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
FILLING = "\n\nA sentence between the heading and the instrument.\n" * 3


PRESETS = [("nudge", "tangent")]  # those that get a page of their own


def page_text(name, preset=""):
    """Return a page that has the instrument `name` and something below it."""
    options = f":title: The instrument {name}\n:try: Try it.\n" + (f":preset: {preset}\n" if preset else "")
    place = f"```{{instrument}} {name}\n{options}\nIn place of {name} stands this drawing.\n```\n"
    return f"{FRONT}# Page of {name}\n{FILLING}\n{place}\n## What follows\n\nMore text.\n"


def build_book(root, pages):
    """Build a book of these pages in `root`; return its site, or fail with what the build said."""
    linked = {name: f"# {name.capitalize()}\n" for name in ("glossary", "notation")}  # the search page has links to them
    result = book_site.build(book_site.copy_book(root, pages | linked))
    assert result.returncode == 0, result.stdout
    return root / "_build" / "html"


def run_node(*arguments, input=None):
    """Run the pinned Node.js in the repository's root; return what it printed, or fail with what it said."""
    result = subprocess.run([instruments.NODE, *arguments], cwd=book_site.ROOT, input=input, capture_output=True, text=True)
    assert result.returncode == 0, re.sub(r"\x1b\[[\d;]*m", "", result.stdout + result.stderr)[-4000:]
    return result.stdout

"""What is seen to when all pages are written: a search index that depends on them alone, and pages that keep to the policy."""

import json
import re
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util.index_entries import split_index_msg

REFUSED = {
    "loads from another host": re.compile(
        r"""<(?:script|img|iframe|source|link(?=[^>]*rel="(?:stylesheet|preload|icon)"))[^>]*\s(?:src|href)="(?:https?:)?//[^"]*\"""", re.X
    ),
    "has an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>.{0,60}", re.S),
    "has an inline style element": re.compile(r"<style\b[^>]*>.{0,60}", re.S),
    "has a style attribute": re.compile(r'<[a-zA-Z][^<>]*\sstyle="[^"]*"'),
    "has a handler in an attribute": re.compile(r'<[a-zA-Z][^<>]*\son[a-z]+="[^"]*"'),
}


def keep_to_the_policy(app, exception):
    """Refuse a page that loads from another host or holds what the content policy forbids: it would look whole here and break there."""
    if exception or app.builder.name != "html":
        return
    for page in sorted(Path(app.outdir).rglob("*.html")):
        text = page.read_text(encoding="utf8")
        for what, pattern in REFUSED.items():
            if found := pattern.search(text):
                raise ExtensionError(f"{page.relative_to(app.outdir)} {what}: {found[0][:200]}")


def sort_search_index(app, exception):
    """Make the search index independent of what was built before.

    Sphinx adds a page that changed at the end, leaves empty places where words went away, and forgets the glossary's
    entries when the glossary did not change.
    """
    index = Path(app.outdir) / "searchindex.js"
    if exception or not index.exists():
        return
    text = index.read_text(encoding="utf8")
    found = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found["alltitles"] = {title: sorted(places) for title, places in found["alltitles"].items()}
    found["indexentries"] = index_entries(app.env, found["docnames"])
    for name in ("terms", "titleterms"):
        found[name] = {term: places for term, places in found[name].items() if places != []}
    index.write_text(f"Search.setIndex({json.dumps(found, sort_keys=True, separators=(',', ':'))})", encoding="utf8")


def index_entries(env, docnames):
    """Return {word: [[page's place in docnames, anchor, is it the main entry], ...]} of everything that the pages index."""
    words = {}
    for docname, entries in env.domains["index"].entries.items():
        for kind, value, target, main, _ in entries:
            for word in split_index_msg(kind, value):
                words.setdefault(word.lower(), set()).add((docnames.index(docname), target or "", main == "main"))
    return {word: sorted(places) for word, places in words.items()}


def setup(app):
    """Register the checks with Sphinx."""
    app.connect("build-finished", keep_to_the_policy)
    app.connect("build-finished", sort_search_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

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


# What MyST-NB and docutils write and screen readers are misled by, each with its mend. axe, in the tests, finds what is not mended.
MENDED = {
    '<summary aria-label="Toggle hidden content">': "<summary>",  # another name than the one that is seen
    ' role="doc-biblioentry"': "",
    '<div role="list" class="citation-list">': '<div class="citation-list">',  # its children are no list items
    '<th class="head"><p></p></th>': "<td></td>",  # the corner of a table heads nothing
}
OPTION = re.compile(r'(?<=<span class="pre)">(?=--\w[^<]{0,18}</span>)')  # of a command: a browser would break the line behind its dashes


def mend(app, pagename, templatename, context, doctree):
    """Mend the text of a page before it is put between what stands around it."""
    for written, mended in MENDED.items():
        context["body"] = context.get("body", "").replace(written, mended)
    context["body"] = OPTION.sub(' option">', context.get("body", ""))


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
    """Make the search index depend on the pages alone, and let it know what the pages index as it knows titles.

    Sphinx adds a page that changed at the end and leaves empty places where words went away. It also shows an entry of the
    glossary or of the notation by the title of its page; a title is shown as it is, behind that of its page.
    """
    index = Path(app.outdir) / "searchindex.js"
    if exception or not index.exists():
        return
    text = index.read_text(encoding="utf8")
    found = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    titles = {title: {tuple(place) for place in places} for title, places in found["alltitles"].items()}
    for word, places in indexed(app.env, found["docnames"]).items():
        titles.setdefault(word, set()).update(places)
    found["alltitles"] = {title: sorted(places, key=lambda place: (place[0], place[1] or "")) for title, places in titles.items()}
    found["indexentries"] = {}
    for name in ("terms", "titleterms"):
        found[name] = {term: places for term, places in found[name].items() if places != []}
    index.write_text(f"Search.setIndex({json.dumps(found, sort_keys=True, separators=(',', ':'))})", encoding="utf8")


def indexed(env, docnames):
    """Return {word: {(page's place in docnames, anchor), ...}} of everything that the pages index."""
    words = {}
    for docname, entries in env.domains["index"].entries.items():
        for kind, value, target, *_ in entries:
            for word in split_index_msg(kind, value):
                words.setdefault(word, set()).add((docnames.index(docname), target or None))
    return words


def setup(app):
    """Register all of it with Sphinx."""
    app.connect("html-page-context", mend)
    app.connect("build-finished", keep_to_the_policy)
    app.connect("build-finished", sort_search_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""What happens to a page after Sphinx has written it: mends for the theme, drawings set in, nothing from another host."""

import html
import json
import re
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util.index_entries import split_index_msg

# What the theme adds and the book does not need: scripts for icons (the web fonts do it) and for live code on other hosts.
DROPPED = re.compile(
    r"""\s*<script[^>]*\ssrc="[^"]*(?:fontawesome|sphinx-thebe)[^"]*"[^>]*></script>
      | \s*<link[^>]*\srel="preload"[^>]*fontawesome[^>]*/?>
      | \s*<script>\s*const\s+(?:THEBE_JS_URL|thebe_selector)\b.*?</script>
      | \s*<script\s+type="text/x-thebe-config">.*?</script>""",
    re.S | re.X,
)
# Mistakes of the theme, most of them in accessibility, each with its mend.
MENDED = [
    (re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="Search"'), r"\1"),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    (re.compile(r'<div role="list" class="citation-list">'), '<div class="citation-list">'),
    (re.compile(r' role="doc-biblioentry"'), ""),
    (
        re.compile(r'<div class="sidebar-primary-items__start'),
        '<div role="navigation" aria-label="Book" class="sidebar-primary-items__start',
    ),
    (re.compile(r'(aria-label="Book" )role="navigation" aria-label="Book" '), r"\1"),
    # Its name holds a checksum already; Sphinx adds another one, but only where the file is left from an earlier build.
    (re.compile(r"(mystnb\.[0-9a-f]+\.css)\?v=[0-9a-f]+"), r"\1"),
]
EXTERNAL = re.compile(
    r"""<(?:script|img|iframe|source|link(?=[^>]*rel="(?:stylesheet|preload|icon)"))
        [^>]*\s(?:src|href)="(?:https?:)?//[^"]*\"""",
    re.X,
)
DRAWING = re.compile(r'<img(?P<before>[^>]*?)\ssrc="(?P<src>[^"]*_images/[^"]+\.svg)"(?P<after>[^>]*?)/?>')


def finish_pages(app, exception):
    """Mend what the theme wrote, set drawings into the page, and refuse a page that loads from another host."""
    if exception or app.builder.name != "html":
        return
    for page in sorted(Path(app.outdir).rglob("*.html")):
        before = page.read_text(encoding="utf8")
        text = DROPPED.sub("", before)
        for pattern, mend in MENDED:
            text = pattern.sub(mend, text)
        text = DRAWING.sub(lambda match, page=page: inline_drawing(match, page), text)
        if external := EXTERNAL.findall(text):
            raise ExtensionError(f"{page.relative_to(app.outdir)} loads from another host: {external[0]}")
        if text != before:
            page.write_text(text, encoding="utf8")


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


def inline_drawing(match, page):
    """Return an SVG drawing as part of the page, where it takes the page's colours (see course.css) and fonts."""
    svg = (page.parent / match["src"]).read_text(encoding="utf8")
    alt = re.search(r'\salt="([^"]*)"', match["before"] + match["after"])
    # An identifier may stand only once in a page, and a page may have several drawings.
    return set_in(svg, html.unescape(alt[1] if alt else ""), Path(match["src"]).stem[:8])


def set_in(svg, label, prefix):
    """Return an SVG file as an element of a page: in the page's colours, its identifiers behind `prefix`, read aloud as `label`."""
    svg = svg[svg.index("<svg") :]
    for color, variable in THEME_COLORS.items():
        svg = re.sub(color, f"var(--{variable}, {color})", svg, flags=re.I)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r'(xlink:href="|url\()#', rf"\1#{prefix}-", svg)
    return svg.replace("<svg ", f'<svg class="drawing" role="img" aria-label="{html.escape(label, quote=True)}" ', 1)


# The colours of book/backprop/figures/style.py, by the name that course.css gives them for light and dark.
THEME_COLORS = {
    "#1f2328": "ink",
    "#6a737d": "muted",
    "#fdfdfe": "paper",
    "#0b62a4": "forward",
    "#b54708": "gradient",
    "#1a7f5a": "third",
    "#8250a8": "fourth",
    "#dceaf6": "forward-soft",
    "#fce9dd": "gradient-soft",
}


def setup(app):
    """Register the clean-up with Sphinx."""
    app.connect("build-finished", finish_pages)
    app.connect("build-finished", sort_search_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""How the book is found and shared: a picture for each page, what search finds besides words, a sitemap where the address is known.

A page's picture, 1200 by 630 pixels, has its title and its first drawing, so that it never shows another one than the page.
"""

import html
import re
import textwrap
import unicodedata
from pathlib import Path

import matplotlib
from docutils import nodes
from drawings import drawing, in_light, svg_of
from kept import Kept
from node import HERE, Helper
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from theme import address

cards = Helper("card.mjs")
drawn = Kept("cards", HERE / "card.mjs", HERE / "package-lock.json")  # of which page which card was drawn
begun = {}  # {page: what was asked for its card}
FONTS = [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
FOLDER = "_static/cards"
WIDTH, HEIGHT, MARGIN = 1200, 630, 60

# --- pictures for other places ----------------------------------------------------------------------------------------


def card(title, book, svg=None, text=""):
    """Return the picture of a page as SVG: the book, the page's title, and its drawing or else the first lines of its text."""
    lines = textwrap.wrap(title, 34)
    parts = [f'<text x="{MARGIN}" y="72" font-size="26" fill="#6a737d">{html.escape(book)}</text>']
    for k, line in enumerate(lines):
        parts.append(f'<text x="{MARGIN}" y="{138 + 58 * k}" font-size="50" font-weight="bold" fill="#1f2328">{html.escape(line)}</text>')
    top = 110 + 58 * len(lines)
    if svg:
        svg = in_light(svg)
        box = f'x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT - top - 40}" font-family="DejaVu Sans"'
        opening = re.sub(r'\s(?:width|height|class|role|aria-label)="[^"]*"', "", svg[: svg.index(">")])
        parts.append(opening.replace("<svg", f"<svg {box}", 1) + svg[svg.index(">") :])
    else:
        for k, line in enumerate(textwrap.wrap(text, 58)[:6]):
            parts.append(f'<text x="{MARGIN}" y="{top + 60 + 44 * k}" font-size="30" fill="#1f2328">{html.escape(line)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="DejaVu Sans">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fdfdfe"/><rect width="{WIDTH}" height="10" fill="#0b62a4"/>'
        f'<rect y="{HEIGHT - 10}" width="{WIDTH}" height="10" fill="#b54708"/>{"".join(parts)}</svg>'
    )


def add_card(app, pagename, templatename, context, doctree):
    """Draw the picture of a page, and let the page name it where its address is known."""
    if doctree is None:
        return
    first = next(doctree.findall(drawing), None)
    instruments = [node["drawing"] for node in doctree.findall() if node.tagname == "instrument"]
    svg = svg_of(first, app.srcdir) if first else next(iter(instruments), None)
    name = f"{FOLDER}/{pagename.replace('/', '-')}.png"
    (Path(app.outdir) / FOLDER).mkdir(parents=True, exist_ok=True)
    title = html.unescape(re.sub(r"<[^>]*>", "", context["title"]))
    picture = card(title, app.config.html_title, svg, context.get("description", ""))
    path = Path(app.outdir) / name
    if (pagename, picture) not in drawn or not path.exists():
        begun[pagename] = {"svg": picture, "fonts": FONTS, "width": WIDTH, "to": str(path)}
        cards.begin(**begun[pagename])
    drawn.get((pagename, picture), lambda: True)
    context["card"] = address(app) and address(app) + name


def wait_for_cards(app, exception):
    """Wait for the pictures that are being drawn, and refuse one that cannot be."""
    for pagename, asked in begun.items() if not exception else ():
        if "error" in (answer := cards.ask(**asked)):
            raise ExtensionError(f"the picture of {pagename} cannot be drawn: {answer['error']}")
    begun.clear()


# --- search -----------------------------------------------------------------------------------------------------------

GREEK = re.compile(r"\\(var)?([A-Za-z]+)")


def as_typed(tex):
    r"""Return how people type the symbol `tex` into a search field: w_{ij} as w_ij, \sigma' as σ'."""
    tex = re.sub(r"\\(?:text|mathit|mathrm|mathbf)\s*\{([^{}]*)\}", r"\1", tex)
    return re.sub(r"[{}\\,\s]+", "", GREEK.sub(_letter, tex))


def _letter(match):
    name = match[2]
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return {"partial": "∂", "nabla": "∇", "odot": "⊙", "top": "T"}.get(name, f" {name} ")


class Index(SphinxTransform):
    """Let search find the symbols of the notation and the numbered formulas, at their places."""

    default_priority = 800  # before Sphinx collects what is indexed

    def apply(self, **kwargs):
        index_formulas(self.document)
        if self.env.docname.rpartition("/")[2] == "notation":
            index_symbols(self.document)


def index_symbols(doctree):
    """Give each row of the notation an address, and index it by its symbol and by its name in code."""
    for row in list(doctree.findall(nodes.row)):
        cells = list(row.findall(nodes.entry))
        symbols = [as_typed(node.astext()) for node in cells[0].findall(nodes.math)]
        symbols = [part for symbol in symbols for part in symbol.split("|")]
        names = [node.astext() for node in cells[1].findall(nodes.literal)] if len(cells) > 1 else []
        words = [word for word in dict.fromkeys([*symbols, *names]) if word]
        if not words or isinstance(row.parent, nodes.thead):
            continue
        anchor = "symbol-" + re.sub(r"[^\w-]+", "-", (names or symbols)[0]).strip("-")
        if anchor in doctree.ids:
            anchor = f"{anchor}-{len(doctree.ids)}"
        doctree.ids[anchor] = row
        row["ids"].append(anchor)
        entries = [("single", word.replace(";", ","), anchor, "", None) for word in words]
        cells[0].insert(0, addnodes.index(entries=entries))


def index_formulas(doctree):
    """Index a numbered formula by its name, which is its label with spaces for dashes."""
    for node in list(doctree.findall(nodes.math_block)):
        if label := node.get("label"):
            anchor = node["ids"][0] if node["ids"] else f"equation-{label}"
            entries = [("single", f"{label.replace('-', ' ').replace('_', ' ')} (formula)", anchor, "", None)]
            node.parent.insert(node.parent.index(node), addnodes.index(entries=entries))


# --- sitemap ----------------------------------------------------------------------------------------------------------


def write_sitemap(app, exception):
    """Write sitemap.xml and robots.txt, where the address of the published site is known."""
    if exception or app.builder.name != "html" or not (base := address(app)):
        return
    pages = "".join(f"<url><loc>{base}{app.builder.get_target_uri(name)}</loc></url>\n" for name in sorted(app.env.found_docs))
    written = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{pages}</urlset>\n'
    (Path(app.outdir) / "sitemap.xml").write_text(written, encoding="utf8")
    (Path(app.outdir) / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n", encoding="utf8")


def setup(app):
    """Register pictures, search and sitemap with Sphinx."""
    app.add_transform(Index)
    app.connect("html-page-context", add_card, priority=960)  # after the theme's description
    app.connect("build-finished", write_sitemap)
    app.connect("build-finished", wait_for_cards)
    app.connect("build-finished", cards.close)
    drawn.last(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

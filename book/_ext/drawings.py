"""Drawings stand in the page itself, where they take its colours and fonts, each with its description."""

import html
import re
from pathlib import Path

from docutils import nodes
from node import Helper
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

log = logging.getLogger(__name__)
svgo = Helper("svg.mjs")

# The colours of book/backprop/figures/style.py, by the name that course.css gives them for light and dark.
THEME_COLORS = {
    "#1f2328": "ink",
    "#6a737d": "muted",
    "#fdfdfe": "paper",
    "#0b62a4": "forward",
    "#b54708": "gradient",
    "#1a7f5a": "third",
    "#9a28e8": "fourth",
    "#dceaf6": "forward-soft",
    "#fce9dd": "gradient-soft",
}


class drawing(nodes.General, nodes.Element):
    """An SVG picture that becomes part of the page: `uri` of its file in the course, `alt` that describes it."""


class SetDrawingsIn(SphinxPostTransform):
    """Make a drawing of every SVG picture, and refuse a picture that nobody describes or that is a tag of HTML."""

    default_priority = 190  # before Sphinx chooses and copies image files

    def run(self, **kwargs):
        for image in list(self.document.findall(nodes.image)):
            uri, alt = image.get("uri", ""), (image.get("alt") or "").strip()
            if not alt or alt == uri or re.fullmatch(r"\S*/\S*\.\w+", alt):  # MyST-NB's own alt is the name of a file
                said = "this picture has no description: give it alt text that says what there is to see"
                log.warning(said, location=_with_line(image), type="alt")
            path = Path(self.app.srcdir) / uri
            if self.app.builder.format == "html" and uri.endswith(".svg") and path.is_file():
                image.replace_self(drawing("", uri=uri, alt=alt, ids=image["ids"], classes=image["classes"]))
        for raw in self.document.findall(nodes.raw):  # Sphinx neither reads nor copies what a tag of HTML names
            if raw.get("format") == "html" and re.search(r"<img\b", raw.astext(), re.IGNORECASE):
                said = "this picture is a tag of HTML: write ![what there is to see](its file) instead"
                log.warning(said, location=_with_line(raw), type="alt")


def _with_line(node):
    """Return the nearest of `node` and what is around it that knows its line; `node` where none does."""
    around = node
    while around is not None and not around.line:
        around = around.parent
    return around if around is not None else node


def begin(app, doctree):
    """Begin to make the drawings of a page smaller."""
    if app.builder.format == "html":
        for image in doctree.findall(nodes.image):
            path = Path(app.srcdir) / image.get("uri", "")
            if path.suffix == ".svg" and path.is_file():
                svgo.begin(svg=path.read_text(encoding="utf8"), prefix=_prefix(path))


def _prefix(path):
    return f"d{path.stem[:8]}"


def set_in(svg, alt, name):
    """Return the text of an SVG file as part of a page: `alt` describes it, `name` makes its identifiers unique."""
    answer = svgo.ask(svg=svg, prefix=name)
    if "error" in answer:
        raise ValueError(answer["error"])
    svg = answer["svg"]
    for color, variable in THEME_COLORS.items():
        svg = re.sub(rf'"{color}"', f'"var(--{variable})"', svg, flags=re.I)
    return svg.replace("<svg ", f'<svg class="drawing" role="img" aria-label="{html.escape(alt, quote=True)}" ', 1)


def in_light(svg):
    """Return a drawing that was set in with the colours of the light theme themselves, for where there is no style sheet."""
    return re.sub(r"var\(--([\w-]+)\)", lambda match: next(color for color, name in THEME_COLORS.items() if name == match[1]), svg)


def svg_of(node, folder):
    """Return the SVG of a `drawing`, whose file lies in the course's `folder`, for the page; raises ValueError if it cannot be set in."""
    path = Path(folder) / node["uri"]
    return set_in(path.read_text(encoding="utf8"), node["alt"], _prefix(path))


def visit_drawing(translator, node):
    try:
        text = svg_of(node, translator.builder.srcdir)
    except ValueError as error:
        log.warning("this drawing cannot stand in a page: %s", error, location=node, type="drawing")
        text = ""
    translator.body.append(text)
    raise nodes.SkipNode


def setup(app):
    """Register drawings with Sphinx."""
    app.add_node(drawing, html=(visit_drawing, None))
    app.add_post_transform(SetDrawingsIn)
    app.connect("doctree-read", begin)
    svgo.serve(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""The course's own theme (book/_theme): one style sheet and one script for all pages, and what its templates ask for.

Jupyter Book's own theme brings Bootstrap, an icon font and inline scripts, which were two thirds of every page. This one stands on
Sphinx's `basic` alone, so nothing of another theme has to be mended after it was written.
"""

import os
import re
import shutil
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import maths
import yaml
from docutils import nodes
from node import minified
from policy import policy
from pygments.formatters import HtmlFormatter
from sphinx.errors import ExtensionError

THEME = Path(__file__).parents[1] / "_theme"
# In this order, after KaTeX's.
STYLES = ["base.css", "frame.css", "notebook.css", "controls.css", "course.css", "contrast.css", "print.css"]
SCRIPTS = ["site.js"]
CODE_COLORS = {  # styles of accessible-pygments; light where no script has chosen
    ".highlight": "a11y-high-contrast-light",
    "html[data-theme=dark] .highlight": "a11y-high-contrast-dark",
}
# What Sphinx and its extensions bring for all pages. The theme has its own rules for what the book uses of them, and `frame`
# refuses a file that is in neither list: a new extension, or a new version, is looked at before it costs readers anything.
NOT_NEEDED = {
    *("pygments.css", "basic.css", "documentation_options.js", "doctools.js", "sphinx_highlight.js"),
    *("sphinx-design.min.css", "design-tabs.js", "mystnb.css"),
}
SEARCH_ONLY = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "language_data.js", "searchtools.js"}


def write_assets(app, env):
    """Write the style sheet, the script and the fonts, which follow from all pages, and have every page written that links to them."""
    if app.builder.format != "html":
        return []
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    code = [HtmlFormatter(style=style, nobackground=True).get_style_defs(where) for where, style in CODE_COLORS.items()]
    styles = [maths.style_sheet(app), *code, *_read(STYLES)]
    (static / "site.css").write_text(minified("\n".join(styles), "css"), encoding="utf8")
    (static / "site.js").write_text(minified("\n".join(_read(SCRIPTS)), "js"), encoding="utf8")
    return sorted(env.found_docs)


def _read(names):
    return [(THEME / name).read_text(encoding="utf8") for name in names]


def address(app):
    """Return the address that the site is published at, with a slash at the end; empty when none is configured."""
    base = app.config.html_baseurl
    if base and not re.match(r"https?://[^/\s]+", base):
        raise ExtensionError(
            f"_config.yml: html: baseurl is {base!r}. Write the address of the published site, as https://example.org/book/."
        )
    return base.rstrip("/") + "/" if base else ""


# What `make site` puts beside the pages when they are built: `make book` alone has neither, so pages name them where they are published.
ON_PAPER = {"The book as a PDF": "one-gradient-four-ways.pdf", "The site as a zip, to read offline": "one-gradient-four-ways-site.zip"}


def take_address(app, config):
    """Let the environment say where the site is published: SITE_ADDRESS, as the publishing workflow sets it."""
    if given := os.environ.get("SITE_ADDRESS"):
        config.html_baseurl = given
    config.html_baseurl = address(app)


def frame(app, pagename, templatename, context, doctree):
    """Give a page's template what stands around the text."""
    root = context["pathto"]
    if pagename == "404":  # it is shown in place of pages at any depth, so it cannot know where they were
        start = urlsplit(address(app)).path or "/"
        context["pathto"] = root = lambda other, resource=0: start + (other if resource else app.builder.get_target_uri(other))
    context |= {
        "policy": policy(pagename),
        "contents": context["toctree"](maxdepth=2, collapse=True, includehidden=True, titles_only=True).replace(' role="heading"', ""),
        "sections": _sections(context),
        "description": _description(app, doctree if doctree is not None else app.env.get_doctree(app.config.root_doc)),
        "fronturl": address(app) and address(app) + app.builder.get_target_uri(app.config.root_doc),
        "on_paper": {text: address(app) + name for text, name in ON_PAPER.items()} if address(app) else {},
        "favicon_url": root("_static/favicon.svg", 1),
        "checksum": lambda name: f"{zlib.crc32((Path(app.outdir) / name).read_bytes()):08x}",
        "css_files": [file for file in context["css_files"] if _needed(file)],
        "script_files": [file for file in context["script_files"] if _needed(file)],
    }
    if "description" in str(context.get("metatags", "")):
        context["description"] = ""
    if pagename == "404":
        context["css_tag"] = lambda file: f'<link rel="stylesheet" href="{root(str(file.filename), 1)}">'
        context["js_tag"] = lambda file: f'<script src="{root(str(file.filename), 1)}"></script>'
        context["pageurl"] = None
    if pagename == "search":
        context["pageurl"] = None


def _needed(file):
    name = re.sub(r"\.[0-9a-f]{64}\.css$", ".css", str(file.filename or "").rpartition("/")[2])  # MyST-NB's has its checksum in its name
    if name in NOT_NEEDED:
        return False
    if file.filename is None or not (name in OWN_FILES or "/" in str(file.filename).removeprefix("_static/")):
        raise ExtensionError(
            f"book/_ext/theme.py: an extension adds {file.filename or 'an inline script'} to every page. "
            "If pages need it, put it into a folder of its own; if not, name it in NOT_NEEDED."
        )
    return True


OWN_FILES = {"site.css", "site.js"}


def _sections(context):
    """Return the list of the page's sections, without the page's own title around it; empty where there are fewer than two."""
    inner = re.search(r"<ul>\s*<li>\s*<a[^>]*>.*?</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>", context.get("toc") or "", re.S)
    return inner[1] if inner and inner[1].count("<li>") > 1 else ""


def _description(app, doctree):
    """Return what a page is about, in one or two sentences of its own: its question, or else its first paragraph."""
    questions = [part for part in doctree.findall(nodes.admonition) if "question" in part[0].astext()]
    paragraphs = (questions[0] if questions else doctree).findall(nodes.paragraph)
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(next(paragraphs, nodes.paragraph()).astext().split()))
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + len(sentence) > 155:
            break
        text += " " + sentence
    return text


# --- what Sphinx writes otherwise than the theme wants ----------------------------------------------------------------


class fold(nodes.General, nodes.Element):
    """An admonition of the class `dropdown`: closed until it is clicked, without a script."""


def make_folds(app, doctree, docname):
    for box in list(doctree.findall(nodes.admonition)):
        if "dropdown" in box["classes"]:
            classes = [name for name in box["classes"] if name != "dropdown"]
            box.replace_self(fold("", *box.children, ids=box["ids"], classes=classes))


def visit_fold(translator, node):
    translator.body.append(translator.starttag(node, "details", CLASS="admonition fold"))
    title = node.pop(0)
    translator.body.append('<summary class="admonition-title">')
    for part in title.children:
        part.walkabout(translator)
    translator.body.append("</summary>\n")


def depart_fold(translator, node):
    translator.body.append("</details>\n")


def visit_table(translator, node):
    translator.body.append('<div class="table-wrapper">')
    type(translator).visit_table(translator, node)


def depart_table(translator, node):
    type(translator).depart_table(translator, node)
    translator.body.append("</div>\n")


# --- pages that no source has -----------------------------------------------------------------------------------------


def further_pages(app):
    """Yield the page for addresses that do not exist, and the one that leads from the site's root to the book."""
    yield "404", {"title": "Page not found"}, "404.html"
    yield "index", {"title": app.config.html_title}, "redirect.html"


def tidy(app, exception):
    """Take away what Sphinx put beside the pages and none of them loads."""
    if exception or app.builder.name != "html":
        return
    static = Path(app.outdir) / "_static"
    for path in static.iterdir():
        if path.is_file() and (re.sub(r"\.[0-9a-f]{64}\.css$", ".css", path.name) in NOT_NEEDED - SEARCH_ONLY or path.suffix == ".png"):
            path.unlink()
    for folder in ("sphinx-design", "locales"):
        shutil.rmtree(static / folder, ignore_errors=True)


def setup(app):
    """Register the theme `course` with Sphinx, and the book's other extensions."""
    for name in yaml.safe_load((THEME.parents[1] / "_config.yml").read_text(encoding="utf8"))["sphinx"]["local_extensions"]:
        if name != "theme":
            app.setup_extension(name)
    app.add_html_theme("course", str(THEME))
    app.add_config_value("comments_config", {}, "html")  # Jupyter Book sets it for an extension that is not loaded here
    app.add_js_file("site.js")
    app.connect("config-inited", take_address, priority=100)
    app.connect("env-updated", write_assets, priority=900)
    app.connect("html-page-context", frame, priority=950)  # after all that add scripts or styles to a page
    app.connect("html-collect-pages", further_pages)
    app.connect("doctree-resolved", make_folds)
    app.connect("build-finished", tidy)
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(nodes.table, override=True, html=(visit_table, depart_table))
    return {"parallel_read_safe": True, "parallel_write_safe": True}

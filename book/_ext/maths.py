"""Maths at build time: a Sphinx math renderer that lets KaTeX write HTML and MathML, so that pages need no script for it.

KaTeX says heights and shifts in style attributes, which the content policy refuses. Here each becomes a class, such as
`k-height-1_2em`, and the style sheet gets one rule for each. KaTeX's fonts are cut down to what the book shows.
"""

import base64
import hashlib
import html
import logging as python_logging
import re
import zlib
from pathlib import Path

from docutils import nodes
from fontTools import subset
from node import MODULES, Helper
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

KATEX = MODULES / "katex" / "dist"
log = logging.getLogger(__name__)
python_logging.getLogger("fontTools").setLevel(python_logging.ERROR)  # it tells every table of every font
katex = Helper("katex.mjs")
declarations = set()  # every (property, value) that a formula of this build has


def begin(app, doctree):
    """Begin to render the formulas of a page."""
    if app.builder.format == "html":
        for node in _formulas(doctree):
            katex.begin(tex=node.astext(), display=isinstance(node, nodes.math_block))


def _formulas(doctree):
    return doctree.findall(lambda node: isinstance(node, (nodes.math, nodes.math_block)))


STYLED = re.compile(r'<(?P<name>\w+)(?P<before>[^<>]*?) style="(?P<style>[^"]*)"(?P<after>[^<>]*)>')
CLASS = re.compile(r'\bclass="([^"]*)"')


def rendered(tex, display, node):
    """Return the HTML of `tex` without style attributes; warn, with the place, where KaTeX does not accept it."""
    answer = katex.ask(tex=tex, display=display)
    if "error" in answer:
        log.warning("KaTeX cannot read the formula %r: %s", tex, answer["error"], location=node, type="katex")
    return STYLED.sub(_with_classes, answer.get("html", ""))


def _with_classes(tag):
    pairs = [tuple(part.strip().split(":", 1)) for part in html.unescape(tag["style"]).split(";") if part.strip()]
    declarations.update(pairs)
    names = " ".join(class_name(*pair) for pair in pairs)
    rest = tag["before"] + tag["after"]
    rest = CLASS.sub(lambda match: f'class="{match[1]} {names}"', rest, count=1) if CLASS.search(rest) else f'{rest} class="{names}"'
    return f"<{tag['name']}{rest}>"


def class_name(name, value):
    """Return the class that stands for the declaration `name`: `value`; the same for every build."""
    return f"k-{name}-{re.sub(r'[^0-9A-Za-z-]', '_', value.strip())}"


SIGNS = re.compile(r"[,.;:!?)\]’”]+")  # what closes a sentence, a part of one or a bracket
SHORT = 14  # characters that a formula may have which is not broken; it fits into a narrow phone's table


class KeepSigns(SphinxPostTransform):
    """Keep a short formula and the signs after it in one line: a browser may break a line behind any formula."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs):
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            signs = SIGNS.match(after) if isinstance(after, nodes.Text) else None
            if signs and len(re.sub(r"\\[a-z]+(?=\{)|[{}^_\s]", "", re.sub(r"\\[a-zA-Z]+(?!\{)", "x", formula.astext()))) <= SHORT:
                rest = after.astext()[signs.end() :]
                after.parent.replace(after, [nodes.Text(rest)] if rest else [])
                formula.replace_self(nodes.inline("", "", formula.deepcopy(), nodes.Text(signs[0]), classes=["with-sign"]))


# --- the writer -------------------------------------------------------------------------------------------------------


def visit_inline_math(translator, node):
    translator.body.append(rendered(node.astext(), False, node))
    raise nodes.SkipNode


def visit_block_math(translator, node):
    classes = "math-block numbered" if node["number"] else "math-block"
    translator.body.append(translator.starttag(node, "div", CLASS=classes))
    translator.body.append(rendered(node.astext(), True, node))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


# --- style sheet and fonts --------------------------------------------------------------------------------------------

# What instruments may show besides the formulas of the text, in the two fonts of letters and signs.
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "αβγδεζηθκλμνξπρστφχψωϵϕΓΔΘΛΞΠΣΦΨΩ∂∇∞∑∏√·×±−∓≈≠≤≥≪≫→←↦⇒∈∘⊙⊤′…⋯⋮⋱|∥‖⟨⟩⌊⌋"
FACE = re.compile(r"@font-face\{[^}]*\}")
FAMILY = re.compile(r"([^{}]+)\{[^{}]*?font(?:-family)?:[^;}]*?KaTeX_(\w+)")
# Nearly every formula needs these two. They come with the style sheet, so that no line moves when they arrive; a <link> that asks for
# them early would do the same, except where the pages lie on disk.
AT_ONCE = {"KaTeX_Main-Regular", "KaTeX_Math-Italic"}


def style_sheet(app):
    """Return KaTeX's style sheet for the formulas of the whole book, and put its fonts into the site."""
    if not KATEX.is_dir():
        raise ExtensionError(f"{KATEX} is missing. Run `make book`, which installs KaTeX.")
    shown = "".join(_all_formulas(app))
    classes = set(" ".join(CLASS.findall(shown)).split())
    characters = set(html.unescape(re.sub(r"<math.*?</math>|<[^>]*>", "", shown, flags=re.S))) | set(ALWAYS)
    text = (KATEX / "katex.min.css").read_text(encoding="utf8")
    rules = FACE.sub("", text)
    families = {"Main", "Math", "Size1", "Size2", "Size3", "Size4"}
    families |= {family for selectors, family in FAMILY.findall(rules) if classes & set(re.findall(r"\.([\w-]+)", selectors)) - {"katex"}}
    faces = [_face(app, face, characters) for face in FACE.findall(text) if re.search(r"KaTeX_([A-Za-z0-9]+)", face)[1] in families]
    # !important, because an attribute, which these rules stand for, wins over every rule of KaTeX's.
    written = [f".{class_name(*pair)}{{{pair[0]}:{pair[1]}!important}}" for pair in sorted(declarations)]
    return "\n".join([*faces, rules, *written])


def _all_formulas(app):
    for docname in sorted(app.env.found_docs):
        for node in _formulas(app.env.get_doctree(docname)):
            yield rendered(node.astext(), isinstance(node, nodes.math_block), node)


def _face(app, face, characters):
    """Return the @font-face rule `face` for a font cut down to `characters`: in the rule itself, or as a file beside the pages."""
    source = KATEX / re.search(r"fonts/[\w-]+\.ttf", face)[0]  # WOFF 2 would be a tenth smaller, and one more package
    small = _cut_font(source, characters, Path(app.doctreedir) / "fonts")
    if source.stem in AT_ONCE:
        address = f"data:font/woff;base64,{base64.b64encode(small).decode()}"
    else:
        path = Path(app.outdir) / "_static" / "fonts" / f"{source.stem}.woff"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small)
        address = f"fonts/{path.name}?v={zlib.crc32(small):08x}"
    return re.sub(r"src:.*(?=\})", f'src:url({address}) format("woff")', face)


def _cut_font(source, characters, kept):
    key = hashlib.sha256(source.read_bytes() + "".join(sorted(characters)).encode()).hexdigest()[:20]
    if not (path := kept / f"{source.stem}-{key}.woff").exists():
        options = subset.Options(flavor="woff", layout_features=["*"], hinting=False)
        font = subset.load_font(source, options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in characters])
        cutter.subset(font)
        kept.mkdir(parents=True, exist_ok=True)
        subset.save_font(font, path, options)
    return path.read_bytes()


def setup(app):
    """Register the renderer `katex` with Sphinx."""
    app.add_html_math_renderer("katex", inline_renderers=(visit_inline_math, None), block_renderers=(visit_block_math, None))
    app.add_post_transform(KeepSigns)
    app.connect("doctree-read", begin)
    katex.serve(app)
    return {"parallel_read_safe": True, "parallel_write_safe": False}

"""Formulas as MathML, which a browser shows without a script and without a request.

The TeX comes from students, so nothing but symbols and their places leaves this module.
"""

import html
import re
from types import MappingProxyType
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import Converter

LONGEST = 1000  # characters; the longest of the course has 150, and latex2mathml needs some 20 ms for 1000 of the worst
ELEMENTS = {"math", "mrow", "mstyle", "mpadded", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd"}
ELEMENTS |= {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
ATTRIBUTES = {"display", "displaystyle", "scriptlevel", "mathvariant", "columnalign", "linethickness", "width", "height", "depth"}
ATTRIBUTES |= {"stretchy", "fence", "form", "accent", "movablelimits", "minsize", "maxsize", "lspace", "rspace"}
VALUE = re.compile(r"[a-z-]{1,20}|[+-]?\d?(\.\d{1,4})?(em)?", re.ASCII)  # no length that would push the rest off the page
KEYS = ' tabindex="0"'  # what can be scrolled can be reached by the keyboard
NO_MACROS: MappingProxyType[str, str] = MappingProxyType({})  # a few of them, each made of the one before, would never end


def mathml(tex, display="inline"):
    """Return a formula as HTML: MathML, or its TeX as code where that cannot be read; `display` is "inline" or "block"."""
    try:
        if len(tex) > LONGEST:
            raise ValueError
        converter = Converter(display=display)
        converter.macros = NO_MACROS
        formula = converter.convert_to_element(tex)
        for element in formula.iter():
            _only_layout(element)
        for element in list(formula.iter()):
            _space_out(element)
        return tostring(formula, encoding="unicode", short_empty_elements=False)
    except Exception:  # latex2mathml raises whatever its parser stumbles over, RecursionError among it
        return as_tex(tex)


def as_tex(tex):
    """Return a formula as HTML that shows its TeX."""
    return f"<code>{html.escape(tex)}</code>"


def display_math(tex):
    """Return a formula on a line of its own as HTML; what \\qquad keeps apart goes below each other where the line is short."""
    parts = tex.split(r"\qquad")
    if not all(_is_whole(part) for part in parts):
        parts = [tex]
    keys = KEYS if any(map(_is_long, parts)) else ""
    return f'<span class="formula"{keys}>{"".join(mathml(part, "block") for part in parts)}</span>'


def inline_math(tex):
    """Return a formula within a line of text as HTML; a long one can be scrolled where it is wider than the line."""
    return f'<span class="long"{KEYS}>{mathml(tex)}</span>' if _is_long(tex) else mathml(tex)


def _is_long(tex):
    """Tell whether a formula can be wider than a phone, at about 9 pixels for a character."""
    return len(re.sub(r"\\[A-Za-z]+|[{}_^\s]", "", tex)) > 30


def _is_whole(tex):
    pairs = ((r"\{", r"\}"), (r"\\begin\b", r"\\end\b"), (r"\\left\b", r"\\right\b"))
    return all(len(re.findall(begin, tex)) == len(re.findall(end, tex)) for begin, end in pairs)


def _only_layout(element):
    element.tag = element.tag if element.tag in ELEMENTS else "mrow"
    # latex2mathml writes characters as references; tostring() escapes again what they stand for.
    element.text = html.unescape(element.text) if element.text else None
    if element.text == "∂":
        element.tag = "mi"  # a symbol: operators have space around them
    for name, value in list(element.attrib.items()):
        if name not in ATTRIBUTES or not VALUE.fullmatch(value):
            del element.attrib[name]


def _space_out(row):
    """Mend what is latex2mathml's and looks odd in browsers: primes, names of functions, signs, absolute values."""
    if row.tag == "msup" and set(row[1].text or "x") <= set("′"):
        row.tag = "mrow"  # a prime is a raised character already
    if row.tag.startswith("ms") and len(row) > 1 and "minsize" in row[0].attrib:
        base, row[0] = row[0], Element("mrow")  # a large bracket with an exponent grows in a row of its own alone
        row[0].append(base)
    if row.tag not in ("math", "mrow", "mtd", "mstyle"):
        return
    for before, element, after in zip([None, *row], row, [*row[1:], None], strict=False):
        text = element.text or ""
        follows_value = before is not None and (before.tag != "mo" or before.text in (")", "]", "}", "|"))
        if element.tag in ("mi", "mo") and len(text) > 1 and text.isalpha():
            element.tag = "mo"
            element.set("lspace", "0.167em" if follows_value else "0")
            element.set("rspace", "0" if after is None or (after.text or "x")[0] in "([′" else "0.167em")
        elif element.tag == "mo" and text in ("+", "-", "−") and not follows_value:
            element.set("form", "prefix")
        elif element.tag == "mo" and text in ("|", "/", "."):
            element.attrib |= {"lspace": "0", "rspace": "0"}

"""What the pages say: symbols that are defined, pictures that are described, links that lead somewhere, words that are spelt right."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import book_site
import pytest
from bs4 import BeautifulSoup

GREEK = re.compile(
    "alpha|beta|gamma|Gamma|delta|Delta|(var)?epsilon|zeta|eta|theta|Theta|kappa|lambda|Lambda|mu|nu|xi|pi|Pi|rho|sigma|Sigma|tau|(var)?phi|Phi|"
    "chi|psi|omega|Omega|ell|nabla|partial"
)
# \text{...} and its like hold words; the others are written above a letter and make another symbol of it.
WORDS = r"\\(?:text|mathrm|operatorname|mathit|texttt|textbf|label|tag|begin|end|class|phantom|color|bigl?|bigr?)\s*\{[^{}]*\}"
ACCENTS = ("hat", "tilde", "bar", "vec", "mathbf", "boldsymbol", "dot")
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]|[_^{}']|\d+(?:\.\d+)?|.", re.S)


def symbols(tex):
    r"""Return the symbols of a formula, each with its index as a pattern: y_{1,\text{in}} gives y_#in, and so does y_{j,\text{in}}."""
    tex = re.sub(r"\\(?:under|over)brace\{", "{", tex)
    tex = re.sub(r"([_^])\s*\\(?:text|mathit|mathrm)\s*\{([^{}]*)\}", r"\1{\\text{\2}}", tex)
    return set(_symbols(TOKEN.findall(_words_out(tex))))


def _words_out(tex):
    """Drop words, but keep one that is an index: `in` of y_{1,\text{in}}."""
    kept = re.sub(r"\\(?:text|mathit|mathrm)\s*\{(in|norm)\}", r"«\1»", tex)
    return re.sub(WORDS, " ", kept)


def _symbols(tokens):
    k = 0
    while k < len(tokens):
        token, k = tokens[k], k + 1
        if token == "_" and tokens[k - 2] == "}":  # the words under a brace
            _, k = _group(tokens, k)
            continue
        name = token.removeprefix("\\")
        if token == "«":  # a word outside of an index
            k = tokens.index("»", k) + 1
        elif token.startswith("\\") and name in ACCENTS:
            group, k = _group(tokens, k)
            index, k = _index(tokens, k)
            yield f"{name} {''.join(group).strip()}{index}"
        elif (token.startswith("\\") and GREEK.fullmatch(name)) or re.fullmatch("[A-Za-z]", token):
            index, k = _index(tokens, k)
            yield name + index


def _index(tokens, k):
    while k < len(tokens) and tokens[k] in (" ", "'"):
        k += 1
    if k >= len(tokens) or tokens[k] != "_":
        return "", k
    group, k = _group(tokens, k + 1)
    text = "".join(group)
    words = "".join(re.findall("«(.*?)»", text))
    places = re.findall(r"\d|[ijklmnNq]", re.sub("«.*?»", "", text))
    return "_" + "#" * len(places) + words, k


def _group(tokens, k):
    while tokens[k] == " ":
        k += 1
    if tokens[k] == "«":
        end = tokens.index("»", k) + 1
        return tokens[k:end], end
    if tokens[k] != "{":
        return [tokens[k]], k + 1
    depth, start = 1, k + 1
    while depth:
        k += 1
        depth += (tokens[k] == "{") - (tokens[k] == "}")
    return tokens[start:k], k + 1


def notation():
    """Return what book/notation.md defines: (symbols, names in code)."""
    rows = [line.split("|") for line in (book_site.BOOK / "notation.md").read_text(encoding="utf8").splitlines() if line.startswith("| ")]
    rows = [row for row in rows if row[1].strip() != "Symbol"]
    defined = set().union(*(symbols(tex) for row in rows for tex in book_site.formulas(row[1])))
    names = {_pattern(name) for row in rows for span in re.findall("`(.*?)`", row[2]) for name in re.findall(r"\w+", span)}
    return defined, names


def _pattern(name):
    return re.sub(r"\d", "#", name)


def test_symbols_are_read_from_formulas():
    assert symbols(r"\frac{\partial L}{\partial y_{1,\text{in}}} = H_\text{in} \cdot w_{12}") == {"partial", "L", "y_#in", "H_in", "w_##"}
    assert symbols(r"\hat y_1 - \log x^2 \text{ if } \sigma'(z)") == {"hat y_#", "x", "sigma", "z"}
    assert symbols(r"\underbrace{v_{11}}_{\text{path through } y_1}") == {"v_##"}


def test_every_symbol_of_a_formula_is_in_the_notation(lesson):
    defined, _ = notation()
    formulas = book_site.formulas("\n\n".join([book_site.prose(lesson), *book_site.asked(lesson)]))
    undefined = {symbol: tex for tex in formulas for symbol in symbols(tex) - defined}
    assert not undefined, f"book/notation.md has no row for {sorted(undefined)}; first met in {undefined}"


def test_every_gradient_in_the_code_is_in_the_notation(lesson):
    _, names = notation()
    text = book_site.code(lesson) + " ".join(re.findall(r"`([^`\n]+)`", book_site.prose(lesson)))
    used = {_pattern(name) for name in re.findall(r"\bgrad_\w+", text)}
    undefined = {name for name in used - names if name.removeprefix("grad_") not in names}
    assert not undefined, f"book/notation.md has no row for {sorted(undefined)}, nor for what they are the gradients of"


def test_every_figure_is_described_in_a_sentence(site, page_name):
    page = book_site.html(page_name)
    figures = [(figure.get("alt") or "", "img") for figure in page.select("article img")]
    figures += [(figure.get("aria-label") or "", "drawing") for figure in page.select("article svg.drawing")]
    for text, kind in figures:
        assert re.fullmatch(r"[A-Z](\S*\s+){5,}\S*[.?]", text), f"{kind}: {text!r} is not a sentence that describes it"
    assert len({text for text, _ in figures}) == len(figures), "two figures have the same description"


def test_every_link_leads_somewhere(site):
    pages = {
        path: BeautifulSoup(path.read_text(encoding="utf8"), "html.parser")
        for path in site.rglob("*.html")
        if path.parent.name != "_static"
    }
    places = {path: {tag["id"] for tag in page.select("[id]")} for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for tag in page.select("a[href], link[href], script[src], img[src]"):
            target, anchor = urldefrag(unquote(tag.get("href") or tag.get("src")))
            if re.match(r"(https?:)?//|data:|mailto:", target):
                continue
            target = target.partition("?")[0]
            # An address that begins with / is one of the whole site: 404.html is shown in the place of any page.
            to = (site / target[1:] if target.startswith("/") else path.parent / target).resolve() if target else path
            to = to / "index.html" if to.is_dir() else to
            if not to.is_file() or (anchor and to.suffix == ".html" and anchor not in places[to]):
                lost.append(f"{path.relative_to(site)}: {tag.get('href') or tag.get('src')}")
    assert not lost


def test_links_to_other_hosts_are_encrypted_and_whole(page_name, site):
    for link in book_site.html(page_name).select("article a[href*='//']"):
        assert re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", link["href"]), link["href"]


def test_the_errata_are_as_many_as_their_page_says():
    """They are numbered without a gap, and the last number is the one that the first lines name."""
    text = (book_site.BOOK / "errata.md").read_text(encoding="utf8")
    numbers = [int(number) for number in re.findall(r"^### (\d+)\.", text, re.M)]
    assert numbers == list(range(1, len(numbers) + 1))
    said = re.search(r"Here are the (\S+) places", text)[1]
    assert {"nineteen": 19, "twenty": 20, "twenty-one": 21, "twenty-two": 22}[said] == len(numbers)


def test_spelling():
    result = subprocess.run([Path(sys.executable).with_name("codespell"), "book"], cwd=book_site.ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


AMERICAN = re.compile(
    r"\b(colors?|colored|behaviors?|centers?|centered|neighbors?|favou?rite|gray|initializ\w+|normaliz\w+|standardiz\w+|vectoriz\w+|optimiz\w+|"
    r"generaliz\w+|recogniz\w+|minimiz\w+|maximiz\w+|analyz\w+|labeled|modeling|modeled|traveled|canceled)\b",
    re.I,
)


def test_spelling_is_british(page_name):
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}|<[^>]*>", "", book_site.prose(page_name))
    found = AMERICAN.findall(text)
    allowed = {"behaviour", "favourite"}
    assert not [word for word in found if word.lower() not in allowed]


def test_every_lesson_has_the_same_parts(lesson, site):
    """A question, what you can do after it, questions with folded answers, a summary of three points, and the sources at the head."""
    page, text = book_site.html(lesson), book_site.prose(lesson)
    folded = [box for box in page.select("details, .admonition.dropdown") if "Self-check" in box.get_text()]
    asked = page.select("div.question details.question-answer:not([open])")
    assert len(folded) == 3 or len(asked) >= 3, "three self-checks, each folded, or questions"
    kind = "chapter" if lesson in book_site.CHAPTERS else "page"
    assert page.select_one(".admonition-title").get_text() == f"The question of this {kind}"
    assert 3 <= len(page.select("article section > ul")[0].select("li")) <= 5, "three to five things that you can do after it"
    assert len(book_site.section(lesson, "Summary").select("ul > li")) == 3, "a summary of three points"
    assert "{cite" in text.split("\n## ")[0], "the source is credited at the head"


def test_every_chapter_leads_to_its_assignment(chapter, site):
    text, summary = book_site.prose(chapter), book_site.section(chapter, "Summary")
    assert f"exercises/{chapter}" in text.strip().splitlines()[-1] or f"exercises/{chapter}" in summary.get_text()


@pytest.mark.parametrize("limit", [15])
def test_cells_are_short_and_fit(lesson, limit):
    for cell in book_site.cells(lesson):
        if cell.cell_type != "code" or {"hide-input", "hide-cell"} & set(cell.metadata.get("tags", [])):
            continue
        lines = cell.source.strip().splitlines()
        most = 40 if any(line.startswith("class ") for line in lines) else limit
        assert len([line for line in lines if line.strip()]) <= most, f"{len(lines)} lines: {lines[0]}"
        assert max(map(len, lines)) <= 88, max(lines, key=len)

"""What the build refuses besides what Sphinx does: unreachable pages, addresses that would change, links of raw HTML that lead nowhere.

An address that somebody may have written down stays. book/addresses.txt lists those of every page, section and glossary entry;
`make addresses` adds what is new. The file is only made longer: a line goes when its address was never published.
"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

ROOT = Path(__file__).parents[2]
ADDRESSES = "book/addresses.txt"
log = logging.getLogger(__name__)


def pages_left_out(app, env):
    """Warn of each page of book/ that the table of contents does not name: Jupyter Book leaves it out in silence."""
    for path in sorted(Path(app.srcdir).glob("book/*.md")):
        if f"book/{path.stem}" not in env.found_docs:
            log.warning("this page is in no table of contents. Add it to _toc.yml, or delete it", location=f"{path}:1", type="toc")


# --- addresses --------------------------------------------------------------------------------------------------------


def addresses_of(doctree):
    """Return {anchor: line} of the sections and the glossary entries of a page, in the order of the page."""
    found = {}
    for node in doctree.findall(lambda node: isinstance(node, (nodes.section, nodes.term))):
        line = node.line or (node[0].line if len(node) and node[0].line else None)
        found |= dict.fromkeys(node["ids"], line)
    return found


def addresses_that_would_change(app, env):
    """Warn, with the place, of each address in book/addresses.txt that the book no longer has."""
    stored = Path(app.srcdir) / ADDRESSES
    listed = stored.read_text(encoding="utf8").split() if stored.exists() else []
    by_page = {}
    for address in listed:
        page, _, anchor = address.partition("#")
        by_page.setdefault(page.removesuffix(".html"), []).append(anchor)
    for docname, anchors in by_page.items():
        if docname not in env.found_docs:
            log.warning(
                "%s.html is a published address, and this page is gone. Bring it back, with a link to where its text is now",
                *(docname,),
                location=f"{Path(app.srcdir) / '_toc.yml'}:1",
                type="address",
            )
            continue
        found = addresses_of(env.get_doctree(docname))
        new = [anchor for anchor in found if anchor not in anchors]
        for anchor in anchors:
            if anchor and anchor not in found:
                renamed = _nearest(anchor, new)
                log.warning(
                    "%s.html#%s is a published address, and no heading has it any more. Write (%s)= in the line above the heading that "
                    "it meant%s. If nobody can know the address yet, delete its line in %s",
                    *(docname, anchor, anchor, f" (#{renamed}?)" if renamed else "", ADDRESSES),
                    location=f"{env.doc2path(docname)}:{found.get(renamed) or 1}",
                    type="address",
                )


def _nearest(anchor, new):
    """Return the one of the `new` anchors that shares most words with `anchor`; None without any."""
    words = set(anchor.split("-"))
    return max(new, key=lambda other: len(words & set(other.split("-"))), default=None)


# The first id of a section or a term is its own; docutils writes each further one, such as its old name, as an empty span behind the tag.
HAS_ADDRESSES = re.compile(r'<(?:section|dt)\b[^>]*\bid="[^"]+"[^>]*>(?:\s*<span id="[^"]+"></span>)*')


def addresses_of_site(site):
    """Return the addresses of all pages, sections and glossary entries of the built site, old names too, in the order of their pages."""
    listed = []
    for page in sorted((site / "book").glob("*.html")):
        text = page.read_text(encoding="utf8")
        article = text[text.index("<article>") : text.index("</article>")]
        name = f"book/{page.name}"
        anchors = [anchor for tags in HAS_ADDRESSES.findall(article) for anchor in re.findall(r'\bid="([^"]+)"', tags)]
        listed += [name, *(f"{name}#{anchor}" for anchor in anchors)]
    return listed


# --- links ------------------------------------------------------------------------------------------------------------

LINK = re.compile(r'<(?:a|img|link|script|iframe)\b[^>]*?\s(?:href|src|data-src)="([^"]+)"')


def links_that_lead_nowhere(app, exception):
    """Refuse links between pages that lead nowhere: Sphinx sees those of Markdown, and not those of HTML in the text."""
    if exception or app.builder.name != "html":
        return
    site, lost = Path(app.outdir), []
    pages = {page: page.read_text(encoding="utf8") for page in sorted(site.rglob("*.html")) if page.name != "404.html"}
    anchors = {page: set(re.findall(r'\sid="([^"]+)"', text)) for page, text in pages.items()}
    for page, text in pages.items():
        for link in dict.fromkeys(LINK.findall(text)):
            target, anchor = urldefrag(unquote(link))
            if re.match(r"[a-z][a-z0-9+.-]*:|//", target):
                continue
            to = (page.parent / target.partition("?")[0]).resolve() if target else page
            if not to.is_file() or (anchor and to in anchors and anchor not in anchors[to]):
                lost.append((_place(app, page, link), link))
    if app._warncount:  # Sphinx has spoken of the links of Markdown; what is left stands in a source as it is
        lost = [(place, link) for place, link in lost if re.search(r":\d+$", place)]
    if lost:
        raise ExtensionError(
            "\n".join(f"{place}: the link {link} leads nowhere. Mend it, or make what it leads to" for place, link in lost)
        )


def _place(app, page, link):
    """Return the file and line of the source that has `link`; the page where no source has it as it stands."""
    docname = page.relative_to(app.outdir).with_suffix("").as_posix()
    if docname in app.env.found_docs:
        source = Path(app.env.doc2path(docname))
        for number, line in enumerate(source.read_text(encoding="utf8").splitlines(), 1):
            if link in line:
                return f"{source}:{number}"
    return f"{docname}.html"


def setup(app):
    """Register the checks with Sphinx."""
    app.connect("env-updated", pages_left_out)
    app.connect("env-updated", addresses_that_would_change)
    app.connect("build-finished", links_that_lead_nowhere, priority=900)  # after what others write beside the pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def main():
    """Add the new addresses of the built site to book/addresses.txt, each behind its neighbours, and return the exit code."""
    stored = ROOT / ADDRESSES
    before = stored.read_text(encoding="utf8").split() if stored.exists() else []
    now = addresses_of_site(ROOT / "_build" / "html")
    gone = [address for address in before if address not in now]
    if gone:
        print(f"{ADDRESSES}: {', '.join(gone)}: not in the built site. Run `make book`, which says what to do.", file=sys.stderr)
        return 1
    stored.write_text("\n".join(now) + "\n", encoding="utf8")
    print(f"{ADDRESSES}: {len(now)} addresses, {len(set(now) - set(before))} of them new. Commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

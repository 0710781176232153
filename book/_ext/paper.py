"""The whole book as one PDF, made by Chromium from the built pages: `make pdf`.

The articles of all pages stand in one document, in the order of _toc.yml, so that links between them become links within it.
Chromium cannot write page numbers into a list of contents, so it prints twice: the second time with the numbers of the first.
"""

import html
import io
import re
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Error
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from browser import chromium  # noqa: E402  the same Chromium that the tests drive

SITE = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "one-gradient-four-ways.pdf"
HOST = "http://book.invalid/"  # answered from SITE, nothing is asked of any network
TYPES = {".css": "text/css", ".woff": "font/woff", ".svg": "image/svg+xml", ".png": "image/png"}
HEADING = re.compile(r'<section id="([^"]+)"[^>]*>\s*(?:<span id="[^"]*"></span>\s*)*<h([12])>(.*?)</h\2>', re.S)


def page_names():
    """Return the names of all pages, as "03-manual-gradients", in the order of _toc.yml."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf8"))
    names = [toc["root"]]
    for part in toc.get("parts", [toc]):
        for chapter in part.get("chapters", []):
            names += [chapter["file"], *(section["file"] for section in chapter.get("sections", []))]
    return [name.removeprefix("book/") for name in names]


def article(name, names, base):
    """Return the article of the page `name` with identifiers and links that hold in one document of all `names`.

    A link to a file of the site gets the address `base`; without one its words stay and the link goes.
    """
    text = (SITE / "book" / f"{name}.html").read_text(encoding="utf8")
    text = text[text.index("<article>") : text.index("</article>") + len("</article>")]
    text = re.sub(r'(<[^<>]*?\s)id="([^"]+)"', rf'\1id="{name}--\2"', text)
    text = re.sub(r'(xlink:href="|url\()#', rf"\1#{name}--", text)
    text = re.sub(r'\s(for|aria-labelledby|aria-describedby)="([^"]+)"', rf' \1="{name}--\2"', text)

    def link(match):
        page, _, anchor = match[2].partition("#")
        if re.match(r"[a-z]+:|//", page):
            return match[0]
        target = page.removesuffix(".html") if page else name
        if target in names:
            return f'{match[1]}href="#{target}--{anchor}"' if anchor else f'{match[1]}href="#{target}"'
        return f'{match[1]}href="{base}{page.removeprefix("../")}"' if base else match[1]

    text = re.sub(r'(<a\b[^>]*?\s)href="([^"]*)"', link, text)
    return text.replace("<article>", f'<article id="{name}">', 1)


def contents(articles, numbers):
    """Return the list of contents: every page and its sections, each with its page number from `numbers` or room for one."""
    rows = []
    for name, text in articles.items():
        for anchor, level, title in HEADING.findall(text):
            target = name if level == "1" else anchor
            words = re.sub(r'<a class="headerlink".*?</a>|<span class="katex-mathml">.*?</span>|<[^>]*>', "", title, flags=re.S)
            number = numbers.get(target, "000")
            rows.append(f'<li class="level-{level}"><a href="#{target}"><span>{words}</span><span class="page">{number}</span></a></li>')
    return f'<nav class="contents"><h1>Contents</h1><ol>{"".join(rows)}</ol></nav>'


def document(articles, numbers, title):
    """Return the whole book as one HTML document."""
    style = re.search(r'href="\.\./(_static/site\.css[^"]*)"', (SITE / "book" / "index.html").read_text(encoding="utf8"))[1]
    paths = (path for folder in ("instruments", "live") for path in (SITE / "_static" / folder).glob("*.css"))
    parts = sorted(path.relative_to(SITE).as_posix() for path in paths)
    more = "".join(f'<link rel="stylesheet" href="{part}">' for part in parts)
    return (
        f'<!DOCTYPE html><html lang="en" class="paper" data-theme="light"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<link rel="stylesheet" href="{style}">{more}</head><body><header class="cover"><p>{html.escape(title)}</p></header>'
        f"{contents(articles, numbers)}<main>{''.join(articles.values())}</main></body></html>"
    )


def printed(browser, text):
    """Return `text`, an HTML document of the site, as the bytes of a PDF."""
    page = browser.new_page(color_scheme="light")

    def answer(route):
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if not path:
            return route.fulfill(body=text, content_type="text/html; charset=utf-8")
        file = SITE / path
        if not file.is_file():
            return route.abort()
        return route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "application/octet-stream"))

    page.route("**/*", answer)
    page.goto(HOST, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => null)")
    made = page.pdf(prefer_css_page_size=True, outline=True, tagged=True, print_background=True)
    page.close()
    return made


def numbers_in(pdf):
    """Return {name of a destination: number of its page, from 1} of a PDF."""
    reader = PdfReader(io.BytesIO(pdf))
    places = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    return {name.lstrip("/"): places[place.page.idnum] for name, place in reader.named_destinations.items()}


def main():
    """Write the PDF and return the exit code."""
    if not (SITE / "book" / "index.html").exists():
        print("make: there is no built book. Run `make book` first.", file=sys.stderr)
        return 1
    names = page_names()
    robots = SITE / "robots.txt"
    base = re.search(r"Sitemap: (.*)sitemap", robots.read_text(encoding="utf8"))[1] if robots.exists() else ""
    articles = {name: article(name, set(names), base) for name in names}
    title = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))["title"]
    try:
        with chromium() as browser:
            first = numbers_in(printed(browser, document(articles, {}, title)))
            made = printed(browser, document(articles, first, title))
    except Error as error:
        print(f"make: Chromium could not print the book: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    if numbers_in(made) != first:
        print(
            "make: the pages moved when their numbers were written into the contents; book/_theme/print.css gives the room.",
            file=sys.stderr,
        )
        return 1
    # The same book gives the same bytes: the two dates, each as long as what it replaces, so that nothing moves in the file.
    made = re.sub(rb"/(CreationDate|ModDate) \(D:\d{14}", rb"/\1 (D:20260101000000", made)
    PDF.write_bytes(made)
    print(f"The book is in {PDF.relative_to(ROOT)}, {len(PdfReader(io.BytesIO(made)).pages)} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

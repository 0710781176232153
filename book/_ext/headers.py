"""What a server says with each file, for the servers that can be told: the policy, and how long a browser may keep it.

It is written into the site as `_headers`, which Netlify and Cloudflare Pages read; deploy/site/nginx.conf says the same to nginx.
Files whose addresses hold a checksum (?v=...) may be kept for a year; pages, the search index and the rest for minutes.
"""

from pathlib import Path

from policy import EXCEPTIONS, policy

FRAMES = "frame-ancestors 'self'"
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
YEAR, MINUTES = "public, max-age=31536000, immutable", "public, max-age=600"
# Each is asked for with its checksum; what scripts load by name, such as MicroPython, is not.
KEPT = ("_static/site.css", "_static/site.js", "_static/fonts/*", "_static/instruments/*", "_static/live/start.js", "_static/live/live.css")
PAGES = ("/", "/index.html", "/404.html", "/search.html", "/licences.html", "/book/*")


def rules():
    """Return [(path, {header: value})] in the order in which the first one that fits counts."""
    kept = [(f"/{path}", {"Cache-Control": YEAR}) for path in KEPT]
    wider = [(f"/{start}*", {"Content-Security-Policy": f"{policy(start)}; {FRAMES}", "Cache-Control": MINUTES}) for start in EXCEPTIONS]
    pages = {"Content-Security-Policy": f"{policy('book/index')}; {FRAMES}", "Cache-Control": MINUTES}
    return kept + wider + [(path, pages) for path in PAGES] + [("/*", SAFE)]


def write_headers(app, exception):
    """Write `_headers` into the site."""
    if exception or app.builder.name != "html":
        return
    blocks = (path + "\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items()) for path, headers in rules())
    (Path(app.outdir) / "_headers").write_text("\n".join(blocks), encoding="utf8")


def setup(app):
    """Register the file with Sphinx."""
    app.connect("build-finished", write_headers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

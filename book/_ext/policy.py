"""The content security policy: one place says what a page may load and run, for the pages and for the servers that publish them.

Scripts and styles come from files of the site. Nothing inline, no eval; WebAssembly may be compiled, for MicroPython in a worker.
A page that needs another host (Python packages that are fetched on a click, say) is a page of its own, framed by the chapter,
and has a line in EXCEPTIONS: no chapter gets a wider policy for it.
"""

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'", "data:"],  # the two fonts that come with the style sheet
    "connect-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],  # blob: lets a worker start where the pages lie on disk
    "frame-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
}
# {first letters of a page's name: {directive: further sources}}. Each stands in deploy/ too; a test compares them.
EXCEPTIONS = {}


def policy(pagename):
    """Return the policy of the page `pagename` as the content of its <meta>; servers add frame-ancestors, which a <meta> cannot say."""
    more = next((added for start, added in EXCEPTIONS.items() if pagename.startswith(start)), {})
    if any(start.startswith("book/") for start in EXCEPTIONS):
        raise ValueError("book/_ext/policy.py: a page of EXCEPTIONS lies in book/, and chapters keep to POLICY. Give it another folder.")
    if unknown := set(more) - set(POLICY):
        raise ValueError(f"book/_ext/policy.py: EXCEPTIONS widens {', '.join(sorted(unknown))}, which POLICY does not have.")
    return "; ".join(" ".join([directive, *sources, *more.get(directive, [])]) for directive, sources in POLICY.items())

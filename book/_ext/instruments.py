"""Instruments: parts of a page that can be played with, from book/instruments, and what stands in their place without JavaScript.

The directive `{instrument} NAME` makes a place for one; its content and the drawing of NAME/still.py are what readers see on paper,
without JavaScript and until the script is there. esbuild turns NAME/view.js into one script a page loads when it needs it.
book/instruments/kit/index.js says how an instrument is made.
"""

import gzip
import hashlib
import importlib.util
import io
import json
import subprocess
import sys
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from drawings import set_in
from kept import Kept
from node import NODE
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

HERE = Path(__file__).parent
INSTRUMENTS = HERE.parent / "instruments"
FOLDER = "_static/instruments"
LIMIT = 15_000  # bytes, compressed: script and styles of one instrument, the kit's included
LOADER_LIMIT = 1000  # bytes
stills = Kept("stills", *sorted(INSTRUMENTS.glob("*/still.py")), *sorted((HERE.parent / "backprop").rglob("*.py")))


def names():
    """Return the names of all instruments: the folders that have a view."""
    return sorted(path.parent.name for path in INSTRUMENTS.glob("*/view.js"))


# --- bundles ----------------------------------------------------------------------------------------------------------


def bundles():
    """Return {file name: text} of everything that the instruments load, minified; the same sources give the same bytes.

    Raises ExtensionError for what esbuild cannot read, and for an instrument that is too large to load in passing.
    """
    kit, jobs = INSTRUMENTS / "kit", {}
    jobs["loader.js"] = {"file": str(kit / "loader.js")}
    jobs["kit.css"] = {"file": str(kit / "kit.css")}
    for name in names():
        entry = f'import {{ mount }} from "./{name}/view.js";\nimport {{ start }} from "./kit/start.js";\nstart("{name}", mount);\n'
        jobs[f"{name}.js"] = {"entry": entry, "from": str(INSTRUMENTS)}
        if (INSTRUMENTS / name / f"{name}.css").exists():
            jobs[f"{name}.css"] = {"file": str(INSTRUMENTS / name / f"{name}.css")}
    made = dict(zip(jobs, esbuild(jobs.values()), strict=True))
    if len(made["loader.js"]) > LOADER_LIMIT:
        raise ExtensionError(
            f"book/instruments/kit/loader.js: {len(made['loader.js'])} bytes; every page loads it, so at most {LOADER_LIMIT}."
        )
    for name in names():
        if (size := weight(name, made)) > LIMIT:
            raise ExtensionError(
                f"book/instruments/{name}: {size} bytes compressed, and {LIMIT} is the limit. Shorten it, or make two instruments of it."
            )
    return made


def weight(name, made):
    """Return the compressed size in bytes of all that the instrument `name` loads, from what `bundles` made."""
    return sum(len(gzip.compress(made[part].encode(), mtime=0)) for part in (f"{name}.js", f"{name}.css", "kit.css") if part in made)


def esbuild(jobs):
    """Return what esbuild makes of each job, as bundle.mjs describes them; raises ExtensionError for what it cannot read."""
    asked = "".join(json.dumps(job) + "\n" for job in jobs)
    done = subprocess.run([NODE, HERE / "bundle.mjs"], input=asked, capture_output=True, encoding="utf8", cwd=INSTRUMENTS)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in answers:
        if "error" in answer:
            raise ExtensionError(f"book/instruments: esbuild says {answer['error']}")
    if done.returncode or len(answers) != len(jobs):
        raise ExtensionError(f"esbuild stopped. Run `make clean book`, which installs it again.\n{done.stderr[-1000:]}")
    return [answer["text"] for answer in answers]


def write_bundles(app):
    """Put the bundles beside the pages before Sphinx takes their checksums."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = bundles()
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf8")
    app.instrument_checksums = {name: hashlib.sha256(text.encode()).hexdigest()[:8] for name, text in made.items()}


# --- the directive ----------------------------------------------------------------------------------------------------


class instrument(nodes.General, nodes.Element):
    """A place for an instrument; its children are the text of the fallback."""


class InstrumentDirective(SphinxDirective):
    """```{instrument} NAME with the options title, try and preset; the content is markdown for readers without JavaScript."""

    required_arguments = 1
    has_content = True
    option_spec = dict.fromkeys(("title", "try", "preset"), directives.unchanged_required)

    def run(self):
        name, preset = self.arguments[0], self.options.get("preset", "")
        if name not in names():
            raise self.error(f"there is no instrument {name!r}. Take one of {', '.join(names())} (book/instruments).")
        if "title" not in self.options:
            raise self.error(
                f"the instrument {name!r} has no :title:. Write what a screen reader calls it (book/instruments/kit/index.js)."
            )
        if not self.content:
            raise self.error(f"the instrument {name!r} has no content. Write one sentence for readers without JavaScript.")
        number = self.env.temp_data[f"instrument-{name}"] = self.env.temp_data.get(f"instrument-{name}", 0) + 1
        node = instrument(name=name, preset=preset, title=self.options["title"], **{"try": self.options.get("try", "")})
        node["id"] = f"instrument-{name}" + (f"-{number}" if number > 1 else "")
        try:
            node["drawing"] = stills.get((name, preset, node["id"]), lambda: drawing(name, preset, node["id"]))
        except KeyError:
            raise self.error(f"the instrument {name!r} has no preset {preset!r} (book/instruments/{name}/still.py).") from None
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def drawing(name, preset, prefix):
    """Return the SVG of an instrument's still for the page, identifiers starting with `prefix`; raises KeyError for an unknown preset."""
    if str(INSTRUMENTS.parent) not in sys.path:
        sys.path.insert(0, str(INSTRUMENTS.parent))  # for `backprop`
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    from backprop.figures.style import STYLE

    spec = importlib.util.spec_from_file_location(f"still_{name}", INSTRUMENTS / name / "still.py")
    if spec is None or not (INSTRUMENTS / name / "still.py").exists():
        raise ExtensionError(f"book/instruments/{name} has no still.py, which draws what is seen on paper (kit/index.js says how).")
    still = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(still)
    written = io.StringIO()
    with mpl.rc_context(STYLE):
        figure, alt = still.draw(preset)
        figure.savefig(written, format="svg", metadata={"Date": None})
        plt.close(figure)
    return set_in(written.getvalue(), alt, prefix)


def visit_instrument(translator, node):
    script = f"{node['name']}.js"
    checksum = translator.builder.app.instrument_checksums[script]
    page = translator.builder.get_target_uri(translator.builder.current_docname)
    attributes = {
        "id": node["id"],
        "data-instrument": node["name"],
        "data-preset": node["preset"],
        "data-try": node["try"],
        "data-src": f"{relative_uri(page, f'{FOLDER}/{script}')}?v={checksum}",
        "aria-label": node["title"],
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items() if value)
    translator.body.append(f'<div class="instrument" role="group" {written}>\n<div class="instrument-still">\n')


def depart_instrument(translator, node):
    translator.body.append(f"{node['drawing']}\n</div>\n</div>\n")


def add_assets(app, pagename, templatename, context, doctree):
    """Let a page with instruments load the loader and their styles, and no other page."""
    used = {node["name"] for node in doctree.findall(instrument)} if doctree else set()
    if not used:
        return
    app.add_js_file("instruments/loader.js", loading_method="defer")
    for part in ("kit", *sorted(used)):
        if f"{part}.css" in app.instrument_checksums:
            app.add_css_file(f"instruments/{part}.css")


def setup(app):
    """Register the directive, the bundles and what pages load of them with Sphinx."""
    app.add_node(instrument, html=(visit_instrument, depart_instrument), override=True)
    for builder in ("latex", "text"):
        app.add_node(instrument, override=True, **{builder: (lambda *_: None, lambda *_: None)})
    app.add_directive("instrument", InstrumentDirective)
    app.connect("builder-inited", write_bundles)
    app.connect("html-page-context", add_assets)
    stills.last(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

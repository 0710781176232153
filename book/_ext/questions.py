"""Questions on the page, `{question} NAME` of book/instruments/questions/<chapter>.yml, and `{progress}`, what the reader has done of it.

A question and all its sentences stand in the page, folded, so that nothing is lost without JavaScript. book/instruments/live/start.js
makes them answerable.
"""

import functools
import json
import zlib
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import instruments
import live
import yaml
from docutils import nodes
from docutils.statemachine import StringList
from node import HERE
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

QUESTIONS = HERE.parent / "instruments" / "questions"
FOLDER = "live"  # below _static
WITHIN = 0.01  # how far from the right number an answer may be, as a share of it


@dataclass
class Choice:
    """One answer that a reader may give: its text or number, the sentence it gets, and the Python that the number comes from."""

    because: str
    text: str = ""
    number: float | None = None
    source: str = ""
    right: bool = False


@dataclass
class Question:
    """One question; of a number's `choices` the first is the right one and the others are known mistakes."""

    name: str
    ask: str
    choices: list[Choice]
    unit: str = ""
    within: float = WITHIN
    facts: dict = field(default_factory=dict)  # what its text says in numbers, and the Python that says so

    @property
    def is_number(self):
        return self.choices[0].number is not None

    def texts(self):
        """Return everything that it says, each a piece of markdown."""
        return [self.ask, *(choice.text for choice in self.choices if choice.text), *(choice.because for choice in self.choices)]


@functools.cache
def read_questions(path):
    """Return {name: Question} of a file of questions; raises ExtensionError with the name for what cannot be one.

    NAME: {ask: markdown, choices: [{text, because, right: true}, ...]}, or with a number
    NAME: {ask, number, from: Python, because, mistakes: [{number, from, because}, ...], unit, within}.
    `facts` maps a number in the text, as it is written there, to the Python that it comes from.
    """
    found = {}
    for name, given in (yaml.safe_load(path.read_text(encoding="utf8")) or {}).items():
        try:
            if "number" in given:
                entries = [given, *given.get("mistakes", [])]
                choices = [Choice(entry["because"], number=float(entry["number"]), source=str(entry["from"])) for entry in entries]
                choices[0].right = True
            else:
                choices = [Choice(entry["because"], text=str(entry["text"]), right=entry.get("right", False)) for entry in given["choices"]]
                turn = zlib.crc32(name.encode()) % len(choices)  # so that the right one does not always stand where its author put it
                choices = choices[turn:] + choices[:turn]
            found[name] = Question(name, given["ask"], choices, given.get("unit", ""), given.get("within", WITHIN), given.get("facts", {}))
        except KeyError as missing:
            raise ExtensionError(f"{path.name}: the question {name} has no {missing.args[0]!r}. Write it.") from None
        if sum(choice.right for choice in choices) != 1 or len(choices) < 2:
            raise ExtensionError(f"{path.name}: the question {name} needs one right answer and at least one wrong one.")
    return found


def file_of(docname):
    return QUESTIONS / f"{docname.rpartition('/')[2]}.yml"


def questions_of(docname):
    """Return {name: Question} of the page `docname`."""
    return read_questions(file_of(docname)) if file_of(docname).exists() else {}


class question(nodes.General, nodes.Element):
    """A question; its children are what is asked, its choices and its reasons."""


class part(nodes.General, nodes.Element):
    """A part of a question, written between `before` and `after`."""


class QuestionDirective(SphinxDirective):
    """```{question} NAME: the question of this name in the page's file."""

    required_arguments = 1

    def run(self):
        name, known = self.arguments[0], questions_of(self.env.docname)
        if name not in known:
            raise self.error(f"there is no question {name!r} in {file_of(self.env.docname).name}; it has {', '.join(known) or 'none'}.")
        self.env.note_dependency(str(file_of(self.env.docname)))
        asked = known[name]
        node = question(name=name, number=asked.is_number, unit=asked.unit, within=asked.within)
        node += self.markdown(asked.ask, '<div class="question-ask">', "</div>")
        if not asked.is_number:
            choices = [self.markdown(choice.text, "<li>", "</li>") for choice in asked.choices]
            node += self.box(choices, '<ol class="question-choices" type="A">', "</ol>")
        reasons = [self.reason(choice, asked.is_number) for choice in asked.choices]
        kind = "question-reasons question-numbers" if asked.is_number else "question-reasons"
        node += self.box(
            reasons,
            f'<details class="question-answer"><summary>Answer</summary>\n<ol class="{kind}" type="A">',
            "</ol></details>",
        )
        return [node]

    def reason(self, choice, is_number):
        data = f' data-number="{choice.number!r}"' if is_number else ""
        right = ' data-right=""' if choice.right else ""
        start = f'<li class="question-reason"{data}{right}>'
        if is_number:
            start += (
                f'<p class="question-given"><strong>{escape(written(choice.number))}</strong></p>'
                if choice.right
                else (f'<p class="question-given">{escape(written(choice.number))}</p>')
            )
        return self.markdown(choice.because, start, "</li>")

    def markdown(self, text, before, after):
        node = part(before=before, after=after)
        self.state.nested_parse(StringList(text.strip().splitlines(), source=str(file_of(self.env.docname))), self.content_offset, node)
        return node

    def box(self, children, before, after):
        node = part(before=before, after=after)
        node += children
        return node


def written(number):
    """Return a number as the page shows it."""
    return f"{number:.10g}".replace("-", "−")


def question_as_markdown(docname, name):
    """Return a question as lines of plain markdown, for the chapter's notebook."""
    asked = questions_of(docname)[name]
    letters = "ABCDEFGH"
    lines = ["**Question.** " + asked.ask.strip(), ""]
    if not asked.is_number:
        lines += [f"- {letter}. {choice.text.strip()}" for letter, choice in zip(letters, asked.choices, strict=False)] + [""]
    lines += ["<details>", "<summary>Answer</summary>", ""]
    for letter, choice in zip(letters, asked.choices, strict=False):
        given = written(choice.number) if asked.is_number else letter
        lines += [f"- **{given}**{' (right)' if choice.right else ''}: " + " ".join(choice.because.split())]
    return "\n".join([*lines, "", "</details>"]).split("\n")


def visit_question(translator, node):
    data = f'data-kind="number" data-within="{node["within"]}"' if node["number"] else 'data-kind="choice"'
    unit = f' data-unit="{escape(node["unit"])}"' if node["unit"] else ""
    name = f'id="question-{node["name"]}" data-item="{escape(node["name"])}"'
    translator.body.append(f'<div class="question" {name} {data}{unit}>\n<p class="question-title">Question</p>\n')


def depart_question(translator, node):
    translator.body.append("</div>\n")


# --- progress ---------------------------------------------------------------------------------------------------------


class progress(nodes.General, nodes.Element):
    """The place where the front page shows what the reader has done."""


class ProgressDirective(SphinxDirective):
    """```{progress}, with a sentence as its content."""

    has_content = True

    def run(self):
        node = progress()
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def placed(doctree):
    """Return the items of a page that a reader can do, as the page's script names them."""
    kinds = ((question, "question"), (live.exercise, "exercise"))
    return [f"{kind} {node['name']}" for cls, kind in kinds for node in doctree.findall(cls)]


def note_items(app, doctree):
    """Remember what there is to do on a page, for the front page."""
    if not hasattr(app.env, "reading_items"):
        app.env.reading_items = {}
    app.env.reading_items[app.env.docname] = placed(doctree)


def forget_items(app, env, docname):
    getattr(env, "reading_items", {}).pop(docname, None)


def pages_with_progress(app, env):
    """Write the front page anew whenever there is another number of things to do."""
    shown = {name: items for name, items in sorted(getattr(env, "reading_items", {}).items()) if items}
    if shown == getattr(env, "reading_items_shown", None):
        return []
    env.reading_items_shown = shown
    return [app.config.root_doc]


def visit_progress(translator, node):
    translator.body.append('<div class="reading-progress">\n')


def depart_progress(translator, node):
    builder = translator.builder
    here = builder.get_target_uri(builder.current_docname)
    translator.body.append('<ol class="progress-chapters">\n')
    for docname, items in sorted(getattr(builder.env, "reading_items", {}).items()):
        if items:
            title, target = builder.env.titles[docname].astext(), relative_uri(here, builder.get_target_uri(docname))
            data = f'data-chapter="{escape(docname.rpartition("/")[2])}" data-items="{escape(json.dumps(items))}"'
            translator.body.append(f'<li {data}><a href="{target}">{escape(title)}</a> </li>\n')
    translator.body.append("</ol>\n</div>\n")


# --- what the pages load ----------------------------------------------------------------------------------------------


def scripts():
    """Return {file name: text} of what pages with questions, live cells or exercises load; the last two come with a reader's first run."""
    folder = str(HERE.parent / "instruments")
    # A name, so that esbuild leaves the import to the worker.
    load = 'const file = "./micropython.js";\nconst load = async () => (await import(file)).loadMicroPython;'
    worker = f'import {{ serve }} from "./live/worker.js";\n{load}\nserve(load, {json.dumps(live.modules())});'
    drawings = json.dumps({"backprop": live.modules()["backprop"]})
    numpy = f'import {{ serveNumpy }} from "./live/numpy-worker.js";\nserveNumpy({drawings});'
    jobs = {
        "start.js": {"entry": 'import "./live/start.js";', "from": folder},
        "live.css": {"file": str(live.LIVE / "live.css")},
        "worker.js": {"entry": worker, "from": folder},
        "numpy-worker.js": {"entry": numpy, "from": folder},
    }
    return dict(zip(jobs, instruments.esbuild(jobs.values()), strict=True))


def write_scripts(app):
    """Put the scripts beside the pages before Sphinx takes their checksums."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in scripts().items():
        (folder / name).write_text(text, encoding="utf8")


def add_assets(app, pagename, templatename, context, doctree):
    """Let pages that have something to do load the scripts, and no other page."""
    if not doctree:
        return
    cells = any({"live", "live-numpy"} & set(cell["classes"]) for cell in doctree.findall(nodes.container))
    if cells or placed(doctree) or any(doctree.findall(progress)):
        app.add_js_file(f"{FOLDER}/start.js", loading_method="defer")
        app.add_css_file(f"{FOLDER}/live.css")


def setup(app):
    """Register questions and progress with Sphinx."""
    for node, visitors in (
        (question, (visit_question, depart_question)),
        (part, (lambda t, n: t.body.append(n["before"] + "\n"), lambda t, n: t.body.append(n["after"] + "\n"))),
        (progress, (visit_progress, depart_progress)),
    ):
        app.add_node(node, html=visitors, override=True)
        for builder in ("latex", "text"):
            app.add_node(node, override=True, **{builder: (lambda *_: None, lambda *_: None)})
    app.add_directive("question", QuestionDirective)
    app.add_directive("progress", ProgressDirective)
    app.connect("builder-inited", write_scripts)
    app.connect("doctree-read", note_items)
    app.connect("env-purge-doc", forget_items)
    app.connect("env-updated", pages_with_progress)
    app.connect("html-page-context", add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

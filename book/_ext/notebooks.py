"""Each chapter as a notebook that runs alone in an empty folder, written into the site while it is built.

So is every other page whose front matter says `notebook: true`: the optional pages, and what comes after the chapters.
What a chapter imports from book/backprop stands in one folded cell; roles, directives and dropdowns become plain markdown.
The same source gives the same bytes. `notebooks_base` in _config.yml adds Colab and Binder links; nothing is asked of either here.
"""

import ast
import functools
import json
import re
import shutil
import sys
from pathlib import Path

import jupytext
import nbformat
from live import exercise_as_markdown
from pybtex.database import parse_file
from pybtex.richtext import Text
from questions import question_as_markdown
from sphinx.errors import ExtensionError
from zips import write_zip

ROOT = Path(__file__).parents[2]
CHAPTER = re.compile(r"book/\d\d-[\w-]+")
FOLDER, ZIP = "notebooks", "one-gradient-four-ways.zip"
GITHUB = re.compile(r"https://github\.com/(?P<repository>[\w.-]+/[\w.-]+)/tree/(?P<branch>[\w./-]+?)/?")

# --- markdown ---------------------------------------------------------------------------------------------------------

OPENING = re.compile(r"(?P<mark>:{3,}|`{3,})\s*\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)")
OPTION = re.compile(r":(?P<name>[\w-]+):\s*(?P<value>.*)")
BOXES = {"admonition", "note", "tip", "hint", "important", "warning", "caution", "attention", "seealso", "dropdown"}
INLINE = re.compile(
    r"""\{(?P<role>[\w:-]+)\}`(?P<content>[^`]+)`
      | (?P<numbered>\$\$(?P<tex>[^$]*(?:\$(?!\$)[^$]*)*)\$\$\ *\((?P<label>[\w:-]+)\))
      | (?P<kept>``.*?``|`[^`]*`|\$\$[^$]*(?:\$(?!\$)[^$]*)*\$\$|(?<![\\$])\$[^$]+\$)
      | (?<!!)\[(?P<text>[^\[\]]+)\](?:\{[^}]*\}|\((?P<target>[^)\s]+)\))""",
    re.S | re.X,
)


class Plain:
    """MyST markdown of one chapter, turned into the markdown that every notebook program reads."""

    def __init__(self, app, docname):
        self.app, self.docname = app, docname

    def text(self, source):
        """Return `source` without directives and roles; raises ExtensionError for one that has no plain form."""
        lines = [line for line in source.split("\n") if not re.match(r"%( |$)|\([\w-]+\)=$", line)]
        return "\n".join(self._blocks(lines)).strip("\n")

    def _blocks(self, lines):
        done, prose = [], []
        while lines:
            line, lines = lines[0], lines[1:]
            fence = re.match(r"\s*(:{3,}|`{3,})", line)
            if not fence:
                prose.append(line)
                continue
            done += self._prose(prose)
            prose = []
            end = next((k for k, other in enumerate(lines) if other.strip() == fence[1]), None)
            if end is None:
                self._refuse(f"a block that is not closed: {line}")
            body, lines = lines[:end], lines[end + 1 :]
            opening = OPENING.fullmatch(line.strip())
            done += self._directive(opening, body) if opening else [line, *body, fence[1]]
        return done + self._prose(prose)

    def _directive(self, opening, body):
        name, title, options = opening["name"], opening["title"].strip(), {}
        while body and (option := OPTION.fullmatch(body[0].strip())):
            options[option["name"]], body = option["value"], body[1:]
        if name == "math":
            return self._prose(["$$", *body, "$$" + (f" ({options['label']})" if "label" in options else "")])
        if name in ("code", "code-block"):
            return [f"```{title}", *body, "```"]
        if name == "raw":
            return []
        if name == "exercise":
            return self._blocks(exercise_as_markdown(self.docname, title))
        if name == "question":
            return self._blocks(question_as_markdown(self.docname, title))
        if name == "instrument":  # what stands in its place without JavaScript
            return ["", *self._blocks(body), ""]
        if name not in BOXES:
            self._refuse(f"the directive {{{name}}}")
        inner = "\n".join(self._blocks(body)).strip("\n").split("\n")
        title = self._inline(title if name in ("admonition", "dropdown") else name.capitalize())
        if name == "dropdown" or "dropdown" in options.get("class", "").split():
            summary = re.sub(r"`([^`]+)`", r"<code>\1</code>", title)
            return ["<details>", f"<summary>{summary}</summary>", "", *inner, "", "</details>"]
        return [f"> **{title}**", ">", *(f"> {line}".rstrip() for line in inner)]

    def _prose(self, lines):
        return self._inline("\n".join(lines)).split("\n") if lines else []

    def _inline(self, text):
        return INLINE.sub(self._replacement, text)

    def _replacement(self, match):
        if match["role"]:
            return self._role(match["role"], match["content"])
        if match["kept"]:
            return match["kept"]
        if match["numbered"]:
            return f"$${match['tex'].rstrip()} \\tag{{{self._equation(match['label'])}}}\n$$"
        text, target = self._inline(match["text"]), match["target"]
        if target is None:  # [words]{.class}
            return text
        if target.startswith("http"):
            return f"[{text}]({target})"
        page = re.match(r"([\w-]+)\.md", target)
        return f"[{text}]({page[1]}.ipynb)" if page and offered(self.app, f"book/{page[1]}") else text

    def _role(self, role, content):
        title, target = re.fullmatch(r"(?:(.*?)\s*<)?([^<>]*)>?", content, re.S).groups()
        std = self.app.env.domains["std"]
        if role.startswith("cite"):
            return ", ".join(citation(key.strip(), ROOT / self.app.config.bibtex_bibfiles[0]) for key in content.split(","))
        if role == "eq":
            return f"({self._equation(content)})"
        if role == "math":
            return f"${content}$"
        if role == "term":
            return title or target
        if role == "ref" and target in std.labels:
            return title or std.labels[target][2]
        if role == "doc":
            docname = f"book/{target.removeprefix('/book/')}"
            return f"[{title or self.app.env.titles[docname].astext()}]({target}.ipynb)" if offered(self.app, docname) else title or target
        return self._refuse(f"the role {{{role}}}`{content}`")

    def _equation(self, label):
        return self.app.env.domains["math"].get_equation_number_for(label)

    def _refuse(self, what):
        raise ExtensionError(f"{self.docname}.md: {what} has no form in a notebook. Use another, or teach it to book/_ext/notebooks.py.")


def citation(key, bibliography):
    """Return a work of the bibliography as "Author and Author, year", or its title where it has no author."""
    entry = _works(bibliography).entries[key]
    names = [str(Text.from_latex(" ".join(person.last_names))) for person in entry.persons.get("author", [])]
    if not names:
        return f'"{entry.fields["title"]}"'
    who = names[0] + (f" and {names[1]}" if len(names) == 2 else " and others" if len(names) > 2 else "")
    return f"{who}, {entry.fields['year']}"


@functools.cache
def _works(bibliography):
    return parse_file(bibliography)


# --- what a chapter imports -------------------------------------------------------------------------------------------

FINDER = '''
class Shared(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds the modules above, so that `from backprop import ...` works."""

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name in SHARED else None

    def get_source(self, name):
        return SHARED[name]

    def is_package(self, name):
        return any(other.startswith(name + ".") for other in SHARED)


sys.meta_path.insert(0, Shared())
'''


def shared_modules(code):
    """Return {name: source} of the modules that `code` needs from book/backprop, the packages cut down to what it uses."""
    used = {getattr(node, key) for node in ast.walk(ast.parse(code)) for key in ("id", "attr", "name") if hasattr(node, key)}
    sources, waiting = {}, _imports(code, "")
    while waiting:
        name = waiting.pop()
        path = ROOT / "book" / name.replace(".", "/")
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if name in sources or not name.startswith("backprop") or not path.exists():
            continue
        source = path.read_text(encoding="utf8")
        package = path.name == "__init__.py"
        sources[name] = _cut(source, used) if package else source
        waiting |= _imports(sources[name], name if package else name.rpartition(".")[0])
    if "backprop.measured" in sources:
        sources["backprop.measured"] = _with_results(sources["backprop.measured"], code)
    if style := sources.get("backprop.figures.style"):  # a notebook has no page behind its drawings, so they bring their paper
        sources["backprop.figures.style"] = style.replace('facecolor": "none"', 'facecolor": PAPER')
    return dict(sorted(sources.items()))


def _with_results(source, code):
    """Return backprop/measured.py with the measurements that `code` asks for in it, instead of the files they are in."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "measured"]
    parts = sorted({ast.literal_eval(call.args[0]) for call in calls})
    stored = {part: json.loads((ROOT / "bench" / "results" / f"{part}.json").read_text(encoding="utf8")) for part in parts}
    docstring = ast.get_docstring(ast.parse(source))
    return f'"""{docstring}"""\n\nSTORED = {stored!r}\n\n\ndef measured(part):\n    return STORED[part]\n'


def _imports(code, package):
    """Return the names of the modules that `code` in `package` imports, with those of their packages."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in names]
    return {".".join(name[:k]) for name in parts for k in range(1, len(name) + 1)}


def _cut(source, used):
    """Return the __init__.py `source` with the imports of `used` names only."""
    tree = ast.parse(source)
    lines = [f'"""{ast.get_docstring(tree)}"""', ""]
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (names := [alias for alias in node.names if alias.name in used]):
            lines.append(ast.unparse(ast.ImportFrom(node.module, names, node.level)))
    return "\n".join(lines).rstrip() + "\n"


def folded_cell(sources):
    """Return the code of the cell that holds the modules `sources` and lets `import` find them."""
    parts = ["# What this chapter shares with the others, its drawings above all. Run this cell and read on."]
    parts += ["import importlib.abc", "import importlib.util", "import sys", "", "SHARED = {}"]
    for name, source in sources.items():
        text = f"r'''\n{source}'''"
        parts.append(f"\nSHARED[{name!r}] = {text if ast.literal_eval(text).lstrip() == source.lstrip() else repr(source)}")
    return "\n".join(parts) + "\n\n" + FINDER


def pins():
    """Return {package: pinned requirement} from requirements.txt."""
    lines = (line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text(encoding="utf8").splitlines())
    return {line.split("==")[0].lower(): line for line in lines if "==" in line}


def packages(codes):
    """Return the pinned requirements of everything that `codes` import and Python does not bring."""
    roots = {name.split(".")[0] for code in codes for name in _imports(code, "backprop")}
    wanted = {
        {"sklearn": "scikit-learn"}.get(name, name).replace("_", "-") for name in roots - set(sys.stdlib_module_names) - {"backprop", ""}
    }
    pinned = pins()
    if missing := wanted - set(pinned):
        raise ExtensionError(f"{', '.join(sorted(missing))}: imported by a chapter, but not pinned in requirements.txt. Pin it there.")
    return [pinned[name] for name in sorted(wanted)]


# --- the notebook -----------------------------------------------------------------------------------------------------


def make_notebook(app, docname):
    """Return (notebook, pinned requirements) of the chapter `docname`; the notebook has no outputs and always the same cell ids."""
    source = nbformat.from_dict(jupytext.reads(Path(app.env.doc2path(docname)).read_text(encoding="utf8"), fmt="md:myst"))
    plain = Plain(app, docname)
    codes = [cell.source for cell in source.cells if cell.cell_type == "code"]
    modules = shared_modules("\n".join(codes))
    requirements = packages([*codes, *modules.values()])
    cells = []
    for cell in source.cells:
        if cell.cell_type == "code":
            cells.append(_code(cell.source, cell.metadata.get("tags", [])))
        elif text := plain.text(cell.source):
            cells.append(nbformat.v4.new_markdown_cell(text))
    title, _, rest = cells[0].source.partition("\n")
    note = (
        f"This is part of the course *{app.config.html_title}*, as a notebook that runs alone.\n"
        f"Besides Jupyter it needs `pip install {' '.join(requirements)}`."
    )
    start = [nbformat.v4.new_markdown_cell(text) for text in (title, note, rest.strip()) if text]
    if modules:
        start.append(_code(folded_cell(modules), ["hide-cell"]))
    slug = docname.rpartition("/")[2]
    cells = start + cells[1:]
    for number, cell in enumerate(cells, 1):
        cell.id = f"{slug}-{number:03d}"
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return notebook, requirements


def _code(source, tags):
    folded = {"jupyter": {"source_hidden": True}} if {"hide-cell", "hide-input"} & set(tags) else {}
    return nbformat.v4.new_code_cell(source.strip("\n"), metadata={**folded, **({"tags": list(tags)} if tags else {})})


def write_notebooks(app, exception):
    """Write every chapter's notebook and one zip of all of them into the site."""
    if exception or app.builder.name != "html":
        return
    folder = Path(app.outdir) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    needed = set()
    for docname in chapters(app):
        notebook, requirements = make_notebook(app, docname)
        needed |= set(requirements)
        text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (folder / f"{docname.rpartition('/')[2]}.ipynb").write_text(text, encoding="utf8")
    (folder / "requirements.txt").write_text("\n".join(sorted(needed)) + "\n", encoding="utf8")
    paths = [*sorted(folder.glob("*.ipynb")), folder / "requirements.txt"]
    write_zip(folder / ZIP, [(f"one-gradient-four-ways/{path.name}", path) for path in paths])
    if app.config.notebooks_base:  # where Binder looks for what to install
        (Path(app.outdir) / "binder").mkdir(exist_ok=True)
        shutil.copyfile(folder / "requirements.txt", Path(app.outdir) / "binder" / "requirements.txt")


def offered(app, docname):
    """Is this page offered as a notebook: a chapter, or a page that says so?"""
    return bool(CHAPTER.fullmatch(docname)) or str(app.env.metadata.get(docname, {}).get("notebook", "")).lower() == "true"


def chapters(app):
    """Return the document names of the pages that are offered as notebooks, chapters first, in order."""
    return sorted((name for name in app.env.found_docs if offered(app, name)), key=lambda name: (not CHAPTER.fullmatch(name), name))


# --- the links to it --------------------------------------------------------------------------------------------------


def launch_links(base, name, folder=FOLDER):
    """Return {service: address} for the notebook `name` in `folder` of a site published at `base` on GitHub; nothing without a base.

    Raises ExtensionError for a base that is not the address of a branch on GitHub.
    """
    if not base:
        return {}
    place = GITHUB.fullmatch(base)
    if place is None:
        raise ExtensionError(
            f"_config.yml: notebooks_base is {base!r}. Write the branch that holds the built site, "
            "as https://github.com/OWNER/REPOSITORY/tree/BRANCH, or leave it empty."
        )
    repository, branch = place["repository"], place["branch"]
    return {
        "Colab": f"https://colab.research.google.com/github/{repository}/blob/{branch}/{folder}/{name}",
        "Binder": f"https://mybinder.org/v2/gh/{repository}/{branch.replace('/', '%2F')}?labpath={folder}/{name}",
    }


def add_links(app, pagename, templatename, context, doctree):
    """Put the download line under the title of a page that is offered as a notebook."""
    if not offered(app, pagename):
        return
    name = f"{pagename.rpartition('/')[2]}.ipynb"
    notebook = context["pathto"](f"{FOLDER}/{name}", 1)
    what = "chapter" if CHAPTER.fullmatch(pagename) else "page"
    links = [f'<a href="{notebook}" download>Download this {what} as a notebook</a>']
    links += [f'<a href="{address}">Open it in {service}</a>' for service, address in launch_links(app.config.notebooks_base, name).items()]
    links.append(f'<a href="{context["pathto"](f"{FOLDER}/{ZIP}", 1)}" download>All chapters (zip)</a>')
    context["body"] = context["body"].replace("</h1>", f'</h1>\n<p class="downloads">{" · ".join(links)}</p>', 1)


def setup(app):
    """Register the notebooks, their links and the setting `notebooks_base` with Sphinx."""
    app.add_config_value("notebooks_base", "", "html", str)
    app.connect("html-page-context", add_links, priority=900)  # after the reading time, which then stands below it
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

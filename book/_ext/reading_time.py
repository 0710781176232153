"""How long a chapter takes to read: counted at build time, said under its title, and a build error where it is too long.

`python book/_ext/reading_time.py` lists the pages with their times.
"""

import re
import sys
from pathlib import Path

from notebooks import offered
from sphinx.errors import ExtensionError

WORDS_PER_MINUTE = 200
SECONDS_PER_CODE_LINE = 3
LIMIT = 30  # minutes a chapter may take
CHAPTER = re.compile(r"book/\d\d-[\w-]+")
FOLDED = ("hide-input", "hide-cell", "remove-input", "remove-cell")
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", re.S | re.M)
OPTIONS = re.compile(r"(?:---\n.*?^---\n|(?::[\w-]+:[^\n]*\n)*)", re.S | re.M)
# What stands in the markdown and is not read as words: fences, options, roles and the addresses of links.
MARKS = re.compile(r"^\s*(?::{3,}|`{3,})[^\n]*$|^:[\w-]+:[^\n]*$|\{[\w:-]+\}|\]\([^)]*\)", re.M)
FORMULA = re.compile(r"\$\$.*?\$\$|(?<![\\$])\$[^$]+\$", re.S)
TITLE = re.compile(r"^:{3,}\s*\{[\w-]+\}\s*(\S[^\n]*)$", re.M)


def minutes(source):
    """Return how many minutes the MyST notebook `source` takes to read, a number.

    words / 200 + 3 s for each line of code that is not folded away. Every word of the text counts, folded answers
    too; a formula counts as one word, as does a name in code.
    """
    text = re.sub(r"\A---\n.*?^---\n", "", source, flags=re.S | re.M)
    lines = sum(visible_lines(cell) for cell in CELL.findall(text))
    return len(words_of(CELL.sub("", text))) / WORDS_PER_MINUTE + lines * SECONDS_PER_CODE_LINE / 60


def visible_lines(cell):
    """Return how many lines of code the body of a code cell shows, without its options and empty lines."""
    options = OPTIONS.match(cell)[0]
    return 0 if any(tag in options for tag in FOLDED) else sum(1 for line in cell[len(options) :].splitlines() if line.strip())


def words_of(text):
    """Return the words of markdown, a formula or a name in code as one word each."""
    titles = " ".join(TITLE.findall(text))
    text = FORMULA.sub(" formula ", MARKS.sub(" ", text) + " " + titles)
    text = re.sub(r"`[^`\n]+`", " name ", text)
    return re.findall(r"[^\W_][\w.'’-]*", text)


def said(time):
    """Return a time in minutes as the page says it."""
    whole = max(1, round(time))
    return f"About {whole} minute{'s' if whole > 1 else ''}"


def refuse_what_takes_too_long(app, env):
    """Stop the build with one sentence for each chapter that takes longer than LIMIT minutes."""
    times = {
        name: minutes(Path(env.doc2path(name)).read_text(encoding="utf8")) for name in sorted(env.found_docs) if CHAPTER.fullmatch(name)
    }
    if long := {name: time for name, time in times.items() if time > LIMIT}:
        raise ExtensionError(
            "\n".join(
                f"{name}.md: takes {time:.1f} minutes to read, more than {LIMIT}. "
                "Shorten it, fold code away, or give a part a page of its own."
                for name, time in long.items()
            )
        )


def say_it(app, pagename, templatename, context, doctree):
    """Put the time under the title of a chapter, and of any other page that is offered as a notebook."""
    if offered(app, pagename):
        time = minutes(Path(app.env.doc2path(pagename)).read_text(encoding="utf8"))
        context["body"] = context["body"].replace("</h1>", f'</h1>\n<p class="reading-time">{said(time)}.</p>', 1)


def setup(app):
    """Register the count with Sphinx."""
    app.connect("env-updated", refuse_what_takes_too_long)
    app.connect("html-page-context", say_it, priority=850)  # before the download line, which comes between title and time
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    for path in sorted(Path(__file__).parents[1].glob("*.md")):
        time = minutes(path.read_text(encoding="utf8"))
        print(f"{path.name:32} {time:5.1f} min{'  too long' if time > LIMIT and CHAPTER.fullmatch(f'book/{path.stem}') else ''}")
    sys.exit(0)

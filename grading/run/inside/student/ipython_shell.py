"""An IPython shell without a kernel for a student's cells, and what they put out."""

import base64
import io
import re
import subprocess
import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading.run.inside.messages.texts import MAX_PRINTED, MAX_TEXT

shell = None  # made once, before the forks


class _Outputs:
    """The outputs of the running cell, as a notebook stores them, until `limit` characters are reached."""

    def __init__(self):
        self.items, self.left, self.cut = [], 0, False

    def start(self):
        self.items = []

    def stream(self, name, text):
        text = self._within(text)
        if not text:
            return
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def add(self, output, size):
        if size > self.left:
            self.cut = True
        else:
            self.left -= size
            self.items.append(output)

    def error(self, kind, text, lines):
        """Add an error whatever is left: without it a cell that failed would look as if it had not."""
        self.items.append(
            {"output_type": "error", "ename": kind, "evalue": text[:MAX_TEXT], "traceback": [line[:MAX_PRINTED] for line in lines[-50:]]}
        )

    def _within(self, text):
        if len(text) > self.left:
            self.cut, text = True, text[: self.left]
        self.left -= len(text)
        return text


outputs = _Outputs()


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells."""

    encoding = "utf-8"

    def __init__(self, name):
        self._name = name
        self.number = 1 if name == "stdout" else 2

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        outputs.stream(self._name, text)
        return len(text)

    def writable(self):
        return True

    def fileno(self):
        return self.number


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        outputs.add({"output_type": "display_data", "data": data, "metadata": {}}, _size(data))

    def clear_output(self, wait=False):
        outputs.items.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        item = {"output_type": "execute_result", "data": format_dict, "metadata": {}, "execution_count": self.prompt_count}
        outputs.add(item, _size(format_dict))

    def finish_displayhook(self):
        pass


class _Transformers(TransformerManager):
    """IPython's way from a cell to Python; its search for magics, token by token, is left out where none of their signs is there."""

    SIGNS = re.compile(r"[%!?]|^\s*[,;/]", re.MULTILINE)

    def do_token_transforms(self, lines):
        return super().do_token_transforms(lines) if self.SIGNS.search("".join(lines)) else lines


class _Shell(InteractiveShell):
    def _showtraceback(self, etype, evalue, stb):
        outputs.error(getattr(etype, "__name__", "Error"), message_of(evalue), [str(line) for line in stb])

    def should_run_async(self, raw_cell, *, transformed_cell=None, **about):
        """Compile the cell only to find an `await` where the word stands in it."""
        text = raw_cell if transformed_cell is None else transformed_cell
        asks = "await" in text or "async" in text
        return asks and super().should_run_async(raw_cell, transformed_cell=transformed_cell, **about)

    def enable_matplotlib(self, gui=None):
        # Whatever window `%matplotlib` asks for: there is none here, and pictures belong into the notebook.
        return super().enable_matplotlib("inline")

    def enable_gui(self, gui=None):
        """Start no event loop: there are no windows."""

    def system(self, command):
        result = subprocess.run(
            self.var_expand(command, depth=1), shell=True, capture_output=True, text=True, errors="replace", check=False
        )
        sys.stdout.write(result.stdout)
        sys.stderr.write(result.stderr)
        self.user_ns["_exit_code"] = result.returncode

    def ask_exit(self):
        """Let `exit` and `quit` end nothing: the cells below shall run."""


def make_shell():
    """Make the shell that every fork starts with."""
    global shell
    config = Config()
    config.HistoryManager.enabled = False  # its thread would be lost in a fork
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.display_pub_class = _Publisher
    config.InteractiveShell.displayhook_class = _Hook
    _Shell._instance = None
    shell = _Shell.instance(config=config, display_pub_class=_Publisher, displayhook_class=_Hook)
    shell.input_transformer_manager = _Transformers()
    for kind in (InteractiveShell, _Shell):
        kind._instance = shell
    shell.enable_matplotlib("inline")
    shell.run_cell("None", store_history=False)
    shell.reset()


def message_of(error):
    """Return what an exception says, as far as it can be asked."""
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:  # a __str__ that fails
        return ""


def _size(data):
    return sum(len(value) if isinstance(value, str | bytes) else 1000 for value in data.values())


def jsonable(item):
    """Return the output with text for what JSON cannot hold: pictures are base64 in a notebook."""
    data = item.get("data")
    if data is None:
        return item
    kept = {}
    for kind, value in data.items():
        if isinstance(value, bytes):
            kept[kind] = base64.b64encode(value).decode()
        elif isinstance(value, str):
            kept[kind] = value
    return item | {"data": kept}

"""Build the book so that a warning or a failing cell fails this build, and every later one until it is mended.

Run by `make book`. Stock Jupyter Book keeps pages that it has read with a warning and passes the second time;
it also keeps the outputs of chapters whose cells did not change when the code that they import did.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "_build"
SITE = BUILD / "html"
FINGERPRINT = BUILD / ".made-with"
DONE = f"The book is in {SITE.relative_to(ROOT)}/index.html. Read it with `make serve`."


# What the cells of chapters are run with, and what their pages are made with: when it changes, what was kept is of no use.
RUN_WITH = ("_config.yml", "requirements.txt", "book/_ext/build.py", "book/backprop", "bench/results")
MADE_WITH = ("_toc.yml", "book/_ext", "book/_static", "book/_theme", "book/instruments", "exercises")


def fingerprint(*names):
    """Return a hash of these files and of every file in these folders of the course."""
    files = []
    for path in (ROOT / name for name in names):
        files += [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if not {"node_modules", "__pycache__"} & set(path.parts)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


# What Jupyter Book and Jupyter say around a complaint: colours, greetings, boxes, and the way through their own code.
NOISE = re.compile(
    r"\x1b\[[\d;]*m|Traceback \(most recent call last\):\n(?:[ \t].*\n)*"
    r"|^(?:Running Jupyter-Book|Source Folder:|Config Path:|Output Path:|\[IPKernelApp\]|=+$|Building your book, returns"
    r"|There was an error in|sphinx\.errors\.ExtensionError: |RuntimeError: ?$|The above exception was|During handling of"
    r"|.*Notebook exception traceback saved in).*\n",
    re.M,
)


def complaint(output):
    """Return what the build complains of, without what surrounds it."""
    for _ in range(2):  # a traceback shows itself when its colours are gone
        output = NOISE.sub("", output)
    return re.sub(r"\n{3,}", "\n\n", output).strip()[-6000:]


def environment():
    """Return the environment of the kernels: with a profile of IPython's that is ours alone, not the reader's.

    A kernel sends what a cell prints five times a second, in as many parts as time wants, and a page shows the seams.
    Here it sends a cell's output when the cell is done, so that every build has the same bytes.
    """
    profile = BUILD / ".ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True, exist_ok=True)
    (profile / "startup" / "00-one-part.py").write_text("import sys\n\nsys.stdout.flush_interval = sys.stderr.flush_interval = 3600\n")
    (profile / "ipython_kernel_config.py").write_text("c.HistoryManager.enabled = False  # one file, and several kernels\n")
    return {**os.environ, "IPYTHONDIR": str(BUILD / ".ipython")}


# Without a package that prepares 38 grammars for addresses, a second of every build, as soon as something can check JSON.
JUPYTER_BOOK = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyter_book.cli.main import main; main()"


def forget(*names):
    for name in names:
        shutil.rmtree(BUILD / name, ignore_errors=True)


def main():
    """Build the site into _build/html and return the exit code."""
    run_with, made_with = fingerprint(*RUN_WITH), fingerprint(*MADE_WITH)
    now = [run_with, made_with, fingerprint("book"), os.environ.get("SITE_ADDRESS") or "-"]
    before = FINGERPRINT.read_text().split() if FINGERPRINT.exists() else []
    if before == now and (SITE / "index.html").exists():
        print(DONE)
        return 0
    if before[:1] != [run_with]:
        forget(".jupyter_cache")
    if before[:2] != [run_with, made_with]:
        forget(".doctrees", "html")
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", str(ROOT), "--quiet", "-W", "-n", "--keep-going"]
    result = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode:
        # What was read with a warning is read again next time, and no half-made site is left behind.
        forget(".doctrees", "html")
        FINGERPRINT.write_text(f"{run_with} {made_with} not-built\n")
        print(complaint(result.stdout))
        print("The book was not built: mend what is said above (file:line: what) and run `make book` again.", file=sys.stderr)
        return 1
    FINGERPRINT.write_text(" ".join(now) + "\n")
    print(DONE)
    return 0


if __name__ == "__main__":
    sys.exit(main())

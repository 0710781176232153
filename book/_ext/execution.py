"""The notebooks run side by side, while Sphinx reads what has run, into the cache in which MyST-NB then finds them.

MyST-NB itself runs each one when Sphinx comes to it, on one processor. jupyter-cache's `local-parallel` deals them out beforehand, several
at once to each process, so that the two that take longest can end up one behind the other; here whoever is done takes the next one.
A cell that fails stops the build here, with its line: what MyST-NB says of it names the page alone, after it ran the page once more.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from sphinx.errors import ExtensionError
from sphinx.util import logging

log = logging.getLogger(__name__)
runs = {}  # {page: the future of its run}, of the pages that Sphinx has not come to
# What trains networks by the hundred and runs longest begins first, so that it is not what the rest waits for.
FIRST = ("book/settings", "book/06-xor", "book/additional-layer")


def begin_to_run(app, env, docnames):
    """Begin to run the notebooks among `docnames` that the cache does not have, and let Sphinx read the pages in the order of the runs."""
    config = env.mystnb_config
    if config.execution_mode != "cache":
        return
    cache = get_cache(config.execution_cache_path)
    found = {docname: _not_in(cache, Path(env.doc2path(docname))) for docname in docnames}
    waiting = sorted((docname for docname in found if found[docname] is not None), key=lambda docname: docname not in FIRST)
    if not waiting:
        return
    kind = kernels.begin()
    app.places = ThreadPoolExecutor(processors())
    runs.update({docname: app.places.submit(_ran, *found[docname], config, kind) for docname in waiting})
    docnames[:] = [docname for docname in docnames if docname not in runs] + waiting


def wait_for_run(app, docname, source):
    """Put the notebook of the page that Sphinx is about to read into the cache; where a cell failed, say so of all pages."""
    if docname not in runs:
        return
    config = app.env.mystnb_config
    cache = get_cache(config.execution_cache_path)
    if failed := _kept(cache, runs.pop(docname)):
        others = [_kept(cache, runs.pop(other)) for other in list(runs)]
        for place, text in sorted([failed, *filter(None, others)]):
            log.warning(text, location=place, type="cell")
        raise ExtensionError("The pages were not read, because a cell fails.")


def _kept(cache, run):
    """Wait for a run and put what it gave into the cache; return (place, what is wrong there) where a cell failed."""
    path, result, last = run.result()
    if result.err is not None:
        return failure(path, result.nb, last, result.err)
    bundle = CacheBundleIn(result.nb, str(path), data={"execution_seconds": result.time})
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    return None


def end(app, exception):
    """Run nothing more, also where the build was stopped by something else."""
    if hasattr(app, "places"):
        runs.clear()
        app.places.shutdown(cancel_futures=True)
        kernels.end()


def processors():
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _not_in(cache, path):
    """Return (path, notebook) where the page at `path` is a notebook that `cache` does not have, None elsewhere."""
    text = path.read_text(encoding="utf8")
    try:
        if not is_myst_markdown_notebook(text):
            return None
        notebook = read_myst_markdown_notebook(text, add_source_map=True, path=path)
    except Exception:  # whatever is wrong with the page, MyST-NB will say it with its line
        return None
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return path, notebook
    return None


def _ran(path, notebook, config: NbParserConfig, kind):
    """Return the path, how it went, and the number of the cell that began last."""
    begun = [0]
    try:
        result = single_nb_execution(
            notebook,
            cwd=str(path.parent),
            timeout=config.execution_timeout,
            allow_errors=config.execution_allow_errors,
            kernel_manager_class=kind,
            on_cell_execute=lambda cell, cell_index: begun.append(cell_index),
        )
    except DeadKernelError as error:
        result = ExecutionResult(notebook, str(path.parent), 0, error)
    return path, result, begun[-1]


def failure(path, notebook, index, error):
    """Return ("file:line", what is wrong there) of the page at `path`, whose run ended in cell `index` with `error`."""
    cell = notebook.cells[index]
    lines, source = path.read_text(encoding="utf8").splitlines(), cell.source.splitlines()
    fence = notebook.metadata["source_map"][index]
    first = next((k for k in range(fence, len(lines)) if lines[k : k + len(source)] == source), fence)  # behind the cell's options
    raised = [output for output in cell.outputs if output.output_type == "error"]
    if isinstance(error, CellTimeoutError):
        return f"{path}:{first + 1}", "this cell does not end; `timeout` in _config.yml says how long the build waits"
    if not raised:
        return f"{path}:{first + 1}", "this cell ends Python itself"
    way = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(raised[-1].traceback))
    line = first + int((re.search(r"^\s*Cell In\s*\[\d+\], line (\d+)", way, re.M) or (0, 1))[1])
    deeper = re.findall(r"^File (\S*/backprop/\S+?:\d+)", way, re.M)
    what = re.sub(r" \(\w+\.py, line \d+\)$", "", raised[-1].evalue.strip().partition("\n")[0])
    where = f", raised in {deeper[-1]}" if deeper else ""
    return f"{path}:{line}", f"this cell fails at `{lines[line - 1].strip()}`: {raised[-1].ename}: {what}{where}"


def setup(app):
    """Have the notebooks run as soon as Sphinx knows which pages it is going to read."""
    app.connect("env-before-read-docs", begin_to_run)
    app.connect("source-read", wait_for_run, priority=0)
    app.connect("build-finished", end)
    return {"parallel_read_safe": False, "parallel_write_safe": True}

"""The notebooks run side by side, before Sphinx reads the first page, into the cache in which MyST-NB then finds them.

MyST-NB itself runs each one when Sphinx comes to it, on one processor. jupyter-cache's `local-parallel` deals them out beforehand, several
at once to each process, so that the two that take longest can end up one behind the other; here whoever is done takes the next one.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook


def run_notebooks(app, env, docnames):
    """Run the notebooks among `docnames` that the cache does not have; one that fails is left to MyST-NB, which says where and why."""
    config = env.mystnb_config
    if config.execution_mode != "cache":
        return
    cache = get_cache(config.execution_cache_path)
    # From the last to the first: the pages behind the chapters run longest, and what runs long should not begin when the rest is done.
    waiting = [found for docname in reversed(docnames) if (found := _not_in(cache, Path(env.doc2path(docname)))) is not None]
    if len(waiting) < 2:
        return
    with ThreadPoolExecutor(processors()) as places:
        for path, result in places.map(lambda found: _ran(*found, config), waiting):
            if result.err is None:
                bundle = CacheBundleIn(result.nb, str(path), data={"execution_seconds": result.time})
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def processors():
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _not_in(cache, path):
    """Return (path, notebook) where the page at `path` is a notebook that `cache` does not have, None elsewhere."""
    text = path.read_text(encoding="utf8")
    try:
        if not is_myst_markdown_notebook(text):
            return None
        notebook = read_myst_markdown_notebook(text, path=path)
    except Exception:  # whatever is wrong with the page, MyST-NB will say it with its line
        return None
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return path, notebook
    return None


def _ran(path, notebook, config: NbParserConfig):
    return path, single_nb_execution(
        notebook, cwd=str(path.parent), timeout=config.execution_timeout, allow_errors=config.execution_allow_errors
    )


def setup(app):
    """Have the notebooks run when Sphinx knows which pages it is going to read."""
    app.connect("env-before-read-docs", run_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

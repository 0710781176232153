"""What a cell prints stands in the page as one output, however long it waited between two prints.

MyST-NB's own `nb_merge_streams` puts a line break between two pieces. Where a piece ends within a line, as after the text and
before the line break of one `print`, that makes an empty line: now and then, so that two builds differ.
"""

from myst_nb.core import render


def join_streams(outputs):
    """Return the `outputs` of a cell with all pieces of a stream in the place of its first one, nothing put between them."""
    joined, first = [], {}
    for output in outputs:
        if output["output_type"] != "stream":
            joined.append(output)
        elif output["name"] in first:
            first[output["name"]]["text"] += output["text"]
        else:
            first[output["name"]] = output
            joined.append(output)
    return joined


def setup(app):
    """Let MyST-NB merge what is joined already, so that it finds nothing to put a line break between."""
    merge = render.coalesce_streams
    render.coalesce_streams = lambda outputs: merge(join_streams(outputs))
    return {"parallel_read_safe": True, "parallel_write_safe": True}

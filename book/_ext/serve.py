"""Serve the built site on this machine alone: `make serve`, with PORT=8001 for another port."""

import errno
import functools
import http.server
import sys
from pathlib import Path

SITE = Path(__file__).parents[2] / "_build" / "html"


def main(port):
    """Serve SITE on localhost:`port` until Ctrl-C; return the exit code."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        print(f"make: PORT={port} is not a port number. Use one from 1024 to 65535: make serve PORT=8001", file=sys.stderr)
        return 2
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), handler)
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        print(f"make: port {port} {reason}. Choose another: make serve PORT={int(port) % 65535 + 1}", file=sys.stderr)
        return 1
    print(f"The book is on http://localhost:{port} (Ctrl-C stops it).", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

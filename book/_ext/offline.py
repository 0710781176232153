"""The built site as a zip that works from a folder on disk: `make offline`. The same site gives the same bytes."""

import sys
from pathlib import Path

from zips import write_zip

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
NAME = "one-gradient-four-ways"
ZIP = ROOT / "_build" / f"{NAME}-site.zip"
FOR_SERVERS = {"_headers", "404.html", "robots.txt", "sitemap.xml", ".buildinfo", "objects.inv"}
BESIDE = {f"{NAME}.pdf", ZIP.name}  # what `make site` puts there


def main():
    """Write the zip and return the exit code."""
    if not (SITE / "index.html").exists():
        print("make: there is no built book. Run `make book` first.", file=sys.stderr)
        return 1
    paths = [path for path in sorted(SITE.rglob("*")) if path.is_file() and str(path.relative_to(SITE)) not in FOR_SERVERS | BESIDE]
    write_zip(ZIP, [(f"{NAME}/{path.relative_to(SITE).as_posix()}", path) for path in paths])
    print(f"The site is in {ZIP.relative_to(ROOT)}: unpack it and open {NAME}/index.html.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

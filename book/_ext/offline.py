"""The built site as a zip that works from a folder on disk: `make offline`. The same site gives the same bytes."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
NAME = "one-gradient-four-ways"
ZIP = ROOT / "_build" / f"{NAME}-site.zip"
FOR_SERVERS = {"_headers", "404.html", "robots.txt", "sitemap.xml", ".buildinfo", "objects.inv"}


def main():
    """Write the zip and return the exit code."""
    if not (SITE / "index.html").exists():
        print("make: there is no built book. Run `make book` first.", file=sys.stderr)
        return 1
    paths = [path for path in sorted(SITE.rglob("*")) if path.is_file() and str(path.relative_to(SITE)) not in FOR_SERVERS | {ZIP.name}]
    unfinished = ZIP.with_suffix(".new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(SITE).as_posix()}", date_time=(2026, 1, 1, 0, 0, 0))  # no clock, no owner
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    unfinished.replace(ZIP)
    print(f"The site is in {ZIP.relative_to(ROOT)}: unpack it and open {NAME}/index.html.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

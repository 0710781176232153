"""Text and numbers as people, spreadsheets and files can take them."""

import unicodedata

FORMULA = tuple("=+-@＝＋－＠")  # what a spreadsheet takes for the start of a formula, in full width too


def printable(text):
    """Return text that can be written as UTF-8: half of a surrogate pair cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def harmless_cell(text):
    """Return text on one line, without control characters, that no spreadsheet takes for a formula: an apostrophe goes before it."""
    characters = unicodedata.normalize("NFC", text)
    line = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in characters)
    line = " ".join(line.split())
    while line and unicodedata.category(line[0]) in ("Cf", "Zs"):  # invisible, and a spreadsheet may skip it
        line = line[1:]
    return f"'{line}" if line.startswith(FORMULA) else line


def number(value):
    """Return a number of points as text with a decimal point, at most five digits after it, as Moodle keeps them."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def alphabetical(name):
    """Return a key that sorts names without regard to case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))


def rounded(value, digits=2):
    """Return a number as a reader wants it, without zeros at its end; a dash for None."""
    if value is None:
        return "–"
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace("-", "\u2212") or "0"


def percent(value):
    """Return a share as text, as in "35 %"; a dash for None."""
    return "–" if value is None else f"{round(100 * value)} %"

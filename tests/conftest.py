"""What all tests share: tables that are printed at the end of the run, also when it ran in several processes."""

import pytest

PREFIX = "table: "


@pytest.fixture
def table_row(request):
    """Give a test a function `table_row(title, key, **cells)`: the row `key` of the table `title` gets these cells.

    Several tests may fill one row. A cell is a string or a number; columns stand in the order in which they first appear.
    """

    def add(title, key, **cells):
        request.node.user_properties.append((PREFIX + title, [key, [[column, value] for column, value in cells.items()]]))

    return add


def pytest_terminal_summary(terminalreporter):
    tables = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            for name, value in report.user_properties:
                if name.startswith(PREFIX):
                    key, cells = value
                    tables.setdefault(name.removeprefix(PREFIX), {}).setdefault(key, {}).update(cells)
    for title, rows in sorted(tables.items()):
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        # Without the numbers that order them, keys read like "03 output_error".
        lines = [["", *columns], *([key, *(str(row.get(column, "")) for column in columns)] for key, row in sorted(rows.items()))]
        widths = [max(len(line[place]) for line in lines) for place in range(len(columns) + 1)]
        terminalreporter.write_sep("=", title)
        for line in lines:
            terminalreporter.write_line(" | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())

"""What all tests share: a browser, and tables that are printed at the end of the run, also when it ran in several processes."""

import pytest
from browser import chromium

PREFIX = "table: "
# Files of tests that take long one by one. Several processes get the groups first, by the number of their tests, then these: begun
# last, the longest would end alone while the other processors have nothing left to do.
LONG = {"test_bench.py", "test_book_build.py", "test_book_notebooks.py", "test_audit.py", "test_kit.py", "test_recording.py"}


def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def table_row(request):
    """Give a test a function `table_row(title, key, cells, columns)`: fill cells of the row `key` of the table `title`.

    `cells` maps a column to a string or a number. Several tests may fill one row; `columns` gives all columns in their order.
    """

    def add(title, key, cells, columns):
        request.node.user_properties.append((PREFIX + title, [key, dict(cells), list(columns)]))

    return add


def pytest_terminal_summary(terminalreporter):
    tables = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            for name, value in report.user_properties:
                if name.startswith(PREFIX):
                    key, cells, columns = value
                    _, rows = tables.setdefault(name.removeprefix(PREFIX), (columns, {}))
                    rows.setdefault(key, {}).update(cells)
    for title, (columns, rows) in sorted(tables.items()):
        lines = [["", *columns], *([key, *(str(row.get(column, "")) for column in columns)] for key, row in sorted(rows.items()))]
        widths = [max(len(line[place]) for line in lines) for place in range(len(columns) + 1)]
        terminalreporter.write_sep("=", title)
        for line in lines:
            terminalreporter.write_line(" | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())

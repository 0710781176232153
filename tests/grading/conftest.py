"""Fixtures for the tests of the grader."""

import shutil

import pytest
import tiny_course
from hand_ins import Unguarded

COLUMNS = ("attack", "payload ran", "undeserved points", "lost grades", "what the instructor reads")


@pytest.fixture(scope="session")
def generated_course(tmp_path_factory):
    """Return a course with a generated assignment; copy it, do not change it."""
    return tiny_course.make_course(tmp_path_factory.mktemp("generated"))


@pytest.fixture
def course(generated_course, tmp_path):
    """Return a course of one's own in which nothing was handed in yet."""
    return shutil.copytree(generated_course, tmp_path / "course")


@pytest.fixture(scope="session")
def unguarded():
    """Run a notebook without any guard: (notebook, folder) -> executed notebook or None."""
    runner = Unguarded()
    yield runner
    runner.close()


@pytest.fixture
def row(record_property):
    """Add a row to the table that the run ends with: row(one argument for each of COLUMNS)."""

    def add(*cells):
        record_property("attack", list(cells))

    return add


def pytest_terminal_summary(terminalreporter):
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "attack"
    ]
    if not rows:
        return
    rows = [[str(part) if not isinstance(part, bool) else "yes" if part else "NO" for part in made] for made in sorted(rows)]
    widths = [max(len(made[i]) for made in [COLUMNS, *rows]) for i in range(4)]
    terminalreporter.section("attacks")
    for made in [COLUMNS, *rows]:
        line = " | ".join(part.ljust(width) for part, width in zip(made, widths, strict=False))
        terminalreporter.write_line(f"{line} | {made[4]}")
    gained, lost = sum(float(made[2]) for made in rows), sum(float(made[3]) for made in rows)
    terminalreporter.write_line(f"{len(rows)} attacks: {gained:g} undeserved points, {lost:g} lost grades")

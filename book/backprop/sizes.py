"""What classes of different sizes need, from the stored result of `python -m bench size`: the tables of "What size needs what"."""

from . import claims, figures

GIGA = 1e9


class Sizes:
    """The stored simulation. Each method returns a table as markdown, or the sentence that says why there is none."""

    def __init__(self):
        self.stored, self.complaint = claims.believed("size")
        if self.stored:
            self.results = self.stored["results"]
            self.rows = self.results["rows"]
            self.students = sorted({row["students"] for row in self.rows})
            self.setups = list(dict.fromkeys(row["setup"] for row in self.rows))

    def grading(self):
        """Return the minutes and core hours of each set-up."""
        if not self.stored:
            return self.complaint
        lines = []
        for setup in self.setups:
            rows = [self._row(setup, size) for size in self.students]
            lines.append((f"**{_named(rows[0])}**: minutes", [_short(row["batch_seconds"] / 60) for row in rows]))
            lines.append(("core hours", [_short(row["core_hours"]) for row in rows]))
        return self._table(lines)

    def last_hour(self):
        """Return how many hand in when, and how long after the deadline the last grade is there where grading goes on meanwhile."""
        if not self.stored:
            return self.complaint
        first = [self._row(self.setups[0], size) for size in self.students]
        lines = [
            ("hand in during the last hour", [f"{row['in_the_last_hour']:,}" for row in first]),
            ("hand in during the fullest minute", [f"{row['in_the_fullest_minute']:,}" for row in first]),
            ("megabytes in that minute", [_short(row["in_the_fullest_minute"] * self.results["submitted_bytes"] / 1e6) for row in first]),
        ]
        for setup in self.setups:
            after = [self._row(setup, size)["rounds"]["seconds_after_the_deadline"] / 60 for size in self.students]
            lines.append(
                (
                    f"last grade, minutes after the deadline: {_named(self._any(setup))}",
                    ["0" if minutes < 0.05 else _short(minutes) for minutes in after],
                )
            )
        return self._table(lines)

    def memory(self):
        """Return the memory of each set-up, and what stays on the disk."""
        if not self.stored:
            return self.complaint
        kept = {
            "what students handed in": "submitted_bytes",
            "graded notebooks": "autograded_bytes",
            "feedback pages": "feedback_bytes",
            "the gradebook": "gradebook_bytes",
        }
        lines = []
        for setup in self.setups:
            row = self._any(setup)
            need = row["graders"] * self.results["grader_MiB"] + row["jobs"] * self.results["job_MiB"]
            lines.append((f"MiB of memory: {_named(row)}", [f"{need:,.0f}"] * len(self.students)))
        for what, name in kept.items():
            lines.append((f"GB on disk: {what}", [_short(size * self.results[name] / GIGA) for size in self.students]))
        return self._table(lines)

    def afterwards(self):
        """Return the minutes of writing feedback and of comparing everybody with everybody."""
        if not self.stored:
            return self.complaint
        lines = [("minutes of feedback, one process", [_short(size * self.results["feedback_seconds"] / 60) for size in self.students])]
        alike, complaint = claims.believed("alike")
        if alike:
            found = alike["results"]
            each, pair = found["read_seconds"] / found["submissions"], found["compare_seconds"] / found["pairs"]
            needs = [(size * each + size * (size - 1) / 2 * pair) / 60 for size in self.students]
            lines.append(("minutes of comparing all pairs", [_short(minutes) for minutes in needs]))
        return self._table(lines) + (f"\n\n{complaint}" if complaint else "")

    def check(self):
        """Return the sentence that compares the simulation with the run it is made from, and what that was measured on."""
        if not self.stored:
            return self.complaint
        check = self.results["check"]
        off = abs(check["simulated_seconds"] / check["measured_seconds"] - 1)
        text = (
            f"{check['notebooks']:,} notebooks took {check['measured_seconds']:.0f} seconds, and {check['simulated_seconds']:.0f} in the "
            f"simulation: {100 * off:.1f} % apart."
        )
        server = f"Writing to PostgreSQL is taken to last {self.results['on_a_server']:.2g} times as long as writing into a file"
        server += ", as measured." if self.results["server_measured"] else "; that was not measured on its own."
        large, _ = claims.believed("large_class")
        about = f"Measured on: {claims.about_in_words(large)}." if large else ""
        return "\n\n".join(part for part in (text, server, about, f"Simulated on {self.stored['date']}.", self.complaint) if part)

    def figure(self):
        """Return the drawing of minutes over notebooks at once; None where nothing is stored."""
        return figures.grading_hours(self.results["curves"]) if self.stored else None

    def _row(self, setup, students):
        return next(row for row in self.rows if row["setup"] == setup and row["students"] == students)

    def _any(self, setup):
        return self._row(setup, self.students[0])

    def _table(self, lines):
        head = [f"| students | {' | '.join(f'{size:,}' for size in self.students)} |", "|---" * (len(self.students) + 1) + "|"]
        return "\n".join([*head, *(f"| {what} | {' | '.join(cells)} |" for what, cells in lines)])


def _named(row):
    where = "a file" if row["database"] == "sqlite" else "PostgreSQL"
    return f"{row['setup']}, {where}"


def _short(value):
    """Return a positive number to two digits: 0.021, 0.61, 6.2, 62, 1,144."""
    if value >= 10:
        return f"{value:,.0f}"
    return f"{value:.2g}" if value >= 0.001 else "0" if value == 0 else f"{value:.1g}"

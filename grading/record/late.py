"""Points off for late work; without it, lateness is recorded and costs nothing."""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float


class PointsPerDay(LateSubmissionPlugin):
    """Take some points off for each day that began after the deadline; never more than there are."""

    points = Float(1.0, help="Points off for each day.").tag(config=True)
    grace = Float(15.0, help="Minutes after the deadline that cost nothing.").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return the points to take off a score; None when nothing is due. `total_seconds_late` is in seconds."""
        seconds = total_seconds_late - 60 * self.grace
        return min(score, self.points * math.ceil(seconds / 86400)) if seconds > 0 else None

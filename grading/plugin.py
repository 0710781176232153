"""What nbgrader_config.py calls so that every nbgrader command grades with this package."""

from nbgrader.apps import api, autogradeapp

from grading.guard import guard_commands
from grading.record import SafeAutograde


def plug_in(config):
    """Make `nbgrader autograde`, formgrader and `nbgrader generate_feedback` use this package; `config` is nbgrader's `c`."""
    # nbgrader has settings for every step of its autograding, and none for what reads and copies a submission before them.
    guard_commands()
    autogradeapp.Autograde = api.Autograde = SafeAutograde
    config.GenerateFeedback.exporter_class = "grading.feedback.FeedbackExporter"
    config.GenerateFeedback.preprocessors = ["grading.feedback.Grades", "grading.feedback.HideTests"]
    # For formgrader's own pages, which stay as nbgrader makes them.
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.filters = {"markdown2html": "grading.feedback.safe_markdown"}

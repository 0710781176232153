"""What nbgrader_config.py calls so that every nbgrader command grades with this package."""

from nbgrader.apps import api, autogradeapp

from grading.record.autograde import SafeAutograde
from grading.record.guard import guard_commands


def plug_in(config):
    """Make `nbgrader autograde`, formgrader and `nbgrader generate_feedback` use this package; `config` is nbgrader's `c`."""
    # nbgrader has settings for every step of its autograding, and none for what reads and copies a submission before them.
    guard_commands()
    autogradeapp.Autograde = api.Autograde = SafeAutograde
    config.GenerateFeedback.exporter_class = "grading.give_back.feedback.FeedbackExporter"
    config.GenerateFeedback.preprocessors = ["grading.give_back.feedback.Grades", "grading.give_back.feedback.HideTests"]
    # For formgrader's own pages, which stay as nbgrader makes them.
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.filters = {"markdown2html": "grading.give_back.feedback.safe_markdown"}

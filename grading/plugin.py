"""What nbgrader_config.py calls so that every nbgrader command grades with this package."""

from nbgrader.apps import api, autogradeapp

import grading.common.system  # noqa: F401 (says what is missing before the others miss it)
from grading.record.autograde import SafeAutograde
from grading.record.guard import guard_commands

SETTINGS = {
    ("GenerateFeedback", "exporter_class"): "grading.give_back.feedback.FeedbackExporter",
    ("GenerateFeedback", "preprocessors"): ["grading.give_back.feedback.Grades", "grading.give_back.feedback.HideTests"],
    # For formgrader's own pages, which stay as nbgrader makes them.
    ("HTMLExporter", "sanitize_html"): True,
    ("HTMLExporter", "filters"): {"markdown2html": "grading.give_back.feedback.safe_markdown"},
}
# A configuration that stops between the import and the call must not be graded without it: from here on, the commands look.
_guard = guard_commands(SETTINGS)


def plug_in(config):
    """Make `nbgrader autograde`, formgrader and `nbgrader generate_feedback` use this package; `config` is nbgrader's `c`."""
    # nbgrader has settings for every step of its autograding, and none for what reads and copies a submission before them.
    autogradeapp.Autograde = api.Autograde = SafeAutograde
    for (section, name), value in SETTINGS.items():
        config[section][name] = value
    _guard.plugged = True

"""The converter that grades, as the commands need it: with the course's settings, and with a progress bar."""

import logging

from tqdm import tqdm


def make_converter(options):
    """Return the converter, configured by the course's nbgrader_config.py as nbgrader's own command would be.

    `options` has the name of the assignment, and as `student` a student's id, or a pattern.
    """
    from nbgrader.apps.autogradeapp import AutogradeApp

    from grading.record.autograde import SafeAutograde  # slow to import; --help is not

    app = AutogradeApp()
    app.initialize([])
    for log in (app.log, logging.getLogger("tornado.application")):
        log.setLevel(logging.CRITICAL)  # the summary says what there is to say
    app.coursedir.assignment_id, app.coursedir.student_id = options.assignment, options.student
    return SafeAutograde(coursedir=app.coursedir, parent=app)


def grade_with_bar(converter, executor=None):
    """Grade with a progress bar and return the list of Result. Raises CannotGrade."""
    with tqdm(desc=converter.coursedir.assignment_id, unit=" submissions", disable=None) as bar:

        def show(results, total):
            bar.total = total
            bar.update(len(results) - bar.n)

        return converter.grade(executor, progress=show)

"""The course's nbgrader configuration: run nbgrader from this folder, as you know it."""

import sys
from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader defines it)

c.CourseDirectory.course_id = "one-gradient"
c.CourseDirectory.source_directory = "solutions"  # what instructors write
c.CourseDirectory.release_directory = "exercises"  # what students get; made by `make exercises`
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__"]

# Every assignment's notebook says where an answer goes.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# A graceful shutdown costs half a second a notebook; the kernel has nothing left to save.
c.Execute.shutdown_kernel = "immediate"

# Grading: safe for a class in which some cheat and many hand in broken files (README, "Grading").
sys.path.insert(0, str(Path(__file__).parent))
from grading.plugin import plug_in  # noqa: E402

plug_in(c)

# `python -m grading audit`: answers that are known to be right.
c.Audit.bank = "tests/bank/{module}.py"

# `nbgrader zip_collect`: archives of Moodle and Canvas, unpacked with care (the handbook says how).
c.ZipCollectApp.extractor_plugin = "grading.platforms.zipcollect.SafeExtractor"
c.ZipCollectApp.collector_plugin = "grading.platforms.zipcollect.PlatformCollector"

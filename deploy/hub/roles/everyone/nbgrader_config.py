"""What nbgrader has to know in everybody's server; the hub says it to each of them when it starts one."""

import os

c = get_config()  # noqa: F821 (nbgrader defines it)

c.CourseDirectory.course_id = os.environ["COURSE"]
c.Exchange.root = os.environ["EXCHANGE"]
c.Exchange.path_includes_course = True  # ~/COURSE/ASSIGNMENT, so that two courses can have an assignment of one name
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"  # who is in which course: the hub's groups

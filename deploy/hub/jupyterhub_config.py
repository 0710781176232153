"""JupyterHub for one course that two or more people teach: each in a server of their own, the course in one that its instructors share.

Run it as root, in a folder that root alone can enter, where it keeps its state:
    jupyterhub -f .../deploy/hub/jupyterhub_config.py
What is different at every university stands in hub.toml; how people sign in, below.
"""

import os
import pwd
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import check  # noqa: E402

c = get_config()  # noqa: F821 (JupyterHub defines it)

try:
    hub = check.read_settings()
    check.look(hub)
except check.HubProblem as problem:
    print(problem, file=sys.stderr)
    sys.exit(2)

COURSE, ACCOUNT = hub["course"], hub["course_account"]
INSTRUCTORS, STUDENTS = f"formgrade-{COURSE}", f"nbgrader-{COURSE}"  # nbgrader knows the groups by these names

# People sign in with the name and password of their account on this machine. Replace this by your university's way
# (LDAP, OAuth, LTI: an authenticator class of its own), which has to give the same login names.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = {*hub["instructors"], *hub["students"]}
# Nobody else: neither who was taken out of hub.toml, nor the course's account, which the hub has to know.
c.Authenticator.allow_existing_users = False

c.JupyterHub.load_groups = {INSTRUCTORS: {"users": [*hub["instructors"], ACCOUNT]}, STUDENTS: {"users": hub["students"]}}
c.JupyterHub.load_roles = [
    {  # who may open the course's server, and see in their course list where it is
        "name": INSTRUCTORS,
        "groups": [INSTRUCTORS],
        "scopes": [f"{right}!service={COURSE}" for right in ("access:services", "list:services", "read:services")],
    },
    {  # the course's server asks who it is itself; `nbgrader db student add`, and formgrader's button, put a student into the group
        "name": f"course-{COURSE}",
        "services": [COURSE],
        "scopes": [
            *(f"{right}!user={ACCOUNT}" for right in ("read:users:name", "read:users:groups")),
            *(f"{right}!group={STUDENTS}" for right in ("groups", "list:groups")),
        ],
    },
]


def server_environment(*roles):
    """Return the variables of a server in which nbgrader shows what these roles, folders of roles/, have to see."""
    path = os.pathsep.join(str(HERE / "roles" / role) for role in (*roles, "everyone"))
    return check.environment() | {"JUPYTER_CONFIG_PATH": path, "COURSE": COURSE, "EXCHANGE": hub["exchange"]}


# The course's own server, with formgrader: its account owns solutions, gradebook and secret, and no person signs in as it.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{hub['course_port']}",
        "command": [sys.executable, "-m", "jupyterhub.singleuser"],
        "user": ACCOUNT,
        "cwd": hub["course_folder"],
        "environment": server_environment("course")
        | {
            "JUPYTERHUB_USER": ACCOUNT,  # nbgrader asks for a name
            "JUPYTERHUB_DEFAULT_URL": "/formgrader/manage_assignments",  # by itself: the hub lets no page be shown inside of another
        },
        "oauth_no_confirm": True,
    }
]

# Everybody's own server, under their own account.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.environment = check.environment()
c.Spawner.notebook_dir = "~"
# nbgrader asks the hub, in the name of whose server it is, for the groups of that person and for the courses they may open.
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!user",
    "read:users:name!user",
    "read:users:groups!user",
    f"list:services!service={COURSE}",
    f"read:services!service={COURSE}",
]


def before_start(spawner):
    """Give a server what its owner's role has to see, and close the owner's home: another student's work is nobody's to read."""
    spawner.environment |= server_environment("instructor" if spawner.user.name in hub["instructors"] else "student")
    home = Path(pwd.getpwnam(spawner.user.name).pw_dir)
    home.chmod(home.stat().st_mode & ~0o077)


c.Spawner.pre_spawn_hook = before_start

c.ConfigurableHTTPProxy.command = [check.node(), str(check.PROXY)]

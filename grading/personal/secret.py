"""The secret of a course: a file outside of it, from which every student's numbers follow."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from grading.common.commands import Refused

LEAST = 16  # bytes


class PersonalProblem(Refused):
    """Numbers of students' own cannot be made or checked; the text is one sentence that says why and what to do."""


def secret_file(course):
    """Return where the secret is: $GRADING_SECRET_FILE, else c.Personal.secret_file, else ~/.nbgrader/COURSE.secret."""
    config = course.parent.config
    named = os.environ.get("GRADING_SECRET_FILE") or (config.Personal.get("secret_file") if "Personal" in config else None)
    return Path(named or f"~/.nbgrader/{course.course_id or 'course'}.secret").expanduser().absolute()


def read_secret(course):
    """Return the bytes of the secret, None where there is no file. Raises PersonalProblem for a file that cannot be one."""
    path = secret_file(course)
    if path.resolve().is_relative_to(Path(course.root).resolve()):
        raise PersonalProblem(f"The secret {path} lies in the folder of the course, where it could be handed out; move it out of there.")
    try:
        secret = path.read_bytes().strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PersonalProblem(f"The secret {path} cannot be read ({error.strerror}); let its owner give you the right to.") from None
    if mode & 0o007:
        raise PersonalProblem(f"Everybody on this machine can read the secret {path}; run `chmod o-rwx {path}`.")
    if len(secret) < LEAST:
        raise PersonalProblem(f"The secret {path} is shorter than {LEAST} bytes; put the backup in its place.")
    return secret


def make_secret(course):
    """Write a new secret that its owner alone can read, and return it. Raises PersonalProblem."""
    path, secret = secret_file(course), secrets.token_hex(32).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secret + b"\n")
    except OSError as error:
        raise PersonalProblem(
            f"The secret {path} cannot be written ({error.strerror}); name another place in c.Personal.secret_file."
        ) from None
    return secret


def seed_of(secret, assignment, student):
    """Return the seed of one student's numbers, as text: HMAC-SHA256 of assignment and student under the secret."""
    return hmac.new(secret, f"{assignment}\0{student}".encode(), hashlib.sha256).hexdigest()


def name_of(secret):
    """Return what tells one secret from another and gives nothing of it away."""
    return hmac.new(secret, b"which secret is this?", hashlib.sha256).hexdigest()[:16]

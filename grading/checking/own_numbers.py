"""Numbers of one's own: whose they are, which, and whether an answer about them was typed."""

import contextlib
import getpass
import hashlib
import json
import math
from pathlib import Path

import numpy as np

from grading.checking.comparing.calling import _name_of, call
from grading.checking.comparing.failures import CheckFailed, _fail
from grading.checking.comparing.values import _is_number, _kind, _plain, _precision, _short

NUMBERS = "numbers.json"  # beside the notebook, where each student has numbers of their own
_WHO = {"login": ""}


def i_am(login=""):
    """Say whose numbers `my_numbers` is to give: those of this login, or, with none, of whoever is logged in on this machine.

    Raises CheckFailed when the class has numbers of its own and none under this login.
    """
    known, here = _read_numbers(), _logged_in()
    if known is None:
        print("Everybody has the same numbers here, so no login is needed.")
    elif "student" in known:
        if login.strip() and login_key(login) != login_key(known["student"]):
            raise CheckFailed(f"{login!r} is not {known['student']!r}, whose numbers these are: type your own login.")
        print(f"These are the numbers of {known['student']}.")
    else:
        login = login.strip() or (here if login_key(here) in known["students"] else "")
        if not login:
            raise CheckFailed("Type the login under which you hand in between the quotation marks, and run this cell again.")
        if login_key(login) not in known["students"]:
            raise CheckFailed(f"The class has no login {login!r}: look at its spelling, or ask your instructor to add you.")
        _WHO["login"] = login
        print(f"From here on you see the numbers of {login}.")
        if login_key(here) in known["students"] and login_key(here) != login_key(login):
            print(f"This machine knows you as {here}: only your own numbers count for you.")


def my_numbers(task, common):
    """Return the numbers of a task, a dict: one's own where the class has them (see `i_am`), else `common`."""
    known = _read_numbers()
    if known is None:
        return common
    if "student" not in known:
        key = login_key(_WHO["login"] or _logged_in())
        if key not in known["students"]:
            raise CheckFailed("Whose numbers? Type your login in the cell with i_am(...), and run that cell first.")
        known = {"numbers": known["students"][key]}
    if task not in known["numbers"]:
        raise CheckFailed(f"{NUMBERS} has no numbers for {task}: tell your instructor.")
    return known["numbers"][task]


def check_typed(function, *names, read=""):
    """Look whether `function()` returns one finite number for each of `names`, whatever they are."""
    name = _name_of(function)
    got = _plain(call(function, name=name, read=read))
    values = list(got) if type(got) in (list, tuple) or (type(got) is np.ndarray and got.ndim == 1) else [got]
    if len(values) != len(names):
        _fail(name, f"returns {_kind(got)}{_precision(got)}, expected {len(names)} numbers: {', '.join(names)}", None, read, False)
    for value, what in zip(values, names, strict=True):
        if not _is_number(value):
            _fail(name, f"{what} is {_kind(value)}, expected a number", None, read, False)
        if not math.isfinite(value) or _precision(value):
            _fail(name, f"{what} is {_short(value)}{_precision(value) or ', not a number (nan or infinite)'}", None, read, False)


def login_key(login):
    """Return what stands for a login in the table of a class: nobody reads the class list there."""
    return hashlib.sha256(f"numbers of {login.strip().casefold()}".encode()).hexdigest()[:24]


def _read_numbers():
    """Return what the file of the class's numbers holds; None where there is none."""
    try:
        return json.loads(Path(NUMBERS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise CheckFailed(f"{NUMBERS} beside this notebook cannot be read: fetch the assignment again.") from None


def _logged_in():
    with contextlib.suppress(Exception):
        return getpass.getuser()
    return ""

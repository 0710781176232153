"""The system calls that a notebook is refused, and the program with which the kernel refuses them (seccomp's filter)."""

import ctypes
import errno

# System calls that no exercise needs: they look into other processes, hold memory that no limit counts, or open the kernel's wider doors.
# Name: number on x86_64, on aarch64.
REFUSED_CALLS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
}
AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("if_true", ctypes.c_uint8), ("if_false", ctypes.c_uint8), ("operand", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def filter_program(machine):
    """Return the program that refuses REFUSED_CALLS on this kind of processor; None where their numbers are not known."""
    if machine not in AUDIT_ARCHITECTURE:
        return None
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    numbers = [pair[machine == "aarch64"] for pair in REFUSED_CALLS.values()]
    lines = [(load, 0, 0, 4), (equal, 1, 0, AUDIT_ARCHITECTURE[machine]), (give, 0, 0, refuse)]  # no other architecture's numbers
    lines += [(load, 0, 0, 0), (at_least, len(numbers) + 1, 0, 0x40000000)]  # nor those of x32
    lines += [(equal, len(numbers) - position, 0, number) for position, number in enumerate(numbers)]
    lines += [(give, 0, 0, allow), (give, 0, 0, refuse)]
    return _Program(len(lines), (_Instruction * len(lines))(*(_Instruction(*line) for line in lines)))

"""What a disk may hold after the power was cut: made from the system calls that a program made, as strace tells them.

A write that was not followed by an fsync of its file may have reached the disk or not, each by itself, a long one also in part. A
file that was made or removed is taken as made or removed.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat"
SECTOR = 512  # bytes that a disk writes as a whole


def traced(output, *command):
    """Return the command line that runs `command`, with what its first thread does written into the file `output` by strace."""
    return ["strace", "-q", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(output), *command]


def _text(quoted):
    return bytes.fromhex(quoted.replace("\\x", ""))


@dataclass
class Disk:
    """What is surely on the disk of some files, and what was written since their last fsync."""

    sure: dict = field(default_factory=dict)
    pending: dict = field(default_factory=dict)

    def open(self, name):
        if name not in self.sure:
            self.sure[name], self.pending[name] = b"", []

    def do(self, name, change):
        self.pending[name].append(change)

    def sync(self, name):
        self.sure[name] = self.content(name, self.pending[name])
        self.pending[name] = []

    def remove(self, name):
        self.sure.pop(name, None)
        self.pending.pop(name, None)

    def content(self, name, changes):
        data = bytearray(self.sure[name])
        for kind, start, new in changes:
            if kind == "truncate":
                data[start:] = bytes(max(start - len(data), 0))
            else:
                data.extend(bytes(max(start - len(data), 0)))
                data[start : start + len(new)] = new
        return bytes(data)

    def after_a_cut(self, dice, kind):
        """Return {name: bytes}: with "all" that was written, with "nothing" that was not synced, or with "some" of it."""
        found = {}
        for name, changes in self.pending.items():
            kept = changes if kind == "all" else []
            if kind == "some":
                for change in changes:
                    if dice.random() < 0.5:
                        what, start, new = change
                        if what == "write" and len(new) > SECTOR and dice.random() < 0.3:
                            new = new[: SECTOR * dice.randrange(1, len(new) // SECTOR + 1)]
                        kept.append((what, start, new))
            found[name] = self.content(name, kept)
        return found


def moments(trace, folder, names):
    """Yield (Disk, whether it was an fsync) after each system call of a trace that changes one of the files `names` in `folder`."""
    disk, files = Disk(), {}
    for name in names:
        if (folder / name).exists():
            disk.sure[name], disk.pending[name] = (folder / name).read_bytes(), []
    for call, arguments, result in _calls(trace):
        if call == "openat":
            name = Path(_text(re.search(r'"([^"]*)"', arguments)[1]).decode(errors="replace")).name
            files.pop(result, None)
            if name in names and result >= 0:
                files[result] = [name, 0]
                if "O_RDONLY" not in arguments:
                    disk.open(name)
            continue
        if call in ("unlink", "unlinkat"):
            name = Path(_text(re.search(r'"([^"]*)"', arguments)[1]).decode(errors="replace")).name
            if name in names and result == 0:
                disk.remove(name)
                yield disk, False
            continue
        number = int(arguments.split(",")[0])
        if number not in files:
            continue
        name, place = files[number]
        if call == "close":
            del files[number]
        elif call in ("fsync", "fdatasync"):
            disk.sync(name)
            yield disk, True
        elif call == "ftruncate":
            disk.do(name, ("truncate", int(arguments.split(",")[1]), b""))
            yield disk, False
        elif result > 0:
            data = _text(re.search(r'"([^"]*)"', arguments)[1])[:result]
            at = int(arguments.rsplit(",", 1)[1]) if call == "pwrite64" else place
            disk.do(name, ("write", at, data))
            files[number][1] = at + result
            yield disk, False


def _calls(trace):
    """Yield (call, arguments, result) of a trace."""
    for line in trace.read_text().splitlines():
        match = re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", line)
        if match:
            yield match[1], match[2], int(match[3])

"""Join the parts of this room into grading/checks.py: `python -m grading.checking [--check]`."""

import argparse
import ast
import builtins
import graphlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from symtable import symtable

from grading.common.commands import Refused

ROOM = "grading.checking"
HERE = Path(__file__).resolve().parent
WIDTH = 120
MADE = "grading/checks.py: joined again from the parts in grading/checking/."
HEAD = '''"""Compare what your function returns with what it should return, and say what is wrong.

This file travels with every assignment. It holds no answers: it only compares what it is given.
It is made: in the course, `python -m grading.checking` joins it from the parts in grading/checking/. Change those.
It is one file, long as it is, because nbgrader copies it beside each notebook, and a folder that is copied from there has to work
wherever it lies.
"""'''


def main(arguments=None, room=HERE):
    """Run the command line; return its exit code: 0 checks.py is (now) what the parts give, 1 it is not, 2 they cannot be joined."""
    parser = argparse.ArgumentParser(prog=f"python -m {ROOM}", description="Join the parts in grading/checking/ into grading/checks.py.")
    parser.add_argument("--check", action="store_true", help="change nothing; say whether grading/checks.py is what the parts give")
    check_only = parser.parse_args(arguments).check
    try:
        text = joined(room)
        problem = stale(text, room)
        if problem and not check_only:
            write(text, room)
    except Refused as refusal:
        print(f"grading: {refusal}", file=sys.stderr)
        return 2
    if problem and check_only:
        print(problem, file=sys.stderr)
        return 1
    print(MADE if problem else "grading/checks.py is what its parts give.")
    return 0


def stale(text, room=HERE):
    """Return a sentence when the checks.py beside the room is not `text`, the parts joined, else None."""
    file = room.parent / "checks.py"
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return None
    return (
        "grading/checks.py: is not what the parts in grading/checking/ give; "
        "if it was changed by hand, make the change in its part, and run `make exercises`."
    )


def write(text, room=HERE):
    """Write `text`, the parts joined, into the checks.py beside the room, whole or not at all. Raises Refused."""
    new = room.parent / ".checks.py.new"
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, room.parent / "checks.py")
    except OSError as error:
        new.unlink(missing_ok=True)
        raise Refused(f"grading/checks.py cannot be written ({error.strerror}); see to whom the folder belongs.") from None


def joined(room=HERE):
    """Return the parts of the room as the text of one module. Raises Refused where that would mean something else than they do."""
    parts = [_Part.read(path, room) for path in sorted(room.rglob("*.py")) if path != room / "__main__.py"]
    if not parts:
        raise Refused("grading/checking/ has no parts; restore it with `git restore grading/checking`.")
    _refuse_names_with_two_meanings(parts)
    outside = {line for part in parts for line in part.outside}
    standard = {line for line in outside if line.module.partition(".")[0] in sys.stdlib_module_names}
    blocks = [HEAD, *("\n".join(_import_lines(lines)) for lines in (standard, outside - standard) if lines)]
    return "\n\n".join(blocks) + "\n\n" + "\n\n\n".join(part.section() for part in _in_order(parts) if part.text) + "\n"


@dataclass(frozen=True, order=True)
class _Import:
    """One import from outside of the room: `import module`, or `from module import what`, either of them `as` something."""

    module: str
    what: str
    alias: str

    @property
    def name(self):
        return self.alias or self.what or self.module.partition(".")[0]

    def words(self):
        return f"{self.what or self.module} as {self.alias}" if self.alias else self.what or self.module

    def meaning(self):
        return (self.module, self.what) if self.alias or self.what else self.name  # `import a` and `import a.b` make one name: a


@dataclass
class _Part:
    """One file of the room."""

    place: str  # how messages call it
    module: str
    about: str  # its docstring
    text: str  # without its docstring and its imports
    outside: set[_Import]
    inside: dict[str, tuple[str, int]]  # name: (the module of the room that it is imported from, the line)
    defined: set[str]

    @classmethod
    def read(cls, path, room):
        """Return a file as a part. Raises Refused when it cannot be read, or imports what cannot be joined."""
        within, source = path.relative_to(room), path.read_text(encoding="utf-8")
        place = f"grading/checking/{within.as_posix()}"
        module = ".".join((ROOM, *within.with_suffix("").parts)).removesuffix(".__init__")
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            raise Refused(f"{place}, line {error.lineno}: is not Python ({error.msg}); mend it.") from None
        outside, inside = _imports(tree, place)
        lines = source.split("\n")
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom) or (node is tree.body[0] and ast.get_docstring(tree) is not None):
                lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
        names = {name.get_name() for name in symtable(source, place, "exec").get_symbols() if name.is_assigned() or name.is_imported()}
        defined = names - set(inside) - {one.name for one in outside}
        return cls(place, module, ast.get_docstring(tree) or "", "\n".join(lines).strip("\n"), outside, inside, defined)

    def section(self):
        """Return the part as it stands in the joined file, under a line that says where it comes from."""
        title = f"# -- {self.place.removeprefix('grading/')} ".ljust(WIDTH, "-")
        gap = "\n\n\n" if self.text.startswith(("def ", "class ", "@")) else "\n\n"
        return "\n".join([title, *(f"# {line}".rstrip() for line in self.about.splitlines())]) + gap + self.text


def _imports(tree, place):
    """Return what a file imports: (a set of _Import, {name of the room: (module, line)}). Raises Refused for what cannot be joined."""
    outside, inside = set(), {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        here = f"{place}, line {node.lineno}: `{ast.unparse(node)}`"
        for alias in node.names:
            module = node.module or "" if isinstance(node, ast.ImportFrom) else alias.name
            if alias.name == "*":
                raise Refused(f"{here} does not say which names it brings; write their names.")
            if getattr(node, "level", 0):
                raise Refused(f"{here} is relative, and the joined file has no neighbours; write `from {ROOM}.… import …`.")
            if module.partition(".")[0] == ROOM.partition(".")[0]:
                if not f"{module}.".startswith(f"{ROOM}."):
                    raise Refused(f"{here} is not there where a student works; a part imports from {ROOM} alone, of all of grading/.")
                if isinstance(node, ast.Import) or alias.asname or node not in tree.body:
                    raise Refused(f"{here} cannot be joined; write `from {ROOM}.… import NAME`, without `as`, at the top of the file.")
                inside[alias.name] = module, node.lineno
            elif node in tree.body:
                outside.add(_Import(module, alias.name if isinstance(node, ast.ImportFrom) else "", alias.asname or ""))
    return outside, inside


def _refuse_names_with_two_meanings(parts):
    """Raise Refused when a name means one thing in one part and another in the next, or is not where it is imported from."""
    meanings = {}
    for part in parts:
        here = dict.fromkeys(part.defined, part.module) | {one.name: one.meaning() for one in part.outside}
        for name, meaning in sorted(here.items()):
            if hasattr(builtins, name):
                raise Refused(f"{part.place}: {name} is a name of Python's own, and would take its place in every part; rename it.")
            place, known = meanings.setdefault(name, (part.place, meaning))
            if known != meaning:
                raise Refused(f"{part.place}: {name} is something else in {place}, and the joined file has one of each name; rename one.")
    defined = {part.module: part.defined for part in parts}
    for part in parts:
        for name, (module, line) in part.inside.items():
            if name not in defined.get(module, ()):
                raise Refused(f"{part.place}, line {line}: {module} defines no {name}; import it from the part that does.")


def _in_order(parts):
    """Return the parts so that each comes after those that it imports from. Raises Refused when there is no such order."""
    by_module = {part.module: part for part in parts}
    needs = {part.module: sorted({module for module, _ in part.inside.values()}) for part in parts}
    try:
        return [by_module[module] for module in graphlib.TopologicalSorter(needs).static_order()]
    except graphlib.CycleError as error:
        circle = " -> ".join(by_module[module].place for module in reversed(error.args[1]))
        raise Refused(f"{circle}: these parts import one another in a circle; move what both need into one that both import.") from None


def _import_lines(imports):
    """Return the lines that import these names, in the order that ruff wants."""
    lines = [f"import {one.words()}" for one in sorted(imports) if not one.what]
    for module in sorted({one.module for one in imports if one.what}):
        lines.append(f"from {module} import {', '.join(one.words() for one in sorted(imports) if one.what and one.module == module)}")
    return lines


if __name__ == "__main__":
    sys.exit(main())

"""The names that a test sees: its own, the set-up's, and the student's, which it may replace and delete as if they were in one namespace.

What a test stores under a name stays with the judge, for it may be an expected value, and a student could have guessed the name. It goes
to the student's process only where the test has shown that it means the student's object: it read or deleted the name before, or it
says `__main__`, as `mock.patch("__main__.helper")` does. At the end of the cell everything is as it was.
"""

import types
from collections.abc import MutableMapping

from grading.run.inside.judge.references import Reference


class TestNames(MutableMapping):
    """What a test's top level stores, reads and deletes; `own` is the dict of the names that are the test's and the set-up's."""

    __test__ = False  # no class of tests, whatever pytest thinks of its name

    def __init__(self, own, ask, student):
        self.own, self._ask, self._student = own, ask, student
        self._theirs = set()  # names of the student's that this test has read or deleted

    def ask(self, name):
        """Return what the student has under a name; raise KeyError when it is nothing."""
        value = self._ask(name)
        self._theirs.add(name)
        return value

    def bind(self, name, value):
        """Put a value in the place of the student's object."""
        self._theirs.add(name)
        self._student().bind(name, value)
        if callable(value) or isinstance(value, Reference):
            self.own[name] = value  # a spy that stood here is asked here
        else:
            self.own.pop(name, None)  # the student's functions may give it another value

    def helpers(self):
        """Return the functions, classes and modules that the test defined under names that it never took for the student's."""
        return {
            name: value
            for name, value in self.own.items()
            if name not in self._theirs and isinstance(value, types.FunctionType | types.ModuleType | type)
        }

    def __getitem__(self, name):
        return self.own[name]

    def __setitem__(self, name, value):
        if name in self._theirs:
            self.bind(name, value)
        else:
            self.own[name] = value

    def __delitem__(self, name):
        mine = self.own.pop(name, self) is not self
        if mine and name not in self._theirs:
            return
        self._theirs.add(name)
        self._student().unbind(name)

    def __iter__(self):
        return iter(list(self.own))

    def __len__(self):
        return len(self.own)


class MainModule(types.ModuleType):
    """`__main__` as a test sees it: the notebook, so the student's names."""

    def __init__(self, names):
        super().__init__("__main__")
        object.__setattr__(self, "_names", names)

    def __getattr__(self, name):
        names = object.__getattribute__(self, "_names")
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return names.own[name] if name in names.own else names.ask(name)
        except KeyError:
            raise AttributeError(f"the notebook defines no {name}") from None

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_names").bind(name, value)

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_names")[name]
        except KeyError:
            raise AttributeError(name) from None

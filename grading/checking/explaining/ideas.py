"""Ways to get a result: an idea by itself, with a change of its result, or in one of several results."""

import contextlib

from grading.checking.comparing.values import _is_number
from grading.checking.explaining.evidence import _NOTHING


class _Idea:
    """A way to get a result. What it gives is worked out once for each check, however many pairs it is part of."""

    def __init__(self, function):
        self._function, self._given = function, {}

    def on(self, case):
        """Return what the idea gives for the arguments of a case, or _NOTHING when it raises."""
        if id(case) not in self._given:
            self._given[id(case)] = self._work_out(case)
        return self._given[id(case)]

    def _work_out(self, case):
        return case.run(self._function)


class _Then(_Idea):
    """An idea, and what goes wrong with its result afterwards."""

    def __init__(self, idea, change):
        self._idea, self._change, self._given = idea, change, {}

    def _work_out(self, case):
        value = self._idea.on(case)
        if value is not _NOTHING:
            with contextlib.suppress(Exception):
                if type(value) is dict:
                    return {key: self._change(item, case.args) for key, item in value.items()}
                if type(value) in (list, tuple) and not self._is_row(value):
                    return type(value)(self._change(item, case.args) for item in value)
                return self._change(value, case.args)
        return _NOTHING

    @staticmethod
    def _is_row(value):
        """Tell a list of numbers, one result, from a list of results."""
        return type(value) is list and len(value) > 1 and all(map(_is_number, value))


class _Placed(_Idea):
    """The right results, but for one, which comes from another idea."""

    def __init__(self, right, place, idea):
        self._right, self._place, self._idea, self._given = right, place, idea, {}

    def _work_out(self, case):
        right, wrong = self._right.on(case), self._idea.on(case)
        if right is not _NOTHING and wrong is not _NOTHING:
            with contextlib.suppress(Exception):
                values = list(right)
                values[self._place] = wrong[self._place]
                return tuple(values)
        return _NOTHING

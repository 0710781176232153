"""The ideas that a task knows and those that follow from its model, worked out once for a check that has failed."""

import contextlib
import functools

from grading.checking.comparing.differences import _difference
from grading.checking.comparing.values import _is_plain
from grading.checking.explaining.arguments import _changes_of_arguments
from grading.checking.explaining.evidence import _NOTHING
from grading.checking.explaining.ideas import _Idea, _Placed
from grading.checking.explaining.mistakes import _KNOWN
from grading.checking.explaining.sentences import _About, _in_place, _places
from grading.checking.explaining.slopes import _changes_of_slopes


class _Space:
    """The ideas that a task knows, and those that follow from its model, for a check that has failed."""

    def __init__(self, case):
        self.case, self.places, self.model = case, _places(case.expected), _KNOWN.model
        self.right = _Idea(_right(case))
        self.listed = {sentence: _Idea(idea) for sentence, idea in _KNOWN.ideas.items()}
        self._on_changed = {}

    @functools.cached_property
    def asking(self):
        """Return the sentences of the ideas that ask the answer something, looked for once for all readings."""
        known = {}
        return {sentence for sentence, idea in self.listed.items() if _asks(idea._function, self.case.name, known)}

    def on_changed(self, idea, change):
        """Return an idea as it comes out with other arguments."""
        key = (id(idea), id(change))
        if key not in self._on_changed:
            function = idea._function
            self._on_changed[key] = _Idea(lambda *args, **kwargs: function(*change(list(args)), **kwargs))
        return self._on_changed[key]

    def touched(self, idea):
        """Return the places of the results that an idea makes wrong."""
        values, right = (idea.on(self.case), self.right.on(self.case)) if self.places else (_NOTHING, _NOTHING)
        if values is _NOTHING or right is _NOTHING or type(values) not in (list, tuple) or len(values) != len(right):
            return []
        return [place for place in self.places if not self.case.same(values[place], right[place])]

    def everywhere_and_in_one(self, sentence, idea):
        """Yield an idea in all results and, where it touches several, in each of them alone; where it touches one, say which."""
        touched = self.touched(idea)
        if len(touched) != 1:
            yield (sentence,), idea
        for place in touched:
            named = sentence.in_place(place) if isinstance(sentence, _About) else _in_place(place, sentence)
            yield (named,), idea if len(touched) == 1 else _Placed(self.right, place, idea)

    @functools.cached_property
    def other_arguments(self):
        """Return {sentence: function of the list of arguments} for what can happen to arguments on their way into the model."""
        return dict(_changes_of_arguments(self.case.args)) if self.model else {}

    @functools.cached_property
    def slopes(self):
        """Return {sentence: keyword arguments} for what can be wrong with a slope that the model lets itself be given."""
        return dict(_changes_of_slopes(self.model)) if self.model else {}


def _right(case):
    """Return a function that gives the right result."""
    return _KNOWN.model or (lambda *args, **kwargs: case.expected if args and _same_arguments(args, case.args) else _no_result())


def _same_arguments(args, others):
    return len(args) == len(others) and all(
        a is b or (_is_plain(a) and _is_plain(b) and _difference(a, b, True, 0, 0) is None) for a, b in zip(args, others, strict=True)
    )


def _no_result():
    raise LookupError("only the result of this check is known")


def _asks(function, name, known, deep=4):
    """Tell whether a function, or one that it uses, calls what is known by this name; `known` keeps what was found of each."""
    code = getattr(function, "__code__", None)
    if code is None or not deep:
        return False
    key = id(function), deep
    if key not in known:
        names = _names_used(code)
        used = [function.__globals__.get(other) for other in names]
        with contextlib.suppress(ValueError):  # of a variable that has no value yet
            for cell in function.__closure__ or ():
                used += cell.cell_contents.values() if type(cell.cell_contents) is dict else [cell.cell_contents]
        known[key] = name in names or any(_asks(other, name, known, deep - 1) for other in used)
    return known[key]


def _names_used(code):
    return {*code.co_names}.union(*(_names_used(inner) for inner in code.co_consts if isinstance(inner, type(code))))

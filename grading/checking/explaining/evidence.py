"""What is known about an answer: what it gave in the checks so far and for the probes."""

import contextlib
from dataclasses import dataclass

from grading.checking.comparing.differences import _differ_at_once, _difference
from grading.checking.comparing.values import _copy_at_once, _numbers_in
from grading.checking.explaining.mistakes import _KNOWN

_NOTHING = object()


@dataclass(eq=False)
class _Case:
    """One call of an answer: what goes in, and what is right."""

    name: str
    args: tuple
    kwargs: dict
    expected: object
    rtol: float
    atol: float
    function: object = None  # that was called, of a check

    def run(self, function):
        """Return what a function gives for these arguments, or _NOTHING when it raises."""
        with contextlib.suppress(Exception):
            return function(*map(_copy_at_once, self.args), **self.kwargs)
        return _NOTHING

    def same(self, a, b):
        # Most pairs differ in their first number already, and most of a diagnosis is spent here.
        rtol = max(self.rtol, 1e-9)
        with contextlib.suppress(TypeError):  # an idea can give what nothing can be compared with
            return not _differ_at_once(a, b, rtol, self.atol) and _difference(a, b, True, rtol, self.atol) is None
        return False


def _answers(function, probes):
    """Return what a function gives for each probe, or _NOTHING where it raises."""
    # Before the grader's judge a call takes a message there and one back: where several can share them, they do.
    together = getattr(type(function), "_judge_call_each", None)
    if together is None or len(probes) < 2:
        return [probe.run(function) for probe in probes]
    answers = together(function, [tuple(map(_copy_at_once, probe.args)) for probe in probes])
    return [answer[0] if answer else _NOTHING for answer in answers]


class _Evidence:
    """What is known about an answer: the check that failed, those that passed, and what it gives for the probes."""

    def __init__(self, case, got, passed, function):
        self.case, self.got, self.passed, self.function = case, got, passed, function
        self._probed = None

    def agrees(self, idea):
        """Tell whether an idea gives what the answer gives, right or wrong, wherever both give anything."""
        wrong = idea.on(self.case)
        if wrong is _NOTHING or not self.case.same(self.got, wrong) or self.case.same(wrong, self.case.expected):
            return False
        return all(self._fits(case, case.expected, idea) for case in self.passed) and all(
            self._fits(case, answer, idea) for case, answer in self.probed
        )

    def elsewhere(self, idea, right):
        """Tell whether a probe shows the mistake as well: what one input alone shows can be chance."""
        return any(
            answer is not _NOTHING and idea.on(probe) is not _NOTHING and not probe.same(right.on(probe), idea.on(probe))
            for probe, answer in self.probed
        )

    @staticmethod
    def _fits(case, answer, idea):
        made = idea.on(case)
        return made is _NOTHING or (answer is not _NOTHING and case.same(answer, made))

    @property
    def probed(self):
        """Return pairs (probe, what the answer gives for it), asked once."""
        if self._probed is None:
            probes = [_Case("", args, {}, _NOTHING, self.case.rtol, self.case.atol) for args in _KNOWN.probes] if self.function else []
            self._probed = list(zip(probes, _answers(self.function, probes), strict=True))
        return self._probed

    def is_rich(self):
        """Tell whether agreement cannot be chance: sizes such as 2 are factors, too, until other sizes come in."""
        answers = [self.got, *(answer for _, answer in self.probed)]
        values = {round(abs(value), 9) for answer in answers for value in _numbers_in(answer)} | {repr(answer) for answer in answers[1:]}
        return len(self.probed) > 0 and len(values - {0.0, 1.0}) >= 3

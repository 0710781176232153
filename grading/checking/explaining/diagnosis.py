"""Which idea, or which two, explain an answer; silence where that is not one."""

from grading.checking.comparing.calling import _at_most, quiet
from grading.checking.comparing.differences import _difference
from grading.checking.explaining.evidence import _Evidence
from grading.checking.explaining.formulas import _IN_A_FORMULA, _IN_A_PRODUCT, _inside_the_model
from grading.checking.explaining.mistakes import _KNOWN
from grading.checking.explaining.readings import _READINGS, _asking, _single
from grading.checking.explaining.remarks import _few_digits, _first_with, _not_the_same_again, _overflowed, _what_is_right
from grading.checking.explaining.sentences import _About, _Part
from grading.checking.explaining.space import _Space

# For all comparisons with ideas after a check that failed; then the plain message stands. They take hundredths of a second: so many
# seconds that what is said does not depend on how busy a machine is that grades a class.
DIAGNOSIS_SECONDS = 4


def _diagnosis(case, got, mistakes, function):
    """Return what is likely wrong, in one or two sentences, or None; it never raises and never takes long."""
    try:
        with _at_most(DIAGNOSIS_SECONDS), quiet():
            named = _named_mistake(got, case.expected, mistakes, case.rtol, case.atol) or _explanation(case, got, function)
            named = named or _few_digits(case, got) or _not_the_same_again(case, got, function)
            return named or _what_is_right(case, got) or _overflowed(case, got) or _first_with(case)
    except BaseException:  # a comparison that fails or hangs costs the sentence, not the points and not the message
        return None


def _explanation(case, got, function):
    """Return the sentence of the idea, or of the two, that agree with all that is known about the answer; None if that is not one."""
    known = _KNOWN
    if not known.ideas and known.model is None:
        return None
    evidence = _Evidence(case, got, [other for other in known.passed if other.name == case.name], function)
    space = _Space(case)
    for readings in _READINGS:
        agreeing = [(sentences, idea) for sentences, idea in readings(space) if evidence.agrees(idea)]
        if readings is _inside_the_model:  # so many parts, and so much that can happen to each
            agreeing = [(sentences, idea) for sentences, idea in agreeing if evidence.elsewhere(idea, space.right)]
        fitting = list({frozenset(sentences): sentences for sentences, idea in agreeing}.values())
        # Two ideas for one behaviour: what cannot be told apart is not named.
        if fitting:
            return _in_words(fitting) if readings in (_single, _asking) or evidence.is_rich() else None
    return None


def _in_words(fitting):
    """Return the one reading in words; None where there are several, unless they are one change of this or of that argument."""
    if all(isinstance(sentences[0], _Part) for sentences in fitting):
        # A part of a formula holds others, and to turn the sign of one or of the other is the same.
        parts = [sentences[0] for sentences in fitting]
        largest = max((part.what for part in parts), key=len)
        kinds = [*_IN_A_FORMULA, *_IN_A_PRODUCT, *(part.words for part in parts)]
        about = min((part for part in parts if part.what == largest), key=lambda part: kinds.index(part.words))
        return str(about) if all(part.what.strip("`") in largest for part in parts) else None
    *first, last = fitting[0]
    if len(fitting) > 1:
        about = [sentences[-1] for sentences in fitting if [*sentences[:-1]] == first and isinstance(sentences[-1], _About)]
        if len(about) < len(fitting) or len({sentence.words for sentence in about}) > 1:
            return None
        last = about[0].words.format(" or ".join(sentence.what for sentence in about))
    return f"Two mistakes. {first[0]}\n{last}" if first else str(last)


def _named_mistake(got, expected, mistakes, rtol, atol):
    """Return the sentence of the one wrong idea that gives `got`; None when none fits, or more than one."""
    fitting = [
        sentence
        for sentence, wrong in (mistakes or {}).items()
        if not _difference(got, wrong, True, max(rtol, 1e-9), atol) and _difference(wrong, expected, True, rtol, atol)
    ]
    return fitting[0] if len(fitting) == 1 else None

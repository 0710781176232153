"""Judges an answer to an exercise, and names the mistake. Runs in MicroPython, in the reader's browser.

An idea, one of the exercise's wrong answers, is named only if it alone gives what the reader's function gives for all cases.
"""

import io
import json
import sys

PLACE = "your code"
CLOSE = 1e-9
RAISED = "raised"


def judge(text):
    """Return JSON {right, says, line} for JSON {name, stub, right, cases, wrong, answer}; `line` is a line of the answer, or null."""
    task = json.loads(text)
    if task["answer"].strip() == task["stub"].strip():
        return _verdict(False, "There is nothing to check yet: write your code where the three dots are.")
    right, cases = _function(task["right"], task["name"]), eval(task["cases"], _fresh())
    try:
        answer = _function(task["answer"], task["name"])
    except BaseException as error:
        return _verdict(False, *_in_words(error))
    if answer is None:
        return _verdict(False, "There is no function `%s` any more. Press Reset to get it back." % task["name"])
    expected = [_call(right, case)[0] for case in cases]
    got = []
    for case in cases:
        result, error, changed = _call(answer, case)
        if error:
            says, line = _in_words(error)
            return _verdict(False, "`%s` stops with an error. %s" % (_written(task["name"], case), says), line)
        if changed:
            return _verdict(False, "`%s` changes the list that it was given. Work on a copy of it." % _written(task["name"], case))
        got.append(result)
    wrong = [k for k in range(len(cases)) if not _same(got[k], expected[k])]
    if not wrong:
        return _verdict(True, "Right, for %s." % ("this case" if len(cases) == 1 else "all %d cases" % len(cases)))
    return _verdict(False, _mistake(task, cases, expected, got, wrong[0]))


def _mistake(task, cases, expected, got, k):
    call, result = _written(task["name"], cases[k]), got[k]
    says = "`%s` gives %s and should give %s." % (call, _shown(result), _shown(expected[k]))
    ideas = [sentence for sentence, source in task["wrong"] if _agrees(_function(source, task["name"]), cases, got)]
    if len(ideas) == 1:
        return says + " " + ideas[0]
    if not ideas and result is None:
        return says + " Does every way through the function end with `return`?"
    if not ideas and (common := _in_common(expected, got)):
        return says + " " + common
    return says


def _agrees(idea, cases, got):
    for case, result in zip(cases, got):
        value, error, _ = _call(idea, case)
        if error or not _same(value, result):
            return False
    return True


def _in_common(expected, got):
    """Return what is the same about all results that are wrong, or None."""
    pairs = [pair for one, other in zip(expected, got) for pair in zip(_numbers(one), _numbers(other))]
    if not all([len(_numbers(one)) == len(_numbers(other)) for one, other in zip(expected, got)]):
        return None
    ratios = [b / a for a, b in pairs if a]
    if len(ratios) < 2 or not ratios[0] or any([b for a, b in pairs if not a]) or not _same([ratios[0]] * len(ratios), ratios):
        return None
    if _same(ratios[0], -1.0):
        return "Every number has the right size and the wrong sign."
    return "Every number is %s times what it should be." % _shown(ratios[0])


def _call(function, case):
    """Return (result, the error that it raised or None, whether it changed a list that it was given)."""
    given = [_copy(argument) for argument in case]
    try:
        result = function(*given)
    except BaseException as error:
        return RAISED, error, False
    return result, None, not all([_same(a, b) for a, b in zip(case, given) if isinstance(a, list)])


def _same(a, b):
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all([_same(p, q) for p, q in zip(a, b)])
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return a == b or abs(a - b) <= CLOSE * max(abs(a), abs(b)) + 1e-15
    try:
        return bool(a == b)
    except Exception:
        return False


def _numbers(value):
    if isinstance(value, (list, tuple)):
        return [number for entry in value for number in _numbers(entry)]
    return [float(value)] if isinstance(value, (int, float)) else []


def _copy(value):
    return [_copy(entry) for entry in value] if isinstance(value, list) else value


def _shown(value):
    if isinstance(value, (list, tuple)):
        inner = ", ".join([_shown(entry) for entry in value])
        return "[%s]" % inner if isinstance(value, list) else "(%s)" % inner
    if isinstance(value, float) and value == value and abs(value) < 1e300:
        short = "%.6g" % value
        return short if float(short) == value else "%.6g" % value
    return getattr(value, "__name__", None) or repr(value)


def _written(name, case):
    text = "%s(%s)" % (name, ", ".join([_shown(argument) for argument in case]))
    return text if len(text) < 120 else name + "(...)"


def _fresh():
    import math

    return {"math": math, "__name__": "exercise"}


def _function(source, name):
    scope = _fresh()
    exec(compile(source, PLACE, "exec"), scope)
    return scope.get(name)


def _in_words(error):
    """Return what Python says of an error, and the last line of the answer that it was in."""
    written = io.StringIO()
    sys.print_exception(error, written)
    lines, line = written.getvalue().strip().split("\n"), None
    for text in lines:
        if 'File "%s", line ' % PLACE in text:
            line = int(text.split("line ")[1].split(",")[0])
    return lines[-1], line


def _verdict(right, says, line=None):
    return json.dumps({"right": right, "says": says, "line": line})

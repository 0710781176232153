# What MicroPython leaves out of the functions of Python itself and the book uses; runs before the first cell.
import builtins as _builtins

_zip, _sum = _builtins.zip, _builtins.sum


def _strict_zip(*lists, strict=False):
    if not strict:
        return _zip(*lists)
    lists = [list(each) for each in lists]
    if len({len(each) for each in lists}) > 1:
        raise ValueError("zip() arguments have different lengths")
    return _zip(*lists)


_builtins.zip = _strict_zip
_builtins.sum = lambda values, start=0: _sum(values, start)


def _digits(value, width, digits):
    """Return what f"{value:#{width}.{digits}g}" is in Python: so many digits, zeros at the end as well."""
    mantissa, exponent = ("%.*e" % (digits - 1, value)).split("e")
    power = int(exponent)
    if -5 < power < digits:
        text = "%.*f" % (digits - 1 - power, value)
        text += "" if "." in text else "."
    else:
        text = mantissa + "e" + exponent
    return " " * (width - len(text)) + text


_builtins._digits = _digits

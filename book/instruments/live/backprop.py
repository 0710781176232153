"""In the place of book/backprop where a cell runs in the page: drawings are left out."""


class _Drawings:
    def __getattr__(self, name):
        return lambda *data, **options: None


figures = _Drawings()

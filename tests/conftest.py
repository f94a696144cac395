"""What several files of tests need, and how the tests are shared out among processes.

`make test` runs `pytest -n 2 --dist loadgroup`.
"""

import pytest

from sheet_utils import widgets


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that share something slow stay in one process: a module, a sheet, or all that look at one graded class."""
    for item in items:
        module = getattr(item, "module", None)
        if module is None:  # a notebook's cell, from nbval
            continue
        sheet = getattr(item, "callspec", None) and item.callspec.params.get("sheet")
        shared = "graded_class" if hasattr(module, "graded_class") else module.__name__
        item.add_marker(pytest.mark.xdist_group(f"{shared}-{sheet}" if isinstance(sheet, str) else shared))


@pytest.fixture
def explorer(monkeypatch):
    """Calls a widget and returns what it shows."""
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))

    def call(widget, *args, **keywords):
        widget(*args, **keywords)
        return shown.pop()

    return call

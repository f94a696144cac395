"""What several files of tests need."""

import pytest

from sheet_utils import widgets


@pytest.fixture
def explorer(monkeypatch):
    """Calls a widget and returns what it shows."""
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))

    def call(widget, *args, **keywords):
        widget(*args, **keywords)
        return shown.pop()

    return call

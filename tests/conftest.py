"""How the tests are shared out among processes (`pytest -n 2 --dist loadgroup`, as `make test` does)."""

import pytest


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

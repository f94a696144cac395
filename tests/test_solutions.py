"""The instructor's notebooks run from their first cell to their last."""

import pytest

from course import release
from tests.nbval import nbval


@pytest.mark.parametrize("sheet", release.sheets())
def test_the_instructor_notebooks_run(sheet):
    status, output = nbval("--nbval-lax", f"solutions/{sheet}")
    assert status == 0, output

"""The instructor's notebooks run from the first cell to the last: `pytest --nbval-lax solutions`, sheet by sheet."""

import pytest

from authoring import release
from tests import test_nbval
from tests.nbval import nbval


# The instructor's notebooks of that one sheet are run twice by its own tests, and compared.
@pytest.mark.parametrize("sheet", [sheet for sheet in release.sheets() if sheet != test_nbval.SHEET])
def test_the_instructor_notebooks_run(sheet, kernels):
    status, output = nbval(kernels, "--nbval-lax", f"solutions/{sheet}")
    assert status == 0, output

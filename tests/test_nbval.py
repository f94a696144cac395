"""The release runs, blank and finished, and says the same again; nbval is shown to go red when it does not."""

import contextlib
import os

import nbformat
import pytest

from authoring import release
from authoring.probes import sheet10
from grading.folders import SOLUTIONS
from tests import forked_kernels
from tests.nbval import nbval
from tests.test_processors import OLDER

SHEET = "sheet10"


@pytest.fixture(scope="session")
def finished(tmp_path_factory, kernels):
    """The sheet as a good student saves it: the instructor's notebooks, run and saved."""
    folder = tmp_path_factory.mktemp("finished")
    for source in sorted((SOLUTIONS / SHEET).glob("*.ipynb")):
        path = folder / source.name
        path.write_bytes(source.read_bytes())
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_PATH", kernels["JUPYTER_PATH"])
            release.execute(path)
    return folder


@pytest.fixture(scope="session")
def older_kernels(tmp_path_factory):
    """Kernels of an older processor, whose sums are rounded in another order than those of the release."""
    with contextlib.ExitStack() as stack:
        # For as long as the process starts that they are forked from; a library may look again in a kernel itself.
        with pytest.MonkeyPatch.context() as patch:
            for name, value in OLDER.items():
                patch.setenv(name, value)
            environment = stack.enter_context(forked_kernels.serving(tmp_path_factory.mktemp("kernels")))
        yield {**environment, **OLDER}


def test_the_older_processor_is_one_and_is_not_that_of_the_tests(tmp_path, older_kernels):
    cell = nbformat.v4.new_code_cell("import torch\ntorch.backends.cpu.get_cpu_capability()", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "'DEFAULT'"}, execution_count=1)]
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "small.ipynb")
    status, output = nbval(older_kernels, "--nbval", tmp_path / "small.ipynb")
    assert status == 0, output
    assert not OLDER.keys() & os.environ.keys()


@pytest.mark.parametrize("sheet", release.sheets())
def test_the_release_says_the_same_again(sheet, older_kernels):
    """`pytest --nbval notebooks`, sheet by sheet, on another machine than that of the release."""
    status, output = nbval(older_kernels, "--nbval", f"notebooks/{sheet}")
    assert status == 0, output


def test_finished_work_says_right_everywhere(finished):
    texts = {}
    for path in finished.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.id.endswith("-check"):
                texts[cell.id] = "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
    assert len(texts) == sum(len(names) for names in sheet10.NOTEBOOKS.values())
    assert all("right" in text.lower() for text in texts.values()), texts


def test_finished_work_says_the_same_again(finished, kernels):
    status, output = nbval(kernels, "--nbval", finished)
    assert status == 0, output


def test_nbval_goes_red_when_an_answer_is_changed(finished, tmp_path, kernels):
    path = tmp_path / "2_lyapunov_exponent.ipynb"
    notebook = nbformat.read(finished / path.name, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("setup", "which-line", "which-line-check")]
    notebook.cells[1].source = notebook.cells[1].source.replace("4, 6, 5, 6", "4, 6, 5, 5")
    nbformat.write(notebook, path)
    status, output = nbval(kernels, "--nbval", path)
    assert status == 1 and "1 failed, 2 passed" in output, output
